/* What is inside a connection: for db*.c, seal*.c and migrate.c alone.  Knows what both engines have in common; leaves
 * the engines' own handles to db_sqlite.c and db_pg.c. */
#pragma once
#include "db.h"
#include "req.h"
#include "tell.h"

enum { DB_DEEP = 8, DB_IN_MAX = 64 };

/* Where the rows of one statement go.  The engine fills w->row and calls each, which may point w->row elsewhere. */
struct db_walk {
	struct arena *arena;        /* text and bytes of the rows are copied here */
	size_t max;                 /* rows wanted at most */
	bool nested;                /* each may run other statements before the next row comes */
	void *row;                  /* zeroed room for the next row */
	enum status (*each)(struct db_walk *w);
	enum status answer;         /* what each answered: anything but OK ends the walk */
	int64_t changed;            /* rows the statement touched */
};

/* What an engine is.  Values arrive already sealed, rows leave still sealed (a sealed column's place in the row holds a
 * `const struct bytes *`): db.c closes and opens for either engine. */
struct db_engine {
	enum status (*query)(struct db *db, const struct db_query *q, const struct db_val *in, struct db_walk *w);
	enum status (*script)(struct db *db, const char *sql);
	enum status (*begin)(struct db *db, bool write);
	enum status (*commit)(struct db *db);
	void (*rollback)(struct db *db);            /* also takes back whatever a way out (arena.h) left half done */
	enum status (*back)(struct db *db);         /* to the savepoint, the same */
	enum status (*check)(struct db *db, struct arena *a, const struct db_query *q, const char **ret_why, const char **ret_tables);
	enum status (*backup)(struct db *db, const char *to);
	enum status (*integrity)(struct db *db, struct arena *a, const char **ret_why);
	enum status (*checkpoint)(struct db *db);
	enum status (*alone)(struct db *db, bool *ret);
	bool (*alive)(struct db *db);
	void (*close)(struct db *db);
};

struct seal_keys;
struct db {
	const struct db_engine *engine;
	bool pg, read_only;
	bool in_transaction, writing, in_savepoint;
	bool failed;                /* a statement of this transaction failed: PostgreSQL takes no more, so neither does SQLite */
	bool lost;                  /* the engine does not know whether the last commit was kept */
	int depth;                  /* how many db_each are under way */
	struct arena scratch[DB_DEEP];      /* one row of each of them */
	struct seal_master *master;
	struct seal_keys *keys;
	struct arena key_arena;             /* while keys are looked up */
	bool forgot;                /* this transaction destroys a key: the other connections must hear of it */
	bool gone;                  /* it erases what is to be off the disk soon */
	bool erased;                /* a committed one did one or the other */
	struct live_told told;
	int64_t patient_until;      /* db_open.patience_ms, on db_clock_ms's clock */
	int64_t fault_in;
	enum status fault_with;
	bool fault_fired;
	char trouble[320];
	char why[640];
};

struct db *db_open_sqlite(const struct db_open *how, const char **ret_why);
struct db *db_open_pg(const struct db_open *how, const char **ret_why);

/* A statement with its rows going where w says. */
enum status db_call(struct req *r, const struct db_query *q, const struct db_val *in, struct db_walk *w) MUST_USE;

/* One column as an engine hands it over; only the member that col->type needs is looked at. */
struct db_cell { bool null; int64_t i; double real; const void *at; size_t n; };
enum status db_put(struct db *db, struct arena *a, const struct db_query *q, int c, void *row, const struct db_cell *cell) MUST_USE;

int64_t db_clock_ms(void);      /* since some moment; never goes back */
/* db.patient_until for a connection that is being opened. */
int64_t db_patient_until(const struct db_open *how);

/* Notes the sentence for db_trouble and hands back st. */
enum status db_say(struct db *db, enum status st, const char *format, ...) PRINTF(3, 4);

/* seal_keys.c: what a connection remembers of owners' keys. */
void seal_keys_begin(struct db *db);        /* before a transaction's first look at the database */
void seal_keys_commit(struct db *db);
void seal_keys_rollback(struct db *db);
void seal_keys_end(struct db *db);
/* seal_open with the clear text in an arena of the caller's choice. */
enum status seal_open_in(struct req *r, struct arena *a, const char *place, const char *owner, const char *row,
			 struct bytes sealed, const char **ret) MUST_USE;

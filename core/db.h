/* The database: typed statements on SQLite or PostgreSQL.  Only db_sqlite.c and db_pg.c know the engines; a statement is
 * written once, in a feature's queries.sql, and reaches C through tools/queryc.  */
#pragma once
#include "str.h"

struct req;
struct db;
struct choices;

struct bytes { const uint8_t *at; size_t n; };

/* Stands for NULL where a column or value of type int, time or real may be missing ("int?" in a heading). */
#define NO_INT INT64_MIN
#define NO_REAL (-1e300)

enum db_type { DB_text, DB_int, DB_time, DB_flag, DB_real, DB_blob, DB_sealed };
struct db_val {
	enum db_type type;
	bool null;
	const char *text;           /* text, and the clear text of a sealed value */
	int64_t i;                  /* int, time, flag */
	double real;
	struct bytes blob;
};
static inline struct db_val db_in_text(const char *s) { return (struct db_val){ .type = DB_text, .null = !s, .text = s }; }
static inline struct db_val db_in_int(int64_t i) { return (struct db_val){ .type = DB_int, .null = i == NO_INT, .i = i }; }
static inline struct db_val db_in_time(int64_t i) { return (struct db_val){ .type = DB_time, .null = i == NO_INT, .i = i }; }
static inline struct db_val db_in_flag(bool b) { return (struct db_val){ .type = DB_flag, .i = b }; }
static inline struct db_val db_in_real(double d) { return (struct db_val){ .type = DB_real, .null = d == NO_REAL, .real = d }; }
static inline struct db_val db_in_blob(struct bytes b) { return (struct db_val){ .type = DB_blob, .null = !b.at, .blob = b }; }
static inline struct db_val db_in_sealed(const char *s) { return (struct db_val){ .type = DB_sealed, .null = !s, .text = s }; }

/* One value going in or one column coming out.  A sealed one names its place ("encounter.outcome"), and which other value
 * or column of the same heading holds the owner of the key and the id of the row; an owner that begins with '@' is
 * itself ("@server"). */
struct db_col {
	const char *name;
	enum db_type type;
	bool null;                  /* may be missing */
	size_t at;                  /* out: offset in the row struct */
	const char *place;          /* sealed: table.column */
	int owner, row;             /* sealed: index into in[] or out[]; owner -1: fixed_owner */
	const char *fixed_owner;
	const struct choices *of;   /* choice(NAME) and set(NAME): an int whose codes go into JSON */
	bool set;
};
struct db_query {
	const char *name, *sql, *feature;
	int n_in, n_out;
	const struct db_col *in, *out;
	size_t row_size;
	bool writes;                /* anything but a SELECT */
};

/* Every query stops at this many rows: no page grows with the table.  A query that must see more is read in pages by
 * key, or walked with db_each. */
enum { DB_ROWS_MAX = 1000 };

/* Exactly one row: none is MISSING.  ret: the query's row struct, filled only on OK. */
enum status db_one(struct req *r, const struct db_query *q, const struct db_val *in, void *ret) MUST_USE;
/* Up to DB_ROWS_MAX rows, in the request's arena. */
enum status db_many(struct req *r, const struct db_query *q, const struct db_val *in, size_t *ret_n, void **ret_at) MUST_USE;
/* A statement without rows.  ret_changed, how many rows it touched, may be NULL.  A constraint that fails is CONFLICT. */
enum status db_run(struct req *r, const struct db_query *q, const struct db_val *in, int64_t *ret_changed) MUST_USE;
/* Row by row without a limit and without keeping any: for imports, exports, checks and building an index.  row is valid
 * only during the call; a status other than OK stops the walk and is handed back. */
typedef enum status db_row(void *context, const void *row);
enum status db_each(struct req *r, const struct db_query *q, const struct db_val *in, db_row *each, void *context) MUST_USE;

/* What this request reads may still be taken back: it is inside a write transaction. */
bool db_is_writing(const struct req *r);

/* This write transaction erases something that is to be off the disk soon: once it is committed, the log is merged and cut. */
void db_gone(struct req *r);

/* ---- what the server, migrations and tests use; features have no need of it ---- */

struct db_open {
	const char *where;          /* path of the SQLite file, ":memory:", or postgresql://... */
	bool read_only;
	struct seal_master *master;
	int64_t patience_ms;        /* BUSY is not told before so much time has passed since it was opened: somebody at a command line
	                             * waits; 0: a server, which has others to answer */
};
/* NULL and a plain sentence in *ret_why when it cannot be opened. */
struct db *db_open(const struct db_open *how, const char **ret_why) MUST_USE;
void db_close(struct db *db);
bool db_is_pg(const struct db *db);
bool db_alive(struct db *db);                               /* answers a trivial query now */
/* After BUSY, for whoever runs a transaction again: waits a little, longer each time and by chance, so that two that hindered
 * one another do not meet again at once.  try: how often it ran so far.  False: five times, and the patience, are over. */
bool db_try_again(struct req *r, int try);

enum status db_begin(struct db *db, bool write) MUST_USE;   /* SQLite: BEGIN / BEGIN IMMEDIATE; PG: READ ONLY / SERIALIZABLE */
enum status db_commit(struct db *db) MUST_USE;
void db_rollback(struct db *db);
enum status db_savepoint(struct db *db) MUST_USE;           /* one level: for the writer's batch */
enum status db_release(struct db *db) MUST_USE;
enum status db_back_to_savepoint(struct db *db) MUST_USE;
/* Several statements at once, without values: migrations and pragmas only. */
enum status db_script(struct db *db, const char *sql, const char **ret_why) MUST_USE;
/* Does it prepare, with the columns and parameters its heading says?  And which tables does it touch (SQLite: from the
 * authorizer; a blank-separated list in the arena; PostgreSQL: "")? */
enum status db_check(struct db *db, struct arena *a, const struct db_query *q, const char **ret_why, const char **ret_tables) MUST_USE;
/* A consistent copy into a new file while others write (SQLite only; PostgreSQL has pg_dump). */
enum status db_backup(struct db *db, const char *to, const char **ret_why) MUST_USE;
/* The engine's own integrity check; a sentence for each trouble. */
enum status db_integrity(struct db *db, struct arena *a, const char **ret_why) MUST_USE;
/* Merge the write-ahead log into the file and cut it (SQLite): what was deleted is then gone from the disk. */
enum status db_checkpoint(struct db *db) MUST_USE;
/* Is no other Kith connected to this PostgreSQL database?  Always so on SQLite, where the data folder's lock says it. */
enum status db_alone(struct db *db, bool *ret) MUST_USE;
/* Did a transaction that was committed since the last call destroy a key, or say db_gone?  Then the log should be merged and cut soon. */
bool db_erased(struct db *db);
/* The sentence of the last failure on this connection, for the log: engine words, never values. */
const char *db_trouble(const struct db *db);
/* The disk or the connection failed in the middle of a commit, and nobody knows what was kept.  Nothing more may be
 * acknowledged: on SQLite the process must end and open the file anew (a second fsync would lie). */
bool db_lost(const struct db *db);

/* Tests: the n-th call from now answers `with` instead of running (0 turns it off).  True if it has fired. */
void db_fault(struct db *db, int64_t nth, enum status with);
bool db_fault_fired(const struct db *db);

/* What db_sqlite.c (statements) and db_sqlite_care.c (check, backup, integrity) share: one connection to a SQLite file. */
#pragma once
#include <sqlite3.h>
#include "db_inside.h"

enum { LITE_SLOTS = 1024, LITE_PROBES = 8, LITE_TABLES_MAX = 64 };

enum lite_allows {
	LITE_STATEMENTS,    /* SELECT, INSERT, UPDATE, DELETE on tables of ours */
	LITE_SCRIPT,        /* migrations and pragmas: also CREATE, ALTER, DROP */
};

enum lite_often { LITE_BEGIN, LITE_BEGIN_WRITE, LITE_COMMIT, LITE_ROLLBACK, LITE_OFTEN };

struct lite_slot { const struct db_query *query; const char *sql; sqlite3_stmt *s; };
struct lite {
	struct db db;
	sqlite3 *h;
	enum lite_allows allows;
	bool read_only;                     /* nothing that writes is even prepared */
	struct lite_slot slot[LITE_SLOTS];
	sqlite3_stmt *often[LITE_OFTEN];    /* BEGIN, COMMIT, ROLLBACK: each request says them */
	sqlite3_stmt *extra[DB_DEEP];       /* the same statement inside itself, or one whose slots are all in use */
	const char *tables[LITE_TABLES_MAX];        /* while one statement is checked: what it touches */
	size_t n_tables;
	struct arena *tables_in;            /* NULL: not checking */
	int64_t wait_ms, waits_since;       /* for another connection's lock: how long, and since when */
};

/* The status of a result code; notes the sentence for db_trouble. */
enum status lite_status(struct lite *l, const char *what, int rc);
bool lite_no_room(sqlite3 *h, int rc);
enum status lite_check(struct db *db, struct arena *a, const struct db_query *q, const char **ret_why, const char **ret_tables);
enum status lite_backup(struct db *db, const char *to);
enum status lite_integrity(struct db *db, struct arena *a, const char **ret_why);
enum status lite_checkpoint(struct db *db);
enum status lite_alone(struct db *db, bool *ret);

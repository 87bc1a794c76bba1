/* What db_pg.c (statements) and db_pg_care.c (check, integrity) share: one connection to PostgreSQL. */
#pragma once
#include <errno.h>
#include <libpq-fe.h>
#include "db_inside.h"

enum { PG_SLOTS = 1024, PG_PROBES = 8 };
/* pg_type.h, which only server code may include; fixed for ever. */
enum {
	PG_BOOL = 16, PG_BYTEA = 17, PG_INT8 = 20, PG_INT2 = 21, PG_INT4 = 23, PG_TEXT = 25, PG_FLOAT4 = 700, PG_FLOAT8 = 701,
	PG_VARCHAR = 1043, PG_NUMERIC = 1700,
};

struct pg_slot { const struct db_query *query; const char *sql; unsigned name; };
struct pg {
	struct db db;
	PGconn *h;
	unsigned names;                     /* of statements and cursors: never used twice on a connection */
	struct pg_slot slot[PG_SLOTS];
	PGresult *held[DB_DEEP + 1];
	struct arena text;                  /* of a cursor's statement */
	char transaction[24];               /* the number the server gave the one that writes; it can be asked what became of it */
};
extern const struct db_engine pg_engine;

/* The status of a result; notes the sentence for db_trouble. */
enum status pg_status(struct pg *p, const char *what, const PGresult *res);
enum status pg_exec(struct pg *p, const char *what, const char *sql);
int pg_types(const struct db_query *q, Oid type[DB_IN_MAX]);
enum status pg_check(struct db *db, struct arena *a, const struct db_query *q, const char **ret_why, const char **ret_tables);
enum status pg_backup(struct db *db, const char *to);
enum status pg_integrity(struct db *db, struct arena *a, const char **ret_why);
enum status pg_checkpoint(struct db *db);
enum status pg_alone(struct db *db, bool *ret);

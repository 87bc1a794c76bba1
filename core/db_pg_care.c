/* Taking care of a PostgreSQL database: whether a statement is what its heading says, and what the server knows to be amiss.
 * Copies are pg_dump's work, the log is the server's. */
#include "core.h"
#include "db_pg.h"

static bool fits(enum db_type type, Oid o)
{
	bool whole = o == PG_INT2 || o == PG_INT4 || o == PG_INT8 || o == PG_NUMERIC;
	switch (type) {
	case DB_text:
		return o == PG_TEXT || o == PG_VARCHAR;
	case DB_int:
	case DB_time:
		return whole;
	case DB_flag:
		return whole || o == PG_BOOL;
	case DB_real:
		return whole || o == PG_FLOAT4 || o == PG_FLOAT8;
	case DB_blob:
	case DB_sealed:
		return o == PG_BYTEA;
	}
	return false;
}

static const char *amiss(struct arena *a, const PGresult *d, const struct db_query *q)
{
	if (PQnfields(d) != q->n_out)
		return arena_printf(a, "%d columns, its heading says %d", PQnfields(d), q->n_out);
	if (PQnparams(d) != q->n_in)
		return arena_printf(a, "%d values, its heading says %d", PQnparams(d), q->n_in);
	for (int c = 0; c < q->n_out; c++) {
		const char *name = PQfname(d, c);
		if (!fits(q->out[c].type, PQftype(d, c)))
			return arena_printf(a, "column %s has another type than its heading says (type %u)", q->out[c].name, PQftype(d, c));
		for (int other = 0; other < q->n_out; other++)
			if (other != c && str_same(name, q->out[other].name) && !str_same(name, q->out[c].name))
				return arena_printf(a, "column %s stands where its heading says %s", name, q->out[c].name);
	}
	return NULL;
}

enum status pg_check(struct db *db, struct arena *a, const struct db_query *q, const char **ret_why, const char **ret_tables)
{
	struct pg *p = (struct pg *)db;
	Oid type[DB_IN_MAX];
	*ret_tables = "";
	if (q->n_in > DB_IN_MAX) {
		*ret_why = arena_printf(a, "%s: too many values", q->name);
		return BROKEN;
	}
	PGresult *res = PQprepare(p->h, "", q->sql, pg_types(q, type), type);
	enum status st = pg_status(p, q->name, res);
	PQclear(res);
	if (st == OK) {
		res = PQdescribePrepared(p->h, "");
		st = pg_status(p, q->name, res);
		const char *why = st == OK ? amiss(a, res, q) : NULL;
		PQclear(res);
		if (st == OK && !why)
			return OK;
		if (why) {
			*ret_why = arena_printf(a, "%s: %s", q->name, why);
			return BROKEN;
		}
	}
	*ret_why = arena_str(a, db->trouble);
	return BROKEN;
}

enum status pg_backup(struct db *db, const char *to)
{
	(void)to;
	return db_say(db, INVALID, "A PostgreSQL database is copied with pg_dump, not by Kith.");
}

/* What the server itself has found or left undone. */
static const char troubles[] =
	"SELECT 'the server counted ' || checksum_failures || ' pages whose checksum is wrong' FROM pg_stat_database"
	" WHERE datname = current_database() AND checksum_failures > 0 "
	"UNION ALL SELECT 'index ' || c.relname || ' is not valid' FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
	" WHERE NOT i.indisvalid AND c.relnamespace = current_schema()::regnamespace "
	"UNION ALL SELECT 'constraint ' || conname || ' was never checked' FROM pg_constraint"
	" WHERE NOT convalidated AND connamespace = current_schema()::regnamespace LIMIT 20";

enum status pg_integrity(struct db *db, struct arena *a, const char **ret_why)
{
	struct pg *p = (struct pg *)db;
	PGresult *res = PQexec(p->h, troubles);
	const char *all = "";
	if (pg_status(p, "integrity", res) != OK)
		all = arena_str(a, db->trouble);
	else
		for (int i = 0; i < PQntuples(res); i++)
			all = arena_printf(a, "%s%s%s", all, i ? "\n" : "", PQgetvalue(res, i, 0));
	PQclear(res);
	if (!*all)
		return OK;
	*ret_why = all;
	return BROKEN;
}

enum status pg_checkpoint(struct db *db)
{
	(void)db;
	return OK;
}

/* By the name that every connection of ours gives. */
enum status pg_alone(struct db *db, bool *ret)
{
	struct pg *p = (struct pg *)db;
	PGresult *res = PQexec(p->h, "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'kith'"
		" AND pid <> pg_backend_pid() LIMIT 1");
	enum status st = pg_status(p, "alone", res);
	*ret = st == OK && PQntuples(res) == 0;
	PQclear(res);
	return st;
}

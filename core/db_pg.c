/* One connection to PostgreSQL: statements kept prepared, rows, cursors, transactions, connecting again.  Knows nothing of
 * sealing (db.c) nor of checks (db_pg_care.c). */
#include <stdio.h>
#include "core.h"
#include "db_pg.h"

enum { FETCH_AT_ONCE = 500 };

/* ---- what went wrong ---- */

static enum status meaning(const char *state)
{
	static const struct { const char *begins; enum status st; } meanings[] = {
		{ "23", CONFLICT },
		{ "40", BUSY },         /* lost a race: serialization, deadlock */
		{ "55P03", BUSY },      /* waited too long for a lock */
		{ "57014", BUSY },      /* took too long */
		{ "57P", BUSY },        /* the server is going down or coming up */
		{ "08", BUSY },
		{ "53300", BUSY },      /* too many connections */
		{ "25P03", BUSY },      /* idle too long inside a transaction: the server hung up */
		{ "53100", FULL },
	};
	for (size_t i = 0; i < COUNT(meanings); i++)
		if (str_begins(state, meanings[i].begins))
			return meanings[i].st;
	return BROKEN;
}

/* A message may quote a value ("invalid input syntax for type integer: …"); the state, the constraint and the table never do.
 * Only what is wrong with the statement itself (class 42) or the server (53, 57) is told in the engine's words. */
static enum status failed(struct pg *p, const char *what, const PGresult *res)
{
	const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE), *words = NULL;
	if (!state) {
		bool gone = PQstatus(p->h) != CONNECTION_OK;
		return db_say(&p->db, gone ? BUSY : BROKEN, "%s: %s", what, gone ? "the connection was lost" : "no answer from the server");
	}
	if (str_begins(state, "42") || str_begins(state, "53") || str_begins(state, "57"))
		words = PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY);
	const char *table = PQresultErrorField(res, PG_DIAG_TABLE_NAME), *rule = PQresultErrorField(res, PG_DIAG_CONSTRAINT_NAME);
	return db_say(&p->db, meaning(state), "%s: SQLSTATE %s%s%s%s%s%s%s", what, state, table ? ", table " : "", table ? table : "",
		rule ? ", constraint " : "", rule ? rule : "", words ? ": " : "", words ? words : "");
}

enum status pg_status(struct pg *p, const char *what, const PGresult *res)
{
	ExecStatusType st = PQresultStatus(res);
	return st == PGRES_COMMAND_OK || st == PGRES_TUPLES_OK ? OK : failed(p, what, res);
}

enum status pg_exec(struct pg *p, const char *what, const char *sql)
{
	PGresult *res = PQexec(p->h, sql);
	enum status st = pg_status(p, what, res);
	PQclear(res);
	return st;
}

/* ---- connecting ---- */

/* Readers are given half a minute for a statement; a lock is waited for five seconds; a handler that hangs inside a
 * transaction loses it after a minute. */
static enum status set_up(struct pg *p, bool read_only)
{
	return pg_exec(p, "open", read_only
		? "SET bytea_output = hex; SET client_min_messages = warning; SET lock_timeout = '5s';"
		  "SET idle_in_transaction_session_timeout = '60s'; SET statement_timeout = '30s'; SET default_transaction_read_only = on"
		: "SET bytea_output = hex; SET client_min_messages = warning; SET lock_timeout = '5s';"
		  "SET idle_in_transaction_session_timeout = '60s'");
}

static void forget_statements(struct pg *p)
{
	memset(p->slot, 0, sizeof p->slot);
}

/* Only outside of a transaction: what was begun is lost, and only the caller can do it again. */
static enum status connected(struct pg *p)
{
	if (PQstatus(p->h) == CONNECTION_OK)
		return OK;
	if (p->db.in_transaction)
		return db_say(&p->db, BUSY, "the connection was lost");
	PQreset(p->h);
	forget_statements(p);
	if (PQstatus(p->h) != CONNECTION_OK)
		return db_say(&p->db, BUSY, "the server cannot be reached");
	return set_up(p, p->db.read_only);
}

static void quiet(void *context, const PGresult *res)
{
	(void)context, (void)res;
}

struct db *db_open_pg(const struct db_open *how, const char **ret_why)
{
	static _Thread_local char why[640];
	const char *const names[] = { "dbname", "application_name", "client_encoding", "connect_timeout", NULL };
	const char *const values[] = { how->where, "kith", "UTF8", "10", NULL };
	struct pg *p = calloc(1, sizeof *p);
	*ret_why = why;
	if (!p) {
		snprintf(why, sizeof why, "There is not enough memory to open the database.");
		return NULL;
	}
	p->db.engine = &pg_engine;
	p->db.patient_until = db_patient_until(how);
	p->h = PQconnectdbParams(names, values, 1);
	PQsetNoticeReceiver(p->h, quiet, NULL);
	if (PQstatus(p->h) == CONNECTION_OK && set_up(p, how->read_only) == OK)
		return &p->db;
	const char *words = PQerrorMessage(p->h);
	snprintf(why, sizeof why, "The PostgreSQL server cannot be reached: %.*s.", (int)strcspn(words, "\n"), words);
	p->db.engine->close(&p->db);
	return NULL;
}

static void shut(struct db *db)
{
	struct pg *p = (struct pg *)db;
	for (size_t i = 0; i < COUNT(p->held); i++)
		PQclear(p->held[i]);
	arena_end(&p->text);
	PQfinish(p->h);
	free(p);
}

static bool alive(struct db *db)
{
	struct pg *p = (struct pg *)db;
	return connected(p) == OK && pg_exec(p, "alive", "SELECT 1") == OK;
}

/* ---- values ---- */

/* Types are said outright: what the server would guess for "$1 + 1" holds 32 bits only. */
struct values {
	Oid type[DB_IN_MAX];
	const char *at[DB_IN_MAX];
	int n[DB_IN_MAX], binary[DB_IN_MAX];
	char number[DB_IN_MAX][32];
};

static Oid oid(enum db_type type)
{
	switch (type) {
	case DB_text:
		return PG_TEXT;
	case DB_int:
	case DB_time:
		return PG_INT8;
	case DB_flag:
		return PG_INT2;
	case DB_real:
		return PG_FLOAT8;
	case DB_blob:
	case DB_sealed:
		return PG_BYTEA;
	}
	return 0;
}

int pg_types(const struct db_query *q, Oid type[DB_IN_MAX])
{
	for (int k = 0; k < q->n_in; k++)
		type[k] = oid(q->in[k].type);
	return q->n_in;
}

static void values(const struct db_query *q, const struct db_val *in, struct values *v)
{
	pg_types(q, v->type);
	for (int k = 0; k < q->n_in; k++) {
		v->at[k] = v->number[k];
		v->n[k] = v->binary[k] = 0;
		if (in[k].null) {
			v->at[k] = NULL;
			continue;
		}
		switch (q->in[k].type) {
		case DB_text:
			v->at[k] = in[k].text;
			break;
		case DB_int:
		case DB_time:
		case DB_flag:
			snprintf(v->number[k], sizeof v->number[k], "%lld", (long long)in[k].i);
			break;
		case DB_real:
			snprintf(v->number[k], sizeof v->number[k], "%.17g", in[k].real);
			break;
		case DB_blob:
		case DB_sealed:
			v->at[k] = in[k].blob.at ? (const char *)in[k].blob.at : "";
			v->n[k] = (int)in[k].blob.n;
			v->binary[k] = 1;
		}
	}
}

/* ---- rows ---- */

static int hex(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

/* "\x0a1b", as bytea_output = hex says it. */
static struct bytes unhex(struct arena *a, const char *s, size_t n)
{
	size_t n_bytes = n < 2 ? 0 : (n - 2) / 2;
	uint8_t *to = arena_take(a, n_bytes + 1);
	for (size_t i = 0; i < n_bytes; i++)
		to[i] = (uint8_t)(hex(s[2 + 2 * i]) << 4 | hex(s[3 + 2 * i]));
	return (struct bytes){ to, n_bytes };
}

/* A sum of bigint comes as numeric; it still is a whole number.  A boolean is t or f. */
static enum status whole(struct pg *p, const struct db_query *q, const char *s, int64_t *ret)
{
	char *end;
	if (*s == 't' || *s == 'f') {
		*ret = *s == 't';
		return OK;
	}
	errno = 0;
	*ret = strtoll(s, &end, 10);
	return *end || end == s || errno ? db_say(&p->db, BROKEN, "%s: a column is not a whole number", q->name) : OK;
}

static enum status row(struct pg *p, const PGresult *res, int i, const struct db_query *q, struct db_walk *w)
{
	for (int c = 0; c < q->n_out; c++) {
		struct db_cell cell = { .null = PQgetisnull(res, i, c) };
		const char *s = PQgetvalue(res, i, c);
		size_t n = (size_t)PQgetlength(res, i, c);
		if (!cell.null)
			switch (q->out[c].type) {
			case DB_text:
				cell.at = s;
				cell.n = n;
				break;
			case DB_int:
			case DB_time:
			case DB_flag:
				TRY(whole(p, q, s, &cell.i));
				break;
			case DB_real:
				cell.real = strtod(s, NULL);
				break;
			case DB_blob:
			case DB_sealed: {
				struct bytes b = unhex(w->arena, s, n);
				cell.at = b.at;
				cell.n = b.n;
			}
			}
		TRY(db_put(&p->db, w->arena, q, c, w->row, &cell));
	}
	return OK;
}

static enum status rows(struct pg *p, const PGresult *res, const struct db_query *q, struct db_walk *w)
{
	if (q->n_out && PQnfields(res) != q->n_out)
		return db_say(&p->db, BROKEN, "%s: other columns than its heading", q->name);
	for (int i = 0; i < PQntuples(res) && (size_t)i < w->max && w->answer == OK; i++) {
		TRY(row(p, res, i, q, w));
		w->answer = w->each(w);
	}
	return OK;
}

/* ---- statements kept prepared ---- */

static enum status statement(struct pg *p, const struct db_query *q, char name[16])
{
	uint64_t x = (uint64_t)(uintptr_t)q * UINT64_C(0x9E3779B97F4A7C15);
	struct pg_slot *at = &p->slot[(x >> 32) % (PG_SLOTS - PG_PROBES)], *to = at;
	for (int i = 0; i < PG_PROBES; i++) {
		if (at[i].query == q && at[i].sql == q->sql) {
			snprintf(name, 16, "s%u", at[i].name);
			return OK;
		}
		if (to->query && !at[i].query)
			to = &at[i];
	}
	Oid type[DB_IN_MAX];
	if (to->query) {
		snprintf(name, 16, "s%u", to->name);
		char sql[32];
		snprintf(sql, sizeof sql, "DEALLOCATE %s", name);
		*to = (struct pg_slot){ 0 };
		TRY(pg_exec(p, q->name, sql));
	}
	snprintf(name, 16, "s%u", ++p->names);
	PGresult *res = PQprepare(p->h, name, q->sql, pg_types(q, type), type);
	enum status st = pg_status(p, q->name, res);
	PQclear(res);
	if (st == OK)
		*to = (struct pg_slot){ .query = q, .sql = q->sql, .name = p->names };
	return st;
}

/* A result that is being read: each walk has a place of its own, all else shares the first.  Whoever left by a way out did
 * not give it back; the next use of its place does. */
static PGresult *hold(struct pg *p, int place, PGresult *res)
{
	PGresult **at = &p->held[place];
	PQclear(*at);
	return *at = res;
}

/* With a cursor, so that each may run other statements in between. */
static enum status walk(struct pg *p, const struct db_query *q, const struct values *v, struct db_walk *w)
{
	char name[24], fetch[64], close[40];
	enum status st;
	int n, place = p->db.depth;
	snprintf(name, sizeof name, "walk%u", ++p->names);
	snprintf(fetch, sizeof fetch, "FETCH %d FROM %s", (int)FETCH_AT_ONCE, name);
	snprintf(close, sizeof close, "CLOSE %s", name);
	char *sql = arena_printf(&p->text, "DECLARE %s NO SCROLL CURSOR FOR %s", name, q->sql);
	st = pg_status(p, q->name, hold(p, place, PQexecParams(p->h, sql, q->n_in, v->type, v->at, v->n, v->binary, 0)));
	arena_clear(&p->text);
	TRY(st);
	do {
		PGresult *res = hold(p, place, PQexec(p->h, fetch));
		TRY(pg_status(p, q->name, res));
		n = PQntuples(res);
		TRY(rows(p, res, q, w));
	} while (n == FETCH_AT_ONCE && w->answer == OK);
	hold(p, place, NULL);
	/* a callback that failed may have left the transaction to nothing but a rollback, which closes the cursor too */
	return p->db.failed ? OK : pg_exec(p, q->name, close);
}

static enum status query(struct db *db, const struct db_query *q, const struct db_val *in, struct db_walk *w)
{
	struct pg *p = (struct pg *)db;
	struct values v;
	char name[16];
	if (q->n_in > DB_IN_MAX)
		return db_say(db, BROKEN, "%s: too many values", q->name);
	values(q, in, &v);
	TRY(connected(p));
	if (w->nested)
		return walk(p, q, &v, w);
	TRY(statement(p, q, name));
	PGresult *res = hold(p, 0, PQexecPrepared(p->h, name, q->n_in, v.at, v.n, v.binary, 0));
	enum status st = pg_status(p, q->name, res);
	if (st == OK)
		st = rows(p, res, q, w);
	const char *changed = PQcmdTuples(res);
	w->changed = q->writes && *changed ? strtoll(changed, NULL, 10) : 0;
	hold(p, 0, NULL);
	return st;
}

/* ---- scripts and transactions ---- */

static enum status script(struct db *db, const char *sql)
{
	TRY(connected((struct pg *)db));
	return pg_exec((struct pg *)db, "script", sql);
}

static void rollback(struct db *db)
{
	struct pg *p = (struct pg *)db;
	for (size_t i = 0; i < COUNT(p->held); i++) {
		PQclear(p->held[i]);
		p->held[i] = NULL;
	}
	if (PQstatus(p->h) == CONNECTION_OK && PQtransactionStatus(p->h) != PQTRANS_IDLE)
		PQclear(PQexec(p->h, "ROLLBACK"));
}

/* What writes learns its number with the same journey to the server. */
static enum status begun(struct pg *p, bool write)
{
	const char *sql = write ? "BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT pg_current_xact_id()" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
	PGresult *res = PQexec(p->h, sql);
	enum status st = pg_status(p, "begin", res);
	if (st == OK && write)
		snprintf(p->transaction, sizeof p->transaction, "%s", PQgetvalue(res, 0, 0));
	PQclear(res);
	return st;
}

static enum status begin(struct db *db, bool write)
{
	struct pg *p = (struct pg *)db;
	TRY(connected(p));
	rollback(db);           /* of one whose end, or beginning, there was no memory to hear of */
	enum status st = begun(p, write);
	if (st == OK || PQstatus(p->h) == CONNECTION_OK)
		return st;
	TRY(connected(p));      /* it died while nobody was using it */
	return begun(p, write);
}

static bool was_kept(struct pg *p)
{
	const char *const values[] = { p->transaction };
	PGresult *res = PQexecParams(p->h, "SELECT pg_xact_status($1::xid8)", 1, NULL, values, NULL, NULL, 0);
	bool kept = PQresultStatus(res) == PGRES_TUPLES_OK && str_same(PQgetvalue(res, 0, 0), "committed");
	PQclear(res);
	return kept;
}

/* A commit of a failed transaction is answered ROLLBACK, without an error.  An answer that the library had no memory for, though
 * the server is through with the transaction, is asked for again.  A connection lost now leaves it unknown whether the transaction
 * was kept, whatever the server said last (a full disk under its log ends it too): trying again might do it twice. */
static enum status commit(struct db *db)
{
	struct pg *p = (struct pg *)db;
	PGresult *res = PQexec(p->h, "COMMIT");
	enum status st = pg_status(p, "commit", res);
	if (st == OK && strcmp(PQcmdStatus(res), "COMMIT") != 0)
		st = db_say(db, BROKEN, "commit: the server rolled back instead");
	bool heard = PQresultErrorField(res, PG_DIAG_SQLSTATE);
	PQclear(res);
	if (st != OK && !heard && PQtransactionStatus(p->h) == PQTRANS_IDLE && was_kept(p))
		return OK;
	if (st != OK && PQstatus(p->h) != CONNECTION_OK) {
		db->lost = true;
		st = db_say(db, BROKEN, "commit: the connection was lost, and whether it was kept is not known");
	}
	return st;
}

static enum status back(struct db *db)
{
	return pg_exec((struct pg *)db, "back to savepoint", "ROLLBACK TO SAVEPOINT one; RELEASE SAVEPOINT one");
}

const struct db_engine pg_engine = {
	.query = query, .script = script, .begin = begin, .commit = commit, .rollback = rollback, .back = back,
	.check = pg_check, .backup = pg_backup, .integrity = pg_integrity, .checkpoint = pg_checkpoint, .alone = pg_alone,
	.alive = alive, .close = shut,
};

/* The database as features see it: one, many, run, each; transactions; sealed values closed on their way in and opened
 * on their way out.  Knows no engine: db_sqlite.c and db_pg.c do. */
#include "core.h"
#include "db_inside.h"

enum { TRIES = 5, WAIT_STEPS = 6 };         /* 2, 4, 8 … 64 milliseconds, and as much again by chance */

enum status db_say(struct db *db, enum status st, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	vsnprintf(db->trouble, sizeof db->trouble, format, args);
	va_end(args);
	return st;
}

const char *db_trouble(const struct db *db) { return db->trouble; }
bool db_is_pg(const struct db *db) { return db->pg; }
bool db_lost(const struct db *db) { return db->lost; }

/* ---- waiting for others ---- */

int64_t db_clock_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t db_patient_until(const struct db_open *how) { return how->patience_ms ? db_clock_ms() + how->patience_ms : 0; }

bool db_try_again(struct req *r, int try)
{
	int step = try < WAIT_STEPS ? try : WAIT_STEPS;
	if (try >= TRIES && db_clock_ms() >= r->db->patient_until)
		return false;
	long ms = (1L << step) + (long)random_below(r, 1u << step);
	nanosleep(&(struct timespec){ .tv_nsec = ms * 1000000L }, NULL);
	return true;
}

/* ---- opening ---- */

struct db *db_open(const struct db_open *how, const char **ret_why)
{
	bool pg = str_begins(how->where, "postgresql://") || str_begins(how->where, "postgres://");
	struct db *db = pg ? db_open_pg(how, ret_why) : db_open_sqlite(how, ret_why);
	if (db) {
		db->pg = pg;
		db->read_only = how->read_only;
		db->master = how->master;
	}
	return db;
}

void db_close(struct db *db)
{
	if (!db)
		return;
	seal_keys_end(db);
	for (int i = 0; i < DB_DEEP; i++)
		arena_end(&db->scratch[i]);
	arena_end(&db->key_arena);
	db->engine->close(db);
}

bool db_alive(struct db *db) { return db->engine->alive(db); }

/* ---- failing on purpose, and what a failure leaves behind ---- */

void db_fault(struct db *db, int64_t nth, enum status with)
{
	db->fault_in = nth;
	db->fault_with = with;
	db->fault_fired = false;
}

bool db_fault_fired(const struct db *db) { return db->fault_fired; }

static enum status fault_due(struct db *db)
{
	if (db->fault_in == 0 || --db->fault_in > 0)
		return OK;
	db->fault_fired = true;
	return db_say(db, db->fault_with, "a fault put in on purpose");
}

/* After a statement failed PostgreSQL takes nothing but a rollback.  SQLite would go on; it is held to the same rule, so
 * that a handler behaves alike on both and no half of a failed write is ever committed. */
static enum status failed(struct db *db, enum status st)
{
	if (st != OK && db->in_transaction)
		db->failed = true;
	return st;
}

static enum status ready(struct db *db)
{
	if (db->failed)
		return db_say(db, BROKEN, "a statement after one that failed: the transaction must be rolled back first");
	return failed(db, fault_due(db));
}

/* ---- transactions ---- */

bool db_is_writing(const struct req *r) { return r->db->in_transaction && r->db->writing; }

enum status db_begin(struct db *db, bool write)
{
	if (db->in_transaction)
		return db_say(db, BROKEN, "a transaction inside a transaction");
	if (write && db->read_only)
		return db_say(db, BROKEN, "a write transaction on a read-only connection");
	TRY(fault_due(db));
	seal_keys_begin(db);
	db->depth = 0;
	TRY(db->engine->begin(db, write));
	db->in_transaction = true;
	db->writing = write;
	db->failed = false;
	return OK;
}

static void ended(struct db *db)
{
	db->in_transaction = db->writing = db->in_savepoint = db->failed = db->forgot = db->gone = false;
	db->told.n = 0;
	db->told.over = false;
	db->depth = 0;
}

void db_rollback(struct db *db)
{
	if (!db->in_transaction)
		return;
	db->engine->rollback(db);
	seal_keys_rollback(db);
	ended(db);
}

enum status db_commit(struct db *db)
{
	if (!db->in_transaction)
		return db_say(db, BROKEN, "a commit without a transaction");
	enum status st = ready(db);
	if (st == OK)
		st = live_before_commit(db);
	if (st == OK)
		st = db->engine->commit(db);
	if (st != OK) {
		db_rollback(db);
		return st;
	}
	seal_keys_commit(db);
	live_after_commit(db);
	ended(db);
	return OK;
}

enum status db_savepoint(struct db *db)
{
	if (!db->in_transaction || db->in_savepoint)
		return db_say(db, BROKEN, "a savepoint outside of a transaction or inside another");
	TRY(ready(db));
	TRY(failed(db, db->engine->script(db, "SAVEPOINT one")));
	db->told.n_at_savepoint = db->told.n;
	db->told.over_at_savepoint = db->told.over;
	db->in_savepoint = true;
	return OK;
}

enum status db_release(struct db *db)
{
	if (!db->in_savepoint)
		return db_say(db, BROKEN, "no savepoint to release");
	TRY(ready(db));
	TRY(failed(db, db->engine->script(db, "RELEASE SAVEPOINT one")));
	db->in_savepoint = false;
	return OK;
}

enum status db_back_to_savepoint(struct db *db)
{
	if (!db->in_savepoint)
		return db_say(db, BROKEN, "no savepoint to go back to");
	db->depth = 0;
	enum status st = db->engine->back(db);
	seal_keys_rollback(db);
	db->told.n = db->told.n_at_savepoint;
	db->told.over = db->told.over_at_savepoint;
	db->in_savepoint = false;
	db->failed = st != OK;
	return st;
}

/* ---- sealed values ---- */

static enum status close_values(struct req *r, const struct db_query *q, const struct db_val *in, const struct db_val **ret)
{
	struct db_val *closed = NULL;
	for (int i = 0; i < q->n_in; i++) {
		const struct db_col *c = &q->in[i];
		if (in[i].null && !c->null)
			return db_say(r->db, BROKEN, "%s: value %s may not be missing", q->name, c->name);
		if (c->type != DB_sealed || in[i].null)
			continue;
		if (!closed) {
			closed = ARENA_ARRAY(&r->arena, (size_t)q->n_in, struct db_val);
			memcpy(closed, in, (size_t)q->n_in * sizeof *in);
		}
		const char *owner = c->owner < 0 ? c->fixed_owner : in[c->owner].text;
		TRY(seal_close(r, c->place, owner, in[c->row].text, in[i].text, &closed[i].blob));
		closed[i].text = NULL;
	}
	*ret = closed ? closed : in;
	return OK;
}

static const char *text_at(const void *row, const struct db_col *c)
{
	const char *s;
	memcpy(&s, (const char *)row + c->at, sizeof s);
	return s;
}

static const char *owner_of(const struct db_query *q, const struct db_col *c, const void *row)
{
	return c->owner < 0 ? c->fixed_owner : text_at(row, &q->out[c->owner]);
}

static enum status open_row(struct req *r, struct arena *a, const struct db_query *q, void *row)
{
	for (int k = 0; k < q->n_out; k++) {
		const struct db_col *c = &q->out[k];
		if (c->type != DB_sealed)
			continue;
		const struct bytes *sealed;
		const char *clear = NULL;
		memcpy(&sealed, (char *)row + c->at, sizeof sealed);
		if (sealed)
			TRY(seal_open_in(r, a, c->place, owner_of(q, c, row), text_at(row, &q->out[c->row]), *sealed, &clear));
		memcpy((char *)row + c->at, &clear, sizeof clear);
	}
	return OK;
}

/* Every owner of a list in one go: a page of fifty messages asks for keys once. */
static enum status need_owners(struct req *r, const struct db_query *q, size_t n, const char *rows)
{
	size_t n_sealed = 0, found = 0;
	for (int k = 0; k < q->n_out; k++)
		n_sealed += q->out[k].type == DB_sealed;
	if (n_sealed == 0 || n == 0)
		return OK;
	const char **owners = ARENA_ARRAY(&r->arena, n * n_sealed, const char *);
	for (size_t i = 0; i < n; i++)
		for (int k = 0; k < q->n_out; k++) {
			const char *row = rows + i * q->row_size;
			if (q->out[k].type == DB_sealed && text_at(row, &q->out[k]) && owner_of(q, &q->out[k], row))
				owners[found++] = owner_of(q, &q->out[k], row);
		}
	return seal_need(r, found, owners);
}

/* ---- rows ---- */

enum status db_put(struct db *db, struct arena *a, const struct db_query *q, int c, void *row, const struct db_cell *cell)
{
	const struct db_col *col = &q->out[c];
	char *to = (char *)row + col->at;
	if (cell->null && !col->null)
		return db_say(db, BROKEN, "%s: column %s is missing, and its heading says it never is", q->name, col->name);
	switch (col->type) {
	case DB_text: {
		const char *s = cell->null ? NULL : arena_copy(a, cell->at, cell->n);
		memcpy(to, &s, sizeof s);
		break;
	}
	case DB_int:
	case DB_time: {
		int64_t i = cell->null ? NO_INT : cell->i;
		memcpy(to, &i, sizeof i);
		break;
	}
	case DB_flag: {
		bool b = !cell->null && cell->i != 0;
		memcpy(to, &b, sizeof b);
		break;
	}
	case DB_real: {
		double d = cell->null ? NO_REAL : cell->real;
		memcpy(to, &d, sizeof d);
		break;
	}
	case DB_blob:
	case DB_sealed: {
		struct bytes b = { 0 };
		if (!cell->null)
			b = (struct bytes){ (const uint8_t *)arena_copy(a, cell->at, cell->n), cell->n };
		if (col->type == DB_blob) {
			memcpy(to, &b, sizeof b);
			break;
		}
		struct bytes *kept = NULL;
		if (!cell->null) {
			kept = ARENA_NEW(a, struct bytes);
			*kept = b;
		}
		memcpy(to, &kept, sizeof kept);
		break;
	}
	}
	return OK;
}

/* ---- statements ---- */

enum status db_call(struct req *r, const struct db_query *q, const struct db_val *in, struct db_walk *w)
{
	TRY(ready(r->db));
	if (q->writes && r->db->in_transaction && !r->db->writing)
		return failed(r->db, db_say(r->db, BROKEN, "%s: writes in a read transaction", q->name));
	TRY(failed(r->db, close_values(r, q, in, &in)));
	TRY(failed(r->db, r->db->engine->query(r->db, q, in, w)));
	return w->answer;
}

struct one { struct db_walk w; size_t n; };

static enum status keep_one(struct db_walk *w)
{
	((struct one *)w)->n++;
	return OK;
}

enum status db_one(struct req *r, const struct db_query *q, const struct db_val *in, void *ret)
{
	struct one one = { .w = { .arena = &r->arena, .max = 1, .each = keep_one, .row = arena_take(&r->arena, q->row_size) } };
	TRY(db_call(r, q, in, &one.w));
	if (one.n == 0)
		return MISSING;
	TRY(failed(r->db, open_row(r, &r->arena, q, one.w.row)));
	memcpy(ret, one.w.row, q->row_size);
	return OK;
}

struct many { struct db_walk w; size_t size, n, room; char *at; };

static enum status keep_many(struct db_walk *w)
{
	struct many *m = (struct many *)w;
	m->n++;
	if (m->n == m->room) {
		char *more = arena_many(w->arena, m->room * 2, m->size);
		memcpy(more, m->at, m->n * m->size);
		m->at = more;
		m->room *= 2;
	}
	w->row = m->at + m->n * m->size;
	return OK;
}

enum status db_many(struct req *r, const struct db_query *q, const struct db_val *in, size_t *ret_n, void **ret_at)
{
	struct many m = { .w = { .arena = &r->arena, .max = DB_ROWS_MAX, .each = keep_many }, .size = q->row_size, .room = 16 };
	m.w.row = m.at = arena_many(&r->arena, m.room, m.size);
	TRY(db_call(r, q, in, &m.w));
	TRY(failed(r->db, need_owners(r, q, m.n, m.at)));
	for (size_t i = 0; i < m.n; i++)
		TRY(failed(r->db, open_row(r, &r->arena, q, m.at + i * m.size)));
	*ret_n = m.n;
	*ret_at = m.at;
	return OK;
}

static enum status keep_none(struct db_walk *w)
{
	(void)w;
	return OK;
}

enum status db_run(struct req *r, const struct db_query *q, const struct db_val *in, int64_t *ret_changed)
{
	struct db_walk w = { .arena = &r->arena, .max = 0, .each = keep_none };
	TRY(db_call(r, q, in, &w));
	if (ret_changed)
		*ret_changed = w.changed;
	return OK;
}

struct walk { struct db_walk w; struct req *r; const struct db_query *q; db_row *each; void *context; };

static enum status walk_row(struct db_walk *w)
{
	struct walk *k = (struct walk *)w;
	enum status st = failed(k->r->db, open_row(k->r, w->arena, k->q, w->row));
	if (st == OK)
		st = k->each(k->context, w->row);
	arena_clear(w->arena);
	w->row = arena_take(w->arena, k->q->row_size);
	return st;
}

static enum status walk(struct req *r, const struct db_query *q, const struct db_val *in, db_row *each, void *context)
{
	struct db *db = r->db;
	if (db->depth == DB_DEEP)
		return db_say(db, BROKEN, "%s: walks inside walks, %d deep", q->name, DB_DEEP);
	struct arena *scratch = &db->scratch[db->depth];
	arena_clear(scratch);
	scratch->way_out = r->arena.way_out;
	struct walk k = { .w = { .arena = scratch, .max = SIZE_MAX, .nested = true, .each = walk_row,
		.row = arena_take(scratch, q->row_size) }, .r = r, .q = q, .each = each, .context = context };
	db->depth++;
	enum status st = db_call(r, q, in, &k.w);
	db->depth--;
	return st;
}

/* Outside of a transaction it gets one of its own: all rows are then of one moment. */
enum status db_each(struct req *r, const struct db_query *q, const struct db_val *in, db_row *each, void *context)
{
	if (q->writes)
		return db_say(r->db, BROKEN, "%s: only a SELECT can be walked row by row", q->name);
	if (r->db->in_transaction)
		return walk(r, q, in, each, context);
	TRY(db_begin(r->db, false));
	enum status st = walk(r, q, in, each, context);
	if (st == OK)
		return db_commit(r->db);
	db_rollback(r->db);
	return st;
}

/* ---- for the server, migrations and tests ---- */

enum status db_script(struct db *db, const char *sql, const char **ret_why)
{
	enum status st = ready(db);
	if (st == OK)
		st = failed(db, db->engine->script(db, sql));
	if (st != OK)
		*ret_why = db->trouble;
	return st;
}

enum status db_check(struct db *db, struct arena *a, const struct db_query *q, const char **ret_why, const char **ret_tables)
{
	return failed(db, db->engine->check(db, a, q, ret_why, ret_tables));
}

enum status db_backup(struct db *db, const char *to, const char **ret_why)
{
	enum status st = db->engine->backup(db, to);
	if (st != OK)
		*ret_why = db->trouble;
	return st;
}

enum status db_integrity(struct db *db, struct arena *a, const char **ret_why)
{
	return db->engine->integrity(db, a, ret_why);
}

void db_gone(struct req *r) { r->db->gone = r->db->in_transaction; }

bool db_erased(struct db *db)
{
	bool erased = db->erased;
	db->erased = false;
	return erased;
}

enum status db_checkpoint(struct db *db) { return db->engine->checkpoint(db); }
enum status db_alone(struct db *db, bool *ret) { return db->engine->alone(db, ret); }

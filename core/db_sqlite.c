/* One connection to a SQLite file: opening it safely, statements kept prepared, rows, transactions.  Knows nothing of
 * sealing (db.c) nor of copies and checks (db_sqlite_care.c). */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core.h"
#include "db_sqlite.h"

enum {
	READER_WAIT_MS = 250,       /* in WAL nothing but a recovery makes a reader wait */
	WRITER_WAIT_MS = 2000,      /* another program (backup, command line) may be writing */
	POLL_MS = 16,               /* a lock is asked for again within so much time: each as often as the others, however long it waits */
	READER_MAP_BYTES = 256 << 20,
	CACHE_KIB = 8 << 10,
};

/* ---- what went wrong ---- */

/* A file that may not grow (quota, limit) is as full as a full disk.  The engine does not keep errno where a commit fails:
 * whoever calls it sets errno to 0 before. */
bool lite_no_room(sqlite3 *h, int rc)
{
	if ((rc & 0xff) == SQLITE_FULL)
		return true;
	int e = sqlite3_system_errno(h) ? sqlite3_system_errno(h) : errno;
	return (rc == SQLITE_IOERR_WRITE || rc == SQLITE_IOERR_SHMSIZE || rc == SQLITE_IOERR_TRUNCATE) &&
	       (e == ENOSPC || e == EDQUOT || e == EFBIG);
}

enum status lite_status(struct lite *l, const char *what, int rc)
{
	enum status st;
	switch (rc & 0xff) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE:
		return OK;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		st = BUSY;
		break;
	case SQLITE_CONSTRAINT:
		st = CONFLICT;
		break;
	default:
		st = lite_no_room(l->h, rc) ? FULL : BROKEN;
	}
	if (rc == SQLITE_IOERR_FSYNC || rc == SQLITE_IOERR_DIR_FSYNC)
		l->db.lost = true;
	return db_say(&l->db, st, "%s: %s (%d)", what, sqlite3_errmsg(l->h), rc);
}

/* ---- what may be said to the engine ---- */

static void note_table(struct lite *l, const char *table)
{
	if (!l->tables_in || !table || str_begins(table, "sqlite_") || l->n_tables == LITE_TABLES_MAX)
		return;
	for (size_t i = 0; i < l->n_tables; i++)
		if (str_same(l->tables[i], table))
			return;
	l->tables[l->n_tables++] = arena_str(l->tables_in, table);
}

static int allow(void *context, int action, const char *a, const char *b, const char *database, const char *inside)
{
	(void)database, (void)inside;
	struct lite *l = context;
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_RECURSIVE:
	case SQLITE_TRANSACTION:
	case SQLITE_SAVEPOINT:
		return SQLITE_OK;
	case SQLITE_READ:
	case SQLITE_INSERT:
	case SQLITE_UPDATE:
	case SQLITE_DELETE:
		note_table(l, a);
		if (action == SQLITE_READ)
			return SQLITE_OK;
		if (l->read_only && !str_begins(a, "sqlite_"))
			return SQLITE_DENY;
		if (l->allows == LITE_SCRIPT)
			return SQLITE_OK;
		/* declaring a table-valued function looks like an UPDATE of the schema; a real one the engine itself refuses */
		return str_begins(a, "sqlite_") && action != SQLITE_UPDATE ? SQLITE_DENY : SQLITE_OK;
	case SQLITE_FUNCTION:
		return str_same(b, "load_extension") || str_same(b, "fts3_tokenizer") ? SQLITE_DENY : SQLITE_OK;
	case SQLITE_PRAGMA:
		if (str_same(a, "data_version") || str_same(a, "table_info"))
			return SQLITE_OK;
		return l->allows == LITE_SCRIPT ? SQLITE_OK : SQLITE_DENY;
	case SQLITE_ATTACH:
	case SQLITE_DETACH:
		return SQLITE_DENY;
	default:
		return l->allows == LITE_SCRIPT ? SQLITE_OK : SQLITE_DENY;
	}
}

/* ---- statements kept prepared ---- */

static enum status prepare(struct lite *l, const struct db_query *q, unsigned flags, sqlite3_stmt **ret)
{
	const char *rest;
	TRY(lite_status(l, q->name, sqlite3_prepare_v3(l->h, q->sql, -1, flags, ret, &rest)));
	while (*rest == ' ' || *rest == '\n' || *rest == '\t' || *rest == ';')
		rest++;
	if (*rest || !*ret) {
		sqlite3_finalize(*ret);
		return db_say(&l->db, BROKEN, "%s: more or less than one statement", q->name);
	}
	return OK;
}

static struct lite_slot *home(struct lite *l, const struct db_query *q)
{
	uint64_t x = (uint64_t)(uintptr_t)q * UINT64_C(0x9E3779B97F4A7C15);
	return &l->slot[(x >> 32) % (LITE_SLOTS - LITE_PROBES)];
}

/* Eight neighbouring slots are looked at; when all are taken the first that is not running makes room. */
static struct lite_slot *slot_for(struct lite *l, const struct db_query *q)
{
	struct lite_slot *at = home(l, q), *room = NULL;
	for (int i = 0; i < LITE_PROBES; i++) {
		if (at[i].query == q && at[i].sql == q->sql)
			return &at[i];
		if (!room && (!at[i].s || !sqlite3_stmt_busy(at[i].s)))
			room = &at[i];
		else if (room && room->s && !at[i].s)
			room = &at[i];
	}
	return room;
}

static enum status extra(struct lite *l, const struct db_query *q, sqlite3_stmt **ret)
{
	for (int i = 0; i < DB_DEEP; i++)
		if (!l->extra[i]) {
			TRY(prepare(l, q, 0, ret));
			l->extra[i] = *ret;
			return OK;
		}
	return db_say(&l->db, BROKEN, "%s: too many statements inside one another", q->name);
}

static enum status statement(struct lite *l, const struct db_query *q, sqlite3_stmt **ret)
{
	struct lite_slot *at = slot_for(l, q);
	if (!at || (at->query == q && at->sql == q->sql && sqlite3_stmt_busy(at->s)))
		return extra(l, q, ret);
	if (at->query != q || at->sql != q->sql) {
		sqlite3_finalize(at->s);
		*at = (struct lite_slot){ 0 };
		TRY(prepare(l, q, SQLITE_PREPARE_PERSISTENT, &at->s));
		at->query = q;
		at->sql = q->sql;
	}
	*ret = at->s;
	return OK;
}

/* Reset at once: a statement left standing would hold its read lock, and its values point into a request's arena. */
static void done(struct lite *l, sqlite3_stmt *s)
{
	for (int i = 0; i < DB_DEEP; i++)
		if (l->extra[i] == s) {
			sqlite3_finalize(s);
			l->extra[i] = NULL;
			return;
		}
	sqlite3_reset(s);
	sqlite3_clear_bindings(s);
}

/* Whatever a way out left running. */
static void done_all(struct lite *l)
{
	for (int i = 0; i < DB_DEEP; i++) {
		sqlite3_finalize(l->extra[i]);
		l->extra[i] = NULL;
	}
	for (sqlite3_stmt *s = sqlite3_next_stmt(l->h, NULL); s; s = sqlite3_next_stmt(l->h, s))
		if (sqlite3_stmt_busy(s)) {
			sqlite3_reset(s);
			sqlite3_clear_bindings(s);
		}
}

/* ---- values and rows ---- */

/* "$3" is only a name to SQLite, numbered by first appearance: ask for the name, never count. */
static int place_of(sqlite3_stmt *s, int k)
{
	char name[4] = { '$', (char)('0' + k % 10) };
	if (k >= 10) {
		name[1] = (char)('0' + k / 10);
		name[2] = (char)('0' + k % 10);
	}
	return sqlite3_bind_parameter_index(s, name);
}
_Static_assert(DB_IN_MAX < 100, "place_of() writes two digits");

static enum status bind(struct lite *l, sqlite3_stmt *s, const struct db_query *q, const struct db_val *in)
{
	for (int k = 0; k < q->n_in; k++) {
		const struct db_val *v = &in[k];
		int at = place_of(s, k + 1), rc = SQLITE_OK;
		if (v->null)
			rc = sqlite3_bind_null(s, at);
		else
			switch (v->type) {
			case DB_text:
				rc = sqlite3_bind_text(s, at, v->text, -1, SQLITE_STATIC);
				break;
			case DB_int:
			case DB_time:
			case DB_flag:
				rc = sqlite3_bind_int64(s, at, v->i);
				break;
			case DB_real:
				rc = sqlite3_bind_double(s, at, v->real);
				break;
			case DB_blob:
			case DB_sealed:
				rc = sqlite3_bind_blob64(s, at, v->blob.at, v->blob.n, SQLITE_STATIC);
			}
		TRY(lite_status(l, q->name, rc));
	}
	return OK;
}

static bool no_memory(const struct lite *l) { return (sqlite3_errcode(l->h) & 0xff) == SQLITE_NOMEM; }

static enum status row(struct lite *l, sqlite3_stmt *s, const struct db_query *q, struct db_walk *w)
{
	for (int c = 0; c < q->n_out; c++) {
		struct db_cell cell = { .null = sqlite3_column_type(s, c) == SQLITE_NULL };
		if (!cell.null)
			switch (q->out[c].type) {
			case DB_text:
				cell.at = sqlite3_column_text(s, c);
				cell.n = (size_t)sqlite3_column_bytes(s, c);
				break;
			case DB_int:
			case DB_time:
			case DB_flag:
				cell.i = sqlite3_column_int64(s, c);
				break;
			case DB_real:
				cell.real = sqlite3_column_double(s, c);
				break;
			case DB_blob:
			case DB_sealed:
				cell.at = sqlite3_column_blob(s, c);
				cell.n = (size_t)sqlite3_column_bytes(s, c);
				if (!cell.at && !no_memory(l))
					cell.at = "";       /* zero bytes are not NULL */
			}
		if (!cell.null && !cell.at && no_memory(l))     /* without this, what is there would be read as empty */
			return lite_status(l, q->name, SQLITE_NOMEM);
		TRY(db_put(&l->db, w->arena, q, c, w->row, &cell));
	}
	return OK;
}

static enum status step(struct lite *l, sqlite3_stmt *s, const struct db_query *q, struct db_walk *w)
{
	int rc = SQLITE_ROW;
	for (size_t n = 0; w->answer == OK; ) {
		errno = 0;
		rc = sqlite3_step(s);
		if (rc != SQLITE_ROW)
			break;
		if (n++ < w->max) {
			TRY(row(l, s, q, w));
			w->answer = w->each(w);
		} else if (!q->writes) {
			break;          /* a RETURNING is walked to its end: it must be done wholly */
		}
	}
	TRY(lite_status(l, q->name, rc));
	w->changed = q->writes ? sqlite3_changes64(l->h) : 0;
	return OK;
}

static enum status query(struct db *db, const struct db_query *q, const struct db_val *in, struct db_walk *w)
{
	struct lite *l = (struct lite *)db;
	sqlite3_stmt *s;
	TRY(statement(l, q, &s));
	if (q->n_out && sqlite3_column_count(s) != q->n_out) {
		done(l, s);
		return db_say(db, BROKEN, "%s: other columns than its heading", q->name);
	}
	enum status st = bind(l, s, q, in);
	if (st == OK)
		st = step(l, s, q, w);
	done(l, s);
	return st;
}

/* ---- scripts and transactions ---- */

static enum status exec(struct lite *l, const char *what, const char *sql)
{
	errno = 0;
	return lite_status(l, what, sqlite3_exec(l->h, sql, NULL, NULL, NULL));
}

static enum status script(struct db *db, const char *sql)
{
	struct lite *l = (struct lite *)db;
	l->allows = LITE_SCRIPT;
	enum status st = exec(l, "script", sql);
	l->allows = LITE_STATEMENTS;
	return st;
}

/* What every request says is prepared once as well. */
static const char *const often_sql[LITE_OFTEN] = { "BEGIN", "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK" };

static enum status prepare_often(struct lite *l, enum lite_often which)
{
	if (l->often[which])
		return OK;
	return lite_status(l, often_sql[which],
		sqlite3_prepare_v3(l->h, often_sql[which], -1, SQLITE_PREPARE_PERSISTENT, &l->often[which], NULL));
}

static enum status say_often(struct lite *l, enum lite_often which)
{
	errno = 0;
	TRY(prepare_often(l, which));
	enum status st = lite_status(l, often_sql[which], sqlite3_step(l->often[which]));
	sqlite3_reset(l->often[which]);
	return st;
}

/* The way back is prepared first: it must be there when memory is not. */
static enum status begin(struct db *db, bool write)
{
	struct lite *l = (struct lite *)db;
	done_all(l);
	TRY(prepare_often(l, LITE_ROLLBACK));
	return say_often(l, write ? LITE_BEGIN_WRITE : LITE_BEGIN);
}

static enum status commit(struct db *db) { return say_often((struct lite *)db, LITE_COMMIT); }

static void rollback(struct db *db)
{
	struct lite *l = (struct lite *)db;
	done_all(l);
	if (!sqlite3_get_autocommit(l->h))      /* a full disk may have rolled back already */
		sqlite3_step(l->often[LITE_ROLLBACK]);
	sqlite3_reset(l->often[LITE_ROLLBACK]);
}

static enum status back(struct db *db)
{
	struct lite *l = (struct lite *)db;
	done_all(l);
	return exec(l, "back to savepoint", "ROLLBACK TO SAVEPOINT one; RELEASE SAVEPOINT one");
}

/* One that could not end its transaction is of no more use. */
static bool alive(struct db *db)
{
	struct lite *l = (struct lite *)db;
	return (db->in_transaction || sqlite3_get_autocommit(l->h)) && exec(l, "alive", "SELECT 1") == OK;
}

/* ---- opening and closing ---- */

static void shut(struct db *db)
{
	struct lite *l = (struct lite *)db;
	for (sqlite3_stmt *s; l->h && (s = sqlite3_next_stmt(l->h, NULL)); )
		sqlite3_finalize(s);
	sqlite3_close(l->h);
	free(l);
}

/* The engine makes files readable as the umask happens to say; the log and the index beside it take the file's mode.
 * A file that is there already must not be opened here: closing it would give back every lock that this process holds on
 * it (POSIX), and another program, thinking itself the last one, would take the log away from under us. */
static bool made_private(const char *path)
{
	if (str_same(path, ":memory:"))
		return true;
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return errno == EEXIST;
	close(fd);
	return true;
}

static void limit(sqlite3 *h)
{
	static const struct { int what, most; } limits[] = {
		{ SQLITE_LIMIT_LENGTH, 32 << 20 },
		{ SQLITE_LIMIT_SQL_LENGTH, 64 << 10 },
		{ SQLITE_LIMIT_COLUMN, 200 },
		{ SQLITE_LIMIT_EXPR_DEPTH, 100 },
		{ SQLITE_LIMIT_COMPOUND_SELECT, 10 },
		{ SQLITE_LIMIT_ATTACHED, 0 },
		{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000 },
		{ SQLITE_LIMIT_VARIABLE_NUMBER, 200 },
		{ SQLITE_LIMIT_TRIGGER_DEPTH, 10 },
		{ SQLITE_LIMIT_WORKER_THREADS, 0 },
	};
	for (size_t i = 0; i < COUNT(limits); i++)
		sqlite3_limit(h, limits[i].what, limits[i].most);
	sqlite3_db_config(h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
}

/* The engine's own handler asks ever more seldom, so that whoever has waited longest comes last. */
static int wait_for_others(void *context, int times)
{
	struct lite *l = context;
	int64_t now = db_clock_ms();
	unsigned char chance;
	if (!times)
		l->waits_since = now;
	if (now >= l->waits_since + l->wait_ms && now >= l->db.patient_until)
		return 0;
	sqlite3_randomness(sizeof chance, &chance);
	nanosleep(&(struct timespec){ .tv_nsec = (1 + chance % POLL_MS) * 1000000L }, NULL);
	return 1;
}

static enum status set_up(struct lite *l, const struct db_open *how)
{
	char sql[512];
	/* A page that is mapped in is looked at anew each time it is used: checking its cells took half of all reading.  Who cannot
	 * write cannot spread what is broken, and `kith check` finds it. */
	const char *cells = how->read_only ? "OFF" : "ON";
	l->wait_ms = WRITER_WAIT_MS;
	sqlite3_busy_handler(l->h, wait_for_others, l);
	limit(l->h);
	snprintf(sql, sizeof sql,
		"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cell_size_check = %s;"
		"PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -%d; PRAGMA mmap_size = %d;"
		"PRAGMA query_only = %d;", cells, (int)CACHE_KIB, how->read_only ? (int)READER_MAP_BYTES : 0, how->read_only);
	TRY(exec(l, "open", sql));
	if (how->read_only)
		l->wait_ms = READER_WAIT_MS;
	l->read_only = how->read_only;
	sqlite3_set_authorizer(l->h, allow, l);
	return OK;
}

static const struct db_engine engine = {
	.query = query, .script = script, .begin = begin, .commit = commit, .rollback = rollback, .back = back,
	.check = lite_check, .backup = lite_backup, .integrity = lite_integrity, .checkpoint = lite_checkpoint, .alone = lite_alone,
	.alive = alive, .close = shut,
};

/* Counting its memory would make every allocation of every thread wait for one lock (SQLite, "Recommended compile-time options"). */
static void count_no_memory(void) { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

struct db *db_open_sqlite(const struct db_open *how, const char **ret_why)
{
	static _Thread_local char why[640];
	static pthread_once_t first = PTHREAD_ONCE_INIT;
	*ret_why = why;
	pthread_once(&first, count_no_memory);
	if (!made_private(how->where)) {
		snprintf(why, sizeof why, "The database file %s cannot be opened: %s.", how->where, strerror(errno));
		return NULL;
	}
	struct lite *l = calloc(1, sizeof *l);
	if (!l) {
		snprintf(why, sizeof why, "There is not enough memory to open the database.");
		return NULL;
	}
	l->db.engine = &engine;
	l->db.patient_until = db_patient_until(how);
	int rc = sqlite3_open_v2(how->where, &l->h, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
	if (lite_status(l, "open", rc) != OK || set_up(l, how) != OK) {
		snprintf(why, sizeof why, "The database file %s cannot be opened: %s.", how->where, l->db.trouble);
		shut(&l->db);
		return NULL;
	}
	return &l->db;
}

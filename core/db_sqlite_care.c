/* Taking care of a SQLite file: a copy while others write, the engine's integrity check, cutting the log, and whether a
 * statement is what its heading says.  Leaves running statements to db_sqlite.c. */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core.h"
#include "db_sqlite.h"

/* ---- is a statement what its heading says? ---- */

/* The column's declared type by the letters SQLite goes by; 0 when it is an expression or anything goes. */
static char affinity(const char *declared)
{
	if (!declared)
		return 0;
	if (strcasestr(declared, "int"))
		return 'i';
	if (strcasestr(declared, "char") || strcasestr(declared, "clob") || strcasestr(declared, "text"))
		return 't';
	if (strcasestr(declared, "blob"))
		return 'b';
	return strcasestr(declared, "real") || strcasestr(declared, "floa") || strcasestr(declared, "doub") ? 'r' : 0;
}

static bool fits(enum db_type type, char declared)
{
	switch (type) {
	case DB_text:
		return !declared || declared == 't';
	case DB_int:
	case DB_time:
	case DB_flag:
		return !declared || declared == 'i';
	case DB_real:
		return !declared || declared == 'r' || declared == 'i';
	case DB_blob:
	case DB_sealed:
		return !declared || declared == 'b';
	}
	return false;
}

static const char *amiss(struct arena *a, sqlite3_stmt *s, const struct db_query *q)
{
	if (sqlite3_column_count(s) != q->n_out)
		return arena_printf(a, "%d columns, its heading says %d", sqlite3_column_count(s), q->n_out);
	if (sqlite3_bind_parameter_count(s) != q->n_in)
		return arena_printf(a, "%d values, its heading says %d", sqlite3_bind_parameter_count(s), q->n_in);
	for (int k = 1; k <= q->n_in; k++)
		if (!sqlite3_bind_parameter_index(s, arena_printf(a, "$%d", k)))
			return arena_printf(a, "$%d is never used", k);
	if (!sqlite3_stmt_readonly(s) != q->writes)
		return q->writes ? "says it writes, and does not" : "writes, and does not say so";
	for (int c = 0; c < q->n_out; c++) {
		const char *name = sqlite3_column_name(s, c);
		if (!fits(q->out[c].type, affinity(sqlite3_column_decltype(s, c))))
			return arena_printf(a, "column %s is declared %s", q->out[c].name, sqlite3_column_decltype(s, c));
		for (int other = 0; other < q->n_out; other++)
			if (other != c && str_same(name, q->out[other].name) && !str_same(name, q->out[c].name))
				return arena_printf(a, "column %s stands where its heading says %s", name, q->out[c].name);
	}
	return NULL;
}

enum status lite_check(struct db *db, struct arena *a, const struct db_query *q, const char **ret_why, const char **ret_tables)
{
	struct lite *l = (struct lite *)db;
	sqlite3_stmt *s = NULL;
	l->tables_in = a;
	l->n_tables = 0;
	int rc = sqlite3_prepare_v2(l->h, q->sql, -1, &s, NULL);
	l->tables_in = NULL;
	if (lite_status(l, q->name, rc) != OK) {
		*ret_why = arena_str(a, db->trouble);
		return BROKEN;
	}
	const char *why = amiss(a, s, q), *tables = "";
	sqlite3_finalize(s);
	for (size_t i = 0; i < l->n_tables; i++)
		tables = arena_printf(a, "%s%s%s", tables, i ? " " : "", l->tables[i]);
	*ret_tables = tables;
	if (!why)
		return OK;
	*ret_why = arena_printf(a, "%s: %s", q->name, why);
	return BROKEN;
}

/* ---- a copy while others write ---- */

enum { BACKUP_PAGES = 512, BACKUP_WAIT_MS = 50, BACKUP_WAITS = 200 };

/* The caller holds a read transaction: the copy is of one moment, and a busy writer cannot make it start anew. */
static enum status copy_pages(struct lite *l, sqlite3 *to)
{
	sqlite3_backup *b = sqlite3_backup_init(to, "main", l->h, "main");
	if (!b)
		return db_say(&l->db, BROKEN, "backup: %s", sqlite3_errmsg(to));
	int rc;
	errno = 0;
	for (int waits = 0; (rc = sqlite3_backup_step(b, BACKUP_PAGES)) != SQLITE_DONE; )
		if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED) {
			if (waits++ == BACKUP_WAITS)
				break;
			sqlite3_sleep(BACKUP_WAIT_MS);
		} else if (rc != SQLITE_OK) {
			break;
		}
	bool full = lite_no_room(to, rc);
	sqlite3_backup_finish(b);
	if (rc == SQLITE_DONE)
		return OK;
	return db_say(&l->db, full ? FULL : rc == SQLITE_BUSY || rc == SQLITE_LOCKED ? BUSY : BROKEN, "backup: %s (%d)", sqlite3_errstr(rc), rc);
}

static enum status synced(struct db *db, const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC);
	if (fd < 0)
		return db_say(db, BROKEN, "backup: %s: %s", path, strerror(errno));
	int bad = fsync(fd) ? errno : 0;
	close(fd);
	return bad ? db_say(db, bad == ENOSPC ? FULL : BROKEN, "backup: %s: %s", path, strerror(bad)) : OK;
}

static enum status copy_into(struct lite *l, const char *part)
{
	sqlite3 *to = NULL;
	int fd = open(part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return db_say(&l->db, errno == ENOSPC ? FULL : BROKEN, "backup: %s: %s", part, strerror(errno));
	close(fd);
	enum status st = BROKEN;
	int rc = sqlite3_open_v2(part, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(to, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		st = copy_pages(l, to);
	else
		db_say(&l->db, st, "backup: %s: %s", part, to ? sqlite3_errmsg(to) : "no memory");
	sqlite3_close(to);
	return st == OK ? synced(&l->db, part, O_RDONLY) : st;
}

enum status lite_backup(struct db *db, const char *to)
{
	struct lite *l = (struct lite *)db;
	char part[4096], folder[4096];
	if ((size_t)snprintf(part, sizeof part, "%s.part", to) >= sizeof part)
		return db_say(db, BROKEN, "backup: the name is too long");
	if (access(to, F_OK) == 0)
		return db_say(db, CONFLICT, "backup: %s is there already", to);
	unlink(part);
	bool mine = !db->in_transaction;
	if (mine)
		TRY(lite_status(l, "backup", sqlite3_exec(l->h, "BEGIN; SELECT 1 FROM sqlite_schema", NULL, NULL, NULL)));
	enum status st = copy_into(l, part);
	if (mine)
		sqlite3_exec(l->h, "ROLLBACK", NULL, NULL, NULL);
	if (st == OK && renameat2(AT_FDCWD, part, AT_FDCWD, to, RENAME_NOREPLACE) != 0 &&
	    (errno != EINVAL || rename(part, to) != 0))
		st = db_say(db, errno == EEXIST ? CONFLICT : BROKEN, "backup: %s: %s", to, strerror(errno));
	if (st != OK) {
		unlink(part);
		return st;
	}
	snprintf(folder, sizeof folder, "%s", to);
	return synced(db, dirname(folder), O_RDONLY | O_DIRECTORY);
}

/* ---- integrity and the log ---- */

enum { TROUBLES_MAX = 20 };
struct troubles { struct arena *a; const char *all; int n; };

static int trouble(void *context, int n, char **value, char **name)
{
	(void)name;
	struct troubles *t = context;
	if (n == 1 && str_same(value[0], "ok"))
		return 0;
	const char *one = n == 1 ? value[0] : arena_printf(t->a, "a row of table %s points to a row of %s that is not there",
		value[0] ? value[0] : "?", value[2] ? value[2] : "?");
	if (t->n++ < TROUBLES_MAX)
		t->all = arena_printf(t->a, "%s%s%s", t->all, t->all[0] ? "\n" : "", one);
	return 0;
}

enum status lite_integrity(struct db *db, struct arena *a, const char **ret_why)
{
	struct lite *l = (struct lite *)db;
	struct troubles t = { .a = a, .all = "" };
	l->allows = LITE_SCRIPT;
	int rc = sqlite3_exec(l->h, "PRAGMA integrity_check; PRAGMA foreign_key_check", trouble, &t, NULL);
	l->allows = LITE_STATEMENTS;
	enum status st = lite_status(l, "integrity", rc);
	if (st == OK && t.n == 0)
		return OK;
	*ret_why = st == OK ? t.all : arena_printf(a, "%s%s%s", t.all, t.n ? "\n" : "", db->trouble);
	return BROKEN;
}

enum status lite_checkpoint(struct db *db)
{
	struct lite *l = (struct lite *)db;
	return lite_status(l, "checkpoint", sqlite3_wal_checkpoint_v2(l->h, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL));
}

enum status lite_alone(struct db *db, bool *ret)
{
	(void)db;
	*ret = true;            /* whoever serves holds the lock of the data folder */
	return OK;
}

/* The data folder: one server at a time, the right key, a version this program knows.  Refuses with a sentence and
 * touches nothing.
 * Leaves what is in the database to the features. */
#include "program.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATIENCE_MS = 30000 };       /* many commands at once, and a server that writes: nobody is told to try again sooner */

bool data_is_pg(const struct program *p) { return str_begins(p->config.database, "postgres"); }

bool data_is_empty(const struct program *p)
{
	DIR *d = opendir(p->config.data);
	if (!d)
		return errno == ENOENT;
	bool empty = true;
	for (struct dirent *e; (e = readdir(d)); )
		empty = empty && (str_same(e->d_name, ".") || str_same(e->d_name, "..") || str_same(e->d_name, "kith.conf") ||
				  str_same(e->d_name, "lock"));
	closedir(d);
	return empty;
}

bool data_lock(struct program *p)
{
	char path[4200];
	snprintf(path, sizeof path, "%s/lock", p->config.data);
	p->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (p->lock < 0) {
		trouble("%s cannot be made: %s.", path, strerror(errno));
		return false;
	}
	if (flock(p->lock, LOCK_EX | LOCK_NB) == 0)
		return true;
	trouble("another Kith is using the data folder %s. Only one server may have it at a time.", p->config.data);
	close(p->lock);
	p->lock = -1;
	return false;
}

void data_lock_says(struct program *p, const char *sandbox)
{
	char line[160];
	int n = snprintf(line, sizeof line, "%d %s\n", (int)getpid(), sandbox);
	if (p->lock >= 0 && (ftruncate(p->lock, 0) || pwrite(p->lock, line, (size_t)n, 0) != n))
		trouble("the lock file could not be written; kith selfcheck will not find this server.");
}

static bool database_there(const struct program *p)
{
	if (data_is_pg(p) || access(p->config.database, F_OK) == 0)
		return true;
	trouble("there is no database at %s. Make one with: kith init --data %s", p->config.database, p->config.data);
	return false;
}

enum status data_key_fits(struct program *p)
{
	struct req r;
	operator_begin(p, &r);
	enum status st = db_begin(p->db, false);
	if (st == OK) {
		st = seal_master_check(&r);
		db_rollback(p->db);
	}
	operator_end(&r);
	return st;
}

/* A new key lies ready beside the key file: somebody began to change it, and was stopped. */
static bool half_changed(const struct program *p)
{
	char path[4200];
	snprintf(path, sizeof path, "%s.new", p->config.key_file);
	return access(path, F_OK) == 0;
}

static bool key_fits(struct program *p)
{
	enum status st = data_key_fits(p);
	if (st == INVALID && half_changed(p))
		trouble("the master key was being changed when something stopped it. Nothing is lost: finish it with kith keys rotate --data %s",
			p->config.data);
	else if (st == INVALID)
		trouble("the key in %s is not the one this database was made with. Nothing was changed; put the right key file in its place.",
			p->config.key_file);
	else if (st != OK)
		trouble("the database could not be read: %s", db_trouble(p->db));
	return st == OK;
}

static bool open_database(struct program *p, bool read_only)
{
	const char *why = NULL;
	p->db = db_open(&(struct db_open){ .where = p->config.database, .read_only = read_only, .master = p->master, .patience_ms = PATIENCE_MS }, &why);
	if (!p->db)
		trouble("%s", why);
	return p->db;
}

bool data_open_for_keys(struct program *p)
{
	return database_there(p) && (p->master = data_key(p, p->config.key_file)) && open_database(p, true);
}

bool data_open_any(struct program *p, bool *ret_needs_migration)
{
	const char *why = NULL;
	if (!data_open_for_keys(p))
		return false;
	if (migrate_needed(p->db, &p->house, ret_needs_migration, &why) != OK) {
		trouble("%s", why);
		return false;
	}
	return key_fits(p);
}

bool data_open(struct program *p, bool read_only)
{
	bool needed = false;
	if (!data_open_any(p, &needed))
		return false;
	if (needed) {
		trouble("the database is from an older version. Make a backup, then bring it up to date with: kith migrate --data %s",
			p->config.data);
		return false;
	}
	if (read_only)
		return true;
	db_close(p->db);
	return open_database(p, false);
}

bool data_folder_flushed(const char *path)
{
	char folder[4200];
	snprintf(folder, sizeof folder, "%s", path);
	int fd = open(dirname(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool well = fd >= 0 && fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	return well;
}

void data_close(struct program *p)
{
	if (p->db)
		db_close(p->db);
	if (p->master)
		seal_master_end(p->master);
	if (p->lock >= 0)
		close(p->lock);
	p->db = NULL;
	p->master = NULL;
	p->lock = -1;
}

void operator_begin(struct program *p, struct req *r)
{
	const char *lang = getenv("LC_ALL") ? getenv("LC_ALL") : getenv("LANG");
	*r = (struct req){ .id = "command", .now = time(NULL), .db = p->db, .house = &p->house, .want = WANT_TEXT,
			   .who.may = MAY_ANYONE | MAY_OPERATOR };
	if (!lang || strlen(lang) < 2 || !lang_find((struct slice){ lang, 2 }, &r->reader.lang))
		r->reader.lang = LANG_EN;
	r->out.reader = &r->reader;
	r->out.base = "";
	r->out.csrf = "";
}

static enum status write_once(struct program *p, struct req *r, enum status (*run)(struct req *r, void *context), void *context)
{
	jmp_buf way_out;
	enum status st = db_begin(p->db, true);
	if (st != OK)
		return st;
	r->arena.way_out = r->kept.way_out = &way_out;
	st = setjmp(way_out) ? BROKEN : run(r, context);
	r->arena.way_out = r->kept.way_out = NULL;
	if (st == OK)
		st = db_commit(p->db);
	if (st != OK)
		db_rollback(p->db);
	return st;
}

enum status operator_write(struct program *p, enum status (*run)(struct req *r, void *context), void *context)
{
	struct req r;
	operator_begin(p, &r);
	enum status st = write_once(p, &r, run, context);
	for (int try = 1; st == BUSY && db_try_again(&r, try); try++) {
		req_again(&r);
		st = write_once(p, &r, run, context);
	}
	operator_end(&r);
	return st;
}

static enum status note_deed(struct req *r, void *context)
{
	r->who.as = MAY_OPERATOR;
	return deed_log(r, context, NULL);
}

enum status data_deed(struct program *p, const char *code) { return operator_write(p, note_deed, (void *)(uintptr_t)code); }

void operator_end(struct req *r)
{
	req_end(r);
	out_end(&r->out);
	arena_end(&r->arena);
	arena_end(&r->kept);
}

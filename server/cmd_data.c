/* init, migrate, check, backup, restore: the life of a data folder.
 * Leaves engines and schemas to the core. */
#include "mail.h"
#include "program.h"
#include "queries.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static int wrong(const char *usage)
{
	fprintf(stderr, "usage: kith %s\n", usage);
	return USAGE;
}

/* ---- init ---- */

static bool make_folder(const struct program *p)
{
	if (mkdir(p->config.data, 0700) == 0)
		return true;
	struct stat is;
	if (errno == EEXIST && stat(p->config.data, &is) == 0 && S_ISDIR(is.st_mode) && chmod(p->config.data, 0700) == 0)
		return true;
	trouble("the folder %s cannot be made: %s.", p->config.data, strerror(errno));
	return false;
}

/* Every step of every feature, and which key belongs to it. */
static bool make_database(struct program *p)
{
	const char *why = NULL;
	bool needed = false;
	p->db = db_open(&(struct db_open){ .where = p->config.database, .master = p->master }, &why);
	if (!p->db) {
		trouble("%s", why);
		return false;
	}
	if (migrate_needed(p->db, &p->house, &needed, &why) != OK || migrate(p->db, &p->house, time(NULL), &why) != OK) {
		trouble("%s", why);
		return false;
	}
	struct req r;
	operator_begin(p, &r);
	enum status st = db_begin(p->db, true);
	if (st == OK)
		st = seal_master_check(&r);
	if (st == OK)
		st = db_commit(p->db);
	if (st != OK)
		db_rollback(p->db);
	operator_end(&r);
	if (st == INVALID)
		trouble("this database was made with another key. Nothing was changed in it.");
	else if (st != OK)
		trouble("the database could not be made: %s", db_trouble(p->db));
	return st == OK;
}

/* What init made before it failed goes again, so that it can be called once more. */
static bool undo(struct program *p, bool folder, bool key)
{
	char path[4200];
	data_close(p);
	static const char *const ends[] = { "", "-wal", "-shm" };
	for (size_t k = 0; k < COUNT(ends) && !data_is_pg(p); k++) {
		snprintf(path, sizeof path, "%s%s", p->config.database, ends[k]);
		unlink(path);
	}
	if (key)
		unlink(p->config.key_file);
	if (folder)
		rmdir(p->config.data);
	return false;
}

bool data_make(struct program *p)
{
	const char *why = NULL;
	if (!data_is_empty(p)) {
		trouble("%s is not empty. Choose another folder with --data, or use what is there.", p->config.data);
		return false;
	}
	bool new_folder = access(p->config.data, F_OK) != 0;
	if (!make_folder(p))
		return false;
	if (seal_master_make(p->config.key_file, &why) != OK) {
		trouble("%s", why);
		return undo(p, new_folder, false);
	}
	p->master = seal_master_read(p->config.key_file, &why);
	if (!p->master) {
		trouble("%s", why);
		return undo(p, new_folder, true);
	}
	return make_database(p) || undo(p, new_folder, true);
}

int cmd_init(struct program *p, int argc, char **argv)
{
	(void)argv;
	if (argc > 1)
		return wrong("init [--data DIR] [--database URL]");
	if (!data_make(p))
		return TROUBLE;
	printf("Everything is kept in %s\n", data_is_pg(p) ? "the PostgreSQL database you named" : p->config.data);
	printf("The master key is in  %s\n\n", p->config.key_file);
	printf("Keep a copy of the key in another place than the backups, on paper or on another machine.\n"
	       "Whoever has the data and the key can read what people wrote. Without the key nobody can, you included.\n\n"
	       "Next:\n  kith community add \"Our community\" --data %s\n  kith serve --data %s\n", p->config.data, p->config.data);
	return WELL;
}

/* ---- migrate ---- */

int cmd_migrate(struct program *p, int argc, char **argv)
{
	(void)argv;
	bool needed = false;
	const char *why = NULL;
	if (argc > 1)
		return wrong("migrate [--data DIR]");
	if (!data_open_any(p, &needed))
		return TROUBLE;
	if (!needed) {
		printf("The database is up to date.\n");
		return WELL;
	}
	if (!data_lock(p))
		return TROUBLE;
	db_close(p->db);
	p->db = db_open(&(struct db_open){ .where = p->config.database, .master = p->master }, &why);
	if (!p->db || migrate(p->db, &p->house, time(NULL), &why) != OK)
		return trouble("%s", why);
	printf("The database is now up to date.\n");
	return WELL;
}

/* ---- check ---- */

static int said(bool well, const char *what, const char *why)
{
	if (well)
		printf("well     %s\n", what);
	else
		printf("TROUBLE  %s: %s\n", what, why ? why : "it does not hold");
	return well ? WELL : TROUBLE;
}

static int check_engine(struct program *p, struct req *r)
{
	const char *why = NULL;
	return said(db_integrity(p->db, &r->arena, &why) == OK, "the database is whole", why);
}

static int check_jobs(struct program *p, struct req *r)
{
	struct job_counts n;
	if (job_counts(r, &n) != OK)
		return said(false, "the queue of jobs", db_trouble(p->db));
	printf("note     jobs: %lld waiting, %lld begun, %lld given up\n", (long long)n.waiting, (long long)n.claimed, (long long)n.dead);
	if (!mail_possible(&p->config))
		printf("note     no mail server is set (smtp_url, mail_from): mail waits in the queue\n");
	return WELL;
}

static int check_features(struct program *p, struct req *r)
{
	int result = WELL;
	for (size_t f = 0; f < p->house.n; f++)
		for (size_t k = 0; k < p->house.features[f]->n_checks; k++) {
			const struct check *c = &p->house.features[f]->checks[k];
			const char *why = NULL;
			enum status st = c->holds(r, &why);
			result |= said(st == OK && !why, c->name, why ? why : db_trouble(p->db));
		}
	return result;
}

int cmd_check(struct program *p, int argc, char **argv)
{
	(void)argv;
	if (argc > 1)
		return wrong("check [--data DIR]");
	if (!data_open(p, true))
		return TROUBLE;
	printf("well     the key in %s fits\n", p->config.key_file);
	struct req r;
	operator_begin(p, &r);
	int result = check_engine(p, &r);
	if (db_begin(p->db, false) == OK) {
		result |= check_jobs(p, &r) | check_features(p, &r);
		db_rollback(p->db);
	} else {
		result |= said(false, "the database can be read", db_trouble(p->db));
	}
	operator_end(&r);
	return result;
}

/* ---- backup and restore ---- */

/* Opened for reading only, is it a whole database of ours that this key opens? */
static bool copy_is_good(struct program *p, const char *path)
{
	struct program copy = { .config = p->config, .house = p->house, .lock = -1 };
	copy.config.database = path;
	const char *why = NULL;
	bool needed;
	bool good = data_open_any(&copy, &needed);
	if (good) {
		struct arena a = { 0 };
		good = db_integrity(copy.db, &a, &why) == OK;
		if (!good)
			trouble("%s is damaged: %s", path, why ? why : "its check fails");
		arena_end(&a);
	}
	data_close(&copy);
	return good;
}

static bool flushed(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool well = fd >= 0 && fchmod(fd, 0600) == 0 && fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	return well;
}

static void forget_copy(const char *path)
{
	char beside[4200];
	static const char *const ends[] = { "", "-wal", "-shm", "-journal" };
	for (size_t k = 0; k < COUNT(ends); k++) {
		snprintf(beside, sizeof beside, "%s%s", path, ends[k]);
		unlink(beside);
	}
}

int cmd_backup(struct program *p, int argc, char **argv)
{
	const char *why = NULL;
	if (argc != 2)
		return wrong("backup FILE [--data DIR]");
	if (data_is_pg(p)) {
		fprintf(stderr, "The records are in PostgreSQL; its own tool makes the backup:\n"
			"  pg_dump --format=custom --file='%s' 'DATABASE-URL'\nand pg_restore brings it back. Nothing was written now.\n", argv[1]);
		return TROUBLE;
	}
	if (access(argv[1], F_OK) == 0)
		return trouble("%s is there already; a backup never replaces a file.", argv[1]);
	if (!data_open(p, true))
		return TROUBLE;
	if (db_backup(p->db, argv[1], &why) != OK || !flushed(argv[1])) {
		forget_copy(argv[1]);
		return trouble("the backup could not be written: %s", why ? why : strerror(errno));
	}
	if (!copy_is_good(p, argv[1]))
		return TROUBLE;
	printf("%s holds everything, as it was at one moment. It was opened and checked.\n"
	       "What people wrote in it can be read only with the master key (%s), which is not in it: keep them apart.\n",
	       argv[1], p->config.key_file);
	return WELL;
}

/* Byte by byte; false with errno. */
static bool copy_file(const char *from, const char *to)
{
	static char piece[1 << 16];
	int in = open(from, O_RDONLY | O_CLOEXEC), out = in < 0 ? -1 : open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool well = out >= 0;
	for (ssize_t n; well && (n = read(in, piece, sizeof piece)) != 0; )
		well = n > 0 && write(out, piece, (size_t)n) == n;
	well = well && fsync(out) == 0;
	int error = errno;
	if (in >= 0)
		close(in);
	if (out >= 0)
		close(out);
	errno = error;
	return well;
}

int cmd_restore(struct program *p, int argc, char **argv)
{
	if (argc != 2)
		return wrong("restore FILE [--data DIR]");
	if (data_is_pg(p))
		return trouble("the records are in PostgreSQL: use pg_restore on what pg_dump wrote.");
	if (!data_is_empty(p))
		return trouble("%s is not empty. A restore never replaces anything: choose another folder with --data.", p->config.data);
	if (access(argv[1], R_OK) != 0)
		return trouble("%s cannot be read: %s.", argv[1], strerror(errno));
	if (!make_folder(p) || !data_lock(p))
		return TROUBLE;
	const char *part = arena_printf(&p->config.arena, "%s.part", p->config.database);
	if (!copy_file(argv[1], part)) {
		trouble("%s could not be copied: %s.", argv[1], strerror(errno));
		forget_copy(part);
		return TROUBLE;
	}
	if (!copy_is_good(p, part)) {
		forget_copy(part);
		return TROUBLE;
	}
	if (rename(part, p->config.database) != 0 || !flushed(p->config.database))
		return trouble("%s could not be put in place: %s.", p->config.database, strerror(errno));
	forget_copy(part);
	printf("%s holds what was in the backup. Look at it with: kith check --data %s\n", p->config.data, p->config.data);
	return WELL;
}

/* init, migrate, check: the life of a data folder.
 * Leaves engines and schemas to the core. */
#include "ledger.h"
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

bool data_make_folder(const struct program *p, bool *ret_made)
{
	struct stat is;
	*ret_made = mkdir(p->config.data, 0700) == 0;
	if (*ret_made)
		return true;
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
	bool new_folder;
	if (!data_make_folder(p, &new_folder))
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
	if (!make_database(p))
		return undo(p, new_folder, true);
	struct ledger *l = ledger_open(p->config.erased_file, &why);
	if (!l)
		trouble("the list of who left, %s, cannot be made: %s. Name another place for it with erased_file before the server starts.",
			p->config.erased_file, why);
	ledger_close(l);
	return true;
}

int cmd_init(struct program *p, int argc, char **argv)
{
	(void)argv;
	if (argc > 1)
		return wrong("init [--data DIR] [--database URL]");
	if (!data_make(p))
		return TROUBLE;
	printf("Everything is kept in %s\n", data_is_pg(p) ? "the PostgreSQL database you named" : p->config.data);
	printf("The master key is in  %s\n", p->config.key_file);
	printf("Who leaves is listed in %s, without names: a restore erases them again. Keep a copy of it with the key.\n\n", p->config.erased_file);
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

static int check_ledger(struct program *p)
{
	enum status st = ledger_whole(p);
	const char *why = st == MISSING ? "it is not there (erased_file), and somebody has left" : st == CONFLICT ? "it does not name everybody who left" : NULL;
	int result = said(st == OK, "the list of who left, outside of the data folder", why);
	if (st == MISSING || st == CONFLICT)
		printf("note     the server writes it at its next start\n");
	return result;
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
	int result = check_engine(p, &r) | check_ledger(p);
	if (db_begin(p->db, false) == OK) {
		result |= check_jobs(p, &r) | check_features(p, &r);
		db_rollback(p->db);
	} else {
		result |= said(false, "the database can be read", db_trouble(p->db));
	}
	operator_end(&r);
	return result;
}

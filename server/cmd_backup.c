/* backup and restore: one file with everything, and back into an empty folder; who left since then is erased again.
 * Leaves engines to the core, and the list of who left to ledger.c. */
#include "ledger.h"
#include "program.h"
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SOURCES_MAX = 16 };

static int wrong(const char *usage)
{
	fprintf(stderr, "usage: kith %s\n", usage);
	return USAGE;
}

/* Opened for reading only, is it a whole database of ours that this key opens?  The key is then the program's, if it had none. */
static bool copy_is_good(struct program *p, const char *path, bool *ret_needs_migration)
{
	struct program copy = { .config = p->config, .house = p->house, .lock = -1 };
	copy.config.database = path;
	const char *why = NULL;
	bool good = data_open_any(&copy, ret_needs_migration);
	if (good) {
		struct arena a = { 0 };
		good = db_integrity(copy.db, &a, &why) == OK;
		if (!good)
			trouble("%s is damaged: %s", path, why ? why : "its check fails");
		arena_end(&a);
	}
	if (good && !p->master) {
		p->master = copy.master;
		copy.master = NULL;
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
	return well && data_folder_flushed(path);
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

/* The list that goes with the backups of a folder. */
static const char *list_beside(struct program *p, const char *backup)
{
	char *copy = arena_str(&p->config.arena, backup);
	return arena_printf(&p->config.arena, "%s/kith.erased", dirname(copy));
}

/* ---- backup ---- */

/* Whoever carries the backups to another machine carries the list with them. */
static void leave_list(struct program *p, const char *backup)
{
	const char *why = NULL, *path = list_beside(p, backup);
	struct ledger *l = ledger_open(path, &why);
	if (!l)
		trouble("the list of who left could not be put beside the backup, in %s: %s.", path, why);
	else if (ledger_follow(l, &p->house, p->db))
		printf("Who left until now is listed in %s, without names. Keep it with the backups: a restore erases them again.\n", path);
	ledger_close(l);
}

int cmd_backup(struct program *p, int argc, char **argv)
{
	const char *why = NULL;
	bool needs_migration;
	if (argc != 2)
		return wrong("backup FILE [--data DIR]");
	if (data_is_pg(p)) {
		fprintf(stderr, "The records are in PostgreSQL; its own tool makes the backup:\n"
			"  pg_dump --format=custom --file='%s' 'DATABASE-URL'\nand pg_restore brings it back. Nothing was written now.\n", argv[1]);
		return TROUBLE;
	}
	if (access(argv[1], F_OK) == 0)
		return trouble("%s is there already; a backup never replaces a file.", argv[1]);
	if (!data_open(p, false))
		return TROUBLE;
	/* a full disk is a reason for a backup, not against one */
	if (data_deed(p, "backup") != OK)
		trouble("that this backup is made could not be written into the log: %s", db_trouble(p->db));
	if (db_backup(p->db, argv[1], &why) != OK || !flushed(argv[1])) {
		forget_copy(argv[1]);
		return trouble("the backup could not be written: %s", why ? why : strerror(errno));
	}
	if (!copy_is_good(p, argv[1], &needs_migration))
		return TROUBLE;
	printf("%s holds everything, as it was at one moment. It was opened and checked.\n"
	       "What people wrote in it can be read only with the master key (%s), which is not in it: keep them apart.\n",
	       argv[1], p->config.key_file);
	leave_list(p, argv[1]);
	return WELL;
}

/* ---- restore ---- */

struct restore {
	struct program *p;
	const char *backup, *part;  /* part: the copy in the new folder until it is good */
	bool made, needs_migration;
	size_t n;
	const char *said[SOURCES_MAX];      /* --erased */
	struct out lines;
	const char *found, *looked;         /* where lists were, where there was none: for telling */
};

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

static const char *also(struct program *p, const char *before, const char *path)
{
	return *before ? arena_printf(&p->config.arena, "%s, %s", before, path) : path;
}

/* A list that was named must be there; one that lies where lists lie, need not. */
static bool take_list(struct restore *x, const char *path, bool named)
{
	const char *why = NULL;
	enum status st = ledger_read(x->p, path, &x->lines, &why);
	if (st == OK)
		x->found = also(x->p, x->found, path);
	else if (st == MISSING && !named)
		x->looked = also(x->p, x->looked, path);
	else
		trouble("the list of who left in %s cannot be read: %s.", path, why);
	return st == OK || (st == MISSING && !named);
}

/* Where somebody brings a backup back in haste, and names no list: that of this folder, if it stood here before; one with the
 * key; one with the backup. */
static bool take_lists(struct restore *x)
{
	struct config *c = &x->p->config;
	size_t n = strlen(c->key_file);
	bool named = n > 4 && str_same(c->key_file + n - 4, ".key");
	const char *with_key = arena_printf(&c->arena, "%.*s.erased", named ? (int)n - 4 : (int)n, c->key_file), *with_backup = list_beside(x->p, x->backup);
	bool well = take_list(x, c->erased_file, false) && (str_same(with_key, c->erased_file) || take_list(x, with_key, false)) &&
		(str_same(with_backup, c->erased_file) || str_same(with_backup, with_key) || take_list(x, with_backup, false));
	for (size_t k = 0; k < x->n && well; k++)
		well = take_list(x, x->said[k], true);
	return well;
}

/* In the copy, before it takes its place: nobody who left is ever there again.  A database of an older version is served only
 * after kith migrate, and then the server does it at its start. */
static bool erase_again(struct restore *x, int64_t *ret_n)
{
	struct program copy = { .config = x->p->config, .house = x->p->house, .lock = -1 };
	const char *why = NULL;
	*ret_n = 0;
	if (x->needs_migration)
		return true;
	copy.config.database = x->part;
	copy.db = db_open(&(struct db_open){ .where = x->part, .master = x->p->master }, &why);
	if (!copy.db) {
		trouble("%s", why);
		return false;
	}
	bool well = ledger_apply(&copy, (struct slice){ x->lines.at, x->lines.n }, ret_n);
	if (well && data_deed(&copy, "restored") != OK) {
		trouble("the restore could not be written into the log: %s", db_trouble(copy.db));
		well = false;
	}
	if (well && db_checkpoint(copy.db) != OK) {
		trouble("%s could not be written: %s", x->part, db_trouble(copy.db));
		well = false;
	}
	data_close(&copy);
	return well;
}

/* The new folder's own list, whole before there is a database in it. */
static bool own_list(struct restore *x)
{
	const char *why = NULL;
	struct ledger *l = ledger_open(x->p->config.erased_file, &why);
	bool well = l && ledger_add(l, (struct slice){ x->lines.at, x->lines.n });
	ledger_close(l);
	if (!well)
		trouble("the list of who left, %s, cannot be written: %s. Name another place for it with erased_file.", x->p->config.erased_file,
			why ? why : strerror(errno));
	return well;
}

static bool bring_back(struct restore *x, int64_t *ret_n)
{
	struct program *p = x->p;
	if (!copy_file(x->backup, x->part)) {
		trouble("%s could not be copied: %s.", x->backup, strerror(errno));
		return false;
	}
	if (!copy_is_good(p, x->part, &x->needs_migration) || !take_lists(x) || !erase_again(x, ret_n) || !own_list(x))
		return false;
	if (rename(x->part, p->config.database) == 0 && flushed(p->config.database))
		return true;
	trouble("%s could not be put in place: %s.", p->config.database, strerror(errno));
	return false;
}

/* What was begun goes again, the folder and its lock too. */
static void undo(struct restore *x)
{
	struct program *p = x->p;
	forget_copy(x->part);
	data_close(p);
	unlink(arena_printf(&p->config.arena, "%s/lock", p->config.data));
	if (x->made)
		rmdir(p->config.data);
}

static void say(const struct restore *x, int64_t n)
{
	const char *data = x->p->config.data;
	printf("%s holds what was in the backup. Look at it with: kith check --data %s\n", data, data);
	if (*x->found && x->needs_migration)
		printf("It is of an older version: bring it up to date with kith migrate. When the server starts it erases again who left since\n"
		       "the backup was made (known from %s).\n", x->found);
	else if (*x->found)
		printf("Who had left since the backup was made and is erased again: %lld (known from %s).\n", (long long)n, x->found);
	else
		printf("NO LIST OF WHO LEFT WAS FOUND (looked for %s).\n"
		       "Whoever left since this backup was made is in it again. Before you let anybody in: look for the list (its name ends with\n"
		       ".erased), a newer backup, or the folder that this one takes the place of. Then remove %s and call once more with\n"
		       "  --erased LIST-OR-BACKUP-OR-FOLDER\n", x->looked, data);
}

static bool read_words(struct restore *x, int argc, char **argv)
{
	for (int k = 1; k < argc; k++) {
		bool erased = str_same(argv[k], "--erased");
		if (erased && k + 1 < argc && x->n < SOURCES_MAX)
			x->said[x->n++] = argv[++k];
		else if (!erased && !x->backup && !str_begins(argv[k], "--"))
			x->backup = argv[k];
		else
			return false;
	}
	return x->backup;
}

int cmd_restore(struct program *p, int argc, char **argv)
{
	struct restore x = { .p = p, .found = "", .looked = "", .lines.cap = SIZE_MAX / 2 };
	int64_t n = 0;
	if (!read_words(&x, argc, argv))
		return wrong("restore FILE [--erased LIST|BACKUP|FOLDER]… [--data DIR]");
	if (data_is_pg(p))
		return trouble("the records are in PostgreSQL: use pg_restore on what pg_dump wrote. The server then erases again who left since, "
			"when it starts.");
	if (!data_is_empty(p))
		return trouble("%s is not empty. A restore never replaces anything: choose another folder with --data, or give this one another name "
			"first.", p->config.data);
	if (access(x.backup, R_OK) != 0)
		return trouble("%s cannot be read: %s.", x.backup, strerror(errno));
	if (!data_make_folder(p, &x.made))
		return TROUBLE;
	if (!data_lock(p)) {
		if (x.made)
			rmdir(p->config.data);
		return TROUBLE;
	}
	x.part = arena_printf(&p->config.arena, "%s.part", p->config.database);
	bool well = bring_back(&x, &n);
	if (well)
		say(&x, n);
	else
		undo(&x);
	out_end(&x.lines);
	return well ? WELL : TROUBLE;
}

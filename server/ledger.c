/* Adding to the list of who was erased, reading it, and erasing again by it.
 * Leaves what a line says to people. */
#include "ledger.h"
#include "doors.h"
#include "server.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LIST_MAX = 100 << 20 };

struct ledger { int fd; pthread_mutex_t lock; };

struct ledger *ledger_open(const char *path, const char **ret_why)
{
	struct ledger *l = calloc(1, sizeof *l);
	int fd = l ? open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;
	if (fd < 0) {
		*ret_why = strerror(errno);
		free(l);
		return NULL;
	}
	if (!data_folder_flushed(path)) {
		*ret_why = strerror(errno);
		close(fd);
		free(l);
		return NULL;
	}
	l->fd = fd;
	pthread_mutex_init(&l->lock, NULL);
	return l;
}

void ledger_close(struct ledger *l)
{
	if (!l)
		return;
	close(l->fd);
	pthread_mutex_destroy(&l->lock);
	free(l);
}

/* ---- files ---- */

/* Up to the end of the last whole line. */
static bool read_whole(int fd, struct out *to)
{
	char piece[1 << 14];
	size_t before = to->n;
	ssize_t n;
	for (off_t at = 0; (n = pread(fd, piece, sizeof piece, at)) > 0; at += n)
		out_raw(to, piece, (size_t)n);
	while (to->n > before && to->at[to->n - 1] != '\n')
		to->n--;
	return n == 0 && !to->over;
}

static bool is_database(int fd)
{
	static const char magic[] = "SQLite format 3";
	char begin[sizeof magic];
	return pread(fd, begin, sizeof begin, 0) == (ssize_t)sizeof begin && memcmp(begin, magic, sizeof magic) == 0;
}

/* ---- the database's own lines ---- */

static enum status lines_of(const struct house *house, struct db *db, struct out *to)
{
	struct req r = { .id = "ledger", .now = time(NULL), .db = db, .house = house };
	jmp_buf way_out;
	enum status st = db_begin(db, false);
	if (st != OK)
		return st;
	r.arena.way_out = r.kept.way_out = &way_out;
	st = setjmp(way_out) ? BROKEN : door_erased(&r, to);
	db_rollback(db);
	r.arena.way_out = r.kept.way_out = NULL;
	arena_end(&r.arena);
	arena_end(&r.kept);
	return st;
}

/* ---- what is in one and not in the other ---- */

struct lines { size_t n; struct slice *at; };

static int by_bytes(const void *a, const void *b)
{
	const struct slice *x = a, *y = b;
	int order = memcmp(x->at, y->at, x->n < y->n ? x->n : y->n);
	return order ? order : (x->n > y->n) - (x->n < y->n);
}

static bool next_line(struct slice *text, struct slice *ret)
{
	const char *end = text->n ? memchr(text->at, '\n', text->n) : NULL;
	if (!end)
		return false;
	*ret = (struct slice){ text->at, (size_t)(end + 1 - text->at) };
	*text = (struct slice){ end + 1, text->n - ret->n };
	return true;
}

/* Sorted; .at NULL with .n above 0: no memory. */
static struct lines lines_in(struct slice text)
{
	struct lines l = { 0 };
	struct slice line;
	for (struct slice rest = text; next_line(&rest, &line); )
		l.n++;
	l.at = l.n ? calloc(l.n, sizeof *l.at) : NULL;
	if (!l.at)
		return l;
	for (size_t k = 0; next_line(&text, &line); k++)
		l.at[k] = line;
	qsort(l.at, l.n, sizeof *l.at, by_bytes);
	return l;
}

/* The lines of `text` that `had` does not hold, behind what `to` has. */
static bool difference(struct slice text, const struct out *had, struct out *to)
{
	struct lines l = lines_in((struct slice){ had->at, had->n });
	struct slice line;
	if (l.n && !l.at)
		return false;
	while (next_line(&text, &line))
		if (!l.n || !bsearch(&line, l.at, l.n, sizeof *l.at, by_bytes))
			out_raw(to, line.at, line.n);
	free(l.at);
	return !to->over;
}

/* ---- following ---- */

/* What a crash left of a line goes first.  False: errno says why. */
static bool append(int fd, size_t whole, const struct out *more)
{
	if (ftruncate(fd, (off_t)whole) != 0)
		return false;
	for (size_t at = 0; at < more->n; ) {
		ssize_t n = write(fd, more->at + at, more->n - at);
		if (n < 0)
			return false;
		at += (size_t)n;
	}
	return fsync(fd) == 0;
}

/* Another process may add at the same time: a backup, a command. */
bool ledger_add(struct ledger *l, struct slice lines)
{
	struct out had = { .cap = LIST_MAX }, more = { .cap = LIST_MAX };
	struct stat is;
	bool well = flock(l->fd, LOCK_EX) == 0 && read_whole(l->fd, &had) && difference(lines, &had, &more);
	if (well && more.n)
		well = append(l->fd, had.n, &more);
	well = well && fstat(l->fd, &is) == 0 && is.st_nlink > 0;
	flock(l->fd, LOCK_UN);
	out_end(&had);
	out_end(&more);
	return well;
}

bool ledger_follow(struct ledger *l, const struct house *house, struct db *db)
{
	struct out all = { .cap = LIST_MAX };
	pthread_mutex_lock(&l->lock);
	bool well = lines_of(house, db, &all) == OK && ledger_add(l, (struct slice){ all.at, all.n });
	pthread_mutex_unlock(&l->lock);
	out_end(&all);
	if (!well)
		log_line("the list of who left (erased_file) could not be written; look at its disk, it is tried again at the next start");
	return well;
}

/* ---- reading ---- */

static enum status read_database(struct program *p, const char *path, struct out *to, const char **ret_why)
{
	struct db *db = db_open(&(struct db_open){ .where = path, .read_only = true, .master = p->master }, ret_why);
	if (!db)
		return INVALID;
	enum status st = lines_of(&p->house, db, to);
	if (st != OK)
		*ret_why = arena_str(&p->config.arena, db_trouble(db));
	db_close(db);
	return st == OK ? OK : INVALID;
}

enum status ledger_read(struct program *p, const char *path, struct out *to, const char **ret_why)
{
	struct stat is;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &is) != 0) {
		int error = errno;
		if (fd >= 0)
			close(fd);
		*ret_why = strerror(error);
		return error == ENOENT || error == ENOTDIR ? MISSING : INVALID;
	}
	bool folder = S_ISDIR(is.st_mode), database = folder || is_database(fd);
	bool well = database || read_whole(fd, to);
	close(fd);
	if (database)
		return read_database(p, folder ? arena_printf(&p->config.arena, "%s/kith.db", path) : path, to, ret_why);
	if (!well)
		*ret_why = "it cannot be read to its end";
	return well ? OK : INVALID;
}

/* ---- erasing again ---- */

struct again { struct slice lines; int64_t *n; };

static enum status erase_again(struct req *r, void *context)
{
	const struct again *a = context;
	r->arena.cap = (size_t)1 << 30;
	*a->n = 0;
	return door_erase_again(r, a->lines, a->n);
}

bool ledger_apply(struct program *p, struct slice lines, int64_t *ret_n)
{
	enum status st = operator_write(p, erase_again, &(struct again){ lines, ret_n });
	if (st == OK && db_erased(p->db))
		st = db_checkpoint(p->db);
	if (st == INVALID)
		trouble("the list of who left is damaged. Nothing was changed.");
	else if (st != OK)
		trouble("who is on the list of those who left could not be erased again: %s", db_trouble(p->db));
	return st == OK;
}

enum status ledger_whole(struct program *p)
{
	struct out had = { .cap = LIST_MAX }, all = { .cap = LIST_MAX }, more = { .cap = LIST_MAX };
	int fd = open(p->config.erased_file, O_RDONLY | O_CLOEXEC);
	bool well = fd < 0 || read_whole(fd, &had);
	enum status st = well ? lines_of(&p->house, p->db, &all) : BROKEN;
	if (st == OK && !difference((struct slice){ all.at, all.n }, &had, &more))
		st = BROKEN;
	if (st == OK && more.n)
		st = fd < 0 ? MISSING : CONFLICT;
	if (fd >= 0)
		close(fd);
	out_end(&had);
	out_end(&all);
	out_end(&more);
	return st;
}

void ledger_after(struct program *p)
{
	const char *why = NULL;
	if (!p->db || !db_erased(p->db))
		return;
	struct ledger *l = ledger_open(p->config.erased_file, &why);
	if (!l)
		trouble("the list of who left, %s, cannot be written: %s. The server does it at its next start.", p->config.erased_file, why);
	else
		ledger_follow(l, &p->house, p->db);
	ledger_close(l);
	if (db_checkpoint(p->db) != OK)
		trouble("somebody reads in the database just now: what was erased leaves the disk with the server's next writing.");
}

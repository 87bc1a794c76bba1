/* Lending connections and compressors to threads.
 * Leaves what is read and written to those who borrow. */
#include "desk.h"
#include "ledger.h"
#include <pthread.h>

struct desks {
	struct server *server;
	bool read_only;
	size_t n;
	struct desk *all, *free;
	pthread_mutex_t lock;
	pthread_cond_t given;
	_Atomic int losses;             /* connections found lost: the others look at theirs before they use it again */
	_Atomic int64_t not_before;     /* monotonic µs: no new attempt to connect until then, so that 503 comes at once */
};

enum { CONNECT_PAUSE_US = 500 * 1000 };

struct desks *desks_new(struct server *s, size_t n, bool read_only)
{
	struct desks *d = calloc(1, sizeof *d);
	if (d)
		d->all = calloc(n, sizeof *d->all);
	if (!d || !d->all)
		abort();        /* only at the start */
	d->server = s;
	d->read_only = read_only;
	d->n = n;
	pthread_mutex_init(&d->lock, NULL);
	pthread_cond_init(&d->given, NULL);
	for (size_t k = 0; k < n; k++) {
		d->all[k].next = d->free;
		d->free = &d->all[k];
	}
	return d;
}

void desks_end(struct desks *d)
{
	for (size_t k = 0; k < d->n; k++) {
		if (d->all[k].db)
			db_close(d->all[k].db);
		if (d->all[k].pack_ready)
			deflateEnd(&d->all[k].pack);
	}
	pthread_cond_destroy(&d->given);
	pthread_mutex_destroy(&d->lock);
	free(d->all);
	free(d);
}

static void open_again(struct desks *d, struct desk *desk)
{
	if (clock_us() < atomic_load(&d->not_before))
		return;
	const char *why = NULL;
	struct server *s = d->server;
	desk->db = db_open(&(struct db_open){ .where = s->config->database, .read_only = d->read_only, .master = s->master }, &why);
	if (desk->db)
		return;
	atomic_store(&d->not_before, clock_us() + CONNECT_PAUSE_US);
	log_line("database: %s", why ? why : "no connection");
}

struct desk *desk_take(struct desks *d)
{
	pthread_mutex_lock(&d->lock);
	while (!d->free)
		pthread_cond_wait(&d->given, &d->lock);
	struct desk *desk = d->free;
	d->free = desk->next;
	pthread_mutex_unlock(&d->lock);
	int losses = atomic_load(&d->losses);
	if (desk->db && desk->losses != losses && !db_alive(desk->db)) {
		db_close(desk->db);
		desk->db = NULL;
	}
	if (!desk->db)
		open_again(d, desk);
	if (desk->db)
		desk->losses = losses;
	return desk;
}

void desk_give(struct desks *d, struct desk *desk)
{
	pthread_mutex_lock(&d->lock);
	desk->next = d->free;
	d->free = desk;
	pthread_cond_signal(&d->given);
	pthread_mutex_unlock(&d->lock);
}

/* With the lock held: whoever comes meanwhile waits for less than it takes to answer. */
void desks_tend(struct desks *d, int64_t now)
{
	pthread_mutex_lock(&d->lock);
	for (struct desk *desk = d->free; desk; desk = desk->next)
		if (desk->db)
			seal_tend(desk->db, now);
	pthread_mutex_unlock(&d->lock);
}

bool desk_lost(struct desks *d, struct desk *desk)
{
	/* a connection that was lost in a commit may be back already: what it answered is not known all the same */
	if (desk->db && !db_lost(desk->db) && db_alive(desk->db))
		return false;
	if (desk->db)
		db_close(desk->db);
	desk->db = NULL;
	atomic_fetch_add(&d->losses, 1);
	return true;
}

/* Who asked should rather be answered late than be told to send again; a browser's patience is longer than this.  The pauses grow to 64
 * milliseconds and are wholly by chance: many that hindered one another would else meet again. */
bool desk_try_again(struct req *r, struct db *db, int try, int64_t since)
{
	enum { PATIENCE_US = 3 * 1000 * 1000, STEPS = 6 };
	if (clock_us() - since >= PATIENCE_US || !db_alive(db))
		return false;
	nanosleep(&(struct timespec){ .tv_nsec = 1000 * (1000 + (long)random_below(r, 1000u << (try < STEPS ? try : STEPS))) }, NULL);
	return true;
}

/* One attempt of it. */
static enum status transaction(struct server *s, struct db *db, bool writes, enum status (*run)(struct req *r, void *context), void *context)
{
	struct req r = { .id = "desk", .now = time(NULL), .db = db, .house = &s->house };
	jmp_buf way_out;
	enum status st = db_begin(db, writes);
	if (st != OK)
		return st;
	r.arena.way_out = r.kept.way_out = &way_out;
	st = setjmp(way_out) ? BROKEN : run(&r, context);
	if (st == OK && writes)
		st = db_commit(db);
	if (st != OK || !writes)
		db_rollback(db);
	out_end(&r.out);
	arena_end(&r.arena);
	arena_end(&r.kept);
	return st;
}

enum status desk_run(struct server *s, struct db *db, bool writes, enum status (*run)(struct req *r, void *context), void *context)
{
	struct req chance = { 0 };
	int64_t since = clock_us();
	enum status st;
	int try = 0;
	do
		st = transaction(s, db, writes, run, context);
	while (st == BUSY && desk_try_again(&chance, db, ++try, since));
	return st;
}

enum status desk_transaction(struct server *s, bool writes, enum status (*run)(struct req *r, void *context), void *context)
{
	struct desk *desk = desk_take(s->desks);
	enum status st = desk->db ? desk_run(s, desk->db, writes, run, context) : BUSY;
	if (desk->db && db_erased(desk->db))
		ledger_follow(s->ledger, &s->house, desk->db);
	if (st == BROKEN || st == BUSY)
		desk_lost(s->desks, desk);
	desk_give(s->desks, desk);
	return st;
}

enum { PACK_LEVEL = 3, PACK_GZIP = 15 + 16, PACK_MEMORY = 8 };

struct slice desk_pack(struct desk *desk, struct slice s, char **ret_owned)
{
	z_stream *z = &desk->pack;
	if (!desk->pack_ready && deflateInit2(z, PACK_LEVEL, Z_DEFLATED, PACK_GZIP, PACK_MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
		return (struct slice){ 0 };
	desk->pack_ready = true;
	char *to = malloc(s.n);
	if (!to || deflateReset(z) != Z_OK) {
		free(to);
		return (struct slice){ 0 };
	}
	z->next_in = (unsigned char *)(uintptr_t)s.at;
	z->avail_in = (unsigned)s.n;
	z->next_out = (unsigned char *)to;
	z->avail_out = (unsigned)s.n;
	if (deflate(z, Z_FINISH) != Z_STREAM_END) {
		free(to);
		return (struct slice){ 0 };
	}
	*ret_owned = to;
	return (struct slice){ to, z->total_out };
}

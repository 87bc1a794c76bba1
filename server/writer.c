/* The writer's loop: take, run, commit, release.
 * Leaves redrawing and replies to the threads that the visits came from. */
#include "writer.h"
#include "live.h"
#include "tell.h"
#include "http.h"
#include "ledger.h"
#include "program.h"
#include <errno.h>
#include <pthread.h>
#include <unistd.h>

enum { RUNS_MAX = 5, ITEMS_MAX = 256, MERGE_SECONDS = 3 };

/* One thing to write: a visit or an errand. */
struct item {
	struct visit *visit;
	struct errand *errand;
	enum status status;
	bool settled;           /* has its outcome and is not run again */
};

struct writer {
	struct server *server;
	struct db *db;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t come;
	size_t waiting;
	struct visit *visits, **last_visit;
	struct errand *errands, **last_errand;
	bool ending;
	bool rests;             /* waits: its connection is of whoever holds the lock */
	bool erase;             /* somebody left: merge and cut at the first chance, however busy it is */
	bool unmerged;          /* the write-ahead log holds what the file does not: what was deleted may still lie there */
	struct req own;         /* the request that errands run in */
	struct item item[ITEMS_MAX];
};

static bool put(struct writer *w, struct visit *v, struct errand *e)
{
	pthread_mutex_lock(&w->lock);
	bool room = w->waiting < WRITER_QUEUE_MAX && !w->ending;
	if (room) {
		w->waiting++;
		if (v) {
			v->next = NULL;
			*w->last_visit = v;
			w->last_visit = &v->next;
		} else {
			e->next = NULL;
			*w->last_errand = e;
			w->last_errand = &e->next;
		}
		pthread_cond_signal(&w->come);
	}
	pthread_mutex_unlock(&w->lock);
	return room;
}

bool writer_put(struct writer *w, struct visit *v) { return put(w, v, NULL); }
bool writer_send(struct writer *w, struct errand *e) { return put(w, NULL, e); }

struct question {
	struct errand errand;
	enum status (*run)(struct req *r, void *context);
	void *context;
	pthread_mutex_t lock;
	pthread_cond_t answered;
	bool done;
	enum status status;
};

static enum status question_run(struct req *r, void *context)
{
	struct question *q = context;
	return q->run(r, q->context);
}

static void question_done(struct errand *e, enum status st)
{
	struct question *q = e->context;
	pthread_mutex_lock(&q->lock);
	q->status = st;
	q->done = true;
	pthread_cond_signal(&q->answered);
	pthread_mutex_unlock(&q->lock);
}

enum status writer_ask(struct writer *w, enum status (*run)(struct req *r, void *context), void *context)
{
	struct question q = { .run = run, .context = context };
	q.errand = (struct errand){ .run = question_run, .done = question_done, .context = &q };
	pthread_mutex_init(&q.lock, NULL);
	pthread_cond_init(&q.answered, NULL);
	enum status st = BUSY;
	if (writer_send(w, &q.errand)) {
		pthread_mutex_lock(&q.lock);
		while (!q.done)
			pthread_cond_wait(&q.answered, &q.lock);
		pthread_mutex_unlock(&q.lock);
		st = q.status;
	}
	pthread_cond_destroy(&q.answered);
	pthread_mutex_destroy(&q.lock);
	return st;
}

/* After a failed fsync the kernel forgets what it could not write, and the next one says all is well (Rebello and others,
 * "Can Applications Recover from fsync Failures?", 2020).  So nothing more is answered, not even that something failed: the
 * process ends, and whoever starts it again reads what the disk really holds. */
static void end_if_lost(const struct writer *w)
{
	if (!db_lost(w->db))
		return;
	log_line("The disk failed while records were being written (%s). What was confirmed is kept; of what was under way nobody can"
		 " say. Kith ends here: look at the disk, then start it again and run kith check.", db_trouble(w->db));
	_exit(TROUBLE);
}

void writer_tend(struct writer *w, int64_t now)
{
	pthread_mutex_lock(&w->lock);
	if (w->rests)
		seal_tend(w->db, now);
	pthread_mutex_unlock(&w->lock);
}

/* until NULL: as long as it takes. */
static int rest(struct writer *w, const struct timespec *until)
{
	w->rests = true;
	int end = until ? pthread_cond_timedwait(&w->come, &w->lock, until) : pthread_cond_wait(&w->come, &w->lock);
	w->rests = false;
	return end;
}

/* Called with the lock held and nothing to do.  After a while without work the log is merged into the file and cut: then
 * what was deleted is gone from the disk. */
static void wait_for_work(struct writer *w)
{
	if (!w->unmerged) {
		rest(w, NULL);
		return;
	}
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += MERGE_SECONDS;
	if (rest(w, &until) != ETIMEDOUT || w->waiting)
		return;
	pthread_mutex_unlock(&w->lock);
	w->unmerged = db_checkpoint(w->db) != OK;       /* somebody reads what is in the log: later */
	end_if_lost(w);
	pthread_mutex_lock(&w->lock);
}

/* Waits until there is something; 0 when the writer ends and nothing is left. */
static size_t take(struct writer *w)
{
	size_t n = 0;
	pthread_mutex_lock(&w->lock);
	while (!w->waiting && !w->ending)
		wait_for_work(w);
	while (w->errands && n < ITEMS_MAX) {
		w->item[n++] = (struct item){ .errand = w->errands };
		w->errands = w->errands->next;
	}
	while (w->visits && n < ITEMS_MAX) {
		w->item[n++] = (struct item){ .visit = w->visits };
		w->visits = w->visits->next;
	}
	if (!w->errands)
		w->last_errand = &w->errands;
	if (!w->visits)
		w->last_visit = &w->visits;
	w->waiting -= n;
	pthread_mutex_unlock(&w->lock);
	return n;
}

static enum status run_errand(struct writer *w, struct errand *e)
{
	struct req *r = &w->own;
	jmp_buf way_out;
	req_end(r);
	r->id = "writer";
	r->now = time(NULL);
	r->db = w->db;
	r->house = &w->server->house;
	r->arena.way_out = r->kept.way_out = &way_out;
	enum status st = setjmp(way_out) ? BROKEN : e->run(r, e->context);
	r->arena.way_out = r->kept.way_out = NULL;
	return st;
}

static enum status run_item(struct writer *w, struct item *i)
{
	if (i->errand)
		return run_errand(w, i->errand);
	i->visit->r.db = w->db;
	return route_run(&i->visit->r, i->visit->r.route);
}

/* One item under its savepoint; what did not end OK leaves no trace.  False: the engine has given up the whole
 * transaction (disk full does that), and what went before must run again. */
static bool attempt(struct writer *w, struct item *i)
{
	for (int run = 0; run < RUNS_MAX; run++) {
		i->status = db_savepoint(w->db);
		if (i->status != OK)
			return false;
		i->status = run_item(w, i);
		if (i->status == OK)
			i->status = db_release(w->db);
		if (i->status == OK)
			return true;
		if (i->status == BROKEN || i->status == FULL)
			log_line("writer: %s", db_trouble(w->db));
		if (db_back_to_savepoint(w->db) != OK)
			return false;
		if (i->status != BUSY)
			break;
	}
	i->settled = true;
	return true;
}

static void settle_all(struct writer *w, size_t n, enum status st)
{
	for (size_t k = 0; k < n; k++)
		if (!w->item[k].settled) {
			w->item[k].status = st;
			w->item[k].settled = true;
		}
}

/* Another process may hold the lock for a moment (the command line): the engine waits, and so do we. */
static enum status begin(struct writer *w)
{
	enum status st = BUSY;
	for (int run = 0; run < RUNS_MAX && st == BUSY; run++)
		st = db_begin(w->db, true);
	return st;
}

/* Runs what is not settled and commits.  False: to be called again, with at least one item more settled. */
static bool transaction(struct writer *w, size_t n)
{
	enum status st = begin(w);
	for (size_t k = 0; k < n && st == OK; k++) {
		struct item *i = &w->item[k];
		if (i->settled || attempt(w, i))
			continue;
		log_line("writer: the transaction was given up: %s", db_trouble(w->db));
		if (i->status == OK)
			i->status = BROKEN;
		i->settled = true;
		db_rollback(w->db);
		return false;
	}
	if (st == OK)
		st = db_commit(w->db);
	if (st != OK) {
		log_line("writer: nothing of %zu was kept: %s", n, db_trouble(w->db));
		db_rollback(w->db);
	}
	w->unmerged = true;
	settle_all(w, n, st == BROKEN ? BUSY : st);
	return true;
}

static void release(struct writer *w, size_t n)
{
	for (size_t k = 0; k < n; k++) {
		struct item *i = &w->item[k];
		if (i->visit) {
			struct visit *v = i->visit;
			v->status = i->status;
			v->r.db = NULL;
			v->step = VISIT_DONE;
			http_resume(v);
		} else if (i->errand->done) {
			i->errand->done(i->errand, i->status);
		}
	}
}

/* On the list outside before anybody is told that they left. */
static void list_erased(struct writer *w)
{
	if (!db_erased(w->db))
		return;
	w->erase = true;
	ledger_follow(w->server->ledger, &w->server->house, w->db);
}

/* What somebody erased is promised to be gone from the disk: that does not wait for a quiet moment, only for those who
 * are reading just now.  Tried again after the next writing when they did not end in time. */
static void erase_now(struct writer *w)
{
	if (!w->erase)
		return;
	w->erase = w->unmerged = db_checkpoint(w->db) != OK;
	end_if_lost(w);
}

static void *write_all(void *context)
{
	struct writer *w = context;
	for (size_t n; (n = take(w)) > 0; ) {
		while (!transaction(w, n))
			continue;
		end_if_lost(w);
		list_erased(w);
		release(w, n);
		erase_now(w);
	}
	return NULL;
}

static void limit_size(struct db *db, int64_t pages)
{
	char pragma[64];
	const char *why = NULL;
	snprintf(pragma, sizeof pragma, "PRAGMA max_page_count = %lld", (long long)pages);
	if (db_script(db, pragma, &why) != OK)
		log_line("writer: the size could not be limited: %s", why ? why : "");
}

/* What was committed is told to whoever listens. */
static void on_told(void *context, const char *community)
{
	struct server *s = context;
	if (s->live)
		live_heard(s->live, community);
}

struct writer *writer_start(struct server *s, const char **ret_why)
{
	struct writer *w = calloc(1, sizeof *w);
	if (!w)
		abort();
	w->server = s;
	w->last_visit = &w->visits;
	w->last_errand = &w->errands;
	pthread_mutex_init(&w->lock, NULL);
	pthread_condattr_t monotonic;
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&w->come, &monotonic);
	pthread_condattr_destroy(&monotonic);
	w->db = db_open(&(struct db_open){ .where = s->config->database, .master = s->master }, ret_why);
	if (w->db)
		live_heard_by(w->db, on_told, s);
	if (w->db && s->config->database_pages_max)
		limit_size(w->db, s->config->database_pages_max);
	if (!w->db || pthread_create(&w->thread, NULL, write_all, w)) {
		if (w->db)
			db_close(w->db);
		free(w);
		return NULL;
	}
	return w;
}

void writer_end(struct writer *w)
{
	pthread_mutex_lock(&w->lock);
	w->ending = true;
	pthread_cond_signal(&w->come);
	pthread_mutex_unlock(&w->lock);
	pthread_join(w->thread, NULL);
	req_end(&w->own);
	out_end(&w->own.out);
	arena_end(&w->own.arena);
	arena_end(&w->own.kept);
	db_close(w->db);
	pthread_cond_destroy(&w->come);
	pthread_mutex_destroy(&w->lock);
	free(w);
}

/* Taking jobs that are due, doing them, trying again.
 * Leaves what a job does to features, and SMTP to mail.c. */
#include "worker.h"
#include "desk.h"
#include "ledger.h"
#include "mail.h"
#include "post.h"
#include "queries.h"
#include "writer.h"
#include <errno.h>
#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

enum { LOOK_SECONDS = 2, TEND_SECONDS = 1, NOT_URGENT = 10, AT_ONCE = 100, TRIES_MAX = 10, STALE_SECONDS = 600, FIRST_PAUSE = 60, LONGEST_PAUSE = 12 * 3600,
       NO_SERVER_PAUSE = 600 };

/* Three of them work: one tends what features hold in memory, one does what thinks long, one all else. */
enum task { WORKS, THINKS, TENDS };
struct hand {
	struct worker *worker;
	pthread_t thread;
	enum task task;
	bool looked;            /* after the first look, begun jobs may be somebody's */
	struct arena arena;     /* of one look */
};

struct worker {
	struct server *server;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool ending;
	size_t begun;           /* hands that have said how urgent they are */
	struct hand hand[3];
};

struct job {
	struct worker *worker;
	const char *id, *kind, *payload;
	int64_t tries, now, stale;
	const char *trouble, *about;
	bool begun;             /* by somebody who never ended it */
	int64_t not_before;
	void *slow;             /* what the slow step or thinking left for the work */
};

/* By the writer or, on PostgreSQL, here. */
static enum status write_now(struct worker *w, enum status (*run)(struct req *r, void *context), void *context)
{
	struct server *s = w->server;
	return s->writer ? writer_ask(s->writer, run, context) : desk_transaction(s, true, run, context);
}

static enum status claim(struct req *r, void *context)
{
	struct job *j = context;
	int64_t changed = 0;
	TRY(job_claim(r, j->id, j->now, j->stale, &changed));
	return changed == 1 ? OK : CONFLICT;
}

static enum status done(struct req *r, void *context)
{
	struct job *j = context;
	return job_done(r, j->id, NULL);
}

static enum status again(struct req *r, void *context)
{
	struct job *j = context;
	return job_again(r, j->id, j->not_before, j->trouble, NULL);
}

static enum status dead(struct req *r, void *context)
{
	struct job *j = context;
	if (j->about)
		TRY(tell(r, &mail_given_up, j->about));
	return job_dead(r, j->id, j->trouble, NULL);
}

static const struct job_kind *kind_find(const struct house *h, const char *name)
{
	for (size_t f = 0; f < h->n; f++)
		for (size_t k = 0; k < h->features[f]->n_jobs; k++)
			if (str_same(h->features[f]->jobs[k].name, name))
				return &h->features[f]->jobs[k];
	return NULL;
}

/* A feature's work and the end of the job are one transaction. */
static enum status work(struct req *r, void *context)
{
	struct job *j = context;
	const struct job_kind *kind = kind_find(r->house, j->kind);
	r->slow = j->slow;
	TRY(kind->work(r, j->payload));
	return job_done(r, j->id, NULL);
}

static void later(struct worker *w, struct job *j, bool never)
{
	int64_t pause = FIRST_PAUSE;
	for (int64_t k = 1; k < j->tries && pause < LONGEST_PAUSE; k++)
		pause *= 2;
	j->not_before = j->now + (pause < LONGEST_PAUSE ? pause : LONGEST_PAUSE);
	never = never || j->tries >= TRIES_MAX;
	log_line("job %s: %s%s", j->kind, j->trouble, never ? ", given up" : "");
	if (write_now(w, never ? dead : again, j) != OK)
		log_line("job %s: its outcome could not be written; it will be done again", j->kind);
}

/* ---- jobs that think ---- */

struct doors { struct job_doors doors; struct job *job; };

static enum status door_read(const struct job_doors *d, enum status (*run)(struct req *r, void *context), void *context)
{
	return desk_transaction(((const struct doors *)d)->job->worker->server, false, run, context);
}

/* Each also says that the job is still in somebody's hands. */
struct beat { struct job *job; enum status (*run)(struct req *r, void *context); void *context; };

static enum status beat(struct req *r, void *context)
{
	struct beat *b = context;
	TRY(job_beat(r, b->job->id, r->now, NULL));
	return b->run(r, b->context);
}

static enum status door_write(const struct job_doors *d, enum status (*run)(struct req *r, void *context), void *context)
{
	struct job *j = ((const struct doors *)d)->job;
	return write_now(j->worker, beat, &(struct beat){ j, run, context });
}

static bool ending(struct worker *w)
{
	pthread_mutex_lock(&w->lock);
	bool e = w->ending;
	pthread_mutex_unlock(&w->lock);
	return e;
}

static bool door_ending(const struct job_doors *d) { return ending(((const struct doors *)d)->job->worker); }

/* What it leaves lives in `kept` until the work is done. */
static enum status think(struct worker *w, struct job *j, const struct job_kind *kind, struct arena *kept)
{
	struct doors d = { { door_read, door_write, door_ending }, j };
	struct req r = { .id = "worker", .now = time(NULL), .house = &w->server->house, .kept = { .cap = SIZE_MAX / 2 } };
	jmp_buf way_out;
	r.arena.way_out = r.kept.way_out = &way_out;
	enum status st = setjmp(way_out) ? BROKEN : kind->think(&r, j->payload, &d.doors);
	out_end(&r.out);
	arena_end(&r.arena);
	*kept = r.kept;
	kept->way_out = NULL;
	j->slow = r.slow;
	return st;
}

/* A letter as it lies in the queue.  NULL where there is no such part. */
static const char *letter_part(struct arena *a, const struct params *p, const char *name)
{
	const struct param *x = param_find(p, name);
	return x ? arena_copy(a, x->value.at, x->value.n) : NULL;
}

static void send_mail(struct hand *h, struct job *j)
{
	struct worker *w = h->worker;
	struct arena *a = &h->arena;
	struct params p;
	struct slice payload = { j->payload, j->payload ? strlen(j->payload) : 0 };
	struct mail m = { .id = j->id, .at = j->now };
	bool twice = false;
	if (params_json(a, payload, &p)) {
		m.to = letter_part(a, &p, "to");
		m.subject = letter_part(a, &p, "subject");
		m.body = letter_part(a, &p, "body");
		m.stop = letter_part(a, &p, "stop");
		m.calendar = letter_part(a, &p, "calendar");
		m.method = letter_part(a, &p, "method");
		j->about = letter_part(a, &p, "about");
		twice = param_find(&p, "twice") != NULL;
	}
	if (j->begun && !twice) {
		log_line("job mail: the program ended while it was sent; it is not sent again");
		if (write_now(w, done, j) != OK)
			log_line("job mail: its end could not be written");
		return;
	}
	enum mail_outcome out = MAIL_NEVER;
	j->trouble = "unreadable";
	if (m.to && m.subject && m.body)
		out = post_send(w->server->post, a, &m, &j->trouble);
	if (out != MAIL_SENT)
		later(w, j, out == MAIL_NEVER);
	else if (write_now(w, done, j) != OK)
		log_line("job mail: sent, but that could not be written%s", twice ? "; it may be sent again" : "");
}

static void do_job(struct hand *h, struct job *j)
{
	struct worker *w = h->worker;
	bool mail = str_same(j->kind, "mail");
	if (mail && !w->server->post) {
		j->trouble = "no_mail_server";
		j->not_before = j->now + NO_SERVER_PAUSE;
		if (write_now(w, again, j) != OK)
			log_line("job mail: no mail server is set");
		return;
	}
	if (write_now(w, claim, j) != OK)
		return;
	j->tries++;
	if (mail) {
		send_mail(h, j);
		return;
	}
	j->trouble = "unknown_kind";
	const struct job_kind *kind = kind_find(&w->server->house, j->kind);
	struct arena kept = { 0 };
	if (kind && kind->slow)
		j->slow = kind->slow(&h->arena, j->payload);
	enum status st = !kind ? BROKEN : kind->think ? think(w, j, kind, &kept) : OK;
	if (st == OK)
		st = write_now(w, work, j);
	arena_end(&kept);
	if (st != OK && kind && kind->think && ending(w))
		return;         /* stays begun: taken up again after the next start */
	if (st != OK) {
		static const char *const troubles[] = { "ok", "invalid", "denied", "missing", "conflict", "busy", "broken", "full" };
		j->trouble = troubles[st];
		later(w, j, false);
	}
}

/* The jobs due now, with clear payloads, in h->arena. */
static enum status look(struct hand *h, int64_t now, int64_t stale, struct jobs_due_list *ret)
{
	struct server *s = h->worker->server;
	struct desk *desk = desk_take(s->desks);
	struct req r = { .id = "worker", .now = now, .db = desk->db, .house = &s->house, .arena = h->arena };
	jmp_buf way_out;
	r.arena.way_out = &way_out;
	enum status st = desk->db ? db_begin(desk->db, false) : BUSY;
	if (st == OK) {
		st = setjmp(way_out) ? BROKEN : jobs_due(&r, now, stale, AT_ONCE, ret);
		db_rollback(desk->db);
	}
	if (st != OK)
		desk_lost(s->desks, desk);
	desk_give(s->desks, desk);
	h->arena = r.arena;
	h->arena.way_out = NULL;
	return st;
}

static bool is_for(const struct hand *h, const char *kind)
{
	const struct job_kind *k = kind_find(&h->worker->server->house, kind);
	return (h->task == THINKS) == (k && k->think);
}

/* True: there may be more. */
static bool round_once(struct hand *h)
{
	struct worker *w = h->worker;
	size_t did = 0;
	int64_t now = time(NULL);
	/* what was begun before this one server of a SQLite database started is nobody's any more */
	int64_t stale = w->server->writer && !h->looked ? now + 1 : now - STALE_SECONDS;
	struct jobs_due_list due = { 0 };
	if (look(h, now, stale, &due) != OK)
		return false;
	h->looked = true;
	for (size_t k = 0; k < due.n && !ending(w); k++) {
		struct job j = { .worker = w, .id = due.at[k].id, .kind = due.at[k].kind, .payload = due.at[k].payload, .begun = due.at[k].begun,
				 .tries = due.at[k].tries, .now = now, .stale = stale };
		if (!is_for(h, j.kind))
			continue;
		did++;
		do_job(h, &j);
	}
	arena_clear(&h->arena);
	return did && due.n == AT_ONCE;
}

struct tending { const struct feature *feature; };

static enum status tend_one(struct req *r, void *context)
{
	const struct tending *t = context;
	return t->feature->tend(r);
}

static enum status hear(struct req *r, void *context)
{
	(void)context;
	return seal_hear(r);
}

/* Whoever was forgotten, by this process or by another one on the database, is not in the memory of a connection that nobody uses.  When the
 * database is away, at least of nobody whom this process forgot, and of others not for long. */
static void forget(struct server *s)
{
	enum status st = desk_transaction(s, false, hear, NULL);
	if (st != OK && st != BUSY)
		log_line("whom another process forgot could not be looked up; in a second again");
	desks_tend(s->desks, time(NULL));
	if (s->writer)
		writer_tend(s->writer, time(NULL));
}

/* What fails is tried again in a second, and keeps no other feature from its turn. */
static void tend(struct hand *h)
{
	struct server *s = h->worker->server;
	forget(s);
	for (size_t f = 0; f < s->house.n && !ending(h->worker); f++) {
		struct tending t = { s->house.features[f] };
		if (t.feature->tend && desk_transaction(s, false, tend_one, &t) != OK)
			continue;
	}
}

/* On Linux a thread has a niceness of its own: whoever thinks takes what pages leave over.  Before the sandbox, which does
 * not let anybody say so later. */
static void say_urgency(struct hand *h)
{
	struct worker *w = h->worker;
	if (h->task == THINKS && setpriority(PRIO_PROCESS, (id_t)gettid(), NOT_URGENT))
		log_line("what thinks long has no lower priority: %s", strerror(errno));
	pthread_mutex_lock(&w->lock);
	w->begun++;
	pthread_cond_broadcast(&w->wake);
	pthread_mutex_unlock(&w->lock);
}

static void *work_on(void *context)
{
	struct hand *h = context;
	struct worker *w = h->worker;
	say_urgency(h);
	while (!ending(w)) {
		if (h->task == TENDS)
			tend(h);
		else if (round_once(h))
			continue;
		struct timespec next;
		clock_gettime(CLOCK_MONOTONIC, &next);
		next.tv_sec += h->task == TENDS ? TEND_SECONDS : LOOK_SECONDS;
		pthread_mutex_lock(&w->lock);
		if (!w->ending)
			pthread_cond_timedwait(&w->wake, &w->lock, &next);
		pthread_mutex_unlock(&w->lock);
	}
	return NULL;
}

struct worker *worker_start(struct server *s)
{
	struct worker *w = calloc(1, sizeof *w);
	if (!w)
		abort();
	w->server = s;
	pthread_condattr_t monotonic;
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&w->wake, &monotonic);
	pthread_condattr_destroy(&monotonic);
	pthread_mutex_init(&w->lock, NULL);
	for (size_t k = 0; k < COUNT(w->hand); k++) {
		w->hand[k] = (struct hand){ .worker = w, .task = (enum task)k };
		if (pthread_create(&w->hand[k].thread, NULL, work_on, &w->hand[k]))
			abort();        /* only at the start */
	}
	pthread_mutex_lock(&w->lock);
	while (w->begun < COUNT(w->hand))
		pthread_cond_wait(&w->wake, &w->lock);
	pthread_mutex_unlock(&w->lock);
	return w;
}

void worker_end(struct worker *w)
{
	pthread_mutex_lock(&w->lock);
	w->ending = true;
	pthread_cond_broadcast(&w->wake);
	pthread_mutex_unlock(&w->lock);
	for (size_t k = 0; k < COUNT(w->hand); k++) {
		pthread_join(w->hand[k].thread, NULL);
		arena_end(&w->hand[k].arena);
	}
	pthread_cond_destroy(&w->wake);
	pthread_mutex_destroy(&w->lock);
	free(w);
}

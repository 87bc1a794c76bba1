/* Taking jobs that are due, doing them, trying again.
 * Leaves what a job does to features, and SMTP to mail.c. */
#include "worker.h"
#include "desk.h"
#include "mail.h"
#include "post.h"
#include "queries.h"
#include "writer.h"
#include <pthread.h>

enum { LOOK_SECONDS = 2, AT_ONCE = 20, TRIES_MAX = 10, STALE_SECONDS = 600, FIRST_PAUSE = 60, LONGEST_PAUSE = 12 * 3600,
       NO_SERVER_PAUSE = 600 };

struct worker {
	struct server *server;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool ending;
	bool looked;            /* after the first look, begun jobs may be somebody's */
	struct arena arena;     /* of one look */
};

struct job { struct worker *worker; const char *id, *kind, *payload; int64_t tries, now, stale; const char *trouble; int64_t not_before; void *slow; };

/* One write transaction, by the writer or, on PostgreSQL, here. */
static enum status write_now(struct worker *w, enum status (*run)(struct req *r, void *context), struct job *j)
{
	struct server *s = w->server;
	if (s->writer)
		return writer_ask(s->writer, run, j);
	struct desk *desk = desk_take(s->desks);
	enum status st = desk->db ? db_begin(desk->db, true) : BUSY;
	if (st == OK) {
		struct req r = { .id = "worker", .now = time(NULL), .db = desk->db, .house = &s->house };
		jmp_buf way_out;
		r.arena.way_out = r.kept.way_out = &way_out;
		st = setjmp(way_out) ? BROKEN : run(&r, j);
		if (st == OK)
			st = db_commit(desk->db);
		if (st != OK)
			db_rollback(desk->db);
		out_end(&r.out);
		arena_end(&r.arena);
		arena_end(&r.kept);
	}
	if (st == BROKEN || st == BUSY)
		desk_lost(s->desks, desk);
	desk_give(s->desks, desk);
	return st;
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

static void send_mail(struct worker *w, struct job *j)
{
	struct params p;
	struct slice payload = { j->payload, j->payload ? strlen(j->payload) : 0 };
	struct mail m = { .id = j->id, .at = j->now };
	if (params_json(&w->arena, payload, &p)) {
		const struct param *to = param_find(&p, "to"), *subject = param_find(&p, "subject"), *body = param_find(&p, "body");
		m.to = to ? arena_copy(&w->arena, to->value.at, to->value.n) : NULL;
		m.subject = subject ? arena_copy(&w->arena, subject->value.at, subject->value.n) : NULL;
		m.body = body ? arena_copy(&w->arena, body->value.at, body->value.n) : NULL;
	}
	enum mail_outcome out = MAIL_NEVER;
	j->trouble = "unreadable";
	if (m.to && m.subject && m.body)
		out = post_send(w->server->post, &w->arena, &m, &j->trouble);
	if (out != MAIL_SENT)
		later(w, j, out == MAIL_NEVER);
	else if (write_now(w, done, j) != OK)
		log_line("job mail: sent, but that could not be written; it may be sent again");
}

static void do_job(struct worker *w, struct job *j)
{
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
		send_mail(w, j);
		return;
	}
	j->trouble = "unknown_kind";
	const struct job_kind *kind = kind_find(&w->server->house, j->kind);
	if (kind && kind->slow)
		j->slow = kind->slow(&w->arena, j->payload);
	enum status st = kind ? write_now(w, work, j) : BROKEN;
	if (st != OK) {
		static const char *const troubles[] = { "ok", "invalid", "denied", "missing", "conflict", "busy", "broken", "full" };
		j->trouble = troubles[st];
		later(w, j, false);
	}
}

/* The jobs due now, with clear payloads, in w->arena. */
static enum status look(struct worker *w, int64_t now, int64_t stale, struct jobs_due_list *ret)
{
	struct server *s = w->server;
	struct desk *desk = desk_take(s->desks);
	struct req r = { .id = "worker", .now = now, .db = desk->db, .house = &s->house, .arena = w->arena };
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
	w->arena = r.arena;
	w->arena.way_out = NULL;
	return st;
}

static bool ending(struct worker *w)
{
	pthread_mutex_lock(&w->lock);
	bool e = w->ending;
	pthread_mutex_unlock(&w->lock);
	return e;
}

/* True: there may be more. */
static bool round_once(struct worker *w)
{
	int64_t now = time(NULL);
	/* what was begun before this one server of a SQLite database started is nobody's any more */
	int64_t stale = w->server->writer && !w->looked ? now + 1 : now - STALE_SECONDS;
	struct jobs_due_list due = { 0 };
	if (look(w, now, stale, &due) != OK)
		return false;
	w->looked = true;
	for (size_t k = 0; k < due.n && !ending(w); k++) {
		struct job j = { .worker = w, .id = due.at[k].id, .kind = due.at[k].kind, .payload = due.at[k].payload,
				 .tries = due.at[k].tries, .now = now, .stale = stale };
		do_job(w, &j);
	}
	arena_clear(&w->arena);
	return due.n == AT_ONCE;
}

static void *work_on(void *context)
{
	struct worker *w = context;
	while (!ending(w)) {
		if (round_once(w))
			continue;
		struct timespec next;
		clock_gettime(CLOCK_MONOTONIC, &next);
		next.tv_sec += LOOK_SECONDS;
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
	if (pthread_create(&w->thread, NULL, work_on, w))
		abort();        /* only at the start */
	return w;
}

void worker_end(struct worker *w)
{
	pthread_mutex_lock(&w->lock);
	w->ending = true;
	pthread_cond_signal(&w->wake);
	pthread_mutex_unlock(&w->lock);
	pthread_join(w->thread, NULL);
	arena_end(&w->arena);
	pthread_cond_destroy(&w->wake);
	pthread_mutex_destroy(&w->lock);
	free(w);
}

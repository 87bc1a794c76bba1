/* One thread that tells all open streams what is new: woken by commits, it looks up what changed and who may hear of it at that
 * moment, and once a second who may still listen at all.  Leaves sockets to http.c, and the judging to features. */
#include "live_inside.h"
#include "tidings.h"
#include "desk.h"
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

static void take_out(struct listener **list, struct listener *x, bool same)
{
	while (*list != x)
		list = same ? &(*list)->next_same : &(*list)->next;
	*list = same ? x->next_same : x->next;
}

static void reap(struct live *l)
{
	pthread_mutex_lock(&l->lock);
	for (struct listener **at = &l->all, *x; (x = *at); ) {
		if (!x->closed) {
			at = &x->next;
			continue;
		}
		*at = x->next;
		take_out(&l->bucket[live_bucket_of(x->person)], x, true);
		free(x);
	}
	pthread_mutex_unlock(&l->lock);
}

/* With the lock held.  What does not fit is left in the database: sent says from where. */
static void put(struct listener *x, const struct live_change *c)
{
	if (x->n == WAITING) {
		x->behind = true;
		return;
	}
	struct word_of *e = &x->waiting[(x->first + x->n++) % WAITING];
	e->n = x->at = c->n;
	e->kind = c->kind;
	e->today = c->today;
	snprintf(e->about, sizeof e->about, "%s", c->about);
	if (x->due)
		return;
	x->due = true;
	x->next_due = x->live->due;
	x->live->due = x;
}

/* All at once: each waking has the library look through every stream that sleeps beside it. */
static void rouse_due(struct live *l)
{
	pthread_mutex_lock(&l->lock);
	for (struct listener *x; (x = l->due); ) {
		l->due = x->next_due;
		x->due = false;
		if (!x->closed)
			live_rouse(x);
	}
	pthread_mutex_unlock(&l->lock);
}

struct telling { struct live *live; struct hall *hall; const struct live_change *change; };

static bool listens(void *context, const char *person)
{
	const struct telling *t = context;
	struct live *l = t->live;
	bool found = false;
	pthread_mutex_lock(&l->lock);
	for (struct listener *x = l->bucket[live_bucket_of(person)]; x && !found; x = x->next_same)
		found = x->hall == t->hall && !x->ended && !x->closed && str_same(x->person, person);
	pthread_mutex_unlock(&l->lock);
	return found;
}

static void tell_session(void *context, const char *session, const char *person)
{
	const struct telling *t = context;
	struct live *l = t->live;
	pthread_mutex_lock(&l->lock);
	for (struct listener *x = l->bucket[live_bucket_of(person)]; x; x = x->next_same)
		if (x->hall == t->hall && !x->behind && !x->ended && !x->closed && x->at < t->change->n && str_same(x->session, session))
			put(x, t->change);
	pthread_mutex_unlock(&l->lock);
}

/* What is new in one community, to all who are not behind. */
static enum status look_at_hall(struct req *r, void *context)
{
	struct telling *t = context;
	struct live_change_list changes = { .n = AT_ONCE };
	int64_t now;
	TRY(live_number_now(r, t->hall->community, &now));
	if (t->hall->n < 0)
		t->hall->n = now;
	while (changes.n == AT_ONCE && t->hall->n < now) {
		TRY(live_changed(r, t->hall->community, NULL, t->hall->n, AT_ONCE, &changes));
		for (size_t k = 0; k < changes.n; k++) {
			const struct live_change *c = t->change = &changes.at[k];
			TRY(c->of->hearers(r, t->hall->community, c, &(struct live_hearing){ listens, tell_session, t }));
			rouse_due(t->live);
			t->hall->n = c->n;
		}
	}
	t->hall->n = now;
	return OK;
}

struct catching { struct listener *x; int64_t after; };

/* What one listener has missed, as much as fits; then a word that it is all. */
static enum status catch_up(struct req *r, void *context)
{
	struct catching *c = context;
	struct listener *x = c->x;
	struct live_change_list changes = { 0 };
	int64_t now;
	TRY(live_number_now(r, x->hall->community, &now));
	if (c->after >= 0 && c->after < now)
		TRY(live_changed(r, x->hall->community, x->person, c->after, WAITING - 1, &changes));
	pthread_mutex_lock(&x->live->lock);
	for (size_t k = 0; k < changes.n; k++)
		put(x, &changes.at[k]);
	if (changes.n < WAITING - 1) {
		x->behind = false;
		put(x, &(struct live_change){ .n = now, .about = "" });
	}
	pthread_mutex_unlock(&x->live->lock);
	return OK;
}

/* New ones come in at the front of both lists, from other threads; only this thread takes any out. */
static struct hall *first_hall(struct live *l)
{
	pthread_mutex_lock(&l->lock);
	struct hall *first = l->halls;
	for (struct hall *h = first; h && l->all_told; h = h->next)
		h->told = true;
	l->all_told = false;
	pthread_mutex_unlock(&l->lock);
	return first;
}

static struct listener *first_listener(struct live *l)
{
	pthread_mutex_lock(&l->lock);
	struct listener *first = l->all;
	pthread_mutex_unlock(&l->lock);
	return first;
}

static void told(struct live *l)
{
	for (struct hall *h = first_hall(l); h; h = h->next) {
		pthread_mutex_lock(&l->lock);
		bool look = h->told || h->n < 0;
		h->told = false;
		pthread_mutex_unlock(&l->lock);
		struct telling t = { l, h, NULL };
		if (look && desk_transaction(l->server, false, look_at_hall, &t) != OK)
			log_line("live: what is new could not be read; the next second tries again");
	}
}

static void catch_all_up(struct live *l)
{
	for (struct listener *x = first_listener(l); x; x = x->next) {
		pthread_mutex_lock(&l->lock);
		bool wants = x->behind && !x->n && !x->ended && !x->closed;
		struct catching c = { x, x->at = x->sent };
		pthread_mutex_unlock(&l->lock);
		if (wants && desk_transaction(l->server, false, catch_up, &c) != OK)
			return;                 /* the next tick tries again */
	}
}

/* ---- once a second ---- */

static void still_may(void *context, const char *session, const char *person, const char *community)
{
	struct live *l = context;
	pthread_mutex_lock(&l->lock);
	for (struct listener *x = l->bucket[live_bucket_of(person)]; x; x = x->next_same)
		if (str_same(x->session, session) && str_same(x->hall->community, community))
			x->may = true;
	pthread_mutex_unlock(&l->lock);
}

static enum status ask_who_may(struct req *r, void *context)
{
	return tidings_who_may(r, still_may, context);
}

/* Signed out, too long idle, no longer a member: their streams end.  When it cannot be found out, all end: a stream that nobody
 * watches over would go on. */
static void judge(struct live *l)
{
	pthread_mutex_lock(&l->lock);
	for (struct listener *x = l->all; x; x = x->next) {
		x->judged = true;
		x->may = false;
	}
	pthread_mutex_unlock(&l->lock);
	if (desk_transaction(l->server, false, ask_who_may, l) != OK)
		log_line("live: who may listen could not be found out; streams end");
	int64_t now = live_seconds();
	pthread_mutex_lock(&l->lock);
	for (struct listener *x = l->all; x; x = x->next) {
		if (x->closed || !x->judged)
			continue;
		if (!x->may)
			live_end_one(x);
		else if (x->asleep && now - x->written >= LIVE_BEAT) {
			x->beat = true;
			live_rouse(x);
		}
	}
	for (struct hall *h = l->halls; h; h = h->next)
		h->told = true;             /* a command, or another Kith whose word was lost, may have written */
	pthread_mutex_unlock(&l->lock);
}

/* ---- waiting ---- */

static void wait_here(struct live *l, int ms)
{
	struct pollfd on = { .fd = l->wake, .events = POLLIN };
	(void)!poll(&on, 1, ms);
}

/* On PostgreSQL also for what other Kiths commit. */
static void wait_for_more(struct live *l, struct live_ear **ear, int ms)
{
	const char *why;
	if (l->server->writer) {
		wait_here(l, ms);
	} else {
		if (!*ear)
			*ear = live_ear_open(l->server->config->database, &why);
		if (!*ear)
			wait_here(l, ms);
		else if (!live_ear_wait(*ear, l->wake, ms, live_heard, l)) {
			live_ear_close(*ear);
			*ear = NULL;
		}
	}
	uint64_t count;
	if (read(l->wake, &count, sizeof count) < 0)
		return;                     /* nobody woke it */
}

static void *run(void *context)
{
	struct live *l = context;
	struct live_ear *ear = NULL;
	int64_t next = clock_us();
	for (bool ending = false; !ending; ) {
		int64_t left = (next - clock_us()) / 1000;
		wait_for_more(l, &ear, left > 0 ? (int)left : 0);
		reap(l);
		if (clock_us() >= next) {
			next = clock_us() + TICK_MS * 1000;
			if (first_listener(l))
				judge(l);
		}
		told(l);
		catch_all_up(l);
		rouse_due(l);
		pthread_mutex_lock(&l->lock);
		ending = l->ending && !l->n;
		pthread_mutex_unlock(&l->lock);
	}
	live_ear_close(ear);
	reap(l);
	return NULL;
}

void live_heard(void *context, const char *community)
{
	struct live *l = context;
	pthread_mutex_lock(&l->lock);
	struct hall *h = community ? live_hall_of(l, community) : NULL;
	if (h)
		h->told = true;
	l->all_told |= !community;
	pthread_mutex_unlock(&l->lock);
	if (h || !community)
		live_wake(l);
}

struct live *live_start(struct server *s)
{
	struct live *l = calloc(1, sizeof *l);
	if (!l)
		return NULL;
	l->server = s;
	l->room = (size_t)s->config->connections_max * 3 / 4;
	l->wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	pthread_mutex_init(&l->lock, NULL);
	if (l->wake >= 0 && !pthread_create(&l->thread, NULL, run, l))
		return l;
	if (l->wake >= 0)
		close(l->wake);
	free(l);
	return NULL;
}

void live_stop(struct live *l)
{
	pthread_mutex_lock(&l->lock);
	l->ending = true;
	for (struct listener *x = l->all; x; x = x->next)
		if (!x->closed)
			live_end_one(x);
	pthread_mutex_unlock(&l->lock);
	live_wake(l);
}

void live_end(struct live *l)
{
	pthread_join(l->thread, NULL);
	for (struct hall *h = l->halls; h; ) {
		struct hall *next = h->next;
		free(h);
		h = next;
	}
	close(l->wake);
	pthread_mutex_destroy(&l->lock);
	free(l);
}

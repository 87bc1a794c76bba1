/* One thread that tells all open streams what is new: woken by commits, it looks up what changed and who may hear of it at that
 * moment, and once a second who may still listen at all.  Leaves sockets to http.c, and the judging to features. */
#include "live.h"
#include "conversations_live.h"
#include "tell.h"
#include "desk.h"
#include "http.h"
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum {
	BUCKETS = 4096,
	WAITING = 8,                /* events that wait with one listener; who is behind further catches up from the database */
	AT_ONCE = 50,
	ID_ROOM = 40,
	TICK_MS = 1000,
};

struct word_of { int64_t n; char conversation[ID_ROOM]; };    /* conversation empty: "you have heard all there is" */

struct hall {                   /* a community with listeners; stays */
	struct hall *next;
	char community[ID_ROOM];
	int64_t n;                  /* the last number looked at; -1: none yet */
	bool told;
};

struct listener {
	struct live *live;
	struct listener *next, *next_same, *next_due;   /* of all; of the same bucket; of those to be woken */
	struct hall *hall;
	char person[ID_ROOM], session[ID_ROOM];
	void *connection;
	int64_t at;                 /* what came until this number is told or was not for them; -1: from now on */
	int64_t sent;               /* the last number that went out */
	int64_t written;            /* monotonic second of the last frame */
	struct word_of waiting[WAITING];
	unsigned first, n;
	bool asleep, behind, beat, ended, closed, due;
	bool judged, may;           /* was there when the last look began; and may still listen */
};

struct live {
	struct server *server;
	pthread_t thread;
	pthread_mutex_t lock;       /* of everything below; never held while the database is asked */
	int wake;                   /* eventfd */
	bool ending, all_told;
	struct hall *halls;
	struct listener *all;
	struct listener *bucket[BUCKETS];       /* by person */
	struct listener *due;                   /* have something to read: woken together */
	size_t n, room;
};

static void wake_up(struct live *l)
{
	uint64_t one = 1;
	if (write(l->wake, &one, sizeof one) < 0)
		return;                 /* it is awake already */
}

static size_t bucket_of(const char *person) { return words_hash(person) % BUCKETS; }

static int64_t seconds(void) { return clock_us() / 1000000; }

/* With the lock held. */
static void rouse(struct listener *x)
{
	if (!x->asleep)
		return;
	x->asleep = false;
	http_stream_wake(x->live->server->http, x->connection);
}

static void end_one(struct listener *x)
{
	x->ended = true;
	rouse(x);
}

/* ---- opening, reading, closing: on the connections' threads ---- */

static struct hall *hall_of(struct live *l, const char *community)
{
	for (struct hall *h = l->halls; h; h = h->next)
		if (str_same(h->community, community))
			return h;
	return NULL;
}

static struct hall *hall_make(struct live *l, const char *community)
{
	struct hall *h = hall_of(l, community);
	if (h || !(h = calloc(1, sizeof *h)))
		return h;
	snprintf(h->community, sizeof h->community, "%s", community);
	h->n = -1;
	h->next = l->halls;
	l->halls = h;
	return h;
}

/* The newest stand first in their bucket. */
static void end_oldest(struct live *l, const char *person)
{
	struct listener *oldest = NULL;
	int n = 0;
	for (struct listener *x = l->bucket[bucket_of(person)]; x; x = x->next_same)
		if (!x->ended && !x->closed && str_same(x->person, person)) {
			oldest = x;
			n++;
		}
	if (n > LIVE_EACH)
		end_one(oldest);
}

struct listener *live_open(struct live *l, const struct live_new *n)
{
	struct listener *x = calloc(1, sizeof *x);
	if (!x)
		return NULL;
	pthread_mutex_lock(&l->lock);
	x->hall = l->ending || l->n >= l->room ? NULL : hall_make(l, n->community);
	if (x->hall) {
		struct listener **bucket = &l->bucket[bucket_of(n->person)];
		x->live = l;
		x->connection = n->connection;
		x->at = x->sent = n->after == NO_INT ? -1 : n->after;
		x->behind = true;
		x->written = seconds();
		snprintf(x->person, sizeof x->person, "%s", n->person);
		snprintf(x->session, sizeof x->session, "%s", n->session ? n->session : "");
		x->next = l->all;
		l->all = x;
		x->next_same = *bucket;
		*bucket = x;
		l->n++;
		end_oldest(l, x->person);
	}
	pthread_mutex_unlock(&l->lock);
	if (x->hall) {
		wake_up(l);
		return x;
	}
	free(x);
	return NULL;
}

/* One event, made up to LIVE_FRAME bytes by a comment that readers of the stream skip. */
static void frame(char *to, const struct word_of *e, bool beat)
{
	int n = beat ? 0 : *e->conversation ?
		snprintf(to, LIVE_FRAME, "id: %lld\nevent: talk\ndata: {\"conversation\":\"%s\",\"n\":%lld}\n", (long long)e->n, e->conversation, (long long)e->n) :
		snprintf(to, LIVE_FRAME, "retry: 3000\nid: %lld\nevent: ready\ndata: {\"n\":%lld}\n", (long long)e->n, (long long)e->n);
	to[n] = ':';
	memset(to + n + 1, '.', (size_t)(LIVE_FRAME - n - 3));
	memcpy(to + LIVE_FRAME - 2, "\n\n", 2);
}

int live_read(struct listener *x, char *to, size_t room)
{
	struct live *l = x->live;
	size_t n = 0;
	pthread_mutex_lock(&l->lock);
	bool over = x->ended || l->ending;
	for (; !over && x->n && room - n >= LIVE_FRAME; n += LIVE_FRAME) {
		const struct word_of *e = &x->waiting[x->first];
		frame(to + n, e, false);
		x->sent = e->n;
		x->first = (x->first + 1) % WAITING;
		x->n--;
	}
	if (!over && !n && x->beat && room >= LIVE_FRAME) {
		frame(to, NULL, true);
		n = LIVE_FRAME;
	}
	x->beat = false;
	if (n)
		x->written = seconds();
	else if (!over) {
		x->asleep = true;       /* before the lock is let go: whoever wakes it finds it asleep */
		http_stream_sleep(x->connection);
	}
	bool more = x->behind && !x->n;
	pthread_mutex_unlock(&l->lock);
	if (more && !over)
		wake_up(l);
	return over ? LIVE_OVER : (int)n;
}

/* Taken out and freed by the live thread, which may be looking at it. */
void live_close(struct listener *x)
{
	struct live *l = x->live;
	pthread_mutex_lock(&l->lock);
	x->closed = true;
	x->asleep = false;
	l->n--;
	pthread_mutex_unlock(&l->lock);
	wake_up(l);
}

/* ---- the live thread ---- */

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
		take_out(&l->bucket[bucket_of(x->person)], x, true);
		free(x);
	}
	pthread_mutex_unlock(&l->lock);
}

/* With the lock held.  What does not fit is left in the database: sent says from where. */
static void put(struct listener *x, int64_t n, const char *conversation)
{
	if (x->n == WAITING) {
		x->behind = true;
		return;
	}
	struct word_of *e = &x->waiting[(x->first + x->n++) % WAITING];
	e->n = n;
	snprintf(e->conversation, sizeof e->conversation, "%s", conversation);
	x->at = n;
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
			rouse(x);
	}
	pthread_mutex_unlock(&l->lock);
}

struct telling { struct live *live; struct hall *hall; const struct conversations_change *change; };

static void tell_session(void *context, const char *session, const char *person, const char *community)
{
	const struct telling *t = context;
	struct live *l = t->live;
	(void)community;
	pthread_mutex_lock(&l->lock);
	for (struct listener *x = l->bucket[bucket_of(person)]; x; x = x->next_same)
		if (x->hall == t->hall && !x->behind && !x->ended && !x->closed && x->at < t->change->n && str_same(x->session, session))
			put(x, t->change->n, t->change->conversation);
	pthread_mutex_unlock(&l->lock);
}

/* What is new in one community, to all who are not behind. */
static enum status look_at_hall(struct req *r, void *context)
{
	struct telling *t = context;
	struct conversations_change_list changes = { .n = AT_ONCE };
	int64_t now;
	TRY(conversations_number(r, t->hall->community, &now));
	if (t->hall->n < 0)
		t->hall->n = now;
	while (changes.n == AT_ONCE && t->hall->n < now) {
		TRY(conversations_changed(r, t->hall->community, NULL, t->hall->n, AT_ONCE, &changes));
		for (size_t k = 0; k < changes.n; k++) {
			t->change = &changes.at[k];
			TRY(conversations_hearers(r, t->hall->community, t->change, tell_session, t));
			rouse_due(t->live);
			t->hall->n = t->change->n;
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
	struct conversations_change_list changes = { 0 };
	int64_t now;
	TRY(conversations_number(r, x->hall->community, &now));
	if (c->after >= 0 && c->after < now)
		TRY(conversations_changed(r, x->hall->community, x->person, c->after, WAITING - 1, &changes));
	pthread_mutex_lock(&x->live->lock);
	for (size_t k = 0; k < changes.n; k++)
		put(x, changes.at[k].n, changes.at[k].conversation);
	if (changes.n < WAITING - 1) {
		x->behind = false;
		put(x, now, "");
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
	for (struct listener *x = l->bucket[bucket_of(person)]; x; x = x->next_same)
		if (str_same(x->session, session) && str_same(x->hall->community, community))
			x->may = true;
	pthread_mutex_unlock(&l->lock);
}

static enum status ask_who_may(struct req *r, void *context)
{
	return conversations_listeners(r, still_may, context);
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
	int64_t now = seconds();
	pthread_mutex_lock(&l->lock);
	for (struct listener *x = l->all; x; x = x->next) {
		if (x->closed || !x->judged)
			continue;
		if (!x->may)
			end_one(x);
		else if (x->asleep && now - x->written >= LIVE_BEAT) {
			x->beat = true;
			rouse(x);
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
	struct hall *h = community ? hall_of(l, community) : NULL;
	if (h)
		h->told = true;
	l->all_told |= !community;
	pthread_mutex_unlock(&l->lock);
	if (h || !community)
		wake_up(l);
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
			end_one(x);
	pthread_mutex_unlock(&l->lock);
	wake_up(l);
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

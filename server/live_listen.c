/* Opening, reading and closing a stream, on the connections' own threads: what waits becomes frames that are all of one length.
 * Leaves what is told, and to whom, to live.c. */
#include "live_inside.h"
#include "http.h"
#include <unistd.h>

void live_wake(struct live *l)
{
	uint64_t one = 1;
	if (write(l->wake, &one, sizeof one) < 0)
		return;                 /* it is awake already */
}

size_t live_bucket_of(const char *person) { return words_hash(person) % BUCKETS; }

int64_t live_seconds(void) { return clock_us() / 1000000; }

/* With the lock held. */
void live_rouse(struct listener *x)
{
	if (!x->asleep)
		return;
	x->asleep = false;
	http_stream_wake(x->live->server->http, x->connection);
}

void live_end_one(struct listener *x)
{
	x->ended = true;
	live_rouse(x);
}

struct hall *live_hall_of(struct live *l, const char *community)
{
	for (struct hall *h = l->halls; h; h = h->next)
		if (str_same(h->community, community))
			return h;
	return NULL;
}

static struct hall *hall_make(struct live *l, const char *community)
{
	struct hall *h = live_hall_of(l, community);
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
	for (struct listener *x = l->bucket[live_bucket_of(person)]; x; x = x->next_same)
		if (!x->ended && !x->closed && str_same(x->person, person)) {
			oldest = x;
			n++;
		}
	if (n > LIVE_EACH)
		live_end_one(oldest);
}

struct listener *live_open(struct live *l, const struct live_new *n)
{
	struct listener *x = calloc(1, sizeof *x);
	if (!x)
		return NULL;
	pthread_mutex_lock(&l->lock);
	x->hall = l->ending || l->n >= l->room ? NULL : hall_make(l, n->community);
	if (x->hall) {
		struct listener **bucket = &l->bucket[live_bucket_of(n->person)];
		x->live = l;
		x->connection = n->connection;
		x->at = x->sent = n->after == NO_INT ? -1 : n->after;
		x->behind = true;
		x->written = live_seconds();
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
		live_wake(l);
		return x;
	}
	free(x);
	return NULL;
}

/* One event, made up to LIVE_FRAME bytes by a comment that readers of the stream skip. */
static void frame(char *to, const struct word_of *e, bool beat)
{
	int n = beat ? 0 : e->kind ?
		snprintf(to, LIVE_FRAME, "id: %lld\nevent: new\ndata: {\"kind\":\"%s\",\"about\":\"%s\",\"n\":%lld,\"today\":%s}\n", (long long)e->n, e->kind, e->about,
			(long long)e->n, e->today ? "true" : "false") :
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
		x->written = live_seconds();
	else if (!over) {
		x->asleep = true;       /* before the lock is let go: whoever wakes it finds it asleep */
		http_stream_sleep(x->connection);
	}
	bool more = x->behind && !x->n;
	pthread_mutex_unlock(&l->lock);
	if (more && !over)
		live_wake(l);
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
	live_wake(l);
}

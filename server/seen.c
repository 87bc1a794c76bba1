/* Keeping readings until they are written, and writing them.
 * Leaves what an entry is to whoever hears records_read. */
#include "seen.h"
#include "desk.h"
#include "writer.h"
#include <pthread.h>
#include <unistd.h>

enum { AT_ONCE = 1024, WAIT_SECONDS = 5, GATHER_US = 100 * 1000, AGAIN_SECONDS = 1, ID_ROOM = 64 };

/* A reading that outlives its request: everything it points to is in it. */
struct waiting {
	struct waiting *next;
	struct record_read read;
	char who[ID_ROOM], community[ID_ROOM], id[ID_ROOM];
	struct opened of[];     /* then the owners' ids, ID_ROOM each */
};

struct seen {
	struct server *server;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t come, room;
	struct waiting *first, **last;
	size_t n;
	bool ending;
};

static const char *put(char *to, const char *id)
{
	if (!id)
		return NULL;
	snprintf(to, ID_ROOM, "%s", id);
	return to;
}

static struct waiting *copy(const struct record_read *x)
{
	struct waiting *w = calloc(1, sizeof *w + x->n * (sizeof *w->of + ID_ROOM));
	if (!w)
		return NULL;
	char *ids = (char *)&w->of[x->n];
	w->read = *x;
	w->read.who = put(w->who, x->who);
	w->read.community = put(w->community, x->community);
	w->read.id = put(w->id, x->id);
	w->read.of = w->of;
	for (size_t k = 0; k < x->n; k++)
		w->of[k] = (struct opened){ put(ids + k * ID_ROOM, x->of[k].owner), x->of[k].as };
	return w;
}

/* ---- writing ---- */

/* Of a list that begins here, at most AT_ONCE. */
static enum status tell_some(struct req *r, void *context)
{
	size_t n = 0;
	for (const struct waiting *w = context; w && n < AT_ONCE; w = w->next, n++)
		TRY(tell(r, &records_read, &w->read));
	return OK;
}

/* PostgreSQL: in a transaction of the caller's own connection. */
static enum status write_now(struct server *s, struct desk *desk, void *context)
{
	if (s->writer)
		return writer_ask(s->writer, tell_some, context);
	return desk->db ? desk_run(s, desk->db, true, tell_some, context) : BUSY;
}

/* ---- waiting ---- */

static bool take_in(struct seen *n, struct waiting *w)
{
	struct timespec until;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += WAIT_SECONDS;
	pthread_mutex_lock(&n->lock);
	/* more is read than written for a moment: whoever reads waits a little, before they are refused */
	while (n->n >= SEEN_MAX && !n->ending && pthread_cond_timedwait(&n->room, &n->lock, &until) == 0)
		;
	bool room = n->n < SEEN_MAX && !n->ending;
	if (room) {
		*n->last = w;
		n->last = &w->next;
		n->n++;
		pthread_cond_signal(&n->come);
	}
	pthread_mutex_unlock(&n->lock);
	return room;
}

/* The first of those that wait, cut off from the others; they count until they are written.  NULL: it ends, and none is
 * left. */
static struct waiting *take_some(struct seen *n)
{
	pthread_mutex_lock(&n->lock);
	while (!n->first && !n->ending)
		pthread_cond_wait(&n->come, &n->lock);
	bool gather = n->first && !n->ending && n->n < AT_ONCE;
	pthread_mutex_unlock(&n->lock);
	if (gather)
		usleep(GATHER_US);
	pthread_mutex_lock(&n->lock);
	struct waiting *some = n->first, *w = some;
	for (size_t k = 1; w && w->next && k < AT_ONCE; k++)
		w = w->next;
	n->first = w ? w->next : NULL;
	if (!n->first)
		n->last = &n->first;
	if (w)
		w->next = NULL;
	pthread_mutex_unlock(&n->lock);
	return some;
}

static void give_back(struct seen *n, struct waiting *some)
{
	size_t k = 0;
	for (struct waiting *next; some; some = next, k++) {
		next = some->next;
		free(some);
	}
	pthread_mutex_lock(&n->lock);
	n->n -= k;
	pthread_cond_broadcast(&n->room);
	pthread_mutex_unlock(&n->lock);
}

static bool ending(struct seen *n)
{
	pthread_mutex_lock(&n->lock);
	bool e = n->ending;
	pthread_mutex_unlock(&n->lock);
	return e;
}

static enum status write_some(struct seen *n, struct waiting *some)
{
	struct server *s = n->server;
	if (s->writer)
		return write_now(s, NULL, some);
	struct desk *desk = desk_take(s->desks);
	enum status st = write_now(s, desk, some);
	if (st == BROKEN || st == BUSY)
		desk_lost(s->desks, desk);
	desk_give(s->desks, desk);
	return st;
}

/* What does not go is tried again until it goes; meanwhile others wait behind it, until there is no room. */
static void *write_all(void *context)
{
	struct seen *n = context;
	for (struct waiting *some; (some = take_some(n)); give_back(n, some)) {
		enum status st = write_some(n, some);
		for (int last = 3; st != OK && last; last -= ending(n)) {
			log_line("the log of who has seen what could not be written; it is tried again");
			sleep(AGAIN_SECONDS);
			st = write_some(n, some);
		}
		if (st != OK)
			log_line("some of the log of who has seen what is lost");
	}
	return NULL;
}

/* ---- its life ---- */

struct seen *seen_start(struct server *s)
{
	struct seen *n = calloc(1, sizeof *n);
	if (!n)
		abort();
	n->server = s;
	n->last = &n->first;
	pthread_mutex_init(&n->lock, NULL);
	pthread_cond_init(&n->come, NULL);
	pthread_cond_init(&n->room, NULL);
	if (pthread_create(&n->thread, NULL, write_all, n))
		abort();        /* only at the start */
	return n;
}

void seen_end(struct seen *n)
{
	pthread_mutex_lock(&n->lock);
	n->ending = true;
	pthread_cond_signal(&n->come);
	pthread_cond_broadcast(&n->room);
	pthread_mutex_unlock(&n->lock);
	pthread_join(n->thread, NULL);
	pthread_cond_destroy(&n->come);
	pthread_cond_destroy(&n->room);
	pthread_mutex_destroy(&n->lock);
	free(n);
}

bool seen_note(struct visit *v, struct desk *desk)
{
	struct server *s = v->server;
	struct record_read x;
	if (!s->seen || !record_read_of(&v->r, &x))
		return true;
	struct waiting *w = copy(&x);
	if (!w)
		return false;
	if (!record_read_special(&x)) {
		if (take_in(s->seen, w))
			return true;
		free(w);
		return false;
	}
	bool written = write_now(s, desk, w) == OK;
	free(w);
	return written;
}

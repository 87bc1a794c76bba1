/* What live.c (the thread that tells) and live_listen.c (the connections that are told) share.  Nothing else includes it. */
#pragma once
#include "live.h"
#include "tell.h"
#include <pthread.h>

enum {
	BUCKETS = 4096,
	WAITING = 8,                /* events that wait with one listener; who is behind further catches up from the database */
	AT_ONCE = 50,
	ID_ROOM = 40,
	ABOUT_ROOM = 31,
	TICK_MS = 1000,
};

struct word_of { int64_t n; const char *kind; char about[ABOUT_ROOM]; bool today; };      /* kind NULL: "you have heard all there is" */

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

/* live_changed.c.  What features numbered after this, in the order of the numbers, at most so many; person NULL: all of it, else what
 * this member may hear of now. */
enum status live_changed(struct req *r, const char *community, const char *person, int64_t after, size_t at_most, struct live_change_list *ret) MUST_USE;

/* live_listen.c.  Wakes the live thread. */
void live_wake(struct live *l);
/* With the lock held: the connection has something to read, or has ended. */
void live_rouse(struct listener *x);
void live_end_one(struct listener *x);
struct hall *live_hall_of(struct live *l, const char *community);
size_t live_bucket_of(const char *person);
int64_t live_seconds(void);     /* monotonic */

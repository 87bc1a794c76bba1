/* Counting requests by account: for each a moment until which it has asked ahead (the generic cell rate algorithm, ITU-T
 * I.371).  A minute's worth may come at once; then as many as the setting says, evenly.
 * Leaves the words of the refusal to frame.c. */
#include "pace.h"
#include "throttle.h"
#include <pthread.h>

enum { WAYS = 4, MINUTE_US = 60 * 1000000, SECOND_US = 1000000 };

struct place { uint64_t key; int64_t ahead; };

struct pace {
	pthread_mutex_t lock;
	struct place place[PACE_PLACES];
};

struct pace *pace_new(void)
{
	struct pace *p = calloc(1, sizeof *p);
	if (!p)
		abort();        /* only at the start */
	pthread_mutex_init(&p->lock, NULL);
	return p;
}

void pace_end(struct pace *p)
{
	pthread_mutex_destroy(&p->lock);
	free(p);
}

/* The place of this key, or the one that is least ahead of those it may stand in. */
static struct place *find(struct pace *p, uint64_t key)
{
	struct place *set = &p->place[key % (PACE_PLACES / WAYS) * WAYS], *least = set;
	for (int k = 0; k < WAYS; k++) {
		if (set[k].key == key)
			return &set[k];
		if (set[k].ahead < least->ahead)
			least = &set[k];
	}
	*least = (struct place){ .key = key };
	return least;
}

bool pace_may(struct visit *v, int *ret_seconds)
{
	const struct server *s = v->server;
	const char *person = v->r.who.person;
	int64_t most = s->config->requests_per_minute, now = clock_us();
	if (!most || !person || !v->r.route || v->r.route->may & MAY_ANYONE)
		return true;
	int64_t each = MINUTE_US / most;
	uint64_t key = throttle_hash(s->throttle, 'm', person, strlen(person));
	pthread_mutex_lock(&s->pace->lock);
	struct place *x = find(s->pace, key);
	int64_t ahead = x->ahead > now ? x->ahead : now, over = ahead + each - now - MINUTE_US;
	if (over <= 0)
		x->ahead = ahead + each;
	pthread_mutex_unlock(&s->pace->lock);
	*ret_seconds = over <= 0 ? 0 : (int)((over + SECOND_US - 1) / SECOND_US);
	return over <= 0;
}

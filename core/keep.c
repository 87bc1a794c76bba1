/* A few named things under one lock.  Knows no feature. */
#include "keep.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { KEPT_MAX = 16 };

struct kept { const char *name; void *thing; void (*end)(void *); };
struct keep { pthread_mutex_t lock; size_t n; struct kept kept[KEPT_MAX]; };

struct keep *keep_new(void)
{
	struct keep *keep = calloc(1, sizeof *keep);
	if (keep && pthread_mutex_init(&keep->lock, NULL) != 0) {
		free(keep);
		keep = NULL;
	}
	return keep;
}

void keep_end(struct keep *keep)
{
	if (!keep)
		return;
	for (size_t k = 0; k < keep->n; k++)
		keep->kept[k].end(keep->kept[k].thing);
	pthread_mutex_destroy(&keep->lock);
	free(keep);
}

void *keep_get(struct keep *keep, const char *name, void *(*make)(void), void (*end)(void *))
{
	void *thing = NULL;
	size_t k = 0;
	pthread_mutex_lock(&keep->lock);
	while (k < keep->n && strcmp(keep->kept[k].name, name) != 0)
		k++;
	if (k < keep->n)
		thing = keep->kept[k].thing;
	else if (k < KEPT_MAX && (thing = make()))
		keep->kept[keep->n++] = (struct kept){ name, thing, end };
	pthread_mutex_unlock(&keep->lock);
	return thing;
}

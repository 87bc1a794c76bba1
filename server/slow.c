/* The bounded pool for what is slow on purpose.
 * Leaves what to do with a visit to serve.c. */
#include "slow.h"
#include <pthread.h>

struct slow {
	struct server *server;
	void (*step)(struct visit *v);
	pthread_t thread[SLOW_THREADS];
	pthread_mutex_t lock;
	pthread_cond_t come;
	struct visit *first, **last;
	size_t waiting;
	bool ending;
};

static void *work(void *context)
{
	struct slow *p = context;
	pthread_mutex_lock(&p->lock);
	for (;;) {
		while (!p->first && !p->ending)
			pthread_cond_wait(&p->come, &p->lock);
		struct visit *v = p->first;
		if (!v)
			break;
		p->first = v->next;
		if (!p->first)
			p->last = &p->first;
		p->waiting--;
		pthread_mutex_unlock(&p->lock);
		p->step(v);
		pthread_mutex_lock(&p->lock);
	}
	pthread_mutex_unlock(&p->lock);
	return NULL;
}

struct slow *slow_start(struct server *s, void (*step)(struct visit *v))
{
	struct slow *p = calloc(1, sizeof *p);
	if (!p)
		abort();
	*p = (struct slow){ .server = s, .step = step };
	p->last = &p->first;
	pthread_mutex_init(&p->lock, NULL);
	pthread_cond_init(&p->come, NULL);
	for (size_t k = 0; k < SLOW_THREADS; k++)
		if (pthread_create(&p->thread[k], NULL, work, p))
			abort();        /* only at the start */
	return p;
}

void slow_end(struct slow *p)
{
	pthread_mutex_lock(&p->lock);
	p->ending = true;
	pthread_cond_broadcast(&p->come);
	pthread_mutex_unlock(&p->lock);
	for (size_t k = 0; k < SLOW_THREADS; k++)
		pthread_join(p->thread[k], NULL);
	pthread_cond_destroy(&p->come);
	pthread_mutex_destroy(&p->lock);
	free(p);
}

bool slow_put(struct slow *p, struct visit *v)
{
	pthread_mutex_lock(&p->lock);
	bool room = p->waiting < SLOW_QUEUE_MAX && !p->ending;
	if (room) {
		v->next = NULL;
		*p->last = v;
		p->last = &v->next;
		p->waiting++;
		pthread_cond_signal(&p->come);
	}
	pthread_mutex_unlock(&p->lock);
	return room;
}

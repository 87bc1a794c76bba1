/* The thread that shuts down what is over its deadline.
 * Leaves closing to the library: shutdown() makes it notice. */
#include "watch.h"
#include <pthread.h>
#include <sys/socket.h>

struct watch {
	pthread_mutex_t lock;
	pthread_cond_t wake;
	pthread_t thread;
	bool ending;
	struct watched *first;
};

int64_t watch_clock(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

static void *look(void *context)
{
	struct watch *w = context;
	pthread_mutex_lock(&w->lock);
	while (!w->ending) {
		struct timespec next;
		clock_gettime(CLOCK_MONOTONIC, &next);
		next.tv_sec++;
		pthread_cond_timedwait(&w->wake, &w->lock, &next);
		int64_t now = watch_clock();
		for (struct watched *c = w->first; c; c = c->after) {
			int64_t until = atomic_load_explicit(&c->until, memory_order_relaxed);
			if (until && until <= now)
				shutdown(c->socket, SHUT_RDWR);
		}
	}
	pthread_mutex_unlock(&w->lock);
	return NULL;
}

struct watch *watch_start(void)
{
	struct watch *w = calloc(1, sizeof *w);
	if (!w)
		return NULL;
	pthread_condattr_t monotonic;
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&w->wake, &monotonic);
	pthread_condattr_destroy(&monotonic);
	pthread_mutex_init(&w->lock, NULL);
	if (pthread_create(&w->thread, NULL, look, w)) {
		free(w);
		return NULL;
	}
	return w;
}

void watch_end(struct watch *w)
{
	pthread_mutex_lock(&w->lock);
	w->ending = true;
	pthread_cond_signal(&w->wake);
	pthread_mutex_unlock(&w->lock);
	pthread_join(w->thread, NULL);
	pthread_cond_destroy(&w->wake);
	pthread_mutex_destroy(&w->lock);
	free(w);
}

void watch_add(struct watch *w, struct watched *c, int socket, int64_t seconds)
{
	c->socket = socket;
	watch_step(c, seconds);
	pthread_mutex_lock(&w->lock);
	c->before = NULL;
	c->after = w->first;
	if (w->first)
		w->first->before = c;
	w->first = c;
	pthread_mutex_unlock(&w->lock);
}

void watch_remove(struct watch *w, struct watched *c)
{
	pthread_mutex_lock(&w->lock);
	if (c->before)
		c->before->after = c->after;
	else
		w->first = c->after;
	if (c->after)
		c->after->before = c->before;
	pthread_mutex_unlock(&w->lock);
}

void watch_step(struct watched *c, int64_t seconds)
{
	atomic_store_explicit(&c->until, seconds ? watch_clock() + seconds : 0, memory_order_relaxed);
}

void watch_shut_all(struct watch *w)
{
	pthread_mutex_lock(&w->lock);
	for (struct watched *c = w->first; c; c = c->after)
		shutdown(c->socket, SHUT_RDWR);
	pthread_mutex_unlock(&w->lock);
}

/* Messages from one page to the next: the browser carries a number, the text stays here.
 * Leaves showing them to the frame. */
#include "reply.h"
#include <pthread.h>

/* Every notice is a message in the source, so there are few; a restart forgets them, which costs one line on one page. */
enum { NOTICES_MAX = 512 };

struct notices {
	pthread_mutex_t lock;
	size_t n;
	struct { uint32_t hash; const char *words; } known[NOTICES_MAX];
};

struct notices *notices_new(void)
{
	struct notices *n = calloc(1, sizeof *n);
	if (!n)
		abort();
	pthread_mutex_init(&n->lock, NULL);
	return n;
}

void notices_end(struct notices *n)
{
	pthread_mutex_destroy(&n->lock);
	free(n);
}

static const char *look(const struct notices *n, uint32_t hash)
{
	for (size_t k = 0; k < n->n; k++)
		if (n->known[k].hash == hash)
			return n->known[k].words;
	return NULL;
}

const char *notice_keep(struct notices *n, struct req *r, const char *notice)
{
	uint32_t hash = words_hash(notice);
	pthread_mutex_lock(&n->lock);
	if (!look(n, hash) && n->n < NOTICES_MAX) {
		n->known[n->n].hash = hash;
		n->known[n->n++].words = notice;
	}
	pthread_mutex_unlock(&n->lock);
	return arena_printf(&r->arena, "%08x", hash);
}

const char *notice_find(struct notices *n, struct slice number)
{
	uint32_t hash = 0;
	for (size_t k = 0; k < number.n; k++) {
		char c = number.at[k];
		if (number.n != 8 || !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
			return NULL;
		hash = hash << 4 | (uint32_t)(c <= '9' ? c - '0' : c - 'a' + 10);
	}
	pthread_mutex_lock(&n->lock);
	const char *words = look(n, hash);
	pthread_mutex_unlock(&n->lock);
	return words;
}

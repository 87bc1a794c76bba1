/* The memory of one request: a chain of blocks, the newest in front.  Knows the blocks, the cap and how to wipe them;
 * leaves what happens past the cap to whoever set the way out. */
#include <stdalign.h>
#include "core.h"

/* 16 KiB holds a usual page's rows and form without a second call to malloc; blocks double up to 1 MiB, so that even a
 * request at its cap is made of few. */
enum { FIRST_BLOCK = 16 << 10, LARGEST_BLOCK = 1 << 20 };

#if defined(__SANITIZE_ADDRESS__)
#define POISONED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define POISONED 1
#endif
#endif
#ifdef POISONED
#include <sanitizer/asan_interface.h>
enum { GAP = 16 };      /* so that a write one past the end meets poison and not the neighbour */
#define FORBID(at, n) ASAN_POISON_MEMORY_REGION(at, n)
#define ALLOW(at, n) ASAN_UNPOISON_MEMORY_REGION(at, n)
#else
enum { GAP = 0 };
#define FORBID(at, n) ((void)(at), (void)(n))
#define ALLOW(at, n) ((void)(at), (void)(n))
#endif

struct arena_block {
	struct arena_block *before;
	size_t n, room;
	alignas(max_align_t) unsigned char at[];
};

static _Noreturn void no_room(struct arena *a)
{
	if (!a->way_out)
		abort();
	longjmp(*a->way_out, 1);
}

static struct arena_block *block_new(struct arena *a, size_t room)
{
	size_t cap = a->cap ? a->cap : ARENA_CAP;
	if (a->taken > cap || room > cap - a->taken)
		no_room(a);
	struct arena_block *b = calloc(1, sizeof *b + room);
	if (!b)
		no_room(a);
	b->room = room;
	a->taken += room;
	FORBID(b->at, room);
	return b;
}

/* What was written is overwritten; the rest was never anything but zero. */
static void block_wipe(struct arena_block *b)
{
	ALLOW(b->at, b->n);
	explicit_bzero(b->at, b->n);
	b->n = 0;
	FORBID(b->at, b->room);
}

static void block_end(struct arena *a, struct arena_block *b)
{
	block_wipe(b);
	a->taken -= b->room;
	ALLOW(b->at, b->room);
	free(b);
}

/* A block with room for n more; one that is too large for the usual blocks stands behind the newest, which goes on being
 * filled. */
static struct arena_block *block_for(struct arena *a, size_t n)
{
	if (!a->now)
		a->now = block_new(a, FIRST_BLOCK);
	if (a->now->room - a->now->n >= n)
		return a->now;
	size_t next = a->now->room < LARGEST_BLOCK ? a->now->room * 2 : LARGEST_BLOCK;
	struct arena_block *b = block_new(a, n > next ? n : next);
	if (n > next) {
		b->before = a->now->before;
		a->now->before = b;
	} else {
		b->before = a->now;
		a->now = b;
	}
	return b;
}

void *arena_take(struct arena *a, size_t n)
{
	const size_t unit = alignof(max_align_t);
	if (n > SIZE_MAX / 2)
		no_room(a);
	size_t rounded = (n + GAP + unit - 1) / unit * unit;
	struct arena_block *b = block_for(a, rounded ? rounded : unit);
	void *at = b->at + b->n;
	b->n += rounded ? rounded : unit;
	ALLOW(at, n);
	return at;
}

void *arena_many(struct arena *a, size_t n, size_t each)
{
	size_t all;
	if (__builtin_mul_overflow(n, each, &all))
		no_room(a);
	return arena_take(a, all);
}

void *arena_grown(struct arena *a, const void *at, size_t n, size_t room, size_t each)
{
	void *to = arena_many(a, room, each);
	if (n)
		memcpy(to, at, n * each);
	return to;
}

char *arena_copy(struct arena *a, const char *s, size_t n)
{
	if (n == SIZE_MAX)
		no_room(a);
	char *at = arena_take(a, n + 1);
	if (n)
		memcpy(at, s, n);
	return at;
}

char *arena_str(struct arena *a, const char *s)
{
	return s ? arena_copy(a, s, strlen(s)) : NULL;
}

char *arena_printf(struct arena *a, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n < 0) {
		va_end(again);
		no_room(a);
	}
	char *at = arena_take(a, (size_t)n + 1);
	vsnprintf(at, (size_t)n + 1, format, again);
	va_end(again);
	return at;
}

void arena_clear(struct arena *a)
{
	struct arena_block *kept = NULL;
	for (struct arena_block *b = a->now, *before; b; b = before) {
		before = b->before;
		if (!kept && b->room == FIRST_BLOCK)
			kept = b;
		else
			block_end(a, b);
	}
	if (kept) {
		block_wipe(kept);
		kept->before = NULL;
	}
	a->now = kept;
}

void arena_move(struct arena *to, struct arena *from)
{
	struct arena_block **last = &to->now;
	while (*last)
		last = &(*last)->before;
	*last = from->now;
	to->taken += from->taken;
	from->now = NULL;
	from->taken = 0;
}

void arena_end(struct arena *a)
{
	while (a->now) {
		struct arena_block *b = a->now;
		a->now = b->before;
		block_end(a, b);
	}
}

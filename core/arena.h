/* Memory of one request: taken bit by bit, given back all at once.  Knows no request; what happens when the cap is
 * reached is decided by whoever set the way out. */
#pragma once
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "status.h"

/* A piece of text or bytes that somebody else owns; not ended by a NUL. */
struct slice { const char *at; size_t n; };
#define SLICE(literal) ((struct slice){ (literal), sizeof(literal) - 1 })

struct arena_block;
struct arena {
	struct arena_block *now;    /* the block that is being filled; older ones behind it */
	size_t taken, cap;          /* bytes in blocks; cap 0 means ARENA_CAP */
	jmp_buf *way_out;           /* where to go when the cap is reached or memory is gone; NULL: abort() */
};

enum { ARENA_CAP = 32 << 20 };

/* n zeroed bytes, aligned for any type; never NULL: past the cap the request ends through way_out. */
void *arena_take(struct arena *a, size_t n) MUST_USE;
/* n things of one size; checks the product for overflow. */
void *arena_many(struct arena *a, size_t n, size_t each) MUST_USE;
/* 0, or a type that no arena can place: it wants to stand further apart than max_align_t. */
#define ARENA_PLACES(type) (0 * sizeof(struct { \
	_Static_assert(_Alignof(type) <= _Alignof(max_align_t), "an arena does not align this far"); char any; }))
#define ARENA_NEW(a, type) ((type *)arena_take((a), sizeof(type) + ARENA_PLACES(type)))
#define ARENA_ARRAY(a, n, type) ((type *)arena_many((a), (n), sizeof(type) + ARENA_PLACES(type)))
/* A list with room for one more: `at`, or when its n fill it a copy with twice the room, at first `first`; what there was stays
 * until the arena ends.  room: an lvalue, 0 at first. */
#define ARENA_GROWN(a, at, n, room, first) ((__typeof__(at))((n) < (room) ? (at) : \
	arena_grown((a), (at), (n), (room) = (room) ? (room) * 2 : (first), sizeof *(at) + ARENA_PLACES(__typeof__(*(at))))))
void *arena_grown(struct arena *a, const void *at, size_t n, size_t room, size_t each) MUST_USE;
/* A copy of n bytes, ended by a NUL.  s may be NULL when n is 0. */
char *arena_copy(struct arena *a, const char *s, size_t n) MUST_USE;
/* A copy of a NUL-ended string; NULL stays NULL. */
char *arena_str(struct arena *a, const char *s) MUST_USE;
char *arena_printf(struct arena *a, const char *format, ...) PRINTF(2, 3) MUST_USE;
/* What was taken from one now belongs to the other and lives as long as that. */
void arena_move(struct arena *to, struct arena *from);
/* Keeps the first block for the next request, wiped; gives back the rest.  Under ASan what was taken is poisoned. */
void arena_clear(struct arena *a);
/* Gives everything back, wiped. */
void arena_end(struct arena *a);

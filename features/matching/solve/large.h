/* Memory for millions of things that are looked up in no order. */
#pragma once
#include <sys/mman.h>
#include "arena.h"

/* Asks for large pages: with small ones much of the time goes into finding where a page lies.  A system that has none to lend
 * does without. */
static inline void *solve_large(struct arena *a, size_t n, size_t each)
{
	const uintptr_t page = 2 << 20;
	void *at = arena_many(a, n, each);
	uintptr_t from = ((uintptr_t)at + page - 1) / page * page, to = ((uintptr_t)at + n * each) / page * page;
	if (to > from)
		(void)madvise((void *)from, to - from, MADV_HUGEPAGE);
	return at;
}

/* What the core's own tests share: cmocka, a bare request, and looking at what was written. */
#pragma once
#include "core.h"
#include "house.h"
#include <cmocka.h>

#define TEST(name) { #name, name, NULL, NULL, NULL }
#define RUN(...) int main(void) { \
	const struct CMUnitTest tests[] = { __VA_ARGS__ }; \
	return cmocka_run_group_tests(tests, NULL, NULL); }
#define S(text) ((struct slice){ (text), strlen(text) })

/* The same numbers on every run: what fails once can be looked at. */
static inline uint64_t chance(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

/* What stands in o, ended by a NUL; o is empty afterwards. */
static inline const char *written(struct arena *a, struct out *o)
{
	assert_false(o->over);
	const char *s = arena_copy(a, o->at, o->n);
	o->n = 0;
	return s;
}

/* A request of nobody, ready for route_find and route_run. */
static inline struct req *request_new(enum want want)
{
	struct req *r = calloc(1, sizeof *r);
	assert_non_null(r);
	r->now = 1777831200;            /* 2026-05-03 18:00 UTC */
	r->want = want;
	r->out.reader = &r->reader;
	r->out.base = "";
	r->out.csrf = "token";
	return r;
}

static inline void request_done(struct req *r)
{
	arena_end(&r->arena);
	arena_end(&r->kept);
	out_end(&r->out);
	free(r);
}

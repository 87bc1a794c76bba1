/* Tests of one feature, in process: a fresh database for each test, once on SQLite and, where the environment names a server
 * (HARNESS_PG=postgresql://…), once on PostgreSQL in a schema of this process's own.
 *
 *	const struct feature *const harness_features[] = { &people_feature, &asks_feature, NULL };   // the last one is tested
 *	static void an_ask_is_kept(void **state) { struct req *r = *state; … }
 *	HARNESS(an_ask_is_kept, nobody_else_reads_it)
 *
 * HARNESS_FAULT=1: every request first runs with its first, second, … database call failing, and must leave nothing behind.
 * HARNESS_ONLY=pattern: only these tests. */
#pragma once
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <jansson.h>
#include "core.h"
#include "house.h"

/* Given by the test: ground floor first, ended by NULL. */
extern const struct feature *const harness_features[];

/* The request of a test begins with: the time 1 750 000 000, English, UTC, a seeded source of chance, a page wanted, nobody
 * signed in, no community.  What a test takes from r->arena stays until the test ends. */

/* A request through route_find and route_call: what a handler answers.  A path that is not there is MISSING.  Afterwards
 * r->reply, r->faults and r->out hold the reply. */
enum status harness_get(struct req *r, const char *path);
/* Names and values of the form, ended by NULL.  A name may come several times. */
enum status harness_post(struct req *r, const char *path, ...) __attribute__((sentinel));
/* What was written to the reply, ended by a NUL. */
const char *harness_body(struct req *r);
/* Does the body hold this text?  Fails the test, showing the body, when it does not. */
#define harness_says(r, text) harness_says_at((r), (text), true, __FILE__, __LINE__)
#define harness_says_not(r, text) harness_says_at((r), (text), false, __FILE__, __LINE__)
void harness_says_at(struct req *r, const char *text, bool wanted, const char *file, int line);
/* The same request asked once more as JSON, and read; fails the test when it is not JSON.  Not after a POST that was OK:
 * that would do it twice (set r->want = WANT_JSON before it instead, and use harness_body). */
const json_t *harness_json(struct req *r);
/* Was this fault noted? */
bool harness_fault(const struct req *r, const char *field, const char *code);

/* Who asks from now on (NULL: nobody), and what they may. */
void harness_as(struct req *r, const char *person, unsigned may);
/* The community that paths with this slug mean from now on; any other slug is not there. */
void harness_in(struct req *r, const char *community, const char *slug);
/* Looks up for real who asks and in which community: called in a read transaction after the path is known, with r->who.person
 * as harness_as set it and r->community.slug from the path.  NULL: what harness_as and harness_in said. */
extern enum status (*harness_enter)(struct req *r);

/* Pictures and recordings are made anew by this from now on. */
void harness_remake(struct req *r, remake *how);

/* One transaction as the worker of a job has it: a request of its own.  What a read leaves is given back. */
enum status harness_door(struct req *r, bool writes, enum status (*run)(struct req *r, void *context), void *context);
/* A job's thinking and then its work, with doors that lead through harness_door; its thinking keeps what it likes. */
void harness_think(struct req *r, const struct job_kind *kind, const char *payload);

/* What a statement counts: SELECT … AS n. */
int64_t harness_number(struct req *r, const char *sql);
/* A hash of every row of every table. */
void harness_digest(struct req *r, uint8_t ret[32]);
bool harness_on_pg(const struct req *r);

int harness_main(const struct CMUnitTest *tests, size_t n);
int harness_setup(void **state);
int harness_teardown(void **state);

#define HARNESS(...) int main(void) \
{ \
	const struct CMUnitTest tests_[] = { HARNESS_ALL_(HARNESS_EACH_(__VA_ARGS__)) }; \
	return harness_main(tests_, COUNT(tests_)); \
}
#define HARNESS_ONE_(test) { #test, test, harness_setup, harness_teardown, NULL },
#define HARNESS_EACH_(test, ...) HARNESS_ONE_(test) __VA_OPT__(HARNESS_AGAIN_ HARNESS_PARENS_ (__VA_ARGS__))
#define HARNESS_AGAIN_() HARNESS_EACH_
#define HARNESS_PARENS_ ()
/* 4 × 4 × 4 × 4 rounds: up to 256 tests */
#define HARNESS_ALL_(...) HARNESS_4_(HARNESS_4_(HARNESS_4_(HARNESS_4_(__VA_ARGS__))))
#define HARNESS_4_(...) HARNESS_3_(HARNESS_3_(HARNESS_3_(HARNESS_3_(__VA_ARGS__))))
#define HARNESS_3_(...) HARNESS_2_(HARNESS_2_(HARNESS_2_(HARNESS_2_(__VA_ARGS__))))
#define HARNESS_2_(...) HARNESS_1_(HARNESS_1_(HARNESS_1_(HARNESS_1_(__VA_ARGS__))))
#define HARNESS_1_(...) __VA_ARGS__

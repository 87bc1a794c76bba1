/* Harbor with something planned: for the tests of gatherings and of what stands on them.  It is Sunday 15 June 2025, 15:06 UTC. */
#pragma once
#include "../connections/test_pair.h"
#include "gatherings.h"

#define AT_DAY 86400

/* A form that lacks nothing; what comes later in it does not count, so what a test says comes first. */
#define PLAN(r, path, ...) harness_post(r, path, __VA_ARGS__, "title", "Soup and talk", "day", "2025-06-18", "clock", "18:00", "minutes", "90", \
	"mode", "in_person", "repeats", "once", "place", "Blue room", NULL)
#define PLAN_HERE(r, ...) PLAN(r, HARBOR "/gatherings/new", __VA_ARGS__)

struct planned { const char *id, *day; };

/* Where the last redirect led: /gatherings/ID/times/DAY. */
static inline struct planned planned_now(struct req *r)
{
	struct planned p = { .id = led_to(r, "/gatherings/"), .day = led_to(r, "/times/") };
	return p;
}

static inline const char *time_path(struct req *r, struct planned p, const char *end)
{
	return arena_printf(&r->arena, HARBOR "/gatherings/%s/times/%s%s", p.id, p.day, end);
}
static inline const char *all_path(struct req *r, struct planned p, const char *end)
{
	return arena_printf(&r->arena, HARBOR "/gatherings/%s%s", p.id, end);
}
static inline struct planned on(struct planned p, const char *day) { return (struct planned){ p.id, day }; }

/* Cora, who coordinates, plans it. */
#define AN_EVENT(r, w, ...) (harness_as(r, (w)->cora, 0), assert_int_equal(PLAN_HERE(r, "kind", "event" __VA_OPT__(,) __VA_ARGS__), OK), planned_now(r))

static inline struct planned a_meeting_of_two(struct req *r, const struct world *w, const char *connection)
{
	harness_as(r, w->ana, 0);
	MUST(PLAN(r, arena_printf(&r->arena, HARBOR "/connections/%s/gatherings/new", connection), "title", "The bench"));
	return planned_now(r);
}

static inline enum status answers(struct req *r, const char *person, struct planned p, const char *answer)
{
	harness_as(r, person, 0);
	return harness_post(r, time_path(r, p, "/answer"), "answer", answer, NULL);
}

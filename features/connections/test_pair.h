/* Two who walk together, for the tests of this feature and those above it: Ana asked, Sue said yes.  Ben is a member, Cora a
 * coordinator, Otto somebody from outside. */
#pragma once
#include "../experiences/test_world.h"
#include "connections.h"

#define HARBOR "/c/harbor"

static inline void accept_limits(struct req *r, const char *person)
{
	harness_as(r, person, 0);
	MUST(harness_post(r, HARBOR "/limits", "understood", "1", "number", "1", NULL));
}

/* What people need to be found: a way to meet and hours. */
static inline void settle(struct req *r, const char *person)
{
	accept_limits(r, person);
	MUST(harness_post(r, HARBOR "/about-me/meeting", "ways", "cafe", "ways", "phone", "version", "0", NULL));
	MUST(harness_post(r, HARBOR "/about-me/week", "week", "1-18", "week", "2-10", "version", "1", NULL));
}

static inline void make_room(struct req *r, const char *person, const char *capacity)
{
	harness_as(r, person, 0);
	MUST(harness_post(r, HARBOR "/room", "state", "open", "capacity", capacity, "kinds", "company", "version", "0", NULL));
}

static inline void tell_lived(struct req *r, const char *person, const char *tag, const char *shown)
{
	harness_as(r, person, 0);
	MUST(harness_post(r, HARBOR "/about-me/lived/new", "tag", tag, "shown", shown, "matters", "much", NULL));
}

/* The id in the last redirect, behind this piece of the path. */
static inline const char *led_to(struct req *r, const char *after)
{
	assert_non_null(r->reply.location);
	const char *at = strstr(r->reply.location, after);
	if (!at)
		fail_msg("%s does not lead to %s…", r->reply.location, after);
	at += strlen(after);
	return arena_copy(&r->arena, at, strcspn(at, "/?"));
}

static inline const char *path_of(struct req *r, const char *format, const char *id)
{
	return arena_printf(&r->arena, "%s%s%s", HARBOR, format, id);
}

static inline const char *ask_for(struct req *r, const char *person, bool helped)
{
	harness_as(r, person, 0);
	MUST(harness_post(r, HARBOR "/asks/new", "direction", "ask", "kinds", "company", "about", "A walk now and then", "soon", "week",
			  helped ? "helped" : "direction", helped ? "1" : "ask", NULL));
	return led_to(r, "/asks/");
}

/* The id of the one proposal that waits for this person. */
static inline const char *waiting_for(struct req *r, const char *person)
{
	harness_as(r, person, 0);
	MUST(harness_get(r, HARBOR "/proposals"));
	return after(r, "/proposals/", '"');
}

static inline struct world a_settled_world(struct req *r, int64_t formality)
{
	struct world w = a_world(r, formality);
	settle(r, w.ana);
	settle(r, w.ben);
	settle(r, w.sue);
	accept_limits(r, w.cora);
	make_room(r, w.sue, "3");
	return w;
}

/* Ana and Sue, from the ask to both having said yes; the connection's id. */
static inline const char *a_pair(struct req *r, const struct world *w)
{
	const char *ask = ask_for(r, w->ana, false);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/asks/%s/people", ask), "people", w->sue, NULL));
	const char *proposal = waiting_for(r, w->sue);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/proposals/%s/yes", proposal), NULL));
	return led_to(r, "/connections/");
}

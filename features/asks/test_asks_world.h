/* What the tests of asks and of room share: a community whose members have accepted its limits, and a feature that listens. */
#pragma once
#include "../experiences/test_world.h"
#include "asks.h"
#include "queries.h"
#include "pages.h"

static int64_t heard_asks, heard_rooms;
static inline enum status hear_ask(struct req *r, const void *what)
{
	(void)r;
	assert_non_null(what);
	heard_asks++;
	return OK;
}
static inline enum status hear_room(struct req *r, const void *what)
{
	const struct communities_member *m = what;
	(void)r;
	assert_non_null(m->person);
	heard_rooms++;
	return OK;
}
static const struct ear listener_ears[] = { { &asks_changed, hear_ask }, { &asks_room_changed, hear_room } };
static const char *const no_schemas[] = { NULL };
static const struct db_query *const no_queries[] = { NULL };
static const struct feature listener = { .name = "listener", .schemas = no_schemas, .queries = no_queries, .ears = listener_ears, .n_ears = 2 };

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &listener, &asks_feature, NULL };

#define NEW "/c/harbor/asks/new"
#define ASK(r, ...) harness_post(r, NEW, "direction", "ask", "soon", "no_hurry", __VA_ARGS__, NULL)
#define OFFER(r, ...) harness_post(r, NEW, "direction", "offer", "soon", "no_hurry", __VA_ARGS__, NULL)

static inline void accepts_limits(struct req *r, const char *person)
{
	harness_as(r, person, 0);
	MUST(harness_post(r, "/c/harbor/limits", "understood", "1", "number", "1", "to", NEW, NULL));
}

/* Everyone has accepted the limits of confidentiality. */
static inline struct world a_harbor(struct req *r, int64_t formality)
{
	struct world w = a_world(r, formality);
	const char *const all[] = { w.ana, w.ben, w.sue, w.cora };
	for (size_t i = 0; i < COUNT(all); i++)
		accepts_limits(r, all[i]);
	return w;
}

static inline const char *asked_id(struct req *r)
{
	const char *at = strstr(r->reply.location, "/asks/") + 6;
	return arena_copy(&r->arena, at, strcspn(at, "/"));
}

static inline const char *an_ask(struct req *r, const char *person, const char *about)
{
	harness_as(r, person, 0);
	MUST(ASK(r, "about", about, "kinds", "company"));
	return asked_id(r);
}

static inline const char *an_offer(struct req *r, const struct world *w, const char *person, const char *about)
{
	struct asks_mine_list mine;
	harness_as(r, person, 0);
	MUST(OFFER(r, "about", about, "kinds", "company"));
	MUST(asks_mine(r, w->harbor, person, &mine));
	return mine.at[0].id;
}

static inline const char *path_of(struct req *r, const char *id, const char *then)
{
	return arena_printf(&r->arena, "/c/harbor/asks/%s%s", id, then);
}

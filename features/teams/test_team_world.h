/* A community with a team: Sue supports and walks with Ana, Ben supports, Cora coordinates.  A project "Family". */
#pragma once
#include "../connections/test_pair.h"
#include "reports.h"
#include "teams.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &reports_feature, &conversations_feature, &teams_feature, NULL };

struct team_world { struct world w; const char *project, *connection; };

static inline const char *team_path(struct req *r, const char *team, const char *end) { return arena_printf(&r->arena, HARBOR "/teams/%s%s", team, end); }
static inline const char *note_path(struct req *r, const char *note, const char *end) { return arena_printf(&r->arena, HARBOR "/handed-on/%s%s", note, end); }

static inline void now_holds(struct req *r, const struct world *w, const char *person, const char *role)
{
	in_harbor(r, w, NULL);
	MUST(db_begin(r->db, true));
	MUST(communities_give_role(r, w->harbor, person, role, r->now - 1));
	MUST(db_commit(r->db));
}

/* Cora ends the one role that somebody holds. */
static inline void role_ends(struct req *r, const struct world *w, const char *person)
{
	harness_as(r, w->cora, 0);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/people/%s", person)));
	const char *role = after(r, arena_printf(&r->arena, "/people/%s/roles/", person), '/');
	r->who.again_recently = true;
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/people/%s/roles/%s/end", person, role), NULL));
}

static inline struct team_world a_team(struct req *r)
{
	struct team_world t = { .w = a_settled_world(r, 1) };
	t.connection = a_pair(r, &t.w);
	now_holds(r, &t.w, t.w.ben, "supporter");
	in_harbor(r, &t.w, NULL);
	MUST(db_begin(r->db, true));
	MUST(communities_project_make(r, "Family", &t.project));
	MUST(db_commit(r->db));
	return t;
}

static inline const char *talk_of(struct req *r, const char *team, const char *person)
{
	harness_as(r, person, 0);
	MUST(harness_post(r, team_path(r, team, "/conversation"), NULL));
	return arena_copy(&r->arena, led_to(r, "/conversations/"), 26);
}

static inline const char *hands_on(struct req *r, const struct team_world *t, const char *words)
{
	harness_as(r, t->w.sue, 0);
	MUST(harness_post(r, team_path(r, t->w.harbor, "/hand-on"), "about", t->w.ana, "words", words, "agreed", "1", NULL));
	MUST(harness_get(r, team_path(r, t->w.harbor, "")));
	return after(r, "/handed-on/", '"');
}

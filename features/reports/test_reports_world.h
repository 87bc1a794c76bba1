/* A community in which somebody is told about: what its tests share. */
#pragma once
#include "../connections/test_pair.h"
#include "../tidings/test_hears.h"
#include "encounters.h"
#include "reports.h"
#include "pages.h"
#include "queries.h"

const struct feature *const harness_features[] = {
	&people_feature, &communities_feature, &tidings_feature, &experiences_feature, &asks_feature, &matching_feature, &connections_feature, &groups_feature,
	&encounters_feature, &reports_feature, NULL,
};

static inline const char *at(struct req *r, const char *path, const char *id, const char *end) { return arena_printf(&r->arena, HARBOR "%s%s%s", path, id, end); }
static inline const char *reported(struct req *r, const char *person, const char *where)
{
	struct reports_mine_list mine;
	harness_as(r, person, 0);
	r->now++;                       /* the newest is the one that was just sent */
	MUST(harness_post(r, where, "kind", "pressed", "words", "He rang at night, again and again", NULL));
	assert_string_equal(r->reply.location, HARBOR "/my-reports");
	MUST(db_begin(r->db, false));
	MUST(reports_mine(r, person, r->community.id, &mine));
	db_rollback(r->db);
	assert_true(mine.n > 0);
	return arena_str(&r->arena, mine.at[0].id);
}

static inline void give(struct req *r, const struct world *w, const char *person, const char *role)
{
	in_harbor(r, w, NULL);
	MUST(db_begin(r->db, true));
	MUST(communities_give_role(r, w->harbor, person, role, r->now - 1));
	MUST(db_commit(r->db));
}

static inline unsigned held(struct req *r, const struct world *w, const char *person)
{
	unsigned bits;
	MUST(db_begin(r->db, false));
	MUST(communities_may(r, w->harbor, person, &bits));
	db_rollback(r->db);
	return bits;
}

static inline void as_cora(struct req *r, const struct world *w) { harness_as(r, w->cora, 0); }

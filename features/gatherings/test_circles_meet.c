/* What a group plans is the group's: who is in it, and nobody by a role; where anyone may drop in, everyone; it ends with the group. */
#include "test_gathering_world.h"
#include "../groups/test_circle.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &gatherings_feature, NULL };

static struct planned a_session(struct req *r, const char *group, const char *person)
{
	harness_as(r, person, 0);
	MUST(harness_get(r, group_path(r, group, "/gatherings/new")));
	MUST(PLAN(r, group_path(r, group, "/gatherings/new"), "kind", "group", "repeats", "weekly", "capacity", "2"));
	return planned_now(r);
}

static void a_session_is_for_those_in_the_group(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *g = a_group(r, w.ana, "open", "");
	MUST(comes(r, g, w.ben));
	struct planned p = a_session(r, g, w.ana);
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, time_path(r, p, "")));
	harness_says(r, "Blue room");
	harness_says_not(r, "/move");
	assert_int_equal(harness_post(r, time_path(r, p, "/off"), NULL), MISSING);
	assert_int_equal(harness_get(r, group_path(r, g, "/gatherings/new")), MISSING);
	MUST(harness_get(r, group_path(r, g, "")));
	harness_says(r, "When we meet next");
	harness_says_not(r, "Plan when we meet");
	const char *const others[] = { w.sue, w.cora };
	for (size_t i = 0; i < COUNT(others); i++) {
		harness_as(r, others[i], 0);
		assert_int_equal(harness_get(r, time_path(r, p, "")), MISSING);
		assert_int_equal(harness_post(r, time_path(r, p, "/off"), NULL), MISSING);
		assert_int_equal(harness_get(r, time_path(r, p, "/came")), MISSING);
	}
}

static void who_drops_in_sees_it_and_roles_run_nothing(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *g = a_group(r, w.ana, "drop_in", "");
	struct planned p = a_session(r, g, w.ana);
	MUST(answers(r, w.sue, p, "yes"));
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, time_path(r, p, "")));
	assert_int_equal(harness_post(r, time_path(r, p, "/off"), NULL), MISSING);
	assert_int_equal(harness_get(r, all_path(r, p, "/edit")), MISSING);
	assert_int_equal(harness_post(r, time_path(r, p, "/record"), "minutes", "90", "headcount", "3", NULL), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, all_path(r, p, "/edit")));      /* what the page does not show it would take away */
	harness_says(r, "name=\"capacity\"");
	harness_says(r, "name=\"open\"");
	harness_says_not(r, "name=\"asked\"");
	MUST(harness_post(r, time_path(r, p, "/off"), NULL));
	MUST(harness_post(r, time_path(r, p, "/on"), NULL));
	r->now += 4 * AT_DAY;
	MUST(harness_post(r, time_path(r, p, "/record"), "minutes", "90", "headcount", "3", NULL));
}

static void who_goes_gives_the_place_back_and_with_the_group_it_ends(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *g = a_group(r, w.ana, "open", "");
	MUST(comes(r, g, w.ben));
	MUST(comes(r, g, w.sue));
	struct planned p = a_session(r, g, w.ana);
	MUST(answers(r, w.ben, p, "yes"));
	MUST(answers(r, w.sue, p, "yes"));
	assert_int_equal(answers(r, w.ana, p, "yes"), INVALID);
	MUST(db_begin(r->db, true));
	MUST(tell(r, &groups_went, (&(struct groups_person){ .group = g, .community = w.harbor, .person = w.sue })));
	MUST(db_commit(r->db));
	MUST(answers(r, w.ana, p, "yes"));
	MUST(db_begin(r->db, true));
	MUST(tell(r, &groups_ended, (&(struct groups_one){ .id = g, .community = w.harbor })));
	MUST(db_commit(r->db));
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, time_path(r, p, "")));
	harness_says(r, "All of it was called off.");
}

HARNESS(a_session_is_for_those_in_the_group, who_drops_in_sees_it_and_roles_run_nothing, who_goes_gives_the_place_back_and_with_the_group_it_ends)

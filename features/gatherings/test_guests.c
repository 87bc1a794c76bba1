/* Who is asked by name: whom somebody may name, what the named see, and that nobody else does. */
#include "../notifications/test_waits.h"
#include "test_gathering_world.h"
#include "../groups/test_circle.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &gatherings_feature, NULL };

static const char *people_path(struct req *r, struct planned p, const char *end) { return all_path(r, p, arena_printf(&r->arena, "/people%s", end)); }

/* By Ana, for who she names. */
static struct planned a_table(struct req *r, const struct world *w)
{
	harness_as(r, w->ana, 0);
	MUST(PLAN_HERE(r, "kind", "event", "asked", "named", "title", "Four at a table", "capacity", "2"));
	assert_non_null(strstr(r->reply.location, "/people"));
	return (struct planned){ .id = led_to(r, "/gatherings/"), .day = "2025-06-18" };
}

static bool sees(struct req *r, const char *person, struct planned p)
{
	harness_as(r, person, 0);
	enum status st = harness_get(r, time_path(r, p, ""));
	assert_true(st == OK || st == MISSING);
	return st == OK;
}

static void only_who_is_named_sees_it_and_may_come(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	a_pair(r, &w);
	struct planned p = a_table(r, &w);
	assert_true(sees(r, w.ana, p));
	assert_false(sees(r, w.sue, p));
	assert_false(sees(r, w.cora, p));
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, people_path(r, p, "")));
	harness_says(r, "Nobody yet.");
	harness_says_not(r, ">Ben<");
	MUST(harness_post(r, people_path(r, p, ""), "person", w.sue, NULL));
	assert_true(sees(r, w.sue, p));
	assert_false(sees(r, w.ben, p));
	assert_false(sees(r, w.cora, p));
	assert_int_equal(harness_get(r, people_path(r, p, "")), MISSING);
	MUST(answers(r, w.sue, p, "yes"));
	assert_int_equal(harness_get(r, people_path(r, p, "")), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, people_path(r, p, "")));
	harness_says(r, "Sue");
	harness_says(r, "comes");
	r->now += 60;
	assert_int_equal(waits(r, w.sue, "gatherings"), 1);
	assert_int_equal(waits(r, w.ben, "gatherings"), 0);
}

static void nobody_names_whom_they_do_not_see(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	a_pair(r, &w);
	struct planned p = a_table(r, &w);
	assert_int_equal(harness_post(r, people_path(r, p, ""), "person", w.ben, NULL), INVALID);
	assert_true(harness_fault(r, "person", "choice"));
	assert_int_equal(harness_post(r, people_path(r, p, ""), "name", "Ben", NULL), INVALID);
	assert_true(harness_fault(r, "person", "needed"));
	assert_int_equal(harness_post(r, people_path(r, p, ""), NULL), INVALID);
	const char *group = a_group(r, w.ana, "open", "");
	MUST(comes(r, group, w.ben));
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, people_path(r, p, ""), "person", w.ben, NULL));
	MUST(harness_post(r, people_path(r, p, ""), "person", w.sue, NULL));
	struct planned q = AN_EVENT(r, &w, "asked", "supporters");
	assert_false(sees(r, w.ben, q));
	harness_as(r, w.cora, 0);
	assert_int_equal(harness_post(r, people_path(r, q, ""), "name", "Nobody", NULL), INVALID);
	assert_true(harness_fault(r, "name", "unknown"));
	MUST(harness_post(r, people_path(r, q, ""), "name", "ben", NULL));
	assert_true(sees(r, w.ben, q));
}

static void who_is_kept_apart_is_not_named_and_sees_it_no_more(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *group = a_group(r, w.ana, "open", "");
	MUST(comes(r, group, w.ben));
	MUST(comes(r, group, w.sue));
	struct planned p = a_table(r, &w);
	MUST(harness_post(r, people_path(r, p, ""), "person", w.ben, NULL));
	assert_true(sees(r, w.ben, p));
	MUST(db_begin(r->db, true));
	in_harbor(r, &w, w.ben);
	MUST(experiences_keep_apart(r, w.ana));
	in_harbor(r, &w, w.ana);
	MUST(experiences_keep_apart(r, w.sue));
	MUST(db_commit(r->db));
	assert_false(sees(r, w.ben, p));
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_post(r, people_path(r, p, ""), "person", w.sue, NULL), INVALID);
}

static void who_is_named_no_more_gives_their_place_back(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *group = a_group(r, w.ana, "open", "");
	MUST(comes(r, group, w.ben));
	struct planned p = a_table(r, &w), all = AN_EVENT(r, &w);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, people_path(r, p, ""), "person", w.ben, NULL));
	MUST(answers(r, w.ben, p, "yes"));
	harness_as(r, w.ana, 0);
	const char *away = people_path(r, p, arena_printf(&r->arena, "/%s/remove", w.ben));
	MUST(harness_post(r, away, NULL));
	assert_int_equal(harness_post(r, away, NULL), MISSING);
	assert_false(sees(r, w.ben, p));
	assert_int_equal(harness_number(r, "SELECT sum(taken) AS n FROM gathering_time"), 0);
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM gathering_answer"), 0);
	harness_as(r, w.cora, 0);       /* who may see it anyway keeps what they said */
	MUST(harness_post(r, people_path(r, all, ""), "name", "Ben", NULL));
	MUST(answers(r, w.ben, all, "yes"));
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, people_path(r, all, arena_printf(&r->arena, "/%s/remove", w.ben)), NULL));
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM gathering_answer"), 1);
}

static void of_two_nobody_else_is_named_and_who_leaves_calls_theirs_off(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct planned two = a_meeting_of_two(r, &w, a_pair(r, &w));
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_get(r, people_path(r, two, "")), MISSING);
	assert_int_equal(harness_post(r, people_path(r, two, ""), "person", w.sue, NULL), MISSING);
	struct planned p = a_table(r, &w);
	MUST(harness_post(r, people_path(r, p, ""), "person", w.sue, NULL));
	MUST(db_begin(r->db, true));
	MUST(tell(r, &people_left, w.ana));
	MUST(db_commit(r->db));
	assert_true(sees(r, w.sue, p));
	harness_says(r, "called off");
	MUST(db_begin(r->db, true));
	MUST(tell(r, &people_left, w.sue));
	MUST(db_commit(r->db));
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM gathering_guest"), 0);
}

HARNESS(only_who_is_named_sees_it_and_may_come, nobody_names_whom_they_do_not_see, who_is_kept_apart_is_not_named_and_sees_it_no_more,
	who_is_named_no_more_gives_their_place_back, of_two_nobody_else_is_named_and_who_leaves_calls_theirs_off)

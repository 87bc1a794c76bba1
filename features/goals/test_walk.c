/* Who walks along with a goal sees what was chosen, as long as the two walk together; meetings stand on the road by wish. */
#include "../documents/test_pages.h"
#include "goals.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &documents_feature, &encounters_feature, &goals_feature, NULL };

#define GOALS HARBOR "/goals"

static const char *goal_at(struct req *r, const char *id, const char *end) { return arena_printf(&r->arena, GOALS "/%s%s", id, end); }

struct walked { struct world w; const char *connection, *goal; };

static struct walked a_walked_goal(struct req *r)
{
	struct walked x = { .w = a_settled_world(r, 1) };
	x.connection = a_pair(r, &x.w);
	harness_as(r, x.w.ana, 0);
	MUST(harness_post(r, GOALS "/new", "side", "purpose", "words", "Learn to drive", "why", "For my girl", NULL));
	x.goal = led_to(r, "/goals/");
	MUST(harness_post(r, goal_at(r, x.goal, "/steps"), "words", "Get the book", NULL));
	MUST(harness_post(r, goal_at(r, x.goal, "/sure"), "sure", "4", "words", "Someone to sit beside me", NULL));
	return x;
}

static void whoever_walks_along_sees_what_was_chosen_and_no_more(void **state)
{
	struct req *r = *state;
	struct walked x = a_walked_goal(r);
	const char *along = goal_at(r, x.goal, "/along"), *walk = goal_at(r, x.goal, "/walk");
	MUST(harness_get(r, along));
	harness_says(r, "Sue");
	MUST(harness_post(r, along, "people", x.connection, NULL));
	harness_as(r, x.w.sue, 0);
	MUST(harness_get(r, walk));
	harness_says(r, "Learn to drive");
	harness_says_not(r, "Get the book");
	harness_says_not(r, "4 of 10");
	harness_says_not(r, "The road so far");
	assert_int_equal(harness_get(r, goal_at(r, x.goal, "")), MISSING);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/connections/%s", x.connection)));
	harness_says(r, "Learn to drive");
	harness_as(r, x.w.ana, 0);
	MUST(harness_post(r, along, "people", x.connection, "shown", "steps", "shown", "road", NULL));
	harness_as(r, x.w.sue, 0);
	MUST(harness_get(r, walk));
	harness_says(r, "Get the book");
	harness_says(r, "The road so far");
	harness_says_not(r, "4 of 10");
	harness_says_not(r, "Someone to sit beside me");
	harness_as(r, x.w.ana, 0);
	MUST(harness_post(r, along, "people", x.connection, "shown", "sure", NULL));
	harness_as(r, x.w.sue, 0);
	MUST(harness_get(r, walk));
	harness_says(r, "4 of 10");
	const char *const others[] = { x.w.ben, x.w.cora, x.w.otto, NULL };
	for (size_t i = 0; i < COUNT(others); i++) {
		harness_as(r, others[i], 0);
		assert_int_equal(harness_get(r, walk), MISSING);
	}
	harness_as(r, x.w.ana, 0);
	MUST(harness_get(r, walk));
	harness_says(r, "As they see it");
}

static void seeing_it_ends_at_once_by_wish_and_with_the_connection(void **state)
{
	struct req *r = *state;
	struct walked x = a_walked_goal(r);
	const char *along = goal_at(r, x.goal, "/along"), *walk = goal_at(r, x.goal, "/walk");
	MUST(harness_post(r, along, "people", x.connection, NULL));
	MUST(harness_post(r, along, NULL));
	harness_as(r, x.w.sue, 0);
	assert_int_equal(harness_get(r, walk), MISSING);
	harness_as(r, x.w.ana, 0);
	MUST(harness_post(r, along, "people", x.connection, NULL));
	harness_as(r, x.w.sue, 0);
	MUST(harness_get(r, walk));
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/connections/%s/end", x.connection), NULL));
	assert_int_equal(harness_get(r, walk), MISSING);
	harness_as(r, x.w.ana, 0);
	MUST(harness_get(r, goal_at(r, x.goal, "")));
	harness_says(r, "Only you see this goal.");
	assert_int_equal(harness_post(r, along, "people", x.connection, NULL), INVALID);
	assert_true(harness_fault(r, "people", "choice"));
}

static void only_people_one_walks_with_can_walk_along(void **state)
{
	struct req *r = *state;
	struct walked x = a_walked_goal(r);
	const char *const wrong[] = { x.w.ben, x.w.sue, x.goal, "00000000000000000000000000" };
	for (size_t i = 0; i < COUNT(wrong); i++) {
		assert_int_equal(harness_post(r, goal_at(r, x.goal, "/along"), "people", wrong[i], NULL), INVALID);
		assert_true(harness_fault(r, "people", "choice"));
	}
}

static void reading_a_goal_is_noted_for_its_owner(void **state)
{
	struct req *r = *state;
	struct walked x = a_walked_goal(r);
	struct record_read seen;
	bool found = false;
	MUST(harness_post(r, goal_at(r, x.goal, "/along"), "people", x.connection, NULL));
	harness_as(r, x.w.sue, 0);
	MUST(harness_get(r, goal_at(r, x.goal, "/walk")));
	assert_true(record_read_of(r, &seen));
	assert_string_equal(seen.record, "goal");
	for (size_t i = 0; i < seen.n; i++)
		found |= str_same(seen.of[i].owner, x.w.ana) && seen.of[i].as == MAY_CONNECTED;
	assert_true(found);
	harness_as(r, x.w.ben, 0);
	assert_int_equal(harness_get(r, goal_at(r, x.goal, "/walk")), MISSING);
	assert_false(record_read_of(r, &seen));
}

static const char *a_meeting(struct req *r, const struct walked *x)
{
	struct civil c = zone_civil("UTC", r->now - 3600);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/connections/%s/encounters/new", x->connection), "met", "met",
			  "day", arena_printf(&r->arena, "%04d-%02d-%02d", c.year, c.month, c.day), "clock", arena_printf(&r->arena, "%02d:%02d", c.hour, c.minute),
			  "minutes", "30", "mode", "phone", NULL));
	return led_to(r, "/encounters/");
}

static size_t meetings_on(struct req *r, const char *goal)
{
	size_t n = 0;
	MUST(harness_get(r, goal_at(r, goal, "")));
	const json_t *stones = json_object_get(harness_json(r), "road");
	for (size_t i = 0; i < json_array_size(stones); i++)
		n += str_same(json_string_value(json_object_get(json_array_get(stones, i), "kind")), "met");
	return n;
}

static void a_meeting_stands_on_the_road_by_wish_and_for_its_owner_alone(void **state)
{
	struct req *r = *state;
	struct walked x = a_walked_goal(r);
	const char *meeting = a_meeting(r, &x);
	const char *path = arena_printf(&r->arena, HARBOR "/encounters/%s/goals", meeting);
	assert_int_equal(meetings_on(r, x.goal), 0);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/encounters/%s", meeting)));
	harness_says(r, "Was it about a goal of yours?");
	MUST(harness_post(r, path, "goals", x.goal, NULL));
	assert_int_equal(meetings_on(r, x.goal), 1);
	MUST(harness_post(r, path, "goals", x.goal, NULL));
	assert_int_equal(meetings_on(r, x.goal), 1);
	harness_as(r, x.w.sue, 0);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/encounters/%s", meeting)));
	harness_says_not(r, "Learn to drive");
	MUST(harness_post(r, path, "goals", x.goal, NULL));     /* not hers: passed over */
	harness_as(r, x.w.ben, 0);
	assert_int_equal(harness_post(r, path, "goals", x.goal, NULL), MISSING);
	harness_as(r, x.w.ana, 0);
	MUST(harness_post(r, path, NULL));
	assert_int_equal(meetings_on(r, x.goal), 0);
	MUST(harness_post(r, path, "goals", x.goal, NULL));
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/encounters/%s/take-back", meeting), NULL));
	assert_int_equal(meetings_on(r, x.goal), 0);
}

static void whoever_walked_along_and_left_is_there_no_more(void **state)
{
	struct req *r = *state;
	struct walked x = a_walked_goal(r);
	const char *why = NULL;
	MUST(harness_post(r, goal_at(r, x.goal, "/along"), "people", x.connection, NULL));
	harness_as(r, x.w.sue, 0);
	MUST(harness_post(r, HARBOR "/leave-community", NULL));
	harness_as(r, x.w.ana, 0);
	MUST(harness_get(r, goal_at(r, x.goal, "")));
	harness_says(r, "Only you see this goal.");
	MUST(db_begin(r->db, false));
	MUST(goals_feature.checks[0].holds(r, &why));
	db_rollback(r->db);
	assert_null(why);
}

HARNESS(whoever_walks_along_sees_what_was_chosen_and_no_more, seeing_it_ends_at_once_by_wish_and_with_the_connection,
	only_people_one_walks_with_can_walk_along, reading_a_goal_is_noted_for_its_owner,
	a_meeting_stands_on_the_road_by_wish_and_for_its_owner_alone, whoever_walked_along_and_left_is_there_no_more)

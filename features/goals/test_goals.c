/* A goal of one's own: words, small steps, how sure; done, changed and let go, none of them the end; the road; what it leads to. */
#include "../documents/test_pages.h"
#include "goals.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &documents_feature, &encounters_feature, &goals_feature, NULL };

#define GOALS HARBOR "/goals"

static const char *goal_at(struct req *r, const char *id, const char *end) { return arena_printf(&r->arena, GOALS "/%s%s", id, end); }

static const char *begin_goal(struct req *r, const char *person, const char *side, const char *words)
{
	harness_as(r, person, 0);
	MUST(harness_post(r, GOALS "/new", "side", side, "words", words, "why", "So that I can see my girl", NULL));
	return led_to(r, "/goals/");
}

static const char *a_step(struct req *r, const char *id, const char *words)
{
	MUST(harness_post(r, goal_at(r, id, "/steps"), "words", words, NULL));
	MUST(harness_get(r, goal_at(r, id, "")));
	const json_t *steps = json_object_get(harness_json(r), "steps");
	return arena_str(&r->arena, json_string_value(json_object_get(json_array_get(steps, json_array_size(steps) - 1), "id")));
}

/* The kinds of what happened, oldest first, as one text. */
static const char *road(struct req *r, const char *id)
{
	const char *all = "";
	MUST(harness_get(r, goal_at(r, id, "")));
	const json_t *stones = json_object_get(harness_json(r), "road");
	for (size_t i = 0; i < json_array_size(stones); i++)
		all = arena_printf(&r->arena, "%s%s%s", all, i ? " " : "", json_string_value(json_object_get(json_array_get(stones, i), "kind")));
	return all;
}

static void a_goal_has_four_sides_and_the_words_of_its_owner(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	static const char *const sides[] = { "health", "home", "purpose", "community" };
	for (size_t i = 0; i < COUNT(sides); i++)
		begin_goal(r, w.ana, sides[i], arena_printf(&r->arena, "A want of %s", sides[i]));
	MUST(harness_get(r, GOALS));
	for (size_t i = 0; i < COUNT(sides); i++)
		harness_says(r, arena_printf(&r->arena, "A want of %s", sides[i]));
	assert_int_equal(harness_post(r, GOALS "/new", "side", "money", "words", "A want", NULL), INVALID);
	assert_true(harness_fault(r, "side", "choice"));
	assert_int_equal(harness_post(r, GOALS "/new", "side", "home", NULL), INVALID);
	assert_true(harness_fault(r, "words", "needed"));
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, GOALS));
	harness_says_not(r, "A want of");
}

static void a_goal_is_its_owners_alone(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	a_pair(r, &w);
	const char *id = begin_goal(r, w.ana, "home", "A door that locks"), *step = a_step(r, id, "Call the office");
	const char *const others[] = { w.ben, w.sue, w.cora, w.otto, NULL };
	static const char *const looks[] = { "", "/words", "/turn", "/along", "/walk" };
	static const char *const acts[] = { "/remove", "/again", "/story" };
	for (size_t i = 0; i < COUNT(others); i++) {
		harness_as(r, others[i], 0);
		for (size_t k = 0; k < COUNT(looks); k++)
			assert_int_equal(harness_get(r, goal_at(r, id, looks[k])), MISSING);
		for (size_t k = 0; k < COUNT(acts); k++)
			assert_int_equal(harness_post(r, goal_at(r, id, acts[k]), NULL), MISSING);
		assert_int_equal(harness_post(r, goal_at(r, id, "/steps"), "words", "Mine", NULL), MISSING);
		assert_int_equal(harness_post(r, goal_at(r, id, arena_printf(&r->arena, "/steps/%s/done", step)), NULL), MISSING);
		assert_int_equal(harness_post(r, goal_at(r, id, "/sure"), "sure", "3", NULL), MISSING);
		assert_int_equal(harness_post(r, goal_at(r, id, "/turn"), "turn", "let_go", NULL), MISSING);
	}
	harness_as(r, w.ana, 0);
	assert_string_equal(road(r, id), "begun");
}

static void small_steps_are_done_and_not_yet_and_stand_on_the_road(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *id = begin_goal(r, w.ana, "health", "Sleep at night"), *one = a_step(r, id, "Put the phone away"), *two = a_step(r, id, "Ask about the pill");
	MUST(harness_get(r, GOALS));
	harness_says(r, "Put the phone away");
	harness_says(r, "0 of 2 steps");
	r->now += 86400;
	MUST(harness_post(r, goal_at(r, id, arena_printf(&r->arena, "/steps/%s/done", one)), NULL));
	assert_string_equal(road(r, id), "begun step");
	MUST(harness_get(r, GOALS));
	harness_says(r, "Ask about the pill");
	MUST(harness_post(r, goal_at(r, id, arena_printf(&r->arena, "/steps/%s/not-yet", one)), NULL));
	assert_string_equal(road(r, id), "begun");
	MUST(harness_post(r, goal_at(r, id, arena_printf(&r->arena, "/steps/%s/remove", two)), NULL));
	assert_int_equal(harness_post(r, goal_at(r, id, arena_printf(&r->arena, "/steps/%s/done", two)), NULL), MISSING);
	const char *other = begin_goal(r, w.ana, "home", "Another one");
	assert_int_equal(harness_post(r, goal_at(r, other, arena_printf(&r->arena, "/steps/%s/done", one)), NULL), MISSING);
	for (int i = 1; i < 40; i++)
		MUST(harness_post(r, goal_at(r, id, "/steps"), "words", "One more", NULL));
	assert_int_equal(harness_post(r, goal_at(r, id, "/steps"), "words", "One too many", NULL), INVALID);
	assert_true(harness_fault(r, "words", "too_many"));
}

static void how_sure_is_kept_as_a_history_and_can_be_taken_off(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *id = begin_goal(r, w.ana, "purpose", "Work three days"), *path = goal_at(r, id, "/sure");
	static const char *const said[] = { "0", "7", "10" };
	for (size_t i = 0; i < COUNT(said); i++) {
		r->now += 86400;
		MUST(harness_post(r, path, "sure", said[i], "words", "A friend beside me", NULL));
	}
	assert_string_equal(road(r, id), "begun sure sure sure");
	const json_t *page = harness_json(r);
	assert_int_equal(json_integer_value(json_object_get(page, "sure")), 10);
	assert_int_equal(json_integer_value(json_object_get(json_array_get(json_object_get(page, "road"), 1), "sure")), 0);
	const char *last = arena_str(&r->arena, json_string_value(json_object_get(json_array_get(json_object_get(page, "road"), 3), "id")));
	const char *first = arena_str(&r->arena, json_string_value(json_object_get(json_array_get(json_object_get(page, "road"), 0), "id")));
	static const char *const wrong[] = { "11", "-1", "some", "" };
	for (size_t i = 0; i < COUNT(wrong); i++)
		assert_int_equal(harness_post(r, path, "sure", wrong[i], NULL), INVALID);
	MUST(harness_post(r, goal_at(r, id, arena_printf(&r->arena, "/moments/%s/remove", last)), NULL));
	MUST(harness_get(r, goal_at(r, id, "")));
	harness_says(r, "7 of 10");
	assert_int_equal(harness_post(r, goal_at(r, id, arena_printf(&r->arena, "/moments/%s/remove", first)), NULL), MISSING);  /* that it began stays */
}

static void done_changed_and_let_go_are_ways_to_go_on(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *id = begin_goal(r, w.ana, "community", "Go to the choir"), *turn = goal_at(r, id, "/turn");
	assert_int_equal(harness_post(r, turn, NULL), INVALID);
	assert_int_equal(harness_post(r, turn, "turn", "failed", NULL), INVALID);
	assert_int_equal(harness_post(r, turn, "turn", "changed", NULL), INVALID);
	assert_true(harness_fault(r, "now", "needed"));
	r->now += 1;
	MUST(harness_post(r, turn, "turn", "changed", "now", "Sing with my girl", "words", "The choir was too loud", NULL));
	MUST(harness_get(r, goal_at(r, id, "")));
	harness_says(r, "<h1>Sing with my girl</h1>");
	harness_says(r, "Go to the choir");
	r->now += 1;
	MUST(harness_post(r, turn, "turn", "let_go", "words", "Not now", NULL));
	MUST(harness_post(r, turn, "turn", "let_go", NULL));    /* said twice it is one moment */
	MUST(harness_get(r, GOALS));
	harness_says(r, "Let go");
	r->now += 1;
	MUST(harness_post(r, goal_at(r, id, "/again"), NULL));
	r->now += 1;
	MUST(harness_post(r, turn, "turn", "done", "words", "We sang", NULL));
	assert_string_equal(road(r, id), "begun changed let_go again done");
	MUST(harness_get(r, goal_at(r, id, "")));
	harness_says(r, "You did it.");
	harness_says_not(r, "fail");
}

static void the_road_is_a_picture_that_says_nothing_its_words_do_not_say(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *id = begin_goal(r, w.ana, "home", "A key of my own");
	MUST(harness_get(r, goal_at(r, id, "")));
	harness_says(r, "<path class=\"way\" d=\"M40 27\"/>");
	harness_says_not(r, "way-ahead");
	harness_says(r, "aria-hidden=\"true\"");
	a_step(r, id, "Ask for the form");
	MUST(harness_get(r, goal_at(r, id, "")));
	harness_says(r, "class=\"way-ahead\" d=\"M40 27C80 27 80 41 120 41\"");
	for (int i = 0; i < 30; i++) {
		r->now += 60;
		MUST(harness_post(r, goal_at(r, id, "/sure"), "sure", "5", NULL));
	}
	MUST(harness_get(r, goal_at(r, id, "")));
	harness_says(r, "The picture shows the newest 24");
	harness_says(r, "C314 ");      /* the turn at the end of a row, within the picture */
	harness_says_not(r, "C320");
	assert_int_equal(json_array_size(json_object_get(harness_json(r), "road")), 31);
}

static void its_words_are_changed_in_one_window_at_a_time(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *id = begin_goal(r, w.ana, "home", "A room"), *path = goal_at(r, id, "/words");
	MUST(harness_post(r, path, "side", "home", "words", "A room with a window", "version", "1", NULL));
	assert_int_equal(harness_post(r, path, "side", "home", "words", "A room with a view", "version", "1", NULL), CONFLICT);
	harness_says(r, "A room with a window");
	harness_says(r, "A room with a view");
	MUST(harness_post(r, path, "side", "health", "words", "A room with a view", "version", "2", NULL));
}

static void what_was_learned_becomes_a_story_that_is_only_a_draft(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *id = begin_goal(r, w.ana, "health", "Sleep at night"), *step = a_step(r, id, "Put the phone away");
	a_step(r, id, "Never done");
	MUST(harness_post(r, goal_at(r, id, arena_printf(&r->arena, "/steps/%s/done", step)), NULL));
	MUST(harness_post(r, goal_at(r, id, "/turn"), "turn", "done", "words", "It was the light", NULL));
	MUST(harness_post(r, goal_at(r, id, "/story"), NULL));
	const char *page = led_to(r, "/pages/");
	MUST(harness_get(r, page_at(r, page, "/helped")));
	harness_says(r, "Put the phone away");
	harness_says_not(r, "Never done");
	harness_says(r, "not saved yet");
	MUST(harness_get(r, page_at(r, page, "/turn")));
	harness_says(r, "It was the light");
	MUST(harness_get(r, page_at(r, page, "/print")));
	harness_says_not(r, "Put the phone away");
	MUST(harness_get(r, goal_at(r, id, "")));
}

static void fifty_at_once_are_enough_and_old_ones_go_by_pages(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	int64_t changed;
	MUST(db_begin(r->db, true));
	for (int i = 0; i < 50; i++)
		MUST(goal_add(r, id_new(r), w.ana, 0, "One of many", NULL, r->now + i, &changed));
	for (int i = 0; i < 60; i++) {
		const char *id = id_new(r);
		MUST(goal_add(r, id, w.ana, 0, "An old one", NULL, r->now + i, &changed));
		MUST(goal_state(r, id, GOALS_DONE, r->now + i, &changed));
	}
	MUST(db_commit(r->db));
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_post(r, GOALS "/new", "side", "home", "words", "One more", NULL), INVALID);
	MUST(harness_get(r, GOALS));
	const json_t *page = harness_json(r);
	assert_int_equal(json_array_size(json_object_get(page, "past")), 50);
	const char *old = arena_str(&r->arena, json_string_value(json_object_get(json_array_get(json_object_get(page, "past"), 0), "id")));
	MUST(harness_get(r, arena_printf(&r->arena, GOALS "?before=%lld&before_id=%s", (long long)json_integer_value(json_object_get(page, "next")),
					 json_string_value(json_object_get(page, "next_id")))));
	assert_int_equal(json_array_size(json_object_get(harness_json(r), "past")), 10);
	assert_int_equal(harness_post(r, goal_at(r, old, "/again"), NULL), INVALID);
}

static void whoever_leaves_takes_their_goals_along(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *id = begin_goal(r, w.ana, "home", "A key of my own");
	a_step(r, id, "Ask");
	MUST(harness_post(r, goal_at(r, id, "/remove"), NULL));
	assert_int_equal(harness_get(r, goal_at(r, id, "")), MISSING);
	begin_goal(r, w.ana, "home", "Another");
	MUST(db_begin(r->db, true));
	MUST(tell(r, &people_left, w.ana));
	MUST(db_commit(r->db));
	struct goals_count n;
	MUST(db_begin(r->db, false));
	MUST(goals_count(r, w.ana, &n));
	db_rollback(r->db);
	assert_int_equal(n.n, 0);
}

HARNESS(a_goal_has_four_sides_and_the_words_of_its_owner, a_goal_is_its_owners_alone, small_steps_are_done_and_not_yet_and_stand_on_the_road,
	how_sure_is_kept_as_a_history_and_can_be_taken_off, done_changed_and_let_go_are_ways_to_go_on,
	the_road_is_a_picture_that_says_nothing_its_words_do_not_say, its_words_are_changed_in_one_window_at_a_time,
	what_was_learned_becomes_a_story_that_is_only_a_draft, fifty_at_once_are_enough_and_old_ones_go_by_pages,
	whoever_leaves_takes_their_goals_along)

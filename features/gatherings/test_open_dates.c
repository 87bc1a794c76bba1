/* What anyone may read of what is planned, without an account. */
#include "test_gathering_world.h"
#include "../groups/test_circle.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature, &matching_feature,
	&connections_feature, &groups_feature, &encounters_feature, &gatherings_feature, NULL };

#define OPEN HARBOR "/open-gatherings"

static const char *open_one(struct req *r, struct planned p) { return arena_printf(&r->arena, OPEN "/%s", p.id); }

static void what_is_shown_says_when_and_which_town_and_no_more(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct planned soup = AN_EVENT(r, &w, "title", "Soup for all", "about", "Bread too", "shown", "1", "town", "Riverside", "capacity", "37", "link", "https://talk.example.org/b");
	struct planned inside = AN_EVENT(r, &w, "title", "Only inside", "open", "1");
	MUST(answers(r, w.ben, soup, "yes"));
	harness_as(r, NULL, 0);
	MUST(harness_get(r, open_one(r, soup)));
	static const char *const there[] = { "Soup for all", "Bread too", "Riverside", "18 Jun 2025", "How to come", "/join\"" };
	static const char *const not_there[] = { "Blue room", "talk.example.org", "Cora", "Ben", "37", "Only inside" };
	for (size_t k = 0; k < COUNT(there); k++)
		harness_says(r, there[k]);
	for (size_t k = 0; k < COUNT(not_there); k++)
		harness_says_not(r, not_there[k]);
	assert_null(json_object_get(harness_json(r), "taken"));
	static const char *const pages[] = { OPEN, HARBOR };
	for (size_t k = 0; k < COUNT(pages); k++) {
		MUST(harness_get(r, pages[k]));
		harness_says(r, "Soup for all");
		harness_says_not(r, "Only inside");
		harness_says_not(r, "Blue room");
		harness_says_not(r, "37");
	}
	assert_int_equal(harness_get(r, open_one(r, inside)), MISSING);
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, open_one(r, soup)));
	harness_says(r, "To its page");
}

static void only_who_speaks_for_the_community_shows_something_to_everyone(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	harness_as(r, w.ben, 0);
	MUST(PLAN_HERE(r, "kind", "event", "shown", "1", "town", "Riverside"));
	struct planned mine = planned_now(r);
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, open_one(r, mine)), MISSING);
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, all_path(r, mine, "/edit")));
	harness_says_not(r, "name=\"shown\"");
#define CHANGE(...) harness_post(r, all_path(r, mine, "/edit"), __VA_ARGS__, "title", "Soup and talk", "clock", "18:00", "minutes", "90", "mode", "in_person", NULL)
	MUST(CHANGE("shown", "1"));
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, open_one(r, mine)), MISSING);
	harness_as(r, w.cora, 0);
	MUST(CHANGE("shown", "1", "town", "Riverside"));
	harness_as(r, w.ben, 0);
	MUST(CHANGE("about", "Bread"));        /* whoever planned it changes it, and the yes stays */
	harness_as(r, NULL, 0);
	MUST(harness_get(r, open_one(r, mine)));
	harness_says(r, "Riverside");
	harness_as(r, w.cora, 0);
	assert_int_equal(CHANGE("shown", "1", "asked", "supporters"), INVALID);
	assert_true(harness_fault(r, "shown", "asked"));
	MUST(CHANGE("about", "Bread"));        /* no longer */
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, open_one(r, mine)), MISSING);
	harness_as(r, w.cora, 0);
	assert_int_equal(PLAN_HERE(r, "kind", "event", "shown", "1", "asked", "named"), INVALID);
	assert_true(harness_fault(r, "shown", "asked"));
#undef CHANGE
}

static void what_a_group_plans_is_shown_where_the_group_is(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *g = a_group(r, w.ana, "open", "");
	harness_as(r, w.ana, 0);
	MUST(PLAN(r, group_path(r, g, "/gatherings/new"), "kind", "group", "repeats", "weekly", "shown", "1", "title", "Circle"));
	struct planned circle = planned_now(r);
	MUST(PLAN(r, group_path(r, g, "/gatherings/new"), "kind", "group", "title", "Only for us"));
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, open_one(r, circle)), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, all_path(r, circle, "")));
	harness_says_not(r, "/open-gatherings/");
	MUST(harness_post(r, group_path(r, g, "/settings"), "name", "Wednesday circle", "purpose", "To sit together", "lang", "en", "way", "open", "answer_days", "3",
			  "mode", "in_person", "version", "1", "open_page", "1", NULL));
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, group_path(r, g, "/shown"), "shown", "1", NULL));
	harness_as(r, NULL, 0);
	MUST(harness_get(r, open_one(r, circle)));
	harness_says(r, "The group that meets");
	harness_says(r, "Every week");
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/open-groups/%s", g)));
	harness_says(r, "The next times");
	harness_says(r, ">Circle<");
	harness_says_not(r, "Only for us");
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, all_path(r, circle, "")));
	harness_says(r, "/open-gatherings/");
	/* Moved on from some day, it stays shown; called off, that is said. */
	MUST(harness_post(r, time_path(r, on(circle, "2025-06-25"), "/move-on"), "day", "2025-06-26", "clock", "19:00", "minutes", "90", NULL));
	struct planned later = planned_now(r);
	MUST(harness_post(r, time_path(r, circle, "/off"), NULL));
	harness_as(r, NULL, 0);
	MUST(harness_get(r, open_one(r, later)));
	harness_says(r, "26 Jun 2025");
	MUST(harness_get(r, open_one(r, circle)));
	harness_says(r, "called off");
}

static void each_stands_once_with_its_next_time_and_many_are_read_in_pages(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	harness_as(r, w.cora, 0);
	for (int k = 0; k < 21; k++)
		MUST(PLAN_HERE(r, "kind", "event", "shown", "1", "repeats", "weekly", "title", arena_printf(&r->arena, "Soup %c", 'A' + k)));
	harness_as(r, NULL, 0);
	MUST(harness_get(r, OPEN));
	const json_t *page = harness_json(r), *coming = json_object_get(page, "coming");
	assert_int_equal(json_array_size(coming), 20);
	for (size_t k = 1; k < 20; k++)
		assert_string_not_equal(json_string_value(json_object_get(json_array_get(coming, k), "id")), json_string_value(json_object_get(json_array_get(coming, k - 1), "id")));
	MUST(harness_get(r, arena_printf(&r->arena, OPEN "?after=%lld&after_id=%s", (long long)json_integer_value(json_object_get(page, "more_after")),
					 json_string_value(json_object_get(page, "more_id")))));
	page = harness_json(r);
	assert_int_equal(json_array_size(json_object_get(page, "coming")), 1);
	assert_true(json_is_null(json_object_get(page, "more_id")));
	MUST(harness_get(r, HARBOR));
	harness_says(r, "All of it");
}

HARNESS(what_is_shown_says_when_and_which_town_and_no_more, only_who_speaks_for_the_community_shows_something_to_everyone,
	what_a_group_plans_is_shown_where_the_group_is, each_stands_once_with_its_next_time_and_many_are_read_in_pages)

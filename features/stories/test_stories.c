/* Stories: the shelf holds what is open and nothing else, found by words that stand nowhere in the clear; telling is logged for
 * the owner, copied nowhere, and ends at once. */
#include "../documents/test_pages.h"
#include "../groups/test_circle.h"
#include "queries.h"
#include "stories.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &documents_feature, &stories_feature, NULL };

#define SHELF HARBOR "/stories"

static const char *a_story(struct req *r, struct world *w, const char *audience)
{
	*w = a_settled_world(r, 1);
	const char *id = begin_page(r, w->ana, "story");
	write_part(r, id, "heart", "I was walking by the lighthouse. Volví a reír.", "0");
	write_part(r, id, "turn", "A secret about otters", "0");
	share_part(r, id, "heart", audience, NULL);
	return id;
}

static size_t found(struct req *r, const char *query)
{
	MUST(harness_get(r, arena_printf(&r->arena, SHELF "%s", query)));
	return json_array_size(json_object_get(harness_json(r), "found"));
}

static void what_is_open_is_found_by_word_and_nothing_else_is(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_story(r, &w, "community");
	harness_as(r, w.ben, 0);
	assert_int_equal(found(r, ""), 1);
	harness_says(r, id);
	static const char *const hits[] = { "?words=lighthouse", "?words=walk", "?words=WALKED", "?words=volvi",
		"?words=Volv%C3%AD%20lighthouses", "?words=the" };
	for (size_t i = 0; i < COUNT(hits); i++)
		if (found(r, hits[i]) != 1)
			fail_msg("%s", hits[i]);
	static const char *const misses[] = { "?words=otters", "?words=secret", "?words=lighthouse%20otters", "?words=zebra", "?topic=loss" };
	for (size_t i = 0; i < COUNT(misses); i++)
		if (found(r, misses[i]) != 0)
			fail_msg("%s", misses[i]);
	assert_int_equal(harness_get(r, SHELF "?topic=nothing"), INVALID);
	harness_as(r, w.otto, 0);
	assert_int_equal(harness_get(r, SHELF), MISSING);
}

static void only_a_wide_circle_puts_a_story_on_the_shelf(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_story(r, &w, "me");
	static const struct { const char *audience; size_t n; } circles[] = { { "connections", 0 }, { "community", 1 }, { "anyone", 1 }, { "me", 0 } };
	for (size_t i = 0; i < COUNT(circles); i++) {
		harness_as(r, w.ana, 0);
		share_part(r, id, "heart", circles[i].audience, NULL);
		harness_as(r, w.ben, 0);
		assert_int_equal(found(r, "?words=lighthouse"), circles[i].n);
	}
	const char *plan = begin_page(r, w.ana, "wellness");
	write_part(r, plan, "toolbox", "A lighthouse too", "0");
	share_part(r, plan, "toolbox", "community", NULL);
	harness_as(r, w.ben, 0);
	assert_int_equal(found(r, ""), 0);      /* a shelf of stories */
}

static void withdrawing_and_writing_anew_count_at_once(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_story(r, &w, "community"), *why = NULL;
	write_part(r, id, "heart", "I was at the harbor", "1");
	harness_as(r, w.ben, 0);
	assert_int_equal(found(r, "?words=lighthouse"), 0);
	assert_int_equal(found(r, "?words=harbor"), 1);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, page_at(r, id, "/withdraw"), NULL));
	harness_as(r, w.ben, 0);
	assert_int_equal(found(r, ""), 0);
	assert_int_equal(harness_get(r, shared_at(r, id)), MISSING);
	MUST(db_begin(r->db, false));
	MUST(stories_feature.checks[0].holds(r, &why));
	db_rollback(r->db);
	assert_null(why);
}

static void the_end_of_a_part_is_the_end_of_its_words(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_story(r, &w, "community");
	int64_t today = r->now / 86400;
	struct civil c = day_civil(today + 1);
	MUST(harness_post(r, page_at(r, id, "/turn/sharing"), "audience", "community", "until",
			  arena_printf(&r->arena, "%04d-%02d-%02d", c.year, c.month, c.day), NULL));
	harness_as(r, w.ben, 0);
	assert_int_equal(found(r, "?words=otters"), 1);
	r->now = (today + 2) * 86400;
	assert_int_equal(found(r, "?words=otters"), 0);
	assert_int_equal(found(r, "?words=lighthouse"), 1);
}

static void readers_leave_topics_out_for_themselves(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_story(r, &w, "community");
	MUST(harness_post(r, page_at(r, id, "/telling"), "listener", "beginning", "topics", "loss", "topics", "war", "version", "0", NULL));
	assert_int_equal(harness_post(r, page_at(r, id, "/telling"), "listener", "family", "version", "0", NULL), CONFLICT);
	assert_int_equal(harness_post(r, page_at(r, id, "/telling"), "version", "1", NULL), INVALID);
	harness_as(r, w.ben, 0);
	assert_int_equal(found(r, "?topic=loss"), 1);
	MUST(harness_get(r, SHELF));
	harness_says(r, "Loss of someone");
	MUST(harness_post(r, SHELF "/filter", "topics", "loss", NULL));
	assert_int_equal(found(r, ""), 0);
	MUST(harness_get(r, SHELF));
	harness_says(r, "One story is left out");
	harness_as(r, w.cora, 0);
	assert_int_equal(found(r, ""), 1);
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, SHELF "/filter", NULL));
	assert_int_equal(found(r, ""), 1);
}

static void a_shared_experience_is_the_reason_that_is_said(void **state)
{
	struct req *r = *state;
	struct world w;
	a_story(r, &w, "community");
	tell_lived(r, w.ben, "worry", "matching");
	tell_lived(r, w.ana, "worry", "supporters");    /* not shown to members: no reason to give */
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, SHELF));
	assert_int_equal(json_array_size(json_object_get(harness_json(r), "for_me")), 0);
	tell_lived(r, w.ben, "very_low", "matching");
	tell_lived(r, w.ana, "very_low", "members");
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, SHELF));
	harness_says(r, "times of feeling very low");
	const json_t *first = json_array_get(json_object_get(harness_json(r), "for_me"), 0);
	assert_string_equal(json_string_value(json_object_get(first, "reason")), "times of feeling very low");
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, SHELF));
	assert_int_equal(json_array_size(json_object_get(harness_json(r), "for_me")), 0);
}

static void whoever_keeps_apart_does_not_meet_on_the_shelf(void **state)
{
	struct req *r = *state;
	struct world w;
	a_story(r, &w, "community");
	in_harbor(r, &w, w.ana);
	MUST(db_begin(r->db, true));
	MUST(experiences_keep_apart(r, w.ben));
	MUST(db_commit(r->db));
	harness_as(r, w.ben, 0);
	assert_int_equal(found(r, ""), 0);
	harness_as(r, w.cora, 0);
	assert_int_equal(found(r, ""), 1);
}

static void another_version_is_a_page_of_its_own(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_story(r, &w, "community");
	MUST(harness_post(r, page_at(r, id, "/another"), NULL));
	const char *copy = led_to(r, "/pages/");
	assert_string_not_equal(copy, id);
	MUST(harness_get(r, page_at(r, copy, "/heart")));
	harness_says(r, "lighthouse");
	harness_says(r, "Only you can read this part");
	MUST(harness_get(r, page_at(r, id, "/telling")));
	harness_says(r, copy);
	harness_as(r, w.ben, 0);
	assert_int_equal(found(r, ""), 1);
	assert_int_equal(harness_post(r, page_at(r, id, "/another"), NULL), MISSING);
	assert_int_equal(harness_get(r, page_at(r, id, "/telling")), MISSING);
	harness_as(r, w.ana, 0);
	const char *plan = begin_page(r, w.ana, "wellness");
	assert_int_equal(harness_get(r, page_at(r, plan, "/telling")), MISSING);
	MUST(harness_post(r, page_at(r, id, "/remove"), NULL));
	MUST(harness_get(r, page_at(r, copy, "/telling")));
}

static void a_part_is_told_to_one_logged_for_the_owner_and_taken_back(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_story(r, &w, "me");
	const char *c = a_pair(r, &w), *page = arena_printf(&r->arena, HARBOR "/connections/%s", c);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, arena_printf(&r->arena, "%s/tell", page)));
	harness_says(r, "The heart of it");
	const char *tell = arena_printf(&r->arena, "%s/tell", page);
	assert_int_equal(harness_post(r, tell, "part", "nonsense", NULL), INVALID);
	assert_int_equal(harness_post(r, tell, NULL), INVALID);
	MUST(harness_post(r, tell, "part", arena_printf(&r->arena, "%s/heart", id), NULL));
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, page));
	harness_says(r, "lighthouse");
	harness_says_not(r, "otters");
	assert_int_equal(harness_post(r, tell, "part", arena_printf(&r->arena, "%s/heart", id), NULL), INVALID);    /* not hers to tell */
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_get(r, tell), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, page_at(r, id, "/telling")));
	harness_says(r, "Sue");
	MUST(harness_get(r, page));
	const char *back = arena_printf(&r->arena, "%s/told/%s/back", page, after(r, "/told/", '/'));
	harness_as(r, w.sue, 0);
	assert_int_equal(harness_post(r, back, NULL), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, back, NULL));
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, page));
	harness_says_not(r, "lighthouse");
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, page_at(r, id, "/telling")));
	harness_says(r, "Not shown any more");
}

static void withdrawing_a_story_takes_back_what_was_told(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_story(r, &w, "me");
	const char *c = a_pair(r, &w), *page = arena_printf(&r->arena, HARBOR "/connections/%s", c);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, arena_printf(&r->arena, "%s/tell", page), "part", arena_printf(&r->arena, "%s/heart", id), NULL));
	MUST(harness_post(r, page_at(r, id, "/withdraw"), NULL));
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, page));
	harness_says_not(r, "lighthouse");
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, arena_printf(&r->arena, "%s/tell", page), "part", arena_printf(&r->arena, "%s/heart", id), NULL));
	r->now += 7 * 86400;
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, page));
	harness_says_not(r, "lighthouse");
}

static void whoever_goes_takes_their_stories_along(void **state)
{
	struct req *r = *state;
	struct world w;
	a_story(r, &w, "community");
	MUST(harness_post(r, HARBOR "/leave-community", NULL));
	harness_as(r, w.ben, 0);
	assert_int_equal(found(r, ""), 0);
	MUST(harness_post(r, SHELF "/filter", "topics", "loss", NULL));
	MUST(db_begin(r->db, true));
	MUST(tell(r, &people_left, w.ana));
	MUST(tell(r, &people_left, w.ben));
	MUST(db_commit(r->db));
}

static void a_part_is_told_to_a_group_and_taken_back(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_story(r, &w, "me"), *group = a_group(r, w.ana, "open", ""), *tell = group_path(r, group, "/tell");
	MUST(comes(r, group, w.ben));
	harness_as(r, w.sue, 0);
	assert_int_equal(harness_get(r, tell), MISSING);
	assert_int_equal(harness_post(r, tell, "part", arena_printf(&r->arena, "%s/heart", id), NULL), MISSING);
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_post(r, tell, "part", arena_printf(&r->arena, "%s/heart", id), NULL), INVALID);    /* not his to tell */
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, tell));
	harness_says(r, "Everyone in this group can read this part for a week");
	MUST(harness_post(r, tell, "part", arena_printf(&r->arena, "%s/heart", id), NULL));
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, group_path(r, group, "")));
	harness_says(r, "by the lighthouse");
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, group_path(r, group, "")));
	harness_says_not(r, "by the lighthouse");
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, page_at(r, id, "/telling")));
	harness_says(r, "Wednesday circle");
	MUST(harness_get(r, group_path(r, group, "")));
	const char *told = arena_str(&r->arena, after(r, "/told/", '/'));
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_post(r, group_path(r, group, arena_printf(&r->arena, "/told/%s/back", told)), NULL), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, group_path(r, group, arena_printf(&r->arena, "/told/%s/back", told)), NULL));
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, group_path(r, group, "")));
	harness_says_not(r, "by the lighthouse");
}

HARNESS(a_part_is_told_to_a_group_and_taken_back, what_is_open_is_found_by_word_and_nothing_else_is, only_a_wide_circle_puts_a_story_on_the_shelf,
	withdrawing_and_writing_anew_count_at_once, the_end_of_a_part_is_the_end_of_its_words, readers_leave_topics_out_for_themselves,
	a_shared_experience_is_the_reason_that_is_said, whoever_keeps_apart_does_not_meet_on_the_shelf, another_version_is_a_page_of_its_own,
	a_part_is_told_to_one_logged_for_the_owner_and_taken_back, withdrawing_a_story_takes_back_what_was_told,
	whoever_goes_takes_their_stories_along)

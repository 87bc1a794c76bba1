/* Lists of steps: made, shared, read by who may, taken over as one's own, ticked, made better together. */
#include "../documents/test_pages.h"
#include "queries.h"
#include "skills.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &documents_feature, &skills_feature, NULL };

#define SKILLS HARBOR "/skills"

static const char *skill_at(struct req *r, const char *id, const char *end) { return arena_printf(&r->arena, SKILLS "/%s%s", id, end); }

static const char *a_list(struct req *r, const char *person, const char *audience)
{
	harness_as(r, person, 0);
	MUST(harness_post(r, SKILLS "/new", "title", "Take the bus to the lake", "topic", "bus", "about", "Two dollars in coins", NULL));
	const char *id = led_to(r, "/skills/");
	MUST(harness_post(r, skill_at(r, id, "/steps"), "words", "Look for the number 4", NULL));
	MUST(harness_post(r, skill_at(r, id, "/steps"), "words", "Sit near the driver", NULL));
	MUST(harness_post(r, skill_at(r, id, "/sharing"), "audience", audience, NULL));
	return id;
}

static const json_t *step_of(struct req *r, const char *path, size_t k)
{
	MUST(harness_get(r, path));
	return json_array_get(json_object_get(harness_json(r), "steps"), k);
}
static const char *step_words(struct req *r, const char *id, size_t k)
{
	return arena_str(&r->arena, json_string_value(json_object_get(step_of(r, skill_at(r, id, ""), k), "words")));
}
static const char *step_id(struct req *r, const char *path, size_t k)
{
	return arena_str(&r->arena, json_string_value(json_object_get(step_of(r, path, k), "id")));
}
static const char *step_at(struct req *r, const char *id, const char *step, const char *end)
{
	return arena_printf(&r->arena, SKILLS "/%s/steps/%s%s", id, step, end);
}

static void each_circle_reads_it_and_no_other(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	a_pair(r, &w);
	static const struct { const char *audience, *who; } circles[] = { { "me", "" }, { "connections", "s" }, { "community", "sbc" }, { "me", "" } };
	const char *id = a_list(r, w.ana, "me");
	for (size_t i = 0; i < COUNT(circles); i++) {
		const struct { char letter; const char *person; } all[] = { { 's', w.sue }, { 'b', w.ben }, { 'c', w.cora }, { 'o', w.otto }, { '-', NULL } };
		harness_as(r, w.ana, 0);
		MUST(harness_post(r, skill_at(r, id, "/sharing"), "audience", circles[i].audience, NULL));
		for (size_t k = 0; k < COUNT(all); k++) {
			bool may = strchr(circles[i].who, all[k].letter) != NULL;
			harness_as(r, all[k].person, 0);
			if ((harness_get(r, skill_at(r, id, "/list")) == OK) != may)
				fail_msg("%s: %c", circles[i].audience, all[k].letter);
			if (may)
				harness_says(r, "Sit near the driver");
			assert_int_equal(harness_get(r, skill_at(r, id, "")), MISSING);
			assert_int_equal(harness_post(r, skill_at(r, id, "/take"), NULL), may ? OK : MISSING);
		}
	}
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_post(r, skill_at(r, id, "/sharing"), "audience", "anyone", NULL), INVALID);
}

static void what_is_shared_is_found_by_topic(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	a_list(r, w.ana, "community");
	harness_as(r, w.ben, 0);
	static const struct { const char *query; size_t n; } finds[] = { { "", 1 }, { "?topic=bus", 1 }, { "?topic=money", 0 } };
	for (size_t i = 0; i < COUNT(finds); i++) {
		MUST(harness_get(r, arena_printf(&r->arena, SKILLS "%s", finds[i].query)));
		assert_int_equal(json_array_size(json_object_get(harness_json(r), "others")), finds[i].n);
	}
	assert_int_equal(harness_get(r, SKILLS "?topic=flying"), INVALID);
	in_harbor(r, &w, w.ben);
	MUST(db_begin(r->db, true));
	MUST(experiences_keep_apart(r, w.ana));
	MUST(db_commit(r->db));
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, SKILLS));
	harness_says_not(r, "Take the bus");
}

static void a_copy_is_its_takers_own_and_says_where_it_came_from(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *id = a_list(r, w.ana, "community");
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, skill_at(r, id, "/take"), NULL));
	const char *copy = led_to(r, "/skills/");
	assert_string_not_equal(copy, id);
	MUST(harness_post(r, skill_at(r, id, "/take"), NULL));
	assert_string_equal(led_to(r, "/skills/"), copy);      /* one copy is enough */
	MUST(harness_get(r, skill_at(r, copy, "")));
	harness_says(r, "It began as a list by Ana.");
	const char *step = step_id(r, skill_at(r, copy, ""), 0);
	MUST(harness_post(r, step_at(r, copy, step, "/done"), NULL));
	MUST(harness_post(r, step_at(r, copy, step, ""), "words", "Look for number 5", NULL));
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, skill_at(r, id, "")));
	harness_says(r, "Look for the number 4");
	harness_says_not(r, "Not yet");        /* the tick is Ben's */
	MUST(harness_post(r, skill_at(r, id, "/take"), NULL));
	assert_string_equal(led_to(r, "/skills/"), id);
	MUST(harness_post(r, skill_at(r, id, "/sharing"), "audience", "me", NULL));
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, skill_at(r, copy, "")));
	harness_says(r, "a list that is not shared any more");
	harness_says_not(r, "Ana");
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, skill_at(r, id, "/remove"), NULL));
	harness_as(r, w.ben, 0);
	assert_string_equal(step_words(r, copy, 0), "Look for number 5");
}

static void steps_are_worded_moved_ticked_and_taken_away(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *id = a_list(r, w.ana, "me"), *second = step_id(r, skill_at(r, id, ""), 1);
	MUST(harness_post(r, step_at(r, id, second, "/up"), NULL));
	assert_string_equal(step_words(r, id, 0), "Sit near the driver");
	MUST(harness_post(r, step_at(r, id, second, "/up"), NULL));    /* the first stays */
	assert_string_equal(step_words(r, id, 0), "Sit near the driver");
	MUST(harness_get(r, step_at(r, id, second, "")));
	harness_says(r, "Sit near the driver");
	assert_int_equal(harness_post(r, step_at(r, id, second, ""), "words", "x", NULL), INVALID);
	MUST(harness_post(r, step_at(r, id, second, "/done"), NULL));
	MUST(harness_post(r, step_at(r, id, step_id(r, skill_at(r, id, ""), 1), "/done"), NULL));
	MUST(harness_get(r, skill_at(r, id, "")));
	harness_says(r, "Every step is ticked");
	MUST(harness_post(r, step_at(r, id, second, "/not-yet"), NULL));
	MUST(harness_post(r, skill_at(r, id, "/untick"), NULL));
	MUST(harness_get(r, skill_at(r, id, "")));
	harness_says_not(r, "Not yet");
	MUST(harness_post(r, step_at(r, id, second, "/remove"), NULL));
	assert_string_equal(step_words(r, id, 0), "Look for the number 4");
	assert_int_equal(harness_get(r, step_at(r, id, second, "")), MISSING);
	assert_int_equal(harness_post(r, step_at(r, id, second, "/up"), NULL), MISSING);
	assert_int_equal(harness_post(r, step_at(r, id, second, "/done"), NULL), MISSING);
	for (int i = 1; i < 40; i++)
		MUST(harness_post(r, skill_at(r, id, "/steps"), "words", "One more", NULL));
	assert_int_equal(harness_post(r, skill_at(r, id, "/steps"), "words", "Too many", NULL), INVALID);
	assert_true(harness_fault(r, "words", "too_many"));
	const char *const others[] = { w.ben, w.cora, w.otto, NULL };
	for (size_t i = 0; i < COUNT(others); i++) {
		harness_as(r, others[i], 0);
		assert_int_equal(harness_post(r, skill_at(r, id, "/steps"), "words", "Mine", NULL), MISSING);
		assert_int_equal(harness_post(r, skill_at(r, id, "/remove"), NULL), MISSING);
		assert_int_equal(harness_get(r, skill_at(r, id, "/words")), MISSING);
		assert_int_equal(harness_get(r, skill_at(r, id, "/sharing")), MISSING);
	}
}

static const char *first_proposal(struct req *r, const char *id)
{
	MUST(harness_get(r, skill_at(r, id, "")));
	const json_t *rows = json_object_get(harness_json(r), "proposals");
	return arena_str(&r->arena, json_string_value(json_object_get(json_array_get(rows, 0), "id")));
}

static void a_list_is_made_better_together_and_its_owner_decides(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *id = a_list(r, w.ana, "community"), *path = skill_at(r, id, "/proposals");
	harness_as(r, w.ben, 0);
	const char *first = step_id(r, skill_at(r, id, "/list"), 0);
	MUST(harness_post(r, path, "kind", "after", "step", first, "words", "Wave at it", NULL));
	r->now++;
	MUST(harness_post(r, path, "kind", "instead", "step", first, "words", "Look for the 4 with a star", NULL));
	assert_int_equal(harness_post(r, path, "kind", "after", "step", id, "words", "Nowhere", NULL), INVALID);
	assert_true(harness_fault(r, "step", "choice"));
	r->now++;
	for (int i = 0; i < 3; i++)
		MUST(harness_post(r, path, "kind", "after", "step", first, "words", "Again", NULL));
	assert_int_equal(harness_post(r, path, "kind", "after", "step", first, "words", "Again", NULL), INVALID);
	MUST(harness_get(r, skill_at(r, id, "/list")));
	harness_says_not(r, "Wave at it");
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, SKILLS));
	harness_says(r, "Someone proposes a step");
	const char *one = first_proposal(r, id), *settle = skill_at(r, id, arena_printf(&r->arena, "/proposals/%s", one));
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_post(r, settle, "answer", "take", NULL), MISSING);
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_post(r, path, "kind", "after", "step", first, "words", "Mine", NULL), MISSING);
	assert_int_equal(harness_post(r, settle, "answer", "maybe", NULL), INVALID);
	MUST(harness_post(r, settle, "answer", "take", NULL));
	assert_int_equal(harness_post(r, settle, "answer", "take", NULL), MISSING);
	MUST(harness_post(r, skill_at(r, id, arena_printf(&r->arena, "/proposals/%s", first_proposal(r, id))), "answer", "take", NULL));
	assert_string_equal(step_words(r, id, 0), "Look for the 4 with a star");
	assert_string_equal(step_words(r, id, 1), "Wave at it");
	assert_string_equal(step_words(r, id, 2), "Sit near the driver");
	MUST(harness_post(r, skill_at(r, id, arena_printf(&r->arena, "/proposals/%s", first_proposal(r, id))), "answer", "leave", NULL));
	MUST(harness_post(r, step_at(r, id, first, "/remove"), NULL));         /* goes with what was proposed for it */
	MUST(harness_get(r, skill_at(r, id, "")));
	harness_says_not(r, "Readers propose");
}

static void its_title_is_changed_in_one_window_at_a_time_and_it_becomes_a_story(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *id = a_list(r, w.ana, "me"), *path = skill_at(r, id, "/words");
	MUST(harness_post(r, path, "title", "The bus", "topic", "bus", "version", "1", NULL));
	assert_int_equal(harness_post(r, path, "title", "The train", "topic", "bus", "version", "1", NULL), CONFLICT);
	harness_says(r, "The train");
	MUST(harness_post(r, skill_at(r, id, "/story"), NULL));
	const char *page = led_to(r, "/pages/");
	MUST(harness_get(r, page_at(r, page, "/helped")));
	harness_says(r, "Sit near the driver");
	assert_int_equal(harness_post(r, SKILLS "/new", "title", "No topic", NULL), INVALID);
	assert_true(harness_fault(r, "topic", "needed"));
}

static void reading_is_noted_and_leaving_ends_it(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct record_read seen;
	const char *id = a_list(r, w.ana, "community"), *why = NULL;
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, skill_at(r, id, "/list")));
	assert_true(record_read_of(r, &seen));
	assert_string_equal(seen.record, "skill");
	MUST(harness_post(r, skill_at(r, id, "/take"), NULL));
	const char *copy = led_to(r, "/skills/");
	MUST(harness_post(r, skill_at(r, id, "/proposals"), "kind", "after", "step", step_id(r, skill_at(r, id, "/list"), 0), "words", "Wave", NULL));
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, HARBOR "/leave-community", NULL));
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_get(r, skill_at(r, id, "/list")), MISSING);
	MUST(harness_get(r, skill_at(r, copy, "")));
	MUST(db_begin(r->db, true));
	MUST(tell(r, &people_left, w.ben));
	MUST(tell(r, &people_left, w.ana));
	MUST(db_commit(r->db));
	struct skills_count n;
	MUST(db_begin(r->db, false));
	MUST(skills_count(r, w.ana, &n));
	assert_int_equal(n.n, 0);
	MUST(skills_feature.checks[0].holds(r, &why));
	db_rollback(r->db);
	assert_null(why);
}

HARNESS(each_circle_reads_it_and_no_other, what_is_shared_is_found_by_topic, a_copy_is_its_takers_own_and_says_where_it_came_from,
	steps_are_worded_moved_ticked_and_taken_away, a_list_is_made_better_together_and_its_owner_decides,
	its_title_is_changed_in_one_window_at_a_time_and_it_becomes_a_story, reading_is_noted_and_leaving_ends_it)

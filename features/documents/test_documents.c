/* Writing: parts, drafts, earlier words, two windows, far too much at once, forms that change, taking along and taking away. */
#include "test_pages.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &documents_feature, NULL };

static const char *stored(struct req *r, const char *id, const char *part, const char *name)
{
	MUST(harness_get(r, page_at(r, id, arena_printf(&r->arena, "/%s", part))));
	const char *s = json_string_value(json_object_get(harness_json(r), name));
	return s ? arena_str(&r->arena, s) : NULL;
}

static void a_page_is_begun_written_and_its_owners_alone(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *id = begin_page(r, w.ana, "wellness");
	write_part(r, id, "toolbox", "A walk by the lake", "0");
	assert_non_null(strstr(r->reply.location, id));
	MUST(harness_get(r, page_at(r, id, "")));
	harness_says(r, "Early signs");
	const json_t *parts = json_object_get(harness_json(r), "parts");
	assert_int_equal(json_array_size(parts), 9);
	assert_string_equal(json_string_value(json_object_get(json_array_get(parts, 0), "words")), "A walk by the lake");
	assert_string_equal(json_string_value(json_object_get(json_array_get(parts, 0), "audience")), "me");
	MUST(harness_get(r, PAGES));
	harness_says(r, "1 of 9 parts written");
	const char *const others[] = { w.ben, w.sue, w.cora, w.otto, NULL };
	static const char *const ends[] = { "", "/toolbox", "/sharing", "/print", "/settings", "/toolbox/sharing", "/toolbox/earlier" };
	for (size_t i = 0; i < COUNT(others); i++) {
		harness_as(r, others[i], 0);
		for (size_t k = 0; k < COUNT(ends); k++)
			assert_int_equal(harness_get(r, page_at(r, id, ends[k])), MISSING);
		assert_int_equal(harness_get(r, page_at(r, id, "/export?as=json")), MISSING);
		assert_int_equal(harness_post(r, page_at(r, id, "/toolbox"), "words", "mine", "version", "1", NULL), MISSING);
		assert_int_equal(harness_post(r, page_at(r, id, "/remove"), NULL), MISSING);
		assert_int_equal(harness_get(r, shared_at(r, id)), MISSING);
		assert_int_equal(harness_get(r, arena_printf(&r->arena, HARBOR "/open/%s", id)), MISSING);
	}
	harness_as(r, w.ana, 0);
	assert_string_equal(stored(r, id, "toolbox", "words"), "A walk by the lake");
	assert_int_equal(harness_get(r, page_at(r, id, "/no-such-part")), MISSING);
	assert_int_equal(harness_post(r, page_at(r, id, "/no-such-part"), "words", "x", NULL), MISSING);
	assert_int_equal(harness_post(r, PAGES, "template", "poem", NULL), INVALID);
	assert_true(harness_fault(r, "template", "choice"));
}

static void saving_goes_on_to_the_next_part_or_stops(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *id = begin_page(r, w.ana, "story");
	MUST(harness_post(r, page_at(r, id, "/heart"), "words", "One minute", "version", "0", "then", "next", NULL));
	assert_non_null(strstr(r->reply.location, "/before"));
	MUST(harness_post(r, page_at(r, id, "/hope"), "words", "The end", "version", "0", "then", "next", NULL));
	assert_null(strstr(r->reply.location, "/hope"));
	MUST(harness_get(r, page_at(r, id, "/turn")));
	harness_says(r, "Part 3 of 6");
}

static void what_is_typed_is_kept_as_a_draft_and_read_by_nobody_else(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	a_pair(r, &w);
	const char *id = begin_page(r, w.ana, "story");
	write_part(r, id, "heart", "Saved words", "0");
	share_part(r, id, "heart", "connections", NULL);
	MUST(harness_post(r, page_at(r, id, "/heart/draft"), "words", "Half a sent", "draft", "1", NULL));
	MUST(harness_get(r, page_at(r, id, "/heart")));
	harness_says(r, "Half a sent");
	harness_says(r, "not saved yet");
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, shared_at(r, id)));
	harness_says(r, "Saved words");
	harness_says_not(r, "Half a sent");
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, page_at(r, id, "/heart/draft/drop"), NULL));
	MUST(harness_get(r, page_at(r, id, "/heart")));
	harness_says_not(r, "Half a sent");
	harness_says(r, "Saved words");
}

static void drafts_of_two_windows_do_not_write_over_one_another(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *id = begin_page(r, w.ana, "story"), *path = page_at(r, id, "/heart/draft");
	MUST(harness_post(r, path, "words", "First window", "draft", "0", NULL));
	assert_int_equal(harness_post(r, path, "words", "Second window", "draft", "0", NULL), CONFLICT);
	MUST(harness_post(r, path, "words", "First window goes on", "draft", "1", NULL));
	MUST(harness_get(r, page_at(r, id, "/heart")));
	harness_says(r, "First window goes on");
	assert_int_equal(harness_post(r, path, "words", "x", NULL), INVALID);
}

static void two_windows_are_shown_side_by_side_and_both_are_kept(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *id = begin_page(r, w.ana, "story"), *path = page_at(r, id, "/heart");
	write_part(r, id, "heart", "From the telephone", "0");
	assert_int_equal(harness_post(r, path, "words", "From the computer", "version", "0", NULL), CONFLICT);
	harness_says(r, "From the telephone");
	harness_says(r, "From the computer");
	harness_says(r, "name=\"version\" value=\"1\"");
	write_part(r, id, "heart", "From the computer", "1");
	MUST(harness_get(r, page_at(r, id, "/heart/earlier")));
	harness_says(r, "From the telephone");
	harness_says(r, "From the computer");
	MUST(harness_post(r, page_at(r, id, "/heart/earlier"), "number", "1", "version", "2", NULL));
	assert_string_equal(stored(r, id, "heart", "words"), "From the telephone");
	assert_int_equal(harness_post(r, page_at(r, id, "/heart/earlier"), "number", "2", "version", "2", NULL), CONFLICT);
	assert_int_equal(harness_post(r, page_at(r, id, "/heart/earlier"), "number", "77", NULL), MISSING);
	MUST(harness_get(r, page_at(r, id, "/heart/earlier")));
	harness_says(r, "From the computer");
}

static void two_megabytes_come_back_whole_and_nothing_saved_is_lost(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *id = begin_page(r, w.ana, "story");
	write_part(r, id, "heart", "Still here", "0");
	size_t n = 2 << 20;
	char *much = arena_take(&r->arena, n + 1);
	memset(much, 'a', n);
	memcpy(much + n - 4, "tail", 4);
	assert_int_equal(harness_post(r, page_at(r, id, "/heart"), "words", much, "version", "1", NULL), INVALID);
	assert_true(harness_fault(r, "words", "long"));
	harness_says(r, "aaaatail</textarea>");
	assert_int_equal(harness_post(r, page_at(r, id, "/heart/draft"), "words", much, "draft", "1", NULL), INVALID);
	assert_string_equal(stored(r, id, "heart", "words"), "Still here");
}

static void markup_stays_what_was_typed(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *id = begin_page(r, w.ana, "story");
	write_part(r, id, "heart", "</textarea><script>alert(1)</script><img src=x onerror=y>\n# not a heading", "0");
	static const char *const ends[] = { "", "/heart", "/heart/earlier", "/print", "/export?as=html" };
	for (size_t k = 0; k < COUNT(ends); k++) {
		MUST(harness_get(r, page_at(r, id, ends[k])));
		harness_says_not(r, "<script>alert");
		harness_says_not(r, "<img");
	}
	MUST(harness_get(r, page_at(r, id, "/export?as=markdown")));
	harness_says(r, "\n\\# not a heading");
}

static void what_an_earlier_form_asked_for_is_still_there(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *id = begin_page(r, w.ana, "story"), *row = id_new(r);
	int64_t changed;
	MUST(db_begin(r->db, true));
	MUST(section_begin(r, row, id, w.ana, "gone-part", &changed));
	MUST(section_save(r, row, w.ana, "Words in a part that is gone", 0, r->now, &changed));
	MUST(document_add(r, "0000000000000000000000page", w.ana, "gone-form", NULL, r->now, &changed));
	MUST(section_begin(r, "0000000000000000000000part", "0000000000000000000000page", w.ana, "anything", &changed));
	MUST(section_save(r, "0000000000000000000000part", w.ana, "Words in a form that is gone", 0, r->now, &changed));
	MUST(db_commit(r->db));
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, page_at(r, id, "")));
	harness_says(r, "From an earlier form of this page");
	assert_string_equal(stored(r, id, "gone-part", "words"), "Words in a part that is gone");
	write_part(r, id, "gone-part", "Changed all the same", "1");
	MUST(harness_get(r, page_at(r, id, "/print")));
	harness_says(r, "Changed all the same");
	MUST(harness_get(r, page_at(r, "0000000000000000000000page", "")));
	assert_string_equal(stored(r, "0000000000000000000000page", "anything", "words"), "Words in a form that is gone");
	MUST(harness_get(r, PAGES));
}

static enum status enter_long_ago(struct req *r)
{
	r->who.again_recently = false;
	return enter(r);
}

static void it_can_be_taken_along_with_the_password(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *id = begin_page(r, w.ana, "appointment");
	write_part(r, id, "say", "I sleep four hours", "0");
	harness_enter = enter_long_ago;
	assert_int_equal(harness_get(r, page_at(r, id, "/export?as=json")), DENIED);
	assert_true(r->needs_password);
	harness_enter = enter;
	MUST(harness_get(r, page_at(r, id, "/export?as=json")));
	json_error_t error;
	json_t *json = json_loads(harness_body(r), 0, &error);
	assert_non_null(json);
	assert_string_equal(json_string_value(json_object_get(json_array_get(json_object_get(json, "parts"), 0), "words")), "I sleep four hours");
	json_decref(json);
	assert_string_equal(r->reply.file_name, "page.json");
	MUST(harness_get(r, page_at(r, id, "/export?as=html")));
	harness_says(r, "<h2>What I want to say</h2>");
	assert_int_equal(harness_get(r, page_at(r, id, "/export?as=pdf")), INVALID);
	MUST(harness_get(r, page_at(r, id, "/print?large=1")));
	harness_says(r, "large-print");
}

static void its_title_is_its_owners_and_taking_away_takes_all(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *id = begin_page(r, w.ana, "story"), *other = begin_page(r, w.ana, "story");
	MUST(harness_post(r, page_at(r, id, "/settings"), "title", "The winter", "version", "1", NULL));
	assert_int_equal(harness_post(r, page_at(r, id, "/settings"), "title", "The spring", "version", "1", NULL), CONFLICT);
	harness_says(r, "The winter");
	write_part(r, id, "heart", "One", "0");
	write_part(r, id, "heart", "Two", "1");
	MUST(harness_post(r, page_at(r, id, "/remove"), NULL));
	assert_int_equal(harness_get(r, page_at(r, id, "")), MISSING);
	MUST(harness_get(r, page_at(r, other, "")));
	MUST(harness_get(r, PAGES));
	harness_says_not(r, "The winter");
}

static void two_hundred_pages_are_enough(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	int64_t changed;
	MUST(db_begin(r->db, true));
	for (int i = 0; i < 200; i++)
		MUST(document_add(r, id_new(r), w.ana, "story", NULL, r->now + i, &changed));
	MUST(db_commit(r->db));
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_post(r, PAGES, "template", "story", NULL), INVALID);
	MUST(harness_get(r, PAGES));
	const json_t *page = harness_json(r);
	assert_int_equal(json_array_size(json_object_get(page, "mine")), 50);
	MUST(harness_get(r, arena_printf(&r->arena, PAGES "?before=%lld&before_id=%s", (long long)json_integer_value(json_object_get(page, "next")),
					 json_string_value(json_object_get(page, "next_id")))));
	assert_int_equal(json_array_size(json_object_get(harness_json(r), "mine")), 50);
}

static void whoever_leaves_for_good_leaves_no_word(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	a_pair(r, &w);
	const char *id = begin_page(r, w.ana, "crisis"), *of_sue = begin_page(r, w.sue, "crisis");
	write_part(r, of_sue, "signs", "I stop talking", "0");
	share_part(r, of_sue, "signs", "named", w.ana);
	harness_as(r, w.ana, 0);
	write_part(r, id, "signs", "First", "0");
	write_part(r, id, "signs", "Second", "1");
	share_part(r, id, "signs", "named", w.sue);
	MUST(db_begin(r->db, true));
	MUST(tell(r, &people_left, w.ana));
	MUST(db_commit(r->db));
	MUST(db_begin(r->db, false));
	struct documents_count n;
	MUST(documents_count(r, w.ana, &n));
	db_rollback(r->db);
	assert_int_equal(n.n, 0);
	harness_as(r, w.sue, 0);
	assert_int_equal(harness_get(r, shared_at(r, id)), MISSING);
	MUST(harness_get(r, page_at(r, of_sue, "")));
	harness_says(r, "the people you named have left");
	const char *why = NULL;
	MUST(db_begin(r->db, false));
	MUST(documents_feature.checks[0].holds(r, &why));
	db_rollback(r->db);
	assert_null(why);
}

HARNESS(a_page_is_begun_written_and_its_owners_alone, saving_goes_on_to_the_next_part_or_stops,
	what_is_typed_is_kept_as_a_draft_and_read_by_nobody_else, drafts_of_two_windows_do_not_write_over_one_another,
	two_windows_are_shown_side_by_side_and_both_are_kept, two_megabytes_come_back_whole_and_nothing_saved_is_lost,
	markup_stays_what_was_typed, what_an_earlier_form_asked_for_is_still_there, it_can_be_taken_along_with_the_password,
	its_title_is_its_owners_and_taking_away_takes_all, two_hundred_pages_are_enough, whoever_leaves_for_good_leaves_no_word)

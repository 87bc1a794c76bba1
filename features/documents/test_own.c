/* Parts of one's own making, and parts that hold both people's words. */
#include "test_pages.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &documents_feature, NULL };

static const char *add_part(struct req *r, const char *id, const char *title)
{
	MUST(harness_post(r, page_at(r, id, "/parts"), "title", title, NULL));
	return led_to(r, arena_printf(&r->arena, "/pages/%s/", id));
}

static void a_part_of_ones_own_is_a_part_like_any_other(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	a_pair(r, &w);
	const char *id = begin_page(r, w.ana, "wellness"), *part = add_part(r, id, "When my brother visits"), *at = arena_printf(&r->arena, "/%s", part);
	MUST(harness_get(r, page_at(r, id, at)));
	harness_says(r, "<h1>When my brother visits</h1>");
	MUST(harness_post(r, page_at(r, id, arena_printf(&r->arena, "%s/draft", at)), "words", "Half", "draft", "0", NULL));
	write_part(r, id, part, "Meet outside", "0");
	assert_int_equal(harness_post(r, page_at(r, id, at), "words", "Too late", "version", "0", NULL), CONFLICT);
	write_part(r, id, part, "Meet outside, at noon", "1");
	write_part(r, id, "toolbox", "Tea", "0");
	static const char *const ends[] = { "", "/print", "/export?as=html", "/export?as=markdown", "/export?as=json" };
	for (size_t i = 0; i < COUNT(ends); i++) {
		MUST(harness_get(r, page_at(r, id, ends[i])));
		harness_says(r, "When my brother visits");
	}
	share_part(r, id, part, "connections", NULL);
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, shared_at(r, id)));
	harness_says(r, "When my brother visits");
	harness_says(r, "at noon");
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, page_at(r, id, arena_printf(&r->arena, "%s/title", at)), "title", "When he visits", NULL));
	MUST(harness_get(r, page_at(r, id, arena_printf(&r->arena, "%s/earlier", at))));
	harness_says(r, "When he visits");
	harness_says(r, "Meet outside");
}

static void only_ones_own_parts_are_renamed_and_taken_away(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	a_pair(r, &w);
	const char *id = begin_page(r, w.ana, "wellness"), *part = add_part(r, id, "My dog"), *remove = page_at(r, id, arena_printf(&r->arena, "/%s/remove", part));
	write_part(r, id, "toolbox", "Tea", "0");
	assert_int_equal(harness_post(r, page_at(r, id, "/toolbox/title"), "title", "Mine", NULL), MISSING);
	assert_int_equal(harness_post(r, page_at(r, id, "/toolbox/remove"), NULL), MISSING);
	assert_int_equal(harness_post(r, page_at(r, id, "/parts"), NULL), INVALID);
	assert_true(harness_fault(r, "title", "needed"));
	write_part(r, id, part, "He eats at six", "0");
	write_part(r, id, part, "He eats at seven", "1");
	share_part(r, id, part, "named", w.sue);
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/shared/%s/%s/proposals", id, part), "words", "At eight", NULL));
	assert_int_equal(harness_post(r, remove, NULL), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, remove, NULL));
	assert_int_equal(harness_get(r, page_at(r, id, arena_printf(&r->arena, "/%s", part))), MISSING);
	harness_as(r, w.sue, 0);
	assert_int_equal(harness_get(r, shared_at(r, id)), MISSING);
	harness_as(r, w.ana, 0);
	assert_string_not_equal(add_part(r, id, "My dog"), part);
	for (int i = 1; i < 20; i++)
		add_part(r, id, "Another");
	assert_int_equal(harness_post(r, page_at(r, id, "/parts"), "title", "One too many", NULL), INVALID);
	assert_true(harness_fault(r, "title", "too_many"));
}

static const char *beside_at(struct req *r, const char *id, const char *part) { return arena_printf(&r->arena, HARBOR "/shared/%s/%s/beside", id, part); }

static void after_an_appointment_stand_the_words_of_both(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	a_pair(r, &w);
	const char *id = begin_page(r, w.ana, "appointment");
	write_part(r, id, "agreed", "She calls me on the 12th", "0");
	write_part(r, id, "say", "I sleep four hours", "0");
	harness_as(r, w.sue, 0);
	assert_int_equal(harness_post(r, beside_at(r, id, "agreed"), "words", "Not mine to read yet", NULL), MISSING);
	harness_as(r, w.ana, 0);
	share_part(r, id, "agreed", "named", w.sue);
	share_part(r, id, "say", "connections", NULL);
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/shared/%s/agreed", id)));
	harness_says(r, "Were you there too?");
	assert_int_equal(harness_post(r, beside_at(r, id, "say"), "words", "Only what was said after", NULL), MISSING);
	MUST(harness_post(r, beside_at(r, id, "agreed"), "words", "I heard the 13th", NULL));
	MUST(harness_post(r, beside_at(r, id, "agreed"), "words", "I heard the 14th, and I drive", NULL));
	MUST(harness_get(r, shared_at(r, id)));
	harness_says(r, "I heard the 14th");
	harness_says_not(r, "the 13th");
	harness_as(r, w.ana, 0);
	static const char *const ends[] = { "/agreed", "/print", "/export?as=html", "/export?as=markdown", "/export?as=json" };
	for (size_t i = 0; i < COUNT(ends); i++) {
		MUST(harness_get(r, page_at(r, id, ends[i])));
		harness_says(r, "She calls me on the 12th");
		harness_says(r, "I heard the 14th");
		harness_says(r, "Sue");
	}
	share_part(r, id, "agreed", "community", NULL);
	const char *const wide[] = { w.ben, w.cora };
	for (size_t i = 0; i < COUNT(wide); i++) {
		harness_as(r, wide[i], 0);
		assert_int_equal(harness_post(r, beside_at(r, id, "agreed"), "words", "I was not there", NULL), MISSING);
	}
	harness_as(r, w.sue, 0);        /* still connected, so one of those who may answer */
	MUST(harness_post(r, beside_at(r, id, "agreed"), NULL));
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, page_at(r, id, "/agreed")));
	harness_says_not(r, "I heard the 14th");
}

static void its_owner_takes_words_beside_away_and_leaving_takes_them_along(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	a_pair(r, &w);
	const char *id = begin_page(r, w.ana, "appointment");
	write_part(r, id, "said", "She listened", "0");
	share_part(r, id, "said", "connections", NULL);
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, beside_at(r, id, "said"), "words", "She looked at the clock", NULL));
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, page_at(r, id, "/said")));
	const char *remove = page_at(r, id, arena_printf(&r->arena, "/said/beside/%s/remove", after(r, "/said/beside/", '/')));
	harness_as(r, w.sue, 0);
	assert_int_equal(harness_post(r, remove, NULL), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, remove, NULL));
	assert_int_equal(harness_post(r, remove, NULL), MISSING);
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, beside_at(r, id, "said"), "words", "Once more", NULL));
	MUST(db_begin(r->db, true));
	MUST(tell(r, &people_left, w.sue));
	MUST(db_commit(r->db));
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, page_at(r, id, "/said")));
	harness_says_not(r, "Once more");
	MUST(harness_post(r, page_at(r, id, "/remove"), NULL));
}

HARNESS(a_part_of_ones_own_is_a_part_like_any_other, only_ones_own_parts_are_renamed_and_taken_away, after_an_appointment_stand_the_words_of_both,
	its_owner_takes_words_beside_away_and_leaving_takes_them_along)

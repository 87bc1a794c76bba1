/* The conversation of a group: who is in it follows from the group, and who comes later reads from then on. */
#include "test_talk_world.h"
#include "../groups/test_circle.h"
#include "reports.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &reports_feature, &conversations_feature, NULL };

/* Of the group, as somebody in it finds it on the group's page. */
static const char *talk_of(struct req *r, const char *group, const char *person)
{
	harness_as(r, person, 0);
	MUST(harness_get(r, group_path(r, group, "")));
	return arena_copy(&r->arena, after(r, "/conversations/", '#'), 26);
}

static size_t lines_of(struct req *r, const char *talk, const char *person)
{
	harness_as(r, person, 0);
	MUST(harness_get(r, talk_path(r, talk, "")));
	return json_array_size(json_object_get(harness_json(r), "lines"));
}

static void those_in_the_group_talk_and_nobody_else(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_group(r, w.ana, "open", "");
	MUST(comes(r, g, w.ben));
	const char *talk = talk_of(r, g, w.ben);
	says(r, talk, w.ben, "I bring bread.");
	assert_int_equal(lines_of(r, talk, w.ana), 1);
	MUST(harness_get(r, HARBOR "/conversations"));
	harness_says(r, "Wednesday circle");
	const char *const outside[] = { w.sue, w.cora, w.otto };
	for (size_t k = 0; k < COUNT(outside); k++) {
		harness_as(r, outside[k], 0);
		assert_int_equal(harness_get(r, talk_path(r, talk, "")), MISSING);
		assert_int_equal(harness_post(r, talk_path(r, talk, ""), "words", "Hello", NULL), MISSING);
		assert_int_equal(harness_post(r, group_path(r, g, "/conversation"), NULL), MISSING);
	}
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, talk_path(r, talk, "")));
	harness_says(r, "Our agreement");
	MUST(harness_post(r, group_path(r, g, "/leave"), NULL));
	assert_int_equal(harness_get(r, talk_path(r, talk, "")), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, talk_path(r, talk, "")));
	harness_says(r, "I bring bread.");
	MUST(harness_post(r, group_path(r, g, "/settings"), "name", "Thursday circle", "purpose", "To sit", "lang", "en", "way", "open", "answer_days", "3",
			  "mode", "in_person", "version", "1", NULL));
	MUST(harness_get(r, talk_path(r, talk, "")));
	harness_says(r, "Thursday circle");
}

static void who_comes_later_reads_from_then_on(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_group(r, w.ana, "open", "");
	const char *talk = talk_of(r, g, w.ana);
	says(r, talk, w.ana, "Said before anybody came");
	const char *early = newest(r, talk, w.ana);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, talk_path(r, talk, arena_printf(&r->arena, "/messages/%s/pin", early)), NULL));
	MUST(comes(r, g, w.ben));
	assert_int_equal(lines_of(r, talk, w.ben), 0);
	MUST(harness_get(r, talk_path(r, talk, "")));
	harness_says_not(r, "Said before");
	assert_int_equal(harness_get(r, talk_path(r, talk, arena_printf(&r->arena, "/messages/%s", early))), MISSING);
	assert_int_equal(harness_get(r, talk_path(r, talk, arena_printf(&r->arena, "/messages/%s/report", early))), MISSING);
	MUST(harness_get(r, HARBOR "/conversations/search?words=before"));
	harness_says_not(r, "Said before");
	MUST(harness_get(r, HARBOR "/conversations"));
	harness_says_not(r, "One new");
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, talk_path(r, talk, arena_printf(&r->arena, "?reply=%s", early))));
	MUST(harness_post(r, talk_path(r, talk, ""), "words", "Welcome, Ben", "reply", early, "form_key", hidden(r, "form_key"), NULL));
	assert_int_equal(lines_of(r, talk, w.ben), 1);
	MUST(harness_get(r, talk_path(r, talk, "")));
	harness_says(r, "Welcome, Ben");
	harness_says_not(r, "Said before");             /* nor in what is answered */
	MUST(harness_post(r, group_path(r, g, "/leave"), NULL));
	says(r, talk, w.ana, "Said while Ben was away");
	MUST(comes(r, g, w.ben));
	MUST(comes(r, g, w.ben));
	assert_int_equal(lines_of(r, talk, w.ben), 0);
}

static void the_group_may_let_newcomers_read_what_was_said(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_group(r, w.ana, "open", "");
	const char *talk = talk_of(r, g, w.ana);
	says(r, talk, w.ana, "Said before anybody came");
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, group_path(r, g, "/settings"), "name", "Circle", "purpose", "To sit", "lang", "en", "way", "open", "answer_days", "3",
			  "mode", "in_person", "earlier", "1", "version", "1", NULL));
	MUST(comes(r, g, w.ben));
	assert_int_equal(lines_of(r, talk, w.ben), 1);
}

static void leaving_the_talk_is_not_leaving_the_group(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_group(r, w.ana, "open", "");
	MUST(comes(r, g, w.ben));
	const char *talk = talk_of(r, g, w.ben);
	MUST(harness_post(r, talk_path(r, talk, "/leave"), NULL));
	assert_int_equal(harness_get(r, talk_path(r, talk, "")), MISSING);
	assert_true(group_says(r, g, w.ben, "belongs"));
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, group_path(r, g, "/conversation"), NULL));
	assert_int_equal(lines_of(r, talk, w.ben), 0);
}

static void when_a_group_ends_nothing_more_is_written_and_it_stays_readable(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_group(r, w.ana, "open", "");
	MUST(comes(r, g, w.ben));
	const char *talk = talk_of(r, g, w.ben);
	says(r, talk, w.ben, "It was good");
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, group_path(r, g, "/end"), "sure", "1", NULL));
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, talk_path(r, talk, "")));
	harness_says(r, "It was good");
	assert_int_equal(harness_post(r, talk_path(r, talk, ""), "words", "One more", NULL), INVALID);
	assert_true(harness_fault(r, "words", "ended"));
	assert_int_equal(harness_post(r, group_path(r, g, "/conversation"), NULL), MISSING);
}

static void who_leaves_kith_takes_the_words_and_the_talk_goes_on(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_group(r, w.ana, "open", "");
	MUST(comes(r, g, w.ben));
	const char *talk = talk_of(r, g, w.ben);
	says(r, talk, w.ben, "These are mine");
	MUST(db_begin(r->db, true));
	r->community = (struct community_now){ .id = NULL };
	MUST(people_erase(r, w.ben));
	MUST(db_commit(r->db));
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, talk_path(r, talk, "")));
	harness_says_not(r, "These are mine");
	harness_says(r, "Somebody who has left wrote this");
	says(r, talk, w.ana, "We go on");
	groups_hold(r);
}

HARNESS(those_in_the_group_talk_and_nobody_else, who_comes_later_reads_from_then_on, the_group_may_let_newcomers_read_what_was_said,
	leaving_the_talk_is_not_leaving_the_group, when_a_group_ends_nothing_more_is_written_and_it_stays_readable,
	who_leaves_kith_takes_the_words_and_the_talk_goes_on)

/* How two walk together: each writes their own part, both confirm a version, earlier ones stay. */
#include "../connections/test_pair.h"
#include "agreements.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &agreements_feature, NULL };

static const char *at(struct req *r, const char *c, const char *end) { return arena_printf(&r->arena, HARBOR "/connections/%s%s", c, end); }

static const char *newest(struct req *r, const char *c)
{
	MUST(harness_get(r, at(r, c, "/agreement")));
	const json_t *rows = json_object_get(harness_json(r), "versions");
	return arena_str(&r->arena, json_string_value(json_object_get(json_array_get(rows, 0), "id")));
}

static void each_writes_their_own_part_and_both_read_it(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, at(r, c, "/agreement/mine"), "hopes", "One good thing a week", "version", "0", NULL));
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, at(r, c, "/agreement")));
	harness_says(r, "One good thing a week");
	MUST(harness_get(r, at(r, c, "/agreement/mine")));
	harness_says_not(r, "One good thing a week");       /* the form is one's own */
	MUST(harness_post(r, at(r, c, "/agreement/mine"), "hopes", "To learn", "version", "0", NULL));
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_post(r, at(r, c, "/agreement/mine"), "hopes", "Another", "version", "0", NULL), CONFLICT);
	harness_says(r, "One good thing a week");
	harness_says(r, "Another");
	const char *const strangers[] = { w.ben, w.cora, w.otto };
	for (size_t i = 0; i < COUNT(strangers); i++) {
		harness_as(r, strangers[i], 0);
		assert_int_equal(harness_get(r, at(r, c, "/agreement")), MISSING);
		assert_int_equal(harness_post(r, at(r, c, "/agreement/mine"), "hopes", "x", NULL), MISSING);
	}
}

static void hot_spots_belong_to_their_writer(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w);
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_post(r, at(r, c, "/hot-spots/new"), "situation", "Raised voices", NULL), INVALID);
	MUST(harness_post(r, at(r, c, "/hot-spots/new"), "situation", "Raised voices", "level", "not", "sign", "I look away", "wish", "Go outside", NULL));
	MUST(harness_get(r, at(r, c, "/agreement")));
	const char *spot = after(r, "/hot-spots/", '"');
	MUST(harness_post(r, at(r, c, arena_printf(&r->arena, "/hot-spots/%s", spot)), "situation", "Loud voices", "level", "tolerable", "version", "1", NULL));
	assert_int_equal(harness_post(r, at(r, c, arena_printf(&r->arena, "/hot-spots/%s", spot)), "situation", "x1", "level", "not", "version", "1", NULL), CONFLICT);
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, at(r, c, "/agreement")));
	harness_says(r, "Loud voices");
	assert_int_equal(harness_get(r, at(r, c, arena_printf(&r->arena, "/hot-spots/%s", spot))), MISSING);
	assert_int_equal(harness_post(r, at(r, c, arena_printf(&r->arena, "/hot-spots/%s/remove", spot)), NULL), MISSING);
	harness_as(r, w.ana, 0);
	for (int i = 1; i < 30; i++)
		MUST(harness_post(r, at(r, c, "/hot-spots/new"), "situation", "Again", "level", "not", NULL));
	assert_int_equal(harness_post(r, at(r, c, "/hot-spots/new"), "situation", "Again", "level", "not", NULL), INVALID);
	MUST(harness_post(r, at(r, c, arena_printf(&r->arena, "/hot-spots/%s/remove", spot)), NULL));
	MUST(harness_get(r, at(r, c, "/agreement")));
	harness_says_not(r, "Loud voices");
}

static void both_confirm_and_later_versions_keep_the_earlier(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w);
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_post(r, at(r, c, "/agreement/put-forward"), NULL), INVALID);      /* nothing written */
	MUST(harness_post(r, at(r, c, "/agreement/mine"), "hopes", "First words", "version", "0", NULL));
	MUST(harness_post(r, at(r, c, "/agreement/put-forward"), NULL));
	const char *one = newest(r, c);
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, at(r, c, "/agreement")));
	harness_says(r, "Please read it");
	MUST(harness_get(r, at(r, c, arena_printf(&r->arena, "/agreement/%s", one))));
	harness_says(r, "First words");
	MUST(harness_post(r, at(r, c, arena_printf(&r->arena, "/agreement/%s/yes", one)), NULL));
	MUST(harness_get(r, at(r, c, "/agreement")));
	harness_says(r, "You both said yes to version 1");
	r->now += 60;
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, at(r, c, "/agreement/mine"), "hopes", "Second words", "version", "1", NULL));
	r->now += 60;
	MUST(harness_post(r, at(r, c, "/agreement/put-forward"), NULL));
	const char *two = newest(r, c);
	assert_string_not_equal(one, two);
	MUST(harness_get(r, at(r, c, arena_printf(&r->arena, "/agreement/%s", one))));
	harness_says(r, "First words");
	harness_says_not(r, "Second words");
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, at(r, c, arena_printf(&r->arena, "/agreement/%s/yes", one)), NULL));  /* the older one: told to read the newer */
	MUST(harness_get(r, at(r, c, "/agreement")));
	harness_says(r, "You both said yes to version 1");
	MUST(harness_post(r, at(r, c, arena_printf(&r->arena, "/agreement/%s/yes", two)), NULL));
	MUST(harness_get(r, at(r, c, "/agreement")));
	harness_says(r, "You both said yes to version 2");
	const char *why = NULL;
	MUST(agreements_feature.checks[0].holds(r, &why));
	assert_null(why);
}

static void after_the_end_it_is_read_only(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, at(r, c, "/agreement/mine"), "hopes", "Words", "version", "0", NULL));
	MUST(harness_post(r, at(r, c, "/end"), NULL));
	MUST(harness_get(r, at(r, c, "/agreement")));
	harness_says(r, "Words");
	assert_int_equal(harness_get(r, at(r, c, "/agreement/mine")), MISSING);
	assert_int_equal(harness_post(r, at(r, c, "/agreement/mine"), "hopes", "x", "version", "1", NULL), MISSING);
	assert_int_equal(harness_post(r, at(r, c, "/hot-spots/new"), "situation", "xx", "level", "not", NULL), MISSING);
	assert_int_equal(harness_post(r, at(r, c, "/agreement/put-forward"), NULL), MISSING);
}

HARNESS(each_writes_their_own_part_and_both_read_it, hot_spots_belong_to_their_writer, both_confirm_and_later_versions_keep_the_earlier,
	after_the_end_it_is_read_only)

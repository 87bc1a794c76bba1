/* Published lists are scored as published; a skipped answer is never a midpoint; nobody else reads an answer. */
#include "../documents/test_pages.h"
#include "definition.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &documents_feature, &measures_feature, NULL };

static void all_steps(const struct measure *m, int step, int given[MEASURE_ITEMS_MAX])
{
	for (size_t i = 0; i < m->n_items; i++)
		given[i] = step;
}

/* 10 items of 1 to 6: 10 to 60 (Vilsaint 2017). */
static void barc_10_is_a_sum_from_10_to_60_of_all_ten(void **state)
{
	(void)state;
	const struct measure *m = &measure_barc10;
	struct measure_score x[MEASURE_SCALES_MAX];
	int given[MEASURE_ITEMS_MAX];
	assert_int_equal(m->n_items, 10);
	for (int step = 0; step < 6; step++) {
		all_steps(m, step, given);
		measure_score(m, given, x);
		assert_true(x[0].there);
		assert_float_equal(x[0].value, 10 * (step + 1), 1e-4);
	}
	all_steps(m, 5, given);
	given[4] = -1;
	measure_score(m, given, x);
	assert_false(x[0].there);
	assert_int_equal(x[0].answered, 9);
	given[4] = 0;
	measure_score(m, given, x);
	assert_float_equal(x[0].value, 55, 1e-4);
}

/* 0, 25, 50, 75, 100; the mean of what was answered; energy for family and friends is reversed (Kristensen 2005). */
static void cbi_is_three_means_with_one_item_reversed(void **state)
{
	(void)state;
	const struct measure *m = &measure_cbi;
	struct measure_score x[MEASURE_SCALES_MAX];
	int given[MEASURE_ITEMS_MAX], reversed = 0;
	static const int64_t items[] = { 6, 7, 6 };
	all_steps(m, 0, given);
	measure_score(m, given, x);
	for (size_t k = 0; k < 3; k++)
		assert_int_equal(x[k].asked, items[k]);
	assert_float_equal(x[0].value, 100, 1e-4);
	assert_float_equal(x[1].value, 600.0 / 7, 1e-4);
	assert_float_equal(x[2].value, 100, 1e-4);
	all_steps(m, 2, given);
	measure_score(m, given, x);
	assert_float_equal(x[1].value, 50, 1e-4);
	for (size_t i = 0; i < m->n_items; i++)
		reversed += m->item[i].reversed;
	assert_int_equal(reversed, 1);
	assert_true(m->item[12].reversed);
}

static void too_few_answers_give_no_figure_and_none_is_filled_in(void **state)
{
	(void)state;
	const struct measure *m = &measure_cbi;
	struct measure_score x[MEASURE_SCALES_MAX];
	int given[MEASURE_ITEMS_MAX];
	all_steps(m, -1, given);
	measure_score(m, given, x);
	assert_false(x[0].there || x[1].there || x[2].there);
	given[0] = given[1] = 0;
	given[6] = given[7] = given[8] = 0;
	measure_score(m, given, x);
	assert_false(x[0].there);
	assert_false(x[1].there);
	given[2] = 1;
	given[9] = 4;
	measure_score(m, given, x);
	assert_float_equal(x[0].value, 275.0 / 3, 1e-4);
	assert_float_equal(x[1].value, 75, 1e-4);
	assert_false(x[2].there);
}

static void answers_are_stored_as_they_were_given(void **state)
{
	struct req *r = *state;
	int given[MEASURE_ITEMS_MAX], again[MEASURE_ITEMS_MAX];
	all_steps(&measure_cbi, 3, given);
	given[5] = -1;
	const char *s = measure_write(&r->arena, &measure_cbi, given);
	assert_string_equal(s, "ddddd-ddddddddddddd");
	assert_true(measure_read(&measure_cbi, s, again));
	assert_memory_equal(given, again, measure_cbi.n_items * sizeof *given);
	assert_false(measure_read(&measure_cbi, "dddd", again));
	assert_false(measure_read(&measure_barc10, "aaaaaaaaag", again));
	assert_false(measure_read(&measure_barc10, NULL, again));
}

#define BARC HARBOR "/measures/barc-10"

static void a_person_answers_and_sees_their_own_line_alone(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, HARBOR "/measures"));
	harness_says(r, "BARC-10");
	MUST(harness_post(r, BARC, "answers", "1-6", "answers", "2-6", "answers", "3-6", "answers", "4-6", "answers", "5-6", "answers", "6-6", "answers", "7-6",
			  "answers", "8-6", "answers", "9-6", "answers", "10-1", NULL));
	r->now += 86400;
	MUST(harness_post(r, BARC, "answers", "1-6", "answers", "2-0", NULL));
	MUST(harness_get(r, BARC));
	harness_says(r, "<strong>55</strong>");
	harness_says(r, "1 of 10 were answered");
	harness_says_not(r, "<polyline");       /* one figure is no line */
	const char *id = after(r, "/measures/barc-10/", '/');
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, BARC));
	harness_says_not(r, "My line");
	assert_int_equal(harness_post(r, arena_printf(&r->arena, BARC "/%s/remove", id), NULL), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, arena_printf(&r->arena, BARC "/%s/remove", id), NULL));
	MUST(harness_get(r, BARC));
	harness_says_not(r, "1 of 10");
	MUST(db_begin(r->db, true));
	MUST(tell(r, &people_left, w.ana));
	MUST(db_commit(r->db));
}

static void what_is_no_answer_is_not_taken(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.ana, 0);
	static const char *const wrong[] = { "11-1", "0-1", "1-7", "1", "x-1", "1-x", "1--1" };
	for (size_t i = 0; i < COUNT(wrong); i++)
		assert_int_equal(harness_post(r, BARC, "answers", wrong[i], NULL), INVALID);
	assert_int_equal(harness_post(r, BARC, "answers", "1-0", "answers", "2-0", NULL), INVALID);
	assert_true(harness_fault(r, "answers", "needed"));
	assert_int_equal(harness_post(r, BARC, NULL), INVALID);
	assert_int_equal(harness_get(r, HARBOR "/measures/phq-9"), MISSING);
	harness_as(r, w.otto, 0);
	assert_int_equal(harness_get(r, BARC), MISSING);
}

HARNESS(barc_10_is_a_sum_from_10_to_60_of_all_ten, cbi_is_three_means_with_one_item_reversed,
	too_few_answers_give_no_figure_and_none_is_filled_in, answers_are_stored_as_they_were_given,
	a_person_answers_and_sees_their_own_line_alone, what_is_no_answer_is_not_taken)

/* Lists of questions from a file: scored as published, refused with the line and how to mend it, changed without changing what was
 * answered before. */
#include "../documents/test_pages.h"
#include "file.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &documents_feature, &measures_feature, NULL };

#define TOP "code: try-1\nname: Try\nabout: Trying\nlanguage: en\nsource: Nobody\nlicence: Free\n"

static struct measure read_it(struct req *r, const char *text)
{
	struct measure m;
	struct measure_wrongs wrong;
	if (!measure_file_read(&r->arena, (struct slice){ text, strlen(text) }, &m, &wrong))
		fail_msg("%s", words_say(&r->arena, &r->reader, wrong.at[0].words, 3, wrong.at[0].arg));
	return m;
}

/* A file of n questions "Item 1" …, answered by these steps; in scale k are the numbers of of[k], in rev those that are reversed. */
static const char *a_file(struct req *r, const char *steps, size_t n, const char *scales, const char *const of[], const char *rev)
{
	const char *text = arena_printf(&r->arena, TOP "[steps s]\n%s%s", steps, scales);
	for (size_t i = 1; i <= n; i++) {
		const char *in = "";
		for (size_t k = 0; of[k]; k++)
			if (strstr(of[k], arena_printf(&r->arena, " %zu ", i)))
				in = arena_printf(&r->arena, "%s%s%c", in, *in ? ", " : "", (char)('a' + k));
		text = arena_printf(&r->arena, "%s[item]\nwords: Item %zu\nscale: %s\n%s", text, i, in,
				    strstr(rev, arena_printf(&r->arena, " %zu ", i)) ? "reversed: yes\n" : "");
	}
	return text;
}

static double scored(const struct measure *m, size_t scale, const char *answers)
{
	struct measure_score x[MEASURE_SCALES_MAX];
	int given[MEASURE_ITEMS_MAX];
	for (size_t i = 0; i < m->n_items; i++)
		given[i] = answers[i] == '-' ? -1 : answers[i] - '0';
	measure_score(m, given, x);
	return x[scale].there ? x[scale].value : -1;
}

/* Five items of 0 to 5; the raw sum of 0 to 25, times four (WHO, 1998). */
static void a_five_item_index_is_its_sum_times_four(void **state)
{
	struct req *r = *state;
	static const char *const of[] = { " 1 2 3 4 5 ", NULL };
	struct measure m = read_it(r, a_file(r, "5: All\n4: Most\n3: More\n2: Less\n1: Some\n0: None\n", 5,
		"[scale a]\ntitle: All\ncounts: sum\ntimes: 4\nrange: 0 to 100\nanswers: 5\n", of, ""));
	assert_float_equal(scored(&m, 0, "00000"), 100, 1e-9);
	assert_float_equal(scored(&m, 0, "55555"), 0, 1e-9);
	assert_float_equal(scored(&m, 0, "22222"), 60, 1e-9);
	assert_float_equal(scored(&m, 0, "2222-"), -1, 1e-9);
}

/* Twelve items of 1 to 4, the third and the sixth reversed, 12 to 48 (Herth, 1992). */
static void a_hope_index_counts_its_third_and_sixth_item_from_the_other_end(void **state)
{
	struct req *r = *state;
	static const char *const of[] = { " 1 2 3 4 5 6 7 8 9 10 11 12 ", NULL };
	struct measure m = read_it(r, a_file(r, "1: No\n2: Rather no\n3: Rather yes\n4: Yes\n", 12,
		"[scale a]\ntitle: Hope\ncounts: sum\nrange: 12 to 48\nanswers: 12\n", of, " 3 6 "));
	assert_float_equal(scored(&m, 0, "333333333333"), 42, 1e-9);
	assert_float_equal(scored(&m, 0, "330330333333"), 48, 1e-9);
	assert_float_equal(scored(&m, 0, "003003000000"), 12, 1e-9);
	assert_float_equal(scored(&m, 0, "000000000000"), 18, 1e-9);
}

/* Twelve items of 1 to 5: task 1 2 10 12, bond 3 5 7 9, goal 4 6 8 11, 4 to 20 each, and all of them 12 to 60 (Hatcher and Gillaspy, 2006). */
static void an_alliance_inventory_has_three_subscales_and_a_whole(void **state)
{
	struct req *r = *state;
	static const char *const of[] = { " 1 2 10 12 ", " 3 5 7 9 ", " 4 6 8 11 ", " 1 2 3 4 5 6 7 8 9 10 11 12 ", NULL };
	struct measure m = read_it(r, a_file(r, "1: a\n2: b\n3: c\n4: d\n5: e\n", 12,
		"[scale a]\ntitle: Task\ncounts: sum\nrange: 4 to 20\nanswers: 4\n[scale b]\ntitle: Bond\ncounts: sum\nrange: 4 to 20\nanswers: 4\n"
		"[scale c]\ntitle: Goal\ncounts: sum\nrange: 4 to 20\nanswers: 4\n[scale d]\ntitle: All\ncounts: sum\nrange: 12 to 60\nanswers: 12\n", of, ""));
	static const char answers[] = "440000000404";
	assert_float_equal(scored(&m, 0, answers), 20, 1e-9);
	assert_float_equal(scored(&m, 1, answers), 4, 1e-9);
	assert_float_equal(scored(&m, 2, answers), 4, 1e-9);
	assert_float_equal(scored(&m, 3, answers), 28, 1e-9);
	assert_float_equal(scored(&m, 1, "4-4-4-4-4---"), 20, 1e-9);
	assert_float_equal(scored(&m, 3, "4-4-4-4-4---"), -1, 1e-9);    /* the whole is not guessed from a part */
	assert_int_equal(m.item[2].scale, 1);
	assert_true(measure_counts(&m.item[2], 3));
}

/* What is scored as a mean, with what is published as the fewest answers. */
static void a_mean_is_of_what_was_answered_from_its_fewest_answers_on(void **state)
{
	struct req *r = *state;
	static const char *const of[] = { " 1 2 3 4 ", NULL };
	struct measure m = read_it(r, a_file(r, "0: a\n25: b\n50: c\n75: d\n100: e\n", 4, "[scale a]\ntitle: T\ncounts: mean\nrange: 0 to 100\nanswers: 2\n", of, " 4 "));
	assert_float_equal(scored(&m, 0, "12--"), 37.5, 1e-9);
	assert_float_equal(scored(&m, 0, "0--0"), 50, 1e-9);
	assert_float_equal(scored(&m, 0, "4---"), -1, 1e-9);
}

#define STEPS "[steps s]\n0: No\n1: Yes\n"
#define SCALE "[scale a]\ntitle: A\ncounts: sum\nrange: 0 to 1\nanswers: 1\n"
#define ITEM "[item]\nwords: I am here.\n"

static void what_is_wrong_is_said_with_its_line_and_how_to_mend_it(void **state)
{
	struct req *r = *state;
	static const struct { const char *text, *says; } files[] = {
		{ "", "At the top, “code” is missing." },
		{ TOP STEPS SCALE, "There are no questions." },
		{ TOP STEPS ITEM, "There is no scale." },
		{ TOP SCALE ITEM, "There are no steps to answer with." },
		{ TOP STEPS SCALE ITEM "hello\n", "Line 17: there is no “:” in this line." },
		{ TOP "colour: red\n" STEPS SCALE ITEM, "Line 7: “colour” is not known here." },
		{ TOP "code: again\n" STEPS SCALE ITEM, "Line 7: this stands twice" },
		{ TOP "notice:\n" STEPS SCALE ITEM, "Line 7: there is nothing behind the “:”." },
		{ TOP STEPS "2: Yes\nx: No\n" SCALE ITEM, "Line 11: “x” is no number." },
		{ TOP STEPS "1: Again\n" SCALE ITEM, "Line 10: a step that counts 1 is there already." },
		{ TOP "[steps s]\n0: Only\n" SCALE ITEM, "Line 7: the steps “s” need at least two lines" },
		{ TOP STEPS "[scale a]\ntitle: A\ncounts: median\nrange: 0 to 1\nanswers: 1\n" ITEM, "Line 12: a scale counts as “sum” or as “mean”." },
		{ TOP STEPS "[scale a]\ntitle: A\ncounts: sum\nrange: 1 - 0\nanswers: 1\n" ITEM, "Line 13: a range is written like “10 to 60”" },
		{ TOP STEPS "[scale a]\ntitle: A\ncounts: sum\nrange: 0 to 5\nanswers: 1\n" ITEM, "Line 10: the range does not fit. With these questions and steps it goes from 0 to 1." },
		{ TOP STEPS "[scale a]\ntitle: A\ncounts: sum\nrange: 0 to 1\nanswers: many\n" ITEM, "Line 14: a whole number from 1 to 60 belongs here." },
		{ TOP STEPS "[scale a]\ntitle: A\ncounts: mean\nrange: 0 to 1\nanswers: 2\n" ITEM, "Line 10: the scale asks for more answers than it has questions. It has 1." },
		{ TOP STEPS "[scale a]\ntitle: A\ncounts: sum\nrange: 0 to 2\nanswers: 1\n" ITEM ITEM, "Line 10: a sum needs all its answers, and nothing is filled in. Write “answers: 2”" },
		{ TOP STEPS "[scale a]\ntitle: A\n" ITEM, "Line 10: this scale has no “counts”." },
		{ TOP STEPS SCALE "[item]\nreversed: maybe\n", "Line 16: “reversed” is “yes” or “no”." },
		{ TOP STEPS SCALE "[item]\nscale: b\nwords: I\n", "Line 15: there is no [scale b]." },
		{ TOP STEPS SCALE "[item]\nsteps: t\nwords: I\n", "Line 15: this question does not say how it is answered." },
		{ TOP STEPS SCALE "[item]\nscale: a\n", "Line 15: this question has no words." },
		{ TOP STEPS "5: Very\n" SCALE "[item]\nwords: I\nreversed: yes\n", "Line 16: a question can be reversed only if its steps are equally far apart." },
		{ TOP STEPS SCALE SCALE ITEM, "Line 15: the name “a” is there twice." },
		{ TOP STEPS SCALE "[scale b]\ntitle: B\ncounts: sum\nrange: 0 to 1\nanswers: 1\n" ITEM "scale: a\n", "Line 15: no question counts in the scale “b”." },
		{ TOP STEPS SCALE "[scale b]\ntitle: B\ncounts: sum\nrange: 0 to 1\nanswers: 1\n" ITEM, "Line 20: this question does not say in which scale it counts." },
		{ TOP "[chapter one]\n" STEPS SCALE ITEM, "Line 7: this section is not known." },
		{ TOP "[steps Often]\n" STEPS SCALE ITEM, "Line 7: the name of a section has small letters" },
		{ "code: A b\nname: Try\nabout: T\nlanguage: English\nsource: N\nlicence: F\n" STEPS SCALE ITEM, "The code “A b” does not work." },
		{ "code: ab\nname: Try\nabout: T\nlanguage: English\nsource: N\nlicence: F\n" STEPS SCALE ITEM, "The language “English” is not known." },
		{ "\xff\xfe", "The file is no plain text." },
	};
	for (size_t i = 0; i < COUNT(files); i++) {
		struct measure m;
		struct measure_wrongs wrong;
		const char *all = "";
		if (measure_file_read(&r->arena, (struct slice){ files[i].text, strlen(files[i].text) }, &m, &wrong))
			fail_msg("was read: %s", files[i].text);
		for (size_t k = 0; k < wrong.n; k++)
			all = arena_printf(&r->arena, "%s\n%s", all, words_say(&r->arena, &r->reader, wrong.at[k].words, 3, wrong.at[k].arg));
		if (!strstr(all, files[i].says))
			fail_msg("%s\nshould say: %s\nsays: %s", files[i].text, files[i].says, all);
	}
	read_it(r, TOP STEPS SCALE ITEM);
	read_it(r, "\xef\xbb\xbf# By hand\r\n" TOP "\r\n\r\n" STEPS SCALE ITEM "steps: s\nscale: a\nreversed: no");
}

#define LOAD HARBOR "/measures/load"
#define TRY_1 HARBOR "/measures/try-1"

static void a_coordinator_loads_one_and_members_answer_it_alone(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *const not[] = { w.ana, w.sue, w.otto, NULL };
	for (size_t i = 0; i < COUNT(not); i++) {
		harness_as(r, not[i], 0);
		assert_int_equal(harness_get(r, LOAD), MISSING);
		assert_int_equal(harness_post(r, LOAD, "file", TOP STEPS SCALE ITEM, "permitted", "1", NULL), MISSING);
	}
	harness_as(r, w.cora, 0);
	assert_int_equal(harness_post(r, LOAD, "file", TOP STEPS SCALE ITEM, NULL), INVALID);
	assert_true(harness_fault(r, "permitted", "needed"));
	assert_int_equal(harness_post(r, LOAD, "file", TOP "hello\n" STEPS ITEM, "permitted", "1", NULL), INVALID);
	assert_true(harness_fault(r, "file", "line"));
	harness_says(r, "Line 7: there is no “:” in this line.");
	assert_int_equal(harness_post(r, LOAD, "file", TOP STEPS ITEM, "permitted", "1", NULL), INVALID);
	harness_says(r, "There is no scale.");
	assert_int_equal(harness_post(r, LOAD, "file", "code: cbi\nname: T\nabout: T\nlanguage: en\nsource: N\nlicence: F\n" STEPS SCALE ITEM, "permitted", "1", NULL), INVALID);
	assert_true(harness_fault(r, "file", "taken"));
	MUST(harness_post(r, LOAD, "file", TOP "notice: © Nobody {0}\n" STEPS SCALE ITEM, "permitted", "1", NULL));
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, HARBOR "/measures"));
	harness_says(r, "Trying");
	MUST(harness_get(r, TRY_1));
	harness_says(r, "I am here.");
	harness_says(r, "© Nobody {0}");
	MUST(harness_post(r, TRY_1, "answers", "1-2", NULL));
	MUST(harness_get(r, TRY_1));
	harness_says(r, "<strong>1</strong>");
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, TRY_1));
	harness_says_not(r, "My line");
}

static void a_changed_list_keeps_what_was_answered_as_it_was_asked(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, LOAD, "file", TOP STEPS SCALE ITEM, "permitted", "1", NULL));
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, TRY_1, "answers", "1-2", NULL));
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, LOAD, "file", TOP STEPS SCALE ITEM, "permitted", "1", NULL));
	assert_string_equal(r->reply.notice, "This list is offered already, word for word.");
	MUST(harness_post(r, LOAD, "file", TOP "[steps s]\n0: No\n5: Yes\n[scale a]\ntitle: B\ncounts: sum\nrange: 0 to 10\nanswers: 2\n" ITEM ITEM, "permitted", "1", NULL));
	harness_as(r, w.ana, 0);
	r->now += 86400;
	MUST(harness_post(r, TRY_1, "answers", "1-2", "answers", "2-2", NULL));
	MUST(harness_get(r, TRY_1));
	harness_says(r, "<strong>10</strong>");
	harness_says(r, "As it was asked before");
	harness_says(r, "<strong>1</strong>");
	const json_t *series = json_object_get(harness_json(r), "series");
	assert_int_equal(json_array_size(series), 2);
	for (size_t i = 0; i < 2; i++)
		assert_int_equal(json_array_size(json_object_get(json_array_get(json_object_get(json_array_get(series, i), "lines"), 0), "values")), 1);
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, LOAD));
	const char *id = after(r, "/measures/load/", '/');
	MUST(harness_post(r, arena_printf(&r->arena, LOAD "/%s/close", id), NULL));
	assert_int_equal(harness_post(r, arena_printf(&r->arena, LOAD "/%s/close", id), NULL), MISSING);
	assert_int_equal(harness_get(r, TRY_1), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, HARBOR "/measures"));
	harness_says(r, "Not offered any more");
	MUST(harness_get(r, TRY_1));
	harness_says(r, "<strong>10</strong>");
	assert_int_equal(harness_post(r, TRY_1, "answers", "1-2", NULL), MISSING);
	MUST(db_begin(r->db, true));
	MUST(tell(r, &people_left, w.cora));
	MUST(db_commit(r->db));
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, TRY_1));
}

static enum status read_file(struct req *r, const char *path, struct slice *ret)
{
	*ret = SLICE(TOP STEPS SCALE ITEM);
	return str_same(path, "try.txt") ? OK : fault(r, NULL, "file", "no such file");
}

static void the_operator_loads_one_for_all(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	struct house house = *r->house;
	house.file = read_file;
	const struct house *was = r->house;
	const struct command *c = &measures_feature.commands[0];
	char *load[] = { "measures load", "try.txt" }, *none[] = { "measures load" }, *nowhere[] = { "measures load", "try.txt", "--community", "nowhere" };
	harness_as(r, NULL, MAY_OPERATOR);
	r->house = &house;
	MUST(db_begin(r->db, true));
	assert_int_equal(c->run(r, 1, none), INVALID);
	assert_int_equal(c->run(r, 4, nowhere), INVALID);
	r->who.person = NULL;
	MUST(c->run(r, 2, load));
	MUST(db_commit(r->db));
	r->house = was;
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, TRY_1));
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, LOAD));
	harness_says(r, "Try");
	harness_says_not(r, "/close");         /* what is for all is the operator's */
}

HARNESS(a_five_item_index_is_its_sum_times_four, a_hope_index_counts_its_third_and_sixth_item_from_the_other_end,
	an_alliance_inventory_has_three_subscales_and_a_whole, a_mean_is_of_what_was_answered_from_its_fewest_answers_on,
	what_is_wrong_is_said_with_its_line_and_how_to_mend_it, a_coordinator_loads_one_and_members_answer_it_alone,
	a_changed_list_keeps_what_was_answered_as_it_was_asked, the_operator_loads_one_for_all)

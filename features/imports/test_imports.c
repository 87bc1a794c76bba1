/* Bringing in years of spreadsheets: right, whole, once; every fault with its place and a way to mend it. */
#include "../connections/test_pair.h"
#include "imports.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &surveys_feature, &insight_feature, &imports_feature, NULL };

#define HEADING "date,kind,mode,minutes,headcount,topics,given,survey_found,survey_heard,survey_hope_before,survey_hope_after,survey_again,survey_words\n"

/* A file of n good rows: all named emotional support, half of them also company. */
static const char *rows(struct req *r, int n)
{
	struct out o = { 0 };
	OUT_LITERAL(&o, HEADING);
	for (int i = 0; i < n; i++)
		out_printf(&o, "2025-03-%02d,one-to-one,phone,30,,sleep;work,emotional,emotional%s,4,2,5,yes,\n", 1 + i % 28, i % 2 ? ";company" : "");
	const char *s = arena_copy(&r->arena, o.at, o.n);
	out_end(&o);
	return s;
}

/* As the coordinator, through the page: look at it, then yes. */
static enum status look_at(struct req *r, const char *file) { return harness_post(r, HARBOR "/import", "project", "Family", "file", file, NULL); }

static enum status bring(struct req *r, const char *file)
{
	TRY(look_at(r, file));
	return harness_post(r, arena_printf(&r->arena, HARBOR "/import/%s/yes", after(r, "/import/", '/')), NULL);
}

static struct insight_report report(struct req *r, const struct world *w)
{
	struct insight_report x;
	const char *project;
	in_harbor(r, w, w->cora);
	MUST(communities_project(r, "family", &project));
	MUST(insight_report_make(r, &(struct insight_about){ .project = project }, &x));
	harness_as(r, w->cora, 0);
	return x;
}

static void a_file_is_shown_first_and_brought_in_on_yes(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *why = NULL;
	harness_as(r, w.cora, 0);
	MUST(look_at(r, rows(r, 40)));
	harness_says(r, "This is in the file");
	harness_says(r, "<dd>40</dd>");
	MUST(bring(r, rows(r, 40)));
	struct insight_report x = report(r, &w);
	assert_int_equal(x.encounters, 40);
	assert_int_equal(x.offered, 40);
	assert_int_equal(x.returned, 40);
	assert_int_equal(x.found.at[0].n, 40);
	assert_int_equal(x.found.at[4].n, 20);
	assert_true(x.heard_mean == 4.0 && x.hope_before_mean == 2.0 && x.hope_after_mean == 5.0);
	for (size_t k = 0; k < insight_feature.n_checks; k++) {
		MUST(insight_feature.checks[k].holds(r, &why));
		assert_null(why);
	}
	MUST(imports_feature.checks[0].holds(r, &why));
	assert_null(why);
}

static void the_same_rows_twice_add_nothing_however_they_are_written(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.cora, 0);
	MUST(bring(r, rows(r, 12)));
	MUST(bring(r, rows(r, 12)));
	assert_int_equal(report(r, &w).encounters, 12);
	struct out o = { 0 };
	OUT_LITERAL(&o, "\xef\xbb\xbf");        /* byte order mark, CRLF, tabs */
	for (const char *p = rows(r, 12); *p; p++)
		if (*p == '\n')
			OUT_LITERAL(&o, "\r\n");
		else if (*p == ',')
			OUT_LITERAL(&o, "\t");
		else
			out_raw(&o, p, 1);
	MUST(bring(r, arena_copy(&r->arena, o.at, o.n)));
	out_end(&o);
	assert_int_equal(report(r, &w).encounters, 12);
	MUST(bring(r, rows(r, 13)));
	assert_int_equal(report(r, &w).encounters, 25);
}

static void every_fault_is_named_and_nothing_is_brought_in(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	static const struct { const char *row, *says; } wrong[] = {
		{ "2025-02-30,one-to-one,phone,30,,,,,,,,,\n", "Line 2, column date: “2025-02-30” is not a date" },
		{ "03/05/2025,one-to-one,phone,30,,,,,,,,,\n", "column date" },
		{ "2031-01-01,one-to-one,phone,30,,,,,,,,,\n", "lies ahead" },
		{ "2025-03-01,duo,phone,30,,,,,,,,,\n", "column kind: “duo” is not a kind of" },
		{ "2025-03-01,group,carrier pigeon,30,,,,,,,,,\n", "column mode" },
		{ "2025-03-01,group,phone,half an hour,,,,,,,,,\n", "column minutes: “half an hour” is not a number" },
		{ "2025-03-01,group,phone,30,many,,,,,,,,\n", "column headcount" },
		{ "2025-03-01,group,phone,30,9,,hugs,,,,,,\n", "column given: “hugs” names a kind" },
		{ "2025-03-01,group,phone,30,9,,,,6,,,,\n", "column survey_heard: “6” is not from 1 to 5" },
		{ "2025-03-01,group,phone,30,9,,,,,11,,,\n", "column survey_hope_before" },
		{ "2025-03-01,group,phone,30,9,,,,,,4.5,,\n", "column survey_hope_after" },
		{ "2025-03-01,group,phone,30,9,,,,,,,perhaps,\n", "column survey_again: “perhaps” is neither yes nor no" },
		{ "2025-03-01,group,phone,30,9,\"open\n", "quot" },
		{ "2025-03-01,group,phone,30,9,,,,,,,,It helped, a lot\n", "Line 2: This line has more cells than the first line names" },
	};
	harness_as(r, w.cora, 0);
	for (size_t i = 0; i < COUNT(wrong); i++) {
		assert_int_equal(look_at(r, arena_printf(&r->arena, "%s%s", HEADING, wrong[i].row)), INVALID);
		harness_says(r, wrong[i].says);
	}
	assert_int_equal(look_at(r, "kind,mode\ngroup,phone\n"), INVALID);
	harness_says(r, "column date: This column is missing");
	assert_int_equal(look_at(r, "date,kind,date\n"), INVALID);
	harness_says(r, "This column is there twice");
	assert_int_equal(look_at(r, HEADING), INVALID);
	harness_says(r, "There are no rows in this file");
	assert_int_equal(harness_post(r, HARBOR "/import", "project", "Family", NULL), INVALID);
	MUST(harness_get(r, HARBOR "/import"));
	harness_says_not(r, "Brought in before");
}

static void two_faults_in_a_row_are_both_said_and_hundreds_are_counted(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.cora, 0);
	assert_int_equal(look_at(r, HEADING "nonsense,duo,phone,30,,,,,,,,,\n"), INVALID);
	harness_says(r, "column date");
	harness_says(r, "column kind");
	struct out o = { 0 };
	OUT_LITERAL(&o, HEADING);
	for (int i = 0; i < 200; i++)
		OUT_LITERAL(&o, "nonsense,group,phone,30,9,,,,,,,,\n");
	assert_int_equal(look_at(r, arena_copy(&r->arena, o.at, o.n)), INVALID);
	out_end(&o);
	harness_says(r, "And 150 more");
}

static void columns_come_in_any_order_and_others_are_reported(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.cora, 0);
	struct out o = { 0 };
	OUT_LITERAL(&o, "Weather;KIND;survey_heard;Date\n");
	for (int i = 0; i < 6; i++)
		OUT_LITERAL(&o, "fine;Group;5;2025-03-03T18:30\n");
	const char *file = arena_copy(&r->arena, o.at, o.n);
	out_end(&o);
	MUST(look_at(r, file));
	harness_says(r, "Weather");
	MUST(bring(r, file));
	struct insight_report x = report(r, &w);
	assert_int_equal(x.encounters, 6);
	assert_int_equal(x.heard_n, 6);
	assert_int_equal(x.found_n, 0);
}

static void only_coordinators_and_only_their_own_file(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_get(r, HARBOR "/import"), MISSING);
	assert_int_equal(look_at(r, rows(r, 6)), MISSING);
	harness_as(r, w.cora, 0);
	MUST(look_at(r, rows(r, 6)));
	const char *yes = arena_printf(&r->arena, HARBOR "/import/%s/yes", after(r, "/import/", '/'));
	MUST(db_begin(r->db, true));
	in_harbor(r, &w, w.cora);
	MUST(communities_give_role(r, w.harbor, w.ben, "coordinator", r->now - 1));
	MUST(db_commit(r->db));
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_post(r, yes, NULL), MISSING);
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, yes, NULL));
	assert_int_equal(harness_post(r, yes, NULL), MISSING);
}

HARNESS(a_file_is_shown_first_and_brought_in_on_yes, the_same_rows_twice_add_nothing_however_they_are_written,
	every_fault_is_named_and_nothing_is_brought_in, two_faults_in_a_row_are_both_said_and_hundreds_are_counted,
	columns_come_in_any_order_and_others_are_reported, only_coordinators_and_only_their_own_file)

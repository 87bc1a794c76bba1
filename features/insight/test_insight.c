/* "What it did": the right figures, and nothing about few.  Random figures, and a reader who subtracts all that is shown
 * from all else that is shown, must not arrive at a small number. */
#include "../connections/test_pair.h"
#include "insight.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &surveys_feature, &insight_feature, NULL };

enum { JANUARY = 20089, FEBRUARY = 20120, MARCH = 20148, APRIL = 20179 };   /* 2025, as day numbers */

struct figures { struct req *r; struct world w; const char *project[3]; };

static struct figures start(struct req *r)
{
	struct figures f = { .r = r, .w = a_world(r, 1) };
	static const char *const names[] = { "Family", "Crisis team", "Group" };
	MUST(db_begin(r->db, true));
	in_harbor(r, &f.w, f.w.cora);
	for (int i = 0; i < 3; i++)
		MUST(communities_project_make(r, names[i], &f.project[i]));
	MUST(db_commit(r->db));
	return f;
}

struct given { int project; int64_t month; int encounters, returned, emotional, heard, hope, yes, no; };

/* All of one project, in one go: an import. */
static void give_all(struct figures *f, size_t n, const struct given *g)
{
	struct req *r = f->r;
	in_harbor(r, &f->w, f->w.cora);
	MUST(db_begin(r->db, true));
	struct insight_gather *all = insight_gather_new(r, f->project[g->project]);
	for (const struct given *end = g + n; g < end; g++)
		for (int i = 0; i < g->encounters; i++) {
			struct surveys_answer a = { .found = i < g->emotional ? 1 : 2, .heard = i < g->heard ? 4 : NO_INT, .hope_before = i < g->hope ? 3 : NO_INT,
				.hope_after = i < g->hope ? 6 : NO_INT,
				.again = i < g->yes ? 1 : i < g->yes + g->no ? 0 : NO_INT };
			insight_gather_encounter(all, g->month, 60, 2);
			insight_gather_survey(all, g->month, i < g->returned ? &a : NULL);
		}
	MUST(insight_gather_put(r, all));
	MUST(db_commit(r->db));
}

static void give(struct figures *f, const struct given *g) { give_all(f, 1, g); }

/* As it would be read under this minimum. */
static struct insight_report report_under(struct figures *f, int project, int64_t min)
{
	struct insight_report x;
	in_harbor(f->r, &f->w, f->w.ana);
	f->r->community.min_cell = min;
	MUST(insight_report_make(f->r, &(struct insight_about){ .project = project < 0 ? NULL : f->project[project] }, &x));
	return x;
}

/* What may go out is decided when it goes out (release.c), under the community's minimum of 5: here the last look hides nothing
 * more, or it would cover up what the release did wrong. */
static struct insight_report report(struct figures *f, int project) { return report_under(f, project, 1); }

static void the_figures_are_right(void **state)
{
	struct figures f = start(*state);
	give(&f, &(struct given){ 0, JANUARY, 40, 30, 23, 20, 10 });
	struct insight_report x = report(&f, 0);
	assert_int_equal(x.encounters, 40);
	assert_int_equal(x.minutes, 2400);
	assert_int_equal(x.offered, 40);
	assert_int_equal(x.returned, 30);
	assert_int_equal(x.found.at[0].n, 23);
	assert_true(x.found.at[0].share > 0.7666 && x.found.at[0].share < 0.7667);
	assert_int_equal(x.found.at[1].n, 7);
	assert_int_equal(x.found.at[2].n, 0);
	assert_int_equal(x.heard_n, 20);
	assert_true(x.heard_mean == 4.0 && x.hope_before_mean == 3.0 && x.hope_after_mean == 6.0);
	assert_int_equal(x.hope_n, 10);
}

static void nothing_about_fewer_than_the_minimum(void **state)
{
	struct figures f = start(*state);
	give(&f, &(struct given){ 0, JANUARY, 20, 10, 3, 4, 4 });
	struct insight_report x = report(&f, 0);
	assert_int_equal(x.found.at[0].n, NO_INT);              /* three named it */
	assert_true(x.found.at[0].share == NO_REAL);
	assert_int_equal(x.heard_n, NO_INT);
	assert_true(x.heard_mean == NO_REAL);
	assert_int_equal(x.hope_n, NO_INT);
	give(&f, &(struct given){ 1, JANUARY, 4, 4, 4, 4, 4 });
	x = report(&f, 1);
	assert_int_equal(x.encounters, NO_INT);
	assert_int_equal(x.returned, NO_INT);
	assert_int_equal(x.periods.n, 0);
	for (size_t k = 0; k < x.found.n; k++)
		assert_int_equal(x.found.at[k].n, NO_INT);
}

static void nor_by_those_who_did_not(void **state)
{
	struct figures f = start(*state);
	give(&f, &(struct given){ 0, JANUARY, 20, 20, 18, 20, 20 });
	assert_int_equal(report(&f, 0).found.at[0].n, NO_INT);  /* two did not name it */
}

static void neither_few_who_said_yes_nor_few_who_said_no(void **state)
{
	struct figures f = start(*state);
	give(&f, &(struct given){ 0, JANUARY, 40, 40, 20, 0, 0, .yes = 3, .no = 22 });
	give(&f, &(struct given){ 1, JANUARY, 40, 40, 20, 0, 0, .yes = 22, .no = 3 });
	give(&f, &(struct given){ 2, JANUARY, 40, 40, 20, 0, 0, .yes = 22, .no = 5 });
	assert_int_equal(report(&f, 0).again_n, NO_INT);
	assert_int_equal(report(&f, 1).again_n, NO_INT);
	assert_int_equal(report(&f, 2).again_n, 27);
}

static void a_small_project_is_left_out_of_the_sum(void **state)
{
	struct figures f = start(*state);
	give(&f, &(struct given){ 0, JANUARY, 20, 20, 10, 20, 20 });
	give(&f, &(struct given){ 1, JANUARY, 3, 3, 3, 3, 3 });
	assert_int_equal(report(&f, -1).encounters, 20);        /* not 23: the difference would be the three */
}

/* Also where more answered than met: as much as would have been enough by itself. */
static void of_a_small_project_nothing_goes_out_at_all(void **state)
{
	struct figures f = start(*state);
	struct req *r = f.r;
	const struct surveys_answer a = { .found = 1, .heard = 4, .hope_before = 3, .hope_after = 6, .again = 1 };
	in_harbor(r, &f.w, f.w.cora);
	for (int met = 0; met < 5; met++) {
		MUST(db_begin(r->db, true));
		struct insight_gather *g = insight_gather_new(r, f.project[0]);
		insight_gather_encounter(g, JANUARY, 60, 2);
		for (int i = 0; i < 6; i++)
			insight_gather_survey(g, JANUARY, &a);
		MUST(insight_gather_put(r, g));
		MUST(db_commit(r->db));
		assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM insight_shown") != 0, met == 4);
	}
	assert_int_equal(report(&f, 0).returned, 30);
}

static void one_hidden_part_hides_the_sum(void **state)
{
	struct figures f = start(*state);
	give(&f, &(struct given){ 0, JANUARY, 40, 40, 20, 40, 40 });
	give(&f, &(struct given){ 1, JANUARY, 40, 40, 3, 40, 40 });
	assert_int_equal(report(&f, 0).found.at[0].n, 20);
	assert_int_equal(report(&f, 1).found.at[0].n, NO_INT);
	assert_int_equal(report(&f, -1).found.at[0].n, NO_INT);
	give(&f, &(struct given){ 2, JANUARY, 40, 40, 4, 40, 40 });
	assert_int_equal(report(&f, -1).found.at[0].n, 27);     /* two hidden parts, seven together: neither can be worked out */
}

static void small_months_are_taken_together(void **state)
{
	struct figures f = start(*state);
	give_all(&f, 4, (struct given[]){ { 0, JANUARY, 10, 10, 5, 10, 10 }, { 0, FEBRUARY, 2, 2, 1, 2, 2 }, { 0, MARCH, 8, 8, 4, 8, 8 },
		{ 0, APRIL, 3, 3, 1, 3, 3 } });
	struct insight_report x = report(&f, 0);
	assert_int_equal(x.periods.n, 2);
	assert_int_equal(x.periods.at[0].encounters, 10);
	assert_int_equal(x.periods.at[1].encounters, 13);
	assert_int_equal(x.periods.at[1].from_day, FEBRUARY);
	assert_int_equal(x.periods.at[1].until_day, APRIL + 29);
}

/* Every total minus every set of periods, and the sum over projects minus every project: never 1 to minimum-1. */
static void check_no_difference_is_small(struct figures *f)
{
	struct insight_report all = report(f, -1), one[3];
	int64_t left = all.encounters, left_returned = all.returned;
	for (int p = 0; p < 3; p++) {
		one[p] = report(f, p);
		if (one[p].encounters != NO_INT) {
			left -= one[p].encounters;
			left_returned -= one[p].returned == NO_INT ? 0 : one[p].returned;
		}
		int64_t rest = one[p].encounters;
		for (size_t i = 0; i < one[p].periods.n; i++) {
			const struct insight_period *x = &one[p].periods.at[i];
			assert_true(x->encounters == 0 || x->encounters >= 5);
			assert_true(x->returned == 0 || x->returned >= 5);
			assert_true(x->heard_n == 0 || x->heard_n >= 5);
			assert_true(x->hope_n == 0 || x->hope_n >= 5);
			rest -= x->encounters;
		}
		assert_true(!one[p].periods.n || rest == 0 || rest >= 5);
		for (size_t k = 0; k < one[p].found.n; k++)
			assert_true(one[p].found.at[k].n == NO_INT || one[p].found.at[k].n == 0 || one[p].found.at[k].n >= 5);
	}
	assert_true(all.encounters == NO_INT || left == 0 || left >= 5);
	assert_true(all.returned == NO_INT || left_returned == 0 || left_returned >= 5);
	for (size_t i = 0; i < all.periods.n; i++) {        /* one period of all, minus the same period of those that show it */
		int64_t rest = all.periods.at[i].encounters, rest_heard = all.periods.at[i].heard_n;
		for (int p = 0; p < 3; p++)
			for (size_t k = 0; k < one[p].periods.n; k++)
				if (one[p].periods.at[k].from_day == all.periods.at[i].from_day) {
					rest -= one[p].periods.at[k].encounters;
					rest_heard -= one[p].periods.at[k].heard_n;
				}
		assert_true(rest == 0 || rest >= 5);
		assert_true(rest_heard == 0 || rest_heard >= 5);
	}
	for (size_t k = 0; k < all.found.n; k++) {
		int64_t n = all.found.at[k].n;
		for (int p = 0; p < 3; p++)
			n -= all.found.at[k].n != NO_INT && one[p].found.at[k].n != NO_INT ? one[p].found.at[k].n : 0;
		assert_true(all.found.at[k].n == NO_INT || n == 0 || n >= 5);
	}
}

static void no_difference_between_shown_figures_is_small(void **state)
{
	struct req *r = *state;
	for (int round = 0; round < 40; round++) {
		if (round) {
			void *again = r;
			harness_teardown(&again);
			harness_setup(state);
			r = *state;
		}
		struct figures f = start(r);
		for (int i = 0; i < 12; i++) {
			int n = (int)random_below(r, (uint32_t)(4 + 3 * (round % 9))), back = n ? (int)random_below(r, (uint32_t)n + 1) : 0;
			give(&f, &(struct given){ i % 3, JANUARY + (i / 3) * 31 - (i / 3 > 1) * 3, n, back, back ? (int)random_below(r, (uint32_t)back + 1) : 0,
				back ? (int)random_below(r, (uint32_t)back + 1) : 0, back ? (int)random_below(r, (uint32_t)back + 1) : 0 });
		}
		check_no_difference_is_small(&f);
	}
}

/* The last look by itself: what went out stands until the minimum is more than it is about, figure by figure. */
static void a_minimum_that_is_raised_holds_at_once_for_every_figure(void **state)
{
	struct figures f = start(*state);
	give(&f, &(struct given){ 0, JANUARY, 40, 34, 20, 18, 12, .yes = 16, .no = 9 });
	give_all(&f, 3, (struct given[]){ { 1, FEBRUARY, 21, 0, 0, 0, 0 }, { 1, MARCH, 40, 15, 7, 0, 0 }, { 1, APRIL, 40, 30, 15, 11, 0 } });
	give(&f, &(struct given){ 2, JANUARY, 40, 40, 20, 0, 0, .yes = 8, .no = 22 });
	for (int64_t min = 5; min <= 50; min++) {
		struct insight_report x = report_under(&f, 0, min), y = report_under(&f, 1, min), z = report_under(&f, 2, min);
		assert_int_equal(x.encounters != NO_INT, min <= 40);
		assert_int_equal(x.minutes != NO_INT, min <= 40);
		assert_int_equal(x.offered != NO_INT, min <= 40);
		assert_int_equal(x.returned != NO_INT, min <= 34);
		assert_int_equal(x.heard_n != NO_INT, min <= 18);
		assert_int_equal(x.heard_mean != NO_REAL, min <= 18);
		assert_int_equal(x.hope_n != NO_INT, min <= 12);
		assert_int_equal(x.hope_before_mean != NO_REAL, min <= 12);
		assert_int_equal(x.hope_after_mean != NO_REAL, min <= 12);
		assert_int_equal(x.found_n != NO_INT, min <= 34);
		assert_int_equal(x.found.at[0].n != NO_INT, min <= 14);         /* 20 named it, 14 did not */
		assert_int_equal(x.found.at[1].share != NO_REAL, min <= 14);    /* 14 named it, 20 did not */
		assert_int_equal(x.found.at[2].n != NO_INT, min <= 34);         /* nobody did */
		assert_int_equal(x.again_share != NO_REAL, min <= 9);           /* 16 yes, 9 no */
		assert_int_equal(z.again_n != NO_INT, min <= 8);                /* 8 yes, 22 no */
		assert_int_equal(x.periods.n, min <= 12);                       /* its smallest number: hope */
		assert_int_equal(y.periods.n, (min <= 21) + (min <= 15) + (min <= 11));        /* meetings, answers, heard */
	}
}

static void every_member_sees_it_and_nobody_else(void **state)
{
	struct req *r = *state;
	struct figures f = start(r);
	give(&f, &(struct given){ 0, JANUARY, 40, 40, 30, 40, 40 });
	harness_as(r, f.w.ben, 0);
	MUST(harness_get(r, HARBOR "/what-it-did"));
	harness_says(r, "75 %");
	MUST(harness_get(r, HARBOR "/what-it-did?project=family"));
	harness_says(r, "Emotional");
	assert_int_equal(harness_get(r, HARBOR "/what-it-did?project=nosuch"), MISSING);
	MUST(harness_get(r, HARBOR "/what-it-did/what-it-did.csv?project=family"));
	harness_says(r, "found,emotional,,,30,0.7500\r\n");
	harness_as(r, f.w.otto, 0);
	assert_int_equal(harness_get(r, HARBOR "/what-it-did"), MISSING);
	assert_int_equal(harness_get(r, HARBOR "/what-it-did/what-it-did.csv"), MISSING);
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, HARBOR "/what-it-did"), MISSING);
}

/* A path in a package is relative to the package: whoever follows it must come to the table, with the columns as named. */
static void the_package_leads_to_the_table_and_names_its_columns(void **state)
{
	struct req *r = *state;
	struct figures f = start(r);
	size_t k;
	json_t *package, *field;
	give(&f, &(struct given){ 0, JANUARY, 40, 40, 30, 40, 40 });
	harness_as(r, f.w.ben, 0);
	MUST(harness_get(r, HARBOR "/what-it-did/datapackage.json"));
	assert_non_null(package = json_loads(harness_body(r), 0, NULL));
	const json_t *table = json_array_get(json_object_get(package, "resources"), 0);
	struct out columns = { 0 };
	json_array_foreach(json_object_get(json_object_get(table, "schema"), "fields"), k, field)
		out_printf(&columns, "%s%s", k ? "," : "", json_string_value(json_object_get(field, "name")));
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/what-it-did/%s", json_string_value(json_object_get(table, "path")))));
	assert_true(str_begins(harness_body(r), arena_printf(&r->arena, "%.*s\r\n", (int)columns.n, columns.at)));
	out_end(&columns);
	json_decref(package);
}

static void sums_follow_every_change_and_counting_anew_agrees(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w), *why = NULL;
	for (int i = 0; i < 7; i++) {
		harness_as(r, w.sue, 0);
		MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/connections/%s/encounters/new", c), "met", i == 3 ? "not" : "met", "day", "2025-06-15",
				  "clock", "10:00", "minutes", "45", "mode", "phone", "mutual", "1", NULL));
		const char *e = led_to(r, "/encounters/");
		if (i % 2 == 0) {
			harness_as(r, w.ana, 0);
			MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/encounters/%s/survey", e), NULL));
			const char *code = after(r, "<p class=\"code\">", '<');
			harness_as(r, NULL, 0);
			MUST(harness_post(r, "/survey", "code", code, "found", "emotional", "heard", "4", "hope_before", "2", "hope_after", "5", "again", "yes", NULL));
		}
		harness_as(r, w.sue, 0);
		if (i == 4)
			MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/encounters/%s/edit", e), "met", "met", "day", "2025-05-15", "clock", "10:00",
					  "minutes", "30", "mode", "phone", "version", "1", NULL));
		if (i == 5)
			MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/encounters/%s/take-back", e), NULL));
	}
	MUST(insight_feature.checks[0].holds(r, &why));
	assert_null(why);
	MUST(db_begin(r->db, true));
	MUST(insight_add(r, w.harbor, NULL, JANUARY, "encounters", 1, 0));
	MUST(db_commit(r->db));
	MUST(insight_feature.checks[0].holds(r, &why));
	assert_non_null(why);           /* a drift is found */
}

HARNESS(the_figures_are_right, nothing_about_fewer_than_the_minimum, nor_by_those_who_did_not, neither_few_who_said_yes_nor_few_who_said_no,
	a_small_project_is_left_out_of_the_sum,
	of_a_small_project_nothing_goes_out_at_all, one_hidden_part_hides_the_sum, small_months_are_taken_together, no_difference_between_shown_figures_is_small,
	a_minimum_that_is_raised_holds_at_once_for_every_figure, every_member_sees_it_and_nobody_else, the_package_leads_to_the_table_and_names_its_columns, sums_follow_every_change_and_counting_anew_agrees)

/* What is over goes when its time has come, and not before; who may change a time, and who sees what. */
#include "test_daily.h"

static void what_is_over_goes_when_its_time_has_come_and_is_counted(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *meeting, *c = a_walk_that_ended(r, &w, &meeting);
	static const char *const after_a_year[] = { "asks", "proposals", "agreements", "closing", "surveys" };
	r->now += A_YEAR - 10 * A_DAY;
	a_daily_look(r);
	for (size_t k = 0; k < COUNT(after_a_year); k++)
		assert_int_equal(erased(r, &w, after_a_year[k]), 0);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, path_of(r, "/connections/", c)));
	harness_says(r, "Thank you for the river.");
	r->now += 20 * A_DAY;
	a_daily_look(r);
	for (size_t k = 0; k < COUNT(after_a_year); k++)
		if (erased(r, &w, after_a_year[k]) != 1)
			fail_msg("%s: %lld", after_a_year[k], (long long)erased(r, &w, after_a_year[k]));
	assert_int_equal(erased(r, &w, "meetings"), 0);
	MUST(harness_get(r, path_of(r, "/connections/", c)));
	harness_says_not(r, "Thank you for the river.");
	MUST(harness_get(r, path_of(r, "/encounters/", meeting)));
	harness_says(r, "We laughed about ducks");
	a_daily_look(r);
	assert_int_equal(erased(r, &w, "agreements"), 1);       /* once */
	r->now += 2 * A_YEAR;
	a_daily_look(r);
	assert_int_equal(erased(r, &w, "meetings"), 1);
	MUST(harness_get(r, path_of(r, "/encounters/", meeting)));
	harness_says_not(r, "We laughed about ducks");
	all_checks_hold(r);
}

static void the_log_keeps_its_tree_and_loses_who_and_whose(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *meeting;
	a_walk_that_ended(r, &w, &meeting);
	r->now += 6 * A_YEAR - 30 * A_DAY;
	a_daily_look(r);
	assert_int_equal(erased(r, &w, "log"), 0);
	r->now += 40 * A_DAY;
	a_daily_look(r);
	assert_true(erased(r, &w, "log") > 0);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, "/me/seen"));
	harness_says(r, "Nobody has seen anything of yours yet.");
	all_checks_hold(r);
}

static void a_community_chooses_its_times_within_the_limits_of_the_kind(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *meeting;
	a_walk_that_ended(r, &w, &meeting);
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/kept/meetings"));
	harness_says(r, "2 CFR 200.334");
	harness_says(r, "value=\"3y\" selected");
	MUST(harness_post(r, HARBOR "/kept/meetings", "lasts", "30d", NULL));
	assert_int_equal(harness_post(r, HARBOR "/kept/log", "lasts", "30d", NULL), INVALID);
	assert_true(harness_fault(r, "lasts", "choice"));
	assert_int_equal(harness_post(r, HARBOR "/kept/meetings", "lasts", "forever", NULL), INVALID);
	assert_int_equal(harness_post(r, HARBOR "/kept/meetings", NULL), INVALID);
	assert_int_equal(harness_post(r, HARBOR "/kept/sessions", "lasts", "1y", NULL), MISSING);       /* fixed */
	assert_int_equal(harness_get(r, HARBOR "/kept/nothing"), MISSING);
	r->now += 40 * A_DAY;
	a_daily_look(r);
	assert_int_equal(erased(r, &w, "meetings"), 1);
	MUST(harness_get(r, HARBOR "/kept"));
	harness_says(r, "What was erased");
	harness_says(r, "What was written about meetings, and by whom");
	const json_t *page = harness_json(r);
	assert_string_equal(json_string_value(json_object_get(json_array_get(json_object_get(page, "gone"), 0), "kind")), "meetings");
	assert_true(json_is_null(json_object_get(json_array_get(json_object_get(page, "gone"), 0), "n")));      /* one is fewer than five */
	harness_says_not(r, "<span class=\"badge\">1</span>");
}

static void members_see_the_times_and_only_coordinators_change_them_and_see_counts(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *const others[] = { w.ana, w.sue, w.otto, NULL };
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, HARBOR "/kept"));
	harness_says(r, "after the meeting");
	harness_says(r, "3 years");
	harness_says_not(r, "What was erased");
	harness_says_not(r, "/kept/meetings");
	for (size_t k = 0; k < COUNT(others); k++) {
		harness_as(r, others[k], 0);
		assert_int_equal(harness_get(r, HARBOR "/kept/meetings"), MISSING);
		assert_int_equal(harness_post(r, HARBOR "/kept/meetings", "lasts", "1y", NULL), MISSING);
	}
	harness_as(r, w.otto, 0);
	assert_int_equal(harness_get(r, HARBOR "/kept"), MISSING);
}

static void each_person_reads_how_long_in_their_own_view(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, HARBOR "/kept/meetings", "lasts", "6m", NULL));
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, "/me/everything"));
	harness_says(r, "How long it stays in Harbor");
	harness_says(r, "6 months after the meeting");
	harness_as(r, w.otto, 0);
	MUST(harness_get(r, "/me/everything"));
	harness_says_not(r, "How long it stays");
}

static void many_are_erased_a_few_hundred_at_a_time(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	enum { MANY = 450 };
	r->community.id = NULL;
	MUST(db_begin(r->db, true));
	for (int k = 0; k < MANY; k++)
		MUST(deed_log(r, "tried", NULL));
	MUST(db_commit(r->db));
	r->now += 7 * A_YEAR;
	a_daily_look(r);
	all_checks_hold(r);
	struct retention_erased_last_list rows;
	MUST(db_begin(r->db, false));
	MUST(retention_erased_last(r, "", 10, &rows));
	db_rollback(r->db);
	assert_true(rows.n > 0 && rows.at[0].n >= MANY);
	assert_string_equal(rows.at[0].kind, "log");
	(void)w;
}

static void the_first_sign_in_begins_it_and_each_look_plans_the_next(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct retention_run_get run;
	MUST(db_begin(r->db, true));
	assert_int_equal(retention_run_get(r, &run), MISSING);
	MUST(retention_hear_signed_in(r, w.ana));
	MUST(retention_run_get(r, &run));
	assert_true(run.last == NO_INT && run.next == r->now);
	MUST(db_commit(r->db));
	a_daily_look(r);
	MUST(db_begin(r->db, true));
	MUST(retention_hear_signed_in(r, w.ana));
	MUST(retention_run_get(r, &run));
	assert_true(run.last == r->now && run.next == r->now + A_DAY);
	r->now += 5 * A_DAY;            /* it was given up: begun again */
	MUST(retention_hear_signed_in(r, w.ana));
	MUST(retention_run_get(r, &run));
	assert_true(run.last == r->now - 5 * A_DAY && run.next == r->now);
	MUST(db_commit(r->db));
}

HARNESS(what_is_over_goes_when_its_time_has_come_and_is_counted, the_log_keeps_its_tree_and_loses_who_and_whose,
	a_community_chooses_its_times_within_the_limits_of_the_kind, members_see_the_times_and_only_coordinators_change_them_and_see_counts,
	each_person_reads_how_long_in_their_own_view, many_are_erased_a_few_hundred_at_a_time,
	the_first_sign_in_begins_it_and_each_look_plans_the_next)

/* Days and clocks: rules that repeat, ends, moved times; clocks that go forward and back in several zones. */
#include "test_gathering_world.h"
#include "calendar.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &gatherings_feature, NULL };

#define DAY_OF(y, m, d) day_number(y, m, d)

/* The days of a rule from its first on, as "6-18 7-16 …". */
static const char *days(struct req *r, const char *rule, int64_t first, int64_t times, int64_t from, int64_t to)
{
	int64_t at[20];
	size_t n = calendar_days(rule, first, times, from, to, at, COUNT(at));
	const char *s = "";
	for (size_t i = 0; i < n; i++)
		s = arena_printf(&r->arena, "%s%s%d-%d", s, i ? " " : "", day_civil(at[i]).month, day_civil(at[i]).day);
	return s;
}

static void rules_name_their_days_and_nothing_else(void **state)
{
	struct req *r = *state;
	int64_t wed = DAY_OF(2025, 6, 18), jan = DAY_OF(2025, 1, 31), end = DAY_OF(2025, 12, 31);
	assert_string_equal(days(r, NULL, wed, 0, wed, end), "6-18");
	assert_string_equal(days(r, NULL, wed, 0, wed + 1, end), "");
	assert_string_equal(days(r, "FREQ=WEEKLY;BYDAY=WE", wed, 3, wed, end), "6-18 6-25 7-2");
	assert_string_equal(days(r, "FREQ=WEEKLY;BYDAY=WE", wed, 3, wed + 1, end), "6-25 7-2");
	assert_string_equal(days(r, "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE", wed, 5, wed, end), "6-18 6-30 7-2 7-14 7-16");
	assert_string_equal(days(r, "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", wed, 0, DAY_OF(2025, 6, 24), DAY_OF(2025, 7, 20)), "7-2 7-16");
	assert_string_equal(days(r, "FREQ=MONTHLY;BYDAY=3WE", wed, 3, wed, end), "6-18 7-16 8-20");
	assert_string_equal(days(r, "FREQ=MONTHLY;BYDAY=-1FR", DAY_OF(2025, 6, 27), 3, wed, end), "6-27 7-25 8-29");
	assert_string_equal(days(r, "FREQ=MONTHLY;BYMONTHDAY=31", jan, 5, jan, end), "1-31 3-31 5-31 7-31 8-31");
	assert_string_equal(days(r, "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15", DAY_OF(2025, 6, 15), 3, wed, end), "9-15 12-15");
	assert_true(calendar_day_fits("FREQ=WEEKLY;BYDAY=WE", wed, 0, wed + 7 * 1000));
	assert_false(calendar_day_fits("FREQ=WEEKLY;BYDAY=WE", wed, 0, wed + 7 * 1000 + 1));
	assert_false(calendar_day_fits("FREQ=WEEKLY;BYDAY=WE", wed, 0, wed - 7));
}

static void a_rule_that_would_spin_or_is_none_is_not_a_rule(void **state)
{
	static const char *const bad[] = { "FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=5", "FREQ=HOURLY", "FREQ=WEEKLY;INTERVAL=0", "FREQ=WEEKLY;INTERVAL=1001",
		"FREQ=DAILY;COUNT=3", "FREQ=DAILY;UNTIL=20250101", "every day", "" };
	(void)state;
	assert_true(calendar_rule_right("FREQ=WEEKLY;BYDAY=WE"));
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_false(calendar_rule_right(bad[i]));
	assert_false(calendar_rule_right(NULL));
}

static void clocks_go_forward_and_back_where_they_do(void **state)
{
	static const struct { const char *zone; int y, m, d, hour, minute; enum calendar_clock is; } at[] = {
		{ "America/Denver", 2026, 3, 8, 2, 30, CALENDAR_NEVER }, { "America/Denver", 2026, 3, 8, 3, 0, CALENDAR_ONCE },
		{ "America/Denver", 2026, 3, 8, 1, 59, CALENDAR_ONCE }, { "America/Denver", 2026, 11, 1, 1, 30, CALENDAR_TWICE },
		{ "America/Denver", 2026, 11, 1, 2, 0, CALENDAR_ONCE }, { "America/Denver", 2026, 11, 1, 0, 30, CALENDAR_ONCE },
		{ "America/Phoenix", 2026, 3, 8, 2, 30, CALENDAR_ONCE }, { "Europe/London", 2026, 3, 29, 1, 30, CALENDAR_NEVER },
		{ "Europe/London", 2026, 10, 25, 1, 30, CALENDAR_TWICE }, { "Europe/Madrid", 2026, 3, 29, 2, 30, CALENDAR_NEVER },
		{ "Australia/Sydney", 2026, 10, 4, 2, 30, CALENDAR_NEVER }, { "Australia/Sydney", 2026, 4, 5, 2, 30, CALENDAR_TWICE },
		{ "Australia/Lord_Howe", 2026, 10, 4, 2, 15, CALENDAR_NEVER }, { "Australia/Lord_Howe", 2026, 4, 5, 1, 45, CALENDAR_TWICE },
		{ "America/Havana", 2026, 3, 8, 0, 30, CALENDAR_NEVER }, { "Asia/Kathmandu", 2026, 3, 8, 2, 30, CALENDAR_ONCE }, { "UTC", 2026, 3, 8, 2, 30, CALENDAR_ONCE },
	};
	(void)state;
	for (size_t i = 0; i < COUNT(at); i++)
		if (calendar_clock_is(at[i].zone, DAY_OF(at[i].y, at[i].m, at[i].d), at[i].hour * 60 + at[i].minute) != at[i].is)
			fail_msg("%s %d-%d-%d %d:%02d", at[i].zone, at[i].y, at[i].m, at[i].d, at[i].hour, at[i].minute);
	assert_int_equal(calendar_moment("America/Denver", DAY_OF(2026, 3, 8), 150), calendar_moment("America/Denver", DAY_OF(2026, 3, 8), 210));
	assert_int_equal(calendar_moment("America/Denver", DAY_OF(2026, 11, 1), 90) + 2 * 3600, calendar_moment("America/Denver", DAY_OF(2026, 11, 1), 150));
}

static const char *shown(struct req *r, struct planned p)
{
	MUST(harness_get(r, all_path(r, p, "")));
	const json_t *times = json_object_get(harness_json(r), "coming");
	const char *s = "";
	for (size_t i = 0; i < json_array_size(times) && i < 4; i++)
		s = arena_printf(&r->arena, "%s%s%s", s, i ? " " : "", json_string_value(json_object_get(json_array_get(times, i), "began")));
	return s;
}

static void the_wall_clock_stays_when_summer_time_ends(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	r->now = 1761300000;    /* 24 October 2025, 10:00 UTC; clocks go back on 2 November */
	struct planned p = AN_EVENT(r, &w, "day", "2025-10-29", "repeats", "weekly", "zone", "America/Denver");
	assert_string_equal(shown(r, p), "2025-10-30T00:00:00Z 2025-11-06T01:00:00Z 2025-11-13T01:00:00Z 2025-11-20T01:00:00Z");
	MUST(harness_get(r, all_path(r, p, "")));
	harness_says(r, "Every week: Wednesday");
	harness_says(r, "goes on");
	MUST(harness_get(r, time_path(r, p, "")));
	harness_says(r, "There it is Wed 29 Oct 2025, 6:00 pm.");
}

static void a_time_that_does_not_exist_or_happens_twice_gets_its_answer(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	r->now = 1772000000;    /* 25 February 2026 */
	harness_as(r, w.cora, 0);
	assert_int_equal(PLAN_HERE(r, "kind", "event", "day", "2026-03-08", "clock", "02:30", "zone", "America/Denver"), INVALID);
	assert_true(harness_fault(r, "clock", "skipped"));
	harness_says(r, "the clocks go forward then");
	harness_says(r, "value=\"2026-03-08\"");
	MUST(PLAN_HERE(r, "kind", "event", "day", "2026-11-01", "clock", "01:30", "zone", "America/Denver"));
	assert_string_equal(r->reply.notice, "Planned. On that day this time happens twice, because the clocks go back: it begins the first time.");
	struct planned p = planned_now(r);
	MUST(harness_get(r, time_path(r, p, "")));
	harness_says(r, "this time happens twice. It begins the first time.");
	/* in a series one of its times may fall into the gap: it begins as much later, and says so */
	MUST(PLAN_HERE(r, "kind", "event", "day", "2026-03-01", "clock", "02:30", "zone", "America/Denver", "repeats", "weekly"));
	p = planned_now(r);
	assert_string_equal(shown(r, p), "2026-03-01T09:30:00Z 2026-03-08T09:30:00Z 2026-03-15T08:30:00Z 2026-03-22T08:30:00Z");
	MUST(harness_get(r, time_path(r, on(p, "2026-03-08"), "")));
	harness_says(r, "the usual time does not happen");
	assert_int_equal(harness_post(r, time_path(r, p, "/move"), "day", "2026-03-08", "clock", "02:15", "minutes", "60", NULL), INVALID);
	assert_true(harness_fault(r, "clock", "skipped"));
}

static void one_time_is_moved_and_the_others_stay(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct planned p = AN_EVENT(r, &w, "repeats", "weekly", "times", "4");
	assert_string_equal(shown(r, p), "2025-06-18T18:00:00Z 2025-06-25T18:00:00Z 2025-07-02T18:00:00Z 2025-07-09T18:00:00Z");
	MUST(harness_get(r, time_path(r, on(p, "2025-06-25"), "/move")));
	harness_says(r, "value=\"2025-06-25\"");
	MUST(harness_post(r, time_path(r, on(p, "2025-06-25"), "/move"), "day", "2025-06-17", "clock", "09:30", "minutes", "60", NULL));
	assert_string_equal(shown(r, p), "2025-06-17T09:30:00Z 2025-06-18T18:00:00Z 2025-07-02T18:00:00Z 2025-07-09T18:00:00Z");
	MUST(harness_get(r, time_path(r, on(p, "2025-06-25"), "")));
	harness_says(r, "moved");
	assert_int_equal(harness_get(r, time_path(r, on(p, "2025-06-17"), "")), MISSING);
	assert_int_equal(harness_post(r, time_path(r, on(p, "2025-07-02"), "/move"), "day", "2025-06-01", "clock", "09:30", "minutes", "60", NULL), INVALID);
	assert_true(harness_fault(r, "day", "past"));
	MUST(harness_post(r, time_path(r, on(p, "2025-07-09"), "/move"), "day", "2025-08-20", "clock", "09:30", "minutes", "60", NULL));
	assert_string_equal(shown(r, p), "2025-06-17T09:30:00Z 2025-06-18T18:00:00Z 2025-07-02T18:00:00Z 2025-08-20T09:30:00Z");
}

static void a_series_ends_when_it_is_said_and_days_that_are_none_are_not_found(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct planned p = AN_EVENT(r, &w, "repeats", "weekday");
	MUST(harness_get(r, time_path(r, on(p, "2041-06-19"), "")));    /* the third Wednesday, sixteen years on: nothing is written out */
	harness_says(r, "Every month: the third Wednesday");
	assert_int_equal(harness_get(r, time_path(r, on(p, "2041-06-20"), "")), MISSING);
	assert_int_equal(harness_get(r, time_path(r, on(p, "2041-02-30"), "")), MISSING);
	assert_int_equal(harness_get(r, time_path(r, on(p, "tomorrow"), "")), MISSING);
	MUST(harness_post(r, time_path(r, on(p, "2025-07-16"), "/last"), NULL));
	assert_string_equal(shown(r, p), "2025-06-18T18:00:00Z 2025-07-16T18:00:00Z");
	assert_int_equal(harness_get(r, time_path(r, on(p, "2025-08-20"), "")), MISSING);
}

static void what_cannot_repeat_so_is_said_beside_its_field(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	static const struct { const char *field[4], *fault, *code; } bad[] = {
		{ { "repeats", "last", "every", "1" }, "repeats", "last" },
		{ { "until", "2025-06-01", "repeats", "weekly" }, "until", "before" },
		{ { "every", "0", "repeats", "weekly" }, "every", NULL },
		{ { "times", "501", "repeats", "weekly" }, "times", NULL },
		{ { "day", "2025-06-15", "clock", "15:00" }, "day", "past" },
		{ { "day", "2028-06-15", "clock", "15:00" }, "day", "far" },
		{ { "link", "http://meet.example.org/x", "every", "1" }, "link", "address" },
		{ { "kind", "one-to-one", "every", "1" }, "kind", "unknown" },
		{ { "kind", "party", "every", "1" }, "kind", "unknown" },
		{ { "minutes", "4", "every", "1" }, "minutes", NULL },
	};
	harness_as(r, w.cora, 0);
	for (size_t i = 0; i < COUNT(bad); i++) {
		assert_int_equal(PLAN_HERE(r, bad[i].field[0], bad[i].field[1], bad[i].field[2], bad[i].field[3], "kind", "event"), INVALID);
		bool said = false;
		for (size_t k = 0; k < r->n_faults; k++)
			said |= str_same(r->faults[k].field, bad[i].fault) && (!bad[i].code || str_same(r->faults[k].code, bad[i].code));
		if (!said)
			fail_msg("%s: no fault", bad[i].fault);
	}
	assert_int_equal(PLAN_HERE(r, "kind", "event", "repeats", "weekly", "until", "2025-08-01", "times", "3"), INVALID);
	assert_true(harness_fault(r, "times", "both"));
	MUST(PLAN_HERE(r, "kind", "event", "repeats", "last", "day", "2025-06-27", "until", "2025-08-28"));
	assert_string_equal(shown(r, planned_now(r)), "2025-06-27T18:00:00Z 2025-07-25T18:00:00Z");
}

HARNESS(rules_name_their_days_and_nothing_else, a_rule_that_would_spin_or_is_none_is_not_a_rule, clocks_go_forward_and_back_where_they_do,
	the_wall_clock_stays_when_summer_time_ends, a_time_that_does_not_exist_or_happens_twice_gets_its_answer, one_time_is_moved_and_the_others_stay,
	a_series_ends_when_it_is_said_and_days_that_are_none_are_not_found, what_cannot_repeat_so_is_said_beside_its_field)

/* Civil time and dates in words.  Moments were checked against GNU date and the tz database. */
#include <pthread.h>
#include "test.h"

enum { HOUR = 3600 };

static void every_day_of_400_years_has_its_number(void **state)
{
	static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int64_t day = day_number(1800, 1, 1);
	(void)state;
	assert_int_equal(day_number(1970, 1, 1), 0);
	assert_int_equal(day_number(2026, 5, 3), 20576);
	for (int y = 1800; y < 2200; y++)
		for (int m = 1; m <= 12; m++)
			for (int d = 1; d <= length[m - 1] + (m == 2 && y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)); d++, day++) {
				struct civil c = day_civil(day);
				if (day_number(y, m, d) != day || c.year != y || c.month != m || c.day != d || c.weekday != ((day + 3) % 7 + 7) % 7)
					fail_msg("%d-%d-%d is not day %lld", y, m, d, (long long)day);
			}
}

static void weeks_begin_on_monday(void **state)
{
	(void)state;
	assert_int_equal(day_civil(week_of(1777831200)).day, 27);       /* Sunday 3 May 2026 belongs to Monday 27 April */
	assert_int_equal(week_of(0), -3);
	assert_int_equal(week_of(-1), -3);
	for (int64_t at = -40 * 86400; at < 40 * 86400; at += 3601)
		assert_int_equal(day_civil(week_of(at)).weekday, 0);
}

static void zones_follow_their_daylight_saving(void **state)
{
	(void)state;
	assert_int_equal(zone_offset("America/New_York", 1777831200), -4 * HOUR);
	assert_int_equal(zone_offset("America/New_York", 1768500000), -5 * HOUR);
	assert_int_equal(zone_offset("America/Phoenix", 1777831200), -7 * HOUR);
	assert_int_equal(zone_offset("America/Denver", 4087000000), -6 * HOUR);        /* July 2099: the rule goes on */
	assert_int_equal(zone_offset("Asia/Kolkata", 1777831200), 5 * HOUR + 1800);
	assert_int_equal(zone_offset(NULL, 1777831200), 0);
	/* the second at which New York springs forward in 2026: 8 March, 07:00 UTC */
	assert_int_equal(zone_offset("America/New_York", 1772953199), -5 * HOUR);
	assert_int_equal(zone_offset("America/New_York", 1772953200), -4 * HOUR);
	struct civil c = zone_civil("America/Denver", 1777831200);
	assert_true(c.year == 2026 && c.month == 5 && c.day == 3 && c.hour == 12 && c.minute == 0 && c.weekday == 6);
}

static void skipped_times_move_forward_and_double_ones_are_the_first(void **state)
{
	struct civil skipped = { .year = 2026, .month = 3, .day = 8, .hour = 2, .minute = 30 };
	struct civil twice = { .year = 2026, .month = 11, .day = 1, .hour = 1, .minute = 30 };
	(void)state;
	int64_t at = zone_moment("America/New_York", skipped);
	assert_int_equal(at, 1772955000);               /* 07:30 UTC, 3:30 in New York */
	assert_int_equal(zone_civil("America/New_York", at).hour, 3);
	assert_int_equal(zone_moment("America/New_York", twice), 1793511000);   /* 05:30 UTC, still in summer time */
}

static void local_times_read_back(void **state)
{
	static const char *const zones[] = { "America/New_York", "America/Denver", "America/Anchorage", "Pacific/Honolulu", "Europe/Madrid",
		"Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "America/St_Johns", NULL };
	uint64_t seed = 31;
	(void)state;
	for (int i = 0; i < 20000; i++) {
		const char *zone = zones[chance(&seed) % COUNT(zones)];
		int64_t at = (int64_t)(chance(&seed) % UINT64_C(4000000000));
		int64_t back = zone_moment(zone, zone_civil(zone, at));
		/* in the hour that happens twice, the first of the two */
		if (back != at && (back > at || at - back > 2 * HOUR || zone_offset(zone, at) == zone_offset(zone, back)))
			fail_msg("%s: %lld came back as %lld", zone ? zone : "UTC", (long long)at, (long long)back);
	}
}

static void unknown_zones_are_known_as_such(void **state)
{
	(void)state;
	assert_true(zone_known("America/Denver") && zone_known("Europe/Madrid") && zone_known(NULL) && zone_known("UTC"));
	assert_false(zone_known("Mars/Olympus") || zone_known("../../etc/passwd") || zone_known("/etc/passwd") || zone_known("America/../America/Denver"));
	assert_int_equal(zone_offset("Mars/Olympus", 1777831200), 0);
	/* beyond what a date can say: no overflow, some date */
	assert_int_equal(zone_civil("America/Denver", INT64_MAX).year, 9999);
	assert_int_equal(zone_civil(NULL, INT64_MIN + 1).year, 1);
}

static void *ask_zones(void *name)
{
	for (int64_t i = 0; i < 2000; i++)
		if (zone_offset(name, 1777831200 + i) != zone_offset(name, 1777831200))
			return name;
	return NULL;
}

static void many_threads_may_ask_at_once(void **state)
{
	static char *const zones[] = { "Europe/Paris", "Europe/Rome", "Asia/Tokyo", "Europe/Paris", "America/Chicago", "America/Chicago" };
	pthread_t thread[COUNT(zones)];
	(void)state;
	for (size_t i = 0; i < COUNT(zones); i++)
		assert_int_equal(pthread_create(&thread[i], NULL, ask_zones, zones[i]), 0);
	for (size_t i = 0; i < COUNT(zones); i++) {
		void *wrong = NULL;
		pthread_join(thread[i], &wrong);
		assert_null(wrong);
	}
}

static void dates_read_as_the_reader_writes_them(void **state)
{
	struct arena a = { 0 };
	struct words_reader en = { .lang = LANG_EN, .zone = "America/Denver" }, es = { .lang = LANG_ES, .zone = "America/Denver" };
	const int64_t at = 1777854600;          /* 2026-05-04 00:30 UTC: still Sunday evening in Denver */
	(void)state;
	assert_string_equal(words_date(&a, &en, at), "3 May 2026");
	assert_string_equal(words_date(&a, &es, at), "3 de mayo de 2026");
	assert_string_equal(words_moment(&a, &en, at), "Sun 3 May 2026, 6:30 pm");
	assert_string_equal(words_moment(&a, &es, at), "dom 3 may 2026, 18:30");
	assert_string_equal(words_month(&a, &en, at), "May 2026");
	assert_string_equal(words_month(&a, &es, at), "mayo de 2026");
	assert_string_equal(words_day(&a, &es, 20576), "3 de mayo de 2026");
	assert_string_equal(words_moment(&a, &en, NO_INT), "");
	assert_string_equal(words_weekday(LANG_ES, 2), "mi\u00e9rcoles");
	arena_end(&a);
}

static void pages_say_dates_to_programs_too(void **state)
{
	struct arena a = { 0 };
	struct words_reader en = { .lang = LANG_EN, .zone = "America/Denver" };
	struct out o = { .reader = &en };
	(void)state;
	out_date(&o, 1777854600);
	assert_string_equal(written(&a, &o), "<time datetime=\"2026-05-03\">3 May 2026</time>");
	out_moment(&o, 1777854600);
	assert_string_equal(written(&a, &o), "<time datetime=\"2026-05-03T18:30-06:00\">Sun 3 May 2026, 6:30 pm</time>");
	out_clock(&o, 1777831200);
	assert_string_equal(written(&a, &o), "<time datetime=\"2026-05-03T12:00-06:00\">12:00 pm</time>");
	out_month(&o, 1777854600);
	assert_string_equal(written(&a, &o), "<time datetime=\"2026-05\">May 2026</time>");
	out_day(&o, 20576);
	assert_string_equal(written(&a, &o), "<time datetime=\"2026-05-03\">3 May 2026</time>");
	out_moment(&o, NO_INT);
	out_day(&o, NO_INT);
	assert_int_equal(o.n, 0);
	out_hour(&o, 0);
	out_hour(&o, 13);
	out_hour(&o, 24);
	assert_string_equal(written(&a, &o), "12 am1 pm12 am");
	out_end(&o);
	arena_end(&a);
}

RUN(TEST(every_day_of_400_years_has_its_number), TEST(weeks_begin_on_monday), TEST(zones_follow_their_daylight_saving),
    TEST(skipped_times_move_forward_and_double_ones_are_the_first), TEST(local_times_read_back), TEST(unknown_zones_are_known_as_such),
    TEST(many_threads_may_ask_at_once), TEST(dates_read_as_the_reader_writes_them), TEST(pages_say_dates_to_programs_too))

/* The calendar page: a list, a week, a month; days are the reader's own; nobody sees more than what is theirs to see. */
#include "../gatherings/test_gathering_world.h"
#include "calendars.h"
#include "notifications.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &notifications_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &gatherings_feature, &calendars_feature, NULL };

static size_t entries(struct req *r, const char *path)
{
	MUST(harness_get(r, path));
	size_t n = json_array_size(json_object_get(harness_json(r), "times"));
	MUST(harness_get(r, path));
	return n;
}

static void a_list_a_week_and_a_month_show_the_same_things(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	AN_EVENT(r, &w, "repeats", "weekly");
	harness_as(r, w.ben, 0);
	assert_int_equal(entries(r, HARBOR "/calendar"), 3);                            /* 18 June to 2 July */
	harness_says(r, "Wednesday, ");
	assert_int_equal(entries(r, HARBOR "/calendar?view=week&day=2025-06-18"), 1);
	assert_int_equal(entries(r, HARBOR "/calendar?view=month&day=2025-07-15"), 5);
	harness_says(r, "<table class=\"month\">");
	harness_says(r, "July 2025");
	harness_says(r, "<span class=\"sr\">Monday</span>");
	harness_says(r, "href=\"#d-2025-07-16\"");
	harness_says(r, "id=\"d-2025-07-16\"");
	harness_says(r, "day=2025-06-01");
	harness_says(r, "day=2025-08-01");
	assert_int_equal(entries(r, HARBOR "/calendar?view=month&day=2026-02-15"), 5);  /* February 2026, with its last of January: nothing is written out, it goes on */
	assert_int_equal(entries(r, HARBOR "/calendar?of=mine"), 0);
	harness_says(r, "Nothing is planned.");
	assert_int_equal(harness_get(r, HARBOR "/calendar?view=year"), INVALID);
	assert_int_equal(harness_get(r, HARBOR "/calendar?day=2025-02-30"), INVALID);
}

static void what_touches_me_comes_first(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct planned a = AN_EVENT(r, &w, "title", "Not mine"), b = AN_EVENT(r, &w, "title", "Mine it is", "day", "2025-06-20");
	MUST(answers(r, w.ben, b, "yes"));
	MUST(harness_get(r, HARBOR "/calendar"));
	const char *body = harness_body(r), *mine = strstr(body, "Mine it is"), *other = strstr(body, "Not mine");
	assert_true(mine && other && mine < other);
	assert_int_equal(entries(r, HARBOR "/calendar?of=mine"), 1);
	(void)a;
}

static void of_two_only_the_two_see_it_and_outside_nobody_sees_anything(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	a_meeting_of_two(r, &w, a_pair(r, &w));
	const struct { const char *person; size_t n; } see[] = { { w.ana, 1 }, { w.sue, 1 }, { w.ben, 0 }, { w.cora, 0 } };
	for (size_t i = 0; i < COUNT(see); i++) {
		harness_as(r, see[i].person, 0);
		assert_int_equal(entries(r, HARBOR "/calendar"), see[i].n);
	}
	harness_as(r, w.otto, 0);
	assert_int_equal(harness_get(r, HARBOR "/calendar"), MISSING);
}

static void days_are_the_readers_own(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	AN_EVENT(r, &w, "clock", "23:30");
	harness_as(r, w.ben, 0);
	r->reader.zone = "Asia/Tokyo";
	MUST(harness_get(r, HARBOR "/calendar"));
	harness_says(r, "id=\"d-2025-06-19\"");
	harness_says_not(r, "id=\"d-2025-06-18\"");
	harness_says(r, "8:30 am");
}

HARNESS(a_list_a_week_and_a_month_show_the_same_things, what_touches_me_comes_first, of_two_only_the_two_see_it_and_outside_nobody_sees_anything,
	days_are_the_readers_own)

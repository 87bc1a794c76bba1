/* What a calendar program fetches: neutral unless wished otherwise, only what may be seen at that moment, the same bytes while nothing
 * changed; rules, moved and called-off times as RFC 5545 has them. */
#include <libical/ical.h>
#include "../gatherings/test_gathering_world.h"
#include "../groups/test_circle.h"
#include "calendars.h"
#include "notifications.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &notifications_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &gatherings_feature, &calendars_feature, NULL };

/* Makes an address; its path. */
static const char *an_address(struct req *r, const char *person, const char *kind, bool fuller)
{
	harness_as(r, person, 0);
	MUST(harness_post(r, HARBOR "/calendar/links", "kind", kind, fuller ? "fuller" : "kind", fuller ? "1" : kind, NULL));
	const char *at = after(r, "<p class=\"code\">", '<');
	assert_non_null(strstr(at, "/calendar/"));
	return arena_str(&r->arena, strstr(at, "/calendar/"));
}

static const char *fetched(struct req *r, const char *path)
{
	harness_as(r, NULL, 0);
	MUST(harness_get(r, path));
	assert_string_equal(r->reply.type, "text/calendar; charset=utf-8");
	assert_non_null(r->reply.etag);
	return arena_str(&r->arena, harness_body(r));
}

static int count(const char *text, const char *what)
{
	int n = 0;
	for (const char *at = strstr(text, what); at; at = strstr(at + 1, what))
		n++;
	return n;
}

static void an_address_is_shown_once_and_says_only_meeting(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	AN_EVENT(r, &w, "about", "Bring bread", "link", "https://meet.example.org/x");
	const char *path = an_address(r, w.ben, "mine", false);
	MUST(harness_get(r, HARBOR "/calendar/links"));
	harness_says_not(r, path);
	harness_says(r, "Made by you");
	const char *feed = fetched(r, path);
	assert_non_null(strstr(feed, "SUMMARY:Meeting\r\n"));
	assert_non_null(strstr(feed, "DTSTART:20250618T180000Z\r\n"));
	assert_non_null(strstr(feed, "CLASS:PRIVATE\r\n"));
	assert_non_null(strstr(feed, "REFRESH-INTERVAL;VALUE=DURATION:PT4H\r\n"));
	assert_non_null(strstr(feed, "NAME:Calendar\r\n"));
	static const char *const never[] = { "Soup", "bread", "Blue", "meet.example", "Harbor", "Ben" };
	for (size_t i = 0; i < COUNT(never); i++)
		assert_null(strstr(feed, never[i]));
	feed = fetched(r, an_address(r, w.ben, "mine", true));
	assert_non_null(strstr(feed, "SUMMARY:Soup and talk\r\n"));
	assert_non_null(strstr(feed, "LOCATION:Blue room\r\n"));
	assert_non_null(strstr(feed, "URL:https://meet.example.org/x\r\n"));
}

static void nobody_fetches_without_it_and_ended_it_is_gone(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *path = an_address(r, w.ben, "mine", false);
	fetched(r, path);
	assert_int_equal(harness_get(r, "/calendar/nothing.ics"), MISSING);
	assert_int_equal(harness_get(r, arena_printf(&r->arena, "%.20s.ics", path)), MISSING);
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, HARBOR "/calendar/links"));
	const char *end = after(r, "action=\"/c/harbor/calendar/links/", '/');
	const char *way = arena_printf(&r->arena, HARBOR "/calendar/links/%s/end", end);
	harness_as(r, w.cora, 0);
	assert_int_equal(harness_post(r, way, NULL), MISSING);
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, way, NULL));
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, path), MISSING);
}

static void what_may_no_longer_be_seen_goes_from_it(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w);
	a_meeting_of_two(r, &w, c);
	const char *sue = an_address(r, w.sue, "mine", true), *ben = an_address(r, w.ben, "mine", true);
	assert_non_null(strstr(fetched(r, sue), "The bench"));
	assert_null(strstr(fetched(r, ben), "The bench"));
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/connections/%s/end", c), NULL));
	assert_non_null(strstr(fetched(r, sue), "STATUS:CANCELLED\r\n"));
	assert_null(strstr(fetched(r, sue), "Blue room"));
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, HARBOR "/leave-community", NULL));
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, ben), MISSING);
}

static void the_public_one_shows_only_what_is_open_and_never_where(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	AN_EVENT(r, &w, "open", "1", "title", "Soup for all");
	AN_EVENT(r, &w, "title", "Closed circle");
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_post(r, HARBOR "/calendar/links", "kind", "community", NULL), INVALID);
	const char *feed = fetched(r, an_address(r, w.cora, "community", true));
	assert_non_null(strstr(feed, "Soup for all"));
	assert_null(strstr(feed, "Closed circle"));
	assert_null(strstr(feed, "Blue room"));
}

static void a_group_has_a_public_one_of_its_own(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *g = a_group(r, w.ana, "open", "");
	AN_EVENT(r, &w, "open", "1", "title", "Soup for all");
	harness_as(r, w.ana, 0);
	MUST(PLAN(r, group_path(r, g, "/gatherings/new"), "kind", "group", "repeats", "weekly", "open", "1", "title", "Circle"));
	MUST(PLAN(r, group_path(r, g, "/gatherings/new"), "kind", "group", "title", "Only for us"));
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_post(r, HARBOR "/calendar/links", "kind", g, NULL), INVALID);
	const char *feed = fetched(r, an_address(r, w.ana, g, true));
	assert_non_null(strstr(feed, "SUMMARY:Circle\r\n"));
	assert_int_equal(count(feed, "BEGIN:VEVENT"), 1);
	assert_null(strstr(feed, "Blue room"));
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, HARBOR "/calendar/links"));
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/calendar/links/%s/end", after(r, "action=\"/c/harbor/calendar/links/", '/')), NULL));
	MUST(harness_get(r, HARBOR "/calendar/links"));
	harness_says_not(r, "Made by you");
}

static void the_same_plan_makes_the_same_bytes_and_a_change_is_counted(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct planned p = AN_EVENT(r, &w, "repeats", "weekly", "zone", "America/Denver");
	const char *path = an_address(r, w.ben, "mine", false), *first = fetched(r, path), *etag = arena_str(&r->arena, r->reply.etag);
	r->now += 7200;
	assert_string_equal(fetched(r, path), first);
	assert_string_equal(r->reply.etag, etag);
	assert_non_null(strstr(first, "SEQUENCE:0\r\n"));
	assert_non_null(strstr(first, "RRULE:FREQ=WEEKLY;BYDAY=WE\r\n"));
	assert_non_null(strstr(first, "DTSTART;TZID=America/Denver:20250618T180000\r\n"));
	assert_non_null(strstr(first, "TZID:America/Denver\r\n"));
	assert_int_equal(count(first, "BEGIN:VTIMEZONE"), 1);
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, time_path(r, on(p, "2025-06-25"), "/move"), "day", "2025-06-26", "clock", "10:00", "minutes", "60", NULL));
	MUST(harness_post(r, time_path(r, on(p, "2025-07-02"), "/off"), NULL));
	const char *then = fetched(r, path);
	assert_string_not_equal(r->reply.etag, etag);
	assert_int_equal(count(then, "BEGIN:VEVENT"), 3);
	assert_int_equal(count(then, arena_printf(&r->arena, "UID:%s@kith\r\n", p.id)), 3);
	assert_non_null(strstr(then, "RECURRENCE-ID;TZID=America/Denver:20250625T180000\r\n"));
	assert_non_null(strstr(then, "DTSTART;TZID=America/Denver:20250626T100000\r\n"));
	assert_non_null(strstr(then, "RECURRENCE-ID;TZID=America/Denver:20250702T180000\r\n"));
	assert_non_null(strstr(then, "STATUS:CANCELLED\r\n"));
	assert_int_equal(count(then, "SEQUENCE:1\r\n"), 2);
	MUST(answers(r, w.ana, on(p, "2025-07-09"), "yes"));    /* somebody else's answer is no change of the plan */
	assert_string_equal(fetched(r, path), then);
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, time_path(r, on(p, "2025-07-09"), "/last"), NULL));
	assert_non_null(strstr(fetched(r, path), "RRULE:FREQ=WEEKLY;UNTIL=20250710T000000Z;BYDAY=WE\r\n"));
}

static void it_is_whole_for_libical_and_no_line_is_too_long(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	AN_EVENT(r, &w, "title", "Una noche larguísima con mucha gente, pan; sopa\\y señales ñandú para que no quepa en una sola línea", "zone", "Europe/Madrid");
	const char *feed = fetched(r, an_address(r, w.ben, "mine", true));
	for (const char *at = feed; *at; ) {
		const char *end = strstr(at, "\r\n");
		assert_non_null(end);
		assert_true(end - at <= 75);
		assert_null(memchr(at, '\n', (size_t)(end - at)));
		assert_true(((unsigned char)at[*at == ' '] & 0xc0) != 0x80);    /* never folded inside a letter */
		at = end + 2;
	}
	icalcomponent *c = icalparser_parse_string(feed);
	assert_non_null(c);
	assert_int_equal(icalcomponent_count_errors(c), 0);
	icalcomponent *v = icalcomponent_get_first_component(c, ICAL_VEVENT_COMPONENT);
	assert_string_equal(icalcomponent_get_summary(v), "Una noche larguísima con mucha gente, pan; sopa\\y señales ñandú para que no quepa en una sola línea");
	assert_true(icalrestriction_check(c));
	icalcomponent_free(c);
}

static void who_leaves_takes_their_addresses_along(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *mine = an_address(r, w.cora, "mine", false), *open = an_address(r, w.cora, "community", false);
	MUST(db_begin(r->db, true));
	MUST(tell(r, &people_left, w.cora));
	MUST(db_commit(r->db));
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, mine), MISSING);
	MUST(harness_get(r, open));
}

HARNESS(an_address_is_shown_once_and_says_only_meeting, nobody_fetches_without_it_and_ended_it_is_gone, what_may_no_longer_be_seen_goes_from_it,
	the_public_one_shows_only_what_is_open_and_never_where, a_group_has_a_public_one_of_its_own, the_same_plan_makes_the_same_bytes_and_a_change_is_counted,
	it_is_whole_for_libical_and_no_line_is_too_long, who_leaves_takes_their_addresses_along)

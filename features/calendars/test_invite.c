/* Invitations by mail: for who wished them, once for each change, and nobody in them but the house and whom they are for. */
#include "test_mailed.h"

const struct feature *const harness_features[] = { &people_feature, &notifications_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &gatherings_feature, &calendars_feature, NULL };

#define BEN "ben@example.org"

static void who_wished_it_is_invited_once_and_nobody_else_stands_in_it(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	replies_to(r, "days@kith.test");
	AN_EVENT(r, &w);
	no_mail(r);
	wishes(r, w.ben, BEN, false);
	struct planned p = AN_EVENT(r, &w, "title", "Soup with Sue");
	struct mailed m = mailed(r);
	assert_int_equal(m.n, 1);
	assert_string_equal(m.at[0].to, BEN);
	assert_string_equal(m.at[0].subject, "An invitation");
	SAYS(m.at[0].body, "18 Jun 2025");
	SAYS(m.at[0].body, "/mail/stop/");
	SAYS_NOT(m.at[0].body, "Soup");
	SAYS(m.at[0].calendar, "METHOD:REQUEST\r\n");
	SAYS(m.at[0].calendar, "SUMMARY:Meeting\r\n");
	SAYS(m.at[0].calendar, "SEQUENCE:0\r\n");
	SAYS(m.at[0].calendar, arena_printf(&r->arena, "UID:%s@kith\r\n", p.id));
	SAYS(m.at[0].calendar, "ORGANIZER:mailto:days+");
	SAYS(m.at[0].calendar, "RSVP=TRUE");
	SAYS(m.at[0].calendar, "PARTSTAT=NEEDS-ACTION");
	static const char *const never[] = { "Soup", "Sue", "Blue", "Harbor", "Ben", "Cora" };
	for (size_t k = 0; k < COUNT(never); k++)
		SAYS_NOT(m.at[0].calendar, never[k]);
	no_mail(r);
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, all_path(r, p, "/edit"), "title", "Soup", "clock", "18:00", "minutes", "60", "mode", "in_person", NULL));
	SAYS(one_mail(r, BEN, "REQUEST"), "SEQUENCE:1\r\n");
	MUST(harness_post(r, all_path(r, p, "/off"), NULL));
	const char *gone = one_mail(r, BEN, "CANCEL");
	SAYS(gone, "STATUS:CANCELLED\r\n");
	SAYS(gone, "SEQUENCE:2\r\n");
	MUST(harness_post(r, all_path(r, p, "/on"), NULL));
	SAYS(one_mail(r, BEN, "REQUEST"), "SEQUENCE:3\r\n");
}

static void without_an_address_for_answers_none_is_asked_for(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	((struct house *)(uintptr_t)r->house)->mail_from = "kith@kith.test";
	wishes(r, w.ben, BEN, true);
	MUST(harness_get(r, "/me/mail"));
	harness_says(r, "Answers by mail are not read here");
	AN_EVENT(r, &w);
	struct mailed m = mailed(r);
	assert_int_equal(m.n, 1);
	SAYS(m.at[0].body, "Answers to this mail are not read.");
	SAYS(m.at[0].calendar, "ORGANIZER:mailto:kith@kith.test\r\n");
	SAYS(m.at[0].calendar, "RSVP=FALSE");
	SAYS(m.at[0].calendar, "SUMMARY:Soup and talk\r\n");
	SAYS(m.at[0].calendar, "LOCATION:Blue room\r\n");
}

static void of_a_rule_one_time_is_moved_and_called_off_by_itself(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	replies_to(r, "days@kith.test");
	wishes(r, w.ben, BEN, false);
	struct planned p = AN_EVENT(r, &w, "repeats", "weekly", "zone", "America/Denver"), second = on(p, "2025-06-25"), third = on(p, "2025-07-02");
	const char *all = one_mail(r, BEN, "REQUEST");
	SAYS(all, "RRULE:FREQ=WEEKLY");
	SAYS(all, "BEGIN:VTIMEZONE");
	SAYS_NOT(all, "RECURRENCE-ID");
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, time_path(r, second, "/move"), "day", "2025-06-26", "clock", "09:30", "minutes", "45", NULL));
	const char *moved = one_mail(r, BEN, "REQUEST");
	SAYS(moved, "RECURRENCE-ID;TZID=America/Denver:20250625T180000\r\n");
	SAYS(moved, "DTSTART;TZID=America/Denver:20250626T093000\r\n");
	SAYS_NOT(moved, "RRULE:FREQ=WEEKLY;");
	MUST(harness_post(r, time_path(r, third, "/off"), NULL));
	const char *off = one_mail(r, BEN, "CANCEL");
	SAYS(off, "RECURRENCE-ID;TZID=America/Denver:20250702T180000\r\n");
	SAYS(off, "STATUS:CANCELLED\r\n");
	MUST(harness_post(r, time_path(r, third, "/on"), NULL));
	SAYS(one_mail(r, BEN, "REQUEST"), "RECURRENCE-ID;TZID=America/Denver:20250702T180000\r\n");
	MUST(harness_post(r, time_path(r, third, "/off"), NULL));
	one_mail(r, BEN, "CANCEL");
	MUST(harness_post(r, all_path(r, p, "/edit"), "title", "Soup", "clock", "17:00", "minutes", "60", "mode", "in_person", NULL));
	const char *whole = one_mail(r, BEN, "REQUEST");
	SAYS(whole, "EXDATE;TZID=America/Denver:20250702T170000\r\n");
	SAYS(whole, "RECURRENCE-ID;TZID=America/Denver:20250625T170000\r\n");
	MUST(harness_post(r, time_path(r, second, "/last"), NULL));
	SAYS(one_mail(r, BEN, "REQUEST"), "UNTIL=20250625");
}

static void who_says_no_has_it_no_more_and_who_comes_gets_it(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	replies_to(r, "days@kith.test");
	struct planned p = AN_EVENT(r, &w);
	wishes(r, w.ben, BEN, false);
	no_mail(r);
	MUST(answers(r, w.ben, p, "no"));
	no_mail(r);
	MUST(answers(r, w.ben, p, "yes"));
	SAYS(one_mail(r, BEN, "REQUEST"), "PARTSTAT=ACCEPTED");
	MUST(answers(r, w.ben, p, "maybe"));
	no_mail(r);
	MUST(answers(r, w.ben, p, "no"));
	SAYS(one_mail(r, BEN, "CANCEL"), "STATUS:CANCELLED\r\n");
	MUST(answers(r, w.ben, p, "yes"));
	one_mail(r, BEN, "REQUEST");
	r->now += 30 * AT_DAY;
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, all_path(r, p, "/off"), NULL));
	no_mail(r);     /* it has been */
}

static void who_comes_into_a_group_is_asked_and_who_goes_has_it_no_more(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	replies_to(r, "days@kith.test");
	wishes(r, w.ben, BEN, true);
	const char *group = a_group(r, w.ana, "open", "");
	MUST(PLAN(r, group_path(r, group, "/gatherings/new"), "kind", "group", "repeats", "weekly"));
	no_mail(r);
	MUST(comes(r, group, w.ben));
	SAYS(one_mail(r, BEN, "REQUEST"), "SUMMARY:Soup and talk\r\n");
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, group_path(r, group, "/leave"), NULL));
	const char *gone = one_mail(r, BEN, "CANCEL");
	SAYS_NOT(gone, "Soup");
	SAYS_NOT(gone, "DTSTART");
	SAYS(gone, "STATUS:CANCELLED\r\n");
	no_mail(r);
}

static void two_hear_of_their_plan_and_that_it_is_off_when_they_part(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	replies_to(r, "days@kith.test");
	const char *c = a_pair(r, &w);
	wishes(r, w.sue, "sue@example.org", false);
	struct planned p = a_meeting_of_two(r, &w, c);
	SAYS(one_mail(r, "sue@example.org", "REQUEST"), "PARTSTAT=NEEDS-ACTION");
	MUST(db_begin(r->db, true));
	MUST(tell(r, &people_left, w.ana));
	MUST(db_commit(r->db));
	SAYS(one_mail(r, "sue@example.org", "CANCEL"), arena_printf(&r->arena, "UID:%s@kith\r\n", p.id));
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, time_path(r, p, "")));
	harness_says(r, "called off");
}

static void who_is_named_is_asked_and_who_is_named_no_more_is_not(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	replies_to(r, "days@kith.test");
	wishes(r, w.ben, BEN, false);
	struct planned p = { .id = NULL };
	harness_as(r, w.cora, 0);
	MUST(PLAN_HERE(r, "kind", "event", "asked", "named"));
	p.id = led_to(r, "/gatherings/");
	no_mail(r);
	MUST(harness_post(r, all_path(r, p, "/people"), "name", "Ben", NULL));
	one_mail(r, BEN, "REQUEST");
	MUST(harness_post(r, all_path(r, p, arena_printf(&r->arena, "/people/%s/remove", w.ben)), NULL));
	one_mail(r, BEN, "CANCEL");
}

static void who_ends_all_mail_gets_none(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	replies_to(r, "days@kith.test");
	wishes(r, w.ben, BEN, false);
	struct planned p = AN_EVENT(r, &w);
	one_mail(r, BEN, "REQUEST");
	harness_as(r, w.ben, MAY_SIGNED_IN);
	MUST(harness_post(r, "/me/mail", "every", "day", "clock", "17:00", "weekday", "mo", NULL));
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, all_path(r, p, "/off"), NULL));
	no_mail(r);
}

HARNESS(who_wished_it_is_invited_once_and_nobody_else_stands_in_it, without_an_address_for_answers_none_is_asked_for,
	of_a_rule_one_time_is_moved_and_called_off_by_itself, who_says_no_has_it_no_more_and_who_comes_gets_it,
	who_comes_into_a_group_is_asked_and_who_goes_has_it_no_more, two_hear_of_their_plan_and_that_it_is_off_when_they_part,
	who_is_named_is_asked_and_who_is_named_no_more_is_not, who_ends_all_mail_gets_none)

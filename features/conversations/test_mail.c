/* Of what mail may tell: what waits for somebody, by the rights they have now, and was not read so far. */
#include "../notifications/test_waits.h"
#include "test_talk_world.h"
#include "reports.h"
#include "inside.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &reports_feature, &conversations_feature, NULL };

static void what_others_wrote_waits_until_it_is_read(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	says(r, t.talk, t.w.ana, "One");
	says(r, t.talk, t.w.ana, "Two");
	assert_int_equal(waits(r, t.w.sue, "messages"), 2);
	assert_int_equal(waits(r, t.w.ana, "messages"), 0);
	assert_int_equal(waits(r, t.w.ben, "messages"), 0);
	const char *second = newest(r, t.talk, t.w.ana);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/conversations/%s/messages/%s/take-back", t.talk, second), NULL));
	assert_int_equal(waits(r, t.w.sue, "messages"), 1);
	harness_as(r, t.w.sue, 0);
	MUST(harness_post(r, talk_path(r, t.talk, "/seen"), "place", "2", NULL));
	assert_int_equal(waits(r, t.w.sue, "messages"), 0);
	says(r, t.talk, t.w.ana, "Three");
	assert_int_equal(waits(r, t.w.sue, "messages"), 1);
	r->now += 3601;
	assert_int_equal(waits(r, t.w.sue, "messages"), 0);     /* of before is told no more */
}

static void nothing_waits_where_it_is_muted_or_the_community_is_closed(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	says(r, t.talk, t.w.ana, "One");
	harness_as(r, t.w.sue, 0);
	MUST(harness_post(r, talk_path(r, t.talk, "/mute"), "muted", "1", NULL));
	assert_int_equal(waits(r, t.w.sue, "messages"), 0);
	MUST(harness_post(r, talk_path(r, t.talk, "/mute"), NULL));
	assert_int_equal(waits(r, t.w.sue, "messages"), 1);
	MUST(db_begin(r->db, true));
	r->community.id = t.w.harbor;
	MUST(communities_close_to(r, t.w.sue, r->now + 86400));
	MUST(db_commit(r->db));
	assert_int_equal(waits(r, t.w.sue, "messages"), 0);
}

static void news_waits_until_it_is_opened(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/news/new"));
	MUST(harness_post(r, HARBOR "/news/new", "title", "We moved", "words", "Upstairs", "form_key", hidden(r, "form_key"), NULL));
	const char *id = led_to(r, "/conversations/");
	assert_int_equal(waits(r, w.cora, "news"), 0);
	assert_int_equal(waits(r, w.otto, "news"), 0);
	assert_int_equal(waits(r, w.ben, "news"), 1);
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, talk_path(r, id, "/seen"), "place", "1", NULL));
	assert_int_equal(waits(r, w.ben, "news"), 0);
	assert_int_equal(waits(r, w.ana, "news"), 1);
}

static void a_question_and_its_answer_wait(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *ask = ask_for(r, w.ana, false);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/asks/%s/people", ask), "people", w.sue, NULL));
	assert_int_equal(waits(r, w.sue, "invitations"), 1);
	assert_int_equal(waits(r, w.ana, "invitations"), 0);
	const char *proposal = waiting_for(r, w.sue);
	r->now += 60;
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/proposals/%s/yes", proposal), NULL));
	assert_int_equal(waits(r, w.sue, "invitations"), 0);
	assert_int_equal(waits(r, w.ana, "invitations"), 1);
}

static void a_no_is_told_to_nobody(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *ask = ask_for(r, w.ana, false);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/asks/%s/people", ask), "people", w.sue, NULL));
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/proposals/%s/no", waiting_for(r, w.sue)), NULL));
	assert_int_equal(waits(r, w.sue, "invitations"), 0);
	assert_int_equal(waits(r, w.ana, "invitations"), 0);
}

/* ---- quiet hours ---- */

static int64_t held(struct req *r, const char *person, const char *code)
{
	int64_t until = NO_INT;
	for (size_t k = 0; k < conversations_feature.n_mails; k++)
		if (str_same(conversations_feature.mails[k].code, code)) {
			MUST(db_begin(r->db, false));
			MUST(conversations_feature.mails[k].held(r, person, &until));
			db_rollback(r->db);
		}
	return until;
}

static void quiet(struct req *r, const char *person, const char *from, const char *to)
{
	harness_as(r, person, 0);
	MUST(harness_post(r, HARBOR "/conversations/wishes", "quiet_from", from, "quiet_to", to, NULL));
}

/* It is 15:06:40 UTC. */
static void what_came_in_quiet_hours_waits_until_they_are_over(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	const int64_t midnight = r->now - r->now % 86400;
	says(r, t.talk, t.w.ana, "One");
	harness_as(r, t.w.cora, 0);
	MUST(harness_get(r, HARBOR "/news/new"));
	MUST(harness_post(r, HARBOR "/news/new", "title", "We moved", "words", "Upstairs", "form_key", hidden(r, "form_key"), NULL));
	assert_true(held(r, t.w.sue, "messages") == NO_INT);
	quiet(r, t.w.sue, "15:06", "16:00");            /* its first minute is quiet */
	assert_int_equal(waits(r, t.w.sue, "messages"), 0);
	assert_int_equal(waits(r, t.w.sue, "news"), 0);
	assert_int_equal(waits(r, t.w.ben, "news"), 1);         /* hers are nobody else's */
	assert_true(held(r, t.w.sue, "messages") == midnight + 16 * 3600 && held(r, t.w.sue, "news") == midnight + 16 * 3600);
	quiet(r, t.w.sue, "14:00", "15:06");            /* the minute of its end is not */
	assert_int_equal(waits(r, t.w.sue, "messages"), 1);
	assert_int_equal(waits(r, t.w.sue, "news"), 1);
	assert_true(held(r, t.w.sue, "messages") == NO_INT);
	quiet(r, t.w.sue, "15:00", "07:00");            /* over midnight */
	assert_int_equal(waits(r, t.w.sue, "messages"), 0);
	assert_true(held(r, t.w.sue, "messages") == midnight + 31 * 3600);
	quiet(r, t.w.sue, "22:00", "15:07");
	assert_int_equal(waits(r, t.w.sue, "messages"), 0);
	assert_true(held(r, t.w.sue, "messages") == midnight + 15 * 3600 + 7 * 60);
	quiet(r, t.w.sue, "15:06", "15:06");            /* of no length */
	assert_int_equal(waits(r, t.w.sue, "messages"), 1);
	quiet(r, t.w.sue, "", "");
	assert_int_equal(waits(r, t.w.sue, "messages"), 1);
	assert_true(held(r, t.w.sue, "messages") == NO_INT);
}

static void they_are_those_of_the_clock_where_the_person_lives(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	MUST(db_begin(r->db, true));
	MUST(people_mail_set(r, t.w.sue, "sue@example.org"));
	MUST(db_commit(r->db));
	says(r, t.talk, t.w.ana, "One");
	harness_as(r, t.w.sue, 0);
	MUST(harness_post(r, "/me", "name", "Sue", "lang", "en", "zone", "America/Denver", "version", "1", NULL));
	quiet(r, t.w.sue, "15:00", "16:00");            /* it is nine in the morning there */
	assert_int_equal(waits(r, t.w.sue, "messages"), 1);
	quiet(r, t.w.sue, "22:00", "09:30");
	assert_int_equal(waits(r, t.w.sue, "messages"), 0);
	assert_true(held(r, t.w.sue, "messages") == r->now - r->now % 86400 + 15 * 3600 + 30 * 60);
}

static void they_end_where_the_clocks_change(void **state)
{
	static const char zone[] = "America/Denver";
	int64_t until;
	(void)state;
	/* 8 March 2026: after 1:59 comes 3:00.  To half past two, which is not there that night. */
	int64_t night = zone_moment(zone, (struct civil){ .year = 2026, .month = 3, .day = 8, .hour = 1, .minute = 30 });
	assert_true(talk_quiet_at(zone, 22 * 60, 150, night, &until) && until > night && until <= night + 2 * 3600);
	assert_false(talk_quiet_at(zone, 22 * 60, 150, until, &until));
	/* To seven: an hour shorter. */
	assert_true(talk_quiet_at(zone, 22 * 60, 7 * 60, night, &until));
	assert_int_equal(until - night, 4 * 3600 + 30 * 60);
	/* 1 November 2026: after 1:59 comes 1:00 once more.  An hour longer. */
	night = zone_moment(zone, (struct civil){ .year = 2026, .month = 11, .day = 1, .hour = 0, .minute = 30 });
	assert_true(talk_quiet_at(zone, 22 * 60, 7 * 60, night, &until));
	assert_int_equal(until - night, 7 * 3600 + 30 * 60);
	/* To half past one, in the second time around: half an hour is left, and the end lies ahead. */
	assert_true(talk_quiet_at(zone, 22 * 60, 90, night + 3600 + 30 * 60, &until));
	assert_int_equal(until - (night + 3600 + 30 * 60), 30 * 60);
	assert_false(talk_quiet_at(zone, 22 * 60, 90, until, &until));
}

HARNESS(what_came_in_quiet_hours_waits_until_they_are_over, they_are_those_of_the_clock_where_the_person_lives, they_end_where_the_clocks_change,
	what_others_wrote_waits_until_it_is_read, nothing_waits_where_it_is_muted_or_the_community_is_closed, news_waits_until_it_is_opened,
	a_question_and_its_answer_wait, a_no_is_told_to_nobody)

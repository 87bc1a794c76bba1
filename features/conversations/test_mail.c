/* Of what mail may tell: what waits for somebody, by the rights they have now, and was not read so far. */
#include "../notifications/test_waits.h"
#include "test_talk_world.h"
#include "reports.h"

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

HARNESS(what_others_wrote_waits_until_it_is_read, nothing_waits_where_it_is_muted_or_the_community_is_closed, news_waits_until_it_is_opened,
	a_question_and_its_answer_wait, a_no_is_told_to_nobody)

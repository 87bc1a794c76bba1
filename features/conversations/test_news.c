/* Announcements: told once, commented by members, slowed and taken down by coordinators for the house rules. */
#include "test_talk_world.h"
#include "reports.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &reports_feature, &conversations_feature, NULL };

static const char *an_announcement(struct req *r, const struct world *w)
{
	harness_as(r, w->cora, 0);
	MUST(harness_get(r, HARBOR "/news/new"));
	const char *key = hidden(r, "form_key");
	MUST(harness_post(r, HARBOR "/news/new", "title", "We moved", "words", "The room is upstairs now", "form_key", key, NULL));
	const char *id = led_to(r, "/conversations/");
	MUST(harness_post(r, HARBOR "/news/new", "title", "We moved", "words", "The room is upstairs now", "form_key", key, NULL));
	assert_string_equal(led_to(r, "/conversations/"), id);
	return id;
}

static void a_coordinator_announces_once_and_every_member_reads(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *id = an_announcement(r, &w);
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, HARBOR "/news"));
	harness_says(r, "We moved");
	harness_says(r, "0 comments");
	assert_int_equal(json_array_size(json_object_get(harness_json(r), "news")), 1);
	MUST(harness_get(r, talk_path(r, id, "")));
	harness_says(r, "The room is upstairs now");
	harness_says(r, "House rules");
	assert_int_equal(harness_get(r, HARBOR "/news/new"), MISSING);
	assert_int_equal(harness_post(r, HARBOR "/news/new", "title", "Mine", "words", "All of it", NULL), MISSING);
	harness_as(r, w.otto, 0);
	assert_int_equal(harness_get(r, HARBOR "/news"), MISSING);
	assert_int_equal(harness_get(r, talk_path(r, id, "")), MISSING);
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, HARBOR "/news"), MISSING);
	harness_as(r, w.cora, 0);
	assert_int_equal(harness_post(r, HARBOR "/news/new", "title", "", "words", "Kept words", NULL), INVALID);
	harness_says(r, "Kept words");
}

static void comments_are_slowed_and_taken_down_by_coordinators_alone(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *id = an_announcement(r, &w);
	says(r, id, w.ben, "You are all fools");
	const char *m = newest(r, id, w.ben);
	const char *down = arena_printf(&r->arena, HARBOR "/conversations/%s/messages/%s/take-down", id, m);
	assert_int_equal(harness_post(r, down, NULL), MISSING);
	assert_int_equal(harness_post(r, talk_path(r, id, "/slow"), "minutes", "10", NULL), MISSING);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, HARBOR "/conversations/%s/messages/%s/pin", id, m), NULL), MISSING);
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, talk_path(r, id, "/slow"), "minutes", "10", NULL));
	MUST(harness_post(r, down, "reason", "We do not call one another names", NULL));
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, talk_path(r, id, "")));
	harness_says(r, "Taken down for the house rules.");
	harness_says_not(r, "fools");
	harness_as(r, w.ben, 0);
	r->now += 60;
	assert_int_equal(harness_post(r, talk_path(r, id, ""), "words", "And another thing", NULL), INVALID);
	assert_true(harness_fault(r, "words", "slow"));
	harness_says(r, "in 9 min");
	harness_says(r, "And another thing");
	r->now += 9 * 60;
	MUST(harness_post(r, talk_path(r, id, ""), "words", "And another thing", NULL));
	harness_as(r, w.cora, 0);       /* who keeps the house is not slowed */
	MUST(harness_post(r, talk_path(r, id, ""), "words", "One", NULL));
	MUST(harness_post(r, talk_path(r, id, ""), "words", "Two", NULL));
}

static void what_somebody_blocked_wrote_is_not_shown_to_either(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *id = an_announcement(r, &w);
	const char *connection = a_pair(r, &w);
	says(r, id, w.ana, "From Ana");
	says(r, id, w.sue, "From Sue");
	const char *m = newest(r, id, w.sue);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/connections/%s/block", connection), NULL));
	MUST(harness_get(r, talk_path(r, id, "")));
	harness_says(r, "From Sue");
	harness_says_not(r, "From Ana");
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, talk_path(r, id, "")));
	harness_says(r, "From Ana");
	harness_says_not(r, "From Sue");
	assert_int_equal(harness_get(r, arena_printf(&r->arena, HARBOR "/conversations/%s/messages/%s", id, m)), MISSING);
	MUST(harness_get(r, HARBOR "/conversations/search?words=From"));
	harness_says_not(r, "From Sue");
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, talk_path(r, id, "")));
	harness_says(r, "From Ana");
	harness_says(r, "From Sue");
}

static void whoever_leaves_an_announcement_finds_it_no_more(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *id = an_announcement(r, &w);
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, talk_path(r, id, "/leave"), NULL));
	assert_int_equal(harness_get(r, talk_path(r, id, "")), MISSING);
	MUST(harness_get(r, HARBOR "/news"));
	harness_says(r, "What you left");       /* the way back, there alone */
	harness_says(r, "We moved");
	assert_int_equal(json_array_size(json_object_get(harness_json(r), "news")), 0);
	const char *back = arena_printf(&r->arena, HARBOR "/news/%s/come-back", id);
	harness_as(r, w.otto, 0);
	assert_int_equal(harness_post(r, back, NULL), MISSING);
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, back, NULL));
	MUST(harness_post(r, back, NULL));      /* said twice is said once */
	MUST(harness_get(r, talk_path(r, id, "")));
	MUST(harness_get(r, HARBOR "/news"));
	harness_says_not(r, "What you left");
	assert_int_equal(json_array_size(json_object_get(harness_json(r), "news")), 1);
}

static void a_message_is_told_about_and_only_what_is_ticked_is_carried(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	says(r, t.talk, t.w.sue, "An earlier line");
	says(r, t.talk, t.w.sue, "You owe me money");
	const char *m = newest(r, t.talk, t.w.ana), *own;
	const char *report = arena_printf(&r->arena, HARBOR "/conversations/%s/messages/%s/report", t.talk, m);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/conversations/%s/messages/%s", t.talk, m)));
	harness_says(r, "/report");
	MUST(harness_get(r, report));
	harness_says(r, "You owe me money");
	harness_says(r, "An earlier line");
	MUST(harness_post(r, report, "kind", "money", "items", arena_printf(&r->arena, "message-%s", m), NULL));
	harness_as(r, t.w.cora, 0);
	MUST(harness_get(r, HARBOR "/reports"));
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/reports/%s", after(r, HARBOR "/reports/", '"'))));
	harness_says(r, "You owe me money");
	harness_says_not(r, "An earlier line");
	harness_as(r, t.w.ben, 0);
	assert_int_equal(harness_get(r, report), MISSING);
	says(r, t.talk, t.w.ana, "My own");
	own = newest(r, t.talk, t.w.ana);
	assert_int_equal(harness_get(r, arena_printf(&r->arena, HARBOR "/conversations/%s/messages/%s/report", t.talk, own)), MISSING);
}

static void anyone_reads_what_is_open_and_nothing_else(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *id = an_announcement(r, &w);
	const char *open = talk_path(r, id, "/open"), *one = arena_printf(&r->arena, HARBOR "/open-news/%s", id);
	harness_as(r, w.ana, 0);
	says(r, id, w.ana, "A comment of Ana");
	assert_int_equal(harness_post(r, open, "open", "1", NULL), MISSING);
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, one), MISSING);
	MUST(harness_get(r, HARBOR "/open-news"));
	harness_says_not(r, "We moved");
	MUST(harness_get(r, HARBOR));
	harness_says_not(r, "All news");
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, open, "open", "1", NULL));
	MUST(harness_get(r, talk_path(r, id, "")));
	harness_says(r, "Only for members");
	harness_as(r, NULL, 0);
	MUST(harness_get(r, one));
	harness_says(r, "The room is upstairs now");
	harness_says_not(r, "Cora");
	harness_says_not(r, "A comment of Ana");
	MUST(harness_get(r, HARBOR));
	harness_says(r, "We moved");
	MUST(harness_get(r, HARBOR "/open-news/feed"));
	harness_says(r, "<feed xmlns=\"http://www.w3.org/2005/Atom\">");
	harness_says(r, arena_printf(&r->arena, "<id>https://kith.test/c/harbor/open-news/%s</id>", id));
	harness_says(r, "<updated>2025-06-15T15:06:40Z</updated>");
	harness_says(r, "&lt;p&gt;The room is upstairs now");
	assert_string_equal(r->reply.type, "application/atom+xml; charset=utf-8");
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, open, NULL));
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, one), MISSING);
}

static void a_content_note_stands_before_open_words_and_who_leaves_takes_them(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/news/new"));
	MUST(harness_post(r, HARBOR "/news/new", "title", "An evening", "words", "We remember & light candles", "topics", "loss", "open", "1",
			  "form_key", hidden(r, "form_key"), NULL));
	const char *one = arena_printf(&r->arena, HARBOR "/open-news/%s", led_to(r, "/conversations/"));
	harness_as(r, NULL, 0);
	MUST(harness_get(r, one));
	harness_says(r, "It is about: Death and loss.");
	MUST(harness_get(r, HARBOR "/open-news/feed"));
	harness_says(r, "Death and loss");
	harness_says_not(r, "candles");
	MUST(db_begin(r->db, true));
	MUST(people_erase(r, w.cora));
	MUST(db_commit(r->db));
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, one), MISSING);
	MUST(harness_get(r, HARBOR "/open-news"));
	harness_says_not(r, "An evening");
}

HARNESS(anyone_reads_what_is_open_and_nothing_else, a_content_note_stands_before_open_words_and_who_leaves_takes_them,
	a_message_is_told_about_and_only_what_is_ticked_is_carried, a_coordinator_announces_once_and_every_member_reads, comments_are_slowed_and_taken_down_by_coordinators_alone,
	what_somebody_blocked_wrote_is_not_shown_to_either, whoever_leaves_an_announcement_finds_it_no_more)

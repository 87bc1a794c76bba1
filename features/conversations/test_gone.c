/* What goes after a time: words of two who no longer write, of groups that have ended, of old news; and what a hold keeps. */
#include "test_talk_world.h"
#include "../groups/test_circle.h"
#include "reports.h"
#include "retain.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &reports_feature, &conversations_feature, NULL };

/* Erases what has been over for so many seconds, as the daily look does it; how many things. */
static size_t gone(struct req *r, const char *community, const char *code, int64_t since)
{
	const struct retain *kind = retain_find(r->house, code);
	size_t n;
	void *rows;
	assert_non_null(kind);
	MUST(db_begin(r->db, true));
	MUST(db_many(r, kind->due, (struct db_val[]){ db_in_text(community), db_in_time(r->now - since), db_in_text(""), db_in_int(100) }, &n, &rows));
	for (size_t k = 0; k < n; k++)
		MUST(kind->erase(r, ((const struct retain_due *)rows)[k].id, ((const struct retain_due *)rows)[k].one));
	MUST(db_commit(r->db));
	return n;
}

static void words_of_a_group_stay_while_it_goes_on(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_group(r, w.ana, "open", "");
	MUST(comes(r, g, w.ben));
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, group_path(r, g, "")));
	const char *talk = arena_copy(&r->arena, after(r, "/conversations/", '#'), 26);
	says(r, talk, w.ben, "I bring bread.");
	says(r, talk, w.ana, "And I soup.");
	r->now += 400 * INT64_C(86400);
	assert_int_equal(gone(r, w.harbor, "group-words", 1), 0);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, group_path(r, g, "/end"), "sure", "1", "words", "It was good.", NULL));
	assert_int_equal(gone(r, w.harbor, "group-words", 401 * INT64_C(86400)), 0);
	assert_int_equal(gone(r, w.harbor, "group-words", 399 * INT64_C(86400)), 2);
	assert_int_equal(gone(r, w.harbor, "group-words", 1), 0);
}

static void old_news_goes_with_its_comments(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/news/new"));
	MUST(harness_post(r, HARBOR "/news/new", "title", "We moved", "words", "Upstairs", "open", "1", "form_key", hidden(r, "form_key"), NULL));
	const char *id = led_to(r, "/conversations/");
	says(r, id, w.ana, "Thank you");
	r->now += 86400;
	assert_int_equal(gone(r, w.harbor, "news", 2 * 86400), 0);
	assert_int_equal(gone(r, w.harbor, "news", 60), 2);
	assert_int_equal(gone(r, w.harbor, "news", 60), 0);
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, arena_printf(&r->arena, HARBOR "/open-news/%s", id)), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, talk_path(r, id, "")));
	harness_says_not(r, "Upstairs");
}

static void words_of_two_go_when_they_no_longer_write(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	says(r, t.talk, t.w.ana, "One");
	r->now += 86400;
	assert_int_equal(gone(r, t.w.harbor, "conversations", 60), 0);
	harness_as(r, t.w.ana, 0);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/connections/%s/move-on", t.connection), "words", "", NULL));
	assert_int_equal(gone(r, t.w.harbor, "conversations", 60), 1);
	assert_int_equal(gone(r, t.w.harbor, "conversations", 60), 0);
}

static void words_of_a_team_go_each_by_itself_while_the_team_goes_on(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *id;
	in_harbor(r, &w, w.cora);
	MUST(db_begin(r->db, true));
	MUST(conversation_open(r, &(struct conversations_new){ .kind = "team", .subject = w.harbor, .title = "Harbor" }, &id));
	MUST(conversation_come(r, id, w.cora));
	MUST(db_commit(r->db));
	says(r, id, w.cora, "The key is with me");
	r->now += 40 * INT64_C(86400);
	says(r, id, w.cora, "Now it is with Sue");
	assert_int_equal(gone(r, w.harbor, "team-words", 41 * INT64_C(86400)), 0);
	assert_int_equal(gone(r, w.harbor, "team-words", 30 * INT64_C(86400)), 1);
	assert_int_equal(gone(r, w.harbor, "team-words", 30 * INT64_C(86400)), 0);
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, talk_path(r, id, "")));
	harness_says_not(r, "The key is with me");
	harness_says(r, "Now it is with Sue");
}

HARNESS(words_of_a_team_go_each_by_itself_while_the_team_goes_on, words_of_a_group_stay_while_it_goes_on, old_news_goes_with_its_comments, words_of_two_go_when_they_no_longer_write)

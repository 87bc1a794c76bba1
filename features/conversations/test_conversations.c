/* Two who walk together talk: sent once, read untold, changed and taken back as one's own, ended for both alike. */
#include "test_talk_world.h"
#include "reports.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &reports_feature, &conversations_feature, NULL };

static const char *message_path(struct req *r, const char *talk, const char *message, const char *end)
{
	return arena_printf(&r->arena, HARBOR "/conversations/%s/messages/%s%s", talk, message, end);
}

static size_t lines_seen(struct req *r, const char *talk, const char *person)
{
	harness_as(r, person, 0);
	MUST(harness_get(r, talk_path(r, talk, "")));
	return json_array_size(json_object_get(harness_json(r), "lines"));
}

static void two_who_walk_together_write_to_each_other(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	says(r, t.talk, t.w.ana, "The bus was *late* again <b>");
	harness_as(r, t.w.sue, 0);
	MUST(harness_get(r, HARBOR "/conversations"));
	harness_says(r, "Ana");
	harness_says(r, "One new");
	MUST(harness_get(r, talk_path(r, t.talk, "")));
	harness_says(r, "The bus was <em>late</em> again &lt;b");
	harness_says(r, "class=\"line\"");
	harness_says_not(r, "class=\"line mine\"");
	harness_as(r, t.w.ana, 0);
	MUST(harness_get(r, talk_path(r, t.talk, "")));
	harness_says(r, "class=\"line mine\"");
	harness_says(r, ">You<");
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/connections/%s", t.connection)));
	harness_says(r, "Open the conversation");
}

static void the_same_form_posted_twice_is_one_message(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	harness_as(r, t.w.ana, 0);
	MUST(harness_get(r, talk_path(r, t.talk, "")));
	const char *key = hidden(r, "form_key");
	for (int times = 0; times < 3; times++)
		MUST(harness_post(r, talk_path(r, t.talk, ""), "words", "Once", "form_key", key, NULL));
	assert_int_equal(lines_seen(r, t.talk, t.w.sue), 1);
	harness_as(r, t.w.sue, 0);      /* the key is the writer's own: another's form with it is another message */
	MUST(harness_post(r, talk_path(r, t.talk, ""), "words", "Mine", "form_key", key, NULL));
	assert_int_equal(lines_seen(r, t.talk, t.w.ana), 2);
	harness_as(r, t.w.ana, 0);      /* the answer was lost on its way, and she wrote on */
	MUST(harness_post(r, talk_path(r, t.talk, ""), "words", "Once, and some more", "form_key", key, NULL));
	assert_int_equal(lines_seen(r, t.talk, t.w.sue), 3);
}

static void nobody_else_finds_it_and_a_coordinator_neither(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	says(r, t.talk, t.w.ana, "For two");
	const char *m = newest(r, t.talk, t.w.ana);
	const char *const others[] = { t.w.ben, t.w.cora, t.w.otto };
	for (size_t i = 0; i < COUNT(others); i++) {
		harness_as(r, others[i], 0);
		assert_int_equal(harness_get(r, talk_path(r, t.talk, "")), MISSING);
		assert_int_equal(harness_get(r, message_path(r, t.talk, m, "")), MISSING);
		assert_int_equal(harness_post(r, talk_path(r, t.talk, ""), "words", "In between", NULL), MISSING);
		assert_int_equal(harness_post(r, talk_path(r, t.talk, "/seen"), "place", "1", NULL), MISSING);
		assert_int_equal(harness_post(r, message_path(r, t.talk, m, "/take-back"), NULL), MISSING);
		assert_int_equal(harness_post(r, message_path(r, t.talk, m, "/pin"), NULL), MISSING);
	}
	harness_as(r, t.w.ben, 0);
	MUST(harness_get(r, HARBOR "/conversations"));
	harness_says_not(r, "Ana");
	MUST(harness_get(r, HARBOR "/conversations/search?words=two"));
	harness_says_not(r, "For two");
}

static void who_reads_when_is_told_to_nobody(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	struct record_read read;
	says(r, t.talk, t.w.ana, "Read me when you like");
	MUST(harness_get(r, talk_path(r, t.talk, "")));
	json_t *before = json_deep_copy(harness_json(r));
	harness_as(r, t.w.sue, 0);
	MUST(harness_get(r, talk_path(r, t.talk, "")));
	assert_true(r->opened.n > 0);
	assert_false(record_read_of(r, &read));
	for (size_t i = 0; i < r->opened.n; i++)        /* whoever would come in by a special right would be written down */
		r->opened.at[i].as = MAY_COORDINATOR;
	assert_true(record_read_of(r, &read));
	MUST(harness_post(r, talk_path(r, t.talk, "/seen"), "place", "1", NULL));
	harness_as(r, t.w.ana, 0);
	MUST(harness_get(r, talk_path(r, t.talk, "")));
	assert_true(json_equal(before, harness_json(r)));
	json_decref(before);
	harness_as(r, t.w.sue, 0);
	MUST(harness_get(r, HARBOR "/conversations"));
	harness_says_not(r, "One new");
}

static void words_are_changed_and_taken_back_and_that_is_seen(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	says(r, t.talk, t.w.ana, "Tuseday at four");
	const char *m = newest(r, t.talk, t.w.ana);
	MUST(harness_get(r, message_path(r, t.talk, m, "/edit")));
	harness_says(r, "Tuseday at four");
	assert_int_equal(harness_post(r, message_path(r, t.talk, m, "/edit"), "words", "", NULL), INVALID);
	MUST(harness_post(r, message_path(r, t.talk, m, "/edit"), "words", "Tuesday at four", NULL));
	harness_as(r, t.w.sue, 0);
	MUST(harness_get(r, talk_path(r, t.talk, "")));
	harness_says(r, "Tuesday at four");
	harness_says(r, "changed");
	harness_says_not(r, "Tuseday");
	assert_int_equal(harness_get(r, message_path(r, t.talk, m, "/edit")), MISSING);
	assert_int_equal(harness_post(r, message_path(r, t.talk, m, "/edit"), "words", "Never", NULL), MISSING);
	assert_int_equal(harness_post(r, message_path(r, t.talk, m, "/take-back"), NULL), MISSING);
	harness_as(r, t.w.ana, 0);
	MUST(harness_post(r, message_path(r, t.talk, m, "/take-back"), NULL));
	harness_as(r, t.w.sue, 0);
	MUST(harness_get(r, talk_path(r, t.talk, "")));
	harness_says(r, "Taken back.");
	harness_says_not(r, "Tuesday at four");
	harness_as(r, t.w.ana, 0);
	assert_int_equal(harness_get(r, message_path(r, t.talk, m, "/edit")), MISSING);
	assert_int_equal(harness_post(r, message_path(r, t.talk, m, "/pin"), NULL), MISSING);
}

static void a_message_is_answered_and_pinned(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	says(r, t.talk, t.w.ana, "Which bench?");
	const char *m = newest(r, t.talk, t.w.sue);
	MUST(harness_get(r, arena_printf(&r->arena, "%s?reply=%s", talk_path(r, t.talk, ""), m)));
	harness_says(r, "To Ana: Which bench?");
	assert_string_equal(hidden(r, "reply"), m);
	MUST(harness_post(r, talk_path(r, t.talk, ""), "words", "The green one", "reply", m, NULL));
	MUST(harness_post(r, message_path(r, t.talk, m, "/pin"), NULL));
	harness_as(r, t.w.ana, 0);
	MUST(harness_get(r, talk_path(r, t.talk, "")));
	harness_says(r, "The green one");
	harness_says(r, "class=\"pins\"");
	assert_int_equal(harness_post(r, talk_path(r, t.talk, ""), "words", "To nothing", "reply", "nothinglikethis", NULL), INVALID);
	assert_true(harness_fault(r, "reply", "shape") || harness_fault(r, "reply", "gone"));
	MUST(harness_post(r, message_path(r, t.talk, m, "/unpin"), NULL));
	MUST(harness_get(r, talk_path(r, t.talk, "")));
	harness_says_not(r, "class=\"pins\"");
}

static void a_content_note_folds_for_whoever_wishes_it(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	harness_as(r, t.w.sue, 0);
	MUST(harness_post(r, HARBOR "/conversations/wishes", "fold", "loss", NULL));
	harness_as(r, t.w.ana, 0);
	MUST(harness_post(r, talk_path(r, t.talk, ""), "words", "My father died in May", "topics", "loss", NULL));
	MUST(harness_get(r, talk_path(r, t.talk, "")));
	harness_says(r, "Death and loss");
	harness_says_not(r, "<summary>About: Death and loss");
	harness_as(r, t.w.sue, 0);
	MUST(harness_get(r, talk_path(r, t.talk, "")));
	harness_says(r, "<details><summary>About: Death and loss</summary><div class=\"words\"><p>My father died in May</p>");
	MUST(harness_get(r, HARBOR "/conversations/search?words=father"));
	harness_says(r, "Death and loss");
	harness_says_not(r, "My father died");
	MUST(harness_post(r, HARBOR "/conversations/wishes", NULL));
	MUST(harness_get(r, talk_path(r, t.talk, "")));
	harness_says_not(r, "<summary>About: Death and loss");
}

/* Paused, ended, blocked: what was typed stays, and the answer does not tell which of them it was. */
static void what_ended_takes_nothing_more_and_says_no_more_than_that(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	says(r, t.talk, t.w.ana, "Before");
	const char *m = newest(r, t.talk, t.w.ana);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/connections/%s/pause", t.connection), NULL));
	assert_int_equal(harness_post(r, talk_path(r, t.talk, ""), "words", "In the break", NULL), INVALID);
	assert_true(harness_fault(r, "words", "ended"));
	MUST(harness_get(r, talk_path(r, t.talk, "")));
	harness_says(r, "You two take a break");
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/connections/%s/resume", t.connection), NULL));
	says(r, t.talk, t.w.ana, "Back again");
	harness_as(r, t.w.sue, 0);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/connections/%s/block", t.connection), NULL));
	harness_as(r, t.w.ana, 0);
	assert_int_equal(harness_post(r, talk_path(r, t.talk, ""), "words", "Are you still there?", NULL), INVALID);
	assert_true(harness_fault(r, "words", "ended"));
	harness_says(r, "Are you still there?");
	harness_says(r, "nothing more can be written here");
	harness_says_not(r, "blocked");
	assert_int_equal(harness_post(r, message_path(r, t.talk, m, "/edit"), "words", "Sneaked in", NULL), INVALID);
	MUST(harness_get(r, talk_path(r, t.talk, "")));
	harness_says(r, "Before");
	harness_says_not(r, "Sneaked in");
	MUST(harness_post(r, message_path(r, t.talk, m, "/take-back"), NULL));
}

static void a_block_holds_even_while_the_conversation_is_open(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	harness_as(r, t.w.sue, 0);
	MUST(harness_post(r, HARBOR "/about-me/apart", "name", "Ana", NULL));
	harness_as(r, t.w.ana, 0);
	assert_int_equal(harness_post(r, talk_path(r, t.talk, ""), "words", "Hello?", NULL), INVALID);
	assert_true(harness_fault(r, "words", "ended"));
}

static void whoever_leaves_takes_their_words_and_the_answers_stay(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	says(r, t.talk, t.w.ana, "Ana's own words");
	says(r, t.talk, t.w.sue, "Sue's answer");
	MUST(db_begin(r->db, true));
	in_harbor(r, &t.w, t.w.ana);
	MUST(people_erase(r, t.w.ana));
	MUST(db_commit(r->db));
	assert_int_equal(lines_seen(r, t.talk, t.w.sue), 2);
	harness_says(r, "Sue");
	MUST(harness_get(r, talk_path(r, t.talk, "")));
	harness_says(r, "Somebody who has left wrote this");
	harness_says_not(r, "Ana's own words");
	assert_int_equal(harness_post(r, talk_path(r, t.talk, ""), "words", "Anyone?", NULL), INVALID);
	assert_true(harness_fault(r, "words", "ended"));
}

static void earlier_messages_come_by_fifty(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	harness_as(r, t.w.ana, 0);
	for (int i = 0; i < 60; i++)
		MUST(harness_post(r, talk_path(r, t.talk, ""), "words", arena_printf(&r->arena, "Number %d.", i), NULL));
	assert_int_equal(lines_seen(r, t.talk, t.w.sue), 50);
	MUST(harness_get(r, talk_path(r, t.talk, "")));
	harness_says(r, "Number 59.");
	harness_says(r, "Number 10.");
	harness_says_not(r, "Number 9.");
	MUST(harness_get(r, arena_printf(&r->arena, "%s?before=%s", talk_path(r, t.talk, ""), after(r, "?before=", '"'))));
	harness_says(r, "Number 9.");
	harness_says(r, "Number 0.");
	harness_says_not(r, "Number 10.");
	harness_says_not(r, "?before=");
}

static const char *on_today(struct req *r, const struct talk_world *t, const char *person)
{
	struct safe_html cards;
	in_harbor(r, &t->w, person);
	r->who.may |= MAY_MEMBER;
	r->want = WANT_PAGE;
	r->out.reader = &r->reader;
	MUST(db_begin(r->db, false));
	MUST(cards_html(r, "today", &cards));
	db_rollback(r->db);
	return cards.html;
}

static void today_tells_of_new_messages_but_not_muted_and_not_in_quiet_hours(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	says(r, t.talk, t.w.ana, "Hello");
	assert_non_null(strstr(on_today(r, &t, t.w.sue), "New messages"));
	assert_null(strstr(on_today(r, &t, t.w.ana), "New messages"));
	harness_as(r, t.w.sue, 0);
	MUST(harness_post(r, talk_path(r, t.talk, "/mute"), "muted", "1", NULL));
	assert_null(strstr(on_today(r, &t, t.w.sue), "New messages"));
	harness_as(r, t.w.sue, 0);
	MUST(harness_post(r, talk_path(r, t.talk, "/mute"), NULL));
	assert_non_null(strstr(on_today(r, &t, t.w.sue), "New messages"));
	harness_as(r, t.w.sue, 0);      /* it is 15:06 */
	assert_int_equal(harness_post(r, HARBOR "/conversations/wishes", "quiet_from", "15:00", NULL), INVALID);
	MUST(harness_post(r, HARBOR "/conversations/wishes", "quiet_from", "22:00", "quiet_to", "16:00", NULL));
	assert_null(strstr(on_today(r, &t, t.w.sue), "New messages"));
	harness_as(r, t.w.sue, 0);
	MUST(harness_post(r, HARBOR "/conversations/wishes", "quiet_from", "22:00", "quiet_to", "15:06", NULL));
	assert_non_null(strstr(on_today(r, &t, t.w.sue), "New messages"));
}

static void being_here_is_offered_for_an_hour(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	harness_as(r, t.w.sue, 0);
	MUST(harness_post(r, talk_path(r, t.talk, "/here"), "here", "1", NULL));
	harness_as(r, t.w.ana, 0);
	MUST(harness_get(r, talk_path(r, t.talk, "")));
	harness_says(r, "Sue is here until");
	r->now += 3601;
	MUST(harness_get(r, talk_path(r, t.talk, "")));
	harness_says_not(r, "is here until");
	r->now -= 3601;
	harness_as(r, t.w.sue, 0);
	MUST(harness_post(r, talk_path(r, t.talk, "/here"), NULL));
	harness_as(r, t.w.ana, 0);
	MUST(harness_get(r, talk_path(r, t.talk, "")));
	harness_says_not(r, "is here until");
}

static void searching_looks_through_what_may_be_read_and_says_how_far(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	says(r, t.talk, t.w.ana, "The GREEN bench by the water");
	says(r, t.talk, t.w.sue, "See you there");
	MUST(harness_get(r, HARBOR "/conversations/search?words=green+bench"));
	harness_says(r, "The GREEN bench");
	harness_says(r, "We looked through 2 messages");
	harness_says_not(r, "Look further back");
	MUST(harness_get(r, HARBOR "/conversations/search?words=nowhere"));
	harness_says(r, "Nothing found here.");
	assert_int_equal(harness_get(r, HARBOR "/conversations/search?words=x"), INVALID);
}

static void another_feature_opens_a_conversation_for_its_group(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *id, *again, *subject = id_new(r);
	struct conversations_new n = { .kind = "group", .subject = subject, .title = "Wednesday evening", .rule = CONVERSATIONS_PARTIES };
	in_harbor(r, &w, w.cora);
	MUST(db_begin(r->db, true));
	MUST(conversation_open(r, &n, &id));
	MUST(conversation_open(r, &n, &again));
	assert_string_equal(id, again);
	const char *const in[] = { w.ana, w.ben, w.sue };
	for (size_t i = 0; i < COUNT(in); i++)
		MUST(conversation_come(r, id, in[i]));
	MUST(db_commit(r->db));
	id = arena_str(&r->arena, id);
	says(r, id, w.ana, "Who brings the kettle?");
	says(r, id, w.ben, "I do");
	harness_as(r, w.cora, 0);
	assert_int_equal(harness_get(r, talk_path(r, id, "")), MISSING);
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, talk_path(r, id, "")));
	harness_says(r, "Wednesday evening");
	harness_says(r, "Who brings the kettle?");
	MUST(harness_post(r, talk_path(r, id, "/leave"), NULL));
	assert_int_equal(harness_get(r, talk_path(r, id, "")), MISSING);
	in_harbor(r, &w, w.cora);
	MUST(db_begin(r->db, true));
	MUST(conversation_go(r, id, w.ben));
	MUST(conversation_end(r, "group", subject));
	MUST(db_commit(r->db));
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_get(r, talk_path(r, id, "")), MISSING);
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_post(r, talk_path(r, id, ""), "words", "Anyone?", NULL), INVALID);
}

static void leaving_the_community_ends_reading_at_once(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	says(r, t.talk, t.w.ana, "Before I go");
	harness_as(r, t.w.ana, 0);
	MUST(harness_post(r, HARBOR "/leave-community", NULL));
	assert_int_not_equal(harness_get(r, talk_path(r, t.talk, "")), OK);
	harness_as(r, t.w.sue, 0);
	assert_int_equal(harness_post(r, talk_path(r, t.talk, ""), "words", "Hello?", NULL), INVALID);
	assert_true(harness_fault(r, "words", "ended"));
}

/* Who was away while more was said than one page holds asks on, page by page, until nothing lies between. */
static void who_was_away_for_long_misses_nothing_between(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	enum { SAID = 120 };
	says(r, t.talk, t.w.ana, "Before");
	harness_as(r, t.w.sue, 0);
	MUST(harness_get(r, talk_path(r, t.talk, "/since?n=0")));
	const json_t *now = harness_json(r), *known = json_object_get(json_array_get(json_object_get(now, "lines"), 0), "changed");
	assert_true(json_is_null(json_object_get(now, "more")));
	const char *n = arena_printf(&r->arena, "/since?n=%lld", (long long)json_integer_value(known));
	harness_as(r, t.w.ana, 0);
	for (int k = 0; k < SAID; k++)
		MUST(harness_post(r, talk_path(r, t.talk, ""), "words", "And then", NULL));
	harness_as(r, t.w.sue, 0);
	bool seen[SAID + 2] = { false };
	const char *path = talk_path(r, t.talk, n);
	int pages = 0;
	for (int64_t more = 0; more != NO_INT; pages++) {
		MUST(harness_get(r, more ? arena_printf(&r->arena, "%s&before=%lld", path, (long long)more) : path));
		const json_t *page = harness_json(r), *lines = json_object_get(page, "lines");
		for (size_t k = 0; k < json_array_size(lines); k++)
			seen[json_integer_value(json_object_get(json_array_get(lines, k), "place"))] = true;
		more = json_is_null(json_object_get(page, "more")) ? NO_INT : json_integer_value(json_object_get(page, "more"));
	}
	assert_int_equal(pages, 3);
	assert_false(seen[1]);          /* was known */
	for (int k = 2; k < SAID + 2; k++)
		assert_true(seen[k]);
	MUST(harness_get(r, path));
	harness_says(r, "data-more=\"72\"");
}

static void one_of_two_leaves_their_talk_in_one_step_and_comes_back(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	const char *connection = arena_printf(&r->arena, HARBOR "/connections/%s", t.connection), *open = arena_printf(&r->arena, "%s/conversation", connection);
	says(r, t.talk, t.w.ana, "Hello");
	harness_as(r, t.w.sue, 0);
	MUST(harness_post(r, talk_path(r, t.talk, "/leave"), NULL));
	assert_non_null(strstr(r->reply.location, t.connection));
	assert_int_equal(harness_get(r, talk_path(r, t.talk, "")), MISSING);
	assert_int_equal(harness_post(r, talk_path(r, t.talk, ""), "words", "Still here?", NULL), MISSING);
	MUST(harness_get(r, connection));               /* they still walk together */
	harness_says(r, "You left your conversation");
	harness_as(r, t.w.ana, 0);
	MUST(harness_get(r, talk_path(r, t.talk, "")));
	harness_says(r, "This conversation has ended");
	assert_int_equal(harness_post(r, talk_path(r, t.talk, ""), "words", "Why?", NULL), INVALID);
	assert_true(harness_fault(r, "words", "ended"));
	MUST(harness_post(r, open, NULL));              /* who did not leave brings nobody back */
	assert_int_equal(harness_post(r, talk_path(r, t.talk, ""), "words", "Why?", NULL), INVALID);
	harness_as(r, t.w.sue, 0);
	MUST(harness_post(r, open, NULL));
	MUST(harness_get(r, talk_path(r, t.talk, "")));
	harness_says(r, "Hello");
	MUST(harness_get(r, connection));
	harness_says_not(r, "You left your conversation");
	says(r, t.talk, t.w.ana, "Good to see you");
}

static void refused_words_are_no_less_heavy(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	char long_words[5000];
	memset(long_words, 'a', sizeof long_words - 1);
	long_words[sizeof long_words - 1] = '\0';
	says(r, t.talk, t.w.ana, "One");
	const char *edit = arena_printf(&r->arena, "/messages/%s/edit", newest(r, t.talk, t.w.ana));
	const char *const paths[] = { talk_path(r, t.talk, ""), talk_path(r, t.talk, edit) };
	for (size_t k = 0; k < COUNT(paths); k++) {
		memcpy(long_words, "I want to die. ", 15);
		assert_int_equal(harness_post(r, paths[k], "words", long_words, NULL), INVALID);
		assert_true(harness_fault(r, "words", "long"));
		harness_says(r, "That sounds heavy");
		memcpy(long_words, "I want to eat. ", 15);
		assert_int_equal(harness_post(r, paths[k], "words", long_words, NULL), INVALID);
		harness_says_not(r, "That sounds heavy");
	}
	MUST(harness_get(r, talk_path(r, t.talk, edit)));
	harness_says_not(r, "That sounds heavy");
}

HARNESS(one_of_two_leaves_their_talk_in_one_step_and_comes_back, who_was_away_for_long_misses_nothing_between, refused_words_are_no_less_heavy,
	two_who_walk_together_write_to_each_other, the_same_form_posted_twice_is_one_message, nobody_else_finds_it_and_a_coordinator_neither,
	who_reads_when_is_told_to_nobody, words_are_changed_and_taken_back_and_that_is_seen, a_message_is_answered_and_pinned,
	a_content_note_folds_for_whoever_wishes_it, what_ended_takes_nothing_more_and_says_no_more_than_that,
	a_block_holds_even_while_the_conversation_is_open, whoever_leaves_takes_their_words_and_the_answers_stay, earlier_messages_come_by_fifty,
	today_tells_of_new_messages_but_not_muted_and_not_in_quiet_hours, being_here_is_offered_for_an_hour,
	searching_looks_through_what_may_be_read_and_says_how_far, another_feature_opens_a_conversation_for_its_group,
	leaving_the_community_ends_reading_at_once)

/* Keeping order in the talk of a group: who facilitates takes down, asks to pause, slows; whoever it is about reads why and is heard. */
#include "test_talk_world.h"
#include "../groups/test_circle.h"
#include "reports.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &reports_feature, &conversations_feature, NULL };

/* Ana facilitates, Ben and Sue take part; Sue wrote something. */
struct order { struct world w; const char *group, *talk, *message; };

static struct order a_rough_word(struct req *r)
{
	struct order o = { .w = a_world(r, 1) };
	o.group = a_group(r, o.w.ana, "open", "");
	MUST(comes(r, o.group, o.w.ben));
	MUST(comes(r, o.group, o.w.sue));
	harness_as(r, o.w.sue, 0);
	MUST(harness_get(r, group_path(r, o.group, "")));
	o.talk = arena_copy(&r->arena, after(r, "/conversations/", '#'), 26);
	says(r, o.talk, o.w.sue, "Nobody asked you, Ben");
	o.message = newest(r, o.talk, o.w.ben);
	return o;
}

static const char *at(struct req *r, const struct order *o, const char *deed)
{
	return talk_path(r, o->talk, arena_printf(&r->arena, "/messages/%s/%s", o->message, deed));
}

static enum status write_once(struct req *r, const struct order *o, const char *person, const char *words)
{
	harness_as(r, person, 0);
	return harness_post(r, talk_path(r, o->talk, ""), "words", words, NULL);
}

static void only_who_facilitates_this_group_keeps_order_in_its_talk(void **state)
{
	struct req *r = *state;
	struct order o = a_rough_word(r);
	const char *other = a_group(r, o.w.ben, "open", "");        /* Ben facilitates another one */
	assert_string_not_equal(other, o.group);
	const char *const none[] = { o.w.ben, o.w.sue, o.w.cora, o.w.otto };
	for (size_t k = 0; k < COUNT(none); k++) {
		harness_as(r, none[k], 0);
		assert_int_equal(harness_post(r, at(r, &o, "take-down"), "reason", "Unkind", NULL), MISSING);
		assert_int_equal(harness_post(r, at(r, &o, "pause"), "time", "hour", "reason", "Unkind", NULL), MISSING);
		assert_int_equal(harness_get(r, at(r, &o, "take-down")), MISSING);
		assert_int_equal(harness_get(r, at(r, &o, "pause")), MISSING);
		if (!str_same(none[k], o.w.cora)) {
			assert_int_equal(harness_get(r, talk_path(r, o.talk, "/slow")), MISSING);
			assert_int_equal(harness_post(r, talk_path(r, o.talk, "/slow"), "minutes", "5", "hours", "2", NULL), MISSING);
		}
		assert_int_equal(harness_post(r, talk_path(r, o.talk, arena_printf(&r->arena, "/people/%s/go-on", o.w.sue)), NULL), MISSING);
	}
	harness_as(r, o.w.ana, 0);
	MUST(harness_post(r, group_path(r, o.group, "/part/step-down"), NULL));     /* she facilitated until now */
	assert_int_equal(harness_post(r, at(r, &o, "take-down"), "reason", "Unkind", NULL), MISSING);
	assert_int_equal(harness_post(r, at(r, &o, "pause"), "time", "hour", "reason", "Unkind", NULL), MISSING);
	MUST(harness_post(r, group_path(r, o.group, "/part/step-up"), NULL));
	harness_as(r, o.w.sue, 0);
	MUST(harness_post(r, group_path(r, o.group, arena_printf(&r->arena, "/people/%s/block", o.w.ana)), NULL));
	harness_as(r, o.w.ana, 0);                                  /* kept apart: somebody else sees to it */
	assert_int_equal(harness_post(r, at(r, &o, "take-down"), "reason", "Unkind", NULL), MISSING);
}

static void who_wrote_it_reads_why_and_those_who_look_after_reports_may_bring_it_back(void **state)
{
	struct req *r = *state;
	struct order o = a_rough_word(r);
	harness_as(r, o.w.ana, 0);
	assert_int_equal(harness_post(r, at(r, &o, "take-down"), NULL), INVALID);
	assert_true(harness_fault(r, "reason", "needed"));
	MUST(harness_post(r, at(r, &o, "take-down"), "reason", "We let each other speak", NULL));
	assert_int_equal(harness_post(r, at(r, &o, "take-down"), "reason", "Twice", NULL), MISSING);
	harness_as(r, o.w.ben, 0);
	MUST(harness_get(r, talk_path(r, o.talk, "")));
	harness_says(r, "Taken down for the house rules");
	harness_says_not(r, "Nobody asked you");
	MUST(harness_get(r, talk_path(r, o.talk, arena_printf(&r->arena, "/messages/%s", o.message))));
	harness_says_not(r, "Nobody asked you");
	harness_as(r, o.w.sue, 0);
	MUST(harness_get(r, talk_path(r, o.talk, arena_printf(&r->arena, "/messages/%s", o.message))));
	harness_says(r, "Nobody asked you");                        /* only she still does */
	const char *decision = after(r, "/me/decisions/", '"');
	MUST(harness_get(r, arena_printf(&r->arena, "/me/decisions/%s", decision)));
	harness_says(r, "We let each other speak");
	harness_says(r, "A message of yours was taken down.");
	harness_says(r, "Those who answer see the message as well");        /* before they say anything */
	harness_as(r, o.w.cora, 0);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/decisions/%s", decision)));
	harness_says_not(r, "Nobody asked you");
	harness_as(r, o.w.sue, 0);
	MUST(harness_post(r, arena_printf(&r->arena, "/me/decisions/%s", decision), "heard", "It was a joke between us", NULL));
	harness_as(r, o.w.cora, 0);
	MUST(harness_get(r, HARBOR "/reports"));
	harness_says(r, decision);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/decisions/%s", decision)));
	harness_says(r, "It was a joke between us");
	harness_says(r, "Nobody asked you, Ben");
	struct record_read read;
	assert_true(record_read_of(r, &read) && str_same(read.record, "decision"));    /* and that is in the list of who wrote it */
	assert_string_equal(read.of[0].owner, o.w.sue);
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM decision WHERE message IS NOT NULL"), 1);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/decisions/%s", decision), "answer", "So it was", "lift", "1", NULL));
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM decision WHERE message IS NOT NULL"), 0);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/decisions/%s", decision)));
	harness_says_not(r, "Nobody asked you");
	harness_as(r, o.w.ben, 0);
	MUST(harness_get(r, talk_path(r, o.talk, "")));
	harness_says(r, "Nobody asked you");
}

static void what_its_writer_takes_back_is_nowhere_any_more(void **state)
{
	struct req *r = *state;
	struct order o = a_rough_word(r);
	harness_as(r, o.w.ana, 0);
	MUST(harness_post(r, at(r, &o, "take-down"), "reason", "We let each other speak", NULL));
	harness_as(r, o.w.sue, 0);
	MUST(harness_get(r, talk_path(r, o.talk, arena_printf(&r->arena, "/messages/%s", o.message))));
	const char *decision = after(r, "/me/decisions/", '"');
	MUST(harness_post(r, arena_printf(&r->arena, "/me/decisions/%s", decision), "heard", "It was a joke between us", NULL));
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM decision WHERE message IS NOT NULL"), 1);
	MUST(harness_post(r, at(r, &o, "take-back"), NULL));
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM decision WHERE message IS NOT NULL"), 0);
	harness_as(r, o.w.cora, 0);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/decisions/%s", decision)));
	harness_says(r, "It was a joke between us");
	harness_says_not(r, "Nobody asked you");
}

static void asked_to_pause_one_reads_on_knows_why_and_writes_again_when_it_ends(void **state)
{
	struct req *r = *state;
	struct order o = a_rough_word(r);
	harness_as(r, o.w.ana, 0);
	assert_int_equal(harness_post(r, at(r, &o, "pause"), "time", "forever", "reason", "x1", NULL), INVALID);
	assert_int_equal(harness_post(r, at(r, &o, "pause"), "time", "day", NULL), INVALID);
	MUST(harness_post(r, at(r, &o, "pause"), "time", "day", "reason", "Let us talk tomorrow", NULL));
	assert_int_equal(write_once(r, &o, o.w.sue, "But"), INVALID);
	assert_true(harness_fault(r, "words", "paused"));
	harness_says(r, "But");                                     /* what was typed stays */
	assert_int_equal(harness_post(r, at(r, &o, "edit"), "words", "Worse", NULL), INVALID);
	MUST(harness_get(r, talk_path(r, o.talk, "")));
	harness_says(r, "ask you to pause writing here until");
	const char *decision = after(r, "/me/decisions/", '"');
	MUST(harness_get(r, arena_printf(&r->arena, "/me/decisions/%s", decision)));
	harness_says(r, "Let us talk tomorrow");
	harness_as(r, o.w.sue, 0);
	MUST(harness_post(r, group_path(r, o.group, "/leave"), NULL));      /* going and coming again changes nothing */
	MUST(comes(r, o.group, o.w.sue));
	assert_int_equal(write_once(r, &o, o.w.sue, "But"), INVALID);
	MUST(write_once(r, &o, o.w.ben, "Others write on"));
	r->now += 86400;
	MUST(write_once(r, &o, o.w.sue, "Sorry"));
}

static void a_pause_ends_early_by_who_asked_or_by_who_answers(void **state)
{
	struct req *r = *state;
	struct order o = a_rough_word(r);
	const char *go_on = talk_path(r, o.talk, arena_printf(&r->arena, "/people/%s/go-on", o.w.sue));
	harness_as(r, o.w.ana, 0);
	assert_int_equal(harness_post(r, go_on, NULL), MISSING);
	MUST(harness_post(r, at(r, &o, "pause"), "time", "week", "reason", "Enough", NULL));
	MUST(harness_get(r, talk_path(r, o.talk, "")));
	harness_says(r, "is asked to pause writing until");
	MUST(harness_post(r, go_on, NULL));
	MUST(write_once(r, &o, o.w.sue, "Thank you"));
	harness_as(r, o.w.ana, 0);
	MUST(harness_post(r, at(r, &o, "pause"), "time", "week", "reason", "Enough now", NULL));
	harness_as(r, o.w.sue, 0);
	MUST(harness_get(r, talk_path(r, o.talk, "")));
	const char *decision = after(r, "/me/decisions/", '"');
	MUST(harness_post(r, arena_printf(&r->arena, "/me/decisions/%s", decision), "heard", "Twice is unfair", NULL));
	harness_as(r, o.w.cora, 0);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/decisions/%s", decision), "lift", "1", NULL));
	MUST(write_once(r, &o, o.w.sue, "I am back"));
}

static void who_facilitates_together_is_not_paused_by_the_other(void **state)
{
	struct req *r = *state;
	struct order o = a_rough_word(r);
	harness_as(r, o.w.ana, 0);
	MUST(harness_post(r, group_path(r, o.group, arena_printf(&r->arena, "/people/%s/part", o.w.sue)), "part", "co_facilitates", NULL));
	harness_as(r, o.w.sue, 0);
	MUST(harness_post(r, group_path(r, o.group, "/part/yes"), NULL));
	assert_int_equal(harness_post(r, at(r, &o, "take-down"), "reason", "My own", NULL), MISSING);
	harness_as(r, o.w.ana, 0);
	assert_int_equal(harness_post(r, at(r, &o, "pause"), "time", "hour", "reason", "Enough", NULL), INVALID);
	assert_true(harness_fault(r, "time", "leads"));
}

static void a_talk_goes_slowly_for_so_many_hours_and_says_so_where_one_writes(void **state)
{
	struct req *r = *state;
	struct order o = a_rough_word(r);
	const char *slow = talk_path(r, o.talk, "/slow");
	harness_as(r, o.w.ana, 0);
	assert_int_equal(harness_post(r, slow, "minutes", "10", NULL), INVALID);
	assert_true(harness_fault(r, "hours", "needed"));
	assert_int_equal(harness_post(r, slow, "minutes", "10", "hours", "169", NULL), INVALID);
	MUST(harness_post(r, slow, "minutes", "10", "hours", "2", NULL));
	harness_as(r, o.w.ben, 0);
	MUST(harness_get(r, talk_path(r, o.talk, "")));
	harness_says(r, "10 min between two messages of one person");
	MUST(write_once(r, &o, o.w.ben, "One"));
	assert_int_equal(write_once(r, &o, o.w.ben, "Two"), INVALID);
	assert_true(harness_fault(r, "words", "slow"));
	MUST(write_once(r, &o, o.w.ana, "One"));
	MUST(write_once(r, &o, o.w.ana, "Who facilitates is not held up"));
	r->now += 600;
	MUST(write_once(r, &o, o.w.ben, "Two"));
	r->now += 2 * 3600;
	MUST(write_once(r, &o, o.w.ben, "Three"));
	MUST(write_once(r, &o, o.w.ben, "Four"));
	harness_as(r, o.w.ana, 0);
	MUST(harness_post(r, slow, "minutes", "5", "hours", "2", NULL));
	MUST(harness_post(r, slow, "minutes", "0", NULL));
	MUST(write_once(r, &o, o.w.ben, "Five"));
	MUST(write_once(r, &o, o.w.ben, "Six"));
}

static void faults_are_told_on_the_page_of_the_form_and_what_was_typed_stays(void **state)
{
	struct req *r = *state;
	struct order o = a_rough_word(r);
	harness_as(r, o.w.ana, 0);
	MUST(harness_get(r, at(r, &o, "take-down")));
	harness_says(r, "Take down what Sue wrote");
	assert_int_equal(harness_post(r, at(r, &o, "take-down"), "reason", "x", NULL), INVALID);
	harness_says(r, "Take down what Sue wrote");
	MUST(harness_get(r, at(r, &o, "pause")));
	harness_says(r, "Ask Sue to pause writing here");
	assert_int_equal(harness_post(r, at(r, &o, "pause"), "time", "eternity", "reason", "We speak one after the other", NULL), INVALID);
	harness_says(r, "Ask Sue to pause writing here");
	harness_says(r, "We speak one after the other");
	MUST(harness_get(r, talk_path(r, o.talk, "/slow")));
	assert_int_equal(harness_post(r, talk_path(r, o.talk, "/slow"), "minutes", "17", NULL), INVALID);
	assert_true(harness_fault(r, "hours", "needed"));
	harness_says(r, "Slow this talk down");
	harness_says(r, "value=\"17\"");
}

static void who_coordinates_slows_the_talk_of_a_group_and_does_not_read_it(void **state)
{
	struct req *r = *state;
	struct order o = a_rough_word(r);
	const char *slow = talk_path(r, o.talk, "/slow");
	harness_as(r, o.w.cora, 0);
	MUST(harness_get(r, group_path(r, o.group, "")));
	harness_says(r, arena_printf(&r->arena, "/conversations/%s/slow", o.talk));
	MUST(harness_get(r, slow));
	harness_says(r, "You slow it without reading it.");
	harness_says_not(r, "Nobody asked you");
	assert_int_equal(harness_post(r, slow, "minutes", "10", NULL), INVALID);
	MUST(harness_post(r, slow, "minutes", "10", "hours", "2", NULL));
	assert_string_equal(r->reply.location, group_path(r, o.group, ""));
	assert_int_equal(harness_get(r, talk_path(r, o.talk, "")), MISSING);
	MUST(write_once(r, &o, o.w.ben, "One"));
	assert_int_equal(write_once(r, &o, o.w.ben, "Two"), INVALID);
	harness_as(r, o.w.ana, 0);
	MUST(harness_post(r, slow, "minutes", "0", NULL));          /* who facilitates ends it */
	MUST(write_once(r, &o, o.w.ben, "Two"));
}

static void what_two_write_nobody_slows(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	const char *const all[] = { t.w.cora, t.w.ana };
	for (size_t k = 0; k < COUNT(all); k++) {
		harness_as(r, all[k], 0);
		assert_int_equal(harness_get(r, talk_path(r, t.talk, "/slow")), MISSING);
		assert_int_equal(harness_post(r, talk_path(r, t.talk, "/slow"), "minutes", "10", "hours", "2", NULL), MISSING);
	}
}

HARNESS(faults_are_told_on_the_page_of_the_form_and_what_was_typed_stays, who_coordinates_slows_the_talk_of_a_group_and_does_not_read_it, what_two_write_nobody_slows,
	only_who_facilitates_this_group_keeps_order_in_its_talk,
	who_wrote_it_reads_why_and_those_who_look_after_reports_may_bring_it_back, what_its_writer_takes_back_is_nowhere_any_more,
	asked_to_pause_one_reads_on_knows_why_and_writes_again_when_it_ends, a_pause_ends_early_by_who_asked_or_by_who_answers,
	who_facilitates_together_is_not_paused_by_the_other, a_talk_goes_slowly_for_so_many_hours_and_says_so_where_one_writes)

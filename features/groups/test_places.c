/* The way into a group: open, closed, full; a line in which nobody is passed over, and a "no" that costs nothing. */
#include "test_circle.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, NULL };

static void an_open_group_lets_whoever_comes_in_until_it_is_full(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_group(r, w.ana, "open", "2");
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, group_path(r, g, "/join")));
	harness_says(r, "We say our names");
	MUST(comes(r, g, w.ben));
	assert_true(group_says(r, g, w.ben, "belongs"));
	MUST(comes(r, g, w.ben));       /* said twice is said once */
	MUST(comes(r, g, w.sue));
	assert_true(group_says(r, g, w.sue, "waiting"));
	r->now++;
	MUST(comes(r, g, w.cora));
	assert_int_equal(json_integer_value(json_object_get(group_seen(r, g, w.cora), "before")), 1);
	MUST(comes(r, g, w.sue));       /* her place in line stays */
	assert_int_equal(json_integer_value(json_object_get(group_seen(r, g, w.sue), "before")), 0);
	assert_false(group_says(r, g, w.sue, "belongs"));
	groups_hold(r);
}

static void a_free_place_is_kept_for_who_is_next_in_line_and_for_nobody_else(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_group(r, w.ana, "open", "2");
	MUST(comes(r, g, w.ben));
	MUST(comes(r, g, w.sue));
	r->now++;
	MUST(comes(r, g, w.cora));
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, group_path(r, g, "/leave"), NULL));
	assert_true(group_says(r, g, w.sue, "offered"));
	assert_true(group_says(r, g, w.cora, "waiting"));
	MUST(comes(r, g, w.cora));      /* the place is Sue's */
	assert_true(group_says(r, g, w.cora, "waiting"));
	MUST(comes(r, g, w.ben));
	assert_true(group_says(r, g, w.ben, "waiting"));
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, group_path(r, g, "/pass"), "keep", "1", NULL));
	assert_true(group_says(r, g, w.sue, "waiting"));
	assert_int_equal(json_integer_value(json_object_get(group_seen(r, g, w.sue), "before")), 0);     /* it cost her nothing */
	assert_true(group_says(r, g, w.cora, "offered"));
	MUST(comes(r, g, w.cora));
	assert_true(group_says(r, g, w.cora, "belongs"));
	harness_as(r, w.cora, 0);
	assert_int_equal(harness_post(r, group_path(r, g, "/pass"), NULL), MISSING);
	MUST(harness_post(r, group_path(r, g, "/leave"), NULL));
	assert_true(group_says(r, g, w.ben, "offered"));        /* Sue is not asked again within the week */
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, group_path(r, g, "/pass"), NULL));
	assert_false(group_says(r, g, w.ben, "waiting"));
	groups_hold(r);
}

static void who_does_not_answer_in_time_stays_in_line_and_the_next_is_asked(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_group(r, w.ana, "open", "2");
	MUST(comes(r, g, w.ben));
	MUST(comes(r, g, w.sue));
	r->now++;
	MUST(comes(r, g, w.cora));
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, group_path(r, g, "/leave"), NULL));
	r->now += 3 * 86400;
	MUST(db_begin(r->db, true));
	MUST(groups_feature.jobs[0].work(r, g));
	MUST(groups_feature.jobs[0].work(r, g));        /* often is once */
	MUST(groups_feature.jobs[0].work(r, "nowhere"));
	MUST(db_commit(r->db));
	assert_true(group_says(r, g, w.sue, "waiting"));
	assert_true(group_says(r, g, w.cora, "offered"));
	r->now += 3 * 86400;
	MUST(comes(r, g, w.cora));      /* too late, and nobody else to ask: not within the week */
	assert_true(group_says(r, g, w.cora, "belongs"));
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, group_path(r, g, "/leave"), NULL));
	r->now += 4 * 86400;
	MUST(db_begin(r->db, true));
	MUST(groups_feature.jobs[0].work(r, g));
	MUST(db_commit(r->db));
	assert_true(group_says(r, g, w.sue, "offered"));        /* a week after she passed it on */
	groups_hold(r);
}

static void more_room_is_offered_to_those_who_wait(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_group(r, w.ana, "open", "2");
	MUST(comes(r, g, w.ben));
	MUST(comes(r, g, w.sue));
	r->now++;
	MUST(comes(r, g, w.cora));
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, group_path(r, g, "/settings"), "name", "Circle", "purpose", "To sit", "lang", "en", "way", "open", "capacity", "3", "answer_days", "2",
			  "mode", "in_person", "version", "1", NULL));
	assert_true(group_says(r, g, w.sue, "offered"));
	assert_true(group_says(r, g, w.cora, "waiting"));
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, group_path(r, g, "/join")));
	MUST(comes(r, g, w.sue));
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, group_path(r, g, "/not-coming"), NULL));
	MUST(harness_post(r, group_path(r, g, "/not-coming"), NULL));
	assert_false(group_says(r, g, w.cora, "waiting"));
	groups_hold(r);
}

static void a_closed_group_is_asked_and_answers_kindly(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_group(r, w.ana, "closed", "2"), *ben = group_path(r, g, arena_printf(&r->arena, "/asking/%s", w.ben));
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, group_path(r, g, "/join"), "words", "I am new in town.", NULL));
	assert_true(group_says(r, g, w.ben, "asked"));
	harness_as(r, w.sue, 0);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, "%s/let-in", ben), NULL), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, group_path(r, g, "/asking")));
	harness_says(r, "I am new in town.");
	assert_int_equal(harness_post(r, arena_printf(&r->arena, "%s/not-now", ben), "words", arena_printf(&r->arena, "%0400d", 7), NULL), INVALID);
	MUST(harness_post(r, arena_printf(&r->arena, "%s/not-now", ben), "words", "In May there is room.", NULL));
	assert_int_equal(harness_post(r, arena_printf(&r->arena, "%s/let-in", ben), NULL), MISSING);
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, group_path(r, g, "")));
	harness_says(r, "In May there is room.");
	harness_says_not(r, "I am new in town.");
	MUST(harness_post(r, group_path(r, g, "/join"), "words", "It is May.", NULL));      /* asked again */
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, arena_printf(&r->arena, "%s/let-in", ben), NULL));
	assert_false(group_says(r, g, w.ben, "belongs"));       /* whoever comes in, comes in by themselves */
	assert_true(group_says(r, g, w.ben, "offered"));
	MUST(comes(r, g, w.ben));
	assert_true(group_says(r, g, w.ben, "belongs"));
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, group_path(r, g, "/join"), NULL));
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, group_path(r, g, arena_printf(&r->arena, "/asking/%s/let-in", w.sue)), NULL));
	assert_true(group_says(r, g, w.sue, "waiting"));        /* full: in line, and nobody has to say yes any more */
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, group_path(r, g, "/leave"), NULL));
	assert_true(group_says(r, g, w.sue, "offered"));
	groups_hold(r);
}

static void one_invites_whom_one_walks_with(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	a_pair(r, &w);          /* Ana and Sue */
	const char *g = a_group(r, w.ana, "closed", "");
	assert_int_equal(harness_post(r, group_path(r, g, "/asking"), "person", w.ben, NULL), INVALID);
	assert_int_equal(harness_post(r, group_path(r, g, "/asking"), NULL), INVALID);
	MUST(harness_post(r, group_path(r, g, "/asking"), "person", w.sue, NULL));
	MUST(harness_post(r, group_path(r, g, "/asking"), "person", w.sue, NULL));
	assert_true(group_says(r, g, w.sue, "invited"));
	MUST(harness_get(r, group_path(r, g, "")));
	harness_says(r, "Ana would like you to come along");
	MUST(comes(r, g, w.sue));       /* by one who facilitates: nobody else has to say yes */
	assert_true(group_says(r, g, w.sue, "belongs"));
	groups_hold(r);
}

static void invited_by_a_member_of_a_closed_group_one_asks_with_a_good_word(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	a_pair(r, &w);
	const char *g = a_group(r, w.cora, "closed", "");
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, group_path(r, g, "/join"), NULL));
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, group_path(r, g, arena_printf(&r->arena, "/asking/%s/let-in", w.ana)), NULL));
	MUST(comes(r, g, w.ana));
	MUST(harness_post(r, group_path(r, g, "/asking"), "person", w.sue, NULL));
	MUST(comes(r, g, w.sue));
	assert_true(group_says(r, g, w.sue, "asked"));
	MUST(harness_post(r, group_path(r, g, "/not-coming"), NULL));
	assert_false(group_says(r, g, w.sue, "asked"));
	groups_hold(r);
}

static void nobody_comes_in_before_reading_what_was_agreed(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_group(r, w.ana, "open", "");
	write_agreement(r, g, w.ana, "We let each other finish.\nWhat is said here stays here.");
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, group_path(r, g, "/join")));
	harness_says(r, "What is said here stays here.");
	assert_int_equal(harness_post(r, group_path(r, g, "/join"), "number", "1", NULL), INVALID);
	assert_true(harness_fault(r, "read", "needed"));
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, group_path(r, g, "/agreement/new"), "words", "Phones stay outside.", "made_on", "2025-06-15", "number", "1", NULL));
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_post(r, group_path(r, g, "/join"), "read", "1", "number", "1", NULL), INVALID);
	assert_true(harness_fault(r, "read", "newer"));
	MUST(harness_post(r, group_path(r, g, "/join"), "read", "1", "number", "2", NULL));
	assert_false(group_says(r, g, w.ben, "unread"));
}

static void today_tells_what_is_kept_for_me_and_what_my_groups_need(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_group(r, w.ana, "open", "2");
	struct safe_html html;
	MUST(comes(r, g, w.ben));
	MUST(comes(r, g, w.sue));
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, group_path(r, g, "/leave"), NULL));
	in_harbor(r, &w, w.sue);
	r->who.may = MAY_SIGNED_IN | MAY_MEMBER;
	MUST(db_begin(r->db, false));
	MUST(cards_html(r, "today", &html));
	db_rollback(r->db);
	assert_non_null(strstr(html.html, "A place is kept for you until"));
	harness_as(r, w.sue, 0);
	MUST(comes(r, g, w.sue));
	in_harbor(r, &w, w.sue);
	r->who.may = MAY_SIGNED_IN | MAY_MEMBER;
	MUST(db_begin(r->db, false));
	MUST(cards_html(r, "today", &html));
	db_rollback(r->db);
	assert_null(strstr(html.html, "A place is kept"));
}

static int64_t told_by_mail(struct req *r, const char *person)
{
	int64_t n;
	MUST(db_begin(r->db, false));
	MUST(groups_feature.mails[0].count(r, person, r->now - 3600, r->now, &n));
	db_rollback(r->db);
	return n;
}

static void mail_may_tell_of_a_place_or_an_invitation_as_long_as_it_waits(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	a_pair(r, &w);          /* Ana and Sue */
	const char *g = a_group(r, w.ana, "open", "2");
	MUST(harness_post(r, group_path(r, g, "/asking"), "person", w.sue, NULL));
	assert_int_equal(told_by_mail(r, w.sue), 1);
	MUST(comes(r, g, w.ben));
	MUST(comes(r, g, w.sue));               /* full: in line */
	assert_int_equal(told_by_mail(r, w.sue), 0);
	r->now += 7200;
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, group_path(r, g, "/leave"), NULL));
	assert_int_equal(told_by_mail(r, w.sue), 1);
	MUST(comes(r, g, w.sue));
	assert_int_equal(told_by_mail(r, w.sue), 0);
	assert_int_equal(told_by_mail(r, w.ben), 0);
}

HARNESS(mail_may_tell_of_a_place_or_an_invitation_as_long_as_it_waits, an_open_group_lets_whoever_comes_in_until_it_is_full, a_free_place_is_kept_for_who_is_next_in_line_and_for_nobody_else,
	who_does_not_answer_in_time_stays_in_line_and_the_next_is_asked, more_room_is_offered_to_those_who_wait, a_closed_group_is_asked_and_answers_kindly,
	one_invites_whom_one_walks_with, invited_by_a_member_of_a_closed_group_one_asks_with_a_good_word, nobody_comes_in_before_reading_what_was_agreed,
	today_tells_what_is_kept_for_me_and_what_my_groups_need)

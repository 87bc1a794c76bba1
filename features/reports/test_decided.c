/* What is decided about somebody who was told about, and how they are heard. */
#include "test_reports_world.h"

static void each_ending_is_told_to_the_one_who_told(void **state)
{
	static const char *const ends[][2] = { { "nothing", "found nothing that we should act on" }, { "spoken", "We have spoken with the person." },
		{ "suspended", "takes no part here for a time" }, { "ended", "is no longer part of this community" } };
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *pair = a_pair(r, &w);
	for (size_t i = 0; i < COUNT(ends); i++) {
		const char *id = reported(r, w.ana, at(r, "/connections/", pair, "/report"));
		as_cora(r, &w);
		MUST(harness_post(r, at(r, "/reports/", id, ""), "outcome", ends[i][0], "days", "7", "words", "Ringing at night is not all right here",
				  "answer", "Thank you, Ana", NULL));
		assert_int_equal(harness_post(r, at(r, "/reports/", id, ""), "outcome", "nothing", NULL), CONFLICT);
		harness_as(r, w.ana, 0);
		MUST(harness_get(r, HARBOR "/my-reports"));
		harness_says(r, ends[i][1]);
		harness_says(r, "Thank you, Ana");
		harness_says_not(r, "Ringing at night is not all right here");
		assert_int_equal(harness_post(r, at(r, "/my-reports/", id, "/take-back"), NULL), INVALID);
		MUST(harness_post(r, at(r, "/my-reports/", id, "/read"), NULL));
		harness_as(r, w.ben, 0);
		assert_int_equal(harness_post(r, at(r, "/my-reports/", id, "/read"), NULL), MISSING);
	}
}

static enum status enter_without_the_password(struct req *r)
{
	r->who.again_recently = false;
	return enter(r);
}

static void a_decision_against_somebody_needs_words_to_them_and_a_length(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *pair = a_pair(r, &w), *id = reported(r, w.ana, at(r, "/connections/", pair, "/report")), *page = at(r, "/reports/", id, "");
	as_cora(r, &w);
	assert_int_equal(harness_post(r, page, "outcome", "suspended", NULL), INVALID);
	assert_true(harness_fault(r, "days", "needed") && harness_fault(r, "words", "needed"));
	assert_int_equal(harness_post(r, page, "outcome", "ended", NULL), INVALID);
	assert_int_equal(harness_post(r, page, "outcome", "suspended", "days", "367", "words", "x", NULL), INVALID);
	assert_int_equal(harness_post(r, page, "outcome", "suspended", "days", "0", "words", "x", NULL), INVALID);
	assert_int_equal(harness_post(r, page, NULL), INVALID);
	harness_enter = enter_without_the_password;
	harness_as(r, w.cora, 0);
	assert_int_equal(harness_post(r, page, "outcome", "nothing", NULL), DENIED);
	assert_true(r->needs_password);
	assert_true(held(r, &w, w.sue) & MAY_MEMBER);
}

static const char *suspended(struct req *r, const struct world *w, const char *pair, const char *how)
{
	const char *id = reported(r, w->ana, at(r, "/connections/", pair, "/report"));
	as_cora(r, w);
	MUST(harness_post(r, at(r, "/reports/", id, ""), "outcome", how, "days", "7", "words", "Ringing at night is not all right here", NULL));
	harness_as(r, w->sue, 0);
	MUST(harness_get(r, "/me/decisions"));
	return after(r, "/me/decisions/", '"');
}

static void who_is_suspended_has_no_right_left_on_the_next_request(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	static const char *const pages[] = { "/connections", "/asks", "/offers", "/about-me", "/room", "/proposals", "/membership", "/my-reports", "/rules" };
	ask_for(r, w.ben, true);
	suspended(r, &w, a_pair(r, &w), "suspended");
	for (size_t i = 0; i < COUNT(pages); i++) {
		harness_as(r, w.sue, 0);
		assert_int_equal(harness_get(r, arena_printf(&r->arena, HARBOR "%s", pages[i])), MISSING);
		harness_says_not(r, "Ana");
	}
	assert_int_equal(held(r, &w, w.sue), 0);
	MUST(harness_get(r, HARBOR));
	harness_says(r, "This community is closed to you until");
	harness_says_not(r, "Anyone may join");
	assert_int_equal(harness_post(r, HARBOR "/join", "agree", "1", "number", "1", NULL), INVALID);
	assert_true(harness_fault(r, NULL, "closed_to_you"));
	MUST(harness_get(r, "/start"));
	harness_says(r, "Closed to you");
	harness_as(r, w.ana, 0);
	const char *again = ask_for(r, w.ana, false);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/asks/%s/people", again)));
	harness_says_not(r, "Sue");                                     /* nobody is brought together with them meanwhile */
	r->now += 7 * 86400 + 1;
	assert_true(held(r, &w, w.sue) & MAY_MEMBER && held(r, &w, w.sue) & MAY_SUPPORTER);
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, HARBOR "/connections"));
}

static void whose_membership_ended_cannot_come_back_in(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	suspended(r, &w, a_pair(r, &w), "ended");
	assert_int_equal(held(r, &w, w.sue), 0);
	r->now += 4000 * INT64_C(86400);
	harness_as(r, w.sue, 0);
	assert_int_equal(harness_post(r, HARBOR "/join", "agree", "1", "number", "1", NULL), INVALID);
	assert_true(harness_fault(r, NULL, "closed_to_you"));
	assert_int_equal(held(r, &w, w.sue), 0);
}

static void who_was_decided_against_is_heard_by_somebody_else(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	give(r, &w, w.ben, "coordinator");
	const char *id = suspended(r, &w, a_pair(r, &w), "suspended"), *mine = arena_printf(&r->arena, "/me/decisions/%s", id), *team = at(r, "/decisions/", id, "");
	MUST(harness_get(r, mine));
	harness_says(r, "Ringing at night is not all right here");
	harness_says_not(r, "Ana");
	harness_says_not(r, "again and again");
	assert_int_equal(harness_post(r, mine, NULL), INVALID);
	MUST(harness_post(r, mine, "heard", "My phone was stolen that week", NULL));
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_get(r, mine), MISSING);
	assert_int_equal(harness_get(r, team), MISSING);
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, mine), MISSING);
	assert_true(r->needs_sign_in);
	as_cora(r, &w);
	MUST(harness_get(r, HARBOR "/reports"));
	harness_says(r, "Wish to be heard");
	assert_int_equal(harness_post(r, team, "answer", "No", NULL), INVALID);
	assert_true(harness_fault(r, NULL, "own"));                     /* who decided does not answer */
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, team));
	harness_says(r, "My phone was stolen that week");
	assert_int_equal(harness_post(r, team, NULL), INVALID);
	MUST(harness_post(r, team, "answer", "We are sorry", "lift", "1", NULL));
	assert_true(held(r, &w, w.sue) & MAY_MEMBER);
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, mine));
	harness_says(r, "We are sorry");
	harness_says(r, "This was taken back");
	assert_int_equal(harness_post(r, mine, "heard", "One more word", NULL), CONFLICT);
}

static void an_end_that_is_taken_back_asks_for_the_house_rules_first(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *id = suspended(r, &w, a_pair(r, &w), "ended");
	as_cora(r, &w);                                                 /* nobody else coordinates: who decided may look again */
	MUST(harness_post(r, at(r, "/decisions/", id, ""), "lift", "1", NULL));
	assert_int_equal(held(r, &w, w.sue), MAY_JOINING);
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, HARBOR "/join", "agree", "1", "number", "1", NULL));
	assert_true(held(r, &w, w.sue) & MAY_MEMBER);
}

static void a_second_decision_neither_shortens_nor_opens_the_first(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *pair = a_pair(r, &w), *longer = reported(r, w.ana, at(r, "/connections/", pair, "/report"));
	const char *shorter = reported(r, w.ana, at(r, "/connections/", pair, "/report"));
	as_cora(r, &w);
	MUST(harness_post(r, at(r, "/reports/", longer, ""), "outcome", "suspended", "days", "90", "words", "Not at night", NULL));
	r->now += 60;
	MUST(harness_post(r, at(r, "/reports/", shorter, ""), "outcome", "suspended", "days", "7", "words", "Nor in the morning", NULL));
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, "/me/decisions"));
	const char *second = after(r, "/me/decisions/", '"');
	r->now += 8 * 86400;
	assert_int_equal(held(r, &w, w.sue), 0);
	r->now -= 8 * 86400;
	as_cora(r, &w);
	MUST(harness_post(r, at(r, "/decisions/", second, ""), "lift", "1", NULL));
	assert_int_equal(held(r, &w, w.sue), 0);                        /* the first still holds */
	r->now += 91 * 86400;
	assert_true(held(r, &w, w.sue) & MAY_MEMBER);
}

static void nobody_decides_about_what_they_told_unless_nobody_else_could(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *id = reported(r, w.cora, at(r, "/people/", w.sue, "/report")), *page = at(r, "/reports/", id, "");
	give(r, &w, w.ben, "coordinator");
	as_cora(r, &w);
	MUST(harness_get(r, page));
	harness_says(r, "You told this yourself");
	assert_int_equal(harness_post(r, page, "outcome", "spoken", NULL), INVALID);
	assert_true(harness_fault(r, NULL, "own"));
	MUST(db_begin(r->db, true));
	const char *none = NULL;
	MUST(db_script(r->db, "UPDATE role_held SET until_at = 0 WHERE role = 'coordinator' AND given_by IS NULL AND person <> (SELECT reporter FROM report)", &none));
	MUST(db_commit(r->db));
	as_cora(r, &w);
	MUST(harness_post(r, page, "outcome", "spoken", NULL));
}

static void the_only_coordinator_is_not_shut_out(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	give(r, &w, w.ben, "supervisor");
	const char *id = reported(r, w.ben, at(r, "/people/", w.cora, "/report"));
	give(r, &w, w.ana, "supervisor");
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_post(r, at(r, "/reports/", id, ""), "outcome", "suspended", "days", "3", "words", "For now", NULL), INVALID);
	assert_true(harness_fault(r, NULL, "last_coordinator"));
	assert_true(held(r, &w, w.cora) & MAY_COORDINATOR);
	give(r, &w, w.sue, "coordinator");
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, at(r, "/reports/", id, ""), "outcome", "suspended", "days", "3", "words", "For now", NULL));
	assert_int_equal(held(r, &w, w.cora), 0);
}

/* That something changed for open pages is a number, and of whose Today it was; neither says what. */
static void digest_without_numbers(struct req *r, uint8_t ret[32])
{
	const char *none = NULL;
	MUST(db_begin(r->db, true));
	MUST(db_script(r->db, "DELETE FROM tiding WHERE kind = 'today'; DELETE FROM live_count", &none));
	MUST(db_commit(r->db));
	harness_digest(r, ret);
}

static void taken_back_while_open_nothing_of_it_is_kept(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *pair = a_pair(r, &w);
	uint8_t before[32], now[32];
	digest_without_numbers(r, before);
	const char *id = reported(r, w.ana, at(r, "/connections/", pair, "/report"));
	harness_as(r, w.sue, 0);
	assert_int_equal(harness_post(r, at(r, "/my-reports/", id, "/take-back"), NULL), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, at(r, "/my-reports/", id, "/take-back"), NULL));
	digest_without_numbers(r, now);
	assert_memory_equal(before, now, sizeof now);
}

static void ten_may_be_open_at_once(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *where = at(r, "/connections/", a_pair(r, &w), "/report");
	for (int i = 0; i < 10; i++)
		reported(r, w.ana, where);
	assert_int_equal(harness_post(r, where, "kind", "other", NULL), INVALID);
	assert_true(harness_fault(r, NULL, "many"));
}

static int64_t rows_of(struct req *r, const struct world *w, const char *person)
{
	struct reports_mine_list mine;
	struct decisions_of_list decisions;
	MUST(db_begin(r->db, false));
	MUST(reports_mine(r, person, w->harbor, &mine));
	MUST(decisions_of(r, person, &decisions));
	db_rollback(r->db);
	return (int64_t)(mine.n + decisions.n);
}

static void leaving_takes_along_what_one_told_and_what_was_decided(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *pair = a_pair(r, &w), *where = at(r, "/connections/", pair, "/report");
	const char *id = reported(r, w.ana, where);
	suspended(r, &w, pair, "suspended");
	assert_int_equal(rows_of(r, &w, w.sue), 1);
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, "/me/leave", NULL));
	assert_int_equal(rows_of(r, &w, w.sue), 0);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, HARBOR "/my-reports"));
	harness_says(r, "The person has left");
	as_cora(r, &w);
	MUST(harness_get(r, at(r, "/reports/", id, "")));
	harness_says(r, "omeone who has left");
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, "/me/leave", NULL));
	assert_int_equal(rows_of(r, &w, w.ana), 0);
	as_cora(r, &w);
	MUST(harness_get(r, HARBOR "/reports"));
	harness_says(r, "Nothing waits.");
}

HARNESS(each_ending_is_told_to_the_one_who_told, a_decision_against_somebody_needs_words_to_them_and_a_length,
	who_is_suspended_has_no_right_left_on_the_next_request, whose_membership_ended_cannot_come_back_in,
	who_was_decided_against_is_heard_by_somebody_else, an_end_that_is_taken_back_asks_for_the_house_rules_first,
	a_second_decision_neither_shortens_nor_opens_the_first,
	nobody_decides_about_what_they_told_unless_nobody_else_could, the_only_coordinator_is_not_shut_out,
	taken_back_while_open_nothing_of_it_is_kept, ten_may_be_open_at_once, leaving_takes_along_what_one_told_and_what_was_decided)

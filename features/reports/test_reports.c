/* Telling the coordinators about somebody: from every place where one sees them, carrying only what was ticked, never to the
 * one it is about; what is decided, and how the other is heard. */
#include "../connections/test_pair.h"
#include "encounters.h"
#include "reports.h"
#include "pages.h"
#include "queries.h"

const struct feature *const harness_features[] = {
	&people_feature, &communities_feature, &experiences_feature, &asks_feature, &matching_feature, &connections_feature,
	&encounters_feature, &reports_feature, NULL,
};

static const char *at(struct req *r, const char *path, const char *id, const char *end) { return arena_printf(&r->arena, HARBOR "%s%s%s", path, id, end); }
static const char *reported(struct req *r, const char *person, const char *where)
{
	struct reports_mine_list mine;
	harness_as(r, person, 0);
	r->now++;                       /* the newest is the one that was just sent */
	MUST(harness_post(r, where, "kind", "pressed", "words", "He rang at night, again and again", NULL));
	assert_string_equal(r->reply.location, HARBOR "/my-reports");
	MUST(db_begin(r->db, false));
	MUST(reports_mine(r, person, r->community.id, &mine));
	db_rollback(r->db);
	assert_true(mine.n > 0);
	return arena_str(&r->arena, mine.at[0].id);
}

static void give(struct req *r, const struct world *w, const char *person, const char *role)
{
	in_harbor(r, w, NULL);
	MUST(db_begin(r->db, true));
	MUST(communities_give_role(r, w->harbor, person, role, r->now - 1));
	MUST(db_commit(r->db));
}

static unsigned held(struct req *r, const struct world *w, const char *person)
{
	unsigned bits;
	MUST(db_begin(r->db, false));
	MUST(communities_may(r, w->harbor, person, &bits));
	db_rollback(r->db);
	return bits;
}

static void as_cora(struct req *r, const struct world *w) { harness_as(r, w->cora, 0); }

static void from_everywhere_one_sees_somebody(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *ask = ask_for(r, w.ana, false);
	const char *suggested = arena_printf(&r->arena, HARBOR "/asks/%s/people/%s/report", ask, w.sue);
	MUST(harness_get(r, suggested));
	harness_says(r, "Tell us about Sue");
	reported(r, w.ana, suggested);
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_get(r, arena_printf(&r->arena, HARBOR "/asks/%s/people/%s/report", ask, w.ben)), MISSING);   /* not suggested */
	assert_int_equal(harness_get(r, arena_printf(&r->arena, HARBOR "/asks/%s/people/%s/report", ask, w.ana)), MISSING);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/asks/%s/people", ask), "people", w.sue, NULL));
	MUST(harness_get(r, suggested));                                /* asked already */
	const char *proposal = waiting_for(r, w.sue);
	harness_as(r, w.sue, 0);
	reported(r, w.sue, at(r, "/proposals/", proposal, "/report"));
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_get(r, at(r, "/proposals/", proposal, "/report")), MISSING);
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, at(r, "/proposals/", proposal, "/yes"), NULL));
	const char *pair = led_to(r, "/connections/");
	reported(r, w.ana, at(r, "/connections/", pair, "/report"));
	harness_as(r, w.cora, 0);
	assert_int_equal(harness_get(r, at(r, "/connections/", pair, "/report")), MISSING);
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, at(r, "/asks/", ask, "/report")));         /* an ask, for who coordinates */
	MUST(harness_get(r, at(r, "/people/", w.ben, "/report")));
	reported(r, w.cora, at(r, "/people/", w.ben, "/report"));
	harness_as(r, w.cora, 0);
	assert_int_equal(harness_get(r, at(r, "/people/", w.cora, "/report")), MISSING);
	assert_int_equal(harness_get(r, at(r, "/people/", w.otto, "/report")), MISSING);
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_get(r, at(r, "/asks/", ask, "/report")), MISSING);
	assert_int_equal(harness_get(r, at(r, "/people/", w.ana, "/report")), MISSING);
	assert_int_equal(harness_get(r, at(r, "/offers/", ask, "/report")), MISSING);   /* no offer */
}

static void from_an_offer(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *id;
	in_harbor(r, &w, w.sue);
	MUST(db_begin(r->db, true));
	MUST(asks_open_one(r, &(struct asks_new_one){ .person = w.sue, .direction = "offer", .about = "A cup of tea", .kinds = 1, .soon = 1, .asked = r->now }, &id));
	MUST(db_commit(r->db));
	const char *where = at(r, "/offers/", id, "/report");
	harness_as(r, w.sue, 0);
	assert_int_equal(harness_get(r, where), MISSING);
	harness_as(r, w.otto, 0);
	assert_int_equal(harness_get(r, where), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, where));
	harness_says(r, "A cup of tea");
	MUST(harness_post(r, where, "kind", "other", "items", arena_printf(&r->arena, "ask-%s", id), NULL));
	MUST(harness_get(r, HARBOR "/my-reports"));
	harness_says(r, "Somebody will look at it.");
	harness_says_not(r, "Sue");
}

static void only_what_was_ticked_is_carried(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	tell_lived(r, w.sue, "lost_someone", "members");
	tell_lived(r, w.sue, "quit_drinking", "members");
	const char *pair = a_pair(r, &w), *where = at(r, "/connections/", pair, "/report");
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, at(r, "/connections/", pair, "/move-on"), "words", "You will hear from me", NULL));
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, where));
	harness_says(r, "You will hear from me");
	const char *code = after(r, "value=\"closing-", '"');
	assert_int_equal(harness_post(r, where, "kind", "pressed", "items", "closing-0000000000000000000000", NULL), INVALID);
	assert_true(harness_fault(r, "items", "changed"));
	assert_int_equal(harness_post(r, where, "words", "no kind", NULL), INVALID);
	assert_int_equal(harness_post(r, where, "kind", "nothing of the kind", NULL), INVALID);
	MUST(harness_post(r, where, "kind", "pressed", "words", "Please look at this", "items", arena_printf(&r->arena, "closing-%s", code), NULL));
	const char *bare = reported(r, w.ana, where);
	as_cora(r, &w);
	MUST(harness_get(r, at(r, "/reports/", bare, "")));
	harness_says_not(r, "You will hear from me");
	MUST(harness_get(r, HARBOR "/reports"));
	harness_says(r, "Ana about Sue");
	MUST(harness_get(r, at(r, "/reports/", after(r, HARBOR "/reports/", '"'), "")));      /* longest waiting first */
	harness_says(r, "Please look at this");
	harness_says(r, "You will hear from me");
	harness_says_not(r, "quit drinking");
	harness_says_not(r, "lost someone");
}

static void never_to_the_one_it_is_about(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *pair = a_pair(r, &w);
	give(r, &w, w.sue, "coordinator");
	const char *id = reported(r, w.ana, at(r, "/connections/", pair, "/report"));
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, HARBOR "/reports"));
	harness_says(r, "Nothing waits.");
	harness_says_not(r, "Ana");
	assert_int_equal(harness_get(r, at(r, "/reports/", id, "")), MISSING);
	assert_int_equal(harness_post(r, at(r, "/reports/", id, ""), "outcome", "nothing", NULL), MISSING);
	struct safe_html card;
	in_harbor(r, &w, w.sue);
	r->who.may = MAY_MEMBER | MAY_COORDINATOR;
	r->want = WANT_PAGE;
	MUST(db_begin(r->db, false));
	MUST(cards_html(r, "today", &card));
	db_rollback(r->db);
	assert_null(strstr(card.html, "Members told us something"));
	const char *others[] = { w.ana, w.ben };
	for (size_t i = 0; i < COUNT(others); i++) {
		harness_as(r, others[i], 0);
		assert_int_equal(harness_get(r, HARBOR "/reports"), MISSING);
		assert_int_equal(harness_get(r, at(r, "/reports/", id, "")), MISSING);
	}
	give(r, &w, w.ben, "supervisor");
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, at(r, "/reports/", id, "")));               /* about somebody who coordinates: supervisors read it too */
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, at(r, "/reports/", id, "")));
	const char *plain = reported(r, w.sue, at(r, "/connections/", pair, "/report"));
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_get(r, at(r, "/reports/", plain, "")), MISSING);
}

static void the_page_says_when_nobody_could_read_it(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *about_cora = NULL;
	in_harbor(r, &w, w.ana);
	const char *id;
	MUST(db_begin(r->db, true));
	MUST(connections_make(r, w.ana, w.cora, NULL, NULL, &id));
	MUST(db_commit(r->db));
	about_cora = at(r, "/connections/", id, "/report");
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, about_cora));
	harness_says(r, "nobody else coordinates here who could read it");
	reported(r, w.ana, about_cora);
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/reports"));
	harness_says_not(r, "Ana");
	give(r, &w, w.ben, "coordinator");
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, about_cora));
	harness_says_not(r, "nobody else coordinates here");
}

static void what_two_see_of_each_other_does_not_tell_of_a_report(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *pair = a_pair(r, &w), *page = at(r, "/connections/", pair, "");
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, page));
	const char *before = arena_str(&r->arena, harness_body(r));
	reported(r, w.ana, at(r, "/connections/", pair, "/report"));
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, page));
	assert_string_equal(before, harness_body(r));
	MUST(harness_get(r, HARBOR "/my-reports"));
	harness_says(r, "You have not told us anything.");
	MUST(harness_get(r, "/me/decisions"));
	harness_says(r, "Nothing was decided about you.");
	/* in the list of who has seen what is theirs, opening the way to a report is opening the page it begins on */
	for (size_t i = 0; i < reports_feature.n_routes; i++) {
		const struct route *x = &reports_feature.routes[i];
		if (!strstr(x->path, "/report") || str_begins(x->path, "/c/{c}/reports"))
			continue;
		bool same = false;
		for (size_t f = 0; harness_features[f]; f++)
			for (size_t k = 0; harness_features[f] != &reports_feature && k < harness_features[f]->n_routes; k++)
				same |= harness_features[f]->routes[k].shows && str_same(harness_features[f]->routes[k].shows->code, x->shows->code);
		assert_true(same);
	}
}

static void a_report_may_block_as_well(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *pair = a_pair(r, &w);
	bool apart;
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, at(r, "/connections/", pair, "/report"), "kind", "limit", "block", "1", NULL));
	in_harbor(r, &w, w.ana);
	MUST(db_begin(r->db, false));
	MUST(experiences_apart(r, w.sue, w.ana, &apart));
	db_rollback(r->db);
	assert_true(apart);
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, at(r, "/connections/", pair, "")));
	harness_says(r, "You no longer walk together");
}

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

static void taken_back_while_open_nothing_of_it_is_kept(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *pair = a_pair(r, &w);
	uint8_t before[32], now[32];
	harness_digest(r, before);
	const char *id = reported(r, w.ana, at(r, "/connections/", pair, "/report"));
	harness_as(r, w.sue, 0);
	assert_int_equal(harness_post(r, at(r, "/my-reports/", id, "/take-back"), NULL), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, at(r, "/my-reports/", id, "/take-back"), NULL));
	harness_digest(r, now);
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

HARNESS(from_everywhere_one_sees_somebody, from_an_offer, only_what_was_ticked_is_carried, never_to_the_one_it_is_about,
	the_page_says_when_nobody_could_read_it, what_two_see_of_each_other_does_not_tell_of_a_report, a_report_may_block_as_well,
	each_ending_is_told_to_the_one_who_told, a_decision_against_somebody_needs_words_to_them_and_a_length,
	who_is_suspended_has_no_right_left_on_the_next_request, whose_membership_ended_cannot_come_back_in,
	who_was_decided_against_is_heard_by_somebody_else, an_end_that_is_taken_back_asks_for_the_house_rules_first,
	nobody_decides_about_what_they_told_unless_nobody_else_could, the_only_coordinator_is_not_shut_out,
	taken_back_while_open_nothing_of_it_is_kept, ten_may_be_open_at_once, leaving_takes_along_what_one_told_and_what_was_decided)

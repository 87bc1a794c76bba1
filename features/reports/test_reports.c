/* Telling the coordinators about somebody: from every place where one sees them, carrying only what was ticked, never to the
 * one it is about. */
#include "test_reports_world.h"
#include "../groups/test_circle.h"

static void about_somebody_of_ones_group(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_group(r, w.ana, "open", ""), *ben = group_path(r, g, arena_printf(&r->arena, "/people/%s/report", w.ben));
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_get(r, ben), MISSING);         /* not in it yet */
	MUST(comes(r, g, w.ben));
	reported(r, w.ana, ben);
	MUST(harness_post(r, group_path(r, g, arena_printf(&r->arena, "/people/%s/block", w.ben)), NULL));
	MUST(harness_get(r, ben));                              /* also after keeping apart */
	assert_int_equal(harness_get(r, group_path(r, g, arena_printf(&r->arena, "/people/%s/report", w.ana))), MISSING);     /* oneself */
	harness_as(r, w.sue, 0);
	assert_int_equal(harness_get(r, ben), MISSING);
	assert_int_equal(harness_post(r, ben, "kind", "pressed", "words", "Something", NULL), MISSING);
}

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

static void open_pages_hear_of_a_report_but_never_those_of_whom_it_is_about(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	give(r, &w, w.sue, "coordinator");
	give(r, &w, w.ben, "supervisor");
	const char *all[] = { w.ana, w.ben, w.sue, w.cora };
	for (size_t k = 0; k < COUNT(all); k++)
		signed_in(r, all[k]);
	const char *id = reported(r, w.sue, at(r, "/people/", w.cora, "/report"));
	assert_true(hears(r, w.harbor, w.sue));
	assert_true(hears(r, w.harbor, w.ben));         /* about the team: who supervises */
	assert_false(hears(r, w.harbor, w.cora));
	assert_false(hears(r, w.harbor, w.ana));
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, at(r, "/my-reports/", id, "/take-back"), NULL));
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM tiding WHERE kind = 'report'"), 0);
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM tiding WHERE kind = 'today'"), 2);
	reported(r, w.sue, at(r, "/people/", w.ana, "/report"));
	assert_true(hears(r, w.harbor, w.cora));
	assert_false(hears(r, w.harbor, w.ben));        /* not about the team */
	assert_false(hears(r, w.harbor, w.ana));
}

HARNESS(about_somebody_of_ones_group, from_everywhere_one_sees_somebody, from_an_offer, only_what_was_ticked_is_carried, never_to_the_one_it_is_about,
	the_page_says_when_nobody_could_read_it, what_two_see_of_each_other_does_not_tell_of_a_report, a_report_may_block_as_well,
	open_pages_hear_of_a_report_but_never_those_of_whom_it_is_about)

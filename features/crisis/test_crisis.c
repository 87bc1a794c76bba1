/* A crisis plan in a crisis: only who was named, only with a reason, only for a day; the owner is told and can end it. */
#include "../documents/test_pages.h"
#include "crisis.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &documents_feature, &crisis_feature, NULL };

static const char *a_plan(struct req *r, struct world *w)
{
	*w = a_settled_world(r, 1);
	a_pair(r, w);
	const char *id = begin_page(r, w->ana, "crisis");
	write_part(r, id, "call", "My sister Rosa", "0");
	write_part(r, id, "not-call", "Not my uncle", "0");
	MUST(harness_post(r, page_at(r, id, "/openers"), "people", w->sue, NULL));
	return id;
}

static const char *plan_at(struct req *r, const char *id) { return arena_printf(&r->arena, HARBOR "/crisis-plans/%s", id); }

static const char *opened_by(struct req *r, const char *person, const char *id)
{
	harness_as(r, person, 0);
	MUST(harness_post(r, plan_at(r, id), "reason", "She does not answer the door", NULL));
	return arena_printf(&r->arena, HARBOR "/crisis-openings/%s", led_to(r, "/crisis-openings/"));
}

static void who_is_named_opens_it_with_a_reason_and_the_owner_is_told(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_plan(r, &w);
	struct record_read seen;
	harness_as(r, w.sue, 0);
	assert_int_equal(harness_get(r, shared_at(r, id)), MISSING);        /* not shared, only to be opened */
	MUST(harness_get(r, HARBOR "/crisis-plans"));
	harness_says(r, id);
	MUST(harness_get(r, HARBOR "/shared"));
	harness_says(r, "One person trusts you");
	MUST(harness_get(r, plan_at(r, id)));
	harness_says_not(r, "Rosa");
	assert_int_equal(harness_post(r, plan_at(r, id), NULL), INVALID);
	assert_int_equal(harness_post(r, plan_at(r, id), "reason", "because", NULL), INVALID);
	assert_true(harness_fault(r, "reason", "short"));
	const char *open = opened_by(r, w.sue, id);
	MUST(harness_get(r, open));
	harness_says(r, "My sister Rosa");
	assert_true(record_read_of(r, &seen));
	assert_string_equal(seen.record, "crisis_plan");
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, page_at(r, id, "/openers")));
	harness_says(r, "She does not answer the door");
	harness_says(r, "Sue");
}

static void nobody_else_opens_it(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_plan(r, &w), *open = opened_by(r, w.sue, id);
	const char *const others[] = { w.ben, w.cora, w.otto, w.ana, NULL };
	for (size_t i = 0; i < COUNT(others); i++) {
		harness_as(r, others[i], 0);
		assert_int_equal(harness_get(r, plan_at(r, id)), MISSING);
		assert_int_equal(harness_post(r, plan_at(r, id), "reason", "I would like to know", NULL), MISSING);
		assert_int_equal(harness_get(r, open), MISSING);
		if (!str_same(others[i], w.ana)) {
			assert_int_equal(harness_get(r, page_at(r, id, "/openers")), MISSING);
			assert_int_equal(harness_get(r, page_at(r, id, "/wallet")), MISSING);
			assert_int_equal(harness_get(r, page_at(r, id, "/one-page")), MISSING);
			assert_int_equal(harness_post(r, arena_printf(&r->arena, "%s/known", open), NULL), MISSING);
		}
	}
	harness_as(r, w.sue, 0);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, "%s/known", open), NULL), MISSING);
}

static void it_is_over_after_a_day_to_the_second(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_plan(r, &w), *open = opened_by(r, w.sue, id);
	int64_t began = r->now;
	r->now = began + 86399;
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, open));
	r->now = began + 86400;
	assert_int_equal(harness_get(r, open), MISSING);
	MUST(harness_get(r, plan_at(r, id)));           /* with a reason, once more */
}

static void a_right_taken_back_a_second_ago_is_none(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_plan(r, &w), *open = opened_by(r, w.sue, id);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, page_at(r, id, "/openers"), NULL));
	harness_as(r, w.sue, 0);
	assert_int_equal(harness_get(r, open), MISSING);
	assert_int_equal(harness_get(r, plan_at(r, id)), MISSING);
	assert_int_equal(harness_post(r, plan_at(r, id), "reason", "She does not answer", NULL), MISSING);
}

static void who_was_named_and_is_blocked_now_opens_nothing(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_plan(r, &w), *open = opened_by(r, w.sue, id);
	in_harbor(r, &w, w.ana);
	MUST(db_begin(r->db, true));
	MUST(experiences_keep_apart(r, w.sue));
	MUST(db_commit(r->db));
	harness_as(r, w.sue, 0);
	assert_int_equal(harness_get(r, open), MISSING);
	assert_int_equal(harness_get(r, plan_at(r, id)), MISSING);
	assert_int_equal(harness_post(r, plan_at(r, id), "reason", "She does not answer", NULL), MISSING);
}

static void the_owner_closes_it_again(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_plan(r, &w), *open = opened_by(r, w.sue, id);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, arena_printf(&r->arena, "%s/known", open), NULL));
	harness_as(r, w.sue, 0);
	assert_int_equal(harness_get(r, open), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, page_at(r, id, "/openers")));
	harness_says(r, "She does not answer the door");
}

static void only_a_crisis_plan_has_openers_and_only_people_of_the_list(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_plan(r, &w), *story = begin_page(r, w.ana, "story");
	assert_int_equal(harness_get(r, page_at(r, story, "/openers")), MISSING);
	assert_int_equal(harness_get(r, page_at(r, story, "/wallet")), MISSING);
	assert_int_equal(harness_post(r, page_at(r, story, "/openers"), "people", w.sue, NULL), MISSING);
	assert_int_equal(harness_post(r, page_at(r, id, "/openers"), "people", w.ben, NULL), INVALID);
	assert_true(harness_fault(r, "people", "choice"));
	MUST(harness_get(r, page_at(r, id, "")));
	harness_says(r, "Who may open it in a crisis");
	MUST(harness_get(r, page_at(r, story, "")));
	harness_says_not(r, "Who may open it in a crisis");
}

static enum status enter_long_ago(struct req *r)
{
	r->who.again_recently = false;
	return enter(r);
}

/* Who holds the unlocked phone of somebody cannot name themselves. */
static void who_may_open_it_is_said_with_the_password(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_plan(r, &w);
	harness_as(r, w.ana, 0);
	harness_enter = enter_long_ago;
	assert_int_equal(harness_get(r, page_at(r, id, "/openers")), DENIED);
	assert_true(r->needs_password);
	assert_int_equal(harness_post(r, page_at(r, id, "/openers"), NULL), DENIED);
	MUST(harness_get(r, page_at(r, id, "/wallet")));        /* in a crisis nobody looks for a password */
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, plan_at(r, id)));
}

static void on_paper_it_says_who_to_call_and_who_not(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_plan(r, &w);
	char *much = arena_take(&r->arena, 401);
	for (int i = 0; i < 400; i++)
		much[i] = i % 10 == 9 ? ' ' : 'a';
	write_part(r, id, "helps", much, "0");
	write_part(r, id, "ends", "When I sleep", "0");
	MUST(harness_get(r, page_at(r, id, "/wallet")));
	harness_says(r, "My sister Rosa");
	harness_says(r, "Not my uncle");
	harness_says(r, " …");
	harness_says_not(r, "When I sleep");
	MUST(harness_get(r, page_at(r, id, "/one-page")));
	harness_says(r, "When I sleep");
	harness_says(r, much + 380);
}

static void going_takes_it_along(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_plan(r, &w), *open = opened_by(r, w.sue, id), *why = NULL;
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, HARBOR "/leave-community", NULL));
	MUST(db_begin(r->db, true));
	MUST(tell(r, &people_left, w.sue));
	MUST(db_commit(r->db));
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, page_at(r, id, "/openers")));
	harness_says(r, "She does not answer the door");        /* what was done stays on record for its owner */
	harness_says_not(r, "Sue");
	MUST(db_begin(r->db, false));
	MUST(crisis_feature.checks[0].holds(r, &why));
	db_rollback(r->db);
	assert_null(why);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, page_at(r, id, "/remove"), NULL));
	assert_int_equal(harness_get(r, open), MISSING);
	MUST(harness_get(r, PAGES));
}

HARNESS(who_is_named_opens_it_with_a_reason_and_the_owner_is_told, nobody_else_opens_it, it_is_over_after_a_day_to_the_second,
	a_right_taken_back_a_second_ago_is_none, who_was_named_and_is_blocked_now_opens_nothing, the_owner_closes_it_again, only_a_crisis_plan_has_openers_and_only_people_of_the_list,
	who_may_open_it_is_said_with_the_password,
	on_paper_it_says_who_to_call_and_who_not, going_takes_it_along)

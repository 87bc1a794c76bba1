/* Legal holds: what is held does not go, neither with time nor when somebody leaves, and goes when the hold ends. */
#include "test_daily.h"
#include "mine.h"

#define WHY "The county court asks for it, 24-117"

static const char *person_path(struct req *r, const char *id) { return arena_printf(&r->arena, HARBOR "/people/%s/hold", id); }

static const char *the_hold(struct req *r, const struct world *w)
{
	struct holds_here_list rows;
	MUST(db_begin(r->db, false));
	MUST(holds_here(r, w->harbor, 10, &rows));
	db_rollback(r->db);
	assert_int_equal(rows.n, 1);
	return rows.at[0].id;
}

static size_t copies(struct req *r, const char *hold, const char **ret_one)
{
	struct copies_of_list rows;
	MUST(db_begin(r->db, false));
	MUST(copies_of(r, hold, &rows));
	db_rollback(r->db);
	*ret_one = rows.n ? rows.at[0].id : NULL;
	return rows.n;
}

static enum status note_key(void *context, const char *place, int64_t n)
{
	if (strcmp(place, "seal_key.owner") == 0)
		*(bool *)context = n;
	return OK;
}

static bool has_key(struct req *r, const char *owner)
{
	bool has = false;
	MUST(mine_held(r, owner, note_key, &has));
	return has;
}

static void end(struct req *r, const struct world *w, const char *hold)
{
	harness_as(r, w->cora, 0);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/holds/%s/end", hold), NULL));
}

static void of_a_person_nothing_goes_while_a_hold_lasts(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *meeting;
	a_walk_that_ended(r, &w, &meeting);
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, person_path(r, w.ana)));
	harness_says(r, "Keep for now: Ana");
	MUST(harness_post(r, person_path(r, w.ana), "reason", WHY, NULL));
	r->now += 4 * A_YEAR;
	a_daily_look(r);
	assert_int_equal(erased(r, &w, "agreements") + erased(r, &w, "meetings") + erased(r, &w, "asks"), 0);
	MUST(harness_get(r, HARBOR "/kept/holds"));
	harness_says(r, "Everything of Ana");
	harness_says(r, WHY);
	MUST(harness_get(r, HARBOR "/kept"));
	harness_says_not(r, "Everything of Ana");
	harness_says(r, "/kept/holds");
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, HARBOR "/kept"));
	harness_says_not(r, WHY);
	harness_says_not(r, "/kept/holds");
	end(r, &w, the_hold(r, &w));
	a_daily_look(r);
	assert_int_equal(erased(r, &w, "agreements") + erased(r, &w, "meetings") + erased(r, &w, "asks"), 3);
}

static void of_a_kind_nothing_goes_while_a_hold_lasts_and_other_kinds_do(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *meeting;
	a_walk_that_ended(r, &w, &meeting);
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, HARBOR "/kept/agreements/hold", "reason", WHY, NULL));
	r->now += 2 * A_YEAR;
	a_daily_look(r);
	assert_int_equal(erased(r, &w, "agreements"), 0);
	assert_int_equal(erased(r, &w, "asks"), 1);
	end(r, &w, the_hold(r, &w));
	a_daily_look(r);
	assert_int_equal(erased(r, &w, "agreements"), 1);
}

static void who_leaves_is_told_and_a_sealed_copy_stays_until_the_hold_ends(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *meeting, *one, *other;
	struct copy_get copy;
	a_walk_that_ended(r, &w, &meeting);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, "/me/leave"));
	harness_says_not(r, "What has to stay for now");
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, person_path(r, w.ana), "reason", WHY, NULL));
	const char *hold = the_hold(r, &w);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, "/me/leave"));
	harness_says(r, "What has to stay for now");
	harness_says(r, WHY);
	MUST(harness_get(r, HARBOR "/membership"));
	harness_says(r, WHY);
	MUST(harness_post(r, "/me/leave", NULL));
	assert_non_null(strstr(r->reply.notice, "A sealed copy"));
	assert_int_equal(copies(r, hold, &one), 1);
	MUST(db_begin(r->db, true));
	MUST(copy_get(r, one, &copy));
	assert_string_equal(copy.person, w.ana);
	assert_non_null(strstr(copy.content, "We laughed about ducks"));
	assert_non_null(strstr(copy.content, "One good thing a week"));
	assert_false(has_key(r, w.ana));        /* everything else went as ever */
	assert_true(has_key(r, one));
	db_rollback(r->db);
	/* who leaves without a hold leaves nothing */
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, "/me/leave", NULL));
	assert_non_null(strstr(r->reply.notice, "Nothing about you is kept"));
	assert_int_equal(copies(r, hold, &other), 1);
	end(r, &w, hold);
	assert_int_equal(copies(r, hold, &other), 0);
	MUST(db_begin(r->db, false));
	assert_false(has_key(r, one));
	db_rollback(r->db);
	all_checks_hold(r);
}

static void a_hold_of_a_kind_keeps_only_that_kind_of_who_leaves(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *meeting, *one;
	struct copy_get copy;
	a_walk_that_ended(r, &w, &meeting);
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, HARBOR "/kept/meetings/hold", "reason", WHY, NULL));
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, HARBOR "/leave-community", NULL));
	MUST(harness_post(r, "/me/leave", NULL));
	assert_int_equal(copies(r, the_hold(r, &w), &one), 2);
	MUST(db_begin(r->db, false));
	MUST(copy_get(r, one, &copy));
	assert_non_null(strstr(copy.content, "We laughed about ducks"));
	assert_null(strstr(copy.content, "One good thing a week"));
	db_rollback(r->db);
}

static enum status enter_without_the_password(struct req *r)
{
	r->who.again_recently = false;
	return enter(r);
}

static void only_a_coordinator_holds_with_a_reason_the_password_and_an_entry_in_the_log(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *const others[] = { w.ana, w.sue, w.otto, NULL };
	for (size_t k = 0; k < COUNT(others); k++) {
		harness_as(r, others[k], 0);
		assert_int_equal(harness_get(r, person_path(r, w.ben)), MISSING);
		assert_int_equal(harness_post(r, person_path(r, w.ben), "reason", WHY, NULL), MISSING);
		assert_int_equal(harness_post(r, HARBOR "/kept/meetings/hold", "reason", WHY, NULL), MISSING);
		assert_int_equal(harness_get(r, HARBOR "/kept/holds"), MISSING);
	}
	harness_as(r, w.cora, 0);
	assert_int_equal(harness_post(r, person_path(r, w.ben), "reason", "short", NULL), INVALID);
	assert_int_equal(harness_post(r, person_path(r, w.otto), "reason", WHY, NULL), MISSING);
	harness_enter = enter_without_the_password;
	assert_int_equal(harness_post(r, person_path(r, w.ben), "reason", WHY, NULL), DENIED);
	assert_true(r->needs_password);
	harness_enter = enter;
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, person_path(r, w.ben), "reason", WHY, NULL));
	assert_int_equal(harness_post(r, person_path(r, w.ben), "reason", WHY, NULL), INVALID);
	assert_true(harness_fault(r, NULL, "held"));
	const char *hold = the_hold(r, &w);
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, HARBOR "/holds/%s/end", hold), NULL), MISSING);
	MUST(harness_get(r, "/me/seen"));
	harness_says(r, "Said that your records must not be erased for now");
	end(r, &w, hold);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, HARBOR "/holds/%s/end", hold), NULL), MISSING);
}

HARNESS(of_a_person_nothing_goes_while_a_hold_lasts, of_a_kind_nothing_goes_while_a_hold_lasts_and_other_kinds_do,
	who_leaves_is_told_and_a_sealed_copy_stays_until_the_hold_ends, a_hold_of_a_kind_keeps_only_that_kind_of_who_leaves,
	only_a_coordinator_holds_with_a_reason_the_password_and_an_entry_in_the_log)

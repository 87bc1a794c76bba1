/* Weights: how they become shares of 1000, that definition and index both use them, what coordinators may do with them. */
#include "test_matching_world.h"
#include "test_fit_world.h"
#include "weights.h"

static int64_t sum_of(const struct fit_weights *w)
{
	return w->experience + w->support_with + w->interests + w->hours + w->way + w->wishes + w->room;
}

static void weights_become_shares_of_1000(void **state)
{
	struct fit_weights w;
	struct fit_dice d = { 71 };
	(void)state;
	assert_true(fit_weights_scale((const int64_t[]){ 450, 100, 90, 120, 80, 110, 50 }, &w));
	assert_memory_equal(&w, &fit_weights_first, sizeof w);
	assert_true(fit_weights_scale((const int64_t[]){ 1, 1, 1, 0, 0, 0, 0 }, &w));
	assert_int_equal(w.experience, 334);
	assert_int_equal(w.support_with, 333);
	assert_int_equal(w.interests, 333);
	assert_int_equal(w.hours, 0);
	for (int turn = 0; turn < 3000; turn++) {
		int64_t given[FIT_PARTS];
		for (int k = 0; k < FIT_PARTS; k++)
			given[k] = fit_below(&d, 3) ? fit_below(&d, 1 + fit_below(&d, FIT_WEIGHT_MAX + 1)) : 0;
		given[turn % FIT_PARTS] = 1;
		assert_true(fit_weights_scale(given, &w));
		assert_int_equal(sum_of(&w), FIT_POINTS);
	}
}

static void weights_that_cannot_be_shared_out_are_refused(void **state)
{
	struct fit_weights w = fit_weights_first;
	(void)state;
	assert_false(fit_weights_scale((const int64_t[FIT_PARTS]){ 0 }, &w));
	assert_false(fit_weights_scale((const int64_t[]){ 10, -1, 10, 10, 10, 10, 10 }, &w));
	assert_false(fit_weights_scale((const int64_t[]){ 10, FIT_WEIGHT_MAX + 1, 10, 10, 10, 10, 10 }, &w));
	assert_memory_equal(&w, &fit_weights_first, sizeof w);
}

static struct fit_weights some_weights(struct fit_dice *d)
{
	struct fit_weights w;
	int64_t given[FIT_PARTS] = { 0 };
	for (int k = 0; k < FIT_PARTS; k++)
		given[k] = fit_below(d, 3) ? fit_below(d, FIT_WEIGHT_MAX + 1) : 0;
	given[fit_below(d, FIT_PARTS)] += given[0] == FIT_WEIGHT_MAX ? 0 : 1;
	assert_true(fit_weights_scale(given, &w));
	return w;
}

static void with_any_weights_the_index_finds_what_the_definition_finds(void **state)
{
	enum { N = 2500, MOST = 20 };
	struct arena a = { .cap = 1 << 28 };
	struct fit_dice d = { 72 };
	struct fit_found plain[MOST], quick[MOST];
	(void)state;
	struct fit_supporter *all = ARENA_ARRAY(&a, N, struct fit_supporter);
	for (uint32_t j = 0; j < N; j++)
		all[j] = fit_a_supporter(&d, 1);
	struct fit_index *x = fit_index_new(&a, all, N);
	struct fit_search *search = fit_search_new(&a, x);
	for (int turn = 0; turn < 600; turn++) {
		struct fit_weights w = some_weights(&d);
		struct fit_seeker s = fit_a_seeker(&d, 1);
		s.weights = &w;
		for (size_t k = 0; k < s.n_tags; k++)
			s.tag[k].points = (uint16_t)(s.tag[k].points * w.experience / 450);
		size_t n = 1 + fit_below(&d, MOST), n_plain = fit_best_plainly(&s, all, N, n, plain);
		assert_int_equal(fit_best(x, search, &s, n, quick), n_plain);
		for (size_t k = 0; k < n_plain; k++) {
			assert_int_equal(plain[k].number, quick[k].number);
			assert_int_equal(plain[k].score, quick[k].score);
			struct fit_parts p = fit_parts(&s, &all[plain[k].number]);
			assert_true(p.experience <= w.experience && p.support_with <= w.support_with && p.interests <= w.interests && p.hours <= w.hours);
			assert_true(p.way <= w.way && p.wishes <= w.wishes && p.room <= w.room);
		}
	}
	arena_end(&a);
}

/* ---- the page ---- */

#define FIT HARBOR "/waiting/fit"

static void as_coordinator(struct req *r, const struct world *w) { harness_as(r, w->cora, 0); }

static void what_is_tried_changes_nothing_and_what_is_used_changes_the_order(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *una = with_room(r, &w, "Una"), *vito = with_room(r, &w, "Vito");
	tell_lived(r, w.ana, "lost_someone", "members");
	tell_lived(r, una, "lost_someone", "members");
	harness_as(r, vito, 0);
	MUST(harness_post(r, HARBOR "/about-me/week", "week", "1-18", "week", "2-18", "week", "3-18", "version", "0", NULL));
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, HARBOR "/about-me/week", "week", "1-18", "week", "2-18", "week", "3-18", "version", "0", NULL));
	assert_string_equal(names(r, &w, w.ana, (struct look){ 0 }), "Una Vito");
	as_coordinator(r, &w);
	MUST(harness_get(r, FIT "?experience=0&support_with=0&hours=500"));
	harness_says(r, "Nothing is changed yet");
	harness_says(r, "name=\"hours\" value=\"500\"");
	assert_string_equal(names(r, &w, w.ana, (struct look){ 0 }), "Una Vito");
	as_coordinator(r, &w);
	MUST(harness_post(r, FIT, "experience", "0", "support_with", "0", "hours", "500", "version", "0", NULL));
	assert_string_equal(names(r, &w, w.ana, (struct look){ 0 }), "Vito Una");
	/* what was left out stayed: 90 + 500 + 80 + 110 + 50 are all that counts now */
	as_coordinator(r, &w);
	MUST(harness_get(r, FIT));
	harness_says(r, "value=\"500\"");
	harness_says(r, "value=\"110\"");
	harness_says_not(r, "Use these");
}

static void the_invented_people_move_when_numbers_do(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	as_coordinator(r, &w);
	MUST(harness_get(r, FIT));
	harness_says(r, "people we invented");
	harness_says_not(r, ">higher<");
	MUST(harness_get(r, FIT "?experience=0&support_with=0"));
	harness_says(r, ">higher<");
	harness_says(r, ">lower<");
	harness_says(r, "Use these");
}

static void numbers_that_say_nothing_are_refused_in_words(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	as_coordinator(r, &w);
	static const char none[] = "?experience=0&support_with=0&interests=0&hours=0&way=0&wishes=0&room=0";
	assert_int_equal(harness_get(r, arena_printf(&r->arena, FIT "%s", none)), INVALID);
	assert_true(harness_fault(r, NULL, "zero"));
	assert_int_equal(harness_post(r, FIT, "experience", "0", "support_with", "0", "interests", "0", "hours", "0", "way", "0", "wishes", "0",
				      "room", "0", "version", "0", NULL), INVALID);
	assert_true(harness_fault(r, NULL, "zero"));
	assert_int_equal(harness_post(r, FIT, "hours", "-1", "version", "0", NULL), INVALID);
	assert_true(harness_fault(r, "hours", "small"));
	assert_int_equal(harness_post(r, FIT, "hours", "1001", "version", "0", NULL), INVALID);
	assert_true(harness_fault(r, "hours", "large"));
	assert_int_equal(harness_post(r, FIT, "hours", "much", "version", "0", NULL), INVALID);
	assert_true(harness_fault(r, "hours", "number"));
	struct fit_weights now;
	in_harbor(r, &w, w.cora);
	MUST(weights_of(r, &now));
	assert_memory_equal(&now, &fit_weights_first, sizeof now);
}

static void of_two_who_change_them_at_once_the_second_is_told(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	as_coordinator(r, &w);
	MUST(harness_post(r, FIT, "hours", "200", "version", "0", NULL));
	assert_int_equal(harness_post(r, FIT, "hours", "300", "version", "0", NULL), CONFLICT);
	assert_int_equal(harness_post(r, FIT, "hours", "300", NULL), CONFLICT);
	MUST(harness_post(r, FIT, "hours", "300", "version", "1", NULL));
}

static void only_coordinators_see_and_change_them(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *others[] = { w.ana, w.sue, NULL };
	for (size_t i = 0; i < COUNT(others); i++) {
		harness_as(r, others[i], 0);
		assert_int_equal(harness_get(r, FIT), MISSING);
		assert_int_equal(harness_post(r, FIT, "hours", "200", "version", "0", NULL), MISSING);
	}
}

HARNESS(weights_become_shares_of_1000, weights_that_cannot_be_shared_out_are_refused,
	with_any_weights_the_index_finds_what_the_definition_finds, what_is_tried_changes_nothing_and_what_is_used_changes_the_order,
	the_invented_people_move_when_numbers_do, numbers_that_say_nothing_are_refused_in_words,
	of_two_who_change_them_at_once_the_second_is_told, only_coordinators_see_and_change_them)

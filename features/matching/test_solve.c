/* The solver against trying everything, against known answers, and against its own proof. */
#include "solve/test_solve.h"

#define STRICT ((struct solve_waiting){ .strict = true })
#define POINTS(n, from) ((struct solve_waiting){ .points = (n), .guarantee = (from) })

static void hold_against_trying(struct shape most, struct solve_waiting waiting, uint64_t seed, int lists)
{
	struct dice d = { seed };
	for (int k = 0; k < lists; k++) {
		struct arena a = { 0 };
		struct solve_list l = list_of(&a, &d, most);
		struct solve_result r = solved(&a, &l, &(struct solve_how){ .waiting = waiting });
		struct value best = best_by_trying(&a, &l, &waiting), got = value_of(&l, &waiting, &r);
		if (!same(best, got))
			fail_msg("list %d: %lld people, %lld, %lld instead of %lld, %lld, %lld", k, (long long)got.proposed, (long long)got.waiting,
				 (long long)got.rest, (long long)best.proposed, (long long)best.waiting, (long long)best.rest);
		arena_end(&a);
	}
}

static const struct shape few = { .people = 6, .supporters = 4, .most_pairs = 5, .capacity = 4, .bands = 3, .scores = 1000 };
static const struct shape tied = { .people = 7, .supporters = 4, .most_pairs = 4, .capacity = 2, .bands = 1, .scores = 2 };
static const struct shape scarce = { .people = 8, .supporters = 4, .most_pairs = 3, .capacity = 1, .bands = 15, .scores = 30 };
static const struct shape wide = { .people = 5, .supporters = 9, .most_pairs = 7, .capacity = 1, .bands = 65535, .scores = 5 };

static void strict_waiting_finds_what_trying_everything_finds(void **state)
{
	(void)state;
	hold_against_trying(few, STRICT, 101, 3000);
	hold_against_trying(tied, STRICT, 102, 2000);
	hold_against_trying(scarce, STRICT, 103, 2000);
	hold_against_trying(wide, STRICT, 104, 2000);
}

static void waiting_in_points_finds_what_trying_everything_finds(void **state)
{
	(void)state;
	hold_against_trying(few, POINTS(25, UINT32_MAX), 201, 2000);
	hold_against_trying(tied, POINTS(1, UINT32_MAX), 202, 1500);
	hold_against_trying(scarce, POINTS(25, 13), 203, 1500);
	hold_against_trying(scarce, POINTS(0, UINT32_MAX), 204, 1000);
	hold_against_trying(wide, POINTS(1000000, 3), 205, 1500);
	hold_against_trying(few, POINTS(400, 0), 206, 1000);
}

/* Too large for trying: the proof is all there is, and solved() asks for it. */
static void larger_lists_are_proven(void **state)
{
	static const struct shape most[] = {
		{ 400, 40, 12, 12, 15, 1000 }, { 300, 200, 20, 2, 4, 3 }, { 500, 3, 3, 300, 15, 1 }, { 200, 300, 40, 1, 65535, 1000 },
	};
	struct dice d = { 301 };
	(void)state;
	for (int k = 0; k < 120; k++) {
		struct arena a = { 0 };
		struct solve_list l = list_of(&a, &d, most[k % 4]);
		solved(&a, &l, &(struct solve_how){ .waiting = STRICT });
		solved(&a, &l, &(struct solve_how){ .waiting = POINTS(25, 13) });
		arena_end(&a);
	}
}

/* Everybody waits as long as everybody else and fits everybody as well. */
static void nothing_but_ties_ends_soon(void **state)
{
	enum { PEOPLE = 3000, SUPPORTERS = 50, EACH = 20 };
	struct arena a = { 0 };
	struct solve_list l = { .people = PEOPLE, .supporters = SUPPORTERS };
	(void)state;
	l.capacity = ARENA_ARRAY(&a, SUPPORTERS, uint32_t);
	l.band = ARENA_ARRAY(&a, PEOPLE, uint16_t);
	l.row = ARENA_ARRAY(&a, PEOPLE + 1, uint32_t);
	l.pair = ARENA_ARRAY(&a, PEOPLE * EACH, uint32_t);
	for (uint32_t j = 0; j < SUPPORTERS; j++)
		l.capacity[j] = 7;
	for (uint32_t i = 0; i < PEOPLE; i++) {
		for (uint32_t k = 0; k < EACH; k++)
			l.pair[i * EACH + k] = solve_pair((i * 7 + k * 3) % SUPPORTERS, 500);
		l.row[i + 1] = (i + 1) * EACH;
	}
	struct solve_result r = solved(&a, &l, &(struct solve_how){ .waiting = STRICT });
	assert_int_equal(r.proposed, SUPPORTERS * 7);
	arena_end(&a);
}

static void lists_at_the_edges_are_solved(void **state)
{
	struct arena a = { 0 };
	uint32_t none[1] = { 0 }, rows[3] = { 0, 1, 2 }, pairs[2] = { solve_pair(0, 1), solve_pair(0, 1000) };
	uint32_t huge[1] = { UINT32_MAX }, nothing[1] = { 0 }, one[1] = { 1 };
	uint16_t band[2] = { 0, UINT16_MAX };
	(void)state;
	struct solve_how how = { .waiting = STRICT };
	struct solve_list empty = { .row = none };
	assert_int_equal(solved(&a, &empty, &how).proposed, 0);
	struct solve_list l = { .people = 2, .supporters = 1, .capacity = huge, .band = band, .row = rows, .pair = pairs };
	assert_int_equal(solved(&a, &l, &how).score_sum, 1001);
	l.capacity = nothing;
	assert_int_equal(solved(&a, &l, &how).proposed, 0);
	l.capacity = one;
	assert_int_equal(solved(&a, &l, &how).band_sum, UINT16_MAX);
	arena_end(&a);
}

/* A chain in which one band is bought with the scores of many supporters: what comes first must outweigh it however long. */
static void one_band_outweighs_any_sum_of_scores(void **state)
{
	enum { LINKS = 400 };
	struct arena a = { 0 };
	struct solve_list l = { .people = LINKS + 1, .supporters = LINKS };
	uint32_t n = 0;
	(void)state;
	l.capacity = ARENA_ARRAY(&a, LINKS, uint32_t);
	l.band = ARENA_ARRAY(&a, LINKS + 1, uint16_t);
	l.row = ARENA_ARRAY(&a, LINKS + 2, uint32_t);
	l.pair = ARENA_ARRAY(&a, 2 * (LINKS + 1), uint32_t);
	/* person i fits supporter i perfectly and i + 1 badly; the last one, who waited no longer than a band more, only 0 */
	for (uint32_t i = 0; i < LINKS; i++) {
		l.capacity[i] = 1;
		l.pair[n++] = solve_pair(i, 1000);
		if (i + 1 < LINKS)
			l.pair[n++] = solve_pair(i + 1, 1);
		l.row[i + 1] = n;
		l.band[i] = i + 1 == LINKS ? 0 : 1;
	}
	l.pair[n++] = solve_pair(0, 1);
	l.row[LINKS + 1] = n;
	l.band[LINKS] = 1;
	struct solve_result r = solved(&a, &l, &(struct solve_how){ .waiting = STRICT });
	assert_int_equal(r.proposed, LINKS);
	assert_int_equal(r.band_sum, LINKS);
	assert_int_equal(r.score_sum, LINKS);
	r = solved(&a, &l, &(struct solve_how){ .waiting = POINTS(1000, UINT32_MAX) });
	assert_int_equal(r.score_sum, 1000 * LINKS);
	arena_end(&a);
}

static void the_same_list_has_the_same_answer_each_time(void **state)
{
	struct dice d = { 401 };
	struct arena a = { 0 };
	(void)state;
	struct solve_list l = list_of(&a, &d, (struct shape){ 500, 60, 12, 6, 15, 20 });
	struct solve_how how = { .waiting = STRICT };
	struct solve_result one = solved(&a, &l, &how), two = solved(&a, &l, &how);
	assert_memory_equal(one.supporter, two.supporter, l.people * sizeof *one.supporter);
	arena_end(&a);
}

/* ---- ending early ---- */

struct patience { int left; struct solve_progress last; };

static bool until_patience_ends(void *context, const struct solve_progress *now)
{
	struct patience *p = context;
	assert_true(now->round <= now->rounds);
	p->last = *now;
	return p->left-- > 0;
}

static void ended_early_it_gives_what_it_has_and_says_how_far_it_may_be(void **state)
{
	struct dice d = { 501 };
	struct arena a = { 0 };
	(void)state;
	struct solve_list l = list_of(&a, &d, (struct shape){ 600, 60, 12, 12, 15, 1000 });
	struct solve_how how = { .waiting = STRICT };
	struct solve_result best = solved(&a, &l, &how);
	assert_true(best.proposed > 10);
	for (int patience = 0; patience < 8; patience++) {
		struct patience p = { .left = patience };
		how.go_on = until_patience_ends;
		how.context = &p;
		struct solve_result r = solved(&a, &l, &how);
		assert_true(r.ended_early);
		assert_true(r.gap >= 0);
		assert_true(r.proposed <= best.proposed);
		assert_true(r.proposed >= best.proposed / 2);   /* nobody is left who knows of a free place */
	}
	arena_end(&a);
}

static void waiting_that_leaves_64_bits_is_refused(void **state)
{
	enum { PEOPLE = 70000 };
	struct arena a = { 0 };
	struct solve_result r;
	const char *why = NULL;
	(void)state;
	struct solve_list l = { .people = PEOPLE, .supporters = PEOPLE - 5000 };
	l.capacity = ARENA_ARRAY(&a, l.supporters, uint32_t);
	l.band = ARENA_ARRAY(&a, PEOPLE, uint16_t);
	l.row = ARENA_ARRAY(&a, PEOPLE + 1, uint32_t);
	l.pair = ARENA_ARRAY(&a, PEOPLE, uint32_t);
	for (uint32_t i = 0; i < PEOPLE; i++) {
		l.capacity[i % l.supporters] = 1;
		l.band[i] = UINT16_MAX;
		l.row[i + 1] = i + 1;
		l.pair[i] = solve_pair(i % l.supporters, 1);
	}
	struct solve_how how = { .waiting = POINTS(SOLVE_POINTS_MAX, 0) };
	assert_int_equal(solve(&a, &l, &how, &r, &why), INVALID);
	assert_non_null(why);
	how.waiting = STRICT;
	assert_int_equal(solved(&a, &l, &how).proposed, l.supporters);
	arena_end(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(strict_waiting_finds_what_trying_everything_finds),
		cmocka_unit_test(waiting_in_points_finds_what_trying_everything_finds),
		cmocka_unit_test(larger_lists_are_proven),
		cmocka_unit_test(nothing_but_ties_ends_soon),
		cmocka_unit_test(lists_at_the_edges_are_solved),
		cmocka_unit_test(one_band_outweighs_any_sum_of_scores),
		cmocka_unit_test(the_same_list_has_the_same_answer_each_time),
		cmocka_unit_test(ended_early_it_gives_what_it_has_and_says_how_far_it_may_be),
		cmocka_unit_test(waiting_that_leaves_64_bits_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

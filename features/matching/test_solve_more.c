/* After answers, and among all pairs: held against solving plain lists that say the same. */
#include "solve/test_solve.h"

#define STRICT ((struct solve_waiting){ .strict = true })
#define POINTS(n, from) ((struct solve_waiting){ .points = (n), .guarantee = (from) })

/* ---- after people have answered ---- */

struct answered { uint32_t *kept; struct solve_refusal *refused; size_t n_refused; };

/* Of those who have a proposal some say no, some yes; the rest has not answered. */
static struct answered answer(struct arena *a, struct dice *d, const struct solve_list *l, const struct solve_result *r, uint32_t no_of_ten)
{
	struct answered x = { ARENA_ARRAY(a, l->people, uint32_t), ARENA_ARRAY(a, l->people, struct solve_refusal), 0 };
	for (uint32_t i = 0; i < l->people; i++) {
		x.kept[i] = r->supporter[i];
		if (x.kept[i] != SOLVE_NOBODY && below(d, 10) < no_of_ten) {
			x.refused[x.n_refused++] = (struct solve_refusal){ i, x.kept[i] };
			x.kept[i] = SOLVE_NOBODY;
		}
	}
	return x;
}

/* The same said plainly: whoever keeps a place knows of no other, what was refused is not in the list. */
static struct solve_list plainly(struct arena *a, const struct solve_list *l, const struct answered *x)
{
	struct solve_list p = *l;
	size_t at = 0;
	p.row = ARENA_ARRAY(a, (size_t)l->people + 1, uint32_t);
	p.pair = ARENA_ARRAY(a, l->row[l->people], uint32_t);
	p.capacity = ARENA_ARRAY(a, l->supporters, uint32_t);
	for (uint32_t j = 0; j < l->supporters; j++)
		p.capacity[j] = l->capacity[j];
	for (uint32_t i = 0; i < l->people; i++) {
		p.row[i + 1] = p.row[i];
		bool no = at < x->n_refused && x->refused[at].person == i;
		for (uint32_t e = l->row[i]; x->kept[i] == SOLVE_NOBODY && e < l->row[i + 1]; e++)
			if (!no || solve_pair_supporter(l->pair[e]) != x->refused[at].supporter)
				p.pair[p.row[i + 1]++] = l->pair[e];
		at += no;
		if (x->kept[i] != SOLVE_NOBODY)
			p.capacity[x->kept[i]]--;
	}
	return p;
}

static void try_answers(struct shape most, struct solve_waiting waiting, bool trying, int lists, uint64_t seed)
{
	struct dice d = { seed };
	for (int k = 0; k < lists; k++) {
		struct arena a = { 0 };
		struct solve_list l = list_of(&a, &d, most);
		struct solve_how how = { .waiting = waiting };
		struct solve_result r = solved(&a, &l, &how), again;
		struct answered x = answer(&a, &d, &l, &r, 4);
		struct solve_list rest = plainly(&a, &l, &x);
		struct solve_answers answers = { x.kept, x.n_refused, x.refused };
		const char *why = NULL;
		how.before = k % 2 ? &r : NULL;
		assert_int_equal(solve_rest(&a, &l, &answers, &how, &again, &why), OK);
		struct solve_result plain = again;
		plain.supporter = ARENA_ARRAY(&a, l.people, uint32_t);
		for (uint32_t i = 0; i < l.people; i++) {
			if (x.kept[i] != SOLVE_NOBODY) {
				assert_int_equal(again.supporter[i], x.kept[i]);
				assert_int_equal(again.score[i], r.score[i]);
			}
			plain.supporter[i] = x.kept[i] == SOLVE_NOBODY ? again.supporter[i] : SOLVE_NOBODY;
		}
		how.before = NULL;
		struct solve_result reference = solved(&a, &rest, &how);
		assert_true(same(value_of(&rest, &waiting, &plain), value_of(&rest, &waiting, &reference)));
		if (trying)
			assert_true(same(value_of(&rest, &waiting, &plain), best_by_trying(&a, &rest, &waiting)));
		for (size_t n = 0; n < x.n_refused; n++)
			assert_true(again.supporter[x.refused[n].person] != x.refused[n].supporter);
		assert_true(again.gap == 0);
		struct value all = value_of(&l, &waiting, &again);
		assert_int_equal(all.proposed, again.proposed);
		arena_end(&a);
	}
}

static void what_was_kept_stays_and_the_rest_is_solved_exactly(void **state)
{
	(void)state;
	try_answers((struct shape){ 7, 4, 4, 3, 3, 1000 }, STRICT, true, 1500, 11);
	try_answers((struct shape){ 7, 4, 4, 2, 15, 3 }, POINTS(25, 13), true, 1500, 12);
	try_answers((struct shape){ 300, 40, 12, 12, 15, 1000 }, STRICT, false, 60, 13);
	try_answers((struct shape){ 300, 100, 12, 3, 15, 10 }, POINTS(25, UINT32_MAX), false, 60, 14);
}

static void a_kept_pair_needs_neither_the_list_nor_a_place(void **state)
{
	struct arena a = { 0 };
	uint32_t rows[] = { 0, 1, 2, 3 }, pairs[] = { solve_pair(0, 5), solve_pair(0, 9), solve_pair(1, 9) };
	uint32_t capacity[] = { 1, 0 }, kept[] = { SOLVE_NOBODY, SOLVE_NOBODY, 0 };
	uint16_t band[] = { 0, 0, 3 };
	struct solve_list l = { 3, 2, capacity, band, rows, pairs };
	struct solve_result r;
	const char *why = NULL;
	(void)state;
	struct solve_answers answers = { .kept = kept };
	struct solve_how how = { .waiting = STRICT };
	assert_int_equal(solve_rest(&a, &l, &answers, &how, &r, &why), OK);
	assert_int_equal(r.proposed, 1);        /* the pair is not in the list, and stays; its place is taken */
	assert_int_equal(r.score[2], 0);
	kept[0] = 0;
	assert_int_equal(solve_rest(&a, &l, &answers, &how, &r, &why), OK);
	assert_int_equal(r.proposed, 2);        /* one more than there is room for now: nobody loses what they were told */
	arena_end(&a);
}

/* Prices of another list altogether change nothing but the time. */
static void old_prices_change_no_answer(void **state)
{
	struct dice d = { 21 };
	(void)state;
	for (int k = 0; k < 200; k++) {
		struct arena a = { 0 };
		struct solve_list l = list_of(&a, &d, (struct shape){ 120, 30, 8, 4, 15, 1000 });
		struct solve_how how = { .waiting = STRICT };
		struct solve_result one = solved(&a, &l, &how);
		struct solve_result wild = { .price = ARENA_ARRAY(&a, l.supporters, int64_t), .first = 1 + below(&d, 1000000) };
		for (uint32_t j = 0; j < l.supporters; j++)
			wild.price[j] = (int64_t)below(&d, 1u << 30) << below(&d, 12);
		how.before = &wild;
		struct solve_result two = solved(&a, &l, &how);
		assert_int_equal(one.proposed, two.proposed);
		assert_int_equal(one.band_sum, two.band_sum);
		assert_int_equal(one.score_sum, two.score_sum);
		arena_end(&a);
	}
}

/* ---- among all pairs ---- */

struct known { const struct solve_list *all; int asked; };

static int falls(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return x < y ? 1 : x > y ? -1 : 0;
}

static size_t find_among_all(void *context, uint32_t person, const int64_t *price, int64_t gain, uint32_t *to, size_t most)
{
	struct known *k = context;
	uint32_t good[64];
	size_t n = 0;
	k->asked++;
	for (uint32_t e = k->all->row[person]; e < k->all->row[person + 1]; e++)
		if ((int64_t)solve_pair_score(k->all->pair[e]) - price[solve_pair_supporter(k->all->pair[e])] > gain)
			good[n++] = k->all->pair[e];
	if (n)
		qsort(good, n, sizeof *good, falls);
	n = n < most ? n : most;
	if (n)
		memcpy(to, good, n * sizeof *good);
	return n;
}

/* Of each row only the first few. */
static struct solve_list first_of(struct arena *a, const struct solve_list *l, uint32_t few)
{
	struct solve_list x = *l;
	x.row = ARENA_ARRAY(a, (size_t)l->people + 1, uint32_t);
	x.pair = ARENA_ARRAY(a, (size_t)l->people * few, uint32_t);
	for (uint32_t i = 0; i < l->people; i++) {
		x.row[i + 1] = x.row[i];
		for (uint32_t e = l->row[i]; e < l->row[i + 1] && e < l->row[i] + few; e++)
			x.pair[x.row[i + 1]++] = l->pair[e];
	}
	return x;
}

static void few_pairs_and_their_prices_find_the_best_among_all(void **state)
{
	struct dice d = { 31 };
	int fewer = 0;
	(void)state;
	for (int k = 0; k < 150; k++) {
		struct arena a = { 0 };
		struct solve_list all = list_of(&a, &d, (struct shape){ 150, 40, 40, 5, 15, k % 3 ? 1000 : 4 });
		struct solve_list few = first_of(&a, &all, 2);
		struct known known = { &all, 0 };
		struct solve_how how = { .waiting = k % 2 ? STRICT : POINTS(25, 13) };
		struct solve_finder finder = { find_among_all, &known, 3, 1000 };
		struct solve_result best = solved(&a, &all, &how), got;
		uint32_t pairs = 0;
		bool complete = false;
		const char *why = NULL;
		assert_int_equal(solve_all_pairs(&a, &few, &how, &finder, &got, &complete, &pairs, &why), OK);
		assert_true(complete);
		assert_int_equal(got.proposed, best.proposed);
		assert_true(same(value_of(&all, &how.waiting, &got), value_of(&all, &how.waiting, &best)));
		assert_null(solve_wrong(&a, &all, &how.waiting, &got));         /* the prices are a proof for the whole */
		fewer += pairs < all.row[all.people];
		finder.passes = 0;
		known.asked = 0;
		assert_int_equal(solve_all_pairs(&a, &few, &how, &finder, &got, &complete, &pairs, &why), OK);
		assert_true(!complete && known.asked == 0);     /* nothing is claimed that was not looked for */
		arena_end(&a);
	}
	assert_true(fewer > 100);
}

static size_t find_nonsense(void *context, uint32_t person, const int64_t *price, int64_t gain, uint32_t *to, size_t most)
{
	(void)context, (void)person, (void)price, (void)gain;
	for (size_t k = 0; k < most; k++)
		to[k] = (uint32_t[]){ 0, UINT32_MAX, solve_pair(0, 1), solve_pair(65535, 1000) }[k % 4];
	return most + 5;
}

static void a_finder_is_not_believed(void **state)
{
	struct dice d = { 41 };
	struct arena a = { 0 };
	struct solve_result r;
	uint32_t pairs = 0;
	bool complete = false;
	const char *why = NULL;
	(void)state;
	struct solve_list l = list_of(&a, &d, (struct shape){ 60, 20, 8, 4, 15, 1000 });
	struct solve_finder finder = { find_nonsense, NULL, 4, 5 };
	assert_int_equal(solve_all_pairs(&a, &l, &(struct solve_how){ .waiting = STRICT }, &finder, &r, &complete, &pairs, &why), OK);
	assert_true(pairs <= l.row[l.people] + l.people);
	arena_end(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_kept_stays_and_the_rest_is_solved_exactly),
		cmocka_unit_test(a_kept_pair_needs_neither_the_list_nor_a_place),
		cmocka_unit_test(old_prices_change_no_answer),
		cmocka_unit_test(few_pairs_and_their_prices_find_the_best_among_all),
		cmocka_unit_test(a_finder_is_not_believed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

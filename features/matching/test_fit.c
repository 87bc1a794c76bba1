/* How well two people fit, rule by rule; and the index, which must find exactly what the definition finds. */
#include "harness.h"
#include "test_fit_world.h"

enum { MOST = 40 };

static struct fit_supporter *workforce(struct arena *a, struct fit_dice *d, uint32_t n, uint32_t programmes)
{
	struct fit_supporter *all = ARENA_ARRAY(a, n, struct fit_supporter);
	for (uint32_t j = 0; j < n; j++)
		all[j] = fit_a_supporter(d, programmes);
	return all;
}

static void finds_the_same(const struct fit_index *x, struct fit_search *w, const struct fit_seeker *s, const struct fit_supporter *all,
			   uint32_t n_all, size_t n)
{
	struct fit_found plain[MOST], quick[MOST];
	size_t n_plain = fit_best_plainly(s, all, n_all, n, plain), n_quick = fit_best(x, w, s, n, quick);
	assert_int_equal(n_plain, n_quick);
	for (size_t k = 0; k < n_plain; k++) {
		assert_int_equal(plain[k].number, quick[k].number);
		assert_int_equal(plain[k].score, quick[k].score);
		assert_true(plain[k].score >= 0 && plain[k].score <= 1000);
	}
}

static void search_all(uint32_t n, uint32_t programmes, int seekers, uint64_t seed)
{
	struct arena a = { .cap = 1 << 28 };
	struct fit_dice d = { seed };
	struct fit_supporter *all = workforce(&a, &d, n, programmes);
	struct fit_index *x = fit_index_new(&a, all, n);
	struct fit_search *w = fit_search_new(&a, x);
	for (int k = 0; k < seekers; k++) {
		struct fit_seeker s = fit_a_seeker(&d, programmes);
		uint32_t apart[20], at = 0;
		for (uint32_t i = 0; i < 20; i++)
			apart[i] = at += 1 + fit_below(&d, n / 16 + 1);
		s.apart = apart;
		s.n_apart = fit_below(&d, 21);
		finds_the_same(x, w, &s, all, n, 1 + fit_below(&d, MOST));
	}
	arena_end(&a);
}

static void the_index_finds_exactly_what_the_definition_finds(void **state)
{
	(void)state;
	search_all(6000, 1, 500, 11);
	search_all(6000, 4, 300, 12);
	search_all(3000, 64, 200, 13);
	search_all(257, 1, 300, 14);
	search_all(1, 1, 100, 15);
}

static void with_nobody_there_nobody_is_found(void **state)
{
	struct arena a = { 0 };
	struct fit_dice d = { 21 };
	struct fit_found found[1];
	(void)state;
	struct fit_index *x = fit_index_new(&a, NULL, 0);
	struct fit_search *w = fit_search_new(&a, x);
	struct fit_seeker s = fit_a_seeker(&d, 1);
	assert_int_equal(fit_best(x, w, &s, 1, found), 0);
	arena_end(&a);
}

/* Everybody is alike: only the turn decides, and it is another order for everybody who asks. */
static void equals_take_turns(void **state)
{
	enum { N = 2000 };
	struct arena a = { 0 };
	struct fit_dice d = { 31 };
	struct fit_found found[10];
	uint32_t first[50];
	int again = 0;
	(void)state;
	struct fit_supporter *all = ARENA_ARRAY(&a, N, struct fit_supporter);
	for (uint32_t j = 0; j < N; j++)
		all[j] = (struct fit_supporter){ .one.programmes = 1, .turn = fit_below(&d, UINT32_MAX), .capacity = 1, .open = true };
	struct fit_index *x = fit_index_new(&a, all, N);
	struct fit_search *w = fit_search_new(&a, x);
	for (int k = 0; k < 50; k++) {
		struct fit_seeker s = { .one.programmes = 1, .turn = fit_below(&d, UINT32_MAX) };
		finds_the_same(x, w, &s, all, N, 10);
		assert_int_equal(fit_best(x, w, &s, 10, found), 10);
		first[k] = found[0].number;
		for (int before = 0; before < k; before++)
			again += first[before] == first[k];
	}
	assert_true(again < 10);
	arena_end(&a);
}

static void a_changed_index_is_the_same_as_a_new_one(void **state)
{
	enum { N = 1500 };
	struct arena a = { 0 };
	struct fit_dice d = { 41 };
	(void)state;
	struct fit_supporter *all = workforce(&a, &d, N, 3);
	struct fit_index *x = fit_index_new(&a, all, N);
	struct fit_search *w = fit_search_new(&a, x);
	for (int k = 0; k < 400; k++) {
		uint32_t j = fit_below(&d, N);
		fit_index_leave(x, j);
		all[j] = fit_a_supporter(&d, 3);
		fit_index_enter(x, j);
		if (k % 20 == 0) {
			struct fit_seeker s = fit_a_seeker(&d, 3);
			finds_the_same(x, w, &s, all, N, 10);
		}
	}
	assert_true(fit_index_same(x, fit_index_new(&a, all, N)));
	all[3].open = !all[3].open;
	all[3].capacity = 9;
	assert_false(fit_index_same(x, fit_index_new(&a, all, N)));
	arena_end(&a);
}

/* ---- the definition ---- */

static struct fit_seeker asker(void) { return (struct fit_seeker){ .one.programmes = 1 }; }
static struct fit_supporter other(void) { return (struct fit_supporter){ .one.programmes = 1, .capacity = 2, .open = true }; }

static void who_left_everything_open_is_possible(void **state)
{
	struct fit_seeker s = asker();
	struct fit_supporter o = other();
	(void)state;
	assert_int_equal(fit_rule(&s, 0, &o), FIT_POSSIBLE);
	struct fit_parts p = fit_parts(&s, &o);
	assert_int_equal(p.way, 30);
	assert_int_equal(p.wishes, 110);
	assert_int_equal(p.room, 50);
	assert_int_equal(fit_sum(&p), 190);
}

static void each_rule_shuts_out(void **state)
{
	struct fit_seeker s = asker();
	struct fit_supporter o = other();
	uint32_t apart[] = { 2, 5, 9 };
	(void)state;
	o.taken = 2;
	assert_int_equal(fit_rule(&s, 0, &o), FIT_NO_ROOM);
	o = other();
	o.open = false;
	assert_int_equal(fit_rule(&s, 0, &o), FIT_NO_ROOM);
	o = other();
	s.apart = apart;
	s.n_apart = 3;
	for (uint32_t j = 0; j < 11; j++)
		assert_int_equal(fit_rule(&s, j, &o), j == 2 || j == 5 || j == 9 ? FIT_APART : FIT_POSSIBLE);
	o.one.programmes = 2;
	assert_int_equal(fit_rule(&s, 0, &o), FIT_PROGRAMME);
	o = other();
	s.one.languages = 1;
	o.one.languages = 2;
	assert_int_equal(fit_rule(&s, 0, &o), FIT_LANGUAGE);
	s = asker();
	s.one.hot[1] = o.one.tag[1] = 8;
	assert_int_equal(fit_rule(&s, 0, &o), FIT_HOT);
	s = asker();
	s.one.tag[1] = o.one.hot[1] = 8;
	o.one.tag[1] = 0;
	assert_int_equal(fit_rule(&s, 0, &o), FIT_HOT);
}

static void needs_hold_both_ways(void **state)
{
	struct fit_seeker s = asker();
	struct fit_supporter o = other();
	(void)state;
	s.one.wishes = s.one.needed = 1 << FIT_GENDER;
	assert_int_equal(fit_rule(&s, 0, &o), FIT_NEEDED);      /* nobody has said */
	s.one.gender = o.one.gender = 2;
	assert_int_equal(fit_rule(&s, 0, &o), FIT_POSSIBLE);
	o.one.wishes = o.one.needed = 1 << FIT_VETERAN;
	assert_int_equal(fit_rule(&s, 0, &o), FIT_NEEDED_BY_OTHER);
	o.one.wishes = 0;                                       /* needed without a wish says nothing */
	assert_int_equal(fit_rule(&s, 0, &o), FIT_POSSIBLE);
}

static void near_is_better_and_too_far_is_no_way_to_meet(void **state)
{
	struct fit_seeker s = asker();
	struct fit_supporter o = other();
	(void)state;
	s.one.ways = o.one.ways = 1;                            /* in person */
	struct fit_parts p = fit_parts(&s, &o);
	assert_int_equal(p.way, 65);
	s.one.radius = 100;
	o.one.radius = 200;
	p = fit_parts(&s, &o);
	assert_int_equal(p.way, 80);
	o.one.x = 30;
	o.one.y = 40;                                           /* half of what the asker would go */
	p = fit_parts(&s, &o);
	assert_int_equal(p.way, 80);
	o.one.radius = 100;                                     /* how far the other would go counts for nothing else */
	p = fit_parts(&s, &o);
	assert_int_equal(p.way, 80);
	o.one.x = 60;
	o.one.y = 80;
	p = fit_parts(&s, &o);
	assert_int_equal(p.way, 65);
	assert_int_equal(fit_rule(&s, 0, &o), FIT_POSSIBLE);
	o.one.x = 61;
	assert_int_equal(fit_rule(&s, 0, &o), FIT_WAY);
	s.one.ways = o.one.ways = 1 | 1 << 4;                   /* or by phone */
	assert_int_equal(fit_rule(&s, 0, &o), FIT_POSSIBLE);
	p = fit_parts(&s, &o);
	assert_int_equal(p.way, 50);
	o.one.x = INT32_MAX;
	s.one.x = INT32_MIN;
	assert_int_equal(fit_rule(&s, 0, &o), FIT_POSSIBLE);
}

static void an_hour_begins_where_four_quarters_are_free_and_the_week_is_a_ring(void **state)
{
	uint64_t quarter[FIT_WEEK_WORDS] = { 0 }, start[FIT_WEEK_WORDS];
	(void)state;
	for (uint32_t k = 669; k < 674; k++)                    /* Sunday 23:15 to Monday 00:30 */
		fit_set(quarter, k % FIT_QUARTERS);
	fit_starts(quarter, start);
	struct fit_one one = { .gave_hours = true }, all = { .gave_hours = true };
	memcpy(one.start, start, sizeof start);
	memset(all.start, 0xff, sizeof all.start);
	int n = 0;
	for (int w = 0; w < FIT_WEEK_WORDS; w++)
		n += __builtin_popcountll(start[w]);
	assert_int_equal(n, 2);
	assert_true(start[669 / 64] >> (669 % 64) & 1);
	assert_true(start[670 / 64] >> (670 % 64) & 1);
	struct fit_seeker s = asker();
	struct fit_supporter o = other();
	s.one.gave_hours = o.one.gave_hours = true;
	memcpy(s.one.start, start, sizeof start);
	assert_int_equal(fit_rule(&s, 0, &o), FIT_HOURS);
	o.one.start[10] = s.one.start[10];
	assert_int_equal(fit_rule(&s, 0, &o), FIT_POSSIBLE);
	struct fit_parts p = fit_parts(&s, &o);
	assert_int_equal(p.hours, 12);
}

static void parts_add_up_to_a_thousand_at_most(void **state)
{
	struct fit_seeker s = asker();
	struct fit_supporter o = other();
	(void)state;
	s.kinds = o.kinds = 1;
	s.n_tags = 2;
	s.tag[0].points = 300;
	s.tag[1].tag = 70;
	s.tag[1].points = 150;
	o.one.tag[0] = o.with[0] = 1;
	o.one.tag[1] = o.with[1] = 1 << 6;
	s.one.interests = o.one.interests = 0xf;
	memset(s.one.start, 0xff, sizeof s.one.start);
	memset(o.one.start, 0xff, sizeof o.one.start);
	s.one.gave_hours = o.one.gave_hours = true;
	s.one.ways = o.one.ways = 1;
	s.one.radius = o.one.radius = 1;
	struct fit_parts p = fit_parts(&s, &o);
	assert_int_equal(p.experience, 450);
	assert_int_equal(p.support_with, 100);
	assert_int_equal(p.interests, 90);
	assert_int_equal(p.hours, 120);
	assert_int_equal(p.way, 80);
	assert_int_equal(p.wishes, 110);
	assert_int_equal(p.room, 50);
	assert_int_equal(fit_sum(&p), 1000);
	o.one.tag[1] = 0;                                       /* would support with what they do not tell: not heard */
	p = fit_parts(&s, &o);
	assert_int_equal(p.experience, 300);
	assert_int_equal(p.support_with, 70);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_left_everything_open_is_possible),
		cmocka_unit_test(each_rule_shuts_out),
		cmocka_unit_test(needs_hold_both_ways),
		cmocka_unit_test(near_is_better_and_too_far_is_no_way_to_meet),
		cmocka_unit_test(an_hour_begins_where_four_quarters_are_free_and_the_week_is_a_ring),
		cmocka_unit_test(parts_add_up_to_a_thousand_at_most),
		cmocka_unit_test(equals_take_turns),
		cmocka_unit_test(with_nobody_there_nobody_is_found),
		cmocka_unit_test(a_changed_index_is_the_same_as_a_new_one),
		cmocka_unit_test(the_index_finds_exactly_what_the_definition_finds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

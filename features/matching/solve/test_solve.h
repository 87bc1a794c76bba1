/* Small random lists for the tests of the solver, and the answer to them by trying everything. */
#pragma once
#include <math.h>
#include "harness.h"
#include "solve/solve.h"

struct dice { uint64_t seed; };

static inline uint32_t below(struct dice *d, uint32_t n)
{
	d->seed ^= d->seed << 13;
	d->seed ^= d->seed >> 7;
	d->seed ^= d->seed << 17;
	return n ? (uint32_t)(d->seed >> 11) % n : 0;
}

struct shape { uint32_t people, supporters, most_pairs, capacity, bands, scores; };

/* Everything up to what the shape says, 0 included; scores from 1. */
static inline struct solve_list list_of(struct arena *a, struct dice *d, struct shape most)
{
	struct solve_list l = { .people = below(d, most.people + 1), .supporters = below(d, most.supporters + 1) };
	l.capacity = ARENA_ARRAY(a, l.supporters, uint32_t);
	l.band = ARENA_ARRAY(a, l.people, uint16_t);
	l.row = ARENA_ARRAY(a, (size_t)l.people + 1, uint32_t);
	l.pair = ARENA_ARRAY(a, (size_t)l.people * most.most_pairs, uint32_t);
	bool *seen = ARENA_ARRAY(a, (size_t)l.people * l.supporters, bool);
	for (uint32_t j = 0; j < l.supporters; j++)
		l.capacity[j] = below(d, most.capacity + 1);
	for (uint32_t i = 0; i < l.people; i++) {
		l.band[i] = (uint16_t)below(d, most.bands + 1);
		l.row[i + 1] = l.row[i];
		for (uint32_t n = l.supporters ? below(d, most.most_pairs + 1) : 0; n > 0; n--) {
			uint32_t j = below(d, l.supporters);
			if (!seen[(size_t)i * l.supporters + j])
				l.pair[l.row[i + 1]++] = solve_pair(j, 1 + below(d, most.scores));
			seen[(size_t)i * l.supporters + j] = true;
		}
	}
	return l;
}

/* people, then long waits (or all), then the rest: compared in this order */
struct value { int64_t proposed, waiting, rest; };

static inline bool is_more(struct value a, struct value b)
{
	return a.proposed != b.proposed ? a.proposed > b.proposed : a.waiting != b.waiting ? a.waiting > b.waiting : a.rest > b.rest;
}

static inline struct value with(struct value v, const struct solve_list *l, const struct solve_waiting *w, uint32_t i, uint32_t score)
{
	int64_t band = l->band[i];
	v.proposed++;
	v.waiting += w->strict ? band : band >= w->guarantee ? band - w->guarantee + 1 : 0;
	v.rest += score + (w->strict ? 0 : w->points * band);
	return v;
}

static inline struct value value_of(const struct solve_list *l, const struct solve_waiting *w, const struct solve_result *r)
{
	struct value v = { 0 };
	for (uint32_t i = 0; i < l->people; i++)
		if (r->supporter[i] != SOLVE_NOBODY)
			v = with(v, l, w, i, r->score[i]);
	return v;
}

/* Every way to give people places. */
static inline void try_all(const struct solve_list *l, const struct solve_waiting *w, uint32_t *left, uint32_t i, struct value now,
			   struct value *best)
{
	if (i == l->people) {
		*best = is_more(now, *best) ? now : *best;
		return;
	}
	try_all(l, w, left, i + 1, now, best);
	for (uint32_t e = l->row[i]; e < l->row[i + 1]; e++) {
		uint32_t j = solve_pair_supporter(l->pair[e]);
		if (!left[j])
			continue;
		left[j]--;
		try_all(l, w, left, i + 1, with(now, l, w, i, solve_pair_score(l->pair[e])), best);
		left[j]++;
	}
}

static inline struct value best_by_trying(struct arena *a, const struct solve_list *l, const struct solve_waiting *w)
{
	struct value best = { 0 };
	uint32_t *left = ARENA_ARRAY(a, l->supporters, uint32_t);
	if (l->supporters)
		memcpy(left, l->capacity, l->supporters * sizeof *left);
	try_all(l, w, left, 0, (struct value){ 0 }, &best);
	return best;
}

static inline struct solve_result solved(struct arena *a, const struct solve_list *l, const struct solve_how *how)
{
	struct solve_result r;
	const char *why = NULL;
	assert_int_equal(solve(a, l, how, &r, &why), OK);
	const char *wrong = solve_wrong(a, l, &how->waiting, &r);
	if (wrong)
		fail_msg("%s", wrong);
	return r;
}

static inline bool same(struct value a, struct value b) { return !is_more(a, b) && !is_more(b, a); }

/* The reverse auction: a place that is free and has a price looks for people who would rather have it than what they have,
 * and gets as much cheaper as it must.  Only what people have grows here, so it ends. */
#include "inside.h"

struct sellers { uint32_t first, n; };

static void sell(struct solver *s, struct sellers *q, uint32_t j)
{
	if (s->is_selling[j] || !s->price[j] || s->taken[j] == s->capacity[j])
		return;
	s->is_selling[j] = true;
	s->sells[(q->first + q->n++) % s->supporters] = j;
}

/* ---- the best offers: a heap, the lowest on top ---- */

static void offer_sink(struct solve_offer *offer, uint32_t n, struct solve_offer x)
{
	uint32_t at = 0;
	for (uint32_t low; (low = 2 * at + 1) < n; at = low) {
		if (low + 1 < n && offer[low + 1].worth < offer[low].worth)
			low++;
		if (offer[low].worth >= x.worth)
			break;
		offer[at] = offer[low];
	}
	offer[at] = x;
}

static void offer_add(struct solve_offer *offer, uint32_t n, struct solve_offer x)
{
	uint32_t at = n;
	for (uint32_t up; at && offer[up = (at - 1) / 2].worth > x.worth; at = up)
		offer[at] = offer[up];
	offer[at] = x;
}

/* Up to `most` of the best offers for a place with j that are worth more than epsilon: the price at which a person would
 * be as well off there as now. */
static uint32_t offers(struct solver *s, uint32_t j, uint32_t most, int64_t epsilon)
{
	uint32_t n = 0, begin = s->column[j], end = s->column[j + 1];
	int64_t least = epsilon;
	for (uint32_t e = begin; e < end; e++) {
		if ((e - begin) % SOLVE_BLOCK == 0 && s->bound[s->column_block[j] + (e - begin) / SOLVE_BLOCK] <= least)
			break;
		if (e + 16 < end)
			__builtin_prefetch(&s->person[s->column_person[e + 16]]);
		const struct solve_person *p = &s->person[s->column_person[e]];
		if (p->with == j)
			continue;
		int64_t worth = s->column_score[e] * s->scale - solve_has(s, p);
		if (worth <= least)
			continue;
		struct solve_offer x = { worth, s->column_person[e], s->column_score[e] };
		if (n < most)
			offer_add(s->offer, n++, x);
		else
			offer_sink(s->offer, n, x);
		if (n == most)
			least = s->offer[0].worth;
		s->asked++;
	}
	return n;
}

/* Gives j's free places to those who offer most; the first who gets none sets the price. */
static void sell_of(struct solver *s, struct sellers *q, uint32_t j, int64_t epsilon)
{
	uint32_t most = s->capacity[j] - s->taken[j] + 1, n = offers(s, j, most, epsilon), k = 0;
	int64_t price = 0;
	if (n == most) {
		price = s->offer[0].worth > epsilon ? s->offer[0].worth - epsilon : 0;
		k = 1;
	}
	for (; k < n; k++) {
		struct solve_person *p = &s->person[s->offer[k].person];
		uint32_t left = p->with;
		p->with = j;
		p->score = s->offer[k].score;
		s->taken[j]++;
		if (left != SOLVE_NOBODY) {
			s->taken[left]--;
			sell(s, q, left);
		}
	}
	s->price[j] = price;
}

void solve_reverse(struct solver *s, int64_t epsilon)
{
	struct sellers q = { 0 };
	for (uint32_t j = 0; j < s->supporters; j++)
		sell(s, &q, j);
	while (q.n && !s->stop) {
		uint32_t j = s->sells[q.first];
		q.first = q.first + 1 == s->supporters ? 0 : q.first + 1;
		q.n--;
		s->is_selling[j] = false;
		sell_of(s, &q, j, epsilon);
		if (++s->asked >= 1 << 16)
			solve_look(s);
	}
	while (q.n) {           /* told to stop */
		s->is_selling[s->sells[q.first]] = false;
		q.first = q.first + 1 == s->supporters ? 0 : q.first + 1;
		q.n--;
	}
}

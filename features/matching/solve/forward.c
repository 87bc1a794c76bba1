/* The forward auction: whoever has no place bids for the best one they know.  Leaves free places to reverse.c. */
#include "inside.h"

struct wish { int64_t best, second; uint32_t pair; };

/* The best pair and what the next best choice, being alone included, is worth. */
static struct wish wish_of(const struct solver *s, uint32_t i)
{
	struct wish w = { .best = INT64_MIN, .second = s->person[i].alone };
	for (uint32_t e = s->list->row[i], end = s->list->row[i + 1]; e < end; e++) {
		uint32_t pair = s->list->pair[e];
		int64_t worth = solve_worth(s, pair), lower = worth < w.best ? worth : w.best;
		w.pair = worth > w.best ? pair : w.pair;
		w.best = worth > w.best ? worth : w.best;
		w.second = lower > w.second ? lower : w.second;
	}
	return w;
}

/* ---- seats: a heap for each supporter ---- */

static void sink(struct solve_seat *seat, uint32_t n, uint32_t at, struct solve_seat x)
{
	for (uint32_t low; (low = 2 * at + 1) < n; at = low) {
		if (low + 1 < n && seat[low + 1].bid < seat[low].bid)
			low++;
		if (seat[low].bid >= x.bid)
			break;
		seat[at] = seat[low];
	}
	seat[at] = x;
}

static void make_room(struct solver *s, uint32_t j)
{
	uint32_t more = s->room[j] ? s->room[j] > s->capacity[j] / 2 ? s->capacity[j] : s->room[j] * 2 : 8;
	if (more > s->capacity[j])
		more = s->capacity[j];
	struct solve_seat *seat = ARENA_ARRAY(s->work, more, struct solve_seat);
	if (s->taken[j])
		memcpy(seat, s->seat[j], s->taken[j] * sizeof *seat);
	s->seat[j] = seat;
	s->room[j] = more;
}

static void sit_down(struct solver *s, uint32_t j, struct solve_seat x)
{
	if (s->taken[j] == s->room[j])
		make_room(s, j);
	struct solve_seat *seat = s->seat[j];
	uint32_t at = s->taken[j]++;
	for (uint32_t up; at && seat[up = (at - 1) / 2].bid > x.bid; at = up)
		seat[at] = seat[up];
	seat[at] = x;
}

/* ---- one round ---- */

/* Keeps whoever is still content; the others will bid again.  Their number. */
static uint32_t begin(struct solver *s, int64_t epsilon)
{
	uint32_t n = 0;
	memset(s->taken, 0, s->supporters * sizeof *s->taken);
	for (uint32_t i = 0; i < s->list->people; i++) {
		struct solve_person *p = &s->person[i];
		if (p->with != SOLVE_NOBODY) {
			struct wish w = wish_of(s, i);
			int64_t has = solve_has(s, p);
			int64_t other = has == w.best ? w.second : w.best > w.second ? w.best : w.second;
			if (has >= other - epsilon) {
				sit_down(s, p->with, (struct solve_seat){ has + s->price[p->with] - other + epsilon, i });
				continue;
			}
			p->with = SOLVE_NOBODY;
		}
		s->waits[n++] = i;
	}
	for (uint32_t j = 0; j < s->supporters; j++)
		if (s->capacity[j] && s->taken[j] == s->capacity[j])
			s->price[j] = s->seat[j][0].bid;
	return n;
}

/* Takes a place; who had to leave for it, or SOLVE_NOBODY. */
static uint32_t take_place(struct solver *s, uint32_t i, const struct wish *w, int64_t epsilon)
{
	uint32_t j = solve_pair_supporter(w->pair), out = SOLVE_NOBODY;
	struct solve_seat x = { w->best + s->price[j] - w->second + epsilon, i };
	if (s->taken[j] < s->capacity[j]) {
		sit_down(s, j, x);
	} else {
		out = s->seat[j][0].person;
		s->person[out].with = SOLVE_NOBODY;
		sink(s->seat[j], s->taken[j], 0, x);
	}
	if (s->taken[j] == s->capacity[j])
		s->price[j] = s->seat[j][0].bid;
	s->person[i].with = j;
	s->person[i].score = (uint16_t)solve_pair_score(w->pair);
	return out;
}

void solve_forward(struct solver *s, int64_t epsilon)
{
	const struct solve_list *list = s->list;
	uint32_t n = begin(s, epsilon), room = list->people, first = 0, last = n == room ? 0 : n;
	for (; n && !s->stop; n--) {
		uint32_t i = s->waits[first], soon = s->waits[first + 8 < room ? first + 8 : first];
		__builtin_prefetch(&list->pair[list->row[soon]]);
		__builtin_prefetch(&list->pair[list->row[soon]] + 16);
		__builtin_prefetch(&s->person[soon]);
		first = first + 1 == room ? 0 : first + 1;
		struct wish w = wish_of(s, i);
		if (w.best > s->person[i].alone) {
			uint32_t out = take_place(s, i, &w, epsilon);
			if (out != SOLVE_NOBODY) {
				s->waits[last] = out;
				last = last + 1 == room ? 0 : last + 1;
				n++;
			}
		}
		if (++s->asked >= 1 << 16)
			solve_look(s);
	}
}

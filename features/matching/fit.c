/* The plain definition of how well a supporter fits: rules and seven parts.  fit_best.c must find what this says. */
#include "fit.h"
#include "fit_inside.h"

/* ---- hours ---- */

/* Each quarter hour's bit where the one before it was: the ring turned by one. */
static void turn(uint64_t *quarter)
{
	enum { LAST = FIT_WEEK_WORDS - 1, LAST_BIT = (FIT_QUARTERS - 1) % 64 };
	uint64_t first = quarter[0] & 1;
	for (int w = 0; w < LAST; w++)
		quarter[w] = quarter[w] >> 1 | quarter[w + 1] << 63;
	quarter[LAST] = quarter[LAST] >> 1 | first << LAST_BIT;
}

void fit_starts(const uint64_t free_quarter[FIT_WEEK_WORDS], uint64_t ret_start[FIT_WEEK_WORDS])
{
	uint64_t later[FIT_WEEK_WORDS];
	memcpy(later, free_quarter, sizeof later);
	memcpy(ret_start, free_quarter, sizeof later);
	for (int q = 1; q < 4; q++) {
		turn(later);
		for (int w = 0; w < FIT_WEEK_WORDS; w++)
			ret_start[w] &= later[w];
	}
}

FIT_FAST int fit_common_starts(const struct fit_one *a, const struct fit_one *b)
{
	int n = 0;
	for (int w = 0; w < FIT_WEEK_WORDS; w++)
		n += __builtin_popcountll(a->start[w] & b->start[w]);
	return n;
}

/* ---- places ---- */

static int64_t apart_squared(const struct fit_one *a, const struct fit_one *b)
{
	int64_t dx = llabs((int64_t)a->x - b->x), dy = (int64_t)a->y - b->y;
	dx = dx > FIT_AROUND / 2 && dx < FIT_AROUND ? FIT_AROUND - dx : dx;     /* over the date line */
	return dx * dx + dy * dy;
}

bool fit_near(const struct fit_one *a, const struct fit_one *b)
{
	return a->radius && b->radius && 4 * apart_squared(a, b) <= (int64_t)a->radius * a->radius;
}

static int64_t reach(const struct fit_one *a, const struct fit_one *b) { return a->radius < b->radius ? a->radius : b->radius; }

int fit_common_ways(const struct fit_one *a, const struct fit_one *b)
{
	if (!a->ways || !b->ways)
		return -1;
	int ways = a->ways & b->ways;
	if (reach(a, b) && apart_squared(a, b) > reach(a, b) * reach(a, b))
		ways &= ~EXPERIENCES_WAYS_IN_PERSON;
	return ways;
}

/* Of FIT_OF_WAY.  Nobody said how: 30.  From afar: 50.  In person: 80 near, else 65: no finer, for an order tells distances. */
static int way_part(const struct fit_one *a, const struct fit_one *b)
{
	int ways = fit_common_ways(a, b);
	if (ways < 0)
		return 30;
	if (!(ways & EXPERIENCES_WAYS_IN_PERSON))
		return 50;
	return fit_near(a, b) ? 80 : 65;
}

/* ---- wishes ---- */

static const int wish_weight[FIT_WISHES] = { 2, 1, 2, 2, 1 };

static bool wish_met(int wish, const struct fit_one *wisher, const struct fit_one *about)
{
	switch (wish) {
	case FIT_GENDER:
		return wisher->gender && wisher->gender == about->gender;
	case FIT_AGE:
		return wisher->age && about->age && abs(wisher->age - about->age) <= 1;
	case FIT_VETERAN:
		return about->veteran;
	case FIT_FAMILY:
		return about->family;
	default:
		return wisher->first_language && about->languages >> (wisher->first_language - 1) & 1;
	}
}

int fit_wish_points(const struct fit_one *wisher, int met, int all)
{
	int asked = 0, got = 0;
	for (int k = 0; k < FIT_WISHES; k++) {
		asked += wisher->wishes >> k & 1 ? wish_weight[k] : 0;
		got += wisher->wishes >> k & met >> k & 1 ? wish_weight[k] : 0;
	}
	return asked ? all * got / asked : all;
}

int fit_wishes_met(const struct fit_one *wisher, const struct fit_one *about)
{
	int met = 0;
	for (int k = 0; k < FIT_WISHES; k++)
		met |= (wisher->wishes >> k & 1 && wish_met(k, wisher, about)) << k;
	return met;
}

static bool needs_met(const struct fit_one *wisher, const struct fit_one *about)
{
	int needed = wisher->wishes & wisher->needed & ((1 << FIT_WISHES) - 1);
	return (fit_wishes_met(wisher, about) & needed) == needed;
}

/* ---- weights ---- */

const struct fit_weights fit_weights_first = {
	.experience = 450, .support_with = 100, .interests = 90, .hours = 120, .way = 80, .wishes = 110, .room = 50,
};

/* The part that lost most by rounding down, and has not been given a point yet. */
static size_t most_lost(const int64_t lost[FIT_PARTS])
{
	size_t most = 0;
	for (size_t k = 1; k < FIT_PARTS; k++)
		if (lost[k] > lost[most])
			most = k;
	return most;
}

bool fit_weights_scale(const int64_t given[FIT_PARTS], struct fit_weights *ret)
{
	int64_t sum = 0, lost[FIT_PARTS], share[FIT_PARTS], left = FIT_POINTS;
	for (size_t k = 0; k < FIT_PARTS; k++) {
		if (given[k] < 0 || given[k] > FIT_WEIGHT_MAX)
			return false;
		sum += given[k];
	}
	if (!sum)
		return false;
	for (size_t k = 0; k < FIT_PARTS; k++) {
		share[k] = FIT_POINTS * given[k] / sum;
		lost[k] = FIT_POINTS * given[k] % sum;
		left -= share[k];
	}
	for (; left; left--) {
		size_t k = most_lost(lost);
		share[k]++;
		lost[k] = 0;
	}
	*ret = (struct fit_weights){
		.experience = (uint16_t)share[0], .support_with = (uint16_t)share[1], .interests = (uint16_t)share[2],
		.hours = (uint16_t)share[3], .way = (uint16_t)share[4], .wishes = (uint16_t)share[5], .room = (uint16_t)share[6],
	};
	return true;
}

int fit_liked_points(int liked, int weight)
{
	static const int of[] = { 0, 30, 55, 75, FIT_OF_INTERESTS };
	return fit_weigh(of[liked], weight, FIT_OF_INTERESTS);
}

/* ---- all of it ---- */

static bool is_among(const uint32_t *sorted, size_t n, uint32_t x)
{
	size_t low = 0;
	while (n > low) {
		size_t middle = low + (n - low) / 2;
		if (sorted[middle] == x)
			return true;
		if (sorted[middle] < x)
			low = middle + 1;
		else
			n = middle;
	}
	return false;
}

static bool meet(const uint64_t *a, const uint64_t *b)
{
	uint64_t any = 0;
	for (int w = 0; w < FIT_TAG_WORDS; w++)
		any |= a[w] & b[w];
	return any;
}

enum fit_rule fit_rule(const struct fit_seeker *s, uint32_t number, const struct fit_supporter *o)
{
	const struct fit_one *a = &s->one, *b = &o->one;
	if (!o->open || o->taken >= o->capacity)
		return FIT_NO_ROOM;
	if (is_among(s->apart, s->n_apart, number))
		return FIT_APART;
	if (meet(a->hot, b->tag) || meet(b->hot, a->tag))
		return FIT_HOT;
	if (!(a->programmes & b->programmes))
		return FIT_PROGRAMME;
	if (a->languages && b->languages && !(a->languages & b->languages))
		return FIT_LANGUAGE;
	if (!fit_common_ways(a, b))
		return FIT_WAY;
	if (a->gave_hours && b->gave_hours && !fit_common_starts(a, b))
		return FIT_HOURS;
	if (!needs_met(a, b))
		return FIT_NEEDED;
	return needs_met(b, a) ? FIT_POSSIBLE : FIT_NEEDED_BY_OTHER;
}

bool fit_rest_possible(const struct fit_seeker *s, uint32_t number, const struct fit_supporter *o)
{
	const struct fit_one *a = &s->one, *b = &o->one;
	return !is_among(s->apart, s->n_apart, number) && fit_common_ways(a, b) &&
		(!a->gave_hours || !b->gave_hours || fit_common_starts(a, b));
}

static bool has_tag(const uint64_t *tags, int tag) { return tags[tag / 64] >> (tag % 64) & 1; }

struct fit_parts fit_parts_without_hours(const struct fit_seeker *s, const struct fit_supporter *o)
{
	const struct fit_one *a = &s->one, *b = &o->one;
	const struct fit_weights *w = fit_weights_of(s);
	struct fit_parts p = {
		.way = fit_weigh(way_part(a, b), w->way, FIT_OF_WAY), .wishes = fit_wish_points(a, fit_wishes_met(a, b), w->wishes),
	};
	int liked = __builtin_popcountll(a->interests & b->interests), with = 0;
	for (size_t k = 0; k < s->n_tags; k++)
		if (has_tag(b->tag, s->tag[k].tag)) {
			p.experience += s->tag[k].points;
			with += has_tag(o->with, s->tag[k].tag);
		}
	p.support_with = fit_weigh((s->kinds & o->kinds ? 40 : 0) + 30 * (with < 2 ? with : 2), w->support_with, FIT_OF_WITH);
	p.interests = fit_liked_points(liked < FIT_LIKED_MOST ? liked : FIT_LIKED_MOST, w->interests);
	p.room = fit_weigh(fit_room_points(o), w->room, FIT_OF_ROOM);
	return p;
}

int fit_hours_part(const struct fit_seeker *s, const struct fit_one *b)
{
	const struct fit_one *a = &s->one;
	int starts = a->gave_hours && b->gave_hours ? fit_common_starts(a, b) : 0;
	return fit_weigh(6 * (starts < 20 ? starts : 20), fit_weights_of(s)->hours, FIT_OF_HOURS);
}

struct fit_parts fit_parts(const struct fit_seeker *s, const struct fit_supporter *o)
{
	struct fit_parts p = fit_parts_without_hours(s, o);
	p.hours = fit_hours_part(s, &o->one);
	return p;
}

bool fit_before(const struct fit_found *a, const struct fit_found *b)
{
	if (a->score != b->score)
		return a->score > b->score;
	return a->turn != b->turn ? a->turn < b->turn : a->number < b->number;
}

/* ---- the best, one by one ---- */

/* The worst stands on top. */
void fit_keep(struct fit_found *heap, size_t *n, size_t most, struct fit_found x)
{
	size_t at;
	if (*n < most) {
		at = (*n)++;
		for (size_t up; at && fit_before(&heap[up = (at - 1) / 2], &x); at = up)
			heap[at] = heap[up];
	} else {
		if (!most || !fit_before(&x, &heap[0]))
			return;
		at = 0;
		for (size_t low; (low = 2 * at + 1) < *n; at = low) {
			if (low + 1 < *n && fit_before(&heap[low], &heap[low + 1]))
				low++;
			if (!fit_before(&x, &heap[low]))
				break;
			heap[at] = heap[low];
		}
	}
	heap[at] = x;
}

static int by_order(const void *a, const void *b) { return fit_before(a, b) ? -1 : 1; }

void fit_sort(struct fit_found *found, size_t n)
{
	if (n)
		qsort(found, n, sizeof *found, by_order);
}

size_t fit_best_plainly(const struct fit_seeker *s, const struct fit_supporter *all, uint32_t n_all, size_t n, struct fit_found *ret)
{
	size_t have = 0;
	for (uint32_t j = 0; j < n_all; j++) {
		if (fit_rule(s, j, &all[j]) != FIT_POSSIBLE)
			continue;
		struct fit_parts p = fit_parts(s, &all[j]);
		fit_keep(ret, &have, n, (struct fit_found){ j, fit_turn(s, &all[j]), fit_sum(&p) });
	}
	fit_sort(ret, have);
	return have;
}

/* An invented workforce and people who ask, for the tests of the index and for script/bench. */
#pragma once
#include "fit.h"
#include "score.h"

struct fit_dice { uint64_t seed; };

static inline uint32_t fit_below(struct fit_dice *d, uint32_t n)
{
	d->seed ^= d->seed << 13;
	d->seed ^= d->seed >> 7;
	d->seed ^= d->seed << 17;
	return n ? (uint32_t)((d->seed * UINT64_C(0x2545F4914F6CDD1D)) >> 33) % n : 0;
}

/* Small numbers come more often. */
static inline uint32_t fit_common(struct fit_dice *d, uint32_t n) { return (uint32_t)((uint64_t)fit_below(d, n) * fit_below(d, n) / n); }

static inline void fit_set(uint64_t *bits, uint32_t k) { bits[k / 64] |= (uint64_t)1 << (k % 64); }

/* A few blocks of hours in the week, local to somebody within four hours of the middle. */
static inline void fit_hours(struct fit_dice *d, struct fit_one *x)
{
	uint64_t quarter[FIT_WEEK_WORDS] = { 0 };
	for (uint32_t blocks = 3 + fit_below(d, 9); blocks; blocks--) {
		uint32_t from = fit_below(d, 7) * 96 + (fit_below(d, 3) ? 64 : 36) + fit_below(d, 12), n = 4 + fit_below(d, 9);
		for (uint32_t k = 0; k < n; k++)
			fit_set(quarter, (from + 4 * fit_below(d, 2) + k) % FIT_QUARTERS);
	}
	fit_starts(quarter, x->start);
	x->gave_hours = true;
}

/* programmes: how many there are in all. */
static inline struct fit_one fit_somebody(struct fit_dice *d, uint32_t programmes)
{
	struct fit_one x = { .programmes = (uint64_t)1 << fit_common(d, programmes), .x = (int32_t)fit_below(d, 20000) - 9000, .y = (int32_t)fit_below(d, 9000) };
	for (uint32_t n = 2 + fit_below(d, 9); n; n--)
		fit_set(x.tag, fit_common(d, 200));
	for (uint32_t n = fit_below(d, 6) ? 0 : 1 + fit_below(d, 2); n; n--)
		fit_set(x.hot, fit_common(d, 200));
	for (uint32_t n = fit_below(d, 7); n; n--)
		x.interests |= (uint64_t)1 << fit_common(d, FIT_INTERESTS);
	if (fit_below(d, 20)) {
		uint32_t first = fit_below(d, 100) < 85 ? 0 : 1 + fit_common(d, 15);
		x.first_language = (uint8_t)(1 + first);
		x.languages = (uint64_t)1 << first | (uint64_t)(fit_below(d, 8) == 0) << fit_common(d, 16);
	}
	if (fit_below(d, 8))
		fit_hours(d, &x);
	x.ways = fit_below(d, 10) ? (uint8_t)(1 + fit_below(d, 255)) : 0;
	x.radius = fit_below(d, 3) ? (uint16_t)(50 + fit_below(d, 3000)) : 0;
	x.gender = (uint8_t)(fit_below(d, 6) ? 1 + fit_common(d, 4) : 0);
	x.age = (uint8_t)(fit_below(d, 6) ? 1 + fit_below(d, 7) : 0);
	x.veteran = fit_below(d, 12) == 0;
	x.family = fit_below(d, 12) == 0;
	x.wishes = fit_below(d, 3) ? 0 : (uint8_t)fit_below(d, 1 << FIT_WISHES);
	x.needed = fit_below(d, 8) ? 0 : (uint8_t)fit_below(d, 1 << FIT_WISHES);
	return x;
}

static inline struct fit_supporter fit_a_supporter(struct fit_dice *d, uint32_t programmes)
{
	struct fit_supporter o = { .one = fit_somebody(d, programmes), .turn = fit_below(d, UINT32_MAX), .kinds = (uint16_t)fit_below(d, 128) };
	for (int w = 0; w < FIT_TAG_WORDS; w++)
		for (int k = 0; k < 64; k++)
			o.with[w] |= (uint64_t)(fit_below(d, 3) == 0) << k;
	o.one.wishes = fit_below(d, 4) ? 0 : o.one.wishes;
	o.capacity = (uint16_t)(1 + fit_below(d, 9));
	o.taken = (uint16_t)fit_below(d, 5);
	o.open = fit_below(d, 12) > 0;
	return o;
}

static inline struct fit_seeker fit_a_seeker(struct fit_dice *d, uint32_t programmes)
{
	struct fit_seeker s = { .one = fit_somebody(d, programmes), .turn = fit_below(d, UINT32_MAX), .kinds = (uint16_t)fit_below(d, 128) };
	int64_t matters[FIT_USED_TAGS], frequency[FIT_USED_TAGS], points[FIT_USED_TAGS];
	for (uint32_t t = 0; t < FIT_TAGS; t++)
		if (s.one.tag[t / 64] >> (t % 64) & 1) {
			s.tag[s.n_tags].tag = (uint16_t)t;
			matters[s.n_tags] = 1 + fit_below(d, 3);
			frequency[s.n_tags++] = 40 * (210 - t);
		}
	score_points(450, s.n_tags, matters, frequency, 24000, points);
	for (size_t k = 0; k < s.n_tags; k++)
		s.tag[k].points = (uint16_t)points[k];
	return s;
}

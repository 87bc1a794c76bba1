/* The plain definition of how well two people fit: one sum of seven named parts, 0 to 1000.  Knows no database. */
#pragma once
#include "matching.h"

enum { SCORE_TAGS_MAX = 64, SCORE_QUARTERS = 672, SCORE_RING_WORDS = 11 };

/* Quarter hours of a week in UTC, from Monday 00:00; bit k of word k / 64. */
struct score_ring { uint64_t word[SCORE_RING_WORDS]; bool given; };
/* Hours of a week as a person said them, in their zone as it is at `now`. */
struct score_ring score_ring_of(const char *week, const char *zone, int64_t now);
/* Starts of a whole common hour: how many of the 672, and the weekday and part of the day (0 morning, 1 afternoon,
 * 2 evening, 3 night) in `zone` that holds the most of them. */
int score_starts(const struct score_ring *a, const struct score_ring *b, const char *zone, int64_t now, int *ret_day, int *ret_part);

/* One side of a pair, ready to compare. */
struct score_side {
	const char *person, *languages;
	int64_t ways, gender, age_band, wishes, needed, kinds, capacity, walking;
	bool veteran, family;
	struct score_ring ring;
	uint64_t shared, support_with;      /* bit k: tells the asker's k-th usable experience; and would support with it */
	uint64_t interests;                 /* bit k: likes the asker's k-th interest */
};
/* What the one who asks brings: points for each experience, in the order of the bits above. */
struct score_ask {
	struct score_side side;
	int64_t kinds, ways;                /* of the ask; ways 0: as in the profile */
	size_t n_tags;
	int64_t points[SCORE_TAGS_MAX];
};

/* Points for the asker's experiences: 450 shared out by how much each matters (1 to 3) and how rare it is among `people`.
 * Whole numbers; what is left over goes to the largest, so that they always sum to 450 (0 when there are none). */
void score_points(size_t n, const int64_t *matters, const int64_t *frequency, int64_t people, int64_t *ret_points);

/* Why a pair is not possible; SCORE_POSSIBLE when it is. */
enum score_hard { SCORE_POSSIBLE, SCORE_LANGUAGE, SCORE_WAY, SCORE_HOURS, SCORE_WISH, SCORE_OTHERS_WISH, SCORE_HARD_COUNT };
enum score_hard score_hard(const struct score_ask *a, const struct score_side *o);

struct score_parts { int64_t experience, support_with, interests, hours, way, wishes, room; };
/* Sums to 0..1000; only for a possible pair. */
struct score_parts score_parts(const struct score_ask *a, const struct score_side *o);
int64_t score_sum(const struct score_parts *p);
/* The order among equals: different for each asker, the same each time. */
uint32_t score_turn(const char *asker, const char *other);
/* Ways both like: the ask's, else the profile's; everything where one of them said nothing. */
int64_t score_ways(const struct score_ask *a, const struct score_side *o);
/* Wishes of `wisher` (bits of experiences_wishes) that `about` meets. */
int64_t score_wishes_met(const struct score_side *wisher, const struct score_side *about);
/* The first language both speak, in the asker's order; empty when none. */
struct slice score_language(const char *asker, const char *other);

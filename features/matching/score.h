/* Two people as they described themselves, made ready for the definition in fit.h, which alone says what a pair is worth.
 * Knows no database. */
#pragma once
#include "fit.h"
#include "matching.h"

enum { SCORE_TAGS_MAX = FIT_USED_TAGS };

/* Quarter hours of a week in UTC, from Monday 00:00, at which a whole free hour begins; bit k of word k / 64. */
struct score_ring { uint64_t start[FIT_WEEK_WORDS]; bool given; };
/* Hours of a week as a person said them, in their zone as it is at `now`. */
struct score_ring score_ring_of(const char *week, const char *zone, int64_t now);
/* Starts of a whole common hour: how many of the 672, and the weekday and part of the day (0 morning, 1 afternoon,
 * 2 evening, 3 night) in `zone` that holds the most of them. */
int score_starts(const struct score_ring *a, const struct score_ring *b, const char *zone, int64_t now, int *ret_day, int *ret_part);

/* Where somebody lives and how far they would go, on the plane of fit.h: lat and lon in quarters of a degree, reach a place in
 * experiences_reaches; NO_INT: not said, then radius is 0. */
struct score_where { int32_t x, y; uint16_t radius; };
struct score_where score_where(int64_t lat, int64_t lon, int64_t reach);

/* One side of a pair, ready to compare. */
struct score_side {
	const char *person, *languages;
	int64_t ways, gender, age_band, wishes, needed, kinds, capacity, walking;
	bool veteran, family;
	struct score_ring ring;
	struct score_where where;
	uint64_t shared, support_with;      /* bit k: tells the asker's k-th usable experience; and would support with it */
	uint64_t interests;                 /* bit k: likes the asker's k-th interest */
};
/* What the one who asks brings: points for each experience, in the order of the bits above. */
struct score_ask {
	struct score_side side;
	int64_t kinds, ways;                /* of the ask; ways 0: as in the profile */
	size_t n_tags;
	int64_t points[SCORE_TAGS_MAX];
	const struct fit_weights *weights;      /* the community's; NULL: fit_weights_first */
};

/* Points for the asker's experiences: `all` (the weight of that part) shared out by how much each matters (1 to 3) and how rare it is among `people`.
 * Whole numbers; what is left over goes to the largest, so that they always sum to it (0 when there are none). */
void score_points(int64_t all, size_t n, const int64_t *matters, const int64_t *frequency, int64_t people, int64_t *ret_points);

/* Why a pair is not possible; FIT_POSSIBLE when it is.  Room is not looked at. */
enum fit_rule score_hard(const struct score_ask *a, const struct score_side *o);
/* For a possible pair; fit_sum() is 0 to 1000. */
struct fit_parts score_parts(const struct score_ask *a, const struct score_side *o);
/* The order among equals: different for each asker, the same each time. */
uint32_t score_turn(const char *asker, const char *other);
/* Ways both like: the ask's, else the profile's; everything where one of them said nothing. */
int64_t score_ways(const struct score_ask *a, const struct score_side *o);
/* Both said where, and the other lives within half of what the asker would go. */
bool score_near(const struct score_ask *a, const struct score_side *o);
/* Wishes of `wisher` (bits of experiences_wishes) that `about` meets. */
int64_t score_wishes_met(const struct score_side *wisher, const struct score_side *about);
/* The first language both speak, in the asker's order; empty when none. */
struct slice score_language(const char *asker, const char *other);

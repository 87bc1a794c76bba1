/* Two people as they described themselves → the plain numbers that fit.c compares.  Knows codes of languages, weeks and
 * zones; what is worth how much is left to fit.c, the words to reasons.c. */
#include "score.h"
#include <math.h>

/* ---- hours ---- */

struct score_ring score_ring_of(const char *week, const char *zone, int64_t now)
{
	struct score_ring ring = { .given = false };
	uint64_t quarter[FIT_WEEK_WORDS] = { 0 };
	struct week w;
	if (!week || !week_read((struct slice){ week, strlen(week) }, &w))
		return ring;
	int shift = zone_offset(zone, now) / 900;
	for (int d = 0; d < 7; d++)
		for (int h = 0; h < 24; h++)
			if (w.day[d] >> h & 1) {
				ring.given = true;
				for (int q = 0; q < 4; q++) {
					int k = ((d * 24 + h) * 4 + q - shift + 2 * FIT_QUARTERS) % FIT_QUARTERS;
					quarter[k / 64] |= (uint64_t)1 << (k % 64);
				}
			}
	fit_starts(quarter, ring.start);
	return ring;
}

/* Parts of a day by the hour at which they begin. */
static int part_of(int hour)
{
	return hour >= 5 && hour < 12 ? 0 : hour >= 12 && hour < 17 ? 1 : hour >= 17 && hour < 22 ? 2 : 3;
}

int score_starts(const struct score_ring *a, const struct score_ring *b, const char *zone, int64_t now, int *ret_day, int *ret_part)
{
	int by_part[7][4] = { { 0 } }, n = 0, best = 0;
	int shift = zone_offset(zone, now) / 900;
	for (int k = 0; k < FIT_QUARTERS; k++) {
		if (!((a->start[k / 64] & b->start[k / 64]) >> (k % 64) & 1))
			continue;
		n++;
		int local = (k + shift + 2 * FIT_QUARTERS) % FIT_QUARTERS;
		int day = local / 96, part = part_of(local % 96 / 4);
		if (++by_part[day][part] > best) {
			best = by_part[day][part];
			*ret_day = day;
			*ret_part = part;
		}
	}
	return n;
}

/* ---- places ---- */

/* Mercator's plane, on which a circle stays one: only larger, the further from the equator. */
struct score_where score_where(int64_t lat, int64_t lon, int64_t reach)
{
	struct score_where w = { 0 };
	const double turn = 2 * acos(-1.0), around_m = 40075017.0;
	if (lat == NO_INT || lon == NO_INT || reach == NO_INT)
		return w;
	double up = (double)lat / (360 * EXPERIENCES_A_DEGREE) * turn, around = (double)lon / (360 * EXPERIENCES_A_DEGREE);
	w.x = (int32_t)lround((around + 1) * FIT_AROUND) % FIT_AROUND;
	w.y = (int32_t)lround(asinh(tan(up)) / turn * FIT_AROUND);
	w.radius = (uint16_t)lround((double)experiences_reach_km(reach) * 1000 / around_m * FIT_AROUND / cos(up));
	return w;
}

/* ---- languages, ways, wishes ---- */

static struct slice next_code(const char **at)
{
	*at += strspn(*at, " ");
	struct slice code = { *at, strcspn(*at, " ") };
	*at += code.n;
	return code;
}

struct slice score_language(const char *asker, const char *other)
{
	for (const char *a = asker; a && *a; ) {
		struct slice mine = next_code(&a);
		for (const char *o = other; o && *o && mine.n; )
			if (slice_same(mine, next_code(&o)))
				return mine;
	}
	return (struct slice){ "", 0 };
}

int64_t score_ways(const struct score_ask *a, const struct score_side *o)
{
	int64_t mine = a->ways ? a->ways : a->side.ways;
	if (!mine || !o->ways)
		return mine | o->ways;
	return mine & o->ways;
}

/* ---- as fit.c wants them ---- */

enum { OF_ANOTHER = 63 };       /* a language that the one who asks does not speak */

/* The place of a language among those of the one who asks. */
static unsigned language_number(const char *asker, struct slice code)
{
	unsigned k = 0;
	for (const char *a = asker; a && *a && k < OF_ANOTHER; k++) {
		struct slice mine = next_code(&a);
		if (!mine.n)
			break;
		if (slice_same(mine, code))
			return k;
	}
	return OF_ANOTHER;
}

static struct fit_one one_of(const struct score_side *x, const char *asker_languages)
{
	struct fit_one one = {
		.programmes = 1, .ways = (uint8_t)x->ways, .wishes = (uint8_t)x->wishes, .needed = (uint8_t)x->needed,
		.gender = x->gender == NO_INT ? 0 : (uint8_t)x->gender, .age = x->age_band == NO_INT ? 0 : (uint8_t)x->age_band,
		.gave_hours = x->ring.given, .veteran = x->veteran, .family = x->family, .x = x->where.x, .y = x->where.y, .radius = x->where.radius,
	};
	for (const char *at = x->languages; at && *at; ) {
		struct slice code = next_code(&at);
		if (!code.n)
			break;
		unsigned k = language_number(asker_languages, code);
		one.languages |= (uint64_t)1 << k;
		if (!one.first_language)
			one.first_language = (uint8_t)(1 + k);
	}
	memcpy(one.start, x->ring.start, sizeof one.start);
	return one;
}

static struct fit_seeker seeker_of(const struct score_ask *a)
{
	struct fit_seeker s = { .one = one_of(&a->side, a->side.languages), .kinds = (uint16_t)a->kinds, .n_tags = a->n_tags, .weights = a->weights };
	s.one.ways = (uint8_t)(a->ways ? a->ways : a->side.ways);
	s.one.interests = UINT64_MAX;   /* those of the other are counted among the asker's */
	for (size_t k = 0; k < a->n_tags; k++) {
		s.tag[k].tag = (uint16_t)k;
		s.tag[k].points = (uint16_t)a->points[k];
	}
	return s;
}

static struct fit_supporter supporter_of(const struct score_ask *a, const struct score_side *o)
{
	struct fit_supporter x = {
		.one = one_of(o, a->side.languages), .with = { o->support_with }, .kinds = (uint16_t)o->kinds,
		.capacity = (uint16_t)o->capacity, .taken = (uint16_t)o->walking, .open = true,
	};
	x.one.tag[0] = o->shared;
	x.one.interests = o->interests;
	return x;
}

bool score_near(const struct score_ask *a, const struct score_side *o)
{
	struct fit_one x = one_of(&a->side, a->side.languages), y = one_of(o, a->side.languages);
	return fit_near(&x, &y);
}

int64_t score_wishes_met(const struct score_side *wisher, const struct score_side *about)
{
	struct fit_one a = one_of(wisher, wisher->languages), b = one_of(about, wisher->languages);
	return fit_wishes_met(&a, &b);
}

enum fit_rule score_hard(const struct score_ask *a, const struct score_side *o)
{
	struct fit_seeker s = seeker_of(a);
	struct fit_supporter x = supporter_of(a, o);
	x.capacity = 1;                 /* whoever is looked at here was chosen for the room they have */
	x.taken = 0;
	return fit_rule(&s, 0, &x);
}

/* ---- what a pair is worth ---- */

void score_points(int64_t all, size_t n, const int64_t *matters, const int64_t *frequency, int64_t people, int64_t *ret_points)
{
	int64_t weight[SCORE_TAGS_MAX], sum = 0, left = all;
	size_t largest = 0;
	for (size_t k = 0; k < n; k++) {
		double rarity = 16.0 * log2((double)(people + 1) / (double)(frequency[k] + 1));
		weight[k] = matters[k] * (8 + (rarity > 0 ? (int64_t)rarity : 0));
		sum += weight[k];
		if (weight[k] > weight[largest])
			largest = k;
	}
	for (size_t k = 0; k < n; k++)
		left -= ret_points[k] = all * weight[k] / sum;
	if (n)
		ret_points[largest] += left;
}

struct fit_parts score_parts(const struct score_ask *a, const struct score_side *o)
{
	struct fit_seeker s = seeker_of(a);
	struct fit_supporter x = supporter_of(a, o);
	return fit_parts(&s, &x);
}

uint32_t score_turn(const char *asker, const char *other)
{
	return (words_hash(asker) ^ words_hash(other)) * 0x9E3779B1u;
}

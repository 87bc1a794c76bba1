/* The plain definition of how well two people fit, rule by rule.  Knows numbers and bits; where they come from and how
 * reasons are worded is left to matching.c and reasons.c. */
#include "score.h"
#include <math.h>

/* ---- hours ---- */

static void ring_set(struct score_ring *ring, int quarter)
{
	int k = ((quarter % SCORE_QUARTERS) + SCORE_QUARTERS) % SCORE_QUARTERS;
	ring->word[k / 64] |= (uint64_t)1 << (k % 64);
}

static bool ring_has(const struct score_ring *ring, int quarter)
{
	int k = ((quarter % SCORE_QUARTERS) + SCORE_QUARTERS) % SCORE_QUARTERS;
	return ring->word[k / 64] >> (k % 64) & 1;
}

struct score_ring score_ring_of(const char *week, const char *zone, int64_t now)
{
	struct score_ring ring = { .given = false };
	struct week w;
	if (!week || !week_read((struct slice){ week, strlen(week) }, &w))
		return ring;
	int shift = zone_offset(zone, now) / 900;
	for (int d = 0; d < 7; d++)
		for (int h = 0; h < 24; h++)
			if (w.day[d] >> h & 1) {
				ring.given = true;
				for (int q = 0; q < 4; q++)
					ring_set(&ring, (d * 24 + h) * 4 + q - shift);
			}
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
	struct score_ring both = { .given = true };
	for (int i = 0; i < SCORE_RING_WORDS; i++)
		both.word[i] = a->word[i] & b->word[i];
	for (int k = 0; k < SCORE_QUARTERS; k++) {
		if (!ring_has(&both, k) || !ring_has(&both, k + 1) || !ring_has(&both, k + 2) || !ring_has(&both, k + 3))
			continue;
		n++;
		int local = (k + shift + SCORE_QUARTERS) % SCORE_QUARTERS;
		int day = local / 96, part = part_of(local % 96 / 4);
		if (++by_part[day][part] > best) {
			best = by_part[day][part];
			*ret_day = day;
			*ret_part = part;
		}
	}
	return n;
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

/* Somebody who has not named a language is not shut out by it. */
static bool language_fits(const char *asker, const char *other)
{
	return !asker || !*asker || !other || !*other || score_language(asker, other).n > 0;
}

int64_t score_ways(const struct score_ask *a, const struct score_side *o)
{
	int64_t mine = a->ways ? a->ways : a->side.ways;
	if (!mine || !o->ways)
		return mine | o->ways;
	return mine & o->ways;
}

/* In the order of experiences_wishes. */
enum { WISH_GENDER, WISH_AGE, WISH_VETERAN, WISH_FAMILY, WISH_FIRST_LANGUAGE, WISHES };

static bool wish_met(int wish, const struct score_side *wisher, const struct score_side *about)
{
	switch (wish) {
	case WISH_GENDER:
		return wisher->gender != NO_INT && wisher->gender == about->gender;
	case WISH_AGE:
		return wisher->age_band != NO_INT && about->age_band != NO_INT && llabs(wisher->age_band - about->age_band) <= 1;
	case WISH_VETERAN:
		return about->veteran;
	case WISH_FAMILY:
		return about->family;
	default: {
		const char *at = wisher->languages ? wisher->languages : "";
		struct slice first = next_code(&at);
		char code[16];
		snprintf(code, sizeof code, "%.*s", (int)first.n, first.at);
		return first.n && score_language(code, about->languages).n > 0;
	}
	}
}

int64_t score_wishes_met(const struct score_side *wisher, const struct score_side *about)
{
	int64_t met = 0;
	for (int k = 0; k < WISHES; k++)
		if (wisher->wishes >> k & 1 && wish_met(k, wisher, about))
			met |= (int64_t)1 << k;
	return met;
}

static bool needed_met(const struct score_side *wisher, const struct score_side *about)
{
	int64_t needed = wisher->needed & wisher->wishes;
	return (score_wishes_met(wisher, about) & needed) == needed;
}

enum score_hard score_hard(const struct score_ask *a, const struct score_side *o)
{
	int day, part;
	if (!language_fits(a->side.languages, o->languages))
		return SCORE_LANGUAGE;
	if ((a->ways || a->side.ways) && o->ways && !score_ways(a, o))
		return SCORE_WAY;
	if (a->side.ring.given && o->ring.given && score_starts(&a->side.ring, &o->ring, NULL, 0, &day, &part) == 0)
		return SCORE_HOURS;
	if (!needed_met(&a->side, o))
		return SCORE_WISH;
	if (!needed_met(o, &a->side))
		return SCORE_OTHERS_WISH;
	return SCORE_POSSIBLE;
}

/* ---- the seven parts ---- */

void score_points(size_t n, const int64_t *matters, const int64_t *frequency, int64_t people, int64_t *ret_points)
{
	int64_t weight[SCORE_TAGS_MAX], sum = 0, left = 450;
	size_t largest = 0;
	for (size_t k = 0; k < n; k++) {
		double rarity = 16.0 * log2((double)(people + 1) / (double)(frequency[k] + 1));
		weight[k] = matters[k] * (8 + (rarity > 0 ? (int64_t)rarity : 0));
		sum += weight[k];
		if (weight[k] > weight[largest])
			largest = k;
	}
	for (size_t k = 0; k < n; k++)
		left -= ret_points[k] = 450 * weight[k] / sum;
	if (n)
		ret_points[largest] += left;
}

static int64_t wishes_part(const struct score_side *wisher, const struct score_side *about)
{
	static const int64_t weight[WISHES] = { 2, 1, 2, 2, 1 };
	int64_t asked = 0, got = 0, met = score_wishes_met(wisher, about);
	for (int k = 0; k < WISHES; k++)
		if (wisher->wishes >> k & 1) {
			asked += weight[k];
			got += met >> k & 1 ? weight[k] : 0;
		}
	return asked ? 110 * got / asked : 110;
}

static int64_t way_part(const struct score_ask *a, const struct score_side *o)
{
	if (!(a->ways || a->side.ways) || !o->ways)
		return 30;
	return score_ways(a, o) & EXPERIENCES_WAYS_IN_PERSON ? 80 : 50;
}

struct score_parts score_parts(const struct score_ask *a, const struct score_side *o)
{
	static const int64_t interest[] = { 0, 30, 55, 75, 90 };
	struct score_parts p = { .way = way_part(a, o), .wishes = wishes_part(&a->side, o) };
	int day, part, liked = __builtin_popcountll(o->interests), with = __builtin_popcountll(o->support_with & o->shared);
	for (size_t k = 0; k < a->n_tags; k++)
		p.experience += o->shared >> k & 1 ? a->points[k] : 0;
	p.support_with = (a->kinds & o->kinds ? 40 : 0) + 30 * (with < 2 ? with : 2);
	p.interests = interest[liked < 4 ? liked : 4];
	if (a->side.ring.given && o->ring.given) {
		int starts = score_starts(&a->side.ring, &o->ring, NULL, 0, &day, &part);
		p.hours = 6 * (starts < 20 ? starts : 20);
	}
	if (o->capacity > 0 && o->capacity > o->walking)
		p.room = 50 * (o->capacity - o->walking) / o->capacity;
	return p;
}

int64_t score_sum(const struct score_parts *p)
{
	return p->experience + p->support_with + p->interests + p->hours + p->way + p->wishes + p->room;
}

uint32_t score_turn(const char *asker, const char *other)
{
	return (words_hash(asker) ^ words_hash(other)) * 0x9E3779B1u;
}

/* The best few of many, found with the index.  First the hard rules for 256 supporters at a time; then, for those left, a sum
 * that is never less than the true score, added up in columns of bits; then the true score of those whose sum is highest, and
 * of all others whose sum still reaches the worst found.  The definition is in fit.c. */
#include "fit_inside.h"

enum {
	SLICES = 11,                    /* bits of a sum: more than can come together */
	FEW = 256,                      /* as many are scored without adding up first */
	BLOCKS_COUNTED = 4,
	RULES_MAX = 2 * FIT_WISHES + 4, ROWS_MAX = 512, PARTS_MAX = FIT_USED_TAGS + FIT_ROOM_BITS + FIT_WISHES + 2,
};

/* One of these rows must hold, or the row `unless` must not. */
struct must { uint16_t from, to; int unless; };
struct part { uint16_t row, points; };

struct plan {
	size_t n_must, n_not, n_part, n_with, n_interest, n_kind, n_way, n_afar, n_x, n_y, n_hour;
	struct must must[RULES_MAX];
	struct part part[PARTS_MAX];
	uint16_t n_row, row[ROWS_MAX], not_row[2 * FIT_TAGS], with[FIT_USED_TAGS], interest[FIT_INTERESTS], kind[FIT_KINDS], way[FIT_WAYS], afar[FIT_WAYS], x[FIT_STRIPS],
		y[FIT_STRIPS], hour[FIT_BLOCKS];
	uint16_t kind_points, with_points, near_points, liked_points[FIT_LIKED_MOST], hours_most;
	uint16_t hour_points[BLOCKS_COUNTED];    /* what the first common block may bring at most, the second … */
	int always;                     /* points that anybody may have on top of the sum */
};

struct fit_search {
	fit_bits *possible, *chosen, *sum;      /* sum: SLICES vectors for each of possible */
	uint32_t *number;                       /* of the chosen */
	struct plan plan;
};

struct fit_search *fit_search_new(struct arena *a, const struct fit_index *x)
{
	struct fit_search *w = ARENA_NEW(a, struct fit_search);
	size_t n = x->vectors;
	char *at = arena_many(a, n * (SLICES + 2) + 2, sizeof(fit_bits));
	w->possible = (fit_bits *)(at + (64 - (uintptr_t)at % 64) % 64);
	w->chosen = w->possible + n;
	w->sum = w->chosen + n;
	w->number = ARENA_ARRAY(a, n * FIT_BITS, uint32_t);
	return w;
}

/* ---- the plan: which rows matter to this seeker ---- */

static void any_of(struct plan *p, uint32_t first, const uint64_t *bits, int words)
{
	for (int w = 0; w < words; w++)
		for (uint64_t left = bits[w]; left; left &= left - 1)
			p->row[p->n_row++] = (uint16_t)(first + (uint32_t)(w * 64 + __builtin_ctzll(left)));
}

static void any_row(struct plan *p, uint32_t row) { p->row[p->n_row++] = (uint16_t)row; }

/* What was named since the last one must hold. */
static void must_hold(struct plan *p, int unless)
{
	uint16_t from = p->n_must ? p->must[p->n_must - 1].to : 0;
	p->must[p->n_must++] = (struct must){ from, p->n_row, unless };
}

static size_t rows_of(uint16_t *to, uint32_t first, uint64_t bits)
{
	size_t n = 0;
	for (; bits; bits &= bits - 1)
		to[n++] = (uint16_t)(first + (uint32_t)__builtin_ctzll(bits));
	return n;
}

/* Rows of supporters who meet this wish of the seeker. */
static void meeting(struct plan *p, const struct fit_one *one, int wish)
{
	if (wish == FIT_GENDER && one->gender)
		any_row(p, FIT_ROW_GENDER + one->gender % FIT_GENDERS);
	for (int age = one->age - 1; wish == FIT_AGE && one->age && age <= one->age + 1; age++)
		if (age > 0 && age < FIT_AGES)
			any_row(p, FIT_ROW_AGE + (uint32_t)age);
	if (wish == FIT_VETERAN)
		any_row(p, FIT_ROW_IS_VETERAN);
	if (wish == FIT_FAMILY)
		any_row(p, FIT_ROW_IS_FAMILY);
	if (wish == FIT_FIRST_LANGUAGE && one->first_language)
		any_row(p, FIT_ROW_LANGUAGE + one->first_language - 1u);
}

/* Does the seeker meet what some supporters need?  Those who need it and do not find it are out. */
static void needed_by_others(struct plan *p, const struct fit_one *one)
{
	for (int wish = 0; wish < FIT_WISHES; wish++) {
		if ((wish == FIT_VETERAN && one->veteran) || (wish == FIT_FAMILY && one->family))
			continue;
		if (wish == FIT_FIRST_LANGUAGE)
			any_of(p, FIT_ROW_FIRST_LANGUAGE, &one->languages, 1);
		else if (wish == FIT_GENDER || wish == FIT_AGE)
			meeting(p, one, wish);          /* the same, or near: it holds both ways */
		must_hold(p, FIT_ROW_NEEDS + wish);
	}
}

/* Strips that a circle of the seeker's radius touches. */
static size_t strips(uint16_t *to, uint32_t first, int32_t middle, uint16_t radius)
{
	uint64_t touched = 0;
	for (int64_t at = (int64_t)middle - radius; at < (int64_t)middle + radius + FIT_STRIP; at += FIT_STRIP)
		touched |= (uint64_t)1 << fit_strip(at < (int64_t)middle + radius ? at : (int64_t)middle + radius);
	return rows_of(to, first, touched);
}

static void plan_ways(struct plan *p, const struct fit_one *one)
{
	p->n_way = rows_of(p->way, FIT_ROW_WAY, one->ways & EXPERIENCES_WAYS_IN_PERSON);
	p->n_afar = rows_of(p->afar, FIT_ROW_WAY, one->ways & ~EXPERIENCES_WAYS_IN_PERSON);
	if (one->radius) {
		p->n_x = strips(p->x, FIT_ROW_X, one->x, one->radius);
		p->n_y = strips(p->y, FIT_ROW_Y, one->y, one->radius);
	}
}

static void plan_rules(struct plan *p, const struct fit_one *one)
{
	uint64_t blocks[2] = { 0 };
	any_of(p, FIT_ROW_PROGRAMME, &one->programmes, 1);
	must_hold(p, -1);
	if (one->languages) {
		any_of(p, FIT_ROW_LANGUAGE, &one->languages, 1);
		any_row(p, FIT_ROW_NO_LANGUAGE);
		must_hold(p, -1);
	}
	if (one->gave_hours) {
		for (int b = 0; b < FIT_BLOCKS; b++)
			blocks[b / 64] |= (uint64_t)((one->start[b / 8] >> (b % 8 * 8) & 0xff) != 0) << (b % 64);
		any_of(p, FIT_ROW_HOURS, blocks, 2);
		any_row(p, FIT_ROW_NO_HOURS);
		must_hold(p, -1);
	}
	for (int wish = 0; wish < FIT_WISHES; wish++)
		if ((one->wishes & one->needed) >> wish & 1) {
			meeting(p, one, wish);
			must_hold(p, -1);
		}
	needed_by_others(p, one);
	for (int w = 0; w < FIT_TAG_WORDS; w++) {
		p->n_not += rows_of(p->not_row + p->n_not, FIT_ROW_TAG + 64 * (uint32_t)w, one->hot[w]);
		p->n_not += rows_of(p->not_row + p->n_not, FIT_ROW_HOT + 64 * (uint32_t)w, one->tag[w]);
	}
}

/* The same as fit_weigh, but never less: parts of a part are rounded down once, together. */
static uint16_t at_most(int counted, int weight, int of) { return (uint16_t)((counted * weight + of - 1) / of); }

static void add_part(struct plan *p, uint32_t row, int points)
{
	if (points > 0)
		p->part[p->n_part++] = (struct part){ (uint16_t)row, (uint16_t)points };
}

/* Common starts in a block are no more than the seeker's: the most that one common block can bring, two, three, more. */
static void plan_hours(struct plan *p, const struct fit_one *one, int weight)
{
	int best[BLOCKS_COUNTED] = { 0 }, left = 20;
	for (int b = 0; one->gave_hours && b < FIT_BLOCKS; b++) {
		int n = __builtin_popcountll(one->start[b / 8] >> (b % 8 * 8) & 0xff);
		if (!n)
			continue;
		p->hour[p->n_hour++] = (uint16_t)(FIT_ROW_HOURS + b);
		for (int k = 0; k < BLOCKS_COUNTED; k++)
			if (n > best[k]) {
				int lower = best[k];
				best[k] = n;
				n = lower;
			}
	}
	for (int k = 0; k < BLOCKS_COUNTED; k++) {
		int n = best[k] < left && k + 1 < BLOCKS_COUNTED ? best[k] : best[k] ? left : 0;
		p->hour_points[k] = at_most(6 * n, weight, FIT_OF_HOURS);
		left -= n;
	}
}

static void plan_points(struct plan *p, const struct fit_weights *weight)
{
	p->kind_points = at_most(40, weight->support_with, FIT_OF_WITH);
	p->with_points = at_most(30, weight->support_with, FIT_OF_WITH);
	p->near_points = at_most(30, weight->way, FIT_OF_WAY);
	p->hours_most = weight->hours;
	for (int k = 0; k < FIT_LIKED_MOST; k++)
		p->liked_points[k] = (uint16_t)(fit_liked_points(k + 1, weight->interests) - fit_liked_points(k, weight->interests));
}

static void plan_parts(struct plan *p, const struct fit_seeker *s)
{
	const struct fit_one *one = &s->one;
	const struct fit_weights *weight = fit_weights_of(s);
	for (size_t k = 0; k < s->n_tags; k++) {
		add_part(p, FIT_ROW_TAG + s->tag[k].tag, s->tag[k].points);
		p->with[p->n_with++] = (uint16_t)(FIT_ROW_WITH + s->tag[k].tag);
	}
	for (int bit = 0; bit < FIT_ROOM_BITS; bit++)
		add_part(p, FIT_ROW_ROOM_BITS + (uint32_t)bit, at_most(1 << bit, weight->room, FIT_OF_ROOM));
	p->n_interest = rows_of(p->interest, FIT_ROW_INTEREST, one->interests);
	p->n_kind = rows_of(p->kind, FIT_ROW_KIND, s->kinds);
	plan_ways(p, one);
	plan_hours(p, one, weight->hours);
	plan_points(p, weight);
	p->always = at_most(one->ways ? 50 : 30, weight->way, FIT_OF_WAY);
	int wishes = one->wishes & ((1 << FIT_WISHES) - 1);
	if (!wishes)
		p->always += weight->wishes;
	for (int wish = 0; wish < FIT_WISHES; wish++) {
		uint16_t before = p->n_row;
		if (!(wishes >> wish & 1))
			continue;
		meeting(p, one, wish);
		/* rounded up, for the parts of a sum that is rounded down once; an age has up to three rows, of which one holds */
		for (uint16_t k = before; k < p->n_row; k++)
			add_part(p, p->row[k], fit_wish_points(one, 1 << wish, weight->wishes) + 1);
	}
}

/* ---- 256 at a time ---- */

static inline bool is_zero(const fit_bits *x) { return !((*x)[0] | (*x)[1] | (*x)[2] | (*x)[3]); }
static inline uint32_t count(const fit_bits *x)
{
	return (uint32_t)(__builtin_popcountll((*x)[0]) + __builtin_popcountll((*x)[1]) + __builtin_popcountll((*x)[2]) +
			  __builtin_popcountll((*x)[3]));
}

static inline void any_row_of(const struct fit_index *x, uint32_t v, const uint16_t *row, size_t n, fit_bits *ret)
{
	fit_bits any = { 0 };
	for (size_t k = 0; k < n; k++)
		any |= fit_row(x, row[k])[v];
	*ret = any;
}

/* Who could meet the seeker in person, as far as strips can tell. */
static inline void in_person(const struct fit_index *x, uint32_t v, const struct plan *p, fit_bits *ret)
{
	fit_bits column, row;
	any_row_of(x, v, p->way, p->n_way, ret);
	if (!p->n_x)
		return;
	any_row_of(x, v, p->x, p->n_x, &column);
	any_row_of(x, v, p->y, p->n_y, &row);
	*ret &= fit_row(x, FIT_ROW_NO_PLACE)[v] | (column & row);
}

/* Everybody whom the hard rules that are in the index allow; how many. */
FIT_FAST static uint32_t allow(const struct fit_index *x, struct fit_search *w)
{
	const struct plan *p = &w->plan;
	uint32_t n = 0;
	for (uint32_t v = 0; v < x->vectors; v++) {
		fit_bits m = fit_row(x, FIT_ROW_ROOM)[v];
		for (size_t k = 0; k < p->n_must && !is_zero(&m); k++) {
			const struct must *rule = &p->must[k];
			fit_bits any = { 0 };
			if (rule->unless >= 0)
				any = ~fit_row(x, (uint32_t)rule->unless)[v];
			for (uint16_t r = rule->from; r < rule->to; r++)
				any |= fit_row(x, p->row[r])[v];
			m &= any;
		}
		if ((p->n_way || p->n_afar) && !is_zero(&m)) {
			fit_bits near, afar;
			in_person(x, v, p, &near);
			any_row_of(x, v, p->afar, p->n_afar, &afar);
			m &= near | afar | fit_row(x, FIT_ROW_NO_WAY)[v];
		}
		for (size_t k = 0; k < p->n_not && !is_zero(&m); k++)
			m &= ~fit_row(x, p->not_row[k])[v];
		w->possible[v] = m;
		n += count(&m);
	}
	return n;
}

static inline void add(fit_bits *sum, const fit_bits *who, uint32_t points)
{
	fit_bits carry = { 0 };
	for (int b = 0; b < SLICES; b++) {
		fit_bits a = points >> b & 1 ? *who : (fit_bits){ 0 }, s = sum[b];
		sum[b] = s ^ a ^ carry;
		carry = (s & a) | (carry & (s ^ a));
		if (!(points >> b >> 1) && is_zero(&carry))
			break;
	}
}

/* Who has one, two, three, four of these rows. */
static inline void at_least_so_many(const struct fit_index *x, uint32_t v, const uint16_t *row, size_t n, fit_bits *has, int most)
{
	for (size_t k = 0; k < n; k++) {
		fit_bits more = fit_row(x, row[k])[v];
		for (int m = 0; m < most; m++) {
			fit_bits both = has[m] & more;
			has[m] |= more;
			more = both;
		}
	}
}

FIT_FAST static void add_up(const struct fit_index *x, struct fit_search *w)
{
	const struct plan *p = &w->plan;
	for (uint32_t v = 0; v < x->vectors; v++) {
		fit_bits sum[SLICES] = { 0 }, with[2] = { 0 }, liked[FIT_LIKED_MOST] = { 0 }, hours[BLOCKS_COUNTED] = { 0 }, any;
		if (is_zero(&w->possible[v]))
			continue;
		for (size_t k = 0; k < p->n_part; k++)
			add(sum, &fit_row(x, p->part[k].row)[v], p->part[k].points);
		at_least_so_many(x, v, p->with, p->n_with, with, 2);
		add(sum, &with[0], p->with_points);
		add(sum, &with[1], p->with_points);
		at_least_so_many(x, v, p->interest, p->n_interest, liked, FIT_LIKED_MOST);
		for (int k = 0; k < FIT_LIKED_MOST; k++)
			add(sum, &liked[k], p->liked_points[k]);
		at_least_so_many(x, v, p->hour, p->n_hour, hours, BLOCKS_COUNTED);
		for (int k = 0; k < BLOCKS_COUNTED; k++)
			add(sum, &hours[k], p->hour_points[k]);
		any_row_of(x, v, p->kind, p->n_kind, &any);
		add(sum, &any, p->kind_points);
		in_person(x, v, p, &any);
		add(sum, &any, p->near_points);
		memcpy(w->sum + (size_t)v * SLICES, sum, sizeof sum);
	}
}

/* Possible, with a sum of at least so many points: into chosen; how many. */
FIT_FAST static uint32_t choose(const struct fit_index *x, struct fit_search *w, int points)
{
	uint32_t n = 0;
	for (uint32_t v = 0; v < x->vectors; v++) {
		fit_bits more = { 0 }, same = w->possible[v];
		for (int b = SLICES - 1; b >= 0 && !is_zero(&same); b--) {
			fit_bits bit = w->sum[(size_t)v * SLICES + (size_t)b];
			if (points >> b & 1) {
				same &= bit;
			} else {
				more |= same & bit;
				same &= ~bit;
			}
		}
		w->chosen[v] = more | same;
		n += count(&w->chosen[v]);
	}
	return n;
}

/* ---- the few ---- */

static uint32_t numbers_of(const struct fit_index *x, const fit_bits *who, uint32_t *to)
{
	uint32_t n = 0;
	for (uint32_t v = 0; v < x->vectors; v++)
		for (uint32_t word = 0; word < FIT_BITS / 64; word++)
			for (uint64_t left = who[v][word]; left; left &= left - 1)
				to[n++] = v * FIT_BITS + word * 64 + (uint32_t)__builtin_ctzll(left);
	return n;
}

/* Scores those in `who`, and takes them out of the possible ones.  Hours last: they take longest. */
static void score(const struct fit_index *x, struct fit_search *w, const fit_bits *who, const struct fit_seeker *s, size_t n,
		  struct fit_found *ret, size_t *have)
{
	uint32_t many = numbers_of(x, who, w->number);
	for (uint32_t k = 0; k < many; k++) {
		uint32_t j = w->number[k];
		const struct fit_supporter *o = &x->all[j];
		const char *soon = (const char *)&x->all[w->number[k + 6 < many ? k + 6 : k]];
		for (size_t line = 0; line < sizeof *o; line += 64)
			__builtin_prefetch(soon + line);
		struct fit_parts p = fit_parts_without_hours(s, o);
		int most = fit_sum(&p) + (s->one.gave_hours && o->one.gave_hours ? w->plan.hours_most : 0);
		if ((*have == n && (!n || most < ret[0].score)) || !fit_rest_possible(s, j, o))
			continue;
		p.hours = fit_hours_part(s, &o->one);
		fit_keep(ret, have, n, (struct fit_found){ j, fit_turn(s, o), fit_sum(&p) });
	}
	for (uint32_t v = 0; v < x->vectors; v++)
		w->possible[v] &= ~who[v];
}

/* Into chosen: at least `many` with the highest sums, or everybody who is left.  The lowest sum among them. */
static int choose_best(const struct fit_index *x, struct fit_search *w, size_t many)
{
	int low = 0, high = 1 << SLICES;
	while (high - low > 1) {
		int middle = (low + high) / 2;
		if (choose(x, w, middle) >= many)
			low = middle;
		else
			high = middle;
	}
	choose(x, w, low);
	return low;
}

size_t fit_best(const struct fit_index *x, struct fit_search *w, const struct fit_seeker *s, size_t n, struct fit_found *ret)
{
	size_t have = 0;
	w->plan = (struct plan){ 0 };
	plan_rules(&w->plan, &s->one);
	plan_parts(&w->plan, s);
	if (allow(x, w) <= FEW || n == 0) {
		score(x, w, w->possible, s, n, ret, &have);
		fit_sort(ret, have);
		return have;
	}
	add_up(x, w);
	/* most of the best are among twice as many as are asked for; more, when some of those are not possible after all */
	int lowest = 1;
	for (size_t many = 2 * n; have < n && lowest > 0; many *= 4) {
		lowest = choose_best(x, w, many);
		score(x, w, w->chosen, s, n, ret, &have);
	}
	/* who may still come before the worst of them, equals included: the turn decides */
	if (have == n) {
		int least = ret[0].score - w->plan.always;
		choose(x, w, least > 0 ? least : 0);
		score(x, w, w->chosen, s, n, ret, &have);
	}
	fit_sort(ret, have);
	return have;
}

/* Somebody who has every figure that was ever shown and a lot of patience: linear equations over counts of people, solved with
 * exact fractions, and bounds that are pushed through them until nothing moves.  Tells whether a sum of counts is thereby known. */
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <stdlib.h>

enum { UNKNOWNS = 128, EQUATIONS = 512 };
struct fraction { __int128 up, down; };         /* down > 0, in lowest terms */
struct equation { struct fraction a[UNKNOWNS], is; };
struct knowledge {
	int n, rows;
	struct equation row[EQUATIONS];         /* as they were learned */
	int n_solved;
	struct equation solved[UNKNOWNS];       /* reduced; each led by its own unknown */
	int lead[UNKNOWNS];
	int64_t low[UNKNOWNS], high[UNKNOWNS];
};

static inline struct fraction fraction_of(__int128 up, __int128 down)
{
	__int128 a = up < 0 ? -up : up, b = down < 0 ? -down : down;
	while (b) {
		__int128 t = a % b;
		a = b;
		b = t;
	}
	a = a ? a : 1;
	return down < 0 ? (struct fraction){ -up / a, -down / a } : (struct fraction){ up / a, down / a };
}

static inline __int128 times(__int128 a, __int128 b)
{
	__int128 c;
	if (__builtin_mul_overflow(a, b, &c))
		abort();        /* never a wrong answer */
	return c;
}

/* a - f * b */
static inline struct fraction less(struct fraction a, struct fraction f, struct fraction b)
{
	if (!f.up || !b.up)
		return a;
	struct fraction x = fraction_of(times(f.up, b.up), times(f.down, b.down));
	return fraction_of(times(a.up, x.down) - times(x.up, a.down), times(a.down, x.down));
}

static inline void reduce(struct equation *e, const struct equation *by, int lead, int n)
{
	struct fraction f = e->a[lead];
	if (!f.up)
		return;
	for (int i = 0; i < n; i++)
		e->a[i] = less(e->a[i], f, by->a[i]);
	e->is = less(e->is, f, by->is);
}

/* The sum of these unknowns (each `times` in how[]) is this. */
static inline void learn(struct knowledge *k, const int *how, int64_t is)
{
	struct equation e = { .is = { is, 1 } };
	for (int i = 0; i < k->n; i++)
		e.a[i] = (struct fraction){ how[i], 1 };
	for (int i = k->n; i < UNKNOWNS; i++)
		e.a[i] = (struct fraction){ 0, 1 };
	if (k->rows == EQUATIONS)
		abort();
	k->row[k->rows++] = e;
	for (int s = 0; s < k->n_solved; s++)
		reduce(&e, &k->solved[s], k->lead[s], k->n);
	int lead = 0;
	while (lead < k->n && !e.a[lead].up)
		lead++;
	if (lead == k->n)
		return;         /* nothing new */
	struct fraction f = e.a[lead];
	for (int i = 0; i < k->n; i++)
		e.a[i] = fraction_of(times(e.a[i].up, f.down), times(e.a[i].down, f.up));
	e.is = fraction_of(times(e.is.up, f.down), times(e.is.down, f.up));
	for (int s = 0; s < k->n_solved; s++)
		reduce(&k->solved[s], &e, lead, k->n);
	k->solved[k->n_solved] = e;
	k->lead[k->n_solved++] = lead;
}

static inline int64_t floor_of(struct fraction f)
{
	return (int64_t)(f.up >= 0 ? f.up / f.down : -((-f.up + f.down - 1) / f.down));
}

/* One equation: what the others leave to each unknown. */
static inline bool push(struct knowledge *k, const struct equation *e)
{
	bool moved = false;
	for (int i = 0; i < k->n; i++) {
		if (!e->a[i].up)
			continue;
		struct fraction least = e->is, most = e->is;    /* of a[i] * x[i] */
		for (int j = 0; j < k->n; j++) {
			if (j == i || !e->a[j].up)
				continue;
			bool grows = e->a[j].up > 0;
			struct fraction lo = { grows ? k->low[j] : k->high[j], 1 }, hi = { grows ? k->high[j] : k->low[j], 1 };
			least = less(least, e->a[j], hi);
			most = less(most, e->a[j], lo);
		}
		struct fraction a = e->a[i], x = less((struct fraction){ 0, 1 }, fraction_of(-a.down, a.up), least),
			y = less((struct fraction){ 0, 1 }, fraction_of(-a.down, a.up), most);
		if (a.up < 0) {
			struct fraction t = x;
			x = y;
			y = t;
		}
		int64_t low = -floor_of((struct fraction){ -x.up, x.down }), high = floor_of(y);
		if (low > k->low[i]) {
			k->low[i] = low;
			moved = true;
		}
		if (high < k->high[i]) {
			k->high[i] = high;
			moved = true;
		}
	}
	return moved;
}

static inline void push_all(struct knowledge *k)
{
	bool moved = true;
	for (int round = 0; moved && round < 50; round++) {
		moved = false;
		for (int i = 0; i < k->rows; i++)
			moved |= push(k, &k->row[i]);
		for (int i = 0; i < k->n_solved; i++)
			moved |= push(k, &k->solved[i]);
	}
}

/* Is the sum of these unknowns known?  By combining equations, or because its bounds meet.  push_all was called. */
static inline bool known(const struct knowledge *k, const int *how)
{
	struct equation e = { .is = { 0, 1 } };
	int64_t low = 0, high = 0;
	bool any = false;
	for (int i = 0; i < UNKNOWNS; i++) {
		e.a[i] = (struct fraction){ i < k->n ? how[i] : 0, 1 };
		low += i < k->n ? how[i] * k->low[i] : 0;
		high += i < k->n ? how[i] * k->high[i] : 0;
	}
	for (int s = 0; s < k->n_solved; s++)
		reduce(&e, &k->solved[s], k->lead[s], k->n);
	for (int i = 0; i < k->n; i++)
		any |= e.a[i].up != 0;
	return !any || low == high;
}

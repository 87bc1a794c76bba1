/* The parts of the solver, for one another: an auction in which people bid for places.  Everything is counted in steps, of
 * which a point of the objective has `scale`, so that whole numbers are fine enough to be exact. */
#pragma once
#include "solve.h"

/* Sixteen bytes, so that four share a cache line: they are looked up in no order. */
struct solve_person {
	int64_t alone;                  /* worth of having no proposal: never more than 0 */
	uint32_t with;                  /* supporter, or SOLVE_NOBODY */
	uint16_t score;                 /* of that pair */
};
/* Who holds a place while people bid, and the highest price they would stay at.  A heap, the lowest bid on top. */
struct solve_seat { int64_t bid; uint32_t person; };
struct solve_offer { int64_t worth; uint32_t person; uint16_t score; };
enum { SOLVE_BLOCK = 32 };              /* entries of a column that share one bound */

struct solver {
	const struct solve_list *list;
	const struct solve_how *how;
	struct arena *work;
	int64_t scale, largest;         /* steps in a point; the most steps that anything is worth */
	int64_t first;                  /* points of what comes first, in this attempt (solve.c) */
	uint32_t supporters;            /* those that a pair can name */
	struct solve_person *person;
	/* of each supporter */
	int64_t *price;
	uint32_t *capacity, *taken, *room;      /* places (no more than pairs), places taken, seats there is memory for */
	struct solve_seat **seat;
	/* who could be with a supporter: column[at] up to column[at + 1], largest worth over being alone first */
	uint32_t *column, *column_person;
	uint16_t *column_score;
	uint32_t *column_block;         /* where the bounds of this column begin */
	int64_t *bound;                 /* for each SOLVE_BLOCK entries: none of them and none after them offers more */
	/* who still has to bid; supporters with a free place that has a price.  Rings. */
	uint32_t *waits, *sells;
	bool *is_selling;
	struct solve_offer *offer;
	int64_t *residue, *rounded;     /* for solve_round */
	uint64_t asked;                 /* bids and offers since go_on was last called */
	int attempt, round, rounds;
	bool stop;
	/* the best complete answer so far */
	uint32_t *best;
	uint16_t *best_score;
	__int128 best_worth;
	bool has_best;
};

/* prepare.c: what things are worth, places, memory.  What comes first must be worth more than solve_reach, and is certain
 * to outweigh whatever comes later from solve_first on. */
int64_t solve_reach(const struct solve_list *list, const struct solve_waiting *waiting);
int64_t solve_first(const struct solve_list *list, const struct solve_waiting *waiting);
int64_t solve_cost_alone(const struct solve_waiting *waiting, int64_t first, uint16_t band);
void solve_prepare(struct solver *s);
/* Weighs everything with this worth of what comes first; prices as the caller gave them, or none.  False: too much. */
bool solve_weigh(struct solver *s, int64_t first) MUST_USE;
/* columns.c */
void solve_columns(struct solver *s);
void solve_bounds(struct solver *s);
/* forward.c: people bid until nobody wants to.  reverse.c: free places get cheaper until somebody comes or they are free of
 * charge.  After both, everybody is within epsilon of the best they could have, and only full supporters have a price. */
void solve_forward(struct solver *s, int64_t epsilon);
void solve_reverse(struct solver *s, int64_t epsilon);
/* Is it time to look whether to go on?  Sets s->stop. */
void solve_look(struct solver *s);
/* proof.c: prices in units of `unit`, rounded where no price is; ret_window: so many residues in a row are no price's. */
void solve_round(const struct solver *s, const int64_t *price, int64_t unit, int64_t *ret_rounded, int64_t *ret_window);
/* No answer whatever is worth more than this, in points, whatever the prices are (from 0 on). */
__int128 solve_bound(const struct solve_list *list, const struct solve_waiting *waiting, const int64_t *price);

static inline int64_t solve_worth(const struct solver *s, uint32_t pair)
{
	return (int64_t)solve_pair_score(pair) * s->scale - s->price[solve_pair_supporter(pair)];
}
/* What a person has now. */
static inline int64_t solve_has(const struct solver *s, const struct solve_person *p)
{
	return p->with == SOLVE_NOBODY ? p->alone : p->score * s->scale - s->price[p->with];
}

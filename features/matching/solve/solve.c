/* Attempts and, in each, the rounds of the auction with a smaller and smaller epsilon; ending early with the best so far; the
 * result.  Leaves bidding to forward.c and reverse.c, the proof to proof.c.
 *
 * Why attempts: what comes first (one more person, one more band) is certain to outweigh any sum of scores only when it is
 * worth 1000 points for each supporter.  Numbers that large cost several rounds more, and chains that long do not happen.  So
 * it is first worth only a few thousand points.  If that answer cannot be bettered in what comes first, then it is the right
 * one; and whether so is proven with prices for the full worth (solve_round).  Only if the proof fails it is worth more. */
#include "inside.h"

enum { FINER = 5 };     /* from round to round; 4 to 7 are equally good, 256 is six times slower */
enum { ATTEMPT = 6, DEARER = 64 };      /* what comes first is worth so many times the reach; and after a failure */

/* ---- the best answer so far ---- */

/* With the full worth of what comes first, whatever it is in this attempt. */
static __int128 worth(const struct solver *s)
{
	int64_t first = solve_first(s->list, &s->how->waiting);
	__int128 sum = 0;
	for (uint32_t i = 0; i < s->list->people; i++) {
		const struct solve_person *p = &s->person[i];
		sum += p->with == SOLVE_NOBODY ? -solve_cost_alone(&s->how->waiting, first, s->list->band[i]) : p->score;
	}
	return sum;
}

static void remember(struct solver *s)
{
	__int128 now = worth(s);
	if (s->has_best && now <= s->best_worth)
		return;
	s->has_best = true;
	s->best_worth = now;
	for (uint32_t i = 0; i < s->list->people; i++) {
		s->best[i] = s->person[i].with;
		s->best_score[i] = s->person[i].score;
	}
}

/* Back to the best answer, and whoever finds a place still free there gets it. */
static void complete(struct solver *s)
{
	const struct solve_list *list = s->list;
	memset(s->taken, 0, s->supporters * sizeof *s->taken);
	for (uint32_t i = 0; i < list->people; i++) {
		s->person[i].with = s->best[i];
		s->person[i].score = s->best_score[i];
		if (s->best[i] != SOLVE_NOBODY)
			s->taken[s->best[i]]++;
	}
	for (uint32_t i = 0; i < list->people; i++)
		for (uint32_t e = list->row[i]; e < list->row[i + 1] && s->person[i].with == SOLVE_NOBODY; e++) {
			uint32_t j = solve_pair_supporter(list->pair[e]);
			if (s->taken[j] == s->capacity[j])
				continue;
			s->taken[j]++;
			s->person[i].with = j;
			s->person[i].score = (uint16_t)solve_pair_score(list->pair[e]);
		}
}

/* ---- rounds ---- */

void solve_look(struct solver *s)
{
	struct solve_progress now = { .round = s->round, .rounds = s->rounds };
	s->asked = 0;
	if (!s->how->go_on)
		return;
	for (uint32_t j = 0; j < s->supporters; j++)
		now.proposed += s->taken[j];
	s->stop = !s->how->go_on(s->how->context, &now);
}

static int64_t first_epsilon(const struct solver *s) { return s->largest / 4 ? s->largest / 4 : 1; }

static int64_t finer(int64_t epsilon) { return epsilon > FINER ? epsilon / FINER : 1; }

/* One attempt; s->price is then in points. */
static void run(struct solver *s)
{
	int64_t epsilon = first_epsilon(s), window = 0;
	s->round = s->rounds = 0;
	for (int64_t e = epsilon; e > 1; e = finer(e))
		s->rounds++;
	for (bool done = false; !done && !s->stop; epsilon = finer(epsilon)) {
		solve_look(s);
		if (!s->stop)
			solve_forward(s, epsilon);
		if (!s->stop)
			solve_reverse(s, epsilon);
		s->round++;
		solve_round(s, s->price, s->scale, s->rounded, &window);
		done = window >= epsilon;
	}
	memcpy(s->price, s->rounded, s->supporters * sizeof *s->price);
	remember(s);
}

/* Prices for the full worth of what comes first, and how far they leave the best answer from being proven. */
static __int128 lift(struct solver *s, int64_t *ret_price)
{
	const struct solve_waiting *waiting = &s->how->waiting;
	int64_t full = solve_first(s->list, waiting), window;
	solve_round(s, s->price, s->first, s->rounded, &window);
	for (uint32_t j = 0; j < s->supporters; j++)
		ret_price[j] = s->price[j] + (full - s->first) * s->rounded[j];
	return solve_bound(s->list, waiting, ret_price) - worth(s);
}

static enum status answer(struct solver *s, struct arena *a, struct solve_result *ret, const char **ret_why)
{
	const struct solve_list *list = s->list;
	int64_t full = solve_first(list, &s->how->waiting), reach = solve_reach(list, &s->how->waiting);
	__int128 gap = 1;
	*ret = (struct solve_result){
		.supporter = ARENA_ARRAY(a, list->people, uint32_t), .score = ARENA_ARRAY(a, list->people, uint16_t),
		.price = ARENA_ARRAY(a, list->supporters, int64_t), .first = full,
	};
	solve_prepare(s);
	for (int64_t first = reach * ATTEMPT; gap && !s->stop && s->first < full; first *= DEARER) {
		if (!solve_weigh(s, first < full / 4 ? first : full)) {
			*ret_why = N_("Waiting is worth too many points for a list of this size.");
			return INVALID;
		}
		run(s);
		if (s->stop)
			complete(s);
		gap = lift(s, ret->price);
		s->attempt++;
	}
	for (uint32_t i = 0; i < list->people; i++) {
		const struct solve_person *p = &s->person[i];
		ret->supporter[i] = p->with;
		if (p->with == SOLVE_NOBODY)
			continue;
		ret->score[i] = p->score;
		ret->proposed++;
		ret->band_sum += list->band[i];
		ret->score_sum += p->score;
	}
	ret->gap = (double)gap;
	ret->ended_early = s->stop;
	return OK;
}

enum status solve(struct arena *a, const struct solve_list *list, const struct solve_how *how, struct solve_result *ret,
		  const char **ret_why)
{
	struct arena work = { .cap = SIZE_MAX / 2 };
	struct solver s = { .list = list, .how = how, .work = &work };
	jmp_buf full, *before = a->way_out;
	volatile enum status st = FULL;
	*ret_why = N_("There is not enough memory for this list.");
	a->way_out = work.way_out = &full;
	if (!setjmp(full))
		st = answer(&s, a, ret, ret_why);
	a->way_out = before;
	arena_end(&work);
	return st;
}

/* What prices prove.  Leaves how they were found to the auction: every number here is made anew from the list. */
#include "inside.h"

static int rises(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;
	return *x < *y ? -1 : *x > *y;
}

/* If two prices differ by at most d units and a little, their rounded prices differ by at most d, provided that no price
 * lies in a window of residues as wide as the little, and counting starts at that window: the little can push nothing over it.
 * Being alone counts as a price of 0, which stays 0.
 *
 * From steps to points: the auction ends with everybody within epsilon steps of the best they could have.  Once a window is
 * that wide, whole-point prices leave nobody any step away from the best, and the gap is exactly 0.  A point has more steps
 * than there are prices, so for epsilon 1 there always is one.
 *
 * From points to what comes first: scores move prices against one another by less than 1000. */
void solve_round(const struct solver *s, const int64_t *price, int64_t unit, int64_t *ret_rounded, int64_t *ret_window)
{
	uint32_t n = 0;
	int64_t below = 0, widest;
	s->residue[n++] = 0;
	for (uint32_t j = 0; j < s->supporters; j++)
		if (price[j] % unit && s->capacity[j])
			s->residue[n++] = price[j] % unit;
	qsort(s->residue, n, sizeof *s->residue, rises);
	below = s->residue[n - 1];
	widest = unit - below - 1;      /* up to 0 again */
	for (uint32_t k = 1; k < n; k++)
		if (s->residue[k] - s->residue[k - 1] - 1 > widest) {
			widest = s->residue[k] - s->residue[k - 1] - 1;
			below = s->residue[k - 1];
		}
	for (uint32_t j = 0; j < s->supporters; j++)
		ret_rounded[j] = price[j] / unit + (price[j] % unit > below);
	*ret_window = widest;
}

/* Whoever has a place pays for it, and nobody has more than the best of what they could pay for: so what all places cost
 * and what everybody has at most is, together, no less than any answer. */
__int128 solve_bound(const struct solve_list *list, const struct solve_waiting *waiting, const int64_t *price)
{
	int64_t first = solve_first(list, waiting);
	__int128 sum = 0;
	for (uint32_t j = 0; j < list->supporters; j++)
		sum += (__int128)list->capacity[j] * price[j];
	for (uint32_t i = 0; i < list->people; i++) {
		int64_t best = -solve_cost_alone(waiting, first, list->band[i]);
		for (uint32_t e = list->row[i]; e < list->row[i + 1]; e++) {
			int64_t worth = (int64_t)solve_pair_score(list->pair[e]) - price[solve_pair_supporter(list->pair[e])];
			best = worth > best ? worth : best;
		}
		sum += best;
	}
	return sum;
}

static bool knows(const struct solve_list *list, uint32_t i, uint32_t pair)
{
	for (uint32_t e = list->row[i]; e < list->row[i + 1]; e++)
		if (list->pair[e] == pair)
			return true;
	return false;
}

const char *solve_wrong(struct arena *a, const struct solve_list *list, const struct solve_waiting *waiting,
			const struct solve_result *result)
{
	uint32_t *taken = ARENA_ARRAY(a, list->supporters, uint32_t), proposed = 0;
	int64_t bands = 0, scores = 0, first = solve_first(list, waiting);
	__int128 worth = 0;
	for (uint32_t i = 0; i < list->people; i++) {
		uint32_t j = result->supporter[i], score = result->score[i];
		if (j == SOLVE_NOBODY) {
			worth -= solve_cost_alone(waiting, first, list->band[i]);
			continue;
		}
		if (!knows(list, i, solve_pair(j, score)))
			return "a pair that is not in the list";
		if (++taken[j] > list->capacity[j])
			return "more people than a supporter has places";
		proposed++;
		bands += list->band[i];
		scores += score;
		worth += score;
	}
	if (proposed != result->proposed || bands != result->band_sum || scores != result->score_sum)
		return "the sums are not those of the proposals";
	for (uint32_t j = 0; j < list->supporters; j++)
		if (result->price[j] < 0 || (!result->ended_early && result->price[j] && taken[j] < list->capacity[j]))
			return "a free place has a price";
	if ((double)(solve_bound(list, waiting, result->price) - worth) > result->gap)
		return "the prices do not prove the gap";
	if (!result->ended_early && result->gap != 0)
		return "there is a gap";
	return NULL;
}

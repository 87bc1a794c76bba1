/* The best among all pairs, though only few of them are in the list: prices tell which of the others could better anything.
 * Leaves finding those to the caller. */
#include "inside.h"

int64_t solve_gain(const struct solve_list *list, const struct solve_waiting *waiting, const struct solve_result *result, uint32_t person)
{
	int64_t best = -solve_cost_alone(waiting, result->first, list->band[person]);
	for (uint32_t e = list->row[person]; e < list->row[person + 1]; e++) {
		uint32_t pair = list->pair[e];
		int64_t worth = (int64_t)solve_pair_score(pair) - result->price[solve_pair_supporter(pair)];
		best = worth > best ? worth : best;
	}
	return best;
}

struct pass {
	const struct solve_list *list;
	const struct solve_how *how;
	const struct solve_finder *finder;
	const struct solve_result *result;
	uint32_t *found;                /* of one person */
};

static bool has(const struct solve_list *list, uint32_t i, uint32_t j)
{
	for (uint32_t e = list->row[i]; e < list->row[i + 1]; e++)
		if (solve_pair_supporter(list->pair[e]) == j)
			return true;
	return false;
}

/* What the finder says of one person, without what is there already or could not help: it is not believed. */
static size_t find(const struct pass *p, uint32_t i)
{
	int64_t gain = solve_gain(p->list, &p->how->waiting, p->result, i);
	size_t n = p->finder->find(p->finder->context, i, p->result->price, gain, p->found, p->finder->most), good = 0;
	for (size_t k = 0; k < n && k < p->finder->most; k++) {
		uint32_t pair = p->found[k], j = solve_pair_supporter(pair), score = solve_pair_score(pair);
		if (j < p->list->supporters && score >= 1 && score <= SOLVE_SCORE_MAX && (int64_t)score - p->result->price[j] > gain &&
		    !has(p->list, i, j))
			p->found[good++] = pair;
	}
	return good;
}

/* The list with what was found; false: nothing was. */
static bool longer(struct arena *to, const struct pass *p, struct solve_list *ret)
{
	const struct solve_list *list = p->list;
	uint32_t n = 0, pairs = list->row[list->people], room = pairs / 8 + 64, *more = ARENA_ARRAY(to, room, uint32_t);
	uint32_t *more_at = ARENA_ARRAY(to, (size_t)list->people + 1, uint32_t);
	for (uint32_t i = 0; i < list->people; i++) {
		size_t found = find(p, i);
		while (found > room - n) {
			uint32_t *larger = ARENA_ARRAY(to, (size_t)room * 2, uint32_t);
			memcpy(larger, more, n * sizeof *more);
			more = larger;
			room *= 2;
		}
		if (found)
			memcpy(more + n, p->found, found * sizeof *more);
		more_at[i + 1] = n += (uint32_t)found;
	}
	if (!n)
		return false;
	*ret = *list;
	ret->row = ARENA_ARRAY(to, (size_t)list->people + 1, uint32_t);
	ret->pair = ARENA_ARRAY(to, (size_t)pairs + n, uint32_t);
	for (uint32_t i = 0; i < list->people; i++) {
		uint32_t at = ret->row[i], old = list->row[i + 1] - list->row[i], add = more_at[i + 1] - more_at[i];
		memcpy(ret->pair + at, list->pair + list->row[i], old * sizeof *ret->pair);
		memcpy(ret->pair + at + old, more + more_at[i], add * sizeof *ret->pair);
		ret->row[i + 1] = at + old + add;
	}
	return true;
}

/* Two arenas in turn: a list is made from the one before it, then that one is given up. */
static enum status passes(struct arena work[2], struct arena *a, struct pass *p, struct solve_list lists[2], struct solve_result *ret,
			  bool *ret_complete, const char **ret_why)
{
	struct solve_how how = *p->how;
	*ret_complete = false;
	for (int k = 0; ; k++) {
		struct arena *to = &work[k % 2];
		TRY(solve(a, p->list, &how, ret, ret_why));
		if (ret->ended_early || k == p->finder->passes)
			return OK;
		arena_end(to);
		p->result = ret;
		p->found = ARENA_ARRAY(to, p->finder->most, uint32_t);
		*ret_complete = !longer(to, p, &lists[k % 2]);
		if (*ret_complete)
			return OK;
		p->list = &lists[k % 2];
		how.before = ret;
	}
}

enum status solve_all_pairs(struct arena *a, const struct solve_list *list, const struct solve_how *how, const struct solve_finder *finder,
			    struct solve_result *ret, bool *ret_complete, uint32_t *ret_pairs, const char **ret_why)
{
	struct arena work[2] = { { .cap = SIZE_MAX / 2 }, { .cap = SIZE_MAX / 2 } };
	struct solve_list lists[2];
	jmp_buf full, *before = a->way_out;
	volatile enum status st = FULL;
	*ret_why = N_("There is not enough memory for this list.");
	a->way_out = work[0].way_out = work[1].way_out = &full;
	if (!setjmp(full)) {
		struct pass p = { .list = list, .how = how, .finder = finder };
		st = passes(work, a, &p, lists, ret, ret_complete, ret_why);
		*ret_pairs = p.list->row[p.list->people];
	}
	a->way_out = before;
	arena_end(&work[0]);
	arena_end(&work[1]);
	return st;
}

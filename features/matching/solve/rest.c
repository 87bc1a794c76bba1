/* After people have answered: what is accepted or unanswered stays, what was refused is gone, and the rest is a smaller list
 * of its own.  Leaves solving that one to solve.c. */
#include "solve.h"

struct rest {
	struct solve_list list;
	uint32_t *person;               /* whom each of its people is in the whole list */
};

static bool was_refused(const struct solve_answers *answers, size_t *at, uint32_t i, uint32_t j)
{
	while (*at < answers->n_refused && answers->refused[*at].person < i)
		++*at;
	for (size_t k = *at; k < answers->n_refused && answers->refused[k].person == i; k++)
		if (answers->refused[k].supporter == j)
			return true;
	return false;
}

/* Places that are left, and only the people and pairs that could still come to something. */
static struct rest rest_of(struct arena *work, const struct solve_list *list, const struct solve_answers *answers)
{
	struct rest x = { .list.supporters = list->supporters };
	uint32_t pairs = 0, people = 0;
	size_t at = 0;
	x.list.capacity = ARENA_ARRAY(work, list->supporters, uint32_t);
	if (list->supporters)
		memcpy(x.list.capacity, list->capacity, list->supporters * sizeof *list->capacity);
	for (uint32_t i = 0; i < list->people; i++)
		if (answers->kept[i] != SOLVE_NOBODY && x.list.capacity[answers->kept[i]])
			x.list.capacity[answers->kept[i]]--;
	for (uint32_t i = 0; i < list->people; i++)
		for (uint32_t e = list->row[i]; answers->kept[i] == SOLVE_NOBODY && e < list->row[i + 1]; e++)
			pairs += x.list.capacity[solve_pair_supporter(list->pair[e])] > 0;
	x.person = ARENA_ARRAY(work, list->people, uint32_t);
	x.list.band = ARENA_ARRAY(work, list->people, uint16_t);
	x.list.row = ARENA_ARRAY(work, (size_t)list->people + 1, uint32_t);
	x.list.pair = ARENA_ARRAY(work, pairs, uint32_t);
	pairs = 0;
	for (uint32_t i = 0; i < list->people; i++) {
		for (uint32_t e = list->row[i]; answers->kept[i] == SOLVE_NOBODY && e < list->row[i + 1]; e++) {
			uint32_t j = solve_pair_supporter(list->pair[e]);
			if (x.list.capacity[j] && !was_refused(answers, &at, i, j))
				x.list.pair[pairs++] = list->pair[e];
		}
		if (pairs == x.list.row[people])
			continue;
		x.person[people] = i;
		x.list.band[people] = list->band[i];
		x.list.row[++people] = pairs;
	}
	x.list.people = people;
	return x;
}

static uint16_t score_of(const struct solve_list *list, uint32_t i, uint32_t j)
{
	for (uint32_t e = list->row[i]; e < list->row[i + 1]; e++)
		if (solve_pair_supporter(list->pair[e]) == j)
			return (uint16_t)solve_pair_score(list->pair[e]);
	return 0;
}

static void put_together(struct arena *a, const struct solve_list *list, const struct solve_answers *answers, const struct rest *rest,
			 const struct solve_result *of_rest, struct solve_result *ret)
{
	*ret = *of_rest;
	ret->supporter = ARENA_ARRAY(a, list->people, uint32_t);
	ret->score = ARENA_ARRAY(a, list->people, uint16_t);
	for (uint32_t i = 0; i < list->people; i++) {
		uint32_t j = ret->supporter[i] = answers->kept[i];
		if (j == SOLVE_NOBODY)
			continue;
		ret->score[i] = score_of(list, i, j);
		ret->proposed++;
		ret->band_sum += list->band[i];
		ret->score_sum += ret->score[i];
	}
	for (uint32_t k = 0; k < rest->list.people; k++) {
		ret->supporter[rest->person[k]] = of_rest->supporter[k];
		ret->score[rest->person[k]] = of_rest->score[k];
	}
}

enum status solve_rest(struct arena *a, const struct solve_list *list, const struct solve_answers *answers, const struct solve_how *how,
		       struct solve_result *ret, const char **ret_why)
{
	struct arena work = { .cap = SIZE_MAX / 2 };
	struct solve_result of_rest;
	jmp_buf full, *before = a->way_out;
	volatile enum status st = FULL;
	*ret_why = N_("There is not enough memory for this list.");
	a->way_out = work.way_out = &full;
	if (!setjmp(full)) {
		struct rest rest = rest_of(&work, list, answers);
		st = solve(a, &rest.list, how, &of_rest, ret_why);
		if (st == OK)
			put_together(a, list, answers, &rest, &of_rest, ret);
	}
	a->way_out = before;
	arena_end(&work);
	return st;
}

/* The pairs by supporter, those first that can offer most, so that a search among them may stop early. */
#include "inside.h"
#include "large.h"

struct entry { uint32_t key, person; uint16_t score; };
enum { DIGIT = 11 };

/* What being alone costs, closed up: costs far apart are as good as 1001 apart, for scores are at most 1000.  So a cost and
 * a score together fit in 32 bits.  Sorted by cost, then given out by band. */
struct cost { int64_t cost; uint32_t band; };

static int by_cost(const void *a, const void *b)
{
	const struct cost *x = a, *y = b;
	return x->cost < y->cost ? -1 : x->cost > y->cost;
}

/* Where everybody's cost stands among all: small numbers in the same order. */
static uint32_t *close_up(struct solver *s)
{
	const struct solve_waiting *waiting = &s->how->waiting;
	int64_t first = solve_reach(s->list, waiting) + 1;
	const struct solve_list *list = s->list;
	uint32_t *place = ARENA_ARRAY(s->work, UINT16_MAX + 1, uint32_t), n = 0;
	struct cost *cost = ARENA_ARRAY(s->work, UINT16_MAX + 1, struct cost);
	bool *seen = ARENA_ARRAY(s->work, UINT16_MAX + 1, bool);
	for (uint32_t i = 0; i < list->people; i++) {
		uint32_t band = list->band[i];
		if (!seen[band])
			cost[n++] = (struct cost){ solve_cost_alone(waiting, first, list->band[i]), band };
		seen[band] = true;
	}
	if (n)
		qsort(cost, n, sizeof *cost, by_cost);
	for (uint32_t k = 1; k < n; k++) {
		int64_t apart = cost[k].cost - cost[k - 1].cost;
		place[cost[k].band] = place[cost[k - 1].band] + (uint32_t)(apart > SOLVE_SCORE_MAX ? SOLVE_SCORE_MAX + 1 : apart);
	}
	return place;
}

/* By key, largest first; equals stay in their order. */
static struct entry *sort(struct entry *at, struct entry *other, uint32_t n, uint32_t most)
{
	for (int shift = 0; shift < 32 && most >> shift; shift += DIGIT) {
		uint32_t begin[1 << DIGIT] = { 0 }, sum = 0;
		for (uint32_t k = 0; k < n; k++)
			begin[at[k].key >> shift & ((1 << DIGIT) - 1)]++;
		for (uint32_t d = 1 << DIGIT; d-- > 0; ) {
			uint32_t here = begin[d];
			begin[d] = sum;
			sum += here;
		}
		for (uint32_t k = 0; k < n; k++)
			other[begin[at[k].key >> shift & ((1 << DIGIT) - 1)]++] = at[k];
		struct entry *sorted = other;
		other = at;
		at = sorted;
	}
	return at;
}

static int entry_falls(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	return x->key != y->key ? x->key < y->key ? 1 : -1 : x->person < y->person ? -1 : x->person > y->person;
}

static void sort_column(struct solver *s, uint32_t j, const uint32_t *place, struct entry *at, struct entry *other)
{
	uint32_t begin = s->column[j], n = s->column[j + 1] - begin, most = 0;
	for (uint32_t k = 0; k < n; k++) {
		uint32_t i = s->column_person[begin + k], score = s->column_score[begin + k];
		at[k] = (struct entry){ place[s->list->band[i]] + score, i, (uint16_t)score };
		most = at[k].key > most ? at[k].key : most;
	}
	if (n < 256)
		qsort(at, n, sizeof *at, entry_falls);
	else
		at = sort(at, other, n, most);
	for (uint32_t k = 0; k < n; k++) {
		s->column_person[begin + k] = at[k].person;
		s->column_score[begin + k] = at[k].score;
	}
}

void solve_columns(struct solver *s)
{
	const struct solve_list *list = s->list;
	uint32_t pairs = list->row[list->people], most = 0, n = s->supporters;
	s->column = ARENA_ARRAY(s->work, (size_t)n + 1, uint32_t);
	s->column_block = ARENA_ARRAY(s->work, (size_t)n + 1, uint32_t);
	s->column_person = solve_large(s->work, pairs, sizeof *s->column_person);
	s->column_score = solve_large(s->work, pairs, sizeof *s->column_score);
	uint32_t *next = ARENA_ARRAY(s->work, (size_t)n + 1, uint32_t);
	for (uint32_t e = 0; e < pairs; e++)
		next[solve_pair_supporter(list->pair[e])]++;
	for (uint32_t j = 0; j < n; j++) {
		most = next[j] > most ? next[j] : most;
		s->column[j + 1] = s->column[j] + next[j];
		s->column_block[j + 1] = s->column_block[j] + (next[j] + SOLVE_BLOCK - 1) / SOLVE_BLOCK;
		next[j] = s->column[j];
	}
	s->bound = ARENA_ARRAY(s->work, s->column_block[n], int64_t);
	for (uint32_t i = 0; i < list->people; i++)
		for (uint32_t e = list->row[i]; e < list->row[i + 1]; e++) {
			uint32_t at = next[solve_pair_supporter(list->pair[e])]++;
			s->column_person[at] = i;
			s->column_score[at] = (uint16_t)solve_pair_score(list->pair[e]);
		}
	uint32_t *place = close_up(s);
	struct entry *at = ARENA_ARRAY(s->work, most, struct entry), *other = ARENA_ARRAY(s->work, most, struct entry);
	for (uint32_t j = 0; j < n; j++)
		sort_column(s, j, place, at, other);
}

/* What the first of each block could offer, were it alone. */
void solve_bounds(struct solver *s)
{
	for (uint32_t j = 0; j < s->supporters; j++)
		for (uint32_t e = s->column[j], block = s->column_block[j]; e < s->column[j + 1]; e += SOLVE_BLOCK)
			s->bound[block++] = s->column_score[e] * s->scale - s->person[s->column_person[e]].alone;
}

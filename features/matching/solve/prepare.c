/* Before the auction: what things are worth, how many places there are, memory for everything. */
#include "inside.h"
#include "large.h"

/* Supporters whom anybody could be proposed to. */
static uint32_t sought(const struct solve_list *list, struct arena *work)
{
	uint32_t n = 0;
	bool *seen = ARENA_ARRAY(work, SOLVE_SUPPORTERS_MAX, bool);
	for (uint32_t e = 0; e < list->row[list->people]; e++) {
		uint32_t j = solve_pair_supporter(list->pair[e]);
		n += !seen[j] && list->capacity[j];
		seen[j] = true;
	}
	return n;
}

static int64_t longest_wait(const struct solve_list *list)
{
	int64_t band = 0;
	for (uint32_t i = 0; i < list->people; i++)
		band = list->band[i] > band ? list->band[i] : band;
	return band;
}

/* What comes later moves prices by no more than this from one supporter, or from being alone, to the next. */
int64_t solve_reach(const struct solve_list *list, const struct solve_waiting *waiting)
{
	return SOLVE_SCORE_MAX + (waiting->strict ? 0 : waiting->points * longest_wait(list));
}

/* One more person, or one band more, comes about by a chain of people who move up, through each supporter at most once: it can
 * cost no more than 1000 points at each, and, where waiting counts in points, the difference of two people's. */
int64_t solve_first(const struct solve_list *list, const struct solve_waiting *waiting)
{
	uint32_t chain = list->supporters < list->people ? list->supporters : list->people;
	return SOLVE_SCORE_MAX * ((int64_t)(chain < SOLVE_SUPPORTERS_MAX ? chain : SOLVE_SUPPORTERS_MAX) + 2) +
		solve_reach(list, waiting);
}

int64_t solve_cost_alone(const struct solve_waiting *waiting, int64_t first, uint16_t band)
{
	if (waiting->strict)
		return first * (1 + (int64_t)band);
	int64_t long_wait = band >= waiting->guarantee ? (int64_t)band - waiting->guarantee + 1 : 0;
	return first * (1 + long_wait) + waiting->points * band;
}

/* A price that the caller knows from before, in points, closed up to this attempt's worth of what comes first. */
static int64_t known_price(const struct solver *s, int64_t price)
{
	int64_t from = s->how->before->first, level = price / from + (price % from > from / 2);
	if (level > UINT16_MAX + 2)
		return s->largest;
	int64_t now = level * s->first + (price - level * from);
	return now < 0 ? 0 : now > s->largest / s->scale ? s->largest : now * s->scale;
}

bool solve_weigh(struct solver *s, int64_t first)
{
	const struct solve_list *list = s->list;
	int64_t most = SOLVE_SCORE_MAX;
	s->first = first;
	for (uint32_t i = 0; i < list->people; i++) {
		int64_t cost = solve_cost_alone(&s->how->waiting, first, list->band[i]);
		most = cost > most ? cost : most;
		s->person[i] = (struct solve_person){ .alone = -cost, .with = SOLVE_NOBODY };
	}
	/* a bid adds up a few of these */
	if (__builtin_mul_overflow(most, s->scale, &s->largest) || s->largest > INT64_MAX / 16)
		return false;
	for (uint32_t i = 0; i < list->people; i++)
		s->person[i].alone *= s->scale;
	for (uint32_t j = 0; j < s->supporters; j++) {
		bool can_be_full = s->capacity[j] <= s->column[j + 1] - s->column[j];
		s->price[j] = !s->capacity[j] ? 2 * s->largest :        /* nobody would pay it */
			s->how->before && can_be_full ? known_price(s, s->how->before->price[j]) : 0;
	}
	solve_bounds(s);
	return true;
}

void solve_prepare(struct solver *s)
{
	const struct solve_list *list = s->list;
	uint32_t most = 0;
	s->supporters = list->supporters < SOLVE_SUPPORTERS_MAX ? list->supporters : SOLVE_SUPPORTERS_MAX;
	s->scale = (int64_t)sought(list, s->work) + 2;
	s->person = solve_large(s->work, list->people, sizeof *s->person);
	s->price = ARENA_ARRAY(s->work, s->supporters, int64_t);
	s->residue = ARENA_ARRAY(s->work, (size_t)s->supporters + 1, int64_t);
	s->rounded = ARENA_ARRAY(s->work, s->supporters, int64_t);
	s->capacity = ARENA_ARRAY(s->work, s->supporters, uint32_t);
	s->taken = ARENA_ARRAY(s->work, s->supporters, uint32_t);
	s->room = ARENA_ARRAY(s->work, s->supporters, uint32_t);
	s->seat = ARENA_ARRAY(s->work, s->supporters, struct solve_seat *);
	s->sells = ARENA_ARRAY(s->work, s->supporters, uint32_t);
	s->is_selling = ARENA_ARRAY(s->work, s->supporters, bool);
	s->waits = ARENA_ARRAY(s->work, list->people, uint32_t);
	s->best = ARENA_ARRAY(s->work, list->people, uint32_t);
	s->best_score = ARENA_ARRAY(s->work, list->people, uint16_t);
	solve_columns(s);
	for (uint32_t j = 0; j < s->supporters; j++) {
		uint32_t known = s->column[j + 1] - s->column[j];
		/* with more places than people who know them a supporter is never full, and so never has a price */
		s->capacity[j] = list->capacity[j] <= known ? list->capacity[j] : known + 1;
		most = s->capacity[j] > most ? s->capacity[j] : most;
	}
	s->offer = ARENA_ARRAY(s->work, (size_t)most + 1, struct solve_offer);
}

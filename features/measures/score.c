/* Scoring as published: reversed items, sums or means of what was answered, no figure when too little was.  A skipped answer is no
 * midpoint. */
#include "definition.h"

bool measure_counts(const struct measure_item *item, size_t scale)
{
	return item->scale == (int)scale || item->also & 1u << scale;
}

/* A reversed item counts from the other end of its steps. */
static int64_t value_of(const struct measure_item *item, int given)
{
	const struct measure_steps *s = item->steps;
	return s->at[item->reversed ? (int)s->n - 1 - given : given].value;
}

void measure_score(const struct measure *m, const int *given, struct measure_score ret[MEASURE_SCALES_MAX])
{
	for (size_t k = 0; k < m->n_scales; k++) {
		const struct measure_scale *s = &m->scale[k];
		struct measure_score x = { 0 };
		int64_t sum = 0;
		for (size_t i = 0; i < m->n_items; i++) {
			if (!measure_counts(&m->item[i], k))
				continue;
			x.asked++;
			if (given[i] < 0)
				continue;
			x.answered++;
			sum += value_of(&m->item[i], given[i]);
		}
		x.there = x.answered > 0 && x.answered >= s->answered_least;
		x.value = !x.there ? 0 : (s->mean ? (double)sum / (double)x.answered : (double)sum) * (double)(s->times ? s->times : 1);
		ret[k] = x;
	}
}

bool measure_read(const struct measure *m, const char *stored, int given[MEASURE_ITEMS_MAX])
{
	if (!stored || strlen(stored) != m->n_items)
		return false;
	for (size_t i = 0; i < m->n_items; i++) {
		given[i] = stored[i] == '-' ? -1 : stored[i] - 'a';
		if (given[i] < -1 || given[i] >= (int)m->item[i].steps->n)
			return false;
	}
	return true;
}

const char *measure_write(struct arena *a, const struct measure *m, const int *given)
{
	char *s = arena_take(a, m->n_items + 1);
	for (size_t i = 0; i < m->n_items; i++)
		s[i] = given[i] < 0 ? '-' : (char)('a' + given[i]);
	return s;
}

/* A table of counts in which no small number stands: small parts are taken together until the sum may be known.  Every number
 * that is shown is then about at least the minimum of people, and no two are about the same; so whatever is added or taken away
 * is a sum of such numbers. */
#include "inside.h"

static void take_out(struct insight_part *part, size_t *n, size_t k)
{
	memmove(part + k, part + k + 1, (*n - k - 1) * sizeof *part);
	--*n;
}

static bool is_small(int64_t n, int64_t min) { return n > 0 && n < min; }

static bool may_stand(const struct insight_part *p, int64_t min)
{
	return p->n + p->waiting > 0 && !is_small(p->n, min) && !is_small(p->waiting, min);
}

static int64_t people(const struct insight_part *p) { return p->n + p->waiting; }

static void take_in(struct insight_part *to, const struct insight_part *p)
{
	to->n += p->n;
	to->waiting += p->waiting;
}

/* A small one goes to the neighbour with fewer; the group keeps the name of its first. */
static size_t neighbours(struct insight_part *part, size_t n, int64_t min)
{
	for (size_t k = 0; k < n && n > 1; ) {
		if (may_stand(&part[k], min)) {
			k++;
			continue;
		}
		bool before = k + 1 == n || (k > 0 && people(&part[k - 1]) <= people(&part[k + 1]));
		size_t to = before ? k - 1 : k;
		take_in(&part[to], &part[to + 1]);
		take_out(part, &n, to + 1);
		k = to;
	}
	return n;
}

static int most_first(const void *a, const void *b)
{
	const struct insight_part *x = a, *y = b;
	if (people(x) != people(y))
		return people(x) < people(y) ? 1 : -1;
	return strcmp(x->code, y->code);
}

/* Those that may not stand become one, with as many of the next larger as that takes. */
static size_t others(struct insight_part *part, size_t n, int64_t min)
{
	struct insight_part rest = { NULL, 0, 0 };
	size_t stay = 0;
	for (size_t k = 0; k < n; k++)
		if (may_stand(&part[k], min))
			part[stay++] = part[k];
		else
			take_in(&rest, &part[k]);
	qsort(part, stay, sizeof *part, most_first);
	while (stay && people(&rest) && !may_stand(&rest, min))
		take_in(&rest, &part[--stay]);
	if (people(&rest))
		part[stay++] = rest;
	return stay;
}

size_t insight_table(struct insight_part *part, size_t n, int64_t min, bool in_order)
{
	struct insight_part all = { NULL, 0, 0 };
	for (size_t k = 0; k < n; k++)
		take_in(&all, &part[k]);
	if (!may_stand(&all, min))
		return 0;
	return in_order ? neighbours(part, n, min) : others(part, n, min);
}

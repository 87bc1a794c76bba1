/* A table of counts in which no small number stands: small parts are taken together until the sum may be known.  Every number
 * that is shown is then about at least the minimum of people, and no two are about the same; so whatever is added or taken away
 * is a sum of such numbers. */
#include "inside.h"

static void take_out(struct insight_part *part, size_t *n, size_t k)
{
	memmove(part + k, part + k + 1, (*n - k - 1) * sizeof *part);
	--*n;
}

/* A small one goes to the neighbour with fewer; the group keeps the name of its first. */
static size_t neighbours(struct insight_part *part, size_t n, int64_t min)
{
	for (size_t k = 0; k < n && n > 1; ) {
		if (part[k].n >= min) {
			k++;
			continue;
		}
		bool before = k + 1 == n || (k > 0 && part[k - 1].n <= part[k + 1].n);
		size_t to = before ? k - 1 : k;
		part[to].n += part[to + 1].n;
		take_out(part, &n, to + 1);
		k = to;
	}
	return n;
}

static int most_first(const void *a, const void *b)
{
	const struct insight_part *x = a, *y = b;
	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	return strcmp(x->code, y->code);
}

/* Those below the minimum become one, with as many of the next larger as that takes. */
static size_t others(struct insight_part *part, size_t n, int64_t min)
{
	int64_t sum = 0;
	size_t stay = n;
	qsort(part, n, sizeof *part, most_first);
	while (stay && (part[stay - 1].n < min || (sum > 0 && sum < min)))
		sum += part[--stay].n;
	if (sum)
		part[stay++] = (struct insight_part){ NULL, sum };
	return stay;
}

size_t insight_table(struct insight_part *part, size_t n, int64_t min, bool in_order)
{
	int64_t all = 0;
	for (size_t k = 0; k < n; k++)
		all += part[k].n;
	if (all < min)
		return 0;
	if (in_order)
		return neighbours(part, n, min);
	for (size_t k = n; k-- > 0; )
		if (!part[k].n)
			take_out(part, &n, k);
	return others(part, n, min);
}

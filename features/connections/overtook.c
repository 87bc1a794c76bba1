/* Why somebody has no proposal although there are people they could walk with: who took those places, and had they waited
 * longer.  Where an answer is the best there is, whoever has waited less and took such a place came to at least as many points
 * of fit and waiting together: otherwise the two could change, and the sum would be larger. */
#include "propose.h"

struct overtook overtook_new(struct arena *a, const struct propose *p)
{
	struct overtook o = { .n = p->n_supporters, .first = ARENA_ARRAY(a, p->n_supporters + 2, uint32_t), .who = ARENA_ARRAY(a, p->n + 1, uint32_t) };
	for (size_t i = 0; i < p->n; i++)
		if (p->result.supporter[i] < o.n)
			o.first[p->result.supporter[i] + 2]++;
	for (size_t j = 0; j + 2 <= o.n + 1; j++)
		o.first[j + 2] += o.first[j + 1];
	for (size_t i = 0; i < p->n; i++)
		if (p->result.supporter[i] < o.n)
			o.who[o.first[p->result.supporter[i] + 1]++] = (uint32_t)i;
	return o;
}

struct overtook_count overtook_count(const struct overtook *o, const struct propose *p, size_t i)
{
	const struct propose_seeker *s = &p->seeker[i];
	struct overtook_count c = { .possible = s->n };
	for (uint32_t e = 0; e < s->n; e++) {
		uint32_t j = solve_pair_supporter(s->pair[e]);
		for (uint32_t k = o->first[j]; j < o->n && k < o->first[j + 1]; k++) {
			bool waited = p->seeker[o->who[k]].asked <= s->asked;
			c.longer += waited;
			c.shorter += !waited;
		}
	}
	return c;
}

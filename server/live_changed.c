/* What is new in a community, from all features that number changes (feature.h, .live), in one order.  Leaves who hears of it to
 * live.c and to them. */
#include "live_inside.h"

/* One list comes behind the other; both are in order, and so is what comes of them.  at_most of each are enough for the first at_most
 * of all. */
static void merge(struct req *r, const struct live_source *of, const struct live_change_list *more, size_t at_most, struct live_change_list *ret)
{
	struct live_change_list both = { .at = ARENA_ARRAY(&r->arena, at_most, struct live_change) };
	for (size_t a = 0, b = 0; both.n < at_most && (a < ret->n || b < more->n); ) {
		if (a < ret->n && (b == more->n || ret->at[a].n < more->at[b].n)) {
			both.at[both.n++] = ret->at[a++];
		} else {
			both.at[both.n] = more->at[b++];
			both.at[both.n++].of = of;
		}
	}
	*ret = both;
}

enum status live_changed(struct req *r, const char *community, const char *person, int64_t after, size_t at_most, struct live_change_list *ret)
{
	*ret = (struct live_change_list){ 0 };
	for (size_t f = 0; f < r->house->n; f++) {
		const struct live_source *source = r->house->features[f]->live;
		struct live_change_list more;
		if (!source)
			continue;
		TRY(source->changed(r, community, person, after, (int64_t)at_most, &more));
		if (more.n)
			merge(r, source, &more, at_most, ret);
	}
	return OK;
}

/* Blocking somebody, from any page on which one sees them: no reason, and the other is told nothing.  Whom somebody keeps
 * apart is known to experiences; here it ends what there is between the two, in every community. */
#include "inside.h"

static enum status end_between(struct req *r, const char *other)
{
	struct connections_open_of_list open;
	TRY(connections_open_of(r, r->who.person, &open));
	for (size_t i = 0; i < open.n; i++) {
		struct connections_one c;
		int64_t changed;
		TRY(connections_get(r, open.at[i].id, &c));
		if (!str_same(connections_other(r, &c), other))
			continue;
		TRY(connection_change(r, c.id, "ended", r->now, &changed));
		TRY(asks_walking_add(r, c.community, c.other, -1));
		c.state = "ended";
		c.open = false;
		TRY(tell(r, &connections_changed, &c));
	}
	return OK;
}

enum status connections_block(struct req *r, const char *other)
{
	int64_t changed;
	if (str_same(other, r->who.person))
		return MISSING;
	TRY(experiences_keep_apart(r, other));
	TRY(proposals_close_blocked(r, r->who.person, other, r->now, &changed));
	return end_between(r, other);
}

static enum status block(struct req *r, const char *other)
{
	TRY(connections_block(r, other));
	return redirect_here(r, N_("Blocked. You are not brought together again, and nobody is told. You find the name under “About me”."), "/connections");
}

enum status connection_block(struct req *r) { return block(r, connections_other(r, r->object)); }

enum status proposal_block(struct req *r)
{
	const struct proposal_get *x = r->object;
	return block(r, str_same(x->asker, r->who.person) ? x->other : x->asker);
}

enum status offer_block(struct req *r)
{
	const struct asks_one *offer = r->object;
	return str_same(offer->direction, "offer") ? block(r, offer->person) : MISSING;
}

/* Closing a community to somebody, for a time or for good, and opening it again.  Knows memberships; why it is done, and how
 * the person is heard, is left to whoever decides. */
#include "communities_inside.h"

enum status communities_closed_now(struct req *r, int64_t *ret_until)
{
	struct communities_closed_get m = { .until = NO_INT };
	if (r->who.person) {
		enum status st = communities_closed_get(r, r->community.id, r->who.person, &m);
		if (st != OK && st != MISSING)
			return st;
	}
	*ret_until = m.until != NO_INT && m.until > r->now ? m.until : NO_INT;
	return OK;
}

enum status communities_close_to(struct req *r, const char *person, int64_t until)
{
	struct communities_coordinators_but coordinators;
	const struct communities_member m = { .community = r->community.id, .person = person };
	TRY(communities_coordinators_but(r, m.community, person, r->now, &coordinators));
	if (coordinators.is_one && coordinators.n == 0)
		return fault(r, NULL, "last_coordinator", N_("This is the only coordinator here. Make someone else coordinator first."));
	TRY(communities_closed_longer(r, m.community, person, until, NULL));
	return until >= COMMUNITIES_FOR_GOOD ? communities_member_ends(r, m.community, person) : tell(r, &communities_closed, &m);
}

enum status communities_open_to(struct req *r, const char *person, int64_t until, bool ended)
{
	struct communities_membership_get m;
	TRY(communities_closed_set(r, r->community.id, person, until, NULL));
	if (!ended || until != NO_INT)
		return OK;
	enum status st = communities_membership_get(r, r->community.id, person, &m);
	return st == MISSING ? communities_add_member(r, r->community.id, person, false) : st;
}

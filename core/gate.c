/* The gate: may this request go through this route, and which fields of what others wrote are there for whoever goes
 * through.  Knows routes, rights and kinds of fields; which sealed column is of which kind, each feature says in its
 * .fields. */
#include "core.h"
#include "house.h"
#include "gate_inside.h"

/* ---- routes ---- */

static bool in_community(const struct route *x)
{
	return str_begins(x->path, "/c/{c}");
}

enum status gate_sign_in(struct req *r)
{
	r->needs_sign_in = true;
	return MISSING;
}

enum status gate_before(struct req *r, const struct route *x)
{
	unsigned held = r->who.may & x->may;
	if (held & MAY_OPERATOR)
		return OK;
	if (in_community(x) && !r->community.id && (x->may & MAY_ANYONE || r->who.person))
		return MISSING;
	if (x->may & (MAY_ANYONE | MAY_HOLDER))
		return OK;
	if (!r->who.person)
		return x->may & ~MAY_OPERATOR ? gate_sign_in(r) : MISSING;
	if (in_community(x) && !held && may(r, MAY_JOINING)) {
		r->needs_join = true;
		return DENIED;
	}
	if (held || x->may & GATE_OBJECT_BITS)
		return OK;
	return MISSING;         /* a page one may not see answers as one that does not exist */
}

static enum status gate_password(struct req *r, const struct route *x)
{
	if (!x->again || r->who.again_recently || may(r, MAY_OPERATOR))
		return OK;
	r->needs_password = true;
	return DENIED;
}

enum status gate(struct req *r, const struct route *x)
{
	unsigned held = r->who.may & x->may;
	TRY(gate_before(r, x));
	r->who.as = gate_closest(held);
	if (held & GATE_OPEN_BITS || x->may & MAY_ANYONE || held & ~(unsigned)GATE_OBJECT_BITS)
		return gate_password(r, x);
	if (!r->who.person)
		return x->may & ~GATE_OPEN_BITS ? gate_sign_in(r) : MISSING;
	if (held && (!in_community(x) || may(r, MAY_MEMBER)))
		return gate_password(r, x);
	return MISSING;
}

unsigned gate_closest(unsigned held)
{
	static const unsigned order[] = {
		MAY_OWNER, MAY_PARTY, MAY_CONNECTED, MAY_HOLDER, MAY_IN_GROUP, MAY_LEADS, MAY_MEMBER, MAY_SUPPORTER, MAY_ALLY,
		MAY_EVALUATOR, MAY_BILLER, MAY_FACILITATOR, MAY_SUPERVISOR, MAY_COORDINATOR, MAY_JOINING, MAY_SIGNED_IN, MAY_OPERATOR, MAY_ANYONE,
	};
	for (size_t i = 0; i < COUNT(order); i++)
		if (held & order[i])
			return order[i];
	return 0;
}

/* ---- fields ---- */

#define F(kind) (1u << FIELD_##kind)

/* What each right of the team opens of others.  Every other right is that of a person to what is theirs, was shown to them
 * or is everybody's: which that is, the route's .of found out. */
static const struct { unsigned right, opens; } team[] = {
	{ MAY_EVALUATOR, F(COMMON) },
	{ MAY_BILLER, F(COMMON) | F(NAME) },
	{ MAY_FACILITATOR, F(COMMON) | F(NAME) | F(TOLD) },
	{ MAY_SUPERVISOR, F(COMMON) | F(NAME) | F(TOLD) | F(REACH) },
	{ MAY_COORDINATOR, F(COMMON) | F(NAME) | F(TOLD) | F(REACH) },
};
enum { THE_TEAM = MAY_EVALUATOR | MAY_BILLER | MAY_FACILITATOR | MAY_SUPERVISOR | MAY_COORDINATOR };

unsigned gate_fields(unsigned as)
{
	for (size_t i = 0; i < COUNT(team); i++)
		if (as == team[i].right)
			return team[i].opens;
	return ~0u;
}

enum field_kind gate_field(const struct house *h, const char *place)
{
	for (size_t f = 0; h && f < h->n; f++)
		for (size_t k = 0; k < h->features[f]->n_fields; k++)
			if (str_same(h->features[f]->fields[k].place, place))
				return h->features[f]->fields[k].kind;
	return FIELD_OWN;       /* what nobody has thought about is for nobody else */
}

bool gate_opens(struct req *r, const char *place, const char *owner)
{
	if (!r->route || *owner == '@' || str_same(owner, r->who.person))
		return true;
	if (r->who.as && !(r->who.as & THE_TEAM) && r->route->shows)
		return true;
	unsigned field = 1u << gate_field(r->house, place);
	if (r->who.as && !(field & gate_fields(r->who.as)))
		return false;
	if (!r->who.as)
		r->opened.undecided |= field;
	if (!str_same(owner, r->community.id))
		r->opened.fields |= field;
	return true;
}

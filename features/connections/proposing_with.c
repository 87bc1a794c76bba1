/* Proposing together with other communities of this server: it holds where coordinators of both named the other.  Nobody sees more
 * of the other's people for it: each reads on their own page what became of their own.  Leaves the run to propose.c. */
#include "inside.h"
#include "queries.h"

static const struct form_field with_fields[] = {
	TEXT_FIELD(struct proposing_with, other, .required = true, .min = 2, .max = 40, .label = N_("Address of the other community"),
		   .hint = N_("What stands in its address behind /c/. A coordinator there writes yours, too.")),
};
const struct form proposing_with_form = FORM(proposing_with, with_fields);

/* Whether there is such a community is not told: that is theirs to tell. */
enum status proposing_with_save(struct req *r)
{
	const struct proposing_with *f = r->form;
	if (strspn(f->other, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(f->other))
		return fault(r, "other", "shape", N_("An address has small letters, digits and - only. Please look again."));
	if (str_same(f->other, r->community.slug))
		return fault(r, "other", "own", N_("This is your own community. Please write the address of the other one."));
	struct proposing_withs_list now;
	TRY(proposing_withs(r, r->community.id, &now));
	if (now.n >= PROPOSING_WITH_MOST)
		return fault_with(r, "other", "full", N_("You wrote down {0} already. Please take one away first."), word_int(PROPOSING_WITH_MOST));
	TRY(proposing_with_add(r, r->community.id, f->other, r->who.person, r->now, NULL));
	return redirect_here(r, N_("Written down. It holds as soon as they have written down yours."), "/waiting/rule");
}

enum status proposing_with_end(struct req *r)
{
	int64_t changed;
	TRY(proposing_with_remove(r, r->community.id, r->part[0], &changed));
	if (!changed)
		return MISSING;
	return redirect_here(r, N_("Taken away. From now on each proposes alone."), "/waiting/rule");
}

enum status proposing_join(struct req *r, const char *run)
{
	struct proposing_agreed_list others;
	TRY(proposing_agreed(r, r->community.id, &others));
	for (size_t k = 0; k < others.n; k++) {
		const struct proposing_agreed *o = &others.at[k];
		TRY(proposing_give_up(r, o->community, r->now - PROPOSING_NOT_HEARD_OF, r->now, NULL));
		TRY(proposing_begin_with(r, id_new(r), o->community, o->said_by, r->now, run, NULL));
	}
	return OK;
}

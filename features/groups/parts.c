/* Who facilitates: asked by those who do, or stepping in when nobody does.  Trained or not is said by each about themselves.  No one
 * is put into a part without their yes. */
#include "inside.h"

static const struct form_field group_trained_fields[] = {
	FLAG_FIELD(struct group_trained, trained, .label = N_("I am trained to facilitate")),
};
const struct form group_trained_form = FORM(group_trained, group_trained_fields);

static enum status back(struct req *r, const struct groups_one *g, const char *notice) { return redirect_here(r, notice, "/groups/%s", g->id); }

enum status groups_part_yes(struct req *r)
{
	const struct groups_one *g = r->object;
	if (g->over || g->asked_part == NO_INT)
		return MISSING;
	TRY(peer_group_part(r, g->id, r->who.person, g->asked_part, NULL));
	return back(r, g, N_("Thank you. The {~group} counts on you now, as long as it is good for you."));
}

enum status groups_part_no(struct req *r)
{
	const struct groups_one *g = r->object;
	TRY(peer_group_part_ask(r, g->id, r->who.person, NO_INT, NULL));
	return back(r, g, N_("That is all right. Somebody else may like to."));
}

/* Anybody of a group that has nobody to facilitate it. */
enum status groups_step_up(struct req *r)
{
	const struct groups_one *g = r->object;
	struct groups_person_list leads;
	if (g->over)
		return MISSING;
	TRY(groups_facilitators(r, g->id, &leads));
	if (leads.n)
		return fault(r, NULL, "taken", N_("Somebody was quicker. You can offer them to share it."));
	TRY(peer_group_part(r, g->id, r->who.person, GROUPS_FACILITATES, NULL));
	return back(r, g, N_("Thank you. The {~group} counts on you now, as long as it is good for you."));
}

enum status groups_step_down(struct req *r)
{
	const struct groups_one *g = r->object;
	TRY(peer_group_part(r, g->id, r->who.person, GROUPS_MEMBER, NULL));
	return back(r, g, N_("Thank you for what you did. You are one of the {~group} as before."));
}

enum status groups_say_trained(struct req *r)
{
	const struct groups_one *g = r->object;
	const struct group_trained *f = r->form;
	TRY(peer_group_trained(r, g->id, r->who.person, f->trained, NULL));
	return back(r, g, N_("Saved."));
}

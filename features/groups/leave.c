/* Leaving, in one step; handing on what one carried; and the end of a group, with a last look back. */
#include "inside.h"
#include "tell.h"

const struct event groups_ended = { "groups_ended" };

static const struct form_field group_leave_fields[] = {
	PICK_FIELD(struct group_leave, hand_on, .label = N_("Whom would you like to ask to facilitate after you?"),
		   .hint = N_("They can say no. If nobody takes it, everyone in the {~group} sees that it is looking for someone.")),
};
const struct form group_leave_form = FORM(group_leave, group_leave_fields);

static const struct form_field group_end_fields[] = {
	TEXT_FIELD(struct group_end, words, .max = 2000, .multiline = true, .label = N_("A last look back"),
		   .hint = N_("What was, what you are glad of. Those who were in it at the end can read it.")),
	FLAG_FIELD(struct group_end, sure, .required = true, .label = N_("We decided to end it together")),
};
const struct form group_end_form = FORM(group_end, group_end_fields);

/* Those who could take over: everyone else whom the reader can see. */
static enum status others(struct req *r, const struct groups_one *g, struct form_options *ret)
{
	struct group_people people;
	TRY(group_members_of(r, g, &people));
	struct form_option *at = ARENA_ARRAY(&r->arena, people.n + 1, struct form_option);
	*ret = (struct form_options){ .field = "hand_on", .at = at };
	for (size_t k = 0; k < people.n; k++)
		if (!people.at[k].mine && people.at[k].part == GROUPS_MEMBER)
			at[ret->n++] = (struct form_option){ .code = people.at[k].id, .label = people.at[k].name };
	return OK;
}

static const struct json_field groups_leave_json[] = { JSON_TEXT(groups_leave_view, id), JSON_FLAG(groups_leave_view, last) };

enum status groups_leaving(struct req *r)
{
	const struct groups_one *g = r->object;
	struct form_options *names = ARENA_NEW(&r->arena, struct form_options);
	struct groups_person_list leads;
	struct peer_group_words w;
	TRY(peer_group_words(r, g->id, &w));
	TRY(groups_facilitators(r, g->id, &leads));
	TRY(others(r, g, names));
	struct groups_leave_view v = { .id = g->id, .name = g->name, .farewell = w.farewell, .last = g->leads && leads.n == 1, .others = names->n > 0 };
	form_show(r, &v.form, &group_leave_form, NULL);
	v.form.drawn.options = names;
	v.form.drawn.n_options = 1;
	return REPLY(r, groups_leave, &v);
}

enum status groups_leave(struct req *r)
{
	const struct groups_one *g = r->object;
	const struct group_leave *f = r->form;
	struct form_options names = { 0 };
	bool known = !f->hand_on;
	if (f->hand_on)
		TRY(others(r, g, &names));
	for (size_t k = 0; k < names.n; k++)
		known |= str_same(names.at[k].code, f->hand_on);
	if (!known)
		return fault(r, "hand_on", "choice", N_("Someone you chose is not here any more. Please look at the list once more."));
	if (f->hand_on && g->leads) {
		TRY(peer_group_part_ask(r, g->id, f->hand_on, g->part, NULL));
		TRY(live_today(r, g->community, f->hand_on));
	}
	TRY(group_go(r, g->id, g->community, r->who.person));
	return redirect_here(r, N_("You left the {~group}. No reason is asked, and you can come back."), "/groups");
}

static const struct json_field groups_end_json[] = { JSON_TEXT(groups_end_view, id) };

enum status groups_ending(struct req *r)
{
	const struct groups_one *g = r->object;
	struct groups_end_view v = { .id = g->id, .name = g->name };
	struct peer_group_words w;
	if (g->over)
		return MISSING;
	TRY(peer_group_words(r, g->id, &w));
	v.ending = w.ending;
	form_show(r, &v.form, &group_end_form, NULL);
	return REPLY(r, groups_end, &v);
}

/* Nobody waits for it any more; what was said and agreed stays readable for those who were in it. */
static enum status end(struct req *r, const char *words)
{
	const struct groups_one *g = r->object;
	if (g->over)
		return MISSING;
	TRY(peer_group_asks_clear(r, g->id, NULL));
	TRY(peer_group_end(r, g->id, g->community, r->now, words, NULL));
	TRY(tell(r, &groups_ended, g));
	return redirect_here(r, N_("The {~group} has ended. Thank you for all of it."), "/groups/%s", g->id);
}

enum status groups_end(struct req *r)
{
	const struct group_end *f = r->form;
	return end(r, f->words);
}

/* A coordinator, where the house rules leave no other way, or nobody is left. */
enum status groups_close(struct req *r) { return end(r, NULL); }

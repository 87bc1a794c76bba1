/* Who supports in a project, as those who coordinate or supervise say.  Out of the team is out of its talk, at once. */
#include "inside.h"

static const struct form_field team_people_fields[] = {
	IDS_FIELD(struct team_chosen, people, .max = 200, .label = N_("Who supports in this project?"),
		  .hint = N_("They belong to its team as long as they hold a role here. Each of them sees in their list that you said so.")),
};
const struct form team_people_form = FORM(team_chosen, team_people_fields);

static const struct json_field teams_people_json[] = { JSON_TEXT(teams_people_view, id), JSON_TEXT(teams_people_view, name) };

enum status team_people_show(struct req *r)
{
	const struct team_one *t = r->object;
	struct teams_people_view v = { .id = t->id, .name = t->name };
	struct team_could_list all;
	struct team_chosen *now = ARENA_NEW(&r->arena, struct team_chosen);
	if (!t->project)
		return MISSING;
	TRY(team_could(r, r->community.id, t->project, r->now, &all));
	struct form_option *option = ARENA_ARRAY(&r->arena, all.n + 1, struct form_option);
	struct form_options *options = ARENA_NEW(&r->arena, struct form_options);
	now->people.at = ARENA_ARRAY(&r->arena, all.n + 1, const char *);
	for (size_t k = 0; k < all.n; k++) {
		option[k] = (struct form_option){ .code = all.at[k].person, .label = people_name_or_left(r, all.at[k].name) };
		if (all.at[k].listed)
			now->people.at[now->people.n++] = all.at[k].person;
	}
	*options = (struct form_options){ "people", all.n, option };
	form_show(r, &v.form, &team_people_form, now);
	v.form.drawn.options = options;
	v.form.drawn.n_options = 1;
	return REPLY(r, teams_people, &v);
}

static bool ticked(const struct str_list *all, const char *person)
{
	for (size_t k = 0; k < all->n; k++)
		if (str_same(all->at[k], person))
			return true;
	return false;
}

/* Each change is a deed that stands in the list of the one it is about. */
enum status team_people_save(struct req *r)
{
	const struct team_one *t = r->object;
	const struct team_chosen *f = r->form;
	struct team_could_list all;
	if (!t->project)
		return MISSING;
	TRY(team_could(r, r->community.id, t->project, r->now, &all));
	for (size_t k = 0; k < all.n; k++) {
		const char *person = all.at[k].person;
		bool in = ticked(&f->people, person);
		if (in == all.at[k].listed)
			continue;
		TRY(in ? team_person_add(r, t->project, person, r->now, NULL) : team_person_remove(r, t->project, person, NULL));
		TRY(team_settle(r, person));
		TRY(deed_log(r, in ? "team_in" : "team_out", person));
	}
	return redirect_here(r, N_("Saved."), "/teams/%s", t->id);
}

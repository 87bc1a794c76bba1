/* Which of my goals a meeting was about: said on the page of the meeting, by wish, seen on my own road. */
#include "inside.h"

static const struct form_field about_fields[] = {
	IDS_FIELD(struct goal_about, goals, .max = 20, .label = N_("Was it about a goal of yours?"), .hint = N_("Only you see this. It is then on the goal’s road.")),
};
const struct form goal_about_form = FORM(goal_about, about_fields);

enum status goal_meeting_card(struct req *r)
{
	const struct encounters_one *e = r->object;
	struct goals_about_list rows;
	if (!e->connection || !e->met)
		return OK;
	TRY(goals_about(r, r->who.person, e->id, &rows));
	if (!rows.n)
		return OK;
	struct goals_meetings_view v = { .encounter = e->id };
	struct goal_about stored = { .goals.at = ARENA_ARRAY(&r->arena, rows.n, const char *) };
	struct form_option *at = ARENA_ARRAY(&r->arena, rows.n, struct form_option);
	for (size_t i = 0; i < rows.n; i++) {
		at[i] = (struct form_option){ .code = rows.at[i].id, .label = rows.at[i].words };
		if (rows.at[i].chosen)
			stored.goals.at[stored.goals.n++] = rows.at[i].id;
	}
	struct form_options offered = { .field = "goals", .n = rows.n, .at = at };
	form_show(r, &v.form, &goal_about_form, &stored);
	v.form.drawn.options = &offered;
	v.form.drawn.n_options = 1;
	v.form.drawn.mark = "goals";
	goals_meetings_draw(&r->out, &v);
	return OK;
}

/* What is not a goal of mine is passed over: the statement looks at whose it is. */
enum status goal_meeting_save(struct req *r)
{
	const struct encounters_one *e = r->object;
	const struct goal_about *f = r->form;
	int64_t changed;
	if (!e->connection || !e->met)
		return MISSING;
	TRY(goal_meetings_clear(r, r->who.person, e->id, &changed));
	for (size_t i = 0; i < f->goals.n; i++)
		TRY(goal_meeting_add(r, id_new(r), f->goals.at[i], r->who.person, MOMENT_MET, e->began, e->id, &changed));
	return redirect_here(r, N_("Saved."), "/encounters/%s", e->id);
}

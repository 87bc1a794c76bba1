/* Who walks along with a goal, and what they see of it: only people one walks with, only what was chosen, only as long as the two
 * walk together. */
#include "inside.h"

static const struct form_field with_fields[] = {
	IDS_FIELD(struct goal_with, people, .max = 50, .label = N_("Who walks along?"), .hint = N_("They see it as long as you walk together.")),
	SET_FIELD(struct goal_with, shown, .of = &goals_pieces, .label = N_("What do they see, beside its words?")),
};
const struct form goal_with_form = FORM(goal_with, with_fields);

static const struct json_field goals_along_json[] = { JSON_TEXT(goals_along_view, id), JSON_FLAG(goals_along_view, none) };

enum status goal_along_show(struct req *r)
{
	const struct goals_one *g = r->object;
	struct goals_along_view v = { .id = g->id, .words = g->words };
	struct goal_could_walk_list could;
	struct goal_walkers_list are;
	struct form_options *o = ARENA_NEW(&r->arena, struct form_options);
	TRY(goal_could_walk(r, g->owner, r->community.id, &could));
	TRY(goal_walkers(r, g->id, &are));
	struct goal_with stored = { .shown = g->shown, .people.at = ARENA_ARRAY(&r->arena, are.n, const char *) };
	for (size_t i = 0; i < are.n; i++)
		if (are.at[i].open && str_same(are.at[i].community, r->community.id))
			stored.people.at[stored.people.n++] = are.at[i].connection;
	struct form_option *at = ARENA_ARRAY(&r->arena, could.n, struct form_option);
	for (size_t i = 0; i < could.n; i++)
		at[i] = (struct form_option){ .code = could.at[i].connection, .label = people_name_or_left(r, could.at[i].name) };
	*o = (struct form_options){ .field = "people", .n = could.n, .at = at };
	v.none = could.n == 0;
	form_show(r, &v.form, &goal_with_form, &stored);
	v.form.drawn.options = o;
	v.form.drawn.n_options = 1;
	return REPLY(r, goals_along, &v);
}

enum status goal_along_save(struct req *r)
{
	const struct goals_one *g = r->object;
	const struct goal_with *f = r->form;
	struct goal_could_walk_list could;
	int64_t changed;
	TRY(goal_could_walk(r, g->owner, r->community.id, &could));
	for (size_t i = 0; i < f->people.n; i++) {
		bool found = false;
		for (size_t k = 0; k < could.n; k++)
			found |= str_same(f->people.at[i], could.at[k].connection);
		if (!found)
			return fault(r, "people", "choice", N_("Someone you chose does not walk with you any more. Please look at the list once more."));
	}
	TRY(goal_along_here(r, g->id, r->community.id, &changed));
	for (size_t i = 0; i < f->people.n; i++)
		TRY(goal_along_add(r, g->id, f->people.at[i], g->owner, r->now, &changed));
	TRY(goal_show_pieces(r, g->id, g->owner, f->shown, &changed));
	return redirect_here(r, f->people.n ? N_("Saved. You can change it at any time.") : N_("Only you see it now."), "/goals/%s", g->id);
}

/* ---- as they see it ---- */

struct walking { struct goals_one goal; const char *connection; };

enum status goal_walk_of(struct req *r)
{
	struct walking *w = ARENA_NEW(&r->arena, struct walking);
	struct goal_rights x;
	struct goal_get g;
	TRY(goal_rights(r, r->part[0], r->who.person, r->community.id, &x));
	bool mine = str_same(x.owner, r->who.person);
	if (!mine && !x.connection)
		return MISSING;
	r->who.may |= mine ? MAY_OWNER : MAY_CONNECTED;
	TRY(goal_get(r, r->part[0], &g));
	w->goal = (struct goals_one){ .id = g.id, .owner = g.owner, .words = g.words, .why = g.why, .side = g.side, .state = g.state, .shown = g.shown };
	w->connection = x.connection;
	r->object = w;
	return OK;
}

static const struct json_field step_json[] = { JSON_TEXT(goal_step_row, words), JSON_FLAG(goal_step_row, done) };
static const struct json_field goals_walk_json[] = {
	JSON_TEXT(goals_walk_view, id), JSON_TEXT(goals_walk_view, name), JSON_TEXT(goals_walk_view, words), JSON_TEXT(goals_walk_view, why),
	JSON_CHOICE(goals_walk_view, side, &goals_sides), JSON_CHOICE(goals_walk_view, state, &goals_states), JSON_INT(goals_walk_view, sure),
	JSON_LIST(goals_walk_view, steps, step_json),
};

static bool shows(const struct goals_one *g, int piece) { return g->shown & INT64_C(1) << piece; }

enum status goal_walk(struct req *r)
{
	const struct walking *w = r->object;
	const struct goals_one *g = &w->goal;
	struct goals_walk_view v = { .id = g->id, .connection = w->connection, .words = g->words, .why = g->why, .side = g->side, .state = g->state,
		.mine = may(r, MAY_OWNER), .shows_steps = shows(g, PIECE_STEPS), .shows_road = shows(g, PIECE_ROAD), .sure = NO_INT };
	struct goal_sure_last last = { 0 };
	TRY(people_name(r, g->owner, &v.name));
	if (v.shows_steps) {
		struct goal_steps steps;
		TRY(goal_steps_into(r, g->id, &steps));
		v.steps.n = steps.n;
		v.steps.at = steps.at;
	}
	if (shows(g, PIECE_SURE)) {
		enum status st = goal_sure_last(r, g->id, MOMENT_SURE, &last);
		if (st != OK && st != MISSING)
			return st;
		v.sure = goal_sure_read(last.sure);
		v.has_sure = v.sure != NO_INT;
	}
	if (v.shows_road)
		TRY(goal_road(r, g, g->shown, &v.road));
	return REPLY(r, goals_walk, &v);
}

/* On the page of a connection: what the other shares with me. */
enum status goals_section(struct req *r)
{
	const struct connections_one *c = r->object;
	struct goals_section_view v = { .connection = c->id };
	struct goals_walked_list rows;
	if (!c->open)
		return OK;
	TRY(goals_walked(r, c->id, r->who.person, &rows));
	v.theirs.at = ARENA_ARRAY(&r->arena, rows.n, struct goal_row);
	for (size_t i = 0; i < rows.n; i++)
		v.theirs.at[v.theirs.n++] = (struct goal_row){ .id = rows.at[i].id, .words = rows.at[i].words, .state = rows.at[i].state, .changed = rows.at[i].changed };
	if (v.theirs.n)
		goals_section_draw(&r->out, &v);
	return OK;
}

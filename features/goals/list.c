/* My goals: the list by side of life, beginning one, its words.  What happens with one is left to one.c and turn.c. */
#include "inside.h"

static const struct form_field page_fields[] = {
	INT_FIELD(struct goals_page, before, .min = 0, .max = INT64_MAX, .label = N_("Before")),
	ID_FIELD(struct goals_page, before_id, .label = N_("Older than")),
};
const struct form goals_page_form = FORM(goals_page, page_fields);

static const struct form_field words_fields[] = {
	CHOICE_FIELD(struct goal_words, side, .required = true, .of = &goals_sides, .label = N_("Which part of your life is it about?")),
	TEXT_FIELD(struct goal_words, words, .required = true, .min = 2, .max = 120, .label = N_("What do you want?"),
		   .hint = N_("In your own words. It can be big or small, and it can change.")),
	TEXT_FIELD(struct goal_words, why, .multiline = true, .max = 1000, .label = N_("What will be good about it?"),
		   .hint = N_("On a hard day this line can help you go on.")),
	INT_FIELD(struct goal_words, version, .hidden = true, .min = 0, .max = INT32_MAX, .label = N_("Version")),
};
const struct form goal_words_form = FORM(goal_words, words_fields);

/* ---- the list ---- */

static const struct json_field row_json[] = {
	JSON_TEXT(goal_row, id), JSON_TEXT(goal_row, words), JSON_TEXT(goal_row, next), JSON_CHOICE(goal_row, state, &goals_states),
	JSON_TIME(goal_row, changed), JSON_INT(goal_row, done), JSON_INT(goal_row, of),
};
static const struct json_field side_json[] = { JSON_TEXT(goal_side_rows, code), JSON_LIST(goal_side_rows, goals, row_json) };
static const struct json_field goals_list_json[] = {
	JSON_LIST(goals_list_view, sides, side_json), JSON_LIST(goals_list_view, past, row_json), JSON_FLAG(goals_list_view, more),
	JSON_INT(goals_list_view, next), JSON_TEXT(goals_list_view, next_id),
};

static enum status open_into(struct req *r, struct goals_list_view *v)
{
	struct goals_open_list rows;
	TRY(goals_open(r, r->who.person, &rows));
	v->none = rows.n == 0;
	v->sides.n = goals_sides.n;
	v->sides.at = ARENA_ARRAY(&r->arena, goals_sides.n, struct goal_side_rows);
	for (size_t k = 0; k < goals_sides.n; k++) {
		struct goal_side_rows *side = &v->sides.at[k];
		side->code = goals_sides.at[k].code;
		side->title = words_say(&r->arena, &r->reader, goals_sides.at[k].label, 0, NULL);
		side->help = words_say(&r->arena, &r->reader, goals_sides.at[k].help, 0, NULL);
		side->goals.at = ARENA_ARRAY(&r->arena, rows.n, struct goal_row);
		for (size_t i = 0; i < rows.n; i++) {
			const struct goals_open *g = &rows.at[i];
			if (g->side == (int64_t)k)
				side->goals.at[side->goals.n++] = (struct goal_row){ .id = g->id, .words = g->words, .next = g->next, .state = g->state,
					.changed = g->changed, .done = g->done, .of = g->of };
		}
	}
	return OK;
}

static enum status past_into(struct req *r, const struct goals_page *f, struct goals_list_view *v)
{
	struct goals_past_list rows;
	TRY(goals_past(r, r->who.person, v->later ? f->before : INT64_MAX, v->later ? f->before_id : "", &rows));
	v->more = rows.n > GOALS_PAGE;
	v->past.n = v->more ? GOALS_PAGE : rows.n;
	v->past.at = ARENA_ARRAY(&r->arena, v->past.n, struct goal_row);
	for (size_t i = 0; i < v->past.n; i++) {
		v->past.at[i] = (struct goal_row){ .id = rows.at[i].id, .words = rows.at[i].words, .state = rows.at[i].state, .changed = rows.at[i].changed };
		v->next = rows.at[i].changed;
		v->next_id = rows.at[i].id;
	}
	return OK;
}

enum status goals_list_show(struct req *r)
{
	const struct goals_page *f = r->form;
	struct goals_list_view v = { .later = f && f->before != NO_INT && f->before_id };
	if (!v.later)
		TRY(open_into(r, &v));
	TRY(past_into(r, f, &v));
	TRY(cards_html(r, "goals", &v.cards));
	return REPLY(r, goals_list, &v);
}

/* On the list of my pages. */
enum status goals_link(struct req *r)
{
	goals_link_draw(&r->out, &(struct goals_link_view){ 0 });
	return OK;
}

/* ---- its words ---- */

static const struct json_field goals_words_json[] = { JSON_TEXT(goals_words_view, id) };

enum status goal_new(struct req *r)
{
	struct goals_words_view v = { 0 };
	form_show(r, &v.form, &goal_words_form, NULL);
	return REPLY(r, goals_words, &v);
}

enum status goal_begin(struct req *r)
{
	const struct goal_words *f = r->form;
	struct goals_count n;
	int64_t changed;
	TRY(goals_count(r, r->who.person, &n));
	if (n.open >= GOALS_OPEN_MAX)
		return fault(r, NULL, "too_many", N_("Fifty at once are a lot. Finish one, or let one go, and there is room again."));
	if (n.n >= GOALS_MAX)
		return fault(r, NULL, "full", N_("There is no more room. Please take an old one away first."));
	const char *id = id_new(r);
	struct goals_one g = { .id = id, .owner = r->who.person };
	TRY(goal_add(r, id, r->who.person, f->side, f->words, f->why, r->now, &changed));
	TRY(goal_say(r, &g, &(struct goal_said){ .kind = MOMENT_BEGUN }));
	return redirect_here(r, N_("That is a beginning. What could be a small first step?"), "/goals/%s", id);
}

enum status goal_words_show(struct req *r)
{
	const struct goals_one *g = r->object;
	struct goals_words_view v = { .id = g->id };
	struct goal_words stored = { .side = g->side, .words = g->words, .why = g->why, .version = g->version };
	form_show(r, &v.form, &goal_words_form, &stored);
	return REPLY(r, goals_words, &v);
}

enum status goal_words_save(struct req *r)
{
	const struct goals_one *g = r->object;
	const struct goal_words *f = r->form;
	int64_t changed;
	TRY(goal_set(r, g->id, g->owner, f->side, f->words, f->why, f->version == NO_INT ? g->version : f->version, r->now, &changed));
	if (!changed)
		return stale(r);
	return redirect_here(r, N_("Saved."), "/goals/%s", g->id);
}

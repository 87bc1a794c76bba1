/* One goal of mine: its page, small steps, how sure I am.  Nothing here counts days, and nothing asks twice. */
#include "inside.h"

static const struct form_field step_fields[] = {
	TEXT_FIELD(struct goal_step_new, words, .required = true, .min = 2, .max = 200, .label = N_("A small step"),
		   .hint = N_("So small that you could do it this week.")),
};
const struct form goal_step_new_form = FORM(goal_step_new, step_fields);

static const struct choices sure_steps = CHOICES("sure_steps",
	{ "0", N_("0: not at all"), NULL }, { "1", "1", NULL }, { "2", "2", NULL }, { "3", "3", NULL }, { "4", "4", NULL },
	{ "5", N_("5: half and half"), NULL }, { "6", "6", NULL }, { "7", "7", NULL }, { "8", "8", NULL }, { "9", "9", NULL },
	{ "10", N_("10: quite sure"), NULL });

static const struct form_field sure_fields[] = {
	CHOICE_FIELD(struct goal_sure, sure, .required = true, .select = true, .of = &sure_steps, .label = N_("How sure are you today that you can do it?"),
		     .hint = N_("There is no right number. Ups and downs are part of the road.")),
	TEXT_FIELD(struct goal_sure, words, .max = 300, .label = N_("What would make it one more?"), .hint = N_("A person, a thing, a smaller step.")),
};
const struct form goal_sure_form = FORM(goal_sure, sure_fields);

int64_t goal_sure_read(const char *stored)
{
	int64_t sure = NO_INT;
	return stored && str_int((struct slice){ stored, strlen(stored) }, 0, (int64_t)sure_steps.n - 1, &sure) ? sure : NO_INT;
}

enum status goal_steps_into(struct req *r, const char *goal, struct goal_steps *ret)
{
	struct goal_steps_of_list rows;
	bool open = false;
	TRY(goal_steps_of(r, goal, &rows));
	*ret = (struct goal_steps){ .n = rows.n, .at = ARENA_ARRAY(&r->arena, rows.n, struct goal_step_row) };
	for (size_t i = 0; i < rows.n; i++) {
		bool done = rows.at[i].done != NO_INT;
		ret->at[i] = (struct goal_step_row){ .id = rows.at[i].id, .words = rows.at[i].words, .done = done, .when = rows.at[i].done, .next = !done && !open };
		ret->done += done;
		open |= !done;
	}
	return OK;
}

/* ---- the page ---- */

static const struct json_field step_json[] = {
	JSON_TEXT(goal_step_row, id), JSON_TEXT(goal_step_row, words), JSON_FLAG(goal_step_row, done), JSON_TIME(goal_step_row, when),
};
static const struct json_field stone_json[] = {
	JSON_TEXT(goal_stone, id), JSON_CHOICE(goal_stone, kind, &goals_moments), JSON_TIME(goal_stone, at), JSON_INT(goal_stone, sure),
	JSON_TEXT(goal_stone, words), JSON_TEXT(goal_stone, former), JSON_TEXT(goal_stone, encounter),
};
static const struct json_field goals_show_json[] = {
	JSON_TEXT(goals_show_view, id), JSON_TEXT(goals_show_view, words), JSON_TEXT(goals_show_view, why), JSON_CHOICE(goals_show_view, side, &goals_sides),
	JSON_CHOICE(goals_show_view, state, &goals_states), JSON_INT(goals_show_view, sure), JSON_LIST(goals_show_view, steps, step_json),
	{ .name = "road", .kind = JSON_K_LIST, .at = offsetof(struct goals_show_view, road.stones), .each = stone_json, .each_n = COUNT(stone_json),
	  .each_size = sizeof(struct goal_stone) },
	JSON_LIST(goals_show_view, see, cards_json),
};

static enum status sure_now(struct req *r, const char *goal, int64_t *ret)
{
	struct goal_sure_last last;
	enum status st = goal_sure_last(r, goal, MOMENT_SURE, &last);
	*ret = st == OK ? goal_sure_read(last.sure) : NO_INT;
	return st == MISSING ? OK : st;
}

static enum status walkers_into(struct req *r, const char *goal, struct goals_show_view *v)
{
	struct goal_walkers_list rows;
	TRY(goal_walkers(r, goal, &rows));
	v->along.at = ARENA_ARRAY(&r->arena, rows.n, struct goal_name_row);
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].open)
			v->along.at[v->along.n++].name = people_name_or_left(r, rows.at[i].name);
	return OK;
}

enum status goal_show(struct req *r)
{
	const struct goals_one *g = r->object;
	struct goals_show_view v = { .id = g->id, .words = g->words, .why = g->why, .side = g->side, .state = g->state, .open = g->state == GOALS_OPEN,
		.let_go = g->state == GOALS_LET_GO };
	struct goal_steps steps;
	TRY(goal_steps_into(r, g->id, &steps));
	v.steps.n = steps.n;
	v.steps.at = steps.at;
	v.of = (int64_t)steps.n;
	v.done = steps.done;
	v.has_steps = steps.n > 0;
	TRY(sure_now(r, g->id, &v.sure));
	v.has_sure = v.sure != NO_INT;
	TRY(walkers_into(r, g->id, &v));
	TRY(goal_road(r, g, INT64_MAX, &v.road));
	v.road.mine = true;
	form_show(r, &v.step, &goal_step_new_form, NULL);
	v.step.drawn.mark = "step";
	form_show(r, &v.how_sure, &goal_sure_form, NULL);
	v.how_sure.drawn.mark = "sure";
	TRY(cards_html(r, "goal", &v.cards));
	v.see = cards_named(r, "goal");
	return REPLY(r, goals_show, &v);
}

/* ---- steps ---- */

enum status goal_step_add(struct req *r)
{
	const struct goals_one *g = r->object;
	const struct goal_step_new *f = r->form;
	struct goal_steps_count n;
	int64_t changed;
	TRY(goal_steps_count(r, g->id, &n));
	if (n.n >= STEPS_MAX)
		return fault(r, "words", "too_many", N_("Forty steps are enough for one goal. Make a second goal for the rest."));
	TRY(goal_step_add_row(r, id_new(r), g->id, g->owner, f->words, &changed));
	TRY(goal_touch(r, g->id, r->now, &changed));
	return redirect_here(r, NULL, "/goals/%s", g->id);
}

static enum status step_is(struct req *r, int64_t done, const char *notice)
{
	const struct goals_one *g = r->object;
	int64_t changed;
	TRY(goal_step_done(r, r->part[1], g->id, done, &changed));
	if (!changed)
		return MISSING;
	TRY(goal_touch(r, g->id, r->now, &changed));
	return redirect_here(r, notice, "/goals/%s", g->id);
}

enum status goal_step_tick(struct req *r) { return step_is(r, r->now, N_("One step more on your road.")); }
enum status goal_step_untick(struct req *r) { return step_is(r, NO_INT, NULL); }

enum status goal_step_away(struct req *r)
{
	const struct goals_one *g = r->object;
	int64_t changed;
	TRY(goal_step_remove(r, r->part[1], g->id, &changed));
	return changed ? redirect_here(r, N_("It is gone."), "/goals/%s", g->id) : MISSING;
}

/* ---- how sure ---- */

enum status goal_say_sure(struct req *r)
{
	const struct goals_one *g = r->object;
	const struct goal_sure *f = r->form;
	TRY(goal_say(r, g, &(struct goal_said){ .kind = MOMENT_SURE, .sure = choice_code(&sure_steps, f->sure), .words = f->words }));
	return redirect_here(r, N_("Kept. It is on your road."), "/goals/%s", g->id);
}

enum status goal_moment_away(struct req *r)
{
	const struct goals_one *g = r->object;
	int64_t changed;
	TRY(goal_moment_remove(r, r->part[1], g->id, &changed));
	return changed ? redirect_here(r, N_("It is gone."), "/goals/%s", g->id) : MISSING;
}

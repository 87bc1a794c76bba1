/* How a goal goes on: done, changed, let go.  None of them is a failure, and none is final: it can be taken up again.  What was
 * learned can become a story; a class is left to whoever teaches (cards of the place "goal"). */
#include "inside.h"

enum { TURN_DONE, TURN_CHANGED, TURN_LET_GO };
static const struct choices turns = CHOICES("turns",
	{ "done", N_("It is done"), N_("or done enough for you") },
	{ "changed", N_("It has changed"), N_("you know more now, and want something else") },
	{ "let_go", N_("I let it go"), N_("this, too, can be a good step") });

static const struct form_field turn_fields[] = {
	CHOICE_FIELD(struct goal_turn, turn, .required = true, .of = &turns, .label = N_("How does it go on?")),
	TEXT_FIELD(struct goal_turn, now, .max = 120, .label = N_("If it has changed: what do you want now?")),
	TEXT_FIELD(struct goal_turn, words, .multiline = true, .max = 1000, .label = N_("A few words about it"),
		   .hint = N_("What did you learn? Who or what helped?")),
};
const struct form goal_turn_form = FORM(goal_turn, turn_fields);

static const struct json_field goals_turn_json[] = { JSON_TEXT(goals_turn_view, id), JSON_TEXT(goals_turn_view, words) };

enum status goal_turn_show(struct req *r)
{
	const struct goals_one *g = r->object;
	struct goals_turn_view v = { .id = g->id, .words = g->words };
	form_show(r, &v.form, &goal_turn_form, NULL);
	return REPLY(r, goals_turn, &v);
}

static enum status ends(struct req *r, const struct goals_one *g, int64_t state, int64_t kind, const char *words)
{
	int64_t changed;
	TRY(goal_state(r, g->id, state, r->now, &changed));
	return changed ? goal_say(r, g, &(struct goal_said){ .kind = kind, .words = words }) : OK;
}

enum status goal_turn_save(struct req *r)
{
	const struct goals_one *g = r->object;
	const struct goal_turn *f = r->form;
	int64_t changed;
	if (f->turn == TURN_CHANGED) {
		if (!f->now || str_same(f->now, g->words))
			return fault(r, "now", "needed", N_("Please say in a few words what you want now."));
		TRY(goal_reword(r, g->id, g->owner, f->now, r->now, &changed));
		TRY(goal_state(r, g->id, GOALS_OPEN, r->now, &changed));
		TRY(goal_say(r, g, &(struct goal_said){ .kind = MOMENT_CHANGED, .words = f->words, .former = g->words }));
		return redirect_here(r, N_("Changed. What it was before is on your road."), "/goals/%s", g->id);
	}
	if (f->turn == TURN_DONE) {
		TRY(ends(r, g, GOALS_DONE, MOMENT_DONE, f->words));
		return redirect_here(r, N_("You did it. It stays on your road."), "/goals/%s", g->id);
	}
	TRY(ends(r, g, GOALS_LET_GO, MOMENT_LET_GO, f->words));
	return redirect_here(r, N_("Let go. You can take it up again at any time."), "/goals/%s", g->id);
}

enum status goal_again(struct req *r)
{
	const struct goals_one *g = r->object;
	struct goals_count n;
	TRY(goals_count(r, g->owner, &n));
	if (g->state != GOALS_OPEN && n.open >= GOALS_OPEN_MAX)
		return fault(r, NULL, "too_many", N_("Fifty at once are a lot. Finish one, or let one go, and there is room again."));
	TRY(ends(r, g, GOALS_OPEN, MOMENT_AGAIN, NULL));
	return redirect_here(r, N_("On the way again."), "/goals/%s", g->id);
}

enum status goal_remove(struct req *r)
{
	const struct goals_one *g = r->object;
	TRY(goal_erase(r, g->id));
	return redirect_here(r, N_("It is gone."), "/goals");
}

/* ---- what I learned ---- */

static const char *and_line(struct req *r, const char *so_far, const char *line)
{
	return !line ? so_far : arena_printf(&r->arena, "%s%s%s", so_far, *so_far ? "\n" : "", line);
}

/* My own words, put where a story asks for them, as drafts: nothing is saved or shared by it. */
enum status goal_story(struct req *r)
{
	const struct goals_one *g = r->object;
	struct goal_steps steps;
	struct goal_moments_of_list moments;
	const char *helped = "", *changed = "", *id;
	TRY(goal_steps_into(r, g->id, &steps));
	TRY(goal_moments_of(r, g->id, &moments));
	for (size_t i = 0; i < steps.n; i++)
		helped = and_line(r, helped, steps.at[i].done ? steps.at[i].words : NULL);
	for (size_t i = moments.n; i-- > 0;) {
		const struct goal_moments_of *m = &moments.at[i];
		if (m->kind == MOMENT_SURE)
			continue;
		changed = and_line(r, changed, m->former);
		changed = and_line(r, changed, m->words);
	}
	const struct documents_draft drafts[] = {
		{ "heart", g->words }, { "before", g->why }, { "turn", *changed ? changed : NULL }, { "helped", *helped ? helped : NULL },
	};
	TRY(documents_begin(r, "story", g->words, COUNT(drafts), drafts, &id));
	return redirect_here(r, N_("A story to write on. Only you see it, and nothing of it is saved yet."), "/pages/%s", id);
}

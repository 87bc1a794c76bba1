/* The steps of a list of mine: adding, wording, order, ticks. */
#include "inside.h"

static const struct form_field step_fields[] = {
	TEXT_FIELD(struct skill_step_words, words, .required = true, .min = 2, .max = SKILL_STEP_MAX, .multiline = true, .label = N_("The step"),
		   .hint = N_("One thing to do. Say it as you would to a friend.")),
};
const struct form skill_step_words_form = FORM(skill_step_words, step_fields);

enum status skills_steps_of(struct req *r, const char *skill, struct skills_steps *ret)
{
	struct skill_steps_list rows;
	TRY(skill_steps(r, skill, &rows));
	*ret = (struct skills_steps){ .at = ARENA_ARRAY(&r->arena, rows.n, struct skills_step) };
	for (; ret->n < rows.n; ret->n++)
		ret->at[ret->n] = (struct skills_step){ .id = rows.at[ret->n].id, .words = rows.at[ret->n].words, .done = rows.at[ret->n].done };
	return OK;
}

enum status skill_step_put(struct req *r, const struct skills_one *s, const char *words, const char *after)
{
	struct skill_steps_list rows;
	int64_t changed, place = 0;
	TRY(skill_steps(r, s->id, &rows));
	if (rows.n >= SKILL_STEPS_MAX)
		return fault(r, "words", "too_many", N_("Forty steps are enough for one list. Make a second list for the rest."));
	if (rows.n)
		place = rows.at[rows.n - 1].place;
	for (size_t i = 0; after && i < rows.n; i++)
		if (str_same(rows.at[i].id, after))
			place = rows.at[i].place;
	TRY(skill_steps_shift(r, s->id, place, &changed));
	TRY(skill_step_add(r, id_new(r), s->id, s->owner, place + 1, words, &changed));
	return skill_touch(r, s->id, r->now, &changed);
}

enum status skill_step_new(struct req *r)
{
	const struct skills_one *s = r->object;
	const struct skill_step_words *f = r->form;
	TRY(skill_step_put(r, s, f->words, NULL));
	return redirect_here(r, NULL, "/skills/%s", s->id);
}

static const struct json_field skills_step_json[] = { JSON_TEXT(skills_step_view, id), JSON_TEXT(skills_step_view, step) };

enum status skill_step_show(struct req *r)
{
	const struct skills_one *s = r->object;
	struct skills_step_view v = { .id = s->id, .step = r->part[1], .title = s->title };
	struct skill_step_words stored = { 0 };
	struct skills_steps steps;
	TRY(skills_steps_of(r, s->id, &steps));
	for (size_t i = 0; i < steps.n; i++)
		if (str_same(steps.at[i].id, r->part[1]))
			stored.words = steps.at[i].words;
	if (!stored.words)
		return MISSING;
	form_show(r, &v.form, &skill_step_words_form, &stored);
	return REPLY(r, skills_step, &v);
}

enum status skill_step_save(struct req *r)
{
	const struct skills_one *s = r->object;
	const struct skill_step_words *f = r->form;
	int64_t changed, touched;
	TRY(skill_step_reword(r, r->part[1], s->id, s->owner, f->words, &changed));
	TRY(skill_touch(r, s->id, r->now, &touched));
	return changed ? redirect_here(r, N_("Saved."), "/skills/%s", s->id) : MISSING;
}

/* A tick is the owner's alone: to readers nothing has changed. */
static enum status step_is(struct req *r, int64_t done)
{
	const struct skills_one *s = r->object;
	int64_t changed;
	TRY(skill_step_done(r, r->part[1], s->id, done, &changed));
	return changed ? redirect_here(r, NULL, "/skills/%s", s->id) : MISSING;
}

enum status skill_step_tick(struct req *r) { return step_is(r, r->now); }
enum status skill_step_untick(struct req *r) { return step_is(r, NO_INT); }

enum status skill_untick_all(struct req *r)
{
	const struct skills_one *s = r->object;
	int64_t changed;
	TRY(skill_steps_undone(r, s->id, &changed));
	return redirect_here(r, N_("All ticks are gone. Once more!"), "/skills/%s", s->id);
}

/* Changes places with the one above it; the first stays. */
enum status skill_step_up(struct req *r)
{
	const struct skills_one *s = r->object;
	struct skill_steps_list rows;
	int64_t changed;
	TRY(skill_steps(r, s->id, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		if (!str_same(rows.at[i].id, r->part[1]))
			continue;
		if (i > 0) {
			TRY(skill_step_place(r, rows.at[i].id, rows.at[i - 1].place, &changed));
			TRY(skill_step_place(r, rows.at[i - 1].id, rows.at[i].place, &changed));
			TRY(skill_touch(r, s->id, r->now, &changed));
		}
		return redirect_here(r, NULL, "/skills/%s", s->id);
	}
	return MISSING;
}

enum status skill_step_away(struct req *r)
{
	const struct skills_one *s = r->object;
	int64_t changed;
	TRY(skill_step_proposals_remove(r, r->part[1], s->id, &changed));
	TRY(skill_step_remove(r, r->part[1], s->id, &changed));
	return changed ? redirect_here(r, N_("It is gone."), "/skills/%s", s->id) : MISSING;
}

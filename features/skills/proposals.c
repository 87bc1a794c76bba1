/* Making a list better together: a reader proposes, nothing changes until the owner takes it. */
#include "inside.h"

enum { WAITING_MAX = 5 };
enum { IMPROVE_INSTEAD, IMPROVE_AFTER };

static const struct form_field propose_fields[] = {
	CHOICE_FIELD(struct skill_propose, kind, .required = true, .of = &skills_improvements, .label = N_("What would make it better?")),
	PICK_FIELD(struct skill_propose, step, .required = true, .select = true, .label = N_("Which step?")),
	TEXT_FIELD(struct skill_propose, words, .required = true, .min = 2, .max = SKILL_STEP_MAX, .multiline = true, .label = N_("Your words for it")),
};
const struct form skill_propose_form = FORM(skill_propose, propose_fields);

static const struct choices answers = CHOICES("answers", { "take", N_("Take it"), NULL }, { "leave", N_("Leave it"), NULL });
static const struct form_field settle_fields[] = {
	CHOICE_FIELD(struct skill_settle, answer, .required = true, .of = &answers, .label = N_("Your answer")),
};
const struct form skill_settle_form = FORM(skill_settle, settle_fields);

enum status skill_proposals_into(struct req *r, const char *skill, struct skills_show_view *v)
{
	struct skill_proposals_of_list rows;
	TRY(skill_proposals_of(r, skill, &rows));
	v->proposals.at = ARENA_ARRAY(&r->arena, rows.n, struct skill_proposal_row);
	for (size_t i = 0; i < rows.n; i++)
		v->proposals.at[v->proposals.n++] = (struct skill_proposal_row){ .id = rows.at[i].id, .name = people_name_or_left(r, rows.at[i].name),
			.words = rows.at[i].words, .of = rows.at[i].of, .kind = rows.at[i].kind, .made = rows.at[i].made };
	return OK;
}

enum status skill_propose(struct req *r)
{
	const struct skills_one *s = r->object;
	const struct skill_propose *f = r->form;
	struct skills_steps steps;
	struct skill_proposals_by n;
	int64_t changed;
	bool found = false;
	if (may(r, MAY_OWNER))
		return MISSING;
	TRY(skills_steps_of(r, s->id, &steps));
	for (size_t i = 0; i < steps.n; i++)
		found |= str_same(steps.at[i].id, f->step);
	if (!found)
		return fault(r, "step", "choice", N_("This step is not there any more. Please look at the list once more."));
	TRY(skill_proposals_by(r, s->id, r->who.person, &n));
	if (n.n >= WAITING_MAX)
		return fault(r, NULL, "too_many", N_("Five proposals of yours are waiting. Please wait for an answer first."));
	TRY(skill_proposal_add(r, id_new(r), f->step, s->owner, r->who.person, f->kind, f->words, r->now, &changed));
	return redirect_here(r, N_("Sent. Nothing changes until they take it."), "/skills/%s/list", s->id);
}

enum status skill_settle(struct req *r)
{
	const struct skills_one *s = r->object;
	const struct skill_settle *f = r->form;
	struct skill_proposal_get x;
	int64_t changed;
	bool take = f->answer == 0;
	TRY(skill_proposal_get(r, r->part[1], s->id, &x));
	if (take && !x.words)
		return MISSING;         /* its writer left for good in between */
	if (take && x.kind == IMPROVE_AFTER)
		TRY(skill_step_put(r, s, x.words, x.step));
	if (take && x.kind == IMPROVE_INSTEAD)
		TRY(skill_step_reword(r, x.step, s->id, s->owner, x.words, &changed));
	TRY(skill_proposal_remove(r, x.id, &changed));
	return redirect_here(r, take ? N_("Taken. It is in your list now.") : N_("Left. Your list stays as it is."), "/skills/%s", s->id);
}

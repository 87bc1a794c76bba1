/* What was decided against somebody, for those who look after reports: how the person sees it, the answer, taking it back.
 * Somebody else than who decided answers, where there is somebody else. */
#include "inside.h"

static const struct form_field answer_fields[] = {
	TEXT_FIELD(struct decision_answer_form, answer, .multiline = true, .max = 2000, .label = N_("Your answer to the person"),
		   .hint = N_("They read it. Do not say who told us.")),
	FLAG_FIELD(struct decision_answer_form, lift, .label = N_("Take the decision back"), .hint = N_("It no longer holds, at once.")),
};
const struct form reports_answer_form = FORM(decision_answer_form, answer_fields);

static const struct json_field reports_decision_json[] = {
	JSON_TEXT(reports_decision_view, id), JSON_TEXT(reports_decision_view, name), JSON_TEXT(reports_decision_view, words),
	JSON_TIME(reports_decision_view, until), JSON_TIME(reports_decision_view, decided), JSON_FLAG(reports_decision_view, in_force),
	JSON_TEXT(reports_decision_view, heard), JSON_TEXT(reports_decision_view, message), JSON_TEXT(reports_decision_view, answer), JSON_FLAG(reports_decision_view, may_answer),
};

enum status reports_decision_of(struct req *r)
{
	struct decision_get *d = ARENA_NEW(&r->arena, struct decision_get);
	TRY(decision_get(r, r->part[0], d));
	if (!str_same(d->community, r->community.id) || str_same(d->about, r->who.person) || (!reports_all(r) && !d->about_team))
		return MISSING;
	r->object = d;
	return OK;
}

static enum status may_answer(struct req *r, const struct decision_get *d, bool *ret)
{
	int64_t others = 0;
	if (str_same(d->decided_by, r->who.person))
		TRY(reports_others(r, d->about, r->who.person, d->about_team, &others));
	*ret = others == 0 && d->lifted == NO_INT;
	return OK;
}

enum status reports_decision_show(struct req *r)
{
	const struct decision_get *d = r->object;
	struct reports_decision_view v = {
		.id = d->id, .name = people_name_or_left(r, d->name), .words = d->words, .heard = d->heard, .message = d->message, .answer = d->answer, .until = d->until_at,
		.decided = d->decided, .heard_at = d->heard_at, .answered = d->answered, .lifted = d->lifted, .for_good = d->until_at >= COMMUNITIES_FOR_GOOD,
		.in_force = d->lifted == NO_INT && d->until_at > r->now, .waits = d->heard_at != NO_INT && d->answered == NO_INT,
		.was_answered = d->answered != NO_INT, .was_lifted = d->lifted != NO_INT,
	};
	struct reports_reach reach = reports_reach(d->outcome);
	v.down = reach.down;
	v.paused = reach.paused;
	TRY(may_answer(r, d, &v.may_answer));
	form_show(r, &v.form, &reports_answer_form, NULL);
	return REPLY(r, reports_decision, &v);
}

enum status reports_decision_answer(struct req *r)
{
	const struct decision_get *d = r->object;
	const struct decision_answer_form *f = r->form;
	bool may_now;
	int64_t changed;
	TRY(may_answer(r, d, &may_now));
	if (!may_now && d->lifted == NO_INT)
		return fault(r, NULL, "own", N_("You decided this yourself. Somebody else who coordinates answers."));
	if (!f->answer && !f->lift)
		return fault(r, "answer", "needed", N_("Write an answer, or take the decision back."));
	TRY(decision_answer(r, d->id, d->about, f->answer, r->now, r->who.person, f->lift ? r->now : NO_INT, &changed));
	if (!changed)
		return stale(r);
	if (f->lift)
		TRY(reports_let_again(r, d));
	TRY(live_thing(r, d->community, reports_live_decision, d->id));
	return redirect_here(r, f->lift ? N_("Taken back. It no longer holds.") : N_("Answered."), "/decisions/%s", d->id);
}

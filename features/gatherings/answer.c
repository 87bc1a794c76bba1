/* Who comes: a place is taken or given back with the answer, never twice; and how long before somebody wishes to be reminded. */
#include "inside.h"
#include "queries.h"

static const struct form_field gathering_answer_fields[] = {
	CHOICE_FIELD(struct gathering_answer, answer, .required = true, .of = &gatherings_answers, .label = N_("Do you come?")),
};
const struct form gathering_answer_form = FORM(gathering_answer, gathering_answer_fields);

static const struct form_field gathering_remind_fields[] = {
	CHOICE_FIELD(struct gathering_remind, before, .required = true, .of = &gatherings_before, .select = true, .label = N_("Remind me")),
};
const struct form gathering_remind_form = FORM(gathering_remind, gathering_remind_fields);

static enum status may_answer(struct req *r, const struct gatherings_time *t)
{
	if (t->cancelled)
		return fault(r, NULL, "off", N_("This was called off."));
	if (gathering_over(r, t))
		return fault(r, NULL, "over", N_("This time has passed."));
	return OK;
}

enum status gatherings_answer(struct req *r, const struct gatherings_time *t, const char *person, int64_t answer)
{
	struct gathering_answer_get was = { .answer = "" };
	int64_t changed;
	TRY(may_answer(r, t));
	TRY(gathering_keep(r, t));
	enum status st = gathering_answer_get(r, t->of->id, t->day, person, &was);
	if (st != OK && st != MISSING)
		return st;
	bool had = str_same(was.answer, "yes"), takes = answer == ANSWER_YES;
	if (takes && !had) {
		TRY(gathering_seat_take(r, t->of->id, t->day, t->of->capacity, &changed));
		if (!changed)
			return fault(r, NULL, "full", N_("All places are taken. If somebody gives theirs back, you see it here."));
	}
	if (had && !takes)
		TRY(gathering_seat_give(r, t->of->id, t->day, NULL));
	TRY(gathering_answer_put(r, t->of->id, t->day, person, choice_code(&gatherings_answers, answer), r->now, NULL));
	return tell(r, &gatherings_said, &(struct gatherings_said){ .community = t->of->community, .gathering = t->of->id, .person = person, .day = t->day });
}

enum status answer_say(struct req *r)
{
	static const char *const notices[] = { N_("You come. See you there."), N_("Noted: maybe."), N_("You do not come. That is fine.") };
	const struct gatherings_time *t = r->object;
	const struct gathering_answer *f = r->form;
	TRY(gatherings_answer(r, t, r->who.person, f->answer));
	return gathering_back(r, notices[f->answer], t);
}

enum status answer_remind(struct req *r)
{
	const struct gatherings_time *t = r->object;
	const struct gathering_remind *f = r->form;
	const char *code = choice_code(&gatherings_before, f->before);
	int64_t minutes;
	if (str_int((struct slice){ code, strlen(code) }, 1, INT32_MAX, &minutes))
		TRY(gathering_wish_put(r, t->of->id, r->who.person, minutes, NULL));
	else
		TRY(gathering_wish_remove(r, t->of->id, r->who.person, NULL));
	return gathering_back(r, N_("Saved."), t);
}

/* What was decided against oneself: reading why and until when, saying how one sees it, reading the answer.  Outside of any
 * community, because the community is closed to whoever reads this. */
#include "inside.h"

static const struct form_field hear_fields[] = {
	TEXT_FIELD(struct decision_hear_form, heard, .required = true, .multiline = true, .min = 2, .max = 4000, .label = N_("How do you see it?"),
		   .hint = N_("Those who coordinate the community read it. If there is somebody else than who decided, they answer.")),
};
const struct form reports_hear_form = FORM(decision_hear_form, hear_fields);

static const struct json_field decision_mine_json[] = {
	JSON_TEXT(decision_mine, id), JSON_TEXT(decision_mine, place), JSON_TIME(decision_mine, until), JSON_TIME(decision_mine, decided),
	JSON_FLAG(decision_mine, for_good), JSON_FLAG(decision_mine, lifted), JSON_FLAG(decision_mine, answered),
};
static const struct json_field reports_decisions_json[] = { JSON_LIST(reports_decisions_view, all, decision_mine_json) };

enum status reports_decisions_show(struct req *r)
{
	struct reports_decisions_view v = { 0 };
	struct decisions_of_list rows;
	TRY(decisions_of(r, r->who.person, &rows));
	v.all.at = ARENA_ARRAY(&r->arena, rows.n, struct decision_mine);
	for (size_t i = 0; i < rows.n; i++) {
		const struct decisions_of *d = &rows.at[i];
		struct reports_reach reach = reports_reach(d->outcome);
		v.all.at[v.all.n++] = (struct decision_mine){ .down = reach.down, .paused = reach.paused, .id = d->id, .place = d->place, .until = d->until_at, .decided = d->decided,
			.for_good = d->until_at >= COMMUNITIES_FOR_GOOD, .over = d->until_at <= r->now, .lifted = d->lifted != NO_INT,
			.answered = d->answered != NO_INT };
	}
	return REPLY(r, reports_decisions, &v);
}

enum status reports_me_card(struct req *r)
{
	struct decisions_of_list rows;
	TRY(decisions_of(r, r->who.person, &rows));
	if (rows.n)
		reports_me_card_draw(&r->out, &(struct reports_me_card_view){ .n = (int64_t)rows.n });
	return OK;
}

enum status reports_heard_of(struct req *r)
{
	struct decision_get *d = ARENA_NEW(&r->arena, struct decision_get);
	TRY(decision_get(r, r->part[0], d));
	if (str_same(d->about, r->who.person))
		r->who.may |= MAY_OWNER;
	r->object = d;
	return OK;
}

static const struct json_field reports_hear_json[] = {
	JSON_TEXT(reports_hear_view, id), JSON_TEXT(reports_hear_view, place), JSON_TEXT(reports_hear_view, words), JSON_TIME(reports_hear_view, until),
	JSON_TIME(reports_hear_view, decided), JSON_FLAG(reports_hear_view, for_good), JSON_TEXT(reports_hear_view, heard),
	JSON_TEXT(reports_hear_view, answer), JSON_FLAG(reports_hear_view, was_lifted), JSON_FLAG(reports_hear_view, may_say),
};

enum status reports_heard_show(struct req *r)
{
	const struct decision_get *d = r->object;
	struct reports_hear_view v = {
		.id = d->id, .place = d->place, .words = d->words, .heard = d->heard, .answer = d->answer, .until = d->until_at, .decided = d->decided,
		.heard_at = d->heard_at, .answered = d->answered, .lifted = d->lifted, .for_good = d->until_at >= COMMUNITIES_FOR_GOOD,
		.over = d->until_at <= r->now, .may_say = d->answered == NO_INT && d->lifted == NO_INT, .was_heard = d->heard_at != NO_INT,
		.was_answered = d->answered != NO_INT, .was_lifted = d->lifted != NO_INT,
	};
	struct reports_reach reach = reports_reach(d->outcome);
	v.down = reach.down;
	v.paused = reach.paused;
	struct decision_hear_form *stored = ARENA_NEW(&r->arena, struct decision_hear_form);
	stored->heard = d->heard;
	form_show(r, &v.form, &reports_hear_form, stored);
	return REPLY(r, reports_hear, &v);
}

enum status reports_heard_say(struct req *r)
{
	const struct decision_get *d = r->object;
	const struct decision_hear_form *f = r->form;
	int64_t changed;
	TRY(decision_hear(r, d->id, d->about, f->heard, r->now, &changed));
	if (!changed)
		return stale(r);
	if (d->of_id)
		TRY(tell(r, &reports_hearing, &(struct reports_hearing){ d->id, d->about, d->outcome, d->of_id }));
	TRY(live_thing(r, d->community, reports_live_decision, d->id));
	return redirect_saying(r, N_("We have it. You read the answer here."), "/me/decisions/%s", d->id);
}

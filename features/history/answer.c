/* Who supported before is asked whether their words go along.  Without an answer they do not; a yes can be taken back. */
#include "inside.h"

static const struct form_field history_answer_fields[] = { FLAG_FIELD(struct history_answer, yes, .label = N_("My words go along")) };
const struct form history_answer_form = FORM(history_answer, history_answer_fields);

static const struct json_field question_json[] = {
	JSON_TEXT(history_question, id), JSON_TEXT(history_question, name), JSON_TEXT(history_question, reader), JSON_TIME(history_question, from_at),
	JSON_TIME(history_question, until_at), JSON_FLAG(history_question, asked), JSON_FLAG(history_question, yes),
};
static const struct json_field history_asked_json[] = { JSON_LIST(history_asked_view, questions, question_json) };

enum status history_asked_show(struct req *r)
{
	struct history_asked_view v = { 0 };
	struct history_asked_list all;
	TRY(history_asked(r, r->community.id, r->who.person, &all));
	v.questions.at = ARENA_ARRAY(&r->arena, all.n + 1, struct history_question);
	v.questions.n = all.n;
	for (size_t k = 0; k < all.n; k++)
		v.questions.at[k] = (struct history_question){
			.id = all.at[k].id, .name = people_name_or_left(r, all.at[k].name), .reader = people_name_or_left(r, all.at[k].reader_name),
			.from_at = all.at[k].from_at, .until_at = all.at[k].until_at, .all = all.at[k].from_at == 0, .asked = all.at[k].yes == NO_INT,
			.yes = all.at[k].yes == 1,
		};
	return REPLY(r, history_asked, &v);
}

enum status history_say(struct req *r)
{
	const struct history_get *h = r->object;
	const struct history_answer *f = r->form;
	TRY(history_answer(r, h->id, r->who.person, f->yes, r->now, NULL));
	return redirect_here(r, f->yes ? N_("Your words go along. You can take that back at any time.") : N_("Your words stay between you two."), "/history");
}

enum status history_today(struct req *r)
{
	struct history_waiting n;
	TRY(history_waiting(r, r->community.id, r->who.person, &n));
	if (n.n)
		history_card_draw(&r->out, &(struct history_card_view){ n.n });
	return OK;
}

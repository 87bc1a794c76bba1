/* Answering: by link, on the screen, from a slip, on a shared device.  Stored with batch and week only; what it was
 * answered from, by whom and when is not known here and not kept anywhere. */
#include "inside.h"
#include "asset.h"

static const struct choices one_to_five = CHOICES("heard",
	{ "1", N_("1 – not at all"), NULL }, { "2", N_("2"), NULL }, { "3", N_("3"), NULL }, { "4", N_("4"), NULL }, { "5", N_("5 – fully"), NULL });
static const struct choices zero_to_ten = CHOICES("hope",
	{ "0", N_("0 – none"), NULL }, { "1", N_("1"), NULL }, { "2", N_("2"), NULL }, { "3", N_("3"), NULL }, { "4", N_("4"), NULL },
	{ "5", N_("5"), NULL }, { "6", N_("6"), NULL }, { "7", N_("7"), NULL }, { "8", N_("8"), NULL }, { "9", N_("9"), NULL },
	{ "10", N_("10 – very much"), NULL });
static const struct choices no_yes = CHOICES("again", { "no", N_("No"), NULL }, { "yes", N_("Yes"), NULL });

static const struct form_field survey_code_fields[] = {
	TEXT_FIELD(struct survey_code_form, code, .required = true, .max = 40, .label = N_("The code on your slip")),
	FLAG_FIELD(struct survey_code_form, kiosk, .hidden = true, .label = N_("Shared device")),
};
const struct form survey_code_form_table = FORM(survey_code_form, survey_code_fields);

/* The address of the page: without a code it asks for one. */
static const struct form_field survey_asked_fields[] = {
	TEXT_FIELD(struct survey_code_form, code, .max = 40, .label = N_("The code on your slip")),
	FLAG_FIELD(struct survey_code_form, kiosk, .hidden = true, .label = N_("Shared device")),
};
const struct form survey_asked_form_table = FORM(survey_code_form, survey_asked_fields);

#define QUESTIONS \
	SET_FIELD(struct survey_answer_form, found, .of = &asks_kinds, .label = N_("What kinds of support did you find?"), \
		  .hint = N_("Choose as many as you like, or none to leave this out.")), \
	CHOICE_FIELD(struct survey_answer_form, heard, .of = &one_to_five, .label = N_("Did you feel heard?")), \
	CHOICE_FIELD(struct survey_answer_form, hope_before, .of = &zero_to_ten, .select = true, .label = N_("How much hope did you have before?")), \
	CHOICE_FIELD(struct survey_answer_form, hope_after, .of = &zero_to_ten, .select = true, .label = N_("And after?")), \
	CHOICE_FIELD(struct survey_answer_form, again, .of = &no_yes, .label = N_("Would you meet again?")), \
	TEXT_FIELD(struct survey_answer_form, words, .multiline = true, .max = 1000, .label = N_("In your own words"), \
		   .hint = N_("Leave out names. Someone who knows how you write might recognize you. Coordinators read it later, mixed with what others wrote."))

static const struct form_field survey_answer_fields[] = {
	TEXT_FIELD(struct survey_answer_form, code, .required = true, .max = 40, .hidden = true, .label = N_("Code")),
	QUESTIONS,
	FLAG_FIELD(struct survey_answer_form, kiosk, .hidden = true, .label = N_("Shared device")),
};
const struct form survey_answer_form_table = FORM(survey_answer_form, survey_answer_fields);

static const struct form_field survey_ticket_fields[] = {
	ID_FIELD(struct survey_answer_form, batch, .required = true, .hidden = true, .label = N_("Ticket")),
	TEXT_FIELD(struct survey_answer_form, prefix, .required = true, .max = 43, .hidden = true, .label = N_("Ticket")),
	TEXT_FIELD(struct survey_answer_form, signature, .required = true, .max = 700, .hidden = true, .label = N_("Ticket")),
	QUESTIONS,
};
const struct form survey_ticket_form_table = FORM(survey_answer_form, survey_ticket_fields);

static const struct json_field surveys_enter_json[] = { JSON_FLAG(surveys_enter_view, kiosk) };
static const struct json_field surveys_answer_json[] = { JSON_FLAG(surveys_answer_view, kiosk) };
static const struct json_field surveys_thanks_json[] = { JSON_FLAG(surveys_thanks_view, kiosk) };

struct survey_answer_form surveys_unsaid(const char *code, bool kiosk)
{
	return (struct survey_answer_form){
		.code = code, .kiosk = kiosk, .heard = NO_INT, .hope_before = NO_INT, .hope_after = NO_INT, .again = NO_INT,
	};
}

static enum status draw_questions(struct req *r, const char *code, bool kiosk)
{
	struct surveys_answer_view v = { .kiosk = kiosk };
	struct survey_answer_form first = surveys_unsaid(code, kiosk);
	form_show(r, &v.form, &survey_answer_form_table, &first);
	return REPLY(r, surveys_answer, &v);
}

static enum status draw_entry(struct req *r, const char *typed, bool kiosk)
{
	struct surveys_enter_view v = { .kiosk = kiosk, .assets = kith_assets_hash };
	struct survey_answer_form unsaid = surveys_unsaid(NULL, false);
	const struct param *sent = param_find(&r->query, "code");
	if (sent)
		typed = str_trim(&r->arena, sent->value);
	struct survey_code_form first = { .code = typed, .kiosk = kiosk || param_find(&r->query, "kiosk") };
	form_show(r, &v.form, &survey_code_form_table, &first);
	form_show(r, &v.ticket, &survey_ticket_form_table, &unsaid);
	return REPLY(r, surveys_enter, &v);
}

static bool is_about_the_code(const struct req *r)
{
	for (size_t i = 0; i < r->n_faults; i++)
		if (str_same(r->faults[i].field, "code"))
			return true;
	return false;
}

/* GET /survey: asks for a code.  GET /survey?code=…: the questions, when the code is good. */
enum status surveys_enter_show(struct req *r)
{
	const struct survey_code_form *f = r->form;
	struct surveys_token token;
	if (!f || !f->code)
		return draw_entry(r, NULL, f && f->kiosk);
	TRY(surveys_redeem(r, f->code, false, &token));
	return draw_questions(r, f->code, f->kiosk);
}

/* GET /s/CODE: from a link or a picture. */
enum status surveys_link_show(struct req *r)
{
	struct surveys_token token;
	TRY(surveys_redeem(r, r->part[0], false, &token));
	return draw_questions(r, r->part[0], false);
}

/* Something was wrong: with the code, then it is asked for again; with an answer, then the questions, with all that was said. */
enum status surveys_again(struct req *r)
{
	if (r->came_back == &survey_answer_form_table && !is_about_the_code(r))
		return draw_questions(r, NULL, false);
	return draw_entry(r, r->part[0], false);
}

bool surveys_said(struct req *r, const struct survey_answer_form *f, struct surveys_answer *ret)
{
	if (!f->found && f->heard == NO_INT && f->hope_before == NO_INT && f->hope_after == NO_INT && f->again == NO_INT && !f->words) {
		(void)fault(r, "found", "empty", N_("Nothing is answered yet. Answer one question, or just close this page."));
		return false;
	}
	*ret = (struct surveys_answer){
		.found = f->found ? f->found : NO_INT, .heard = f->heard == NO_INT ? NO_INT : f->heard + 1, .hope_before = f->hope_before,
		.hope_after = f->hope_after, .again = f->again, .words = f->words,
	};
	return true;
}

enum status surveys_keep(struct req *r, struct surveys_spent with, const struct surveys_answer *a)
{
	struct batch_get batch;
	int64_t changed;
	TRY(batch_get(r, with.batch, &batch));
	const char *id = id_of(r, seal_index(r, "survey_answer.id", with.token));
	TRY(answer_add(r, id, batch.id, batch.community, week_of(r->now), a->found, a->heard, a->hope_before, a->hope_after, a->again, a->words,
		       NULL, &changed));
	if (!changed)
		return fault(r, "signature", "used", N_("This ticket was used already. Each one is good for one answer."));
	TRY(batch_count(r, batch.id, 0, 1, &changed));
	TRY(surveys_into_lots(r, batch.community));
	struct surveys_change change = {
		.community = batch.community, .project = batch.project, .kind = batch.kind, .month = batch.month, .answer = a,
	};
	return tell(r, &surveys_changed, &change);
}

enum status surveys_answer_send(struct req *r)
{
	const struct survey_answer_form *f = r->form;
	struct surveys_token token;
	struct surveys_answer a;
	if (!surveys_said(r, f, &a))
		return INVALID;
	TRY(surveys_redeem(r, f->code, true, &token));
	TRY(surveys_keep(r, (struct surveys_spent){ token.batch, code_clean(r, f->code) }, &a));
	return redirect(r, f->kiosk ? "/survey/thanks?kiosk=1" : "/survey/thanks");
}

enum status surveys_thanks_show(struct req *r)
{
	const struct survey_code_form *f = r->form;
	struct surveys_thanks_view v = { .kiosk = f && f->kiosk };
	return REPLY(r, surveys_thanks, &v);
}

/* Keeping order in a talk: a message taken down, somebody asked to pause.  Who coordinates does it where everyone writes, who facilitates a
 * group in its talk.  Whoever it is about reads why and can be heard: features/reports.  Going slowly is slow.c's. */
#include "inside.h"
#include "queries.h"
#include "tell.h"

const struct choices talk_times = CHOICES("talk_times",
	{ "hour", N_("An hour"), NULL }, { "hours", N_("Four hours"), NULL }, { "day", N_("A day"), NULL }, { "days", N_("Three days"), NULL },
	{ "week", N_("A week"), NULL });
static const int64_t time_seconds[] = { HOUR, 4 * HOUR, DAY, 3 * DAY, 7 * DAY };

static const struct form_field talk_down_fields[] = {
	TEXT_FIELD(struct talk_down, reason, .required = true, .min = 2, .max = 1000, .multiline = true, .label = N_("Why? In words to them"),
		   .hint = N_("They read this, and can say to those who look after reports how they see it.")),
};
const struct form talk_down_form = FORM(talk_down, talk_down_fields);

static const struct form_field talk_pause_fields[] = {
	CHOICE_FIELD(struct talk_pause, time, .required = true, .of = &talk_times, .label = N_("For how long?")),
	TEXT_FIELD(struct talk_pause, reason, .required = true, .min = 2, .max = 1000, .multiline = true, .label = N_("Why? In words to them"),
		   .hint = N_("They read this, and can say to those who look after reports how they see it.")),
};
const struct form talk_pause_form = FORM(talk_pause, talk_pause_fields);

bool talk_keeps_order(const struct req *r, const struct conversations_one *c)
{
	return c->members ? may(r, MAY_COORDINATOR) : may(r, MAY_LEADS);
}

static enum status back_to(struct req *r, const struct one_message *o, const char *notice)
{
	return redirect_here(r, notice, "/conversations/%s?before=%lld#m-%s", o->conversation.id, (long long)o->m.place + TALK_PAGE / 2, o->m.id);
}

/* One's own is taken back, not down. */
static bool may_take_down(const struct req *r, const struct one_message *o)
{
	return talk_keeps_order(r, &o->conversation) && !may(r, MAY_OWNER) && message_readable(r);
}

static const struct json_field conversations_down_json[] = { JSON_TEXT(conversations_down_view, conversation), JSON_TEXT(conversations_down_view, id) };

enum status message_down_show(struct req *r)
{
	const struct one_message *o = r->object;
	struct conversations_down_view v = { .conversation = o->conversation.id, .id = o->m.id, .name = people_name_or_left(r, o->m.name) };
	if (!may_take_down(r, o))
		return MISSING;
	form_show(r, &v.form, &talk_down_form, NULL);
	return REPLY(r, conversations_down, &v);
}

enum status message_down(struct req *r)
{
	const struct one_message *o = r->object;
	const struct talk_down *f = r->form;
	const char *decision = NULL;
	int64_t number;
	if (!may_take_down(r, o))
		return MISSING;
	TRY(reports_decided_by_me(r, &(struct reports_decided){ o->m.writer, "taken_down", o->m.id, f->reason, r->now }, &decision));
	TRY(live_number(r, r->community.id, &number));
	TRY(message_take_down(r, o->m.id, r->now, decision, number, NULL));
	return back_to(r, o, N_("Taken down. Everyone sees that a message was taken down for the house rules; who wrote it reads why."));
}

/* ---- asking somebody to pause ---- */

static enum status facilitates(struct req *r, const char *group, const char *person, bool *ret)
{
	struct groups_person_list leads;
	TRY(groups_facilitators(r, group, &leads));
	*ret = false;
	for (size_t k = 0; k < leads.n; k++)
		*ret |= str_same(leads.at[k], person);
	return OK;
}

/* Of a group only, whoever wrote this. */
static bool may_pause(const struct req *r, const struct one_message *o)
{
	return !o->conversation.members && o->m.writer && !may(r, MAY_OWNER);
}

static const struct json_field conversations_pause_json[] = { JSON_TEXT(conversations_pause_view, conversation), JSON_TEXT(conversations_pause_view, id) };

enum status message_pause_show(struct req *r)
{
	const struct one_message *o = r->object;
	struct conversations_pause_view v = { .conversation = o->conversation.id, .id = o->m.id, .name = people_name_or_left(r, o->m.name) };
	if (!may_pause(r, o))
		return MISSING;
	form_show(r, &v.form, &talk_pause_form, NULL);
	return REPLY(r, conversations_pause, &v);
}

/* Those who facilitate it together talk with one another. */
enum status message_pause(struct req *r)
{
	const struct one_message *o = r->object;
	const struct conversations_one *c = &o->conversation;
	const struct talk_pause *f = r->form;
	const char *decision;
	bool leads;
	if (!may_pause(r, o))
		return MISSING;
	TRY(facilitates(r, c->subject, o->m.writer, &leads));
	if (leads)
		return fault(r, "time", "leads", N_("They facilitate as well. Please talk with them."));
	int64_t until = r->now + time_seconds[f->time];
	TRY(reports_decided_by_me(r, &(struct reports_decided){ o->m.writer, "paused", c->id, f->reason, until }, &decision));
	TRY(conversation_pause(r, c->id, o->m.writer, until, decision, NULL));
	return back_to(r, o, N_("Asked to pause. They read why, and until when."));
}

enum status talk_go_on(struct req *r)
{
	const struct conversations_one *c = r->object;
	struct conversation_paused_list all;
	TRY(conversation_paused(r, c->id, r->who.person, r->now, &all));
	for (size_t k = 0; k < all.n; k++)
		if (str_same(all.at[k].person, r->part[1])) {
			TRY(conversation_go_on(r, c->id, all.at[k].person, all.at[k].pause, NULL));
			TRY(reports_decision_over(r, all.at[k].pause));
			return redirect_here(r, N_("They can write again."), "/conversations/%s#say", c->id);
		}
	return MISSING;
}

enum status talk_not_paused(struct req *r, const struct conversations_one *c)
{
	return talk_paused(r, c) ? fault(r, "words", "paused", N_("This was not sent: you are asked to pause writing here. Your words stay on this page.")) : OK;
}

/* Those who look after reports saw it otherwise. */
enum status talk_let_again(struct req *r, const void *what)
{
	const struct reports_lifted *l = what;
	int64_t number;
	if (str_same(l->outcome, "paused"))
		return conversation_go_on(r, l->of, l->about, l->id, NULL);
	if (!str_same(l->outcome, "taken_down"))
		return OK;
	TRY(live_number(r, r->community.id, &number));
	return message_up_again(r, l->of, l->id, number, NULL);
}

/* Who answers sees what it is about.  Nothing is copied of what its writer took back since. */
enum status talk_hearing(struct req *r, const void *what)
{
	const struct reports_hearing *h = what;
	struct message_taken_down m;
	if (!str_same(h->outcome, "taken_down"))
		return OK;
	enum status st = message_taken_down(r, h->of, h->about, &m);
	if (st != OK || !m.words)
		return st == MISSING ? OK : st;
	return reports_hearing_copy(r, h, *m.words ? m.words : talk_snippet(r, m.words));
}

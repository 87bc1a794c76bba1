/* A talk goes slowly: so many minutes between two messages of one person.  It is about nobody and opens nothing, so in a group whoever
 * coordinates may do it as well as who facilitates, without reading the talk. */
#include "inside.h"
#include "queries.h"

enum { SLOW_HOURS_MAX = 7 * 24 };

static const struct form_field talk_slow_fields[] = {
	INT_FIELD(struct talk_slower, minutes, .required = true, .max = 24 * 60, .label = N_("Minutes between two messages of one person"),
		  .hint = N_("0 is as fast as people like. Slower helps when a talk runs hot.")),
	INT_FIELD(struct talk_slower, hours, .min = 1, .max = SLOW_HOURS_MAX, .label = N_("For how many hours?"),
		  .hint = N_("Then it goes on as before, by itself.")),
};
const struct form talk_slow_form = FORM(talk_slower, talk_slow_fields);

static bool may_slow(const struct req *r, const struct conversations_one *c)
{
	return c->news ? may(r, MAY_COORDINATOR) : str_same(c->kind, "group") && str_same(c->state, "open");
}

static const struct json_field conversations_slow_json[] = { JSON_TEXT(conversations_slow_view, id), JSON_TEXT(conversations_slow_view, group) };

enum status talk_slow_show(struct req *r)
{
	const struct conversations_one *c = r->object;
	struct conversations_slow_view v = { .id = c->id, .title = c->title, .group = c->news ? NULL : c->subject, .reads = may(r, MAY_PARTY) };
	struct talk_slower *now = ARENA_NEW(&r->arena, struct talk_slower);
	if (!may_slow(r, c))
		return MISSING;
	*now = (struct talk_slower){ (talk_slow(r, c) + 59) / 60, NO_INT };
	form_show(r, &v.form, &talk_slow_form, now);
	return REPLY(r, conversations_slow, &v);
}

/* In a group always for a time: nobody has to remember to end it. */
enum status talk_slow_down(struct req *r)
{
	const struct conversations_one *c = r->object;
	const struct talk_slower *f = r->form;
	if (!may_slow(r, c))
		return MISSING;
	if (!c->news && f->minutes && f->hours == NO_INT)
		return fault(r, "hours", "needed", N_("Say for how many hours."));
	TRY(conversation_slow(r, c->id, f->minutes * 60, f->minutes && f->hours != NO_INT ? r->now + f->hours * HOUR : NO_INT, NULL));
	const char *notice = f->minutes ? N_("It goes slowly now; everyone sees it where they write.") : N_("It goes as fast as people like.");
	return may(r, MAY_PARTY) ? redirect_here(r, notice, "/conversations/%s#say", c->id) : redirect_here(r, notice, "/groups/%s", c->subject);
}

/* On a group's page, for whoever coordinates. */
enum status talk_slow_card(struct req *r)
{
	const struct groups_one *g = r->object;
	const char *id;
	enum status st = g->over || g->leads ? MISSING : conversation_of_subject(r, "group", g->id, &id);
	if (st == OK)
		conversations_slow_card_draw(&r->out, &(struct conversations_slow_card_view){ .id = id });
	return st == MISSING ? OK : st;
}

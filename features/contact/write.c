/* The form of somebody without an account.  Nothing is kept of them but what they write. */
#include "inside.h"

static const struct form_field contact_new_fields[] = {
	TEXT_FIELD(struct contact_new, words, .required = true, .min = 2, .max = CONTACT_WORDS_MAX, .multiline = true, .label = N_("What would you like to say or ask?"),
		   .hint = N_("Please leave out what you would not want a coordinator to read.")),
	TEXT_FIELD(struct contact_new, reach, .max = CONTACT_REACH_MAX, .label = N_("How can we reach you?"),
		   .hint = N_("A telephone number or an e-mail address, and what we may say if somebody else answers. Without it we cannot write back.")),
	ID_FIELD(struct contact_new, form_key, .hidden = true, .required = true, .label = N_("Form")),
};
const struct form contact_new_form = FORM(contact_new, contact_new_fields);

enum status contact_open_of(struct req *r)
{
	struct contact_rule_get rule;
	TRY(contact_rule_get(r, r->community.id, &rule));
	return rule.open ? OK : MISSING;
}

static const struct json_field contact_write_json[] = { JSON_TEXT(contact_write_view, name) };
static const struct json_field contact_thanks_json[] = { JSON_TEXT(contact_thanks_view, name) };

enum status contact_write(struct req *r)
{
	struct contact_write_view v = { .name = r->community.name };
	struct contact_new *first = ARENA_NEW(&r->arena, struct contact_new);
	first->form_key = id_new(r);
	form_show(r, &v.form, &contact_new_form, first);
	return REPLY(r, contact_write, &v);
}

enum status contact_send(struct req *r)
{
	const struct contact_new *f = r->form;
	int64_t added;
	TRY(contact_add(r, id_new(r), r->community.id, f->form_key, f->words, f->reach, lang_codes[r->reader.lang], r->now, &added));
	TRY(added ? live_thing(r, r->community.id, contact_live, r->community.id) : OK);
	return redirect_here(r, NULL, "/contact/thanks");
}

enum status contact_thanks(struct req *r)
{
	struct contact_thanks_view v = { .name = r->community.name };
	return REPLY(r, contact_thanks, &v);
}

/* On the page before joining. */
enum status contact_way_in(struct req *r)
{
	enum status st = contact_open_of(r);
	if (st == OK)
		contact_way_in_draw(&r->out, &(struct contact_way_in_view){ .name = r->community.name });
	return st == MISSING ? OK : st;
}

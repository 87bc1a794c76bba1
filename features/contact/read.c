/* For coordinators: what came, who has waited longest first, and whether anyone may write at all. */
#include "inside.h"

static const struct form_field contact_list_fields[] = {
	ID_FIELD(struct contact_list, after, .label = N_("After")),
	INT_FIELD(struct contact_list, at, .min = 0, .max = INT64_MAX, .label = N_("When")),
};
const struct form contact_list_form = FORM(contact_list, contact_list_fields);

static const struct form_field contact_open_fields[] = {
	FLAG_FIELD(struct contact_open, open, .label = N_("Anyone may write to us, without an account"),
		   .hint = N_("Somebody among you should look every day. Until then people wait for an answer.")),
	INT_FIELD(struct contact_open, version, .hidden = true, .required = true, .min = 0, .max = INT64_MAX),
};
const struct form contact_open_form = FORM(contact_open, contact_open_fields);

static const struct json_field row_json[] = {
	JSON_TEXT(contact_row, id), JSON_TEXT(contact_row, words), JSON_TEXT(contact_row, reach), JSON_TIME(contact_row, came), JSON_TIME(contact_row, done),
	JSON_TEXT(contact_row, by),
};
static const struct json_field contact_list_json[] = {
	JSON_LIST(contact_list_view, waiting, row_json), JSON_LIST(contact_list_view, done, row_json), JSON_FLAG(contact_list_view, closed),
	JSON_TEXT(contact_list_view, more_after), JSON_INT(contact_list_view, more_at),
};
static const struct json_field contact_rule_json[] = { JSON_FLAG(contact_rule_view, open) };

static const char *spoken(const char *code)
{
	enum lang lang;
	return lang_find((struct slice){ code, strlen(code) }, &lang) ? lang_names[lang] : code;
}

static enum status those_waiting(struct req *r, struct contact_list_view *v)
{
	const struct contact_list *f = r->form;
	struct contacts_waiting_list rows;
	bool later = f && f->after && f->at != NO_INT;
	TRY(contacts_waiting(r, r->community.id, later ? f->at : 0, later ? f->after : "", CONTACT_AT_ONCE + 1, &rows));
	v->waiting.at = ARENA_ARRAY(&r->arena, rows.n, struct contact_row);
	for (size_t k = 0; k < rows.n && k < CONTACT_AT_ONCE; k++)
		v->waiting.at[v->waiting.n++] = (struct contact_row){ .id = rows.at[k].id, .words = rows.at[k].words, .reach = rows.at[k].reach,
			.spoken = spoken(rows.at[k].lang), .came = rows.at[k].came, .done = NO_INT };
	if (rows.n > CONTACT_AT_ONCE) {
		v->more_after = rows.at[CONTACT_AT_ONCE - 1].id;
		v->more_at = rows.at[CONTACT_AT_ONCE - 1].came;
	}
	return OK;
}

static enum status those_done(struct req *r, struct contact_list_view *v)
{
	struct contacts_done_list rows;
	TRY(contacts_done(r, r->community.id, &rows));
	v->done.at = ARENA_ARRAY(&r->arena, rows.n, struct contact_row);
	for (size_t k = 0; k < rows.n; k++)
		v->done.at[v->done.n++] = (struct contact_row){ .id = rows.at[k].id, .words = rows.at[k].words, .reach = rows.at[k].reach,
			.came = rows.at[k].came, .done = rows.at[k].done, .by = people_name_or_left(r, rows.at[k].name) };
	return OK;
}

enum status contact_list(struct req *r)
{
	struct contact_list_view v = { 0 };
	enum status st = contact_open_of(r);
	if (st != OK && st != MISSING)
		return st;
	v.closed = st == MISSING;
	TRY(those_waiting(r, &v));
	TRY(those_done(r, &v));
	return REPLY(r, contact_list, &v);
}

enum status contact_of(struct req *r)
{
	struct contact_get *x = ARENA_NEW(&r->arena, struct contact_get);
	TRY(contact_get(r, r->part[0], r->community.id, x));
	r->object = x;
	return OK;
}

enum status contact_look_after(struct req *r)
{
	const struct contact_get *x = r->object;
	TRY(contact_done(r, x->id, r->now, r->who.person, NULL));
	TRY(live_thing(r, r->community.id, contact_live, r->community.id));
	return redirect_here(r, N_("It is looked after. Thank you."), "/contacts");
}

enum status contact_take_back(struct req *r)
{
	const struct contact_get *x = r->object;
	TRY(contact_undone(r, x->id, NULL));
	TRY(live_thing(r, r->community.id, contact_live, r->community.id));
	return redirect_here(r, N_("It waits again."), "/contacts");
}

enum status contact_rule(struct req *r)
{
	struct contact_rule_view v = { 0 };
	struct contact_rule_get now = { 0 };
	enum status st = contact_rule_get(r, r->community.id, &now);
	if (st != OK && st != MISSING)
		return st;
	v.open = now.open;
	struct contact_open *stored = ARENA_NEW(&r->arena, struct contact_open);
	*stored = (struct contact_open){ .open = now.open, .version = now.version };
	form_show(r, &v.form, &contact_open_form, stored);
	return REPLY(r, contact_rule, &v);
}

enum status contact_rule_save(struct req *r)
{
	const struct contact_open *f = r->form;
	int64_t changed;
	if (f->version)
		TRY(contact_rule_set(r, r->community.id, f->version, f->open, &changed));
	else
		TRY(contact_rule_first(r, r->community.id, f->open, &changed));
	if (!changed)
		return stale(r);
	return redirect_here(r, f->open ? N_("Saved. Anyone may write to you now.") : N_("Saved. Nobody can write to you without an account."), "/contacts");
}

static enum status how_many(struct req *r, int64_t *ret)
{
	struct contacts_count n;
	TRY(contacts_count(r, r->community.id, &n));
	*ret = n.n;
	return OK;
}

/* On Today. */
enum status contact_waiting(struct req *r)
{
	struct contact_waiting_view v;
	TRY(how_many(r, &v.n));
	r->waits += v.n;
	if (v.n)
		contact_waiting_draw(&r->out, &v);
	return OK;
}

/* Among coordinating. */
enum status contact_link(struct req *r)
{
	struct contact_link_view v;
	TRY(how_many(r, &v.n));
	contact_link_draw(&r->out, &v);
	return OK;
}

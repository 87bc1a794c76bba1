/* Opening somebody's crisis plan: only who was named, only with a reason, for a day; the owner is told and can end it.  Whether
 * somebody is still named is asked each time. */
#include "inside.h"
#include "tell.h"

static const struct form_field why_fields[] = {
	TEXT_FIELD(struct crisis_why, reason, .required = true, .min = 10, .max = 500, .multiline = true, .label = N_("What is happening?"),
		   .hint = N_("They will read this, with your name.")),
};
const struct form crisis_why_form = FORM(crisis_why, why_fields);

/* ---- which I may open ---- */

static const struct json_field plan_json[] = { JSON_TEXT(crisis_plan_row, id), JSON_TEXT(crisis_plan_row, name) };
static const struct json_field crisis_plans_json[] = { JSON_LIST(crisis_plans_view, plans, plan_json) };

enum status crisis_plans_show(struct req *r)
{
	struct crisis_plans_view v = { 0 };
	struct crisis_plans_list rows;
	TRY(crisis_plans(r, r->community.id, r->who.person, &rows));
	v.plans.at = ARENA_ARRAY(&r->arena, rows.n, struct crisis_plan_row);
	for (size_t i = 0; i < rows.n; i++)
		v.plans.at[v.plans.n++] = (struct crisis_plan_row){ .id = rows.at[i].document, .name = people_name_or_left(r, rows.at[i].name) };
	return REPLY(r, crisis_plans, &v);
}

enum status crisis_plans_card(struct req *r)
{
	struct crisis_plans_count n;
	TRY(crisis_plans_count(r, r->community.id, r->who.person, &n));
	if (n.n)
		crisis_plans_card_draw(&r->out, &(struct crisis_plans_card_view){ .n = n.n });
	return OK;
}

enum status crisis_may_open_of(struct req *r)
{
	struct crisis_may_open *x = ARENA_NEW(&r->arena, struct crisis_may_open);
	TRY(crisis_may_open(r, r->part[0], r->who.person, r->community.id, x));
	r->who.may |= MAY_PARTY;
	r->object = x;
	return OK;
}

static const struct json_field crisis_open_json[] = { JSON_TEXT(crisis_open_view, id), JSON_TEXT(crisis_open_view, name) };

enum status crisis_ask(struct req *r)
{
	const struct crisis_may_open *x = r->object;
	struct crisis_open_view v = { .id = r->part[0] };
	TRY(people_name(r, x->owner, &v.name));
	form_show(r, &v.form, &crisis_why_form, NULL);
	return REPLY(r, crisis_open, &v);
}

enum status crisis_open(struct req *r)
{
	const struct crisis_may_open *x = r->object;
	const struct crisis_why *f = r->form;
	const char *id = id_new(r);
	int64_t changed;
	TRY(crisis_opening_add(r, id, r->part[0], x->owner, r->who.person, r->community.id, f->reason, r->now, r->now + CRISIS_OPEN_SECONDS, &changed));
	TRY(live_today(r, r->community.id, x->owner));
	return redirect_here(r, NULL, "/crisis-openings/%s", id);
}

/* ---- while it lasts ---- */

enum status crisis_opening_of(struct req *r)
{
	struct crisis_opening_get *x = ARENA_NEW(&r->arena, struct crisis_opening_get);
	TRY(crisis_opening_get(r, r->part[0], r->community.id, x));
	if (!str_same(x->opened_by, r->who.person) || !x->may_open || r->now >= x->ends)
		return MISSING;
	r->who.may |= MAY_PARTY;
	r->object = x;
	return OK;
}

static const struct json_field words_json[] = {
	JSON_TEXT(documents_words, code), JSON_TEXT(documents_words, title), JSON_TEXT(documents_words, words), JSON_TIME(documents_words, saved),
};
static const struct json_field crisis_opened_json[] = {
	JSON_TEXT(crisis_opened_view, name), JSON_TIME(crisis_opened_view, ends), JSON_LIST(crisis_opened_view, parts, words_json),
};

enum status crisis_opened_show(struct req *r)
{
	const struct crisis_opening_get *x = r->object;
	struct crisis_opened_view v = { .ends = x->ends };
	struct documents_one d;
	TRY(documents_get(r, x->document, &d));
	TRY(people_name(r, x->owner, &v.name));
	TRY(documents_all(r, &d, &v.parts));
	return REPLY(r, crisis_opened, &v);
}

/* ---- the owner is told ---- */

enum status crisis_told_of(struct req *r)
{
	struct crisis_opening_get *x = ARENA_NEW(&r->arena, struct crisis_opening_get);
	TRY(crisis_opening_get(r, r->part[0], r->community.id, x));
	if (!str_same(x->owner, r->who.person))
		return MISSING;
	r->who.may |= MAY_OWNER;
	r->object = x;
	return OK;
}

enum status crisis_told_known(struct req *r)
{
	const struct crisis_opening_get *x = r->object;
	int64_t changed;
	TRY(crisis_known(r, x->id, r->who.person, r->now, &changed));
	TRY(live_today(r, r->community.id, r->who.person));
	return redirect_here(r, N_("Nobody has it open now. It stays in your list."), "/pages/%s/openers", x->document);
}

enum status crisis_told(struct req *r)
{
	struct crisis_told_view v = { 0 };
	struct crisis_unknown_list rows;
	TRY(crisis_unknown(r, r->who.person, r->community.id, &rows));
	v.told.at = ARENA_ARRAY(&r->arena, rows.n, struct crisis_told_row);
	for (size_t i = 0; i < rows.n; i++)
		v.told.at[v.told.n++] = (struct crisis_told_row){ .id = rows.at[i].id, .document = rows.at[i].document,
			.name = people_name_or_left(r, rows.at[i].name), .reason = rows.at[i].reason, .opened = rows.at[i].opened };
	r->waits += (int64_t)v.told.n;
	if (v.told.n)
		crisis_told_draw(&r->out, &v);
	return OK;
}

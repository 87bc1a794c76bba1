/* Legal holds: a coordinator says, with a reason and the password once more, that something must not be erased for now; and
 * that it may again.  Leaves what stays of those who leave meanwhile to hold_copies.c. */
#include "inside.h"

static const struct form_field hold_fields[] = {
	TEXT_FIELD(struct hold_why, reason, .required = true, .min = 10, .max = 500, .multiline = true, .label = N_("Why must it stay?"),
		   .hint = N_("Who asks for it, and the number on their letter. Whoever wants to leave reads this.")),
};
const struct form hold_form = FORM(hold_why, hold_fields);

static const struct json_field retention_hold_json[] = { JSON_TEXT(retention_hold_view, title) };

static enum status ask(struct req *r, const char *title, bool person, const char *id)
{
	struct retention_hold_view v = { .title = title, .person = person, .id = id };
	form_show(r, &v.form, &hold_form, NULL);
	return REPLY(r, retention_hold, &v);
}

static enum status add(struct req *r, const char *person, const char *kind)
{
	const struct hold_why *f = r->form;
	struct hold_open open;
	TRY(hold_open(r, r->community.id, person, kind, &open));
	if (open.n)
		return fault(r, NULL, "held", N_("This is kept already. End that first if the reason is another."));
	TRY(hold_add(r, id_new(r), r->community.id, person, kind, f->reason, r->who.person, r->now, NULL));
	return redirect_here(r, N_("It is kept until you end it."), "/kept/holds");
}

/* ---- of a person ---- */

enum status hold_person_of(struct req *r)
{
	struct hold_person *p = ARENA_NEW(&r->arena, struct hold_person);
	TRY(hold_person(r, r->community.id, r->part[0], p));
	r->object = p;
	return OK;
}

enum status hold_person_ask(struct req *r)
{
	const struct hold_person *p = r->object;
	return ask(r, people_name_or_left(r, p->name), true, p->person);
}

enum status hold_person_add(struct req *r) { return add(r, ((const struct hold_person *)r->object)->person, NULL); }

/* On the page of a person. */
enum status hold_way_card(struct req *r)
{
	retention_way_draw(&r->out, &(struct retention_way_view){ .id = r->part[0] });
	return OK;
}

/* ---- of a kind of record ---- */

enum status hold_kind_ask(struct req *r)
{
	const struct retain *kind = r->object;
	return ask(r, retention_words(r, kind->title), false, kind->code);
}

enum status hold_kind_add(struct req *r) { return add(r, NULL, ((const struct retain *)r->object)->code); }

/* ---- those in force ---- */

static const char *what_of(struct req *r, const char *kind, const char *name)
{
	const struct retain *k = kind ? retain_find(r->house, kind) : NULL;
	if (!kind)
		return words_say(&r->arena, &r->reader, N_("Everything of {0}"), 1, (struct word_arg[]){ word_text(people_name_or_left(r, name)) });
	return k ? retention_words(r, k->title) : kind;
}

static enum status holds_list(struct req *r, struct retention_holds *ret)
{
	struct holds_here_list rows;
	TRY(holds_here(r, r->community.id, RETENTION_PAGE, &rows));
	ret->at = ARENA_ARRAY(&r->arena, rows.n + 1, struct retention_hold);
	for (size_t k = 0; k < rows.n; k++) {
		const struct holds_here *h = &rows.at[k];
		ret->at[ret->n++] = (struct retention_hold){ .id = h->id, .what = what_of(r, h->kind, h->name), .reason = h->reason, .person = h->person,
			.kind = h->kind, .by = people_name_or_left(r, h->by_name), .made = h->made, .copies = h->copies };
	}
	return OK;
}

static const struct json_field hold_json[] = {
	JSON_TEXT(retention_hold, id), JSON_TEXT(retention_hold, person), JSON_TEXT(retention_hold, kind), JSON_TEXT(retention_hold, reason),
	JSON_TEXT(retention_hold, by), JSON_TIME(retention_hold, made), JSON_INT(retention_hold, copies),
};
static const struct json_field retention_held_json[] = { JSON_LIST(retention_held_view, holds, hold_json) };

enum status holds_show(struct req *r)
{
	struct retention_held_view v = { 0 };
	TRY(holds_list(r, &v.holds));
	return REPLY(r, retention_held, &v);
}

enum status hold_of(struct req *r)
{
	struct hold_get *h = ARENA_NEW(&r->arena, struct hold_get);
	TRY(hold_get(r, r->part[0], r->community.id, h));
	r->object = h;
	return OK;
}

enum status hold_ended(struct req *r)
{
	const struct hold_get *h = r->object;
	TRY(hold_copies_end(r, h->id));
	TRY(hold_end(r, h->id, r->who.person, r->now, NULL));
	return redirect_here(r, N_("It is no longer kept for this reason. What is over goes with the next daily look."), "/kept/holds");
}

/* ---- for whoever wants to leave ---- */

enum status hold_leaving_card(struct req *r)
{
	struct holds_over_list rows;
	struct retention_leaving_view v = { 0 };
	TRY(holds_over(r, r->who.person, r->community.id ? r->community.id : "", &rows));
	v.holds.at = ARENA_ARRAY(&r->arena, rows.n + 1, struct retention_leaving);
	for (size_t k = 0; k < rows.n; k++) {
		const struct holds_over *h = &rows.at[k];
		const char *what = h->kind ? what_of(r, h->kind, NULL) : retention_words(r, N_("Everything that is kept of you"));
		v.holds.at[v.holds.n++] = (struct retention_leaving){ .what = what, .place = h->place, .reason = h->reason, .made = h->made };
	}
	if (v.holds.n)
		retention_leaving_draw(&r->out, &v);
	return OK;
}

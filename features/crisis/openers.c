/* Who may open my crisis plan, and who did: for its owner. */
#include "inside.h"

static const struct form_field named_fields[] = {
	IDS_FIELD(struct crisis_named, people, .max = 20, .label = N_("Who may open it in a crisis?"),
		  .hint = N_("They must say why. You are told at once, with their name, and see it in this list.")),
};
const struct form crisis_named_form = FORM(crisis_named, named_fields);

enum status crisis_mine_of(struct req *r)
{
	TRY(documents_mine_of(r));
	const struct documents_one *d = r->object;
	return str_same(d->template, "crisis") ? OK : MISSING;
}

static const struct json_field row_json[] = {
	JSON_TEXT(crisis_opening_row, name), JSON_TEXT(crisis_opening_row, reason), JSON_TIME(crisis_opening_row, opened),
};
static const struct json_field crisis_openers_json[] = { JSON_TEXT(crisis_openers_view, id), JSON_LIST(crisis_openers_view, openings, row_json) };

static enum status openings_into(struct req *r, const char *document, struct crisis_openers_view *v)
{
	struct crisis_openings_list rows;
	TRY(crisis_openings(r, document, &rows));
	v->openings.at = ARENA_ARRAY(&r->arena, rows.n, struct crisis_opening_row);
	for (size_t i = 0; i < rows.n; i++)
		v->openings.at[v->openings.n++] = (struct crisis_opening_row){ .name = people_name_or_left(r, rows.at[i].name),
			.reason = rows.at[i].reason, .opened = rows.at[i].opened };
	return OK;
}

enum status crisis_openers_show(struct req *r)
{
	const struct documents_one *d = r->object;
	struct crisis_openers_view v = { .id = d->id, .document = documents_title(r, d->title, d->template) };
	struct crisis_openers_list named;
	struct crisis_named stored;
	TRY(crisis_openers(r, d->id, &named));
	stored.people.n = named.n;
	stored.people.at = ARENA_ARRAY(&r->arena, named.n, const char *);
	for (size_t i = 0; i < named.n; i++)
		stored.people.at[i] = named.at[i].person;
	v.somebody = named.n > 0;
	form_show(r, &v.form, &crisis_named_form, &stored);
	TRY(documents_people_offer(r, d->owner, "people", &v.form.drawn));
	TRY(openings_into(r, d->id, &v));
	return REPLY(r, crisis_openers, &v);
}

enum status crisis_openers_save(struct req *r)
{
	const struct documents_one *d = r->object;
	const struct crisis_named *f = r->form;
	int64_t changed;
	TRY(documents_people_judge(r, d->owner, "people", &f->people));
	TRY(crisis_openers_clear(r, d->id, &changed));
	for (size_t i = 0; i < f->people.n; i++)
		TRY(crisis_opener_add(r, d->id, d->owner, f->people.at[i], r->community.id, r->now, &changed));
	return redirect_here(r, f->people.n ? N_("Saved. Tell them where to find it: on the page “What others share with me”.") : N_("Nobody can open it now."),
			     "/pages/%s", d->id);
}

/* On the page of a crisis plan, for its owner. */
enum status crisis_section(struct req *r)
{
	const struct documents_one *d = r->object;
	if (str_same(d->template, "crisis"))
		crisis_section_draw(&r->out, &(struct crisis_section_view){ .id = d->id });
	return OK;
}

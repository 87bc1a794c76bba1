/* Looking at a plan again, by wish: said on Today when the day has come, never by mail, and gone with one step. */
#include "inside.h"

static const struct choices everies = CHOICES("everies",
	{ "never", N_("Do not remind me"), NULL },
	{ "month", N_("Every four weeks"), NULL },
	{ "season", N_("Every three months"), NULL },
	{ "half", N_("Every half year"), NULL });
static const int weeks_of[] = { 0, 4, 13, 26 };

static const struct form_field again_fields[] = {
	CHOICE_FIELD(struct wellness_again, every, .required = true, .of = &everies, .label = N_("Shall we remind you to look at it again?"),
		     .hint = N_("Only here, on your page Today. We send no mail about it.")),
};
const struct form wellness_again_form = FORM(wellness_again, again_fields);

/* Plans are looked at again; stories and appointments are not. */
enum status wellness_mine_of(struct req *r)
{
	TRY(documents_mine_of(r));
	const struct documents_one *d = r->object;
	return str_same(d->template, "wellness") || str_same(d->template, "crisis") ? OK : MISSING;
}

static enum status stored(struct req *r, const char *document, struct wellness_review_get *ret)
{
	enum status st = wellness_review_get(r, document, ret);
	if (st == MISSING)
		*ret = (struct wellness_review_get){ 0 };
	return st == MISSING ? OK : st;
}

static const struct json_field wellness_review_json[] = {
	JSON_TEXT(wellness_review_view, id), JSON_FLAG(wellness_review_view, wished), JSON_INT(wellness_review_view, due),
};

enum status wellness_review(struct req *r)
{
	const struct documents_one *d = r->object;
	struct wellness_review_view v = { .id = d->id, .document = documents_title(r, d->title, d->template) };
	struct wellness_review_get x;
	struct wellness_again first = { 0 };
	TRY(stored(r, d->id, &x));
	for (size_t i = 0; i < COUNT(weeks_of); i++)
		if (weeks_of[i] == x.weeks)
			first.every = (int64_t)i;
	v.wished = x.weeks > 0;
	v.due = x.due;
	form_show(r, &v.form, &wellness_again_form, &first);
	return REPLY(r, wellness_review, &v);
}

enum status wellness_review_save(struct req *r)
{
	const struct documents_one *d = r->object;
	const struct wellness_again *f = r->form;
	int64_t changed, weeks = weeks_of[f->every];
	if (weeks)
		TRY(wellness_review_put(r, d->id, d->owner, weeks, wellness_today(r) + 7 * weeks, &changed));
	else
		TRY(wellness_review_clear(r, d->id, &changed));
	return redirect_here(r, N_("Saved."), "/pages/%s", d->id);
}

enum status wellness_reviewed(struct req *r)
{
	const struct documents_one *d = r->object;
	struct wellness_review_get x;
	int64_t changed;
	TRY(wellness_review_get(r, d->id, &x));
	TRY(wellness_review_put(r, d->id, d->owner, x.weeks, wellness_today(r) + 7 * x.weeks, &changed));
	return redirect_here(r, N_("Good. We remind you again when the time comes."), "/today");
}

/* On the page of a plan, for its owner. */
enum status wellness_section(struct req *r)
{
	const struct documents_one *d = r->object;
	if (str_same(d->template, "wellness") || str_same(d->template, "crisis"))
		wellness_section_draw(&r->out, &(struct wellness_section_view){ .id = d->id });
	return OK;
}

enum status wellness_due_card(struct req *r)
{
	struct wellness_due_view v = { 0 };
	struct wellness_due_list rows;
	TRY(wellness_due(r, r->who.person, wellness_today(r), &rows));
	v.due.at = ARENA_ARRAY(&r->arena, rows.n, struct wellness_due_row);
	for (size_t i = 0; i < rows.n; i++)
		v.due.at[v.due.n++] = (struct wellness_due_row){ rows.at[i].document, documents_title(r, rows.at[i].title, rows.at[i].template) };
	if (v.due.n)
		wellness_due_draw(&r->out, &v);
	return OK;
}

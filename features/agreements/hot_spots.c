/* Hot spots: situations said before they come, each by its own writer.  Knows one at a time; the list is on the agreement's
 * page. */
#include "inside.h"

static const struct form_field agreement_spot_fields[] = {
	TEXT_FIELD(struct agreement_spot, situation, .required = true, .min = 2, .max = 500, .multiline = true, .label = N_("The situation"),
		   .hint = N_("For example: being late, raised voices, talking about family, silence.")),
	CHOICE_FIELD(struct agreement_spot, level, .required = true, .of = &agreements_levels, .label = N_("How is it for you?")),
	TEXT_FIELD(struct agreement_spot, sign, .max = 500, .multiline = true, .label = N_("An early sign"),
		   .hint = N_("How the other can notice that it begins.")),
	TEXT_FIELD(struct agreement_spot, wish, .max = 500, .multiline = true, .label = N_("What I would like then")),
	INT_FIELD(struct agreement_spot, version, .hidden = true, .min = 0, .max = INT32_MAX, .label = N_("Version")),
};
const struct form agreement_spot_form = FORM(agreement_spot, agreement_spot_fields);

static const struct json_field agreements_spot_json[] = {
	JSON_TEXT(agreements_spot_view, connection), JSON_TEXT(agreements_spot_view, id),
};

static enum status draw(struct req *r, const char *id, const struct agreement_spot *stored)
{
	const struct connections_one *c = r->object;
	struct agreements_spot_view v = { .connection = c->id, .id = id, .is_new = !id };
	TRY(agreement_other_name(r, &v.name));
	form_show(r, &v.form, &agreement_spot_form, stored);
	return REPLY(r, agreements_spot, &v);
}

enum status spot_new(struct req *r)
{
	const struct connections_one *c = r->object;
	struct agreement_spot none = { .level = NO_INT };
	return c->open ? draw(r, NULL, &none) : MISSING;
}

enum status spot_add(struct req *r)
{
	const struct connections_one *c = r->object;
	const struct agreement_spot *f = r->form;
	struct hot_spots_count n;
	int64_t changed;
	if (!c->open)
		return MISSING;
	TRY(hot_spots_count(r, c->id, r->who.person, &n));
	if (n.n >= HOT_SPOTS_MAX)
		return fault(r, NULL, "too_many", N_("Thirty are enough for now. Please take one out first."));
	TRY(hot_spot_add(r, id_new(r), c->id, r->who.person, f->situation, f->level, f->sign, f->wish, r->now, &changed));
	return redirect_here(r, N_("Saved."), "/connections/%s/agreement", c->id);
}

/* Only its writer may open it to write. */
static enum status mine(struct req *r, struct hot_spot_get *ret)
{
	const struct connections_one *c = r->object;
	TRY(hot_spot_get(r, r->part[1], c->id, ret));
	return c->open && str_same(ret->writer, r->who.person) ? OK : MISSING;
}

enum status spot_show(struct req *r)
{
	struct hot_spot_get h;
	TRY(mine(r, &h));
	struct agreement_spot stored = { .situation = h.situation, .level = h.level, .sign = h.sign, .wish = h.wish, .version = h.version };
	return draw(r, h.id, &stored);
}

enum status spot_save(struct req *r)
{
	const struct connections_one *c = r->object;
	const struct agreement_spot *f = r->form;
	struct hot_spot_get h;
	int64_t changed;
	TRY(mine(r, &h));
	if (f->version != NO_INT && f->version != h.version)
		return stale(r);
	TRY(hot_spot_change(r, h.id, r->who.person, f->situation, f->level, f->sign, f->wish, r->now, &changed));
	return redirect_here(r, N_("Saved."), "/connections/%s/agreement", c->id);
}

enum status spot_remove(struct req *r)
{
	const struct connections_one *c = r->object;
	struct hot_spot_get h;
	int64_t changed;
	TRY(mine(r, &h));
	TRY(hot_spot_remove(r, h.id, r->who.person, &changed));
	return redirect_here(r, N_("Taken out."), "/connections/%s/agreement", c->id);
}

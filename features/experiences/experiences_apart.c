/* Keeping apart: people somebody does not want to be brought together with.  Read by the one who wrote it and by matching's
 * yes-or-no question, by nobody else: no page, figure or reply of anybody else is made from it. */
#include "experiences_inside.h"

static const struct form_field parting_fields[] = {
	TEXT_FIELD(struct experiences_parting, name, .required = true, .min = 1, .max = 60, .label = N_("The name you know them by"),
		.hint = N_("Write it as they use it here, if you know. You can add more than one name.")),
};
const struct form experiences_parting_form = FORM(experiences_parting, parting_fields);

static const struct json_field experiences_apart_json[] = {
	JSON_ROWS(experiences_apart_view, names, experiences_apart_mine),
};

enum status experiences_apart_show(struct req *r)
{
	struct experiences_apart_view v = { 0 };
	TRY(experiences_apart_mine(r, r->who.person, &v.names));
	form_show(r, &v.form, &experiences_parting_form, NULL);
	return REPLY(r, experiences_apart, &v);
}

static enum status add(struct req *r, const char *name, const char *other)
{
	struct bytes index = people_name_index(r, name);
	struct experiences_apart_count have;
	TRY(experiences_apart_count(r, r->who.person, index, &have));
	if (have.n >= EXPERIENCES_APART_MOST)
		return fault_with(r, "name", "full", N_("There is room for {0} names. Please take one away first."), word_int(EXPERIENCES_APART_MOST));
	if (have.same && !other)
		return fault(r, "name", "there_already", N_("This name is in your list already."));
	return experiences_apart_add(r, id_new(r), r->who.person, name, index, other, r->now, NULL);
}

enum status experiences_apart_say(struct req *r)
{
	const struct experiences_parting *f = r->form;
	TRY(add(r, f->name, NULL));
	TRY(experiences_tell_changed(r, r->who.person));
	return redirect_here(r, N_("Kept. Only you can see this."), "/about-me/apart");
}

enum status experiences_apart_unsay(struct req *r)
{
	int64_t changed;
	TRY(experiences_apart_remove(r, r->who.person, r->part[0], &changed));
	if (!changed)
		return MISSING;
	TRY(experiences_tell_changed(r, r->who.person));
	return redirect_here(r, N_("Taken away. Nothing of it is kept."), "/about-me/apart");
}

enum status experiences_keep_apart(struct req *r, const char *other)
{
	const char *name;
	struct experiences_apart_has has;
	if (str_same(other, r->who.person))
		return MISSING;
	TRY(experiences_apart_has(r, r->who.person, other, &has));
	if (has.n)
		return OK;
	TRY(people_name(r, other, &name));
	TRY(add(r, name, other));
	return experiences_tell_changed(r, r->who.person);
}

enum status experiences_apart(struct req *r, const char *a, const char *b, bool *ret)
{
	struct experiences_apart_between between;
	TRY(experiences_apart_between(r, a, b, &between));
	*ret = between.n > 0;
	return OK;
}

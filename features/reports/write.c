/* Writing a report: what happened, in one's own words or none, and what is to be carried along.  Nothing else is.  Knows
 * no places: whom it is about, and what could be attached, the route's .of says. */
#include "inside.h"

static const struct form_field new_fields[] = {
	CHOICE_FIELD(struct report_new, kind, .required = true, .of = &reports_kinds, .label = N_("What is it about?")),
	TEXT_FIELD(struct report_new, words, .multiline = true, .max = 4000, .label = N_("What happened?"),
		   .hint = N_("As much or as little as you like.")),
	IDS_FIELD(struct report_new, items, .max = REPORTS_ITEMS_MOST, .label = N_("Would you like to attach something?"),
		  .hint = N_("Only what you tick is carried, as it reads now. Nothing else is.")),
	FLAG_FIELD(struct report_new, block, .label = N_("Block them as well"),
		   .hint = N_("You are not brought together again, here or in another community. Nobody is told.")),
};
const struct form reports_form = FORM(report_new, new_fields);

static const struct json_field reports_new_json[] = {
	JSON_TEXT(reports_new_view, name), JSON_FLAG(reports_new_view, nobody),
};

static const char *code_of(struct req *r, const struct reports_item *x)
{
	return arena_printf(&r->arena, "%s-%s", x->kind, x->id);
}

/* What is ticked says what comes along. */
static const char *label_of(struct req *r, const struct reports_item *x)
{
	const char *with = x->with == 1 ? N_("{0} (and what came with it: a picture or a voice note)") : N_("{0} (and what came with it: {1} pictures or voice notes)");
	return x->with ? words_say(&r->arena, &r->reader, with, 2, (struct word_arg[]){ word_text(x->words), word_int(x->with) }) : x->words;
}

enum status reports_about_team(struct req *r, const char *about, bool *ret)
{
	struct report_team n;
	TRY(report_team(r, r->community.id, about, r->now, &n));
	*ret = n.n > 0;
	return OK;
}

enum status reports_write(struct req *r)
{
	const struct reports_from *from = r->object;
	struct reports_new_view v = { .name = from->name, .back = from->back, .some = from->n > 0 };
	struct form_option *option = ARENA_ARRAY(&r->arena, from->n + 1, struct form_option);
	struct form_options *options = ARENA_NEW(&r->arena, struct form_options);
	bool team;
	int64_t readers;
	TRY(reports_about_team(r, from->about, &team));
	TRY(reports_others(r, from->about, r->who.person, team, &readers));
	v.nobody = readers == 0;
	for (size_t i = 0; i < from->n; i++)
		option[i] = (struct form_option){ .code = code_of(r, &from->item[i]), .label = label_of(r, &from->item[i]) };
	*options = (struct form_options){ "items", from->n, option };
	form_show(r, &v.form, &reports_form, NULL);
	v.form.drawn.options = options;
	v.form.drawn.n_options = 1;
	return REPLY(r, reports_new, &v);
}

/* What was ticked must still be there to be read. */
static const struct reports_item *find(struct req *r, const struct reports_from *from, const char *code)
{
	for (size_t i = 0; i < from->n; i++)
		if (str_same(code_of(r, &from->item[i]), code))
			return &from->item[i];
	return NULL;
}

static enum status attach(struct req *r, const char *report, const struct str_list *items)
{
	const struct reports_from *from = r->object;
	struct reports_carrying to = { .bytes = 0 };
	for (size_t i = 0; i < items->n; i++) {
		const struct reports_item *x = find(r, from, items->at[i]);
		if (!x)
			return fault(r, "items", "changed", N_("Something you ticked is no longer there to be read. Please look at the list again."));
		to.item = id_new(r);
		to.place = 0;
		TRY(report_item_add(r, to.item, report, r->who.person, x->kind, x->id, x->words, NULL));
		if (x->with)
			TRY(from->carry(r, x, &to));
	}
	return OK;
}

enum status reports_send(struct req *r)
{
	const struct reports_from *from = r->object;
	const struct report_new *f = r->form;
	const char *id = id_new(r);
	struct report_open_count open;
	bool team;
	TRY(report_open_count(r, r->who.person, r->community.id, &open));
	if (open.n >= REPORTS_OPEN_MOST)
		return fault_with(r, NULL, "many", N_("{0} of your reports are still open. Please wait until they have been looked at, or take one back."),
				  word_int(open.n));
	TRY(reports_about_team(r, from->about, &team));
	TRY(report_add(r, id, r->community.id, r->who.person, from->about, choice_code(&reports_kinds, f->kind), f->words, team, r->now, NULL));
	TRY(attach(r, id, &f->items));
	if (f->block)
		TRY(connections_block(r, from->about));
	TRY(live_thing(r, r->community.id, reports_live, id));
	return redirect_here(r, N_("Thank you for telling us. We look at it, and you read here how it ended."), "/my-reports");
}

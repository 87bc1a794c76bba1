/* Thanks: leaving a line, reading the newest twenty.  Knows no one line's past: nothing is edited here. */
#include "thanks.h"
#include "pages.h"

static const struct form_field thanks_new_fields[] = {
	TEXT_FIELD(struct thanks_new, words, .required = true, .min = 2, .max = 200, .label = N_("What would you like to thank for?"),
		   .hint = N_("Every member can read it.")),
};
static const struct form thanks_new_form = FORM(thanks_new, thanks_new_fields);

static const struct json_field thanks_list_json[] = { JSON_ROWS(thanks_list_view, said, thanks_newest) };

static enum status show(struct req *r)
{
	struct thanks_list_view v;
	TRY(thanks_newest(r, r->community.id, &v.said));
	for (size_t i = 0; i < v.said.n; i++)
		v.said.at[i].name = people_name_or_left(r, v.said.at[i].name);
	form_show(r, &v.form, &thanks_new_form, NULL);
	return REPLY(r, thanks_list, &v);
}

static enum status say(struct req *r)
{
	const struct thanks_new *f = r->form;
	TRY(thanks_add(r, id_new(r), r->community.id, r->who.person, f->words, r->now, NULL));
	return redirect_here(r, N_("Said."), "/thanks");
}

static enum status hear_left(struct req *r, const void *person)
{
	return thanks_of_leaver(r, person, NULL);
}

static const struct route routes[] = {
	{ .method = "GET", .path = "/c/{c}/thanks", .may = MAY_MEMBER, .handle = show, .help = "The newest thank-you lines" },
	{ .method = "POST", .path = "/c/{c}/thanks", .may = MAY_MEMBER, .form = &thanks_new_form, .handle = say, .redraw = show,
	  .help = "Leave a thank-you line" },
};
static const struct ear ears[] = { { &people_left, hear_left } };

extern const struct db_query *const thanks_queries[];
extern const char thanks_schema_001[];
static const char *const schemas[] = { thanks_schema_001, NULL };

const struct feature thanks_feature = {
	.name = "thanks", .schemas = schemas, .queries = thanks_queries, .routes = routes, .n_routes = COUNT(routes),
	.ears = ears, .n_ears = COUNT(ears),
};

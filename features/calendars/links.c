/* Addresses from which calendar programs fetch: made, listed, ended.  An address is shown once; what is kept opens nothing. */
#include "inside.h"
#include "house.h"
#include "queries.h"

static const struct choices link_kinds = CHOICES("calendar_link_kinds",
	{ "mine", N_("What I may see here"), N_("only you should have this address") },
	{ "community", N_("What the community shows to everyone"), N_("for a website, for example; never places, links or people") });

static const struct form_field calendar_link_fields[] = {
	PICK_FIELD(struct calendar_link, kind, .label = N_("Which calendar?")),
	FLAG_FIELD(struct calendar_link, fuller, .label = N_("Say what things are called"),
		   .hint = N_("Otherwise each says only “Meeting”. Whoever looks at your phone, and whoever runs your calendar program, can read it.")),
};
const struct form calendar_link_form = FORM(calendar_link, calendar_link_fields);

static const struct json_field row_json[] = { JSON_TEXT(calendar_feeds, id), JSON_TEXT(calendar_feeds, kind) };
static const struct json_field calendars_links_json[] = { JSON_LIST(calendars_links_view, links, row_json) };

/* Those two, and what each group that they facilitate shows to everyone, by its id. */
static enum status offered(struct req *r, struct form_options **ret)
{
	struct form_options *o = ARENA_NEW(&r->arena, struct form_options);
	struct groups_brief_list groups;
	TRY(groups_mine(r, r->who.person, &groups));
	struct form_option *at = ARENA_ARRAY(&r->arena, link_kinds.n + groups.n, struct form_option);
	*o = (struct form_options){ .field = "kind", .at = at };
	*ret = o;
	for (size_t k = 0; k < link_kinds.n; k++)
		if (k == 0 || may(r, MAY_COORDINATOR))
			at[o->n++] = (struct form_option){ .code = link_kinds.at[k].code, .label = words_say(&r->arena, &r->reader, link_kinds.at[k].label, 0, NULL),
							   .help = words_say(&r->arena, &r->reader, link_kinds.at[k].help, 0, NULL) };
	for (size_t k = 0; k < groups.n; k++)
		if (groups.at[k].leads)
			at[o->n++] = (struct form_option){ .code = groups.at[k].id, .label = groups.at[k].name,
							   .help = words_say(&r->arena, &r->reader, N_("what this group shows to everyone"), 0, NULL) };
	return OK;
}

static bool is_offered(const struct form_options *o, const char *code)
{
	for (size_t k = 0; k < o->n; k++)
		if (str_same(o->at[k].code, code))
			return true;
	return false;
}

enum status links_show(struct req *r)
{
	struct calendars_links_view v = { .chooses = false };
	struct calendar_link first = { .kind = "mine" };
	struct form_options *kinds;
	TRY(offered(r, &kinds));
	TRY(calendar_feeds(r, r->community.id, r->who.person, may(r, MAY_COORDINATOR), &v.links));
	v.chooses = kinds->n > 1;
	form_show(r, &v.form, &calendar_link_form, &first);
	v.form.drawn.options = kinds;
	v.form.drawn.n_options = 1;
	return REPLY(r, calendars_links, &v);
}

static const struct json_field calendars_made_json[] = { JSON_TEXT(calendars_made_view, address) };

/* Not a redirect: the address is on this page, and then nowhere. */
enum status links_make(struct req *r)
{
	const struct calendar_link *f = r->form;
	struct calendar_feed_count n;
	struct form_options *kinds;
	int64_t kind;
	const char *asked = f->kind ? f->kind : "mine";
	TRY(offered(r, &kinds));
	if (!is_offered(kinds, asked))
		return fault(r, "kind", "unknown", N_("Please choose one from the list."));
	TRY(calendar_feed_count(r, r->community.id, r->who.person, &n));
	if (n.n >= LINKS_MAX)
		return fault(r, NULL, "too_many", N_("You have ten addresses here. End one that you no longer use first."));
	const char *token = token_new(r);
	bool of_group = !choice_find(&link_kinds, (struct slice){ asked, strlen(asked) }, &kind);
	TRY(calendar_feed_add(r, id_new(r), r->community.id, of_group ? "group" : asked, r->who.person, of_group ? asked : NULL, token_hash(r, token), f->fuller, r->now, NULL));
	const char *base = r->house && r->house->public_address ? r->house->public_address : "";
	struct calendars_made_view v = { .address = arena_printf(&r->arena, "%s/calendar/%s.ics", base, token), .open = of_group || kind != 0 };
	return REPLY(r, calendars_made, &v);
}

enum status links_end(struct req *r)
{
	int64_t changed;
	TRY(calendar_feed_end(r, r->part[0], r->community.id, r->who.person, may(r, MAY_COORDINATOR), &changed));
	return changed ? redirect_here(r, N_("Ended. Nothing more is fetched from that address."), "/calendar/links") : MISSING;
}

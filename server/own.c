/* The server's own few routes: leaving fast, choosing a language, how we keep people safe.
 * Leaves crisis lines, signing in and all else to the features. */
#include "doors.h"
#include "frame.h"
#include "mine.h"
#include "retain.h"

static enum status leave_for(struct req *r, const char *where)
{
	r->reply = (struct reply){ .sign_out = true, .wipe = true, .http = 303, .location = where };
	return OK;
}

/* The link at the top of every page.  Ends the session and clears what the browser kept; the history stays, and the page
 * says so. */
static enum status leave(struct req *r) { return leave_for(r, door_leave_to(r)); }

bool own_is_leave(const struct req *r) { return r->route && r->route->handle == leave; }

bool own_leave_anyway(struct req *r)
{
	return own_is_leave(r) && leave_for(r, door_leave_neutral()) == OK;
}

struct language { const char *lang, *back; };
static const struct form_field language_fields[] = {
	TEXT_FIELD(struct language, lang, .required = true, .max = 5),
	TEXT_FIELD(struct language, back, .max = 500),
};
static const struct form language_form = FORM(language, language_fields);

/* Only a path of ours: "//host" and "/\host" are other sites to a browser. */
static bool own_path(const char *s) { return s && s[0] == '/' && s[1] != '/' && !strchr(s, '\\'); }

static enum status language(struct req *r)
{
	const struct language *f = r->form;
	enum lang lang;
	if (!lang_find((struct slice){ f->lang, strlen(f->lang) }, &lang))
		return fault(r, "lang", "unknown", N_("We do not speak this language yet."));
	r->reply.lang = (int)lang + 1;
	return redirect(r, "%s", own_path(f->back) ? f->back : "/");
}

static const struct route routes[] = {
	{ .method = "GET", .path = "/leave", .may = MAY_ANYONE, .handle = leave, .help = "Leave fast: signs out and goes to another site" },
	{ .method = "GET", .path = "/c/{c}/leave", .may = MAY_ANYONE, .handle = leave,
	  .help = "The same, to where this community says" },
	{ .method = "POST", .path = "/language", .may = MAY_ANYONE, .no_csrf = true, .form = &language_form, .handle = language,
	  .help = "Choose the language of the pages" },
	{ .method = "GET", .path = "/safety", .may = MAY_ANYONE, .handle = frame_safety, .help = "How we keep you safe" },
};
static const struct db_query *const no_queries[] = { NULL };
static const char *const no_schemas[] = { NULL };

const struct feature server_feature = {
	.name = "server", .schemas = no_schemas, .queries = no_queries, .n_routes = COUNT(routes), .routes = routes,
	.mine = &mine_nothing, .retain = &retain_nothing,
};

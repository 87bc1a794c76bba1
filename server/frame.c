/* The frame around every page and the pages about errors.  Knows who reads, in which community and on which route; leaves
 * all content to features and what the words look like to pages/ and web/. */
#include "frame.h"
#include "asset.h"
#include "house.h"
#include "pages.h"

enum { MENU_MAX = 6, MENU_KNOWN = 64 };         /* beyond six the first five stand there, and the rest behind "More" */

static const char *say(struct req *r, const char *words) { return words_say(&r->arena, &r->reader, words, 0, NULL); }
static const char *base_of(const struct req *r) { return r->out.base ? r->out.base : ""; }
static const char *home_of(const struct req *r) { return *base_of(r) ? r->out.base : "/"; }

/* ---- the menu ---- */

/* The route's path as the menu writes it: without "/c/{c}". */
static const char *route_path(const struct req *r)
{
	if (!r->route)
		return NULL;
	const char *path = r->route->path;
	return str_begins(path, "/c/{c}") ? path + strlen("/c/{c}") : path;
}

/* An entry whose path is a route by itself lies outside of communities: "/me". */
static const char *entry_base(const struct req *r, const struct feature *f, const struct menu_entry *e)
{
	for (size_t k = 0; *e->path && k < f->n_routes; k++)
		if (str_same(f->routes[k].path, e->path))
			return "";
	return base_of(r);
}

static bool below(const char *path, const char *entry)
{
	size_t n = strlen(entry);
	return n > 1 && str_begins(path, entry) && path[n] == '/';
}

struct known { const struct menu_entry *entry; const struct feature *of; };

/* What is one's own, outside of a community, stands last, where it is looked for. */
static void own_last(const struct req *r, struct known at[], size_t n)
{
	for (size_t k = 0, looked = 0; looked < n; looked++) {
		struct known x = at[k];
		if (*entry_base(r, x.of, x.entry)) {
			k++;
			continue;
		}
		memmove(&at[k], &at[k + 1], (n - k - 1) * sizeof *at);
		at[n - 1] = x;
	}
}

/* The entries this person may open, in order: the features' own order decides among equals. */
static size_t menu_entries(const struct req *r, struct known ret[MENU_KNOWN])
{
	size_t n = 0;
	for (size_t f = 0; r->house && f < r->house->n; f++) {
		const struct feature *feature = r->house->features[f];
		for (size_t k = 0; k < feature->n_menu && n < MENU_KNOWN; k++) {
			const struct menu_entry *e = &feature->menu[k];
			if (!may(r, e->may))
				continue;
			size_t at = n++;
			for (; at > 0 && ret[at - 1].entry->order > e->order; at--)
				ret[at] = ret[at - 1];
			ret[at] = (struct known){ e, feature };
		}
	}
	own_last(r, ret, n);
	return n;
}

static struct server_menu menu(struct req *r)
{
	struct known known[MENU_KNOWN];
	struct server_menu m = { .n = menu_entries(r, known) };
	const char *now = route_path(r);
	struct server_menu_item *within = NULL;
	size_t longest = 0;
	m.at = ARENA_ARRAY(&r->arena, m.n, struct server_menu_item);
	for (size_t k = 0; k < m.n; k++) {
		const char *path = known[k].entry->path;
		bool here = str_same(now, path);
		m.at[k] = (struct server_menu_item){ .label = say(r, known[k].entry->label), .current = here ? "page" : NULL, .counts = known[k].entry->counts,
			.path = arena_printf(&r->arena, "%s%s", entry_base(r, known[k].of, known[k].entry), path) };
		if (here) {
			within = NULL;
			longest = SIZE_MAX;
		} else if (now && below(now, path) && strlen(path) > longest) {
			within = &m.at[k];
			longest = strlen(path);
		}
	}
	if (within)
		within->current = "true";
	return m;
}

/* Cuts off what has no room. */
static struct server_menu menu_rest(struct server_menu *m)
{
	struct server_menu rest = { 0 };
	if (m->n > MENU_MAX) {
		rest = (struct server_menu){ m->n - (MENU_MAX - 1), m->at + MENU_MAX - 1 };
		m->n = MENU_MAX - 1;
	}
	return rest;
}

static bool holds_current(const struct server_menu *m)
{
	for (size_t k = 0; k < m->n; k++)
		if (m->at[k].current)
			return true;
	return false;
}

/* ---- the frame ---- */

/* The route's path with its parts put in again; NULL: one of them is missing. */
static const char *path_asked(struct req *r)
{
	const char *s = r->route->path, *now = "";
	size_t part = 0;
	while (*s) {
		size_t n = strcspn(s, "{");
		now = arena_printf(&r->arena, "%s%.*s", now, (int)n, s);
		s += n;
		if (!*s)
			break;
		bool community = str_begins(s, "{c}");
		const char *value = community ? r->community.slug : part < COUNT(r->part) ? r->part[part++] : NULL;
		if (!value)
			return NULL;
		struct out encoded = { 0 };
		out_urlpart_str(&encoded, value);
		now = arena_printf(&r->arena, "%s%.*s", now, (int)encoded.n, encoded.at ? encoded.at : "");
		out_end(&encoded);
		s += strcspn(s, "}");
		s += *s == '}';
	}
	return now;
}

/* Where the reader is, to come back to after choosing a language. */
static const char *path_now(struct req *r)
{
	const char *now = r->route && str_same(r->route->method, "GET") ? path_asked(r) : NULL;
	return now ? now : home_of(r);
}

static const char *place_of(const struct req *r) { return r->community.name ? r->community.name : "Kith"; }

void frame_open(struct req *r, const char *title)
{
	struct server_top_view v = {
		.title = title, .place = place_of(r), .home = home_of(r), .assets = kith_assets_hash,
		.said = r->said ? say(r, r->said) : NULL, .menu = menu(r), .live = r->community.id && may(r, MAY_MEMBER) ? r->out.base : NULL,
	};
	v.rest = menu_rest(&v.menu);
	v.in_rest = holds_current(&v.rest);
	server_top_draw(&r->out, &v);
}

/* Written here and not in a page: pages give every posting form a token, and the token a cookie.  Choosing a language
 * needs neither, and a first visit leaves nothing on the device. */
static void out_language(struct req *r, enum lang lang)
{
	struct out *o = &r->out;
	OUT_LITERAL(o, "<form class=\"inline\" method=\"post\" action=\"/language\"><input type=\"hidden\" name=\"back\" value=\"");
	out_attr_str(o, path_now(r));
	OUT_LITERAL(o, "\"><button class=\"plain\" name=\"lang\" value=\"");
	out_attr_str(o, lang_codes[lang]);
	OUT_LITERAL(o, "\" lang=\"");
	out_attr_str(o, lang_codes[lang]);
	OUT_LITERAL(o, "\">");
	out_text_str(o, lang_names[lang]);
	OUT_LITERAL(o, "</button></form>\n");
}

void frame_close(struct req *r)
{
	server_foot_draw(&r->out, &(struct server_foot_view){ 0 });
	for (enum lang l = 0; l < LANG_COUNT; l++)
		if (l != r->reader.lang)
			out_language(r, l);
	server_end_draw(&r->out, &(struct server_end_view){ .signed_in = r->who.person != NULL });
}

/* ---- errors ---- */

struct words_of { int http; bool again; const char *heading, *words; };

static const struct words_of words_of[] = {
	{ 400, false, N_("We could not read that"),
	  N_("What your browser sent did not reach us as it should. Go back one page and try once more.") },
	{ 401, false, N_("Please sign in first"), N_("This page is for people who have signed in.") },
	{ 403, false, N_("This is not open to you"),
	  N_("Your part in this community does not include this page. Someone who coordinates here can tell you more.") },
	{ 404, false, N_("This page is not here"),
	  N_("The address may be wrong, the page may be gone, or it is only for other people.") },
	{ 405, false, N_("That does not work here"), N_("This address cannot do what was asked of it. Go back one page and try once more.") },
	{ 409, false, N_("Something changed in between"),
	  N_("Someone else changed this while you had it open. Go back one page, load it again, and look at what is there now.") },
	{ 413, false, N_("That is too large"), N_("We cannot take that much at once. Send less, or a smaller file.") },
	{ 415, false, N_("We do not know this kind of file"), N_("Send it in one of the kinds that the page names.") },
	{ 422, false, N_("Something needs another look"), N_("Go back one page. What you typed should still be there.") },
	{ 429, true, N_("Please wait a little"),
	  N_("That was tried many times in a short while. To keep accounts safe we slow down. Try again in a few minutes.") },
	{ 500, true, N_("Something broke, and it was us"),
	  N_("Nothing you did was wrong. What you last sent was not kept. Please try once more.") },
	{ 503, true, N_("We are not reachable for a moment"),
	  N_("Too much is going on, or our records cannot be opened. Try again in a minute. What you last sent may not have been kept: look before you send it anew.") },
	{ 507, false, N_("There is no room left"),
	  N_("The disk of this server is full. What you last sent was not kept. You can still read everything. Whoever runs this server needs to make room.") },
};

/* A status without words of its own is told as the first of its hundred. */
static const struct words_of *words_for(int http)
{
	const struct words_of *w = NULL;
	for (size_t k = 0; k < COUNT(words_of); k++)
		if (words_of[k].http == http || words_of[k].http == (http < 500 ? 400 : 500))
			if (!w || words_of[k].http == http)
				w = &words_of[k];
	return w;
}

const char *frame_error_words(int http) { return words_for(http)->heading; }

void frame_error(struct req *r, int http)
{
	const struct words_of *w = words_for(http);
	struct server_error_view v = { .heading = say(r, w->heading), .words = say(r, w->words), .home = home_of(r),
		.crisis = w->http >= 500,
		.number = r->id, .again = w->again && (!r->route || str_same(r->route->method, "GET")) };
	frame_open(r, v.heading);
	server_error_draw(&r->out, &v);
	frame_close(r);
}

/* A form may go into a page only as text: not passwords; and files stay behind. */
static bool may_be_shown(const struct route *x)
{
	for (size_t k = 0; x->form && k < x->form->n; k++)
		if (x->form->field[k].type == FORM_SECRET)
			return false;
	return true;
}

static const struct form_field *field_of(const struct form *f, const char *name)
{
	for (size_t k = 0; f && k < f->n; k++)
		if (str_same(f->field[k].name, name))
			return &f->field[k];
	return NULL;
}

static bool brings_files(const struct req *r)
{
	for (size_t k = 0; k < r->params.n; k++) {
		const struct form_field *f = field_of(r->route->form, r->params.at[k].name);
		if (f && f->type == FORM_FILE && r->params.at[k].value.n)
			return true;
	}
	return false;
}

/* Written here and not in a page: where it goes is known only now.  What was typed goes along out of sight, as far as the form
 * knows it. */
static void out_once_more(struct req *r, const char *to)
{
	struct out *o = &r->out;
	if (brings_files(r)) {
		OUT_LITERAL(o, "<p>");
		out_text_str(o, say(r, N_("Pictures and files do not wait here. Send your words first, then add them again.")));
		OUT_LITERAL(o, "</p>\n");
	}
	OUT_LITERAL(o, "<form method=\"post\" action=\"");
	out_attr_str(o, to);
	OUT_LITERAL(o, "\">");
	out_csrf(o);
	for (size_t k = 0; k < r->params.n; k++) {
		const struct param *p = &r->params.at[k];
		const struct form_field *f = field_of(r->route->form, p->name);
		if (!f || f->type == FORM_FILE || !str_utf8(p->value))
			continue;
		OUT_LITERAL(o, "<input type=\"hidden\" name=\"");
		out_attr_str(o, p->name);
		OUT_LITERAL(o, "\" value=\"");
		out_attr_str(o, arena_copy(&r->arena, p->value.at, p->value.n));
		OUT_LITERAL(o, "\">");
	}
	OUT_LITERAL(o, "<div class=\"actions\"><button>");
	out_text_str(o, say(r, N_("Send it again")));
	OUT_LITERAL(o, "</button></div></form>\n");
}

void frame_paced(struct req *r, int seconds)
{
	bool sent = str_same(r->route->method, "POST");
	const char *to = sent && may_be_shown(r->route) ? path_asked(r) : NULL;
	frame_open(r, say(r, frame_error_words(429)));
	server_paced_draw(&r->out, &(struct server_paced_view){ .seconds = seconds, .sent = sent, .kept = to != NULL });
	if (to)
		out_once_more(r, to);
	server_paced_end_draw(&r->out, &(struct server_paced_end_view){ .number = r->id });
	frame_close(r);
}

/* So that somebody sees that their words are there, and could copy them. */
static void out_typed(struct req *r)
{
	struct out *o = &r->out;
	for (size_t k = 0; k < r->params.n; k++) {
		const struct param *p = &r->params.at[k];
		const struct form_field *f = field_of(r->route->form, p->name);
		if (!f || f->type != FORM_TEXT || f->hidden || !p->value.n || !str_utf8(p->value))
			continue;
		OUT_LITERAL(o, "<p class=\"meta\">");
		out_text_str(o, f->label ? say(r, f->label) : "");
		OUT_LITERAL(o, "</p><blockquote class=\"words\">");
		out_text_str(o, arena_copy(&r->arena, p->value.at, p->value.n));
		OUT_LITERAL(o, "</blockquote>\n");
	}
}

bool frame_unsent(struct req *r)
{
	const char *to = r->route && may_be_shown(r->route) ? path_asked(r) : NULL;
	bool signed_in = r->who.person != NULL;
	if (!to || !r->route->form)
		return false;
	frame_open(r, say(r, N_("Not sent yet")));
	server_unsent_draw(&r->out, &(struct server_unsent_view){ .signed_in = signed_in });
	out_typed(r);
	out_once_more(r, to);
	frame_close(r);
	return true;
}

static const struct json_field server_safety_json[] = { { .name = NULL } };     /* words for people only */

enum status frame_safety(struct req *r)
{
	struct server_safety_view v = { .home = home_of(r) };
	return REPLY(r, server_safety, &v);
}

/* What the tests of routes and of the gate share: a small feature whose handlers tell what they were given. */
#pragma once
#include "harness.h"

enum { MEMBER = MAY_SIGNED_IN | MAY_MEMBER, COORDINATOR = MEMBER | MAY_COORDINATOR, JOINING = MAY_SIGNED_IN | MAY_JOINING };

/* ---- a small feature whose handlers tell what they were given ---- */

static struct seen { int handled, looked, slow, heard; unsigned may; const char *part[4]; bool slow_kept; } seen;
static enum status answer = OK;         /* what the handlers answer */
static int busy;                        /* how often they answer BUSY first */

struct words_form { const char *about, *version; };
static const struct form_field words_fields[] = {
	TEXT_FIELD(struct words_form, about, .required = true, .min = 2, .label = N_("About")),
	ID_FIELD(struct words_form, version, .hidden = true),
};
static const struct form words_form = FORM(words_form, words_fields);

struct form_view { const char *title; FORM_VIEW(words_form) form; };
static inline void draw_form(struct out *o, const void *view)
{
	const struct form_view *v = view;
	OUT_LITERAL(o, "<h1>");
	out_text(o, v->title);
	OUT_LITERAL(o, "</h1>");
	out_faults(o, &v->form.drawn);
	out_field(o, &v->form.drawn, offsetof(struct words_form, about));
	out_field(o, &v->form.drawn, offsetof(struct words_form, version));
}
static const struct page form_page = { "form", N_("Write"), draw_form };
static const struct json_field form_json[] = { JSON_TEXT(form_view, title) };

static inline enum status handle(struct req *r)
{
	seen.handled++;
	seen.may = r->who.may;
	memcpy(seen.part, r->part, sizeof seen.part);
	seen.slow_kept = r->slow && strcmp(r->slow, "worked out") == 0;
	OUT_LITERAL(&r->out, "handled");
	if (busy > 0) {
		busy--;
		return BUSY;
	}
	return answer;
}

static inline enum status handle_form(struct req *r)
{
	const struct words_form *f = r->form;
	seen.handled++;
	if (str_same(f->about, "taken"))
		return fault(r, "about", "taken", N_("Please choose one."));
	if (str_same(f->version, "old"))
		return stale(r);
	return redirect_here(r, N_("Saved."), "/words/%s", f->about);
}

static inline enum status redraw_form(struct req *r)
{
	struct words_form stored = { "theirs", "new" };
	struct form_view v = { .title = "Words" };
	form_show(r, &v.form, &words_form, &stored);
	return reply_page(r, &form_page, &v, form_json, COUNT(form_json));
}

/* "mine": the person owns it; "ours": a party; "code": held; "gone": not there. */
static inline enum status look(struct req *r)
{
	seen.looked++;
	if (str_same(r->part[0], "gone"))
		return MISSING;
	if (str_same(r->part[0], "mine") && r->who.person)
		r->who.may |= MAY_OWNER;
	if (str_same(r->part[0], "ours") && r->who.person)
		r->who.may |= MAY_PARTY;
	if (str_same(r->part[0], "code"))
		r->who.may |= MAY_HOLDER;
	return OK;
}

/* Theirs only when it is looked at for the first time. */
static inline enum status look_once(struct req *r)
{
	if (seen.looked++ == 0)
		r->who.may |= MAY_OWNER;
	return OK;
}

static inline enum status work_slowly(struct req *r)
{
	seen.slow++;
	r->slow = arena_str(&r->arena, "worked out");
	return OK;
}

static inline enum status take_all_memory(struct req *r)
{
	seen.handled++;
	for (int mebibytes = 0; mebibytes < 1000; mebibytes++)
		memset(arena_take(&r->arena, 1 << 20), 1, 1 << 20);
	return OK;
}

static inline enum status write_too_much(struct req *r)
{
	static char much[4096];
	memset(much, 'x', sizeof much);
	while (!r->out.over)
		out_raw(&r->out, much, sizeof much);
	return OK;
}

static inline enum status note_and_go_on(struct req *r)
{
	(void)!fault(r, NULL, "odd", N_("Please choose one."));
	return OK;
}

static inline enum status send_elsewhere(struct req *r)
{
	(void)!redirect(r, "/first");
	return INVALID;
}

static const struct route routes[] = {
	{ .method = "GET", .path = "/", .may = MAY_ANYONE, .handle = handle },
	{ .method = "GET", .path = "/things/{id}", .may = MAY_ANYONE, .handle = handle },
	{ .method = "GET", .path = "/things/new", .may = MAY_ANYONE, .handle = handle },
	{ .method = "GET", .path = "/{id}/new", .may = MAY_ANYONE, .handle = handle },
	{ .method = "POST", .path = "/things/{id}", .may = MAY_ANYONE, .handle = handle },
	{ .method = "GET", .path = "/slip/{code}", .may = MAY_ANYONE, .handle = handle },
	{ .method = "GET", .path = "/c/{c}", .may = MAY_ANYONE, .handle = handle },
	{ .method = "GET", .path = "/c/{c}/a/{id}/b/{id}", .may = MAY_MEMBER, .handle = handle },
	{ .method = "GET", .path = "/c/{c}/one/{id}", .may = MAY_OWNER | MAY_PARTY, .of = look, .handle = handle },
	{ .method = "GET", .path = "/c/{c}/either/{id}", .may = MAY_OWNER | MAY_COORDINATOR, .of = look, .handle = handle },
	{ .method = "GET", .path = "/c/{c}/staff/{id}", .may = MAY_COORDINATOR, .of = look, .handle = handle },
	{ .method = "GET", .path = "/c/{c}/held/{id}", .may = MAY_HOLDER | MAY_OWNER, .of = look, .handle = handle },
	{ .method = "GET", .path = "/held/{id}", .may = MAY_HOLDER, .of = look, .handle = handle },
	{ .method = "GET", .path = "/c/{c}/join", .may = MAY_JOINING, .handle = handle },
	{ .method = "GET", .path = "/me", .may = MAY_SIGNED_IN, .handle = handle },
	{ .method = "GET", .path = "/me/{id}", .may = MAY_OWNER, .of = look, .handle = handle },
	{ .method = "GET", .path = "/me/secret", .may = MAY_SIGNED_IN, .again = true, .handle = handle },
	{ .method = "GET", .path = "/machine", .may = MAY_OPERATOR, .handle = handle },
	{ .method = "POST", .path = "/c/{c}/words", .may = MAY_MEMBER, .form = &words_form, .handle = handle_form, .redraw = redraw_form },
	{ .method = "POST", .path = "/plain", .may = MAY_ANYONE, .form = &words_form, .handle = handle_form },
	{ .method = "POST", .path = "/c/{c}/once/{id}", .may = MAY_OWNER, .of = look_once, .form = &words_form, .handle = handle_form, .redraw = redraw_form },
	{ .method = "POST", .path = "/busy", .may = MAY_ANYONE, .handle = handle },
	{ .method = "POST", .path = "/slow", .may = MAY_ANYONE, .slow = work_slowly, .handle = handle },
	{ .method = "POST", .path = "/memory", .may = MAY_ANYONE, .handle = take_all_memory },
	{ .method = "POST", .path = "/much", .may = MAY_ANYONE, .handle = write_too_much },
	{ .method = "POST", .path = "/odd", .may = MAY_ANYONE, .handle = note_and_go_on },
	{ .method = "POST", .path = "/elsewhere", .may = MAY_ANYONE, .handle = send_elsewhere },
};

static const struct event rained = { "rained" }, snowed = { "snowed" };
static inline enum status hear_first(struct req *r, const void *what) { (void)r; seen.heard = seen.heard * 10 + *(const int *)what; return OK; }
static inline enum status hear_second(struct req *r, const void *what) { (void)r; (void)what; seen.heard = seen.heard * 10 + 9; return answer; }
static const struct ear first_ears[] = { { &rained, hear_first }, { &snowed, hear_second } }, second_ears[] = { { &rained, hear_second }, { &rained, hear_first } };

static const char *const no_schemas[] = { NULL };
static const struct db_query *const no_queries[] = { NULL };
static const struct feature paths_feature = { .name = "paths", .schemas = no_schemas, .queries = no_queries, .n_ears = COUNT(first_ears), .ears = first_ears,
	.n_routes = 11, .routes = routes };
static const struct feature rest_feature = { .name = "rest", .schemas = no_schemas, .queries = no_queries, .n_ears = COUNT(second_ears), .ears = second_ears,
	.n_routes = COUNT(routes) - 11, .routes = routes + 11 };
const struct feature *const harness_features[] = { &paths_feature, &rest_feature, NULL };

static inline struct req *begin(void **state)
{
	struct req *r = *state;
	seen = (struct seen){ 0 };
	answer = OK;
	busy = 0;
	harness_in(r, "community1", "harbor");
	return r;
}

/* From a path to a reply: finding, the gate, attempts, redrawing. */
#include "harness.h"

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
static void draw_form(struct out *o, const void *view)
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

static enum status handle(struct req *r)
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

static enum status handle_form(struct req *r)
{
	const struct words_form *f = r->form;
	seen.handled++;
	if (str_same(f->about, "taken"))
		return fault(r, "about", "taken", N_("Please choose one."));
	if (str_same(f->version, "old"))
		return stale(r);
	return redirect_here(r, N_("Saved."), "/words/%s", f->about);
}

static enum status redraw_form(struct req *r)
{
	struct words_form stored = { "theirs", "new" };
	struct form_view v = { .title = "Words" };
	form_show(r, &v.form, &words_form, &stored);
	return reply_page(r, &form_page, &v, form_json, COUNT(form_json));
}

/* "mine": the person owns it; "ours": a party; "code": held; "gone": not there. */
static enum status look(struct req *r)
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
static enum status look_once(struct req *r)
{
	if (seen.looked++ == 0)
		r->who.may |= MAY_OWNER;
	return OK;
}

static enum status work_slowly(struct req *r)
{
	seen.slow++;
	r->slow = arena_str(&r->arena, "worked out");
	return OK;
}

static enum status take_all_memory(struct req *r)
{
	seen.handled++;
	for (int mebibytes = 0; mebibytes < 1000; mebibytes++)
		memset(arena_take(&r->arena, 1 << 20), 1, 1 << 20);
	return OK;
}

static enum status write_too_much(struct req *r)
{
	static char much[4096];
	memset(much, 'x', sizeof much);
	while (!r->out.over)
		out_raw(&r->out, much, sizeof much);
	return OK;
}

static enum status note_and_go_on(struct req *r)
{
	(void)!fault(r, NULL, "odd", N_("Please choose one."));
	return OK;
}

static enum status send_elsewhere(struct req *r)
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
static enum status hear_first(struct req *r, const void *what) { (void)r; seen.heard = seen.heard * 10 + *(const int *)what; return OK; }
static enum status hear_second(struct req *r, const void *what) { (void)r; (void)what; seen.heard = seen.heard * 10 + 9; return answer; }
static const struct ear first_ears[] = { { &rained, hear_first }, { &snowed, hear_second } }, second_ears[] = { { &rained, hear_second }, { &rained, hear_first } };

static const char *const no_schemas[] = { NULL };
static const struct db_query *const no_queries[] = { NULL };
static const struct feature paths_feature = { .name = "paths", .schemas = no_schemas, .queries = no_queries, .n_ears = COUNT(first_ears), .ears = first_ears,
	.n_routes = 11, .routes = routes };
static const struct feature rest_feature = { .name = "rest", .schemas = no_schemas, .queries = no_queries, .n_ears = COUNT(second_ears), .ears = second_ears,
	.n_routes = COUNT(routes) - 11, .routes = routes + 11 };
const struct feature *const harness_features[] = { &paths_feature, &rest_feature, NULL };

static struct req *begin(void **state)
{
	struct req *r = *state;
	seen = (struct seen){ 0 };
	answer = OK;
	busy = 0;
	harness_in(r, "community1", "harbor");
	return r;
}

/* ---- finding ---- */

static const char *found(struct req *r, const char *method, const char *path, bool *other)
{
	bool ignored;
	const struct route *x = route_find(r, r->house, method, (struct slice){ path, strlen(path) }, other ? other : &ignored);
	return x ? x->path : NULL;
}

static void a_path_finds_its_route_and_parts(void **state)
{
	struct req *r = begin(state);
	bool other = true;
	assert_string_equal(found(r, "GET", "/", NULL), "/");
	assert_string_equal(found(r, "GET", "/things/abc-1", &other), "/things/{id}");
	assert_false(other);
	assert_string_equal(r->part[0], "abc-1");
	assert_null(r->part[1]);
	assert_null(r->community.slug);
	assert_string_equal(found(r, "GET", "/c/harbor/a/x1/b/y2", NULL), "/c/{c}/a/{id}/b/{id}");
	assert_string_equal(r->community.slug, "harbor");
	assert_string_equal(r->part[0], "x1");
	assert_string_equal(r->part[1], "y2");
	assert_string_equal(found(r, "POST", "/things/abc", NULL), "/things/{id}");
}

static void literal_segments_win_over_parts_in_any_order(void **state)
{
	struct req *r = begin(state);
	assert_string_equal(found(r, "GET", "/things/new", NULL), "/things/new");
	assert_string_equal(found(r, "GET", "/other/new", NULL), "/{id}/new");
	assert_string_equal(found(r, "GET", "/me/secret", NULL), "/me/secret");
}

static void a_code_typed_from_paper_gets_through_as_it_was_typed(void **state)
{
	static const char *const typed[][2] = { { "k7qm-3xwt-9fhr-4bnp", "k7qm-3xwt-9fhr-4bnp" }, { "K7QM-3XWT-9FHR-4BNP", "K7QM-3XWT-9FHR-4BNP" },
		{ "K7QM%203XWT%209FHR%204BNP", "K7QM 3XWT 9FHR 4BNP" }, { "K7QM+3xwt", "K7QM 3xwt" }, { "K7QM%E2%80%933XWT", "K7QM\u20133XWT" } };
	struct req *r = begin(state);
	for (size_t i = 0; i < COUNT(typed); i++) {
		assert_string_equal(found(r, "GET", arena_printf(&r->arena, "/slip/%s", typed[i][0]), NULL), "/slip/{code}");
		assert_string_equal(r->part[0], typed[i][1]);
	}
	static const char *const wrong[] = { "/slip/", "/slip/%FF", "/slip/%00", "/slip/a/b", "/slip/%2", "/slip/%zz" };
	for (size_t i = 0; i < COUNT(wrong); i++)
		assert_null(found(r, "GET", wrong[i], NULL));
	char long_one[300] = "/slip/";
	memset(long_one + 6, 'a', 201);
	assert_null(found(r, "GET", long_one, NULL));
}

static void other_paths_find_nothing(void **state)
{
	static const char *const wrong[] = { "", "things", "//", "/things", "/things/", "/things/abc/", "/Things/abc", "/things/ABC", "/things/a%20b", "/things/a.b",
		"/things/../me", "/c/h", "/c/harbor/", "/c/-", "/c/0123456789012345678901234567890123456789x", "/me/secret/x", "/\xFF", "/things/a\nb",
		"/things/01234567890123456789012345678901234567890123456789012345678901234" };
	struct req *r = begin(state);
	for (size_t i = 0; i < COUNT(wrong); i++)
		if (found(r, "GET", wrong[i], NULL))
			fail_msg("%s found a route", wrong[i]);
	bool other = false;
	assert_null(found(r, "POST", "/me", &other));
	assert_true(other);
	assert_null(found(r, "POST", "/nowhere", &other));
	assert_false(other);
	assert_null(found(r, "DELETE", "/things/abc", &other));
	assert_true(other);
}

/* ---- the gate ---- */

enum { MEMBER = MAY_SIGNED_IN | MAY_MEMBER, COORDINATOR = MEMBER | MAY_COORDINATOR, JOINING = MAY_SIGNED_IN | MAY_JOINING };

static void the_gate_lets_through_whom_it_should(void **state)
{
	static const struct { const char *path, *person; unsigned may; enum status st; char needs; bool looked; } all[] = {
		{ "/", NULL, 0, OK, 0, false },
		{ "/c/harbor", NULL, 0, OK, 0, false },
		{ "/c/nowhere", NULL, 0, MISSING, 0, false },
		{ "/c/nowhere/a/x/b/y", NULL, 0, MISSING, 's', false },
		{ "/c/nowhere/a/x/b/y", "p", MAY_SIGNED_IN, MISSING, 0, false },
		{ "/c/harbor/a/x/b/y", NULL, 0, MISSING, 's', false },
		{ "/c/harbor/a/x/b/y", "p", MAY_SIGNED_IN, MISSING, 0, false },
		{ "/c/harbor/a/x/b/y", "p", JOINING, DENIED, 'j', false },
		{ "/c/harbor/a/x/b/y", "p", MEMBER, OK, 0, false },
		{ "/c/harbor/join", "p", JOINING, OK, 0, false },
		{ "/c/harbor/join", "p", MEMBER, MISSING, 0, false },
		/* object bits: only a member's, and nobody learns what is there */
		{ "/c/harbor/one/mine", NULL, 0, MISSING, 's', false },
		{ "/c/harbor/one/gone", NULL, 0, MISSING, 's', false },
		{ "/c/harbor/one/mine", "p", MEMBER, OK, 0, true },
		{ "/c/harbor/one/ours", "p", MEMBER, OK, 0, true },
		{ "/c/harbor/one/other", "p", MEMBER, MISSING, 0, true },
		{ "/c/harbor/one/gone", "p", MEMBER, MISSING, 0, true },
		{ "/c/harbor/one/mine", "p", MAY_SIGNED_IN, MISSING, 0, true },
		{ "/c/harbor/one/mine", "p", JOINING, DENIED, 'j', false },
		{ "/c/harbor/one/gone", "p", JOINING, DENIED, 'j', false },
		{ "/c/harbor/one/mine", "p", MAY_SIGNED_IN | MAY_COORDINATOR, MISSING, 0, true },
		/* a role or the object */
		{ "/c/harbor/either/other", "p", COORDINATOR, OK, 0, true },
		{ "/c/harbor/either/mine", "p", MEMBER, OK, 0, true },
		{ "/c/harbor/either/other", "p", MEMBER, MISSING, 0, true },
		/* a role alone: said before the object is looked for */
		{ "/c/harbor/staff/x", "p", MEMBER, MISSING, 0, false },
		{ "/c/harbor/staff/gone", "p", MEMBER, MISSING, 0, false },
		{ "/c/harbor/staff/x", "p", COORDINATOR, OK, 0, true },
		{ "/c/harbor/staff/gone", "p", COORDINATOR, MISSING, 0, true },
		{ "/c/harbor/staff/x", "p", MAY_SIGNED_IN, MISSING, 0, false },
		{ "/c/harbor/staff/x", NULL, 0, MISSING, 's', false },
		/* a code that is held */
		{ "/held/code", NULL, 0, OK, 0, true },
		{ "/held/other", NULL, 0, MISSING, 0, true },
		{ "/held/gone", NULL, 0, MISSING, 0, true },
		{ "/held/other", "p", MAY_SIGNED_IN, MISSING, 0, true },
		{ "/c/harbor/held/code", NULL, 0, OK, 0, true },
		{ "/c/harbor/held/other", NULL, 0, MISSING, 's', true },
		{ "/c/harbor/held/gone", NULL, 0, MISSING, 's', true },
		{ "/c/harbor/held/mine", "p", MEMBER, OK, 0, true },
		{ "/c/harbor/held/mine", "p", MAY_SIGNED_IN, MISSING, 0, true },
		/* outside of a community */
		{ "/me", NULL, 0, MISSING, 's', false },
		{ "/me", "p", MAY_SIGNED_IN, OK, 0, false },
		{ "/me/mine", "p", MAY_SIGNED_IN, OK, 0, true },
		{ "/me/other", "p", MAY_SIGNED_IN, MISSING, 0, true },
		{ "/me/mine", NULL, 0, MISSING, 's', false },
		/* the operator */
		{ "/machine", NULL, 0, MISSING, 0, false },
		{ "/machine", "p", COORDINATOR, MISSING, 0, false },
		{ "/machine", NULL, MAY_OPERATOR, OK, 0, false },
		{ "/c/harbor/one/mine", NULL, MAY_OPERATOR, MISSING, 's', false },
	};
	struct req *r = begin(state);
	for (size_t i = 0; i < COUNT(all); i++) {
		seen = (struct seen){ 0 };
		harness_as(r, all[i].person, all[i].may);
		enum status st = harness_get(r, all[i].path);
		char needs = r->needs_sign_in ? 's' : r->needs_join ? 'j' : r->needs_password ? 'p' : 0;
		if (st != all[i].st || needs != all[i].needs || (seen.looked > 0) != all[i].looked || (seen.handled > 0) != (st == OK))
			fail_msg("row %zu, %s as %s with %x: %d needs '%c' looked %d handled %d", i, all[i].path, all[i].person ? all[i].person : "nobody",
				 all[i].may, (int)st, needs ? needs : '-', seen.looked, seen.handled);
	}
}

static void some_things_want_the_password_again(void **state)
{
	struct req *r = begin(state);
	harness_as(r, "p", MAY_SIGNED_IN);
	assert_int_equal(harness_get(r, "/me/secret"), OK);
	const struct route again = { .method = "GET", .path = "/me/secret", .may = MAY_SIGNED_IN, .again = true, .handle = handle };
	r->who.again_recently = false;
	assert_int_equal(gate(r, &again), DENIED);
	assert_true(r->needs_password && !r->needs_sign_in);
}

static void what_somebody_may_with_one_thing_does_not_stay(void **state)
{
	struct req *r = begin(state);
	harness_as(r, "p", MEMBER);
	assert_int_equal(harness_get(r, "/c/harbor/one/mine"), OK);
	assert_true(seen.may & MAY_OWNER);
	req_again(r);
	assert_int_equal(r->who.may, MEMBER);
}

/* ---- attempts ---- */

static void busy_is_tried_five_times(void **state)
{
	struct req *r = begin(state);
	const char *faults = getenv("HARNESS_FAULT");
	if (faults && *faults == '1')   /* one more BUSY from outside would be one too many */
		skip();
	busy = 4;
	assert_int_equal(harness_post(r, "/busy", NULL), OK);
	assert_int_equal(seen.handled, 5);
	harness_says(r, "handled");
	assert_null(strstr(harness_body(r), "handledhandled"));
	seen.handled = 0;
	busy = 1000;
	assert_int_equal(harness_post(r, "/busy", NULL), BUSY);
	assert_int_equal(seen.handled, 5);
	busy = 0;
	seen.handled = 0;
	answer = MISSING;
	assert_int_equal(harness_post(r, "/busy", NULL), MISSING);
}

static void the_slow_step_is_done_once_and_its_result_stays(void **state)
{
	struct req *r = begin(state);
	busy = 3;
	assert_int_equal(harness_post(r, "/slow", NULL), OK);
	assert_true(seen.slow_kept);
	if (!getenv("HARNESS_FAULT")) {
		assert_int_equal(seen.slow, 1);
		assert_int_equal(seen.handled, 4);
	}
}

static void a_handler_that_takes_all_memory_ends_broken(void **state)
{
	struct req *r = begin(state);
	r->arena.cap = 0;
	assert_int_equal(harness_post(r, "/memory", NULL), BROKEN);
	assert_true(seen.handled > 0);
	assert_null(r->arena.way_out);
	assert_int_equal(harness_get(r, "/"), OK);
}

static void a_reply_that_is_too_large_is_not_sent(void **state)
{
	struct req *r = begin(state);
	assert_int_equal(harness_post(r, "/much", NULL), BROKEN);
	assert_int_equal(harness_get(r, "/"), OK);
	assert_false(r->out.over);
}

static void a_fault_that_was_noted_is_never_ok(void **state)
{
	struct req *r = begin(state);
	assert_int_equal(harness_post(r, "/odd", NULL), INVALID);
	harness_says(r, "<li>Please choose one.</li>");
}

/* ---- redrawing ---- */

static void a_form_with_faults_comes_back_with_the_words(void **state)
{
	struct req *r = begin(state);
	harness_as(r, "p", MEMBER);
	assert_int_equal(harness_post(r, "/c/harbor/words", "about", "x", "version", "v1", NULL), INVALID);
	assert_int_equal(r->reply.http, 422);
	assert_int_equal(seen.handled, 0);
	harness_says(r, "<h1>Words</h1>");
	harness_says(r, "value=\"x\"");
	harness_says(r, "Please write at least 2 letters.");
	harness_says(r, "name=\"version\" value=\"v1\"");
	assert_int_equal(harness_post(r, "/c/harbor/words", "about", "taken", NULL), INVALID);
	harness_says(r, "value=\"taken\"");
	assert_true(harness_fault(r, "about", "taken"));
}

static void what_is_theirs_no_longer_is_not_redrawn(void **state)
{
	struct req *r = begin(state);
	harness_as(r, "p", MEMBER);
	assert_int_equal(harness_post(r, "/c/harbor/once/x", "about", "x", NULL), getenv("HARNESS_FAULT") ? MISSING : INVALID);
	assert_int_equal(r->out.n, 0);
}

static void a_stale_form_comes_back_with_both(void **state)
{
	struct req *r = begin(state);
	harness_as(r, "p", MEMBER);
	assert_int_equal(harness_post(r, "/c/harbor/words", "about", "mine", "version", "old", NULL), CONFLICT);
	assert_int_equal(r->reply.http, 409);
	harness_says(r, "value=\"mine\"");
	harness_says(r, "Saved meanwhile: <span>theirs</span>");
	harness_says(r, "name=\"version\" value=\"new\"");
}

static void faults_are_told_through_every_door(void **state)
{
	struct req *r = begin(state);
	assert_int_equal(harness_post(r, "/plain", "about", "", NULL), INVALID);
	harness_says(r, "<h1>There is something to look at again</h1>");
	harness_says(r, "<b>About</b> Please write something here.");
	r->want = WANT_JSON;
	assert_int_equal(harness_post(r, "/plain", "about", "", NULL), INVALID);
	assert_string_equal(harness_body(r), "{\"faults\":[{\"field\":\"about\",\"code\":\"needed\",\"words\":\"Please write something here.\"}],\"stale\":false}");
	assert_int_equal(r->reply.http, 422);
	assert_int_equal(harness_post(r, "/plain", "about", "mine", "version", "old", NULL), CONFLICT);
	assert_string_equal(harness_body(r), "{\"faults\":[],\"stale\":true}");
	assert_int_equal(r->reply.http, 409);
	r->want = WANT_TEXT;
	assert_int_equal(harness_post(r, "/plain", "about", "", NULL), INVALID);
	assert_string_equal(harness_body(r), "about: Please write something here.\n");
}

static void a_handler_may_send_people_elsewhere_first(void **state)
{
	struct req *r = begin(state);
	assert_int_equal(harness_post(r, "/elsewhere", NULL), INVALID);
	assert_int_equal(r->reply.http, 303);
	assert_string_equal(r->reply.location, "/first");
}

static void after_a_post_people_are_sent_on(void **state)
{
	struct req *r = begin(state);
	harness_as(r, "p", MEMBER);
	assert_int_equal(harness_post(r, "/c/harbor/words", "about", "hello", NULL), OK);
	assert_int_equal(r->reply.http, 303);
	assert_string_equal(r->reply.location, "/c/harbor/words/hello");
	assert_string_equal(r->reply.notice, "Saved.");
	assert_int_equal(r->out.n, 0);
	r->want = WANT_JSON;
	assert_int_equal(harness_post(r, "/c/harbor/words", "about", "hello", NULL), OK);
	assert_string_equal(harness_body(r), "{\"location\":\"/c/harbor/words/hello\",\"notice\":\"Saved.\"}");
	assert_int_equal(r->reply.http, 200);
}

/* ---- events ---- */

static void events_are_heard_in_order_until_one_fails(void **state)
{
	struct req *r = begin(state);
	const int what = 3;
	assert_int_equal(tell(r, &rained, &what), OK);
	assert_int_equal(seen.heard, 393);
	seen.heard = 0;
	answer = CONFLICT;
	assert_int_equal(tell(r, &rained, &what), CONFLICT);
	assert_int_equal(seen.heard, 39);
}

/* ---- the end ---- */

static void an_ended_request_leaves_nothing_behind(void **state)
{
	static struct req one;
	struct req *r = begin(state);
	one = (struct req){ .id = "x", .want = WANT_JSON, .now = 7, .out = { .csrf = "token" } };
	bool other;
	assert_non_null(route_find(&one, r->house, "GET", (struct slice){ "/things/abc", 11 }, &other));
	out_text(&one.out, "words");
	(void)!fault(&one, "f", "c", "w");
	assert_non_null(arena_str(&one.arena, "more words"));
	req_end(&one);
	assert_null(one.part[0]);
	assert_null(one.id);
	assert_null(one.out.csrf);
	assert_int_equal(one.n_faults, 0);
	assert_int_equal(one.out.n, 0);
	assert_int_equal(one.arena.taken, 16 << 10);
	assert_int_equal(one.kept.taken, 16 << 10);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(one.out.at[i], 0);
	arena_end(&one.arena);
	arena_end(&one.kept);
	out_end(&one.out);
}

HARNESS(a_path_finds_its_route_and_parts, literal_segments_win_over_parts_in_any_order, a_code_typed_from_paper_gets_through_as_it_was_typed, other_paths_find_nothing,
	the_gate_lets_through_whom_it_should, some_things_want_the_password_again, what_somebody_may_with_one_thing_does_not_stay,
	busy_is_tried_five_times, the_slow_step_is_done_once_and_its_result_stays, a_handler_that_takes_all_memory_ends_broken,
	a_reply_that_is_too_large_is_not_sent, a_fault_that_was_noted_is_never_ok, a_form_with_faults_comes_back_with_the_words,
	what_is_theirs_no_longer_is_not_redrawn, a_stale_form_comes_back_with_both, faults_are_told_through_every_door, a_handler_may_send_people_elsewhere_first,
	after_a_post_people_are_sent_on, events_are_heard_in_order_until_one_fails, an_ended_request_leaves_nothing_behind)

/* From a path to a reply: finding, attempts, redrawing. */
#include "test_route_world.h"

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

HARNESS(a_path_finds_its_route_and_parts, literal_segments_win_over_parts_in_any_order,
	a_code_typed_from_paper_gets_through_as_it_was_typed, other_paths_find_nothing, busy_is_tried_five_times,
	the_slow_step_is_done_once_and_its_result_stays, a_handler_that_takes_all_memory_ends_broken,
	a_reply_that_is_too_large_is_not_sent, a_fault_that_was_noted_is_never_ok, a_form_with_faults_comes_back_with_the_words,
	what_is_theirs_no_longer_is_not_redrawn, a_stale_form_comes_back_with_both, faults_are_told_through_every_door,
	a_handler_may_send_people_elsewhere_first, after_a_post_people_are_sent_on, events_are_heard_in_order_until_one_fails,
	an_ended_request_leaves_nothing_behind)

/* The frame and the error pages, drawn without a database: what stands where, for whom, in which language.
 * FRAME_PAGES=DIR also leaves the drawn pages there, to be looked at. */
#include "frame.h"
#include "asset.h"
#include "house.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static const struct menu_entry low_menu[] = {
	{ .label = "You", .path = "/you", .may = MAY_SIGNED_IN, .order = 90 },
	{ .label = "Today", .path = "", .may = MAY_MEMBER, .order = 10 },
};
static const struct menu_entry high_menu[] = {
	{ .label = "Asks", .path = "/asks", .may = MAY_MEMBER, .order = 20 },
	{ .label = "Waiting", .path = "/waiting", .may = MAY_COORDINATOR, .order = 30 },
	{ .label = "Groups", .path = "/groups", .may = MAY_MEMBER, .order = 40 },
	{ .label = "Meetings", .path = "/meetings", .may = MAY_MEMBER, .order = 50 },
	{ .label = "What it did", .path = "/did", .may = MAY_MEMBER, .order = 60 },
	{ .label = "Seventh", .path = "/seventh", .may = MAY_MEMBER, .order = 99 },
};
static const struct route low_routes[] = { { .method = "GET", .path = "/you" } };
static const struct feature low = { .name = "low", .routes = low_routes, .n_routes = COUNT(low_routes), .menu = low_menu, .n_menu = COUNT(low_menu) };
static const struct feature high = { .name = "high", .menu = high_menu, .n_menu = COUNT(high_menu) };
static const struct feature *const both[] = { &high, &low };
static const struct house house = { .n = COUNT(both), .features = both, .frame_open = frame_open, .frame_close = frame_close };

static const struct route asks_route = { .method = "GET", .path = "/c/{c}/asks" };
static const struct route ask_route = { .method = "GET", .path = "/c/{c}/asks/{id}/words" };
static const struct route asks_post = { .method = "POST", .path = "/c/{c}/asks" };

struct drawing { struct req r; };

static struct req *reader(struct drawing *d, enum lang lang, unsigned may, const struct route *route)
{
	*d = (struct drawing){ .r = { .id = "7k3m9q2x1p", .house = &house, .reader.lang = lang, .route = route, .who.may = may } };
	if (may & MAY_SIGNED_IN)
		d->r.who.person = "p1";
	d->r.out.reader = &d->r.reader;
	d->r.out.base = "";
	d->r.out.csrf = "token-of-this-page";
	return &d->r;
}

static void in_harbor(struct req *r)
{
	r->community.slug = "harbor";
	r->community.name = "Harbor <Peers>";
	r->out.base = "/c/harbor";
}

static const char *drawn(struct req *r, const char *title)
{
	frame_open(r, title);
	OUT_LITERAL(&r->out, "<h1>Here</h1>\n");
	frame_close(r);
	return arena_copy(&r->arena, r->out.at, r->out.n);
}

static void done(struct req *r)
{
	out_end(&r->out);
	arena_end(&r->arena);
}

static size_t count(const char *page, const char *what)
{
	size_t n = 0;
	for (const char *s = page; (s = strstr(s, what)); s++)
		n++;
	return n;
}

static void before(const char *page, const char *first, const char *second)
{
	const char *a = strstr(page, first), *b = strstr(page, second);
	if (!a || !b || a > b)
		fail_msg("\"%s\" should stand before \"%s\" in:\n%s", first, second, page);
}

static void has(const char *page, const char *what)
{
	if (!strstr(page, what))
		fail_msg("\"%s\" is missing in:\n%s", what, page);
}

static void lacks(const char *page, const char *what)
{
	if (strstr(page, what))
		fail_msg("\"%s\" should not be in:\n%s", what, page);
}

/* ---- the frame ---- */

static void leave_and_crisis_help_come_first(void **state)
{
	(void)state;
	struct drawing d;
	struct req *r = reader(&d, LANG_EN, MAY_ANYONE, NULL);
	const char *page = drawn(r, "A title");
	before(page, "class=\"leave\" href=\"/leave\"", "class=\"crisis\" href=\"/crisis\"");
	before(page, "class=\"crisis\"", "class=\"skip\"");
	before(page, "class=\"skip\"", "<main id=\"main\"");
	const char *first = strstr(page, "<a ");
	assert_non_null(first);
	assert_memory_equal(first, "<a class=\"leave\"", strlen("<a class=\"leave\""));
	done(r);
}

static void leave_knows_the_community_it_leaves(void **state)
{
	(void)state;
	struct drawing d;
	struct req *r = reader(&d, LANG_EN, MAY_ANYONE, NULL);
	in_harbor(r);
	has(drawn(r, "A title"), "class=\"leave\" href=\"/c/harbor/leave\"");
	done(r);
}

static void the_title_is_that_of_the_page_and_the_place_and_escaped(void **state)
{
	(void)state;
	struct drawing d;
	struct req *r = reader(&d, LANG_EN, MAY_ANYONE, NULL);
	has(drawn(r, "A & B"), "<title>A &amp; B · Kith</title>");
	done(r);
	r = reader(&d, LANG_EN, MAY_ANYONE, NULL);
	in_harbor(r);
	const char *page = drawn(r, NULL);
	has(page, "<title>Harbor &lt;Peers&gt;</title>");
	has(page, "<a href=\"/c/harbor\">Harbor &lt;Peers&gt;</a>");
	lacks(page, "<Peers>");
	done(r);
}

static void without_an_account_there_is_no_menu_no_way_to_sign_out_and_no_token(void **state)
{
	(void)state;
	struct drawing d;
	struct req *r = reader(&d, LANG_EN, MAY_ANYONE, NULL);
	const char *page = drawn(r, "A");
	lacks(page, "aria-label=\"Main\"");
	lacks(page, "/sign-out");
	lacks(page, "token-of-this-page");
	assert_false(r->out.csrf_used);
	done(r);
}

static void the_menu_has_six_places_in_their_order_and_the_rest_behind_the_last(void **state)
{
	(void)state;
	struct drawing d;
	struct req *r = reader(&d, LANG_EN, MAY_ANYONE | MAY_SIGNED_IN | MAY_MEMBER, &asks_route);
	in_harbor(r);
	const char *page = drawn(r, "A");
	lacks(page, "Waiting");
	before(page, ">Today<", ">Asks<");
	before(page, ">Asks<", ">Groups<");
	before(page, ">What it did<", ">You<");
	before(page, ">What it did<", "<summary>More");
	before(page, "<summary>More", ">Seventh<");
	before(page, ">Seventh<", ">You<");
	assert_int_equal(count(page, "<li>"), 8);       /* five, what holds the rest, and the rest */
	has(page, "<a href=\"/you\">You</a>");
	has(page, "<a href=\"/c/harbor/groups\">Groups</a>");
	done(r);

	r = reader(&d, LANG_EN, MAY_ANYONE | MAY_SIGNED_IN | MAY_MEMBER | MAY_COORDINATOR, &asks_route);
	in_harbor(r);
	page = drawn(r, "A");
	has(page, "<a href=\"/c/harbor/waiting\">Waiting</a>");
	before(page, ">Meetings<", "<summary>More");
	before(page, "<summary>More", ">What it did<");
	done(r);

	r = reader(&d, LANG_EN, MAY_ANYONE | MAY_SIGNED_IN, &asks_route);
	page = drawn(r, "A");
	has(page, ">You<");
	lacks(page, "More");                            /* where all have room nothing is put behind anything */
	done(r);
}

static void the_current_place_is_marked_also_from_below_it(void **state)
{
	(void)state;
	struct drawing d;
	struct req *r = reader(&d, LANG_EN, MAY_SIGNED_IN | MAY_MEMBER, &asks_route);
	in_harbor(r);
	const char *page = drawn(r, "A");
	has(page, "<a href=\"/c/harbor/asks\" aria-current=\"page\">Asks</a>");
	assert_int_equal(count(page, "aria-current"), 1);
	done(r);

	r = reader(&d, LANG_EN, MAY_SIGNED_IN | MAY_MEMBER, &ask_route);
	in_harbor(r);
	r->part[0] = "a1";
	page = drawn(r, "A");
	has(page, "<a href=\"/c/harbor/asks\" aria-current=\"true\">Asks</a>");
	assert_int_equal(count(page, "aria-current"), 1);
	done(r);
}

static void the_other_language_is_one_press_away_and_leads_back_to_the_same_page(void **state)
{
	(void)state;
	struct drawing d;
	struct req *r = reader(&d, LANG_EN, MAY_SIGNED_IN | MAY_MEMBER, &ask_route);
	in_harbor(r);
	r->part[0] = "a1";
	const char *page = drawn(r, "A");
	has(page, "<html lang=\"en\">");
	has(page, "name=\"back\" value=\"/c/harbor/asks/a1/words\"");
	has(page, "value=\"es\" lang=\"es\">");
	lacks(page, "value=\"en\"");
	done(r);

	r = reader(&d, LANG_ES, MAY_SIGNED_IN | MAY_MEMBER, &asks_post);
	in_harbor(r);
	page = drawn(r, "A");
	has(page, "<html lang=\"es\">");
	has(page, "name=\"back\" value=\"/c/harbor\"");
	has(page, "Ayuda en crisis");
	lacks(page, "Crisis help");
	done(r);
}

static void what_the_last_action_did_is_said_once_at_the_top(void **state)
{
	(void)state;
	struct drawing d;
	struct req *r = reader(&d, LANG_EN, MAY_ANYONE, NULL);
	r->said = "Saved <b>.";
	const char *page = drawn(r, "A");
	has(page, "<div class=\"notice\" role=\"status\">Saved &lt;b&gt;.</div>");
	before(page, "class=\"notice\"", "<h1>");
	done(r);
	r = reader(&d, LANG_EN, MAY_ANYONE, NULL);
	lacks(drawn(r, "A"), "class=\"notice\"");
	done(r);
}

static void those_who_signed_in_can_sign_out_from_every_page(void **state)
{
	(void)state;
	struct drawing d;
	struct req *r = reader(&d, LANG_EN, MAY_SIGNED_IN, NULL);
	const char *page = drawn(r, "A");
	has(page, "<form class=\"inline\" method=\"post\" action=\"/sign-out\">");
	has(page, "token-of-this-page");
	assert_true(r->out.csrf_used);
	done(r);
}

static void style_and_script_are_asked_for_by_their_content(void **state)
{
	(void)state;
	struct drawing d;
	struct req *r = reader(&d, LANG_EN, MAY_ANYONE, NULL);
	const char *page = drawn(r, "A");
	has(page, arena_printf(&r->arena, "<link rel=\"stylesheet\" href=\"/static/%s/kith.css\">", kith_assets_hash));
	has(page, arena_printf(&r->arena, "<script src=\"/static/%s/kith.js\" defer></script>", kith_assets_hash));
	done(r);
}

/* ---- errors ---- */

static void leave_the_page(struct req *r, const char *name)
{
	const char *folder = getenv("FRAME_PAGES");
	FILE *to = folder ? fopen(arena_printf(&r->arena, "%s/%s.html", folder, name), "w") : NULL;
	if (to) {
		fwrite(r->out.at, 1, r->out.n, to);
		fclose(to);
	}
}

static void every_error_has_a_heading_words_a_number_and_a_way_on_in_both_languages(void **state)
{
	(void)state;
	static const int known[] = { 400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503, 507 };
	for (size_t k = 0; k < COUNT(known); k++) {
		const char *heading[LANG_COUNT];
		struct drawing d[LANG_COUNT];
		for (enum lang l = 0; l < LANG_COUNT; l++) {
			struct req *r = reader(&d[l], l, MAY_ANYONE, NULL);
			frame_error(r, known[k]);
			const char *page = arena_copy(&r->arena, r->out.at, r->out.n);
			heading[l] = words_say(&r->arena, &r->reader, frame_error_words(known[k]), 0, NULL);
			has(page, arena_printf(&r->arena, "<h1>%s</h1>", heading[l]));
			has(page, "<span class=\"code\">7k3m9q2x1p</span>");
			has(page, "<a class=\"button quiet\" href=\"/\">");
			has(page, "class=\"leave\"");
			assert_int_equal(count(page, "href=\"tel:988\""), known[k] >= 500);
			leave_the_page(r, arena_printf(&r->arena, "%d-%s", known[k], lang_codes[l]));
		}
		assert_string_not_equal(heading[LANG_EN], heading[LANG_ES]);
		for (enum lang l = 0; l < LANG_COUNT; l++)
			done(&d[l].r);
	}
}

static void only_what_may_pass_by_itself_offers_to_try_again(void **state)
{
	(void)state;
	static const struct { int http; bool again; } known[] = { { 404, false }, { 403, false }, { 413, false }, { 507, false }, { 500, true }, { 503, true }, { 429, true } };
	for (size_t k = 0; k < COUNT(known); k++) {
		struct drawing d;
		struct req *r = reader(&d, LANG_EN, MAY_ANYONE, NULL);
		frame_error(r, known[k].http);
		const char *page = arena_copy(&r->arena, r->out.at, r->out.n);
		assert_int_equal(count(page, "Try again</a>"), known[k].again);
		done(r);
	}
}

static void a_status_without_words_of_its_own_is_told_as_its_kind(void **state)
{
	(void)state;
	assert_string_equal(frame_error_words(431), frame_error_words(400));
	assert_string_equal(frame_error_words(414), frame_error_words(400));
	assert_string_equal(frame_error_words(505), frame_error_words(500));
	assert_string_not_equal(frame_error_words(404), frame_error_words(400));
	assert_string_not_equal(frame_error_words(507), frame_error_words(500));
}

static void the_page_about_safety_is_drawn_without_a_database(void **state)
{
	(void)state;
	for (enum lang l = 0; l < LANG_COUNT; l++) {
		struct drawing d;
		struct req *r = reader(&d, l, MAY_ANYONE, NULL);
		assert_int_equal(frame_safety(r), OK);
		const char *page = arena_copy(&r->arena, r->out.at, r->out.n);
		has(page, l == LANG_ES ? "No borra el historial" : "It does not clear your browser’s history.");
		leave_the_page(r, arena_printf(&r->arena, "safety-%s", lang_codes[l]));
		done(r);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(leave_and_crisis_help_come_first), cmocka_unit_test(leave_knows_the_community_it_leaves),
		cmocka_unit_test(the_title_is_that_of_the_page_and_the_place_and_escaped),
		cmocka_unit_test(without_an_account_there_is_no_menu_no_way_to_sign_out_and_no_token),
		cmocka_unit_test(the_menu_has_six_places_in_their_order_and_the_rest_behind_the_last),
		cmocka_unit_test(the_current_place_is_marked_also_from_below_it),
		cmocka_unit_test(the_other_language_is_one_press_away_and_leads_back_to_the_same_page),
		cmocka_unit_test(what_the_last_action_did_is_said_once_at_the_top),
		cmocka_unit_test(those_who_signed_in_can_sign_out_from_every_page),
		cmocka_unit_test(style_and_script_are_asked_for_by_their_content),
		cmocka_unit_test(every_error_has_a_heading_words_a_number_and_a_way_on_in_both_languages),
		cmocka_unit_test(only_what_may_pass_by_itself_offers_to_try_again),
		cmocka_unit_test(a_status_without_words_of_its_own_is_told_as_its_kind),
		cmocka_unit_test(the_page_about_safety_is_drawn_without_a_database),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

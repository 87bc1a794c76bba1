/* Signing in and out: passwords, sessions and their ends, the password once more.  Devices: test_devices.c. */
#include "test_inside.h"
#include "house.h"

const struct feature *const harness_features[] = { &people_feature, NULL };

/* ---- the password ---- */

static void a_wrong_name_and_a_wrong_password_read_the_same(void **state)
{
	struct req *r = *state;
	begin(r);
	sign_up(r, "rowan");
	assert_int_equal(sign_in(r, "rowan", "not the password at all"), INVALID);
	assert_true(harness_fault(r, NULL, "wrong"));
	assert_null(r->reply.session_token);
	const char *known = arena_str(&r->arena, harness_body(r));
	assert_int_equal(sign_in(r, "wojan", "not the password at all"), INVALID);
	assert_true(harness_fault(r, NULL, "wrong"));
	const char *unknown = harness_body(r);
	/* but for the name that was typed, byte for byte */
	assert_int_equal(strlen(known), strlen(unknown));
	size_t at = (size_t)(strstr(known, "rowan") - known);
	assert_memory_equal(known, unknown, at);
	assert_string_equal(known + at + 5, unknown + at + 5);
}

static void signing_in_goes_where_it_was_meant_to(void **state)
{
	struct req *r = *state;
	begin(r);
	sign_up(r, "Rowan Tree");
	assert_int_equal(sign_in(r, "  rowan   tree ", PASSWORD), OK);
	assert_string_equal(r->reply.location, "/");    /* from there to their community, or to the list of them */
	cookie[0] = '\0';
	assert_int_equal(harness_post(r, "/sign-in", "login", "rowan tree", "password", PASSWORD, "to", "/c/harbor/asks/new", NULL), OK);
	assert_string_equal(r->reply.location, "/c/harbor/asks/new");
	assert_int_equal(strlen(r->reply.session_token), SEAL_TOKEN_CHARS);
	keep_cookie(r);
	assert_int_equal(harness_get(r, "/me"), OK);
}

static void a_program_keeps_its_token_for_thirty_days_of_rest(void **state)
{
	struct req *r = *state;
	begin(r);
	sign_up(r, "rowan");
	r->want = WANT_JSON;
	assert_int_equal(sign_in(r, "rowan", PASSWORD), OK);
	keep_cookie(r);
	r->now += 29 * DAY;
	assert_int_equal(harness_get(r, "/me"), OK);
	r->now += 62 * DAY;
	assert_int_equal(harness_get(r, "/me"), MISSING);
}

/* ---- sessions ---- */

static void an_idle_session_ends(void **state)
{
	struct req *r = *state;
	begin(r);
	sign_up(r, "rowan");
	r->now += 30 * MINUTE;
	assert_int_equal(harness_get(r, "/me"), OK);
	r->now += 1;
	assert_int_equal(harness_get(r, "/me"), MISSING);
	assert_true(r->needs_sign_in);
}

static void a_used_session_goes_on_but_not_beyond_twelve_hours(void **state)
{
	struct req *r = *state;
	bool touch;
	begin(r);
	sign_up(r, "rowan");
	for (int64_t end = r->now + 12 * HOUR - 20 * MINUTE; r->now < end; ) {
		r->now += 20 * MINUTE;
		assert_int_equal(people_who(r, cookie, &touch), OK);
		assert_true(touch);
		assert_int_equal(people_touch(r, r->who.session), OK);
		assert_int_equal(people_who(r, cookie, &touch), OK);
		assert_false(touch);
	}
	r->now += 20 * MINUTE - 1;
	assert_int_equal(harness_get(r, "/me"), OK);
	r->now += 1;
	assert_int_equal(harness_get(r, "/me"), MISSING);
}

static void a_shared_device_is_signed_out_sooner_and_not_remembered(void **state)
{
	struct req *r = *state;
	begin(r);
	sign_up(r, "rowan");
	cookie[0] = '\0';
	assert_int_equal(harness_post(r, "/sign-in", "login", "rowan", "password", PASSWORD, "shared", "1", NULL), OK);
	assert_null(r->reply.known_device);
	keep_cookie(r);
	r->now += 15 * MINUTE;
	assert_int_equal(harness_get(r, "/me"), OK);
	r->now += 1;
	assert_int_equal(harness_get(r, "/me"), MISSING);
}

static void signing_out_ends_the_session_and_clears_the_browser(void **state)
{
	struct req *r = *state;
	begin(r);
	sign_up(r, "rowan");
	assert_int_equal(harness_post(r, "/sign-out", NULL), OK);
	assert_true(r->reply.sign_out && r->reply.wipe);
	r->known_device = "a device that is known";             /* whose token stays, so that coming back is no news */
	assert_int_equal(harness_post(r, "/sign-out", NULL), OK);
	assert_true(r->reply.sign_out && !r->reply.wipe);
	assert_int_equal(harness_get(r, "/me"), MISSING);
	assert_int_equal(harness_post(r, "/sign-out", NULL), OK);
}

static void signing_in_again_ends_the_session_before(void **state)
{
	struct req *r = *state;
	char first[sizeof cookie];
	begin(r);
	sign_up(r, "rowan");
	memcpy(first, cookie, sizeof first);
	assert_int_equal(harness_post(r, "/sign-in", "login", "rowan", "password", PASSWORD, NULL), OK);
	assert_string_not_equal(r->reply.session_token, first);
	assert_int_equal(harness_get(r, "/me"), MISSING);
}

static void sessions_are_listed_and_ended_one_by_one(void **state)
{
	struct req *r = *state;
	char first[sizeof cookie], second[sizeof cookie];
	begin(r);
	two_browsers(r, first);
	assert_int_equal(harness_get(r, "/me/sessions"), OK);
	harness_says(r, "Firefox on Android");
	harness_says(r, "Chrome on Windows");
	harness_says(r, "This one");
	const char *path = arena_printf(&r->arena, "/me/sessions/%s/end", other_session(r));
	assert_int_equal(harness_post(r, path, NULL), OK);
	assert_false(r->reply.sign_out);
	assert_int_equal(harness_post(r, path, NULL), MISSING);
	memcpy(second, cookie, sizeof second);
	memcpy(cookie, first, sizeof first);
	assert_int_equal(harness_get(r, "/me"), MISSING);
	memcpy(cookie, second, sizeof second);
	assert_int_equal(harness_get(r, "/me"), OK);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, "/me/sessions/%s/end", r->who.session), NULL), OK);
	assert_true(r->reply.sign_out);
	assert_int_equal(harness_get(r, "/me"), MISSING);
}

static void all_other_sessions_end_at_once(void **state)
{
	struct req *r = *state;
	char first[sizeof cookie];
	begin(r);
	two_browsers(r, first);
	assert_int_equal(harness_post(r, "/me/sessions/end-others", NULL), OK);
	assert_int_equal(harness_get(r, "/me"), OK);
	memcpy(cookie, first, sizeof first);
	assert_int_equal(harness_get(r, "/me"), MISSING);
}

static void nobody_ends_or_sees_the_session_of_another(void **state)
{
	struct req *r = *state;
	begin(r);
	sign_up(r, "rowan");
	assert_int_equal(harness_get(r, "/me"), OK);
	const char *rowans = arena_str(&r->arena, r->who.session);
	char rowan[sizeof cookie];
	memcpy(rowan, cookie, sizeof rowan);
	sign_up(r, "theo");
	assert_int_equal(harness_post(r, arena_printf(&r->arena, "/me/sessions/%s/end", rowans), NULL), MISSING);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, "/me/sessions/%s/mine", rowans), NULL), MISSING);
	assert_int_equal(harness_get(r, "/me/sessions"), OK);
	harness_says_not(r, rowans);
	assert_int_equal(harness_post(r, "/me/sessions/end-others", NULL), OK);
	memcpy(cookie, rowan, sizeof rowan);
	assert_int_equal(harness_get(r, "/me"), OK);
}

static void the_token_of_who_has_duties_ends_as_soon_as_their_browser(void **state)
{
	struct req *r = *state;
	bool touch;
	begin(r);
	const char *id = sign_up(r, "rowan");
	r->want = WANT_JSON;
	assert_int_equal(sign_in(r, "rowan", PASSWORD), OK);
	keep_cookie(r);
	assert_int_equal(db_begin(r->db, true), OK);
	assert_int_equal(people_sessions_shorten(r, id), OK);
	assert_int_equal(db_commit(r->db), OK);
	assert_int_equal(harness_get(r, "/me/sessions"), OK);
	harness_says(r, "\"api_staff\"");
	for (int64_t end = r->now + 8 * HOUR - 10 * MINUTE; r->now < end; ) {
		r->now += 10 * MINUTE;
		assert_int_equal(people_who(r, cookie, &touch), OK);
		assert_int_equal(people_touch(r, r->who.session), OK);
	}
	r->now += 10 * MINUTE;
	assert_int_equal(people_who(r, cookie, &touch), MISSING);               /* eight hours, whatever happens */
	assert_int_equal(sign_in(r, "rowan", PASSWORD), OK);
	keep_cookie(r);
	assert_int_equal(db_begin(r->db, true), OK);
	assert_int_equal(people_sessions_shorten(r, id), OK);
	assert_int_equal(db_commit(r->db), OK);
	r->now += 15 * MINUTE;
	assert_int_equal(people_who(r, cookie, &touch), OK);
	r->now += 1;
	assert_int_equal(people_who(r, cookie, &touch), MISSING);               /* and fifteen minutes of rest */
}

static void stored_hash(struct req *r, const char *id, char ret[128])
{
	struct people_sign_in_of s;
	assert_int_equal(people_sign_in_of(r, id, &s), OK);
	snprintf(ret, 128, "%s", s.password);
}

static void who_signs_in_is_hashed_anew_when_hashing_costs_more_now(void **state)
{
	struct req *r = *state;
	struct house *house = (struct house *)(uintptr_t)r->house;              /* the harness's own, made anew for each test */
	char before[128], after[128], again[128], costs[32];
	begin(r);
	const char *id = sign_up(r, "rowan");
	stored_hash(r, id, before);
	assert_int_equal(sign_in(r, "rowan", PASSWORD), OK);
	stored_hash(r, id, again);
	assert_string_equal(again, before);                     /* as it was: nothing to do */
	house->password_memory_kib += 1024;
	assert_int_equal(sign_in(r, "rowan", "not the password at all"), INVALID);
	stored_hash(r, id, again);
	assert_string_equal(again, before);
	assert_int_equal(sign_in(r, "rowan", PASSWORD), OK);
	stored_hash(r, id, after);
	snprintf(costs, sizeof costs, "$m=%lld,", (long long)house->password_memory_kib);
	assert_non_null(strstr(after, costs));
	house->password_memory_kib -= 1024;                     /* less is set again: nothing is made weaker */
	assert_int_equal(sign_in(r, "rowan", PASSWORD), OK);
	stored_hash(r, id, again);
	assert_string_equal(again, after);
}

static void taking_everything_along_keeps_no_page_waiting(void **state)
{
	(void)state;
	for (size_t k = 0; k < people_feature.n_routes; k++)
		if (str_same(people_feature.routes[k].path, "/me/everything/archive")) {
			assert_non_null(people_feature.routes[k].slow);
			return;
		}
	fail_msg("there is no archive");
}

/* ---- the password once more, and a new one ---- */

static void the_password_counts_for_ten_minutes(void **state)
{
	struct req *r = *state;
	char before[sizeof cookie];
	begin(r);
	sign_up(r, "rowan");
	memcpy(before, cookie, sizeof before);
	r->now += 10 * MINUTE;
	assert_int_equal(harness_get(r, "/me/recovery"), OK);
	r->now += 1;
	assert_int_equal(harness_get(r, "/me/recovery"), DENIED);
	assert_true(r->needs_password);
	assert_int_equal(harness_post(r, "/again", "password", "this is not my password", "to", "/me/recovery", NULL), INVALID);
	assert_true(harness_fault(r, "password", "wrong"));
	harness_says(r, "value=\"/me/recovery\"");
	assert_int_equal(harness_post(r, "/again", "password", PASSWORD, "to", "/me/recovery", NULL), OK);
	assert_string_equal(r->reply.location, "/me/recovery");
	keep_cookie(r);
	assert_int_equal(harness_get(r, "/me/recovery"), OK);
	memcpy(cookie, before, sizeof before);                  /* the token before it is worth nothing now */
	assert_int_equal(harness_get(r, "/me"), MISSING);
}

static void a_new_password_ends_every_other_session(void **state)
{
	struct req *r = *state;
	char first[sizeof cookie];
	begin(r);
	two_browsers(r, first);
	assert_int_equal(harness_post(r, "/me/password", "how", "own", "password", "rowan rowan rowan", NULL), INVALID);
	assert_true(harness_fault(r, "password", "weak"));
	assert_int_equal(harness_post(r, "/me/password", "how", "own", "password", "a heron waits beside the weir", NULL), OK);
	keep_cookie(r);
	assert_int_equal(harness_get(r, "/me"), OK);
	memcpy(cookie, first, sizeof first);
	assert_int_equal(harness_get(r, "/me"), MISSING);
	assert_int_equal(sign_in(r, "rowan", PASSWORD), INVALID);
	assert_int_equal(sign_in(r, "rowan", "a heron waits beside the weir"), OK);
}

HARNESS(a_wrong_name_and_a_wrong_password_read_the_same, signing_in_goes_where_it_was_meant_to, a_program_keeps_its_token_for_thirty_days_of_rest,
	an_idle_session_ends, a_used_session_goes_on_but_not_beyond_twelve_hours, a_shared_device_is_signed_out_sooner_and_not_remembered,
	signing_out_ends_the_session_and_clears_the_browser, signing_in_again_ends_the_session_before, sessions_are_listed_and_ended_one_by_one,
	all_other_sessions_end_at_once, nobody_ends_or_sees_the_session_of_another, the_token_of_who_has_duties_ends_as_soon_as_their_browser,
	who_signs_in_is_hashed_anew_when_hashing_costs_more_now, taking_everything_along_keeps_no_page_waiting, the_password_counts_for_ten_minutes,
	a_new_password_ends_every_other_session)

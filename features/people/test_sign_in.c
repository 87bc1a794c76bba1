/* Signing in and out: passwords, second steps, recovery codes, sessions and their ends, sign-in help. */
#include "test_inside.h"
#include <liboath/oath.h>

const struct feature *const harness_features[] = { &people_feature, NULL };

static json_t *posted(struct req *r)
{
	json_t *said = json_loads(harness_body(r), 0, NULL);
	assert_non_null(said);
	return said;
}

static const char *text_of(struct req *r, const json_t *from, const char *name)
{
	const char *s = json_string_value(json_object_get(from, name));
	assert_non_null(s);
	return arena_str(&r->arena, s);
}

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
	assert_string_equal(r->reply.location, "/start");
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

/* Two browsers of one person: the first in `first`, the second in the cookie. */
static void two_browsers(struct req *r, char first[sizeof cookie])
{
	sign_up(r, "rowan");
	memcpy(first, cookie, sizeof cookie);
	r->now += HOUR / 6;
	r->device = "Chrome on Windows";
	assert_int_equal(sign_in(r, "rowan", PASSWORD), OK);
	keep_cookie(r);
}

static const char *other_session(struct req *r)
{
	assert_int_equal(harness_get(r, "/me/sessions"), OK);
	const json_t *open = json_object_get(harness_json(r), "open");
	for (size_t i = 0; i < json_array_size(open); i++)
		if (!json_is_true(json_object_get(json_array_get(open, i), "here")))
			return text_of(r, json_array_get(open, i), "id");
	fail_msg("there is no other session");
	return NULL;
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

/* ---- devices ---- */

static const char *card(struct req *r)
{
	bool touch;
	if (r->out.at)
		out_end(&r->out);
	r->out.reader = &r->reader;
	r->out.csrf = "token";
	assert_int_equal(people_who(r, cookie, &touch), OK);
	assert_int_equal(people_feature.cards[0].draw(r), OK);
	return r->out.n ? harness_body(r) : "";
}

static void a_sign_in_on_a_new_device_is_told_until_it_is_known(void **state)
{
	struct req *r = *state;
	char first[sizeof cookie], second[sizeof cookie];
	begin(r);
	two_browsers(r, first);
	memcpy(second, cookie, sizeof second);
	assert_string_equal(card(r), "");                       /* not about itself, nor about the device that signed up */
	memcpy(cookie, first, sizeof first);
	assert_non_null(strstr(card(r), "Chrome on Windows"));
	const char *id = other_session(r);
	memcpy(cookie, second, sizeof second);
	/* whoever came in cannot say of themselves that it was the person */
	assert_int_equal(harness_post(r, arena_printf(&r->arena, "/me/sessions/%s/mine", id), NULL), MISSING);
	/* still told after it signed out again */
	assert_int_equal(harness_post(r, "/sign-out", NULL), OK);
	memcpy(cookie, first, sizeof first);
	assert_non_null(strstr(card(r), "set a new password"));
	assert_int_equal(harness_post(r, arena_printf(&r->arena, "/me/sessions/%s/mine", id), NULL), OK);
	assert_string_equal(card(r), "");
}

static void a_device_used_before_is_known_again(void **state)
{
	struct req *r = *state;
	begin(r);
	sign_up(r, "rowan");
	const char *device = arena_str(&r->arena, r->reply.known_device);
	assert_int_equal(people_device_known(r, device, "rowan"), OK);
	assert_int_equal(people_device_known(r, device, "theo"), MISSING);
	assert_int_equal(people_device_known(r, "made-up", "rowan"), MISSING);
	r->known_device = device;
	assert_int_equal(sign_in(r, "rowan", PASSWORD), OK);
	assert_null(r->reply.known_device);
	keep_cookie(r);
	r->known_device = NULL;
	r->device = "Safari on iPhone";
	assert_int_equal(sign_in(r, "rowan", PASSWORD), OK);
	keep_cookie(r);
	assert_string_equal(card(r), "");
	assert_int_equal(harness_post(r, "/me/sessions/end-others", NULL), OK);
	assert_int_equal(people_device_known(r, device, "rowan"), MISSING);
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

/* ---- two steps ---- */

static const char *code_at(struct req *r, const char *secret, int64_t at)
{
	char *raw = NULL, *code = arena_take(&r->arena, 7);
	size_t n = 0;
	assert_int_equal(oath_base32_decode(secret, strlen(secret), &raw, &n), OATH_OK);
	assert_int_equal(oath_totp_generate(raw, n, (time_t)at, 30, 0, 6, code), OATH_OK);
	free(raw);
	return code;
}

/* Rowan with two steps on; returns the secret. */
static const char *with_two_steps(struct req *r)
{
	sign_up(r, "rowan");
	assert_int_equal(harness_post(r, "/me/second-factor/begin", NULL), OK);
	assert_int_equal(harness_get(r, "/me/second-factor"), OK);
	harness_says(r, "<svg role=\"img\"");
	harness_says(r, "otpauth://totp/Kith:rowan?secret=");
	const char *secret = text_of(r, harness_json(r), "secret");
	assert_int_equal(harness_post(r, "/me/second-factor", "code", "000000", NULL), INVALID);
	assert_true(harness_fault(r, "code", "wrong"));
	harness_says(r, "<svg role=\"img\"");
	assert_int_equal(harness_post(r, "/me/second-factor", "code", code_at(r, secret, r->now), NULL), OK);
	r->now += MINUTE;
	assert_int_equal(harness_get(r, "/me/second-factor"), OK);
	harness_says_not(r, secret);
	return secret;
}

static const char *ticket(struct req *r)
{
	r->want = WANT_JSON;
	assert_int_equal(sign_in(r, "rowan", PASSWORD), OK);
	assert_null(r->reply.session_token);
	json_t *said = posted(r);
	const char *made = text_of(r, said, "ticket");
	json_decref(said);
	r->want = WANT_PAGE;
	return made;
}

static enum status give_code(struct req *r, const char *with, const char *code)
{
	return harness_post(r, "/sign-in/code", "ticket", with, "login", "rowan", "code", code, NULL);
}

static void with_two_steps_the_password_alone_opens_nothing(void **state)
{
	struct req *r = *state;
	begin(r);
	const char *secret = with_two_steps(r);
	assert_int_equal(sign_in(r, "rowan", PASSWORD), OK);
	assert_null(r->reply.session_token);
	harness_says(r, "One more step");
	const char *t = ticket(r);
	assert_int_equal(give_code(r, t, "123456"), INVALID);
	assert_true(harness_fault(r, "code", "wrong"));
	harness_says(r, t);
	assert_int_equal(give_code(r, t, code_at(r, secret, r->now)), OK);
	keep_cookie(r);
	assert_int_equal(harness_get(r, "/me"), OK);
}

static void a_code_works_once_and_half_a_minute_around(void **state)
{
	struct req *r = *state;
	begin(r);
	const char *secret = with_two_steps(r), *now = code_at(r, secret, r->now);
	assert_int_equal(give_code(r, ticket(r), code_at(r, secret, r->now - 60)), INVALID);
	assert_int_equal(give_code(r, ticket(r), code_at(r, secret, r->now + 60)), INVALID);
	assert_int_equal(give_code(r, ticket(r), code_at(r, secret, r->now - 30)), OK);
	assert_int_equal(give_code(r, ticket(r), now), OK);
	assert_int_equal(give_code(r, ticket(r), now), INVALID);                                /* seen over a shoulder */
	assert_int_equal(give_code(r, ticket(r), code_at(r, secret, r->now - 30)), INVALID);    /* an earlier one */
	assert_int_equal(give_code(r, ticket(r), code_at(r, secret, r->now + 30)), OK);
}

static void a_ticket_is_short_lived_and_cannot_be_made_up(void **state)
{
	struct req *r = *state;
	begin(r);
	const char *secret = with_two_steps(r);
	char *forged = arena_str(&r->arena, ticket(r));
	size_t last = strlen(forged) - 1;
	forged[last] = forged[last] == '0' ? '1' : '0';
	assert_int_equal(give_code(r, forged, code_at(r, secret, r->now)), INVALID);
	assert_true(harness_fault(r, NULL, "ticket"));
	forged = arena_str(&r->arena, ticket(r));
	forged[0] = forged[0] == 'z' ? 'y' : 'z';
	assert_int_equal(give_code(r, forged, code_at(r, secret, r->now)), INVALID);
	assert_int_equal(give_code(r, "abc", code_at(r, secret, r->now)), INVALID);
	const char *t = ticket(r);
	assert_int_equal(harness_post(r, "/sign-in/code", "ticket", t, "login", "theo", "code", code_at(r, secret, r->now), NULL), INVALID);
	r->now += 10 * MINUTE + 1;
	assert_int_equal(give_code(r, t, code_at(r, secret, r->now)), INVALID);
	assert_true(harness_fault(r, NULL, "ticket"));
}

static void two_steps_can_be_switched_off(void **state)
{
	struct req *r = *state;
	begin(r);
	const char *secret = with_two_steps(r);
	assert_int_equal(harness_post(r, "/me/second-factor/begin", NULL), OK);         /* changes nothing while on */
	assert_int_equal(give_code(r, ticket(r), code_at(r, secret, r->now)), OK);
	keep_cookie(r);
	assert_int_equal(harness_post(r, "/me/second-factor/off", NULL), OK);
	assert_int_equal(sign_in(r, "rowan", PASSWORD), OK);
	assert_non_null(r->reply.session_token);
}

/* ---- codes on paper ---- */

static const char *first_code(struct req *r)
{
	r->want = WANT_JSON;
	assert_int_equal(harness_post(r, "/me/recovery", NULL), OK);
	json_t *said = posted(r);
	const json_t *codes = json_object_get(said, "codes");
	assert_int_equal(json_array_size(codes), 8);
	const char *code = text_of(r, json_array_get(codes, 0), "code");
	json_decref(said);
	r->want = WANT_PAGE;
	return code;
}

static enum status reset(struct req *r, const char *login, const char *code, const char *second)
{
	cookie[0] = '\0';
	return harness_post(r, "/reset", "login", login, "code", code, "second", second, "how", "own",
			    "password", "a heron waits beside the weir", NULL);
}

static void a_recovery_code_stands_in_for_the_phone_once(void **state)
{
	struct req *r = *state;
	begin(r);
	with_two_steps(r);
	const char *code = first_code(r);
	assert_int_equal(give_code(r, ticket(r), code), OK);
	keep_cookie(r);
	assert_int_equal(give_code(r, ticket(r), code), INVALID);
}

static void a_recovery_code_sets_a_new_password_once(void **state)
{
	struct req *r = *state;
	begin(r);
	sign_up(r, "rowan");
	const char *code = first_code(r), *older = "K7QM-3XWT-9FHR-4BNP";
	assert_int_equal(reset(r, "rowan", older, ""), INVALID);
	assert_true(harness_fault(r, NULL, "wrong"));
	assert_int_equal(reset(r, "wojan", code, ""), INVALID);
	assert_true(harness_fault(r, NULL, "wrong"));
	assert_int_equal(reset(r, "rowan", code, ""), OK);
	keep_cookie(r);
	assert_int_equal(harness_get(r, "/me"), OK);
	harness_says(r, "7 codes left");
	assert_int_equal(reset(r, "rowan", code, ""), INVALID);
	assert_int_equal(sign_in(r, "rowan", PASSWORD), INVALID);
	assert_int_equal(sign_in(r, "rowan", "a heron waits beside the weir"), OK);
}

static void with_two_steps_one_paper_code_is_not_enough(void **state)
{
	struct req *r = *state;
	begin(r);
	const char *secret = with_two_steps(r), *code = first_code(r);
	assert_int_equal(reset(r, "rowan", code, ""), INVALID);
	assert_true(harness_fault(r, "second", "needed"));
	assert_int_equal(reset(r, "rowan", code, code), INVALID);
	assert_true(harness_fault(r, "second", "wrong"));
	assert_int_equal(sign_in(r, "rowan", PASSWORD), OK);
	assert_int_equal(reset(r, "rowan", code, code_at(r, secret, r->now)), OK);
}

static void new_codes_replace_the_old(void **state)
{
	struct req *r = *state;
	begin(r);
	sign_up(r, "rowan");
	const char *old = first_code(r), *code = first_code(r);
	assert_int_equal(reset(r, "rowan", old, ""), INVALID);
	assert_int_equal(reset(r, "rowan", code, ""), OK);
}

/* ---- help from the operator ---- */

static enum status command(struct req *r, const char *login, const char *more, const char **ret_code)
{
	char *argv[] = { (char[]){ "people sign-in-reset" }, arena_str(&r->arena, login), arena_str(&r->arena, more), NULL };
	const struct command *c = &people_feature.commands[0];
	out_end(&r->out);
	r->n_faults = 0;
	r->want = WANT_JSON;
	r->who = (struct who){ .may = MAY_OPERATOR };
	enum status st = c->run(r, more ? 3 : 2, argv);
	r->want = WANT_PAGE;
	if (st != OK)
		return st;
	json_t *said = posted(r);
	*ret_code = text_of(r, said, "code");
	json_decref(said);
	return OK;
}

static void the_operator_helps_somebody_back_in(void **state)
{
	struct req *r = *state;
	const char *code, *late;
	begin(r);
	sign_up(r, "rowan");
	assert_int_equal(command(r, "nobody", NULL, &code), INVALID);
	assert_int_equal(command(r, "rowan", "--with-everything", &code), INVALID);
	assert_int_equal(command(r, "Rowan", NULL, &late), OK);
	r->now += 3 * DAY;
	assert_int_equal(reset(r, "rowan", late, ""), INVALID);
	assert_int_equal(command(r, "rowan", NULL, &code), OK);
	assert_int_equal(reset(r, "rowan", code, ""), OK);
	assert_int_equal(reset(r, "rowan", code, ""), INVALID);
}

static void the_operator_can_switch_the_second_step_off_only_by_saying_so(void **state)
{
	struct req *r = *state;
	const char *code;
	begin(r);
	with_two_steps(r);
	assert_int_equal(command(r, "rowan", NULL, &code), OK);
	assert_int_equal(reset(r, "rowan", code, ""), INVALID);
	assert_true(harness_fault(r, "second", "needed"));
	assert_int_equal(command(r, "rowan", "--without-second-step", &code), OK);
	assert_int_equal(reset(r, "rowan", code, ""), OK);
	assert_int_equal(sign_in(r, "rowan", "a heron waits beside the weir"), OK);
	assert_non_null(r->reply.session_token);
}

HARNESS(a_wrong_name_and_a_wrong_password_read_the_same, signing_in_goes_where_it_was_meant_to, a_program_keeps_its_token_for_thirty_days_of_rest,
	an_idle_session_ends, a_used_session_goes_on_but_not_beyond_twelve_hours,
	a_shared_device_is_signed_out_sooner_and_not_remembered, signing_out_ends_the_session_and_clears_the_browser,
	signing_in_again_ends_the_session_before, sessions_are_listed_and_ended_one_by_one, all_other_sessions_end_at_once,
	nobody_ends_or_sees_the_session_of_another, a_sign_in_on_a_new_device_is_told_until_it_is_known,
	a_device_used_before_is_known_again, the_password_counts_for_ten_minutes, a_new_password_ends_every_other_session,
	with_two_steps_the_password_alone_opens_nothing, a_code_works_once_and_half_a_minute_around,
	a_ticket_is_short_lived_and_cannot_be_made_up, two_steps_can_be_switched_off, a_recovery_code_stands_in_for_the_phone_once,
	a_recovery_code_sets_a_new_password_once, with_two_steps_one_paper_code_is_not_enough, new_codes_replace_the_old,
	the_operator_helps_somebody_back_in, the_operator_can_switch_the_second_step_off_only_by_saying_so)

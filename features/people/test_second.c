/* Two steps, recovery codes, help from the operator: what proves who somebody is beside the password. */
#include "test_inside.h"
#include "people_inside.h"
#include <liboath/oath.h>

const struct feature *const harness_features[] = { &people_feature, NULL };

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

/* A wrong code is a page of its own, for it is counted: nobody is signed in by it. */
static bool wrong_code(struct req *r, const char *with, const char *code)
{
	return give_code(r, with, code) == OK && r->reply.http == 422 && !r->reply.session_token;
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
	assert_true(wrong_code(r, t, "123456"));
	harness_says(r, t);
	harness_says(r, "This code is not right");
	assert_int_equal(give_code(r, t, code_at(r, secret, r->now)), OK);
	keep_cookie(r);
	assert_int_equal(harness_get(r, "/me"), OK);
}

static void a_code_works_once_and_half_a_minute_around(void **state)
{
	struct req *r = *state;
	begin(r);
	const char *secret = with_two_steps(r), *now = code_at(r, secret, r->now);
	assert_true(wrong_code(r, ticket(r), code_at(r, secret, r->now - 60)));
	assert_true(wrong_code(r, ticket(r), code_at(r, secret, r->now + 60)));
	assert_int_equal(give_code(r, ticket(r), code_at(r, secret, r->now - 30)), OK);
	assert_int_equal(give_code(r, ticket(r), now), OK);
	assert_true(wrong_code(r, ticket(r), now));                                             /* seen over a shoulder */
	assert_true(wrong_code(r, ticket(r), code_at(r, secret, r->now - 30)));                 /* an earlier one */
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
	assert_true(wrong_code(r, ticket(r), code));
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
	assert_true(harness_fault(r, NULL, "wrong"));
	assert_int_equal(reset(r, "rowan", code, "123456"), OK);
	assert_int_equal(r->reply.http, 422);
	assert_null(r->reply.session_token);
	harness_says(r, "This code is not right");
	assert_int_equal(sign_in(r, "rowan", PASSWORD), OK);
	assert_int_equal(reset(r, "rowan", code, code_at(r, secret, r->now)), OK);
}

/* Six digits can be found by patience, so there is an end to it: by the password or by a code on paper. */
static void too_many_wrong_codes_close_the_second_step_for_a_day(void **state)
{
	struct req *r = *state;
	begin(r);
	const char *secret = with_two_steps(r), *code, *another;
	r->want = WANT_JSON;
	assert_int_equal(harness_post(r, "/me/recovery", NULL), OK);
	json_t *said = posted(r);
	code = text_of(r, json_array_get(json_object_get(said, "codes"), 0), "code");
	another = text_of(r, json_array_get(json_object_get(said, "codes"), 1), "code");
	json_decref(said);
	r->want = WANT_PAGE;
	int64_t began = r->now;
	for (int k = 0; k < PEOPLE_CODES_WRONG; k++) {
		if (k % 2)
			assert_int_equal(reset(r, "rowan", code, "123456"), OK);
		else
			assert_true(wrong_code(r, ticket(r), "123456"));
		assert_int_equal(r->reply.http, 422);
		r->now += HOUR;
	}
	harness_says(r, "Too many wrong codes");
	int64_t closed = r->now - HOUR;
	assert_true(closed - began < DAY);
	assert_true(wrong_code(r, ticket(r), code_at(r, secret, r->now)));      /* the right one does not count either */
	harness_says(r, "Use one of your recovery codes");
	assert_int_equal(give_code(r, ticket(r), code), OK);                    /* one on paper does */
	keep_cookie(r);
	assert_non_null(strstr(changes(r), "many wrong codes"));
	assert_non_null(strstr(changes(r), "somebody knows your password"));
	r->now = closed + DAY - 1;
	assert_true(wrong_code(r, ticket(r), code_at(r, secret, r->now)));
	r->now = closed + DAY;
	assert_int_equal(give_code(r, ticket(r), code_at(r, secret, r->now)), OK);
	assert_int_equal(give_code(r, ticket(r), another), OK);
}

/* Wrong ones of other days count for nothing: who mistypes now and then is never closed out. */
static void wrong_codes_of_another_day_are_forgotten(void **state)
{
	struct req *r = *state;
	begin(r);
	const char *secret = with_two_steps(r);
	for (int k = 0; k < 3 * PEOPLE_CODES_WRONG; k++) {
		assert_true(wrong_code(r, ticket(r), "123456"));
		r->now += 2 * HOUR;
	}
	assert_int_equal(give_code(r, ticket(r), code_at(r, secret, r->now)), OK);
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

HARNESS(with_two_steps_the_password_alone_opens_nothing, a_code_works_once_and_half_a_minute_around,
	a_ticket_is_short_lived_and_cannot_be_made_up, two_steps_can_be_switched_off,
	a_recovery_code_stands_in_for_the_phone_once, a_recovery_code_sets_a_new_password_once,
	with_two_steps_one_paper_code_is_not_enough, too_many_wrong_codes_close_the_second_step_for_a_day,
	wrong_codes_of_another_day_are_forgotten, new_codes_replace_the_old, the_operator_helps_somebody_back_in,
	the_operator_can_switch_the_second_step_off_only_by_saying_so)

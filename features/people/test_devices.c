/* What is told of signing in: a new device, a change of password or codes, and who may say that it was them. */
#include "test_inside.h"
#include "house.h"

const struct feature *const harness_features[] = { &people_feature, NULL };

static const char *card(struct req *r) { return section_of_today(r, 0); }

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

/* Whoever watches the mail must not learn that somebody was here. */
static void of_a_sign_in_on_a_new_device_no_mail_is_sent(void **state)
{
	struct req *r = *state;
	char first[sizeof cookie];
	begin(r);
	const char *id = sign_up(r, "rowan");
	assert_int_equal(db_begin(r->db, true), OK);
	assert_int_equal(people_mail_set(r, id, "rowan@example.org"), OK);
	assert_int_equal(db_commit(r->db), OK);
	memcpy(first, cookie, sizeof first);
	r->now += HOUR / 6;
	r->device = "Chrome on Windows";
	assert_int_equal(sign_in(r, "rowan", PASSWORD), OK);
	memcpy(cookie, first, sizeof first);
	assert_non_null(strstr(card(r), "Chrome on Windows"));
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM job WHERE kind = 'mail'"), 0);
	/* what would be found: mail that is asked for */
	assert_int_equal(db_begin(r->db, true), OK);
	assert_int_equal(mail_add(r, &(struct mail_new){ .to = "rowan@example.org", .subject = "You have a new message", .body = "Look when you like." }), OK);
	assert_int_equal(db_commit(r->db), OK);
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM job WHERE kind = 'mail'"), 1);
}

/* Who has the password signs in twice, on two devices or on one, and says of each that it was the person. */
static void two_stolen_sign_ins_cannot_silence_what_is_told(void **state)
{
	struct req *r = *state;
	char owner[sizeof cookie], thief[sizeof cookie];
	begin(r);
	two_browsers(r, owner);
	memcpy(thief, cookie, sizeof thief);
	r->known_device = arena_str(&r->arena, r->reply.known_device);
	const char *device = r->known_device;
	const char *first = other_session(r);                   /* the owner's, as the thief sees it */
	assert_non_null(first);
	/* from the same device again: that somebody signed in there before makes it nobody's */
	assert_int_equal(sign_in(r, "rowan", PASSWORD), OK);
	keep_cookie(r);
	assert_int_equal(harness_get(r, "/me/sessions"), OK);
	harness_says_not(r, "This was me");
	assert_false(json_is_true(json_object_get(harness_json(r), "sure")));
	/* and from a third one */
	r->known_device = NULL;
	r->device = "Safari on iPhone";
	assert_int_equal(sign_in(r, "rowan", PASSWORD), OK);
	keep_cookie(r);
	assert_int_equal(harness_get(r, "/me/sessions"), OK);
	harness_says_not(r, "This was me");
	const json_t *open = json_object_get(harness_json(r), "open");
	assert_int_equal(json_array_size(open), 4);
	for (size_t i = 0; i < json_array_size(open); i++) {
		const json_t *s = json_array_get(open, i);
		if (json_is_true(json_object_get(s, "here")))
			continue;
		assert_int_equal(harness_post(r, arena_printf(&r->arena, "/me/sessions/%s/mine", text_of(r, s, "id")), NULL), INVALID);
		assert_true(harness_fault(r, NULL, "not_known"));
	}
	assert_int_equal(harness_post(r, "/me/sessions/all-mine", NULL), INVALID);
	assert_int_equal(harness_post(r, "/me/sessions/changes-mine", NULL), INVALID);
	/* the owner is told of both devices, and the password is asked once more before anything counts */
	r->known_device = device;
	memcpy(cookie, owner, sizeof cookie);
	assert_non_null(strstr(card(r), "Chrome on Windows"));
	assert_non_null(strstr(card(r), "Safari on iPhone"));
	r->now += MINUTE;
	assert_int_equal(harness_post(r, "/me/sessions/all-mine", NULL), DENIED);
	assert_true(r->needs_password);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, "/me/sessions/%s/mine", first), NULL), DENIED);
	assert_int_equal(harness_post(r, "/again", "password", PASSWORD, "to", "/", NULL), OK);
	keep_cookie(r);
	assert_int_equal(harness_post(r, "/me/sessions/all-mine", NULL), OK);
	assert_string_equal(card(r), "");
	assert_int_equal(sign_in(r, "rowan", PASSWORD), OK);    /* now the device is known, for it was said so */
	keep_cookie(r);
	assert_int_equal(harness_get(r, "/me/sessions"), OK);
	assert_true(json_is_true(json_object_get(harness_json(r), "sure")));
}

/* Who lost the device they used before is not told for ever of the one they have. */
static void a_device_that_was_told_for_thirty_days_is_known(void **state)
{
	struct req *r = *state;
	begin(r);
	sign_up(r, "rowan");
	assert_int_equal(sign_in(r, "rowan", PASSWORD), OK);
	keep_cookie(r);
	r->known_device = arena_str(&r->arena, r->reply.known_device);
	r->now += 29 * DAY;
	for (int k = 0; k < 2; k++) {
		assert_int_equal(sign_in(r, "rowan", PASSWORD), OK);
		keep_cookie(r);
		assert_null(r->reply.known_device);
		assert_string_equal(card(r), "");               /* of where they sit they need no telling */
		assert_int_equal(harness_get(r, "/me/sessions"), OK);
		assert_int_equal(json_is_true(json_object_get(harness_json(r), "sure")), k);
		r->now += DAY;
	}
}

/* ---- what was changed ---- */

static void a_new_password_and_new_codes_are_told_until_they_are_known(void **state)
{
	struct req *r = *state;
	char first[sizeof cookie];
	begin(r);
	sign_up(r, "rowan");
	assert_string_equal(changes(r), "");                    /* what came with the account is no news */
	r->now += MINUTE;
	assert_int_equal(harness_post(r, "/me/recovery", NULL), OK);
	assert_non_null(strstr(changes(r), "New recovery codes were made"));
	assert_null(strstr(changes(r), "A new password was set"));
	assert_int_equal(harness_post(r, "/me/password", "how", "own", "password", "a heron waits beside the weir", NULL), OK);
	keep_cookie(r);
	assert_non_null(strstr(changes(r), "A new password was set"));
	assert_non_null(strstr(changes(r), "Not me: set a new password"));
	assert_int_equal(harness_get(r, "/me/sessions"), OK);
	harness_says(r, "A new password was set");
	memcpy(first, cookie, sizeof first);
	/* every sign-in after it is told, and one that is not known cannot end it */
	assert_int_equal(sign_in(r, "rowan", "a heron waits beside the weir"), OK);
	keep_cookie(r);
	assert_non_null(strstr(changes(r), "New recovery codes were made"));
	assert_null(strstr(changes(r), "changes-mine"));
	assert_int_equal(harness_post(r, "/me/sessions/changes-mine", NULL), INVALID);
	assert_true(harness_fault(r, NULL, "not_known"));
	memcpy(cookie, first, sizeof cookie);
	r->now += 11 * MINUTE;
	assert_int_equal(harness_post(r, "/me/sessions/changes-mine", NULL), DENIED);
	assert_int_equal(harness_post(r, "/again", "password", "a heron waits beside the weir", "to", "/", NULL), OK);
	keep_cookie(r);
	assert_int_equal(harness_post(r, "/me/sessions/changes-mine", NULL), OK);
	assert_string_equal(changes(r), "");
	r->now += MINUTE;
	assert_int_equal(harness_post(r, "/me/recovery", NULL), OK);
	assert_non_null(strstr(changes(r), "New recovery codes were made"));
}

/* ---- programs, and how passwords are kept ---- */

static void several_sign_ins_can_be_known_at_once(void **state)
{
	struct req *r = *state;
	char first[sizeof cookie];
	begin(r);
	two_browsers(r, first);
	assert_int_equal(sign_in(r, "rowan", PASSWORD), OK);
	memcpy(cookie, first, sizeof first);
	assert_non_null(strstr(card(r), "It was always me"));
	assert_int_equal(harness_post(r, "/me/sessions/all-mine", NULL), OK);
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

HARNESS(a_sign_in_on_a_new_device_is_told_until_it_is_known, of_a_sign_in_on_a_new_device_no_mail_is_sent,
	two_stolen_sign_ins_cannot_silence_what_is_told, a_device_that_was_told_for_thirty_days_is_known,
	a_new_password_and_new_codes_are_told_until_they_are_known, several_sign_ins_can_be_known_at_once, a_device_used_before_is_known_again)

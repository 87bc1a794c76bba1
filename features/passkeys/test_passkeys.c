/* Passkeys: adding one, signing in with one, and every answer that is not quite right; what waits for 72 hours. */
#include "test_device.h"

const struct feature *const harness_features[] = { &people_feature, &passkeys_feature, NULL };

#define PASSWORD "seven kettles sing upstairs"
enum { HOUR = 60 * 60 };

static char cookie[64];

static enum status by_cookie(struct req *r)
{
	bool touch;
	r->who = (struct who){ .may = MAY_ANYONE };
	enum status st = cookie[0] ? people_who(r, cookie, &touch) : OK;
	return st == MISSING ? OK : st;
}

static void keep_cookie(struct req *r)
{
	assert_non_null(r->reply.session_token);
	snprintf(cookie, sizeof cookie, "%s", r->reply.session_token);
}

static void begin(struct req *r)
{
	harness_enter = by_cookie;
	r->device = "Firefox on Android";
	cookie[0] = '\0';
}

static void sign_up(struct req *r, const char *login)
{
	cookie[0] = '\0';
	assert_int_equal(harness_post(r, "/join", "name", login, "login", login, "how", "own", "password", PASSWORD, "lang", "en", NULL), OK);
	keep_cookie(r);
}

static void sign_in(struct req *r, const char *login)
{
	cookie[0] = '\0';
	assert_int_equal(harness_post(r, "/sign-in", "login", login, "password", PASSWORD, NULL), OK);
	keep_cookie(r);
}

/* ---- what the pages give to a device ---- */

static const char *challenge_on(struct req *r, const char *path)
{
	assert_int_equal(harness_get(r, path), OK);
	const char *at = strstr(harness_body(r), "data-challenge=\"");
	assert_non_null(at);
	at += strlen("data-challenge=\"");
	return arena_copy(&r->arena, at, strcspn(at, "\""));
}

static enum status add(struct req *r, struct made m) { return harness_post(r, "/me/passkeys", "said", m.said, "attestation", m.attestation, NULL); }

static enum status add_device(struct req *r, const struct device *d)
{
	return add(r, make(r, d, "webauthn.create", challenge_on(r, "/me/passkeys")));
}

static enum status use(struct req *r, struct answered a)
{
	return harness_post(r, "/sign-in/passkey", "credential", a.credential, "said", a.said, "state", a.state, "signature", a.signature,
			    "to", "/me", NULL);
}

static enum status use_device(struct req *r, const struct device *d)
{
	cookie[0] = '\0';
	return use(r, answer(r, d, "webauthn.get", challenge_on(r, "/sign-in")));
}

static size_t listed(struct req *r)
{
	assert_int_equal(harness_get(r, "/me/passkeys"), OK);
	size_t n = json_array_size(json_object_get(harness_json(r), "keys"));
	assert_int_equal(harness_get(r, "/me/passkeys"), OK);           /* the page again, to be read */
	return n;
}

static const char *nth(struct req *r, size_t n)
{
	assert_int_equal(harness_get(r, "/me/passkeys"), OK);
	return arena_str(&r->arena, json_string_value(json_object_get(json_array_get(json_object_get(harness_json(r), "keys"), n), "id")));
}

static enum status act(struct req *r, const char *id, const char *what)
{
	return harness_post(r, arena_printf(&r->arena, "/me/passkeys/%s/%s", id, what), NULL);
}

/* Signed up as rowan, with a passkey. */
static struct device rowans_device(struct req *r)
{
	struct device d = device("a credential", false);
	begin(r);
	sign_up(r, "rowan");
	assert_int_equal(add_device(r, &d), OK);
	return d;
}

/* ---- the way it should go ---- */

static void one_kind(struct req *r, bool rsa)
{
	struct device d = device("a credential", rsa);
	begin(r);
	sign_up(r, "rowan");
	assert_int_equal(listed(r), 0);
	assert_int_equal(add_device(r, &d), OK);
	assert_int_equal(listed(r), 1);
	harness_says(r, "Firefox on Android");
	d.counter = 1;
	assert_int_equal(use_device(r, &d), OK);
	assert_string_equal(r->reply.location, "/me");
	keep_cookie(r);
	assert_int_equal(harness_get(r, "/me"), OK);
	harness_says(r, "One passkey");
	/* whoever holds the device has not given the password */
	assert_int_equal(harness_get(r, "/me/passkeys"), DENIED);
	assert_true(r->needs_password);
	device_end(&d);
}

static void a_passkey_is_added_and_signs_in(void **state) { one_kind(*state, false); }
static void a_passkey_with_rsa_is_added_and_signs_in(void **state) { one_kind(*state, true); }

static void a_second_step_is_in_the_passkey_and_a_shared_device_is_sooner_over(void **state)
{
	struct req *r = *state;
	struct device d = rowans_device(r);
	cookie[0] = '\0';
	struct answered a = answer(r, &d, "webauthn.get", challenge_on(r, "/sign-in?to=%2Fstart"));
	harness_says(r, "value=\"/start\"");
	assert_int_equal(harness_post(r, "/sign-in/passkey", "credential", a.credential, "said", a.said, "state", a.state,
				      "signature", a.signature, "shared", "1", "to", "https://evil.test/", NULL), OK);
	assert_string_equal(r->reply.location, "/");
	assert_null(r->reply.known_device);
	keep_cookie(r);
	r->now += 15 * 60 + 1;
	assert_int_equal(harness_get(r, "/me"), MISSING);
	device_end(&d);
}

/* ---- signing in: what is not quite right ---- */

/* One thing wrong, everything else as it should be and signed anew. */
static void refused(struct req *r, struct device d, const char *type, const char *challenge)
{
	assert_int_equal(use(r, answer(r, &d, type, challenge ? challenge : challenge_on(r, "/sign-in"))), INVALID);
	assert_true(harness_fault(r, NULL, "passkey"));
	assert_null(r->reply.session_token);
}

static void an_answer_that_is_not_quite_right_is_refused(void **state)
{
	struct req *r = *state;
	struct device d = device("a credential", false), other = device("a credential", false), rsa = device("a credential", true), x;
	begin(r);
	sign_up(r, "rowan");
	assert_int_equal(add_device(r, &d), OK);
	const char *to_add = challenge_on(r, "/me/passkeys");
	cookie[0] = '\0';
	refused(r, d, "webauthn.get", to_add);                                          /* asked for something else */
	refused(r, d, "webauthn.get", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.1750000500.AAAA");
	refused(r, d, "webauthn.get", "");
	refused(r, d, "webauthn.create", NULL);
	x = d, x.origin = "https://kith.test.evil.example"; refused(r, x, "webauthn.get", NULL);
	x = d, x.origin = "http://kith.test"; refused(r, x, "webauthn.get", NULL);
	x = d, x.origin = "https://kith.test:444"; refused(r, x, "webauthn.get", NULL);
	x = d, x.more = ",\"topOrigin\":\"https://kith.test\""; refused(r, x, "webauthn.get", NULL);
	x = d, x.more = ",\"origin\":\"https://evil.example\""; refused(r, x, "webauthn.get", NULL);
	x = d, x.host = "evil.example"; refused(r, x, "webauthn.get", NULL);
	x = d, x.flags = PRESENT; refused(r, x, "webauthn.get", NULL);                  /* nobody looked who it is */
	x = d, x.flags = VERIFIED; refused(r, x, "webauthn.get", NULL);
	x = d, x.flags |= FRESH; refused(r, x, "webauthn.get", NULL);
	x = d, x.flags |= SYNCED; refused(r, x, "webauthn.get", NULL);                  /* synced, and may not be */
	x = d, x.flip = true; refused(r, x, "webauthn.get", NULL);
	x = d, x.id = "another one"; refused(r, x, "webauthn.get", NULL);
	refused(r, other, "webauthn.get", NULL);                                        /* another key under the same name */
	refused(r, rsa, "webauthn.get", NULL);                                          /* another algorithm */
	assert_int_equal(use_device(r, &d), OK);
	device_end(&d), device_end(&other), device_end(&rsa);
}

static void an_answer_counts_once_and_not_for_long(void **state)
{
	struct req *r = *state;
	struct device d = rowans_device(r);
	cookie[0] = '\0';
	struct answered a = answer(r, &d, "webauthn.get", challenge_on(r, "/sign-in"));
	assert_int_equal(use(r, a), OK);
	assert_int_equal(use(r, a), INVALID);
	assert_true(harness_fault(r, NULL, "passkey"));
	r->now += 9 * 60;
	assert_int_equal(use(r, a), INVALID);
	const char *late = challenge_on(r, "/sign-in");
	r->now += 10 * 60 + 1;
	refused(r, d, "webauthn.get", late);
	device_end(&d);
}

static void what_was_signed_cannot_be_changed_or_cut(void **state)
{
	struct req *r = *state;
	struct device d = rowans_device(r);
	cookie[0] = '\0';
	const char *challenge = challenge_on(r, "/sign-in");
	struct answered right = answer(r, &d, "webauthn.get", challenge), a;
	struct device counted = d;
	counted.counter = 7;
	a = right, a.state = answer(r, &counted, "webauthn.get", challenge).state;
	assert_int_equal(use(r, a), INVALID);
	counted = d, counted.more = ",\"a\":1";
	a = right, a.said = answer(r, &counted, "webauthn.get", challenge).said;
	assert_int_equal(use(r, a), INVALID);
	a = right, a.signature = coded(r, "short", 5);
	assert_int_equal(use(r, a), INVALID);
	a = right, a.state = arena_printf(&r->arena, "%sAAAA", right.state);
	assert_int_equal(use(r, a), INVALID);
	a = right, a.state = "AAAA";
	assert_int_equal(use(r, a), INVALID);
	a = right, a.said = "!!!!";
	assert_int_equal(use(r, a), INVALID);
	a = right, a.signature = "";
	assert_int_equal(use(r, a), INVALID);
	assert_int_equal(use(r, right), OK);
	device_end(&d);
}

static void a_count_that_does_not_grow_is_told(void **state)
{
	struct req *r = *state;
	struct device d = rowans_device(r);
	d.counter = 5;
	assert_int_equal(use_device(r, &d), OK);
	sign_in(r, "rowan");
	assert_int_equal(listed(r), 1);
	harness_says_not(r, "second copy");
	assert_int_equal(use_device(r, &d), OK);
	sign_in(r, "rowan");
	assert_int_equal(listed(r), 1);
	harness_says(r, "second copy");
	device_end(&d);
}

/* ---- adding: what is not quite right ---- */

static void not_added(struct req *r, struct device d, const char *type)
{
	assert_int_equal(add(r, make(r, &d, type, challenge_on(r, "/me/passkeys"))), INVALID);
	assert_true(harness_fault(r, NULL, "passkey"));
}

static void a_passkey_that_is_not_quite_right_is_not_added(void **state)
{
	struct req *r = *state;
	struct device d = device("a credential", false), x;
	begin(r);
	sign_up(r, "rowan");
	not_added(r, d, "webauthn.get");
	x = d, x.origin = "https://evil.example"; not_added(r, x, "webauthn.create");
	x = d, x.host = "evil.example"; not_added(r, x, "webauthn.create");
	x = d, x.flags = PRESENT; not_added(r, x, "webauthn.create");
	x = d, x.flags |= FRESH; not_added(r, x, "webauthn.create");            /* said to hold none */
	x = d, x.alg = -8; not_added(r, x, "webauthn.create");
	x = d, x.alg = -257; not_added(r, x, "webauthn.create");
	x = d, x.off_curve = true; not_added(r, x, "webauthn.create");
	x = d, x.id = ""; not_added(r, x, "webauthn.create");
	struct made m = make(r, &d, "webauthn.create", challenge_on(r, "/me/passkeys"));
	assert_int_equal(add(r, (struct made){ m.said, "AAAA" }), INVALID);
	assert_int_equal(add(r, (struct made){ m.said, arena_printf(&r->arena, "%.*s", 40, m.attestation) }), INVALID);
	assert_int_equal(add(r, m), OK);
	assert_int_equal(add(r, m), INVALID);                                   /* again */
	assert_int_equal(add_device(r, &d), INVALID);                           /* the same device once more */
	const char *old = challenge_on(r, "/me/passkeys");
	sign_in(r, "rowan");
	x = d, x.id = "another one";
	assert_int_equal(add(r, make(r, &x, "webauthn.create", old)), INVALID); /* asked for in another session */
	assert_int_equal(listed(r), 1);
	device_end(&d);
}

static void a_small_rsa_key_is_not_added(void **state)
{
	struct req *r = *state;
	struct device d = { .key = EVP_RSA_gen(1024), .rsa = true, .id = "a credential", .flags = PRESENT | VERIFIED, .host = "kith.test",
		.origin = "https://kith.test" };
	begin(r);
	sign_up(r, "rowan");
	not_added(r, d, "webauthn.create");
	device_end(&d);
}

static void a_device_belongs_to_one_account(void **state)
{
	struct req *r = *state;
	struct device d = rowans_device(r);
	const char *id = nth(r, 0);
	sign_up(r, "theo");
	assert_int_equal(add_device(r, &d), INVALID);
	assert_int_equal(listed(r), 0);
	assert_int_equal(act(r, id, "remove"), MISSING);
	assert_int_equal(act(r, id, "keep"), MISSING);
	sign_in(r, "rowan");
	assert_int_equal(listed(r), 1);
	device_end(&d);
}

/* ---- the password, and 72 hours ---- */

static void adding_and_taking_away_ask_for_the_password(void **state)
{
	struct req *r = *state;
	struct device d = rowans_device(r);
	const char *id = nth(r, 0);
	struct device x = d;
	x.id = "another one";
	struct made m = make(r, &x, "webauthn.create", challenge_on(r, "/me/passkeys"));
	r->now += 10 * 60 + 1;
	assert_int_equal(add(r, m), DENIED);
	assert_true(r->needs_password);
	assert_int_equal(act(r, id, "remove"), DENIED);
	assert_int_equal(harness_post(r, "/me/passkeys/off", NULL), DENIED);
	assert_int_equal(harness_post(r, "/me/passkeys/on", NULL), DENIED);
	assert_int_equal(use_device(r, &d), OK);
	device_end(&d);
}

static void the_last_one_goes_after_72_hours_and_can_be_kept_from_any_session(void **state)
{
	struct req *r = *state;
	struct device d = device("mine", false), planted = device("planted", false);
	begin(r);
	sign_up(r, "rowan");
	assert_int_equal(add_device(r, &d), OK);
	r->now += 72 * HOUR;
	assert_int_equal(use_device(r, &d), OK);
	char mine[sizeof cookie];
	keep_cookie(r);
	memcpy(mine, cookie, sizeof mine);
	/* somebody who knows the password adds their own and takes mine away */
	sign_in(r, "rowan");
	assert_int_equal(add_device(r, &planted), OK);
	const char *id = nth(r, 1);
	assert_int_equal(act(r, id, "remove"), OK);
	assert_string_equal(r->reply.notice, "It works for 72 hours more, in case it was not you who took it away. Then it is gone.");
	memcpy(cookie, mine, sizeof mine);
	assert_int_equal(act(r, id, "keep"), OK);
	assert_int_equal(act(r, id, "keep"), MISSING);
	/* and what they planted goes at once */
	sign_in(r, "rowan");
	assert_int_equal(act(r, nth(r, 0), "remove"), OK);
	assert_int_equal(use_device(r, &planted), INVALID);
	sign_in(r, "rowan");
	assert_int_equal(act(r, id, "remove"), OK);
	r->now += 72 * HOUR - 1;
	assert_int_equal(use_device(r, &d), OK);
	r->now += 1;
	assert_int_equal(use_device(r, &d), INVALID);
	device_end(&d), device_end(&planted);
}

static void of_two_that_have_been_there_one_goes_at_once(void **state)
{
	struct req *r = *state;
	struct device a = device("one", false), b = device("two", false);
	begin(r);
	sign_up(r, "rowan");
	assert_int_equal(add_device(r, &a), OK);
	assert_int_equal(add_device(r, &b), OK);
	r->now += 72 * HOUR;
	sign_in(r, "rowan");
	const char *one = nth(r, 0), *two = nth(r, 1);
	assert_int_equal(act(r, one, "remove"), OK);
	assert_int_equal(listed(r), 1);
	assert_int_equal(act(r, two, "remove"), OK);
	assert_int_equal(listed(r), 1);
	harness_says(r, "Gone from:");
	device_end(&a), device_end(&b);
}

static void who_wants_none_has_none(void **state)
{
	struct req *r = *state;
	struct device d = device("a credential", false);
	begin(r);
	sign_up(r, "rowan");
	const char *challenge = challenge_on(r, "/me/passkeys");
	assert_int_equal(harness_post(r, "/me/passkeys/off", NULL), OK);
	assert_int_equal(add(r, make(r, &d, "webauthn.create", challenge)), INVALID);
	assert_true(harness_fault(r, NULL, "off"));
	assert_int_equal(harness_get(r, "/me/passkeys"), OK);
	harness_says(r, "Switch passkeys on");
	harness_says_not(r, "data-challenge");
	assert_int_equal(harness_post(r, "/me/passkeys/on", NULL), OK);
	assert_int_equal(add_device(r, &d), OK);
	r->now += 72 * HOUR;
	sign_in(r, "rowan");
	assert_int_equal(harness_post(r, "/me/passkeys/off", NULL), OK);
	assert_int_equal(use_device(r, &d), OK);                    /* it might not have been me: I can take it back */
	keep_cookie(r);
	assert_int_equal(harness_post(r, "/me/passkeys/not-off", NULL), OK);
	assert_int_equal(harness_post(r, "/me/passkeys/not-off", NULL), MISSING);
	sign_in(r, "rowan");
	assert_int_equal(harness_post(r, "/me/passkeys/off", NULL), OK);
	r->now += 72 * HOUR;
	assert_int_equal(use_device(r, &d), INVALID);
	sign_in(r, "rowan");
	assert_int_equal(harness_post(r, "/me/passkeys/on", NULL), OK);
	assert_int_equal(listed(r), 0);                             /* what was there does not come back */
	assert_int_equal(use_device(r, &d), INVALID);
	device_end(&d);
}

static void who_left_leaves_no_passkey(void **state)
{
	struct req *r = *state;
	struct device d = rowans_device(r);
	assert_int_equal(harness_post(r, "/me/leave", NULL), OK);
	assert_int_equal(use_device(r, &d), INVALID);
	struct passkeys_check_left left;
	assert_int_equal(db_begin(r->db, false), OK);
	assert_int_equal(passkeys_check_left(r, &left), OK);
	db_rollback(r->db);
	assert_int_equal(left.wrong, 0);
	device_end(&d);
}

/* ---- where passkeys can be ---- */

static bool place(struct req *r, const char *address, const char *origin)
{
	struct house house = { .public_address = address };
	const struct house *before = r->house;
	struct passkey_place p;
	r->house = &house;
	bool can = passkeys_place(r, &p);
	r->house = before;
	return can && str_same(p.origin, origin);
}

static void passkeys_are_offered_where_browsers_make_them(void **state)
{
	struct req *r = *state;
	assert_true(place(r, "https://Kith.Example.org", "https://kith.example.org"));
	assert_true(place(r, "https://kith.example.org:443/sub", "https://kith.example.org"));
	assert_true(place(r, "https://kith.example.org:8443", "https://kith.example.org:8443"));
	assert_true(place(r, "http://localhost:8080", "http://localhost:8080"));
	assert_false(place(r, "http://kith.example.org", "http://kith.example.org"));
	assert_false(place(r, "https://127.0.0.1:8443", "https://127.0.0.1:8443"));
	assert_false(place(r, "https://[::1]:8443", "https://[::1]:8443"));
	assert_false(place(r, "", ""));
}

HARNESS(a_passkey_is_added_and_signs_in, a_passkey_with_rsa_is_added_and_signs_in,
	a_second_step_is_in_the_passkey_and_a_shared_device_is_sooner_over, an_answer_that_is_not_quite_right_is_refused,
	an_answer_counts_once_and_not_for_long, what_was_signed_cannot_be_changed_or_cut, a_count_that_does_not_grow_is_told,
	a_passkey_that_is_not_quite_right_is_not_added, a_small_rsa_key_is_not_added, a_device_belongs_to_one_account,
	adding_and_taking_away_ask_for_the_password, the_last_one_goes_after_72_hours_and_can_be_kept_from_any_session,
	of_two_that_have_been_there_one_goes_at_once, who_wants_none_has_none, who_left_leaves_no_passkey,
	passkeys_are_offered_where_browsers_make_them)

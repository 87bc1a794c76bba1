/* Accounts: signing up, the passwords taken and refused, my page, mail wishes, leaving for good. */
#include "test_inside.h"

/* A feature that knows people, as higher ones do. */
static const char *heard;
static enum status hear(struct req *r, const void *what)
{
	const char *name;
	TRY(people_name(r, what, &name));
	heard = str_same(name, "Rowan") ? "readable" : "too late";
	return OK;
}
static const char *const no_schemas[] = { NULL };
static const struct db_query *const no_queries[] = { NULL };
static const struct ear ears[] = { { &people_left, hear } };
static const struct feature listener = { .name = "listener", .schemas = no_schemas, .queries = no_queries, .n_ears = 1, .ears = ears };

const struct feature *const harness_features[] = { &listener, &people_feature, NULL };

/* ---- signing up ---- */

static void signing_up_shows_codes_once_and_signs_in(void **state)
{
	struct req *r = *state;
	begin(r);
	assert_int_equal(harness_post(r, "/join", "name", "Rowan", "login", "rowan", "how", "own", "password", PASSWORD,
				      "lang", "en", "zone", "America/Denver", "languages", "en", "languages", "es", NULL), OK);
	harness_says(r, "Your recovery codes");
	harness_says(r, "href=\"/\"");
	harness_says_not(r, PASSWORD);
	assert_non_null(r->reply.known_device);
	keep_cookie(r);
	assert_int_equal(harness_get(r, "/me"), OK);
	harness_says(r, "<h1>Rowan</h1>");
	harness_says(r, "8 codes left");
}

static void a_pass_phrase_is_made_shown_once_and_signs_in(void **state)
{
	struct req *r = *state;
	begin(r);
	r->want = WANT_JSON;
	assert_int_equal(harness_post(r, "/join", "name", "Rowan", "login", "rowan", "how", "made", "lang", "es", NULL), OK);
	json_t *said = json_loads(harness_body(r), 0, NULL);
	const char *phrase = json_string_value(json_object_get(said, "phrase"));
	assert_non_null(phrase);
	assert_int_equal(json_array_size(json_object_get(said, "codes")), 8);
	assert_non_null(r->reply.session_token);        /* the server adds it to the answer */
	r->want = WANT_PAGE;
	assert_int_equal(sign_in(r, "rowan", phrase), OK);
	json_decref(said);
}

static void who_chooses_no_zone_has_none_until_one_is_settled(void **state)
{
	struct req *r = *state;
	const char *id;
	begin(r);
	assert_int_equal(harness_get(r, "/join"), OK);
	harness_says_not(r, "selected>");               /* the device's own zone is put in by script, or none */
	assert_int_equal(harness_post(r, "/join", "name", "Rowan", "login", "rowan", "how", "own", "password", PASSWORD, "lang", "en", NULL), OK);
	keep_cookie(r);
	assert_int_equal(harness_get(r, "/me"), OK);
	assert_null(r->reader.zone);
	assert_int_equal(people_by_login(r, "rowan", &id), OK);
	assert_int_equal(people_zone_settle(r, id, "America/Denver"), OK);
	assert_int_equal(people_zone_settle(r, id, "Europe/Madrid"), OK);
	assert_int_equal(harness_get(r, "/me"), OK);
	assert_string_equal(r->reader.zone, "America/Denver");
}

static void a_taken_sign_in_name_is_told_and_nothing_is_kept(void **state)
{
	struct req *r = *state;
	uint8_t before[32], after[32];
	begin(r);
	sign_up(r, "rowan");
	cookie[0] = '\0';
	harness_digest(r, before);
	assert_int_equal(harness_post(r, "/join", "name", "Other", "login", " ROWAN ", "how", "own", "password", PASSWORD,
				      "lang", "en", NULL), INVALID);
	assert_true(harness_fault(r, "login", "taken"));
	harness_says(r, "value=\"Other\"");
	harness_says_not(r, PASSWORD);
	harness_digest(r, after);
	assert_memory_equal(before, after, sizeof before);
}

static void easy_passwords_are_refused(void **state)
{
	static const char *const easy[] = {
		"password12345678", "P4$$w0rd P4$$w0rd", "qwertyuiopasdfghjkl", "aaaaaaaaaaaaaaaaaaaa", "jkjkjkjkjkjkjkjkjkjk",
		"rowan rowan rowan", "River-Willow 2024", "iloveyou iloveyou!", "123456789012345", "abcdefghijklmnop",
		"willow river kith", "contraseña123456",
	};
	struct req *r = *state;
	begin(r);
	for (size_t i = 0; i < COUNT(easy); i++) {
		assert_int_equal(harness_post(r, "/join", "name", "Willow River", "login", "rowan", "how", "own",
					      "password", easy[i], "lang", "en", NULL), INVALID);
		if (!harness_fault(r, "password", "weak"))
			fail_msg("\"%s\" was taken", easy[i]);
	}
}

static void good_passwords_are_taken(void **state)
{
	static const char *const good[] = { "my dog hates the vacuum", "Xk2!mQz8#vLp0@wR", "la tetera canta por la mañana", "犬は掃除機がきらいですよとても" };
	struct req *r = *state;
	begin(r);
	for (size_t i = 0; i < COUNT(good); i++) {
		const char *login = arena_printf(&r->arena, "person%zu", i);
		cookie[0] = '\0';
		assert_int_equal(harness_post(r, "/join", "name", "Willow", "login", login, "how", "own", "password", good[i],
					      "lang", "en", NULL), OK);
		assert_int_equal(sign_in(r, login, good[i]), OK);
	}
}

static void a_short_or_missing_password_is_refused(void **state)
{
	struct req *r = *state;
	begin(r);
	assert_int_equal(harness_post(r, "/join", "name", "A", "login", "ana", "how", "own", "password", "short one", "lang", "en", NULL), INVALID);
	assert_int_equal(r->n_faults, 1);
	assert_string_equal(r->faults[0].field, "password");
	assert_int_equal(harness_post(r, "/join", "name", "A", "login", "ana", "how", "own", "lang", "en", NULL), INVALID);
	assert_true(harness_fault(r, "password", "needed"));
}

static void every_fault_is_told_at_once(void **state)
{
	struct req *r = *state;
	begin(r);
	assert_int_equal(harness_post(r, "/join", "name", "A", "login", "ana", "how", "own", "lang", "en", "email", "nowhere", NULL), INVALID);
	assert_true(harness_fault(r, "password", "needed"));
	assert_true(harness_fault(r, "email", "email"));
}

static void after_signing_up_only_own_paths_follow(void **state)
{
	static const struct { const char *to, *goes; } cases[] = {
		{ "/c/harbor/join?code=K7", "/c/harbor/join?code=K7" }, { "//evil.example", "/" }, { "https://evil.example", "/" },
		{ "/\\evil.example", "/" }, { "javascript:alert(1)", "/" }, { "/me", "/me" },
	};
	struct req *r = *state;
	begin(r);
	sign_up(r, "rowan");
	for (size_t i = 0; i < COUNT(cases); i++) {
		cookie[0] = '\0';
		assert_int_equal(harness_post(r, "/sign-in", "login", "rowan", "password", PASSWORD, "to", cases[i].to, NULL), OK);
		assert_string_equal(r->reply.location, cases[i].goes);
	}
}

static void who_is_signed_in_is_sent_on(void **state)
{
	struct req *r = *state;
	begin(r);
	assert_int_equal(harness_get(r, "/join"), OK);
	harness_says(r, "<h1>Make your account</h1>");
	assert_int_equal(harness_get(r, "/sign-in?to=/me"), OK);
	harness_says(r, "value=\"/me\"");
	sign_up(r, "rowan");
	assert_int_equal(harness_get(r, "/join?to=/me"), OK);
	assert_string_equal(r->reply.location, "/me");
	assert_int_equal(harness_get(r, "/sign-in"), OK);
	assert_string_equal(r->reply.location, "/");
}

/* ---- my page ---- */

static void my_page_is_mine_alone(void **state)
{
	struct req *r = *state;
	begin(r);
	assert_int_equal(harness_get(r, "/me"), MISSING);
	assert_true(r->needs_sign_in);
	sign_up(r, "rowan");
	assert_int_equal(harness_get(r, "/me"), OK);
	const json_t *me = harness_json(r);
	assert_string_equal(json_string_value(json_object_get(me, "name")), "Rowan");
	assert_string_equal(json_string_value(json_object_get(me, "zone")), "America/Denver");
}

static void my_page_can_be_changed(void **state)
{
	struct req *r = *state;
	begin(r);
	const char *id = sign_up(r, "rowan"), *name;
	assert_int_equal(harness_post(r, "/me", "name", "Wren <b>", "pronouns", "they", "languages", "en", "languages", "es", "lang", "es",
				      "zone", "America/New_York", "version", "1", NULL), OK);
	assert_string_equal(r->reply.location, "/me");
	assert_int_equal(r->reply.lang, LANG_ES + 1);
	assert_int_equal(people_name(r, id, &name), OK);
	assert_string_equal(name, "Wren <b>");
	assert_int_equal(harness_get(r, "/me"), OK);
	harness_says(r, "Wren &lt;b&gt;");
	assert_int_equal(r->reader.lang, LANG_ES);
	assert_string_equal(r->reader.zone, "America/New_York");
	struct people_person_me me;
	assert_int_equal(people_person_me(r, id, &me), OK);
	assert_string_equal(me.languages, "es en");
	assert_int_equal(me.version, 2);
}

static void a_stale_form_shows_both_and_changes_nothing(void **state)
{
	struct req *r = *state;
	begin(r);
	const char *id = sign_up(r, "rowan"), *name;
	assert_int_equal(harness_post(r, "/me", "name", "First", "lang", "en", "version", "1", NULL), OK);
	assert_int_equal(harness_post(r, "/me", "name", "Second", "lang", "en", "version", "1", NULL), CONFLICT);
	assert_true(r->stale);
	harness_says(r, "value=\"Second\"");
	harness_says(r, "First");
	assert_int_equal(people_name(r, id, &name), OK);
	assert_string_equal(name, "First");
}

static void mail_needs_an_address(void **state)
{
	struct req *r = *state;
	struct people_mail mail;
	begin(r);
	const char *id = sign_up(r, "rowan");
	assert_int_equal(people_mail_to(r, id, &mail), MISSING);
	assert_int_equal(people_mail_to(r, "nobody", &mail), MISSING);
	assert_int_equal(db_begin(r->db, true), OK);
	assert_int_equal(people_mail_set(r, id, "r@example.org"), OK);
	assert_int_equal(db_commit(r->db), OK);
	assert_int_equal(harness_post(r, "/me", "name", "R", "lang", "es", "version", "1", NULL), OK);
	assert_int_equal(people_mail_to(r, id, &mail), OK);
	assert_string_equal(mail.email, "r@example.org");
	assert_int_equal(mail.reader.lang, LANG_ES);
}

/* ---- leaving ---- */

static void leaving_erases_everything_and_is_heard_first(void **state)
{
	struct req *r = *state;
	const char *name, *other;
	begin(r);
	heard = NULL;
	const char *id = sign_up(r, "rowan");
	assert_int_equal(harness_get(r, "/me/leave"), OK);
	assert_int_equal(harness_post(r, "/me/leave", NULL), OK);
	assert_true(r->reply.sign_out && r->reply.wipe);
	assert_string_equal(heard, "readable");
	assert_int_equal(people_name(r, id, &name), OK);
	assert_string_equal(name, "someone who has left");
	assert_int_equal(people_by_login(r, "rowan", &other), MISSING);
	assert_int_equal(harness_get(r, "/me"), MISSING);
	assert_int_equal(sign_in(r, "rowan", PASSWORD), INVALID);
	/* and the name is free again */
	assert_string_not_equal(sign_up(r, "rowan"), id);
}

static enum status erase_again(struct req *r, const char *list, int64_t *ret_n)
{
	return people_erase_again(r, (struct slice){ list, strlen(list) }, ret_n);
}

static const char *line_of(struct req *r, const char *id, int day)
{
	struct bytes hash = seal_index(r, "erasure.hash", id);
	char *line = arena_printf(&r->kept, "erased %d ", day);
	for (size_t k = 0; k < hash.n; k++)
		line = arena_printf(&r->kept, "%s%02x", line, hash.at[k]);
	return arena_printf(&r->kept, "%s\n", line);
}

static void who_is_on_the_list_is_erased_again_once(void **state)
{
	struct req *r = *state;
	struct out list = { 0 };
	const char *name;
	int64_t n;
	begin(r);
	const char *gone = arena_str(&r->kept, sign_up(r, "rowan"));
	assert_int_equal(harness_post(r, "/me/leave", NULL), OK);
	const char *here = arena_str(&r->kept, sign_up(r, "sam")), *never = line_of(r, "somebody-who-came-later", 9);
	const char *lines = arena_printf(&r->kept, "%s%s%s%s", line_of(r, gone, (int)(r->now / 86400)), line_of(r, here, 7), never, never);
	assert_int_equal(erase_again(r, "", &n), OK);
	assert_int_equal(n, 0);
	assert_int_equal(erase_again(r, lines, &n), OK);
	assert_int_equal(n, 1);
	assert_int_equal(people_name(r, here, &name), OK);
	assert_string_equal(name, "someone who has left");
	assert_int_equal(erase_again(r, lines, &n), OK);
	assert_int_equal(n, 0);
	/* each once, with its own day, and nobody named */
	assert_int_equal(people_erased(r, &list), OK);
	const char *now = arena_copy(&r->kept, list.at, list.n);
	out_end(&list);
	assert_string_equal(now, arena_printf(&r->kept, "%s%s%s", line_of(r, here, 7), never, line_of(r, gone, (int)(r->now / 86400))));
	assert_null(strstr(now, gone));
}

static void what_is_no_list_of_who_left_changes_nothing(void **state)
{
	struct req *r = *state;
	static const char *const wrong[] = { "erased", "erased 1\n", "erased 1 00\n", "rowan\n", "erased -1 " };
	int64_t n;
	begin(r);
	sign_up(r, "rowan");
	for (size_t k = 0; k < COUNT(wrong); k++) {
		r->n_faults = 0;
		assert_int_equal(erase_again(r, wrong[k], &n), INVALID);
	}
}

static void leaving_asks_for_the_password_again(void **state)
{
	struct req *r = *state;
	begin(r);
	sign_up(r, "rowan");
	r->now += 11 * MINUTE;
	assert_int_equal(harness_get(r, "/me/leave"), DENIED);
	assert_true(r->needs_password);
	assert_int_equal(harness_post(r, "/me/leave", NULL), DENIED);
}

/* ---- the doors ---- */

static void two_accounts_never_share_a_sign_in_name(void **state)
{
	struct req *r = *state;
	begin(r);
	struct people_new p = { .id = "a", .name = "A", .login = "Ana", .password_hash = "x" };
	assert_int_equal(people_add(r, &p), OK);
	p.id = "b";
	p.login = "ana ";
	assert_int_equal(people_add(r, &p), CONFLICT);
}

static void names_are_found_by_a_hash_of_how_they_read(void **state)
{
	struct req *r = *state;
	struct bytes a = people_name_index(r, "Marisol  Vega"), b = people_name_index(r, " marisol vega "), c = people_name_index(r, "Marisol");
	assert_int_equal(a.n, b.n);
	assert_memory_equal(a.at, b.at, a.n);
	assert_memory_not_equal(a.at, c.at, a.n);
}

static void every_zone_offered_is_known(void **state)
{
	(void)state;
	for (size_t i = 0; i < people_zones.n; i++)
		if (!zone_known(people_zones.at[i].code))
			fail_msg("%s is not in the zone files", people_zones.at[i].code);
}

static void checks_hold_and_notice_what_is_wrong(void **state)
{
	struct req *r = *state;
	const char *why;
	begin(r);
	const char *id = sign_up(r, "rowan");
	for (size_t i = 0; i < people_feature.n_checks; i++) {
		assert_int_equal(people_feature.checks[i].holds(r, &why), OK);
		assert_null(why);
	}
	assert_int_equal(people_person_leave(r, id, (struct bytes){ (const uint8_t *)"", 0 }, people_name_index(r, "x"), people_name_index(r, "y"), r->now, NULL), OK);
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(people_feature.checks[i].holds(r, &why), OK);
		assert_non_null(why);
	}
}

HARNESS(signing_up_shows_codes_once_and_signs_in, a_pass_phrase_is_made_shown_once_and_signs_in,
	who_chooses_no_zone_has_none_until_one_is_settled, a_taken_sign_in_name_is_told_and_nothing_is_kept, easy_passwords_are_refused, good_passwords_are_taken,
	a_short_or_missing_password_is_refused, every_fault_is_told_at_once, after_signing_up_only_own_paths_follow,
	who_is_signed_in_is_sent_on, my_page_is_mine_alone, my_page_can_be_changed, a_stale_form_shows_both_and_changes_nothing,
	mail_needs_an_address, leaving_erases_everything_and_is_heard_first,
	who_is_on_the_list_is_erased_again_once, what_is_no_list_of_who_left_changes_nothing, leaving_asks_for_the_password_again,
	two_accounts_never_share_a_sign_in_name, names_are_found_by_a_hash_of_how_they_read, every_zone_offered_is_known,
	checks_hold_and_notice_what_is_wrong)

/* Settings, own words, texts, crisis lines, projects, making, the command line, checks: every handler, every refusal. */
#include "test_harbor.h"

enum { DAY = 24 * 60 * 60 };

static struct harbor as_ana(struct req *r)
{
	struct harbor h = harbor(r, "open");
	harbor_as(r, h.ana);
	return h;
}

static const char *version_of(struct req *r, const struct harbor *h)
{
	struct communities_settings_get c;
	READS(r, OK, communities_settings_get(r, h->id, &c));
	return arena_printf(&r->arena, "%" PRId64, c.version);
}

/* ---- settings ---- */

#define SETTINGS(name_, cell_, leave_, version_) "/c/harbor/settings", "name", name_, "about", "By the water.\n\nCome in.", "lang", "en", \
	"zone", "America/Denver", "joining", "invited", "formality", "recorded", "min_cell", cell_, "leave_to", leave_, "version", version_, NULL

static void settings_are_kept(void **state)
{
	struct req *r = *state;
	struct harbor h = as_ana(r);
	assert_int_equal(harness_get(r, "/c/harbor/settings"), OK);
	assert_int_equal(harness_post(r, SETTINGS("Harbor & Friends", "11", "https://weather.test/", version_of(r, &h))), OK);
	assert_int_equal(harness_get(r, "/c/harbor/settings"), OK);
	harness_says(r, "Harbor &amp; Friends");
	const json_t *j = harness_json(r);
	assert_string_equal(json_string_value(json_object_get(j, "joining")), "invited");
	assert_string_equal(json_string_value(json_object_get(j, "formality")), "recorded");
	assert_int_equal(json_integer_value(json_object_get(j, "min_cell")), 11);
	assert_int_equal(r->community.min_cell, 11);
	assert_int_equal(r->community.formality, 2);
	READS(r, OK, (communities_enter(r, "harbor") == OK && strcmp(communities_leave_to(r), "https://weather.test/") == 0) ? OK : BROKEN);
}

static void a_stale_settings_form_comes_back_with_both_versions(void **state)
{
	struct req *r = *state;
	struct harbor h = as_ana(r);
	const char *old = version_of(r, &h);
	assert_int_equal(harness_post(r, SETTINGS("First", "11", "https://weather.test/", old)), OK);
	assert_int_equal(harness_post(r, SETTINGS("Second", "11", "https://weather.test/", old)), CONFLICT);
	harness_says(r, "value=\"Second\"");
	harness_says(r, "First");
	assert_int_equal(harness_post(r, SETTINGS("Second", "11", "https://weather.test/", version_of(r, &h))), OK);
}

static void settings_say_what_is_wrong(void **state)
{
	struct req *r = *state;
	struct harbor h = as_ana(r);
	static const char *const addresses[] = { "http://weather.test/", "javascript:alert(1)", "https://", "https://x y", "/c/harbor" };
	assert_int_equal(harness_post(r, SETTINGS("Harbor", "4", "https://weather.test/", version_of(r, &h))), INVALID);
	assert_int_equal(harness_post(r, SETTINGS("Harbor", "51", "https://weather.test/", version_of(r, &h))), INVALID);
	assert_int_equal(harness_post(r, SETTINGS("", "5", "https://weather.test/", version_of(r, &h))), INVALID);
	for (size_t i = 0; i < COUNT(addresses); i++) {
		assert_int_equal(harness_post(r, SETTINGS("Harbor", "5", addresses[i], version_of(r, &h))), INVALID);
		assert_true(harness_fault(r, "leave_to", "https"));
	}
	assert_int_equal(harness_post(r, "/c/harbor/settings", "name", "Harbor", "lang", "en", "zone", "Mars/Base", "joining", "open",
		"formality", "light", "min_cell", "5", "leave_to", "https://weather.test/", "version", "1", NULL), INVALID);
	assert_true(harness_fault(r, "zone", "zone"));
}

/* ---- own words ---- */

static void a_communitys_own_words_are_used(void **state)
{
	struct req *r = *state;
	struct harbor h = as_ana(r);
	assert_int_equal(harness_post(r, "/c/harbor/settings/words", "supporter_one_en", "companion", "version", version_of(r, &h), NULL), INVALID);
	assert_true(harness_fault(r, "supporter_many_en", "both"));
	assert_int_equal(harness_post(r, "/c/harbor/settings/words", "supporter_one_en", "companion", "supporter_many_en", "companions",
		"version", version_of(r, &h), NULL), OK);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, "/c/harbor/people/%s/roles", h.ben), "role", "supporter", NULL), OK);
	assert_int_equal(harness_get(r, "/c/harbor/people"), OK);
	harness_says(r, "Companion");
	assert_int_equal(harness_get(r, "/c/harbor/settings/words"), OK);
	harness_says(r, "value=\"companions\"");
	assert_int_equal(json_array_size(json_object_get(harness_json(r), "words")), 1);
	assert_int_equal(harness_post(r, "/c/harbor/settings/words", "version", version_of(r, &h), NULL), OK);
	assert_int_equal(harness_get(r, "/c/harbor/people"), OK);
	harness_says(r, "Supporter");
	assert_int_equal(harness_post(r, "/c/harbor/settings/words", "version", "1", NULL), CONFLICT);
}

/* ---- texts ---- */

static void a_text_is_shown_before_it_is_kept(void **state)
{
	struct req *r = *state;
	struct harbor h = as_ana(r);
	(void)h;
	assert_int_equal(harness_post(r, "/c/harbor/settings/texts/welcome", "en", "Hello **you** <script>", "number", "1", "preview", "1", NULL), OK);
	harness_says(r, "<strong>you</strong>");
	harness_says_not(r, "<script>");
	harness_says(r, "Hello **you** &lt;script&gt;</textarea>");
	assert_int_equal(harness_get(r, "/c/harbor/welcome"), OK);
	harness_says_not(r, "Hello");
	assert_int_equal(harness_post(r, "/c/harbor/settings/texts/welcome", "en", "Hello **you**", "number", "1", NULL), OK);
	assert_int_equal(harness_get(r, "/c/harbor/welcome"), OK);
	harness_says(r, "Hello <strong>you</strong>");
	assert_int_equal(harness_get(r, "/c/harbor/settings/texts"), OK);
	harness_says(r, "Version 2");
}

static void a_text_that_was_changed_meanwhile_is_not_overwritten(void **state)
{
	struct req *r = *state;
	as_ana(r);
	assert_int_equal(harness_post(r, "/c/harbor/settings/texts/welcome", "en", "One", "number", "1", NULL), OK);
	assert_int_equal(harness_post(r, "/c/harbor/settings/texts/welcome", "en", "Two", "number", "1", NULL), CONFLICT);
	harness_says(r, "One");
	harness_says(r, "Two");
}

static void a_text_is_needed_in_the_language_of_first_resort(void **state)
{
	struct req *r = *state;
	as_ana(r);
	assert_int_equal(harness_post(r, "/c/harbor/settings/texts/rules", "es", "Sé amable.", "number", "1", NULL), INVALID);
	assert_true(harness_fault(r, "en", "first_language"));
	assert_int_equal(harness_get(r, "/c/harbor/settings/texts/poems"), MISSING);
	assert_int_equal(harness_post(r, "/c/harbor/settings/texts/poems", "en", "Roses", "number", "0", NULL), MISSING);
}

static void who_reads_another_language_gets_the_first_resort(void **state)
{
	struct req *r = *state;
	as_ana(r);
	assert_int_equal(harness_post(r, "/c/harbor/settings/texts/welcome", "en", "Only English", "number", "1", NULL), OK);
	r->reader.lang = LANG_ES;
	assert_int_equal(harness_get(r, "/c/harbor/welcome"), OK);
	harness_says(r, "<div class=\"words\" lang=\"en\"><p>Only English");
}

/* ---- crisis lines ---- */

static void a_new_community_has_988_for_each_language(void **state)
{
	struct req *r = *state;
	as_ana(r);
	harbor_as(r, NULL);
	assert_int_equal(harness_get(r, "/c/harbor/crisis"), OK);
	harness_says(r, "href=\"tel:988\"");
	harness_says(r, "href=\"sms:988\"");
	harness_says(r, "press 1 for veterans");
	assert_int_equal(json_array_size(json_object_get(harness_json(r), "lines")), 1);
	r->reader.lang = LANG_ES;
	assert_int_equal(harness_get(r, "/c/harbor/crisis"), OK);
	harness_says(r, "AYUDA");
	assert_int_equal(harness_get(r, "/crisis"), OK);
	harness_says(r, "AYUDA");
	harness_says(r, "tel:988");
}

static void the_own_warmline_comes_first_until_it_ends(void **state)
{
	struct req *r = *state;
	struct harbor h = as_ana(r);
	assert_int_equal(harness_post(r, "/c/harbor/settings/lines", "name", "Harbor warmline", "own", "1", "phone", "(406) 555-0134",
		"hours", "Every evening", "languages", "en es", "verified_on", "2025-06-01", NULL), OK);
	assert_int_equal(harness_get(r, "/c/harbor/crisis"), OK);
	const char *body = harness_body(r);
	harness_says(r, "href=\"tel:4065550134\"");
	assert_true(strstr(body, "Harbor warmline") < strstr(body, "988"));
	assert_int_equal(harness_get(r, "/c/harbor/settings/lines"), OK);
	struct communities_lines_all_list all;
	READS(r, OK, communities_lines_all(r, h.id, 20254, &all));
	assert_int_equal(all.n, 3);
	const char *line = arena_printf(&r->arena, "/c/harbor/settings/lines/%s", all.at[0].id);
	assert_int_equal(harness_get(r, line), OK);
	assert_int_equal(harness_post(r, line, "name", "Harbor night line", "own", "1", "text_to", "406 555 0134", "verified_on", "2025-06-02",
		"version", "1", NULL), OK);
	assert_int_equal(harness_post(r, line, "name", "Older", "phone", "406 555 0134", "verified_on", "2025-06-02", "version", "1", NULL), CONFLICT);
	harness_says(r, "Harbor night line");
	assert_int_equal(harness_post(r, arena_printf(&r->arena, "%s/end", line), NULL), OK);
	assert_int_equal(harness_get(r, "/c/harbor/crisis"), OK);
	harness_says_not(r, "Harbor night line");
	assert_int_equal(harness_get(r, line), MISSING);
}

static void a_line_says_what_is_wrong(void **state)
{
	struct req *r = *state;
	as_ana(r);
	assert_int_equal(harness_post(r, "/c/harbor/settings/lines", "name", "Nothing", "verified_on", "2025-06-01", NULL), INVALID);
	assert_true(harness_fault(r, "phone", "no_way"));
	assert_int_equal(harness_post(r, "/c/harbor/settings/lines", "name", "Bad", "phone", "call me", "text_to", "12", "chat", "http://x.test",
		"verified_on", "2025-06-20", NULL), INVALID);
	assert_true(harness_fault(r, "phone", "number"));
	assert_true(harness_fault(r, "text_to", "number"));
	assert_true(harness_fault(r, "chat", "https"));
	assert_true(harness_fault(r, "verified_on", "to_come"));
	assert_int_equal(harness_post(r, "/c/harbor/settings/lines", "name", "Bad", "phone", "988", "languages", "en klingon",
		"verified_on", "2025-06-01", NULL), INVALID);
	assert_true(harness_fault(r, "languages", "language"));
}

static void what_lies_in_another_community_is_not_found_here(void **state)
{
	struct req *r = *state;
	struct harbor h = as_ana(r);
	const char *cove, *family = NULL;
	struct communities_lines_all_list lines;
	WRITES(r, communities_make(r, &(struct communities_new){ .slug = "cove", .name = "Cove" }, &cove));
	assert_int_equal(db_begin(r->db, true), OK);
	assert_int_equal(communities_enter(r, "cove"), OK);
	assert_int_equal(communities_project_make(r, "Family", &family), OK);
	assert_int_equal(db_commit(r->db), OK);
	READS(r, OK, communities_lines_all(r, cove, 0, &lines));
	harbor_as(r, h.ana);
	assert_int_equal(harness_get(r, arena_printf(&r->arena, "/c/harbor/settings/lines/%s", lines.at[0].id)), MISSING);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, "/c/harbor/settings/lines/%s/end", lines.at[0].id), NULL), MISSING);
	assert_int_equal(harness_get(r, arena_printf(&r->arena, "/c/harbor/settings/projects/%s", family)), MISSING);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, "/c/harbor/settings/projects/%s/close", family), NULL), MISSING);
}

/* ---- projects ---- */

static void projects_are_added_renamed_closed_and_opened_again(void **state)
{
	struct req *r = *state;
	struct harbor h = as_ana(r);
	const char *id;
	struct form_options options;
	assert_int_equal(harness_post(r, "/c/harbor/settings/projects", "name", "Crisis Team", NULL), OK);
	assert_int_equal(harness_post(r, "/c/harbor/settings/projects", "name", "crisis  team", NULL), INVALID);
	assert_true(harness_fault(r, "name", "taken"));
	struct communities_project_by_slug p;
	READS(r, OK, communities_project_by_slug(r, h.id, "crisis-team", &p));
	id = p.id;
	const char *path = arena_printf(&r->arena, "/c/harbor/settings/projects/%s", id);
	assert_int_equal(harness_get(r, path), OK);
	assert_int_equal(harness_post(r, path, "name", "Night team", "version", "1", NULL), OK);
	assert_int_equal(harness_post(r, path, "name", "Day team", "version", "1", NULL), CONFLICT);
	harness_says(r, "Night team");
	assert_int_equal(harness_post(r, arena_printf(&r->arena, "%s/close", path), NULL), OK);
	assert_int_equal(harness_get(r, "/c/harbor/settings/projects"), OK);
	harness_says(r, "Closed");
	READS(r, OK, communities_project_options(r, "project", &options));
	assert_int_equal(options.n, 0);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, "%s/reopen", path), NULL), OK);
	READS(r, OK, communities_project_options(r, "project", &options));
	assert_int_equal(options.n, 1);
	assert_string_equal(options.at[0].label, "Night team");
}

static void a_project_that_is_not_there_is_made_once(void **state)
{
	struct req *r = *state;
	const char *one, *two, *three;
	as_ana(r);
	assert_int_equal(harness_get(r, "/c/harbor/coordinating"), OK);
	assert_int_equal(db_begin(r->db, true), OK);
	assert_int_equal(communities_project(r, "family", &one), MISSING);
	assert_int_equal(communities_project_make(r, "Family", &one), OK);
	assert_int_equal(communities_project_make(r, " FAMILY ", &two), OK);
	assert_string_equal(one, two);
	assert_int_equal(communities_project(r, "family", &three), OK);
	assert_string_equal(one, three);
	assert_int_equal(communities_project_make(r, "家族", &one), OK);
	assert_int_equal(communities_project_make(r, "家族", &two), OK);
	assert_string_equal(one, two);
	assert_string_not_equal(one, three);
	assert_int_equal(db_commit(r->db), OK);
}

static void slugs_are_plain_letters(void **state)
{
	static const char *const pairs[][2] = { { "Harbor Peers", "harbor-peers" }, { "Ánimo & Luz, A.C.", "animo-luz-a-c" },
		{ "  --x9--  ", "x9" }, { "Ñandú ÿ", "nandu-y" },
		{ "A very long name that goes on and on and on for ever", "a-very-long-name-that-goes-on-and-on-and" } };
	struct req *r = *state;
	for (size_t i = 0; i < COUNT(pairs); i++) {
		assert_string_equal(communities_slug(&r->arena, pairs[i][0]), pairs[i][1]);
		assert_true(communities_slug_good(pairs[i][1]));
	}
	assert_true(communities_slug_good(communities_slug(&r->arena, "家")));
	assert_false(communities_slug_good("-x"));
	assert_false(communities_slug_good("x"));
	assert_false(communities_slug_good("Harbor"));
	assert_false(communities_slug_good(NULL));
}

static void a_community_is_made_only_from_good_parts(void **state)
{
	static const struct communities_new bad[] = {
		{ .name = "" }, { .name = "X", .slug = "Not good" }, { .name = "Xy", .lang = "fr" }, { .name = "Xy", .zone = "Mars/Base" },
		{ .name = "Xy", .joining = "maybe" }, { .name = "Xy", .formality = 4 }, { .name = "Xy", .min_cell = 4 }, { .name = "Xy", .min_cell = 51 },
	};
	struct req *r = *state;
	const char *id;
	assert_int_equal(db_begin(r->db, true), OK);
	for (size_t i = 0; i < COUNT(bad); i++) {
		r->n_faults = 0;
		assert_int_equal(communities_make(r, &bad[i], &id), INVALID);
	}
	r->n_faults = 0;
	assert_int_equal(communities_make(r, &(struct communities_new){ .name = "Cove" }, &id), OK);
	assert_int_equal(communities_make(r, &(struct communities_new){ .name = "cove" }, &id), CONFLICT);
	db_rollback(r->db);
}

/* ---- the command line ---- */

static enum status command(struct req *r, const char *name, ...)
{
	char *argv[16] = { (char *)(uintptr_t)name };
	int argc = 1;
	va_list args;
	va_start(args, name);
	for (char *arg; (arg = va_arg(args, char *)) && argc < 16; argc++)
		argv[argc] = arg;
	va_end(args);
	out_clear(&r->out);
	r->n_faults = 0;
	r->who = (struct who){ .may = MAY_OPERATOR };
	for (size_t i = 0; i < COMMUNITIES_COMMANDS; i++)
		if (str_same(communities_commands[i].name, name)) {
			assert_int_equal(db_begin(r->db, true), OK);
			enum status st = communities_commands[i].run(r, argc, argv);
			if (st == OK)
				assert_int_equal(db_commit(r->db), OK);
			else
				db_rollback(r->db);
			return st;
		}
	fail_msg("no command %s", name);
	return MISSING;
}

static void the_operator_makes_and_lists_communities(void **state)
{
	struct req *r = *state;
	assert_int_equal(command(r, "community list", NULL), OK);
	harness_says(r, "No community yet");
	assert_int_equal(command(r, "community add", "Harbor Peers", "--joining", "open", "--formality=recorded", "--min-cell", "11", "--zone", "America/Denver", NULL), OK);
	harness_says(r, "/c/harbor-peers");
	assert_int_equal(command(r, "community add", "Harbor Peers", NULL), INVALID);
	assert_true(harness_fault(r, "slug", "taken"));
	assert_int_equal(command(r, "community add", NULL), INVALID);
	assert_int_equal(command(r, "community add", "Cove", "--colour", "blue", NULL), INVALID);
	assert_true(harness_fault(r, NULL, "option"));
	assert_int_equal(command(r, "community add", "Cove", "--min-cell", "three", NULL), INVALID);
	r->want = WANT_JSON;
	assert_int_equal(command(r, "community list", NULL), OK);
	json_t *j = json_loads(harness_body(r), 0, NULL);
	assert_non_null(j);
	assert_int_equal(json_integer_value(json_object_get(json_array_get(j, 0), "min_cell")), 11);
	json_decref(j);
}

static void the_operator_invites_and_gives_roles(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "invited");
	assert_int_equal(command(r, "people invite", "--community", "harbor", "--role", "coordinator", NULL), OK);
	harness_says(r, "https://kith.test/c/harbor/join?code=");
	const char *code = arena_copy(&r->arena, harness_body(r), strcspn(harness_body(r), "\n"));
	assert_int_equal(command(r, "people invite", NULL), INVALID);
	assert_int_equal(command(r, "people invite", "--community", "nowhere", NULL), INVALID);
	assert_true(harness_fault(r, "community", "unknown"));
	assert_int_equal(command(r, "people invite", "--community", "harbor", "--role", "emperor", NULL), INVALID);
	assert_int_equal(command(r, "people invite", "--community", "harbor", "--days", "91", NULL), INVALID);
	harbor_as(r, h.eve);
	assert_int_equal(harness_post(r, "/c/harbor/join", "number", "1", "agree", "1", "code", code, NULL), OK);
	assert_int_equal(harbor_may(r, &h, h.eve), MAY_MEMBER | MAY_COORDINATOR);
	assert_int_equal(command(r, "people roles", "--community", "harbor", "--person", "ben", "--give", "supporter", NULL), OK);
	harness_says(r, "supporter");
	assert_int_equal(harbor_may(r, &h, h.ben), MAY_MEMBER | MAY_SUPPORTER);
	assert_int_equal(command(r, "people roles", "--community", "harbor", "--person", "ben", "--give", "supporter", NULL), INVALID);
	r->now++;
	assert_int_equal(command(r, "people roles", "--community", "harbor", "--person", "ben", "--end", "supporter", NULL), OK);
	assert_int_equal(harbor_may(r, &h, h.ben), MAY_MEMBER);
	assert_int_equal(command(r, "people roles", "--community", "harbor", "--person", "ben", "--end", "supporter", NULL), INVALID);
	assert_int_equal(command(r, "people roles", "--community", "harbor", "--person", "nobody", NULL), INVALID);
	assert_int_equal(command(r, "people roles", "--community", "harbor", NULL), INVALID);
}

/* ---- checks ---- */

static const char *troubled(struct req *r)
{
	const char *why = NULL;
	for (size_t i = 0; i < COMMUNITIES_CHECKS; i++)
		if (communities_checks[i].holds(r, &why) != OK)
			return why;
	return NULL;
}

static void checks_hold_and_notice_when_they_do_not(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	const char *why;
	assert_int_equal(db_begin(r->db, true), OK);
	assert_null(troubled(r));
	assert_int_equal(db_script(r->db, "UPDATE community SET min_cell = 4", &why), OK);
	assert_non_null(strstr(troubled(r), "fewer than five"));
	assert_int_equal(db_script(r->db, "UPDATE community SET min_cell = 5, slug = 'Har bor'", &why), OK);
	assert_non_null(strstr(troubled(r), "Har bor"));
	assert_int_equal(db_script(r->db, "UPDATE community SET slug = 'harbor'", &why), OK);
	assert_int_equal(communities_membership_end(r, h.id, h.ana, r->now, NULL), OK);
	assert_non_null(strstr(troubled(r), "no member"));
	assert_int_equal(communities_roles_end_all(r, h.id, h.ana, r->now, NULL), OK);
	assert_null(troubled(r));
	assert_int_equal(db_script(r->db, "DELETE FROM community_text WHERE kind = 'limits' AND lang = 'en'", &why), OK);
	assert_non_null(strstr(troubled(r), "limits"));
	db_rollback(r->db);
}

HARNESS(settings_are_kept, a_stale_settings_form_comes_back_with_both_versions, settings_say_what_is_wrong,
	a_communitys_own_words_are_used, a_text_is_shown_before_it_is_kept, a_text_that_was_changed_meanwhile_is_not_overwritten,
	a_text_is_needed_in_the_language_of_first_resort, who_reads_another_language_gets_the_first_resort,
	a_new_community_has_988_for_each_language, the_own_warmline_comes_first_until_it_ends, a_line_says_what_is_wrong,
	what_lies_in_another_community_is_not_found_here, projects_are_added_renamed_closed_and_opened_again,
	a_project_that_is_not_there_is_made_once, slugs_are_plain_letters, a_community_is_made_only_from_good_parts,
	the_operator_makes_and_lists_communities, the_operator_invites_and_gives_roles, checks_hold_and_notice_when_they_do_not)

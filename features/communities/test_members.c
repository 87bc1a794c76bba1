/* Who belongs: invitations, roles, the list of people, leaving.  The way in itself stands in test_communities.c. */
#include "test_harbor.h"

enum { DAY = 24 * 60 * 60 };

/* ---- invitations ---- */

/* The code of a new invitation, as its one page shows it. */
static const char *invited(struct req *r, const struct harbor *h, const char *role, const char *days)
{
	harbor_as(r, h->ana);
	r->want = WANT_JSON;
	assert_int_equal(harness_post(r, "/c/harbor/invitations", "role", role, "days", days, "note", "met at the library", NULL), OK);
	r->want = WANT_PAGE;
	const char *at = strstr(harness_body(r), "\"code\":\"");
	assert_non_null(at);
	return arena_copy(&r->arena, at + 8, strcspn(at + 8, "\""));
}

static void an_invitation_lets_one_person_in_once(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "invited");
	const char *code = invited(r, &h, "supporter", "14");
	harbor_as(r, h.eve);
	assert_int_equal(harness_get(r, arena_printf(&r->arena, "/c/harbor/join?code=%s", code)), OK);
	harness_says(r, code);
	assert_int_equal(harness_post(r, "/c/harbor/join", "number", "1", "agree", "1", NULL), INVALID);
	assert_true(harness_fault(r, "code", "code_missing"));
	assert_int_equal(harness_post(r, "/c/harbor/join", "number", "1", "agree", "1", "code", "K7QM-3XWT-9FHR-4BNP", NULL), INVALID);
	assert_true(harness_fault(r, "code", "code_unknown"));
	assert_int_equal(harness_post(r, "/c/harbor/join", "number", "1", "code", code, NULL), INVALID);
	assert_int_equal(harness_post(r, "/c/harbor/join", "number", "1", "agree", "1", "code", code, NULL), OK);
	assert_int_equal(harbor_may(r, &h, h.eve), MAY_MEMBER | MAY_SUPPORTER);
	const char *zoe = harbor_person(r, "zoe");
	harbor_as(r, zoe);
	assert_int_equal(harness_post(r, "/c/harbor/join", "number", "1", "agree", "1", "code", code, NULL), INVALID);
	assert_true(harness_fault(r, "code", "code_used"));
	harbor_as(r, h.ana);
	assert_int_equal(harness_get(r, "/c/harbor/invitations"), OK);
	harness_says(r, "eve");
	harness_says(r, "met at the library");
	harness_says_not(r, code);
	const json_t *one = json_array_get(json_object_get(harness_json(r), "invitations"), 0);
	assert_string_equal(json_string_value(json_object_get(one, "state")), "used");
}

static void an_invitation_to_an_open_community_brings_its_role(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	const char *code = invited(r, &h, "facilitator", "14");
	harbor_as(r, h.eve);
	assert_int_equal(harness_get(r, "/c/harbor/join"), OK);
	harness_says_not(r, "name=\"code\"");
	assert_int_equal(harness_get(r, arena_printf(&r->arena, "/c/harbor/join?code=%s", code)), OK);
	harness_says(r, arena_printf(&r->arena, "value=\"%s\"", code));
	assert_int_equal(harness_post(r, "/c/harbor/join", "number", "1", "agree", "1", "code", code, NULL), OK);
	assert_int_equal(harbor_may(r, &h, h.eve), MAY_MEMBER | MAY_FACILITATOR);
}

static void the_note_of_an_invitation_is_its_makers_alone(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "invited");
	invited(r, &h, "", "14");
	WRITES(r, communities_give_role(r, h.id, h.ben, "coordinator", r->now));
	harbor_as(r, h.ben);
	assert_int_equal(harness_get(r, "/c/harbor/invitations"), OK);
	harness_says_not(r, "met at the library");
}

static void an_invitation_ends_and_can_be_taken_back(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "invited");
	const char *old = invited(r, &h, "", "1"), *back = invited(r, &h, "", "90");
	struct communities_invitations_some_list all;
	READS(r, OK, communities_invitations_some(r, h.id, h.ana, r->now + 1, "", 10, &all));
	assert_int_equal(all.n, 2);
	for (size_t i = 0; i < all.n; i++)
		if (all.at[i].ends > r->now + DAY)
			assert_int_equal(harness_post(r, arena_printf(&r->arena, "/c/harbor/invitations/%s/revoke", all.at[i].id), NULL), OK);
	assert_int_equal(harness_post(r, "/c/harbor/invitations/none/revoke", NULL), MISSING);
	r->now += DAY;
	harbor_as(r, h.eve);
	assert_int_equal(harness_post(r, "/c/harbor/join", "number", "1", "agree", "1", "code", old, NULL), INVALID);
	assert_true(harness_fault(r, "code", "code_over"));
	assert_int_equal(harness_post(r, "/c/harbor/join", "number", "1", "agree", "1", "code", back, NULL), INVALID);
	assert_true(harness_fault(r, "code", "code_over"));
	assert_int_equal(harbor_may(r, &h, h.eve), 0);
}

static void an_invitation_of_another_community_opens_nothing(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "invited");
	const char *code = invited(r, &h, "", "14"), *cove;
	WRITES(r, communities_make(r, &(struct communities_new){ .slug = "cove", .name = "Cove", .joining = "invited" }, &cove));
	WRITES(r, communities_add_member(r, cove, h.eve, true));
	WRITES(r, communities_give_role(r, cove, h.eve, "coordinator", r->now));
	struct communities_invitations_some_list all;
	READS(r, OK, communities_invitations_some(r, h.id, h.ana, r->now + 1, "", 10, &all));
	harbor_as(r, h.eve);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, "/c/cove/invitations/%s/revoke", all.at[0].id), NULL), MISSING);
	harbor_as(r, h.ben);
	assert_int_equal(harness_post(r, "/c/cove/join", "number", "1", "agree", "1", "code", code, NULL), INVALID);
	assert_true(harness_fault(r, "code", "code_unknown"));
}

static void an_invitation_says_what_is_wrong_with_its_days(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "invited");
	harbor_as(r, h.ana);
	assert_int_equal(harness_post(r, "/c/harbor/invitations", "days", "91", NULL), INVALID);
	assert_int_equal(harness_post(r, "/c/harbor/invitations", "days", "0", NULL), INVALID);
	assert_int_equal(harness_post(r, "/c/harbor/invitations", "days", "90", NULL), OK);
	harness_says(r, "<svg");
	harness_says(r, "https://kith.test/c/harbor/join?code=");
}

/* Who may make an account, as the operator's setting says it. */
static void sign_up(struct req *r, const char *how) { ((struct house *)(uintptr_t)r->house)->sign_up = how; }

static enum status makes_account(struct req *r, const char *login, const char *code)
{
	harness_as(r, NULL, 0);
	return harness_post(r, "/join", "name", login, "login", login, "how", "own", "password", "a long enough sentence to remember", "lang", "en",
			    "zone", "UTC", "code", code, NULL);
}

static const char *account_of(struct req *r, const char *login)
{
	const char *person = NULL;
	READS(r, OK, people_by_login(r, login, &person));
	return person;
}

static void where_an_invitation_is_needed_it_makes_one_account_and_lets_that_one_in(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "invited");
	const char *code = invited(r, &h, "", "14"), *none;
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, "/join"), OK);
	harness_says_not(r, "Your invitation");
	sign_up(r, "invited");
	assert_int_equal(harness_get(r, arena_printf(&r->arena, "/join?to=%%2Fc%%2Fharbor%%2Fjoin%%3Fcode%%3D%s", code)), OK);
	harness_says(r, "Your invitation");
	harness_says(r, code);
	assert_int_equal(makes_account(r, "fern", ""), INVALID);
	assert_true(harness_fault(r, "code", "code_missing"));
	assert_int_equal(makes_account(r, "fern", "AAAA-AAAA-AAAA-AAAA"), INVALID);
	assert_true(harness_fault(r, "code", "code_unknown"));
	READS(r, MISSING, people_by_login(r, "fern", &none));
	assert_int_equal(makes_account(r, "fern", code), OK);
	assert_int_equal(makes_account(r, "moss", code), INVALID);
	assert_true(harness_fault(r, "code", "code_used"));
	READS(r, MISSING, people_by_login(r, "moss", &none));
	harbor_as(r, h.eve);                            /* somebody else's code now */
	assert_int_equal(harness_post(r, "/c/harbor/join", "number", "1", "agree", "1", "code", code, NULL), INVALID);
	assert_true(harness_fault(r, "code", "code_used"));
	harbor_as(r, account_of(r, "fern"));
	assert_int_equal(harness_post(r, "/c/harbor/join", "number", "1", "agree", "1", "code", code, NULL), OK);
	assert_int_equal(makes_account(r, "moss", code), INVALID);
}

static void an_invitation_that_is_over_makes_no_account(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	const char *old = invited(r, &h, "", "1"), *left = invited(r, &h, "", "90");
	sign_up(r, "invited");
	assert_int_equal(makes_account(r, "fern", left), OK);
	harbor_as(r, account_of(r, "fern"));
	assert_int_equal(harness_post(r, "/me/leave", NULL), OK);
	assert_int_equal(makes_account(r, "moss", left), INVALID);      /* gone with the one it was for */
	assert_true(harness_fault(r, "code", "code_over"));
	r->now += DAY;
	assert_int_equal(makes_account(r, "moss", old), INVALID);
	assert_true(harness_fault(r, "code", "code_over"));
}

static void where_sign_up_is_closed_nobody_makes_an_account(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	const char *code = invited(r, &h, "", "14"), *none;
	sign_up(r, "closed");
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, "/join"), OK);
	harness_says(r, "Nobody can make an account here for now.");
	harness_says_not(r, "name=\"login\"");
	assert_int_equal(makes_account(r, "fern", code), INVALID);
	assert_true(harness_fault(r, NULL, "closed"));
	READS(r, MISSING, people_by_login(r, "fern", &none));
}

/* ---- roles ---- */

static void roles_hold_from_their_day_until_their_end(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	WRITES(r, communities_give_role(r, h.id, h.ben, "supporter", r->now + DAY));
	assert_int_equal(harbor_may(r, &h, h.ben), MAY_MEMBER);
	r->now += DAY - 1;
	assert_int_equal(harbor_may(r, &h, h.ben), MAY_MEMBER);
	r->now++;
	assert_int_equal(harbor_may(r, &h, h.ben), MAY_MEMBER | MAY_SUPPORTER);
	r->now++;
	struct communities_roles_of_list roles;
	READS(r, OK, communities_roles_of(r, h.id, h.ben, &roles));
	harbor_as(r, h.ana);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, "/c/harbor/people/%s/roles/%s/end", h.ben, roles.at[0].id), NULL), OK);
	assert_int_equal(harbor_may(r, &h, h.ben), MAY_MEMBER);
	r->now += DAY;
	harbor_as(r, h.ben);
	assert_int_equal(harness_get(r, "/c/harbor/membership"), OK);
	assert_int_equal(r->who.may & MAY_SUPPORTER, 0);
	harness_says(r, "Ended");
}

static void a_role_that_ended_gives_nothing_on_the_next_request(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	WRITES(r, communities_give_role(r, h.id, h.ben, "coordinator", r->now));
	struct communities_roles_of_list roles;
	READS(r, OK, communities_roles_of(r, h.id, h.ben, &roles));
	harbor_as(r, h.ben);
	assert_int_equal(harness_get(r, "/c/harbor/coordinating"), OK);
	WRITES(r, communities_role_set_end(r, roles.at[0].id, r->now, NULL));
	assert_int_equal(harness_get(r, "/c/harbor/coordinating"), MISSING);
}

static void coordinators_give_roles_from_today_on(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	const char *roles = arena_printf(&r->arena, "/c/harbor/people/%s/roles", h.ben);
	harbor_as(r, h.ana);
	assert_int_equal(harness_post(r, roles, "role", "facilitator", "from", "2020-01-01", NULL), INVALID);
	assert_true(harness_fault(r, "from", "past"));
	assert_int_equal(harness_post(r, roles, "role", "facilitator", "from", "2099-01-01", NULL), INVALID);
	assert_true(harness_fault(r, "from", "far"));
	assert_int_equal(harness_post(r, roles, "role", "emperor", NULL), INVALID);
	assert_int_equal(harness_post(r, roles, "role", "cofacilitator", NULL), OK);
	assert_int_equal(harness_post(r, roles, "role", "cofacilitator", NULL), INVALID);
	assert_true(harness_fault(r, "role", "held"));
	assert_int_equal(harbor_may(r, &h, h.ben), MAY_MEMBER | MAY_FACILITATOR);
	assert_int_equal(harness_get(r, arena_printf(&r->arena, "/c/harbor/people/%s", h.ben)), OK);
	harness_says(r, "given by ana");
	assert_int_equal(harness_post(r, arena_printf(&r->arena, "/c/harbor/people/%s/roles", h.eve), "role", "supporter", NULL), MISSING);
}

static enum status enter_without_the_password(struct req *r)
{
	r->who.again_recently = false;
	return harbor_enter(r);
}

static void roles_and_invitations_ask_for_the_password_again(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "invited");
	const char *roles = arena_printf(&r->arena, "/c/harbor/people/%s/roles", h.ben);
	struct communities_roles_of_list held;
	READS(r, OK, communities_roles_of(r, h.id, h.ana, &held));
	harness_enter = enter_without_the_password;
	harbor_as(r, h.ana);
	assert_int_equal(harness_get(r, arena_printf(&r->arena, "/c/harbor/people/%s", h.ben)), OK);
	assert_int_equal(harness_post(r, roles, "role", "supporter", NULL), DENIED);
	assert_true(r->needs_password);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, "/c/harbor/people/%s/roles/%s/end", h.ana, held.at[0].id), NULL), DENIED);
	assert_true(r->needs_password);
	assert_int_equal(harness_post(r, "/c/harbor/invitations", "role", "coordinator", "days", "14", NULL), DENIED);
	assert_true(r->needs_password);
	harness_enter = harbor_enter;
	assert_int_equal(harbor_may(r, &h, h.ben), MAY_MEMBER);
	assert_int_equal(harbor_may(r, &h, h.ana), MAY_MEMBER | MAY_COORDINATOR);
}

static void the_last_coordinator_stays(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	struct communities_roles_of_list roles;
	READS(r, OK, communities_roles_of(r, h.id, h.ana, &roles));
	const char *end = arena_printf(&r->arena, "/c/harbor/people/%s/roles/%s/end", h.ana, roles.at[0].id);
	/* one who will be a coordinator tomorrow is none today */
	WRITES(r, communities_give_role(r, h.id, h.ben, "coordinator", r->now + DAY));
	harbor_as(r, h.ana);
	assert_int_equal(harness_post(r, end, NULL), INVALID);
	assert_true(harness_fault(r, NULL, "last_coordinator"));
	harness_says(r, "the only coordinator");
	assert_int_equal(harbor_may(r, &h, h.ana), MAY_MEMBER | MAY_COORDINATOR);
	r->now += 2 * DAY;
	assert_int_equal(harness_post(r, end, NULL), OK);
	assert_int_equal(harbor_may(r, &h, h.ana), MAY_MEMBER);
	assert_int_equal(harness_post(r, end, NULL), MISSING);
}

static void a_role_ends_only_under_its_own_person(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	struct communities_roles_of_list roles;
	READS(r, OK, communities_roles_of(r, h.id, h.ana, &roles));
	harbor_as(r, h.ana);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, "/c/harbor/people/%s/roles/%s/end", h.ben, roles.at[0].id), NULL), MISSING);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, "/c/harbor/people/%s/roles/none/end", h.ana), NULL), MISSING);
}

static void supervisors_look_and_change_nothing(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	WRITES(r, communities_give_role(r, h.id, h.ben, "supervisor", r->now));
	harbor_as(r, h.ben);
	assert_int_equal(harness_get(r, "/c/harbor/people"), OK);
	assert_int_equal(harness_get(r, arena_printf(&r->arena, "/c/harbor/people/%s", h.ana)), OK);
	harness_says_not(r, "End this role");
	assert_int_equal(harness_post(r, arena_printf(&r->arena, "/c/harbor/people/%s/roles", h.ana), "role", "ally", NULL), MISSING);
}

static void the_list_of_people_goes_on_by_key(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	for (int i = 0; i < 60; i++) {
		const char *id = harbor_person(r, arena_printf(&r->arena, "person%02d", i));
		r->now += i % 3 == 0;   /* some at the very same second */
		WRITES(r, communities_add_member(r, h.id, id, true));
	}
	WRITES(r, communities_give_role(r, h.id, h.ana, "supporter", r->now));
	harbor_as(r, h.ana);
	assert_int_equal(harness_get(r, "/c/harbor/people"), OK);
	const json_t *first = harness_json(r);
	assert_int_equal(json_array_size(json_object_get(first, "people")), COMMUNITIES_PAGE);
	assert_int_equal(harness_get(r, json_string_value(json_object_get(first, "next"))), OK);
	const json_t *rest = harness_json(r), *people = json_object_get(rest, "people");
	assert_int_equal(json_array_size(people), 62 - COMMUNITIES_PAGE);
	assert_true(json_is_null(json_object_get(rest, "next")));
	size_t i;
	const json_t *p;
	json_array_foreach(people, i, p)
		if (strcmp(json_string_value(json_object_get(p, "name")), "ana") == 0)
			assert_int_equal(json_array_size(json_object_get(p, "roles")), 2);
}

static size_t named(struct req *r, const char *query)
{
	assert_int_equal(harness_get(r, arena_printf(&r->arena, "/c/harbor/people?%s", query)), OK);
	return json_array_size(json_object_get(harness_json(r), "people"));
}

static void people_are_found_by_a_part_of_their_name(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	static const char *const names[] = { "Jos\u00e9 Luis", "JOSEFINA", "Rowan" };
	for (size_t i = 0; i < COUNT(names); i++) {
		const char *id = harbor_person(r, names[i]);
		WRITES(r, communities_add_member(r, h.id, id, true));
	}
	harbor_as(r, h.ana);
	assert_int_equal(named(r, "name=jose"), 2);
	assert_int_equal(named(r, "name=s%C3%A9%20l"), 1);
	assert_int_equal(named(r, "name=nobody"), 0);
	assert_int_equal(harness_get(r, "/c/harbor/people?name=nobody"), OK);
	harness_says(r, "Nobody here has a name with that in it.");
	assert_int_equal(named(r, "name="), 5);
	harbor_as(r, h.ben);
	assert_int_equal(harness_get(r, "/c/harbor/people?name=jose"), MISSING);
}

static void whoever_is_looked_for_is_found_behind_many_others(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	for (int i = 0; i < 620; i++) {
		const char *id = harbor_person(r, i % 10 ? arena_printf(&r->arena, "person%03d", i) : arena_printf(&r->arena, "Mar\u00eda %03d", i));
		r->now += i % 3 == 0;
		WRITES(r, communities_add_member(r, h.id, id, true));
	}
	harbor_as(r, h.ana);
	assert_int_equal(harness_get(r, "/c/harbor/people?name=maria"), OK);
	const json_t *first = harness_json(r);
	assert_int_equal(json_array_size(json_object_get(first, "people")), COMMUNITIES_PAGE);
	assert_int_equal(harness_get(r, json_string_value(json_object_get(first, "next"))), OK);
	const json_t *rest = harness_json(r);
	assert_int_equal(json_array_size(json_object_get(rest, "people")), 62 - COMMUNITIES_PAGE);
	assert_true(json_is_null(json_object_get(rest, "next")));
}

/* ---- how long they stay signed in ---- */

static const char *signed_up(struct req *r, const char *login, const char **ret_token)
{
	const char *id;
	harness_as(r, NULL, 0);
	assert_int_equal(harness_post(r, "/join", "name", login, "login", login, "how", "own", "password", "seven kettles sing upstairs", "lang", "en", NULL), OK);
	*ret_token = arena_str(&r->arena, r->reply.session_token);
	READS(r, OK, people_by_login(r, login, &id));
	return arena_str(&r->arena, id);
}

static enum status who_after(struct req *r, const char *token, int64_t seconds)
{
	int64_t now = r->now;
	bool touch;
	r->now += seconds;
	enum status st = people_who(r, token, &touch);
	r->now = now;
	return st;
}

static void who_coordinates_or_supervises_is_signed_out_sooner(void **state)
{
	enum { MINUTE = 60 };
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	const char *token, *ida = signed_up(r, "ida", &token);
	WRITES(r, communities_add_member(r, h.id, ida, true));
	WRITES(r, communities_give_role(r, h.id, ida, "supporter", r->now));
	assert_int_equal(who_after(r, token, 30 * MINUTE), OK);
	WRITES(r, communities_give_role(r, h.id, ida, "supervisor", r->now));         /* while signed in */
	assert_int_equal(who_after(r, token, 15 * MINUTE), OK);
	assert_int_equal(who_after(r, token, 16 * MINUTE), MISSING);
	harness_as(r, NULL, 0);                                                         /* and the next time */
	assert_int_equal(harness_post(r, "/sign-in", "login", "ida", "password", "seven kettles sing upstairs", NULL), OK);
	token = arena_str(&r->arena, r->reply.session_token);
	assert_int_equal(who_after(r, token, 16 * MINUTE), MISSING);
	int64_t began = r->now;
	for (; r->now < began + 8 * 60 * MINUTE - 10 * MINUTE; r->now += 10 * MINUTE) {
		bool touch;
		assert_int_equal(people_who(r, token, &touch), OK);
		WRITES(r, people_touch(r, r->who.session));
	}
	assert_int_equal(who_after(r, token, began + 8 * 60 * MINUTE + 1 - r->now), MISSING);
}

/* ---- leaving ---- */

static void leaving_takes_one_step_and_ends_every_role(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	WRITES(r, communities_give_role(r, h.id, h.ben, "supporter", r->now));
	WRITES(r, communities_give_role(r, h.id, h.ben, "ally", r->now + DAY));
	harbor_as(r, h.ben);
	assert_int_equal(harness_post(r, "/c/harbor/leave-community", NULL), OK);
	assert_true(went_to(r, "/start"));
	assert_int_equal(harbor_may(r, &h, h.ben), 0);
	assert_int_equal(harness_get(r, "/c/harbor/membership"), MISSING);
	r->now += 2 * DAY;
	assert_int_equal(harness_post(r, "/c/harbor/join", "number", "1", "agree", "1", NULL), OK);
	assert_int_equal(harbor_may(r, &h, h.ben), MAY_MEMBER);
}

static void who_comes_back_reads_the_limits_again(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	harbor_as(r, h.ben);
	assert_int_equal(harness_post(r, "/c/harbor/limits", "number", "1", "understood", "1", NULL), OK);
	assert_int_equal(harness_post(r, "/c/harbor/leave-community", NULL), OK);
	assert_int_equal(harness_post(r, "/c/harbor/join", "number", "1", "agree", "1", NULL), OK);
	assert_int_equal(harness_get(r, "/c/harbor/limits"), OK);
	assert_false(r->community.accepted_limits);
}

static void an_account_that_ends_leaves_every_community(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "invited");
	const char *code = invited(r, &h, "", "14");
	harbor_as(r, NULL);
	WRITES(r, tell(r, &people_left, h.ana));
	assert_int_equal(harbor_may(r, &h, h.ana), 0);
	harbor_as(r, h.eve);
	assert_int_equal(harness_post(r, "/c/harbor/join", "number", "1", "agree", "1", "code", code, NULL), INVALID);
	assert_true(harness_fault(r, "code", "code_over"));
}

HARNESS(an_invitation_lets_one_person_in_once, an_invitation_to_an_open_community_brings_its_role,
	the_note_of_an_invitation_is_its_makers_alone, an_invitation_ends_and_can_be_taken_back,
	where_an_invitation_is_needed_it_makes_one_account_and_lets_that_one_in, an_invitation_that_is_over_makes_no_account,
	where_sign_up_is_closed_nobody_makes_an_account,
	an_invitation_of_another_community_opens_nothing, an_invitation_says_what_is_wrong_with_its_days,
	roles_hold_from_their_day_until_their_end, a_role_that_ended_gives_nothing_on_the_next_request,
	coordinators_give_roles_from_today_on, roles_and_invitations_ask_for_the_password_again, the_last_coordinator_stays, a_role_ends_only_under_its_own_person,
	supervisors_look_and_change_nothing, the_list_of_people_goes_on_by_key, people_are_found_by_a_part_of_their_name,
	whoever_is_looked_for_is_found_behind_many_others,
	who_coordinates_or_supervises_is_signed_out_sooner, leaving_takes_one_step_and_ends_every_role, who_comes_back_reads_the_limits_again,
	an_account_that_ends_leaves_every_community)

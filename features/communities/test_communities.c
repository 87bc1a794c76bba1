/* Entering, joining, limits of confidentiality: every handler, every refusal.  Who belongs and with which roles stands in
 * test_members.c. */
#include "test_harbor.h"

/* ---- the way in ---- */

static void a_visitor_sees_the_way_in_and_nothing_inside(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	(void)h;
	harbor_as(r, NULL);
	assert_int_equal(harness_get(r, "/c/harbor"), OK);
	harness_says(r, "Harbor Peers");
	harness_says(r, "/c/harbor/join");
	harness_says_not(r, "ana");
	assert_int_equal(harness_get(r, "/c/nowhere"), MISSING);
	assert_int_equal(harness_get(r, "/c/nowhere/join"), MISSING);
	assert_int_equal(harness_get(r, "/c/nowhere/crisis"), MISSING);
}

static void members_go_straight_in(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	harbor_as(r, h.ben);
	assert_int_equal(harness_get(r, "/c/harbor"), OK);
	assert_true(went_to(r, "/c/harbor/today"));
	assert_int_equal(harness_get(r, "/c/harbor/join"), OK);
	assert_true(went_to(r, "/c/harbor/today"));
	assert_int_equal(harness_get(r, "/"), OK);
	assert_true(went_to(r, "/c/harbor/today"));
}

static void who_does_not_belong_finds_nothing_inside(void **state)
{
	static const char *const inside[] = { "/welcome", "/rules", "/membership", "/coordinating", "/invitations", "/people", "/settings",
		"/settings/words", "/settings/texts", "/settings/texts/rules", "/settings/lines", "/settings/projects" };
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	const char *const strangers[] = { NULL, h.eve };
	for (size_t k = 0; k < COUNT(strangers); k++) {
		harbor_as(r, strangers[k]);
		for (size_t i = 0; i < COUNT(inside); i++)
			assert_int_equal(harness_get(r, arena_printf(&r->arena, "/c/harbor%s", inside[i])), MISSING);
		assert_int_equal(harness_get(r, arena_printf(&r->arena, "/c/harbor/people/%s", h.ben)), MISSING);
		assert_int_equal(harness_post(r, "/c/harbor/leave-community", NULL), MISSING);
		assert_int_equal(harness_post(r, "/c/harbor/settings/projects", "name", "Family", NULL), MISSING);
	}
}

static void who_is_in_can_come_back_to_the_house_rules(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	harbor_as(r, h.ben);
	assert_int_equal(harness_get(r, "/c/harbor/membership"), OK);
	harness_says(r, "/c/harbor/rules");
	assert_int_equal(harness_get(r, "/c/harbor/rules"), OK);
	harness_says(r, "What people tell here stays here");
}

static void members_without_a_role_learn_that_it_is_the_role(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	harbor_as(r, h.ben);
	assert_int_equal(harness_get(r, "/c/harbor/coordinating"), MISSING);
	assert_int_equal(harness_get(r, "/c/harbor/people"), MISSING);
	assert_int_equal(harness_get(r, arena_printf(&r->arena, "/c/harbor/people/%s", h.ana)), MISSING);
	assert_int_equal(harness_post(r, "/c/harbor/invitations", "days", "3", NULL), MISSING);
	assert_int_equal(harness_post(r, "/c/harbor/settings", "name", "Mine", NULL), MISSING);
}

static void the_front_page_lists_open_communities_only(void **state)
{
	struct req *r = *state;
	const char *id;
	harbor(r, "open");
	WRITES(r, communities_make(r, &(struct communities_new){ .name = "Quiet Cove", .joining = "invited" }, &id));
	harbor_as(r, NULL);
	assert_int_equal(harness_get(r, "/"), OK);
	harness_says(r, "Harbor Peers");
	harness_says_not(r, "Quiet Cove");
	assert_int_equal(json_array_size(json_object_get(harness_json(r), "open")), 1);
}

static void start_lists_mine_and_what_else_is_open(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	const char *id;
	WRITES(r, communities_make(r, &(struct communities_new){ .name = "Quiet Cove", .joining = "open" }, &id));
	harbor_as(r, h.ben);
	assert_int_equal(harness_get(r, "/start"), OK);
	const json_t *j = harness_json(r);
	assert_int_equal(json_array_size(json_object_get(j, "mine")), 1);
	assert_int_equal(json_array_size(json_object_get(j, "open")), 1);
	harbor_as(r, h.eve);
	assert_int_equal(harness_get(r, "/"), OK);
	assert_true(went_to(r, "/start"));
	harbor_as(r, NULL);
	assert_int_equal(harness_get(r, "/start"), MISSING);
	assert_true(r->needs_sign_in);
}

/* ---- joining ---- */

static void joining_needs_the_house_rules(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	harbor_as(r, h.eve);
	assert_int_equal(harness_get(r, "/c/harbor/join"), OK);
	harness_says(r, "We speak from our own lives.");
	assert_int_equal(harness_post(r, "/c/harbor/join", "number", "1", NULL), INVALID);
	assert_true(harness_fault(r, "agree", "agree"));
	assert_int_equal(harbor_may(r, &h, h.eve), 0);
	assert_int_equal(harness_post(r, "/c/harbor/join", "number", "1", "agree", "1", NULL), OK);
	assert_true(went_to(r, "/c/harbor/welcome"));
	assert_int_equal(harbor_may(r, &h, h.eve), MAY_MEMBER);
	assert_int_equal(harness_get(r, "/c/harbor/welcome"), OK);
	harness_says(r, "Welcome to Harbor Peers");
}

static void a_visitor_is_shown_the_rules_and_sent_to_an_account(void **state)
{
	struct req *r = *state;
	harbor(r, "open");
	harbor_as(r, NULL);
	assert_int_equal(harness_get(r, "/c/harbor/join"), OK);
	harness_says(r, "/join?to=%2Fc%2Fharbor%2Fjoin");
	assert_int_equal(harness_post(r, "/c/harbor/join", "number", "1", "agree", "1", NULL), MISSING);
	assert_true(r->needs_sign_in);
}

static void the_rules_are_shown_in_the_readers_language(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	harbor_as(r, h.eve);
	r->reader.lang = LANG_ES;
	assert_int_equal(harness_get(r, "/c/harbor/join"), OK);
	harness_says(r, "lang=\"es\"");
	harness_says(r, "Reglas de la casa");
	harness_says_not(r, "We speak from our own lives.");
}

static void changed_rules_are_accepted_anew_before_going_on(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	harbor_as(r, h.ana);
	assert_int_equal(harness_post(r, "/c/harbor/settings/texts/rules", "en", "Be kind.", "es", "Sé amable.", "number", "1", NULL), OK);
	assert_int_equal(harbor_may(r, &h, h.ana), MAY_MEMBER | MAY_COORDINATOR);
	assert_int_equal(harbor_may(r, &h, h.ben), MAY_JOINING);
	harbor_as(r, h.ben);
	assert_int_equal(harness_get(r, "/c/harbor/welcome"), DENIED);
	assert_true(r->needs_join);
	assert_int_equal(harness_get(r, "/c/harbor"), OK);
	assert_true(went_to(r, "/c/harbor/join"));
	assert_int_equal(harness_get(r, "/c/harbor/join"), OK);
	harness_says(r, "The house rules have changed.");
	harness_says(r, "Be kind.");
	/* the form that still shows the first version */
	assert_int_equal(harness_post(r, "/c/harbor/join", "number", "1", "agree", "1", NULL), CONFLICT);
	harness_says(r, "This is the new version.");
	harness_says(r, "name=\"number\" value=\"2\"");
	assert_int_equal(harness_post(r, "/c/harbor/join", "number", "2", "agree", "1", NULL), OK);
	assert_true(went_to(r, "/c/harbor/today"));
	assert_int_equal(harbor_may(r, &h, h.ben), MAY_MEMBER);
}

static void a_role_counts_only_once_the_rules_are_accepted(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	WRITES(r, communities_add_member(r, h.id, h.eve, false));
	WRITES(r, communities_give_role(r, h.id, h.eve, "supporter", r->now));
	assert_int_equal(harbor_may(r, &h, h.eve), MAY_JOINING);
	harbor_as(r, h.eve);
	assert_int_equal(harness_post(r, "/c/harbor/join", "number", "1", "agree", "1", NULL), OK);
	assert_int_equal(harbor_may(r, &h, h.eve), MAY_MEMBER | MAY_SUPPORTER);
}

static void a_closed_community_takes_nobody_new(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "closed");
	harbor_as(r, h.eve);
	assert_int_equal(harness_get(r, "/c/harbor/join"), OK);
	harness_says(r, "takes nobody new");
	harness_says_not(r, "<form");
	assert_int_equal(harness_post(r, "/c/harbor/join", "number", "1", "agree", "1", NULL), INVALID);
	assert_true(harness_fault(r, NULL, "closed"));
	assert_int_equal(harbor_may(r, &h, h.eve), 0);
}

/* As somebody without script leaves it: the list of zones untouched. */
static void who_chose_no_time_zone_gets_that_of_the_community(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	const char *id, *person = id_new(r);
	(void)h;
	WRITES(r, communities_make(r, &(struct communities_new){ .name = "High Plains", .joining = "open", .zone = "America/Denver" }, &id));
	WRITES(r, people_add(r, &(struct people_new){ .id = person, .name = "Ida", .login = "ida", .password_hash = "none" }));
	harbor_as(r, person);
	assert_int_equal(harness_get(r, "/c/high-plains/join"), OK);
	assert_int_equal(harness_post(r, "/c/high-plains/join", "number", "1", "agree", "1", NULL), OK);
	assert_int_equal(harness_get(r, "/me"), OK);
	assert_string_equal(json_string_value(json_object_get(harness_json(r), "zone")), "America/Denver");
	assert_int_equal(harness_post(r, "/c/harbor/join", "number", "1", "agree", "1", NULL), OK);
	assert_int_equal(harness_get(r, "/me"), OK);
	assert_string_equal(json_string_value(json_object_get(harness_json(r), "zone")), "America/Denver");
}

/* ---- limits of confidentiality ---- */

static enum status first_request(struct req *r) { return communities_limits_first(r, "/asks/new"); }

static void the_limits_come_before_a_first_request(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	harbor_as(r, h.ben);
	assert_int_equal(harness_get(r, "/c/harbor/limits?to=/c/harbor/asks/new"), OK);
	harness_says(r, "What cannot stay between us");
	harness_says(r, "value=\"/c/harbor/asks/new\"");
	assert_false(r->community.accepted_limits);
	assert_int_equal(first_request(r), INVALID);
	assert_string_equal(r->reply.location, "/c/harbor/limits?to=%2Fc%2Fharbor%2Fasks%2Fnew");
	assert_int_equal(harness_post(r, "/c/harbor/limits", "number", "1", NULL), INVALID);
	assert_true(harness_fault(r, "understood", "understood"));
	assert_int_equal(harness_post(r, "/c/harbor/limits", "number", "7", "understood", "1", NULL), CONFLICT);
	assert_int_equal(harness_post(r, "/c/harbor/limits", "number", "1", "understood", "1", "to", "/c/harbor/asks/new", NULL), OK);
	assert_true(went_to(r, "/c/harbor/asks/new"));
	assert_int_equal(harness_get(r, "/c/harbor/limits"), OK);
	assert_true(r->community.accepted_limits);
	assert_int_equal(first_request(r), OK);
}

static void the_limits_send_nobody_elsewhere(void **state)
{
	static const char *const elsewhere[] = { "https://evil.test/", "//evil.test", "/c/harborside/x", "/c/harbor/../../x", "/c/harbor//x", "/you" };
	struct req *r = *state;
	struct harbor h = harbor(r, "open");
	harbor_as(r, h.ben);
	for (size_t i = 0; i < COUNT(elsewhere); i++) {
		assert_int_equal(harness_post(r, "/c/harbor/limits", "number", "1", "understood", "1", "to", elsewhere[i], NULL), OK);
		assert_true(went_to(r, "/c/harbor/today"));
	}
}

static void anyone_may_read_the_limits_but_only_members_accept_them(void **state)
{
	struct req *r = *state;
	harbor(r, "invited");
	harbor_as(r, NULL);
	assert_int_equal(harness_get(r, "/c/harbor/limits"), OK);
	harness_says_not(r, "<form");
	assert_int_equal(harness_post(r, "/c/harbor/limits", "number", "1", "understood", "1", NULL), MISSING);
}

/* ---- from outside ---- */

static void an_invitation_to_evaluate_or_bill_makes_no_member(void **state)
{
	struct req *r = *state;
	struct harbor h = harbor(r, "invited");
	const struct { const char *role; unsigned right; } roles[] = { { "evaluator", MAY_EVALUATOR }, { "biller", MAY_BILLER } };
	for (size_t i = 0; i < COUNT(roles); i++) {
		const char *person = harbor_person(r, roles[i].role), *code;
		r->community.id = h.id;
		r->community.slug = "harbor";
		WRITES(r, communities_invitation_make(r, roles[i].role, 14, NULL, &code));
		harbor_as(r, person);
		assert_int_equal(harness_post(r, "/c/harbor/join", "number", "1", "agree", "1", "code", code, NULL), OK);
		assert_true(went_to(r, "/c/harbor/today"));
		assert_int_equal(harbor_may(r, &h, person), roles[i].right);
		harbor_as(r, person);
		assert_int_equal(harness_get(r, "/c/harbor"), OK);
		assert_true(went_to(r, "/c/harbor/today"));
		assert_int_equal(harness_get(r, "/c/harbor/welcome"), MISSING);
		harbor_as(r, h.ana);
		assert_int_equal(harness_post(r, arena_printf(&r->arena, "/c/harbor/people/%s/roles", person), "role", "supporter", NULL), INVALID);
		assert_true(harness_fault(r, "role", "outside"));
	}
	WRITES(r, communities_give_role(r, h.id, h.ben, "biller", r->now));         /* a member stays one */
	assert_int_equal(harbor_may(r, &h, h.ben), MAY_MEMBER | MAY_BILLER);
}

HARNESS(an_invitation_to_evaluate_or_bill_makes_no_member, a_visitor_sees_the_way_in_and_nothing_inside, members_go_straight_in,
	who_does_not_belong_finds_nothing_inside, who_is_in_can_come_back_to_the_house_rules, members_without_a_role_learn_that_it_is_the_role,
	the_front_page_lists_open_communities_only, start_lists_mine_and_what_else_is_open,
	joining_needs_the_house_rules, a_visitor_is_shown_the_rules_and_sent_to_an_account,
	the_rules_are_shown_in_the_readers_language, changed_rules_are_accepted_anew_before_going_on,
	a_role_counts_only_once_the_rules_are_accepted, a_closed_community_takes_nobody_new,
	who_chose_no_time_zone_gets_that_of_the_community, the_limits_come_before_a_first_request,
	the_limits_send_nobody_elsewhere, anyone_may_read_the_limits_but_only_members_accept_them)

/* Billing: codes and never words, for whoever bills and nobody else; what is billed is known to those who met.  And the gate's
 * rule of fields, tried with routes that ask for more than they may have. */
#include "../connections/test_pair.h"
#include "billing.h"
#include "pages.h"

/* ---- routes that ask for everything, as a mistake would ---- */

/* Of each kind of field one, all Sue's but the last. */
static const struct { const char *place, *words; } kinds[] = {
	{ "person.name", "Sue" }, { "ask.about", "A walk" }, { "person.email", "sue@example.org" }, { "encounter.outcome", "We laughed about ducks" },
	{ "keep_apart.name", "My uncle" }, { "community.name", "Harbor" },
};
static struct { const char *sue, *harbor; struct bytes sealed[COUNT(kinds)]; } there;

static const char *owner_of(size_t i) { return i + 1 == COUNT(kinds) ? there.harbor : there.sue; }

static enum status everything(struct req *r)
{
	for (size_t i = 0; i < COUNT(kinds); i++) {
		const char *words;
		TRY(seal_open(r, kinds[i].place, owner_of(i), "row", there.sealed[i], &words));
		out_printf(&r->out, "%s|", words ? words : "-");
	}
	return OK;
}
static const struct record shown = { .code = "rogue", .words = "Everything" };
#define ROGUE(name, right) { .method = "GET", .path = "/c/{c}/rogue/" name, .may = right, .handle = everything, .shows = &shown }
static const struct route rogue_routes[] = {
	ROGUE("evaluator", MAY_EVALUATOR), ROGUE("biller", MAY_BILLER), ROGUE("coordinator", MAY_COORDINATOR), ROGUE("facilitator", MAY_FACILITATOR),
	ROGUE("member", MAY_MEMBER),
};
static const char *const no_schemas[] = { NULL };
static const struct db_query *const no_queries[] = { NULL };
static const struct feature rogue = { .name = "rogue", .schemas = no_schemas, .queries = no_queries, .routes = rogue_routes, .n_routes = COUNT(rogue_routes) };

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &rogue, &billing_feature, NULL };

/* ---- the world: Ana walks with Sue, Oscar bills, Eva evaluates, both from outside ---- */

struct books { struct world w; const char *pair, *family, *oscar, *eva; };

static const char *outside(struct req *r, const struct world *w, const char *login, const char *role)
{
	MUST(db_begin(r->db, true));
	const char *id = a_person(r, login);
	MUST(communities_add_outside(r, w->harbor, id));
	MUST(communities_give_role(r, w->harbor, id, role, r->now));
	MUST(db_commit(r->db));
	return id;
}

static struct books books(struct req *r)
{
	struct books b = { .w = a_settled_world(r, 1) };
	b.pair = a_pair(r, &b.w);
	MUST(db_begin(r->db, true));
	in_harbor(r, &b.w, b.w.cora);
	MUST(communities_project_make(r, "Family", &b.family));
	MUST(db_commit(r->db));
	b.oscar = outside(r, &b.w, "Oscar", "biller");
	b.eva = outside(r, &b.w, "Eva", "evaluator");
	return b;
}

static void bill(struct req *r, const struct books *b, const char *kind, const char *code, const char *rounding)
{
	harness_as(r, b->w.cora, 0);
	MUST(harness_post(r, HARBOR "/settings/billing", "project", b->family, "kind", kind, "code", code, "unit_minutes", "15", "rounding", rounding,
			  "from", "2025-06-01", NULL));
}

static const char *meeting(struct req *r, const struct books *b, const char *day, const char *minutes)
{
	harness_as(r, b->w.sue, 0);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/connections/%s/encounters/new", b->pair), "met", "met", "day", day, "clock", "10:00",
			  "minutes", minutes, "mode", "phone", "project", b->family, "given", "emotional", "outcome", "We laughed about ducks",
			  "next_step", "Same bench", NULL));
	return led_to(r, "/encounters/");
}

static void who_bills_sees_codes_and_never_words(void **state)
{
	struct req *r = *state;
	struct books b = books(r);
	bill(r, &b, "one-to-one", "H0038", "eight");
	const char *id = meeting(r, &b, "2025-06-14", "52");
	harness_as(r, b.oscar, 0);
	MUST(harness_get(r, HARBOR "/billing"));
	harness_says(r, "H0038");
	harness_says(r, "Sue for Ana");
	harness_says_not(r, "ducks");
	harness_says_not(r, "bench");
	harness_says_not(r, "Emotional");
	const json_t *m = json_array_get(json_object_get(harness_json(r), "meetings"), 0);
	assert_int_equal(json_integer_value(json_object_get(m, "units")), 3);
	assert_int_equal(json_integer_value(json_object_get(m, "minutes")), 52);
	assert_string_equal(json_string_value(json_object_get(m, "day")), "2025-06-14");
	assert_string_equal(json_string_value(json_object_get(m, "meeting")), id);
	assert_null(json_object_get(m, "outcome"));
	assert_null(json_object_get(m, "given"));
	MUST(harness_get(r, HARBOR "/billing/meetings.csv"));
	harness_says(r, "day,code,units,minutes,kind,mode,project,supporter,supporter_id,person,person_id,headcount,meeting\r\n2025-06-14,H0038,3,52,one-to-one,phone,Family,Sue,");
	harness_says_not(r, "ducks");
	assert_string_equal(r->reply.file_name, "meetings.csv");
}

static void only_what_is_billed_on_its_day_stands_there(void **state)
{
	struct req *r = *state;
	struct books b = books(r);
	meeting(r, &b, "2025-06-14", "45");
	harness_as(r, b.oscar, 0);
	MUST(harness_get(r, HARBOR "/billing"));
	harness_says(r, "No code has been set for any project yet.");
	bill(r, &b, "group", "H0038 HQ", "down");
	harness_as(r, b.oscar, 0);
	MUST(harness_get(r, HARBOR "/billing"));
	harness_says(r, "No meetings to bill on these days.");
	bill(r, &b, "one-to-one", "H0038", "down");
	harness_as(r, b.oscar, 0);
	MUST(harness_get(r, HARBOR "/billing?from=2025-06-14&until=2025-06-14"));
	harness_says(r, "Sue for Ana");
	MUST(harness_get(r, HARBOR "/billing?from=2025-06-13&until=2025-06-13"));
	harness_says_not(r, "Sue for Ana");
	harness_as(r, b.w.cora, 0);
	MUST(harness_get(r, HARBOR "/settings/billing"));
	const char *service = after(r, "/settings/billing/", '/');
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/settings/billing/%s/end", service), NULL));
	assert_int_equal(harness_post(r, HARBOR "/settings/billing/none/end", NULL), MISSING);
}

static void minutes_become_units_as_the_payer_says(void **state)
{
	struct req *r = *state;
	static const struct { int64_t minutes, down, up, eight; } cases[] = {
		{ 0, 0, 0, 0 }, { 7, 0, 1, 0 }, { 8, 0, 1, 1 }, { 14, 0, 1, 1 }, { 15, 1, 1, 1 }, { 16, 1, 2, 1 }, { 22, 1, 2, 1 }, { 23, 1, 2, 2 },
		{ 29, 1, 2, 2 }, { 30, 2, 2, 2 }, { 37, 2, 3, 2 }, { 38, 2, 3, 3 }, { 53, 3, 4, 4 }, { 67, 4, 5, 4 }, { 68, 4, 5, 5 },
	};
	(void)r;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(billing_units(cases[i].minutes, 15, 0), cases[i].down);
		assert_int_equal(billing_units(cases[i].minutes, 15, 1), cases[i].up);
		assert_int_equal(billing_units(cases[i].minutes, 15, 2), cases[i].eight);
		assert_int_equal(billing_units(cases[i].minutes, 15, 3), NO_INT);
	}
	assert_int_equal(billing_units(59, 60, 0), 0);
	assert_int_equal(billing_units(30, 60, 2), 0);
	assert_int_equal(billing_units(31, 60, 2), 1);
}

static void the_list_goes_on_by_key(void **state)
{
	struct req *r = *state;
	struct books b = books(r);
	bill(r, &b, "one-to-one", "H0038", "exact");
	for (int i = 0; i < 53; i++)
		meeting(r, &b, i % 2 ? "2025-06-14" : "2025-06-13", arena_printf(&r->arena, "%d", 20 + i));
	harness_as(r, b.oscar, 0);
	MUST(harness_get(r, HARBOR "/billing"));
	const json_t *page = harness_json(r);
	assert_int_equal(json_array_size(json_object_get(page, "meetings")), 50);
	const char *next = arena_str(&r->arena, json_string_value(json_object_get(page, "next")));
	MUST(harness_get(r, next));
	page = harness_json(r);
	assert_int_equal(json_array_size(json_object_get(page, "meetings")), 3);
	assert_true(json_is_null(json_object_get(page, "next")));
}

static void a_group_names_nobody(void **state)
{
	struct req *r = *state;
	struct books b = books(r);
	bill(r, &b, "group", "H0038 HQ", "down");
	harness_as(r, b.w.cora, 0);
	MUST(harness_post(r, HARBOR "/group-encounters/new", "day", "2025-06-14", "clock", "10:00", "minutes", "90", "headcount", "9", "mode", "in_person",
			  "project", b.family, "topics", "sleep", "outcome", "Warm soup", NULL));
	harness_as(r, b.oscar, 0);
	MUST(harness_get(r, HARBOR "/billing"));
	harness_says(r, "9 people");
	harness_says_not(r, "Cora");
	harness_says_not(r, "sleep");
	harness_says_not(r, "soup");
}

static void who_met_reads_that_it_is_billed_and_who_bills(void **state)
{
	struct req *r = *state;
	struct books b = books(r);
	bill(r, &b, "one-to-one", "H0038", "down");
	const char *id = meeting(r, &b, "2025-06-14", "45");
	harness_as(r, b.w.ana, 0);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/encounters/%s", id)));
	harness_says(r, "This meeting is billed under the code H0038.");
	MUST(harness_get(r, HARBOR "/limits"));
	harness_says(r, "Oscar");
	harness_says(r, "Which meetings are billed");
	harness_says(r, "H0038");
	harness_as(r, NULL, 0);
	MUST(harness_get(r, HARBOR "/limits"));
	harness_says_not(r, "Oscar");
	harness_says_not(r, "H0038");
}

static enum status enter_without_the_password(struct req *r)
{
	r->who.again_recently = false;
	return enter(r);
}

static void only_a_coordinator_says_what_is_billed_with_the_password(void **state)
{
	struct req *r = *state;
	struct books b = books(r);
	const char *const others[] = { b.w.ana, b.w.sue, b.oscar, b.eva };
	for (size_t i = 0; i < COUNT(others); i++) {
		harness_as(r, others[i], 0);
		assert_int_equal(harness_get(r, HARBOR "/settings/billing"), MISSING);
		assert_int_equal(harness_post(r, HARBOR "/settings/billing", "code", "H0038", NULL), MISSING);
	}
	harness_enter = enter_without_the_password;
	harness_as(r, b.w.cora, 0);
	assert_int_equal(harness_post(r, HARBOR "/settings/billing", "code", "H0038", NULL), DENIED);
	assert_true(r->needs_password);
	harness_enter = enter;
	assert_int_equal(harness_post(r, HARBOR "/settings/billing", "code", "H", NULL), INVALID);
	assert_true(harness_fault(r, "project", "needed"));
	assert_true(harness_fault(r, "rounding", "needed"));
	assert_int_equal(harness_post(r, HARBOR "/settings/billing", "project", b.w.ana, "kind", "one-to-one", "code", "H0038", "unit_minutes", "15",
				      "rounding", "down", "from", "2025-06-01", NULL), INVALID);
	assert_true(harness_fault(r, "project", "unknown"));
	bill(r, &b, "one-to-one", "H0038", "down");
	assert_int_equal(harness_post(r, HARBOR "/settings/billing", "project", b.family, "kind", "one-to-one", "code", "H0025", "unit_minutes", "15",
				      "rounding", "down", "from", "2025-06-10", NULL), INVALID);
	assert_true(harness_fault(r, "project", "taken"));
}

static void nobody_else_has_the_list(void **state)
{
	struct req *r = *state;
	struct books b = books(r);
	bill(r, &b, "one-to-one", "H0038", "down");
	const char *const others[] = { b.w.ana, b.w.sue, b.w.cora, b.eva };
	for (size_t i = 0; i < COUNT(others); i++) {
		harness_as(r, others[i], 0);
		assert_int_equal(harness_get(r, HARBOR "/billing"), MISSING);
		assert_int_equal(harness_get(r, HARBOR "/billing/meetings.csv"), MISSING);
	}
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, HARBOR "/billing"), MISSING);
	assert_true(r->needs_sign_in);
}

static void who_works_from_outside_sees_nothing_of_members(void **state)
{
	struct req *r = *state;
	struct books b = books(r);
	const char *id = meeting(r, &b, "2025-06-14", "45");
	const char *const paths[] = { "/people", arena_printf(&r->arena, "/people/%s", b.w.ana), "/offers", "/connections", "/asks",
		arena_printf(&r->arena, "/encounters/%s", id), "/welcome", "/about-me", "/group-encounters", "/coordinating" };
	const char *const who[] = { b.oscar, b.eva };
	for (size_t i = 0; i < COUNT(who); i++)
		for (size_t k = 0; k < COUNT(paths); k++) {
			harness_as(r, who[i], 0);
			assert_int_equal(harness_get(r, arena_printf(&r->arena, HARBOR "%s", paths[k])), MISSING);
		}
	for (size_t i = 0; i < COUNT(who); i++) {
		harness_as(r, who[i], 0);
		MUST(harness_get(r, HARBOR "/membership"));
		harness_says(r, "You work for this community from outside.");
	}
}

/* ---- fields ---- */

static void the_gate_decides_which_fields_there_are_whatever_a_route_asks_for(void **state)
{
	struct req *r = *state;
	struct books b = books(r);
	MUST(db_begin(r->db, true));
	MUST(communities_give_role(r, b.w.harbor, b.w.ben, "facilitator", r->now));
	there.sue = b.w.sue;
	there.harbor = b.w.harbor;
	r->route = NULL;
	for (size_t i = 0; i < COUNT(kinds); i++)
		MUST(seal_close(r, kinds[i].place, owner_of(i), "row", kinds[i].words, &there.sealed[i]));
	MUST(db_commit(r->db));
	const struct { const char *who, *role, *sees; } cases[] = {
		{ b.eva, "evaluator", "-|-|-|-|-|Harbor|" },
		{ b.oscar, "biller", "Sue|-|-|-|-|Harbor|" },
		{ b.w.ben, "facilitator", "Sue|A walk|-|-|-|Harbor|" },
		{ b.w.cora, "coordinator", "Sue|A walk|sue@example.org|-|-|Harbor|" },
		{ b.w.ana, "member", "Sue|A walk|sue@example.org|We laughed about ducks|My uncle|Harbor|" },
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		harness_as(r, cases[i].who, 0);
		MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/rogue/%s", cases[i].role)));
		assert_string_equal(harness_body(r), cases[i].sees);
	}
}

static void a_role_that_ended_opens_no_page_and_no_file(void **state)
{
	struct req *r = *state;
	struct books b = books(r);
	harness_as(r, b.oscar, 0);
	MUST(harness_get(r, HARBOR "/billing"));
	harness_as(r, b.w.cora, 0);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/people/%s", b.oscar)));
	const char *role = after(r, "/roles/", '/');
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/people/%s/roles/%s/end", b.oscar, role), NULL));
	harness_as(r, b.oscar, 0);
	assert_int_equal(harness_get(r, HARBOR "/billing"), MISSING);
	assert_int_equal(harness_get(r, HARBOR "/billing/meetings.csv"), MISSING);
}

HARNESS(who_bills_sees_codes_and_never_words, only_what_is_billed_on_its_day_stands_there, minutes_become_units_as_the_payer_says,
	the_list_goes_on_by_key, a_group_names_nobody, who_met_reads_that_it_is_billed_and_who_bills,
	only_a_coordinator_says_what_is_billed_with_the_password, nobody_else_has_the_list, who_works_from_outside_sees_nothing_of_members,
	the_gate_decides_which_fields_there_are_whatever_a_route_asks_for, a_role_that_ended_opens_no_page_and_no_file)

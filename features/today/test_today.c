/* Today: cards of other features in their order, a kind word when there are none, nothing for those who are not members. */
#include "../experiences/test_world.h"
#include "today.h"

#define TODAY "/c/harbor/today"

/* A feature above with cards of its own, in no order: what stands here must not depend on who else has something to say. */
static enum status for_supporters(struct req *r) { OUT_LITERAL(&r->out, "<p>Someone answered</p>"); return OK; }
static enum status for_coordinators(struct req *r) { OUT_LITERAL(&r->out, "<p>Someone waits</p>"); return OK; }
static enum status both(struct req *r) { OUT_LITERAL(&r->out, "<p>At four o'clock</p>"); return OK; }
static enum status silent(struct req *r) { (void)r; return OK; }
static enum status elsewhere(struct req *r) { OUT_LITERAL(&r->out, "<p>On another page</p>"); return OK; }

static const struct card cards[] = {
	{ .place = "today", .name = "waits", .path = "/waits", .order = 70, .may = MAY_COORDINATOR, .draw = for_coordinators },
	{ .place = "today", .name = "silent", .path = "/silent", .order = 30, .may = MAY_MEMBER, .draw = silent },
	{ .place = "today", .name = "answers", .path = "/answers", .order = 20, .may = MAY_SUPPORTER, .draw = for_supporters },
	{ .place = "today", .name = "at-four", .path = "/at-four", .order = 10, .may = MAY_SUPPORTER | MAY_COORDINATOR, .draw = both },
	{ .place = "connection", .name = "elsewhere", .path = "/elsewhere", .order = 1, .may = MAY_MEMBER, .draw = elsewhere },
};
static const char *const schemas[] = { NULL };
static const struct db_query *const queries[] = { NULL };
static const struct feature above = { .name = "above", .schemas = schemas, .queries = queries, .cards = cards, .n_cards = COUNT(cards) };

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &today_feature, &above, NULL };

static const char *found(struct req *r, const char *text)
{
	harness_says(r, text);
	return strstr(harness_body(r), text);
}

static void the_cards_stand_in_their_order(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	MUST(db_begin(r->db, true));
	MUST(communities_give_role(r, w.harbor, w.cora, "supporter", r->now - 1));
	MUST(db_commit(r->db));
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, TODAY));
	assert_true(found(r, "At four o'clock") < found(r, "Someone answered"));
	assert_true(found(r, "Someone answered") < found(r, "Someone waits"));
	harness_says_not(r, "On another page");
	harness_says_not(r, "Nothing waits for you");
}

static void each_sees_only_the_cards_meant_for_them(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, TODAY));
	harness_says(r, "Someone answered");
	harness_says_not(r, "Someone waits");
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, TODAY));
	harness_says(r, "Someone waits");
	harness_says_not(r, "Someone answered");
}

static void when_nothing_waits_it_says_so(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, TODAY));
	harness_says(r, "Nothing waits for you. Enjoy your day.");
	harness_says(r, "href=\"/c/harbor/asks/new?direction=ask\"");
	harness_says(r, "href=\"/c/harbor/asks/new?direction=offer\"");
	harness_says_not(r, "Someone");
}

static void the_greeting_goes_by_the_readers_own_clock(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	static const struct { int hour; const char *says; } told[] = {
		{ 3, "Good evening, Ana" }, { 4, "Good morning, Ana" }, { 11, "Good morning, Ana" }, { 12, "Hello, Ana" },
		{ 16, "Hello, Ana" }, { 17, "Good evening, Ana" }, { 23, "Good evening, Ana" },
	};
	harness_as(r, w.ana, 0);
	int64_t midnight = r->now / 86400 * 86400;
	for (size_t i = 0; i < COUNT(told); i++) {
		r->reader.zone = "UTC";
		r->now = midnight + told[i].hour * 3600;
		MUST(harness_get(r, TODAY));
		harness_says(r, told[i].says);
	}
	r->reader.zone = "Asia/Tokyo";                  /* 23:00 there is 8:00 of the next day */
	MUST(harness_get(r, TODAY));
	harness_says(r, "Good morning, Ana");
}

static void the_json_names_who_it_is_for_and_the_cards(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, TODAY));
	const json_t *page = harness_json(r), *see = json_object_get(page, "see");
	static const struct { const char *name, *path; } named[] = { { "at-four", "/at-four" }, { "answers", "/answers" }, { "silent", "/silent" } };
	size_t at = 0;
	assert_string_equal(json_string_value(json_object_get(page, "name")), "Sue");
	for (size_t i = 0; i < json_array_size(see); i++) {
		const json_t *card = json_array_get(see, i);
		const char *name = json_string_value(json_object_get(card, "name"));
		assert_string_not_equal(name, "waits");
		assert_string_not_equal(name, "elsewhere");
		if (at < COUNT(named) && strcmp(name, named[at].name) == 0)
			assert_string_equal(json_string_value(json_object_get(card, "path")), named[at++].path);
	}
	assert_int_equal(at, COUNT(named));
}

static void whoever_is_not_a_member_finds_nothing(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.otto, 0);
	assert_int_equal(harness_get(r, TODAY), MISSING);
	assert_int_equal(harness_get(r, "/c/nowhere/today"), MISSING);
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, TODAY), MISSING);
	assert_true(r->needs_sign_in);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, TODAY));
	MUST(harness_post(r, "/c/harbor/leave-community", NULL));
	assert_int_equal(harness_get(r, TODAY), MISSING);
}

HARNESS(the_cards_stand_in_their_order, each_sees_only_the_cards_meant_for_them, when_nothing_waits_it_says_so,
	the_greeting_goes_by_the_readers_own_clock, the_json_names_who_it_is_for_and_the_cards, whoever_is_not_a_member_finds_nothing)

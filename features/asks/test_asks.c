/* Asking and offering: each page, each refusal, who may not, and what others see. */
#include "test_asks_world.h"

static void the_limits_come_before_the_first_request(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	struct asks_mine_list mine;
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_get(r, NEW), INVALID);
	assert_non_null(r->reply.location);
	assert_non_null(strstr(r->reply.location, "/limits"));
	assert_int_equal(ASK(r, "about", "someone to walk with", "kinds", "company"), INVALID);
	assert_non_null(strstr(r->reply.location, "/limits"));
	MUST(asks_mine(r, w.harbor, w.ana, &mine));
	assert_int_equal(mine.n, 0);
	MUST(harness_get(r, NEW "?direction=offer"));           /* an offer tells nothing in confidence */
	MUST(OFFER(r, "about", "a walk", "kinds", "company"));
	accepts_limits(r, w.ana);
	MUST(harness_get(r, NEW));
	MUST(ASK(r, "about", "someone to walk with", "kinds", "company"));
}

static void asking_leads_to_the_people_who_may_fit(void **state)
{
	struct req *r = *state;
	struct world w = a_harbor(r, 1);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, NEW));
	harness_says(r, "I would like someone to …");
	harness_says(r, "Someone who listens and understands");
	heard_asks = 0;
	MUST(harness_post(r, NEW, "direction", "ask", "about", "sit with me at the office", "kinds", "advocacy", "kinds", "company",
		"soon", "week", "ways", "centre", "helped", "1", NULL));
	const char *id = asked_id(r);
	assert_string_equal(r->reply.location, path_of(r, id, "/people"));
	assert_true(heard_asks >= 1);
	r->now += 3 * 86400;
	MUST(harness_get(r, "/c/harbor/asks"));
	harness_says(r, "sit with me at the office");
	harness_says(r, "waiting for 3 days");
	harness_says(r, "a coordinator helps to look");
	const json_t *a = json_array_get(json_object_get(harness_json(r), "open"), 0);
	assert_string_equal(json_string_value(json_object_get(a, "direction")), "ask");
	assert_string_equal(json_string_value(json_object_get(a, "soon")), "week");
	assert_int_equal(json_array_size(json_object_get(a, "kinds")), 2);
	assert_true(json_is_true(json_object_get(a, "helped")));
	struct asks_one one;
	in_harbor(r, &w, w.ana);
	MUST(asks_get(r, id, &one));
	assert_true(one.open && one.helped && one.ways == 1 << 2 && one.soon == 1);
	assert_string_equal(one.about, "sit with me at the office");
}

static void what_cannot_be_asked_says_how_to_mend_it(void **state)
{
	struct req *r = *state;
	struct world w = a_harbor(r, 1);
	char *long_words = arena_take(&r->arena, 502);
	memset(long_words, 'a', 501);
	harness_as(r, w.ana, 0);
	assert_int_equal(ASK(r, "about", "x", "kinds", "company"), INVALID);
	assert_true(harness_fault(r, "about", "short"));
	assert_int_equal(ASK(r, "about", long_words, "kinds", "company"), INVALID);
	assert_true(harness_fault(r, "about", "long"));
	assert_int_equal(ASK(r, "kinds", "company"), INVALID);
	assert_true(harness_fault(r, "about", "needed"));
	assert_int_equal(ASK(r, "about", "What I typed stays"), INVALID);
	assert_true(harness_fault(r, "kinds", "needed"));
	harness_says(r, "What I typed stays");
	assert_int_equal(ASK(r, "about", "a walk", "kinds", "therapy"), INVALID);
	assert_true(harness_fault(r, "kinds", "choice"));
	assert_int_equal(harness_post(r, NEW, "direction", "take", "about", "a walk", "kinds", "company", "soon", "week", NULL), INVALID);
	assert_int_equal(harness_post(r, NEW, "direction", "ask", "about", "a walk", "kinds", "company", NULL), INVALID);
	assert_true(harness_fault(r, "soon", "needed"));
	assert_int_equal(OFFER(r, "kinds", "company"), INVALID);
	harness_says(r, "Offer this");                  /* the same page again, not that of asking */
	for (int i = 0; i < 10; i++)
		an_ask(r, w.ana, "a walk");
	assert_int_equal(ASK(r, "about", "one more walk", "kinds", "company"), INVALID);
	assert_true(harness_fault(r, NULL, "full"));
}

static void only_members_ask(void **state)
{
	struct req *r = *state;
	struct world w = a_harbor(r, 1);
	static const char *const pages[] = { "/c/harbor/asks", NEW, "/c/harbor/offers", "/c/harbor/room" };
	const char *const strangers[] = { w.otto, NULL };
	for (size_t i = 0; i < COUNT(strangers); i++)
		for (size_t k = 0; k < COUNT(pages); k++) {
			harness_as(r, strangers[i], 0);
			assert_int_equal(harness_get(r, pages[k]), MISSING);
		}
	harness_as(r, w.otto, 0);
	assert_int_equal(ASK(r, "about", "from outside", "kinds", "company"), MISSING);
}

static void asks_of_others_are_not_there(void **state)
{
	struct req *r = *state;
	struct world w = a_harbor(r, 1);
	const char *id = an_ask(r, w.ana, "only for a few eyes");
	const char *const others[] = { w.ben, w.sue, w.otto, NULL };
	for (size_t i = 0; i < COUNT(others); i++) {
		harness_as(r, others[i], 0);
		assert_int_equal(harness_get(r, path_of(r, id, "")), MISSING);
		harness_says_not(r, "few eyes");
		assert_int_equal(harness_get(r, path_of(r, id, "/edit")), MISSING);
		assert_int_equal(harness_post(r, path_of(r, id, "/edit"), "about", "not mine", "kinds", "company", "soon", "week", "version", "1", NULL), MISSING);
		assert_int_equal(harness_post(r, path_of(r, id, "/take-back"), NULL), MISSING);
		assert_int_equal(harness_post(r, path_of(r, id, "/again"), NULL), MISSING);
	}
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, path_of(r, id, "")));       /* the coordinator helps to look, and changes nothing */
	harness_says(r, "only for a few eyes");
	harness_says_not(r, "/take-back");
	assert_int_equal(harness_post(r, path_of(r, id, "/take-back"), NULL), MISSING);
	assert_int_equal(harness_get(r, path_of(r, id, "/edit")), MISSING);
	assert_int_equal(harness_get(r, "/c/harbor/asks/01234567890123456789012345"), MISSING);
}

static void changing_needs_the_version_that_was_read(void **state)
{
	struct req *r = *state;
	struct world w = a_harbor(r, 1);
	const char *id = an_ask(r, w.ana, "a walk"), *path = path_of(r, id, "/edit");
	MUST(harness_get(r, path));
	harness_says(r, "a walk");
	MUST(harness_post(r, path, "about", "a long walk", "kinds", "emotional", "soon", "today", "helped", "1", "version", "1", NULL));
	assert_int_equal(harness_post(r, path, "about", "a short walk", "kinds", "company", "soon", "week", "version", "1", NULL), CONFLICT);
	harness_says(r, "a long walk");
	harness_says(r, "a short walk");
	harness_says(r, "name=\"version\" value=\"2\"");
	MUST(harness_get(r, path_of(r, id, "")));
	const json_t *j = harness_json(r);
	assert_string_equal(json_string_value(json_object_get(j, "about")), "a long walk");
	assert_int_equal(json_integer_value(json_object_get(j, "version")), 2);
	assert_true(json_is_true(json_object_get(j, "helped")));
}

static void taken_back_in_one_step_and_asked_again_in_one(void **state)
{
	struct req *r = *state;
	struct world w = a_harbor(r, 1);
	const char *id = an_ask(r, w.ana, "a walk");
	struct asks_mine_list mine;
	r->now += 10;
	MUST(harness_post(r, path_of(r, id, "/again"), NULL));          /* still open: nothing to ask again */
	assert_string_equal(r->reply.location, path_of(r, id, ""));
	MUST(harness_post(r, path_of(r, id, "/take-back"), NULL));
	assert_string_equal(r->reply.location, "/c/harbor/asks");
	MUST(harness_post(r, path_of(r, id, "/take-back"), NULL));      /* twice is as good as once */
	assert_int_equal(harness_post(r, path_of(r, id, "/edit"), "about", "x y", "kinds", "company", "soon", "week", "version", "2", NULL), INVALID);
	assert_true(harness_fault(r, NULL, "closed"));
	MUST(harness_get(r, "/c/harbor/asks"));
	harness_says(r, "Taken back");
	assert_int_equal(json_array_size(json_object_get(harness_json(r), "open")), 0);
	MUST(harness_post(r, path_of(r, id, "/again"), NULL));
	const char *again = asked_id(r);
	assert_string_not_equal(again, id);
	MUST(asks_mine(r, w.harbor, w.ana, &mine));
	assert_int_equal(mine.n, 2);
	assert_string_equal(mine.at[0].id, again);
	assert_string_equal(mine.at[0].about, "a walk");
	assert_true(mine.at[0].closed == NO_INT && mine.at[0].asked == r->now);
	assert_string_equal(mine.at[1].closed_why, "taken_back");
}

static void closing_tells_once(void **state)
{
	struct req *r = *state;
	struct world w = a_harbor(r, 1);
	const char *id = an_ask(r, w.ana, "a walk");
	struct asks_one one;
	in_harbor(r, &w, w.cora);
	heard_asks = 0;
	MUST(asks_close(r, id, "connected"));
	MUST(asks_close(r, id, "taken_back"));
	assert_int_equal(heard_asks, 1);
	MUST(asks_get(r, id, &one));
	assert_false(one.open);
	assert_int_equal(asks_close(r, id_new(r), "connected"), MISSING);
	r->community.id = id_new(r);
	assert_int_equal(asks_get(r, id, &one), MISSING);               /* an ask of another community */
	assert_int_equal(asks_close(r, id, "connected"), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, path_of(r, id, "")));
	harness_says(r, "Found someone");
}

/* ---- offers ---- */

static void offers_are_there_for_members(void **state)
{
	struct req *r = *state;
	struct world w = a_harbor(r, 1);
	const char *id = an_offer(r, &w, w.sue, "a walk by the river");
	assert_string_equal(r->reply.location, "/c/harbor/asks");
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, "/c/harbor/offers"));
	harness_says(r, "Sue");
	harness_says(r, "a walk by the river");
	harness_says(r, arena_printf(&r->arena, "href=\"/c/harbor/offers/%s/ask\"", id));
	const json_t *o = json_array_get(json_object_get(harness_json(r), "offers"), 0);
	assert_string_equal(json_string_value(json_object_get(o, "name")), "Sue");
	assert_true(json_is_false(json_object_get(o, "mine")));
	assert_int_equal(harness_get(r, path_of(r, id, "/edit")), MISSING);
	assert_int_equal(harness_post(r, path_of(r, id, "/take-back"), NULL), MISSING);
	an_ask(r, w.ben, "a request is no offer");
	MUST(harness_get(r, "/c/harbor/offers"));
	harness_says_not(r, "a request is no offer");
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, "/c/harbor/offers"));
	harness_says(r, "Yours: look at it");
	MUST(harness_get(r, path_of(r, id, "/edit")));
	MUST(harness_post(r, path_of(r, id, "/take-back"), NULL));
	MUST(harness_get(r, "/c/harbor/offers"));
	harness_says_not(r, "a walk by the river");
	MUST(harness_post(r, path_of(r, id, "/again"), NULL));
	MUST(harness_get(r, "/c/harbor/offers"));
	harness_says(r, "a walk by the river");
}

/* Does Ana find Sue's offer? */
static bool offered_to(struct req *r, const char *person)
{
	harness_as(r, person, 0);
	MUST(harness_get(r, "/c/harbor/offers"));
	return strstr(harness_body(r), "a walk by the river") != NULL;
}

static void offers_rest_while_there_is_no_room(void **state)
{
	struct req *r = *state;
	struct world w = a_harbor(r, 1);
	struct civil c = zone_civil("UTC", r->now);
	const char *today = arena_printf(&r->arena, "%04d-%02d-%02d", c.year, c.month, c.day);
	an_offer(r, &w, w.sue, "a walk by the river");
	assert_true(offered_to(r, w.ana));
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, "/c/harbor/room", "state", "paused", "capacity", "2", "version", "0", NULL));
	assert_false(offered_to(r, w.ana));
	assert_true(offered_to(r, w.sue));
	MUST(harness_post(r, "/c/harbor/room", "state", "open", "capacity", "2", "version", "1", NULL));
	assert_true(offered_to(r, w.ana));
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, "/c/harbor/room/off", "from_day", today, "until_day", today, NULL));
	assert_false(offered_to(r, w.ana));
	r->now += 86400;
	assert_true(offered_to(r, w.ana));
}

static void those_to_be_kept_apart_do_not_meet_among_offers(void **state)
{
	struct req *r = *state;
	struct world w = a_harbor(r, 1);
	an_offer(r, &w, w.sue, "a walk by the river");
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, "/c/harbor/about-me/apart", "name", "sue", NULL));
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, "/c/harbor/about-me/apart", "name", "Ben", NULL));
	assert_false(offered_to(r, w.ana));
	assert_false(offered_to(r, w.ben));
	assert_true(offered_to(r, w.cora));
}

static void offers_go_by_pages_newest_first(void **state)
{
	struct req *r = *state;
	struct world w = a_harbor(r, 1);
	const char *id;
	in_harbor(r, &w, w.sue);
	MUST(db_begin(r->db, true));
	for (int i = 0; i < 60; i++)
		MUST(asks_open_one(r, &(struct asks_new_one){ .person = w.sue, .direction = "offer", .kinds = 1, .soon = 3,
			.about = arena_printf(&r->arena, "offer number %02d", i), .asked = r->now + i / 3 }, &id));
	MUST(db_commit(r->db));
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, "/c/harbor/offers"));
	harness_says(r, "offer number 59");
	harness_says_not(r, "offer number 00");
	const json_t *j = harness_json(r);
	assert_int_equal(json_array_size(json_object_get(j, "offers")), 50);
	MUST(harness_get(r, arena_printf(&r->arena, "/c/harbor/offers?before=%lld&before_id=%s",
		(long long)json_integer_value(json_object_get(j, "next")), json_string_value(json_object_get(j, "next_id")))));
	harness_says(r, "offer number 00");
	assert_int_equal(json_array_size(json_object_get(harness_json(r), "offers")), 10);
}

/* ---- room ---- */

HARNESS(the_limits_come_before_the_first_request, asking_leads_to_the_people_who_may_fit,
	what_cannot_be_asked_says_how_to_mend_it, only_members_ask, asks_of_others_are_not_there,
	changing_needs_the_version_that_was_read, taken_back_in_one_step_and_asked_again_in_one, closing_tells_once,
	offers_are_there_for_members, offers_rest_while_there_is_no_room, those_to_be_kept_apart_do_not_meet_among_offers,
	offers_go_by_pages_newest_first)

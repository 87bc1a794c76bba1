/* Asking, offering, room and time off: each page, each refusal, who may not, and what others see. */
#include "../experiences/test_world.h"
#include "asks.h"
#include "queries.h"
#include "pages.h"

static int64_t heard_asks, heard_rooms;
static enum status hear_ask(struct req *r, const void *what)
{
	(void)r;
	assert_non_null(what);
	heard_asks++;
	return OK;
}
static enum status hear_room(struct req *r, const void *what)
{
	const struct communities_member *m = what;
	(void)r;
	assert_true(m->community && m->person);
	heard_rooms++;
	return OK;
}
static const struct ear listener_ears[] = { { &asks_changed, hear_ask }, { &asks_room_changed, hear_room } };
static const char *const no_schemas[] = { NULL };
static const struct db_query *const no_queries[] = { NULL };
static const struct feature listener = { .name = "listener", .schemas = no_schemas, .queries = no_queries, .ears = listener_ears, .n_ears = 2 };

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &listener, &asks_feature, NULL };

#define NEW "/c/harbor/asks/new"
#define ASK(r, ...) harness_post(r, NEW, "direction", "ask", "soon", "no_hurry", __VA_ARGS__, NULL)
#define OFFER(r, ...) harness_post(r, NEW, "direction", "offer", "soon", "no_hurry", __VA_ARGS__, NULL)

static void accepts_limits(struct req *r, const char *person)
{
	harness_as(r, person, 0);
	MUST(harness_post(r, "/c/harbor/limits", "understood", "1", "number", "1", "to", NEW, NULL));
}

/* Everyone has accepted the limits of confidentiality. */
static struct world a_harbor(struct req *r, int64_t formality)
{
	struct world w = a_world(r, formality);
	const char *const all[] = { w.ana, w.ben, w.sue, w.cora };
	for (size_t i = 0; i < COUNT(all); i++)
		accepts_limits(r, all[i]);
	return w;
}

static const char *asked_id(struct req *r)
{
	const char *at = strstr(r->reply.location, "/asks/") + 6;
	return arena_copy(&r->arena, at, strcspn(at, "/"));
}

static const char *an_ask(struct req *r, const char *person, const char *about)
{
	harness_as(r, person, 0);
	MUST(ASK(r, "about", about, "kinds", "company"));
	return asked_id(r);
}

static const char *an_offer(struct req *r, const struct world *w, const char *person, const char *about)
{
	struct asks_mine_list mine;
	harness_as(r, person, 0);
	MUST(OFFER(r, "about", about, "kinds", "company"));
	MUST(asks_mine(r, w->harbor, person, &mine));
	return mine.at[0].id;
}

static const char *path_of(struct req *r, const char *id, const char *then)
{
	return arena_printf(&r->arena, "/c/harbor/asks/%s%s", id, then);
}

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

static void room_is_said_by_oneself(void **state)
{
	struct req *r = *state;
	struct world w = a_harbor(r, 1);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, "/c/harbor/room"));                 /* light: an untrained peer is a complete peer */
	heard_rooms = 0;
	MUST(harness_post(r, "/c/harbor/room", "state", "open", "capacity", "3", "kinds", "emotional", "about", "I am slow to answer.",
		"version", "0", NULL));
	assert_true(heard_rooms >= 1);
	assert_int_equal(harness_post(r, "/c/harbor/room", "state", "full", "capacity", "3", "version", "0", NULL), CONFLICT);
	MUST(harness_get(r, "/c/harbor/room"));
	harness_says(r, "I am slow to answer.");
	harness_says(r, "I have room for someone new");
	const json_t *j = harness_json(r);
	assert_string_equal(json_string_value(json_object_get(j, "state")), "open");
	assert_int_equal(json_integer_value(json_object_get(j, "capacity")), 3);
	assert_int_equal(harness_post(r, "/c/harbor/room", "state", "open", "capacity", "0", "version", "1", NULL), INVALID);
	assert_true(harness_fault(r, "capacity", "room"));
	assert_int_equal(harness_post(r, "/c/harbor/room", "state", "gone", "capacity", "51", "version", "1", NULL), INVALID);
	assert_true(harness_fault(r, "state", "choice") && harness_fault(r, "capacity", "large"));
	assert_int_equal(harness_post(r, "/c/harbor/room", "capacity", "x", "version", "1", NULL), INVALID);
	assert_true(harness_fault(r, "state", "needed") && harness_fault(r, "capacity", "number"));
	MUST(harness_post(r, "/c/harbor/room", "state", "full", "capacity", "0", "version", "1", NULL));
}

static void where_supporters_are_named_only_they_have_room(void **state)
{
	struct req *r = *state;
	struct world w = a_harbor(r, 2);
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_get(r, "/c/harbor/room"), MISSING);
	assert_int_equal(harness_post(r, "/c/harbor/room", "state", "open", "capacity", "1", "version", "0", NULL), MISSING);
	assert_int_equal(harness_post(r, "/c/harbor/room/off", "from_day", "2030-01-01", "until_day", "2030-01-02", NULL), MISSING);
	MUST(harness_get(r, "/c/harbor/asks"));
	harness_says_not(r, "/c/harbor/room");
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, "/c/harbor/room"));
	MUST(harness_post(r, "/c/harbor/room", "state", "open", "capacity", "1", "version", "0", NULL));
}

static void time_off_has_days_that_make_sense(void **state)
{
	struct req *r = *state;
	struct world w = a_harbor(r, 1);
	static const char off[] = "/c/harbor/room/off";
	struct asks_off_list l;
	harness_as(r, w.sue, 0);
	assert_int_equal(harness_post(r, off, "from_day", "2030-01-05", "until_day", "2030-01-04", NULL), INVALID);
	assert_true(harness_fault(r, "until_day", "order"));
	harness_says(r, "2030-01-05");
	assert_int_equal(harness_post(r, off, "from_day", "2020-01-05", "until_day", "2020-01-06", NULL), INVALID);
	assert_true(harness_fault(r, "until_day", "past"));
	assert_int_equal(harness_post(r, off, "from_day", "2030-01-05", "until_day", "2032-01-06", NULL), INVALID);
	assert_true(harness_fault(r, "until_day", "long"));
	assert_int_equal(harness_post(r, off, "from_day", "2030-02-30", "until_day", "soon", NULL), INVALID);
	assert_int_equal(r->n_faults, 2);
	MUST(harness_post(r, off, "from_day", "2025-06-20", "until_day", "2025-06-22", NULL));
	MUST(harness_post(r, off, "from_day", "2030-01-05", "until_day", "2030-01-20", NULL));
	MUST(harness_get(r, "/c/harbor/room"));
	harness_says(r, "5 January 2030");
	MUST(asks_off(r, w.sue, 0, &l));
	assert_int_equal(l.n, 2);
	const char *remove = arena_printf(&r->arena, "/c/harbor/room/off/%s/remove", l.at[1].id);
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_post(r, remove, NULL), MISSING);
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, remove, NULL));
	r->now += 30 * 86400;                                   /* the first is over: gone when the next one comes */
	MUST(harness_post(r, off, "from_day", "2030-03-05", "until_day", "2030-03-20", NULL));
	MUST(asks_off(r, w.sue, 0, &l));
	assert_int_equal(l.n, 1);
}

static void those_i_walk_with_are_counted(void **state)
{
	struct req *r = *state;
	struct world w = a_harbor(r, 1);
	struct asks_room room;
	in_harbor(r, &w, w.ana);
	MUST(asks_walking_add(r, r->community.id, w.ana, -1));
	assert_int_equal(asks_room(r, w.harbor, w.ana, &room), MISSING);
	MUST(asks_walking_add(r, r->community.id, w.ana, 1));
	MUST(asks_walking_add(r, r->community.id, w.ana, 1));
	MUST(asks_walking_add(r, r->community.id, w.ana, -1));
	MUST(asks_room(r, w.harbor, w.ana, &room));
	assert_int_equal(room.walking, 1);
	assert_string_equal(room.state, "paused");
	MUST(asks_walking_add(r, r->community.id, w.ana, -1));
	MUST(asks_walking_add(r, r->community.id, w.ana, -1));
	MUST(asks_room(r, w.harbor, w.ana, &room));
	assert_int_equal(room.walking, 0);
	MUST(asks_room_say(r, w.ana, 0, 4, 1, "Hello."));
	MUST(asks_room_say(r, w.ana, 0, 5, 1, "Hello."));
	MUST(asks_room(r, w.harbor, w.ana, &room));
	assert_string_equal(room.state, "open");
	assert_int_equal(room.capacity, 5);
}

/* ---- Today, leaving, checks ---- */

static void today_says_what_i_wait_for(void **state)
{
	struct req *r = *state;
	struct world w = a_harbor(r, 1);
	struct safe_html cards;
	an_ask(r, w.ana, "a walk <b>by</b> the river");
	r->now += 86400;
	in_harbor(r, &w, w.ana);
	r->who.may = MAY_MEMBER;
	MUST(cards_html(r, "today", &cards));
	assert_non_null(strstr(cards.html, "a walk &lt;b&gt;by&lt;/b&gt; the river"));
	assert_non_null(strstr(cards.html, "waiting for one day"));
	in_harbor(r, &w, w.ben);
	r->who.may = MAY_MEMBER;
	MUST(cards_html(r, "today", &cards));
	assert_null(strstr(cards.html, "river"));
}

static void leave(struct req *r, const struct event *e, const void *what)
{
	in_harbor(r, &(struct world){ 0 }, NULL);
	MUST(db_begin(r->db, true));
	MUST(tell(r, e, what));
	MUST(db_commit(r->db));
}

static void whoever_leaves_takes_their_words_along(void **state)
{
	struct req *r = *state;
	struct world w = a_harbor(r, 1);
	const struct event *const events[] = { &communities_left, &people_left };
	const char *const who[] = { w.ana, w.sue };
	for (size_t i = 0; i < COUNT(events); i++) {
		struct asks_by_id a;
		struct asks_room room;
		struct asks_off_list off;
		const char *id = an_ask(r, who[i], "a walk");
		MUST(harness_post(r, "/c/harbor/room", "state", "open", "capacity", "1", "version", "0", NULL));
		MUST(harness_post(r, "/c/harbor/room/off", "from_day", "2030-01-01", "until_day", "2030-01-02", NULL));
		heard_asks = 0;
		leave(r, events[i], i ? (const void *)who[i] : &(struct communities_member){ .community = w.harbor, .person = who[i] });
		assert_int_equal(heard_asks, 1);
		MUST(asks_by_id(r, w.harbor, id, &a));
		assert_null(a.about);
		assert_string_equal(a.closed_why, "left");
		assert_int_equal(a.kinds, 0);
		assert_int_equal(asks_room(r, w.harbor, who[i], &room), MISSING);
		MUST(asks_off(r, who[i], 0, &off));
		assert_int_equal(off.n, i ? 0 : 1);             /* time off is not of one community */
	}
}

static size_t troubles(struct req *r)
{
	size_t n = 0;
	for (size_t i = 0; i < asks_feature.n_checks; i++) {
		const char *why = NULL;
		MUST(asks_feature.checks[i].holds(r, &why));
		n += why != NULL;
	}
	return n;
}

static void checks_find_what_must_not_be(void **state)
{
	struct req *r = *state;
	struct world w = a_harbor(r, 1);
	const char *id = an_ask(r, w.ana, "a walk");
	an_offer(r, &w, w.sue, "a walk");
	assert_int_equal(troubles(r), 0);
	MUST(asks_add(r, id_new(r), w.harbor, w.otto, "ask", 1, "from outside", 0, 0, false, r->now, NULL));
	assert_int_equal(troubles(r), 1);
	MUST(asks_add(r, id_new(r), w.harbor, w.ana, "ask", 0, "no kind", 0, 0, false, r->now, NULL));
	assert_int_equal(troubles(r), 2);
	MUST(asks_end(r, w.harbor, id, r->now, NULL, NULL));
	assert_int_equal(troubles(r), 3);
	MUST(asks_off_add(r, id_new(r), w.ana, 10, 9, NULL));
	assert_int_equal(troubles(r), 4);
	MUST(asks_room_begin(r, w.harbor, w.ana, r->now, NULL));
	MUST(asks_room_set(r, w.harbor, w.ana, NO_INT, "open", 99, 0, NULL, r->now, NULL));
	assert_int_equal(troubles(r), 5);
}

HARNESS(the_limits_come_before_the_first_request, asking_leads_to_the_people_who_may_fit,
	what_cannot_be_asked_says_how_to_mend_it, only_members_ask, asks_of_others_are_not_there,
	changing_needs_the_version_that_was_read, taken_back_in_one_step_and_asked_again_in_one, closing_tells_once,
	offers_are_there_for_members, offers_rest_while_there_is_no_room, those_to_be_kept_apart_do_not_meet_among_offers,
	offers_go_by_pages_newest_first, room_is_said_by_oneself, where_supporters_are_named_only_they_have_room,
	time_off_has_days_that_make_sense, those_i_walk_with_are_counted, today_says_what_i_wait_for,
	whoever_leaves_takes_their_words_along, checks_find_what_must_not_be)

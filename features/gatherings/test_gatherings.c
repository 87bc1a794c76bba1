/* What is planned is seen by those who are asked and nobody else; a place is given once; called off is said plainly. */
#include "test_gathering_world.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &gatherings_feature, NULL };

static void everyone_here_sees_what_is_planned_and_nobody_outside(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct planned p = AN_EVENT(r, &w, "link", "https://meet.example.org/soup", "about", "Bring bread");
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, time_path(r, p, "")));
	harness_says(r, "Soup and talk");
	harness_says(r, "Blue room");
	harness_says(r, "https://meet.example.org/soup");
	harness_says(r, "Bring bread");
	harness_says_not(r, "/move");
	MUST(harness_get(r, all_path(r, p, "")));
	harness_says_not(r, "/edit");
	harness_as(r, w.otto, 0);
	assert_int_equal(harness_get(r, time_path(r, p, "")), MISSING);
	assert_int_equal(harness_get(r, all_path(r, p, "")), MISSING);
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, time_path(r, p, "")), MISSING);
}

static void only_whoever_runs_it_changes_it(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	harness_as(r, w.ana, 0);
	MUST(PLAN_HERE(r, "kind", "class"));
	struct planned p = planned_now(r);
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_get(r, all_path(r, p, "/edit")), MISSING);
	assert_int_equal(harness_post(r, all_path(r, p, "/edit"), "title", "Mine now", NULL), MISSING);
	assert_int_equal(harness_post(r, all_path(r, p, "/off"), NULL), MISSING);
	assert_int_equal(harness_post(r, time_path(r, p, "/off"), NULL), MISSING);
	assert_int_equal(harness_post(r, time_path(r, p, "/last"), NULL), MISSING);
	assert_int_equal(harness_post(r, time_path(r, p, "/move"), "day", "2025-06-19", "clock", "10:00", "minutes", "60", NULL), MISSING);
	assert_int_equal(harness_get(r, time_path(r, p, "/came")), MISSING);
	assert_int_equal(harness_get(r, time_path(r, p, "/record")), MISSING);
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, all_path(r, p, "/edit")));
	const char *version = after(r, "name=\"version\" value=\"", '"');
	MUST(harness_post(r, all_path(r, p, "/edit"), "title", "Soup, bread and talk", "clock", "17:30", "minutes", "60", "mode", "in_person", "version", version, NULL));
	assert_int_equal(harness_post(r, all_path(r, p, "/edit"), "title", "Too late", "clock", "17:30", "minutes", "60", "mode", "in_person", "version", version, NULL), CONFLICT);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, time_path(r, p, "")));
	harness_says(r, "Soup, bread and talk");
	harness_says(r, "5:30 pm");
}

static void members_plan_classes_and_events_and_leave_sessions_to_who_runs_them(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, HARBOR "/gatherings/new"));
	harness_says(r, "value=\"class\"");
	harness_says_not(r, "value=\"shift\"");
	assert_int_equal(PLAN_HERE(r, "kind", "group"), INVALID);
	assert_int_equal(PLAN_HERE(r, "kind", "shift"), INVALID);
	MUST(PLAN_HERE(r, "kind", "event"));
	MUST(PLAN_HERE(r, "title", "Left open"));       /* what a new form begins with */
	MUST(harness_get(r, r->reply.location));
	harness_says(r, "Event");
	harness_as(r, w.cora, 0);
	MUST(PLAN_HERE(r, "kind", "shift", "asked", "supporters"));
	struct planned p = planned_now(r);
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_get(r, time_path(r, p, "")), MISSING);
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, time_path(r, p, "")));
	harness_says(r, "I take it");
}

static void the_same_form_sent_twice_is_one_gathering(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/gatherings/new"));
	const char *key = after(r, "name=\"form_key\" value=\"", '"');
	for (int times = 0; times < 2; times++) {
		MUST(PLAN_HERE(r, "kind", "event", "form_key", key));
		assert_string_equal(planned_now(r).id, key);
	}
	harness_as(r, w.ben, 0);        /* a key of somebody else's gathering makes none and changes nothing */
	MUST(PLAN_HERE(r, "kind", "event", "form_key", key, "title", "Taken over"));
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/gatherings/%s", key)));
	harness_says_not(r, "Taken over");
}

static void the_last_place_is_given_once_and_can_be_given_back(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct planned p = AN_EVENT(r, &w, "capacity", "1");
	MUST(answers(r, w.ana, p, "yes"));
	MUST(answers(r, w.ana, p, "yes"));
	assert_int_equal(answers(r, w.ben, p, "yes"), INVALID);
	assert_true(harness_fault(r, NULL, "full"));
	harness_says(r, "All places are taken");
	MUST(answers(r, w.ben, p, "maybe"));
	MUST(harness_get(r, time_path(r, p, "")));
	harness_says_not(r, "value=\"yes\"");
	harness_says_not(r, "Ana");             /* everyone else sees a number */
	MUST(answers(r, w.ana, p, "no"));
	MUST(answers(r, w.ben, p, "yes"));
	assert_int_equal(answers(r, w.ana, p, "yes"), INVALID);
	harness_as(r, w.cora, 0);
	assert_int_equal(harness_post(r, all_path(r, p, "/edit"), "title", "Soup", "clock", "18:00", "minutes", "90", "mode", "in_person", "capacity", "2", NULL), OK);
	MUST(answers(r, w.ana, p, "yes"));
	harness_as(r, w.cora, 0);
	assert_int_equal(harness_post(r, all_path(r, p, "/edit"), "title", "Soup", "clock", "18:00", "minutes", "90", "mode", "in_person", "capacity", "1", NULL), INVALID);
	assert_true(harness_fault(r, "capacity", "taken"));
}

static void called_off_and_gone_by_get_plain_answers(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct planned p = AN_EVENT(r, &w, "repeats", "weekly");
	MUST(harness_post(r, time_path(r, p, "/off"), NULL));
	assert_int_equal(answers(r, w.ben, p, "yes"), INVALID);
	assert_true(harness_fault(r, NULL, "off"));
	harness_says(r, "This time was called off.");
	harness_as(r, w.cora, 0);
	assert_int_equal(harness_post(r, time_path(r, p, "/move"), "day", "2025-06-19", "clock", "10:00", "minutes", "60", NULL), INVALID);
	MUST(harness_post(r, time_path(r, p, "/on"), NULL));
	MUST(answers(r, w.ben, p, "yes"));
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, all_path(r, p, "/off"), NULL));
	MUST(harness_get(r, time_path(r, on(p, "2025-07-02"), "")));
	harness_says(r, "All of it was called off.");
	assert_int_equal(harness_post(r, all_path(r, p, "/edit"), "title", "Soup", "clock", "18:00", "minutes", "90", "mode", "in_person", NULL), INVALID);
	MUST(harness_post(r, all_path(r, p, "/on"), NULL));
	r->now += 5 * AT_DAY;
	assert_int_equal(answers(r, w.ana, p, "yes"), INVALID);
	assert_true(harness_fault(r, NULL, "over"));
	harness_as(r, w.cora, 0);
	assert_int_equal(harness_post(r, time_path(r, p, "/move"), "day", "2025-06-29", "clock", "10:00", "minutes", "60", NULL), INVALID);
	assert_int_equal(harness_post(r, time_path(r, p, "/off"), NULL), INVALID);
	assert_int_equal(harness_post(r, time_path(r, p, "/agenda"), "words", "Too late", "minutes", "5", NULL), INVALID);
	MUST(harness_get(r, time_path(r, p, "")));
	harness_says(r, "This time has passed.");
}

static void a_meeting_of_two_is_for_two(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w);
	struct planned p = a_meeting_of_two(r, &w, c);
	const char *const others[] = { w.ben, w.cora, w.otto };
	for (size_t i = 0; i < COUNT(others); i++) {
		harness_as(r, others[i], 0);
		assert_int_equal(harness_get(r, time_path(r, p, "")), MISSING);
		assert_int_equal(harness_get(r, all_path(r, p, "")), MISSING);
		assert_int_equal(harness_get(r, all_path(r, p, "/edit")), MISSING);
		assert_int_equal(harness_post(r, time_path(r, p, "/answer"), "answer", "yes", NULL), MISSING);
		assert_int_equal(harness_get(r, arena_printf(&r->arena, HARBOR "/connections/%s/gatherings/new", c)), MISSING);
	}
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/connections/%s", c)));
	harness_says(r, "The bench");
	MUST(harness_get(r, time_path(r, p, "")));
	harness_says(r, "with Ana");
	MUST(harness_post(r, time_path(r, p, "/move"), "day", "2025-06-19", "clock", "10:00", "minutes", "60", NULL));
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/connections/%s/end", c), NULL));
	const char *const two[] = { w.sue, w.ana };
	for (size_t i = 0; i < COUNT(two); i++) {       /* nobody stands before a closed door; nothing else of it is left */
		harness_as(r, two[i], 0);
		MUST(harness_get(r, time_path(r, p, "")));
		harness_says(r, "called off");
		harness_says_not(r, "Blue room");
		assert_int_equal(harness_get(r, time_path(r, p, "/move")), MISSING);
		assert_int_equal(harness_post(r, all_path(r, p, "/on"), NULL), MISSING);
		assert_int_equal(harness_post(r, time_path(r, p, "/answer"), "answer", "yes", NULL), INVALID);
	}
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_get(r, time_path(r, p, "")), MISSING);
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_get(r, arena_printf(&r->arena, HARBOR "/connections/%s/gatherings/new", c)), MISSING);
}

static void anyone_asked_brings_something_up_and_the_plan_has_clock_times(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct planned p = AN_EVENT(r, &w, "round_in", "15", "round_out", "10");
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, time_path(r, p, "/agenda"), "words", "The bus times", "minutes", "20", NULL));
	harness_as(r, w.ana, 0);
	r->now += 60;
	MUST(harness_post(r, time_path(r, p, "/agenda"), "words", "A picnic", "minutes", "30", NULL));
	assert_int_equal(harness_post(r, time_path(r, p, "/agenda"), "words", "x", "minutes", "0", NULL), INVALID);
	MUST(harness_get(r, time_path(r, p, "")));
	harness_says(r, "Check-in round");
	harness_says(r, "data-from=\"1750269600\"");            /* 18:00 */
	harness_says(r, "data-from=\"1750270500\"");            /* 18:15: the bus */
	harness_says(r, "data-from=\"1750271700\"");            /* 18:35: the picnic */
	harness_says(r, "data-from=\"1750274400\"");            /* 19:20: the last ten minutes are the round's */
	harness_says_not(r, "more than there is time");
	const json_t *plan = json_object_get(harness_json(r), "plan");
	assert_int_equal(json_array_size(plan), 4);
	const char *bus = arena_str(&r->arena, json_string_value(json_object_get(json_array_get(plan, 1), "id")));
	assert_int_equal(harness_post(r, time_path(r, p, arena_printf(&r->arena, "/agenda/%s/take-back", bus)), NULL), MISSING);
	r->now += 60;
	MUST(harness_post(r, time_path(r, p, "/agenda"), "words", "Everything else", "minutes", "60", NULL));
	MUST(harness_get(r, time_path(r, p, "")));
	harness_says(r, "45 minutes more than there is time");
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, time_path(r, p, arena_printf(&r->arena, "/agenda/%s/take-back", bus)), NULL));
	MUST(harness_get(r, time_path(r, p, "")));
	harness_says_not(r, "The bus times");
	harness_says(r, "A picnic");
}

static void today_shows_what_touches_me(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct gatherings_times t;
	const char *c = a_pair(r, &w);
	struct planned event = AN_EVENT(r, &w), two = a_meeting_of_two(r, &w, c);
	MUST(answers(r, w.ben, event, "maybe"));
	const struct { const char *person; size_t all, mine; } see[] = { { w.ana, 2, 1 }, { w.sue, 2, 1 }, { w.ben, 1, 1 }, { w.cora, 1, 1 } };
	for (size_t i = 0; i < COUNT(see); i++) {
		size_t mine = 0;
		in_harbor(r, &w, see[i].person);
		MUST(db_begin(r->db, false));
		struct gatherings_reader who = { .person = see[i].person, .may = MAY_SIGNED_IN | MAY_MEMBER };
		MUST(gatherings_between(r, &who, r->now, r->now + 7 * AT_DAY, &t));
		db_rollback(r->db);
		for (size_t k = 0; k < t.n; k++)
			mine += gatherings_mine(&t.at[k], see[i].person);
		assert_int_equal(t.n, see[i].all);
		assert_int_equal(mine, see[i].mine);
	}
	(void)two;
}

static void a_reminder_is_a_wish_of_ones_own(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct planned p = AN_EVENT(r, &w);
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, time_path(r, p, "/remind"), "before", "120", NULL));
	MUST(harness_get(r, time_path(r, p, "")));
	harness_says(r, "value=\"120\" selected");
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, time_path(r, p, "")));
	harness_says_not(r, "value=\"120\" selected");
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, time_path(r, p, "/remind"), "before", "0", NULL));
	MUST(harness_get(r, time_path(r, p, "")));
	harness_says_not(r, "value=\"120\" selected");
	assert_int_equal(harness_post(r, time_path(r, p, "/remind"), "before", "77", NULL), INVALID);
}

HARNESS(everyone_here_sees_what_is_planned_and_nobody_outside, only_whoever_runs_it_changes_it,
	members_plan_classes_and_events_and_leave_sessions_to_who_runs_them, the_same_form_sent_twice_is_one_gathering,
	the_last_place_is_given_once_and_can_be_given_back, called_off_and_gone_by_get_plain_answers, a_meeting_of_two_is_for_two,
	anyone_asked_brings_something_up_and_the_plan_has_clock_times, today_shows_what_touches_me, a_reminder_is_a_wish_of_ones_own)

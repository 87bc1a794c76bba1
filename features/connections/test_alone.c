/* For whom nobody was found: sentences of what is missing, and why somebody who has waited less came first. */
#include "test_propose_world.h"

const struct feature *const harness_features[] = {
	&people_feature, &communities_feature, &experiences_feature, &asks_feature, &matching_feature, &connections_feature, NULL,
};

/* Waits, with these languages, ways and hours ("5-10-12": Saturday). */
static const char *who_waits(struct req *r, const struct world *w, const char *name, const char *languages, const char *way, const char *week)
{
	const char *id = id_new(r);
	MUST(db_begin(r->db, true));
	MUST(people_add(r, &(struct people_new){ .id = id, .name = name, .languages = languages, .lang = "en", .zone = "UTC",
		.login = name, .password_hash = "not for signing in" }));
	MUST(communities_add_member(r, w->harbor, id, true));
	MUST(db_commit(r->db));
	accept_limits(r, id);
	if (way)
		MUST(harness_post(r, HARBOR "/about-me/meeting", "ways", way, "version", "0", NULL));
	if (week)
		MUST(harness_post(r, HARBOR "/about-me/week", "week", week, "version", way ? "1" : "0", NULL));
	(void)ask_for(r, id, true);
	return id;
}

static void what_is_missing_is_said_in_sentences(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);         /* Sue: English, café or phone, Tuesday evening and Wednesday morning */
	room(r, &w, w.sue, 20);
	room(r, &w, who_speaks(r, &w, "Zoe", "en"), 20);        /* of one alone nothing would be told */
	static const char *const names[] = { "Pia", "Rosa", "Luz" };
	for (size_t i = 0; i < COUNT(names); i++)
		(void)who_waits(r, &w, names[i], "es", "phone", "1-18-22");
	(void)who_waits(r, &w, "Ines", "es", "phone", NULL);
	(void)who_waits(r, &w, "Kim", "en", "phone", "5-9-12");
	(void)who_waits(r, &w, "Lee", "en", "phone", "0-1-4");
	(void)who_waits(r, &w, "Max", "en", "home", "1-18-22");
	propose_to_all(r, &w);
	harness_says(r, "3 people wait for somebody who speaks Spanish and has time in the evening");
	harness_says(r, "One person waits for somebody who speaks Spanish<");
	harness_says(r, "One person waits for somebody with room who has time at the weekend");
	harness_says(r, "One person waits for somebody with room who has time at night");
	harness_says(r, "One person waits for somebody who would meet this way: At home");
	const json_t *gaps = json_object_get(harness_json(r), "gaps");
	assert_int_equal(json_array_size(gaps), 5);
	assert_int_equal(json_integer_value(json_object_get(json_array_get(gaps, 0), "n")), 3);
	assert_int_equal(json_array_size(json_object_get(harness_json(r), "alone")), 7);
}

static void what_somebody_needs_is_not_told_even_to_a_coordinator(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *pia = who_waits(r, &w, "Pia", "en", "phone", NULL);
	harness_as(r, pia, 0);
	MUST(harness_post(r, HARBOR "/about-me/wishes", "wishes", "veteran", "wishes_needed", "veteran", "version", "1", NULL));
	MUST(db_begin(r->db, true));
	const char *zed = a_member(r, w.harbor, "Zed", NULL);
	MUST(db_commit(r->db));
	make_room(r, zed, "1");
	propose_to_all(r, &w);
	harness_says(r, "One person waits for somebody who has what they need");
	harness_says_not(r, "military");
}

/* Six with room speak only Spanish: the coordinator reads how many that shuts out.  Of four no number is told. */
static void the_rule_says_how_many_it_shuts_out_unless_they_are_few(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	room(r, &w, w.sue, 0);
	(void)ask_for(r, w.ana, true);
	for (int k = 1; k <= 6; k++) {
		room(r, &w, who_speaks(r, &w, arena_printf(&r->arena, "Luz%d", k), "es"), 1);
		if (k != 4 && k != 6)
			continue;
		propose_to_all(r, &w);
		harness_says(r, k == 6 ? "No common language: 6" : "No common language<");
		const json_t *alone = json_array_get(json_object_get(harness_json(r), "alone"), 0);
		assert_int_equal(json_integer_value(json_object_get(alone, "shut_out")), k == 6 ? 6 : 0);
		MUST(harness_get(r, HARBOR "/waiting"));
	}
}

/* Sue has one place; Ben has waited ten weeks for it, Ana, who shares more with her, not a day. */
static struct world two_wait_for_one_place(struct req *r)
{
	struct world w = a_settled_world(r, 1);
	room(r, &w, w.sue, 1);
	tell_lived(r, w.sue, "lost_someone", "members");
	(void)ask_for(r, w.ben, true);
	r->now += 70 * 86400;
	tell_lived(r, w.ana, "lost_someone", "members");
	(void)ask_for(r, w.ana, true);
	return w;
}

/* Who waits less takes the place only where the sum says so, and the page says it. */
static void who_came_first_and_why_is_on_the_page(void **state)
{
	struct req *r = *state;
	struct world w = two_wait_for_one_place(r);
	propose_to_all(r, &w);          /* 450 points of experience against 5 fortnights of 25 */
	harness_says(r, "One person with room could walk with them, but the place is taken.");
	harness_says(r, "One went to somebody who has waited less: there, fit and waiting together came to at least as many points.");
	harness_says_not(r, "as long or longer");
	const json_t *alone = json_array_get(json_object_get(harness_json(r), "alone"), 0);
	assert_string_equal(json_string_value(json_object_get(alone, "name")), "Ben");
	assert_int_equal(json_integer_value(json_object_get(alone, "possible")), 1);
	assert_int_equal(json_integer_value(json_object_get(alone, "shorter")), 1);
	assert_int_equal(json_integer_value(json_object_get(alone, "longer")), 0);
}

static void past_the_weeks_the_community_set_nobody_who_waits_less_comes_first(void **state)
{
	struct req *r = *state;
	struct world w = two_wait_for_one_place(r);
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, HARBOR "/waiting/rule", "points", "0", "weeks", "8", "days", "14", "version", "0", NULL));
	propose_to_all(r, &w);
	harness_says(r, "One place went to somebody who has waited as long or longer.");
	harness_says_not(r, "waited less");
	assert_non_null(waiting_for(r, w.ben));
	nobody_asks(r, w.ana);
}

/* Two places for four, one of whom nobody understands: who is left over has waited least. */
static void who_is_left_over_has_waited_least_or_has_nobody_who_could(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	room(r, &w, w.sue, 1);
	room(r, &w, who_speaks(r, &w, "Zoe", "en"), 1);
	static const char *const names[] = { "Pia", "Rosa", "Luz", "Kim" };
	for (size_t i = 0; i < COUNT(names); i++) {
		(void)who_waits(r, &w, names[i], i == 1 ? "es" : "en", "phone", NULL);
		r->now += 20 * 86400;
	}
	propose_to_all(r, &w);
	const json_t *alone = json_object_get(harness_json(r), "alone");
	assert_int_equal(json_array_size(alone), 2);
	for (size_t i = 0; i < 2; i++) {
		const json_t *one = json_array_get(alone, i);
		bool rosa = strcmp(json_string_value(json_object_get(one, "name")), "Rosa") == 0;
		assert_string_equal(json_string_value(json_object_get(one, "rule")), rosa ? "language" : "room");
		assert_int_equal(json_integer_value(json_object_get(one, "possible")), rosa ? 0 : 2);
		assert_int_equal(json_integer_value(json_object_get(one, "longer")), rosa ? 0 : 2);
		assert_int_equal(json_integer_value(json_object_get(one, "shorter")), 0);
	}
}

/* ---- a no costs nothing ---- */

static void a_declined_proposal_costs_nobody_their_place(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	room(r, &w, w.sue, 1);
	(void)ask_for(r, w.ana, true);
	const char *since = (harness_as(r, w.cora, 0), harness_get(r, HARBOR "/waiting") == OK) ? after(r, "Waiting since ", '<') : NULL;
	r->now += 30 * 86400;
	(void)ask_for(r, w.ben, true);
	propose_to_all(r, &w);
	answer(r, w.ana, waiting_for(r, w.ana), "no");
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/waiting"));
	assert_string_equal(after(r, "Waiting since ", '<'), since);            /* still first, and since the same day */
	const json_t *first = json_array_get(json_object_get(harness_json(r), "waiting"), 0);
	assert_string_equal(json_string_value(json_object_get(first, "name")), "Ana");
	/* somebody else comes: Ana, who said no, is asked before Ben, who came later */
	const char *rosa = who_speaks(r, &w, "Rosa", "en");
	room(r, &w, w.sue, 0);
	room(r, &w, rosa, 1);
	propose_to_all(r, &w);
	assert_non_null(waiting_for(r, w.ana));
	nobody_asks(r, w.ben);
}

static void a_proposal_that_ran_out_is_over_without_a_word_and_may_come_to_others(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, HARBOR "/waiting/rule", "points", "25", "weeks", "26", "days", "3", "version", "0", NULL));
	room(r, &w, w.sue, 1);
	(void)ask_for(r, w.ana, true);
	propose_to_all(r, &w);
	const char *id = waiting_for(r, w.sue);
	r->now += 3 * 86400 + 60;
	nobody_asks(r, w.sue);
	nobody_asks(r, w.ana);
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/proposals/%s", id)));
	harness_says_not(r, "missed");
	(void)ask_for(r, w.ben, true);
	propose_to_all(r, &w);
	assert_non_null(waiting_for(r, w.sue));         /* the place is free again */
}

static void leave(struct req *r, const char *person)
{
	harness_as(r, person, 0);
	MUST(harness_post(r, HARBOR "/leave-community", NULL));
}

static void whoever_leaves_before_the_answer_takes_the_question_along(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	room(r, &w, w.sue, 1);
	(void)ask_for(r, w.ana, true);
	propose_to_all(r, &w);
	const char *id = waiting_for(r, w.sue);
	answer(r, w.ana, id, "yes");
	leave(r, w.ana);
	nobody_asks(r, w.sue);
	answer(r, w.sue, id, "yes");
	assert_string_equal(r->reply.location, HARBOR "/connections");
	MUST(harness_get(r, HARBOR "/connections"));
	harness_says_not(r, "Ana");
	(void)ask_for(r, w.ben, true);
	propose_to_all(r, &w);
	id = waiting_for(r, w.ben);                     /* the place was free at once */
	leave(r, w.sue);
	nobody_asks(r, w.ben);
	answer(r, w.ben, id, "yes");
	assert_string_equal(r->reply.location, HARBOR "/connections");
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/waiting"));
	harness_says(r, "Ben");                         /* and waits as before */
}

static void whoever_asks_by_hand_waits_as_long_as_the_community_says(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, HARBOR "/waiting/rule", "points", "25", "weeks", "26", "days", "3", "version", "0", NULL));
	const char *ask = ask_for(r, w.ana, false), *page = arena_printf(&r->arena, HARBOR "/asks/%s/people", ask);
	MUST(harness_post(r, page, "people", w.sue, NULL));
	r->now += 2 * 86400;
	assert_non_null(waiting_for(r, w.sue));
	r->now += 86400 + 60;
	nobody_asks(r, w.sue);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, page));
	harness_says_not(r, "no answer yet");
}

/* What the one who writes a proposal asks once more. */
static bool still_possible(struct req *r, const struct world *w, const char *ask, const char *other)
{
	bool possible, there;
	in_harbor(r, w, NULL);
	MUST(db_begin(r->db, true));
	MUST(matching_possible(r, ask, other, &possible, &there));
	db_rollback(r->db);
	return possible;
}

static void what_one_cannot_take_on_since_keeps_a_proposal_from_being_sent(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	tell_lived(r, w.ana, "lost_someone", "members");
	tell_lived(r, w.sue, "alone", "members");
	const char *ask = ask_for(r, w.ana, true);
	assert_true(still_possible(r, &w, ask, w.sue));
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, HARBOR "/about-me/not-now", "spots", "lost_someone", NULL));
	assert_false(still_possible(r, &w, ask, w.sue));
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, HARBOR "/about-me/not-now", NULL));
	assert_true(still_possible(r, &w, ask, w.sue));
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, HARBOR "/about-me/not-now", "spots", "alone", NULL));
	assert_false(still_possible(r, &w, ask, w.sue));
}

HARNESS(what_is_missing_is_said_in_sentences, the_rule_says_how_many_it_shuts_out_unless_they_are_few, what_somebody_needs_is_not_told_even_to_a_coordinator, who_came_first_and_why_is_on_the_page,
	past_the_weeks_the_community_set_nobody_who_waits_less_comes_first, who_is_left_over_has_waited_least_or_has_nobody_who_could,
	a_declined_proposal_costs_nobody_their_place, a_proposal_that_ran_out_is_over_without_a_word_and_may_come_to_others,
	whoever_leaves_before_the_answer_takes_the_question_along, whoever_asks_by_hand_waits_as_long_as_the_community_says, what_one_cannot_take_on_since_keeps_a_proposal_from_being_sent)

/* Proposals for everybody who waits: who may begin and stop it, one at a time, what it sends. */
#include "test_propose_world.h"

const struct feature *const harness_features[] = {
	&people_feature, &communities_feature, &experiences_feature, &asks_feature, &matching_feature, &connections_feature, NULL,
};

static void everyone_who_waits_has_a_proposal_and_both_decide(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *rosa = who_speaks(r, &w, "Rosa", "en"), *pia = who_speaks(r, &w, "Pia", "en");
	room(r, &w, w.sue, 1);
	room(r, &w, rosa, 1);
	(void)ask_for(r, w.ana, true);
	(void)ask_for(r, pia, true);
	propose_to_all(r, &w);
	harness_says(r, "The last time, 2 pairs were asked.");
	harness_says(r, "Nobody who could be proposed to was left out.");
	harness_says(r, "One question is out");
	harness_says_not(r, "Nobody found yet");
	const char *for_sue = waiting_for(r, w.sue), *for_rosa = waiting_for(r, rosa);
	assert_string_not_equal(for_sue, for_rosa);
	harness_says_not(r, "said yes");
	answer(r, w.sue, for_sue, "yes");
	const char *for_ana = waiting_for(r, w.ana), *for_pia = waiting_for(r, pia);
	answer(r, str_same(for_ana, for_sue) ? w.ana : pia, for_sue, "yes");
	(void)led_to(r, "/connections/");
	assert_true(str_same(for_ana, for_sue) || str_same(for_pia, for_sue));
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/waiting"));
	harness_says(r, "in one pair both said yes");
	harness_says(r, "one still waits for an answer");
	harness_says(r, "0 are over");
	answer(r, rosa, for_rosa, "no");
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/waiting"));
	harness_says(r, "in one pair both said yes");
	harness_says(r, "0 still wait for an answer");
	harness_says(r, "one is over");
}

static void whoever_waited_longest_comes_first_where_room_is_short(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	room(r, &w, w.sue, 1);
	const char *pia = who_speaks(r, &w, "Pia", "en");
	(void)ask_for(r, pia, true);
	r->now += 300 * 86400;
	(void)ask_for(r, w.ana, true);
	propose_to_all(r, &w);
	harness_says(r, "The last time, one pair was asked.");
	harness_says(r, "Nobody found yet");
	harness_says(r, "One person waits for somebody with room");
	harness_says(r, "One place went to somebody who has waited as long or longer.");
	nobody_asks(r, w.ana);
	assert_non_null(waiting_for(r, pia));
}

static void only_a_coordinator_may(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	(void)ask_for(r, w.ana, true);
	assert_int_equal(harness_post(r, HARBOR "/waiting/propose", "all", "1", NULL), MISSING);
	assert_int_equal(harness_post(r, HARBOR "/waiting/stop", NULL), MISSING);
	assert_int_equal(harness_get(r, HARBOR "/waiting/rule"), MISSING);
	harness_as(r, w.otto, 0);
	assert_int_equal(harness_post(r, HARBOR "/waiting/propose", "all", "1", NULL), MISSING);
	harness_as(r, w.cora, 0);
	assert_int_equal(harness_post(r, HARBOR "/waiting/propose", NULL), INVALID);
	assert_true(harness_fault(r, NULL, "nobody"));
	harness_says(r, "Choose at least one person, or propose to all.");
}

static void a_second_start_says_who_began(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	MUST(db_begin(r->db, true));
	const char *cleo = a_member(r, w.harbor, "Cleo", "coordinator");
	MUST(db_commit(r->db));
	accept_limits(r, cleo);
	(void)ask_for(r, w.ana, true);
	begin_all(r, &w);
	harness_as(r, cleo, 0);
	assert_int_equal(harness_post(r, HARBOR "/waiting/propose", "all", "1", NULL), INVALID);
	assert_true(harness_fault(r, NULL, "under_way"));
	harness_says(r, "Cora began one already.");
	harness_says(r, "Proposals are being made");
	r->now += 3600;         /* nothing was heard of it: it may be begun anew */
	MUST(harness_post(r, HARBOR "/waiting/propose", "all", "1", NULL));
	MUST(harness_get(r, HARBOR "/waiting"));
	harness_says(r, "Cleo began this.");
}

static void stop_it(struct req *r, const struct world *w, const void *what)
{
	(void)what;
	harness_as(r, w->cora, 0);
	MUST(harness_post(r, HARBOR "/waiting/stop", NULL));
	MUST(harness_get(r, HARBOR "/waiting"));
	harness_says(r, "It is being stopped.");
}

static void stopped_nobody_is_asked(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	(void)ask_for(r, w.ana, true);
	for (int late = 0; late < 2; late++) {
		struct thinking t = { .doors = { .meanwhile = late ? stop_it : NULL, .w = &w } };
		begin_all(r, &w);
		const char *run = run_now(r, &w);
		if (!late)
			stop_it(r, &w, NULL);
		MUST(think(r, &t, run));
		finish(&t);
		nobody_asks(r, w.sue);
		harness_as(r, w.cora, 0);
		MUST(harness_get(r, HARBOR "/waiting"));
		harness_says(r, "The last time, it was stopped. Nobody was asked.");
	}
}

static void once_people_are_asked_it_is_not_stopped_any_more(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct thinking t = { .payload = NULL };
	(void)ask_for(r, w.ana, true);
	begin_all(r, &w);
	MUST(think(r, &t, run_now(r, &w)));
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/waiting"));
	harness_says(r, "We ask both of each pair: one pair so far.");
	harness_says_not(r, "waiting/stop");
	MUST(harness_post(r, HARBOR "/waiting/stop", NULL));
	finish(&t);
	assert_non_null(waiting_for(r, w.sue));
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/waiting"));
	harness_says(r, "The last time, one pair was asked.");
}

static void when_the_server_ends_it_is_left_for_the_next_start(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct thinking t = { .doors.ending = true };
	(void)ask_for(r, w.ana, true);
	begin_all(r, &w);
	const char *run = run_now(r, &w);
	assert_int_equal(think(r, &t, run), BUSY);
	arena_end(&t.r.arena);
	arena_end(&t.r.kept);
	t.doors.ending = false;
	MUST(think(r, &t, run));
	finish(&t);
	assert_non_null(waiting_for(r, w.sue));
}

static void without_anybody_it_says_what_is_missing(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	propose_to_all(r, &w);          /* nobody waits */
	harness_says(r, "The last time, 0 pairs were asked.");
	const char *luz = who_speaks(r, &w, "Luz", "es"), *rosa = who_speaks(r, &w, "Rosa", "en");
	room(r, &w, rosa, 1);
	(void)ask_for(r, luz, true);
	propose_to_all(r, &w);
	harness_says(r, "Nobody found yet");
	harness_says(r, "One person waits for somebody who speaks Spanish");
	harness_says(r, "No common language");
	room(r, &w, rosa, 0);
	room(r, &w, w.sue, 0);
	(void)ask_for(r, w.ana, true);
	propose_to_all(r, &w);
	harness_says(r, "2 people wait for somebody with room");
}

static void what_is_out_stays_and_what_was_passed_never_returns(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *pia = who_speaks(r, &w, "Pia", "en");
	room(r, &w, w.sue, 2);
	(void)ask_for(r, w.ana, true);
	(void)ask_for(r, pia, true);
	propose_to_all(r, &w);
	const char *out = waiting_for(r, pia);
	answer(r, w.ana, waiting_for(r, w.ana), "no");
	propose_to_all(r, &w);
	nobody_asks(r, w.ana);          /* Sue is the only one with room */
	harness_as(r, pia, 0);
	MUST(harness_get(r, HARBOR "/proposals"));
	harness_says(r, out);
	room(r, &w, w.ben, 1);
	propose_to_all(r, &w);
	harness_says(r, "The last time, one pair was asked.");
	assert_non_null(waiting_for(r, w.ben));
}

static void only_those_chosen_are_looked_for(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct thinking t = { .payload = NULL };
	const char *pia = who_speaks(r, &w, "Pia", "en");
	const char *hers = ask_for(r, pia, true);
	(void)ask_for(r, w.ana, true);
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, HARBOR "/waiting/propose", "asks", hers, NULL));
	MUST(think(r, &t, arena_printf(&r->arena, "%s %s", run_now(r, &w), hers)));
	finish(&t);
	assert_non_null(waiting_for(r, pia));
	nobody_asks(r, w.ana);
}

static void two_asks_of_one_person_do_not_bring_the_same_two_up_twice(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	(void)ask_for(r, w.ana, true);
	(void)ask_for(r, w.ana, true);
	propose_to_all(r, &w);
	harness_says(r, "The last time, one pair was asked.");
	harness_says(r, "One more was not asked");
}

static void a_community_says_how_waiting_counts_and_how_long_proposals_stay(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/waiting/rule"));
	harness_says(r, "value=\"25\"");
	assert_int_equal(harness_post(r, HARBOR "/waiting/rule", "points", "-1", "weeks", "0", "days", "0", "version", "0", NULL), INVALID);
	assert_true(harness_fault(r, "points", "small"));
	assert_true(harness_fault(r, "weeks", "small"));
	assert_true(harness_fault(r, "days", "small"));
	MUST(harness_post(r, HARBOR "/waiting/rule", "points", "0", "weeks", "10", "days", "3", "version", "0", NULL));
	assert_int_equal(harness_post(r, HARBOR "/waiting/rule", "points", "1", "weeks", "10", "days", "3", "version", "0", NULL), CONFLICT);
	(void)ask_for(r, w.ana, true);
	propose_to_all(r, &w);
	const char *id = waiting_for(r, w.sue);
	r->now += 4 * 86400;
	answer(r, w.sue, id, "yes");
	assert_string_equal(r->reply.location, HARBOR "/connections");
	nobody_asks(r, w.ana);
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/waiting"));
	harness_says(r, "Ana");         /* keeps her place */
}

static void how_long_it_takes_is_said_only_of_enough_people(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	room(r, &w, w.sue, 9);
	for (int k = 1; k <= 5; k++) {
		const char *mine = ask_for(r, w.ana, true);
		MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/asks/%s/people", mine)));
		harness_says_not(r, "It tends to take");
		r->now += k * 86400;
		MUST(db_begin(r->db, true));
		in_harbor(r, &w, w.ana);
		MUST(asks_close(r, mine, "connected"));
		MUST(db_commit(r->db));
	}
	const char *mine = ask_for(r, w.ana, true);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/asks/%s/people", mine)));
	harness_says(r, "It tends to take about 3 days: half of the last 5 people waited less.");
}

HARNESS(everyone_who_waits_has_a_proposal_and_both_decide, whoever_waited_longest_comes_first_where_room_is_short,
	only_a_coordinator_may, a_second_start_says_who_began, stopped_nobody_is_asked,
	once_people_are_asked_it_is_not_stopped_any_more, when_the_server_ends_it_is_left_for_the_next_start,
	without_anybody_it_says_what_is_missing, what_is_out_stays_and_what_was_passed_never_returns,
	only_those_chosen_are_looked_for, two_asks_of_one_person_do_not_bring_the_same_two_up_twice,
	a_community_says_how_waiting_counts_and_how_long_proposals_stay, how_long_it_takes_is_said_only_of_enough_people)

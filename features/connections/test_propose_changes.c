/* Proposals for everybody who waits while things change: pauses, leavings, other coordinators, the end of the server; and what
 * comes after a no, and after silence. */
#include "test_propose_world.h"

const struct feature *const harness_features[] = {
	&people_feature, &communities_feature, &experiences_feature, &asks_feature, &matching_feature, &connections_feature, NULL,
};

static void sue_pauses(struct req *r, const struct world *w, const void *what)
{
	(void)what;
	MUST(db_begin(r->db, true));
	in_harbor(r, w, w->sue);
	MUST(asks_room_say(r, w->sue, 1, 3, 1, NULL));
	MUST(db_commit(r->db));
}

/* Another coordinator proposes somebody by hand. */
static void cora_asks_by_hand(struct req *r, const struct world *w, const void *ask)
{
	harness_as(r, w->cora, 0);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/asks/%s/people", (const char *)ask), "people", w->ben, "people", w->sue, NULL));
}

static void cora_asks_by_hand_only_sue(struct req *r, const struct world *w, const char *ask)
{
	harness_as(r, w->cora, 0);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/asks/%s/people", ask), "people", w->sue, NULL));
}

static void nobody_who_paused_or_was_asked_meanwhile_is_asked(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *ask = ask_for(r, w.ana, true);
	propose_while(r, &w, sue_pauses, NULL);
	nobody_asks(r, w.sue);
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/waiting"));
	harness_says(r, "One more was not asked, because something had changed meanwhile.");
	room(r, &w, w.sue, 3);
	room(r, &w, w.ben, 1);
	propose_while(r, &w, cora_asks_by_hand, ask);
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/waiting"));
	harness_says(r, "2 questions are out");
	harness_says(r, "The last time, 0 pairs were asked.");
}

/* Ana was to be asked with Sue, who has more in common with her; Ben still has a place. */
static void when_a_supporter_pauses_in_between_the_rest_is_shared_out_anew(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *pia = who_speaks(r, &w, "Pia", "en");
	room(r, &w, w.sue, 3);
	room(r, &w, w.ben, 2);
	(void)ask_for(r, w.ana, true);
	(void)ask_for(r, pia, true);
	propose_while(r, &w, sue_pauses, NULL);
	harness_says(r, "The last time, 2 pairs were asked.");
	harness_says_not(r, "was not asked");
	nobody_asks(r, w.sue);
	(void)waiting_for(r, w.ana);
	(void)waiting_for(r, pia);
}

static void ana_takes_it_back(struct req *r, const struct world *w, const void *ask)
{
	MUST(db_begin(r->db, true));
	in_harbor(r, w, w->ana);
	MUST(asks_close(r, ask, "taken_back"));
	MUST(db_commit(r->db));
}

/* Who no longer waits leaves the place to somebody who does. */
static void the_place_of_who_takes_it_back_goes_to_the_next(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *pia = who_speaks(r, &w, "Pia", "en");
	room(r, &w, w.sue, 1);
	const char *ask = ask_for(r, w.ana, true);
	r->now += 300 * 86400;
	(void)ask_for(r, pia, true);            /* Ana has waited longer, and would have the only place */
	propose_while(r, &w, ana_takes_it_back, ask);
	harness_says(r, "The last time, one pair was asked.");
	nobody_asks(r, w.ana);
	assert_non_null(waiting_for(r, pia));
}

static void ana_changes_her_hours(struct req *r, const struct world *w, const void *what)
{
	(void)what;
	harness_as(r, w->ana, 0);
	MUST(harness_post(r, HARBOR "/about-me/week", "week", "4-05", "version", "2", NULL));
}

static void every_rule_is_asked_again_when_it_is_written(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	(void)ask_for(r, w.ana, true);
	propose_while(r, &w, ana_changes_her_hours, NULL);
	harness_says(r, "One more was not asked, because something had changed meanwhile.");
	nobody_asks(r, w.sue);
}

static void sue_is_no_supporter_any_more(struct req *r, const struct world *w, const void *what)
{
	(void)what;
	const char *page = arena_printf(&r->arena, HARBOR "/people/%s", w->sue);
	harness_as(r, w->cora, 0);
	MUST(harness_get(r, page));
	MUST(harness_post(r, arena_printf(&r->arena, "%s/roles/%s/end", page, after(r, arena_printf(&r->arena, "%s/roles/", page), '/')), NULL));
}

static void whose_role_ends_in_between_is_not_asked_where_it_takes_one(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 2);
	(void)ask_for(r, w.ana, true);
	propose_while(r, &w, sue_is_no_supporter_any_more, NULL);
	harness_says(r, "One more was not asked, because something had changed meanwhile.");
	nobody_asks(r, w.sue);
}

/* Five in the morning of the day off in UTC is still the evening before it in Pago Pago. */
static void a_day_off_is_the_day_of_where_somebody_lives_also_when_it_is_written(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *tia = id_new(r);
	room(r, &w, w.sue, 0);
	MUST(db_begin(r->db, true));
	MUST(people_add(r, &(struct people_new){ .id = tia, .name = "Tia", .languages = "en", .lang = "en", .zone = "Pacific/Pago_Pago",
		.login = "Tia", .password_hash = "not for signing in" }));
	MUST(communities_add_member(r, w.harbor, tia, true));
	MUST(db_commit(r->db));
	make_room(r, tia, "1");
	MUST(harness_post(r, HARBOR "/room/off", "from_day", "2025-06-17", "until_day", "2025-06-17", NULL));
	(void)ask_for(r, w.ana, true);
	r->now = 1750118400 + 5 * 3600;
	propose_to_all(r, &w);
	harness_says(r, "The last time, one pair was asked.");
	assert_non_null(waiting_for(r, tia));
}

/* Thirty-two supporters have more in common with everybody than two others: only the prices tell that those two help. */
static void nobody_is_left_out_because_their_best_thirty_two_are_taken(void **state)
{
	enum { BETTER = 32, ALL = 34 };
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	room(r, &w, w.sue, 0);
	for (int k = 0; k < ALL; k++) {
		const char *supporter = who_speaks(r, &w, arena_printf(&r->arena, "Host %d", k), "en");
		room(r, &w, supporter, 1);
		if (k < BETTER)
			tell_lived(r, supporter, "alone", "members");
		const char *asker = who_speaks(r, &w, arena_printf(&r->arena, "Guest %d", k), "en");
		tell_lived(r, asker, "alone", "members");
		(void)ask_for(r, asker, true);
	}
	propose_to_all(r, &w);
	harness_says(r, "The last time, 34 pairs were asked.");
	harness_says(r, "Nobody who could be proposed to was left out.");
}

/* ---- cut short ---- */

enum { CROWD = 60 };

/* The server ends after each single transaction, wherever the run is: in the end everybody was asked once. */
static void cut_short_anywhere_nobody_is_asked_twice_and_nobody_is_left_out(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	room(r, &w, w.sue, 40);
	room(r, &w, w.ben, CROWD - 40);
	for (int k = 0; k < CROWD; k++)
		(void)ask_for(r, who_speaks(r, &w, arena_printf(&r->arena, "Guest %d", k), "en"), true);
	begin_all(r, &w);
	const char *run = arena_str(&r->kept, run_now(r, &w));
	enum status st = BUSY;
	int starts = 0;
	for (struct thinking t; st == BUSY; starts++) {
		t = (struct thinking){ .doors.ends_after = 3 + starts % 3 };
		st = think(r, &t, run);
		if (st == OK) {
			finish(&t);
			break;
		}
		assert_int_equal(st, BUSY);
		arena_end(&t.r.arena);
		arena_end(&t.r.kept);
		assert_true(starts < 50);
	}
	assert_true(starts > 0);
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM proposal"), CROWD);
	assert_int_equal(harness_number(r, "SELECT count(DISTINCT asker) AS n FROM proposal"), CROWD);
	assert_int_equal(harness_number(r, "SELECT max(n) AS n FROM (SELECT count(*) AS n FROM proposal GROUP BY other) d"), 40);
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/waiting"));
	harness_says(r, "The last time, 60 pairs were asked.");
}

/* ---- after a no, and after silence ---- */

static void after_a_no(struct req *r, const struct world *w)
{
	MUST(db_begin(r->db, true));
	MUST(proposing_rest_work(r, w->harbor));
	MUST(db_commit(r->db));
}

static void think_and_finish(struct req *r, const struct world *w)
{
	struct thinking t = { .payload = NULL };
	MUST(think(r, &t, run_now(r, w)));
	finish(&t);
}

static void after_a_no_the_rest_is_looked_for_again_by_itself(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *pia = who_speaks(r, &w, "Pia", "en"), *newcomer = who_speaks(r, &w, "Nell", "en");
	room(r, &w, w.sue, 1);
	(void)ask_for(r, w.ana, true);
	r->now += 300 * 86400;
	(void)ask_for(r, pia, true);
	propose_to_all(r, &w);          /* Ana with Sue; for Pia there is no place */
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM job WHERE kind = 'propose_rest'"), 0);
	(void)ask_for(r, newcomer, true);
	const char *hers = waiting_for(r, w.ana);
	r->now += 60;
	answer(r, w.ana, hers, "no");
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM job WHERE kind = 'propose_rest'"), 1);
	after_a_no(r, &w);
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM job WHERE kind = 'propose'"), 2);
	think_and_finish(r, &w);
	assert_non_null(waiting_for(r, pia));
	nobody_asks(r, newcomer);       /* nobody has looked for her yet: a coordinator does */
	nobody_asks(r, w.ana);          /* keeps her place, and Sue is not proposed to her again */
	answer(r, pia, waiting_for(r, pia), "no");
	begin_all(r, &w);
	after_a_no(r, &w);              /* one is under way: later */
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM proposing_rest"), 1);
	think_and_finish(r, &w);
	assert_non_null(waiting_for(r, newcomer));
}

static void a_no_to_what_no_run_made_begins_nothing(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *ask = ask_for(r, w.ana, true);
	cora_asks_by_hand_only_sue(r, &w, ask);
	answer(r, w.sue, waiting_for(r, w.sue), "no");
	after_a_no(r, &w);
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM proposing"), 0);
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM proposing_rest"), 0);
}

/* Silence is not a no: the same two are asked once more, after as long a rest as the question was open; then never again. */
static void who_did_not_answer_is_asked_once_more_after_a_rest(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	(void)ask_for(r, w.ana, true);
	propose_to_all(r, &w);
	const char *first = arena_str(&r->kept, waiting_for(r, w.sue));
	r->now += 15 * 86400;           /* over, a day ago */
	propose_to_all(r, &w);
	nobody_asks(r, w.sue);
	r->now += 14 * 86400;
	propose_to_all(r, &w);
	assert_string_not_equal(waiting_for(r, w.sue), first);
	harness_as(r, w.sue, 0);
	assert_int_equal(harness_get(r, arena_printf(&r->arena, HARBOR "/proposals/%s", first)), MISSING);
	r->now += 60 * 86400;
	propose_to_all(r, &w);
	nobody_asks(r, w.sue);
	assert_int_equal(harness_number(r, "SELECT times AS n FROM proposal"), 2);
}

static void whoever_leaves_or_takes_it_back_is_not_asked(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *ask = ask_for(r, w.ana, true);
	propose_while(r, &w, ana_takes_it_back, ask);
	nobody_asks(r, w.sue);
	(void)ask_for(r, w.ana, true);
	propose_to_all(r, &w);
	const char *for_sue = waiting_for(r, w.sue);
	MUST(db_begin(r->db, true));
	MUST(tell(r, &people_left, w.ana));
	MUST(db_commit(r->db));
	answer(r, w.sue, for_sue, "yes");
	assert_string_equal(r->reply.location, HARBOR "/connections");
	nobody_asks(r, w.sue);
}

HARNESS(nobody_who_paused_or_was_asked_meanwhile_is_asked, when_a_supporter_pauses_in_between_the_rest_is_shared_out_anew,
	the_place_of_who_takes_it_back_goes_to_the_next, every_rule_is_asked_again_when_it_is_written,
	whose_role_ends_in_between_is_not_asked_where_it_takes_one, a_day_off_is_the_day_of_where_somebody_lives_also_when_it_is_written,
	nobody_is_left_out_because_their_best_thirty_two_are_taken, cut_short_anywhere_nobody_is_asked_twice_and_nobody_is_left_out, after_a_no_the_rest_is_looked_for_again_by_itself,
	a_no_to_what_no_run_made_begins_nothing, who_did_not_answer_is_asked_once_more_after_a_rest,
	whoever_leaves_or_takes_it_back_is_not_asked)

/* From an ask to walking together and its end: suggestions, both say yes, nobody learns who passed, the waiting list. */
#include "test_pair.h"
#include "queries.h"

const struct feature *const harness_features[] = {
	&people_feature, &communities_feature, &experiences_feature, &asks_feature, &matching_feature, &connections_feature, NULL,
};

static const char *people_path(struct req *r, const char *ask) { return arena_printf(&r->arena, HARBOR "/asks/%s/people", ask); }
static const char *proposal_path(struct req *r, const char *id, const char *end) { return arena_printf(&r->arena, HARBOR "/proposals/%s%s", id, end); }
static const char *connection_path(struct req *r, const char *id, const char *end) { return arena_printf(&r->arena, HARBOR "/connections/%s%s", id, end); }

static int64_t walking(struct req *r, const struct world *w, const char *person)
{
	struct matching_list list;
	struct asks_one ask = { .id = "none", .person = w->ben, .open = true };
	const char *missing;
	(void)person;
	in_harbor(r, w, w->ben);
	MUST(matching_for(r, &ask, NULL, 10, &list, &missing));
	return (int64_t)list.n;
}

static void the_asker_sees_who_may_fit_and_why(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	tell_lived(r, w.ana, "lost_someone", "matching");
	tell_lived(r, w.sue, "lost_someone", "members");
	const char *ask = ask_for(r, w.ana, false);
	MUST(harness_get(r, people_path(r, ask)));
	harness_says(r, "Sue");
	harness_says(r, "You both know this: lost someone");
	harness_says(r, "You are both free on Tuesday evenings");
	harness_says_not(r, "Ben");     /* has said nothing about room */
}

static void both_must_say_yes(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *ask = ask_for(r, w.ana, false);
	MUST(harness_post(r, people_path(r, ask), "people", w.sue, NULL));
	MUST(harness_get(r, HARBOR "/connections"));
	harness_says(r, "You do not walk with anyone here yet");
	const char *id = waiting_for(r, w.sue);
	MUST(harness_get(r, proposal_path(r, id, "")));
	harness_says(r, "Ana would like support");
	harness_says(r, "A walk now and then");
	MUST(harness_post(r, proposal_path(r, id, "/yes"), NULL));
	MUST(harness_get(r, connection_path(r, led_to(r, "/connections/"), "")));
	harness_says(r, "With Ana");
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, HARBOR "/connections"));
	harness_says(r, "Sue");
	MUST(harness_get(r, HARBOR "/asks"));
	assert_int_equal(harness_get(r, people_path(r, ask)), MISSING);     /* found someone: the ask is closed */
}

static void whoever_was_asked_too_finds_it_closed(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	make_room(r, w.ben, "2");
	const char *ask = ask_for(r, w.ana, false);
	MUST(harness_post(r, people_path(r, ask), "people", w.sue, "people", w.ben, NULL));
	const char *for_ben = waiting_for(r, w.ben);
	MUST(harness_post(r, proposal_path(r, waiting_for(r, w.sue), "/yes"), NULL));
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, proposal_path(r, for_ben, "/yes"), NULL));
	assert_string_equal(r->reply.location, HARBOR "/connections");
	MUST(harness_get(r, HARBOR "/connections"));
	harness_says(r, "You do not walk with anyone here yet");
}

static void a_no_looks_like_no_answer_yet_and_is_not_suggested_again(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *ask = ask_for(r, w.ana, false);
	MUST(harness_post(r, people_path(r, ask), "people", w.sue, NULL));
	MUST(harness_get(r, people_path(r, ask)));
	const char *before = arena_str(&r->arena, harness_body(r));
	MUST(harness_post(r, proposal_path(r, waiting_for(r, w.sue), "/no"), NULL));
	MUST(harness_get(r, HARBOR "/proposals"));
	harness_says(r, "Nobody waits for your answer");
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, people_path(r, ask)));
	assert_string_equal(before, harness_body(r));       /* nothing on the asker's page tells */
	harness_says(r, "no answer yet");
	const char *again = ask_for(r, w.ana, false);
	MUST(harness_get(r, people_path(r, again)));
	harness_says_not(r, "Sue");
	r->now += 15 * 86400;
	MUST(harness_get(r, people_path(r, ask)));
	harness_says_not(r, "no answer yet");               /* and after two weeks it is simply over */
}

static void the_asker_may_pass_and_nobody_learns_it(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *ask = ask_for(r, w.ana, false);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/asks/%s/pass", ask), "person", w.sue, NULL));
	MUST(harness_get(r, people_path(r, ask)));
	harness_says(r, "Nobody to suggest right now");
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, HARBOR "/proposals"));
	harness_says_not(r, "Ana");
	const char *hers = ask_for(r, w.sue, false);
	make_room(r, w.ana, "1");
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, people_path(r, hers)));
	harness_says_not(r, "Ana");                         /* it holds in both directions */
	assert_int_equal(harness_post(r, arena_printf(&r->arena, HARBOR "/asks/%s/pass", hers), "person", w.otto, NULL), MISSING);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, HARBOR "/asks/%s/pass", hers), "person", w.sue, NULL), MISSING);
}

static void only_the_suggested_can_be_asked(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *ask = ask_for(r, w.ana, false);
	assert_int_equal(harness_post(r, people_path(r, ask), "people", w.ben, NULL), INVALID);
	assert_true(harness_fault(r, "people", "changed"));
	assert_int_equal(harness_post(r, people_path(r, ask), "people", w.otto, NULL), INVALID);
	assert_int_equal(harness_post(r, people_path(r, ask), "people", w.ana, NULL), INVALID);
	assert_int_equal(harness_post(r, people_path(r, ask), NULL), INVALID);
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, HARBOR "/proposals"));
	harness_says(r, "Nobody waits for your answer");
}

static void limits_are_read_before_the_first_request(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	settle(r, w.sue);
	make_room(r, w.sue, "3");
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, HARBOR "/asks/new", "direction", "offer", "kinds", "company", "about", "A walk", "soon", "week", NULL));
	MUST(harness_get(r, HARBOR "/offers"));
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, HARBOR "/offers"));
	const char *offer = after(r, "/offers/", '/');
	assert_int_equal(harness_post(r, arena_printf(&r->arena, HARBOR "/offers/%s/ask", offer), NULL), INVALID);
	accept_limits(r, w.ana);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/offers/%s/ask", offer), NULL));
	MUST(harness_get(r, proposal_path(r, waiting_for(r, w.sue), "")));
	harness_says(r, "Ana");
	MUST(harness_post(r, proposal_path(r, waiting_for(r, w.sue), "/yes"), NULL));
	MUST(harness_get(r, HARBOR "/offers"));             /* an offer stays open for others */
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, HARBOR "/offers"));
	harness_says(r, offer);
}

static void others_find_nothing(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *ask = ask_for(r, w.ana, false), *c;
	MUST(harness_post(r, people_path(r, ask), "people", w.sue, NULL));
	const char *id = waiting_for(r, w.sue);
	const char *const strangers[] = { w.ben, w.cora, w.otto };
	for (size_t i = 0; i < COUNT(strangers); i++) {
		harness_as(r, strangers[i], 0);
		assert_int_not_equal(harness_get(r, people_path(r, ask)), OK);
		assert_int_equal(harness_get(r, proposal_path(r, id, "")), MISSING);
		assert_int_equal(harness_post(r, proposal_path(r, id, "/yes"), NULL), MISSING);
		assert_int_equal(harness_post(r, proposal_path(r, id, "/no"), NULL), MISSING);
	}
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, proposal_path(r, id, "/yes"), NULL));
	c = led_to(r, "/connections/");
	static const char *const acts[] = { "/pause", "/resume", "/end", "/someone-new", "/move-on" };
	for (size_t i = 0; i < COUNT(strangers); i++) {
		harness_as(r, strangers[i], 0);
		assert_int_equal(harness_get(r, connection_path(r, c, "")), MISSING);
		for (size_t k = 0; k < COUNT(acts); k++)
			assert_int_equal(harness_post(r, connection_path(r, c, acts[k]), NULL), MISSING);
	}
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, connection_path(r, c, "")), MISSING);
	assert_true(r->needs_sign_in);
}

static void a_coordinator_looks_only_with_those_who_asked_for_it(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *alone = ask_for(r, w.ben, false), *helped = ask_for(r, w.ana, true);
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/waiting"));
	harness_says(r, "Ana");
	harness_says_not(r, "Ben");
	harness_says(r, "Missing: lived experience");
	assert_int_equal(harness_get(r, people_path(r, alone)), MISSING);
	MUST(harness_get(r, people_path(r, helped)));
	harness_says(r, "Sue");
	MUST(harness_post(r, people_path(r, helped), "people", w.sue, NULL));
	MUST(harness_get(r, HARBOR "/waiting"));
	harness_says(r, "One question is out");
	MUST(harness_post(r, proposal_path(r, waiting_for(r, w.sue), "/yes"), NULL));
	assert_string_equal(r->reply.location, HARBOR "/connections");      /* only one of the two so far */
	MUST(harness_post(r, proposal_path(r, waiting_for(r, w.ana), "/yes"), NULL));
	(void)led_to(r, "/connections/");
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/waiting"));
	harness_says_not(r, "Ana");
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_get(r, HARBOR "/waiting"), MISSING);
}

static void today_tells_a_coordinator_that_somebody_waits_and_nobody_else(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct safe_html cards;
	(void)ask_for(r, w.ben, false);         /* looks alone: not the coordinator's to know */
	in_harbor(r, &w, w.cora);
	r->who.may = MAY_MEMBER | MAY_COORDINATOR;
	MUST(cards_html(r, "today", &cards));
	assert_null(strstr(cards.html, HARBOR "/waiting"));
	(void)ask_for(r, w.ana, true);
	in_harbor(r, &w, w.cora);
	r->who.may = MAY_MEMBER | MAY_COORDINATOR;
	MUST(cards_html(r, "today", &cards));
	assert_non_null(strstr(cards.html, HARBOR "/waiting"));
	assert_non_null(strstr(cards.html, "One person asked us"));
	assert_null(strstr(cards.html, "Ana"));
	r->who.may = MAY_MEMBER | MAY_SUPPORTER;
	MUST(cards_html(r, "today", &cards));
	assert_null(strstr(cards.html, HARBOR "/waiting"));
}

static void the_waiting_list_is_longest_first_and_goes_on_by_page(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	for (int i = 0; i < 51; i++) {
		char name[] = { 'P', (char)('a' + i / 10), (char)('a' + i % 10), '\0' };
		MUST(db_begin(r->db, true));
		const char *person = a_member(r, w.harbor, arena_str(&r->arena, name), NULL);
		MUST(db_commit(r->db));
		accept_limits(r, person);
		r->now += 3600;
		(void)ask_for(r, person, true);
	}
	harness_as(r, w.cora, 0);
	const json_t *page = NULL;
	MUST(harness_get(r, HARBOR "/waiting"));
	page = harness_json(r);
	const json_t *rows = json_object_get(page, "waiting");
	assert_int_equal(json_array_size(rows), 50);
	assert_true(strcmp(json_string_value(json_object_get(json_array_get(rows, 0), "asked")),
			   json_string_value(json_object_get(json_array_get(rows, 49), "asked"))) < 0);
	MUST(harness_get(r, HARBOR "/waiting"));
	const char *next = after(r, "/waiting?after=", '"');
	char path[256];
	snprintf(path, sizeof path, HARBOR "/waiting?after=%.*s&asked=%s", 26, next, strstr(next, "asked=") + 6);
	MUST(harness_get(r, path));
	assert_int_equal(json_array_size(json_object_get(harness_json(r), "waiting")), 1);
}

static void what_is_told_without_words_is_still_said(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	tell_lived(r, w.sue, "alone", "members");
	const char *c = a_pair(r, &w);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, connection_path(r, c, "")));
	harness_says(r, "<strong>being very much alone</strong>");
	harness_says_not(r, "<dd class=\"words\"></dd>");
}

static void each_step_is_one_step_and_room_is_counted(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w);
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_post(r, connection_path(r, c, "/resume"), NULL), MISSING);     /* it is not paused */
	MUST(harness_post(r, connection_path(r, c, "/pause"), NULL));
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, connection_path(r, c, "")));
	harness_says(r, "Paused");
	harness_says_not(r, "Ana paused");
	MUST(harness_post(r, connection_path(r, c, "/resume"), NULL));
	MUST(harness_post(r, connection_path(r, c, "/end"), NULL));
	MUST(harness_post(r, connection_path(r, c, "/end"), NULL));         /* said twice is said once */
	assert_int_equal(harness_post(r, connection_path(r, c, "/pause"), NULL), MISSING);
	MUST(harness_get(r, connection_path(r, c, "")));
	harness_says(r, "You no longer walk together");
	const char *why = NULL;
	in_harbor(r, &w, w.sue);
	for (size_t k = 0; k < connections_feature.n_checks; k++) {
		MUST(connections_feature.checks[k].holds(r, &why));
		assert_null(why);
	}
	assert_int_equal(walking(r, &w, w.sue), 1);                         /* Sue has room again */
}

static void what_is_shown_to_the_connected_ends_with_the_connection(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, HARBOR "/about-me/helps", "helps", "Time and tea", "version", "2", NULL));
	tell_lived(r, w.sue, "lost_someone", "connected");
	const char *c = a_pair(r, &w);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, connection_path(r, c, "")));
	harness_says(r, "Time and tea");
	harness_says(r, "lost someone");
	MUST(harness_post(r, connection_path(r, c, "/end"), NULL));
	MUST(harness_get(r, connection_path(r, c, "")));
	harness_says_not(r, "Time and tea");
	harness_says_not(r, "lost someone");
}

static void moving_on_leaves_a_word_and_an_offer_back(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, connection_path(r, c, "/move-on")));
	harness_says(r, "Moving on");
	MUST(harness_post(r, connection_path(r, c, "/move-on"), "words", "Thank you for the river.", "offer_back", "1", NULL));
	assert_string_equal(r->reply.location, HARBOR "/asks/new?direction=offer");
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, connection_path(r, c, "")));
	harness_says(r, "Thank you for the river.");
	harness_says(r, "You moved on");
	MUST(harness_post(r, connection_path(r, c, "/move-on"), "words", "And you for the lemon.", NULL));
	MUST(harness_get(r, connection_path(r, c, "")));
	harness_says(r, "And you for the lemon.");
}

static void kept_apart_is_never_brought_together(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, HARBOR "/about-me/apart", "name", "  ANA ", NULL));
	const char *ask = ask_for(r, w.ana, false);
	MUST(harness_get(r, people_path(r, ask)));
	harness_says_not(r, "Sue");
	assert_int_equal(harness_post(r, people_path(r, ask), "people", w.sue, NULL), INVALID);
}

/* Four with an offer each, every one blocking every other in turn: the two do not see one another, all others do. */
static void a_block_holds_for_both_and_for_nobody_else(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *who[] = { w.ana, w.ben, w.sue, w.cora }, *offer[COUNT(who)];
	for (size_t i = 0; i < COUNT(who); i++) {
		accept_limits(r, who[i]);
		MUST(db_begin(r->db, true));
		r->community.id = w.harbor;
		MUST(asks_open_one(r, &(struct asks_new_one){ .person = who[i], .direction = "offer", .about = "Company", .kinds = 1, .asked = r->now }, &offer[i]));
		MUST(db_commit(r->db));
		offer[i] = arena_str(&r->arena, offer[i]);
	}
	for (size_t i = 0; i < COUNT(who); i++)
		for (size_t j = 0; j < COUNT(who); j++) {
			harness_as(r, who[i], 0);
			if (i == j) {
				assert_int_equal(harness_post(r, arena_printf(&r->arena, HARBOR "/offers/%s/block", offer[j]), NULL), MISSING);
				continue;
			}
			MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/offers/%s/block", offer[j]), NULL));
			for (size_t reader = 0; reader < COUNT(who); reader++)
				for (size_t seen = 0; seen < COUNT(who); seen++) {
					bool blocked = (reader == i && seen == j) || (reader == j && seen == i);
					if (reader == seen)
						continue;
					harness_as(r, who[reader], 0);
					MUST(harness_get(r, HARBOR "/offers"));
					harness_says_at(r, offer[seen], !blocked, __FILE__, __LINE__);
					const char *ask = arena_printf(&r->arena, HARBOR "/offers/%s/ask", offer[seen]);
					assert_int_equal(harness_get(r, ask), blocked ? MISSING : OK);
					if (blocked)
						assert_int_equal(harness_post(r, ask, NULL), MISSING);
				}
			harness_as(r, who[i], 0);
			MUST(harness_get(r, HARBOR "/about-me/apart"));
			const char *id = json_string_value(json_object_get(json_array_get(json_object_get(harness_json(r), "names"), 0), "id"));
			MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/about-me/apart/%s/remove", id), NULL));
		}
}

static void a_block_ends_what_two_have_and_reads_like_any_end(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w);
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_post(r, connection_path(r, c, "/block"), NULL), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, connection_path(r, c, "/block"), NULL));
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, connection_path(r, c, "")));
	harness_says(r, "You no longer walk together");
	harness_says_not(r, "Blocked");
	assert_int_equal(harness_post(r, connection_path(r, c, "/resume"), NULL), MISSING);
	const char *ask = ask_for(r, w.ana, false);
	MUST(harness_get(r, people_path(r, ask)));
	harness_says_not(r, "Sue");
	assert_int_equal(harness_post(r, people_path(r, ask), "people", w.sue, NULL), INVALID);
}

static void a_yes_to_somebody_kept_apart_begins_nothing(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *ask = ask_for(r, w.ana, false);
	MUST(harness_post(r, people_path(r, ask), "people", w.sue, NULL));
	const char *p = waiting_for(r, w.sue);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, HARBOR "/about-me/apart", "name", "Sue", NULL));
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, path_of(r, "/proposals/", arena_printf(&r->arena, "%s/yes", p)), NULL));
	assert_string_equal(r->reply.location, HARBOR "/connections");
	MUST(harness_get(r, HARBOR "/connections"));
	assert_int_equal(json_array_size(json_object_get(harness_json(r), "mine")), 0);
	MUST(harness_post(r, path_of(r, "/proposals/", arena_printf(&r->arena, "%s/block", p)), NULL));
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_post(r, path_of(r, "/proposals/", arena_printf(&r->arena, "%s/block", p)), NULL), MISSING);
}

/* Said under "About me", after the question was put: it is gone for both, and neither page says why. */
static void waits_for_nobody(struct req *r, bool asker_says_it)
{
	struct world w = a_settled_world(r, 1);
	const char *ask = ask_for(r, w.ana, false);
	MUST(harness_post(r, people_path(r, ask), "people", w.sue, NULL));
	const char *p = waiting_for(r, w.sue);
	harness_as(r, asker_says_it ? w.ana : w.sue, 0);
	MUST(harness_post(r, HARBOR "/about-me/apart", "name", asker_says_it ? "Sue" : "Ana", NULL));
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, HARBOR "/proposals"));
	harness_says_not(r, "Ana");
	MUST(harness_get(r, proposal_path(r, p, "")));
	assert_string_equal(r->reply.location, HARBOR "/connections");
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, people_path(r, ask)));
	harness_says_at(r, "Sue", !asker_says_it, __FILE__, __LINE__);  /* to Ana, whom Sue keeps apart, it is "no answer yet" */
}
static void a_question_from_somebody_i_keep_apart_is_not_there(void **state) { waits_for_nobody(*state, false); }
static void a_question_to_somebody_i_keep_apart_is_not_there(void **state) { waits_for_nobody(*state, true); }

static void who_leaves_ends_what_they_were_part_of(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, connection_path(r, c, "/move-on"), "words", "Goodbye", NULL));
	MUST(harness_post(r, HARBOR "/leave-community", NULL));
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, connection_path(r, c, "")));
	harness_as(r, w.ana, 0);
	assert_int_not_equal(harness_get(r, connection_path(r, c, "")), OK);
}

static void the_same_as_json(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, connection_path(r, c, "")));
	const json_t *page = harness_json(r);
	assert_string_equal(json_string_value(json_object_get(page, "name")), "Sue");
	assert_true(json_is_true(json_object_get(page, "open")));
	MUST(harness_get(r, HARBOR "/connections"));
	page = harness_json(r);
	assert_string_equal(json_string_value(json_object_get(json_array_get(json_object_get(page, "mine"), 0), "state")), "begun");
}

HARNESS(the_asker_sees_who_may_fit_and_why, both_must_say_yes, whoever_was_asked_too_finds_it_closed,
	a_no_looks_like_no_answer_yet_and_is_not_suggested_again, the_asker_may_pass_and_nobody_learns_it, only_the_suggested_can_be_asked,
	limits_are_read_before_the_first_request, others_find_nothing, a_coordinator_looks_only_with_those_who_asked_for_it,
	today_tells_a_coordinator_that_somebody_waits_and_nobody_else, the_waiting_list_is_longest_first_and_goes_on_by_page, what_is_told_without_words_is_still_said, each_step_is_one_step_and_room_is_counted,
	what_is_shown_to_the_connected_ends_with_the_connection, moving_on_leaves_a_word_and_an_offer_back,
	kept_apart_is_never_brought_together, a_block_holds_for_both_and_for_nobody_else, a_block_ends_what_two_have_and_reads_like_any_end,
	a_question_from_somebody_i_keep_apart_is_not_there, a_question_to_somebody_i_keep_apart_is_not_there,
	a_yes_to_somebody_kept_apart_begins_nothing, who_leaves_ends_what_they_were_part_of, the_same_as_json)

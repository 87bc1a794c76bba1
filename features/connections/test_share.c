/* Several communities, one supporter: a place taken in one is taken in all, proposals made at once never promise it twice, and
 * communities that agreed share out their places together.  Nobody sees the other's people. */
#include "test_propose_world.h"

const struct feature *const harness_features[] = {
	&people_feature, &communities_feature, &experiences_feature, &asks_feature, &matching_feature, &connections_feature, NULL,
};

#define HILL "/c/hill"

/* Hill: Pia asks there, Cleo coordinates, and Sue belongs to both. */
struct hill { const char *id, *pia, *cleo; };

static void settle_at(struct req *r, const char *base, const char *person)
{
	harness_as(r, person, 0);
	MUST(harness_post(r, arena_printf(&r->arena, "%s/limits", base), "understood", "1", "number", "1", NULL));
	MUST(harness_post(r, arena_printf(&r->arena, "%s/about-me/meeting", base), "ways", "cafe", "ways", "phone", "version", "0", NULL));
	MUST(harness_post(r, arena_printf(&r->arena, "%s/about-me/week", base), "week", "1-18", "week", "2-10", "version", "1", NULL));
}

static void has_room_at(struct req *r, const char *base, const char *person, const char *capacity, const char *version)
{
	harness_as(r, person, 0);
	MUST(harness_post(r, arena_printf(&r->arena, "%s/room", base), "state", "open", "capacity", capacity, "kinds", "company", "version", version, NULL));
}

static const char *ask_at(struct req *r, const char *base, const char *person)
{
	harness_as(r, person, 0);
	MUST(harness_post(r, arena_printf(&r->arena, "%s/asks/new", base), "direction", "ask", "kinds", "company", "about", "A walk now and then",
			  "soon", "week", "helped", "1", NULL));
	return led_to(r, "/asks/");
}

/* Harbor as ever, but Sue has one place, and the same in Hill. */
static struct hill two_communities(struct req *r, struct world *w)
{
	struct hill h;
	*w = a_settled_world(r, 1);
	room(r, w, w->sue, 1);
	MUST(db_begin(r->db, true));
	MUST(communities_make(r, &(struct communities_new){ .slug = "hill", .name = "Hill", .lang = "en", .zone = "UTC",
		.joining = "open", .formality = 1, .min_cell = 5 }, &h.id));
	h.pia = a_member(r, h.id, "Pia", NULL);
	h.cleo = a_member(r, h.id, "Cleo", "coordinator");
	MUST(communities_add_member(r, h.id, w->sue, true));
	MUST(db_commit(r->db));
	settle_at(r, HILL, h.pia);
	settle_at(r, HILL, w->sue);
	harness_as(r, h.cleo, 0);
	MUST(harness_post(r, HILL "/limits", "understood", "1", "number", "1", NULL));
	harness_as(r, w->sue, 0);
	MUST(harness_get(r, HILL "/room"));
	harness_says(r, "value=\"1\"");         /* one number: it stands here already */
	has_room_at(r, HILL, w->sue, "1", "0");
	return h;
}

static const char *page_of(struct req *r, const char *person, const char *path)
{
	harness_as(r, person, 0);
	MUST(harness_get(r, path));
	return harness_body(r);
}

static void run_in_hill(struct req *r, const struct hill *h)
{
	struct proposing_now x;
	struct thinking t = { .payload = NULL };
	harness_as(r, h->cleo, 0);
	MUST(harness_post(r, HILL "/waiting/propose", "all", "1", NULL));
	MUST(db_begin(r->db, false));
	MUST(proposing_now(r, h->id, &x));
	db_rollback(r->db);
	MUST(think(r, &t, x.id));
	finish(&t);
}

static void a_place_taken_in_one_community_is_taken_in_all(void **state)
{
	struct req *r = *state;
	struct world w;
	struct hill h = two_communities(r, &w);
	const char *hers = ask_at(r, HILL, h.pia), *people = arena_printf(&r->arena, HILL "/asks/%s/people", hers);
	assert_non_null(strstr(page_of(r, h.pia, people), "Sue"));
	assert_non_null(strstr(page_of(r, h.cleo, HILL "/waiting"), "There is room for one more person here."));
	const char *pair = a_pair(r, &w);
	assert_null(strstr(page_of(r, h.pia, people), "Sue"));
	assert_non_null(strstr(page_of(r, h.cleo, HILL "/waiting"), "There is room for 0 more people here."));
	assert_null(strstr(page_of(r, h.cleo, HILL "/waiting"), "Ana"));
	assert_non_null(strstr(page_of(r, w.sue, HILL "/room"), "you walk with one person in all"));
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/connections/%s/end", pair), NULL));
	assert_non_null(strstr(page_of(r, h.pia, people), "Sue"));
}

static void the_number_is_one_for_all_and_a_form_drawn_elsewhere_before_is_stale(void **state)
{
	struct req *r = *state;
	struct world w;
	(void)two_communities(r, &w);
	has_room_at(r, HILL, w.sue, "4", "1");
	harness_as(r, w.sue, 0);
	assert_int_equal(json_integer_value(json_object_get((MUST(harness_get(r, HARBOR "/room")), harness_json(r)), "capacity")), 4);
	assert_int_equal(harness_post(r, HARBOR "/room", "state", "open", "capacity", "1", "kinds", "company", "version", "2", NULL), CONFLICT);
	has_room_at(r, HARBOR, w.sue, "4", "3");                /* the same number: nothing changes in Hill */
	has_room_at(r, HILL, w.sue, "3", "2");
}

static void hill_proposes(struct req *r, const struct world *w, const void *what)
{
	(void)w;
	run_in_hill(r, what);
}

static void two_communities_that_propose_at_once_promise_a_place_once(void **state)
{
	struct req *r = *state;
	struct world w;
	struct hill h = two_communities(r, &w);
	(void)ask_for(r, w.ana, true);
	(void)ask_at(r, HILL, h.pia);
	propose_while(r, &w, hill_proposes, &h);
	harness_says(r, "The last time, 0 pairs were asked.");
	harness_says(r, "One more was not asked, because something had changed meanwhile.");
	harness_says_not(r, "Pia");
	nobody_asks(r, w.ana);
	assert_non_null(strstr(page_of(r, h.pia, HILL "/proposals"), "Sue"));
	assert_null(strstr(page_of(r, w.sue, HARBOR "/proposals"), "Ana"));
	propose_to_all(r, &w);                  /* her place is kept for an answer in Hill */
	harness_says(r, "The last time, 0 pairs were asked.");
}

static void agree(struct req *r, const struct world *w, const struct hill *h)
{
	harness_as(r, w->cora, 0);
	MUST(harness_post(r, HARBOR "/waiting/with", "other", "hill", NULL));
	MUST(harness_get(r, HARBOR "/waiting/rule"));
	harness_says(r, "They have not written down yours yet");
	harness_as(r, h->cleo, 0);
	MUST(harness_post(r, HILL "/waiting/with", "other", "harbor", NULL));
	MUST(harness_get(r, HILL "/waiting/rule"));
	harness_says(r, "Agreed");
}

static void look_at_hill(struct req *r, const struct world *w, const void *what)
{
	const struct hill *h = what;
	const char *page = page_of(r, h->cleo, HILL "/waiting");
	(void)w;
	assert_non_null(strstr(page, "A community you agreed with began this, for your people too."));
	assert_null(strstr(page, "Cora"));
	assert_null(strstr(page, "Ana"));
	assert_int_equal(harness_post(r, HILL "/waiting/propose", "all", "1", NULL), INVALID);
	harness_says(r, "A community you agreed with began one already.");
}

static void communities_that_agreed_share_out_their_places_together(void **state)
{
	struct req *r = *state;
	struct world w;
	struct hill h = two_communities(r, &w);
	MUST(db_begin(r->db, true));
	const char *rosa = a_member(r, h.id, "Rosa", NULL);
	MUST(db_commit(r->db));
	settle_at(r, HILL, rosa);
	has_room_at(r, HILL, rosa, "1", "0");
	(void)ask_at(r, HILL, h.pia);           /* Sue or Rosa */
	r->now += 40 * 86400;
	(void)ask_for(r, w.ana, true);          /* only Sue */
	agree(r, &w, &h);
	propose_while(r, &w, look_at_hill, &h);
	harness_says(r, "The last time, one pair was asked.");
	harness_says_not(r, "Pia");
	assert_non_null(strstr(page_of(r, w.ana, HARBOR "/proposals"), "Sue"));
	assert_non_null(strstr(page_of(r, h.pia, HILL "/proposals"), "Rosa"));
	const char *hill = page_of(r, h.cleo, HILL "/waiting");
	assert_non_null(strstr(hill, "The last time, one pair was asked."));
	assert_null(strstr(hill, "Ana"));
}

static void without_the_others_word_each_proposes_alone(void **state)
{
	struct req *r = *state;
	struct world w;
	struct hill h = two_communities(r, &w);
	room(r, &w, w.sue, 2);
	(void)ask_at(r, HILL, h.pia);
	(void)ask_for(r, w.ana, true);
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, HARBOR "/waiting/with", "other", "hill", NULL));
	propose_to_all(r, &w);
	assert_non_null(waiting_for(r, w.ana));
	assert_non_null(strstr(page_of(r, h.pia, HILL "/proposals"), "Nobody waits for your answer"));
	agree(r, &w, &h);
	harness_as(r, h.cleo, 0);
	MUST(harness_post(r, HILL "/waiting/with/harbor/end", NULL));
	assert_int_equal(harness_post(r, HILL "/waiting/with/harbor/end", NULL), MISSING);
	propose_to_all(r, &w);
	assert_non_null(strstr(page_of(r, h.pia, HILL "/proposals"), "Nobody waits for your answer"));
}

static void hill_stops_it(struct req *r, const struct world *w, const void *what)
{
	const struct hill *h = what;
	(void)w;
	harness_as(r, h->cleo, 0);
	MUST(harness_post(r, HILL "/waiting/stop", NULL));
}

static void each_of_them_can_stop_it_before_anybody_is_asked(void **state)
{
	struct req *r = *state;
	struct world w;
	struct hill h = two_communities(r, &w);
	(void)ask_at(r, HILL, h.pia);
	(void)ask_for(r, w.ana, true);
	agree(r, &w, &h);
	propose_while(r, &w, hill_stops_it, &h);
	harness_says(r, "The last time, it was stopped. Nobody was asked.");
	assert_non_null(strstr(page_of(r, h.cleo, HILL "/waiting"), "The last time, it was stopped. Nobody was asked."));
	nobody_asks(r, w.ana);
}

static void an_address_is_written_down_by_coordinators_and_tells_nothing(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_post(r, HARBOR "/waiting/with", "other", "hill", NULL), MISSING);
	assert_int_equal(harness_post(r, HARBOR "/waiting/with/hill/end", NULL), MISSING);
	harness_as(r, w.cora, 0);
	assert_int_equal(harness_post(r, HARBOR "/waiting/with", "other", "harbor", NULL), INVALID);
	assert_true(harness_fault(r, "other", "own"));
	assert_int_equal(harness_post(r, HARBOR "/waiting/with", "other", "Not An Address", NULL), INVALID);
	assert_true(harness_fault(r, "other", "shape"));
	assert_int_equal(harness_post(r, HARBOR "/waiting/with", NULL), INVALID);
	assert_true(harness_fault(r, "other", "needed"));
	for (int k = 0; k < 30; k++)            /* none of them is there, and nobody is told */
		MUST(harness_post(r, HARBOR "/waiting/with", "other", arena_printf(&r->arena, "nowhere-%d", k), NULL));
	assert_int_equal(harness_post(r, HARBOR "/waiting/with", "other", "one-more", NULL), INVALID);
	assert_true(harness_fault(r, "other", "full"));
}

/* Their number of places is one for all communities: what ended here is free again elsewhere. */
static void who_leaves_a_community_has_the_places_back_that_were_taken_there(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	(void)a_pair(r, &w);
	const char *taken = "SELECT count(*) AS n FROM supporter_places WHERE walking <> 0";
	assert_int_equal(harness_number(r, taken), 1);
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, HARBOR "/leave-community", NULL));
	assert_int_equal(harness_number(r, taken), 0);
}

HARNESS(who_leaves_a_community_has_the_places_back_that_were_taken_there,
	a_place_taken_in_one_community_is_taken_in_all, the_number_is_one_for_all_and_a_form_drawn_elsewhere_before_is_stale,
	two_communities_that_propose_at_once_promise_a_place_once, communities_that_agreed_share_out_their_places_together,
	without_the_others_word_each_proposes_alone, each_of_them_can_stop_it_before_anybody_is_asked,
	an_address_is_written_down_by_coordinators_and_tells_nothing)

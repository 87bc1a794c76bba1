/* A group from its first day to its last: who sees what of it, who facilitates, leaving, and that it goes on when everyone in it has
 * changed. */
#include "test_circle.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, NULL };

static void anyone_begins_a_group_and_facilitates_it(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, HARBOR "/groups/new"));
	const char *g = a_group(r, w.ana, "open", "8");
	assert_true(group_says(r, g, w.ana, "leads"));
	MUST(harness_get(r, group_path(r, g, "")));
	harness_says(r, "Blue room, upstairs");
	harness_says(r, "Wednesdays at six");
	MUST(harness_get(r, HARBOR "/groups"));
	harness_says(r, "Wednesday circle");
	groups_hold(r);
}

static void what_makes_no_sense_comes_back(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_post(r, HARBOR "/groups/new", "name", "x", "lang", "en", "way", "open", "answer_days", "3", "mode", "online", NULL), INVALID);
	assert_true(harness_fault(r, "name", "short"));
	assert_true(harness_fault(r, "purpose", "needed"));
#define WITH(...) harness_post(r, HARBOR "/groups/new", "name", "Tea", "purpose", "Tea", "lang", "en", "way", "open", "answer_days", "3", __VA_ARGS__, NULL)
	assert_int_equal(WITH("mode", "online", "link", "http://example.org"), INVALID);
	assert_true(harness_fault(r, "link", "link"));
	assert_int_equal(WITH("mode", "online", "shows", "1"), INVALID);
	assert_true(harness_fault(r, "link", "needed"));
	assert_int_equal(WITH("mode", "online", "project", id_new(r)), INVALID);
	assert_true(harness_fault(r, "project", "unknown"));
	assert_int_equal(WITH("mode", "online", "capacity", "1"), INVALID);
	assert_true(harness_fault(r, "capacity", "small"));
#undef WITH
}

static void place_and_link_are_for_those_who_belong_unless_the_group_says_otherwise(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_group(r, w.ana, "open", "");
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, group_path(r, g, "")));
	harness_says(r, "To sit together");
	harness_says(r, "Wednesdays at six");
	harness_says_not(r, "Blue room");
	harness_says(r, "Ana");         /* who facilitates is named */
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, group_path(r, g, "/settings"), "name", "Wednesday circle", "purpose", "To sit together", "lang", "es", "way", "drop_in",
			  "answer_days", "3", "mode", "both", "place", "Blue room", "link", "https://talk.example.org/a", "shows", "1", "version", "1", NULL));
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, group_path(r, g, "")));
	harness_says(r, "Blue room");
	harness_says(r, "https://talk.example.org/a");
}

static void settings_are_for_those_who_facilitate_and_are_not_written_over(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_group(r, w.ana, "open", "");
	MUST(comes(r, g, w.ben));
	const char *const others[] = { w.ben, w.sue, w.cora, w.otto };
	for (size_t k = 0; k < COUNT(others); k++) {
		harness_as(r, others[k], 0);
		assert_int_equal(harness_get(r, group_path(r, g, "/settings")), MISSING);
		assert_int_equal(harness_get(r, group_path(r, g, "/end")), MISSING);
		assert_int_equal(harness_get(r, group_path(r, g, "/agreement/new")), MISSING);
		assert_int_equal(harness_post(r, group_path(r, g, "/end"), "sure", "1", NULL), MISSING);
	}
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, group_path(r, g, "/settings")));
	harness_says(r, "Blue room");
#define SAVE(version) harness_post(r, group_path(r, g, "/settings"), "name", "Tea", "purpose", "Tea", "lang", "en", "way", "open", "answer_days", "3", \
	"mode", "in_person", "version", version, NULL)
	MUST(SAVE("1"));
	assert_int_equal(SAVE("1"), CONFLICT);
	assert_int_equal(harness_post(r, group_path(r, g, "/settings"), "name", "", NULL), INVALID);
	MUST(SAVE("2"));
#undef SAVE
}

/* What is inside is there for nobody outside, coordinators too. */
static void from_outside_nothing_inside_is_there(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_group(r, w.ana, "open", "");
	MUST(comes(r, g, w.ben));
	write_agreement(r, g, w.ana, "We let each other finish.");
	const char *const outside[] = { w.sue, w.cora, w.otto };
	const char *const looks[] = { "/agreement", "/tasks", "/asking", "/leave" };
	const char *const deeds[] = { "/agreement/read", "/agreement/lines", "/tasks/line", "/tasks/done", "/tasks/pass", "/tasks/swap", "/tasks/take", "/tasks/off",
		"/asking", "/leave", "/part/yes", "/part/no", "/part/step-up", "/part/step-down", "/part/trained" };
	for (size_t k = 0; k < COUNT(outside); k++) {
		harness_as(r, outside[k], 0);
		for (size_t i = 0; i < COUNT(looks); i++)
			assert_int_equal(harness_get(r, group_path(r, g, looks[i])), MISSING);
		for (size_t i = 0; i < COUNT(deeds); i++)
			assert_int_equal(harness_post(r, group_path(r, g, deeds[i]), "task", "greeter", "words", "A line", NULL), MISSING);
		assert_int_equal(harness_get(r, group_path(r, g, arena_printf(&r->arena, "/people/%s", w.ben))), MISSING);
	}
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, group_path(r, g, "")));
	harness_says_not(r, "Ben");
	harness_says_not(r, "We let each other finish");
	harness_as(r, w.otto, 0);
	assert_int_equal(harness_get(r, group_path(r, g, "")), MISSING);
	assert_int_equal(harness_get(r, HARBOR "/groups"), MISSING);
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_get(r, group_path(r, id_new(r), "")), MISSING);
}

static void facilitating_is_shared_by_a_yes_and_laid_down_in_one_step(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_group(r, w.ana, "open", ""), *ben = group_path(r, g, arena_printf(&r->arena, "/people/%s", w.ben));
	MUST(comes(r, g, w.ben));
	MUST(comes(r, g, w.sue));
	harness_as(r, w.sue, 0);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, "%s/part", ben), "part", "facilitates", NULL), MISSING);
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_post(r, group_path(r, g, "/part/yes"), NULL), MISSING);        /* nobody asked */
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, ben));
	MUST(harness_post(r, arena_printf(&r->arena, "%s/part", ben), "part", "co_facilitates", NULL));
	assert_false(group_says(r, g, w.ben, "leads"));
	MUST(harness_get(r, group_path(r, g, "")));
	harness_says(r, "You are asked to share in facilitating");
	MUST(harness_post(r, group_path(r, g, "/part/no"), NULL));
	assert_int_equal(harness_post(r, group_path(r, g, "/part/yes"), NULL), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, arena_printf(&r->arena, "%s/part", ben), "part", "co_facilitates", NULL));
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, group_path(r, g, "/part/yes"), NULL));
	MUST(harness_post(r, group_path(r, g, "/part/trained"), "trained", "1", NULL));
	assert_true(group_says(r, g, w.ben, "leads"));
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, "%s/part", ben), "part", "facilitates", NULL), INVALID);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, "%s/out", ben), NULL), MISSING);     /* who facilitates is not put out */
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, group_path(r, g, "/part/step-down"), NULL));
	assert_false(group_says(r, g, w.ben, "leads"));
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, arena_printf(&r->arena, "%s/out", ben), NULL));
	assert_false(group_says(r, g, w.ben, "belongs"));
	groups_hold(r);
}

static void a_group_without_anybody_who_facilitates_asks_and_goes_on(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_group(r, w.ana, "open", "");
	MUST(comes(r, g, w.ben));
	MUST(comes(r, g, w.sue));
	write_agreement(r, g, w.ana, "We let each other finish.");
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_post(r, group_path(r, g, "/part/step-up"), NULL), INVALID);    /* Ana is still there */
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, group_path(r, g, "/leave")));
	harness_says(r, "One word each");
	assert_int_equal(harness_post(r, group_path(r, g, "/leave"), "hand_on", w.cora, NULL), INVALID);
	MUST(harness_post(r, group_path(r, g, "/leave"), "hand_on", w.sue, NULL));
	assert_false(group_says(r, g, w.ana, "belongs"));
	assert_true(group_says(r, g, w.ben, "unled"));
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/groups/overview"));
	harness_says(r, "Looks for somebody to facilitate");
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, group_path(r, g, "/part/yes"), NULL));
	assert_false(group_says(r, g, w.ben, "unled"));
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, group_path(r, g, "/leave"), NULL));        /* leaving asks for nothing */
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, group_path(r, g, "/part/step-up"), NULL));
	assert_true(group_says(r, g, w.ben, "leads"));
	MUST(harness_get(r, group_path(r, g, "/agreement")));
	harness_says(r, "We let each other finish.");   /* everyone has changed, and it holds */
	groups_hold(r);
}

static void who_leaves_the_community_or_kith_leaves_the_group_and_it_stays(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_group(r, w.ana, "open", "");
	MUST(comes(r, g, w.ben));
	MUST(comes(r, g, w.sue));
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, group_path(r, g, "/agreement/lines"), "words", "We begin on time.", NULL));
	MUST(harness_post(r, group_path(r, g, "/tasks/line"), "task", "greeter", NULL));
	MUST(harness_post(r, HARBOR "/leave-community", "sure", "1", NULL));
	assert_int_equal(json_array_size(json_object_get(group_seen(r, g, w.ana), "people")), 2);
	in_harbor(r, &w, w.ana);
	MUST(db_begin(r->db, true));
	MUST(people_erase(r, w.ana));
	MUST(db_commit(r->db));
	assert_true(group_says(r, g, w.sue, "unled"));
	assert_int_equal(json_array_size(json_object_get(group_seen(r, g, w.sue), "people")), 1);
	groups_hold(r);
}

static void two_who_are_kept_apart_do_not_find_each_other_in_it(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_group(r, w.ana, "open", "");
	MUST(comes(r, g, w.ben));
	MUST(comes(r, g, w.sue));
	harness_as(r, w.sue, 0);
	const char *ben = group_path(r, g, arena_printf(&r->arena, "/people/%s", w.ben));
	MUST(harness_get(r, ben));
	MUST(harness_post(r, arena_printf(&r->arena, "%s/block", ben), NULL));
	assert_int_equal(harness_get(r, ben), MISSING);
	assert_int_equal(json_array_size(json_object_get(group_seen(r, g, w.sue), "people")), 2);
	assert_int_equal(json_array_size(json_object_get(group_seen(r, g, w.ben), "people")), 2);
	assert_int_equal(json_array_size(json_object_get(group_seen(r, g, w.ana), "people")), 3);
	assert_int_equal(json_integer_value(json_object_get(group_seen(r, g, w.ben), "members")), 3);
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_get(r, group_path(r, g, arena_printf(&r->arena, "/people/%s", w.sue))), MISSING);
	assert_int_equal(harness_get(r, group_path(r, g, arena_printf(&r->arena, "/people/%s", w.ben))), MISSING);     /* oneself */
}

static void a_group_ends_with_a_last_look_back(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_group(r, w.ana, "open", "2");
	MUST(comes(r, g, w.ben));
	MUST(comes(r, g, w.sue));       /* in line */
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, group_path(r, g, "/end")));
	assert_int_equal(harness_post(r, group_path(r, g, "/end"), "words", "Two years of soup.", NULL), INVALID);
	MUST(harness_post(r, group_path(r, g, "/end"), "words", "Two years of soup.", "sure", "1", NULL));
	assert_int_equal(harness_post(r, group_path(r, g, "/end"), "sure", "1", NULL), MISSING);
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, group_path(r, g, "")));
	harness_says(r, "Two years of soup.");
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, group_path(r, g, "")));
	harness_says_not(r, "Two years of soup.");
	assert_false(group_says(r, g, w.sue, "waiting"));
	assert_int_equal(comes(r, g, w.sue), INVALID);
	assert_true(harness_fault(r, NULL, "ended"));
	MUST(harness_get(r, HARBOR "/groups"));
	harness_says_not(r, "Wednesday circle");
	const char *const closed[] = { "/settings", "/tasks", "/asking", "/join", "/agreement/new" };
	harness_as(r, w.ana, 0);
	for (size_t k = 0; k < COUNT(closed); k++)
		assert_int_equal(harness_get(r, group_path(r, g, closed[k])), MISSING);
	assert_int_equal(harness_post(r, group_path(r, g, "/agreement/lines"), "words", "Too late", NULL), MISSING);
	MUST(harness_post(r, group_path(r, g, "/leave"), NULL));
	groups_hold(r);
}

static void who_coordinates_sees_how_groups_stand_in_steps_and_ends_one_in_the_log(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_group(r, w.ana, "closed", "");
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_get(r, HARBOR "/groups/overview"), MISSING);
	assert_int_equal(harness_post(r, group_path(r, g, "/close"), NULL), MISSING);
	MUST(harness_post(r, group_path(r, g, "/join"), "words", "May I come?", NULL));
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/groups/overview"));
	harness_says_not(r, "May I come?");
	harness_says(r, "some wait");
	const json_t *row = json_array_get(json_object_get(harness_json(r), "groups"), 0);
	assert_true(json_is_null(json_object_get(row, "members")));    /* one is fewer than the minimum */
	assert_true(json_is_null(json_object_get(row, "waiting")));
	MUST(harness_post(r, group_path(r, g, "/close"), NULL));
	assert_int_equal(harness_post(r, group_path(r, g, "/close"), NULL), MISSING);
}

HARNESS(anyone_begins_a_group_and_facilitates_it, what_makes_no_sense_comes_back,
	place_and_link_are_for_those_who_belong_unless_the_group_says_otherwise, settings_are_for_those_who_facilitate_and_are_not_written_over,
	from_outside_nothing_inside_is_there, facilitating_is_shared_by_a_yes_and_laid_down_in_one_step,
	a_group_without_anybody_who_facilitates_asks_and_goes_on, who_leaves_the_community_or_kith_leaves_the_group_and_it_stays,
	two_who_are_kept_apart_do_not_find_each_other_in_it, a_group_ends_with_a_last_look_back,
	who_coordinates_sees_how_groups_stand_in_steps_and_ends_one_in_the_log)

/* Recording a meeting: both see it, each adds words, "did not meet" is neutral, groups are a headcount. */
#include "../connections/test_pair.h"
#include "../groups/test_circle.h"
#include "encounters.h"
#include "queries.h"

static struct { int64_t told, sum; } heard;
static enum status hear(struct req *r, const void *what)
{
	const struct encounters_change *c = what;
	(void)r;
	heard.told++;
	heard.sum += (c->after && c->after->met ? c->after->minutes : 0) - (c->before && c->before->met ? c->before->minutes : 0);
	return OK;
}
static const struct ear listener_ears[] = { { &encounters_changed, hear } };
static const char *const no_schemas[] = { NULL };
static const struct db_query *const no_queries[] = { NULL };
static const struct feature listener = { .name = "listener", .schemas = no_schemas, .queries = no_queries, .ears = listener_ears, .n_ears = 1 };

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &listener, &encounters_feature, NULL };

#define DAY_OF_TEST "2025-06-15"        /* 1 750 000 000 is 15 June 2025, 15:06 UTC */

static const char *new_path(struct req *r, const char *c) { return arena_printf(&r->arena, HARBOR "/connections/%s/encounters/new", c); }
static const char *one_path(struct req *r, const char *id, const char *end) { return arena_printf(&r->arena, HARBOR "/encounters/%s%s", id, end); }

static const char *a_meeting(struct req *r, const char *connection)
{
	MUST(harness_post(r, new_path(r, connection), "met", "met", "day", DAY_OF_TEST, "clock", "10:00", "minutes", "45", "mode", "in_person",
			  "place", "cafe", "given", "emotional", "given", "company", "outcome", "We laughed about ducks", "next_step", "Same bench",
			  "mutual", "1", NULL));
	return led_to(r, "/encounters/");
}

static void either_records_and_both_see_it(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w);
	heard.told = heard.sum = 0;
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, new_path(r, c)));
	harness_says(r, "A meeting with Sue");
	harness_says(r, "value=\"2025-06-15\"");
	const char *e = a_meeting(r, c);
	assert_true(heard.told >= 1);
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, one_path(r, e, "")));
	harness_says(r, "We laughed about ducks");
	harness_says(r, "Ana");
	harness_says(r, "both ways");
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/connections/%s/encounters", c)));
	harness_says(r, e);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/connections/%s", c)));
	harness_says(r, "We laughed about ducks");
}

static void what_is_wrong_is_said_beside_its_field(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w);
	assert_int_equal(harness_post(r, new_path(r, c), "met", "met", "day", "2025-06-17", "clock", "10:00", "minutes", "45", "mode", "phone", NULL), INVALID);
	assert_true(harness_fault(r, "day", "ahead"));
	assert_int_equal(harness_post(r, new_path(r, c), "met", "met", "day", "2022-06-17", "clock", "10:00", "minutes", "45", "mode", "phone", NULL), INVALID);
	assert_true(harness_fault(r, "day", "long_ago"));
	assert_int_equal(harness_post(r, new_path(r, c), "met", "met", "day", DAY_OF_TEST, "clock", "10:00", "mode", "phone", NULL), INVALID);
	assert_true(harness_fault(r, "minutes", "needed"));
	assert_int_equal(harness_post(r, new_path(r, c), "met", "met", "day", DAY_OF_TEST, "clock", "10:00", "minutes", "5000", "mode", "phone",
				      "outcome", "kept words", NULL), INVALID);
	harness_says(r, "kept words");          /* what was typed stays */
	assert_int_equal(harness_post(r, new_path(r, c), "met", "met", "day", DAY_OF_TEST, "clock", "10:00", "minutes", "45", NULL), INVALID);
	assert_true(harness_fault(r, "mode", "needed"));
	assert_int_equal(harness_post(r, new_path(r, c), NULL), INVALID);
}

static void did_not_meet_is_a_neutral_outcome(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w);
	MUST(harness_post(r, new_path(r, c), "met", "not", "day", DAY_OF_TEST, "clock", "10:00", "minutes", "45", "given", "company", NULL));
	const char *e = led_to(r, "/encounters/");
	MUST(harness_get(r, one_path(r, e, "")));
	harness_says(r, "Did not meet");
	harness_says_not(r, "Support given");
	const json_t *page = harness_json(r);
	assert_int_equal(json_integer_value(json_object_get(page, "minutes")), 0);
	assert_true(json_is_false(json_object_get(page, "met")));
}

static void each_adds_words_and_may_ask_for_other_wording(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w), *e = a_meeting(r, c);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, one_path(r, e, "/words"), "kind", "wording", "words", "Not ducks: geese", NULL));
	assert_int_equal(harness_post(r, one_path(r, e, "/words"), "kind", "own", "words", " ", NULL), INVALID);
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, one_path(r, e, "")));
	harness_says(r, "Not ducks: geese");
	harness_says(r, "would like other words here");
	const char *words = after(r, "/words/", '/');
	MUST(harness_post(r, arena_printf(&r->arena, "%s/words/%s/settled", one_path(r, e, ""), words), NULL));
	assert_int_equal(harness_post(r, arena_printf(&r->arena, "%s/words/%s/settled", one_path(r, e, ""), words), NULL), MISSING);
	for (int i = 0; i < 20; i++)
		MUST(harness_post(r, one_path(r, e, "/words"), "kind", "own", "words", "More", NULL));
	assert_int_equal(harness_post(r, one_path(r, e, "/words"), "kind", "own", "words", "More", NULL), INVALID);
}

static void only_who_wrote_it_changes_it_and_a_stale_form_shows_both(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w), *e = a_meeting(r, c);       /* Sue wrote it */
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_get(r, one_path(r, e, "/edit")), MISSING);
	assert_int_equal(harness_post(r, one_path(r, e, "/take-back"), NULL), MISSING);
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, one_path(r, e, "/edit")));
#define EDIT(outcome, version) harness_post(r, one_path(r, e, "/edit"), "met", "met", "day", DAY_OF_TEST, "clock", "10:00", "minutes", "50", \
	"mode", "phone", "outcome", outcome, "version", version, NULL)
	MUST(EDIT("First change", "1"));
	assert_int_equal(EDIT("Second change", "1"), CONFLICT);
	harness_says(r, "First change");
	harness_says(r, "Second change");
	MUST(harness_get(r, one_path(r, e, "")));
	harness_says(r, "First change");
	MUST(harness_post(r, one_path(r, e, "/take-back"), NULL));
	assert_int_equal(harness_get(r, one_path(r, e, "")), MISSING);
}

static const char *a_project(struct req *r, const char *name)
{
	const char *id;
	assert_int_equal(communities_project_make(r, name, &id), OK);
	return arena_str(&r->arena, id);
}

static const char *chosen(struct req *r, const char *path)
{
	MUST(harness_get(r, path));
	const char *at = strstr(harness_body(r), " selected>");
	if (!at)
		return "";
	const char *value = at;
	while (strncmp(value, "value=\"", 7) != 0)
		value--;
	return arena_copy(&r->arena, value + 7, strcspn(value + 7, "\""));
}

#define COUNTED(project) harness_post(r, new_path(r, c), "met", "met", "day", DAY_OF_TEST, "clock", clock_, "minutes", "45", "mode", "phone", \
	"project", project, NULL)

static void a_meeting_is_counted_with_the_only_project_or_the_last_one(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w), *clock_ = "09:00";
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, new_path(r, c)));
	harness_says_not(r, "name=\"project\"");         /* nothing to choose from */
	const char *family = a_project(r, "Family");
	assert_string_equal(chosen(r, new_path(r, c)), family);
	const char *street = a_project(r, "Street");
	assert_string_equal(chosen(r, new_path(r, c)), "");             /* of two none, until one was used */
	MUST(COUNTED(street));
	const char *e = led_to(r, "/encounters/");
	MUST(harness_get(r, one_path(r, e, "")));
	harness_says(r, "<dd>Street</dd>");
	harness_as(r, w.ana, 0);
	assert_string_equal(chosen(r, new_path(r, c)), street);         /* also for the other of the two */
	e = a_meeting(r, c);                                            /* a program that says nothing about it */
	MUST(harness_get(r, one_path(r, e, "")));
	harness_says(r, "<dd>Street</dd>");
	clock_ = "11:00";
	MUST(COUNTED(""));                                              /* with none, said outright */
	assert_string_equal(chosen(r, new_path(r, c)), "");
	assert_int_equal(COUNTED("nosuch"), INVALID);
	assert_true(harness_fault(r, "project", "unknown"));
}

static void a_closed_project_keeps_its_meetings_and_takes_no_new_one(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w), *clock_ = "09:00", *family = a_project(r, "Family");
	(void)a_project(r, "Street");
	harness_as(r, w.sue, 0);
	MUST(COUNTED(family));
	const char *e = led_to(r, "/encounters/");
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/settings/projects/%s/close", family), NULL));
	harness_as(r, w.sue, 0);
	assert_int_equal(COUNTED(family), INVALID);
	assert_string_equal(chosen(r, one_path(r, e, "/edit")), family);
	MUST(harness_post(r, one_path(r, e, "/edit"), "met", "met", "day", DAY_OF_TEST, "clock", "10:00", "minutes", "50", "mode", "phone",
			  "project", family, "version", "1", NULL));
	MUST(harness_get(r, one_path(r, e, "")));
	harness_says(r, "<dd>Family</dd>");
	MUST(harness_post(r, one_path(r, e, "/edit"), "met", "met", "day", DAY_OF_TEST, "clock", "10:00", "minutes", "50", "mode", "phone",
			  "project", "", "version", "2", NULL));
	MUST(harness_get(r, one_path(r, e, "")));
	harness_says_not(r, "Counted with");
}

static void nobody_else_sees_it(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w), *e = a_meeting(r, c);
	const char *const strangers[] = { w.ben, w.cora, w.otto };
	for (size_t i = 0; i < COUNT(strangers); i++) {
		harness_as(r, strangers[i], 0);
		assert_int_equal(harness_get(r, one_path(r, e, "")), MISSING);
		assert_int_equal(harness_post(r, one_path(r, e, "/words"), "kind", "own", "words", "x", NULL), MISSING);
		assert_int_equal(harness_post(r, new_path(r, c), "met", "not", "day", DAY_OF_TEST, "clock", "10:00", NULL), MISSING);
	}
}

static void where_a_community_is_informal_nothing_is_written_down(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 0);
	const char *c = a_pair(r, &w);
	assert_int_equal(harness_get(r, new_path(r, c)), MISSING);
	assert_int_equal(harness_post(r, new_path(r, c), "met", "not", "day", DAY_OF_TEST, "clock", "10:00", NULL), MISSING);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/connections/%s", c)));
	harness_says_not(r, "Record a meeting");
}

static void a_group_is_a_headcount(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_get(r, HARBOR "/group-encounters/new"), MISSING);
	harness_as(r, w.cora, 0);
	assert_int_equal(harness_post(r, HARBOR "/group-encounters/new", "day", DAY_OF_TEST, "clock", "10:00", "minutes", "90", "mode", "in_person", NULL), INVALID);
	assert_int_equal(harness_post(r, HARBOR "/group-encounters/new", "project", "nosuch", "day", DAY_OF_TEST, "clock", "10:00", "minutes", "90",
				      "headcount", "9", "mode", "in_person", NULL), INVALID);
	MUST(harness_post(r, HARBOR "/group-encounters/new", "day", DAY_OF_TEST, "clock", "10:00", "minutes", "90", "headcount", "9", "mode", "in_person",
			  "place", "centre", "topics", "sleep; money", NULL));
	const char *e = led_to(r, "/encounters/");
	MUST(harness_get(r, one_path(r, e, "")));
	harness_says(r, "sleep; money");
	harness_says_not(r, "In our own words");
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/group-encounters/%s/edit", e)));
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/group-encounters/%s/edit", e), "day", DAY_OF_TEST, "clock", "10:00", "minutes", "80",
			  "headcount", "11", "mode", "in_person", "version", "1", NULL));
	MUST(harness_get(r, HARBOR "/group-encounters"));
	harness_says(r, "11 people");
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_get(r, one_path(r, e, "")), MISSING);
}

static void a_long_list_goes_on_by_page(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w);
	for (int i = 0; i < 53; i++)
		(void)a_meeting(r, c);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/connections/%s/encounters", c)));
	assert_int_equal(json_array_size(json_object_get(harness_json(r), "met")), 50);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/connections/%s/encounters", c)));
	const char *next = after(r, "/encounters?after=", '"');
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/connections/%s/encounters?after=%.*s&began=%s", c, 26, next, strstr(next, "began=") + 6)));
	assert_int_equal(json_array_size(json_object_get(harness_json(r), "met")), 3);
}

static void a_meeting_of_a_group_is_recorded_once_and_its_members_read_it(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 2);
	const char *g = a_group(r, w.ana, "open", "");
	MUST(comes(r, g, w.ben));
	MUST(harness_post(r, group_path(r, g, "/tasks/line"), "task", "greeter", NULL));
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, group_path(r, g, "/tasks/line"), "task", "greeter", NULL));
	const char *here = group_path(r, g, "/encounters/new");
	const char *const others[] = { w.ben, w.sue, w.cora };
	for (size_t k = 0; k < COUNT(others); k++) {
		harness_as(r, others[k], 0);
		assert_int_equal(harness_get(r, here), MISSING);
		assert_int_equal(harness_post(r, here, "day", DAY_OF_TEST, "clock", "10:00", "minutes", "90", "headcount", "6", "mode", "in_person", NULL), MISSING);
	}
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, here));
	assert_int_equal(harness_post(r, here, "day", DAY_OF_TEST, "clock", "10:00", "minutes", "90", "mode", "in_person", NULL), INVALID);
	int64_t told = heard.told;
	MUST(harness_post(r, here, "day", DAY_OF_TEST, "clock", "10:00", "minutes", "90", "headcount", "6", "mode", "in_person", "outcome", "Soup and songs", NULL));
	const char *e = led_to(r, "/encounters/");
	assert_true(heard.told > told);
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, group_path(r, g, "")));
	harness_says(r, "Soup and songs");
	MUST(harness_get(r, group_path(r, g, "/encounters")));
	harness_says(r, "6 people");
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/encounters/%s", e)));
	const json_t *next = json_array_get(json_object_get(group_seen(r, g, w.ben), "next"), 0);
	assert_string_equal(json_string_value(json_object_get(next, "name")), "Ana");       /* Ben greeted; Ana is next */
	harness_as(r, w.sue, 0);
	assert_int_equal(harness_get(r, arena_printf(&r->arena, HARBOR "/encounters/%s", e)), MISSING);
	assert_int_equal(harness_get(r, group_path(r, g, "/encounters")), MISSING);
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/group-encounters"));
	harness_says(r, "6 people");                    /* one notion of a group's meeting: it stands in that list too */
}

static void in_an_informal_community_groups_write_nothing_down_either(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 0);
	const char *g = a_group(r, w.ana, "open", "");
	assert_int_equal(harness_get(r, group_path(r, g, "/encounters/new")), MISSING);
	assert_int_equal(harness_post(r, group_path(r, g, "/encounters/new"), "day", DAY_OF_TEST, "clock", "10:00", "minutes", "90", "headcount", "6",
				      "mode", "in_person", NULL), MISSING);
	MUST(harness_get(r, group_path(r, g, "")));
	harness_says_not(r, "Record a meeting");
}

HARNESS(a_meeting_of_a_group_is_recorded_once_and_its_members_read_it, in_an_informal_community_groups_write_nothing_down_either,
	either_records_and_both_see_it, what_is_wrong_is_said_beside_its_field, did_not_meet_is_a_neutral_outcome,
	each_adds_words_and_may_ask_for_other_wording, a_meeting_is_counted_with_the_only_project_or_the_last_one,
	a_closed_project_keeps_its_meetings_and_takes_no_new_one, only_who_wrote_it_changes_it_and_a_stale_form_shows_both, nobody_else_sees_it,
	where_a_community_is_informal_nothing_is_written_down, a_group_is_a_headcount, a_long_list_goes_on_by_page)

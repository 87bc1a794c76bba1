/* What anyone may read of a group, without an account: only what two said yes to, and never who is in it. */
#include "test_circle.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, NULL };

#define SETTINGS(r, g, version, ...) harness_post(r, group_path(r, g, "/settings"), "name", "Wednesday circle", "purpose", "To sit together", "who_for", "Anyone", \
	"lang", "es", "way", "closed", "answer_days", "3", "mode", "both", "place", "Blue room", "link", "https://talk.example.org/a", "shows", "1", \
	"meets", "Wednesdays at six", "capacity", "37", "version", version, __VA_ARGS__, NULL)
#define OPEN HARBOR "/open-groups"

static const char *open_path(struct req *r, const char *group) { return arena_printf(&r->arena, OPEN "/%s", group); }

static enum status says_yes(struct req *r, const struct world *w, const char *group, const char *shown)
{
	harness_as(r, w->cora, 0);
	return harness_post(r, group_path(r, group, "/shown"), "shown", shown, NULL);
}

/* A group of Ana's that wishes to be shown, and Ben in it. */
static const char *a_wishing_group(struct req *r, const struct world *w)
{
	const char *g = a_group(r, w->ana, "open", "");
	MUST(comes(r, g, w->ben));
	harness_as(r, w->ana, 0);
	MUST(SETTINGS(r, g, "1", "open_page", "1", "town", "Riverside"));
	return g;
}

static void a_group_is_not_shown_unless_it_wishes_and_a_coordinator_agrees(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_group(r, w.ana, "open", "");
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, open_path(r, g)), MISSING);
	assert_int_equal(says_yes(r, &w, g, "1"), INVALID);
	assert_true(harness_fault(r, NULL, "unwished"));
	harness_as(r, w.ana, 0);
	MUST(SETTINGS(r, g, "1", "open_page", "1", "town", "Riverside"));
	MUST(harness_get(r, group_path(r, g, "")));
	harness_says(r, "It waits for the yes");
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, open_path(r, g)), MISSING);
	assert_int_equal(harness_post(r, group_path(r, g, "/shown"), "shown", "1", NULL), MISSING);
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_post(r, group_path(r, g, "/shown"), "shown", "1", NULL), MISSING);
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/groups/overview"));
	harness_says(r, "Show it to everyone");
	MUST(says_yes(r, &w, g, "1"));
	harness_as(r, NULL, 0);
	MUST(harness_get(r, open_path(r, g)));
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, group_path(r, g, "")));
	harness_says(r, "What everyone sees of this group");
}

static void anyone_reads_what_it_is_for_and_how_to_come_and_nothing_else(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_wishing_group(r, &w);
	MUST(says_yes(r, &w, g, "1"));
	static const char *const there[] = { "Wednesday circle", "To sit together", "Anyone", "Wednesdays at six", "Riverside", "Spanish", "How to come", "/join\"" };
	static const char *const not_there[] = { "Ana", "Ben", "Blue room", "talk.example.org", "37", "We say our names" };
	harness_as(r, NULL, 0);
	MUST(harness_get(r, open_path(r, g)));
	for (size_t k = 0; k < COUNT(there); k++)
		harness_says(r, there[k]);
	for (size_t k = 0; k < COUNT(not_there); k++)
		harness_says_not(r, not_there[k]);
	const json_t *one = harness_json(r);
	assert_string_equal(json_string_value(json_object_get(one, "town")), "Riverside");
	assert_null(json_object_get(one, "members"));
	MUST(harness_get(r, OPEN));
	harness_says(r, "Wednesday circle");
	harness_says_not(r, "Ana");
	MUST(harness_get(r, HARBOR));
	harness_says(r, "Wednesday circle");
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, open_path(r, g)));
	harness_says(r, "To the page of the group");
}

static void a_yes_holds_until_it_is_taken_back_by_either_or_the_group_ends(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_wishing_group(r, &w);
	MUST(says_yes(r, &w, g, "1"));
	harness_as(r, w.ana, 0);
	MUST(SETTINGS(r, g, "3", "open_page", "1", "town", "Hill"));   /* another town: the yes stays */
	harness_as(r, NULL, 0);
	MUST(harness_get(r, open_path(r, g)));
	harness_says(r, "Hill");
	MUST(says_yes(r, &w, g, "0"));
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, open_path(r, g)), MISSING);
	assert_int_equal(says_yes(r, &w, g, "1"), INVALID);
	harness_as(r, w.ana, 0);
	MUST(SETTINGS(r, g, "5", "open_page", "1"));
	MUST(says_yes(r, &w, g, "1"));
	harness_as(r, w.ana, 0);
	MUST(SETTINGS(r, g, "7", "town", "Hill"));     /* the group wishes it no more */
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, open_path(r, g)), MISSING);
	harness_as(r, w.ana, 0);
	MUST(SETTINGS(r, g, "8", "open_page", "1"));
	MUST(says_yes(r, &w, g, "1"));
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, group_path(r, g, "/end"), "sure", "1", NULL));
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, open_path(r, g)), MISSING);
	MUST(harness_get(r, OPEN));
	harness_says(r, "Just now there is none");
	MUST(harness_get(r, HARBOR));
	harness_says_not(r, "Wednesday circle");
}

static void a_coordinator_who_facilitates_needs_no_second_yes(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_group(r, w.cora, "open", "");
	MUST(SETTINGS(r, g, "1", "open_page", "1"));
	harness_as(r, NULL, 0);
	MUST(harness_get(r, open_path(r, g)));
}

static void many_are_read_in_pages(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.cora, 0);
	for (int k = 0; k < 21; k++)
		MUST(harness_post(r, HARBOR "/groups/new", "name", arena_printf(&r->arena, "Circle %c", 'A' + k), "purpose", "To sit together", "lang", "en", "way", "open",
				  "answer_days", "3", "mode", "online", "open_page", "1", "town", "Nowhere", NULL));
	harness_as(r, NULL, 0);
	MUST(harness_get(r, OPEN));
	const json_t *page = harness_json(r);
	assert_int_equal(json_array_size(json_object_get(page, "groups")), 20);
	const char *next = arena_printf(&r->arena, OPEN "?after=%s&made=%lld", json_string_value(json_object_get(page, "more_after")),
					(long long)json_integer_value(json_object_get(page, "more_made")));
	MUST(harness_get(r, next));
	harness_says_not(r, "Nowhere");         /* online: no town */
	page = harness_json(r);
	assert_int_equal(json_array_size(json_object_get(page, "groups")), 1);
	assert_true(json_is_null(json_object_get(page, "more_after")));
	MUST(harness_get(r, HARBOR));
	harness_says(r, "All of them");
}

HARNESS(a_group_is_not_shown_unless_it_wishes_and_a_coordinator_agrees, anyone_reads_what_it_is_for_and_how_to_come_and_nothing_else,
	a_yes_holds_until_it_is_taken_back_by_either_or_the_group_ends, a_coordinator_who_facilitates_needs_no_second_yes, many_are_read_in_pages)

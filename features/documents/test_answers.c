/* What readers answer: proposals that the owner takes or leaves, a few words where they are allowed. */
#include "test_pages.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &documents_feature, NULL };

static const char *part_at(struct req *r, const char *id, const char *end) { return arena_printf(&r->arena, HARBOR "/shared/%s/heart%s", id, end); }

static const char *a_shared_story(struct req *r, struct world *w, const char *audience)
{
	*w = a_settled_world(r, 1);
	a_pair(r, w);
	const char *id = begin_page(r, w->ana, "story");
	write_part(r, id, "heart", "I was very ill", "0");
	write_part(r, id, "turn", "Not shared", "0");
	share_part(r, id, "heart", audience, NULL);
	return id;
}

static const char *first_id(struct req *r, const char *list)
{
	const json_t *rows = json_object_get(harness_json(r), list);
	return arena_str(&r->arena, json_string_value(json_object_get(json_array_get(rows, 0), "id")));
}

static void proposed_words_change_nothing_until_the_owner_takes_them(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_shared_story(r, &w, "connections");
	harness_as(r, w.sue, 0);
	assert_int_equal(harness_post(r, part_at(r, id, "/proposals"), "words", "I was very ill", NULL), INVALID);
	assert_true(harness_fault(r, "words", "same"));
	assert_int_equal(harness_post(r, part_at(r, id, "/proposals"), NULL), INVALID);
	MUST(harness_post(r, part_at(r, id, "/proposals"), "words", "I was ill, and I came back", NULL));
	MUST(harness_get(r, shared_at(r, id)));
	harness_says_not(r, "came back");
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, page_at(r, id, "")));
	harness_says(r, "Someone proposes other words");
	MUST(harness_get(r, page_at(r, id, "/heart")));
	harness_says(r, "I was ill, and I came back");
	harness_says(r, "Proposed by Sue");
	const char *proposal = first_id(r, "proposals"), *path = page_at(r, id, arena_printf(&r->arena, "/heart/proposals/%s", proposal));
	assert_int_equal(harness_post(r, path, "answer", "take", "version", "0", NULL), CONFLICT);
	assert_int_equal(harness_post(r, page_at(r, id, arena_printf(&r->arena, "/turn/proposals/%s", proposal)), "answer", "take", NULL), MISSING);
	MUST(harness_post(r, path, "answer", "take", "version", "1", NULL));
	assert_int_equal(harness_post(r, path, "answer", "take", NULL), MISSING);
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, shared_at(r, id)));
	harness_says(r, "I was ill, and I came back");
	assert_int_equal(harness_post(r, path, "answer", "take", NULL), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, page_at(r, id, "/heart/earlier")));
	harness_says(r, "I was very ill");
}

static void what_is_left_is_left_and_five_wait_at_most(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_shared_story(r, &w, "connections");
	harness_as(r, w.sue, 0);
	for (int i = 0; i < 5; i++)
		MUST(harness_post(r, part_at(r, id, "/proposals"), "words", arena_printf(&r->arena, "Way %d", i), NULL));
	assert_int_equal(harness_post(r, part_at(r, id, "/proposals"), "words", "Way 6", NULL), INVALID);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, page_at(r, id, "/heart")));
	MUST(harness_post(r, page_at(r, id, arena_printf(&r->arena, "/heart/proposals/%s", first_id(r, "proposals"))), "answer", "leave", NULL));
	MUST(harness_get(r, page_at(r, id, "/heart")));
	harness_says(r, "I was very ill");
	assert_int_equal(json_array_size(json_object_get(harness_json(r), "proposals")), 4);
}

static void only_who_is_near_proposes_and_only_to_what_they_read(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_shared_story(r, &w, "community");
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, part_at(r, id, "")));
	harness_says_not(r, "Propose");
	assert_int_equal(harness_post(r, part_at(r, id, "/proposals"), "words", "x", NULL), MISSING);
	harness_as(r, w.ana, 0);
	share_part(r, id, "heart", "connections", NULL);
	harness_as(r, w.sue, 0);
	assert_int_equal(harness_get(r, arena_printf(&r->arena, HARBOR "/shared/%s/turn", id)), MISSING);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, HARBOR "/shared/%s/turn/proposals", id), "words", "x", NULL), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, page_at(r, id, "/withdraw"), NULL));
	harness_as(r, w.sue, 0);
	assert_int_equal(harness_post(r, part_at(r, id, "/proposals"), "words", "x", NULL), MISSING);
}

static void words_are_left_where_the_owner_allows_it(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_shared_story(r, &w, "community");
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_post(r, part_at(r, id, "/comments"), "words", "Thank you", NULL), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, page_at(r, id, "/settings"), "title", "Mine", "comments", "1", "version", "1", NULL));
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, part_at(r, id, "/comments"), "words", "Thank you <b>Ana</b>", NULL));
	MUST(harness_get(r, part_at(r, id, "")));
	harness_says(r, "Thank you &lt;b&gt;");
	const char *said = first_id(r, "said");
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, part_at(r, id, "")));
	harness_says(r, "Thank you");
	assert_int_equal(harness_post(r, part_at(r, id, arena_printf(&r->arena, "/comments/%s/remove", said)), NULL), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, page_at(r, id, "/heart")));
	harness_says(r, "Thank you");
	MUST(harness_post(r, page_at(r, id, arena_printf(&r->arena, "/heart/comments/%s/remove", said)), NULL));
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, part_at(r, id, "/comments"), "words", "Once more", NULL));
	MUST(harness_get(r, part_at(r, id, "")));
	MUST(harness_post(r, part_at(r, id, arena_printf(&r->arena, "/comments/%s/remove", first_id(r, "said"))), NULL));
	for (int i = 0; i < 20; i++)
		MUST(harness_post(r, part_at(r, id, "/comments"), "words", "Again", NULL));
	assert_int_equal(harness_post(r, part_at(r, id, "/comments"), "words", "Again", NULL), INVALID);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, page_at(r, id, "/remove"), NULL));
}

static void answers_go_with_their_writer(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_shared_story(r, &w, "connections");
	MUST(harness_post(r, page_at(r, id, "/settings"), "comments", "1", "version", "1", NULL));
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, part_at(r, id, "/comments"), "words", "Words of Sue", NULL));
	MUST(harness_post(r, part_at(r, id, "/proposals"), "words", "Proposal of Sue", NULL));
	MUST(db_begin(r->db, true));
	MUST(tell(r, &people_left, w.sue));
	MUST(db_commit(r->db));
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, page_at(r, id, "/heart")));
	harness_says_not(r, "of Sue");
}

HARNESS(proposed_words_change_nothing_until_the_owner_takes_them, what_is_left_is_left_and_five_wait_at_most,
	only_who_is_near_proposes_and_only_to_what_they_read, words_are_left_where_the_owner_allows_it, answers_go_with_their_writer)

/* Who reads a part: each circle is as wide as it says and no wider, ends when it was said to, and at once when taken back. */
#include "test_pages.h"
#include "../groups/test_circle.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &documents_feature, NULL };

/* Who of the world reads the words "Open me" on the shared page now. */
static void only_these_read(struct req *r, const struct world *w, const char *id, const char *who)
{
	const struct { char letter; const char *person; } all[] = { { 's', w->sue }, { 'b', w->ben }, { 'c', w->cora }, { 'o', w->otto }, { '-', NULL } };
	for (size_t i = 0; i < COUNT(all); i++) {
		harness_as(r, all[i].person, 0);
		bool may = strchr(who, all[i].letter) != NULL;
		enum status st = harness_get(r, shared_at(r, id));
		if (may != (st == OK))
			fail_msg("%c: %d", all[i].letter, st);
		if (may)
			harness_says(r, "Open me");
	}
}

static const char *a_written_page(struct req *r, struct world *w)
{
	*w = a_settled_world(r, 1);
	a_pair(r, w);
	const char *id = begin_page(r, w->ana, "crisis");
	write_part(r, id, "helps", "Open me", "0");
	write_part(r, id, "harms", "Never open", "0");
	return id;
}

static void each_circle_is_as_wide_as_it_says(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_written_page(r, &w);
	static const struct { const char *audience, *who; } circles[] = {
		{ "me", "" }, { "named", "c" }, { "connections", "s" }, { "community", "sbc" }, { "anyone", "sbc" }, { "me", "" },
	};
	for (size_t i = 0; i < COUNT(circles); i++) {
		harness_as(r, w.ana, 0);
		share_part(r, id, "helps", circles[i].audience, str_same(circles[i].audience, "named") ? w.cora : NULL);
		only_these_read(r, &w, id, circles[i].who);
		harness_as(r, NULL, 0);
		assert_int_equal(harness_get(r, arena_printf(&r->arena, HARBOR "/open/%s", id)), str_same(circles[i].audience, "anyone") ? OK : MISSING);
	}
}

static void only_the_shared_part_is_shown_and_listed(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_written_page(r, &w);
	share_part(r, id, "helps", "connections", NULL);
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, shared_at(r, id)));
	harness_says_not(r, "Never open");
	assert_int_equal(json_array_size(json_object_get(harness_json(r), "parts")), 1);
	MUST(harness_get(r, HARBOR "/shared"));
	harness_says(r, id);
	harness_says(r, "Ana");
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, HARBOR "/shared"));
	harness_says_not(r, id);
	harness_as(r, w.ana, 0);
	share_part(r, id, "helps", "anyone", NULL);
	harness_as(r, NULL, 0);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/open/%s", id)));
	harness_says(r, "Open me");
	harness_says_not(r, "Never open");
	harness_says_not(r, "Ana");
}

static void a_right_ends_to_the_second(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_written_page(r, &w);
	int64_t today = r->now / 86400;
	struct civil c = day_civil(today + 1);
	const char *until = arena_printf(&r->arena, "%04d-%02d-%02d", c.year, c.month, c.day);
	c = day_civil(today - 1);
	const char *past = arena_printf(&r->arena, "%04d-%02d-%02d", c.year, c.month, c.day), *path = page_at(r, id, "/helps/sharing");
	assert_int_equal(harness_post(r, path, "audience", "connections", "until", past, NULL), INVALID);
	assert_true(harness_fault(r, "until", "past"));
	MUST(harness_post(r, path, "audience", "connections", "until", until, NULL));
	MUST(harness_get(r, path));
	harness_says(r, until);
	int64_t end = (today + 2) * 86400;
	r->now = end - 1;
	only_these_read(r, &w, id, "s");
	r->now = end;
	only_these_read(r, &w, id, "");
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, HARBOR "/shared"));
	harness_says_not(r, id);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, page_at(r, id, "")));
	harness_says(r, "the time you set is over");
}

static void walking_together_ends_and_so_does_reading(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w), *id = begin_page(r, w.ana, "crisis");
	write_part(r, id, "helps", "Open me", "0");
	share_part(r, id, "helps", "connections", NULL);
	only_these_read(r, &w, id, "s");
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/connections/%s/end", c), NULL));
	only_these_read(r, &w, id, "");
}

static void only_people_of_the_list_can_be_named(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_written_page(r, &w), *path = page_at(r, id, "/helps/sharing");
	MUST(harness_get(r, path));
	harness_says(r, w.sue);
	harness_says(r, w.cora);
	harness_says_not(r, w.ben);     /* a list of all members would be a directory */
	const char *const wrong[] = { w.ben, w.otto, w.ana, "00000000000000000000000000" };
	for (size_t i = 0; i < COUNT(wrong); i++) {
		assert_int_equal(harness_post(r, path, "audience", "named", "people", wrong[i], NULL), INVALID);
		assert_true(harness_fault(r, "people", "choice"));
	}
	assert_int_equal(harness_post(r, path, "audience", "named", NULL), INVALID);
	assert_true(harness_fault(r, "people", "needed"));
	assert_int_equal(harness_post(r, path, "audience", "everybody", NULL), INVALID);
	only_these_read(r, &w, id, "");
}

static void everything_is_shared_and_withdrawn_in_one_step(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_written_page(r, &w);
	MUST(harness_post(r, page_at(r, id, "/sharing"), "audience", "named", "people", w.cora, "people", w.sue, NULL));
	only_these_read(r, &w, id, "sc");
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, shared_at(r, id)));
	harness_says(r, "Never open");
	harness_as(r, w.ana, 0);
	write_part(r, id, "signs", "Written later", "0");
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, shared_at(r, id)));
	harness_says_not(r, "Written later");
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, page_at(r, id, "/withdraw"), NULL));
	only_these_read(r, &w, id, "");
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, page_at(r, id, "/sharing")));
	harness_says_not(r, "checked");
}

static void whoever_keeps_apart_is_not_in_the_community_to_the_other(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_written_page(r, &w);
	share_part(r, id, "helps", "community", NULL);
	in_harbor(r, &w, w.ben);
	MUST(db_begin(r->db, true));
	MUST(experiences_keep_apart(r, w.ana));
	MUST(db_commit(r->db));
	only_these_read(r, &w, id, "sc");
}

static void whom_one_named_and_who_keeps_apart_now_reads_no_more(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_written_page(r, &w);
	share_part(r, id, "helps", "named", w.sue);
	only_these_read(r, &w, id, "s");
	in_harbor(r, &w, w.sue);
	MUST(db_begin(r->db, true));
	MUST(experiences_keep_apart(r, w.ana));
	MUST(db_commit(r->db));
	only_these_read(r, &w, id, "");
}

static void a_reader_or_the_owner_leaves_the_community(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_written_page(r, &w);
	share_part(r, id, "helps", "named", w.sue);
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, HARBOR "/leave-community", NULL));
	only_these_read(r, &w, id, "");
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, page_at(r, id, "")));
	harness_says(r, "the people you named have left");
	MUST(harness_get(r, page_at(r, id, "/helps/sharing")));
	harness_says(r, "the people you named have left");
	share_part(r, id, "helps", "community", NULL);
	only_these_read(r, &w, id, "bc");
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, HARBOR "/leave-community", NULL));
	only_these_read(r, &w, id, "");
}

static void parts_are_shared_where_their_owner_said_so(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_written_page(r, &w), *other;
	share_part(r, id, "helps", "community", NULL);
	MUST(db_begin(r->db, true));
	MUST(communities_make(r, &(struct communities_new){ .slug = "lake", .name = "Lake", .lang = "en", .zone = "UTC", .joining = "open",
		.formality = 1, .min_cell = 5 }, &other));
	MUST(communities_add_member(r, other, w.ana, true));
	MUST(communities_add_member(r, other, w.ben, true));
	MUST(db_commit(r->db));
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_get(r, arena_printf(&r->arena, "/c/lake/shared/%s", id)), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, arena_printf(&r->arena, "/c/lake/pages/%s/helps", id)));   /* hers wherever she is */
	harness_says(r, "Open me");
	MUST(harness_get(r, arena_printf(&r->arena, "/c/lake/pages/%s/helps/sharing", id)));
	harness_says(r, "shared in another community");
}

/* What would be told to the owner: by whom it was opened, and by which right. */
static void reading_is_noted_for_the_owner(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_written_page(r, &w);
	struct record_read seen;
	share_part(r, id, "helps", "connections", NULL);
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, shared_at(r, id)));
	assert_true(record_read_of(r, &seen));
	assert_string_equal(seen.record, "page");
	bool found = false;
	for (size_t i = 0; i < seen.n; i++)
		found |= str_same(seen.of[i].owner, w.ana) && seen.of[i].as == MAY_CONNECTED;
	assert_true(found);
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_get(r, shared_at(r, id)), MISSING);
	assert_false(record_read_of(r, &seen));         /* nothing was opened on the way to a refusal */
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, page_at(r, id, "")));
	assert_false(record_read_of(r, &seen));
}

static void a_group_reads_as_long_as_both_belong_to_it(void **state)
{
	struct req *r = *state;
	struct world w;
	const char *id = a_written_page(r, &w), *path = page_at(r, id, "/helps/sharing"), *group = a_group(r, w.ana, "open", "");
	harness_as(r, w.ben, 0);
	const char *other = a_group(r, w.ben, "open", "");
	MUST(comes(r, group, w.ben));
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_post(r, path, "audience", "group", NULL), INVALID);
	assert_true(harness_fault(r, "group", "choice"));
	assert_int_equal(harness_post(r, path, "audience", "group", "group", other, NULL), INVALID);
	MUST(harness_post(r, path, "audience", "group", "group", group, NULL));
	only_these_read(r, &w, id, "b");
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, group_path(r, group, "")));
	harness_says(r, id);
	MUST(harness_get(r, HARBOR "/shared"));
	harness_says(r, id);
	MUST(harness_post(r, group_path(r, group, "/leave"), NULL));
	only_these_read(r, &w, id, "");
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, page_at(r, id, "")));
	harness_says(r, "nobody else is in that group now");
	MUST(comes(r, group, w.ben));
	only_these_read(r, &w, id, "b");
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, HARBOR "/leave-community", NULL));
	only_these_read(r, &w, id, "");
}

HARNESS(a_group_reads_as_long_as_both_belong_to_it, each_circle_is_as_wide_as_it_says, only_the_shared_part_is_shown_and_listed, a_right_ends_to_the_second,
	walking_together_ends_and_so_does_reading, only_people_of_the_list_can_be_named, everything_is_shared_and_withdrawn_in_one_step,
	whoever_keeps_apart_is_not_in_the_community_to_the_other,
	whom_one_named_and_who_keeps_apart_now_reads_no_more, a_reader_or_the_owner_leaves_the_community,
	parts_are_shared_where_their_owner_said_so, reading_is_noted_for_the_owner)

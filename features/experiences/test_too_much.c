/* What somebody cannot take on now: kept sealed, read by nobody else, gone when they go. */
#include "test_world.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, NULL };

#define NOT_NOW "/c/harbor/about-me/not-now"

static void it_is_kept_and_changed_and_nobody_else_reads_it(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, NOT_NOW, "spots", "lost_someone", "spots", "alone", NULL));
	MUST(harness_get(r, NOT_NOW));
	const json_t *page = harness_json(r);
	assert_int_equal(json_array_size(json_object_get(page, "chosen")), 2);
	MUST(harness_get(r, NOT_NOW));
	harness_says(r, "value=\"lost_someone\" checked");
	MUST(harness_post(r, NOT_NOW, "spots", "alone", NULL));
	MUST(harness_get(r, NOT_NOW));
	harness_says_not(r, "value=\"lost_someone\" checked");
	const char *others[] = { w.sue, w.cora };
	for (size_t i = 0; i < COUNT(others); i++) {
		harness_as(r, others[i], 0);
		MUST(harness_get(r, NOT_NOW));
		assert_int_equal(json_array_size(json_object_get(harness_json(r), "chosen")), 0);
	}
	harness_as(r, w.otto, 0);
	assert_int_equal(harness_get(r, NOT_NOW), MISSING);
	assert_int_equal(harness_post(r, NOT_NOW, "spots", "alone", NULL), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, NOT_NOW, NULL));
	MUST(harness_get(r, NOT_NOW));
	assert_int_equal(json_array_size(json_object_get(harness_json(r), "chosen")), 0);
}

static void what_is_not_in_the_list_is_refused_and_what_was_said_stays(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, NOT_NOW, "spots", "alone", NULL));
	assert_int_equal(harness_post(r, NOT_NOW, "spots", "lost_someone", "spots", "no_such_thing", NULL), INVALID);
	assert_true(harness_fault(r, "spots", "choice"));
	MUST(harness_get(r, NOT_NOW));
	assert_int_equal(json_array_size(json_object_get(harness_json(r), "chosen")), 1);
}

static const struct db_col n_out[] = { { .name = "n", .type = DB_int } };
static int64_t rows(struct req *r, const char *sql)
{
	struct { int64_t n; } found = { 0 };
	const struct db_query q = { .name = "rows", .sql = sql, .feature = "experiences", .n_out = 1, .out = n_out, .row_size = sizeof found };
	MUST(db_begin(r->db, false));
	MUST(db_one(r, &q, NULL, &found));
	db_rollback(r->db);
	return found.n;
}

static void it_tells_nothing_in_the_database_and_goes_with_its_writer(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, NOT_NOW, "spots", "lost_someone", NULL));
	assert_int_equal(rows(r, "SELECT count(*) AS n FROM too_much"), 1);
	assert_int_equal(rows(r, "SELECT count(*) AS n FROM tag WHERE code = 'lost_someone'"), 0);
	MUST(harness_post(r, "/c/harbor/leave-community", NULL));
	assert_int_equal(rows(r, "SELECT count(*) AS n FROM too_much"), 0);
}

HARNESS(it_is_kept_and_changed_and_nobody_else_reads_it, what_is_not_in_the_list_is_refused_and_what_was_said_stays,
	it_tells_nothing_in_the_database_and_goes_with_its_writer)

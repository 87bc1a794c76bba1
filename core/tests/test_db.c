/* Statements, rows and transactions, alike on both engines. */
#include "stones.h"

const struct feature *const harness_features[] = { &stones_feature, NULL };

static void every_type_comes_back_as_it_went(void **state)
{
	struct req *r = *state;
	const uint8_t bytes[] = { 0, 1, 0xff, '\\', '\'', 0 };
	struct stone_get s;
	int64_t changed = 0;
	assert_int_equal(stone_add(r, "a", "ana", "grey, «ñandú» 🪨", INT64_MAX, -1, true, 0.1, (struct bytes){ bytes, sizeof bytes },
		"under the bridge", &changed), OK);
	assert_int_equal(changed, 1);
	assert_int_equal(stone_get(r, "a", &s), OK);
	assert_string_equal(s.id, "a");
	assert_string_equal(s.about, "grey, «ñandú» 🪨");
	assert_true(s.weight == INT64_MAX && s.found_at == -1 && s.wet && s.share == 0.1);
	assert_int_equal(s.hash.n, sizeof bytes);
	assert_memory_equal(s.hash.at, bytes, sizeof bytes);
	assert_string_equal(s.secret, "under the bridge");
}

static void what_is_missing_comes_back_missing(void **state)
{
	struct req *r = *state;
	struct stone_get s;
	assert_int_equal(stone_add(r, "a", NULL, NULL, NO_INT, 5, false, NO_REAL, (struct bytes){ 0 }, NULL, NULL), OK);
	assert_int_equal(stone_get(r, "a", &s), OK);
	assert_null(s.finder);
	assert_null(s.about);
	assert_null(s.secret);
	assert_null(s.hash.at);
	assert_true(s.weight == NO_INT && s.share == NO_REAL && !s.wet);
}

static void nothing_is_not_missing(void **state)
{
	struct req *r = *state;
	struct stone_get s;
	assert_int_equal(stone_add(r, "a", "ana", "", 0, 0, false, 0, (struct bytes){ (const uint8_t *)"", 0 }, "", NULL), OK);
	assert_int_equal(stone_get(r, "a", &s), OK);
	assert_string_equal(s.about, "");
	assert_string_equal(s.secret, "");
	assert_non_null(s.hash.at);
	assert_int_equal(s.hash.n, 0);
	assert_true(s.weight == 0 && s.share == 0);
}

static void no_row_is_missing(void **state)
{
	struct req *r = *state;
	struct stone_get s;
	assert_int_equal(stone_get(r, "a", &s), MISSING);
}

static void a_value_that_must_be_there_is_asked_for(void **state)
{
	struct req *r = *state;
	struct stone_get s;
	assert_int_equal(stone_get(r, NULL, &s), BROKEN);
	assert_non_null(strstr(db_trouble(r->db), "stone_get"));
}

static void a_constraint_that_fails_is_a_conflict(void **state)
{
	struct req *r = *state;
	assert_int_equal(stone_add(r, "a", NULL, "round", 1, 0, false, 0, (struct bytes){ 0 }, NULL, NULL), OK);
	assert_int_equal(stone_put(r, "a", NULL, NULL, 0), CONFLICT);
	assert_int_equal(stone_add(r, "b", NULL, "round", 1, 0, false, 0, (struct bytes){ 0 }, NULL, NULL), CONFLICT);
	assert_int_equal(chip_add(r, "nowhere", 1, NULL), CONFLICT);
	assert_int_equal(chip_add(r, "a", 0, NULL), CONFLICT);
	assert_null(strstr(db_trouble(r->db), "nowhere"));
}

static void what_is_there_already_can_be_left_as_it_is(void **state)
{
	struct req *r = *state;
	struct chips_count c;
	int64_t n;
	assert_int_equal(db_begin(r->db, true), OK);
	assert_int_equal(stone_put(r, "a", NULL, NULL, 0), OK);
	assert_int_equal(chip_once(r, "a", 1, &n), OK);
	assert_int_equal(n, 1);
	assert_int_equal(chip_once(r, "a", 1, &n), OK);
	assert_int_equal(n, 0);
	assert_int_equal(chip_once(r, "a", 2, &n), OK);
	assert_int_equal(n, 1);
	assert_int_equal(db_commit(r->db), OK);
	assert_int_equal(chips_count(r, &c), OK);
	assert_int_equal(c.n, 2);
}

static void a_failed_statement_leaves_only_the_rollback(void **state)
{
	struct req *r = *state;
	struct stone_get s;
	assert_int_equal(db_begin(r->db, true), OK);
	assert_int_equal(stone_put(r, "a", NULL, NULL, 0), OK);
	assert_int_equal(stone_put(r, "a", NULL, NULL, 0), CONFLICT);
	assert_int_equal(stone_get(r, "a", &s), BROKEN);
	assert_int_equal(db_commit(r->db), BROKEN);
	assert_int_equal(stone_get(r, "a", &s), MISSING);
}

static void a_savepoint_takes_back_only_its_own(void **state)
{
	struct req *r = *state;
	struct stones_all_list l;
	assert_int_equal(db_begin(r->db, true), OK);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(db_savepoint(r->db), OK);
		assert_int_equal(stone_put(r, arena_printf(&r->arena, "s%d", i), NULL, NULL, i), OK);
		if (i == 1) {
			assert_int_equal(stone_put(r, "s0", NULL, NULL, i), CONFLICT);
			assert_int_equal(db_release(r->db), BROKEN);
			assert_int_equal(db_back_to_savepoint(r->db), OK);
		} else {
			assert_int_equal(db_release(r->db), OK);
		}
	}
	assert_int_equal(db_commit(r->db), OK);
	assert_int_equal(stones_all(r, &l), OK);
	assert_int_equal(l.n, 2);
	assert_string_equal(l.at[0].id, "s0");
	assert_string_equal(l.at[1].id, "s2");
}

static void transactions_do_not_stand_inside_one_another(void **state)
{
	struct req *r = *state;
	assert_int_equal(db_commit(r->db), BROKEN);
	assert_int_equal(db_savepoint(r->db), BROKEN);
	assert_int_equal(db_begin(r->db, true), OK);
	assert_int_equal(db_begin(r->db, true), BROKEN);
	assert_int_equal(db_savepoint(r->db), OK);
	assert_int_equal(db_savepoint(r->db), BROKEN);
	db_rollback(r->db);
	db_rollback(r->db);
	assert_int_equal(db_begin(r->db, false), OK);
	assert_int_equal(db_commit(r->db), OK);
}

static void a_read_transaction_writes_nothing(void **state)
{
	struct req *r = *state;
	struct stone_get s;
	assert_int_equal(stone_put(r, "kept", NULL, NULL, 0), OK);
	assert_int_equal(db_begin(r->db, false), OK);
	assert_int_equal(stone_put(r, "a", NULL, NULL, 0), BROKEN);
	db_rollback(r->db);
	assert_int_equal(stone_get(r, "a", &s), MISSING);
	assert_int_equal(stone_get(r, "kept", &s), OK);
}

static void values_go_by_number_wherever_they_stand(void **state)
{
	struct req *r = *state;
	struct stone_get s;
	struct stone_of_weight_list l;
	int64_t n;
	assert_int_equal(stone_add(r, "a", NULL, NULL, 1, 0, false, 0, (struct bytes){ 0 }, NULL, NULL), OK);
	assert_int_equal(stone_weight_set(r, INT64_C(9000000000), "a", &n), OK);
	assert_int_equal(n, 1);
	assert_int_equal(stone_get(r, "a", &s), OK);
	assert_true(s.weight == INT64_C(9000000001));
	assert_int_equal(stone_of_weight(r, "a", 10, &l), OK);
	assert_int_equal(l.n, 1);
	assert_int_equal(stone_of_weight(r, NULL, 10, &l), OK);
	assert_int_equal(l.n, 1);
	assert_int_equal(stone_of_weight(r, "b", 10, &l), OK);
	assert_int_equal(l.n, 0);
	assert_int_equal(stone_weight_set(r, 1, "nobody", &n), OK);
	assert_int_equal(n, 0);
}

static void sums_and_means_have_no_surprises(void **state)
{
	struct req *r = *state;
	struct stones_sum s;
	assert_int_equal(stones_sum(r, &s), OK);
	assert_true(s.n == 0 && s.grams == NO_INT && s.mean == NO_REAL);
	for (int i = 1; i <= 2; i++)
		assert_int_equal(stone_add(r, i == 1 ? "a" : "b", NULL, NULL, i, 0, false, 0, (struct bytes){ 0 }, NULL, NULL), OK);
	assert_int_equal(stones_sum(r, &s), OK);
	assert_true(s.n == 2 && s.grams == 3 && s.mean == 1.5);
}

static void returning_is_walked_to_its_end(void **state)
{
	struct req *r = *state;
	struct stone_take t;
	struct stones_swept_list l;
	struct stone_get s;
	for (int i = 0; i < 3; i++)
		assert_int_equal(stone_add(r, arena_printf(&r->arena, "s%d", i), NULL, NULL, i, 0, false, 0, (struct bytes){ 0 }, NULL, NULL), OK);
	assert_int_equal(stone_take(r, "s0", &t), OK);
	assert_string_equal(t.id, "s0");
	assert_int_equal(stone_take(r, "s0", &t), MISSING);
	assert_int_equal(stones_swept(r, 0, &l), OK);
	assert_int_equal(l.n, 2);
	assert_int_equal(stone_get(r, "s1", &s), MISSING);
}

static void forgotten_stones_take_their_chips_along(void **state)
{
	struct req *r = *state;
	struct stone_take t;
	struct chips_count c;
	assert_int_equal(stone_put(r, "a", NULL, NULL, 0), OK);
	assert_int_equal(chip_add(r, "a", 1, NULL), OK);
	assert_int_equal(stone_take(r, "a", &t), OK);
	assert_int_equal(chips_count(r, &c), OK);
	assert_int_equal(c.n, 0);
}

/* ---- many rows ---- */

enum { LOTS = 1203 };

static void put_lots(struct req *r)
{
	assert_int_equal(db_begin(r->db, true), OK);
	for (int i = 0; i < LOTS; i++)
		assert_int_equal(stone_add(r, arena_printf(&r->arena, "s%04d", i), i % 7 ? "ana" : "ben", NULL, i, i, false, NO_REAL,
			(struct bytes){ 0 }, arena_printf(&r->arena, "secret %d", i), NULL), OK);
	assert_int_equal(db_commit(r->db), OK);
}

static void a_list_stops_at_a_thousand_rows(void **state)
{
	struct req *r = *state;
	struct stones_all_list l;
	put_lots(r);
	assert_int_equal(stones_all(r, &l), OK);
	assert_int_equal(l.n, DB_ROWS_MAX);
	for (size_t i = 0; i < l.n; i++)
		assert_string_equal(l.at[i].secret, arena_printf(&r->arena, "secret %zu", i));
}

struct seen { struct req *r; size_t n, stop; enum status with; };

static enum status see(void *context, const struct stones_each *row)
{
	struct seen *s = context;
	assert_string_equal(row->id, arena_printf(&s->r->arena, "s%04zu", s->n));
	assert_string_equal(row->secret, arena_printf(&s->r->arena, "secret %zu", s->n));
	return ++s->n == s->stop ? s->with : OK;
}

static void a_walk_sees_every_row(void **state)
{
	struct req *r = *state;
	struct seen s = { .r = r };
	put_lots(r);
	assert_int_equal(stones_each(r, see, &s), OK);
	assert_int_equal(s.n, LOTS);
}

static void a_walk_ends_with_what_was_answered(void **state)
{
	struct req *r = *state;
	struct seen s = { .r = r, .stop = 700, .with = CONFLICT };
	struct stone_get g;
	put_lots(r);
	assert_int_equal(stones_each(r, see, &s), CONFLICT);
	assert_int_equal(s.n, 700);
	assert_int_equal(stone_get(r, "s0000", &g), OK);
}

static enum status see_within(void *context, const struct stones_each *row)
{
	struct seen *s = context, inner = { .r = s->r, .stop = 600, .with = MISSING };
	struct stone_get g;
	if (s->n == 0 || s->n == 550) {
		TRY(stone_get(s->r, row->id, &g));
		assert_string_equal(g.secret, row->secret);
		assert_int_equal(stones_each(s->r, see, &inner), MISSING);
		assert_int_equal(inner.n, 600);
	}
	return see(context, row);
}

static void a_walk_inside_a_walk_goes_its_own_way(void **state)
{
	struct req *r = *state;
	struct seen s = { .r = r };
	put_lots(r);
	assert_int_equal(stones_each(r, see_within, &s), OK);
	assert_int_equal(s.n, LOTS);
}

static enum status deeper(void *context, const struct stones_each *row)
{
	(void)row;
	struct seen *s = context;
	s->n++;
	return stones_each(s->r, deeper, s);
}

static void walks_do_not_go_down_for_ever(void **state)
{
	struct req *r = *state;
	struct seen s = { .r = r };
	assert_int_equal(stone_put(r, "a", NULL, NULL, 0), OK);
	assert_int_equal(stones_each(r, deeper, &s), BROKEN);
	assert_int_equal(s.n, 8);
	s = (struct seen){ .r = r, .stop = 1 };
	assert_int_equal(stones_each(r, deeper, &s), BROKEN);
}

static enum status write_within(void *context, const struct stones_each *row)
{
	struct seen *s = context;
	s->n++;
	return chip_add(s->r, row->id, 1, NULL);
}

static void a_walk_may_write_elsewhere(void **state)
{
	struct req *r = *state;
	struct seen s = { .r = r };
	struct chips_count c;
	put_lots(r);
	assert_int_equal(db_begin(r->db, true), OK);
	assert_int_equal(stones_each(r, write_within, &s), OK);
	assert_int_equal(db_commit(r->db), OK);
	assert_int_equal(chips_count(r, &c), OK);
	assert_int_equal(c.n, LOTS);
}

/* ---- leaving by a way out ---- */

static enum status leave(void *context, const struct stones_each *row)
{
	(void)row;
	struct seen *s = context;
	if (++s->n == 3)
		longjmp(*s->r->arena.way_out, 1);
	return OK;
}

static void a_way_out_leaves_nothing_running(void **state)
{
	struct req *r = *state;
	struct chips_count c;
	jmp_buf way_out;
	put_lots(r);
	for (volatile int i = 0; i < 20; i++) {
		struct seen *s = ARENA_NEW(&r->arena, struct seen);
		s->r = r;
		assert_int_equal(db_begin(r->db, true), OK);
		r->arena.way_out = &way_out;
		if (setjmp(way_out) == 0) {
			assert_int_equal(stones_each(r, leave, s), OK);
			fail();
		}
		r->arena.way_out = NULL;
		db_rollback(r->db);
	}
	assert_int_equal(db_begin(r->db, true), OK);
	assert_int_equal(chip_add(r, "s0001", 1, NULL), OK);
	assert_int_equal(db_commit(r->db), OK);
	assert_int_equal(chips_count(r, &c), OK);
	assert_int_equal(c.n, 1);
}

static void rows_without_end_reach_the_cap_and_the_way_out(void **state)
{
	struct req *r = *state;
	struct stones_all_list l;
	jmp_buf way_out;
	put_lots(r);
	struct arena mine = r->arena;
	r->arena = (struct arena){ .cap = 20000, .way_out = &way_out };
	assert_int_equal(db_begin(r->db, false), OK);
	bool left = setjmp(way_out) != 0;
	if (!left)
		assert_int_equal(stones_all(r, &l), OK);
	assert_true(left);
	arena_end(&r->arena);
	r->arena = mine;
	db_rollback(r->db);
	assert_int_equal(stones_all(r, &l), OK);
	assert_int_equal(l.n, DB_ROWS_MAX);
}

/* ---- statements kept prepared ---- */

static void more_statements_than_are_kept(void **state)
{
	struct req *r = *state;
	enum { MANY = 2500 };
	struct db_query *q = ARENA_ARRAY(&r->arena, MANY, struct db_query);
	struct stones_sum s;
	for (int round = 0; round < 2; round++)
		for (int i = 0; i < MANY; i++) {
			q[i] = stones_sum_query;
			if (!round)
				q[i].sql = arena_printf(&r->arena, "SELECT %d AS n, NULL AS grams, NULL AS mean", i);
			else
				q[i].sql = arena_printf(&r->arena, "SELECT %d AS n, NULL AS grams, NULL AS mean", -i);
			assert_int_equal(db_one(r, &q[i], NULL, &s), OK);
			assert_int_equal(s.n, round ? -i : i);
		}
}

static void a_heading_that_does_not_fit_is_found(void **state)
{
	struct req *r = *state;
	const char *why = "", *tables = "";
	struct db_query q = stones_sum_query;
	struct stones_sum s;
	q.sql = "SELECT count(*) AS n FROM stone";
	assert_int_equal(db_check(r->db, &r->arena, &q, &why, &tables), BROKEN);
	assert_non_null(strstr(why, "columns"));
	assert_int_equal(db_one(r, &q, NULL, &s), BROKEN);
	q.sql = "SELECT count(*) AS n, sum(weight) AS mean, avg(weight) AS grams FROM stone";
	assert_int_equal(db_check(r->db, &r->arena, &q, &why, &tables), BROKEN);
	assert_non_null(strstr(why, "stands where"));
	q = stones_by_weight_query;
	q.sql = "SELECT id, about FROM stone WHERE weight > $1 ORDER BY id LIMIT $2";
	assert_int_equal(db_check(r->db, &r->arena, &q, &why, &tables), BROKEN);
	assert_non_null(strstr(why, "weight"));
	q.sql = "SELECT id, weight FROM stone WHERE weight > $1 AND weight < $3 LIMIT $2";
	assert_int_equal(db_check(r->db, &r->arena, &q, &why, &tables), BROKEN);
	assert_non_null(strstr(why, "values"));
	q.sql = "SELECT id, weight FROM nowhere WHERE weight > $1 LIMIT $2";
	assert_int_equal(db_check(r->db, &r->arena, &q, &why, &tables), BROKEN);
	assert_non_null(strstr(why, "nowhere"));
	assert_int_equal(db_check(r->db, &r->arena, &stones_by_weight_query, &why, &tables), OK);
	assert_string_equal(tables, harness_on_pg(r) ? "" : "stone");
	assert_int_equal(db_check(r->db, &r->arena, &secret_moved_query, &why, &tables), OK);
	assert_string_equal(tables, harness_on_pg(r) ? "" : "stone");
}

static void a_column_that_says_it_is_never_missing(void **state)
{
	struct req *r = *state;
	struct stones_by_weight_list l;
	struct db_query q = stones_by_weight_query;
	size_t n;
	q.sql = "SELECT id, weight FROM stone WHERE coalesce(weight, 5) > $1 ORDER BY id LIMIT $2";
	assert_int_equal(stone_put(r, "a", NULL, NULL, 0), OK);
	const struct db_val in[] = { db_in_int(1), db_in_int(2) };
	assert_int_equal(db_many(r, &q, in, &n, (void **)&l.at), BROKEN);
	assert_non_null(strstr(db_trouble(r->db), "column weight is missing"));
}

/* ---- failing on purpose ---- */

static void the_nth_call_fails_and_no_other(void **state)
{
	struct req *r = *state;
	struct stone_get s;
	db_fault(r->db, 3, FULL);
	assert_int_equal(stone_get(r, "a", &s), MISSING);
	assert_int_equal(stone_get(r, "a", &s), MISSING);
	assert_false(db_fault_fired(r->db));
	assert_int_equal(stone_get(r, "a", &s), FULL);
	assert_true(db_fault_fired(r->db));
	assert_int_equal(stone_get(r, "a", &s), MISSING);
}

static void a_commit_that_fails_keeps_nothing(void **state)
{
	struct req *r = *state;
	struct stone_get s;
	assert_int_equal(db_begin(r->db, true), OK);
	assert_int_equal(stone_put(r, "a", NULL, NULL, 0), OK);
	db_fault(r->db, 1, BUSY);
	assert_int_equal(db_commit(r->db), BUSY);
	assert_int_equal(stone_get(r, "a", &s), MISSING);
	db_fault(r->db, 1, BUSY);
	assert_int_equal(db_begin(r->db, true), BUSY);
	assert_int_equal(db_begin(r->db, true), OK);
	db_rollback(r->db);
}

HARNESS(every_type_comes_back_as_it_went, what_is_missing_comes_back_missing, nothing_is_not_missing, no_row_is_missing,
	a_value_that_must_be_there_is_asked_for, a_constraint_that_fails_is_a_conflict, what_is_there_already_can_be_left_as_it_is,
	a_failed_statement_leaves_only_the_rollback,
	a_savepoint_takes_back_only_its_own, transactions_do_not_stand_inside_one_another, a_read_transaction_writes_nothing,
	values_go_by_number_wherever_they_stand, sums_and_means_have_no_surprises, returning_is_walked_to_its_end,
	forgotten_stones_take_their_chips_along, a_list_stops_at_a_thousand_rows, a_walk_sees_every_row,
	a_walk_ends_with_what_was_answered, a_walk_inside_a_walk_goes_its_own_way, walks_do_not_go_down_for_ever,
	a_walk_may_write_elsewhere, a_way_out_leaves_nothing_running, rows_without_end_reach_the_cap_and_the_way_out,
	more_statements_than_are_kept, a_heading_that_does_not_fit_is_found, a_column_that_says_it_is_never_missing,
	the_nth_call_fails_and_no_other, a_commit_that_fails_keeps_nothing)

/* Two connections to one database, and a PostgreSQL server that goes away.  On both engines. */
#include "second.h"

const struct feature *const harness_features[] = { &stones_feature, NULL };

/* ---- two connections ---- */

static void what_one_commits_the_other_sees(void **state)
{
	struct req *r = *state;
	const char *where = shared(r, "two");
	struct req *a = other(r, where, false), *b = other(r, where, true);
	assert_int_equal(db_begin(b->db, false), OK);
	assert_int_equal(get(b, "s"), MISSING);
	assert_int_equal(db_begin(a->db, true), OK);
	assert_int_equal(put(a, "s"), OK);
	assert_int_equal(get(b, "s"), MISSING);
	assert_int_equal(db_commit(a->db), OK);
	assert_int_equal(get(b, "s"), MISSING);         /* a page is of one moment */
	assert_int_equal(db_commit(b->db), OK);
	assert_int_equal(get(b, "s"), OK);
	end(a);
	end(b);
}

static void a_read_only_connection_writes_nothing(void **state)
{
	struct req *r = *state;
	const char *where = shared(r, "ro"), *why;
	struct req *b = other(r, where, true);
	assert_int_equal(db_begin(b->db, true), BROKEN);
	assert_int_equal(put(b, "s"), BROKEN);
	assert_int_equal(db_script(b->db, "DELETE FROM stone", &why), BROKEN);
	assert_int_equal(get(b, "s"), MISSING);
	end(b);
}

static void two_writers_do_not_both_win(void **state)
{
	struct req *r = *state;
	const char *where = shared(r, "race");
	struct req *a = other(r, where, false), *b = other(r, where, false);
	struct stones_sum s;
	assert_int_equal(put(a, "s"), OK);
	assert_int_equal(db_begin(a->db, true), OK);
	assert_int_equal(stones_sum(a, &s), OK);
	assert_int_equal(stone_weight_set(a, s.n, "s", NULL), OK);
	enum status st = db_begin(b->db, true);         /* SQLite: after two seconds */
	if (st == OK) {
		st = stones_sum(b, &s);
		if (st == OK)
			st = put(b, "t");
		assert_int_equal(db_commit(a->db), OK);
		if (st == OK)
			st = stone_weight_set(b, s.n, "s", NULL);
		if (st == OK)
			st = db_commit(b->db);
		db_rollback(b->db);
	} else {
		assert_int_equal(db_commit(a->db), OK);
	}
	assert_int_equal(st, BUSY);
	assert_int_equal(get(a, "t"), MISSING);
	assert_int_equal(db_begin(b->db, true), OK);    /* and then it goes */
	assert_int_equal(put(b, "t"), OK);
	assert_int_equal(db_commit(b->db), OK);
	end(a);
	end(b);
}

static void whoever_sits_and_waits_is_told_busy_late_and_a_server_at_once(void **state)
{
	struct req *r = *state;
	const char *why;
	struct req patient = { .id = "patient" };
	struct timespec from, to;
	for (int try = 1; try < 5; try++)
		assert_true(db_try_again(r, try));
	assert_false(db_try_again(r, 5));
	patient.db = db_open(&(struct db_open){ .where = shared(r, "patient"), .patience_ms = 200 }, &why);
	assert_non_null(patient.db);
	clock_gettime(CLOCK_MONOTONIC, &from);
	for (int try = 5; db_try_again(&patient, try); try++)
		assert_true(try < 100);
	clock_gettime(CLOCK_MONOTONIC, &to);
	assert_true((to.tv_sec - from.tv_sec) * 1000 + (to.tv_nsec - from.tv_nsec) / 1000000 >= 150);
	db_close(patient.db);
}

static void who_is_forgotten_is_forgotten_on_every_connection(void **state)
{
	struct req *r = *state;
	const char *where = shared(r, "forget");
	struct req *a = other(r, where, false), *b = other(r, where, true);
	struct stone_get s;
	assert_int_equal(put(a, "s"), OK);
	assert_int_equal(stone_get(b, "s", &s), OK);
	assert_string_equal(s.secret, "secret");
	assert_int_equal(db_begin(a->db, true), OK);
	assert_int_equal(seal_forget(a, "ana"), OK);
	assert_int_equal(stone_get(b, "s", &s), OK);
	assert_string_equal(s.secret, "secret");        /* not yet kept */
	assert_int_equal(db_commit(a->db), OK);
	assert_int_equal(stone_get(b, "s", &s), OK);
	assert_null(s.secret);
	end(a);
	end(b);
}

/* ---- a server that goes away ---- */

static void hang_up(struct req *r, struct req *from)
{
	struct { const char *pid; } p;
	static const struct db_col out[] = { { .name = "pid", .type = DB_text } };
	static const struct db_query pid = { .name = "pid", .sql = "SELECT CAST(pg_backend_pid() AS text) AS pid", .n_out = 1, .out = out,
		.row_size = sizeof p };
	const char *why;
	assert_int_equal(db_one(r, &pid, NULL, &p), OK);
	assert_int_equal(db_script(from->db, arena_printf(&r->arena, "SELECT pg_terminate_backend(%s)", p.pid), &why), OK);
	usleep(50000);
}

static void a_lost_connection_is_made_again(void **state)
{
	struct req *r = *state;
	if (!harness_on_pg(r))
		skip();
	struct req *a = other(r, shared(r, ""), false);
	assert_int_equal(put(a, "s"), OK);
	hang_up(a, r);                          /* while nobody uses it */
	assert_int_equal(db_begin(a->db, true), OK);
	assert_int_equal(put(a, "t"), OK);
	hang_up(a, r);                          /* in the middle */
	assert_int_equal(put(a, "u"), BUSY);
	db_rollback(a->db);
	assert_int_equal(db_begin(a->db, true), OK);
	assert_int_equal(get(a, "s"), OK);
	assert_int_equal(get(a, "t"), MISSING);
	assert_int_equal(put(a, "t"), OK);
	assert_int_equal(db_commit(a->db), OK);
	hang_up(a, r);
	assert_int_equal(get(a, "t"), BUSY);    /* outside of a transaction the first to notice */
	assert_int_equal(get(a, "t"), OK);
	hang_up(a, r);
	assert_false(db_alive(a->db));
	assert_true(db_alive(a->db));
	assert_false(db_lost(a->db));
	end(a);
}

static void a_commit_nobody_answered_is_not_tried_again(void **state)
{
	struct req *r = *state;
	if (!harness_on_pg(r))
		skip();
	struct req *a = other(r, shared(r, ""), false);
	assert_int_equal(db_begin(a->db, true), OK);
	assert_int_equal(put(a, "s"), OK);
	hang_up(a, r);
	assert_int_equal(db_commit(a->db), BROKEN);
	assert_true(db_lost(a->db));
	end(a);
}

static void a_server_that_is_not_there_is_said_in_a_sentence(void **state)
{
	const char *why = "";
	(void)state;
	assert_null(db_open(&(struct db_open){ .where = "postgresql://kith@/x?host=/no/such/folder" }, &why));
	assert_non_null(strstr(why, "The PostgreSQL server cannot be reached"));
}

HARNESS(what_one_commits_the_other_sees, a_read_only_connection_writes_nothing, two_writers_do_not_both_win, whoever_sits_and_waits_is_told_busy_late_and_a_server_at_once,
	who_is_forgotten_is_forgotten_on_every_connection, a_lost_connection_is_made_again,
	a_commit_nobody_answered_is_not_tried_again, a_server_that_is_not_there_is_said_in_a_sentence)

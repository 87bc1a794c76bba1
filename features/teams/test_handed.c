/* What is handed on about somebody: with their yes, read by them, told to them when it is opened, taken away by them. */
#include "test_team_world.h"

static const struct record_read *read_by(struct req *r, struct record_read *x) { return record_read_of(r, x) ? x : NULL; }

static bool told_of(const struct record_read *x, const char *person)
{
	for (size_t k = 0; x && k < x->n; k++)
		if (str_same(x->of[k].owner, person))
			return true;
	return false;
}

static void one_hands_on_only_about_whom_one_walks_with_and_with_their_yes(void **state)
{
	struct req *r = *state;
	struct team_world t = a_team(r);
	const char *write = team_path(r, t.w.harbor, "/hand-on");
	harness_as(r, t.w.ben, 0);
	MUST(harness_get(r, write));
	harness_says(r, "You do not walk with anyone here just now.");
	assert_int_equal(harness_post(r, write, "about", t.w.ana, "words", "Sleeps badly", "agreed", "1", NULL), INVALID);
	assert_true(harness_fault(r, "about", "not_yours"));
	harness_as(r, t.w.sue, 0);
	MUST(harness_get(r, write));
	harness_says(r, "Ana");
	assert_int_equal(harness_post(r, write, "about", t.w.ana, "words", "Would like company on Friday", NULL), INVALID);
	assert_true(harness_fault(r, "agreed", "needed"));
	assert_int_equal(harness_post(r, write, "about", t.w.cora, "words", "Anything", "agreed", "1", NULL), INVALID);
	MUST(harness_post(r, write, "about", t.w.ana, "words", "Would like company on Friday", "agreed", "1", NULL));
	harness_as(r, t.w.sue, 0);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/connections/%s/end", t.connection), NULL));
	r->now += 31 * 86400;                                   /* not for ever */
	assert_int_equal(harness_post(r, write, "about", t.w.ana, "words", "Later", "agreed", "1", NULL), INVALID);
}

static void the_one_it_is_about_reads_it_and_sees_who_opened_it(void **state)
{
	struct req *r = *state;
	struct team_world t = a_team(r);
	struct record_read x;
	const char *note = hands_on(r, &t, "Would like company on Friday");
	MUST(harness_get(r, team_path(r, t.w.harbor, "")));
	harness_says_not(r, "Would like company");              /* a list says that there is one, never what it says */
	harness_as(r, t.w.ben, 0);
	MUST(harness_get(r, note_path(r, note, "")));
	harness_says(r, "Would like company on Friday");
	MUST(db_begin(r->db, false));
	const struct record_read *read = read_by(r, &x);
	assert_true(told_of(read, t.w.ana));
	assert_false(told_of(read, t.w.sue));                   /* who wrote it gets no receipt */
	assert_string_equal(x.record, "handed-on");
	db_rollback(r->db);
	harness_as(r, t.w.ana, 0);
	MUST(harness_get(r, HARBOR "/handed-on"));
	harness_says(r, "Would like company on Friday");
	harness_says(r, "From Sue");
	harness_says(r, "I have read it");
	MUST(harness_post(r, HARBOR "/handed-on", NULL));
	MUST(harness_get(r, HARBOR "/handed-on"));
	harness_says_not(r, "I have read it");
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/connections/%s", t.connection)));
	harness_says(r, "One note about you from Sue");         /* it stays to be found */
	const char *const nobody[] = { t.w.otto, NULL };
	for (size_t k = 0; k < COUNT(nobody); k++) {
		harness_as(r, nobody[k], 0);
		assert_int_equal(harness_get(r, note_path(r, note, "")), MISSING);
	}
	role_ends(r, &t.w, t.w.ben);
	harness_as(r, t.w.ben, 0);
	assert_int_equal(harness_get(r, note_path(r, note, "")), MISSING);
}

static void the_one_it_is_about_takes_it_away_and_so_does_who_wrote_it(void **state)
{
	struct req *r = *state;
	struct team_world t = a_team(r);
	const char *note = hands_on(r, &t, "Would like company on Friday");
	harness_as(r, t.w.ben, 0);
	assert_int_equal(harness_post(r, note_path(r, note, "/take-away"), NULL), MISSING);
	harness_as(r, t.w.cora, 0);
	assert_int_equal(harness_post(r, note_path(r, note, "/take-away"), NULL), MISSING);
	harness_as(r, t.w.ana, 0);
	MUST(harness_post(r, note_path(r, note, "/take-away"), NULL));
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM handover"), 0);
	harness_as(r, t.w.ben, 0);
	assert_int_equal(harness_get(r, note_path(r, note, "")), MISSING);
	note = hands_on(r, &t, "Once more");
	MUST(harness_post(r, note_path(r, note, "/take-away"), NULL));
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM handover"), 0);
}

static void kept_apart_one_reads_nothing_about_the_other(void **state)
{
	struct req *r = *state;
	struct team_world t = a_team(r);
	const char *note = hands_on(r, &t, "Would like company on Friday");
	in_harbor(r, &t.w, t.w.ana);
	MUST(db_begin(r->db, true));
	MUST(connections_block(r, t.w.ben));
	MUST(db_commit(r->db));
	harness_as(r, t.w.ben, 0);
	assert_int_equal(harness_get(r, note_path(r, note, "")), MISSING);
	MUST(harness_get(r, team_path(r, t.w.harbor, "")));
	harness_says_not(r, "About Ana");
	harness_as(r, t.w.cora, 0);
	MUST(harness_get(r, team_path(r, t.w.harbor, "")));
	harness_says(r, "About Ana");
}

static void a_note_without_a_yes_is_told_to_the_coordinators(void **state)
{
	struct req *r = *state;
	struct team_world t = a_team(r);
	const char *note = hands_on(r, &t, "I was never asked"), *report = note_path(r, note, "/report");
	harness_as(r, t.w.sue, 0);
	assert_int_equal(harness_get(r, report), MISSING);      /* one's own */
	harness_as(r, t.w.ana, 0);
	MUST(harness_get(r, report));
	harness_says(r, "I was never asked");
	MUST(harness_post(r, report, "kind", "passed_on", "items", arena_printf(&r->arena, "handed-on-%s", note), NULL));
	harness_as(r, t.w.cora, 0);
	MUST(harness_get(r, HARBOR "/reports"));
	const char *id = after(r, HARBOR "/reports/", '"');
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/reports/%s", id)));
	harness_says(r, "I was never asked");
	harness_says(r, "A hand-over note");
}

HARNESS(one_hands_on_only_about_whom_one_walks_with_and_with_their_yes, the_one_it_is_about_reads_it_and_sees_who_opened_it,
	the_one_it_is_about_takes_it_away_and_so_does_who_wrote_it, kept_apart_one_reads_nothing_about_the_other,
	a_note_without_a_yes_is_told_to_the_coordinators)

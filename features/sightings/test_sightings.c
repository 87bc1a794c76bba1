/* Who has seen what: an entry for each reply that held somebody's record, for them alone to read; nothing when nothing was
 * shown; special rights by name; and when the log cannot be written, no reply and no deed. */
#include "../connections/test_pair.h"
#include "sightings.h"
#include "surveys.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &surveys_feature, &sightings_feature, NULL };

static size_t seen(struct req *r, const char *whose)
{
	struct sightings_of_list rows;
	MUST(db_begin(r->db, false));
	MUST(sightings_of(r, whose, INT64_MAX, 1000, &rows));
	db_rollback(r->db);
	return rows.n;
}

static struct sightings_of newest(struct req *r, const char *whose)
{
	struct sightings_of_list rows;
	MUST(db_begin(r->db, false));
	MUST(sightings_of(r, whose, INT64_MAX, 1, &rows));
	db_rollback(r->db);
	assert_int_equal(rows.n, 1);
	return rows.at[0];
}

static size_t lines(struct req *r)
{
	struct log_tree_get t;
	MUST(db_begin(r->db, false));
	enum status st = log_tree_get(r, "tree", &t);
	db_rollback(r->db);
	return st == MISSING ? 0 : (size_t)t.size;
}

static void the_log_holds(struct req *r)
{
	const char *why = NULL;
	MUST(db_begin(r->db, false));
	MUST(sightings_feature.checks[0].holds(r, &why));
	db_rollback(r->db);
	if (why)
		fail_msg("%s", why);
}

static void each_page_that_holds_a_record_is_one_entry(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *pair = a_pair(r, &w), *page = path_of(r, "/connections/", pair);
	size_t ana = seen(r, w.ana), sue = seen(r, w.sue), ben = seen(r, w.ben);
	for (int i = 1; i <= 3; i++) {
		harness_as(r, w.sue, 0);
		r->want = i == 2 ? WANT_JSON : WANT_PAGE;
		MUST(harness_get(r, page));
		assert_int_equal(seen(r, w.ana), ana + (size_t)i);
	}
	r->want = WANT_PAGE;
	struct sightings_of n = newest(r, w.ana);
	assert_string_equal(n.kind, "read");
	assert_string_equal(n.by_whom, w.sue);
	assert_string_equal(n.by_right, "party");
	assert_string_equal(n.record, "connection");
	assert_string_equal(n.record_id, pair);
	assert_string_equal(n.community, w.harbor);
	assert_int_equal(n.at, r->now);
	assert_int_equal(seen(r, w.sue), sue);
	assert_int_equal(seen(r, w.ben), ben);
	the_log_holds(r);
}

static void what_is_refused_or_mine_is_no_entry(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *page = path_of(r, "/connections/", a_pair(r, &w));
	size_t n = lines(r);
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_get(r, page), MISSING);
	harness_as(r, w.cora, 0);
	assert_int_equal(harness_get(r, page), MISSING);
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, page), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, "/me"));
	MUST(harness_get(r, HARBOR "/about-me"));
	MUST(harness_post(r, arena_printf(&r->arena, "%s/pause", page), NULL));
	assert_int_equal(lines(r), n);
}

static void a_list_is_an_entry_for_each_person_on_it_by_name_of_the_right(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	size_t ana = seen(r, w.ana), otto = seen(r, w.otto), n = lines(r);
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/people"));
	assert_int_equal(seen(r, w.ana), ana + 1);
	assert_int_equal(seen(r, w.otto), otto);
	assert_int_equal(lines(r), n + 3);              /* Ana, Ben and Sue; not Cora herself */
	struct sightings_of x = newest(r, w.ana);
	assert_string_equal(x.by_right, "coordinator");
	assert_string_equal(x.record, "members");
	assert_null(x.record_id);
}

static void what_leaves_as_a_file_is_in_the_list_of_who_took_it(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	size_t n = lines(r);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, "/me/everything"));
	assert_int_equal(lines(r), n);                  /* a page of one's own is no entry */
	MUST(harness_get(r, "/me/everything/archive"));
	struct sightings_of x = newest(r, w.ana);
	assert_string_equal(x.kind, "taken");
	assert_string_equal(x.record, "everything");
	assert_string_equal(x.by_whom, w.ana);
	MUST(harness_get(r, "/me/seen"));
	harness_says(r, "You, or somebody signed in as you");
	harness_says(r, "Everything of yours");
	harness_says(r, "as a file");
	the_log_holds(r);
}

static void everybody_reads_their_own_list_and_no_other(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *page = path_of(r, "/connections/", a_pair(r, &w));
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, page));
	MUST(harness_get(r, page));
	size_t n = lines(r);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, "/me/seen"));
	harness_says(r, "Sue");
	harness_says(r, "one of the two of you");
	harness_says(r, "What you tell the one you walk with");
	harness_says(r, "2 times");
	assert_int_equal(lines(r), n);                  /* looking at it puts nothing into the lists of those who looked */
	const json_t *page_json = harness_json(r), *all = json_object_get(page_json, "all");
	assert_true(json_array_size(all) >= 2);
	assert_string_equal(json_string_value(json_object_get(json_array_get(all, 0), "record")), "connection");
	harness_as(r, w.otto, 0);
	MUST(harness_get(r, "/me/seen"));
	harness_says(r, "Nobody has seen anything of yours yet.");
	harness_says_not(r, "Sue");
	harness_as(r, NULL, 0);
	assert_int_equal(harness_get(r, "/me/seen"), MISSING);
	assert_true(r->needs_sign_in);
	r->reader.lang = LANG_ES;
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, "/me/seen"));
	harness_says(r, "Quién ha visto lo mío");
}

static void the_list_goes_on_by_key(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *page = path_of(r, "/connections/", a_pair(r, &w));
	for (int i = 0; i < 60; i++) {
		harness_as(r, w.sue, 0);
		MUST(harness_get(r, page));
	}
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, "/me/seen"));
	harness_says(r, "50 times");
	const char *next = after(r, "/me/seen?before=", '"');
	MUST(harness_get(r, arena_printf(&r->arena, "/me/seen?before=%s", next)));
	harness_says(r, "10 times");
	harness_says(r, "Back to the newest");
}

static void a_role_given_is_in_the_log_or_not_given(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *roles = arena_printf(&r->arena, HARBOR "/people/%s/roles", w.ben);
	size_t n = lines(r);
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_post(r, roles, "role", "supporter", NULL), MISSING);
	assert_int_equal(lines(r), n);
	harness_as(r, w.cora, 0);
	assert_int_equal(harness_post(r, roles, "role", "nothing", NULL), INVALID);
	MUST(db_begin(r->db, true));
	const char *why = NULL;
	MUST(db_script(r->db, "ALTER TABLE log_entry RENAME TO log_away", &why));
	MUST(db_commit(r->db));
	uint8_t before[32], after_it[32];
	harness_digest(r, before);
	assert_int_not_equal(harness_post(r, roles, "role", "supporter", NULL), OK);
	harness_digest(r, after_it);
	assert_memory_equal(before, after_it, sizeof before);
	assert_int_not_equal(harness_get(r, HARBOR "/people"), OK);
	harness_says_not(r, "Ana");
	MUST(db_begin(r->db, true));
	MUST(db_script(r->db, "ALTER TABLE log_away RENAME TO log_entry", &why));
	MUST(db_commit(r->db));
	MUST(harness_post(r, roles, "role", "supporter", NULL));
	struct sightings_of x = newest(r, w.ben);
	assert_string_equal(x.kind, "role_given");
	assert_string_equal(x.by_whom, w.cora);
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, "/me/seen"));
	harness_says(r, "Gave you a role");
	the_log_holds(r);
}

static void leaving_erases_whose_it_was_and_the_tree_holds(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *page = path_of(r, "/connections/", a_pair(r, &w));
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, page));
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, page));
	size_t n = lines(r);
	assert_true(seen(r, w.ana) > 0);
	MUST(harness_post(r, "/me/leave", NULL));
	assert_int_equal(seen(r, w.ana), 0);
	assert_int_equal(lines(r), n);
	the_log_holds(r);
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, HARBOR "/connections"));    /* "someone who has left" is nobody's name any more */
	assert_int_equal(seen(r, w.ana), 0);
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, "/me/seen"));
	harness_says(r, "omeone who has left");
}

static void the_check_finds_a_changed_entry(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/people"));
	the_log_holds(r);
	static const char *const tampering[] = {
		"UPDATE log_entry SET by_whom = 'nobody' WHERE number = 1", "UPDATE log_entry SET at = at + 1 WHERE number = 1",
		"UPDATE log_entry SET kind = 'other' WHERE number = 0", "DELETE FROM log_entry WHERE number = 1",
		"DELETE FROM log_entry WHERE number = (SELECT max(number) FROM log_entry)", "UPDATE log_tree SET size = size - 1",
	};
	for (size_t i = 0; i < COUNT(tampering); i++) {
		const char *why = NULL, *none = NULL;
		MUST(db_begin(r->db, true));
		MUST(db_script(r->db, tampering[i], &none));
		enum status st = sightings_feature.checks[0].holds(r, &why);
		db_rollback(r->db);
		if (st == OK && !why)
			fail_msg("not found: %s", tampering[i]);
	}
	the_log_holds(r);
}

static const char *opens(struct req *r, const struct world *w)
{
	harness_as(r, w->cora, 0);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/people/%s/emergency", w->ana), "reason", "She wrote that she may not be safe tonight", NULL));
	return arena_printf(&r->arena, HARBOR "/emergencies/%s", led_to(r, "/emergencies/"));
}

static void an_emergency_needs_a_reason_and_a_right(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *at = arena_printf(&r->arena, HARBOR "/people/%s/emergency", w.ana);
	size_t n = lines(r);
	static const char *const reasons[] = { "", "short", "         .          " };
	harness_as(r, w.cora, 0);
	for (size_t i = 0; i < COUNT(reasons); i++)
		assert_int_equal(harness_post(r, at, "reason", reasons[i], NULL), INVALID);
	assert_int_equal(harness_post(r, at, NULL), INVALID);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, HARBOR "/people/%s/emergency", w.cora), "reason", "I want to see my own", NULL), INVALID);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, HARBOR "/people/%s/emergency", w.otto), "reason", "He is not of here", NULL), MISSING);
	const char *others[] = { w.ben, w.sue, w.ana };
	for (size_t i = 0; i < COUNT(others); i++) {
		harness_as(r, others[i], 0);
		assert_int_equal(harness_post(r, at, "reason", "She wrote that she may not be safe", NULL), MISSING);
	}
	MUST(db_begin(r->db, false));
	struct emergencies_unknown_list told;
	MUST(emergencies_unknown(r, w.harbor, w.ana, &told));
	db_rollback(r->db);
	assert_int_equal(told.n, 0);
	assert_true(lines(r) >= n);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, "/me/seen"));
	harness_says_not(r, "emergency");
}

static void an_emergency_shows_how_to_reach_somebody_for_an_hour_and_no_words_of_two(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	a_pair(r, &w);
	const char *page = opens(r, &w);
	MUST(harness_get(r, page));
	harness_says(r, "How to reach Ana");
	harness_says(r, "Sue");
	harness_says_not(r, "A walk now and then");
	struct sightings_of x = newest(r, w.ana);
	assert_string_equal(x.record, "emergency");
	assert_string_equal(x.by_right, "coordinator");
	harness_as(r, w.sue, 0);
	assert_int_equal(harness_get(r, page), MISSING);
	MUST(db_begin(r->db, true));
	MUST(communities_give_role(r, w.harbor, w.ben, "coordinator", r->now - 1));
	MUST(db_commit(r->db));
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_get(r, page), MISSING);        /* another coordinator did not give a reason */
	harness_as(r, w.cora, 0);
	r->now += 3599;
	MUST(harness_get(r, page));
	r->now += 1;
	assert_int_equal(harness_get(r, page), MISSING);
	the_log_holds(r);
}

static void an_emergency_ends_with_the_right_it_was_opened_by(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *page = opens(r, &w), *none = NULL;
	MUST(harness_get(r, page));
	MUST(db_begin(r->db, true));
	MUST(db_script(r->db, "UPDATE role_held SET until_at = 0 WHERE role = 'coordinator'", &none));
	MUST(db_commit(r->db));
	assert_int_equal(harness_get(r, page), MISSING);
}

static void the_person_is_told_of_an_emergency_until_they_have_read_it(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *page = opens(r, &w), *read = arena_printf(&r->arena, "%s/read", page);
	harness_as(r, w.ana, 0);
	struct safe_html card;
	in_harbor(r, &w, w.ana);
	r->want = WANT_PAGE;
	r->who.may = MAY_MEMBER;
	MUST(db_begin(r->db, false));
	MUST(cards_html(r, "today", &card));
	db_rollback(r->db);
	assert_non_null(strstr(card.html, "Cora opened your contact details in an emergency"));
	assert_non_null(strstr(card.html, "may not be safe tonight"));
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, "/me/seen"));
	harness_says(r, "Opened your contact details in an emergency");
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_post(r, read, NULL), MISSING);
	harness_as(r, w.cora, 0);
	assert_int_equal(harness_post(r, read, NULL), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, read, NULL));
	in_harbor(r, &w, w.ana);
	r->who.may = MAY_MEMBER;
	MUST(db_begin(r->db, false));
	MUST(cards_html(r, "today", &card));
	db_rollback(r->db);
	assert_null(strstr(card.html, "emergency"));
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, page));
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, "/me/seen"));
	harness_says(r, "may not be safe tonight");
}

HARNESS(an_emergency_needs_a_reason_and_a_right, an_emergency_shows_how_to_reach_somebody_for_an_hour_and_no_words_of_two,
	an_emergency_ends_with_the_right_it_was_opened_by, the_person_is_told_of_an_emergency_until_they_have_read_it, each_page_that_holds_a_record_is_one_entry, what_is_refused_or_mine_is_no_entry,
	a_list_is_an_entry_for_each_person_on_it_by_name_of_the_right, what_leaves_as_a_file_is_in_the_list_of_who_took_it, everybody_reads_their_own_list_and_no_other, the_list_goes_on_by_key,
	a_role_given_is_in_the_log_or_not_given, leaving_erases_whose_it_was_and_the_tree_holds, the_check_finds_a_changed_entry)

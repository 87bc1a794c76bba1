/* Who is suggested, in which order and with which words. */
#include "test_matching_world.h"

static void who_shares_more_comes_first_and_the_reasons_say_why(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r);
	(void)with_room(r, &w, "Ulla");
	const char *vera = with_room(r, &w, "Vera");
	settle(r, vera);
	tell_lived(r, w.ana, "lost_someone", "matching");
	tell_lived(r, w.sue, "lost_someone", "members");
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, HARBOR "/about-me/interests", "interests", "walking", NULL));
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, HARBOR "/about-me/interests", "interests", "walking", "interests", "yoga", NULL));
	assert_string_equal(names(r, &w, w.ana, (struct look){ 0 }), "Sue Vera Ulla");
	const char *said = seen(r, &w, w.ana, (struct look){ 0 });
	/* 450 told, 40 + 30 support with, 30 for hours, 65 to meet, 110 wishes, 30 likes, 50 room */
	assert_int_equal(strncmp(said, "Sue 805; You both know this: lost someone 450; ", 47), 0);
	assert_true(holds(said, "; You both like to meet this way: In a café 65;"));
	assert_true(holds(said, "; Speaks English 45;"));
	assert_true(holds(said, "; Likes to give: "));
	assert_true(holds(said, "; You are both free on Tuesday evenings 30"));
	assert_true(holds(said, "; You both like: walking 30"));
	assert_false(holds(said, "yoga"));
	assert_true(holds(said, "\nVera 295 differs; "));
	assert_true(holds(said, "\nUlla 230 differs; "));
}

static void equals_take_turns_at_the_top(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	static const char *const equals[] = { "Una", "Vito", "Wim", "Xenia" };
	size_t first[COUNT(equals)] = { 0 }, tops = 0;
	for (size_t i = 0; i < COUNT(equals); i++)
		(void)with_room(r, &w, equals[i]);
	for (int i = 0; i < 16; i++) {
		const char *asker = a_newcomer(r, &w, arena_printf(&r->arena, "Asker %d", i), "en");
		const char *once = names(r, &w, asker, (struct look){ 0 });
		assert_int_equal(strlen(once), strlen("Una Vito Wim Xenia"));
		assert_string_equal(once, names(r, &w, asker, (struct look){ 0 }));
		for (size_t k = 0; k < COUNT(equals); k++)
			first[k] += strncmp(once, equals[k], strlen(equals[k])) == 0;
	}
	for (size_t k = 0; k < COUNT(equals); k++) {
		assert_true(first[k] < 16);
		tops += first[k] > 0;
	}
	assert_true(tops >= 3);
}

/* Room that is free counts, and nothing that only comes with time does: no walks of long ago, no minutes. */
static void who_just_came_stands_before_an_equal_who_walks_already(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *una = with_room(r, &w, "Una");
	in_harbor(r, &w, una);
	MUST(db_begin(r->db, true));
	MUST(asks_walking_add(r, w.harbor, una, 1));
	MUST(db_commit(r->db));
	r->now += 400 * 86400;
	(void)with_room(r, &w, "Vito");
	for (int i = 0; i < 8; i++)
		assert_string_equal(names(r, &w, a_newcomer(r, &w, arena_printf(&r->arena, "Asker %d", i), "en"), (struct look){ 0 }), "Vito Una");
}

static void one_who_brings_something_else_keeps_the_last_place(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	static const char *const alike[] = { "Una", "Vito", "Wim", "Xenia" };
	tell_lived(r, w.ana, "lost_someone", "matching");
	for (size_t i = 0; i < COUNT(alike); i++)
		tell_lived(r, with_room(r, &w, alike[i]), "lost_someone", "members");
	const char *missing;
	struct matching_list list = list_for(r, &w, w.ana, (struct look){ .most = 3 }, &missing);
	assert_int_equal(list.n, 3);
	for (size_t i = 0; i < 3; i++)
		assert_false(list.at[i].differs);               /* nobody else is there */
	(void)with_room(r, &w, "Yara");
	list = list_for(r, &w, w.ana, (struct look){ .most = 3 }, &missing);
	assert_int_equal(list.n, 3);
	assert_false(list.at[0].differs);
	assert_false(list.at[1].differs);
	assert_true(list.at[2].differs);
	assert_string_equal(list.at[2].name, "Yara");
	list = list_for(r, &w, w.ana, (struct look){ .most = 2 }, &missing);
	assert_int_equal(list.n, 2);
	assert_false(list.at[1].differs);                       /* of two, none is given away */
	list = list_for(r, &w, w.ana, (struct look){ .most = 5 }, &missing);
	assert_int_equal(list.n, 5);
	assert_string_equal(list.at[4].name, "Yara");           /* all are there: nobody is told twice */
}

/* ---- who may be suggested ---- */

static void whoever_was_passed_or_proposed_is_left_out(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *una = with_room(r, &w, "Una");
	(void)with_room(r, &w, "Vito");
	const char *ids[] = { una, w.otto };
	struct str_list without = { COUNT(ids), ids };
	assert_string_equal(names(r, &w, w.ana, (struct look){ .without = &without }), "Vito");
	assert_string_equal(names(r, &w, una, (struct look){ 0 }), "Vito");     /* and never the asker */
}

static void only_those_who_have_room_here_and_now_are_suggested(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *una = with_room(r, &w, "Una"), *elsewhere;
	assert_string_equal(names(r, &w, w.ana, (struct look){ 0 }), "Una");
	harness_as(r, una, 0);
	MUST(harness_post(r, HARBOR "/room", "state", "paused", "capacity", "2", "version", "1", NULL));
	assert_string_equal(names(r, &w, w.ana, (struct look){ 0 }), "");
	harness_as(r, una, 0);
	MUST(harness_post(r, HARBOR "/room", "state", "open", "capacity", "1", "version", "2", NULL));
	in_harbor(r, &w, una);
	MUST(db_begin(r->db, true));
	MUST(asks_walking_add(r, r->community.id, una, 1));
	MUST(db_commit(r->db));
	assert_string_equal(names(r, &w, w.ana, (struct look){ 0 }), "");      /* walks with one, wished for one */
	in_harbor(r, &w, una);
	MUST(db_begin(r->db, true));
	MUST(asks_walking_add(r, r->community.id, una, -1));
	MUST(communities_make(r, &(struct communities_new){ .slug = "hill", .name = "Hill", .lang = "en", .zone = "UTC",
		.joining = "open", .formality = 1, .min_cell = 5 }, &elsewhere));
	MUST(communities_add_member(r, elsewhere, w.otto, true));
	MUST(db_commit(r->db));
	harness_as(r, w.otto, 0);
	MUST(harness_post(r, "/c/hill/room", "state", "open", "capacity", "2", "version", "0", NULL));
	assert_string_equal(names(r, &w, w.ana, (struct look){ 0 }), "Una");
	harness_as(r, una, 0);
	MUST(harness_post(r, HARBOR "/leave-community", NULL));
	assert_string_equal(names(r, &w, w.ana, (struct look){ 0 }), "");
}

static void who_is_away_is_not_suggested_until_they_are_back(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, with_room(r, &w, "Una"), 0);
	MUST(harness_post(r, HARBOR "/room/off", "from_day", "2025-06-17", "until_day", "2025-06-18", NULL));
	int64_t now = r->now;                                                   /* 15 June, in the afternoon */
	static const struct { int days; bool there; } told[] = { { 0, true }, { 1, true }, { 2, false }, { 3, false }, { 4, true } };
	for (size_t i = 0; i < COUNT(told); i++) {
		r->now = now + told[i].days * 86400;
		assert_string_equal(names(r, &w, w.ana, (struct look){ 0 }), told[i].there ? "Una" : "");
	}
}

/* It is the evening of 16 June in Denver when it is the 17th in UTC, and the morning of the 17th in Auckland on the 16th. */
static void days_off_are_those_of_where_somebody_lives(void **state)
{
	static const struct { const char *zone; int64_t at; bool there; } told[] = {
		{ "America/Denver", 1750118400 + 3600, true }, { "America/Denver", 1750118400 + 6 * 3600, false },         /* 19:00; midnight */
		{ "America/Denver", 1750118400 + 29 * 3600, false }, { "America/Denver", 1750118400 + 30 * 3600, true },
		{ "Pacific/Auckland", 1750118400 - 13 * 3600, true }, { "Pacific/Auckland", 1750118400 - 12 * 3600, false },
		{ "Pacific/Auckland", 1750118400 + 12 * 3600, true }, { "UTC", 1750118400, false }, { "UTC", 1750118400 + 24 * 3600, true },
	};
	struct req *r = *state;
	struct world w = a_world(r, 1);
	for (size_t i = 0; i < COUNT(told); i++) {
		const char *id = id_new(r), *name = arena_printf(&r->arena, "Una%d", (int)i);
		r->now = 1750000000;
		MUST(db_begin(r->db, true));
		MUST(people_add(r, &(struct people_new){ .id = id, .name = name, .languages = "en", .zone = told[i].zone, .login = name, .password_hash = "none" }));
		MUST(communities_add_member(r, w.harbor, id, true));
		MUST(db_commit(r->db));
		make_room(r, id, "2");
		MUST(harness_post(r, HARBOR "/room/off", "from_day", "2025-06-17", "until_day", "2025-06-17", NULL));
		r->now = told[i].at;
		if (holds(names(r, &w, w.ana, (struct look){ 0 }), name) != told[i].there)
			fail_msg("%s, %lld", told[i].zone, (long long)(told[i].at - 1750118400) / 3600);
		harness_as(r, id, 0);
		MUST(harness_post(r, HARBOR "/room", "state", "paused", "capacity", "2", "kinds", "company", "version", "1", NULL));
	}
}

static void a_formal_community_suggests_only_its_named_supporters(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	(void)with_room(r, &w, "Una");
	assert_string_equal(names(r, &w, w.ana, (struct look){ .formality = 1 }), "Una");
	assert_string_equal(names(r, &w, w.ana, (struct look){ .formality = 2 }), "");
	make_room(r, w.sue, "1");
	assert_string_equal(names(r, &w, w.ana, (struct look){ .formality = 2 }), "Sue");
	MUST(db_begin(r->db, true));
	const char *una_too = a_member(r, w.harbor, "Una the second", "supporter");
	MUST(db_commit(r->db));
	make_room(r, una_too, "1");
	r->now -= 10;                                                           /* before the role began */
	assert_string_equal(names(r, &w, w.ana, (struct look){ .formality = 2 }), "");
}

static void kept_apart_by_name_or_account_holds_both_ways(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *una = with_room(r, &w, "Una"), *vito = with_room(r, &w, "Vito"), *wim = with_room(r, &w, "Wim");
	(void)with_room(r, &w, "Xenia");
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, HARBOR "/about-me/apart", "name", " UNA", NULL));
	harness_as(r, vito, 0);
	MUST(harness_post(r, HARBOR "/about-me/apart", "name", "ana ", NULL));
	MUST(db_begin(r->db, true));
	in_harbor(r, &w, wim);
	MUST(experiences_keep_apart(r, w.ana));
	MUST(db_commit(r->db));
	assert_string_equal(names(r, &w, w.ana, (struct look){ 0 }), "Xenia");
	/* nobody else is touched by it */
	assert_int_equal(strlen(names(r, &w, w.ben, (struct look){ 0 })), strlen("Una Vito Wim Xenia"));
	make_room(r, w.ana, "2");
	assert_false(holds(names(r, &w, una, (struct look){ 0 }), "Ana"));
	assert_false(holds(names(r, &w, vito, (struct look){ 0 }), "Ana"));
	assert_false(holds(names(r, &w, wim, (struct look){ 0 }), "Ana"));
	assert_true(holds(names(r, &w, w.ben, (struct look){ 0 }), "Ana"));
}

static void when_nobody_fits_it_says_what_is_missing(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r);
	const char *eva = a_newcomer(r, &w, "Eva", "es"), *finn = a_newcomer(r, &w, "Finn", "en"), *missing;
	const char *tess = a_newcomer(r, &w, "Tess", "en");
	assert_true(holds(seen(r, &w, w.sue, (struct look){ 0 }), "Nobody has room right now"));
	settle(r, tess);
	make_room(r, tess, "1");
	assert_true(holds(seen(r, &w, eva, (struct look){ 0 }), "speaks your languages"));
	assert_true(holds(seen(r, &w, w.ana, (struct look){ .ways = 1 << 5 }), "in the way you named"));
	(void)list_for(r, &w, w.ana, (struct look){ 0 }, &missing);
	assert_null(missing);
	harness_as(r, finn, 0);
	MUST(harness_post(r, HARBOR "/about-me/week", "week", "3-9", "version", "0", NULL));
	assert_true(holds(seen(r, &w, finn, (struct look){ 0 }), "free at your times"));
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, HARBOR "/about-me/wishes", "wishes", "veteran", "wishes_needed", "veteran", "version", "2", NULL));
	assert_true(holds(seen(r, &w, w.ana, (struct look){ 0 }), "fits what you said you need"));
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, HARBOR "/about-me/facts", "gender", "not_said", "age_band", "not_said", "veteran", "1", "version", "2", NULL));
	assert_true(holds(seen(r, &w, w.ana, (struct look){ 0 }), "Sue"));
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, HARBOR "/about-me/wishes", "version", "3", NULL));
	static const char *const versions[] = { "3", "2" };
	const char *const both[] = { w.sue, tess };
	for (size_t i = 0; i < COUNT(both); i++) {
		harness_as(r, both[i], 0);
		MUST(harness_post(r, HARBOR "/about-me/wishes", "wishes", "family", "wishes_needed", "family", "version", versions[i], NULL));
	}
	assert_string_equal(seen(r, &w, w.ana, (struct look){ 0 }), "Nobody fits both ways right now. New people come; we keep your place.");
}

/* Else it would say what this one person speaks, when they are free, or that they need something of others. */
static void of_one_person_alone_it_does_not_say_what_is_missing(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r);
	const char *eva = a_newcomer(r, &w, "Eva", "es"), *finn = a_newcomer(r, &w, "Finn", "en");
	const char *language = seen(r, &w, eva, (struct look){ 0 });
	assert_true(holds(language, "nobody who fits right now"));
	assert_string_equal(seen(r, &w, w.ana, (struct look){ .ways = 1 << 5 }), language);
	harness_as(r, finn, 0);
	MUST(harness_post(r, HARBOR "/about-me/week", "week", "3-9", "version", "0", NULL));
	assert_string_equal(seen(r, &w, finn, (struct look){ 0 }), language);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, HARBOR "/about-me/wishes", "wishes", "veteran", "wishes_needed", "veteran", "version", "2", NULL));
	assert_string_equal(seen(r, &w, w.ana, (struct look){ 0 }), language);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, HARBOR "/about-me/wishes", "version", "3", NULL));
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, HARBOR "/about-me/wishes", "wishes", "family", "wishes_needed", "family", "version", "2", NULL));
	assert_string_equal(seen(r, &w, w.ana, (struct look){ 0 }), language);
}

/* ---- what nobody can learn ---- */

static void candidates_come_in_the_order_of_the_page_with_their_room(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r);
	const char *una = with_room(r, &w, "Una"), *missing;
	(void)with_room(r, &w, "Vito");
	(void)a_newcomer(r, &w, "Finn", "en");
	in_harbor(r, &w, w.ana);
	const char *ask;
	MUST(db_begin(r->db, true));
	MUST(asks_open_one(r, &(struct asks_new_one){ .person = w.ana, .direction = "ask", .about = "A walk", .kinds = 1 << 4, .asked = r->now }, &ask));
	MUST(asks_walking_add(r, r->community.id, una, 1));
	MUST(db_commit(r->db));
	struct matching_list page = list_for(r, &w, w.ana, (struct look){ 0 }, &missing);
	struct matching_candidate_list list;
	MUST(matching_candidates(r, ask, 10, &list));
	assert_int_equal(list.n, 3);
	for (size_t i = 0; i < list.n; i++) {
		assert_string_equal(list.at[i].person, page.at[i].person);
		assert_int_equal(list.at[i].score, page.at[i].score);
		assert_int_equal(list.at[i].room, str_same(list.at[i].person, w.sue) ? 3 : str_same(list.at[i].person, una) ? 1 : 2);
	}
	MUST(matching_candidates(r, ask, 1, &list));
	assert_int_equal(list.n, 1);
	assert_string_equal(list.at[0].person, w.sue);
	assert_int_equal(matching_candidates(r, id_new(r), 10, &list), MISSING);
}

HARNESS(who_shares_more_comes_first_and_the_reasons_say_why, equals_take_turns_at_the_top,
	who_just_came_stands_before_an_equal_who_walks_already,
	one_who_brings_something_else_keeps_the_last_place, whoever_was_passed_or_proposed_is_left_out,
	only_those_who_have_room_here_and_now_are_suggested, who_is_away_is_not_suggested_until_they_are_back,
	days_off_are_those_of_where_somebody_lives, a_formal_community_suggests_only_its_named_supporters,
	kept_apart_by_name_or_account_holds_both_ways, when_nobody_fits_it_says_what_is_missing,
	of_one_person_alone_it_does_not_say_what_is_missing, candidates_come_in_the_order_of_the_page_with_their_room)

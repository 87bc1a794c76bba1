/* Who is suggested, in which order and with which words; and what nobody can learn from it. */
#include "../experiences/test_world.h"
#include "matching.h"

const struct feature *const harness_features[] = {
	&people_feature, &communities_feature, &experiences_feature, &asks_feature, &matching_feature, NULL,
};

#define HARBOR "/c/harbor"

/* ---- a community in which people can be found ---- */

static const char *a_newcomer(struct req *r, const struct world *w, const char *name, const char *languages)
{
	const char *id = id_new(r);
	MUST(db_begin(r->db, true));
	MUST(people_add(r, &(struct people_new){ .id = id, .name = name, .languages = languages, .lang = "en", .zone = "UTC",
		.login = name, .password_hash = "not for signing in" }));
	MUST(communities_add_member(r, w->harbor, id, true));
	MUST(db_commit(r->db));
	return id;
}

/* Free on Tuesday evenings, in a café or by phone. */
static void settle(struct req *r, const char *person)
{
	harness_as(r, person, 0);
	MUST(harness_post(r, HARBOR "/about-me/meeting", "ways", "cafe", "ways", "phone", "version", "0", NULL));
	MUST(harness_post(r, HARBOR "/about-me/week", "week", "1-18", "version", "1", NULL));
}

static void make_room(struct req *r, const char *person, const char *capacity)
{
	harness_as(r, person, 0);
	MUST(harness_post(r, HARBOR "/room", "state", "open", "capacity", capacity, "kinds", "company", "version", "0", NULL));
}

/* Has room, and has said nothing else: nothing is in the way. */
static const char *with_room(struct req *r, const struct world *w, const char *name)
{
	const char *id = a_newcomer(r, w, name, "en");
	make_room(r, id, "2");
	return id;
}

static void tell_lived(struct req *r, const char *person, const char *tag, const char *shown)
{
	harness_as(r, person, 0);
	MUST(harness_post(r, HARBOR "/about-me/lived/new", "tag", tag, "shown", shown, "matters", "much", "support_with", "1", NULL));
}

/* The only thing this person has told. */
static const char *lived_path(struct req *r, const char *person, const char *end)
{
	harness_as(r, person, 0);
	MUST(harness_get(r, HARBOR "/about-me"));
	return arena_printf(&r->arena, HARBOR "/about-me/lived/%s%s", after(r, HARBOR "/about-me/lived/", '"'), end);
}

static struct world a_settled_world(struct req *r)
{
	struct world w = a_world(r, 1);
	settle(r, w.ana);
	settle(r, w.sue);
	make_room(r, w.sue, "3");
	return w;
}

/* ---- looking ---- */

struct look { const char *reader; unsigned may; int64_t ways, most; const struct str_list *without; int64_t formality; };

/* What a reader is told for an ask of this person. */
static struct matching_list list_for(struct req *r, const struct world *w, const char *asker, struct look look, const char **ret_missing)
{
	struct asks_one ask = { .id = "ask", .person = asker, .kinds = 1 << 4, .ways = look.ways, .open = true };   /* company */
	struct matching_list list;
	in_harbor(r, w, look.reader ? look.reader : asker);
	r->who.may = MAY_SIGNED_IN | MAY_MEMBER | look.may;
	r->community.formality = look.formality;
	MUST(matching_for(r, &ask, look.without, look.most ? look.most : 10, &list, ret_missing));
	return list;
}

static const char *in_words(struct req *r, const struct matching_candidate *c)
{
	const char *said = arena_printf(&r->arena, "%s %lld%s", c->name, (long long)c->score, c->differs ? " differs" : "");
	for (size_t i = 0; i < c->reasons.n; i++)
		said = arena_printf(&r->arena, "%s; %s %lld", said, c->reasons.at[i].words, (long long)c->reasons.at[i].points);
	return said;
}

/* Everything that is told, as one text: who, in which order, why, and how much each reason weighs. */
static const char *seen(struct req *r, const struct world *w, const char *asker, struct look look)
{
	const char *missing, *said = "";
	struct matching_list list = list_for(r, w, asker, look, &missing);
	for (size_t i = 0; i < list.n; i++)
		said = arena_printf(&r->arena, "%s%s\n", said, in_words(r, &list.at[i]));
	return missing ? missing : said;
}

/* The same between two, as one of them or a third reads it beside a proposal. */
static const char *why(struct req *r, const struct world *w, const char *asker, const char *other, struct look look)
{
	struct asks_one ask = { .id = "ask", .person = asker, .kinds = 1 << 4, .open = true };
	struct matching_candidate c;
	in_harbor(r, w, look.reader);
	r->who.may = MAY_SIGNED_IN | MAY_MEMBER | look.may;
	MUST(matching_why(r, &ask, other, &c));
	return in_words(r, &c);
}

static bool holds(const char *text, const char *piece) { return strstr(text, piece) != NULL; }

static const char *names(struct req *r, const struct world *w, const char *asker, struct look look)
{
	const char *missing, *said = "";
	struct matching_list list = list_for(r, w, asker, look, &missing);
	for (size_t i = 0; i < list.n; i++)
		said = arena_printf(&r->arena, "%s%s%s", said, i ? " " : "", list.at[i].name);
	return said;
}

/* ---- order and reasons ---- */

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

static void what_is_told_only_for_matching_changes_nothing_for_others(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *una = with_room(r, &w, "Una"), *vito = with_room(r, &w, "Vito");
	(void)with_room(r, &w, "Wim");
	tell_lived(r, w.ana, "lost_someone", "members");
	tell_lived(r, w.ana, "alone", "matching");
	tell_lived(r, vito, "alone", "members");
	const struct look looks[] = { { 0 }, { .may = MAY_SUPPORTER }, { .reader = w.cora, .may = MAY_COORDINATOR }, { .reader = w.cora, .may = MAY_SUPPORTER } };
	const char *before[COUNT(looks)], *beside[COUNT(looks)];
	static const char *const secret[][2] = { { "little", "1" }, { "much", "1" }, { "much", "0" } };
	for (size_t i = 0; i < COUNT(looks); i++) {
		before[i] = seen(r, &w, w.ana, looks[i]);
		beside[i] = why(r, &w, w.ana, una, (struct look){ looks[i].reader ? looks[i].reader : w.ana, looks[i].may });
	}
	for (size_t k = 0; k < COUNT(secret); k++) {
		harness_as(r, una, 0);
		MUST(harness_post(r, HARBOR "/about-me/lived/new", "tag", "lost_someone", "shown", "matching", "matters", secret[k][0],
				  "support_with", secret[k][1], NULL));
		for (size_t i = 0; i < COUNT(looks); i++) {
			assert_string_equal(seen(r, &w, w.ana, looks[i]), before[i]);
			assert_string_equal(why(r, &w, w.ana, una, (struct look){ looks[i].reader ? looks[i].reader : w.ana, looks[i].may }), beside[i]);
		}
		MUST(harness_post(r, lived_path(r, una, "/remove"), NULL));
		for (size_t i = 0; i < COUNT(looks); i++)
			assert_string_equal(seen(r, &w, w.ana, looks[i]), before[i]);
	}
	/* shown, the same experience does count: this test can see a difference */
	tell_lived(r, una, "lost_someone", "connected");
	assert_string_equal(seen(r, &w, w.ana, looks[0]), before[0]);
	MUST(harness_post(r, lived_path(r, una, ""), "shown", "supporters", "matters", "much", "version", "1", NULL));
	assert_string_equal(seen(r, &w, w.ana, looks[0]), before[0]);
	assert_string_not_equal(seen(r, &w, w.ana, looks[1]), before[1]);
	MUST(harness_post(r, lived_path(r, una, ""), "shown", "members", "matters", "much", "version", "2", NULL));
	assert_string_not_equal(seen(r, &w, w.ana, looks[0]), before[0]);
	assert_true(holds(seen(r, &w, w.ana, looks[0]), "Una"));
	MUST(harness_post(r, lived_path(r, una, ""), "shown", "matching", "matters", "much", "version", "3", NULL));
	for (size_t i = 0; i < COUNT(looks); i++)
		assert_string_equal(seen(r, &w, w.ana, looks[i]), before[i]);
}

static void who_looks_for_themselves_may_use_what_is_only_for_matching(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *una = with_room(r, &w, "Una");
	tell_lived(r, una, "lost_someone", "members");
	tell_lived(r, w.ana, "lost_someone", "matching");
	assert_true(holds(seen(r, &w, w.ana, (struct look){ 0 }), "You both know this: lost someone"));
	/* the other one reads the same pair and does not learn it */
	assert_false(holds(why(r, &w, w.ana, una, (struct look){ .reader = una }), "lost someone"));
	assert_true(holds(why(r, &w, w.ana, una, (struct look){ .reader = w.ana }), "You both know this: lost someone"));
	/* turned round: Una's own secret counts where Una reads, beside what Ana shows */
	tell_lived(r, w.ana, "alone", "members");
	tell_lived(r, una, "alone", "matching");
	assert_true(holds(why(r, &w, w.ana, una, (struct look){ .reader = una }), "You both know this: being very much alone"));
	assert_false(holds(why(r, &w, w.ana, una, (struct look){ .reader = w.ana }), "alone"));
}

static void who_looks_on_somebodys_behalf_learns_nothing_told_only_for_matching(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *una = with_room(r, &w, "Una"), *vito = with_room(r, &w, "Vito");
	(void)with_room(r, &w, "Wim");
	tell_lived(r, una, "lost_someone", "members");
	tell_lived(r, vito, "alone", "members");
	tell_lived(r, w.ana, "alone", "members");
	const struct look hers = { .reader = w.cora, .may = MAY_COORDINATOR };
	const char *cora_sees = seen(r, &w, w.ana, hers), *ana_sees = seen(r, &w, w.ana, (struct look){ 0 });
	const char *beside = why(r, &w, w.ana, una, hers);
	assert_true(holds(cora_sees, "They both know this: being very much alone"));
	tell_lived(r, w.ana, "lost_someone", "matching");
	assert_string_equal(seen(r, &w, w.ana, hers), cora_sees);
	assert_string_equal(why(r, &w, w.ana, una, hers), beside);
	assert_string_not_equal(seen(r, &w, w.ana, (struct look){ 0 }), ana_sees);
}

static void a_wish_is_told_only_to_the_one_whose_wish_it_is(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r);
	static const char *const words = "As you wished: Someone who has served in the military";
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, HARBOR "/about-me/wishes", "wishes", "veteran", "version", "2", NULL));
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, HARBOR "/about-me/facts", "gender", "not_said", "age_band", "not_said", "veteran", "1", "version", "2", NULL));
	assert_true(holds(seen(r, &w, w.ana, (struct look){ 0 }), words));
	assert_true(holds(why(r, &w, w.ana, w.sue, (struct look){ .reader = w.ana }), words));
	assert_false(holds(seen(r, &w, w.ana, (struct look){ .reader = w.cora, .may = MAY_COORDINATOR }), "wished"));
	assert_false(holds(why(r, &w, w.ana, w.sue, (struct look){ .reader = w.cora, .may = MAY_COORDINATOR }), "wished"));
	assert_false(holds(why(r, &w, w.ana, w.sue, (struct look){ .reader = w.sue }), "wished"));
}

static void a_mere_wish_changes_nothing_for_whoever_looks_on_somebodys_behalf(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r);
	const char *una = with_room(r, &w, "Una");
	(void)with_room(r, &w, "Vito");
	harness_as(r, una, 0);
	MUST(harness_post(r, HARBOR "/about-me/facts", "gender", "not_said", "age_band", "not_said", "veteran", "1", "version", "0", NULL));
	const struct look hers = { .reader = w.cora, .may = MAY_COORDINATOR };
	const char *before = seen(r, &w, w.ana, hers), *ana_before = seen(r, &w, w.ana, (struct look){ 0 });
	const char *beside = why(r, &w, w.ana, una, hers), *una_before = why(r, &w, w.ana, una, (struct look){ .reader = una });
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, HARBOR "/about-me/wishes", "wishes", "veteran", "wishes", "first_language", "version", "2", NULL));
	assert_string_equal(seen(r, &w, w.ana, hers), before);
	assert_string_equal(why(r, &w, w.ana, una, hers), beside);
	assert_string_equal(why(r, &w, w.ana, una, (struct look){ .reader = una }), una_before);
	assert_string_not_equal(seen(r, &w, w.ana, (struct look){ 0 }), ana_before);
	/* a need works by absence, for everybody */
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, HARBOR "/about-me/wishes", "wishes", "veteran", "wishes_needed", "veteran", "version", "3", NULL));
	assert_string_equal(names(r, &w, w.ana, hers), "Una");
}

/* ---- for proposals for many ---- */

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

HARNESS(candidates_come_in_the_order_of_the_page_with_their_room, who_shares_more_comes_first_and_the_reasons_say_why, equals_take_turns_at_the_top,
	one_who_brings_something_else_keeps_the_last_place, whoever_was_passed_or_proposed_is_left_out,
	only_those_who_have_room_here_and_now_are_suggested, who_is_away_is_not_suggested_until_they_are_back,
	days_off_are_those_of_where_somebody_lives,
	a_formal_community_suggests_only_its_named_supporters, kept_apart_by_name_or_account_holds_both_ways,
	when_nobody_fits_it_says_what_is_missing, of_one_person_alone_it_does_not_say_what_is_missing,
	a_mere_wish_changes_nothing_for_whoever_looks_on_somebodys_behalf, what_is_told_only_for_matching_changes_nothing_for_others,
	who_looks_for_themselves_may_use_what_is_only_for_matching,
	who_looks_on_somebodys_behalf_learns_nothing_told_only_for_matching, a_wish_is_told_only_to_the_one_whose_wish_it_is)

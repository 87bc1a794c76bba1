/* What is held in memory: the same answers as from the database, true after any changes, and none of it seen that may be
 * taken back. */
#include "../experiences/test_world.h"
#include "roster.h"

const struct feature *const harness_features[] = {
	&people_feature, &communities_feature, &experiences_feature, &asks_feature, &matching_feature, NULL,
};

#define HARBOR "/c/harbor"
enum { PEOPLE = 24, CHANGES = 120 };

static const char *const tags[] = { "lost_someone", "alone", "homeless", "hospital", "voices" };
static const char *const likes[] = { "walking", "yoga", "reading", "gardening" };

struct town { struct world w; const char *person[PEOPLE]; };

static struct town a_town(struct req *r)
{
	struct town t = { .w = a_world(r, 1) };
	static const char *const languages[] = { "en", "es en", "es", "en fr" }, *const zones[] = { "UTC", "America/Denver", "Asia/Kolkata" };
	for (size_t i = 0; i < PEOPLE; i++) {
		char name[16];
		snprintf(name, sizeof name, "Person %d", (int)i);
		t.person[i] = id_new(r);
		MUST(db_begin(r->db, true));
		MUST(people_add(r, &(struct people_new){ .id = t.person[i], .name = name, .languages = languages[i % 4], .lang = "en",
			.zone = zones[i % 3], .login = name, .password_hash = "not for signing in" }));
		MUST(communities_add_member(r, t.w.harbor, t.person[i], true));
		MUST(db_commit(r->db));
	}
	return t;
}

static uint64_t next(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	return *seed ^= *seed << 17;
}
static size_t below(uint64_t *seed, size_t n) { return next(seed) % n; }

/* One thing that somebody may do; what does not hold just now (an old version, told already) is left as it is. */
static void change(struct req *r, const struct town *t, uint64_t *seed)
{
	const char *who = t->person[below(seed, PEOPLE)];
	char version[8], week[16];
	enum status st = OK;
	snprintf(version, sizeof version, "%d", (int)below(seed, 4));
	snprintf(week, sizeof week, "%d-%d", (int)below(seed, 3), 10 + (int)below(seed, 6));
	harness_as(r, who, 0);
	switch (below(seed, 9)) {
	case 0: case 1:
		st = harness_post(r, HARBOR "/room", "state", below(seed, 4) ? "open" : "paused", "capacity", "2", "kinds", "company", "version", version, NULL);
		break;
	case 2: case 3:
		st = harness_post(r, HARBOR "/about-me/lived/new", "tag", tags[below(seed, COUNT(tags))], "shown", below(seed, 3) ? "members" : "supporters",
				  "matters", "some", "support_with", "1", NULL);
		break;
	case 4:
		st = harness_post(r, HARBOR "/about-me/interests", "interests", likes[below(seed, COUNT(likes))], "interests", likes[below(seed, COUNT(likes))], NULL);
		break;
	case 5:
		st = harness_post(r, HARBOR "/about-me/week", "week", week, "week", "1-18", "version", version, NULL);
		break;
	case 6:
		st = harness_post(r, HARBOR "/about-me/meeting", "ways", "cafe", "ways", "phone", "version", version, NULL);
		break;
	case 7:
		st = harness_post(r, HARBOR "/about-me/wishes", "wishes", "first_language", "wishes_needed", "first_language", "version", version, NULL);
		break;
	default:
		in_harbor(r, &t->w, who);
		MUST(db_begin(r->db, true));
		MUST(asks_walking_add(r, t->w.harbor, who, below(seed, 2) ? 1 : -1));
		MUST(db_commit(r->db));
	}
	assert_true(st != BROKEN && st != BUSY);
	r->now++;
}

/* What this asker is told, as one text; kept: with what is held in memory, or from the database alone. */
static const char *told(struct req *r, const struct town *t, const char *asker, unsigned may, bool kept)
{
	const struct house *was = r->house;
	struct house without = *was;
	const char *missing, *said = "";
	struct matching_list list;
	without.keep = NULL;
	in_harbor(r, &t->w, asker);
	r->community.formality = 1;
	r->who.may = MAY_SIGNED_IN | MAY_MEMBER | may;
	r->house = kept ? was : &without;
	MUST(matching_for(r, &(struct asks_one){ .id = "ask", .person = asker, .kinds = 1 << 4, .open = true }, NULL, 4, &list, &missing));
	r->house = was;
	for (size_t i = 0; i < list.n; i++) {
		said = arena_printf(&r->arena, "%s%s %lld%s", said, list.at[i].name, (long long)list.at[i].score, list.at[i].differs ? " differs" : "");
		for (size_t k = 0; k < list.at[i].reasons.n; k++)
			said = arena_printf(&r->arena, "%s; %s", said, list.at[i].reasons.at[k].words);
		said = arena_printf(&r->arena, "%s\n", said);
	}
	return missing ? missing : said;
}

static bool is_true(struct req *r, const struct town *t, int64_t seen)
{
	bool same;
	in_harbor(r, &t->w, t->w.ana);
	MUST(roster_is_true(r, seen, false, &same));
	return same;
}

static void after_any_changes_memory_and_database_say_the_same(void **state)
{
	struct req *r = *state;
	struct town t = a_town(r);
	uint64_t seed = 20250615;
	size_t found = 0;
	for (int turn = 0; turn < CHANGES; turn++) {
		change(r, &t, &seed);
		const char *asker = t.person[below(&seed, PEOPLE)];
		unsigned may = below(&seed, 3) ? 0 : MAY_SUPPORTER;
		const char *held = told(r, &t, asker, may, true);
		assert_string_equal(held, told(r, &t, asker, may, false));
		found += strncmp(held, "Person", 6) == 0;
		if (turn % 10 == 0) {
			assert_true(is_true(r, &t, 3));
			assert_true(is_true(r, &t, 2));
		}
	}
	assert_true(found > CHANGES / 3);       /* else this test would see nothing */
}

static void what_may_be_taken_back_is_never_held(void **state)
{
	struct req *r = *state;
	struct town t = a_town(r);
	harness_as(r, t.person[0], 0);
	MUST(harness_post(r, HARBOR "/room", "state", "open", "capacity", "1", "kinds", "company", "version", "0", NULL));
	const char *before = told(r, &t, t.w.ana, 0, true);
	assert_non_null(strstr(before, "Person 0"));
	in_harbor(r, &t.w, t.person[0]);
	MUST(db_begin(r->db, true));
	MUST(asks_walking_add(r, t.w.harbor, t.person[0], 1));
	assert_null(strstr(told(r, &t, t.w.ana, 0, true), "Person 0"));         /* inside the write it is as it is there */
	db_rollback(r->db);
	assert_string_equal(told(r, &t, t.w.ana, 0, true), before);
	assert_true(is_true(r, &t, 3));
}

/* Two programs on one database: what one of them changes, the other finds at its next search. */
static void another_program_finds_what_changed(void **state)
{
	struct req *r = *state;
	struct town t = a_town(r);
	const struct house *one = r->house;
	struct house two = *one;
	two.keep = keep_new();
	harness_as(r, t.person[0], 0);
	MUST(harness_post(r, HARBOR "/room", "state", "open", "capacity", "1", "kinds", "company", "version", "0", NULL));
	r->house = &two;
	assert_non_null(strstr(told(r, &t, t.w.ana, 0, true), "Person 0"));
	r->house = one;
	harness_as(r, t.person[0], 0);
	MUST(harness_post(r, HARBOR "/room", "state", "paused", "capacity", "1", "kinds", "company", "version", "1", NULL));
	harness_as(r, t.person[4], 0);
	MUST(harness_post(r, HARBOR "/room", "state", "open", "capacity", "1", "kinds", "company", "version", "0", NULL));
	r->house = &two;
	const char *held = told(r, &t, t.w.ana, 0, true);
	assert_null(strstr(held, "Person 0"));
	assert_non_null(strstr(held, "Person 4"));
	assert_true(is_true(r, &t, 3));
	r->house = one;
	keep_end(two.keep);
}

static void when_clocks_change_the_hours_are_read_anew(void **state)
{
	struct req *r = *state;
	struct town t = a_town(r);
	harness_as(r, t.person[1], 0);                                          /* lives in Denver */
	MUST(harness_post(r, HARBOR "/room", "state", "open", "capacity", "1", "kinds", "company", "version", "0", NULL));
	MUST(harness_post(r, HARBOR "/about-me/week", "week", "1-18", "version", "0", NULL));
	assert_true(is_true(r, &t, 3));
	r->now += 170 * 86400;                                                  /* December */
	assert_true(is_true(r, &t, 3));
}

/* At any prices: the same as looking at everybody. */
static void by_prices_it_finds_exactly_those_who_gain(void **state)
{
	struct req *r = *state;
	struct town t = a_town(r);
	uint64_t seed = 99, serial = 0;
	size_t found = 0;
	for (int turn = 0; turn < CHANGES; turn++) {
		change(r, &t, &seed);
		if (turn % 2)
			continue;
		struct matching_price price[PEOPLE];
		for (size_t k = 0; k < PEOPLE; k++)
			price[k] = (struct matching_price){ t.person[k], below(&seed, 3) ? (int64_t)below(&seed, 400) : INT64_MAX / 2 };
		struct matching_prices prices = { ++serial, PEOPLE - 4, price };
		int64_t gain = (int64_t)below(&seed, 500) - 300;
		struct matching_candidate_list all, better;
		bool known;
		harness_as(r, t.person[below(&seed, PEOPLE)], 0);
		in_harbor(r, &t.w, r->who.person);
		r->community.formality = 1;
		const char *ask;
		MUST(db_begin(r->db, true));
		MUST(asks_open_one(r, &(struct asks_new_one){ .person = r->who.person, .direction = "ask", .about = "a", .kinds = 1, .asked = r->now }, &ask));
		MUST(db_commit(r->db));
		MUST(db_begin(r->db, false));
		MUST(matching_ready(r));
		MUST(matching_candidates(r, ask, PEOPLE, &all));
		int64_t ceiling = turn % 4 || !all.n ? 1000 : all.at[0].score;
		MUST(matching_better(r, &(struct matching_better){ ask, NULL, &prices, gain, ceiling, PEOPLE }, &better, &known));
		db_rollback(r->db);
		assert_true(known);
		size_t n = 0;
		for (size_t k = 0; k < all.n; k++) {
			int64_t of = 0;
			for (size_t j = 0; j < prices.n; j++)
				of = str_same(price[j].person, all.at[k].person) ? price[j].price : of;
			bool gains = all.at[k].score - of > gain, among = false;
			for (size_t j = 0; j < better.n; j++)
				among = among || (str_same(better.at[j].person, all.at[k].person) && better.at[j].score == all.at[k].score && better.at[j].room == all.at[k].room);
			assert_int_equal(gains, among);
			n += gains;
		}
		assert_int_equal(n, better.n);
		found += n;
	}
	assert_true(found > 20);
}

static void tend(struct req *r)
{
	harness_as(r, NULL, 0);
	MUST(db_begin(r->db, false));
	MUST(roster_tend(r));
	db_rollback(r->db);
}

/* What is held for this kind of reader right now, without anything being read: how many have told of room.  0: nothing. */
static int64_t held_now(struct req *r, const struct town *t, int64_t seen, bool trained)
{
	int64_t people = 0, tellers;
	in_harbor(r, &t->w, t->w.ana);
	return roster_rarity(r, seen, trained, NULL, 0, &tellers, &people) ? people : 0;
}

static void a_server_makes_it_before_anybody_asks_and_keeps_it_true(void **state)
{
	struct req *r = *state;
	struct town t = a_town(r);
	uint64_t seed = 7;
	harness_as(r, t.person[0], 0);
	MUST(harness_post(r, HARBOR "/room", "state", "open", "capacity", "1", "kinds", "company", "version", "0", NULL));
	tend(r);
	assert_true(held_now(r, &t, 3, false) > 0);
	assert_int_equal(held_now(r, &t, 3, false), held_now(r, &t, 2, false));
	for (int turn = 0; turn < CHANGES; turn++) {
		change(r, &t, &seed);
		if (turn % 3 == 0)
			tend(r);
		const char *asker = t.person[below(&seed, PEOPLE)], *held = told(r, &t, asker, 0, true);
		assert_string_equal(held, told(r, &t, asker, 0, false));
	}
	tend(r);
	assert_true(is_true(r, &t, 3));
	assert_true(is_true(r, &t, 2));
}

/* A server reads everyone once for all kinds of reader; is_true reads for one of them alone. */
static void read_at_once_or_alone_each_kind_of_reader_sees_the_same(void **state)
{
	struct req *r = *state;
	struct town t = a_town(r);
	uint64_t seed = 20260501;
	for (int turn = 0; turn < CHANGES; turn++)
		change(r, &t, &seed);
	for (size_t i = 0; i < PEOPLE; i++) {
		harness_as(r, t.person[i], 0);
		(void)harness_post(r, HARBOR "/room", "state", "open", "capacity", "1", "kinds", "company", "version", "0", NULL);   /* or has room already */
		MUST(harness_post(r, HARBOR "/about-me/lived/new", "tag", "worry", "shown", i % 2 ? "members" : "supporters", "matters", "some", NULL));
	}
	assert_int_equal(held_now(r, &t, 3, false), 0);
	tend(r);
	assert_int_equal(held_now(r, &t, 3, false), PEOPLE);
	assert_int_equal(held_now(r, &t, 2, false), PEOPLE);
	assert_true(is_true(r, &t, 3));
	assert_true(is_true(r, &t, 2));
}

/* The first place of the community's list, made now. */
static const char *a_place(struct req *r, const struct town *t)
{
	harness_as(r, t->w.cora, 0);
	MUST(harness_post(r, HARBOR "/settings/places", "name", "Valley", "lat", "45.7", "lon", "-111.0", NULL));
	MUST(harness_get(r, HARBOR "/settings/places"));
	const char *id = strstr(harness_body(r), "/settings/places/");
	assert_non_null(id);
	id += strlen("/settings/places/");
	return arena_copy(&r->arena, id, strcspn(id, "/"));
}

/* Everyone is read a table at a time; who changed, all at once: roles, days off, places and all. */
static void read_with_everyone_or_by_themselves_people_are_the_same(void **state)
{
	struct req *r = *state;
	struct town t = a_town(r);
	struct civil c = zone_civil("UTC", r->now);
	const char *place = a_place(r, &t), *today = arena_printf(&r->arena, "%04d-%02d-%02d", c.year, c.month, c.day);
	for (size_t i = 0; i < PEOPLE; i++) {
		harness_as(r, t.person[i], 0);
		MUST(harness_post(r, HARBOR "/room", "state", i % 4 ? "open" : "paused", "capacity", "2", "kinds", "company", "version", "0", NULL));
		if (i % 3)
			MUST(harness_post(r, HARBOR "/about-me/meeting", "ways", "cafe", "place", i % 2 ? place : "", "reach", "nearby", "version", "0", NULL));
		if (i % 5 == 0)
			MUST(harness_post(r, HARBOR "/room/off", "from_day", today, "until_day", today, NULL));
		MUST(db_begin(r->db, true));
		if (i % 2)
			MUST(communities_give_role(r, t.w.harbor, t.person[i], "supporter", i % 7 ? r->now : r->now + 86400));
		MUST(db_commit(r->db));
	}
	for (int kind = 0; kind < 4; kind++) {
		bool same;
		in_harbor(r, &t.w, t.w.ana);
		MUST(roster_is_true(r, 2 + kind % 2, kind > 1, &same));         /* from here on it is held */
		assert_true(same);
	}
	MUST(db_begin(r->db, true));
	for (size_t i = 0; i < PEOPLE; i++)
		MUST(roster_hear_person(r, t.person[i]));
	MUST(db_commit(r->db));
	for (int kind = 0; kind < 4; kind++) {
		bool same;
		in_harbor(r, &t.w, t.w.ana);
		MUST(roster_is_true(r, 2 + kind % 2, kind > 1, &same));         /* each by themselves against everyone */
		assert_true(same);
	}
}

/* More at once than are read one by one: searches make nothing anew, the next tending does. */
static void after_very_many_changes_it_is_made_anew_off_the_pages(void **state)
{
	struct req *r = *state;
	struct town t = a_town(r);
	const char *many[110];
	for (size_t i = 0; i < COUNT(many); i++) {
		char name[16];
		snprintf(name, sizeof name, "Many %d", (int)i);
		many[i] = id_new(r);
		MUST(db_begin(r->db, true));
		MUST(people_add(r, &(struct people_new){ .id = many[i], .name = name, .languages = "en", .lang = "en", .zone = "UTC", .login = name,
			.password_hash = "not for signing in" }));
		MUST(communities_add_member(r, t.w.harbor, many[i], true));
		MUST(db_commit(r->db));
	}
	harness_as(r, t.person[0], 0);
	MUST(harness_post(r, HARBOR "/room", "state", "open", "capacity", "1", "kinds", "company", "version", "0", NULL));
	tend(r);
	int64_t before = held_now(r, &t, 3, false);
	for (size_t i = 0; i < COUNT(many); i++) {
		harness_as(r, many[i], 0);
		MUST(harness_post(r, HARBOR "/room", "state", "open", "capacity", "2", "kinds", "company", "version", "0", NULL));
	}
	const char *held = told(r, &t, t.w.ana, 0, true);
	assert_non_null(strstr(held, "Many"));
	assert_string_equal(held, told(r, &t, t.w.ana, 0, false));
	assert_int_equal(held_now(r, &t, 3, false), 0);
	tend(r);
	assert_int_equal(held_now(r, &t, 3, false), before + (int64_t)COUNT(many));
	assert_true(is_true(r, &t, 3));
}

/* Days off are days of where they live: in Kolkata the day begins five and a half hours before UTC's. */
static void days_off_come_and_go_in_memory_as_on_the_calendar(void **state)
{
	struct req *r = *state;
	struct town t = a_town(r);
	r->now = r->now / 86400 * 86400 + 43200;
	struct civil c = zone_civil("UTC", r->now + 86400);
	char day[16];
	snprintf(day, sizeof day, "%04d-%02d-%02d", c.year, c.month, c.day);
	static const size_t off[] = { 0, 1, 5 };                /* UTC, Denver, Kolkata; all speak English */
	for (size_t i = 0; i < COUNT(off); i++) {
		harness_as(r, t.person[off[i]], 0);
		MUST(harness_post(r, HARBOR "/room", "state", "open", "capacity", "1", "kinds", "company", "version", "0", NULL));
		MUST(harness_post(r, HARBOR "/room/off", "from_day", day, "until_day", day, NULL));
	}
	size_t seen[4] = { 0 };
	for (int quarter = 0; quarter < 4 * 48; quarter++) {
		const char *asker = t.person[3], *held = told(r, &t, asker, 0, true);
		assert_string_equal(held, told(r, &t, asker, 0, false));
		size_t n = 0;
		for (const char *at = held; (at = strstr(at, "Person")); at++)
			n++;
		assert_true(n < COUNT(seen));
		seen[n]++;
		r->now += 900;
	}
	assert_true(seen[3] && seen[2] && seen[1] && seen[0]);          /* one after the other was away, and came back */
	assert_true(is_true(r, &t, 3));
}

HARNESS(by_prices_it_finds_exactly_those_who_gain, a_server_makes_it_before_anybody_asks_and_keeps_it_true, after_very_many_changes_it_is_made_anew_off_the_pages,
	days_off_come_and_go_in_memory_as_on_the_calendar, after_any_changes_memory_and_database_say_the_same, what_may_be_taken_back_is_never_held, another_program_finds_what_changed,
	when_clocks_change_the_hours_are_read_anew, read_at_once_or_alone_each_kind_of_reader_sees_the_same, read_with_everyone_or_by_themselves_people_are_the_same)

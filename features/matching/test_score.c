/* The score alone: what a pair is worth, who cannot be one, and in which hours they could meet.  Knows no database. */
#include "harness.h"
#include "score.h"

const struct feature *const harness_features[] = {
	&people_feature, &communities_feature, &experiences_feature, &asks_feature, &matching_feature, NULL,
};

/* 2025-06-15 15:06:40 and 2025-01-15 12:00:00 UTC. */
enum { SUMMER = 1750000000, WINTER = 1736942400 };
enum { IN_CAFE = 1 << 1, BY_PHONE = 1 << 4, BY_VIDEO = 1 << 5 };
enum { OF_MY_GENDER = 1 << 0, NEAR_MY_AGE = 1 << 1, A_VETERAN = 1 << 2, A_FAMILY_MEMBER = 1 << 3, FIRST_LANGUAGE = 1 << 4, ALL_WISHES = 0x1f };

/* xorshift: the same numbers in each run. */
static uint64_t next(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	return *seed ^= *seed << 17;
}

static int64_t below(uint64_t *seed, int64_t n) { return (int64_t)(next(seed) % (uint64_t)n); }

/* Free on one day (0 Monday) from one hour to another. */
static struct score_ring free_on(struct req *r, int day, int from, int until, const char *zone, int64_t now)
{
	struct week w = { 0 };
	for (int h = from; h < until; h++)
		w.day[day] |= 1u << h;
	return score_ring_of(week_text(&r->arena, &w), zone, now);
}

static int starts(const struct score_ring *a, const struct score_ring *b)
{
	int day, part;
	return score_starts(a, b, "UTC", SUMMER, &day, &part);
}

static struct score_side somebody(void)
{
	return (struct score_side){ .person = "o", .languages = "en", .gender = NO_INT, .age_band = NO_INT, .capacity = 1 };
}

static struct score_ask someone_asks(void)
{
	struct score_ask a = { .side = somebody() };
	a.side.person = "a";
	return a;
}

/* ---- points for experiences ---- */

static void the_points_always_come_to_450(void **state)
{
	uint64_t seed = 20250615;
	(void)state;
	for (int turn = 0; turn < 2000; turn++) {
		size_t n = 1 + (size_t)below(&seed, SCORE_TAGS_MAX);
		int64_t matters[SCORE_TAGS_MAX], tellers[SCORE_TAGS_MAX], points[SCORE_TAGS_MAX], sum = 0, people = below(&seed, 10000);
		for (size_t k = 0; k < n; k++) {
			matters[k] = 1 + below(&seed, 3);
			tellers[k] = below(&seed, people + 20);         /* more may tell it than have room */
		}
		score_points(450, n, matters, tellers, people, points);
		for (size_t k = 0; k < n; k++) {
			assert_true(points[k] >= 0);
			sum += points[k];
		}
		assert_int_equal(sum, 450);
	}
}

static void who_has_told_nothing_has_no_points_to_give(void **state)
{
	int64_t untouched = 7;
	struct score_ask a = someone_asks();
	struct score_side o = somebody();
	(void)state;
	score_points(450, 0, NULL, NULL, 100, &untouched);
	assert_int_equal(untouched, 7);
	o.shared = UINT64_MAX;
	o.support_with = UINT64_MAX;
	assert_int_equal(score_parts(&a, &o).experience, 0);
}

static void what_is_rare_and_what_matters_weighs_more(void **state)
{
	int64_t points[2];
	(void)state;
	/* 16 people: told by nobody yet 8 + 16·4, told by all 8 + 0 */
	score_points(450, 2, (int64_t[]){ 2, 2 }, (int64_t[]){ 0, 15 }, 15, points);
	assert_int_equal(points[0], 405);
	assert_int_equal(points[1], 45);
	/* 3 : 1 of 450 is 337.5 : 112.5; what is left over goes to the larger */
	score_points(450, 2, (int64_t[]){ 1, 3 }, (int64_t[]){ 15, 15 }, 15, points);
	assert_int_equal(points[0], 112);
	assert_int_equal(points[1], 338);
}

/* ---- hours ---- */

static void hours_of_half_and_quarter_hour_zones_meet_where_they_do(void **state)
{
	struct req *r = *state;
	int day = -1, part = -1;
	struct score_ring kolkata = free_on(r, 0, 10, 12, "Asia/Kolkata", SUMMER);      /* 04:30 to 06:30 UTC */
	struct score_ring utc = free_on(r, 0, 5, 6, "UTC", SUMMER);
	assert_int_equal(starts(&kolkata, &utc), 1);
	utc = free_on(r, 0, 4, 5, "UTC", SUMMER);
	assert_int_equal(starts(&kolkata, &utc), 0);                                     /* half an hour is no common hour */
	utc = free_on(r, 0, 4, 7, "UTC", SUMMER);
	assert_int_equal(score_starts(&kolkata, &utc, "Asia/Kolkata", SUMMER, &day, &part), 5);
	assert_int_equal(day, 0);
	assert_int_equal(part, 0);
	struct score_ring kathmandu = free_on(r, 0, 10, 11, "Asia/Kathmandu", SUMMER);  /* 04:15 to 05:15 UTC */
	assert_int_equal(starts(&kathmandu, &utc), 1);
	assert_int_equal(starts(&kathmandu, &kolkata), 0);
}

static void hours_move_with_daylight_saving(void **state)
{
	struct req *r = *state;
	struct score_ring one = free_on(r, 2, 13, 14, "UTC", SUMMER), two = free_on(r, 2, 14, 15, "UTC", SUMMER);
	struct score_ring summer = free_on(r, 2, 9, 10, "America/New_York", SUMMER);
	struct score_ring winter = free_on(r, 2, 9, 10, "America/New_York", WINTER);
	assert_int_equal(starts(&summer, &one), 1);
	assert_int_equal(starts(&summer, &two), 0);
	assert_int_equal(starts(&winter, &one), 0);
	assert_int_equal(starts(&winter, &two), 1);
}

static void the_week_is_a_ring(void **state)
{
	struct req *r = *state;
	struct score_ring monday = free_on(r, 0, 0, 1, "Pacific/Kiritimati", SUMMER);   /* fourteen hours ahead: Sunday 10 UTC */
	struct score_ring sunday = free_on(r, 6, 10, 11, "UTC", SUMMER);
	assert_int_equal(starts(&monday, &sunday), 1);
	struct score_ring late = free_on(r, 6, 23, 24, "America/New_York", SUMMER);     /* Monday 03 UTC */
	struct score_ring early = free_on(r, 0, 3, 4, "UTC", SUMMER);
	assert_int_equal(starts(&late, &early), 1);
	struct week seam = { .day = { [0] = 1u, [6] = 1u << 23 } }, always;
	for (size_t d = 0; d < COUNT(always.day); d++)
		always.day[d] = 0xffffff;
	struct score_ring a = score_ring_of(week_text(&r->arena, &seam), "UTC", SUMMER);
	struct score_ring b = score_ring_of(week_text(&r->arena, &always), "Asia/Tokyo", SUMMER);
	assert_int_equal(starts(&a, &b), 5);                                            /* Sunday 23:00 to 24:00 */
	assert_int_equal(starts(&b, &b), FIT_QUARTERS);
}

static void the_part_of_the_day_is_told_where_the_reader_lives(void **state)
{
	struct req *r = *state;
	static const struct { int from; const char *zone; int day, part; } told[] = {
		{ 5, "UTC", 3, 0 }, { 12, "UTC", 3, 1 }, { 17, "UTC", 3, 2 }, { 22, "UTC", 3, 3 }, { 4, "UTC", 3, 3 },
		{ 22, "Asia/Tokyo", 4, 0 }, { 2, "America/New_York", 2, 3 }, { 18, "America/New_York", 3, 1 },
	};
	for (size_t i = 0; i < COUNT(told); i++) {
		int day = -1, part = -1;
		struct score_ring hour = free_on(r, 3, told[i].from, told[i].from + 1, "UTC", SUMMER);
		assert_int_equal(score_starts(&hour, &hour, told[i].zone, SUMMER, &day, &part), 1);
		assert_int_equal(day, told[i].day);
		assert_int_equal(part, told[i].part);
	}
}

static void no_hours_told_is_not_no_hours(void **state)
{
	struct req *r = *state;
	struct week none = { 0 };
	assert_false(score_ring_of(NULL, "UTC", SUMMER).given);
	assert_false(score_ring_of("", "UTC", SUMMER).given);
	assert_false(score_ring_of("not a week", "UTC", SUMMER).given);
	assert_false(score_ring_of(week_text(&r->arena, &none), "UTC", SUMMER).given);
	assert_true(free_on(r, 0, 1, 2, "UTC", SUMMER).given);
}

/* ---- who cannot be a pair ---- */

static void without_a_common_language_there_is_no_pair(void **state)
{
	static const struct { const char *asker, *other; enum fit_rule why; } told[] = {
		{ "en", "en", FIT_POSSIBLE }, { "en", "es", FIT_LANGUAGE }, { "en es", "fr es", FIT_POSSIBLE },
		{ "", "es", FIT_POSSIBLE }, { "en", "", FIT_POSSIBLE }, { NULL, "es", FIT_POSSIBLE }, { "en", NULL, FIT_POSSIBLE },
		{ "en", "enx", FIT_LANGUAGE }, { "ase", "en ase", FIT_POSSIBLE }, { "as", "ase", FIT_LANGUAGE },
	};
	(void)state;
	for (size_t i = 0; i < COUNT(told); i++) {
		struct score_ask a = someone_asks();
		struct score_side o = somebody();
		a.side.languages = told[i].asker;
		o.languages = told[i].other;
		assert_int_equal(score_hard(&a, &o), told[i].why);
	}
	struct slice both = score_language("fr en es", "es en");
	assert_true(slice_same(both, (struct slice){ "en", 2 }));      /* the first in the asker's order */
	assert_int_equal(score_language("fr", "es en").n, 0);
}

static void without_a_common_way_to_meet_there_is_no_pair(void **state)
{
	static const struct { int64_t ask, profile, other, both; enum fit_rule why; } told[] = {
		{ 0, IN_CAFE, IN_CAFE | BY_PHONE, IN_CAFE, FIT_POSSIBLE }, { 0, IN_CAFE, BY_PHONE, 0, FIT_WAY },
		{ BY_PHONE, IN_CAFE, IN_CAFE, 0, FIT_WAY },               /* the ask goes before the profile */
		{ BY_PHONE, IN_CAFE, BY_PHONE, BY_PHONE, FIT_POSSIBLE },
		{ 0, 0, BY_VIDEO, BY_VIDEO, FIT_POSSIBLE }, { BY_VIDEO, 0, 0, BY_VIDEO, FIT_POSSIBLE }, { 0, 0, 0, 0, FIT_POSSIBLE },
	};
	(void)state;
	for (size_t i = 0; i < COUNT(told); i++) {
		struct score_ask a = someone_asks();
		struct score_side o = somebody();
		a.ways = told[i].ask;
		a.side.ways = told[i].profile;
		o.ways = told[i].other;
		assert_int_equal(score_hard(&a, &o), told[i].why);
		assert_int_equal(score_ways(&a, &o), told[i].both);
	}
}

static void without_a_common_hour_there_is_no_pair(void **state)
{
	struct req *r = *state;
	struct score_ask a = someone_asks();
	struct score_side o = somebody();
	a.side.ring = free_on(r, 1, 18, 19, "UTC", SUMMER);
	assert_int_equal(score_hard(&a, &o), FIT_POSSIBLE);
	o.ring = free_on(r, 1, 19, 20, "UTC", SUMMER);
	assert_int_equal(score_hard(&a, &o), FIT_HOURS);
	a.side.ring.given = false;
	assert_int_equal(score_hard(&a, &o), FIT_POSSIBLE);
	a.side.ring = free_on(r, 1, 18, 20, "UTC", SUMMER);
	assert_int_equal(score_hard(&a, &o), FIT_POSSIBLE);
}

/* Each wish, by somebody who wishes it and about somebody who meets it. */
static const struct { int64_t wish; struct score_side wisher, meets, misses; } each_wish[] = {
	{ OF_MY_GENDER, { .gender = 2, .age_band = NO_INT }, { .gender = 2, .age_band = NO_INT }, { .gender = 1, .age_band = NO_INT } },
	{ OF_MY_GENDER, { .gender = 2, .age_band = NO_INT }, { .gender = 2, .age_band = NO_INT }, { .gender = NO_INT, .age_band = NO_INT } },
	{ NEAR_MY_AGE, { .gender = NO_INT, .age_band = 4 }, { .gender = NO_INT, .age_band = 5 }, { .gender = NO_INT, .age_band = 6 } },
	{ NEAR_MY_AGE, { .gender = NO_INT, .age_band = 4 }, { .gender = NO_INT, .age_band = 3 }, { .gender = NO_INT, .age_band = NO_INT } },
	{ A_VETERAN, { .gender = NO_INT, .age_band = NO_INT }, { .veteran = true }, { .family = true } },
	{ A_FAMILY_MEMBER, { .gender = NO_INT, .age_band = NO_INT }, { .family = true }, { .veteran = true } },
	{ FIRST_LANGUAGE, { .languages = "es en", .gender = NO_INT }, { .languages = "en es" }, { .languages = "en" } },
};

static void what_is_needed_must_be_there_both_ways(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(each_wish); i++) {
		struct score_ask a = { .side = each_wish[i].wisher };
		struct score_side o = each_wish[i].misses;
		a.side.wishes = each_wish[i].wish;
		assert_int_equal(score_hard(&a, &o), FIT_POSSIBLE);               /* a wish alone shuts nobody out */
		a.side.needed = each_wish[i].wish;
		assert_int_equal(score_hard(&a, &o), FIT_NEEDED);
		o = each_wish[i].meets;
		assert_int_equal(score_hard(&a, &o), FIT_POSSIBLE);
		assert_int_equal(score_wishes_met(&a.side, &o), each_wish[i].wish);
		struct score_ask turned = { .side = each_wish[i].misses };
		assert_int_equal(score_hard(&turned, &a.side), FIT_NEEDED_BY_OTHER);
		turned.side = each_wish[i].meets;
		assert_int_equal(score_hard(&turned, &a.side), FIT_POSSIBLE);
	}
	/* two who both say nothing of their gender are not of the same */
	struct score_side silent = { .gender = NO_INT, .age_band = NO_INT, .wishes = OF_MY_GENDER | NEAR_MY_AGE };
	assert_int_equal(score_wishes_met(&silent, &silent), 0);
}

static void the_first_thing_that_stands_in_the_way_is_told(void **state)
{
	struct req *r = *state;
	struct score_ask a = someone_asks();
	struct score_side o = somebody();
	a.side.languages = "es";
	a.side.ways = IN_CAFE;
	o.ways = BY_PHONE;
	a.side.ring = free_on(r, 1, 18, 19, "UTC", SUMMER);
	o.ring = free_on(r, 1, 19, 20, "UTC", SUMMER);
	a.side.wishes = a.side.needed = A_VETERAN;
	o.wishes = o.needed = A_VETERAN;
	assert_int_equal(score_hard(&a, &o), FIT_LANGUAGE);
	o.languages = "es";
	assert_int_equal(score_hard(&a, &o), FIT_WAY);
	o.ways = IN_CAFE;
	assert_int_equal(score_hard(&a, &o), FIT_HOURS);
	o.ring = a.side.ring;
	assert_int_equal(score_hard(&a, &o), FIT_NEEDED);
	o.veteran = true;
	assert_int_equal(score_hard(&a, &o), FIT_NEEDED_BY_OTHER);
	a.side.veteran = true;
	assert_int_equal(score_hard(&a, &o), FIT_POSSIBLE);
}

/* ---- the seven parts ---- */

static struct score_side a_random_side(struct req *r, uint64_t *seed)
{
	static const char *const languages[] = { "", "en", "es", "en es", "fr en" }, *const zones[] = { "UTC", "Asia/Kolkata", "America/New_York" };
	struct score_side s = {
		.person = "x", .languages = languages[below(seed, COUNT(languages))], .ways = below(seed, 128),
		.gender = below(seed, 2) ? below(seed, 5) : NO_INT, .age_band = below(seed, 2) ? below(seed, 8) : NO_INT,
		.wishes = below(seed, ALL_WISHES + 1), .needed = below(seed, ALL_WISHES + 1), .kinds = below(seed, 128),
		.capacity = below(seed, 51), .walking = below(seed, 60), .veteran = below(seed, 2), .family = below(seed, 2),
		.shared = next(seed), .support_with = next(seed), .interests = next(seed) & next(seed) & next(seed) & next(seed),
	};
	int from = (int)below(seed, 24);
	s.ring = free_on(r, (int)below(seed, 2), from, from + (int)below(seed, 25 - from), zones[below(seed, COUNT(zones))], SUMMER);
	return s;
}

static void each_part_stays_in_its_bounds_and_the_sum_in_0_to_1000(void **state)
{
	struct req *r = *state;
	uint64_t seed = 42;
	int64_t matters[SCORE_TAGS_MAX], tellers[SCORE_TAGS_MAX];
	for (int turn = 0; turn < 5000; turn++) {
		struct score_ask a = { .side = a_random_side(r, &seed), .kinds = below(&seed, 128), .ways = below(&seed, 2) * below(&seed, 128) };
		struct score_side o = a_random_side(r, &seed);
		a.n_tags = (size_t)below(&seed, SCORE_TAGS_MAX + 1);
		for (size_t k = 0; k < a.n_tags; k++) {
			matters[k] = 1 + below(&seed, 3);
			tellers[k] = below(&seed, 300);
		}
		score_points(450, a.n_tags, matters, tellers, 300, a.points);
		struct fit_parts p = score_parts(&a, &o);
		const struct { int64_t is, most; } part[] = {
			{ p.experience, 450 }, { p.support_with, 100 }, { p.hours, 120 }, { p.wishes, 110 }, { p.interests, 90 },
			{ p.way, 80 }, { p.room, 50 },
		};
		int64_t sum = 0;
		for (size_t k = 0; k < COUNT(part); k++) {
			assert_in_range(part[k].is, 0, part[k].most);
			sum += part[k].is;
		}
		assert_int_equal(fit_sum(&p), sum);
		assert_in_range(sum, 0, 1000);
	}
}

static void the_best_pair_is_worth_985_while_places_are_not_known_and_strangers_only_what_is_open(void **state)
{
	struct req *r = *state;
	struct score_ask a = someone_asks();
	struct score_side o = somebody();
	struct fit_parts p = score_parts(&a, &o);
	assert_int_equal(fit_sum(&p), 30 + 110 + 50);                         /* way not said, nothing wished, all room free */
	a.n_tags = 2;
	score_points(450, 2, (int64_t[]){ 3, 1 }, (int64_t[]){ 4, 9 }, 20, a.points);
	a.kinds = o.kinds = 1;
	a.side.ways = o.ways = IN_CAFE;
	a.side.ring = o.ring = free_on(r, 1, 12, 18, "UTC", SUMMER);            /* 21 starts, 20 count */
	a.side.wishes = A_VETERAN;
	o.veteran = true;
	o.shared = o.support_with = 3;
	o.interests = 0xf;
	p = score_parts(&a, &o);
	assert_int_equal(fit_sum(&p), 985);
	o.interests = 0xff;                                                     /* more is not better than enough */
	p = score_parts(&a, &o);
	assert_int_equal(fit_sum(&p), 985);
}

static void each_part_counts_as_it_is_written_down(void **state)
{
	struct req *r = *state;
	struct score_ask a = someone_asks();
	struct score_side o = somebody();
	static const int64_t likes[] = { 0, 30, 55, 75, 90, 90 };
	for (size_t k = 0; k < COUNT(likes); k++) {
		o.interests = ((uint64_t)1 << k) - 1;
		assert_int_equal(score_parts(&a, &o).interests, likes[k]);
	}
	a.n_tags = 3;
	score_points(450, 3, (int64_t[]){ 1, 1, 1 }, (int64_t[]){ 0, 0, 0 }, 0, a.points);
	o.support_with = 7;                                                     /* without sharing it, it counts for nothing */
	assert_int_equal(score_parts(&a, &o).support_with, 0);
	o.shared = 4;
	assert_int_equal(score_parts(&a, &o).support_with, 30);
	assert_int_equal(score_parts(&a, &o).experience, 150);
	o.shared = 7;
	assert_int_equal(score_parts(&a, &o).support_with, 60);
	a.kinds = 6;
	o.kinds = 4;
	assert_int_equal(score_parts(&a, &o).support_with, 100);
	a.side.ways = IN_CAFE | BY_PHONE;
	o.ways = BY_PHONE;
	assert_int_equal(score_parts(&a, &o).way, 50);
	o.ways = IN_CAFE;
	assert_int_equal(score_parts(&a, &o).way, 65);                          /* 80 only beside somebody known to be near */
	a.side.ring = o.ring = free_on(r, 1, 12, 14, "UTC", SUMMER);
	assert_int_equal(score_parts(&a, &o).hours, 30);
	a.side.wishes = A_VETERAN | FIRST_LANGUAGE;                             /* two and one: the language alone is a third */
	assert_int_equal(score_parts(&a, &o).wishes, 36);
	o.veteran = true;
	assert_int_equal(score_parts(&a, &o).wishes, 110);
	o.capacity = 4;
	o.walking = 3;
	assert_int_equal(score_parts(&a, &o).room, 12);
	o.walking = 9;                                                          /* more than they wished: no room, never less */
	assert_int_equal(score_parts(&a, &o).room, 0);
}

static void equals_stand_in_another_order_for_each_asker(void **state)
{
	int before = 0;
	(void)state;
	for (int i = 0; i < 200; i++) {
		char asker[16];
		snprintf(asker, sizeof asker, "asker-%d", i);
		assert_int_equal(score_turn(asker, "one"), score_turn(asker, "one"));
		assert_int_not_equal(score_turn(asker, "one"), score_turn(asker, "two"));
		before += score_turn(asker, "one") > score_turn(asker, "two");
	}
	assert_in_range(before, 60, 140);
}

HARNESS(the_points_always_come_to_450, who_has_told_nothing_has_no_points_to_give, what_is_rare_and_what_matters_weighs_more,
	hours_of_half_and_quarter_hour_zones_meet_where_they_do, hours_move_with_daylight_saving, the_week_is_a_ring,
	the_part_of_the_day_is_told_where_the_reader_lives, no_hours_told_is_not_no_hours, without_a_common_language_there_is_no_pair,
	without_a_common_way_to_meet_there_is_no_pair, without_a_common_hour_there_is_no_pair, what_is_needed_must_be_there_both_ways,
	the_first_thing_that_stands_in_the_way_is_told, each_part_stays_in_its_bounds_and_the_sum_in_0_to_1000,
	the_best_pair_is_worth_985_while_places_are_not_known_and_strangers_only_what_is_open, each_part_counts_as_it_is_written_down,
	equals_stand_in_another_order_for_each_asker)

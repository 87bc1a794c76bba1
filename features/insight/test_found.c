/* Who found somebody: counted on the day, shown when the three months are over, and never about few. */
#include "../connections/test_pair.h"
#include "inside.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &surveys_feature, &insight_feature, NULL };

#define FOUND HARBOR "/waiting/found"

/* xorshift: the same numbers in each run. */
static int64_t below(uint64_t *seed, int64_t n)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return (int64_t)(*seed % (uint64_t)n);
}

static void no_small_number_ever_stands_in_a_table(void **state)
{
	static const char *const code[] = { "a", "b", "c", "d", "e", "f", "g", "h" };
	uint64_t seed = 20261122;
	(void)state;
	for (int turn = 0; turn < 20000; turn++) {
		struct insight_part part[COUNT(code)];
		size_t n = 1 + (size_t)below(&seed, COUNT(code));
		int64_t min = 5 + below(&seed, 7), all = 0, waiting = 0, shown = 0, shown_waiting = 0;
		bool in_order = turn % 2;
		for (size_t k = 0; k < n; k++) {
			part[k] = (struct insight_part){ code[k], below(&seed, 3) ? below(&seed, 2 * min) : 0, turn % 3 ? 0 : below(&seed, 2 * min) };
			all += part[k].n;
			waiting += part[k].waiting;
		}
		size_t stay = insight_table(part, n, min, in_order);
		for (size_t k = 0; k < stay; k++) {
			assert_true(!part[k].n || part[k].n >= min);
			assert_true(!part[k].waiting || part[k].waiting >= min);
			assert_true(part[k].n + part[k].waiting > 0);
			assert_true(part[k].code || (!in_order && k + 1 == stay));
			assert_true(k == 0 || !in_order || strcmp(part[k - 1].code, part[k].code) < 0);
			shown += part[k].n;
			shown_waiting += part[k].waiting;
		}
		bool may = all + waiting > 0 && (!all || all >= min) && (!waiting || waiting >= min);
		assert_int_equal(shown, may ? all : 0);
		assert_int_equal(shown_waiting, may ? waiting : 0);
	}
}

static void parts_that_may_stand_are_left_alone(void **state)
{
	struct insight_part part[] = { { "en", 9 }, { "es", 6 }, { "fr", 0 } }, bands[] = { { "0", 7 }, { "2", 1 }, { "6", 5 } };
	(void)state;
	assert_int_equal(insight_table(part, 3, 5, false), 2);
	assert_string_equal(part[0].code, "en");
	assert_int_equal(part[1].n, 6);
	assert_int_equal(insight_table(bands, 3, 5, true), 2);
	assert_int_equal(bands[0].n, 7);
	assert_string_equal(bands[1].code, "2");
	assert_int_equal(bands[1].n, 6);
	struct insight_part few[] = { { "en", 2 }, { "es", 2 } }, odd[] = { { "en", 20 }, { "es", 6 }, { "fr", 1 } };
	assert_int_equal(insight_table(few, 2, 5, false), 0);
	assert_int_equal(insight_table(odd, 3, 5, false), 2);           /* the one would tell itself: it goes with the next larger */
	assert_null(odd[1].code);
	assert_int_equal(odd[1].n, 7);
}

/* So many find somebody now, with this language, after so many days. */
static void some_find(struct req *r, const struct world *w, int n, const char *languages, int64_t days)
{
	for (int k = 0; k < n; k++) {
		const char *id = id_new(r), *ask, *c;
		MUST(db_begin(r->db, true));
		in_harbor(r, w, w->cora);
		MUST(people_add(r, &(struct people_new){ .id = id, .name = arena_printf(&r->arena, "P%.8s", id), .languages = languages, .lang = "en",
			.zone = "UTC", .login = id, .password_hash = "not for signing in" }));
		MUST(communities_add_member(r, w->harbor, id, true));
		MUST(asks_open_one(r, &(struct asks_new_one){ .person = id, .direction = "ask", .about = "A walk", .kinds = 1, .asked = r->now - days * 86400 }, &ask));
		MUST(connections_make(r, id, w->sue, ask, NULL, &c));
		MUST(asks_close(r, ask, "connected"));
		MUST(db_commit(r->db));
	}
}

/* So many ask, who live there, and wait or find Sue. */
static void some_ask(struct req *r, const struct world *w, int n, const char *place, bool find, const char **ret_asks)
{
	for (int k = 0; k < n; k++) {
		const char *id = id_new(r), *ask, *c;
		MUST(db_begin(r->db, true));
		in_harbor(r, w, w->cora);
		MUST(people_add(r, &(struct people_new){ .id = id, .name = arena_printf(&r->arena, "P%.8s", id), .languages = "en", .lang = "en",
			.zone = "UTC", .login = id, .password_hash = "not for signing in" }));
		MUST(communities_add_member(r, w->harbor, id, true));
		MUST(db_commit(r->db));
		harness_as(r, id, 0);
		MUST(harness_post(r, "/c/harbor/about-me/meeting", "ways", "cafe", "place", place, "version", "0", NULL));
		MUST(db_begin(r->db, true));
		in_harbor(r, w, w->cora);
		MUST(asks_open_one(r, &(struct asks_new_one){ .person = id, .direction = "ask", .about = "A walk", .kinds = 1, .asked = r->now }, &ask));
		if (find) {
			MUST(connections_make(r, id, w->sue, ask, NULL, &c));
			MUST(asks_close(r, ask, "connected"));
		} else {
			ret_asks[k] = ask;
		}
		MUST(db_commit(r->db));
	}
}

static void figures_come_when_the_three_months_are_over_and_then_stay(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	make_room(r, w.sue, "50");
	some_find(r, &w, 7, "en", 3);
	some_find(r, &w, 6, "es en", 50);
	some_find(r, &w, 2, "fr", 60);
	some_find(r, &w, 1, "", 200);
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, FOUND));
	harness_says(r, "Nothing to show yet");                 /* June: the three months go on */
	r->now += 40 * 86400;
	some_find(r, &w, 3, "en", 3);
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, FOUND));
	harness_says(r, "16 people found somebody.");
	harness_says(r, "<th scope=\"row\">up to 2 weeks … 2 to 6 weeks</th><td class=\"num\">7</td>");
	harness_says(r, "<th scope=\"row\">6 weeks to 3 months … more than 6 months</th><td class=\"num\">9</td>");
	harness_says(r, "<th scope=\"row\">English</th><td class=\"num\">7</td>");
	harness_says(r, "<th scope=\"row\">others together</th><td class=\"num\">9</td>");
	harness_says_not(r, "French");
	const json_t *quarters = json_object_get(harness_json(r), "quarters");
	assert_int_equal(json_array_size(quarters), 1);
	MUST(harness_get(r, FOUND ".csv"));
	harness_says(r, "2025-04-01,language,English,7,0\r\n");
	const char *csv = arena_str(&r->arena, harness_body(r));
	r->now += 90 * 86400;                   /* three of one quarter stay unsaid for ever, and what was said does not change */
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, FOUND));
	harness_says(r, "Fewer than 5 people: we show no figures.");
	MUST(harness_get(r, FOUND ".csv"));
	assert_string_equal(harness_body(r), csv);
}

/* Twelve found somebody in spring where others still wait, and nobody where five wait. */
static void the_share_that_was_served_is_told_by_place_too(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *name[] = { "Valley", "Hills" }, *id[2], *waits[11];
	make_room(r, w.sue, "50");
	harness_as(r, w.cora, 0);
	for (size_t k = 0; k < COUNT(name); k++, r->now++)
		MUST(harness_post(r, "/c/harbor/settings/places", "name", name[k], NULL));
	MUST(harness_get(r, "/c/harbor/settings/places"));
	const json_t *places = json_object_get(harness_json(r), "places");
	for (size_t k = 0; k < COUNT(id); k++)
		id[k] = arena_str(&r->arena, json_string_value(json_object_get(json_array_get(places, k), "id")));
	some_ask(r, &w, 12, id[0], true, NULL);
	some_ask(r, &w, 6, id[0], false, waits);
	some_ask(r, &w, 5, id[1], false, waits + 6);
	r->now += 40 * 86400;
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, FOUND));
	harness_says_not(r, "Share</th>");              /* it is counted with the next ask */
	some_ask(r, &w, 1, id[1], false, waits);
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, FOUND));
	harness_says(r, "11 people still waited at the end.");
	harness_says(r, "<th scope=\"row\">Valley</th><td class=\"num\">12</td><td class=\"num\">6</td><td class=\"num\">67%</td>");
	harness_says(r, "<th scope=\"row\">Hills</th><td class=\"num\">0</td><td class=\"num\">5</td><td class=\"num\">0%</td>");
	MUST(harness_get(r, FOUND ".csv"));
	harness_says(r, "2025-04-01,place,Hills,0,5\r\n");
	const char *csv = arena_str(&r->arena, harness_body(r));
	MUST(db_begin(r->db, true));
	in_harbor(r, &w, w.cora);
	MUST(asks_close(r, waits[7], "taken_back"));    /* later changes nothing */
	MUST(db_commit(r->db));
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, FOUND ".csv"));
	assert_string_equal(harness_body(r), csv);
}

static void only_coordinators_see_them(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *others[] = { w.ana, w.sue, w.otto, NULL };
	for (size_t i = 0; i < COUNT(others); i++) {
		harness_as(r, others[i], 0);
		assert_int_equal(harness_get(r, FOUND), MISSING);
		assert_int_equal(harness_get(r, FOUND ".csv"), MISSING);
	}
}

HARNESS(no_small_number_ever_stands_in_a_table, the_share_that_was_served_is_told_by_place_too, parts_that_may_stand_are_left_alone,
	figures_come_when_the_three_months_are_over_and_then_stay, only_coordinators_see_them)

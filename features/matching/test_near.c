/* Living near: what it changes, what is said of it, and that nobody's place can be found out more finely than the list is. */
#include "test_matching_world.h"
#include "fit_inside.h"
#include "score.h"

static const char *place_at(struct req *r, const struct world *w, const char *name, const char *lat, const char *lon)
{
	harness_as(r, w->cora, 0);
	MUST(harness_post(r, HARBOR "/settings/places", "name", name, "lat", lat, "lon", lon, NULL));
	MUST(harness_get(r, HARBOR "/settings/places"));
	const char *at = strstr(harness_body(r), name), *id = NULL;
	assert_non_null(at);
	id = strstr(at, "/settings/places/") + strlen("/settings/places/");
	return arena_copy(&r->arena, id, strcspn(id, "/"));
}

static void lives(struct req *r, const char *person, const char *place, const char *reach, const char *version)
{
	harness_as(r, person, 0);
	MUST(harness_post(r, HARBOR "/about-me/meeting", "ways", "cafe", "place", place, "reach", reach, "version", version, NULL));
}

static void who_lives_too_far_for_one_of_the_two_is_not_suggested(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *here = place_at(r, &w, "Valley", "45.7", "-111.0"), *there = place_at(r, &w, "Hills", "46.2", "-111.0");       /* 56 km */
	make_room(r, w.sue, "2");
	lives(r, w.ana, here, "far", "0");
	lives(r, w.sue, there, "far", "0");
	assert_string_equal(names(r, &w, w.ana, (struct look){ .ways = 0 }), "Sue");
	lives(r, w.sue, there, "nearby", "1");
	assert_string_equal(names(r, &w, w.ana, (struct look){ .ways = 0 }), "");
	harness_as(r, w.sue, 0);        /* by phone it does not matter */
	MUST(harness_post(r, HARBOR "/about-me/meeting", "ways", "cafe", "ways", "phone", "place", there, "reach", "nearby", "version", "2", NULL));
	lives(r, w.ana, here, "nearby", "1");
	assert_string_equal(names(r, &w, w.ana, (struct look){ .ways = 1 << 1 | 1 << 4 }), "Sue");
}

static void near_is_said_in_words_and_never_how_far(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *here = place_at(r, &w, "Valley", "45.7", "-111.0"), *there = place_at(r, &w, "Hills", "46.2", "-111.0");
	make_room(r, w.sue, "2");
	lives(r, w.ana, here, "far", "0");
	lives(r, w.sue, here, "far", "0");
	const char *said = seen(r, &w, w.ana, (struct look){ .ways = 0 });
	assert_true(holds(said, "You live near each other 80"));
	assert_false(holds(said, "Valley"));
	lives(r, w.sue, there, "far", "1");             /* 56 km: near for whoever goes 120 */
	assert_string_equal(seen(r, &w, w.ana, (struct look){ .ways = 0 }), said);
	lives(r, w.ana, here, "around", "1");
	assert_false(holds(seen(r, &w, w.ana, (struct look){ .ways = 0 }), "near"));
	assert_true(holds(why(r, &w, w.ana, w.sue, (struct look){ .reader = w.cora, .may = MAY_COORDINATOR }), "They both like to meet this way"));
}

/* Whoever looks, from wherever, however far they would go: two places that lie in one quarter of a degree are one, and of two others
 * no more is seen than whether they are within reach, and within half of it. */
static void nobody_can_find_out_where_somebody_lives_within_an_area(void **state)
{
	static const char *const reaches[] = { "nearby", "around", "far" };
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *one = place_at(r, &w, "Mill street", "45.64", "-111.10"), *two = place_at(r, &w, "Far bank", "45.86", "-110.90");
	const char *from[] = { one, two, place_at(r, &w, "East", "45.75", "-110.0"), place_at(r, &w, "North", "46.3", "-111.0") };
	const char *version[] = { "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12" };
	make_room(r, w.sue, "2");
	int sue = 0, ana = 0;
	char at[8];
	for (size_t k = 0; k < COUNT(from); k++)
		for (size_t far = 0; far < COUNT(reaches); far++) {
			lives(r, w.ana, from[k], reaches[far], version[ana++]);
			snprintf(at, sizeof at, "%d", sue++);
			lives(r, w.sue, one, "around", at);
			const char *said = seen(r, &w, w.ana, (struct look){ .ways = 0 });
			snprintf(at, sizeof at, "%d", sue++);
			lives(r, w.sue, two, "around", at);
			assert_string_equal(seen(r, &w, w.ana, (struct look){ .ways = 0 }), said);
		}
}

static void a_place_on_the_other_side_of_the_date_line_is_near(void **state)
{
	const struct score_where west = score_where(-18 * 4, 179 * 4 + 3, 0), east = score_where(-18 * 4, -180 * 4, 0), none = score_where(NO_INT, NO_INT, 1);
	struct fit_one a = { .x = west.x, .y = west.y, .radius = west.radius }, b = { .x = east.x, .y = east.y, .radius = east.radius };
	(void)state;
	assert_int_equal(none.radius, 0);
	a.ways = b.ways = 1;
	assert_int_equal(fit_common_ways(&a, &b), 1);           /* 26 km, though the numbers lie a whole turn apart */
	b.x = score_where(0, -179 * 4, 0).x;
	assert_int_equal(fit_common_ways(&a, &b), 0);
	for (int64_t lat = -80 * 4; lat <= 80 * 4; lat += 40)   /* a reach is as long everywhere */
		assert_true(score_where(lat, 0, 2).radius >= score_where(0, 0, 2).radius);
}

HARNESS(who_lives_too_far_for_one_of_the_two_is_not_suggested, near_is_said_in_words_and_never_how_far,
	nobody_can_find_out_where_somebody_lives_within_an_area, a_place_on_the_other_side_of_the_date_line_is_near)

/* Places: the community's list, who may change it, and what somebody says of where they live. */
#include "test_world.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, NULL };

#define PLACES "/c/harbor/settings/places"
#define MEETING "/c/harbor/about-me/meeting"

static const char *add_place(struct req *r, const struct world *w, const char *name, const char *lat, const char *lon)
{
	struct experiences_places_list rows;
	harness_as(r, w->cora, 0);
	MUST(harness_post(r, PLACES, "name", name, "lat", lat, "lon", lon, NULL));
	MUST(db_begin(r->db, false));
	MUST(experiences_places(r, w->harbor, &rows));
	db_rollback(r->db);
	for (size_t k = 0; k < rows.n; k++)
		if (str_same(rows.at[k].name, name))
			return rows.at[k].id;
	fail_msg("%s was not kept", name);
	return NULL;
}

static void a_coordinator_lists_places_and_they_are_kept_coarse(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	struct experiences_places_list rows;
	(void)add_place(r, &w, "Lower valley", "45.6793", "-111.0373");
	(void)add_place(r, &w, "Islands", "", "");
	MUST(harness_get(r, PLACES));
	harness_says(r, "Lower valley");
	harness_says(r, "Only a name");
	harness_says_not(r, "45.6793");
	MUST(db_begin(r->db, false));
	MUST(experiences_places(r, w.harbor, &rows));
	db_rollback(r->db);
	assert_int_equal(rows.at[0].lat, 183);          /* 45.75 */
	assert_int_equal(rows.at[0].lon, -444);         /* -111.0 */
	assert_int_equal(rows.at[1].lat, NO_INT);
	assert_int_equal(harness_post(r, PLACES, "name", "LOWER valley", NULL), INVALID);
	assert_true(harness_fault(r, "name", "taken"));
	assert_int_equal(harness_post(r, PLACES, "name", "North", "lat", "45", NULL), INVALID);
	assert_true(harness_fault(r, "lon", "both"));
	assert_int_equal(harness_post(r, PLACES, "name", "North", "lat", "81", "lon", "181", NULL), INVALID);
	assert_true(harness_fault(r, "lat", "large") && harness_fault(r, "lon", "large"));
	for (int k = 2; k < 100; k++)
		MUST(harness_post(r, PLACES, "name", arena_printf(&r->arena, "Place %d", k), NULL));
	assert_int_equal(harness_post(r, PLACES, "name", "One more", NULL), INVALID);
	assert_true(harness_fault(r, NULL, "full"));
}

static void only_coordinators_change_the_list(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *valley = add_place(r, &w, "Lower valley", "45.7", "-111");
	const char *remove = arena_printf(&r->arena, PLACES "/%s/remove", valley);
	const char *others[] = { w.ana, w.sue, w.otto, NULL };
	for (size_t k = 0; k < COUNT(others); k++) {
		harness_as(r, others[k], 0);
		assert_int_equal(harness_get(r, PLACES), MISSING);
		assert_int_equal(harness_post(r, PLACES, "name", "North", NULL), MISSING);
		assert_int_equal(harness_post(r, remove, NULL), MISSING);
	}
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, remove, NULL));
	assert_int_equal(harness_post(r, remove, NULL), MISSING);
}

static void somebody_says_roughly_where_and_how_far(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, MEETING));
	harness_says_not(r, "Roughly where you live");          /* no list, no question */
	const char *valley = add_place(r, &w, "Lower valley", "45.7", "-111");
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, MEETING));
	harness_says(r, "Roughly where you live");
	assert_int_equal(harness_post(r, MEETING, "ways", "home", "place", w.harbor, "version", "0", NULL), INVALID);
	assert_true(harness_fault(r, "place", "choice"));
	MUST(harness_post(r, MEETING, "ways", "home", "place", valley, "version", "0", NULL));
	MUST(harness_get(r, "/c/harbor/about-me"));
	harness_says(r, "Lower valley · A little further");
	MUST(harness_post(r, MEETING, "ways", "home", "place", valley, "reach", "nearby", "version", "1", NULL));
	MUST(harness_get(r, "/c/harbor/about-me"));
	harness_says(r, "Lower valley · Nearby");
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, arena_printf(&r->arena, PLACES "/%s/remove", valley), NULL));
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, "/c/harbor/about-me"));
	harness_says(r, "Lower valley");                        /* whoever chose it stays there */
	assert_int_equal(harness_post(r, MEETING, "ways", "home", "place", valley, "version", "2", NULL), INVALID);
	MUST(harness_post(r, MEETING, "ways", "home", "version", "2", NULL));
	MUST(harness_get(r, "/c/harbor/about-me"));
	harness_says_not(r, "Lower valley");
}

HARNESS(a_coordinator_lists_places_and_they_are_kept_coarse, only_coordinators_change_the_list, somebody_says_roughly_where_and_how_far)

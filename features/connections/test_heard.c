/* What open pages hear of the waiting list: those who look with others, and nobody else. */
#include "test_pair.h"
#include "../tidings/test_hears.h"

const struct feature *const harness_features[] = {
	&people_feature, &communities_feature, &tidings_feature, &experiences_feature, &asks_feature, &matching_feature, &connections_feature, NULL,
};

static void who_looks_with_others_hears_that_somebody_waits(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *all[] = { w.ana, w.ben, w.sue, w.cora, w.otto };
	for (size_t k = 0; k < COUNT(all); k++)
		signed_in(r, all[k]);
	settle(r, w.ana);
	const char *ask = ask_for(r, w.ana, true);
	assert_int_equal(changes(r, w.harbor), 1);
	struct heard h = hearers(r, w.harbor, NULL);
	assert_int_equal(h.n, 1);
	assert_string_equal(h.of[0], w.cora);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, path_of(r, "/asks/", arena_printf(&r->arena, "%s/take-back", ask)), NULL));
	assert_int_equal(changes(r, w.harbor), 2);
	assert_true(hears(r, w.harbor, w.cora));
	assert_false(hears(r, w.harbor, w.ana));
}

static void an_ask_that_no_coordinator_helps_with_is_told_to_nobody(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	signed_in(r, w.cora);
	settle(r, w.ana);
	ask_for(r, w.ana, false);
	assert_int_equal(changes(r, w.harbor), 0);
}

HARNESS(who_looks_with_others_hears_that_somebody_waits, an_ask_that_no_coordinator_helps_with_is_told_to_nobody)

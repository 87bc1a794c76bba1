/* Ana and Sue, who wrote, met and moved on; and the daily look as the server does it. */
#pragma once
#include "../connections/test_pair.h"
#include "agreements.h"
#include "encounters.h"
#include "surveys.h"
#include "sightings.h"
#include "inside.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &agreements_feature, &encounters_feature, &surveys_feature, &sightings_feature, &retention_feature, NULL };

enum { A_DAY = 86400, A_YEAR = 366 * A_DAY };

static inline void a_daily_look(struct req *r) { harness_think(r, &retention_feature.jobs[0], ""); }

/* How many of a kind were erased until now. */
static inline int64_t erased(struct req *r, const struct world *w, const char *kind)
{
	struct retention_erased_last_list rows;
	int64_t n = 0;
	MUST(db_begin(r->db, false));
	MUST(retention_erased_last(r, w->harbor, 1000, &rows));
	db_rollback(r->db);
	for (size_t k = 0; k < rows.n; k++)
		n += strcmp(rows.at[k].kind, kind) == 0 ? rows.at[k].n : 0;
	return n;
}

/* They agreed on something, met, and moved on with a word each; the connection's id. */
static inline const char *a_walk_that_ended(struct req *r, const struct world *w, const char **ret_meeting)
{
	const char *c = a_pair(r, w);
	harness_as(r, w->ana, 0);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/connections/%s/agreement/mine", c), "hopes", "One good thing a week", "version", "0", NULL));
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/connections/%s/agreement/put-forward", c), NULL));
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/connections/%s/encounters/new", c), "met", "met", "day", "2025-06-15", "clock", "10:00",
			  "minutes", "45", "mode", "phone", "outcome", "We laughed about ducks", NULL));
	*ret_meeting = led_to(r, "/encounters/");
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/connections/%s/move-on", c), "words", "Thank you for the river.", NULL));
	return c;
}

static inline void all_checks_hold(struct req *r)
{
	MUST(db_begin(r->db, false));
	for (size_t f = 0; f < r->house->n; f++)
		for (size_t k = 0; k < r->house->features[f]->n_checks; k++) {
			const char *why = NULL;
			MUST(r->house->features[f]->checks[k].holds(r, &why));
			if (why)
				fail_msg("%s", why);
		}
	db_rollback(r->db);
}

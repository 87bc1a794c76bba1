/* A shift that was planned and is recorded afterwards feeds the figures once: how many, how long, how many people; taken back, it is out of them. */
#include "../gatherings/test_gathering_world.h"
#include "insight.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature, &matching_feature,
	&connections_feature, &groups_feature, &encounters_feature, &gatherings_feature, &surveys_feature, &insight_feature, NULL };

static int64_t n_of(struct req *r, const char *measure)
{
	return harness_number(r, arena_printf(&r->arena, "SELECT coalesce(sum(n), 0) AS n FROM insight_sum WHERE measure = '%s'", measure));
}
static int64_t total_of(struct req *r, const char *measure)
{
	return harness_number(r, arena_printf(&r->arena, "SELECT coalesce(sum(total), 0) AS n FROM insight_sum WHERE measure = '%s'", measure));
}

static void a_recorded_shift_feeds_hours_and_figures_once(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	static const char *const days[] = { "2025-06-18", "2025-06-25", "2025-07-02", "2025-07-09", "2025-07-16" };
	const char *project, *last = NULL;
	in_harbor(r, &w, w.cora);
	MUST(db_begin(r->db, true));
	MUST(communities_project_make(r, "Evening line", &project));
	MUST(db_commit(r->db));
	harness_as(r, w.cora, 0);
	MUST(PLAN_HERE(r, "kind", "shift", "asked", "supporters", "title", "Evening line", "capacity", "2", "repeats", "weekly"));
	struct planned p = planned_now(r);
	MUST(answers(r, w.sue, p, "yes"));
	assert_int_equal(n_of(r, "encounters"), 0);             /* what is planned is no figure */
	r->now += 40 * AT_DAY;
	harness_as(r, w.cora, 0);
	for (size_t k = 0; k < COUNT(days); k++) {
		const char *record = time_path(r, on(p, days[k]), "/record");
		MUST(harness_post(r, record, "minutes", "90", "headcount", "2", "project", project, NULL));
		last = arena_copy(&r->arena, led_to(r, "/encounters/"), 26);
		assert_int_equal(harness_post(r, record, "minutes", "90", "headcount", "2", "project", project, NULL), INVALID);
	}
	assert_int_equal(n_of(r, "encounters"), 5);
	assert_int_equal(total_of(r, "minutes"), 450);
	assert_int_equal(total_of(r, "headcount"), 10);
	assert_int_equal(harness_number(r, arena_printf(&r->arena, "SELECT count(*) AS n FROM insight_sum WHERE project <> '%s'", project)), 0);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/encounters/%s/take-back", last), NULL));
	assert_int_equal(n_of(r, "encounters"), 4);
	assert_int_equal(total_of(r, "minutes"), 360);
}

HARNESS(a_recorded_shift_feeds_hours_and_figures_once)

/* Of what mail may tell: somebody wished to be reminded, or what they come to was called off or moved. */
#include "../notifications/test_waits.h"
#include "test_gathering_world.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &gatherings_feature, NULL };

static int64_t begins(struct req *r, const struct world *w, const char *id)
{
	struct gatherings_times t;
	MUST(db_begin(r->db, false));
	r->community.id = w->harbor;
	MUST(gatherings_between(r, &(struct gatherings_reader){ .person = w->cora, .may = MAY_MEMBER | MAY_COORDINATOR }, r->now, r->now + 9 * AT_DAY, &t));
	db_rollback(r->db);
	for (size_t k = 0; k < t.n; k++)
		if (str_same(t.at[k].of->id, id))
			return t.at[k].began;
	fail_msg("%s", "it is not planned");
	return 0;
}

static void who_wished_it_is_reminded_once_at_that_time(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct planned p = AN_EVENT(r, &w);
	int64_t at = begins(r, &w, p.id);
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, time_path(r, p, "/remind"), "before", "120", NULL));
	assert_int_equal(waits(r, w.ben, "gatherings"), 0);
	r->now = at - 7200 - 60;
	assert_int_equal(waits(r, w.ben, "gatherings"), 0);
	r->now = at - 7200 + 60;
	assert_int_equal(waits(r, w.ben, "gatherings"), 1);
	assert_int_equal(waits(r, w.ana, "gatherings"), 0);
	assert_int_equal(waits_between(r, w.ben, "gatherings", at - 7200 + 30, r->now), 0);
	r->now = at + 60;
	assert_int_equal(waits(r, w.ben, "gatherings"), 0);     /* it has begun: nobody is reminded any more */
	r->now = at - 7200 + 60;
	MUST(db_begin(r->db, true));
	r->community.id = w.harbor;
	MUST(communities_close_to(r, w.ben, r->now + AT_DAY));
	MUST(db_commit(r->db));
	assert_int_equal(waits(r, w.ben, "gatherings"), 0);
}

static void who_does_not_come_is_not_reminded(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct planned p = AN_EVENT(r, &w);
	int64_t at = begins(r, &w, p.id);
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, time_path(r, p, "/remind"), "before", "1440", NULL));
	MUST(answers(r, w.ben, p, "no"));
	r->now = at - 1440 * 60 + 60;
	assert_int_equal(waits(r, w.ben, "gatherings"), 0);
	MUST(answers(r, w.ben, p, "maybe"));
	assert_int_equal(waits(r, w.ben, "gatherings"), 1);
}

static void who_comes_hears_that_it_was_called_off(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct planned p = AN_EVENT(r, &w);
	MUST(answers(r, w.ben, p, "yes"));
	MUST(answers(r, w.ana, p, "no"));
	r->now += 60;
	assert_int_equal(waits(r, w.ben, "gatherings"), 0);
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, time_path(r, p, "/off"), NULL));
	assert_int_equal(waits(r, w.ben, "gatherings"), 1);
	assert_int_equal(waits(r, w.ana, "gatherings"), 0);
	assert_int_equal(waits(r, w.sue, "gatherings"), 0);
	r->now += 3700;
	assert_int_equal(waits(r, w.ben, "gatherings"), 0);
}

HARNESS(who_wished_it_is_reminded_once_at_that_time, who_does_not_come_is_not_reminded, who_comes_hears_that_it_was_called_off)

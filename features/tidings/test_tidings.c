/* Tidings: numbers without gaps, what each may hear of at this moment, and what goes with somebody who leaves. */
#include "../experiences/test_world.h"
#include "inside.h"
#include "test_hears.h"

/* A feature above with a page of its own: open to members, but for what is Sue's alone. */
static const char boat[] = "boat";
static const char *sue_alone;
static enum status boat_of(struct req *r)
{
	if (sue_alone && str_same(r->part[0], "hers") && !str_same(r->who.person, sue_alone))
		return MISSING;
	return str_same(r->part[0], "broken") ? BROKEN : OK;
}
static enum status boat_show(struct req *r) { (void)r; return OK; }
static const char fleet[] = "fleet", harbor_master[] = "harbor master";
static const struct route routes[] = {
	{ .method = "GET", .path = "/c/{c}/boats/{id}", .of = boat_of, .may = MAY_MEMBER, .handle = boat_show },
	{ .method = "GET", .path = "/c/{c}/fleet", .may = MAY_COORDINATOR, .handle = boat_show },
	{ .method = "GET", .path = "/c/{c}/harbor-master", .may = MAY_COORDINATOR, .handle = boat_show },
};
static const struct live_page pages[] = {
	{ boat, "/c/{c}/boats/{id}" }, { fleet, "/c/{c}/fleet", .team = true, .today = true }, { harbor_master, "/c/{c}/harbor-master" },
};
static const char *const schemas[] = { NULL };
static const struct db_query *const queries[] = { NULL };
static const struct feature above = { .name = "above", .schemas = schemas, .queries = queries, .routes = routes, .n_routes = COUNT(routes),
	.live_pages = pages, .n_live_pages = COUNT(pages) };

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &tidings_feature, &above, NULL };

static void thing(struct req *r, const struct world *w, const char *kind, const char *id)
{
	in_harbor(r, w, NULL);
	MUST(db_begin(r->db, true));
	MUST(live_thing(r, w->harbor, kind, id));
	MUST(db_commit(r->db));
}

static struct live_change_list changed(struct req *r, const struct world *w, const char *person, int64_t since, int64_t at_most)
{
	struct live_change_list all;
	in_harbor(r, w, NULL);
	MUST(db_begin(r->db, false));
	MUST(tidings_live.changed(r, w->harbor, person, since, at_most, &all));
	db_rollback(r->db);
	return all;
}

static void may_listen(void *context, const char *session, const char *person, const char *community)
{
	assert_non_null(community);
	heard_by(context, session, person);
}

static int listeners(struct req *r, const struct world *w)
{
	struct heard h = { .n = 0 };
	in_harbor(r, w, NULL);
	MUST(db_begin(r->db, false));
	MUST(tidings_who_may(r, may_listen, &h));
	db_rollback(r->db);
	return h.n;
}

static void every_change_has_its_number_and_a_thing_only_its_last(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	int64_t now;
	thing(r, &w, boat, "one");
	thing(r, &w, boat, "two");
	thing(r, &w, boat, "one");
	struct live_change_list all = changed(r, &w, NULL, 0, 50);
	assert_int_equal(all.n, 2);
	assert_string_equal(all.at[0].about, "two");
	assert_int_equal(all.at[0].n, 2);
	assert_string_equal(all.at[1].about, "one");
	assert_int_equal(all.at[1].n, 3);
	assert_ptr_equal(all.at[1].kind, boat);
	assert_int_equal(changed(r, &w, NULL, 3, 50).n, 0);
	MUST(db_begin(r->db, false));
	MUST(live_number_now(r, w.harbor, &now));
	db_rollback(r->db);
	assert_int_equal(now, 3);
}

static void who_could_open_the_page_hears_of_it_and_nobody_else(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	sue_alone = w.sue;
	signed_in(r, w.ana);
	signed_in(r, w.sue);
	signed_in(r, w.cora);
	signed_in(r, w.otto);
	thing(r, &w, boat, "hers");
	struct heard h = hearers(r, w.harbor, NULL);
	assert_int_equal(h.n, 1);               /* not Cora either: a right of the team does not count */
	assert_string_equal(h.of[0], w.sue);
	thing(r, &w, boat, "open");
	assert_int_equal(hearers(r, w.harbor, NULL).n, 3);
	h = hearers(r, w.harbor, w.ana);              /* those without a stream are not even asked about */
	assert_int_equal(h.n, 1);
	assert_string_equal(h.of[0], w.ana);
	thing(r, &w, "of a feature that is not here", "x");
	assert_int_equal(changed(r, &w, NULL, 2, 50).n, 0);
}

static void a_page_of_the_team_is_heard_by_who_holds_the_right_now(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	signed_in(r, w.ana);
	signed_in(r, w.sue);
	signed_in(r, w.cora);
	thing(r, &w, fleet, w.harbor);
	struct heard h = hearers(r, w.harbor, NULL);
	assert_int_equal(h.n, 1);
	assert_string_equal(h.of[0], w.cora);
	assert_true(changed(r, &w, NULL, 0, 50).at[0].today);
	assert_int_equal(changed(r, &w, w.cora, 0, 50).n, 1);
	assert_int_equal(changed(r, &w, w.sue, 0, 50).n, 0);
	thing(r, &w, harbor_master, w.harbor);
	assert_int_equal(hearers(r, w.harbor, NULL).n, 0);      /* not said to be of the team: a right does not count */
	in_harbor(r, &w, NULL);
	MUST(db_begin(r->db, true));
	MUST(communities_give_role(r, w.harbor, w.ana, "coordinator", r->now - 1));
	MUST(db_commit(r->db));
	thing(r, &w, fleet, w.harbor);
	assert_int_equal(hearers(r, w.harbor, NULL).n, 2);
}

static void of_a_thing_that_is_gone_nothing_is_kept(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	thing(r, &w, boat, "one");
	thing(r, &w, boat, "two");
	in_harbor(r, &w, NULL);
	MUST(db_begin(r->db, true));
	MUST(live_gone(r, w.harbor, boat, "one"));
	MUST(db_commit(r->db));
	struct live_change_list all = changed(r, &w, NULL, 0, 50);
	assert_int_equal(all.n, 1);
	assert_string_equal(all.at[0].about, "two");
	assert_false(all.at[0].today);
}

static void today_is_heard_by_one_alone(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	signed_in(r, w.ana);
	signed_in(r, w.ana);
	signed_in(r, w.ben);
	in_harbor(r, &w, NULL);
	MUST(db_begin(r->db, true));
	MUST(live_today(r, w.harbor, w.ana));
	MUST(db_commit(r->db));
	struct heard h = hearers(r, w.harbor, NULL);
	assert_int_equal(h.n, 2);               /* on both of her devices */
	assert_string_equal(h.of[0], w.ana);
	assert_int_equal(changed(r, &w, w.ana, 0, 50).n, 1);
	assert_int_equal(changed(r, &w, w.ben, 0, 50).n, 0);
}

static void catching_up_passes_over_what_is_not_theirs_however_much_it_is(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	sue_alone = w.sue;
	for (int k = 0; k < 9; k++) {
		in_harbor(r, &w, NULL);
		MUST(db_begin(r->db, true));
		MUST(live_today(r, w.harbor, id_new(r)));
		MUST(db_commit(r->db));
	}
	thing(r, &w, boat, "hers");
	thing(r, &w, boat, "one");
	thing(r, &w, boat, "two");
	struct live_change_list some = changed(r, &w, w.ben, 0, 1);
	assert_int_equal(some.n, 1);
	assert_string_equal(some.at[0].about, "one");
	some = changed(r, &w, w.ben, some.at[0].n, 7);
	assert_int_equal(some.n, 1);
	assert_string_equal(some.at[0].about, "two");
	assert_int_equal(changed(r, &w, w.sue, 0, 7).n, 3);
}

static void what_cannot_be_judged_is_told_to_nobody(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	struct live_change_list all;
	signed_in(r, w.ana);
	thing(r, &w, boat, "broken");
	MUST(db_begin(r->db, false));
	assert_int_equal(tidings_live.changed(r, w.harbor, w.ana, 0, 7, &all), BROKEN);
	db_rollback(r->db);
}

static void who_is_gone_idle_or_has_not_taken_the_rules_hears_nothing(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	signed_in(r, w.ana);
	signed_in(r, w.sue);
	thing(r, &w, boat, "open");
	assert_int_equal(hearers(r, w.harbor, NULL).n, 2);
	assert_int_equal(listeners(r, &w), 2);
	harness_as(r, w.sue, 0);
	MUST(harness_post(r, "/c/harbor/leave-community", NULL));
	assert_int_equal(hearers(r, w.harbor, NULL).n, 1);
	assert_int_equal(listeners(r, &w), 1);
	r->now += 31 * 60;              /* idle for too long: the stream does not keep the session alive */
	assert_int_equal(hearers(r, w.harbor, NULL).n, 0);
	assert_int_equal(listeners(r, &w), 0);
}

static void a_stream_begins_where_it_was_left_and_is_for_members(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, "/c/harbor/live?after=3"));
	assert_true(r->reply.stream);
	assert_int_equal(r->reply.stream_after, 3);
	MUST(harness_get(r, "/c/harbor/live"));
	assert_true(r->reply.stream_after == NO_INT);
	harness_as(r, w.otto, 0);
	assert_int_equal(harness_get(r, "/c/harbor/live"), MISSING);
}

static void who_leaves_takes_the_number_along(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	in_harbor(r, &w, w.ana);
	MUST(db_begin(r->db, true));
	MUST(live_today(r, w.harbor, w.ana));
	MUST(live_today(r, w.harbor, w.ben));
	MUST(tell(r, &people_left, w.ana));
	MUST(db_commit(r->db));
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM tiding"), 1);
}

HARNESS(every_change_has_its_number_and_a_thing_only_its_last, who_could_open_the_page_hears_of_it_and_nobody_else,
	a_page_of_the_team_is_heard_by_who_holds_the_right_now, of_a_thing_that_is_gone_nothing_is_kept, today_is_heard_by_one_alone,
	catching_up_passes_over_what_is_not_theirs_however_much_it_is, what_cannot_be_judged_is_told_to_nobody,
	who_is_gone_idle_or_has_not_taken_the_rules_hears_nothing, a_stream_begins_where_it_was_left_and_is_for_members, who_leaves_takes_the_number_along)

/* Afterwards: who came is kept as the community says; a time is recorded once; what goes when people leave or time passes. */
#include "test_gathering_world.h"
#include "mine.h"
#include "retain.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &gatherings_feature, NULL };

static void attendance(struct req *r, const struct world *w, const char *how)
{
	harness_as(r, w->cora, 0);
	MUST(harness_post(r, HARBOR "/gatherings/settings", "attendance", how, NULL));
}

/* A gathering to which Ana and Ben said yes, the day after. */
static struct planned gone_by(struct req *r, const struct world *w)
{
	struct planned p = AN_EVENT(r, w);
	MUST(answers(r, w->ana, p, "yes"));
	MUST(answers(r, w->ben, p, "yes"));
	r->now += 4 * AT_DAY;
	harness_as(r, w->cora, 0);
	return p;
}

static int64_t came(struct req *r, struct planned p)
{
	struct gatherings_reader who = { .person = r->who.person, .may = MAY_SIGNED_IN | MAY_MEMBER };
	struct gatherings_time t;
	MUST(db_begin(r->db, false));
	MUST(gatherings_time_get(r, &who, p.id, day_number(2025, 6, 18), &t));
	db_rollback(r->db);
	return t.came;
}

static void who_came_is_a_number_unless_the_community_says_more(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct planned p = AN_EVENT(r, &w);
	assert_int_equal(harness_post(r, time_path(r, p, "/came"), "headcount", "3", NULL), INVALID);
	assert_true(harness_fault(r, NULL, "ahead"));
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_get(r, HARBOR "/gatherings/settings"), MISSING);
	p = gone_by(r, &w);
	in_harbor(r, &w, w.cora);
	MUST(harness_get(r, time_path(r, p, "/came")));
	harness_says(r, "Nobody is named.");
	harness_says_not(r, "Ana");
	MUST(harness_post(r, time_path(r, p, "/came"), "headcount", "7", "people", w.ana, "aliases", "Fox", NULL));
	assert_int_equal(came(r, p), 7);
	MUST(harness_get(r, time_path(r, p, "/came")));
	harness_says_not(r, "Fox");
}

static void by_alias_and_by_account_only_where_that_was_chosen(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct planned p = gone_by(r, &w);
	in_harbor(r, &w, w.cora);
	attendance(r, &w, "alias");
	MUST(harness_post(r, time_path(r, p, "/came"), "aliases", "Fox\nthe one with the hat\n\n", NULL));
	assert_int_equal(came(r, p), 2);
	MUST(harness_get(r, time_path(r, p, "/came")));
	harness_says(r, "the one with the hat");
	assert_int_equal(harness_post(r, time_path(r, p, "/came"), "aliases", "Fox\nOwl", "headcount", "1", NULL), INVALID);
	assert_true(harness_fault(r, "headcount", "fewer"));
	attendance(r, &w, "account");
	MUST(harness_get(r, time_path(r, p, "/came")));
	harness_says(r, "Ana");
	harness_says_not(r, "Sue");
	MUST(harness_post(r, time_path(r, p, "/came"), "people", w.ana, "people", w.sue, "headcount", "5", NULL));
	assert_int_equal(came(r, p), 5);
	MUST(harness_get(r, time_path(r, p, "/came")));
	harness_says(r, arena_printf(&r->arena, "value=\"%s\" checked", w.ana));
	harness_says_not(r, w.sue);     /* had not said that she comes: is not put on a list */
	struct record_read read;
	assert_true(record_read_of(r, &read));
	assert_string_equal(read.record, "gathering-came");
}

static void a_sheet_has_blank_lines_and_no_names(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct planned p = AN_EVENT(r, &w, "capacity", "15");
	MUST(answers(r, w.ana, p, "yes"));
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, time_path(r, p, "/sheet")));
	harness_says(r, "Line 15");
	harness_says_not(r, "Line 16");
	harness_says_not(r, "Ana");
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_get(r, time_path(r, p, "/sheet")), MISSING);
}

static void a_group_is_recorded_once_as_a_headcount(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct planned p = AN_EVENT(r, &w);
	assert_int_equal(harness_post(r, time_path(r, p, "/record"), "minutes", "90", "headcount", "7", NULL), INVALID);
	assert_true(harness_fault(r, NULL, "ahead"));
	p = gone_by(r, &w);
	MUST(harness_post(r, time_path(r, p, "/came"), "headcount", "7", NULL));
	MUST(harness_get(r, time_path(r, p, "/record")));
	harness_says(r, "value=\"7\"");
	harness_says(r, "value=\"90\"");
	assert_int_equal(harness_post(r, time_path(r, p, "/record"), "minutes", "90", NULL), INVALID);
	assert_true(harness_fault(r, "headcount", "needed"));
	MUST(harness_post(r, time_path(r, p, "/record"), "minutes", "80", "headcount", "7", "given", "belonging", "topics", "sleep; spring", NULL));
	const char *encounter = led_to(r, "/encounters/");
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/encounters/%s", encounter)));
	harness_says(r, "sleep; spring");
	assert_int_equal(harness_post(r, time_path(r, p, "/record"), "minutes", "80", "headcount", "7", NULL), INVALID);
	assert_true(harness_fault(r, NULL, "recorded"));
	MUST(harness_get(r, time_path(r, p, "/record")));
	assert_string_equal(led_to(r, "/encounters/"), encounter);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/encounters/%s/take-back", encounter), NULL));
	MUST(harness_post(r, time_path(r, p, "/record"), "minutes", "80", "headcount", "8", NULL));
}

static void a_shift_is_taken_counted_by_account_and_recorded_once(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/gatherings/settings"));
	MUST(harness_post(r, HARBOR "/gatherings/settings", "attendance", "account", NULL));
	MUST(PLAN_HERE(r, "kind", "shift", "asked", "supporters", "title", "Evening line", "capacity", "1"));
	struct planned p = planned_now(r);
	assert_int_equal(answers(r, w.ben, p, "yes"), MISSING);
	MUST(answers(r, w.sue, p, "yes"));
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, time_path(r, p, "/sheet")));
	harness_says(r, "Line 12");
	r->now += 4 * AT_DAY;
	MUST(harness_get(r, time_path(r, p, "/came")));
	harness_says(r, "Sue");
	MUST(harness_post(r, time_path(r, p, "/came"), "people", w.sue, "headcount", "1", NULL));
	assert_int_equal(harness_number(r, "SELECT came AS n FROM gathering_time"), 1);
	MUST(harness_get(r, time_path(r, p, "")));
	harness_says(r, "/record");
	MUST(harness_get(r, time_path(r, p, "/record")));
	harness_says(r, "it counts twice");
	MUST(harness_post(r, time_path(r, p, "/record"), "minutes", "90", "headcount", "1", NULL));
	const char *encounter = led_to(r, "/encounters/");
	assert_int_equal(harness_post(r, time_path(r, p, "/record"), "minutes", "90", "headcount", "1", NULL), INVALID);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/encounters/%s", encounter)));
	assert_int_equal(harness_number(r, "SELECT minutes AS n FROM encounter"), 90);
}

static void two_record_theirs_and_where_nothing_is_written_down_nothing_is(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w);
	struct planned p = a_meeting_of_two(r, &w, c);
	r->now += 4 * AT_DAY;
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, time_path(r, p, "/record")));
	harness_says(r, "Did you meet?");
	MUST(harness_post(r, time_path(r, p, "/record"), "met", "met", "minutes", "45", "mutual", "1", "outcome", "Ducks again", NULL));
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/connections/%s/encounters", c)));
	harness_says(r, "Ducks again");
	assert_int_equal(harness_post(r, time_path(r, p, "/record"), "met", "met", "minutes", "45", NULL), INVALID);
}

static void in_an_informal_community_a_meeting_of_two_is_not_recorded(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 0);
	struct planned p = a_meeting_of_two(r, &w, a_pair(r, &w));
	r->now += 4 * AT_DAY;
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, time_path(r, p, "")));
	harness_says_not(r, "/record");
	assert_int_equal(harness_post(r, time_path(r, p, "/record"), "met", "met", "minutes", "45", NULL), MISSING);
}

static enum status add_up(void *context, const char *place, int64_t n)
{
	if (strncmp(place, "gathering", 9) == 0)
		*(int64_t *)context += n;
	return OK;
}
static int64_t held(struct req *r, const char *person)
{
	int64_t n = 0;
	MUST(db_begin(r->db, false));
	MUST(mine_held(r, person, add_up, &n));
	db_rollback(r->db);
	return n;
}

static void who_leaves_takes_everything_along_and_frees_their_place(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w);
	struct planned two = a_meeting_of_two(r, &w, c), p = AN_EVENT(r, &w, "capacity", "1");
	MUST(answers(r, w.ana, p, "yes"));
	MUST(harness_post(r, time_path(r, p, "/agenda"), "words", "The bus", "minutes", "5", NULL));
	MUST(harness_post(r, time_path(r, p, "/remind"), "before", "120", NULL));
	MUST(PLAN_HERE(r, "kind", "class", "title", "Cooking"));
	struct planned class = planned_now(r);
	assert_int_equal(held(r, w.ana), 7);    /* planned two, owner of one, answers, a wish, an item */
	MUST(db_begin(r->db, true));
	MUST(tell(r, &people_left, w.ana));
	MUST(db_commit(r->db));
	assert_int_equal(held(r, w.ana), 0);
	MUST(answers(r, w.ben, p, "yes"));
	harness_as(r, w.sue, 0);
	MUST(harness_get(r, time_path(r, two, "")));
	harness_says(r, "called off");
	harness_says_not(r, "The bench");
	MUST(harness_get(r, time_path(r, class, "")));
	harness_says(r, "Cooking");
	const char *why = NULL;
	MUST(db_begin(r->db, false));
	MUST(gatherings_feature.checks[0].holds(r, &why));
	db_rollback(r->db);
	assert_null(why);
}

static void what_is_long_over_goes_and_the_number_stays(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct planned p = gone_by(r, &w);
	in_harbor(r, &w, w.cora);
	MUST(harness_post(r, time_path(r, p, "/came"), "headcount", "7", NULL));
	const struct retain *names = &gatherings_feature.retain->at[0], *all = &gatherings_feature.retain->at[1];
	struct gathering_names_over_list due;
	struct gatherings_over_list over;
	int64_t after = held(r, w.ana);
	assert_int_equal(after, 1);
	MUST(db_begin(r->db, true));
	MUST(gathering_names_over(r, w.harbor, 1750000000, "", 50, &due));
	assert_int_equal(due.n, 0);
	MUST(gathering_names_over(r, w.harbor, r->now, "", 50, &due));
	assert_int_equal(due.n, 1);
	MUST(names->erase(r, due.at[0].id, NULL));
	MUST(gathering_names_over(r, w.harbor, r->now, "", 50, &due));
	assert_int_equal(due.n, 0);
	MUST(db_commit(r->db));
	assert_int_equal(held(r, w.ana), 0);
	assert_int_equal(came(r, p), 7);
	MUST(db_begin(r->db, true));
	MUST(gatherings_over(r, w.harbor, r->now, "", 50, &over));
	assert_int_equal(over.n, 1);
	MUST(all->erase(r, over.at[0].id, NULL));
	MUST(db_commit(r->db));
	harness_as(r, w.cora, 0);
	assert_int_equal(harness_get(r, all_path(r, p, "")), MISSING);
}

HARNESS(who_came_is_a_number_unless_the_community_says_more, by_alias_and_by_account_only_where_that_was_chosen, a_sheet_has_blank_lines_and_no_names,
	a_group_is_recorded_once_as_a_headcount, a_shift_is_taken_counted_by_account_and_recorded_once, two_record_theirs_and_where_nothing_is_written_down_nothing_is,
	in_an_informal_community_a_meeting_of_two_is_not_recorded, who_leaves_takes_everything_along_and_frees_their_place,
	what_is_long_over_goes_and_the_number_stays)

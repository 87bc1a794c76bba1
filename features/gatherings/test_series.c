/* A whole rule moves from one of its times on: what was before stays, who said yes stays in where the day stays, and what somebody wrote or
 * called off goes along. */
#include "test_gathering_world.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &gatherings_feature, NULL };

static enum status moves(struct req *r, const struct world *w, struct planned p, const char *day, const char *clock)
{
	harness_as(r, w->cora, 0);
	return harness_post(r, time_path(r, p, "/move-on"), "day", day, "clock", clock, "minutes", "60", NULL);
}

/* "2025-06-18T18:00 2025-06-25T18:00 off …", of all that is planned in five weeks. */
static const char *times(struct req *r, const struct world *w)
{
	struct gatherings_times t;
	const char *s = "";
	MUST(db_begin(r->db, false));
	r->community.id = w->harbor;
	MUST(gatherings_between(r, &(struct gatherings_reader){ .person = w->cora, .may = MAY_MEMBER | MAY_COORDINATOR }, r->now, r->now + 35 * AT_DAY, &t));
	db_rollback(r->db);
	for (size_t k = 0; k < t.n; k++) {
		struct civil c = zone_civil("UTC", t.at[k].began);
		s = arena_printf(&r->arena, "%s%s%02d-%02dT%02d:%02d%s", s, *s ? " " : "", c.month, c.day, c.hour, c.minute, t.at[k].cancelled ? " off" : "");
	}
	return s;
}

static bool comes_to(struct req *r, const char *person, struct planned p)
{
	harness_as(r, person, 0);
	MUST(harness_get(r, time_path(r, p, "")));
	return strstr(harness_body(r), "You said that you come") != NULL;
}

static void seats_hold(struct req *r)
{
	const char *why = NULL;
	MUST(db_begin(r->db, false));
	MUST(gatherings_feature.checks[0].holds(r, &why));
	db_rollback(r->db);
	assert_null(why);
}

static void from_a_later_time_on_it_is_split_and_who_comes_on_the_same_day_stays(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct planned p = AN_EVENT(r, &w, "repeats", "weekly"), third = on(p, "2025-07-02");
	MUST(answers(r, w.ben, p, "yes"));
	MUST(answers(r, w.ben, third, "yes"));
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, time_path(r, on(p, "2025-06-25"), "/move-on")));
	harness_says(r, "Earlier times stay as they were.");
	harness_says(r, "Every week: Wednesday");
	MUST(harness_post(r, time_path(r, on(p, "2025-07-09"), "/off"), NULL));
	MUST(moves(r, &w, on(p, "2025-06-25"), "2025-06-25", "20:15"));
	struct planned q = planned_now(r);
	assert_string_not_equal(q.id, p.id);
	assert_string_equal(times(r, &w), "06-18T18:00 06-25T20:15 07-02T20:15 07-09T20:15 off 07-16T20:15");
	assert_true(comes_to(r, w.ben, p));
	assert_true(comes_to(r, w.ben, on(q, "2025-07-02")));
	assert_int_equal(harness_get(r, time_path(r, third, "")), MISSING);
	seats_hold(r);
}

static void to_another_day_everyone_is_asked_anew_and_words_go_along(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct planned p = AN_EVENT(r, &w, "repeats", "weekly", "capacity", "3"), second = on(p, "2025-06-25"), third = on(p, "2025-07-02"), fourth = on(p, "2025-07-09");
	MUST(answers(r, w.ben, second, "yes"));
	MUST(answers(r, w.ben, third, "yes"));
	MUST(harness_post(r, time_path(r, third, "/agenda"), "words", "The bus", "minutes", "5", NULL));
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, time_path(r, third, "/move"), "day", "2025-07-04", "clock", "09:30", "minutes", "45", NULL));
	MUST(harness_post(r, time_path(r, fourth, "/off"), NULL));
	MUST(moves(r, &w, second, "2025-06-26", "18:00"));
	struct planned q = planned_now(r);
	assert_string_equal(times(r, &w), "06-18T18:00 06-26T18:00 07-04T09:30 07-10T18:00 off 07-17T18:00");
	assert_false(comes_to(r, w.ben, on(q, "2025-06-26")));
	assert_true(comes_to(r, w.ben, on(q, "2025-07-03")));   /* moved by itself before: it stays where it was */
	harness_says(r, "The bus");
	seats_hold(r);
}

static void from_its_first_time_on_the_rule_itself_changes(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct planned p = AN_EVENT(r, &w, "repeats", "weekly", "weekdays", "mo", "weekdays", "we", "times", "5");
	MUST(answers(r, w.ben, on(p, "2025-06-23"), "yes"));
	MUST(answers(r, w.ben, on(p, "2025-06-25"), "yes"));
	MUST(moves(r, &w, p, "2025-06-19", "18:00"));
	assert_string_equal(planned_now(r).id, p.id);
	assert_string_equal(times(r, &w), "06-19T18:00 06-23T18:00 06-26T18:00 06-30T18:00 07-03T18:00");
	assert_true(comes_to(r, w.ben, on(p, "2025-06-23")));
	assert_false(comes_to(r, w.ben, on(p, "2025-06-26")));
	assert_int_equal(harness_number(r, "SELECT sequence AS n FROM gathering"), 1);
	seats_hold(r);
}

static void numbers_and_ends_go_on_behind_the_split(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct planned p = AN_EVENT(r, &w, "repeats", "weekly", "times", "4");
	MUST(moves(r, &w, on(p, "2025-07-02"), "2025-07-03", "18:00"));
	assert_string_equal(times(r, &w), "06-18T18:00 06-25T18:00 07-03T18:00 07-10T18:00");
	struct planned m = AN_EVENT(r, &w, "repeats", "weekday", "title", "Monthly", "until", "2025-08-31", "clock", "12:00");
	MUST(moves(r, &w, on(m, "2025-07-16"), "2025-07-17", "12:00"));
	assert_string_equal(times(r, &w), "06-18T12:00 06-18T18:00 06-25T18:00 07-03T18:00 07-10T18:00 07-17T12:00");
}

static void what_cannot_be_is_said(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	struct planned once = AN_EVENT(r, &w), p = AN_EVENT(r, &w, "repeats", "weekly");
	assert_int_equal(moves(r, &w, once, "2025-06-19", "18:00"), MISSING);
	assert_int_equal(moves(r, &w, on(p, "2025-06-25"), "2025-06-18", "18:00"), INVALID);
	assert_true(harness_fault(r, "day", "before"));
	assert_int_equal(moves(r, &w, p, "2025-06-10", "18:00"), INVALID);
	assert_true(harness_fault(r, "day", "past"));
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_get(r, time_path(r, p, "/move-on")), MISSING);
	assert_int_equal(harness_post(r, time_path(r, p, "/move-on"), "day", "2025-06-19", "clock", "18:00", "minutes", "60", NULL), MISSING);
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, all_path(r, p, "/off"), NULL));
	assert_int_equal(moves(r, &w, p, "2025-06-19", "18:00"), INVALID);
	assert_true(harness_fault(r, NULL, "off"));
	MUST(harness_post(r, all_path(r, p, "/on"), NULL));
	r->now += 7 * AT_DAY;
	assert_int_equal(moves(r, &w, p, "2025-06-26", "18:00"), INVALID);
	assert_true(harness_fault(r, NULL, "over"));
}

HARNESS(from_a_later_time_on_it_is_split_and_who_comes_on_the_same_day_stays, to_another_day_everyone_is_asked_anew_and_words_go_along,
	from_its_first_time_on_the_rule_itself_changes, numbers_and_ends_go_on_behind_the_split, what_cannot_be_is_said)

/* What a group does together: the agreement its members write, and tasks that go round. */
#include "test_circle.h"
#include "../tidings/test_hears.h"
#include "queries.h"
#include "mine.h"
#include "retain.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &tidings_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, NULL };

struct three { struct world w; const char *group; };

static struct three a_group_of_three(struct req *r)
{
	struct three t = { .w = a_world(r, 1) };
	t.group = a_group(r, t.w.ana, "open", "");
	MUST(comes(r, t.group, t.w.ben));
	r->now++;
	MUST(comes(r, t.group, t.w.sue));
	return t;
}

static const char *line_on_page(struct req *r, const struct three *t, const char *person)
{
	harness_as(r, person, 0);
	MUST(harness_get(r, group_path(r, t->group, "/agreement")));
	return after(r, "/agreement/lines/", '/');
}

static void members_propose_lines_and_say_they_are_fine_with_them(void **state)
{
	struct req *r = *state;
	struct three t = a_group_of_three(r);
	harness_as(r, t.w.ben, 0);
	assert_int_equal(harness_post(r, group_path(r, t.group, "/agreement/lines"), "words", "", NULL), INVALID);
	MUST(harness_post(r, group_path(r, t.group, "/agreement/lines"), "words", "We begin on time.", NULL));
	const char *line = line_on_page(r, &t, t.w.sue);
	harness_says(r, "We begin on time.");
	harness_says(r, "From Ben");
	harness_says(r, "One person is fine with it");
	const char *fine = group_path(r, t.group, arena_printf(&r->arena, "/agreement/lines/%s/fine", line));
	const char *out = group_path(r, t.group, arena_printf(&r->arena, "/agreement/lines/%s/take-out", line));
	MUST(harness_post(r, fine, NULL));
	MUST(harness_get(r, group_path(r, t.group, "/agreement")));
	harness_says(r, "2 people are fine with it");
	MUST(harness_post(r, fine, NULL));
	MUST(harness_get(r, group_path(r, t.group, "/agreement")));
	harness_says(r, "One person is fine with it");
	assert_int_equal(harness_post(r, out, NULL), MISSING);          /* not hers */
	assert_int_equal(harness_post(r, group_path(r, t.group, arena_printf(&r->arena, "/agreement/lines/%s/fine", id_new(r))), NULL), MISSING);
	harness_as(r, t.w.ben, 0);
	MUST(harness_post(r, out, NULL));
	MUST(harness_get(r, group_path(r, t.group, "/agreement")));
	harness_says_not(r, "We begin on time.");
	for (int k = 0; k < 20; k++)
		MUST(harness_post(r, group_path(r, t.group, "/agreement/lines"), "words", "One more", NULL));
	assert_int_equal(harness_post(r, group_path(r, t.group, "/agreement/lines"), "words", "One too many", NULL), INVALID);
	assert_true(harness_fault(r, "words", "too_many"));
}

static void a_version_is_made_on_a_day_and_everyone_is_asked_to_read_it(void **state)
{
	struct req *r = *state;
	struct three t = a_group_of_three(r);
	harness_as(r, t.w.ben, 0);
	MUST(harness_post(r, group_path(r, t.group, "/agreement/lines"), "words", "We begin on time.", NULL));
	harness_as(r, t.w.ana, 0);
	MUST(harness_get(r, group_path(r, t.group, "/agreement/new")));
	harness_says(r, "We begin on time.");           /* what was proposed is there to begin with */
#define MAKE(words, made, renew, number) harness_post(r, group_path(r, t.group, "/agreement/new"), "words", words, "made_on", made, "renew_on", renew, "number", number, NULL)
	assert_int_equal(MAKE("x1", "2025-06-16", "", "0"), INVALID);   /* tomorrow */
	assert_true(harness_fault(r, "made_on", "day"));
	assert_int_equal(MAKE("x1", "2025-06-15", "2025-06-15", "0"), INVALID);
	assert_true(harness_fault(r, "renew_on", "day"));
	MUST(MAKE("We begin on time.\n\nWe let each other finish.", "2025-06-15", "2025-06-20", "0"));
	assert_int_equal(MAKE("Something else", "2025-06-15", "", "0"), CONFLICT);      /* somebody was quicker */
	harness_says(r, "Something else");
#undef MAKE
	assert_false(group_says(r, t.group, t.w.ana, "unread"));
	assert_true(group_says(r, t.group, t.w.ben, "unread"));
	MUST(harness_get(r, group_path(r, t.group, "/agreement")));
	harness_says(r, "We let each other finish.");
	harness_says(r, "Nothing is proposed just now.");
	MUST(harness_post(r, group_path(r, t.group, "/agreement/read"), NULL));
	assert_false(group_says(r, t.group, t.w.ben, "unread"));
	r->now += 6 * 86400;
	harness_as(r, t.w.ana, 0);
	MUST(harness_get(r, group_path(r, t.group, "/agreement")));
	harness_says(r, "time to look at it again");
}

static void those_in_it_hear_of_an_agreement_and_nobody_else(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *g = a_group(r, w.ana, "open", ""), *all[] = { w.ana, w.ben, w.sue, w.cora };
	MUST(comes(r, g, w.ben));
	for (size_t k = 0; k < COUNT(all); k++)
		signed_in(r, all[k]);
	write_agreement(r, g, w.ana, "We let each other finish");
	struct heard h = hearers(r, w.harbor, NULL);
	assert_int_equal(h.n, 2);
	assert_true(hears(r, w.harbor, w.ana) && hears(r, w.harbor, w.ben));
	harness_as(r, w.ben, 0);
	MUST(harness_post(r, group_path(r, g, "/leave"), NULL));
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, group_path(r, g, "/agreement/lines"), "words", "Phones stay in the bag", NULL));
	assert_true(hears(r, w.harbor, w.ana));
	assert_false(hears(r, w.harbor, w.ben));        /* no longer in it */
}

static void every_version_stays_readable_with_what_changed(void **state)
{
	struct req *r = *state;
	struct three t = a_group_of_three(r);
	const char *first = group_path(r, t.group, "/agreement/versions/1"), *second = group_path(r, t.group, "/agreement/versions/2");
	harness_as(r, t.w.ana, 0);
	assert_int_equal(harness_get(r, first), MISSING);
	MUST(harness_post(r, group_path(r, t.group, "/agreement/new"), "words", "We begin on time.\nPhones stay outside.\nWe let each other finish.",
			  "made_on", "2025-06-10", "number", "0", NULL));
	MUST(harness_post(r, group_path(r, t.group, "/agreement/new"), "words", "We begin on time.\nPhones are silent.\nWe let each other finish.\nTea for all.",
			  "made_on", "2025-06-15", "number", "1", NULL));
	harness_as(r, t.w.ben, 0);
	MUST(harness_get(r, group_path(r, t.group, "/agreement")));
	harness_says(r, "/agreement/versions/1");
	MUST(harness_get(r, first));
	harness_says(r, "Phones stay outside.");
	harness_says_not(r, "<ins>");                   /* nothing came before it */
	harness_says_not(r, "<del>");
	MUST(harness_get(r, second));
	harness_says(r, "<del>Phones stay outside.</del>");
	harness_says(r, "<ins>Phones are silent.</ins>");
	harness_says(r, "<ins>Tea for all.</ins>");
	harness_says(r, "<li>We begin on time.</li>");
	harness_says(r, "<li>We let each other finish.</li>");
	assert_int_equal(json_array_size(json_object_get(harness_json(r), "lines")), 5);
	assert_int_equal(harness_get(r, group_path(r, t.group, "/agreement/versions/3")), MISSING);
	assert_int_equal(harness_get(r, group_path(r, t.group, "/agreement/versions/0")), INVALID);
	harness_as(r, t.w.cora, 0);
	assert_int_equal(harness_get(r, second), MISSING);
}

static const char *next_for(struct req *r, const struct three *t, const char *task)
{
	const json_t *next = json_object_get(group_seen(r, t->group, t->w.ana), "next");
	for (size_t k = 0; k < json_array_size(next); k++)
		if (str_same(json_string_value(json_object_get(json_array_get(next, k), "task")), task))
			return arena_str(&r->arena, json_string_value(json_object_get(json_array_get(next, k), "name")));
	return "nobody";
}

static enum status task(struct req *r, const struct three *t, const char *person, const char *deed)
{
	harness_as(r, person, 0);
	return harness_post(r, group_path(r, t->group, arena_printf(&r->arena, "/tasks/%s", deed)), "task", "greeter", NULL);
}

static void a_task_goes_round_and_not_this_time_costs_nothing(void **state)
{
	struct req *r = *state;
	struct three t = a_group_of_three(r);
	harness_as(r, t.w.ben, 0);
	assert_int_equal(harness_post(r, group_path(r, t.group, "/tasks/line"), "task", "king", NULL), INVALID);
	MUST(task(r, &t, t.w.ben, "line"));
	MUST(task(r, &t, t.w.ben, "line"));
	assert_string_equal(next_for(r, &t, "greeter"), "Ben");
	assert_int_equal(task(r, &t, t.w.ben, "pass"), INVALID);        /* nobody behind */
	MUST(task(r, &t, t.w.sue, "line"));
	MUST(task(r, &t, t.w.ana, "line"));
	assert_int_equal(task(r, &t, t.w.sue, "pass"), INVALID);        /* not her turn */
	MUST(task(r, &t, t.w.ben, "pass"));
	assert_string_equal(next_for(r, &t, "greeter"), "Sue");
	MUST(task(r, &t, t.w.ana, "done"));
	assert_string_equal(next_for(r, &t, "greeter"), "Ben");
	in_harbor(r, &t.w, t.w.ana);
	MUST(db_begin(r->db, true));
	MUST(groups_met(r, t.group));
	MUST(db_commit(r->db));
	assert_string_equal(next_for(r, &t, "greeter"), "Ana");
	MUST(task(r, &t, t.w.ana, "off"));
	assert_string_equal(next_for(r, &t, "greeter"), "Sue");
	harness_as(r, t.w.sue, 0);
	MUST(harness_get(r, group_path(r, t.group, "/tasks")));
	harness_says(r, "Not this time");
	MUST(harness_post(r, group_path(r, t.group, "/leave"), NULL));
	assert_string_equal(next_for(r, &t, "greeter"), "Ben");
}

static void two_swap_when_both_want_to(void **state)
{
	struct req *r = *state;
	struct three t = a_group_of_three(r);
	const char *take = group_path(r, t.group, "/tasks/take");
	MUST(task(r, &t, t.w.ben, "line"));
	assert_int_equal(task(r, &t, t.w.sue, "swap"), MISSING);        /* not in line */
	harness_as(r, t.w.sue, 0);
	assert_int_equal(harness_post(r, take, "task", "greeter", "person", t.w.ben, NULL), INVALID);   /* Ben did not ask */
	assert_true(harness_fault(r, "person", "settled"));
	MUST(task(r, &t, t.w.ben, "swap"));
	harness_as(r, t.w.ben, 0);
	assert_int_equal(harness_post(r, take, "task", "greeter", "person", t.w.ben, NULL), INVALID);
	harness_as(r, t.w.sue, 0);
	MUST(harness_post(r, take, "task", "greeter", "person", t.w.ben, NULL));        /* Sue was not in line */
	assert_string_equal(next_for(r, &t, "greeter"), "Sue");
	harness_as(r, t.w.ana, 0);
	assert_int_equal(harness_post(r, take, "task", "greeter", "person", t.w.ben, NULL), INVALID);   /* settled */
	MUST(task(r, &t, t.w.sue, "swap"));
	harness_as(r, t.w.ben, 0);
	MUST(harness_post(r, take, "task", "greeter", "person", t.w.sue, NULL));        /* both in line: they change places */
	assert_string_equal(next_for(r, &t, "greeter"), "Ben");
	MUST(task(r, &t, t.w.ben, "swap"));
	MUST(task(r, &t, t.w.ben, "swap"));             /* changed his mind */
	harness_as(r, t.w.sue, 0);
	assert_int_equal(harness_post(r, take, "task", "greeter", "person", t.w.ben, NULL), INVALID);
}

static void what_is_kept_of_somebody_is_theirs_to_take_along(void **state)
{
	struct req *r = *state;
	struct three t = a_group_of_three(r);
	struct out o = { 0 };
	harness_as(r, t.w.ben, 0);
	MUST(harness_post(r, group_path(r, t.group, "/agreement/lines"), "words", "We begin on time.", NULL));
	MUST(task(r, &t, t.w.ben, "line"));
	in_harbor(r, &t.w, t.w.ben);
	MUST(db_begin(r->db, false));
	MUST(mine_json(r, t.w.ben, "groups", &o));
	db_rollback(r->db);
	const char *all = arena_copy(&r->arena, o.at, o.n);
	out_end(&o);
	assert_non_null(strstr(all, "We begin on time."));
	assert_non_null(strstr(all, "Wednesday circle"));
	assert_non_null(strstr(all, "greeter"));
}

static void what_a_group_left_goes_when_its_time_has_come(void **state)
{
	struct req *r = *state;
	struct three t = a_group_of_three(r);
	write_agreement(r, t.group, t.w.ana, "We let each other finish.");
	MUST(harness_post(r, group_path(r, t.group, "/end"), "words", "Two years of soup.", "sure", "1", NULL));
	struct groups_over_list due;
	const struct retain *kind = &groups_feature.retain->at[0];
	MUST(db_begin(r->db, true));
	MUST(groups_over(r, t.w.harbor, r->now, "", 10, &due));
	assert_int_equal(due.n, 0);
	MUST(groups_over(r, t.w.harbor, r->now + 1, "", 10, &due));
	assert_int_equal(due.n, 1);
	MUST(kind->erase(r, due.at[0].id, due.at[0].one));
	MUST(groups_over(r, t.w.harbor, r->now + 1, "", 10, &due));
	assert_int_equal(due.n, 0);             /* what is erased is due no more */
	MUST(db_commit(r->db));
	assert_false(group_says(r, t.group, t.w.ana, "belongs"));
	groups_hold(r);
}

HARNESS(members_propose_lines_and_say_they_are_fine_with_them, a_version_is_made_on_a_day_and_everyone_is_asked_to_read_it, every_version_stays_readable_with_what_changed, those_in_it_hear_of_an_agreement_and_nobody_else,
	a_task_goes_round_and_not_this_time_costs_nothing, two_swap_when_both_want_to, what_is_kept_of_somebody_is_theirs_to_take_along,
	what_a_group_left_goes_when_its_time_has_come)

/* Beside the words of a plan: days that only their person sees, tools for a part, reminders by wish. */
#include "../documents/test_pages.h"
#include "queries.h"
#include "wellness.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &documents_feature, &wellness_feature, NULL };

#define CHECK_IN HARBOR "/check-in"
enum { A_DAY = 86400 };

static size_t days(struct req *r)
{
	MUST(harness_get(r, CHECK_IN));
	return json_array_size(json_object_get(harness_json(r), "days"));
}

static void a_day_is_said_once_said_anew_and_taken_away(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_post(r, CHECK_IN, "words", "no feeling", NULL), INVALID);
	assert_true(harness_fault(r, "feeling", "needed"));
	assert_int_equal(harness_post(r, CHECK_IN, "feeling", "splendid", NULL), INVALID);
	MUST(harness_post(r, CHECK_IN, "feeling", "hard", "words", "Rain", NULL));
	MUST(harness_post(r, CHECK_IN, "feeling", "good", "words", "Sun", NULL));
	assert_int_equal(days(r), 1);
	MUST(harness_get(r, CHECK_IN));
	harness_says(r, "Sun");
	harness_says_not(r, "Rain");
	harness_says_not(r, "<polyline");      /* one day is no picture */
	const char *id = after(r, "/check-in/", '/');
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, CHECK_IN "/%s/remove", id), NULL), MISSING);
	assert_int_equal(days(r), 0);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, arena_printf(&r->arena, CHECK_IN "/%s/remove", id), NULL));
	assert_int_equal(days(r), 0);
}

static void days_become_a_picture_from_left_to_right(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	static const char *const feelings[] = { "very_hard", "so_so", "very_good" };
	harness_as(r, w.ana, 0);
	for (int i = 0; i < 3; i++) {
		MUST(harness_post(r, CHECK_IN, "feeling", feelings[i], NULL));
		r->now += A_DAY * (i + 1);
	}
	MUST(harness_get(r, CHECK_IN));
	harness_says(r, "points=\"0.0,100.0 33.3,50.0 100.0,0.0\"");
	r->now += 38 * A_DAY;
	assert_int_equal(days(r), 1);          /* six weeks are shown; the rest is in everything of mine */
	MUST(harness_post(r, CHECK_IN "/clear", NULL));
	r->now -= 38 * A_DAY;
	assert_int_equal(days(r), 0);
}

static void signs_point_to_tools_that_stay_when_the_toolbox_changes(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *id = begin_page(r, w.ana, "wellness");
	MUST(harness_get(r, page_at(r, id, "/early-signs")));
	harness_says(r, "Your toolbox is empty");
	write_part(r, id, "toolbox", "Hot tea\nA walk\nCalling Rosa", "0");
	MUST(harness_get(r, page_at(r, id, "/early-signs")));
	harness_says(r, "Hot tea");
	const char *tea = arena_str(&r->arena, after(r, "name=\"tools\" value=\"", '"'));
	MUST(harness_post(r, page_at(r, id, "/early-signs/tools"), "tools", tea, "tools", "ffffffffffffffff", NULL));
	write_part(r, id, "toolbox", "A walk", "1");
	MUST(harness_get(r, page_at(r, id, "/early-signs")));
	harness_says(r, "<li>Hot tea</li>");
	harness_says_not(r, "Calling Rosa");
	write_part(r, id, "early-signs", "I stop opening my mail", "0");
	static const char *const papers[] = { "/print", "/export?as=html", "/export?as=markdown", "/export?as=json" };
	for (size_t i = 0; i < COUNT(papers); i++) {
		MUST(harness_get(r, page_at(r, id, papers[i])));
		harness_says(r, "From my toolbox");
		harness_says(r, "Hot tea");
	}
	MUST(harness_get(r, page_at(r, id, "/well")));
	harness_says_not(r, "From your toolbox");
	assert_int_equal(harness_post(r, page_at(r, id, "/well/tools"), "tools", tea, NULL), MISSING);
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_post(r, page_at(r, id, "/early-signs/tools"), NULL), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, page_at(r, id, "/early-signs/tools"), NULL));
	MUST(harness_get(r, page_at(r, id, "/early-signs")));
	harness_says_not(r, "Hot tea");
}

static void a_reminder_comes_by_wish_and_goes_with_one_step(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *id = begin_page(r, w.ana, "wellness"), *story = begin_page(r, w.ana, "story");
	MUST(harness_post(r, page_at(r, id, "/review"), "every", "month", NULL));
	assert_int_equal(harness_post(r, page_at(r, id, "/review"), "every", "hour", NULL), INVALID);
	struct safe_html card;
	for (int day = 27; day <= 28; day++) {
		in_harbor(r, &w, w.ana);
		r->now += (day == 27 ? 27 : 1) * A_DAY;
		MUST(db_begin(r->db, false));
		r->who.may = MAY_MEMBER;
		MUST(cards_html(r, "today", &card));
		db_rollback(r->db);
		assert_int_equal(strstr(card.html, "still fit?") != NULL, day == 28);
	}
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, page_at(r, id, "/reviewed"), NULL));
	MUST(harness_post(r, page_at(r, id, "/review"), "every", "never", NULL));
	assert_int_equal(harness_post(r, page_at(r, id, "/reviewed"), NULL), MISSING);
	assert_int_equal(harness_get(r, page_at(r, story, "/review")), MISSING);
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_get(r, page_at(r, id, "/review")), MISSING);
}

static void going_takes_all_of_it(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	const char *id = begin_page(r, w.ana, "wellness");
	MUST(harness_post(r, CHECK_IN, "feeling", "good", NULL));
	MUST(harness_post(r, page_at(r, id, "/review"), "every", "month", NULL));
	MUST(db_begin(r->db, true));
	MUST(tell(r, &people_left, w.ana));
	MUST(db_commit(r->db));
	struct wellness_days_list left;
	MUST(db_begin(r->db, false));
	MUST(wellness_days(r, w.ana, 0, &left));
	db_rollback(r->db);
	assert_int_equal(left.n, 0);
	assert_int_equal(harness_get(r, page_at(r, id, "/review")), MISSING);
}

HARNESS(a_day_is_said_once_said_anew_and_taken_away, days_become_a_picture_from_left_to_right,
	signs_point_to_tools_that_stay_when_the_toolbox_changes, a_reminder_comes_by_wish_and_goes_with_one_step, going_takes_all_of_it)

/* Surveys: offered once, answered once, tied to nobody; counted; own words only in lots. */
#include "../connections/test_pair.h"
#include "surveys.h"
#include "queries.h"

static struct { int64_t offered, answers; } heard;
static enum status hear(struct req *r, const void *what)
{
	const struct surveys_change *c = what;
	(void)r;
	heard.offered += c->offered;
	heard.answers += c->answer != NULL;
	return OK;
}
static const struct ear listener_ears[] = { { &surveys_changed, hear } };
static const char *const no_schemas[] = { NULL };
static const struct db_query *const no_queries[] = { NULL };
static const struct feature listener = { .name = "listener", .schemas = no_schemas, .queries = no_queries, .ears = listener_ears, .n_ears = 1 };

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &listener, &surveys_feature, NULL };

static const char *a_meeting(struct req *r, const char *c, bool mutual)
{
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/connections/%s/encounters/new", c), "met", "met", "day", "2025-06-15", "clock", "10:00",
			  "minutes", "45", "mode", "phone", mutual ? "mutual" : "mode", mutual ? "1" : "phone", NULL));
	return led_to(r, "/encounters/");
}

static const char *draw(struct req *r, const char *e)
{
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/encounters/%s/survey", e), NULL));
	return after(r, "<p class=\"code\">", '<');
}

static void what_must_hold(struct req *r)
{
	const char *why = NULL;
	MUST(surveys_feature.checks[0].holds(r, &why));
	assert_null(why);
}

static void the_one_who_received_is_offered_one_and_draws_it_once(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w), *e;
	heard.offered = 0;
	e = a_meeting(r, c, false);
	harness_as(r, w.sue, 0);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, HARBOR "/encounters/%s/survey", e), NULL), MISSING);
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, HARBOR "/encounters/%s/survey", e), NULL), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/encounters/%s", e)));
	harness_says(r, "Get my code");
	(void)draw(r, e);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, HARBOR "/encounters/%s/survey", e), NULL), MISSING);
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/encounters/%s", e)));
	harness_says_not(r, "Get my code");
	what_must_hold(r);
}

static void where_support_went_both_ways_both_are_offered_one(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w), *e = a_meeting(r, c, true);
	harness_as(r, w.sue, 0);
	(void)draw(r, e);
	harness_as(r, w.ana, 0);
	(void)draw(r, e);
}

static void a_code_answers_once_and_asks_nothing_of_who_it_is(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w), *e = a_meeting(r, c, false);
	harness_as(r, w.ana, 0);
	const char *code = draw(r, e);
	harness_as(r, NULL, 0);
	char lower[64];
	snprintf(lower, sizeof lower, "/s/%s", code);
	for (char *p = lower; *p; p++)
		*p = *p >= 'A' && *p <= 'Z' ? (char)(*p + 32) : *p;
	MUST(harness_get(r, lower));
	harness_says(r, "Did you feel heard?");
	MUST(harness_get(r, arena_printf(&r->arena, "/s/%s", code)));
	harness_says(r, "Did you feel heard?");
	MUST(harness_get(r, arena_printf(&r->arena, "/s/%.4s%%20%.4s%%20%.4s%%E2%%80%%93%.4s", code, code + 5, code + 10, code + 15)));
	harness_says(r, "Did you feel heard?");
	assert_int_equal(harness_get(r, "/s/Not%20a%20code"), INVALID);
	harness_says(r, "Not a code");
	assert_int_equal(harness_post(r, "/survey", "code", code, NULL), INVALID);      /* nothing answered */
	harness_says(r, "Did you feel heard?");
	assert_int_equal(harness_post(r, "/survey", "code", code, "heard", "9", "words", "kept", NULL), INVALID);
	harness_says(r, "kept");
	MUST(harness_post(r, "/survey", "code", code, "found", "emotional", "found", "company", "heard", "5", "hope_before", "3", "hope_after", "6",
			  "again", "yes", "words", "It was good", NULL));
	assert_string_equal(r->reply.location, "/survey/thanks");
	assert_int_equal(harness_post(r, "/survey", "code", code, "heard", "1", NULL), INVALID);
	assert_true(harness_fault(r, "code", "unknown"));
	assert_int_equal(harness_post(r, "/survey", "code", "AAAA-BBBB-CCCC-DDDD", "heard", "1", NULL), INVALID);
	MUST(harness_get(r, "/survey"));
	harness_says(r, "Type the code from your slip");
	(void)!harness_get(r, arena_printf(&r->arena, "/survey?code=%s", code));
	harness_says(r, "Type the code from your slip");
	what_must_hold(r);
}

static void a_code_is_forgiving_and_grows_old(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w);
	harness_as(r, w.ana, 0);
	const char *one = draw(r, a_meeting(r, c, false)), *two = draw(r, a_meeting(r, c, false));
	char typed[64];
	size_t n = 0;
	for (const char *p = one; *p; p++)
		if (*p != '-')
			typed[n++] = *p >= 'A' && *p <= 'Z' ? (char)(*p + 32) : *p;
	typed[n] = '\0';
	harness_as(r, NULL, 0);
	MUST(harness_post(r, "/survey", "code", typed, "again", "no", NULL));
	r->now += 9 * 7 * 86400;
	assert_int_equal(harness_post(r, "/survey", "code", two, "again", "no", NULL), INVALID);
}

static void slips_for_a_group_are_counted_and_bounded(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	harness_as(r, w.cora, 0);
	MUST(harness_post(r, HARBOR "/group-encounters/new", "day", "2025-06-15", "clock", "10:00", "minutes", "90", "headcount", "4", "mode", "in_person", NULL));
	const char *e = led_to(r, "/encounters/");
	assert_int_equal(harness_post(r, arena_printf(&r->arena, HARBOR "/encounters/%s/slips", e), "slips", "7", NULL), INVALID);
	r->want = WANT_JSON;
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/encounters/%s/slips", e), "slips", "5", NULL));
	json_t *page = json_loads(harness_body(r), 0, NULL);
	assert_int_equal(json_array_size(json_object_get(page, "slips")), 5);
	json_decref(page);
	r->want = WANT_PAGE;
	assert_int_equal(harness_post(r, arena_printf(&r->arena, HARBOR "/encounters/%s/slips", e), "slips", "2", NULL), INVALID);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/encounters/%s/slips", e), "slips", "1", NULL));
	harness_as(r, w.ben, 0);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, HARBOR "/encounters/%s/slips", e), "slips", "1", NULL), MISSING);
	what_must_hold(r);
}

static void taking_a_meeting_back_takes_back_what_was_not_drawn(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w);
	heard.offered = 0;
	const char *e = a_meeting(r, c, true);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/encounters/%s/take-back", e), NULL));
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_post(r, arena_printf(&r->arena, HARBOR "/encounters/%s/survey", e), NULL), MISSING);
	MUST(harness_get(r, HARBOR "/connections"));
	what_must_hold(r);
}

/* The row of an answer knows a batch and a week; the batch a month: no column could hold a person, meeting, day or address. */
static void an_answer_has_no_place_for_who_or_when(void **state)
{
	struct req *r = *state;
	static const char *const columns[] = { "id", "batch", "week", "found", "heard", "hope_before", "hope_after", "again", "words", "import", "lot" };
	extern const char surveys_schema_001[];
	const char *table = strstr(surveys_schema_001, "CREATE TABLE survey_answer (");
	assert_non_null(table);
	const char *end = strstr(table, "\n)");
	size_t found = 0;
	for (const char *line = strchr(table, '\n') + 1; line < end; line = strchr(line, '\n') + 1) {
		size_t n = strcspn(line += strspn(line, " "), " ");
		assert_true(found < COUNT(columns) && strlen(columns[found]) == n && memcmp(columns[found], line, n) == 0);
		found++;
	}
	assert_int_equal(found, COUNT(columns));
	const char *why;        /* nor are rows numbered in the order in which they came */
	assert_int_equal(db_script(r->db, "SELECT rowid FROM survey_answer", &why), BROKEN);
	assert_int_equal(db_script(r->db, "SELECT id FROM survey_answer", &why), OK);
}

static void own_words_are_shown_only_in_whole_lots_of_past_weeks(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	const char *c = a_pair(r, &w);
	for (int i = 0; i < 6; i++) {
		harness_as(r, w.ana, 0);
		const char *code = draw(r, a_meeting(r, c, false));
		harness_as(r, NULL, 0);
		MUST(harness_post(r, "/survey", "code", code, "words", i == 5 ? "The sixth" : "Words", NULL));
		if (i == 4) {
			harness_as(r, w.cora, 0);
			MUST(harness_get(r, HARBOR "/survey-words"));
			harness_says_not(r, "<blockquote>");            /* this week's wait */
			r->now += 8 * 86400;
			harness_as(r, w.ana, 0);
			a_meeting(r, c, false);
			harness_as(r, w.cora, 0);
			MUST(harness_get(r, HARBOR "/survey-words"));
			harness_says(r, "<blockquote>");
		}
	}
	r->now += 8 * 86400;
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/survey-words"));
	harness_says(r, "Words");
	harness_says_not(r, "The sixth");                               /* alone in its week: it waits for company */
	harness_as(r, w.ana, 0);
	assert_int_equal(harness_get(r, HARBOR "/survey-words"), MISSING);
}

enum { LOT_WEEKS = 6, DAY = 86400, A_WEEK = 7 * DAY };

static void answer_in_words(struct req *r, const struct world *w, const char *connection, int week, int n)
{
	for (int k = 0; k < n; k++) {
		harness_as(r, w->ana, 0);
		const char *code = draw(r, a_meeting(r, connection, false));
		harness_as(r, NULL, 0);
		MUST(harness_post(r, "/survey", "code", code, "words", arena_printf(&r->arena, "Week %d.", week), NULL));
	}
}

/* Which of the weeks' words are shown, as bits. */
static unsigned weeks_shown(struct req *r, const struct world *w)
{
	unsigned shown = 0;
	harness_as(r, w->cora, 0);
	MUST(harness_get(r, HARBOR "/survey-words"));
	for (int week = 0; week < LOT_WEEKS; week++)
		shown |= (unsigned)(memmem(r->out.at, r->out.n, arena_printf(&r->arena, "Week %d.", week), strlen("Week 0.")) != NULL) << week;
	return shown;
}

static void erase_before(struct req *r, const struct world *w, int64_t before)
{
	struct survey_words_over_list due;
	MUST(db_begin(r->db, true));
	MUST(survey_words_over(r, w->harbor, before, "", 100, &due));
	for (size_t k = 0; k < due.n; k++)
		MUST(survey_word_over(r, due.at[k].id, NULL));
	MUST(db_commit(r->db));
}

/* Three and two, two and four, six and one: of the first two lots neither loses a part or gets one when the other goes, or when the
 * minimum changes. */
static void a_lot_of_own_words_never_moves_and_goes_as_a_whole(void **state)
{
	struct req *r = *state;
	struct world w = a_settled_world(r, 1);
	static const int answers[LOT_WEEKS] = { 3, 2, 2, 4, 6, 1 };
	const char *c = a_pair(r, &w);
	int64_t begin = r->now;
	for (int week = 0; week < LOT_WEEKS; week++, r->now += A_WEEK)
		answer_in_words(r, &w, c, week, answers[week]);
	harness_as(r, w.ana, 0);
	a_meeting(r, c, false);
	assert_int_equal(weeks_shown(r, &w), 0x1f);             /* the last one waits */
	erase_before(r, &w, begin + DAY);
	assert_int_equal(weeks_shown(r, &w), 0x1f);             /* its week is over, its lot is not */
	erase_before(r, &w, begin + 2 * A_WEEK);
	assert_int_equal(weeks_shown(r, &w), 0x1c);
	harness_as(r, w.ana, 0);
	a_meeting(r, c, false);
	assert_int_equal(weeks_shown(r, &w), 0x1c);
	erase_before(r, &w, begin + 2 * A_WEEK + DAY);
	assert_int_equal(weeks_shown(r, &w), 0x1c);
	erase_before(r, &w, begin + 3 * A_WEEK + DAY);
	assert_int_equal(weeks_shown(r, &w), 0x10);
	MUST(db_begin(r->db, true));
	const char *why;
	MUST(db_script(r->db, "UPDATE community SET min_cell = 7", &why));
	MUST(db_commit(r->db));
	assert_int_equal(weeks_shown(r, &w), 0);                /* six are fewer than seven */
}

HARNESS(the_one_who_received_is_offered_one_and_draws_it_once, where_support_went_both_ways_both_are_offered_one,
	a_code_answers_once_and_asks_nothing_of_who_it_is, a_code_is_forgiving_and_grows_old, slips_for_a_group_are_counted_and_bounded,
	taking_a_meeting_back_takes_back_what_was_not_drawn, an_answer_has_no_place_for_who_or_when,
	own_words_are_shown_only_in_whole_lots_of_past_weeks, a_lot_of_own_words_never_moves_and_goes_as_a_whole)

/* Pictures and recordings that come with messages, with a studio that answers as it is told: who sees them, what is refused, when they go. */
#include "test_talk_world.h"
#include "reports.h"
#include "retain.h"
#include "mine.h"
#include "house.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &reports_feature, &conversations_feature, NULL };

enum { GIANT = 5 << 19 };       /* bytes: three are too much for one report */
static const uint8_t giant[GIANT];

/* What is sent says what becomes of it. */
static void remade(struct studio *s, struct arena *a, enum remake_kind kind, struct slice sent, struct remade *ret)
{
	(void)s, (void)a;
	*ret = (struct remade){ .end = sent.at[0] == 'u' ? REMAKE_UNKNOWN : sent.at[0] == 'h' ? REMAKE_HURT : sent.at[0] == 'l' ? REMAKE_LARGE :
		sent.at[0] == 'b' ? REMAKE_BUSY : REMADE };
	ret->whole = sent.at[0] == 'g' ? (struct bytes){ giant, GIANT } : (struct bytes){ (const uint8_t *)"made anew", 9 };
	ret->small = (struct bytes){ (const uint8_t *)"small", 5 };
	ret->width = kind == REMAKE_PICTURE ? 1600 : 0;
	ret->height = kind == REMAKE_PICTURE ? 800 : 0;
	ret->seconds = kind == REMAKE_VOICE ? 65 : 0;
}

static const char *sent(struct req *r, const struct talk_world *t, const char *end)
{
	harness_remake(r, remade);
	harness_as(r, t->w.ana, 0);
	MUST(harness_post(r, talk_path(r, t->talk, ""), "words", "Look", "picture1", "fine", "about1", "Two trees", NULL));
	const char *m = newest(r, t->talk, t->w.sue);
	const json_t *lines = json_object_get(harness_json(r), "lines"), *line = json_array_get(lines, json_array_size(lines) - 1);
	const char *id = json_string_value(json_object_get(json_array_get(json_object_get(line, "enclosed"), 0), "id"));
	return talk_path(r, t->talk, arena_printf(&r->arena, "/messages/%s/pictures/%s%s", m, id, end));
}

static void who_may_read_the_message_sees_its_picture_and_nobody_else(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	const char *at = sent(r, &t, ""), *small = arena_printf(&r->arena, "%s/small", at);
	for (int k = 0; k < 2; k++) {
		harness_as(r, k ? t.w.ana : t.w.sue, 0);
		MUST(harness_get(r, at));
		assert_string_equal(harness_body(r), "made anew");
		assert_string_equal(r->reply.type, "image/jpeg");
		MUST(harness_get(r, small));
		assert_string_equal(harness_body(r), "small");
	}
	MUST(harness_get(r, talk_path(r, t.talk, "")));
	harness_says(r, "width=\"400\" height=\"200\" loading=\"lazy\" alt=\"Two trees\"");
	const char *const others[] = { t.w.ben, t.w.cora, t.w.otto };
	for (size_t k = 0; k < COUNT(others); k++) {
		harness_as(r, others[k], 0);
		assert_int_equal(harness_get(r, at), MISSING);
		assert_int_equal(harness_get(r, small), MISSING);
	}
}

static void every_refusal_keeps_the_words_and_sends_nothing(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	static const char *const whys[][2] = { { "u", "kind" }, { "h", "hurt" }, { "l", "large" }, { "b", "busy" } };
	harness_remake(r, remade);
	for (size_t k = 0; k < COUNT(whys); k++) {
		assert_int_equal(harness_post(r, talk_path(r, t.talk, ""), "words", "Still here", "picture2", whys[k][0], NULL), INVALID);
		assert_true(harness_fault(r, "picture2", whys[k][1]));
		harness_says(r, "Still here");
	}
	assert_int_equal(harness_post(r, talk_path(r, t.talk, ""), "words", "Still here", "voice", "fine", NULL), INVALID);
	assert_true(harness_fault(r, "voice", "off"));
	harness_remake(r, NULL);
	assert_int_equal(harness_post(r, talk_path(r, t.talk, ""), "words", "Still here", "picture1", "fine", NULL), INVALID);
	assert_true(harness_fault(r, "picture1", "away"));
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM message"), 0);
	assert_int_equal(harness_post(r, talk_path(r, t.talk, ""), "words", "", NULL), INVALID);
	assert_true(harness_fault(r, "words", "needed"));
}

static void words_are_added_to_a_picture_that_came_without(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	harness_remake(r, remade);
	harness_as(r, t.w.ana, 0);
	MUST(harness_post(r, talk_path(r, t.talk, ""), "picture1", "fine", NULL));
	const char *m = newest(r, t.talk, t.w.ana), *path = talk_path(r, t.talk, arena_printf(&r->arena, "/messages/%s", m));
	MUST(harness_get(r, path));
	harness_says(r, "Change the words");
	MUST(harness_get(r, arena_printf(&r->arena, "%s/edit", path)));
	MUST(harness_post(r, arena_printf(&r->arena, "%s/edit", path), "words", "Two trees at the river", NULL));
	harness_as(r, t.w.sue, 0);
	MUST(harness_get(r, path));
	harness_says(r, "Two trees at the river");
	harness_says(r, "/pictures/");
}

static void it_goes_with_its_message(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	const char *at = sent(r, &t, ""), *m = newest(r, t.talk, t.w.ana);
	MUST(harness_post(r, talk_path(r, t.talk, arena_printf(&r->arena, "/messages/%s/take-back", m)), NULL));
	assert_int_equal(harness_get(r, at), MISSING);
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM enclosure_bytes"), 0);
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM enclosure"), 0);
}

/* The report of a message with a picture that was just sent: its page, as who looks after reports finds it. */
static const char *told_about(struct req *r, const struct talk_world *t)
{
	const char *m = newest(r, t->talk, t->w.sue), *told = talk_path(r, t->talk, arena_printf(&r->arena, "/messages/%s/report", m));
	MUST(harness_get(r, told));
	harness_says(r, "Look (and what came with it: a picture or a voice note)");
	MUST(harness_post(r, told, "kind", "intimate", "items", arena_printf(&r->arena, "message-%s", m), NULL));
	harness_as(r, t->w.cora, 0);
	MUST(harness_get(r, HARBOR "/reports"));
	return arena_printf(&r->arena, HARBOR "/reports/%s", after(r, HARBOR "/reports/", '"'));
}

static const char *attached(struct req *r, const char *report)
{
	MUST(harness_get(r, report));
	harness_says(r, "A picture came with it");
	harness_says(r, "alt=\"Two trees\"");
	return arena_printf(&r->arena, "%s/pictures/%s", report, after(r, "/pictures/", '"'));
}

static void a_report_carries_the_picture_to_those_who_decide_and_to_nobody_else(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	struct record_read x;
	const char *first = sent(r, &t, ""), *report = told_about(r, &t), *at = attached(r, report);
	MUST(harness_get(r, at));
	assert_string_equal(harness_body(r), "made anew");
	assert_string_equal(r->reply.type, "image/jpeg");
	assert_true(record_read_of(r, &x));
	assert_string_equal(x.record, "attached");
	assert_int_equal(x.n, 1);
	assert_string_equal(x.of[0].owner, t.w.sue);                /* who told sees that it was looked at, and whom it is about does not */
	assert_true(record_read_special(&x));
	assert_int_equal(harness_get(r, first), MISSING);           /* the conversation stays closed to them */
	assert_int_equal(harness_get(r, arena_printf(&r->arena, "%s/voices/%s", report, at + strlen(report) + 10)), MISSING);
	const char *const others[] = { t.w.ana, t.w.sue, t.w.ben, t.w.otto };
	for (size_t k = 0; k < COUNT(others); k++) {
		harness_as(r, others[k], 0);
		assert_int_equal(harness_get(r, at), MISSING);
	}
	const char *m = newest(r, t.talk, t.w.ana);
	MUST(harness_post(r, talk_path(r, t.talk, arena_printf(&r->arena, "/messages/%s/take-back", m)), NULL));
	harness_as(r, t.w.cora, 0);
	MUST(harness_get(r, at));                                   /* as it was when it was told */
	assert_string_equal(harness_body(r), "made anew");
}

static void what_was_not_ticked_is_not_carried(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	sent(r, &t, "");
	const char *m = newest(r, t.talk, t.w.sue);
	MUST(harness_post(r, talk_path(r, t.talk, arena_printf(&r->arena, "/messages/%s/report", m)), "kind", "other", NULL));
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM report"), 1);
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM carried"), 0);
}

static void what_was_carried_goes_when_it_is_taken_back_and_with_the_time_of_its_report(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	sent(r, &t, "");
	const char *id = told_about(r, &t) + strlen(HARBOR "/reports/");
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM carried"), 1);
	harness_as(r, t.w.sue, 0);
	MUST(harness_post(r, arena_printf(&r->arena, HARBOR "/my-reports/%s/take-back", id), NULL));
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM carried"), 0);
	id = told_about(r, &t) + strlen(HARBOR "/reports/");
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM carried"), 1);
	MUST(db_begin(r->db, true));
	MUST(retain_find(r->house, "reports")->erase(r, id, NULL));
	MUST(db_commit(r->db));
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM carried"), 0);
}

static enum status is_made_anew(void *context, const char *name, struct slice bytes)
{
	assert_non_null(strstr(name, "attached/"));
	assert_true(slice_same(bytes, SLICE("made anew")));
	++*(int *)context;
	return OK;
}

static void who_told_takes_it_along_with_all_that_is_theirs(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	int n = 0;
	sent(r, &t, "");
	told_about(r, &t);
	in_harbor(r, &t.w, t.w.sue);
	MUST(db_begin(r->db, false));
	MUST(reports_feature.mine->files(r, t.w.sue, is_made_anew, &n));
	assert_int_equal(n, 1);
	MUST(reports_feature.mine->files(r, t.w.ana, is_made_anew, &n));
	assert_int_equal(n, 1);
	db_rollback(r->db);
}

static void more_than_one_report_takes_is_told_in_a_second_one(void **state)
{
	struct req *r = *state;
	struct talk_world t = a_talk(r);
	const char *m[3], *told;
	harness_remake(r, remade);
	for (size_t k = 0; k < COUNT(m); k++) {
		harness_as(r, t.w.ana, 0);
		MUST(harness_post(r, talk_path(r, t.talk, ""), "picture1", "giant", NULL));
		m[k] = arena_printf(&r->arena, "message-%s", newest(r, t.talk, t.w.sue));
	}
	told = talk_path(r, t.talk, arena_printf(&r->arena, "/messages/%s/report", m[0] + strlen("message-")));
	assert_int_equal(harness_post(r, told, "kind", "other", "items", m[0], "items", m[1], "items", m[2], NULL), INVALID);
	assert_true(harness_fault(r, "items", "large"));
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM report"), 0);
	MUST(harness_post(r, told, "kind", "other", "items", m[0], "items", m[1], NULL));
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM carried"), 2);
}

static void goes_with(struct req *r, bool who_told)
{
	struct talk_world t = a_talk(r);
	sent(r, &t, "");
	told_about(r, &t);
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM carried"), 1);
	MUST(db_begin(r->db, true));
	MUST(tell(r, &people_left, who_told ? t.w.sue : t.w.ana));
	MUST(db_commit(r->db));
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM carried"), 0);
}

static void what_was_carried_goes_with_who_told(void **state) { goes_with(*state, true); }
static void what_was_carried_goes_with_whom_it_is_about(void **state) { goes_with(*state, false); }

static void an_announcement_begins_with_a_picture_that_every_member_sees_and_nobody_outside(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_remake(r, remade);
	harness_as(r, w.cora, 0);
	MUST(harness_get(r, HARBOR "/news/new"));
	harness_says(r, "enctype=\"multipart/form-data\"");
	harness_says_not(r, "name=\"voice\"");                      /* this community takes none */
	assert_int_equal(harness_post(r, HARBOR "/news/new", "title", "The garden", "words", "Come and see", "picture1", "hurt", NULL), INVALID);
	assert_true(harness_fault(r, "picture1", "hurt"));
	harness_says(r, "Come and see");
	harness_says(r, "browsers do not keep them");
	assert_int_equal(harness_number(r, "SELECT count(*) AS n FROM conversation"), 0);
	MUST(harness_post(r, HARBOR "/news/new", "title", "The garden", "words", "Come and see", "picture1", "fine", "about1", "Two trees", "open", "1", NULL));
	const char *news = arena_copy(&r->arena, led_to(r, "/conversations/"), 26);
	harness_as(r, w.ben, 0);
	MUST(harness_get(r, talk_path(r, news, "")));
	harness_says(r, "alt=\"Two trees\"");
	const char *at = talk_path(r, news, arena_printf(&r->arena, "/messages/%s", after(r, arena_printf(&r->arena, "src=\"" HARBOR "/conversations/%s/messages/", news), '"')));
	MUST(harness_get(r, at));
	assert_string_equal(harness_body(r), "small");
	const char *const others[] = { w.otto, NULL };
	for (size_t k = 0; k < COUNT(others); k++) {
		harness_as(r, others[k], 0);
		assert_int_equal(harness_get(r, at), MISSING);
	}
	MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/open-news/%s", news)));
	harness_says(r, "Come and see");
	harness_says_not(r, "Two trees");
}

HARNESS(words_are_added_to_a_picture_that_came_without, an_announcement_begins_with_a_picture_that_every_member_sees_and_nobody_outside, a_report_carries_the_picture_to_those_who_decide_and_to_nobody_else, what_was_not_ticked_is_not_carried,
	what_was_carried_goes_when_it_is_taken_back_and_with_the_time_of_its_report, what_was_carried_goes_with_who_told,
	what_was_carried_goes_with_whom_it_is_about, who_told_takes_it_along_with_all_that_is_theirs,
	more_than_one_report_takes_is_told_in_a_second_one, who_may_read_the_message_sees_its_picture_and_nobody_else, every_refusal_keeps_the_words_and_sends_nothing, it_goes_with_its_message)

/* Pictures and recordings that come with messages, with a studio that answers as it is told: who sees them, what is refused, when they go. */
#include "test_talk_world.h"
#include "reports.h"
#include "queries.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &reports_feature, &conversations_feature, NULL };

/* What is sent says what becomes of it. */
static void remade(struct studio *s, struct arena *a, enum remake_kind kind, struct slice sent, struct remade *ret)
{
	(void)s, (void)a;
	*ret = (struct remade){ .end = sent.at[0] == 'u' ? REMAKE_UNKNOWN : sent.at[0] == 'h' ? REMAKE_HURT : sent.at[0] == 'l' ? REMAKE_LARGE :
		sent.at[0] == 'b' ? REMAKE_BUSY : REMADE };
	ret->whole = (struct bytes){ (const uint8_t *)"made anew", 9 };
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

HARNESS(who_may_read_the_message_sees_its_picture_and_nobody_else, every_refusal_keeps_the_words_and_sends_nothing, it_goes_with_its_message)

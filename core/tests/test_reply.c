/* What a view becomes: a page in its frame, or JSON that another reader understands. */
#include <jansson.h>
#include "test.h"

static const struct choices ways = CHOICES("ways", { "person", "In person", NULL }, { "phone", "By phone", NULL });

struct row { const char *id, *words; int64_t n, at, way, set; bool flag; double real; struct bytes hash; };
struct rows_list { size_t n; struct row *at; };
static const struct db_col cols[] = {
	{ "id", DB_text, .at = offsetof(struct row, id) }, { "hash", DB_blob, .at = offsetof(struct row, hash) },
	{ "words", DB_sealed, .at = offsetof(struct row, words) }, { "n", DB_int, .at = offsetof(struct row, n) },
	{ "at", DB_time, .at = offsetof(struct row, at) }, { "way", DB_int, .at = offsetof(struct row, way), .of = &ways },
	{ "set", DB_int, .at = offsetof(struct row, set), .of = &ways, .set = true }, { "flag", DB_flag, .at = offsetof(struct row, flag) },
	{ "real", DB_real, .at = offsetof(struct row, real) },
};
static const struct db_query rows_query = { .name = "rows", .n_out = COUNT(cols), .out = cols, .row_size = sizeof(struct row) };

struct part { const char *name; };
struct view {
	const char *title, *missing;
	int64_t n, none, at, way, set;
	double real, no_real;
	bool flag;
	struct rows_list rows;
	struct { size_t n; struct part *at; } parts;
};
static const struct json_field part_json[] = { JSON_TEXT(part, name) };
static const struct json_field view_json[] = {
	JSON_TEXT(view, title), JSON_TEXT(view, missing), JSON_INT(view, n), JSON_INT(view, none), JSON_TIME(view, at), JSON_CHOICE(view, way, &ways),
	JSON_SET(view, set, &ways), JSON_REAL(view, real), JSON_REAL(view, no_real), JSON_FLAG(view, flag), JSON_ROWS(view, rows, rows),
	JSON_LIST(view, parts, part_json),
};
static void view_draw(struct out *o, const struct view *v)
{
	OUT_LITERAL(o, "<h1>");
	out_text(o, v->title);
	OUT_LITERAL(o, "</h1>");
}
static void draw(struct out *o, const void *v) { view_draw(o, v); }
static const struct page view_page = { "view", N_("Yes"), draw };

static void frame_open(struct req *r, const char *title) { out_printf(&r->out, "[%s]", title); }
static void frame_close(struct req *r) { OUT_LITERAL(&r->out, "[end]"); }

static struct row one_row[] = { { "r1", "own <words>", -5, 1777831200, 1, 3, true, 0.1, { (const uint8_t *)"x", 1 } }, { "r2", NULL, NO_INT, NO_INT, NO_INT, 0, false, NO_REAL, { NULL, 0 } } };
static struct part parts[] = { { "a" }, { "b" } };
static const struct view full = { .title = "T \"<&\n", .n = 7, .none = NO_INT, .at = 0, .way = 0, .set = 2, .real = 1234.5678, .no_real = NO_REAL, .flag = true,
	.rows = { 2, one_row }, .parts = { 2, parts } };

static void a_page_stands_in_its_frame(void **state)
{
	const struct house house = { .frame_open = frame_open, .frame_close = frame_close };
	struct req *r = request_new(WANT_PAGE);
	(void)state;
	r->house = &house;
	assert_int_equal(REPLY(r, view, &full), OK);
	assert_string_equal(written(&r->arena, &r->out), "[Yes]<h1>T \"&lt;&amp;\n</h1>[end]");
	r->reader.lang = LANG_ES;
	assert_int_equal(REPLY(r, view, &full), OK);
	assert_string_equal(written(&r->arena, &r->out), "[S\u00ed]<h1>T \"&lt;&amp;\n</h1>[end]");
	request_done(r);
}

static void json_says_what_the_table_says(void **state)
{
	struct req *r = request_new(WANT_JSON);
	(void)state;
	assert_int_equal(REPLY(r, view, &full), OK);
	assert_string_equal(written(&r->arena, &r->out),
		"{\"title\":\"T \\\"\\u003c&\\n\",\"missing\":null,\"n\":7,\"none\":null,\"at\":\"1970-01-01T00:00:00Z\",\"way\":\"person\","
		"\"set\":[\"phone\"],\"real\":1234.5678,\"no_real\":null,\"flag\":true,"
		"\"rows\":[{\"id\":\"r1\",\"words\":\"own \\u003cwords>\",\"n\":-5,\"at\":\"2026-05-03T18:00:00Z\",\"way\":\"phone\",\"set\":[\"person\",\"phone\"],\"flag\":true,\"real\":0.1},"
		"{\"id\":\"r2\",\"words\":null,\"n\":null,\"at\":null,\"way\":null,\"set\":[],\"flag\":false,\"real\":null}],"
		"\"parts\":[{\"name\":\"a\"},{\"name\":\"b\"}]}");
	const struct view empty = { .none = NO_INT };
	assert_int_equal(REPLY(r, view, &empty), OK);
	json_t *j = json_loadb(r->out.at, r->out.n, JSON_REJECT_DUPLICATES, NULL);
	assert_int_equal(json_object_size(j), COUNT(view_json));
	assert_int_equal(json_array_size(json_object_get(j, "rows")), 0);
	json_decref(j);
	request_done(r);
}

static void nothing_to_say_is_an_empty_object(void **state)
{
	struct req *r = request_new(WANT_JSON);
	(void)state;
	assert_int_equal(reply_page(r, &view_page, &full, json_nothing, COUNT(json_nothing)), OK);
	assert_string_equal(written(&r->arena, &r->out), "{}");
	request_done(r);
}

static void numbers_read_back_to_the_last_digit(void **state)
{
	static const struct json_field real_json[] = { JSON_REAL(view, real), JSON_INT(view, n) };
	struct out o = { 0 };
	uint64_t seed = 59;
	(void)state;
	for (int i = 0; i < 5000; i++) {
		struct view v = { .n = (int64_t)chance(&seed), .real = (double)(int64_t)chance(&seed) / (double)(1 + chance(&seed) % 100000000) / 1e6 };
		o.n = 0;
		out_json(&o, real_json, COUNT(real_json), &v);
		json_t *j = json_loadb(o.at, o.n, 0, NULL);
		assert_non_null(j);
		assert_true(json_number_value(json_object_get(j, "real")) == v.real);
		assert_true(v.n == NO_INT || json_integer_value(json_object_get(j, "n")) == v.n);
		json_decref(j);
	}
	out_end(&o);
}

static void the_command_line_gets_a_line(void **state)
{
	struct req *r = request_new(WANT_TEXT);
	(void)state;
	assert_int_equal(reply_page(r, &view_page, &parts[0], part_json, 1), OK);
	assert_string_equal(written(&r->arena, &r->out), "{\"name\":\"a\"}\n");
	request_done(r);
}

RUN(TEST(a_page_stands_in_its_frame), TEST(json_says_what_the_table_says), TEST(nothing_to_say_is_an_empty_object),
    TEST(numbers_read_back_to_the_last_digit), TEST(the_command_line_gets_a_line))

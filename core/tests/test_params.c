/* Parsers of what was sent: query strings, bodies, JSON. */
#include "test.h"

static bool is(const struct params *p, size_t i, const char *name, const char *value)
{
	return i < p->n && strcmp(p->at[i].name, name) == 0 && slice_same(p->at[i].value, S(value));
}

static void a_query_string_is_pairs_in_order(void **state)
{
	struct arena a = { 0 };
	struct params p;
	(void)state;
	assert_true(params_urlencoded(&a, S("about=a+b%20%C3%A9&kinds=x&kinds=y&empty=&bare&&last=%26%3D"), &p));
	assert_int_equal(p.n, 6);
	assert_true(is(&p, 0, "about", "a b \u00e9") && is(&p, 1, "kinds", "x") && is(&p, 2, "kinds", "y"));
	assert_true(is(&p, 3, "empty", "") && is(&p, 4, "bare", "") && is(&p, 5, "last", "&="));
	assert_true(params_urlencoded(&a, S(""), &p) && p.n == 0);
	assert_true(params_urlencoded(&a, S("&&&"), &p) && p.n == 0);
	assert_true(params_urlencoded(&a, S("a=%00"), &p) && p.at[0].value.n == 1);
	assert_ptr_equal(param_find(&p, "a"), &p.at[0]);
	assert_null(param_find(&p, "b"));
	arena_end(&a);
}

static void malformed_query_strings_are_refused(void **state)
{
	static const char *const wrong[] = { "a=%", "a=%4", "a=%zz", "%zz=1", "=x", "a%00b=1", "%FF=1", "%0A=1", "a=1&=2",
		"0123456789012345678901234567890123456789012345678901234567890123456789=1" };
	struct arena a = { 0 };
	struct params p = { .n = 4711 };
	(void)state;
	for (size_t i = 0; i < COUNT(wrong); i++)
		assert_false(params_urlencoded(&a, S(wrong[i]), &p));
	assert_int_equal(p.n, 4711);
	char many[3000];
	size_t n = 0;
	for (int i = 0; i < PARAMS_MAX; i++)
		n += (size_t)snprintf(many + n, sizeof many - n, "a=%d&", i);
	assert_true(params_urlencoded(&a, (struct slice){ many, n }, &p) && p.n == PARAMS_MAX);
	n += (size_t)snprintf(many + n, sizeof many - n, "a=1");
	assert_false(params_urlencoded(&a, (struct slice){ many, n }, &p));
	arena_end(&a);
}

/* Any bytes, coded with out_urlpart, come back. */
static void coded_values_read_back(void **state)
{
	struct arena a = { 0 };
	struct out o = { 0 };
	uint64_t seed = 37;
	(void)state;
	for (int i = 0; i < 2000; i++) {
		char value[33] = { 0 };
		struct params p;
		for (size_t k = 0, n = chance(&seed) % 32; k < n; k++)
			value[k] = (char)(1 + chance(&seed) % 255);
		o.n = 0;
		OUT_LITERAL(&o, "x=");
		out_urlpart_str(&o, value);
		assert_true(params_urlencoded(&a, (struct slice){ o.at, o.n }, &p));
		assert_true(is(&p, 0, "x", value));
		arena_clear(&a);
	}
	out_end(&o);
	arena_end(&a);
}

#define TYPE "multipart/form-data; boundary=XX"
#define PART(name, value) "--XX\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n" value "\r\n"
#define FILEPART(name, file, value) "--XX\r\nContent-Disposition: form-data; name=\"" name "\"; filename=\"" file \
	"\"\r\nContent-Type: text/csv\r\n\r\n" value "\r\n"

static void a_multipart_body_is_values_as_they_are(void **state)
{
	static const struct slice body = SLICE(PART("about", "two\r\nlines --X -- \r\n--X") FILEPART("file", "a;b.csv", "\0\xFF,1\r\n") PART("empty", "") "--XX--\r\n");
	struct arena a = { 0 };
	struct params p;
	(void)state;
	assert_true(params_multipart(&a, TYPE, body, &p));
	assert_int_equal(p.n, 3);
	assert_true(is(&p, 0, "about", "two\r\nlines --X -- \r\n--X") && is(&p, 2, "empty", ""));
	assert_true(slice_same(p.at[1].value, (struct slice){ "\0\xFF,1\r\n", 6 }));
	assert_true(p.at[1].value.at >= body.at && p.at[1].value.at < body.at + body.n);
	assert_true(params_multipart(&a, "Multipart/Form-Data;  boundary=\"XX\"", body, &p));
	assert_true(params_multipart(&a, TYPE, S("--XX--"), &p) && p.n == 0);
	arena_end(&a);
}

static void malformed_multipart_bodies_are_refused(void **state)
{
	static const struct { const char *type, *body; } wrong[] = {
		{ NULL, PART("a", "1") "--XX--" }, { "multipart/form-data", PART("a", "1") "--XX--" }, { "text/plain; boundary=XX", "--XX--" },
		{ "multipart/form-data; boundary=", "--XX--" }, { "multipart/form-data; boundary=X\x01X", "--XX--" },
		{ "multipart/form-data; boundary=XX; charset=x", "--XX--" },
		{ "multipart/form-data; boundary=00000000001111111111222222222233333333334444444444555555555566666666667", "--XX--" },
		{ TYPE, "" }, { TYPE, "--XX" }, { TYPE, "--X" }, { TYPE, PART("a", "1") }, { TYPE, "preamble\r\n" PART("a", "1") "--XX--" },
		{ TYPE, PART("a", "1") "--XX--\r\nmore" }, { TYPE, PART("", "1") "--XX--" }, { TYPE, PART("a\\\"b", "1") "--XX--" },
		{ TYPE, "--XX\r\n\r\n1\r\n--XX--" }, { TYPE, "--XX\r\nContent-Disposition: form-data\r\n\r\n1\r\n--XX--" },
		{ TYPE, "--XX\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--XX--" },
		{ TYPE, "--XX\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\n1\r\n--XX--" },
		{ TYPE, "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n1\r\n--XX--" },
		{ TYPE, "--XX\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--XX--" },
		{ TYPE, "--XX\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1\r\n--XX--" },
		{ TYPE, "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64\r\n\r\n1\r\n--XX--" },
		{ TYPE, "--XX\nContent-Disposition: form-data; name=\"a\"\n\n1\n--XX--" },
	};
	struct arena a = { 0 };
	struct params p = { .n = 4711 };
	(void)state;
	for (size_t i = 0; i < COUNT(wrong); i++)
		if (params_multipart(&a, wrong[i].type, S(wrong[i].body), &p))
			fail_msg("number %zu was let through", i);
	assert_int_equal(p.n, 4711);
	arena_end(&a);
}

static void every_cut_of_a_multipart_body_is_refused(void **state)
{
	static const struct slice body = SLICE(PART("about", "words") FILEPART("file", "x.csv", "a,b") "--XX--");
	struct arena a = { 0 };
	struct params p;
	(void)state;
	for (size_t n = 0; n < body.n; n++) {
		/* a copy of just this length: reading past it is noticed */
		char *cut = malloc(n + !n);
		assert_non_null(cut);
		memcpy(cut, body.at, n);
		assert_false(params_multipart(&a, TYPE, (struct slice){ cut, n }, &p));
		free(cut);
		arena_clear(&a);
	}
	arena_end(&a);
}

static void a_flat_json_object_is_a_form(void **state)
{
	struct arena a = { 0 };
	struct params p;
	(void)state;
	assert_true(params_json(&a, S("{\"about\":\"a\\u00e9\\n\",\"n\":-12,\"r\":2.50,\"yes\":true,\"no\":false,\"nothing\":null,\"kinds\":[\"x\",2,null]}"), &p));
	assert_int_equal(p.n, 7);
	assert_true(is(&p, 0, "about", "a\u00e9\n") && is(&p, 1, "n", "-12") && is(&p, 2, "r", "2.5") && is(&p, 3, "yes", "1"));
	assert_true(is(&p, 4, "no", "0") && is(&p, 5, "kinds", "x") && is(&p, 6, "kinds", "2"));
	assert_true(params_json(&a, S(" {} \n"), &p) && p.n == 0);
	assert_true(params_json(&a, S("{\"a\":1e-3,\"b\":100.0,\"c\":0.0}"), &p));
	assert_true(is(&p, 0, "a", "0.001") && is(&p, 1, "b", "100") && is(&p, 2, "c", "0"));
	assert_true(params_json(&a, S("{\"a\":\"x\\u0000y\"}"), &p) && p.at[0].value.n == 3);
	arena_end(&a);
}

static void other_json_is_refused(void **state)
{
	static const char *const wrong[] = { "", "[]", "1", "null", "{", "{\"a\":1}x", "{\"a\":1,\"a\":2}", "{\"a\":{}}", "{\"a\":[[1]]}", "{\"a\":[{}]}",
		"{\"\":1}", "{\"a\\u0000\":1}", "{\"a\":1e300}", "{\"a\":\"\xFF\"}", "{\"a\":99999999999999999999}", "{'a':1}", "{\"a\":1,}", "{\"a\\n\":1}" };
	struct arena a = { 0 };
	struct params p = { .n = 4711 };
	(void)state;
	for (size_t i = 0; i < COUNT(wrong); i++)
		if (params_json(&a, S(wrong[i]), &p))
			fail_msg("%s was let through", wrong[i]);
	assert_int_equal(p.n, 4711);
	char deep[20000];
	memset(deep, '[', sizeof deep);
	memcpy(deep, "{\"a\":", 5);
	assert_false(params_json(&a, (struct slice){ deep, sizeof deep }, &p));
	arena_end(&a);
}

static void a_full_arena_leaves_json_without_a_leak(void **state)
{
	struct arena a = { .cap = 40 << 10 };
	char body[60000];
	struct params p;
	jmp_buf way_out;
	(void)state;
	a.way_out = &way_out;
	memset(body, ' ', sizeof body);
	memcpy(body, "{\"a\":1}", 7);
	if (setjmp(way_out) == 0) {
		bool read = params_json(&a, (struct slice){ body, sizeof body }, &p);
		fail_msg("room for all was found in 40 KiB: %d", read);
	}
	arena_end(&a);
}

RUN(TEST(a_query_string_is_pairs_in_order), TEST(malformed_query_strings_are_refused), TEST(coded_values_read_back),
    TEST(a_multipart_body_is_values_as_they_are), TEST(malformed_multipart_bodies_are_refused), TEST(every_cut_of_a_multipart_body_is_refused),
    TEST(a_flat_json_object_is_a_form), TEST(other_json_is_refused), TEST(a_full_arena_leaves_json_without_a_leak))

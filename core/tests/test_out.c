/* Writing for a place: text, attribute, URL, JSON; numbers by language. */
#include <jansson.h>
#include "test.h"

static struct words_reader english = { .lang = LANG_EN }, spanish = { .lang = LANG_ES };

static void text_and_attributes_are_escaped(void **state)
{
	struct arena a = { 0 };
	struct out o = { .reader = &english };
	(void)state;
	out_text(&o, "a <b> & \"c\" 'd'");
	assert_string_equal(written(&a, &o), "a &lt;b&gt; &amp; \"c\" 'd'");
	out_attr(&o, "a <b> & \"c\" 'd'");
	assert_string_equal(written(&a, &o), "a &lt;b&gt; &amp; &#34;c&#34; &#39;d&#39;");
	out_text(&o, (const char *)NULL);
	out_attr(&o, (const char *)NULL);
	assert_int_equal(o.n, 0);
	out_text_html(&o, (struct safe_html){ "<b>" });
	out_text_html(&o, (struct safe_html){ NULL });
	assert_string_equal(written(&a, &o), "<b>");
	out_end(&o);
	arena_end(&a);
}

/* Nothing that went in as a value can end an attribute or begin a tag. */
static void no_byte_gets_out_of_its_place(void **state)
{
	struct arena a = { 0 };
	struct out o = { .reader = &english };
	uint64_t seed = 23;
	(void)state;
	for (int i = 0; i < 3000; i++) {
		char text[64];
		for (size_t k = 0; k < sizeof text - 1; k++)
			text[k] = (char)(1 + chance(&seed) % 255);
		text[sizeof text - 1] = '\0';
		out_text_str(&o, text);
		assert_null(strpbrk(written(&a, &o), "<>"));
		out_attr_str(&o, text);
		assert_null(strpbrk(written(&a, &o), "<>\"'"));
		out_urlpart_str(&o, text);
		const char *part = written(&a, &o);
		assert_int_equal(strspn(part, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~%"), strlen(part));
		arena_clear(&a);
	}
	out_end(&o);
	arena_end(&a);
}

static void numbers_are_grouped_as_the_reader_groups(void **state)
{
	static const struct { int64_t i; const char *en, *es; } all[] = {
		{ 0, "0", "0" }, { 999, "999", "999" }, { 1234, "1,234", "1234" }, { 12345, "12,345", "12.345" },
		{ 1234567, "1,234,567", "1.234.567" }, { -1234, "\u22121,234", "\u22121234" }, { NO_INT, "", "" },
		{ INT64_MAX, "9,223,372,036,854,775,807", "9.223.372.036.854.775.807" },
	};
	struct arena a = { 0 };
	struct out o = { 0 };
	(void)state;
	for (size_t i = 0; i < COUNT(all); i++) {
		o.reader = &english;
		out_text(&o, all[i].i);
		assert_string_equal(written(&a, &o), all[i].en);
		o.reader = &spanish;
		out_text(&o, all[i].i);
		assert_string_equal(written(&a, &o), all[i].es);
	}
	out_attr(&o, (int64_t)-1234567);
	assert_string_equal(written(&a, &o), "-1234567");
	out_end(&o);
	arena_end(&a);
}

static void reals_have_one_place_at_most(void **state)
{
	struct arena a = { 0 };
	struct out o = { .reader = &spanish };
	(void)state;
	out_text(&o, 1234.56);
	assert_string_equal(written(&a, &o), "1234,6");
	out_text(&o, 12345.0);
	assert_string_equal(written(&a, &o), "12.345");
	o.reader = &english;
	out_text(&o, 1234.56);
	assert_string_equal(written(&a, &o), "1,234.6");
	out_text(&o, -0.04);
	assert_string_equal(written(&a, &o), "0");
	out_text(&o, -2.5);
	assert_string_equal(written(&a, &o), "\u22122.5");
	out_text(&o, NO_REAL);
	out_text(&o, __builtin_nan(""));
	out_attr(&o, __builtin_inf());
	assert_int_equal(o.n, 0);
	out_attr(&o, -2.12345);
	assert_string_equal(written(&a, &o), "-2.1235");
	out_end(&o);
	arena_end(&a);
}

static void only_urls_that_lead_somewhere_safe_are_written(void **state)
{
	static const char *const right[] = { "/c/harbor", "/", "?before=3", "#top", "https://a.example/?a=1", "mailto:a@b.example", "tel:988", "sms:988", "HTTPS://a.example" };
	static const char *const wrong[] = { "javascript:alert(1)", "//evil.example", "/\\evil.example", "\\\\evil", "http://a.example", "data:text/html,x",
		"java\tscript:x", "/\t/evil.example", "", " https://a", "vbscript:x", "evil", "/a\nb" };
	struct arena a = { 0 };
	struct out o = { .reader = &english };
	(void)state;
	for (size_t i = 0; i < COUNT(right); i++) {
		out_url(&o, right[i]);
		assert_string_equal(written(&a, &o), right[i]);
	}
	for (size_t i = 0; i < COUNT(wrong); i++) {
		out_url(&o, wrong[i]);
		assert_string_equal(written(&a, &o), "#");
	}
	out_url(&o, "/a?b=1&c=\"<");
	assert_string_equal(written(&a, &o), "/a?b=1&amp;c=&#34;&lt;");
	out_url(&o, (const char *)NULL);
	assert_string_equal(written(&a, &o), "#");
	out_urlpart(&o, "a b/\u00e9&?");
	assert_string_equal(written(&a, &o), "a%20b%2F%C3%A9%26%3F");
	out_end(&o);
	arena_end(&a);
}

/* Whatever is written as a JSON string reads back the same in another program's reader. */
static void json_strings_read_back(void **state)
{
	struct out o = { .reader = &english };
	uint64_t seed = 29;
	(void)state;
	for (int i = 0; i < 3000; i++) {
		char text[40];
		for (size_t k = 0; k < sizeof text - 1; k++)
			text[k] = (char)(1 + chance(&seed) % 127);
		text[sizeof text - 1] = '\0';
		o.n = 0;
		out_json_str(&o, text);
		assert_null(memchr(o.at, '<', o.n));
		json_t *v = json_loadb(o.at, o.n, JSON_DECODE_ANY, NULL);
		assert_non_null(v);
		assert_string_equal(json_string_value(v), text);
		json_decref(v);
	}
	out_end(&o);
}

static void past_its_cap_nothing_more_is_added(void **state)
{
	struct out o = { .reader = &english, .cap = 10000 };
	(void)state;
	for (int i = 0; i < 2000; i++)
		out_text(&o, "0123456789");
	assert_true(o.over);
	assert_int_equal(o.n, 10000);
	out_printf(&o, "%d", 1);
	assert_int_equal(o.n, 10000);
	out_clear(&o);
	assert_false(o.over);
	assert_int_equal(o.n, 0);
	assert_non_null(o.at);
	out_text(&o, "again");
	assert_int_equal(o.n, 5);
	out_end(&o);
	assert_null(o.at);
}

static void a_large_buffer_is_not_kept(void **state)
{
	struct out o = { .reader = &english };
	(void)state;
	for (int i = 0; i < 20000; i++)
		out_text(&o, "0123456789");
	assert_int_equal(o.n, 200000);
	out_clear(&o);
	assert_null(o.at);
	assert_int_equal(o.room, 0);
}

static void a_posting_form_carries_the_token(void **state)
{
	struct arena a = { 0 };
	struct out o = { .reader = &english, .csrf = "ab\"c" };
	(void)state;
	out_csrf(&o);
	assert_true(o.csrf_used);
	assert_string_equal(written(&a, &o), "<input type=\"hidden\" name=\"csrf\" value=\"ab&#34;c\">");
	out_end(&o);
	arena_end(&a);
}

RUN(TEST(text_and_attributes_are_escaped), TEST(no_byte_gets_out_of_its_place), TEST(numbers_are_grouped_as_the_reader_groups),
    TEST(reals_have_one_place_at_most), TEST(only_urls_that_lead_somewhere_safe_are_written), TEST(json_strings_read_back),
    TEST(past_its_cap_nothing_more_is_added), TEST(a_large_buffer_is_not_kept), TEST(a_posting_form_carries_the_token))

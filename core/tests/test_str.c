/* Strict readers of text. */
#include "test.h"

static void whole_numbers_are_digits_and_nothing_else(void **state)
{
	static const struct { const char *text; bool right; int64_t is; } all[] = {
		{ "0", true, 0 }, { "-0", true, 0 }, { "007", true, 7 }, { "-12", true, -12 },
		{ "9223372036854775807", true, INT64_MAX }, { "-9223372036854775808", true, INT64_MIN },
		{ "9223372036854775808", false, 0 }, { "-9223372036854775809", false, 0 }, { "99999999999999999999", false, 0 },
		{ "", false, 0 }, { "-", false, 0 }, { "+1", false, 0 }, { " 1", false, 0 }, { "1 ", false, 0 }, { "0x1", false, 0 },
		{ "1e3", false, 0 }, { "--1", false, 0 }, { "1-", false, 0 }, { "1,0", false, 0 },
	};
	(void)state;
	for (size_t i = 0; i < COUNT(all); i++) {
		int64_t v = 4711;
		assert_int_equal(str_int(S(all[i].text), INT64_MIN, INT64_MAX, &v), all[i].right);
		assert_int_equal(v, all[i].right ? all[i].is : 4711);
	}
	int64_t v = 5;
	assert_false(str_int(S("11"), 0, 10, &v));
	assert_false(str_int(S("-1"), 0, 10, &v));
	assert_int_equal(v, 5);
	assert_true(str_int(S("10"), 0, 10, &v));
}

static void numbers_print_and_read_back_the_same(void **state)
{
	uint64_t seed = 3;
	char text[32];
	(void)state;
	for (int i = 0; i < 20000; i++) {
		int64_t v = (int64_t)(chance(&seed) >> (chance(&seed) % 64)) * (i % 2 ? 1 : -1), back = 0;
		snprintf(text, sizeof text, "%lld", (long long)v);
		assert_true(str_int(S(text), INT64_MIN, INT64_MAX, &back));
		assert_int_equal(v, back);
	}
}

static void what_is_sought_has_no_case_and_no_accents(void **state)
{
	static const struct { const char *text, *sought; } all[] = {
		{ "José Ángel", "jose angel" }, { "STRASSE", "strasse" }, { "Straße", "strasse" }, { "Zoe\xCC\x88", "zoe" }, { "Ｒｏｗａｎ", "rowan" },
		{ "İzmir", "izmir" }, { "ΟΔΟΣ", "οδοσ" }, { "", "" }, { NULL, "" }, { "\xFF", "" },
	};
	struct arena a = { 0 };
	(void)state;
	for (size_t i = 0; i < COUNT(all); i++)
		assert_string_equal(str_sought(&a, all[i].text), all[i].sought);
	arena_end(&a);
}

static void real_numbers_have_no_exponent(void **state)
{
	static const char *const wrong[] = { "", "-", ".", "1.", ".5", "1e3", "inf", "nan", "0x1p3", "1.2.3", "1,5", " 1", "--1", "1.5 ",
		"1111111111111111111111111111111111111111111" };
	double v = 1;
	(void)state;
	for (size_t i = 0; i < COUNT(wrong); i++)
		assert_false(str_real(S(wrong[i]), -1e300, 1e300, &v));
	assert_true(v == 1);
	assert_true(str_real(S("-12.25"), -100, 100, &v) && v == -12.25);
	assert_true(str_real(S("7"), 0, 7, &v) && v == 7);
	assert_false(str_real(S("7.01"), 0, 7, &v));
}

static void utf8_is_well_formed_and_visible(void **state)
{
	static const char *const right[] = { "", "plain", "Jos\u00e9", "\u20ac", "\U0001F642", "tab\tline\nreturn\r\n", "\u2066isolated\u2069", "\uFFFD" };
	static const char *const wrong[] = {
		"\x80", "\xC3", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF0\x80\x80\xAF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF",
		"\xE2\x82", "a\xC3 b", "\x01", "\x1B[0m", "\x7F", "\uFFFE", "\uFFFF", "\U0001FFFE", "\u202Eevil", "\u202A",
	};
	(void)state;
	for (size_t i = 0; i < COUNT(right); i++)
		assert_true(str_utf8(S(right[i])));
	for (size_t i = 0; i < COUNT(wrong); i++)
		if (str_utf8(S(wrong[i])))
			fail_msg("number %zu was let through", i);
	assert_false(str_utf8((struct slice){ "a\0b", 3 }));
}

/* Every code point, written by hand, is read back as itself. */
static void every_code_point_reads_back(void **state)
{
	(void)state;
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		char b[4];
		size_t n;
		if (c < 0x80)
			b[0] = (char)c, n = 1;
		else if (c < 0x800)
			b[0] = (char)(0xC0 | c >> 6), b[1] = (char)(0x80 | (c & 63)), n = 2;
		else if (c < 0x10000)
			b[0] = (char)(0xE0 | c >> 12), b[1] = (char)(0x80 | (c >> 6 & 63)), b[2] = (char)(0x80 | (c & 63)), n = 3;
		else
			b[0] = (char)(0xF0 | c >> 18), b[1] = (char)(0x80 | (c >> 12 & 63)), b[2] = (char)(0x80 | (c >> 6 & 63)), b[3] = (char)(0x80 | (c & 63)), n = 4;
		uint32_t back = 1;
		bool surrogate = c >= 0xD800 && c < 0xE000;
		size_t read = str_point((struct slice){ b, n }, &back);
		if (read != (surrogate ? 0 : n) || (!surrogate && back != c) || (n > 1 && str_point((struct slice){ b, n - 1 }, &back) != 0))
			fail_msg("U+%04X was read as %zu bytes", c, read);
	}
}

static void points_are_counted_not_bytes(void **state)
{
	(void)state;
	assert_int_equal(str_points(S("")), 0);
	assert_int_equal(str_points(S("Mar\u00eda \U0001F642")), 7);
}

static void trimming_takes_every_kind_of_blank(void **state)
{
	struct arena a = { 0 };
	(void)state;
	assert_string_equal(str_trim(&a, S("  a b \t\n")), "a b");
	assert_string_equal(str_trim(&a, S("\u00a0\u2003\u200b\ufeffa\u3000\u2060")), "a");
	assert_string_equal(str_trim(&a, S("one\r\ntwo\rthree\n")), "one\ntwo\rthree");
	assert_string_equal(str_trim(&a, S("\u202d+1 555 0100\u202c")), "+1 555 0100");
	assert_string_equal(str_trim(&a, S("a\u202eb")), "ab");
	assert_string_equal(str_trim(&a, S(" \r\n\t")), "");
	assert_string_equal(str_trim(&a, S("")), "");
	assert_int_equal(slice_trim(S("\x80 ")).n, 1);
	assert_int_equal(slice_trim(S("\x80\x80\x80\x80\x80")).n, 5);
	arena_end(&a);
}

static void names_that_look_the_same_fold_to_the_same(void **state)
{
	static const char *const same[][2] = {
		{ "Marisol", "  marisol " }, { "Jos\u00e9  Luis", "jose\u0301 luis" }, { "\u00c1NGEL", "\u00e1ngel" }, { "\u00d1", "n\u0303" },
		{ "A\u00a0B", "a b" }, { "Ana\u200b", "ana" }, { "\u0141ukasz", "\u0142ukasz" }, { "\u017dofie", "\u017eofie" },
		{ "\u0178", "y\u0308" }, { "Stra\u00dfe", "STRASSE" }, { "\u0130", "i" }, { "\u00c5", "A\u030a" }, { "A\u00adnn", "Ann" },
	};
	static const char *const other[][2] = { { "Jose", "Jos\u00e9" }, { "a b", "ab" }, { "\u00d7", "\u00f7" }, { "Ana", "An\u00e1" } };
	struct arena a = { 0 };
	(void)state;
	for (size_t i = 0; i < COUNT(same); i++)
		assert_string_equal(str_fold(&a, same[i][0]), str_fold(&a, same[i][1]));
	for (size_t i = 0; i < COUNT(other); i++)
		assert_string_not_equal(str_fold(&a, other[i][0]), str_fold(&a, other[i][1]));
	assert_string_equal(str_fold(&a, NULL), "");
	arena_end(&a);
}

static void folding_twice_changes_nothing_more(void **state)
{
	static const char *const pieces[] = { "A", "\u00c9", "e", "\u0301", "\u0303", " ", "\t", "\u00a0", "\u200b", "\u017f", "\U0001F642", "\xFF", "\u0130", "z" };
	struct arena a = { 0 };
	uint64_t seed = 19;
	(void)state;
	for (int i = 0; i < 5000; i++) {
		char text[128];
		size_t n = 0;
		for (uint64_t k = chance(&seed) % 12; k; k--) {
			const char *p = pieces[chance(&seed) % COUNT(pieces)];
			memcpy(text + n, p, strlen(p));
			n += strlen(p);
		}
		text[n] = '\0';
		const char *once = str_fold(&a, text);
		assert_string_equal(once, str_fold(&a, once));
		arena_clear(&a);
	}
	arena_end(&a);
}

static void splitting_leaves_empty_pieces_out(void **state)
{
	struct arena a = { 0 };
	(void)state;
	struct str_list l = str_split(&a, " en, es,, ,fr ", ',', 10);
	assert_int_equal(l.n, 3);
	assert_string_equal(l.at[0], "en");
	assert_string_equal(l.at[2], "fr");
	assert_int_equal(str_split(&a, "a,b,c,d", ',', 2).n, 2);
	assert_int_equal(str_split(&a, "", ',', 5).n, 0);
	assert_int_equal(str_split(&a, NULL, ',', 5).n, 0);
	assert_int_equal(str_split(&a, "a", ',', 0).n, 0);
	arena_end(&a);
}

static void comparisons_know_null_and_empty(void **state)
{
	(void)state;
	assert_true(str_same(NULL, NULL) && str_same("a", "a"));
	assert_false(str_same(NULL, "") || str_same("a", NULL) || str_same("a", "b"));
	assert_true(str_begins("abc", "ab") && !str_begins("a", "ab") && str_begins("a", ""));
	assert_true(slice_same((struct slice){ NULL, 0 }, S("")) && !slice_same(S("a"), S("ab")));
	assert_true(str_equal_secret("abcd", "abcd", 4) && !str_equal_secret("abcd", "abce", 4));
}

RUN(TEST(whole_numbers_are_digits_and_nothing_else), TEST(numbers_print_and_read_back_the_same), TEST(real_numbers_have_no_exponent), TEST(what_is_sought_has_no_case_and_no_accents),
    TEST(utf8_is_well_formed_and_visible), TEST(every_code_point_reads_back), TEST(points_are_counted_not_bytes),
    TEST(trimming_takes_every_kind_of_blank), TEST(names_that_look_the_same_fold_to_the_same), TEST(folding_twice_changes_nothing_more),
    TEST(splitting_leaves_empty_pieces_out), TEST(comparisons_know_null_and_empty))

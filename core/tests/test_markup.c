/* People's own words as HTML. */
#include "markup.h"
#include "test.h"

static struct arena a;

static void becomes(const char *text, const char *html)
{
	assert_string_equal(markup(&a, text).html, html);
	arena_clear(&a);
}

static void words_become_paragraphs_and_breaks_stay(void **state)
{
	(void)state;
	becomes("Hello\nthere\n\nAgain", "<p>Hello<br>\nthere</p>\n<p>Again</p>\n");
	becomes("*soft* **loud**", "<p><em>soft</em> <strong>loud</strong></p>\n");
	becomes("- one\n- two", "<ul><li>one</li><li>two</li></ul>\n");
	becomes("3. three\n4. four", "<ol start=\"3\"><li>three</li><li>four</li></ol>\n");
	becomes("1. one", "<ol><li>one</li></ol>\n");
	becomes("> said", "<blockquote><p>said</p>\n</blockquote>\n");
	becomes("# Large", "<p><strong>Large</strong></p>\n");
	becomes("```\na < b\n  c\n```", "<p>a &lt; b<br>\n  c</p>\n");
	becomes("    indented", "<p>indented</p>\n");
	becomes("a `b` c", "<p>a b c</p>\n");
	becomes("", "");
	becomes(NULL, "");
}

static void html_and_entities_stay_words(void **state)
{
	(void)state;
	becomes("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n");
	becomes("<b onclick='x'>", "<p>&lt;b onclick=&#39;x&#39;&gt;</p>\n");
	becomes("<!-- x -->", "<p>&lt;!-- x --&gt;</p>\n");
	becomes("&lt;b&gt; &#x202e;", "<p>&amp;lt;b&amp;gt; &amp;#x202e;</p>\n");
	becomes("| a | b |\n|---|---|\n| 1 | 2 |", "<p>| a | b |<br>\n|---|---|<br>\n| 1 | 2 |</p>\n");
}

static void links_lead_only_to_safe_places(void **state)
{
	(void)state;
	becomes("[a](https://a.example/?x=1&y=2)", "<p><a href=\"https://a.example/?x=1&amp;y=2\" rel=\"nofollow noreferrer\">a</a></p>\n");
	becomes("[a](https://a.example/?x=1&amp;y=2)", "<p><a href=\"https://a.example/?x=1&amp;y=2\" rel=\"nofollow noreferrer\">a</a></p>\n");
	becomes("[a](/c/harbor)", "<p><a href=\"/c/harbor\">a</a></p>\n");
	becomes("https://a.example now", "<p><a href=\"https://a.example\" rel=\"nofollow noreferrer\">https://a.example</a> now</p>\n");
	becomes("me@a.example", "<p><a href=\"mailto:me@a.example\" rel=\"nofollow noreferrer\">me@a.example</a></p>\n");
	becomes("[a](javascript:alert(1))", "<p>a</p>\n");
	becomes("[a](JaVaScRiPt:alert)", "<p>a</p>\n");
	becomes("[a](java&#115;cript:alert)", "<p>a</p>\n");
	becomes("[a](//evil.example)", "<p>a</p>\n");
	becomes("[a](data:text/html,x)", "<p>a</p>\n");
	becomes("[a](OTPAUTH://totp/x?secret=ABC)", "<p>a</p>\n");
	becomes("[a](/x\"onmouseover=y)", "<p><a href=\"/x&#34;onmouseover=y\">a</a></p>\n");
	becomes("![words](https://a.example/p.png)", "<p>words</p>\n");
	becomes("<https://a.example>", "<p><a href=\"https://a.example\" rel=\"nofollow noreferrer\">https://a.example</a></p>\n");
	becomes("<javascript:x>", "<p>javascript:x</p>\n");
}

/* Tags are those of the list, and each that opens closes in order. */
static void check_tags(const char *html)
{
	static const char *const paired[] = { "p", "em", "strong", "ul", "ol", "li", "blockquote", "a" };
	const char *stack[256];
	size_t depth = 0;
	for (const char *at = strchr(html, '<'); at; at = strchr(at + 1, '<')) {
		bool end = at[1] == '/';
		const char *name = at + 1 + end;
		size_t n = strcspn(name, " >");
		if ((n == 2 && strncmp(name, "br", 2) == 0) || (n == 2 && strncmp(name, "hr", 2) == 0))
			continue;
		const char *is = NULL;
		for (size_t i = 0; i < COUNT(paired); i++)
			if (strlen(paired[i]) == n && strncmp(paired[i], name, n) == 0)
				is = paired[i];
		assert_non_null(is);
		if (!end) {
			assert_true(depth < COUNT(stack));
			stack[depth++] = is;
		} else {
			if (depth == 0 || stack[depth - 1] != is)
				fail_msg("</%s> closes something else in %s", is, html);
			depth--;
		}
	}
	assert_int_equal(depth, 0);
}

static void whatever_is_written_the_tags_are_ours_and_closed(void **state)
{
	static const char *const pieces[] = { "*", "**", "_", "`", "```\n", "[", "](", ")", "<", ">", "<b>", "</p>", "&amp;", "&#60;", "\n", "\n\n", "> ", "- ", "1. ",
		"    ", "# ", "---\n", "word", "https://a.example", "javascript:", "![", "\\", "\"", "'", "~~", "|", "\t", "me@a.example", "\u00e9", "[x]: /y\n", "\x01", "\xFF" };
	uint64_t seed = 43;
	(void)state;
	for (int i = 0; i < 20000; i++) {
		char text[600];
		size_t n = 0;
		for (uint64_t k = chance(&seed) % 40; k; k--) {
			const char *p = pieces[chance(&seed) % COUNT(pieces)];
			memcpy(text + n, p, strlen(p));
			n += strlen(p);
		}
		text[n] = '\0';
		check_tags(markup(&a, text).html);
		arena_clear(&a);
	}
}

static void deep_nesting_is_drawn_flat(void **state)
{
	char text[2001];
	(void)state;
	for (size_t i = 0; i < 2000; i++)
		text[i] = '>';
	text[2000] = '\0';
	const char *html = markup(&a, text).html;
	size_t quotes = 0;
	for (const char *at = html; (at = strstr(at, "<blockquote>")); at++)
		quotes++;
	assert_int_equal(quotes, 6);
	check_tags(html);
	arena_clear(&a);
}

static double seconds_for(const char *piece, size_t n)
{
	struct timespec from, to;
	size_t len = strlen(piece);
	char *text = malloc(n + 1);
	assert_non_null(text);
	for (size_t i = 0; i < n; i++)
		text[i] = piece[i % len];
	text[n] = '\0';
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	const char *html = markup(&a, text).html;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	check_tags(html);
	free(text);
	arena_clear(&a);
	return (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

/* 64 KiB of what makes Markdown readers slow: no page may wait on it. */
static void nothing_takes_long(void **state)
{
	static const char *const pieces[] = { "*a", "**a", "_*", "[", "[a](", "![", "`", "` `` ", "<", "<a ", "&", "&#", "> ", "- ", "1) ", "*a **b ", "a@", "a.a@a", "https://", "[a][", "[]", "[x]: a\n",
		"~", "|-|\n", "# ", "\\", "(", "](", "a**b_c", "<!--", "<?", "___a", "*a_", "-\n", "\t-\n", "```\n~~~\n" };
	(void)state;
	for (size_t i = 0; i < COUNT(pieces); i++) {
		/* four times the text: about four times as long; what grows by its square takes sixteen times */
		double quarter = seconds_for(pieces[i], 16 << 10), took = seconds_for(pieces[i], 64 << 10);
		if (took > 11 * (quarter > 0.01 ? quarter : 0.01))
			fail_msg("64 KiB of %s took %.2f s, 16 KiB %.2f s", pieces[i], took, quarter);
	}
}

static void what_is_too_long_is_shown_plain(void **state)
{
	size_t n = (64 << 10) + 1;
	char *text = malloc(n + 1);
	(void)state;
	assert_non_null(text);
	memset(text, '*', n);
	text[n] = '\0';
	const char *html = markup(&a, text).html;
	assert_int_equal(strlen(html), n + strlen("<p></p>\n"));
	free(text);
	arena_end(&a);
}

RUN(TEST(words_become_paragraphs_and_breaks_stay), TEST(html_and_entities_stay_words), TEST(links_lead_only_to_safe_places),
    TEST(whatever_is_written_the_tags_are_ours_and_closed), TEST(deep_nesting_is_drawn_flat), TEST(nothing_takes_long),
    TEST(what_is_too_long_is_shown_plain))

/* QR codes: the drawn modules are those of libqrencode, the words around them are escaped, what cannot be drawn is empty. */
#include "test.h"
#include "qr.h"
#include <qrencode.h>

enum { QUIET = 4, SIDE_MAX = 177 };

/* Paints the bars of the path back into modules. */
static size_t painted(const char *svg, bool at[SIDE_MAX + 2 * QUIET][SIDE_MAX + 2 * QUIET])
{
	int x, y, wide, n;
	size_t dark = 0;
	const char *s = strstr(svg, " d=\"");
	assert_non_null(s);
	for (s += 4; sscanf(s, "M%d %dh%dv1h-%*dz%n", &x, &y, &wide, &n) == 3; s += n)
		for (int i = 0; i < wide; i++, dark++) {
			assert_true(x + i < SIDE_MAX + 2 * QUIET && y < SIDE_MAX + 2 * QUIET && !at[y][x + i]);
			at[y][x + i] = true;
		}
	assert_int_equal(*s, '"');
	return dark;
}

static void what_is_drawn_is_the_code(void **state)
{
	(void)state;
	static const char text[] = "https://kith.test/c/harbor/join?code=K7QM-3XWT-9FHR-4BNP";
	static bool at[SIDE_MAX + 2 * QUIET][SIDE_MAX + 2 * QUIET];
	struct arena a = { 0 };
	QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	assert_non_null(code);
	size_t dark = painted(qr_svg(&a, text, "Code").html, at), expected = 0;
	for (int y = 0; y < code->width; y++)
		for (int x = 0; x < code->width; x++) {
			bool is = code->data[y * code->width + x] & 1;
			assert_int_equal(at[y + QUIET][x + QUIET], is);
			expected += is;
		}
	assert_int_equal(dark, expected);       /* nothing in the quiet zone */
	QRcode_free(code);
	arena_end(&a);
}

static void the_title_is_escaped(void **state)
{
	(void)state;
	struct arena a = { 0 };
	const char *svg = qr_svg(&a, "x", "<b> & \"so\"").html;
	assert_non_null(strstr(svg, "<title>&lt;b&gt; &amp; "));
	assert_non_null(strstr(svg, "role=\"img\""));
	assert_null(strstr(svg, "<b>"));
	arena_end(&a);
}

static void what_cannot_be_drawn_is_empty(void **state)
{
	(void)state;
	struct arena a = { 0 };
	char *most = arena_take(&a, QR_TEXT_MAX + 2);
	memset(most, 'x', QR_TEXT_MAX);
	assert_non_null(strstr(qr_svg(&a, most, "t").html, "<svg"));
	most[QR_TEXT_MAX] = 'x';
	assert_string_equal(qr_svg(&a, most, "t").html, "");
	assert_string_equal(qr_svg(&a, "", "t").html, "");
	assert_string_equal(qr_svg(&a, NULL, "t").html, "");
	arena_end(&a);
}

RUN(TEST(what_is_drawn_is_the_code), TEST(the_title_is_escaped), TEST(what_cannot_be_drawn_is_empty))

/* Text: strict readers and checks.  Knows UTF-8 and numbers; leaves folding to str_fold.c, words and languages to words.c. */
#include <sodium.h>
#include "core.h"

bool str_same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

bool str_begins(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

bool slice_same(struct slice a, struct slice b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.at, b.at, a.n) == 0);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool str_int(struct slice s, int64_t min, int64_t max, int64_t *ret)
{
	int64_t v = 0;
	bool minus = s.n && s.at[0] == '-';
	if (s.n == (size_t)minus)
		return false;
	for (size_t i = minus; i < s.n; i++) {
		int64_t d = s.at[i] - '0';
		/* counted downwards when negative, so that the least number is reached without overflow */
		if (!is_digit(s.at[i]) || __builtin_mul_overflow(v, 10, &v) || __builtin_add_overflow(v, minus ? -d : d, &v))
			return false;
	}
	if (v < min || v > max)
		return false;
	*ret = v;
	return true;
}

bool str_real(struct slice s, double min, double max, double *ret)
{
	char digits[40];
	size_t i = s.n && s.at[0] == '-';
	size_t whole = i;
	if (s.n >= sizeof digits)
		return false;
	while (i < s.n && is_digit(s.at[i]))
		i++;
	if (i == whole)
		return false;
	if (i < s.n) {
		size_t mark = i++;
		while (i < s.n && is_digit(s.at[i]))
			i++;
		if (s.at[mark] != '.' || i == mark + 1)
			return false;
	}
	if (i != s.n)
		return false;
	memcpy(digits, s.at, s.n);
	digits[s.n] = '\0';
	double v = strtod(digits, NULL);        /* the shape is checked; the program runs in the "C" locale */
	if (!(v >= min && v <= max))
		return false;
	*ret = v;
	return true;
}

size_t str_point(struct slice s, uint32_t *ret)
{
	static const uint32_t least[5] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *p = (const unsigned char *)s.at;
	if (s.n == 0)
		return 0;
	size_t n = p[0] < 0x80 ? 1 : p[0] >= 0xC2 && p[0] < 0xE0 ? 2 : (p[0] & 0xF0) == 0xE0 ? 3 : p[0] >= 0xF0 && p[0] < 0xF5 ? 4 : 0;
	if (n == 0 || n > s.n)
		return 0;
	uint32_t c = n == 1 ? p[0] : p[0] & (0x7Fu >> n);
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return 0;
		c = c << 6 | (p[i] & 0x3F);
	}
	if (c < least[n] || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
		return 0;
	*ret = c;
	return n;
}

/* Embeddings and overrides: they make a line read other than it is written.  Isolates (U+2066 …) end with their
 * paragraph and are how right-to-left names are kept whole: those may stay. */
static bool turns_text(uint32_t c)
{
	return c >= 0x202A && c <= 0x202E;
}

bool str_utf8(struct slice s)
{
	uint32_t c = 0;
	for (size_t n; s.n; s.at += n, s.n -= n) {
		n = str_point(s, &c);
		if (n == 0 || (c < 32 && c != '\t' && c != '\n' && c != '\r') || c == 127)
			return false;
		if ((c & 0xFFFE) == 0xFFFE || turns_text(c))
			return false;
	}
	return true;
}

size_t str_points(struct slice s)
{
	size_t points = 0;
	for (size_t i = 0; i < s.n; i++)
		points += ((unsigned char)s.at[i] & 0xC0) != 0x80;
	return points;
}

/* White space as a reader sees it, also the marks that have no width. */
static bool is_space(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) ||
		c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

struct slice slice_trim(struct slice s)
{
	uint32_t c = 0;
	size_t n;
	while ((n = str_point(s, &c)) && (is_space(c) || turns_text(c)))
		s.at += n, s.n -= n;
	while (s.n) {
		size_t last = 1;
		while (last < s.n && last < 4 && ((unsigned char)s.at[s.n - last] & 0xC0) == 0x80)
			last++;
		n = str_point((struct slice){ s.at + s.n - last, last }, &c);
		if (n != last || !(is_space(c) || turns_text(c)))
			break;
		s.n -= last;
	}
	return s;
}

const char *str_trim(struct arena *a, struct slice s)
{
	s = slice_trim(s);
	char *to = arena_take(a, s.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.at[i] == '\r' && i + 1 < s.n && s.at[i + 1] == '\n')
			continue;
		/* U+202A … U+202E: telephones put them around numbers that are copied out of the address book */
		if (i + 2 < s.n && memcmp(s.at + i, "\xE2\x80", 2) == 0 && (unsigned char)s.at[i + 2] >= 0xAA && (unsigned char)s.at[i + 2] <= 0xAE) {
			i += 2;
			continue;
		}
		to[n++] = s.at[i];
	}
	to[n] = '\0';
	return to;
}

bool str_equal_secret(const void *a, const void *b, size_t n)
{
	return sodium_memcmp(a, b, n) == 0;
}

struct str_list str_split(struct arena *a, const char *s, char sep, size_t max)
{
	struct str_list list = { 0 };
	if (!s || !max)
		return list;
	size_t pieces = 1;
	for (const char *p = s; *p && pieces < max; p++)
		pieces += *p == sep;
	list.at = ARENA_ARRAY(a, pieces, const char *);
	while (list.n < pieces) {
		const char *end = strchrnul(s, sep);
		struct slice piece = slice_trim((struct slice){ s, (size_t)(end - s) });
		if (piece.n)
			list.at[list.n++] = arena_copy(a, piece.at, piece.n);
		if (!*end)
			break;
		s = end + 1;
	}
	return list;
}

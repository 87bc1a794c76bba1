/* Text: strict readers and checks.  Knows UTF-8, numbers and Latin letters; leaves words and languages to words.c. */
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

/* ---- names that look the same ---- */

static uint32_t lower(uint32_t c)
{
	if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7))
		return c + 32;
	if (c == 0x130)
		return 'i';
	if (c == 0x178)
		return 0xFF;
	if (c == 0x17F)
		return 's';
	bool even_is_large = (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177);
	bool odd_is_large = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
	return (even_is_large && c % 2 == 0) || (odd_is_large && c % 2 == 1) ? c + 1 : c;
}

/* A small letter and the mark that some keyboards send behind it, as the one letter the others send. */
static uint32_t composed(uint32_t letter, uint32_t mark)
{
	static const struct { uint32_t mark; const char *letters; uint16_t as[16]; } marks[] = {
		{ 0x300, "aeiou", { 0xE0, 0xE8, 0xEC, 0xF2, 0xF9 } },
		{ 0x301, "aeiouyclnrsz", { 0xE1, 0xE9, 0xED, 0xF3, 0xFA, 0xFD, 0x107, 0x13A, 0x144, 0x155, 0x15B, 0x17A } },
		{ 0x302, "aeiouwycghjs", { 0xE2, 0xEA, 0xEE, 0xF4, 0xFB, 0x175, 0x177, 0x109, 0x11D, 0x125, 0x135, 0x15D } },
		{ 0x303, "anoiu", { 0xE3, 0xF1, 0xF5, 0x129, 0x169 } },
		{ 0x304, "aeiou", { 0x101, 0x113, 0x12B, 0x14D, 0x16B } },
		{ 0x306, "aegiou", { 0x103, 0x115, 0x11F, 0x12D, 0x14F, 0x16D } },
		{ 0x307, "cegz", { 0x10B, 0x117, 0x121, 0x17C } },
		{ 0x308, "aeiouy", { 0xE4, 0xEB, 0xEF, 0xF6, 0xFC, 0xFF } },
		{ 0x30A, "au", { 0xE5, 0x16F } },
		{ 0x30B, "ou", { 0x151, 0x171 } },
		{ 0x30C, "cdenrstzl", { 0x10D, 0x10F, 0x11B, 0x148, 0x159, 0x161, 0x165, 0x17E, 0x13E } },
		{ 0x327, "cgklnrst", { 0xE7, 0x123, 0x137, 0x13C, 0x146, 0x157, 0x15F, 0x163 } },
		{ 0x328, "aeiu", { 0x105, 0x119, 0x12F, 0x173 } },
	};
	for (size_t i = 0; i < COUNT(marks); i++) {
		const char *at = letter < 128 && letter ? strchr(marks[i].letters, (int)letter) : NULL;
		if (marks[i].mark == mark && at)
			return marks[i].as[at - marks[i].letters];
	}
	return 0;
}

static bool unseen(uint32_t c)
{
	return c == 0xAD || (c >= 0x200B && c <= 0x200F) || turns_text(c) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

static size_t point_write(char *to, uint32_t c)
{
	if (c < 0x80)
		return to[0] = (char)c, 1;
	if (c < 0x800)
		return to[0] = (char)(0xC0 | c >> 6), to[1] = (char)(0x80 | (c & 63)), 2;
	if (c < 0x10000)
		return to[0] = (char)(0xE0 | c >> 12), to[1] = (char)(0x80 | (c >> 6 & 63)), to[2] = (char)(0x80 | (c & 63)), 3;
	to[0] = (char)(0xF0 | c >> 18), to[1] = (char)(0x80 | (c >> 12 & 63));
	to[2] = (char)(0x80 | (c >> 6 & 63)), to[3] = (char)(0x80 | (c & 63));
	return 4;
}

const char *str_fold(struct arena *a, const char *s)
{
	struct slice rest = { s, s ? strlen(s) : 0 };
	char *to = arena_take(a, rest.n * 2 + 1);       /* no letter grows by more than a byte */
	size_t n = 0, last_at = 0;
	uint32_t c = 0, last = 0;
	bool blank = false;
	for (size_t step; rest.n; rest.at += step, rest.n -= step) {
		step = str_point(rest, &c);
		if (step == 0)
			c = (unsigned char)*rest.at, step = 1;  /* not UTF-8: read as Latin-1 rather than lost */
		if (unseen(c))
			continue;
		if (is_space(c)) {
			blank = n > 0;
			last = 0;
			continue;
		}
		c = lower(c);
		uint32_t one = last ? composed(last, c) : 0;
		if (one) {
			n = last_at;
			c = one;
		} else if (blank) {
			to[n++] = ' ';
		}
		blank = false;
		last = c;
		last_at = n;
		n += point_write(to + n, c);
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

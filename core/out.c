/* The reply's body: a growing buffer, and writers that escape for the place a value stands in.  Knows HTML, URLs and JSON
 * strings; leaves pages to their templates and words to words.c. */
#include "core.h"

enum { FIRST_ROOM = 4096, KEPT_ROOM = 64 << 10 };

static bool grow(struct out *o, size_t more)
{
	size_t cap = o->cap ? o->cap : OUT_CAP;
	if (o->n > cap || more > cap - o->n)
		return false;
	size_t room = o->room ? o->room : FIRST_ROOM;
	while (room - o->n < more)
		room *= 4;
	/* not realloc: what is left behind would keep a person's words in freed memory */
	char *at = malloc(room);
	if (!at)
		return false;
	if (o->n)
		memcpy(at, o->at, o->n);
	if (o->at) {
		explicit_bzero(o->at, o->n);
		free(o->at);
	}
	o->at = at;
	o->room = room;
	return true;
}

/* Room for n more bytes, or `over` for good. */
static inline bool room_for(struct out *o, size_t n)
{
	size_t cap = o->cap ? o->cap : OUT_CAP;
	if (!o->over && n <= o->room - o->n && o->n + n <= cap)
		return true;
	if (!o->over && !grow(o, n))
		o->over = true;
	return !o->over;
}

void out_raw(struct out *o, const char *s, size_t n)
{
	if (n == 0 || !room_for(o, n))
		return;
	memcpy(o->at + o->n, s, n);
	o->n += n;
}

void out_printf(struct out *o, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n < 0)
		o->over = true;
	else if (room_for(o, (size_t)n + 1)) {
		vsnprintf(o->at + o->n, (size_t)n + 1, format, again);
		o->n += (size_t)n;
	}
	va_end(again);
}

void out_clear(struct out *o)
{
	if (o->room > KEPT_ROOM) {
		out_end(o);
		return;
	}
	if (o->n)
		explicit_bzero(o->at, o->n);
	o->n = 0;
	o->over = o->csrf_used = false;
}

void out_end(struct out *o)
{
	if (o->at) {
		explicit_bzero(o->at, o->n);
		free(o->at);
	}
	o->at = NULL;
	o->n = o->room = 0;
	o->over = o->csrf_used = false;
}

void out_csrf(struct out *o)
{
	o->csrf_used = true;
	OUT_LITERAL(o, "<input type=\"hidden\" name=\"csrf\" value=\"");
	out_attr_str(o, o->csrf);
	OUT_LITERAL(o, "\">");
}

/* ---- HTML ---- */

enum { IN_TEXT = 1, IN_ATTR = 2 };
static const unsigned char escaped_in[256] = {
	['&'] = IN_TEXT | IN_ATTR, ['<'] = IN_TEXT | IN_ATTR, ['>'] = IN_TEXT | IN_ATTR, ['"'] = IN_ATTR, ['\''] = IN_ATTR,
};

static void out_entity(struct out *o, char c)
{
	switch (c) {
	case '&': OUT_LITERAL(o, "&amp;"); break;
	case '<': OUT_LITERAL(o, "&lt;"); break;
	case '>': OUT_LITERAL(o, "&gt;"); break;
	case '"': OUT_LITERAL(o, "&#34;"); break;
	default:  OUT_LITERAL(o, "&#39;"); break;
	}
}

static void out_escaped(struct out *o, const char *s, size_t n, unsigned char place)
{
	const char *run = s, *end = s + n;
	for (; s < end; s++) {
		if (!(escaped_in[(unsigned char)*s] & place))
			continue;
		out_raw(o, run, (size_t)(s - run));
		out_entity(o, *s);
		run = s + 1;
	}
	out_raw(o, run, (size_t)(end - run));
}

void out_text_str(struct out *o, const char *s)
{
	if (s)
		out_escaped(o, s, strlen(s), IN_TEXT);
}

void out_attr_str(struct out *o, const char *s)
{
	if (s)
		out_escaped(o, s, strlen(s), IN_ATTR);
}

void out_attr_slice(struct out *o, struct slice s)
{
	out_escaped(o, s.at, s.n, IN_ATTR);
}

void out_text_slice(struct out *o, struct slice s)
{
	out_escaped(o, s.at, s.n, IN_TEXT);
}

void out_text_html(struct out *o, struct safe_html h)
{
	if (h.html)
		out_raw(o, h.html, strlen(h.html));
}

/* ---- numbers ---- */

/* Digits in groups of three.  Spanish leaves four digits together (Ortografía de la lengua española: 1234, 12.345). */
static void out_grouped(struct out *o, const char *digits, size_t n, enum lang lang)
{
	size_t least = lang == LANG_ES ? 5 : 4;
	for (size_t i = 0; i < n; i++) {
		if (i && n >= least && (n - i) % 3 == 0)
			out_raw(o, lang == LANG_ES ? "." : ",", 1);
		out_raw(o, digits + i, 1);
	}
}

static enum lang lang_of(const struct out *o)
{
	return o->reader ? o->reader->lang : LANG_EN;
}

void out_text_int(struct out *o, int64_t i)
{
	char digits[24];
	if (i == NO_INT)
		return;
	int n = snprintf(digits, sizeof digits, "%lld", (long long)i);
	bool minus = digits[0] == '-';
	if (minus)
		OUT_LITERAL(o, "\u2212");
	out_grouped(o, digits + minus, (size_t)n - minus, lang_of(o));
}

/* Plain digits with '.' as the mark and no needless zeros at the end; returns how many characters. */
static size_t real_digits(char *to, size_t size, double d, int places)
{
	int n = snprintf(to, size, "%.*f", places, d);
	if (n < 0 || (size_t)n >= size)
		return 0;
	while (places && to[n - 1] == '0')
		n--;
	if (to[n - 1] == '.')
		n--;
	if (n == 2 && to[0] == '-' && to[1] == '0')     /* what rounds to nothing has no sign */
		to[0] = '0', n = 1;
	to[n] = '\0';
	return (size_t)n;
}

static bool sayable(double d)
{
	return d == d && d > -1e15 && d < 1e15;         /* not NO_REAL, not infinite, not "not a number" */
}

void out_text_real(struct out *o, double d)
{
	char digits[40];
	if (!sayable(d))
		return;
	size_t n = real_digits(digits, sizeof digits, d, 1);
	bool minus = digits[0] == '-';
	const char *mark = memchr(digits, '.', n);
	size_t whole = (mark ? (size_t)(mark - digits) : n) - minus;
	if (minus)
		OUT_LITERAL(o, "\u2212");
	out_grouped(o, digits + minus, whole, lang_of(o));
	if (mark) {
		out_raw(o, lang_of(o) == LANG_ES ? "," : ".", 1);
		out_raw(o, mark + 1, n - (size_t)(mark + 1 - digits));
	}
}

void out_attr_int(struct out *o, int64_t i)
{
	if (i != NO_INT)
		out_printf(o, "%lld", (long long)i);
}

void out_attr_real(struct out *o, double d)
{
	char digits[40];
	if (sayable(d))
		out_raw(o, digits, real_digits(digits, sizeof digits, d, 4));
}

/* ---- URLs ---- */

/* Browsers drop control characters and read '\' as '/': a URL with either could lead elsewhere than it looks. */
static bool plain_url(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < 32 || *s == 127 || *s == '\\')
			return false;
	return true;
}

bool url_allowed(const char *s)
{
	static const char *const schemes[] = { "https:", "mailto:", "tel:", "sms:", "otpauth:" };
	if (!s || !plain_url(s))
		return false;
	if (s[0] == '/')
		return s[1] != '/';
	if (s[0] == '?' || s[0] == '#')
		return true;
	for (size_t i = 0; i < COUNT(schemes); i++)
		if (strncasecmp(s, schemes[i], strlen(schemes[i])) == 0)
			return true;
	return false;
}

void out_url_str(struct out *o, const char *s)
{
	out_attr_str(o, url_allowed(s) ? s : "#");
}

void out_urlpart_str(struct out *o, const char *s)
{
	static const char hex[] = "0123456789ABCDEF";
	const char *run = s;
	for (; s && *s; s++) {
		unsigned char c = (unsigned char)*s;
		if ((c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || memchr("-._~", c, 4))
			continue;
		out_raw(o, run, (size_t)(s - run));
		out_raw(o, (char[3]){ '%', hex[c >> 4], hex[c & 15] }, 3);
		run = s + 1;
	}
	if (s)
		out_raw(o, run, (size_t)(s - run));
}

/* ---- JSON ---- */

static void out_json_escape(struct out *o, unsigned char c)
{
	switch (c) {
	case '"':  OUT_LITERAL(o, "\\\""); break;
	case '\\': OUT_LITERAL(o, "\\\\"); break;
	case '\n': OUT_LITERAL(o, "\\n"); break;
	case '\r': OUT_LITERAL(o, "\\r"); break;
	case '\t': OUT_LITERAL(o, "\\t"); break;
	default:   out_printf(o, "\\u%04x", (unsigned)c); break;
	}
}

void out_json_str(struct out *o, const char *s)
{
	if (!s) {
		OUT_LITERAL(o, "null");
		return;
	}
	OUT_LITERAL(o, "\"");
	const char *run = s;
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;
		if (c >= 32 && c != '"' && c != '\\' && c != '<')
			continue;
		out_raw(o, run, (size_t)(s - run));
		out_json_escape(o, c);
		run = s + 1;
	}
	out_raw(o, run, (size_t)(s - run));
	OUT_LITERAL(o, "\"");
}

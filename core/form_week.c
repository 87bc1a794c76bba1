/* Hours of a week: as they are stored, as they are sent, as they are drawn.  Leaves time zones to whoever compares weeks. */
#include "core.h"
#include "form_parts.h"

enum { DAYS = 7, HOURS = 24, HEX_DIGITS = 6 };

/* The night is one block: few offer it, and the grid has to fit on a telephone. */
const struct week_block week_blocks[WEEK_BLOCKS] = {
	{ 0, 6 }, { 6, 8 }, { 8, 10 }, { 10, 12 }, { 12, 14 }, { 14, 16 }, { 16, 18 }, { 18, 20 }, { 20, 22 }, { 22, 24 },
};

const char *week_text(struct arena *a, const struct week *w)
{
	char *text = arena_take(a, DAYS * HEX_DIGITS + 1);
	for (int d = 0; d < DAYS; d++)
		snprintf(text + d * HEX_DIGITS, HEX_DIGITS + 1, "%06x", (unsigned)w->day[d] & 0xFFFFFF);
	return text;
}

bool week_read(struct slice s, struct week *ret)
{
	struct week w = { 0 };
	if (s.n != DAYS * HEX_DIGITS)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.at[i], low = c | 32;
		bool digit = c >= '0' && c <= '9';
		if (!digit && !(low >= 'a' && low <= 'f'))
			return false;
		w.day[i / HEX_DIGITS] = w.day[i / HEX_DIGITS] << 4 | (uint32_t)(digit ? c - '0' : low - 'a' + 10);
	}
	*ret = w;
	return true;
}

static uint32_t hours(int from, int to)
{
	return ((UINT32_C(1) << to) - 1) & ~((UINT32_C(1) << from) - 1);
}

/* "D-H" or "D-H-U". */
static bool part_add(struct slice s, struct week *w)
{
	int64_t day = 0, from = 0, to = 0;
	const char *end = s.at + s.n, *first = memchr(s.at, '-', s.n);
	if (!first || !str_int((struct slice){ s.at, (size_t)(first - s.at) }, 0, DAYS - 1, &day))
		return false;
	first++;
	const char *second = memchr(first, '-', (size_t)(end - first));
	if (!str_int((struct slice){ first, (size_t)((second ? second : end) - first) }, 0, second ? HOURS - 1 : HOURS - 2, &from))
		return false;
	to = from + 2;
	if (second && !str_int((struct slice){ second + 1, (size_t)(end - second - 1) }, from + 1, HOURS, &to))
		return false;
	w->day[day] |= hours((int)from, (int)to);
	return true;
}

bool week_add(struct slice value, struct week *w)
{
	struct week sum = *w, whole;
	if (value.n == 0)
		return true;
	if (week_read(value, &whole)) {
		for (int d = 0; d < DAYS; d++)
			w->day[d] |= whole.day[d];
		return true;
	}
	const char *at = value.at, *end = value.at + value.n;
	while (at <= end) {
		const char *plus = memchr(at, '+', (size_t)(end - at));
		const char *stop = plus ? plus : end;
		if (!part_add((struct slice){ at, (size_t)(stop - at) }, &sum))
			return false;
		at = stop + 1;
	}
	*w = sum;
	return true;
}

int week_hours(const struct week *w)
{
	int n = 0;
	for (int d = 0; d < DAYS; d++)
		n += __builtin_popcount(w->day[d] & 0xFFFFFF);
	return n;
}

size_t week_value(const struct week *w, int day, struct week_block b, char *to, size_t size)
{
	size_t n = 0;
	for (int h = b.from, until; h < b.to; h = until + 1) {
		until = h;
		while (until < b.to && w->day[day] >> until & 1)
			until++;
		if (until == h)
			continue;
		int more = snprintf(to + n, size - n, "%s%d-%d-%d", n ? "+" : "", day, h, until);
		if (more < 0 || (size_t)more >= size - n)
			return 0;
		n += (size_t)more;
	}
	return n;
}

static const char *hour_words(enum lang lang, int hour, char to[16])
{
	if (lang == LANG_ES)
		snprintf(to, 16, "%d:00", hour);
	else
		snprintf(to, 16, "%d %s", hour % 12 ? hour % 12 : 12, hour % HOURS < 12 ? "am" : "pm");
	return to;
}

void out_hour(struct out *o, int hour)
{
	char words[16];
	out_text_str(o, hour_words(o->reader->lang, hour, words));
}

/* A cell of which only a part is set carries that part: a week that came from elsewhere survives being drawn. */
static void out_cell(struct out *o, const struct form_field *x, const struct week *w, int day, struct week_block b, const char *id)
{
	char value[64], from[16], to[16];
	enum lang lang = o->reader->lang;
	bool set = week_value(w, day, b, value, sizeof value) > 0;
	if (!set)
		snprintf(value, sizeof value, "%d-%d-%d", day, b.from, b.to);
	struct word_arg args[] = { word_text(words_weekday(lang, day)), word_text(hour_words(lang, b.from, from)), word_text(hour_words(lang, b.to, to)) };
	OUT_LITERAL(o, "<td><label><input type=\"checkbox\" name=\"");
	out_attr_str(o, x->name);
	OUT_LITERAL(o, "\" value=\"");
	out_attr_str(o, value);
	if (id) {
		OUT_LITERAL(o, "\" id=\"");
		out_attr_str(o, id);
	}
	OUT_LITERAL(o, "\" aria-label=\"");
	out_words(o, WORDS_ATTR, words_hash("{0}, {1} to {2}"), N_("{0}, {1} to {2}"), COUNT(args), args);
	if (set)
		OUT_LITERAL(o, "\" checked></label></td>");
	else
		OUT_LITERAL(o, "\"></label></td>");
}

void out_week(struct out *o, const struct form_field *x, const struct week *w, const char *id)
{
	enum lang lang = o->reader->lang;
	OUT_LITERAL(o, "<table class=\"week\"><thead><tr><td></td>");
	for (int d = 0; d < DAYS; d++) {
		OUT_LITERAL(o, "<th scope=\"col\"><abbr title=\"");
		out_attr_str(o, words_weekday(lang, d));
		OUT_LITERAL(o, "\">");
		out_text_str(o, words_weekday_letters(lang, d));
		OUT_LITERAL(o, "</abbr></th>");
	}
	OUT_LITERAL(o, "</tr></thead><tbody>");
	for (size_t b = 0; b < WEEK_BLOCKS; b++) {
		OUT_LITERAL(o, "<tr><th scope=\"row\">");
		if (week_blocks[b].from == 0)
			out_words(o, WORDS_TEXT, words_hash("Night"), N_("Night"), 0, NULL);
		else
			out_hour(o, week_blocks[b].from);
		OUT_LITERAL(o, "</th>");
		for (int d = 0; d < DAYS; d++)
			out_cell(o, x, w, d, week_blocks[b], b == 0 && d == 0 ? id : NULL);
		OUT_LITERAL(o, "</tr>");
	}
	OUT_LITERAL(o, "</tbody></table>");
}

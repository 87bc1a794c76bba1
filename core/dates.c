/* Dates in words: days, moments, months as the reader's language writes them.  Leaves civil time to zone.c. */
#include "core.h"

enum { ROOM = 96 };

/* English as in "3 May 2026", Spanish as the Ortografía de la lengua española writes it: months and days in small letters. */
static const struct {
	const char *month[12], *month_short[12], *day[7], *day_short[7], *day_letters[7];
} names[LANG_COUNT] = {
	[LANG_EN] = {
		{ "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December" },
		{ "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" },
		{ "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" },
		{ "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" },
		{ "Mo", "Tu", "We", "Th", "Fr", "Sa", "Su" },
	},
	[LANG_ES] = {
		{ "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre" },
		{ "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic" },
		{ "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo" },
		{ "lun", "mar", "mié", "jue", "vie", "sáb", "dom" },
		{ "lu", "ma", "mi", "ju", "vi", "sá", "do" },
	},
};

const char *words_weekday(enum lang lang, int weekday)
{
	return names[lang].day[weekday];
}

const char *words_weekday_letters(enum lang lang, int weekday)
{
	return names[lang].day_letters[weekday];
}

/* ---- as text ---- */

/* A list page says dozens of moments: these put them together by hand, which takes a tenth of what printf takes.  Each returns
 * where it stopped; ROOM is more than any date needs. */
static char *put(char *to, const char *text) { return stpcpy(to, text); }

static char *put_int(char *to, unsigned n, int digits)
{
	char back[12];
	int k = 0;
	do {
		back[k++] = (char)('0' + n % 10);
		n /= 10;
	} while (n > 0 || k < digits);
	while (k > 0)
		*to++ = back[--k];
	*to = '\0';
	return to;
}

static void say_date(enum lang lang, struct civil c, char *to)
{
	const char *between = lang == LANG_ES ? " de " : " ";
	to = put(put(put_int(to, c.day, 1), between), names[lang].month[c.month - 1]);
	put_int(put(to, between), c.year, 1);
}

static void say_month(enum lang lang, struct civil c, char *to)
{
	put_int(put(put(to, names[lang].month[c.month - 1]), lang == LANG_ES ? " de " : " "), c.year, 1);
}

static void say_clock(enum lang lang, struct civil c, char *to)
{
	bool twelve = lang != LANG_ES;
	to = put_int(to, twelve ? (c.hour % 12 ? c.hour % 12 : 12) : c.hour, 1);
	to = put_int(put(to, ":"), c.minute, 2);
	if (twelve)
		put(to, c.hour < 12 ? " am" : " pm");
}

static void say_moment(enum lang lang, struct civil c, char *to)
{
	to = put_int(put(put(to, names[lang].day_short[c.weekday]), " "), c.day, 1);
	to = put(put(put(to, " "), names[lang].month_short[c.month - 1]), " ");
	say_clock(lang, c, put(put_int(to, c.year, 1), ", "));
}

typedef void say(enum lang lang, struct civil c, char *to);

static const char *kept(struct arena *a, const struct words_reader *w, int64_t at, say *how)
{
	char text[ROOM];
	if (at == NO_INT)
		return "";
	how(w->lang, zone_civil(w->zone, at), text);
	return arena_str(a, text);
}

const char *words_date(struct arena *a, const struct words_reader *w, int64_t at) { return kept(a, w, at, say_date); }
const char *words_moment(struct arena *a, const struct words_reader *w, int64_t at) { return kept(a, w, at, say_moment); }
const char *words_month(struct arena *a, const struct words_reader *w, int64_t at) { return kept(a, w, at, say_month); }

const char *words_day(struct arena *a, const struct words_reader *w, int64_t day)
{
	char text[ROOM];
	if (day == NO_INT)
		return "";
	say_date(w->lang, day_civil(day), text);
	return arena_str(a, text);
}

/* ---- in a page: <time> says it once more for programs ---- */

static void out_time(struct out *o, const char *machine, const char *words)
{
	OUT_LITERAL(o, "<time datetime=\"");
	out_raw(o, machine, strlen(machine));
	OUT_LITERAL(o, "\">");
	out_text_str(o, words);
	OUT_LITERAL(o, "</time>");
}

static char *machine_month(struct civil c, char *to)
{
	return put_int(put(put_int(to, c.year, 4), "-"), c.month, 2);
}

static char *machine_day(struct civil c, char *to)
{
	return put_int(put(machine_month(c, to), "-"), c.day, 2);
}

static void machine_moment(const char *zone, int64_t at, struct civil c, char *to)
{
	int offset = zone_offset(zone, at) / 60;
	int size = offset < 0 ? -offset : offset;
	to = put_int(put(machine_day(c, to), "T"), c.hour, 2);
	to = put_int(put(to, ":"), c.minute, 2);
	to = put_int(put(to, offset < 0 ? "-" : "+"), size / 60, 2);
	put_int(put(to, ":"), size % 60, 2);
}

static void out_said(struct out *o, int64_t at, say *how)
{
	char machine[ROOM], words[ROOM];
	if (at == NO_INT)
		return;
	struct civil c = zone_civil(o->reader->zone, at);
	how(o->reader->lang, c, words);
	if (how == say_month)
		machine_month(c, machine);
	else if (how == say_date)
		machine_day(c, machine);
	else
		machine_moment(o->reader->zone, at, c, machine);
	out_time(o, machine, words);
}

void out_date(struct out *o, int64_t at) { out_said(o, at, say_date); }
void out_moment(struct out *o, int64_t at) { out_said(o, at, say_moment); }
void out_clock(struct out *o, int64_t at) { out_said(o, at, say_clock); }
void out_month(struct out *o, int64_t at) { out_said(o, at, say_month); }

void out_day(struct out *o, int64_t day)
{
	char machine[ROOM], words[ROOM];
	if (day == NO_INT)
		return;
	struct civil c = day_civil(day);
	machine_day(c, machine);
	say_date(o->reader->lang, c, words);
	out_time(o, machine, words);
}

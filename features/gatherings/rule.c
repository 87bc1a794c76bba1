/* How a gathering repeats: as a rule of RFC 5545 and in words.  Knows no moments: those are calendar.h's. */
#include "inside.h"

static const char *const day_codes[7] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

int gathering_weekday(int64_t day) { return day_civil(day).weekday; }

/* Which of its weekday in its month: 1 to 5. */
static int which(int64_t day) { return (day_civil(day).day - 1) / 7 + 1; }

bool gathering_is_last(int64_t day) { return day_civil(day).month != day_civil(day + 7).month; }

const char *gathering_rule(struct arena *a, int64_t repeats, int64_t every, int64_t weekdays, int64_t first_day)
{
	const char *weekday = day_codes[gathering_weekday(first_day)], *days = NULL;
	const char *freq = repeats == REPEATS_WEEKLY ? "WEEKLY" : "MONTHLY";
	if (repeats == REPEATS_ONCE)
		return NULL;
	const char *head = every > 1 ? arena_printf(a, "FREQ=%s;INTERVAL=%" PRId64, freq, every) : arena_printf(a, "FREQ=%s", freq);
	if (repeats == REPEATS_WEEKDAY)
		return arena_printf(a, "%s;BYDAY=%d%s", head, which(first_day), weekday);
	if (repeats == REPEATS_LAST)
		return arena_printf(a, "%s;BYDAY=-1%s", head, weekday);
	if (repeats == REPEATS_DAY)
		return arena_printf(a, "%s;BYMONTHDAY=%d", head, day_civil(first_day).day);
	for (int k = 0; k < 7; k++)
		if (weekdays >> k & 1)
			days = arena_printf(a, "%s%s%s", days ? days : "", days ? "," : "", day_codes[k]);
	return arena_printf(a, "%s;BYDAY=%s", head, days ? days : weekday);
}

/* ---- in words ---- */

static const char *say(struct req *r, const char *english, struct word_arg first, struct word_arg second)
{
	const struct word_arg args[] = { first, second };
	return words_say(&r->arena, &r->reader, english, COUNT(args), args);
}

static const char *weekdays_words(struct req *r, int64_t set)
{
	const char *s = NULL;
	for (int k = 0; k < 7; k++)
		if (set >> k & 1)
			s = arena_printf(&r->arena, "%s%s%s", s ? s : "", s ? ", " : "", words_weekday(r->reader.lang, k));
	return s ? s : "";
}

static const char *in_month(struct req *r, const struct gatherings_one *g)
{
	static const char *const which_words[] = { N_("the first {0}"), N_("the second {0}"), N_("the third {0}"), N_("the fourth {0}"), N_("the fifth {0}") };
	struct word_arg weekday = word_text(words_weekday(r->reader.lang, gathering_weekday(g->first_day))), none = word_int(0);
	if (g->repeats == REPEATS_DAY)
		return say(r, N_("on day {0}"), word_int(day_civil(g->first_day).day), none);
	if (g->repeats == REPEATS_LAST)
		return say(r, N_("the last {0}"), weekday, none);
	return say(r, which_words[which(g->first_day) - 1], weekday, none);
}

static const char *how_often(struct req *r, const struct gatherings_one *g)
{
	struct word_arg none = word_int(0);
	if (g->repeats == REPEATS_WEEKLY) {
		struct word_arg days = word_text(weekdays_words(r, g->weekdays));
		return g->every > 1 ? say(r, N_("Every {0} weeks: {1}"), word_int(g->every), days) : say(r, N_("Every week: {0}"), days, none);
	}
	struct word_arg days = word_text(in_month(r, g));
	return g->every > 1 ? say(r, N_("Every {0} months: {1}"), word_int(g->every), days) : say(r, N_("Every month: {0}"), days, none);
}

const char *gathering_rule_words(struct req *r, const struct gatherings_one *g)
{
	if (!g->rule)
		return NULL;
	const char *often = how_often(r, g);
	if (g->until_day != NO_INT)
		return say(r, N_("{0}; until {1}"), word_text(often), word_text(words_day(&r->arena, &r->reader, g->until_day)));
	if (g->times)
		return say(r, N_("{0}; {1} times in all"), word_text(often), word_int(g->times));
	return often;
}

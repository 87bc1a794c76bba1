/* Rules that repeat, through libical, in days without a zone; a wall-clock time becomes a moment only afterwards, by zone.c.
 * Leaves writing and reading calendars to calendar_text.c. */
#include <libical/ical.h>
#include "core.h"
#include "calendar.h"

enum { STEPS_MAX = 20000, INTERVAL_MAX = 1000, RULE_MAX = 200, DAY_MINUTES = 1440 };

static struct icaltimetype date_of(int64_t day)
{
	struct civil c = day_civil(day);
	return (struct icaltimetype){ .year = c.year, .month = c.month, .day = c.day, .is_date = 1 };
}

/* libical spins for seconds over rules of seconds: only days and coarser get as far as its iterator. */
static bool read_rule(const char *rule, struct icalrecurrencetype *ret)
{
	if (!rule || strlen(rule) > RULE_MAX)
		return false;
	*ret = icalrecurrencetype_from_string(rule);
	return ret->freq >= ICAL_DAILY_RECURRENCE && ret->freq <= ICAL_YEARLY_RECURRENCE && ret->interval >= 1 && ret->interval <= INTERVAL_MAX &&
	       !ret->count && icaltime_is_null_time(ret->until);
}

bool calendar_rule_right(const char *rule)
{
	struct icalrecurrencetype rec;
	return read_rule(rule, &rec);
}

size_t calendar_days(const char *rule, int64_t first, int64_t times, int64_t from, int64_t to, int64_t *ret, size_t max)
{
	struct icalrecurrencetype rec;
	size_t n = 0;
	if (!read_rule(rule, &rec)) {
		if (max && first >= from && first <= to)
			ret[n++] = first;
		return n;
	}
	icalrecur_iterator *it = icalrecur_iterator_new(rec, date_of(first));
	if (!it)
		return 0;
	if (!times && from > first)     /* how many came before matters to nobody */
		icalrecur_iterator_set_start(it, date_of(from));
	for (int64_t step = 0; n < max && step < STEPS_MAX && (!times || step < times); step++) {
		struct icaltimetype t = icalrecur_iterator_next(it);
		if (icaltime_is_null_time(t))
			break;
		int64_t day = day_number(t.year, t.month, t.day);
		if (day > to)
			break;
		if (day >= from && day >= first)
			ret[n++] = day;
	}
	icalrecur_iterator_free(it);
	return n;
}

bool calendar_day_fits(const char *rule, int64_t first, int64_t times, int64_t day)
{
	int64_t found;
	return calendar_days(rule, first, times, day, day, &found, 1) == 1;
}

static struct civil wall(int64_t day, int64_t minutes)
{
	struct civil c = day_civil(day);
	c.hour = (int)(minutes / 60);
	c.minute = (int)(minutes % 60);
	return c;
}

int64_t calendar_moment(const char *zone, int64_t day, int64_t minutes) { return zone_moment(zone, wall(day, minutes)); }

static bool shows(const char *zone, int64_t at, struct civil want)
{
	struct civil c = zone_civil(zone, at);
	return c.day == want.day && c.hour == want.hour && c.minute == want.minute;
}

/* A second time can only come after the clocks went back, by less than a day: the offset behind the change says when. */
enum calendar_clock calendar_clock_is(const char *zone, int64_t day, int64_t minutes)
{
	struct civil want = wall(day, minutes);
	int64_t at = zone_moment(zone, want);
	if (!shows(zone, at, want))
		return CALENDAR_NEVER;
	int64_t back = zone_offset(zone, at) - zone_offset(zone, at + DAY_MINUTES * 60);
	return back > 0 && shows(zone, at + back, want) ? CALENDAR_TWICE : CALENDAR_ONCE;
}

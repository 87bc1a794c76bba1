/* Days on which a rule happens, and what a calendar program reads (RFC 5545, 7986).  Knows libical; who may see what is left to
 * the features. */
#pragma once
#include "words.h"

/* A rule such as "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE": DAILY or coarser, INTERVAL 1 to 1000, without UNTIL and COUNT. */
bool calendar_rule_right(const char *rule);
/* The days from..to (day numbers) on which it happens, oldest first, at most max.  first: its first day, which the rule fits;
 * times: how often in all, 0 for without end.  rule NULL: only that day. */
size_t calendar_days(const char *rule, int64_t first, int64_t times, int64_t from, int64_t to, int64_t *ret, size_t max);
/* Is this one of its days? */
bool calendar_day_fits(const char *rule, int64_t first, int64_t times, int64_t day);

/* Does a wall-clock time happen on its day?  Clocks that go forward leave some out, clocks that go back do some twice. */
enum calendar_clock { CALENDAR_ONCE, CALENDAR_NEVER, CALENDAR_TWICE };
enum calendar_clock calendar_clock_is(const char *zone, int64_t day, int64_t minutes);
/* The moment it begins: never that is the same time behind the change; of two the first. */
int64_t calendar_moment(const char *zone, int64_t day, int64_t minutes);

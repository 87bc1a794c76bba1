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

/* ---- what a calendar program reads ---- */
/* One event, or one time of it that differs from its rule.  Wall-clock times are of its zone. */
struct calendar_event {
	const char *uid, *summary, *zone;
	const char *about, *place, *link, *category;    /* NULL: not said */
	const char *rule;           /* without an end; NULL: once */
	int64_t until, times;       /* its end: the moment of its last time, or NO_INT; so often, or 0 */
	int64_t day, clock, minutes;        /* day NO_INT: nothing is said but that it is cancelled */
	int64_t recurs_day, recurs_clock;   /* which time of the rule this is; NO_INT: the whole */
	int64_t sequence, made, changed;
	int64_t remind;             /* minutes before; NO_INT: not */
	size_t n_out;               /* days on which the rule leaves a time out */
	const int64_t *out;
	const char *organizer, *attendee;   /* mail addresses, for an invitation; NULL: none */
	int64_t answer;             /* what who is invited said; NO_INT: nothing yet */
	bool cancelled, private;
	bool rsvp;                  /* an answer by mail is read */
};
enum calendar_answer { CALENDAR_YES, CALENDAR_MAYBE, CALENDAR_NO };
/* method NULL: a calendar to subscribe to.  changed: when it last was; of a message, when it is written. */
struct calendar_head { const char *name, *method; int64_t changed; };
/* RFC 5545 with the time zones that are used, RFC 7986: CRLF, lines folded at 75 octets.  The same events make the same bytes. */
void calendar_write(struct out *o, const struct calendar_head *h, size_t n, const struct calendar_event *e);

/* ---- what a calendar program answers (RFC 5546, METHOD:REPLY) ---- */
struct calendar_reply {
	const char *uid, *organizer;        /* organizer: the mail address alone */
	int64_t answer, sequence, stamp;    /* enum calendar_answer; of the plan it answers to; when it was said */
	int64_t recurs_at, recurs_day;      /* which time of a rule, as a moment or, without a zone that we know, as a day; both NO_INT: all of it */
};
struct calendar_replies { size_t n; struct calendar_reply *at; };
enum calendar_read {
	CALENDAR_REPLIES,
	CALENDAR_OTHER,             /* a calendar, but not an answer that says yes, maybe or no */
	CALENDAR_FAULTY,            /* no calendar, cut short, too large, or without what every answer has */
};
enum { CALENDAR_REPLY_BYTES = 1 << 18, CALENDAR_REPLIES_MAX = 64 };
/* Any bytes; what is returned is in the arena. */
enum calendar_read calendar_replies_read(struct arena *a, struct slice text, struct calendar_replies *ret) MUST_USE;

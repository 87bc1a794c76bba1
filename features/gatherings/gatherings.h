/* Gatherings: what people plan to do together, once or again and again; who comes; what is talked about; what is recorded of it.
 * This is all that other features may know of it. */
#pragma once
#include "encounters.h"
#include "groups.h"

extern const struct feature gatherings_feature;

extern const struct choices gatherings_kinds;       /* group, one-to-one, class, event, shift */
extern const struct choices gatherings_answers;     /* yes, maybe, no */

/* Planned, changed, moved, called off or taken up again; what: struct gatherings_change. */
struct gatherings_change { const char *community, *gathering; int64_t day; };  /* day: the one time; NO_INT: all of it */
extern const struct event gatherings_changed;

/* Somebody said whether they come, or something else than before; what: struct gatherings_said. */
struct gatherings_said { const char *community, *gathering, *person; int64_t day; };
extern const struct event gatherings_said;
/* A gathering is about to be erased, and nothing is yet; what: const char * gathering. */
extern const struct event gatherings_erasing;

/* One gathering, as whoever is asked may see it. */
struct gatherings_one {
	const char *id, *community, *belongs, *subject, *maker, *owner, *title, *about, *place, *link, *town, *zone;
	const char *rule;           /* RFC 5545, without an end; NULL: once */
	int64_t kind, mode, first_day, clock, minutes, repeats, every, weekdays, until_day, times, from_day, last_day, capacity, asked;
	int64_t round_in, round_out, sequence, made, changed, version;
	int64_t remind;             /* minutes before, as the reader wishes; NO_INT: not */
	bool shown;                 /* stands on the community's open page, for anyone */
	bool open, cancelled, in_group, leads;  /* the reader is in the group it belongs to, facilitates it */
	bool named;                 /* the reader is asked by name */
	bool parted;                /* of two who no longer walk together: only what was called off by that is left of it */
};
/* One time of it. */
struct gatherings_time {
	const struct gatherings_one *of;
	int64_t day;                /* by the rule: names it for good */
	int64_t began, minutes;     /* when it is, UTC seconds */
	int64_t taken, came;        /* said that they come; came: NO_INT when not counted */
	int64_t sequence, changed;
	const char *encounter, *answer; /* answer: the reader's; NULL: none */
	bool cancelled, moved, kept;    /* kept: something of it is known */
};
struct gatherings_times { size_t n, room; struct gatherings_time *at; };
struct gatherings_ones { size_t n; struct gatherings_one *at; };

/* For whom: a member and what they may in r->community; person NULL: what public calendars show, or (visitor) the open page. */
struct gatherings_reader { const char *person; unsigned may; bool visitor; };
struct gatherings_reader gatherings_reader(const struct req *r);    /* whoever asks */

/* What this reader may see in r->community between two moments (at most 400 days), soonest first. */
enum status gatherings_between(struct req *r, const struct gatherings_reader *who, int64_t from, int64_t to, struct gatherings_times *ret) MUST_USE;
/* Whole gatherings of which something is on or after this day, and those of their times of which something is known: for calendars
 * that know rules themselves.  only: one of them, by id; NULL: all. */
enum status gatherings_all(struct req *r, const struct gatherings_reader *who, const char *only, int64_t since_day, struct gatherings_ones *ret,
			   struct gatherings_times *ret_kept) MUST_USE;
/* The last time by its rule, as a day; NO_INT: it never ends. */
int64_t gatherings_last_by_rule(const struct gatherings_one *g);
/* What somebody who is asked answers to one time: gatherings_answers.  INVALID with a fault when it is over, called off or full. */
enum status gatherings_answer(struct req *r, const struct gatherings_time *t, const char *person, int64_t answer) MUST_USE;
/* One time of one gathering, if this reader may see it; MISSING: not theirs, or not one of its days. */
enum status gatherings_time_get(struct req *r, const struct gatherings_reader *who, const char *id, int64_t day, struct gatherings_time *ret) MUST_USE;
/* "2026-11-25" */
const char *gatherings_day_code(struct arena *a, int64_t day);
/* Its title; where that opens no more, the words for its kind. */
const char *gatherings_called(struct req *r, const struct gatherings_one *g);
/* Does this time touch the reader: of two, of their group, planned by them, or they said yes or maybe? */
bool gatherings_mine(const struct gatherings_time *t, const char *person);

/* How long what is over stays: each kind of record that goes after a time, as the feature that keeps it says it beside .mine.
 * Knows kinds and times; what a community chose, holds, and erasing each day are left to retention. */
#pragma once
#include "feature.h"

enum retain_time { RETAIN_DAY, RETAIN_30_DAYS, RETAIN_90_DAYS, RETAIN_HALF_YEAR, RETAIN_1_YEAR, RETAIN_2_YEARS, RETAIN_3_YEARS,
	RETAIN_5_YEARS, RETAIN_6_YEARS, RETAIN_7_YEARS, RETAIN_10_YEARS };
extern const struct choices retain_times;       /* "30d", "1y" … and their words; the place is an enum retain_time */
int64_t retain_days(int64_t time);              /* of a place in retain_times */

struct retain {
	const char *code;           /* "meetings": in settings, counts and paths: a–z, 0–9 and - */
	const char *title;          /* N_("What was written about meetings") */
	const char *from;           /* N_("after the meeting"): from when it counts */
	const char *why;            /* N_("…"): why so long, with its source; NULL where the time is a mere matter of course */
	enum retain_time time, least, most;     /* the default, and between what a community may choose; the same: fixed */
	/* What is over since before a time and still there, in the order of its ids.  in community text ('': what belongs to none),
	 * before time, after text, limit int; out id text, one text?, other text?: whose it is.  NULL: the feature does it itself. */
	const struct db_query *due;
	enum status (*erase)(struct req *r, const char *id, const char *one);   /* what is erased is due no more */
};
struct retain_of { size_t n; const struct retain *at; };
#define RETAIN(list) { COUNT(list), list }
/* What a feature says that keeps nothing which goes by itself.  To say nothing at all does not pass the tests. */
extern const struct retain_of retain_nothing;
/* The kind of this code in any feature; NULL: none. */
const struct retain *retain_find(const struct house *h, const char *code);

/* One row of .due. */
struct retain_due { const char *id, *one, *other; };

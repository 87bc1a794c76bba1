/* What the files of this feature share among themselves. */
#pragma once
#include <inttypes.h>
#include "calendars.h"
#include "calendar.h"
#include "pages.h"

enum { DAY = 86400, LIST_DAYS = 35, WEEK_DAYS = 7, CELL_ROWS = 3, FIRST_ROWS = 5, LINKS_MAX = 10, FEED_BACK_DAYS = 90 };
enum { VIEW_LIST, VIEW_WEEK, VIEW_MONTH };
enum { OF_ALL, OF_MINE, OF_COMMUNITY };

extern const struct choices calendar_views, calendar_of;
extern const struct form calendar_look_form;
handler calendar_show;                                                                  /* show.c */
extern const struct form calendar_link_form;
handler links_show, links_make, links_end;                                              /* links.c */
handler feed_of, feed_fetch;                                                            /* feed.c */

/* What a calendar program is told of a gathering.  fuller: what it is called; public: never more than that. */
struct calendar_event calendar_event_of(struct req *r, const struct gatherings_one *g, bool fuller, bool public);
/* The same event, for one time of it. */
void calendar_event_at(const struct gatherings_time *t, struct calendar_event *e);

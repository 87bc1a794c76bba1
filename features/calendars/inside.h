/* What the files of this feature share among themselves. */
#pragma once
#include <inttypes.h>
#include "calendars.h"
#include "pages.h"

enum { DAY = 86400, LIST_DAYS = 35, WEEK_DAYS = 7, CELL_ROWS = 3, FIRST_ROWS = 5 };
enum { VIEW_LIST, VIEW_WEEK, VIEW_MONTH };
enum { OF_ALL, OF_MINE, OF_COMMUNITY };

extern const struct choices calendar_views, calendar_of;
extern const struct form calendar_look_form;
handler calendar_show;                                                                  /* show.c */

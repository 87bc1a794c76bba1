/* What each page of this feature is drawn from. */
#pragma once
#include "calendars.h"
#include "queries.h"

struct calendar_look { int64_t day, view, of; };

/* One time in the calendar. */
struct calendar_entry { const char *id, *day, *title; int64_t kind, began, minutes; bool cancelled, moved, mine, yes; };
struct calendar_entries { size_t n; struct calendar_entry *at; };
struct calendar_day { const char *code, *weekday; int64_t day; bool today, outside; int64_t number, n, more; struct calendar_entries entries, first; };
struct calendar_days_list { size_t n; struct calendar_day *at; };
struct calendar_week { struct calendar_days_list days; };
struct calendar_weeks { size_t n; struct calendar_week *at; };
struct calendar_weekday { const char *letters, *name; };
struct calendar_weekdays { size_t n; struct calendar_weekday *at; };

struct calendar_link { const char *kind; bool fuller; };
struct calendars_links_view { bool chooses; struct calendar_feeds_list links; FORM_VIEW(calendar_link) form; };
PAGE(calendars_links);
struct calendars_made_view { const char *address; bool open; };
PAGE(calendars_made);

struct calendars_days_view { struct calendar_days_list days; };
PAGE(calendars_days);
struct calendars_show_view {
	const char *before, *after, *from, *view, *of;
	int64_t first, last;        /* day numbers */
	int64_t month;              /* a moment in it */
	bool list, week, month_view, all, mine, community, may_coordinate;
	struct calendar_weekdays weekdays;
	struct calendar_weeks weeks;
	struct calendar_entries first_mine;
	struct calendar_entries times;
	struct calendars_days_view days;
};
PAGE(calendars_show);

/* What each page of this feature is drawn from. */
#pragma once
#include "insight.h"
#include "queries.h"

struct insight_bar { const char *label; int64_t n, percent; bool hidden; };
struct insight_row { int64_t from_day, until_day; bool one_month; int64_t encounters, returned; double heard_mean, before_mean, after_mean; bool no_heard, no_hope; };
struct insight_choice { const char *slug, *name; bool chosen; };

struct insight_show_view {
	struct { size_t n; struct insight_choice *at; } projects;
	const char *project_slug, *project_name;
	int64_t encounters, offered, returned, found_n, min_cell, hours;
	double heard_mean, before_mean, after_mean, again_percent;
	bool no_encounters, few_encounters, few_offered, few_returned, no_found, no_heard, no_hope, no_again, hidden, is_coordinator, sees_found, has_line;
	const char *before_points, *after_points;
	int64_t first_day, last_day;                     /* noon of the first and last day of the line */
	struct { size_t n; struct insight_bar *at; } bars;
	struct { size_t n; struct insight_row *at; } periods;
	struct insight_report report;
};
PAGE(insight_show);

/* Those who found somebody in three months; label: in words. */
struct found_part { const char *label; int64_t n, waiting, percent; };
struct found_quarter {
	int64_t from_day, until_day, n, waiting;
	bool few, counted;              /* too few: nothing else is said; it is known who still waited at the end */
	struct { size_t n; struct found_part *at; } bands, languages, places;
};
struct insight_found_view { struct { size_t n; struct found_quarter *at; } quarters; int64_t min_cell; bool is_coordinator; };
PAGE(insight_found);

struct insight_card_view { bool none; };
PAGE(insight_card);

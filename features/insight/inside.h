/* What the files of this feature share among themselves. */
#pragma once
#include "insight.h"
#include "pages.h"

/* What is summed, by project and month.  For heard, hope and again `n` counts answers and `total` adds their values. */
enum measure {
	M_ENCOUNTERS, M_MINUTES, M_HEADCOUNT, M_OFFERED, M_RETURNED, M_FOUND, M_FOUND_0, M_FOUND_6 = M_FOUND_0 + 6,
	M_HEARD, M_HOPE_BEFORE, M_HOPE_AFTER, M_AGAIN, M_COUNT,
};
extern const char *const insight_measures[M_COUNT];     /* codes, as in the table */
struct sum { int64_t n, total; };
struct month { int64_t month; struct sum sum[M_COUNT]; };

/* All sums of a community: projects, each with its months in order. */
struct project_sums { const char *project; struct sum all[M_COUNT]; size_t n, room; struct month *at; };
struct sums { struct req *r; size_t n, room; struct project_sums *at; };
enum status insight_load(struct req *r, const char *community, struct sums *ret) MUST_USE;
/* The same as they were when each figure last went out. */
enum status insight_load_seen(struct req *r, const char *community, struct sums *ret) MUST_USE;
int insight_measure_of(const char *code);       /* -1: of a newer version */
struct sum *insight_cell(struct sums *s, const char *project, int64_t month, enum measure m);

/* Figures that go out together: nothing of a group is shown without the rest of it. */
enum insight_rule { G_COUNT, G_MEAN, G_NAMED, G_YES };
struct insight_group { enum insight_rule kind; bool timed; int n; enum measure m[2]; int64_t low, high; };
extern const struct insight_group insight_groups[];
extern const size_t insight_groups_n;

/* What went out until now.  A project's figures are the sum of its periods, or stand under no period. */
#define INSIGHT_REST "*"                /* in place of a project: those who are hidden one by one, together */
enum { INSIGHT_IN_REST = -1 };          /* in place of a month: this project is among them */
struct shown_project { const char *project; struct sum all[M_COUNT]; bool there[M_COUNT], in_rest[M_COUNT]; };
struct shown_span { int64_t from, until; };     /* first days of the first and last month of a period */
struct shown {
	struct req *r;
	size_t n, room, n_spans, spans_room;
	struct shown_project *at;
	struct shown_span *span;
	struct sums over_time;          /* by the first month of the period */
};
enum status insight_load_shown(struct req *r, const char *community, struct shown *ret) MUST_USE;
struct shown_project *insight_shown_find(struct shown *s, const char *project);
struct shown_project *insight_shown_project(struct shown *s, const char *project);     /* made when it is not there */
struct shown_span *insight_span_of(const struct shown *s, int64_t month);
struct shown_span *insight_span_add(struct shown *s, int64_t from, int64_t until);

/* release.c: brings what is shown up to date as far as nobody can be found by it.  In a write transaction. */
enum status insight_release(struct req *r, const char *community, int64_t min) MUST_USE;

enum status insight_hear_encounter(struct req *r, const void *what) MUST_USE;
enum status insight_hear_survey(struct req *r, const void *what) MUST_USE;
enum status insight_count_anew(struct req *r, const char **ret_why) MUST_USE;

/* What of counts that are about different people may stand in a table: both numbers of each are 0 or `min` and more, and together
 * they are all.  in_order: neighbours are taken together (bands), and code is that of the first of them; else the small ones are,
 * behind the others, with code NULL.  Parts without anybody are left out.  How many stay, in place; 0: too few in all.
 * Called by insight_report_make alone. */
size_t insight_table(struct insight_part *part, size_t n, int64_t min, bool in_order);

/* found_figures.c: fills ret->quarters. */
enum status insight_found_figures(struct req *r, struct insight_report *ret) MUST_USE;
enum { FOUND_BANDS = 5 };
struct found_band { const char *code, *label; int64_t below; };         /* days */
extern const struct found_band found_bands[FOUND_BANDS];
/* The first day of the three months in which this is, in that zone; back: so many quarters before. */
int64_t found_quarter_of(const char *zone, int64_t at, int back);
enum status found_hear(struct req *r, const void *what) MUST_USE;       /* found_count.c */
enum status found_hear_ask(struct req *r, const void *what) MUST_USE;
handler found_show, found_csv;                                  /* found.c */
handler insight_show, insight_csv, insight_package;
extern const struct form insight_filter_form;
struct insight_filter { const char *project; };
enum status insight_report_command(struct req *r, int argc, char **argv) MUST_USE;
extern const struct json_field insight_report_json[];
extern const size_t insight_report_json_n;

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
enum status insight_load(struct req *r, struct sums *ret) MUST_USE;
struct sum *insight_cell(struct sums *s, const char *project, int64_t month, enum measure m);

/* hide.c: the one function through which every figure passes. */
enum status insight_hide(struct req *r, const struct sums *s, const char *project, struct insight_report *ret) MUST_USE;

enum status insight_hear_encounter(struct req *r, const void *what) MUST_USE;
enum status insight_hear_survey(struct req *r, const void *what) MUST_USE;
enum status insight_count_anew(struct req *r, const char **ret_why) MUST_USE;

handler insight_show, insight_csv, insight_package;
extern const struct form insight_filter_form;
struct insight_filter { const char *project; };
enum status insight_report_command(struct req *r, int argc, char **argv) MUST_USE;
extern const struct json_field insight_report_json[];
extern const size_t insight_report_json_n;

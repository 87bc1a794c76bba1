/* "What it did" as a page: bars with their table, a line over time with its table.  Every figure comes from
 * insight_report_make. */
#include "inside.h"

static const struct form_field insight_filter_fields[] = {
	TEXT_FIELD(struct insight_filter, project, .max = 64, .label = N_("Project")),
};
const struct form insight_filter_form = FORM(insight_filter, insight_filter_fields);

static const struct json_field found_json[] = {
	JSON_CHOICE(insight_found, kind, &asks_kinds), JSON_INT(insight_found, n), JSON_REAL(insight_found, share),
};
static const struct json_field period_json[] = {
	JSON_INT(insight_period, from_day), JSON_INT(insight_period, until_day), JSON_INT(insight_period, encounters),
	JSON_INT(insight_period, returned), JSON_INT(insight_period, heard_n), JSON_REAL(insight_period, heard_mean),
	JSON_INT(insight_period, hope_n), JSON_REAL(insight_period, hope_before_mean), JSON_REAL(insight_period, hope_after_mean),
};
#define R(m, k) { .name = #m, .kind = k, .at = offsetof(struct insight_show_view, report) + offsetof(struct insight_report, m) }
static const struct json_field insight_show_json[] = {
	JSON_TEXT(insight_show_view, project_slug), JSON_INT(insight_show_view, min_cell),
	R(encounters, JSON_K_INT), R(minutes, JSON_K_INT), R(offered, JSON_K_INT), R(returned, JSON_K_INT), R(found_n, JSON_K_INT),
	{ .name = "found", .kind = JSON_K_LIST, .at = offsetof(struct insight_show_view, report) + offsetof(struct insight_report, found),
	  .each = found_json, .each_n = COUNT(found_json), .each_size = sizeof(struct insight_found) },
	R(heard_n, JSON_K_INT), R(heard_mean, JSON_K_REAL), R(hope_n, JSON_K_INT), R(hope_before_mean, JSON_K_REAL),
	R(hope_after_mean, JSON_K_REAL), R(again_n, JSON_K_INT), R(again_share, JSON_K_REAL),
	{ .name = "periods", .kind = JSON_K_LIST, .at = offsetof(struct insight_show_view, report) + offsetof(struct insight_report, periods),
	  .each = period_json, .each_n = COUNT(period_json), .each_size = sizeof(struct insight_period) },
};

static enum status list_projects(struct req *r, const char *chosen, struct insight_show_view *v)
{
	struct insight_projects_list all;
	TRY(insight_projects(r, r->community.id, &all));
	v->projects.at = ARENA_ARRAY(&r->arena, all.n + 1, struct insight_choice);
	for (size_t i = 0; i < all.n; i++) {
		bool here = str_same(all.at[i].id, chosen);
		v->projects.at[v->projects.n++] = (struct insight_choice){ all.at[i].slug, all.at[i].name, here };
		if (here) {
			v->project_slug = all.at[i].slug;
			v->project_name = all.at[i].name;
		}
	}
	return OK;
}

static void draw_bars(struct req *r, struct insight_show_view *v)
{
	v->bars.at = ARENA_ARRAY(&r->arena, v->report.found.n, struct insight_bar);
	for (size_t k = 0; k < v->report.found.n; k++) {
		const struct insight_found *f = &v->report.found.at[k];
		v->bars.at[v->bars.n++] = (struct insight_bar){
			.label = words_say(&r->arena, &r->reader, asks_kinds.at[k].label, 0, NULL), .n = f->n,
			.percent = f->share == NO_REAL ? 0 : (int64_t)(f->share * 100 + 0.5), .hidden = f->n == NO_INT,
		};
	}
}

/* Points of a line in a box of 100 by 100, 0 to 10 from bottom to top. */
static const char *line(struct req *r, const struct insight_report *report, size_t offset)
{
	const char *points = "";
	size_t n = report->periods.n;
	for (size_t i = 0; i < n; i++) {
		double y = *(const double *)((const char *)&report->periods.at[i] + offset);
		if (y != NO_REAL)
			points = arena_printf(&r->arena, "%s%s%.1f,%.1f", points, *points ? " " : "", 100.0 * (double)i / (double)(n - 1), 100 - 10 * y);
	}
	return points;
}

static void draw_periods(struct req *r, struct insight_show_view *v)
{
	const struct insight_report *report = &v->report;
	v->periods.at = ARENA_ARRAY(&r->arena, report->periods.n + 1, struct insight_row);
	for (size_t i = 0; i < report->periods.n; i++) {
		const struct insight_period *p = &report->periods.at[i];
		v->periods.at[v->periods.n++] = (struct insight_row){
			.from_day = p->from_day * 86400 + 43200, .until_day = p->until_day * 86400 + 43200,
			.one_month = p->until_day - p->from_day < 31, .encounters = p->encounters, .returned = p->returned,
			.heard_mean = p->heard_mean, .before_mean = p->hope_before_mean, .after_mean = p->hope_after_mean,
			.no_heard = p->heard_mean == NO_REAL, .no_hope = p->hope_before_mean == NO_REAL,
		};
	}
	v->has_line = report->periods.n > 1;
	if (v->has_line) {
		v->before_points = line(r, report, offsetof(struct insight_period, hope_before_mean));
		v->first_day = v->periods.at[0].from_day;
		v->last_day = v->periods.at[v->periods.n - 1].until_day;
		v->after_points = line(r, report, offsetof(struct insight_period, hope_after_mean));
	}
}

enum status insight_show(struct req *r)
{
	const struct insight_filter *f = r->form;
	const char *project = NULL;
	struct insight_show_view v = { .min_cell = r->community.min_cell, .is_coordinator = may(r, MAY_COORDINATOR),
		.sees_found = may(r, MAY_COORDINATOR | MAY_EVALUATOR) };
	if (f && f->project)
		TRY(communities_project(r, f->project, &project));
	TRY(list_projects(r, project, &v));
	TRY(insight_report_make(r, &(struct insight_about){ .project = project }, &v.report));
	const struct insight_report *x = &v.report;
	v.encounters = x->encounters;
	v.offered = x->offered;
	v.returned = x->returned;
	v.found_n = x->found_n;
	v.hours = x->minutes == NO_INT ? 0 : x->minutes / 60;
	v.heard_mean = x->heard_mean;
	v.before_mean = x->hope_before_mean;
	v.after_mean = x->hope_after_mean;
	v.again_percent = x->again_share == NO_REAL ? 0 : x->again_share * 100;
	v.no_encounters = x->encounters == 0;
	v.few_encounters = x->encounters == NO_INT;
	v.few_offered = x->offered == NO_INT;
	v.few_returned = x->returned == NO_INT;
	v.no_found = x->found_n == NO_INT || x->found_n == 0;
	v.no_heard = x->heard_mean == NO_REAL;
	v.no_hope = x->hope_before_mean == NO_REAL;
	v.no_again = x->again_share == NO_REAL;
	v.hidden = x->hidden;
	draw_bars(r, &v);
	draw_periods(r, &v);
	return REPLY(r, insight_show, &v);
}

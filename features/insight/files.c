/* The same figures as files: CSV with its datapackage, and the operator's report.  Every figure comes from
 * insight_report_make. */
#include "inside.h"
#include "csv.h"
#include "command.h"

/* ---- CSV ---- */

static void cell(struct req *r, const char *measure, const char *kind, const char *from, const char *until, int64_t n, double value)
{
	struct out *o = &r->out;
	out_csv_str(o, measure);
	OUT_LITERAL(o, ",");
	out_csv_str(o, kind);
	out_printf(o, ",%s,%s,", from, until);
	if (n != NO_INT)
		out_printf(o, "%lld", (long long)n);
	OUT_LITERAL(o, ",");
	if (value != NO_REAL)
		out_printf(o, "%.4f", value);
	OUT_LITERAL(o, "\r\n");
}

static const char *iso_day(struct req *r, int64_t day)
{
	struct civil c = day_civil(day);
	return arena_printf(&r->arena, "%04d-%02d-%02d", c.year, c.month, c.day);
}

static void write_csv(struct req *r, const struct insight_report *x)
{
	OUT_LITERAL(&r->out, "measure,kind,from,until,n,value\r\n");
	cell(r, "encounters", "", "", "", x->encounters, NO_REAL);
	cell(r, "minutes", "", "", "", x->minutes, NO_REAL);
	cell(r, "surveys_offered", "", "", "", x->offered, NO_REAL);
	cell(r, "surveys_returned", "", "", "", x->returned, NO_REAL);
	for (size_t k = 0; k < x->found.n; k++)
		cell(r, "found", choice_code(&asks_kinds, (int64_t)k), "", "", x->found.at[k].n, x->found.at[k].share);
	cell(r, "heard", "", "", "", x->heard_n, x->heard_mean);
	cell(r, "hope_before", "", "", "", x->hope_n, x->hope_before_mean);
	cell(r, "hope_after", "", "", "", x->hope_n, x->hope_after_mean);
	cell(r, "again", "", "", "", x->again_n, x->again_share);
	for (size_t i = 0; i < x->periods.n; i++) {
		const struct insight_period *p = &x->periods.at[i];
		const char *from = iso_day(r, p->from_day), *until = iso_day(r, p->until_day);
		cell(r, "encounters", "", from, until, p->encounters, NO_REAL);
		cell(r, "surveys_returned", "", from, until, p->returned, NO_REAL);
		cell(r, "heard", "", from, until, p->heard_n, p->heard_mean);
		cell(r, "hope_before", "", from, until, p->hope_n, p->hope_before_mean);
		cell(r, "hope_after", "", from, until, p->hope_n, p->hope_after_mean);
	}
}

enum status insight_csv(struct req *r)
{
	const struct insight_filter *f = r->form;
	const char *project = NULL;
	struct insight_report x;
	if (f && f->project)
		TRY(communities_project(r, f->project, &project));
	TRY(insight_report_make(r, &(struct insight_about){ .project = project }, &x));
	write_csv(r, &x);
	r->reply.type = "text/csv; charset=utf-8; header=present";
	r->reply.file_name = "what-it-did.csv";
	return OK;
}

enum status insight_package(struct req *r)
{
	OUT_LITERAL(&r->out,
		"{\"profile\":\"tabular-data-package\",\"name\":\"what-it-did\",\"resources\":[{\"name\":\"what-it-did\","
		"\"path\":\"what-it-did.csv\",\"profile\":\"tabular-data-resource\",\"encoding\":\"utf-8\","
		"\"dialect\":{\"delimiter\":\",\",\"lineTerminator\":\"\\r\\n\"},\"schema\":{\"missingValues\":[\"\"],\"fields\":["
		"{\"name\":\"measure\",\"type\":\"string\",\"description\":\"what was counted\"},"
		"{\"name\":\"kind\",\"type\":\"string\",\"description\":\"kind of support, for found\"},"
		"{\"name\":\"from\",\"type\":\"date\",\"description\":\"first day of the period; empty: all of the time\"},"
		"{\"name\":\"until\",\"type\":\"date\",\"description\":\"last day of the period; empty: until now\"},"
		"{\"name\":\"n\",\"type\":\"integer\",\"description\":\"how many; empty where it would be about too few\"},"
		"{\"name\":\"value\",\"type\":\"number\",\"description\":\"share of those who answered (found, again), or mean (heard 1-5, hope 0-10)\"}"
		"]}}]}\n");
	r->reply.type = "application/json";
	return OK;
}

/* ---- kith report ---- */

static void json_int(struct out *o, const char *name, int64_t n)
{
	out_printf(o, "\"%s\":", name);
	if (n == NO_INT)
		OUT_LITERAL(o, "null");
	else
		out_printf(o, "%lld", (long long)n);
}

static void json_real(struct out *o, const char *name, double x)
{
	out_printf(o, ",\"%s\":", name);
	if (x == NO_REAL)
		OUT_LITERAL(o, "null");
	else
		out_printf(o, "%.15g", x);
}

/* {"encounters":n,"surveys":{…},"found":{kind:{"n":n,"share":x}},"heard":{…},"hope":{…}}: null where it must be hidden. */
static void report_json(struct out *o, const struct insight_report *x)
{
	OUT_LITERAL(o, "{");
	json_int(o, "encounters", x->encounters);
	OUT_LITERAL(o, ",\"surveys\":{");
	json_int(o, "offered", x->offered);
	OUT_LITERAL(o, ",");
	json_int(o, "returned", x->returned);
	OUT_LITERAL(o, "},\"found\":{");
	for (size_t k = 0; k < x->found.n; k++) {
		out_printf(o, "%s\"%s\":{", k ? "," : "", choice_code(&asks_kinds, (int64_t)k));
		json_int(o, "n", x->found.at[k].n);
		json_real(o, "share", x->found.at[k].share);
		OUT_LITERAL(o, "}");
	}
	OUT_LITERAL(o, "},\"heard\":{");
	json_int(o, "n", x->heard_n);
	json_real(o, "mean", x->heard_mean);
	OUT_LITERAL(o, "},\"hope\":{");
	json_int(o, "n", x->hope_n);
	json_real(o, "before_mean", x->hope_before_mean);
	json_real(o, "after_mean", x->hope_after_mean);
	OUT_LITERAL(o, "}}\n");
}

static void line(struct out *o, const char *name, int64_t n, double value)
{
	out_printf(o, "%-24s", name);
	if (n == NO_INT)
		OUT_LITERAL(o, " too few to show");
	else
		out_printf(o, " %lld", (long long)n);
	if (n != NO_INT && value != NO_REAL)
		out_printf(o, "   %.2f", value);
	OUT_LITERAL(o, "\n");
}

static void report_text(struct out *o, const struct insight_report *x)
{
	line(o, "encounters", x->encounters, NO_REAL);
	line(o, "surveys offered", x->offered, NO_REAL);
	line(o, "surveys returned", x->returned, NO_REAL);
	for (size_t k = 0; k < x->found.n; k++)
		line(o, choice_code(&asks_kinds, (int64_t)k), x->found.at[k].n, x->found.at[k].share);
	line(o, "felt heard (1-5)", x->heard_n, x->heard_mean);
	line(o, "hope before (0-10)", x->hope_n, x->hope_before_mean);
	line(o, "hope after (0-10)", x->hope_n, x->hope_after_mean);
}

enum status insight_report_command(struct req *r, int argc, char **argv)
{
	static const char *const known[] = { "community", "project", "json", NULL };
	const char *community = command_option(argc, argv, "community"), *name = command_option(argc, argv, "project"), *project = NULL;
	struct insight_report x;
	TRY(command_known(r, argc, argv, known));
	if (!community || !*community)
		return fault(r, "community", "missing", N_("Say which community: --community ADDRESS. “kith community list” shows them."));
	enum status st = communities_enter_named(r, community);
	if (st == MISSING)
		return fault_with(r, "community", "unknown", N_("There is no community “{0}”."), word_text(community));
	TRY(st);
	if (name && *name) {
		st = communities_project_named(r, name, &project);
		if (st == MISSING)
			return fault_with(r, "project", "unknown", N_("There is no project “{0}” in this community."), word_text(name));
		TRY(st);
	}
	TRY(insight_report_make(r, &(struct insight_about){ .project = project }, &x));
	if (r->want == WANT_JSON || command_switch(argc, argv, "json"))
		report_json(&r->out, &x);
	else
		report_text(&r->out, &x);
	return OK;
}

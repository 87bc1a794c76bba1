/* The list for whoever bills, as page, JSON and CSV.  Knows days, codes and units; of the two it has names where the gate
 * opens them, and it asks for nothing else. */
#include "inside.h"
#include "csv.h"

enum { MONTHS_BACK = 1 };

static const struct form_field range_fields[] = {
	DAY_FIELD(struct billing_range, from, .label = N_("From"), .hint = N_("The first day. Empty: the first of last month.")),
	DAY_FIELD(struct billing_range, until, .label = N_("Until"), .hint = N_("The last day. Empty: today.")),
	INT_FIELD(struct billing_range, began, .hidden = true, .min = INT64_MIN + 1, .max = INT64_MAX, .label = N_("Began")),
	ID_FIELD(struct billing_range, after, .hidden = true, .label = N_("After")),
};
const struct form billing_range_form = FORM(billing_range, range_fields);

/* ---- which days ---- */

struct range { int64_t from_day, until_day, from, until; };

static int64_t midnight(const struct req *r, int64_t day) { return zone_moment(r->community.zone, day_civil(day)); }

static struct range range_of(struct req *r)
{
	const struct billing_range *f = r->form;
	struct civil now = zone_civil(r->community.zone, r->now);
	int months = now.year * 12 + now.month - 1 - MONTHS_BACK;
	struct range x = { .from_day = f->from != NO_INT ? f->from : day_number(months / 12, months % 12 + 1, 1),
		.until_day = f->until != NO_INT ? f->until : day_number(now.year, now.month, now.day) };
	x.from = midnight(r, x.from_day);
	x.until = midnight(r, x.until_day + 1);
	return x;
}

static const char *day_code(struct req *r, int64_t at)
{
	struct civil c = zone_civil(r->community.zone, at);
	return arena_printf(&r->arena, "%04d-%02d-%02d", c.year, c.month, c.day);
}

/* ---- rows ---- */

static struct billing_row row_of(struct req *r, const struct billing_meetings *m)
{
	bool group = !m->person;
	int64_t units = billing_units(m->minutes, m->unit_minutes, m->rounding);
	return (struct billing_row){
		.meeting = m->id, .day = day_code(r, m->began), .began = m->began, .code = m->code, .project = m->project_name, .minutes = m->minutes,
		.units = units, .exact = units == NO_INT, .kind = m->kind, .mode = m->mode, .headcount = m->headcount, .group = group,
		.supporter = group ? NULL : people_name_or_left(r, m->supporter_name), .supporter_id = m->supporter,
		.person = group ? NULL : people_name_or_left(r, m->person_name), .person_id = m->person,
	};
}

/* ret_next: the last row of this page, when more come behind it; NULL: there are none. */
static enum status rows_of(struct req *r, const struct range *x, int64_t most, struct billing_rows *ret, const struct billing_row **ret_next)
{
	const struct billing_range *f = r->form;
	struct billing_meetings_list met;
	bool later = f->after && f->began != NO_INT;
	TRY(billing_meetings(r, r->community.id, x->from, x->until, later ? f->began : INT64_MAX, later ? f->after : "", most + 1, &met));
	bool more = met.n > (size_t)most;
	ret->n = more ? (size_t)most : met.n;
	ret->at = ARENA_ARRAY(&r->arena, ret->n, struct billing_row);
	for (size_t i = 0; i < ret->n; i++)
		ret->at[i] = row_of(r, &met.at[i]);
	*ret_next = more ? &ret->at[ret->n - 1] : NULL;
	return OK;
}

/* ---- the page ---- */

static const struct json_field row_json[] = {
	JSON_TEXT(billing_row, meeting), JSON_TEXT(billing_row, day), JSON_TEXT(billing_row, code), JSON_INT(billing_row, units),
	JSON_INT(billing_row, minutes), JSON_CHOICE(billing_row, kind, &encounters_kinds), JSON_CHOICE(billing_row, mode, &encounters_modes),
	JSON_TEXT(billing_row, project), JSON_INT(billing_row, headcount), JSON_TEXT(billing_row, supporter), JSON_TEXT(billing_row, supporter_id),
	JSON_TEXT(billing_row, person), JSON_TEXT(billing_row, person_id),
};
static const struct json_field billing_list_json[] = {
	JSON_LIST(billing_list_view, meetings, row_json), JSON_TEXT(billing_list_view, next), JSON_TEXT(billing_list_view, csv),
};

static const char *days_in_link(struct req *r, const struct range *x)
{
	struct civil from = day_civil(x->from_day), until = day_civil(x->until_day);
	return arena_printf(&r->arena, "from=%04d-%02d-%02d&until=%04d-%02d-%02d", from.year, from.month, from.day, until.year, until.month, until.day);
}

enum status billing_list(struct req *r)
{
	struct range x = range_of(r);
	struct billing_list_view v = { .from = x.from_day, .until = x.until_day };
	struct billing_services_list services;
	const struct billing_row *last;
	TRY(rows_of(r, &x, BILLING_PAGE, &v.meetings, &last));
	TRY(billing_services(r, r->community.id, &services));
	v.nothing_set = services.n == 0;
	const char *days = days_in_link(r, &x);
	if (last)
		v.next = arena_printf(&r->arena, "%s/billing?%s&began=%" PRId64 "&after=%s", r->out.base, days, last->began, last->meeting);
	if (v.meetings.n)
		v.csv = arena_printf(&r->arena, "%s/billing/meetings.csv?%s", r->out.base, days);
	struct billing_range *shown = ARENA_NEW(&r->arena, struct billing_range);
	*shown = (struct billing_range){ .from = x.from_day, .until = x.until_day, .began = NO_INT };
	form_show(r, &v.form, &billing_range_form, shown);
	return REPLY(r, billing_list, &v);
}

/* ---- the table ---- */

static void out_line(struct req *r, const struct billing_row *x)
{
	struct out *o = &r->out;
	const char *text[] = { x->day, x->code };
	for (size_t i = 0; i < COUNT(text); i++) {
		out_csv_str(o, text[i]);
		OUT_LITERAL(o, ",");
	}
	if (!x->exact)
		out_printf(o, "%" PRId64, x->units);
	out_printf(o, ",%" PRId64 ",%s,%s,", x->minutes, choice_code(&encounters_kinds, x->kind), choice_code(&encounters_modes, x->mode));
	const char *who[] = { x->project, x->supporter, x->supporter_id, x->person, x->person_id };
	for (size_t i = 0; i < COUNT(who); i++) {
		out_csv_str(o, who[i] ? who[i] : "");
		OUT_LITERAL(o, ",");
	}
	out_printf(o, "%" PRId64 ",", x->headcount);
	out_csv_str(o, x->meeting);
	OUT_LITERAL(o, "\r\n");
}

enum status billing_csv(struct req *r)
{
	struct range x = range_of(r);
	struct billing_rows rows;
	const struct billing_row *more;
	TRY(rows_of(r, &x, BILLING_FILE, &rows, &more));
	if (more)
		return fault_with(r, "from", "too_many", N_("One file holds {0} meetings at most. Choose fewer days."), word_int(BILLING_FILE));
	OUT_LITERAL(&r->out, "day,code,units,minutes,kind,mode,project,supporter,supporter_id,person,person_id,headcount,meeting\r\n");
	for (size_t i = 0; i < rows.n; i++)
		out_line(r, &rows.at[i]);
	r->reply.type = "text/csv; charset=utf-8; header=present";
	r->reply.file_name = "meetings.csv";
	return OK;
}

enum status billing_today_card(struct req *r)
{
	billing_card_draw(&r->out, &(struct billing_card_view){ 0 });
	return OK;
}

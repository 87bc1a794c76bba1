/* Which meetings are billed: coordinators say it for a project and a kind of meeting, from a day on.  Also where those who
 * meet read of it.  What becomes of it is list.c's. */
#include "inside.h"

enum { UNIT_USUAL = 15, UNIT_MOST = 480 };

static const struct form_field service_fields[] = {
	PICK_FIELD(struct billing_service_edit, project, .required = true, .label = N_("Meetings counted with")),
	CHOICE_FIELD(struct billing_service_edit, kind, .required = true, .of = &encounters_kinds, .label = N_("Which kind?")),
	TEXT_FIELD(struct billing_service_edit, code, .required = true, .min = 2, .max = 40, .label = N_("The payer's code"),
		   .hint = N_("With what stands behind it, for example: H0038 HQ.")),
	INT_FIELD(struct billing_service_edit, unit_minutes, .required = true, .min = 1, .max = UNIT_MOST, .label = N_("How many minutes is one unit?")),
	CHOICE_FIELD(struct billing_service_edit, rounding, .required = true, .of = &billing_roundings, .label = N_("How do minutes become units?"),
		     .hint = N_("Payers differ. Ask yours.")),
	DAY_FIELD(struct billing_service_edit, from, .required = true, .label = N_("From which day on?")),
};
const struct form billing_service_form = FORM(billing_service_edit, service_fields);

static const struct json_field service_json[] = {
	JSON_TEXT(billing_service_row, id), JSON_TEXT(billing_service_row, project), JSON_CHOICE(billing_service_row, kind, &encounters_kinds),
	JSON_TEXT(billing_service_row, code), JSON_INT(billing_service_row, unit_minutes), JSON_CHOICE(billing_service_row, rounding, &billing_roundings),
	JSON_TIME(billing_service_row, from), JSON_TIME(billing_service_row, until),
};
static const struct json_field billing_services_json[] = { JSON_LIST(billing_services_view, services, service_json) };

enum status billing_services_show(struct req *r)
{
	struct billing_services_view v = { 0 };
	struct billing_services_list rows;
	struct form_options *projects = ARENA_NEW(&r->arena, struct form_options);
	TRY(billing_services(r, r->community.id, &rows));
	v.services.at = ARENA_ARRAY(&r->arena, rows.n, struct billing_service_row);
	for (; v.services.n < rows.n; v.services.n++) {
		const struct billing_services *s = &rows.at[v.services.n];
		v.services.at[v.services.n] = (struct billing_service_row){ .id = s->id, .code = s->code, .project = s->project_name, .kind = s->kind,
			.unit_minutes = s->unit_minutes, .rounding = s->rounding, .from = s->from_at, .until = s->until_at,
			.over = s->until_at != NO_INT && s->until_at <= r->now,
			.exact = billing_units(1, s->unit_minutes, s->rounding) == NO_INT };
	}
	TRY(communities_project_options(r, "project", projects));
	v.has_projects = projects->n > 0;
	struct civil now = zone_civil(r->community.zone, r->now);
	struct billing_service_edit *first = ARENA_NEW(&r->arena, struct billing_service_edit);
	*first = (struct billing_service_edit){ .kind = 0, .unit_minutes = UNIT_USUAL, .rounding = NO_INT, .from = day_number(now.year, now.month, now.day) };
	form_show(r, &v.form, &billing_service_form, first);
	v.form.drawn.options = projects;
	v.form.drawn.n_options = 1;
	return REPLY(r, billing_services, &v);
}

static bool is_open_project(const struct form_options *open, const char *project)
{
	for (size_t i = 0; i < open->n; i++)
		if (str_same(open->at[i].code, project))
			return true;
	return false;
}

enum status billing_service_new(struct req *r)
{
	const struct billing_service_edit *f = r->form;
	struct form_options open;
	struct billing_service_overlaps same;
	int64_t from = zone_moment(r->community.zone, day_civil(f->from));
	TRY(communities_project_options(r, "project", &open));
	if (!is_open_project(&open, f->project))
		return fault(r, "project", "unknown", N_("Please choose one from the list."));
	TRY(billing_service_overlaps(r, r->community.id, f->project, f->kind, from, &same));
	if (same.n)
		return fault(r, "project", "taken", N_("These meetings are billed already. End that first."));
	TRY(billing_service_add(r, id_new(r), r->community.id, f->project, f->kind, f->code, f->unit_minutes, f->rounding, from, r->now, NULL));
	return redirect_here(r, N_("Saved. Members read it under “What stays between us”."), "/settings/billing");
}

enum status billing_service_of(struct req *r)
{
	struct billing_service_get *s = ARENA_NEW(&r->arena, struct billing_service_get);
	TRY(billing_service_get(r, r->part[0], r->community.id, s));
	r->object = s;
	return OK;
}

enum status billing_service_stop(struct req *r)
{
	const struct billing_service_get *s = r->object;
	TRY(billing_service_end(r, s->id, r->now, NULL));
	return redirect_here(r, N_("From now on these meetings are not billed."), "/settings/billing");
}

/* ---- where those who meet read of it ---- */

enum status billing_meeting_card(struct req *r)
{
	struct billing_of_meeting m;
	enum status st = billing_of_meeting(r, r->part[0], &m);
	if (st == OK)
		billing_meeting_draw(&r->out, &(struct billing_meeting_view){ m.code });
	return st == MISSING ? OK : st;
}

enum status billing_limits_card(struct req *r)
{
	struct billing_limits_view v = { 0 };
	struct billing_services_in_force_list rows;
	TRY(billing_services_in_force(r, r->community.id, r->now, &rows));
	v.services.at = ARENA_ARRAY(&r->arena, rows.n, struct billing_service_row);
	for (; v.services.n < rows.n; v.services.n++)
		v.services.at[v.services.n] = (struct billing_service_row){ .project = rows.at[v.services.n].project_name, .kind = rows.at[v.services.n].kind,
			.code = rows.at[v.services.n].code };
	if (rows.n)
		billing_limits_draw(&r->out, &v);
	return OK;
}

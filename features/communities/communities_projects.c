/* Projects: what gathers encounters and surveys.  Figures about them are left to insight. */
#include "communities_inside.h"

static const struct form_field project_fields[] = {
	TEXT_FIELD(struct communities_project_edit, name, .required = true, .min = 2, .max = 80, .label = N_("Name"),
		   .hint = N_("For example: Family, Crisis team, Tuesday group.")),
	TEXT_FIELD(struct communities_project_edit, about, .multiline = true, .max = 600, .label = N_("What is it for?")),
	INT_FIELD(struct communities_project_edit, version, .hidden = true, .min = 0, .max = INT64_C(1) << 40),
};
const struct form communities_project_form = FORM(communities_project_edit, project_fields);

enum { OPTIONS_MAX = 50 };

/* ---- for other features ---- */

enum status communities_project(struct req *r, const char *slug, const char **ret_id)
{
	struct communities_project_by_slug p;
	TRY(communities_project_by_slug(r, r->community.id, slug, &p));
	*ret_id = p.id;
	return OK;
}

enum status communities_project_named(struct req *r, const char *said, const char **ret_id)
{
	enum status st = communities_project(r, said, ret_id);
	return st == MISSING ? communities_project(r, communities_slug(&r->arena, said), ret_id) : st;
}

enum status communities_project_make(struct req *r, const char *name, const char **ret_id)
{
	const char *id = id_new(r);
	enum status st = communities_project_named(r, name, ret_id);
	if (st != MISSING)
		return st;
	TRY(communities_project_put(r, id, r->community.id, communities_slug(&r->arena, name), name, NULL, r->now, NULL));
	*ret_id = id;
	return OK;
}

enum status communities_project_options(struct req *r, const char *field, struct form_options *ret)
{
	struct communities_projects_open_list rows;
	TRY(communities_projects_open(r, r->community.id, OPTIONS_MAX, &rows));
	struct form_option *at = ARENA_ARRAY(&r->arena, rows.n, struct form_option);
	for (size_t i = 0; i < rows.n; i++)
		at[i] = (struct form_option){ .code = rows.at[i].id, .label = rows.at[i].name };
	*ret = (struct form_options){ .field = field, .n = rows.n, .at = at };
	return OK;
}

/* ---- pages ---- */

enum status communities_project_of(struct req *r)
{
	struct communities_project_get *p = ARENA_NEW(&r->arena, struct communities_project_get);
	TRY(communities_project_get(r, r->community.id, r->part[0], p));
	r->object = p;
	return OK;
}

static const struct json_field project_row_json[] = {
	JSON_TEXT(communities_project_row, id),
	JSON_TEXT(communities_project_row, slug),
	JSON_TEXT(communities_project_row, name),
	JSON_TEXT(communities_project_row, about),
	JSON_TIME(communities_project_row, made),
	JSON_TIME(communities_project_row, closed),
};
static const struct json_field communities_projects_json[] = {
	JSON_LIST(communities_projects_view, projects, project_row_json),
};

enum status communities_projects(struct req *r)
{
	struct communities_projects_view v = { 0 };
	struct communities_projects_all_list rows;
	TRY(communities_projects_all(r, r->community.id, &rows));
	v.projects.at = ARENA_ARRAY(&r->arena, rows.n, struct communities_project_row);
	for (; v.projects.n < rows.n; v.projects.n++) {
		const struct communities_projects_all *p = &rows.at[v.projects.n];
		v.projects.at[v.projects.n] = (struct communities_project_row){ .id = p->id, .slug = p->slug, .name = p->name,
			.about = p->about, .made = p->made, .closed = p->closed, .is_closed = p->closed != NO_INT };
	}
	form_show(r, &v.form, &communities_project_form, NULL);
	return REPLY(r, communities_projects, &v);
}

enum status communities_project_add(struct req *r)
{
	const struct communities_project_edit *f = r->form;
	const char *slug = communities_slug(&r->arena, f->name), *there;
	enum status st = communities_project(r, slug, &there);
	if (st == OK)
		return fault(r, "name", "taken", N_("There is a project with this name already."));
	if (st != MISSING)
		return st;
	TRY(communities_project_put(r, id_new(r), r->community.id, slug, f->name, f->about, r->now, NULL));
	return redirect_here(r, N_("Saved."), "/settings/projects");
}

static const struct json_field communities_project_edit_json[] = {
	JSON_TEXT(communities_project_edit_view, id),
	JSON_TEXT(communities_project_edit_view, slug),
	JSON_TEXT(communities_project_edit_view, name),
	JSON_FLAG(communities_project_edit_view, is_closed),
	JSON_INT(communities_project_edit_view, version),
};

enum status communities_project_edit(struct req *r)
{
	const struct communities_project_get *p = r->object;
	struct communities_project_edit *stored = ARENA_NEW(&r->arena, struct communities_project_edit);
	*stored = (struct communities_project_edit){ .name = p->name, .about = p->about, .version = p->version };
	struct communities_project_edit_view v = { .id = p->id, .slug = p->slug, .name = p->name, .version = p->version,
		.is_closed = p->closed != NO_INT };
	form_show(r, &v.form, &communities_project_form, stored);
	return REPLY(r, communities_project_edit, &v);
}

/* The slug stays: addresses, imports and reports know the project by it. */
enum status communities_project_save(struct req *r)
{
	const struct communities_project_edit *f = r->form;
	const struct communities_project_get *p = r->object;
	int64_t changed;
	TRY(communities_project_set(r, p->id, p->community, f->version, f->name, f->about, &changed));
	return changed ? redirect_here(r, N_("Saved."), "/settings/projects") : stale(r);
}

enum status communities_project_close(struct req *r)
{
	const struct communities_project_get *p = r->object;
	TRY(communities_project_closed(r, p->id, r->now, NULL));
	return redirect_here(r, N_("The project is closed. Its figures stay."), "/settings/projects");
}

enum status communities_project_reopen(struct req *r)
{
	const struct communities_project_get *p = r->object;
	TRY(communities_project_closed(r, p->id, NO_INT, NULL));
	return redirect_here(r, N_("The project is open again."), "/settings/projects");
}

/* With which project a meeting is counted: what is offered, and what a form begins with.  Knows the community's projects
 * and earlier meetings; what a project shows is insight's. */
#include "inside.h"

static bool offered(const struct form_options *o, const char *project)
{
	for (size_t i = 0; i < o->n; i++)
		if (str_same(o->at[i].code, project))
			return true;
	return false;
}

enum status encounter_projects(struct req *r, const char *current, const char *current_name, struct form_options *ret)
{
	TRY(communities_project_options(r, "project", ret));
	if (!current || !current_name || offered(ret, current))
		return OK;
	struct form_option *at = ARENA_ARRAY(&r->arena, ret->n + 1, struct form_option);
	for (size_t i = 0; i < ret->n; i++)
		at[i] = ret->at[i];
	at[ret->n++] = (struct form_option){ .code = current, .label = current_name };
	ret->at = at;
	return OK;
}

enum status encounter_project_right(struct req *r, const char *chosen, const char *current)
{
	struct form_options open;
	if (!chosen || str_same(chosen, current))
		return OK;
	TRY(communities_project_options(r, "project", &open));
	return offered(&open, chosen) ? OK : fault(r, "project", "unknown", N_("Please choose one from the list."));
}

enum status encounter_project_first(struct req *r, const struct connections_one *c, const char **ret)
{
	struct form_options open;
	struct encounter_project_last last = { .project = c->project };
	struct encounter_project_mine mine = { 0 };
	TRY(communities_project_options(r, "project", &open));
	enum status st = encounter_project_last(r, c->id, &last);
	if (st == MISSING && !last.project)
		st = encounter_project_mine(r, r->who.person, c->community, &mine);
	if (st != OK && st != MISSING)
		return st;
	const char *wanted = last.project ? last.project : mine.project;
	if (st == MISSING && !wanted && open.n == 1)
		wanted = open.at[0].code;
	*ret = offered(&open, wanted) ? wanted : NULL;
	return OK;
}

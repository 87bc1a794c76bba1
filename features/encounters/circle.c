/* The meetings of a group that stands, recorded once: on the group's page, all of them, and writing one down.  It moves the group's
 * tasks on; the form and what it means are group.c's. */
#include "inside.h"

enum { ON_GROUP = 3 };

static const struct json_field encounters_circle_json[] = {
	JSON_TEXT(encounters_circle_view, group), JSON_ROWS(encounters_circle_view, met, encounters_of_group), JSON_TEXT(encounters_circle_view, more_after),
};

static bool may_record(const struct req *r, const struct groups_one *g)
{
	return g->leads && !g->over && r->community.formality > FORMALITY_INFORMAL;
}

enum status circle_met_show(struct req *r)
{
	const struct groups_one *g = r->object;
	const struct encounters_page *f = r->form;
	bool later = f && f->after && f->began != NO_INT;
	struct encounters_circle_view v = { .group = g->id, .name = g->name, .may_record = may_record(r, g), .more_began = NO_INT };
	TRY(encounters_of_group(r, g->id, later ? f->began : INT64_MAX, later ? f->after : "", ENCOUNTERS_PAGE + 1, &v.met));
	if (v.met.n > ENCOUNTERS_PAGE) {
		v.met.n = ENCOUNTERS_PAGE;
		v.more_after = v.met.at[ENCOUNTERS_PAGE - 1].id;
		v.more_began = v.met.at[ENCOUNTERS_PAGE - 1].began;
	}
	return REPLY(r, encounters_circle, &v);
}

enum status circle_met_section(struct req *r)
{
	const struct groups_one *g = r->object;
	struct encounters_circle_section_view v = { .group = g->id, .may_record = may_record(r, g) };
	TRY(encounters_of_group(r, g->id, INT64_MAX, "", ON_GROUP + 1, &v.met));
	v.more = v.met.n > ON_GROUP;
	v.met.n = v.more ? ON_GROUP : v.met.n;
	if (v.met.n || v.may_record)
		encounters_circle_section_draw(&r->out, &v);
	return OK;
}

enum status circle_met_new(struct req *r)
{
	const struct groups_one *g = r->object;
	struct encounter_group first;
	if (!may_record(r, g))
		return MISSING;
	group_first(r, &first);
	first.project = g->project;
	first.mode = g->mode == GROUPS_ONLINE ? 2 : 0;
	return group_draw(r, g, NULL, &first, NULL);
}

enum status circle_met_add(struct req *r)
{
	const struct groups_one *g = r->object;
	const char *id;
	if (!may_record(r, g))
		return MISSING;
	TRY(group_record(r, g, &id));
	TRY(groups_met(r, g->id));
	return redirect_here(r, N_("Recorded."), "/encounters/%s", id);
}

/* How somebody stands to a group: the one place that finds it out, for the gate, for pages and for other features. */
#include "inside.h"

static struct groups_one one_of(const struct peer_group_get *g)
{
	return (struct groups_one){
		.id = g->id, .community = g->community, .project = g->project, .name = g->name, .lang = g->lang, .way = g->way, .mode = g->mode,
		.capacity = g->capacity, .members = g->members, .held = g->held, .answer_days = g->answer_days, .made = g->made, .ended = g->ended,
		.version = g->version, .part = g->part, .asked_part = g->asked_part, .acknowledged = g->acknowledged, .newest = g->newest,
		.over = g->ended != NO_INT, .belongs = g->belongs, .leads = g->part > GROUPS_MEMBER, .trained = g->trained, .shows = g->shows,
		.earlier = g->earlier,
	};
}

enum status groups_get(struct req *r, const char *id, struct groups_one *ret)
{
	struct peer_group_get g;
	TRY(peer_group_get(r, id, r->community.id, r->who.person, &g));
	*ret = one_of(&g);
	return OK;
}

enum status groups_of(struct req *r)
{
	struct groups_one *g = ARENA_NEW(&r->arena, struct groups_one);
	TRY(groups_get(r, r->part[0], g));
	if (g->belongs)
		r->who.may |= MAY_IN_GROUP;
	if (g->leads)
		r->who.may |= MAY_LEADS;
	r->object = g;
	return OK;
}

enum status groups_is_member(struct req *r, const char *group, const char *person, bool *ret)
{
	struct peer_group_is_member n;
	TRY(peer_group_is_member(r, group, person, &n));
	*ret = n.n > 0;
	return OK;
}

enum status groups_facilitators(struct req *r, const char *group, struct groups_person_list *ret)
{
	struct peer_group_lead_list rows;
	TRY(peer_group_lead(r, group, &rows));
	ret->at = ARENA_ARRAY(&r->arena, rows.n + 1, const char *);
	ret->n = rows.n;
	for (size_t k = 0; k < rows.n; k++)
		ret->at[k] = rows.at[k].person;
	return OK;
}

enum status groups_mine(struct req *r, const char *person, struct groups_brief_list *ret)
{
	struct peer_groups_of_list rows;
	TRY(peer_groups_of(r, r->community.id, person, &rows));
	ret->at = ARENA_ARRAY(&r->arena, rows.n + 1, struct groups_brief);
	ret->n = rows.n;
	for (size_t k = 0; k < rows.n; k++)
		ret->at[k] = (struct groups_brief){ rows.at[k].id, rows.at[k].name, rows.at[k].project, rows.at[k].part > GROUPS_MEMBER };
	return OK;
}

/* Recording what was planned: the same as pair.c and group.c write, from what another feature knows already.  Leaves forms and when
 * it was to whoever planned it. */
#include "inside.h"

bool encounters_kept(const struct req *r) { return r->community.formality > FORMALITY_INFORMAL; }

enum status encounters_project_first(struct req *r, const struct connections_one *c, const char **ret)
{
	return encounter_project_first(r, c, ret);
}

enum status encounters_record(struct req *r, const struct encounters_planned *p, const char **ret_id)
{
	const struct connections_one *c = p->connection;
	struct encounters_one e = {
		.id = id_new(r), .community = r->community.id, .project = p->project, .connection = c ? c->id : NULL, .peer_group = c ? NULL : p->group, .recorder = r->who.person,
		.kind = c ? 0 : 1, .began = p->began, .minutes = p->met ? p->minutes : 0, .headcount = p->met ? p->headcount : 0, .mode = p->mode,
		.place = p->met && p->mode == 0 ? p->place : NO_INT, .given = p->met ? p->given : 0, .met = p->met, .planned = true,
		.mutual = c && p->met && p->mutual, .version = 1,
	};
	int64_t changed;
	if (c && !encounters_kept(r))
		return MISSING;
	TRY(encounter_project_right(r, p->project, NULL));
	TRY(encounter_add(r, e.id, e.community, e.project, e.connection, e.recorder, e.kind, e.met, e.began, e.minutes, e.headcount, e.mode, e.place,
			  true, e.given, e.mutual, p->outcome, c ? p->next_step : NULL, c ? NULL : p->topics, r->now, NULL, e.peer_group, &changed));
	TRY(encounter_tell(r, NULL, &e));
	if (e.peer_group)
		TRY(groups_met(r, e.peer_group));
	*ret_id = e.id;
	return OK;
}

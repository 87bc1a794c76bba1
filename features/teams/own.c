/* What was handed on about oneself, and what Today says of it.  Nothing about a person without that person. */
#include "inside.h"

static const struct json_field one_json[] = {
	JSON_TEXT(handed_one, id), JSON_TEXT(handed_one, words), JSON_TEXT(handed_one, writer), JSON_TEXT(handed_one, team),
	JSON_TIME(handed_one, written), JSON_FLAG(handed_one, fresh),
};
static const struct json_field teams_mine_json[] = {
	JSON_LIST(teams_mine_view, notes, one_json), JSON_TEXT(teams_mine_view, more_after), JSON_INT(teams_mine_view, more_at),
};

enum status handed_on_show(struct req *r)
{
	const struct teams_page *f = r->form;
	struct teams_mine_view v = { .more_at = 0 };
	struct handovers_of_me_list all;
	bool later = f && f->after && f->at != NO_INT;
	TRY(handovers_of_me(r, r->community.id, r->who.person, later ? f->at : INT64_MAX, later ? f->after : "", TEAMS_PAGE + 1, &all));
	size_t n = all.n > TEAMS_PAGE ? TEAMS_PAGE : all.n;
	v.notes.at = ARENA_ARRAY(&r->arena, n + 1, struct handed_one);
	v.notes.n = n;
	for (size_t k = 0; k < n; k++) {
		v.notes.at[k] = (struct handed_one){ .id = all.at[k].id, .words = all.at[k].words, .writer = people_name_or_left(r, all.at[k].writer_name),
			.team = all.at[k].project_name ? all.at[k].project_name : r->community.name, .written = all.at[k].written, .fresh = all.at[k].known == NO_INT };
		v.fresh |= v.notes.at[k].fresh;
	}
	if (all.n > n) {
		v.more_after = all.at[n - 1].id;
		v.more_at = all.at[n - 1].written;
	}
	return REPLY(r, teams_mine, &v);
}

enum status handed_on_known(struct req *r)
{
	TRY(handover_known(r, r->community.id, r->who.person, r->now, NULL));
	return redirect_here(r, NULL, "/handed-on");
}

enum status teams_card(struct req *r)
{
	struct handover_waiting n;
	TRY(handover_waiting(r, r->community.id, r->who.person, r->now - HANDED_NEW, may(r, TEAMS_LOOK_AFTER), may(r, TEAMS_ROLES), &n));
	if (n.about_me || n.for_team)
		teams_card_draw(&r->out, &(struct teams_card_view){ n.about_me, n.for_team });
	return OK;
}

/* On the page of a connection, as long as there is something. */
enum status handed_on_section(struct req *r)
{
	const struct connections_one *c = r->object;
	const char *other = connections_other(r, c);
	struct handovers_by by;
	struct teams_section_view v;
	TRY(handovers_by(r, r->community.id, r->who.person, other, &by));
	if (!by.n)
		return OK;
	v.n = by.n;
	TRY(people_name(r, other, &v.name));
	teams_section_draw(&r->out, &v);
	return OK;
}

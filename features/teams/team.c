/* Who belongs to a team, found out in one place; the list of teams and the page of one.  What is handed on is handed.c's. */
#include "inside.h"

static const struct form_field teams_page_fields[] = {
	ID_FIELD(struct teams_page, after, .label = N_("After")),
	INT_FIELD(struct teams_page, at, .min = 0, .max = INT64_MAX, .label = N_("When")),
};
const struct form teams_page_form = FORM(teams_page, teams_page_fields);

/* Who looks after the community's supporters belongs to every team; who supports, to the community's and to those they were put into. */
static bool by_roles(unsigned held, bool listed)
{
	return held & TEAMS_LOOK_AFTER || (held & TEAMS_ROLES && listed);
}

enum status team_belongs(struct req *r, const char *team, const char *person, unsigned held, bool *ret)
{
	struct team_get x;
	TRY(team_get(r, r->community.id, team, person, &x));
	*ret = by_roles(held, x.listed);
	return OK;
}

enum status teams_of(struct req *r)
{
	struct team_one *t = ARENA_NEW(&r->arena, struct team_one);
	struct team_get x;
	TRY(team_get(r, r->community.id, r->part[0], r->who.person, &x));
	*t = (struct team_one){ .id = x.id, .project = x.project, .name = x.name ? x.name : r->community.name };
	if (r->who.person && by_roles(r->who.may, x.listed))
		r->who.may |= MAY_PARTY;
	r->object = t;
	return OK;
}

enum status team_settle(struct req *r, const char *person)
{
	struct team_talks_of_list talks;
	unsigned held;
	TRY(communities_may(r, r->community.id, person, &held));
	TRY(team_talks_of(r, r->community.id, person, &talks));
	for (size_t k = 0; k < talks.n; k++) {
		bool belongs;
		TRY(team_belongs(r, talks.at[k].team, person, held, &belongs));
		if (!belongs)
			TRY(conversation_go(r, talks.at[k].id, person));
	}
	return OK;
}

/* ---- pages ---- */

static const struct json_field row_json[] = { JSON_TEXT(team_row, id), JSON_TEXT(team_row, name) };
static const struct json_field teams_list_json[] = { JSON_LIST(teams_list_view, teams, row_json) };

enum status teams_show(struct req *r)
{
	struct teams_list_view v = { .looks_after = may(r, TEAMS_LOOK_AFTER) };
	struct teams_all_list all;
	TRY(teams_all(r, r->community.id, r->who.person, v.looks_after, &all));
	v.teams.at = ARENA_ARRAY(&r->arena, all.n + 1, struct team_row);
	v.teams.n = all.n;
	for (size_t k = 0; k < all.n; k++)
		v.teams.at[k] = (struct team_row){ all.at[k].id, all.at[k].project ? all.at[k].name : r->community.name };
	return REPLY(r, teams_list, &v);
}

static enum status readers(struct req *r, const struct team_one *t, struct teams_one_view *v)
{
	struct team_people_list all;
	TRY(team_people(r, r->community.id, t->project, r->who.person, r->now, &all));
	v->people.at = ARENA_ARRAY(&r->arena, all.n + 1, struct team_reader);
	v->people.n = all.n;
	for (size_t k = 0; k < all.n; k++)
		v->people.at[k] = (struct team_reader){ .name = people_name_or_left(r, all.at[k].name), .coordinates = all.at[k].part == 0,
			.supervises = all.at[k].part == 1, .facilitates = all.at[k].part == 2, .mine = str_same(all.at[k].person, r->who.person) };
	return OK;
}

static enum status notes(struct req *r, const struct team_one *t, struct teams_one_view *v)
{
	const struct teams_page *f = r->form;
	struct handovers_of_team_list all;
	bool later = f && f->after && f->at != NO_INT;
	TRY(handovers_of_team(r, r->community.id, t->id, r->who.person, later ? f->at : INT64_MAX, later ? f->after : "", TEAMS_PAGE + 1, &all));
	size_t n = all.n > TEAMS_PAGE ? TEAMS_PAGE : all.n;
	v->notes.at = ARENA_ARRAY(&r->arena, n + 1, struct team_note);
	v->notes.n = n;
	for (size_t k = 0; k < n; k++)
		v->notes.at[k] = (struct team_note){ .id = all.at[k].id, .name = people_name_or_left(r, all.at[k].name),
			.writer = people_name_or_left(r, all.at[k].writer_name), .written = all.at[k].written, .mine = str_same(all.at[k].writer, r->who.person) };
	if (all.n > n) {
		v->more_after = all.at[n - 1].id;
		v->more_at = all.at[n - 1].written;
	}
	return OK;
}

static const struct json_field reader_json[] = {
	JSON_TEXT(team_reader, name), JSON_FLAG(team_reader, coordinates), JSON_FLAG(team_reader, supervises), JSON_FLAG(team_reader, facilitates),
};
static const struct json_field note_json[] = {
	JSON_TEXT(team_note, id), JSON_TEXT(team_note, name), JSON_TEXT(team_note, writer), JSON_TIME(team_note, written), JSON_FLAG(team_note, mine),
};
static const struct json_field teams_one_json[] = {
	JSON_TEXT(teams_one_view, id), JSON_TEXT(teams_one_view, name), JSON_TEXT(teams_one_view, talk), JSON_INT(teams_one_view, fresh),
	JSON_LIST(teams_one_view, people, reader_json), JSON_LIST(teams_one_view, notes, note_json),
	JSON_TEXT(teams_one_view, more_after), JSON_INT(teams_one_view, more_at),
};

enum status team_show(struct req *r)
{
	const struct team_one *t = r->object;
	struct teams_one_view v = { .id = t->id, .name = t->name, .may_choose = t->project && may(r, TEAMS_LOOK_AFTER) };
	struct team_talk talk;
	enum status st = team_talk(r, r->community.id, t->id, r->who.person, &talk);
	if (st != OK && st != MISSING)
		return st;
	if (st == OK && talk.party) {
		v.talk = talk.id;
		v.party = true;
		v.fresh = talk.fresh;
		v.any = talk.messages > 0;
		v.last_at = talk.last_at;
	}
	TRY(readers(r, t, &v));
	TRY(notes(r, t, &v));
	TRY(cards_html(r, "team", &v.cards));
	return REPLY(r, teams_one, &v);
}

/* By one's own click: nobody is put into a talk.  Who comes later reads what is said from then on. */
enum status team_talk_in(struct req *r)
{
	const struct team_one *t = r->object;
	const char *talk;
	TRY(conversation_open(r, &(struct conversations_new){ .kind = "team", .subject = t->id, .title = t->name }, &talk));
	TRY(conversation_come_late(r, talk, r->who.person));
	return redirect_here(r, NULL, "/conversations/%s#say", talk);
}

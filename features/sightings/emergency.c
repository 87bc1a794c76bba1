/* Emergencies: somebody who coordinates or supervises opens what helps to reach a person: how to write to them, and who walks
 * with them.  Never what two people wrote to one another.  With a reason, for an hour, once more with the password; the person
 * is told on Today and in their list. */
#include "inside.h"
#include "tell.h"
#include "pages.h"

enum { EMERGENCY_SECONDS = 3600 };

static const struct form_field emergency_fields[] = {
	TEXT_FIELD(struct emergency_why, reason, .required = true, .min = 10, .max = 500, .multiline = true,
		   .label = N_("What has happened?"), .hint = N_("The person will read this, with your name.")),
};
const struct form emergency_form = FORM(emergency_why, emergency_fields);

enum status emergency_person_of(struct req *r)
{
	struct emergency_member *m = ARENA_NEW(&r->arena, struct emergency_member);
	TRY(emergency_member(r, r->community.id, r->part[0], m));
	r->object = m;
	return OK;
}

static const struct json_field sightings_emergency_json[] = { JSON_TEXT(sightings_emergency_view, id), JSON_TEXT(sightings_emergency_view, name) };

enum status emergency_ask(struct req *r)
{
	const struct emergency_member *m = r->object;
	struct sightings_emergency_view v = { .id = m->person, .name = people_name_or_left(r, m->name) };
	form_show(r, &v.form, &emergency_form, NULL);
	return REPLY(r, sightings_emergency, &v);
}

enum status emergency_open(struct req *r)
{
	const struct emergency_member *m = r->object;
	const struct emergency_why *f = r->form;
	const char *id = id_new(r);
	if (str_same(m->person, r->who.person))
		return fault(r, NULL, "own", N_("These are your own details: they are on your page."));
	TRY(emergency_add(r, id, r->community.id, m->person, r->who.person, f->reason, r->now, r->now + EMERGENCY_SECONDS, NULL));
	TRY(live_today(r, r->community.id, m->person));
	return redirect_here(r, NULL, "/emergencies/%s", id);
}

/* ---- while it lasts, for the one who opened it ---- */

enum status emergency_of(struct req *r)
{
	struct emergency_get *e = ARENA_NEW(&r->arena, struct emergency_get);
	TRY(emergency_get(r, r->part[0], r->community.id, e));
	if (!str_same(e->opened_by, r->who.person) || r->now >= e->ends)
		return MISSING;
	r->object = e;
	return OK;
}

static const struct json_field sightings_reach_json[] = {
	JSON_TEXT(sightings_reach_view, name), JSON_TEXT(sightings_reach_view, pronouns), JSON_TEXT(sightings_reach_view, email),
	JSON_TEXT(sightings_reach_view, languages), JSON_TEXT(sightings_reach_view, zone), JSON_TIME(sightings_reach_view, ends),
	JSON_ROWS(sightings_reach_view, walkers, emergency_walkers),
};

enum status emergency_show(struct req *r)
{
	const struct emergency_get *e = r->object;
	struct emergency_details d;
	struct sightings_reach_view v = { .ends = e->ends };
	TRY(emergency_details(r, e->person, &d));
	TRY(emergency_walkers(r, r->community.id, e->person, &v.walkers));
	for (size_t i = 0; i < v.walkers.n; i++)
		v.walkers.at[i].name = people_name_or_left(r, v.walkers.at[i].name);
	v.name = people_name_or_left(r, d.name);
	v.pronouns = d.pronouns;
	v.email = d.email;
	v.languages = d.languages;
	v.zone = d.zone;
	return REPLY(r, sightings_reach, &v);
}

/* ---- for the person ---- */

enum status emergency_mine_of(struct req *r)
{
	struct emergency_get *e = ARENA_NEW(&r->arena, struct emergency_get);
	TRY(emergency_get(r, r->part[0], r->community.id, e));
	if (str_same(e->person, r->who.person))
		r->who.may |= MAY_OWNER;
	r->object = e;
	return OK;
}

enum status emergency_read(struct req *r)
{
	const struct emergency_get *e = r->object;
	TRY(emergency_known(r, e->id, r->now, NULL));
	TRY(live_today(r, r->community.id, r->who.person));
	return redirect_here(r, NULL, "/today");
}

enum status emergency_card(struct req *r)
{
	struct sightings_told_view v;
	TRY(emergencies_unknown(r, r->community.id, r->who.person, &v.told));
	for (size_t i = 0; i < v.told.n; i++)
		v.told.at[i].name = people_name_or_left(r, v.told.at[i].name);
	r->waits += (int64_t)v.told.n;
	if (v.told.n)
		sightings_told_draw(&r->out, &v);
	return OK;
}

/* On the page of a person, for those who may. */
enum status emergency_way(struct req *r)
{
	if (!str_same(r->part[0], r->who.person))
		sightings_way_draw(&r->out, &(struct sightings_way_view){ .id = r->part[0] });
	return OK;
}

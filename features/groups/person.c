/* Somebody of the group, seen by another of it: keeping apart, and for those who facilitate asking them to share that, or ending
 * their place.  Telling the coordinators about them is reports'. */
#include "inside.h"
#include "tell.h"

static const struct form_field group_part_fields[] = {
	CHOICE_FIELD(struct group_part, part, .required = true, .of = &groups_parts_to_take, .label = N_("What would you like to ask them for?")),
};
const struct form group_part_form = FORM(group_part, group_part_fields);

static const struct json_field groups_person_json[] = {
	JSON_TEXT(groups_person_view, person), JSON_TEXT(groups_person_view, name), JSON_CHOICE(groups_person_view, part, &groups_parts),
	JSON_FLAG(groups_person_view, trained), JSON_TIME(groups_person_view, joined), JSON_FLAG(groups_person_view, asked),
};

struct person_of_group { const struct groups_one *group; struct peer_group_person person; };

/* MISSING: oneself, not of the group, or kept apart. */
enum status groups_person_of(struct req *r)
{
	struct person_of_group *p = ARENA_NEW(&r->arena, struct person_of_group);
	TRY(groups_of(r));
	p->group = r->object;
	if (!may(r, MAY_IN_GROUP) || str_same(r->part[1], r->who.person))
		return MISSING;
	TRY(peer_group_person(r, p->group->id, r->part[1], r->who.person, &p->person));
	r->object = p;
	return OK;
}

enum status groups_person_look(struct req *r)
{
	const struct person_of_group *p = r->object;
	struct groups_person_view v = {
		.id = p->group->id, .group = p->group->name, .person = p->person.person, .name = people_name_or_left(r, p->person.name),
		.part = p->person.part, .joined = p->person.joined, .leads = p->group->leads && !p->group->over, .trained = p->person.trained,
		.asked = p->person.asked_part != NO_INT, .plain = p->person.part == GROUPS_MEMBER,
	};
	form_show(r, &v.form, &group_part_form, NULL);
	return REPLY(r, groups_person, &v);
}

enum status groups_person_block(struct req *r)
{
	const struct person_of_group *p = r->object;
	TRY(connections_block(r, p->person.person));
	return redirect_here(r, N_("You two do not see each other here any more, and nobody is told. You find the name under “About me”."), "/groups/%s", p->group->id);
}

enum status groups_person_ask(struct req *r)
{
	const struct person_of_group *p = r->object;
	const struct group_part *f = r->form;
	int64_t changed;
	if (p->group->over)
		return MISSING;
	TRY(peer_group_part_ask(r, p->group->id, p->person.person, f->part + GROUPS_FACILITATES, &changed));
	if (!changed)
		return fault(r, "part", "has", N_("They share in it already."));
	TRY(live_today(r, p->group->community, p->person.person));
	return redirect_here(r, N_("Asked. It counts when they say yes."), "/groups/%s", p->group->id);
}

/* Who facilitates ends the place of somebody who does not.  They can ask again; nothing is noted. */
enum status groups_person_out(struct req *r)
{
	const struct person_of_group *p = r->object;
	if (p->group->over || p->person.part != GROUPS_MEMBER)
		return MISSING;
	TRY(group_go(r, p->group->id, p->group->community, p->person.person));
	return redirect_here(r, N_("Their place has ended. Please tell them yourself, and why."), "/groups/%s", p->group->id);
}

/* Recording a group meeting as a headcount, without names; of a group that stands (circle.c) or of people who met once. */
#include "inside.h"

static const struct form_field encounter_group_fields[] = {
	PICK_FIELD(struct encounter_group, project, .label = N_("Which project?")),
	DAY_FIELD(struct encounter_group, day, .required = true, .label = N_("Which day?")),
	CLOCK_FIELD(struct encounter_group, clock, .required = true, .label = N_("When did it begin?")),
	INT_FIELD(struct encounter_group, minutes, .required = true, .min = 1, .max = 1440, .label = N_("How many minutes?")),
	INT_FIELD(struct encounter_group, headcount, .required = true, .min = 1, .max = 1000, .label = N_("How many people came?"),
		  .hint = N_("Count everyone, also yourself. No names.")),
	CHOICE_FIELD(struct encounter_group, mode, .required = true, .of = &encounters_modes, .label = N_("How?")),
	CHOICE_FIELD(struct encounter_group, place, .of = &encounters_places, .select = true, .label = N_("What kind of place?")),
	SET_FIELD(struct encounter_group, given, .of = &asks_kinds, .label = N_("What kinds of support were given?")),
	TEXT_FIELD(struct encounter_group, topics, .max = 200, .label = N_("Topics"), .hint = N_("A few words, with ; between. Nothing about a person.")),
	TEXT_FIELD(struct encounter_group, outcome, .multiline = true, .max = 500, .label = N_("What came of it"),
		   .hint = N_("Facilitators and coordinators can read it. Nothing about a person.")),
	INT_FIELD(struct encounter_group, version, .hidden = true, .min = 0, .max = INT32_MAX, .label = N_("Version")),
};
const struct form encounter_group_form = FORM(encounter_group, encounter_group_fields);

static const struct json_field encounters_group_json[] = { JSON_TEXT(encounters_group_view, id) };

enum status group_draw(struct req *r, const struct groups_one *g, const char *id, const struct encounter_group *stored, const char *project_name)
{
	struct encounters_group_view v = { .id = id, .is_new = !id, .group = g ? g->id : NULL, .group_name = g ? g->name : NULL };
	struct form_options *projects = ARENA_NEW(&r->arena, struct form_options);
	TRY(encounter_projects(r, stored->project, project_name, projects));
	if (!g && !id)
		TRY(groups_mine(r, r->who.person, &v.mine));
	form_show(r, &v.form, &encounter_group_form, stored);
	v.form.drawn.options = projects;
	v.form.drawn.n_options = 1;
	return REPLY(r, encounters_group, &v);
}

void group_first(struct req *r, struct encounter_group *ret)
{
	*ret = (struct encounter_group){ .minutes = 90, .headcount = NO_INT, .mode = 0, .place = NO_INT };
	encounter_now(r, &ret->day, &ret->clock);
}

enum status group_new(struct req *r)
{
	struct encounter_group first;
	group_first(r, &first);
	return group_draw(r, NULL, NULL, &first, NULL);
}

static enum status read_form(struct req *r, const struct encounter_group *f, struct encounters_one *e)
{
	TRY(encounter_project_right(r, f->project, e->project));
	TRY(encounter_moment(r, f->day, f->clock, &e->began));
	e->project = f->project;
	e->minutes = f->minutes;
	e->headcount = f->headcount;
	e->mode = f->mode;
	e->place = f->mode == 0 ? f->place : NO_INT;
	e->given = f->given;
	return OK;
}

enum status group_record(struct req *r, const struct groups_one *g, const char **ret_id)
{
	const struct encounter_group *f = r->form;
	struct encounters_one e = {
		.id = id_new(r), .community = r->community.id, .recorder = r->who.person, .kind = 1, .met = true, .planned = true, .version = 1,
		.peer_group = g ? g->id : NULL, .project = g ? g->project : NULL,
	};
	int64_t changed;
	TRY(read_form(r, f, &e));
	TRY(encounter_add(r, e.id, e.community, e.project, NULL, e.recorder, e.kind, true, e.began, e.minutes, e.headcount, e.mode, e.place, true,
			  e.given, false, f->outcome, NULL, f->topics, r->now, NULL, e.peer_group, &changed));
	*ret_id = e.id;
	return encounter_tell(r, NULL, &e);
}

enum status group_add(struct req *r)
{
	const char *id;
	TRY(group_record(r, NULL, &id));
	return redirect_here(r, N_("Recorded."), "/encounters/%s", id);
}

enum status group_edit(struct req *r)
{
	const struct encounters_one *e = r->object;
	struct encounter_get x;
	if (e->connection)
		return MISSING;
	TRY(encounter_stored(r, &x));
	struct civil at = zone_civil(r->reader.zone, x.began);
	struct encounter_group now = {
		.project = x.project, .day = day_number(at.year, at.month, at.day), .clock = at.hour * 60 + at.minute, .minutes = x.minutes,
		.headcount = x.headcount, .mode = x.mode, .place = x.place, .given = x.given, .topics = x.topics, .outcome = x.outcome,
		.version = x.version,
	};
	return group_draw(r, NULL, e->id, &now, x.project_name);
}

enum status group_save(struct req *r)
{
	const struct encounters_one *before = r->object;
	const struct encounter_group *f = r->form;
	struct encounters_one e = *before;
	int64_t changed;
	if (e.connection)
		return MISSING;
	if (f->version != NO_INT && f->version != before->version)
		return stale(r);
	TRY(read_form(r, f, &e));
	TRY(encounter_change(r, e.id, e.recorder, e.community, e.project, true, e.began, e.minutes, e.headcount, e.mode, e.place, true, e.given,
			     false, f->outcome, NULL, f->topics, &changed));
	TRY(encounter_tell(r, before, &e));
	return redirect_here(r, N_("Saved."), "/encounters/%s", e.id);
}

static const struct json_field encounters_groups_json[] = {
	JSON_ROWS(encounters_groups_view, met, encounters_groups), JSON_TEXT(encounters_groups_view, more_after),
};

enum status groups_show(struct req *r)
{
	const struct encounters_page *f = r->form;
	bool later = f && f->after && f->began != NO_INT;
	struct encounters_groups_view v = { .more_began = NO_INT };
	TRY(encounters_groups(r, r->community.id, later ? f->began : INT64_MAX, later ? f->after : "", ENCOUNTERS_PAGE + 1, &v.met));
	if (v.met.n > ENCOUNTERS_PAGE) {
		v.met.n = ENCOUNTERS_PAGE;
		v.more_after = v.met.at[ENCOUNTERS_PAGE - 1].id;
		v.more_began = v.met.at[ENCOUNTERS_PAGE - 1].began;
	}
	return REPLY(r, encounters_groups, &v);
}

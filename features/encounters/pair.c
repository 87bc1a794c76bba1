/* Recording a meeting of two, in under 90 seconds: everything has a good first value, only two things are needed.
 * Knows the form; what is shown afterwards is show.c's. */
#include "inside.h"

static const struct choices met_choices = CHOICES("met",
	{ "met", N_("We met"), NULL },
	{ "not", N_("We did not meet"), N_("nothing is noted against anyone") });

static const struct form_field encounter_pair_fields[] = {
	CHOICE_FIELD(struct encounter_pair, met, .required = true, .of = &met_choices, .label = N_("Did you meet?")),
	DAY_FIELD(struct encounter_pair, day, .required = true, .label = N_("Which day?")),
	CLOCK_FIELD(struct encounter_pair, clock, .required = true, .label = N_("When did it begin?")),
	INT_FIELD(struct encounter_pair, minutes, .min = 0, .max = 1440, .label = N_("How many minutes?")),
	CHOICE_FIELD(struct encounter_pair, mode, .of = &encounters_modes, .label = N_("How?")),
	CHOICE_FIELD(struct encounter_pair, place, .of = &encounters_places, .select = true, .label = N_("What kind of place?")),
	SET_FIELD(struct encounter_pair, given, .of = &asks_kinds, .label = N_("What kinds of support were given?")),
	FLAG_FIELD(struct encounter_pair, mutual, .label = N_("Support went both ways")),
	FLAG_FIELD(struct encounter_pair, spontaneous, .label = N_("It was spontaneous")),
	PICK_FIELD(struct encounter_pair, project, .select = true, .label = N_("Count it with"),
		   .hint = N_("For the numbers on What it did. Nobody there sees who you are.")),
	TEXT_FIELD(struct encounter_pair, outcome, .multiline = true, .max = 500, .label = N_("What came of it"),
		   .hint = N_("Two lines are plenty. You both can read it, nobody else.")),
	TEXT_FIELD(struct encounter_pair, next_step, .max = 200, .label = N_("Next step")),
	INT_FIELD(struct encounter_pair, version, .hidden = true, .min = 0, .max = INT32_MAX, .label = N_("Version")),
};
const struct form encounter_pair_form = FORM(encounter_pair, encounter_pair_fields);

/* Where a community is informal, nothing is written down. */
static enum status may_record(const struct req *r, const struct connections_one *c)
{
	return c->open && r->community.formality > FORMALITY_INFORMAL ? OK : MISSING;
}

static const struct json_field encounters_pair_json[] = { JSON_TEXT(encounters_pair_view, connection), JSON_TEXT(encounters_pair_view, id) };

/* The field of the project stands there only where there are projects. */
static enum status draw(struct req *r, struct encounters_pair_view *v, const struct encounter_pair *stored, const char *project_name)
{
	struct form_options *projects = ARENA_NEW(&r->arena, struct form_options);
	TRY(encounter_projects(r, stored->project, project_name, projects));
	v->has_projects = projects->n > 0;
	form_show(r, &v->form, &encounter_pair_form, stored);
	v->form.drawn.options = projects;
	v->form.drawn.n_options = 1;
	return REPLY(r, encounters_pair, v);
}

enum status pair_new(struct req *r)
{
	const struct connections_one *c = r->object;
	struct encounters_pair_view v = { .connection = c->id, .is_new = true };
	struct encounter_pair first = { .met = 0, .minutes = 60, .mode = 0, .place = NO_INT };
	TRY(may_record(r, c));
	TRY(people_name(r, connections_other(r, c), &v.name));
	encounter_now(r, &first.day, &first.clock);
	TRY(encounter_project_first(r, c, &first.project));
	return draw(r, &v, &first, NULL);
}

/* e->project: what it is counted with when nothing is said about that.  "Did not meet" has a day and, if wished, words; it
 * has no length and no support. */
static enum status read_form(struct req *r, const struct encounter_pair *f, struct encounters_one *e)
{
	e->met = f->met == 0;
	if (param_find(&r->params, "project")) {
		TRY(encounter_project_right(r, f->project, e->project));
		e->project = f->project;
	}
	TRY(encounter_moment(r, f->day, f->clock, &e->began));
	if (e->met && f->mode == NO_INT)
		return fault(r, "mode", "needed", N_("Please choose how you met."));
	if (e->met && (f->minutes == NO_INT || f->minutes == 0))
		return fault(r, "minutes", "needed", N_("Please say how many minutes it took. About is fine."));
	e->mode = f->mode == NO_INT ? 0 : f->mode;
	e->minutes = e->met ? f->minutes : 0;
	e->place = e->met && e->mode == 0 ? f->place : NO_INT;
	e->given = e->met ? f->given : 0;
	e->mutual = e->met && f->mutual;
	e->planned = !f->spontaneous;
	e->headcount = e->met ? 2 : 0;
	return OK;
}

enum status pair_add(struct req *r)
{
	const struct connections_one *c = r->object;
	const struct encounter_pair *f = r->form;
	int64_t changed;
	TRY(may_record(r, c));
	struct encounters_one e = {
		.id = id_new(r), .community = c->community, .connection = c->id, .recorder = r->who.person, .version = 1,
	};
	TRY(encounter_project_first(r, c, &e.project));
	TRY(read_form(r, f, &e));
	TRY(encounter_add(r, e.id, e.community, e.project, e.connection, e.recorder, 0, e.met, e.began, e.minutes, e.headcount, e.mode, e.place,
			  e.planned, e.given, e.mutual, f->outcome, f->next_step, NULL, r->now, NULL, NULL, &changed));
	TRY(encounter_tell(r, NULL, &e));
	return redirect_here(r, N_("Recorded. You both can see it."), "/encounters/%s", e.id);
}

static void minutes_of(const struct req *r, int64_t began, int64_t *ret_day, int64_t *ret_clock)
{
	struct civil at = zone_civil(r->reader.zone, began);
	*ret_day = day_number(at.year, at.month, at.day);
	*ret_clock = at.hour * 60 + at.minute;
}

enum status pair_edit(struct req *r)
{
	const struct encounters_one *e = r->object;
	struct encounter_get x;
	if (!e->connection)
		return MISSING;
	TRY(encounter_stored(r, &x));
	struct encounters_pair_view v = { .connection = e->connection, .id = e->id };
	struct encounter_pair now = {
		.met = !x.met, .minutes = x.minutes, .mode = x.mode, .place = x.place, .given = x.given, .spontaneous = !x.planned,
		.mutual = x.mutual, .project = x.project, .outcome = x.outcome, .next_step = x.next_step, .version = x.version,
	};
	struct encounter_people people;
	TRY(encounter_people(r, e->connection, &people));
	TRY(people_name(r, str_same(r->who.person, people.asker) ? people.other : people.asker, &v.name));
	minutes_of(r, x.began, &now.day, &now.clock);
	return draw(r, &v, &now, x.project_name);
}

enum status pair_save(struct req *r)
{
	const struct encounters_one *before = r->object;
	const struct encounter_pair *f = r->form;
	struct encounters_one e = *before;
	int64_t changed;
	if (!e.connection)
		return MISSING;
	if (f->version != NO_INT && f->version != before->version)
		return stale(r);
	TRY(read_form(r, f, &e));
	TRY(encounter_change(r, e.id, e.recorder, e.community, e.project, e.met, e.began, e.minutes, e.headcount, e.mode, e.place, e.planned,
			     e.given, e.mutual, f->outcome, f->next_step, NULL, &changed));
	TRY(encounter_tell(r, before, &e));
	return redirect_here(r, N_("Saved."), "/encounters/%s", e.id);
}

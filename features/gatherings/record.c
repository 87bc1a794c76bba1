/* Afterwards: one time becomes one meeting that is recorded, with what is known of it filled in; survey, hours and figures follow from
 * that.  A second time is refused, whoever comes first. */
#include "inside.h"
#include "queries.h"

static const struct choices met_choices = CHOICES("gathering_met",
	{ "met", N_("We met"), NULL },
	{ "not", N_("We did not meet"), N_("nothing is noted against anyone") });

static const struct form_field gathering_record_fields[] = {
	CHOICE_FIELD(struct gathering_record, met, .of = &met_choices, .label = N_("Did you meet?")),
	INT_FIELD(struct gathering_record, minutes, .required = true, .min = 1, .max = 1440, .label = N_("How many minutes?")),
	INT_FIELD(struct gathering_record, headcount, .min = 1, .max = 1000, .label = N_("How many people came?"), .hint = N_("Count everyone, also yourself. No names.")),
	SET_FIELD(struct gathering_record, given, .of = &asks_kinds, .label = N_("What kinds of support were given?")),
	FLAG_FIELD(struct gathering_record, mutual, .label = N_("Support went both ways")),
	PICK_FIELD(struct gathering_record, project, .select = true, .label = N_("Count it with")),
	TEXT_FIELD(struct gathering_record, topics, .max = 200, .label = N_("Topics"), .hint = N_("A few words, with ; between. Nothing about a person.")),
	TEXT_FIELD(struct gathering_record, outcome, .multiline = true, .max = 500, .label = N_("What came of it")),
	TEXT_FIELD(struct gathering_record, next_step, .max = 200, .label = N_("Next step")),
};
const struct form gathering_record_form = FORM(gathering_record, gathering_record_fields);

static bool is_pair(const struct gatherings_time *t) { return str_same(t->of->belongs, "pair"); }

/* Not before it began, not once more, and not what nobody writes down here. */
static enum status may_record(struct req *r, const struct gatherings_time *t)
{
	if (is_pair(t) && !encounters_kept(r))
		return MISSING;
	if (t->encounter)
		return fault(r, NULL, "recorded", N_("This time is recorded already."));
	if (t->cancelled)
		return fault(r, NULL, "off", N_("This was called off."));
	if (t->began > r->now)
		return fault(r, NULL, "ahead", N_("This time has not begun yet."));
	if (t->began < r->now - (int64_t)DAYS_BACK * DAY)
		return fault(r, NULL, "long_ago", N_("This is more than two years ago. It can no longer be recorded."));
	return OK;
}

static const struct json_field gatherings_record_json[] = {
	JSON_TEXT(gatherings_record_view, id), JSON_TEXT(gatherings_record_view, day), JSON_TIME(gatherings_record_view, began), JSON_FLAG(gatherings_record_view, pair),
};

enum status record_show(struct req *r)
{
	const struct gatherings_time *t = r->object;
	struct gatherings_record_view v = { .id = t->of->id, .day = gatherings_day_code(&r->arena, t->day), .title = gatherings_called(r, t->of), .began = t->began,
					    .pair = is_pair(t), .shift = t->of->kind == KIND_SHIFT };
	struct gathering_record now = { .minutes = t->minutes, .headcount = t->came != NO_INT && t->came > 0 ? t->came : t->taken ? t->taken : NO_INT };
	struct form_options *projects = ARENA_NEW(&r->arena, struct form_options);
	struct connections_one c;
	if (t->encounter)
		return redirect_here(r, NULL, "/encounters/%s", t->encounter);
	TRY(communities_project_options(r, "project", projects));
	if (v.pair) {
		TRY(connections_get(r, t->of->subject, &c));
		TRY(encounters_project_first(r, &c, &now.project));
	}
	if (str_same(t->of->belongs, "group")) {
		struct groups_one g;
		TRY(groups_get(r, t->of->subject, &g));
		now.project = g.project;
	}
	v.has_projects = projects->n > 0;
	form_show(r, &v.form, &gathering_record_form, &now);
	v.form.drawn.options = projects;
	v.form.drawn.n_options = 1;
	return REPLY(r, gatherings_record, &v);
}

static enum status headcount_right(struct req *r, const struct gatherings_time *t, const struct gathering_record *f)
{
	if (is_pair(t) || f->headcount != NO_INT)
		return OK;
	return fault(r, "headcount", "needed", N_("Please say how many people came. About is fine."));
}

enum status record_save(struct req *r)
{
	const struct gatherings_time *t = r->object;
	const struct gathering_record *f = r->form;
	struct connections_one c;
	const char *id;
	int64_t changed;
	bool pair = is_pair(t);
	TRY(may_record(r, t));
	TRY(headcount_right(r, t, f));
	if (pair)
		TRY(connections_get(r, t->of->subject, &c));
	struct encounters_planned p = {
		.connection = pair ? &c : NULL, .group = str_same(t->of->belongs, "group") ? t->of->subject : NULL, .project = f->project, .topics = f->topics, .outcome = f->outcome, .next_step = f->next_step,
		.began = t->began, .minutes = f->minutes, .headcount = pair ? 2 : f->headcount, .mode = t->of->mode, .place = NO_INT, .given = f->given,
		.met = !pair || f->met != 1, .mutual = f->mutual,
	};
	TRY(encounters_record(r, &p, &id));
	TRY(gathering_keep(r, t));
	TRY(gathering_recorded(r, t->of->id, t->day, id, t->began, f->minutes, p.met ? p.headcount : 0, &changed));
	if (!changed)
		return fault(r, NULL, "recorded", N_("This time is recorded already."));
	return redirect_here(r, N_("Recorded."), "/encounters/%s", id);
}

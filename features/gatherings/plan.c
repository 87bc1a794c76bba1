/* Planning: one form for a meeting of two and for everything a community does together.  Checks days and clocks; what is planned is
 * seen in change.c and one_time.c. */
#include "inside.h"
#include "queries.h"
#include "skills.h"

enum { ABOUT_MAX = 1000 };

#define ABOUT_FIELD(s) TEXT_FIELD(s, about, .max = ABOUT_MAX, .multiline = true, .label = N_("What it is about"))
#define PLACE_FIELD(s) TEXT_FIELD(s, place, .max = 200, .label = N_("Where?"), .hint = N_("Only those who are asked can see the place and the link."))
#define LINK_FIELD(s) TEXT_FIELD(s, link, .max = 500, .label = N_("Link to come in by"), .hint = N_("It begins with https://"))
#define SHOWN_FIELD(s) FLAG_FIELD(s, shown, .label = N_("Show it to everyone, also without an account"), \
	.hint = N_("On the open page of the community: what it is called and about, when, the town or “online”, and how to come. Never the place, the link, who comes or how many. What belongs to a {~group} is shown where the {~group} is."))
#define TOWN_FIELD(s) TEXT_FIELD(s, town, .max = 80, .label = N_("In which town, for people from outside?"))

static const struct form_field gathering_plan_fields[] = {
	PICK_FIELD(struct gathering_plan, kind, .label = N_("What is it?")),
	TEXT_FIELD(struct gathering_plan, title, .required = true, .min = 2, .max = 100, .label = N_("What shall it be called?"),
		   .hint = N_("Calendars and mail say only “Meeting”, unless somebody wishes more.")),
	DAY_FIELD(struct gathering_plan, day, .required = true, .label = N_("Which day? The first one, if it repeats")),
	CLOCK_FIELD(struct gathering_plan, clock, .required = true, .label = N_("When does it begin?")),
	INT_FIELD(struct gathering_plan, minutes, .required = true, .min = 5, .max = 1440, .label = N_("How many minutes?")),
	CHOICE_FIELD(struct gathering_plan, mode, .required = true, .of = &encounters_modes, .label = N_("How?")),
	PLACE_FIELD(struct gathering_plan),
	LINK_FIELD(struct gathering_plan),
	CHOICE_FIELD(struct gathering_plan, repeats, .required = true, .of = &gatherings_repeats, .label = N_("Does it repeat?")),
	ABOUT_FIELD(struct gathering_plan),
	INT_FIELD(struct gathering_plan, every, .min = 1, .max = 52, .label = N_("Every how many weeks or months?"), .hint = N_("1 is every week, or every month.")),
	SET_FIELD(struct gathering_plan, weekdays, .of = &gatherings_weekdays, .label = N_("On which weekdays?"), .hint = N_("Only for every week. The first day counts by itself.")),
	DAY_FIELD(struct gathering_plan, until, .label = N_("Until which day?"), .hint = N_("Leave it empty if it goes on.")),
	INT_FIELD(struct gathering_plan, times, .min = 1, .max = TIMES_MAX, .label = N_("Or how many times?")),
	INT_FIELD(struct gathering_plan, capacity, .min = 1, .max = 10000, .label = N_("How many can come?"), .hint = N_("Leave it empty if there is room for everyone.")),
	CHOICE_FIELD(struct gathering_plan, asked, .of = &gatherings_asked, .label = N_("Who is asked?")),
	FLAG_FIELD(struct gathering_plan, open, .label = N_("Public calendars may show when it is"), .hint = N_("Never the place, never the link, never who comes.")),
	SHOWN_FIELD(struct gathering_plan),
	TOWN_FIELD(struct gathering_plan),
	INT_FIELD(struct gathering_plan, round_in, .min = 0, .max = 120, .label = N_("Minutes for a check-in round"), .hint = N_("Everyone says how they arrive, or passes. 0: none.")),
	INT_FIELD(struct gathering_plan, round_out, .min = 0, .max = 120, .label = N_("Minutes for a check-out round"), .hint = N_("Everyone says how they leave, or passes. 0: none.")),
	CHOICE_FIELD(struct gathering_plan, zone, .of = &people_zones, .select = true, .label = N_("Time zone of the clock"),
		     .hint = N_("The clock time stays the same when summer or winter time begins.")),
	ID_FIELD(struct gathering_plan, form_key, .hidden = true, .label = N_("Form")),
};
const struct form gathering_plan_form = FORM(gathering_plan, gathering_plan_fields);

static const struct form_field gathering_change_fields[] = {
	TEXT_FIELD(struct gathering_change, title, .required = true, .min = 2, .max = 100, .label = N_("What shall it be called?")),
	CLOCK_FIELD(struct gathering_change, clock, .required = true, .label = N_("When does it begin?"), .hint = N_("For all its times, but those that were moved.")),
	INT_FIELD(struct gathering_change, minutes, .required = true, .min = 5, .max = 1440, .label = N_("How many minutes?")),
	CHOICE_FIELD(struct gathering_change, mode, .required = true, .of = &encounters_modes, .label = N_("How?")),
	PLACE_FIELD(struct gathering_change),
	LINK_FIELD(struct gathering_change),
	ABOUT_FIELD(struct gathering_change),
	INT_FIELD(struct gathering_change, capacity, .min = 1, .max = 10000, .label = N_("How many can come?")),
	CHOICE_FIELD(struct gathering_change, asked, .of = &gatherings_asked, .label = N_("Who is asked?")),
	FLAG_FIELD(struct gathering_change, open, .label = N_("Public calendars may show when it is")),
	SHOWN_FIELD(struct gathering_change),
	TOWN_FIELD(struct gathering_change),
	INT_FIELD(struct gathering_change, round_in, .min = 0, .max = 120, .label = N_("Minutes for a check-in round")),
	INT_FIELD(struct gathering_change, round_out, .min = 0, .max = 120, .label = N_("Minutes for a check-out round")),
	INT_FIELD(struct gathering_change, version, .hidden = true, .min = 0, .max = INT32_MAX, .label = N_("Version")),
};
const struct form gathering_change_form = FORM(gathering_change, gathering_change_fields);

/* ---- checks ---- */

enum status gathering_clock_right(struct req *r, const char *zone, int64_t day, int64_t clock, bool *ret_twice)
{
	enum calendar_clock is = calendar_clock_is(zone, day, clock);
	int64_t at = calendar_moment(zone, day, clock);
	if (is == CALENDAR_NEVER)
		return fault(r, "clock", "skipped", N_("This time does not happen on that day: the clocks go forward then. Please choose an earlier or a later time."));
	if (at <= r->now)
		return fault(r, "day", "past", N_("This day or time has passed. Please choose one that lies ahead."));
	if (at > r->now + (int64_t)DAYS_AHEAD * DAY)
		return fault(r, "day", "far", N_("That is more than two years ahead. Please check the year."));
	*ret_twice = is == CALENDAR_TWICE;
	return OK;
}

enum status gathering_link_right(struct req *r, const char *link)
{
	if (!link || (str_begins(link, "https://") && !strpbrk(link, " \t\r\n\"<>") && strlen(link) > strlen("https://")))
		return OK;
	return fault(r, "link", "address", N_("Please give the whole address, beginning with https://."));
}

bool gathering_may_show(const struct req *r, const char *belongs)
{
	return str_same(belongs, "group") || (str_same(belongs, "community") && may(r, MAY_FACILITATOR | MAY_COORDINATOR));
}

enum status gathering_shown_right(struct req *r, bool shown, int64_t asked)
{
	if (!shown || asked == ASKED_EVERYONE)
		return OK;
	return fault(r, "shown", "asked", N_("What is shown to everyone is for everyone here. Ask everyone, or do not show it."));
}

/* What belongs to what, and what of it whoever asks may plan. */
struct place { const char *belongs, *subject, *owner; };

static bool may_plan(const struct req *r, const struct place *p, size_t kind)
{
	if (str_same(p->belongs, "pair"))
		return kind == KIND_PAIR;
	if (str_same(p->belongs, "group"))
		return kind == KIND_GROUP || kind == KIND_CLASS || kind == KIND_EVENT;
	return kind == KIND_CLASS || kind == KIND_EVENT || (kind != KIND_PAIR && may(r, MAY_FACILITATOR | MAY_COORDINATOR));
}

/* What is chosen on a new form. */
static const char *first_kind(const struct req *r, const struct place *p)
{
	return str_same(p->belongs, "group") || may(r, MAY_FACILITATOR | MAY_COORDINATOR) ? "group" : "event";
}

static enum status read_kind(struct req *r, const struct place *p, const struct gathering_plan *f, int64_t *ret)
{
	*ret = KIND_PAIR;
	if (str_same(p->belongs, "pair"))
		return OK;
	const char *kind = f->kind ? f->kind : str_same(p->belongs, "group") ? "group" : "event";
	if (choice_find(&gatherings_kinds, (struct slice){ kind, strlen(kind) }, ret) && may_plan(r, p, (size_t)*ret))
		return OK;
	return fault(r, "kind", "unknown", N_("Please choose one from the list."));
}

/* How it repeats, and until when. */
static enum status read_rule(struct req *r, const struct gathering_plan *f, struct gatherings_one *g)
{
	g->until_day = NO_INT;
	g->repeats = f->repeats;
	g->every = f->every == NO_INT ? 1 : f->every;
	if (f->repeats == REPEATS_ONCE)
		return OK;
	if (f->repeats == REPEATS_WEEKLY)
		g->weekdays = f->weekdays | (int64_t)1 << gathering_weekday(f->day);
	if (f->repeats == REPEATS_LAST && !gathering_is_last(f->day))
		return fault(r, "repeats", "last", N_("The day you chose is not the last of its weekday in that month. Choose the last one, or another way to repeat."));
	if (f->until != NO_INT && f->times != NO_INT)
		return fault(r, "times", "both", N_("Please give either a last day or how many times, not both."));
	if (f->until != NO_INT && f->until < f->day)
		return fault(r, "until", "before", N_("The last day lies before the first."));
	g->until_day = f->until;
	g->times = f->times == NO_INT ? 0 : f->times;
	return OK;
}

static enum status read_plan(struct req *r, const struct place *p, const struct gathering_plan *f, struct gatherings_one *g, bool *ret_twice)
{
	*g = (struct gatherings_one){
		.id = f->form_key ? f->form_key : id_new(r), .community = r->community.id, .belongs = p->belongs, .subject = p->subject,
		.maker = r->who.person, .owner = p->owner, .title = f->title, .about = f->about, .place = f->place, .link = f->link, .mode = f->mode,
		.zone = f->zone == NO_INT ? r->community.zone : people_zones.at[f->zone].code, .first_day = f->day, .clock = f->clock,
		.minutes = f->minutes, .every = 1, .capacity = f->capacity, .asked = f->asked == NO_INT ? 0 : f->asked, .open = f->open,
		.shown = f->shown && gathering_may_show(r, p->belongs), .town = gathering_may_show(r, p->belongs) ? f->town : NULL,
		.round_in = f->round_in == NO_INT ? 0 : f->round_in, .round_out = f->round_out == NO_INT ? 0 : f->round_out,
	};
	if (!g->zone)
		g->zone = "UTC";
	TRY(read_kind(r, p, f, &g->kind));
	TRY(gathering_clock_right(r, g->zone, f->day, f->clock, ret_twice));
	TRY(gathering_link_right(r, f->link));
	TRY(read_rule(r, f, g));
	g->rule = gathering_rule(&r->arena, g->repeats, g->every, g->weekdays, g->first_day);
	g->last_day = gatherings_last_by_rule(g);
	if (!str_same(p->belongs, "community"))
		g->asked = 0;
	if (str_same(p->belongs, "pair")) {
		g->capacity = NO_INT;
		g->open = false;
	}
	return gathering_shown_right(r, g->shown, g->asked);
}

/* The same form sent twice is one gathering. */
static enum status plan(struct req *r, const struct place *p)
{
	const struct gathering_plan *f = r->form;
	struct gatherings_one g;
	struct gatherings_time t;
	int64_t changed;
	bool twice;
	TRY(read_plan(r, p, f, &g, &twice));
	TRY(gathering_add(r, g.id, g.community, g.kind, g.belongs, g.subject, g.maker, g.owner, g.title, g.about, g.place, g.link, g.mode, g.zone,
			  g.first_day, g.clock, g.minutes, g.repeats, g.every, g.weekdays, g.until_day, g.times, g.last_day, g.capacity, g.asked,
			  g.open, g.round_in, g.round_out, g.shown, g.town, r->now, &changed));
	struct gatherings_reader who = gatherings_reader(r);
	TRY(gatherings_time_get(r, &who, g.id, g.first_day, &t));
	if (!changed)
		return gathering_back(r, N_("Planned."), &t);
	if (g.kind == KIND_PAIR) {      /* whoever plans it comes */
		TRY(gathering_keep(r, &t));
		TRY(gatherings_answer(r, &t, r->who.person, ANSWER_YES));
	}
	TRY(gathering_tell(r, &g, NO_INT));
	if (g.asked == ASKED_NAMED)
		return redirect_here(r, N_("Planned. Now say whom you would like to ask."), "/gatherings/%s/people", g.id);
	return gathering_back(r, twice ? N_("Planned. On that day this time happens twice, because the clocks go back: it begins the first time.") : N_("Planned."), &t);
}

/* ---- the form ---- */

/* Tomorrow at six in the evening; the community's clock. */
static struct gathering_plan blank(struct req *r)
{
	struct civil now = zone_civil(r->community.zone, r->now);
	struct gathering_plan f;
	int64_t zone;
	form_blank(&gathering_plan_form, &f);
	f.day = day_number(now.year, now.month, now.day) + 1;
	f.clock = 18 * 60;
	f.minutes = 60;
	f.mode = f.repeats = f.asked = f.round_in = f.round_out = 0;
	f.every = 1;
	f.form_key = id_new(r);
	const char *here = r->community.zone ? r->community.zone : "UTC";
	f.zone = choice_find(&people_zones, (struct slice){ here, strlen(here) }, &zone) ? zone : NO_INT;
	return f;
}

static const struct json_field gatherings_plan_json[] = { JSON_TEXT(gatherings_plan_view, zone) };

static void offer_kinds(struct req *r, const struct place *p, struct gatherings_plan_view *v)
{
	struct form_options *o = ARENA_NEW(&r->arena, struct form_options);
	struct form_option *at = ARENA_ARRAY(&r->arena, gatherings_kinds.n, struct form_option);
	*o = (struct form_options){ .field = "kind", .at = at };
	for (size_t k = 0; k < gatherings_kinds.n; k++)
		if (may_plan(r, p, k))
			at[o->n++] = (struct form_option){ .code = gatherings_kinds.at[k].code, .label = words_say(&r->arena, &r->reader, gatherings_kinds.at[k].label, 0, NULL) };
	v->form.drawn.options = o;
	v->form.drawn.n_options = 1;
}

/* title NULL: nothing is given yet. */
static enum status draw_with(struct req *r, const struct place *p, const char *title, const char *about, struct gatherings_plan_view *v)
{
	struct gathering_plan *first = ARENA_NEW(&r->arena, struct gathering_plan);
	*first = blank(r);
	first->title = title;
	first->about = about;
	v->zone = r->community.zone;
	v->pair = str_same(p->belongs, "pair");
	v->in_community = str_same(p->belongs, "community");
	v->may_show = gathering_may_show(r, p->belongs);
	first->kind = title ? "class" : first_kind(r, p);
	form_show(r, &v->form, &gathering_plan_form, first);
	offer_kinds(r, p, v);
	return REPLY(r, gatherings_plan, v);
}

static enum status draw(struct req *r, const struct place *p, struct gatherings_plan_view *v) { return draw_with(r, p, NULL, NULL, v); }

static struct place in_community(const struct req *r) { return (struct place){ "community", NULL, r->community.id }; }

enum status plan_new(struct req *r)
{
	struct gatherings_plan_view v = { .pair = false };
	struct place p = in_community(r);
	return draw(r, &p, &v);
}

enum status plan_add(struct req *r)
{
	struct place p = in_community(r);
	return plan(r, &p);
}

/* What somebody can do they may teach: the steps of their list are what the class is about. */
enum status plan_class(struct req *r)
{
	const struct skills_one *s = r->object;
	struct skills_steps steps;
	struct gatherings_plan_view v = { .pair = false };
	struct place p = in_community(r);
	const char *about = "";
	TRY(skills_steps_of(r, s->id, &steps));
	for (size_t k = 0; k < steps.n && str_points((struct slice){ about, strlen(about) }) + str_points((struct slice){ steps.at[k].words, strlen(steps.at[k].words) }) < ABOUT_MAX - 8; k++)
		about = arena_printf(&r->arena, "%s%s- %s", about, *about ? "\n" : "", steps.at[k].words);
	return draw_with(r, &p, s->title, *about ? about : NULL, &v);
}

/* On the page of a list of steps of one's own. */
enum status class_card(struct req *r)
{
	const struct skills_one *s = r->object;
	gatherings_class_draw(&r->out, &(struct gatherings_class_view){ .id = s->id });
	return OK;
}

/* While one of the two takes a break nothing is planned. */
static enum status pair_place(struct req *r, struct place *ret)
{
	const struct connections_one *c = r->object;
	*ret = (struct place){ "pair", c->id, r->who.person };
	return str_same(c->state, "begun") ? OK : MISSING;
}

enum status plan_pair_new(struct req *r)
{
	const struct connections_one *c = r->object;
	struct place p;
	TRY(pair_place(r, &p));
	struct gatherings_plan_view v = { .connection = c->id };
	TRY(people_name(r, connections_other(r, c), &v.name));
	return draw(r, &p, &v);
}

enum status plan_pair_add(struct req *r)
{
	struct place p;
	TRY(pair_place(r, &p));
	return plan(r, &p);
}

/* ---- of a group ---- */

static enum status group_place(struct req *r, struct place *ret)
{
	const struct groups_one *g = r->object;
	*ret = (struct place){ "group", g->id, r->community.id };
	return g->over ? MISSING : OK;
}

enum status plan_group_new(struct req *r)
{
	const struct groups_one *g = r->object;
	struct place p;
	TRY(group_place(r, &p));
	struct gatherings_plan_view v = { .group = g->id, .name = g->name };
	return draw(r, &p, &v);
}

enum status plan_group_add(struct req *r)
{
	struct place p;
	TRY(group_place(r, &p));
	return plan(r, &p);
}

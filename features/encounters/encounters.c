/* The feature's door, its lists of choices, its routes, and what it hears. */
#include "inside.h"
#include "mine.h"
#include "retain.h"
#include "queries.h"

const struct event encounters_changed = { "encounters_changed" };

const struct choices encounters_kinds = CHOICES("encounters_kinds",
	{ "one-to-one", N_("One to one"), NULL },
	{ "group", N_("Group"), NULL });

const struct choices encounters_modes = CHOICES("encounters_modes",
	{ "in_person", N_("In person"), NULL },
	{ "phone", N_("By phone"), NULL },
	{ "video", N_("By video"), NULL },
	{ "text", N_("By text messages"), NULL });

const struct choices encounters_places = CHOICES("encounters_places",
	{ "home", N_("At home"), NULL },
	{ "cafe", N_("In a café"), NULL },
	{ "centre", N_("At the center"), NULL },
	{ "street", N_("On the street"), NULL },
	{ "outdoors", N_("Outdoors"), NULL },
	{ "transport", N_("On a bus or train"), NULL },
	{ "hospital", N_("At a clinic or hospital"), NULL },
	{ "office", N_("At an office or court"), NULL },
	{ "other", N_("Somewhere else"), NULL });

struct encounters_one encounter_one_of(const struct encounter_get *e)
{
	return (struct encounters_one){
		.id = e->id, .community = e->community, .project = e->project, .connection = e->connection, .peer_group = e->peer_group, .recorder = e->recorder,
		.kind = e->kind, .began = e->began, .minutes = e->minutes, .headcount = e->headcount, .mode = e->mode, .place = e->place,
		.given = e->given, .version = e->version, .met = e->met, .planned = e->planned, .mutual = e->mutual,
	};
}

enum status encounters_get(struct req *r, const char *id, struct encounters_one *ret)
{
	struct encounter_get e;
	TRY(encounter_get(r, id, &e));
	if (!str_same(e.community, r->community.id))
		return MISSING;
	*ret = encounter_one_of(&e);
	return OK;
}

/* Of two people: those two.  Of a group: who wrote it down, facilitators and coordinators by their role, and those who belong to it. */
enum status encounters_of(struct req *r)
{
	struct encounters_one *e = ARENA_NEW(&r->arena, struct encounters_one);
	struct encounter_people people;
	TRY(encounters_get(r, r->part[0], e));
	r->object = e;
	if (r->who.person && str_same(r->who.person, e->recorder))
		r->who.may |= MAY_OWNER;
	if (e->peer_group) {
		bool belongs;
		TRY(groups_is_member(r, e->peer_group, r->who.person, &belongs));
		r->who.may |= belongs ? MAY_PARTY : 0;
	}
	if (!e->connection) {
		if (e->kind == 1 && may(r, MAY_FACILITATOR | MAY_COORDINATOR))
			r->who.may |= MAY_PARTY;
		return OK;
	}
	TRY(encounter_people(r, e->connection, &people));
	if (str_same(r->who.person, people.asker) || str_same(r->who.person, people.other))
		r->who.may |= MAY_PARTY;
	return OK;
}

enum status encounters_bring(struct req *r, const struct encounters_brought *e)
{
	int64_t changed;
	return encounter_add(r, e->id, r->community.id, e->project, NULL, NULL, e->kind, true, e->began, e->minutes, e->headcount, e->mode,
			     NO_INT, true, e->given, false, NULL, NULL, e->topics, r->now, e->import, NULL, &changed);
}

enum status encounter_stored(struct req *r, struct encounter_get *ret)
{
	const struct encounters_one *e = r->object;
	return encounter_get(r, e->id, ret);
}

enum status encounter_tell(struct req *r, const struct encounters_one *before, const struct encounters_one *after)
{
	struct encounters_change change = { before, after };
	return tell(r, &encounters_changed, &change);
}

enum { TWO_YEARS = 2 * 366 * 86400, QUARTER = 15 };

enum status encounter_moment(struct req *r, int64_t day, int64_t clock, int64_t *ret)
{
	struct civil local = day_civil(day);
	local.hour = (int)(clock / 60);
	local.minute = (int)(clock % 60);
	int64_t at = zone_moment(r->reader.zone, local);
	if (at > r->now + 3600)
		return fault(r, "day", "ahead", N_("This day or time lies ahead. Please record it after you met."));
	if (at < r->now - TWO_YEARS)
		return fault(r, "day", "long_ago", N_("That is more than two years ago. Please check the year."));
	*ret = at;
	return OK;
}

void encounter_now(struct req *r, int64_t *ret_day, int64_t *ret_clock)
{
	struct civil now = zone_civil(r->reader.zone, r->now);
	*ret_day = day_number(now.year, now.month, now.day);
	*ret_clock = now.hour * 60 + now.minute / QUARTER * QUARTER;
}

static enum status hear_left(struct req *r, const void *what)
{
	int64_t changed;
	TRY(leaver_encounter_words(r, what, &changed));
	TRY(leaver_asked(r, what, &changed));
	return leaver_encounters(r, what, &changed);
}

static const struct ear ears[] = { { &people_left, hear_left } };

static const struct record shown_meetings = { "meetings", N_("The list of the times you met") };
static const struct record shown_meeting = { "meeting", N_("A time you met") };

#define PAIR .of = connections_of, .may = MAY_PARTY, .shows = &shown_meetings
#define CIRCLE .of = groups_of, .shows = &shown_meetings
#define ONE .of = encounters_of, .shows = &shown_meeting

static const struct route routes[] = {
	{ .method = "GET", .path = "/c/{c}/connections/{id}/encounters", PAIR, .form = &encounters_page_form, .handle = encounters_show,
	  .help = "Our meetings, newest first" },
	{ .method = "GET", .path = "/c/{c}/connections/{id}/encounters/new", PAIR, .handle = pair_new, .help = "Record a meeting of two" },
	{ .method = "POST", .path = "/c/{c}/connections/{id}/encounters/new", PAIR, .form = &encounter_pair_form, .handle = pair_add,
	  .redraw = pair_new, .help = "Record a meeting of two" },
	{ .method = "GET", .path = "/c/{c}/encounters/{id}", ONE, .may = MAY_PARTY | MAY_OWNER, .handle = encounter_show, .help = "One meeting" },
	{ .method = "POST", .path = "/c/{c}/encounters/{id}/words", ONE, .may = MAY_PARTY | MAY_OWNER, .form = &encounter_own_form,
	  .handle = encounter_say, .redraw = encounter_show, .help = "Add own words, or ask for a change of wording" },
	{ .method = "POST", .path = "/c/{c}/encounters/{id}/words/{words}/settled", ONE, .may = MAY_PARTY | MAY_OWNER, .handle = encounter_settle,
	  .help = "The wording was changed or talked over" },
	{ .method = "GET", .path = "/c/{c}/encounters/{id}/edit", ONE, .may = MAY_OWNER, .handle = pair_edit, .help = "Change what I wrote" },
	{ .method = "POST", .path = "/c/{c}/encounters/{id}/edit", ONE, .may = MAY_OWNER, .form = &encounter_pair_form, .handle = pair_save,
	  .redraw = pair_edit, .help = "Change what I wrote" },
	{ .method = "POST", .path = "/c/{c}/encounters/{id}/take-back", ONE, .may = MAY_OWNER, .handle = encounter_take_back, .help = "Take it back" },
	{ .method = "GET", .path = "/c/{c}/groups/{id}/encounters", CIRCLE, .may = MAY_IN_GROUP, .form = &encounters_page_form, .handle = circle_met_show,
	  .help = "When my group met, newest first" },
	{ .method = "GET", .path = "/c/{c}/groups/{id}/encounters/new", CIRCLE, .may = MAY_LEADS, .handle = circle_met_new, .help = "Record a meeting of the group as a headcount" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/encounters/new", CIRCLE, .may = MAY_LEADS, .form = &encounter_group_form, .handle = circle_met_add,
	  .redraw = circle_met_new, .help = "Record it; every task of the group goes to the next in line" },
	{ .method = "GET", .path = "/c/{c}/group-encounters", .shows = &shown_meetings, .may = MAY_FACILITATOR | MAY_COORDINATOR, .form = &encounters_page_form,
	  .handle = groups_show, .help = "Group meetings, newest first" },
	{ .method = "GET", .path = "/c/{c}/group-encounters/new", .may = MAY_FACILITATOR | MAY_COORDINATOR, .handle = group_new,
	  .help = "Record a group meeting as a headcount" },
	{ .method = "POST", .path = "/c/{c}/group-encounters/new", .may = MAY_FACILITATOR | MAY_COORDINATOR, .form = &encounter_group_form,
	  .handle = group_add, .redraw = group_new, .help = "Record a group meeting as a headcount" },
	{ .method = "GET", .path = "/c/{c}/group-encounters/{id}/edit", ONE, .may = MAY_OWNER, .handle = group_edit, .help = "Change what I wrote" },
	{ .method = "POST", .path = "/c/{c}/group-encounters/{id}/edit", ONE, .may = MAY_OWNER, .form = &encounter_group_form, .handle = group_save,
	  .redraw = group_edit, .help = "Change what I wrote" },
};

static const struct card cards[] = {
	{ "today", "encounters", "/connections", 30, MAY_MEMBER, encounters_card },
	{ "connection", "encounters", "/encounters", 20, MAY_PARTY, encounters_section },
	{ "group", "encounters", "/encounters", 30, MAY_IN_GROUP, circle_met_section },
};

static enum status by_the_two(struct req *r, const char **ret_why)
{
	struct check_encounters n;
	TRY(check_encounters(r, &n));
	*ret_why = n.n ? "an encounter was recorded by somebody who is not one of the two, or in another community" : NULL;
	return OK;
}
static const struct check checks[] = { { "encounters are recorded by the two", by_the_two } };

extern const struct db_query *const encounters_queries[];
extern const char encounters_schema_001[];
static const char *const schemas[] = { encounters_schema_001, NULL };

/* ---- what goes after a time ---- */

/* That there was a meeting stays, as a number in figures. */
static enum status erase_meeting(struct req *r, const char *id, const char *one)
{
	(void)one;
	TRY(encounter_over_words(r, id, NULL));
	return encounter_over(r, id, NULL);
}

static const struct retain retained[] = {
	{ .code = "meetings", .title = N_("What was written about meetings, and by whom"), .from = N_("after the meeting"),
	  .why = N_("Grants in the United States ask for three years (2 CFR 200.334). Who bills a Medicaid plan keeps ten (42 CFR 438.3(u))."),
	  .time = RETAIN_3_YEARS, .least = RETAIN_30_DAYS, .most = RETAIN_10_YEARS, .due = &encounters_over_query, .erase = erase_meeting },
};
static const struct retain_of retain = RETAIN(retained);

/* ---- who opens what ---- */

static const struct sealed_field fields[] = {
	{ "encounter.outcome", FIELD_BETWEEN }, { "encounter.next_step", FIELD_BETWEEN }, { "encounter.topics", FIELD_TOLD },
	{ "encounter_words.words", FIELD_BETWEEN },
};

/* ---- everything of mine ---- */

static const struct mine parts[] = {
	{ "meetings", N_("Your meetings"), &encounters_mine_meetings_query, "encounter.recorder" },
	{ "words", N_("Words you added to meetings"), &encounters_mine_words_query, "encounter_words.writer" },
	{ "asked", N_("Changes of wording you were asked for"), &encounters_mine_asked_query, "encounter_words.asked" },
};
static const struct mine_of mine = {
	.n_parts = COUNT(parts), .parts = parts, .holdings = &encounters_holdings_query,
};

const struct feature encounters_feature = {
	.name = "encounters", .schemas = schemas, .queries = encounters_queries, .routes = routes, .n_routes = COUNT(routes),
	.ears = ears, .n_ears = COUNT(ears), .cards = cards, .n_cards = COUNT(cards), .checks = checks, .n_checks = COUNT(checks),
	.fields = fields, .n_fields = COUNT(fields), .mine = &mine, .retain = &retain,
};

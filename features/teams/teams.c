/* The feature's door: its routes, what it hears, and what is kept about one person. */
#include "inside.h"
#include "mine.h"
#include "retain.h"

/* ---- what is heard ---- */

static enum status hear_role_over(struct req *r, const void *what)
{
	const struct communities_member *m = what;
	return team_settle(r, m->person);
}

static enum status hear_community_left(struct req *r, const void *what)
{
	const struct communities_member *m = what;
	TRY(handover_left(r, m->community, m->person, NULL));
	return team_person_leaver(r, m->person, m->community, NULL);
}

static enum status hear_left(struct req *r, const void *person)
{
	TRY(handover_leaver(r, person, NULL));
	return team_person_leaver(r, person, NULL, NULL);
}

static const struct ear ears[] = {
	{ &communities_role_over, hear_role_over }, { &communities_left, hear_community_left }, { &people_left, hear_left },
};

/* ---- routes ---- */

/* Of the same team one sees who is there; opening what was handed on about somebody is told to that person. */
static const struct record shown_team = { .code = "team", .words = N_("Your name, in a team"), .between = true };
static const struct record shown_note = { .code = "handed-on", .words = N_("What was handed on about you") };
static const struct record shown_own = { .code = "handed-on-to", .words = N_("Your name, where somebody reads what you handed on about them"), .between = true };

#define TEAM .of = teams_of, .may = MAY_PARTY, .shows = &shown_team
#define NOTE .of = handover_of, .shows = &shown_note

static const struct route routes[] = {
	{ .method = "GET", .path = "/c/{c}/teams", .may = TEAMS_ROLES, .handle = teams_show, .help = "The teams I belong to" },
	{ .method = "GET", .path = "/c/{c}/teams/{id}", TEAM, .form = &teams_page_form, .handle = team_show,
	  .help = "A team: who reads what is said in it, its talk, what was handed on" },
	{ .method = "POST", .path = "/c/{c}/teams/{id}/conversation", TEAM, .handle = team_talk_in, .help = "Come into the talk of my team" },
	{ .method = "GET", .path = "/c/{c}/teams/{id}/people", .of = teams_of, .may = TEAMS_LOOK_AFTER, .handle = team_people_show, .again = true,
	  .help = "Who supports in a project" },
	{ .method = "POST", .path = "/c/{c}/teams/{id}/people", .of = teams_of, .may = TEAMS_LOOK_AFTER, .form = &team_people_form, .handle = team_people_save,
	  .redraw = team_people_show, .again = true, .help = "Say who supports in a project" },
	{ .method = "GET", .path = "/c/{c}/teams/{id}/hand-on", TEAM, .handle = handover_new, .help = "Hand something on about somebody I walk with" },
	{ .method = "POST", .path = "/c/{c}/teams/{id}/hand-on", TEAM, .form = &handover_form, .handle = handover_write, .redraw = handover_new,
	  .help = "Hand something on about somebody I walk with, who said yes" },
	{ .method = "GET", .path = "/c/{c}/handed-on", .may = MAY_MEMBER, .shows = &shown_own, .form = &teams_page_form, .handle = handed_on_show,
	  .help = "What was handed on about me, newest first" },
	{ .method = "POST", .path = "/c/{c}/handed-on", .may = MAY_MEMBER, .handle = handed_on_known, .help = "I have read it" },
	{ .method = "GET", .path = "/c/{c}/handed-on/{id}", NOTE, .may = MAY_OWNER | MAY_PARTY, .handle = handover_show,
	  .help = "One note; the one it is about sees who opened it" },
	{ .method = "POST", .path = "/c/{c}/handed-on/{id}/take-away", NOTE, .may = MAY_OWNER, .handle = handover_back,
	  .help = "Take a note away, as the one it is about or as who wrote it: nothing of it stays" },
	{ .method = "GET", .path = "/c/{c}/handed-on/{id}/report", .of = handover_told_of, .may = MAY_OWNER | MAY_PARTY, .shows = &shown_note,
	  .handle = reports_write, .help = "Tell the coordinators about a note" },
	{ .method = "POST", .path = "/c/{c}/handed-on/{id}/report", .of = handover_told_of, .may = MAY_OWNER | MAY_PARTY, .shows = &shown_note,
	  .form = &reports_form, .handle = reports_send, .redraw = reports_write, .help = "Tell the coordinators about a note: send" },
};

static const struct card cards[] = {
	{ "today", "handed_on", "/handed-on", 14, MAY_MEMBER, teams_card }, { "connection", "handed_on", "/handed-on", 45, MAY_PARTY, handed_on_section },
};

extern const struct db_query *const teams_queries[];
extern const char teams_schema_001[];
static const char *const schemas[] = { teams_schema_001, NULL };

/* ---- what goes after a time ---- */

static enum status erase_handover(struct req *r, const char *id, const char *one)
{
	(void)one;
	return handover_remove(r, id, NULL);
}

static const struct retain retained[] = {
	{ .code = "handed-on", .title = N_("What a team handed on about somebody"), .from = N_("after it was written"),
	  .why = N_("A hand-over is for the next days; what lasts, people tell themselves."),
	  .time = RETAIN_30_DAYS, .least = RETAIN_DAY, .most = RETAIN_1_YEAR, .due = &handovers_over_query, .erase = erase_handover },
};
static const struct retain_of retain = RETAIN(retained);

/* ---- who opens what ---- */

static const struct sealed_field fields[] = { { "handover.words", FIELD_BETWEEN } };

/* ---- everything of mine ---- */

static const struct mine parts[] = {
	{ "teams", N_("Projects in which you support"), &teams_mine_listed_query, "team_person.person" },
	{ "handed_on", N_("What was handed on about you"), &teams_mine_about_query, "handover.about" },
	{ "handing_on", N_("What you handed on"), &teams_mine_written_query, "handover.writer" },
};
static const struct mine_of mine = { .n_parts = COUNT(parts), .parts = parts, .holdings = &teams_holdings_query };

const struct feature teams_feature = {
	.name = "teams", .schemas = schemas, .queries = teams_queries, .routes = routes, .n_routes = COUNT(routes), .ears = ears, .n_ears = COUNT(ears),
	.cards = cards, .n_cards = COUNT(cards), .fields = fields, .n_fields = COUNT(fields), .mine = &mine, .retain = &retain,
};

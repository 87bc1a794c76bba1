/* The feature's door. */
#include "inside.h"
#include "mine.h"
#include "retain.h"
#include "queries.h"

/* Who looks when at what is planned is told to nobody. */
static const struct record shown_calendar = { .code = "calendar", .words = N_("Something that you planned, in a calendar"), .between = true };

static const struct route routes[] = {
	{ .method = "GET", .path = "/c/{c}/calendar", .may = MAY_MEMBER, .shows = &shown_calendar, .form = &calendar_look_form, .handle = calendar_show,
	  .help = "What is planned: as a list, a week, a month" },
	{ .method = "GET", .path = "/c/{c}/calendar/links", .may = MAY_MEMBER, .handle = links_show, .help = "Addresses from which calendar programs fetch" },
	{ .method = "POST", .path = "/c/{c}/calendar/links", .may = MAY_MEMBER, .form = &calendar_link_form, .handle = links_make, .redraw = links_show,
	  .help = "Make one; it is shown once" },
	{ .method = "POST", .path = "/c/{c}/calendar/links/{id}/end", .may = MAY_MEMBER, .handle = links_end, .help = "End one" },
	{ .method = "GET", .path = "/calendar/{code}", .of = feed_of, .may = MAY_HOLDER, .shows = &shown_calendar, .unattended = true, .handle = feed_fetch,
	  .help = "A calendar for programs (iCalendar), by its address" },
};
extern const struct db_query *const calendars_queries[];
extern const char calendars_schema_001[];
static const char *const schemas[] = { calendars_schema_001, NULL };

static enum status hear_community_left(struct req *r, const void *what)
{
	const struct communities_member *m = what;
	TRY(calendar_leaver_feeds(r, m->person, m->community, NULL));
	return invite_hear_community_left(r, what);
}

static enum status hear_left(struct req *r, const void *person)
{
	TRY(calendar_told_gone(r, person, NULL, NULL));
	TRY(calendar_invitation_gone(r, person, NULL, NULL));
	TRY(calendar_leaver_feeds(r, person, NULL, NULL));
	return calendar_leaver_public(r, person, NULL);
}

static const struct ear ears[] = {
	{ &gatherings_changed, invite_hear_changed },
	{ &gatherings_said, invite_hear_said },
	{ &gatherings_erasing, invite_hear_erasing },
	{ &groups_came, invite_hear_group },
	{ &groups_went, invite_hear_group },
	{ &communities_left, hear_community_left },
	{ &communities_closed, invite_hear_community_left },
	{ &people_left, hear_left },
};

static const struct mail_kind mails[] = {
	{ "invitations", N_("I am asked to something: an invitation for my calendar"), NULL, invite_help },
	{ "invitations-fuller", N_("Invitations say what it is called, and where"), NULL, invite_fuller_help },
};
static const struct job_kind jobs[] = { { .name = "calendar_invite", .work = invite_work } };
static const struct command commands[] = {
	{ .name = "calendar replies", .usage = "calendar replies FILE|- [--data DIR]",
	  .help = "Read answers to invitations from a mailbox, a message, or what comes in (-)", .studio = true, .run = replies_command },
};

/* ---- everything of mine ---- */

static const struct mine parts[] = {
	{ "feeds", N_("Addresses for your calendar program"), &calendars_mine_feeds_query, "calendar_feed.person" },
	{ "invitations", N_("Invitations you got by mail"), &calendars_mine_invitations_query, "calendar_invitation.person" },
};
static const struct mine_of mine = { .n_parts = COUNT(parts), .parts = parts, .holdings = &calendars_holdings_query };

const struct feature calendars_feature = {
	.name = "calendars", .schemas = schemas, .queries = calendars_queries, .routes = routes, .n_routes = COUNT(routes),
	.ears = ears, .n_ears = COUNT(ears), .mails = mails, .n_mails = COUNT(mails), .jobs = jobs, .n_jobs = COUNT(jobs),
	.commands = commands, .n_commands = COUNT(commands), .mine = &mine, .retain = &retain_nothing,
};

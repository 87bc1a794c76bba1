/* Communities: the lists of choices, the routes and the descriptor.  What happens on each route is left to the files
 * beside this one: entering, joining, invitations, roles, settings, texts, lines, projects. */
#include "communities_inside.h"
#include "mine.h"
#include "retain.h"
#include "queries.h"

const struct event communities_joined = { "communities_joined" };
const struct event communities_leaving = { "communities_leaving" };
const struct event communities_left = { "communities_left" };
const struct event communities_role_over = { "communities_role_over" };
const struct event communities_closed = { "communities_closed" };

const struct choices communities_roles = CHOICES("roles",
	{ "supporter", N_("{~Supporter}"), N_("Walks with people who ask for support") },
	{ "facilitator", N_("Facilitator"), N_("Opens and holds groups") },
	{ "coordinator", N_("Coordinator"), N_("Welcomes people, helps them find each other, keeps the settings") },
	{ "supervisor", N_("Supervisor"), N_("Supports those who support") },
	{ "ally", N_("Ally"), N_("Stands beside somebody here; sees what every member sees, and what is shown to them by name") },
	{ "cofacilitator", N_("Co-facilitator"), N_("Helps to hold groups") },
	{ "evaluator", N_("Evaluator"), N_("Sees figures about everyone together, never a person") },
	{ "biller", N_("Biller"), N_("Sees which meetings are billed: day, minutes, code and names, never words") });

const struct choices communities_joining = CHOICES("joining",
	{ "open", N_("Open"), N_("Anyone with an account may join") },
	{ "invited", N_("By invitation"), N_("With a code from a coordinator") },
	{ "closed", N_("Closed"), N_("Nobody new for now") });

const struct choices communities_formality = CHOICES("formality",
	{ "informal", N_("Informal"), N_("Nothing is written down") },
	{ "light", N_("Light"), N_("Only what people wish to keep") },
	{ "recorded", N_("Recorded"), N_("Meetings are noted by both") },
	{ "formal", N_("Formal"), N_("As a program with its own duties needs it") });

const struct choices communities_langs = CHOICES("langs",
	{ "en", N_("English"), NULL },
	{ "es", N_("Spanish"), NULL });

const struct choices communities_text_kinds = CHOICES("text_kinds",
	{ "rules", N_("House rules"), N_("Everyone accepts them before they come in, and again when they change") },
	{ "limits", N_("What stays between us"), N_("Everyone accepts it before they first ask for support") },
	{ "welcome", N_("Welcome"), N_("The first page after joining") });

unsigned communities_role_may(const char *role)
{
	static const unsigned right[] = { MAY_SUPPORTER, MAY_FACILITATOR, MAY_COORDINATOR, MAY_SUPERVISOR, MAY_ALLY, MAY_FACILITATOR, MAY_EVALUATOR,
		MAY_BILLER };         /* in the order of communities_roles */
	int64_t k = communities_place(&communities_roles, role);
	return k == NO_INT ? 0 : right[k];
}

int64_t communities_place(const struct choices *of, const char *code)
{
	int64_t k;
	return code && choice_find(of, (struct slice){ code, strlen(code) }, &k) ? k : NO_INT;
}

enum { COORDINATORS_ONLY = MAY_COORDINATOR };

static const struct record shown_invitation = { "invitation", N_("An invitation you made or used") };
static const struct record shown_open = { "open_news", N_("What you told in news that anyone may read") };
static const struct record shown_members = { "members", N_("Your name and roles, in the list of people") };
static const struct record shown_member = { "member", N_("Your name, pronouns and roles") };

static const struct route routes[] = {
	{
		.method = "GET", .path = "/",
		.may = MAY_ANYONE,
		.handle = communities_front,
		.help = "What this is, the open communities, sign in, crisis help",
	}, {
		.method = "GET", .path = "/start",
		.may = MAY_SIGNED_IN,
		.handle = communities_start,
		.help = "The communities I belong to, and those I may join",
	}, {
		.method = "GET", .path = "/crisis",
		.may = MAY_ANYONE,
		.handle = communities_crisis_show,
		.help = "Whom to call in a crisis",
	}, {
		.method = "GET", .path = "/c/{c}/crisis",
		.may = MAY_ANYONE,
		.handle = communities_crisis_show,
		.help = "Whom to call in a crisis: the community's own lines first",
	}, {
		.method = "GET", .path = "/c/{c}", .shows = &shown_open,
		.may = MAY_ANYONE,
		.handle = communities_way_in,
		.help = "The way in: what this community is and how to join",
	}, {
		.method = "GET", .path = "/c/{c}/join",
		.may = MAY_ANYONE,
		.form = &communities_join_form,
		.handle = communities_join_show,
		.help = "The house rules; code: an invitation's code",
	}, {
		.method = "POST", .path = "/c/{c}/join",
		.may = MAY_SIGNED_IN,
		.form = &communities_join_form,
		.handle = communities_join,
		.redraw = communities_join_show,
		.throttle = true,
		.help = "Accept the house rules and become a member",
	}, {
		.method = "GET", .path = "/c/{c}/welcome",
		.may = MAY_MEMBER,
		.handle = communities_welcome,
		.help = "The community's welcome and where to begin",
	}, {
		.method = "GET", .path = "/c/{c}/rules",
		.may = MAY_MEMBER | MAY_OUTSIDE,
		.handle = communities_rules,
		.help = "The house rules in force, to come back to",
	}, {
		.method = "GET", .path = "/c/{c}/limits",
		.may = MAY_ANYONE,
		.form = &communities_limits_form,
		.handle = communities_limits_show,
		.help = "What stays between us, what cannot, who can read what",
	}, {
		.method = "POST", .path = "/c/{c}/limits",
		.may = MAY_MEMBER,
		.form = &communities_limits_form,
		.handle = communities_limits_accept,
		.redraw = communities_limits_show,
		.help = "Accept the limits of confidentiality",
	}, {
		.method = "GET", .path = "/c/{c}/membership",
		.may = MAY_MEMBER | MAY_JOINING | MAY_OUTSIDE,
		.handle = communities_membership,
		.help = "My own membership and roles here",
	}, {
		.method = "POST", .path = "/c/{c}/leave-community",
		.may = MAY_MEMBER | MAY_JOINING | MAY_OUTSIDE,
		.handle = communities_leave,
		.help = "Leave the community: one step, no reason",
	}, {
		.method = "GET", .path = "/c/{c}/coordinating",
		.may = COORDINATORS_ONLY,
		.handle = communities_coordinating,
		.help = "Everything for coordinators in one place",
	}, {
		.method = "GET", .path = "/c/{c}/invitations", .shows = &shown_invitation,
		.may = COORDINATORS_ONLY,
		.form = &communities_page_form,
		.handle = communities_invitations,
		.help = "Invitations, newest first",
	}, {
		.method = "POST", .path = "/c/{c}/invitations", .logs = "invited", .shows = &shown_invitation,
		.may = COORDINATORS_ONLY, .again = true,
		.form = &communities_invite_form,
		.handle = communities_invite,
		.redraw = communities_invitations,
		.help = "Make an invitation; its code is shown once",
	}, {
		.method = "POST", .path = "/c/{c}/invitations/{id}/revoke",
		.may = COORDINATORS_ONLY,
		.handle = communities_invitation_revoke,
		.help = "Take an invitation back",
	}, {
		.method = "GET", .path = "/c/{c}/people", .shows = &shown_members,
		.may = MAY_COORDINATOR | MAY_SUPERVISOR,
		.form = &communities_people_form,
		.handle = communities_people,
		.help = "Members, newest first, with their roles; or those whose name holds what is looked for",
	}, {
		.method = "GET", .path = "/c/{c}/people/{id}", .shows = &shown_member,
		.may = MAY_COORDINATOR | MAY_SUPERVISOR,
		.of = communities_member_of,
		.handle = communities_person,
		.help = "One member: since when, and every role with its dates",
	}, {
		.method = "POST", .path = "/c/{c}/people/{id}/roles", .logs = "role_given", .shows = &shown_member,
		.may = COORDINATORS_ONLY, .again = true,
		.of = communities_member_of,
		.form = &communities_role_form,
		.handle = communities_role_give,
		.redraw = communities_person,
		.help = "Give a role from a day on",
	}, {
		.method = "POST", .path = "/c/{c}/people/{id}/roles/{role}/end", .logs = "role_ended", .shows = &shown_member,
		.may = COORDINATORS_ONLY, .again = true,
		.of = communities_member_of,
		.handle = communities_role_stop,
		.redraw = communities_person,
		.help = "End a role now",
	}, {
		.method = "GET", .path = "/c/{c}/settings",
		.may = COORDINATORS_ONLY,
		.handle = communities_settings,
		.help = "Name, language, joining, smallest figure",
	}, {
		.method = "POST", .path = "/c/{c}/settings",
		.may = COORDINATORS_ONLY,
		.form = &communities_settings_form,
		.handle = communities_settings_save,
		.redraw = communities_settings,
		.help = "Change the settings",
	}, {
		.method = "GET", .path = "/c/{c}/settings/words",
		.may = COORDINATORS_ONLY,
		.handle = communities_own_words,
		.help = "The community's own words",
	}, {
		.method = "POST", .path = "/c/{c}/settings/words",
		.may = COORDINATORS_ONLY,
		.form = &communities_own_words_form,
		.handle = communities_own_words_save,
		.redraw = communities_own_words,
		.help = "Change the community's own words; an empty one is Kith's own",
	}, {
		.method = "GET", .path = "/c/{c}/settings/texts",
		.may = COORDINATORS_ONLY,
		.handle = communities_texts,
		.help = "House rules, limits and welcome: which version is in force",
	}, {
		.method = "GET", .path = "/c/{c}/settings/texts/{kind}",
		.may = COORDINATORS_ONLY,
		.handle = communities_text_edit,
		.help = "One text in every language",
	}, {
		.method = "POST", .path = "/c/{c}/settings/texts/{kind}",
		.may = COORDINATORS_ONLY,
		.form = &communities_text_form,
		.handle = communities_text_save,
		.redraw = communities_text_edit,
		.help = "A new version of a text, or (preview) how it would look",
	}, {
		.method = "GET", .path = "/c/{c}/settings/lines",
		.may = COORDINATORS_ONLY,
		.handle = communities_lines_show,
		.help = "The crisis lines and when somebody last checked them",
	}, {
		.method = "POST", .path = "/c/{c}/settings/lines",
		.may = COORDINATORS_ONLY,
		.form = &communities_line_form,
		.handle = communities_line_add,
		.redraw = communities_lines_show,
		.help = "Add a crisis line",
	}, {
		.method = "GET", .path = "/c/{c}/settings/lines/{id}",
		.may = COORDINATORS_ONLY,
		.of = communities_line_of,
		.handle = communities_line_edit,
		.help = "One crisis line",
	}, {
		.method = "POST", .path = "/c/{c}/settings/lines/{id}",
		.may = COORDINATORS_ONLY,
		.of = communities_line_of,
		.form = &communities_line_form,
		.handle = communities_line_save,
		.redraw = communities_line_edit,
		.help = "Change a crisis line",
	}, {
		.method = "POST", .path = "/c/{c}/settings/lines/{id}/end",
		.may = COORDINATORS_ONLY,
		.of = communities_line_of,
		.handle = communities_line_end,
		.help = "Show a crisis line no more",
	}, {
		.method = "GET", .path = "/c/{c}/settings/projects",
		.may = COORDINATORS_ONLY,
		.handle = communities_projects,
		.help = "Projects, open and closed",
	}, {
		.method = "POST", .path = "/c/{c}/settings/projects",
		.may = COORDINATORS_ONLY,
		.form = &communities_project_form,
		.handle = communities_project_add,
		.redraw = communities_projects,
		.help = "Add a project",
	}, {
		.method = "GET", .path = "/c/{c}/settings/projects/{id}",
		.may = COORDINATORS_ONLY,
		.of = communities_project_of,
		.handle = communities_project_edit,
		.help = "One project",
	}, {
		.method = "POST", .path = "/c/{c}/settings/projects/{id}",
		.may = COORDINATORS_ONLY,
		.of = communities_project_of,
		.form = &communities_project_form,
		.handle = communities_project_save,
		.redraw = communities_project_edit,
		.help = "Rename a project",
	}, {
		.method = "POST", .path = "/c/{c}/settings/projects/{id}/close",
		.may = COORDINATORS_ONLY,
		.of = communities_project_of,
		.handle = communities_project_close,
		.help = "Close a project: nothing new is added, its figures stay",
	}, {
		.method = "POST", .path = "/c/{c}/settings/projects/{id}/reopen",
		.may = COORDINATORS_ONLY,
		.of = communities_project_of,
		.handle = communities_project_reopen,
		.help = "Open a closed project again",
	},
};

static const struct ear ears[] = {
	{ .event = &people_joining_invited, .hear = communities_account_invited },
	{ .event = &people_left, .hear = communities_person_left },
	{ .event = &people_signed_in, .hear = communities_signed_in },
};

static const struct menu_entry menu[] = {
	{ .label = N_("Coordinating"), .path = "/coordinating", .may = MAY_COORDINATOR, .order = 50 },
};

extern const char communities_schema_001[];
static const char *const schemas[] = { communities_schema_001, NULL };

/* ---- what goes after a time ---- */

static enum status erase_invitation(struct req *r, const char *id, const char *one)
{
	(void)one;
	return communities_invitation_over(r, id, NULL);
}

static const struct retain retained[] = {
	{ .code = "invitations", .title = N_("Invitations, and who came with them"), .from = N_("after they were used or ended"),
	  .why = N_("To see who came with which invitation."),
	  .time = RETAIN_90_DAYS, .least = RETAIN_30_DAYS, .most = RETAIN_3_YEARS, .due = &communities_invitations_over_query, .erase = erase_invitation },
};
static const struct retain_of retain = RETAIN(retained);

/* ---- who opens what ---- */

static const struct sealed_field fields[] = {
	{ "community.name", FIELD_COMMON }, { "community.about", FIELD_COMMON }, { "project.about", FIELD_COMMON },
	{ "invitation.note", FIELD_OWN },
};

/* ---- everything of mine ---- */

static const struct mine parts[] = {
	{ "memberships", N_("Communities you belong to"), &communities_mine_memberships_query, "membership.person" },
	{ "roles", N_("Your roles"), &communities_mine_roles_query, "role_held.person" },
	{ "roles_given", N_("Roles you gave to others"), &communities_mine_given_query, "role_held.given_by" },
	{ "invitations", N_("Invitations you made"), &communities_mine_invitations_query, "invitation.made_by" },
	{ "invited", N_("Invitations you used"), &communities_mine_invited_query, "invitation.used_by invitation.account" },
};
static const struct mine_of mine = {
	.n_parts = COUNT(parts), .parts = parts, .holdings = &communities_holdings_query,
};

const struct feature communities_feature = {
	.name = "communities",
	.schemas = schemas,
	.n_routes = COUNT(routes),
	.routes = routes,
	.queries = communities_queries,
	.n_ears = COUNT(ears),
	.ears = ears,
	.n_menu = COUNT(menu),
	.menu = menu,
	.n_checks = COMMUNITIES_CHECKS,
	.checks = communities_checks,
	.n_commands = COMMUNITIES_COMMANDS,
	.commands = communities_commands,
	.fields = fields, .n_fields = COUNT(fields), .mine = &mine, .retain = &retain,
};

/* The feature's door: its lists of choices, its routes, and what is kept about one person. */
#include "inside.h"
#include "mine.h"
#include "retain.h"

const struct choices groups_ways = CHOICES("groups_ways",
	{ "open", N_("Open"), N_("whoever is in the community can come in, as long as there is room") },
	{ "closed", N_("Closed"), N_("people ask, and those who facilitate let them in") },
	{ "drop_in", N_("Drop-in"), N_("come by whenever you like; nobody has to sign up") });
const struct choices groups_modes = CHOICES("groups_modes",
	{ "in_person", N_("In one place"), NULL },
	{ "online", N_("Online"), NULL },
	{ "both", N_("In one place and online at once"), NULL });
const struct choices groups_parts = CHOICES("groups_parts",
	{ "member", N_("Takes part"), NULL },
	{ "facilitates", N_("Facilitates"), NULL },
	{ "co_facilitates", N_("Helps to facilitate"), NULL });
const struct choices groups_parts_to_take = CHOICES("groups_parts_to_take",
	{ "facilitates", N_("To facilitate with me"), NULL },
	{ "co_facilitates", N_("To help to facilitate"), NULL });
const struct choices groups_tasks = CHOICES("groups_tasks",
	{ "timekeeper", N_("Keeping time"), NULL },
	{ "greeter", N_("Greeting people"), NULL },
	{ "note_taker", N_("Taking notes"), NULL },
	{ "host", N_("Looking after those online"), NULL });

/* In a group one sees who is there, as when one looks around: that is not noted. */
static const struct record shown_group = { .code = "group", .words = N_("Your name, in a {~group}"), .between = true };
static const struct record shown_asking = { .code = "group-asking", .words = N_("What you wrote to a {~group} you would like to come to") };
static const struct record shown_overview = { .code = "groups", .words = N_("The list of {~groups}") };

#define ANY .of = groups_of, .may = MAY_MEMBER, .shows = &shown_group
#define IN .of = groups_of, .may = MAY_IN_GROUP, .shows = &shown_group
#define LEADS .of = groups_of, .may = MAY_LEADS
#define ONE .of = groups_person_of, .shows = &shown_group

static const struct route routes[] = {
	{ .method = "GET", .path = "/c/{c}/groups", .may = MAY_MEMBER, .shows = &shown_group, .form = &groups_page_form, .handle = groups_all,
	  .help = "My groups, and those one can come to" },
	{ .method = "GET", .path = "/c/{c}/groups/new", .may = MAY_MEMBER, .handle = groups_new, .help = "Begin a group" },
	{ .method = "POST", .path = "/c/{c}/groups/new", .may = MAY_MEMBER, .form = &group_edit_form, .handle = groups_make, .redraw = groups_new,
	  .help = "Begin a group, and facilitate it" },
	{ .method = "GET", .path = "/c/{c}/groups/overview", .may = MAY_COORDINATOR, .shows = &shown_overview, .form = &groups_page_form,
	  .handle = groups_overview, .help = "All groups with how they stand; counts in steps of the minimum, and no words" },
	{ .method = "GET", .path = "/c/{c}/groups/{id}", ANY, .handle = groups_one_look, .help = "One group; who belongs to it sees more" },
	{ .method = "GET", .path = "/c/{c}/groups/{id}/join", ANY, .handle = groups_way_in, .help = "Read what the group agreed on before coming in" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/join", ANY, .form = &group_join_form, .handle = groups_join, .redraw = groups_way_in,
	  .help = "Come in, ask to, or stand in line" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/pass", ANY, .form = &group_pass_form, .handle = groups_pass,
	  .help = "Not this time: the place that was kept goes to the next" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/not-coming", ANY, .handle = groups_not_coming,
	  .help = "Take an ask back, leave the line, say no to an invitation, put an answer away" },
	{ .method = "GET", .path = "/c/{c}/groups/{id}/asking", .of = groups_of, .may = MAY_IN_GROUP, .shows = &shown_asking, .handle = groups_people,
	  .help = "Invite somebody; who facilitates also sees who would like to come in" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/asking", IN, .form = &group_invite_form, .handle = groups_invite, .redraw = groups_people,
	  .help = "Invite somebody I walk with" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/asking/{person}/let-in", LEADS, .handle = groups_let_in, .help = "Keep a place for who asked, or a place in line" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/asking/{person}/not-now", LEADS, .form = &group_answer_form, .handle = groups_not_now,
	  .redraw = groups_people, .help = "Not now, with a kind word" },
	{ .method = "GET", .path = "/c/{c}/groups/{id}/people/{person}", ONE, .may = MAY_IN_GROUP, .handle = groups_person_look, .help = "Somebody of my group" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/people/{person}/block", ONE, .may = MAY_IN_GROUP, .handle = groups_person_block,
	  .help = "Keep apart from them: no reason, nobody is told" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/people/{person}/part", ONE, .may = MAY_LEADS, .form = &group_part_form, .handle = groups_person_ask,
	  .redraw = groups_person_look, .help = "Ask them to facilitate; it counts when they say yes" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/people/{person}/out", ONE, .may = MAY_LEADS, .handle = groups_person_out,
	  .help = "End the place of somebody who takes part" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/part/yes", IN, .handle = groups_part_yes, .help = "Facilitate, as one was asked to" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/part/no", IN, .handle = groups_part_no, .help = "Rather not" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/part/step-up", IN, .handle = groups_step_up, .help = "Facilitate a group that has nobody who does" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/part/step-down", LEADS, .handle = groups_step_down, .help = "Facilitate no longer, and stay" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/part/trained", LEADS, .form = &group_trained_form, .handle = groups_say_trained,
	  .help = "Say that I am trained to facilitate, or not" },
	{ .method = "GET", .path = "/c/{c}/groups/{id}/leave", IN, .handle = groups_leaving, .help = "Leaving: whom to hand on to" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/leave", IN, .form = &group_leave_form, .handle = groups_leave, .redraw = groups_leaving,
	  .help = "Leave, without a reason" },
	{ .method = "GET", .path = "/c/{c}/groups/{id}/settings", LEADS, .handle = groups_settings, .help = "What the group says of itself" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/settings", LEADS, .form = &group_edit_form, .handle = groups_settings_save,
	  .redraw = groups_settings, .help = "Change it" },
	{ .method = "GET", .path = "/c/{c}/groups/{id}/end", LEADS, .handle = groups_ending, .help = "Ending a group, with a last look back" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/end", LEADS, .form = &group_end_form, .handle = groups_end, .redraw = groups_ending,
	  .help = "End it" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/close", .of = groups_of, .may = MAY_COORDINATOR, .logs = "group_closed", .handle = groups_close,
	  .help = "End a group as a coordinator: that stands in the log" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/shown", .of = groups_of, .may = MAY_COORDINATOR, .form = &group_shown_form, .logs = "group_shown",
	  .handle = groups_show_to_all, .help = "Show a group that wishes it to everyone, or no longer" },
	{ .method = "GET", .path = "/c/{c}/open-groups", .may = MAY_ANYONE, .form = &groups_page_form, .handle = groups_open_list,
	  .help = "The groups that anyone may read about, without an account" },
	{ .method = "GET", .path = "/c/{c}/open-groups/{id}", .may = MAY_ANYONE, .handle = groups_open_one,
	  .help = "One of them: what it is for, when, in which town, how to come" },
	{ .method = "GET", .path = "/c/{c}/groups/{id}/agreement", IN, .handle = groups_agreement, .help = "What the group agreed on, and proposed lines" },
	{ .method = "GET", .path = "/c/{c}/groups/{id}/agreement/versions/{number}", IN, .form = &group_version_form, .handle = groups_version,
	  .help = "An agreement as it was, and what the group changed in it" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/agreement/read", IN, .handle = groups_agreement_read, .help = "I have read it; nobody else is told" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/agreement/lines", IN, .form = &group_line_form, .handle = groups_line_propose,
	  .redraw = groups_agreement, .help = "Propose a line" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/agreement/lines/{line}/fine", IN, .handle = groups_line_fine, .help = "I am fine with it; once more: no longer" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/agreement/lines/{line}/take-out", IN, .handle = groups_line_back,
	  .help = "Take a proposed line out: one's own, or any as who facilitates" },
	{ .method = "GET", .path = "/c/{c}/groups/{id}/agreement/new", LEADS, .shows = &shown_group, .handle = groups_agreement_new, .help = "Write down what the group agreed on" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/agreement/new", LEADS, .shows = &shown_group, .form = &group_agreement_form, .handle = groups_agreement_make,
	  .redraw = groups_agreement_new, .help = "A new version of it, made on a day" },
	{ .method = "GET", .path = "/c/{c}/groups/{id}/tasks", IN, .handle = groups_tasks_look, .help = "Who has which task next" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/tasks/line", IN, .form = &group_task_form, .handle = groups_task_line, .help = "Stand in line for a task" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/tasks/off", IN, .form = &group_task_form, .handle = groups_task_off, .help = "No longer" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/tasks/pass", IN, .form = &group_task_form, .handle = groups_task_pass,
	  .redraw = groups_tasks_look, .help = "Not this time: the next in line has it" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/tasks/swap", IN, .form = &group_task_form, .handle = groups_task_swap, .help = "Ask whether somebody would swap, or no longer" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/tasks/take", IN, .form = &group_take_form, .handle = groups_task_take,
	  .redraw = groups_tasks_look, .help = "Swap with somebody who asked for it" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/tasks/done", IN, .form = &group_task_form, .handle = groups_task_done, .help = "It was done: the next in line" },
};

static const struct job_kind jobs[] = { { .name = "group_offer", .work = group_offer_work } };
static const struct menu_entry menu[] = { { N_("{~Groups}"), "/groups", MAY_MEMBER, 32 } };
static const struct live_page live_pages[] = {
	{ group_kind, "/c/{c}/groups/{id}" },
	{ group_kind_agreement, "/c/{c}/groups/{id}/agreement", .today = true },
};
static const struct card cards[] = {
	{ "today", "groups", "/groups", 11, MAY_MEMBER, groups_card },
	{ "way-in", "groups", "/open-groups", 4, MAY_ANYONE, groups_open_card },
};

static enum status mail_places(struct req *r, const char *person, int64_t from, int64_t to, int64_t *ret_n)
{
	struct peer_group_to_tell x;
	TRY(peer_group_to_tell(r, person, from, to, r->now, &x));
	*ret_n = x.n;
	return OK;
}
static const struct mail_kind mails[] = { { "places", N_("A {~group} keeps a place for me, or I am invited to one"), mail_places } };

static enum status places_add_up(struct req *r, const char **ret_why)
{
	struct check_group_places n;
	TRY(check_group_places(r, &n));
	*ret_why = n.n ? "a group counts other places than it has people and offers" : NULL;
	return OK;
}

static enum status in_or_outside(struct req *r, const char **ret_why)
{
	struct check_group_both n;
	TRY(check_group_both(r, &n));
	*ret_why = n.n ? "somebody is in a group and on the way into it at once" : NULL;
	return OK;
}
static const struct check checks[] = {
	{ "the places of a group add up", places_add_up },
	{ "nobody is in a group and on the way in", in_or_outside },
};

extern const struct db_query *const groups_queries[];
extern const char groups_schema_001[];
static const char *const schemas[] = { groups_schema_001, NULL };

/* ---- what goes after a time ---- */

/* That there was a group, its name and what it was for stay: they name nobody. */
static enum status erase_group(struct req *r, const char *id, const char *one)
{
	(void)one;
	TRY(peer_group_over_yes(r, id, NULL));
	TRY(peer_group_over_lines(r, id, NULL));
	TRY(peer_group_over_agreements(r, id, NULL));
	TRY(peer_group_over_turns(r, id, NULL));
	TRY(peer_group_over_members(r, id, NULL));
	return peer_group_over(r, id, NULL);
}

static enum status erase_answer(struct req *r, const char *id, const char *one)
{
	(void)one;
	return peer_group_ask_remove(r, id, NULL);
}

static const struct retain retained[] = {
	{ .code = "groups", .title = N_("What a {~group} agreed on, and who was in it"), .from = N_("after it ended"),
	  .why = N_("Long enough to look back at how you were together."),
	  .time = RETAIN_2_YEARS, .least = RETAIN_30_DAYS, .most = RETAIN_10_YEARS, .due = &groups_over_query, .erase = erase_group },
	{ .code = "group-answers", .title = N_("Invitations to {~groups}, and answers of {~groups}"), .from = N_("after they were written"),
	  .why = NULL, .time = RETAIN_90_DAYS, .least = RETAIN_30_DAYS, .most = RETAIN_1_YEAR, .due = &asks_not_now_over_query, .erase = erase_answer },
};
static const struct retain_of retain = RETAIN(retained);

/* ---- who opens what ---- */

static const struct sealed_field fields[] = {
	{ "peer_group.name", FIELD_TOLD }, { "peer_group.purpose", FIELD_TOLD }, { "peer_group.who_for", FIELD_TOLD },
	{ "peer_group.meets", FIELD_TOLD }, { "peer_group.place", FIELD_TOLD }, { "peer_group.link", FIELD_TOLD }, { "peer_group.town", FIELD_TOLD },
	{ "peer_group.welcome", FIELD_TOLD }, { "peer_group.farewell", FIELD_TOLD }, { "peer_group.ending", FIELD_TOLD },
	{ "peer_group.looking_back", FIELD_TOLD }, { "peer_group_ask.words", FIELD_BETWEEN }, { "peer_group_ask.answer", FIELD_BETWEEN },
	{ "peer_group_agreement.words", FIELD_BETWEEN }, { "peer_group_line.words", FIELD_BETWEEN },
};

/* ---- everything of mine ---- */

static const struct mine parts[] = {
	{ "groups", N_("{~Groups} you belong to"), &groups_mine_members_query, "peer_group_member.person" },
	{ "asking", N_("{~Groups} you would like to come to"), &groups_mine_asks_query, "peer_group_ask.person" },
	{ "invited", N_("Whom you invited to a {~group}"), &groups_mine_invited_query, "peer_group_ask.inviter" },
	{ "lines", N_("Lines you proposed for an agreement"), &groups_mine_lines_query, "peer_group_line.writer" },
	{ "fine", N_("Lines you are fine with"), &groups_mine_yes_query, "peer_group_yes.person" },
	{ "tasks", N_("Tasks in your {~groups} for which you stand in line"), &groups_mine_turns_query, "peer_group_turn.person" },
};
static const struct mine_of mine = { .n_parts = COUNT(parts), .parts = parts, .holdings = &groups_holdings_query };

const struct feature groups_feature = {
	.name = "groups", .schemas = schemas, .queries = groups_queries, .routes = routes, .n_routes = COUNT(routes),
	.ears = group_ears, .n_ears = GROUP_EARS, .jobs = jobs, .n_jobs = COUNT(jobs), .menu = menu, .n_menu = COUNT(menu),
	.cards = cards, .live_pages = live_pages, .n_live_pages = COUNT(live_pages), .n_cards = COUNT(cards), .checks = checks, .n_checks = COUNT(checks), .fields = fields, .n_fields = COUNT(fields), .mails = mails, .n_mails = COUNT(mails),
	.mine = &mine, .retain = &retain,
};

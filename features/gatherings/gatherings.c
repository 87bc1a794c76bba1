/* The feature's door: lists of choices, routes, cards, what goes after a time, what is kept about one person. */
#include "inside.h"
#include "mine.h"
#include "retain.h"
#include "queries.h"
#include "skills.h"

const struct event gatherings_changed = { "gatherings_changed" };
const struct event gatherings_said = { "gatherings_said" };
const struct event gatherings_erasing = { "gatherings_erasing" };

const struct choices gatherings_kinds = CHOICES("gatherings_kinds",
	{ "group", N_("{~Group} meeting"), NULL },
	{ "one-to-one", N_("One to one"), NULL },
	{ "class", N_("Class"), NULL },
	{ "event", N_("Event"), NULL },
	{ "shift", N_("Shift"), NULL });

const struct choices gatherings_answers = CHOICES("gatherings_answers",
	{ "yes", N_("I come"), NULL },
	{ "maybe", N_("Maybe"), NULL },
	{ "no", N_("I cannot"), NULL });

const struct choices gatherings_repeats = CHOICES("gatherings_repeats",
	{ "once", N_("No, once"), NULL },
	{ "weekly", N_("Every week"), NULL },
	{ "weekday", N_("Every month, on the same weekday"), N_("the second Tuesday, for example") },
	{ "last", N_("Every month, on its last weekday"), N_("the last Friday, for example") },
	{ "day", N_("Every month, on the same day"), N_("months without that day are left out") });

const struct choices gatherings_asked = CHOICES("gatherings_asked",
	{ "everyone", N_("Everyone here"), NULL },
	{ "supporters", N_("Those who support others"), NULL },
	{ "named", N_("Only people I name"), N_("you name them in the next step; nobody else sees it") });

const struct choices gatherings_attendance = CHOICES("gatherings_attendance",
	{ "count", N_("As a number"), N_("nobody is named") },
	{ "alias", N_("By what people call themselves that day"), N_("not tied to an account") },
	{ "account", N_("By account"), N_("only of those who had said that they come") });

const struct choices gatherings_before = CHOICES("gatherings_before",
	{ "0", N_("Not at all"), NULL },
	{ "30", N_("Half an hour before"), NULL },
	{ "120", N_("Two hours before"), NULL },
	{ "1440", N_("A day before"), NULL });

const struct choices gatherings_weekdays = CHOICES("gatherings_weekdays",
	{ "mo", N_("Monday"), NULL }, { "tu", N_("Tuesday"), NULL }, { "we", N_("Wednesday"), NULL }, { "th", N_("Thursday"), NULL },
	{ "fr", N_("Friday"), NULL }, { "sa", N_("Saturday"), NULL }, { "su", N_("Sunday"), NULL });

/* Who looks when at what is planned is told to nobody; who is on a list of those who came is told that it was read. */
static const struct record shown_time = { .code = "gathering", .words = N_("Something that you planned"), .between = true };
static const struct record shown_came = { .code = "gathering-came", .words = N_("That you come, or came, to a gathering") };

#define G "/c/{c}/gatherings"
#define ALL .of = gathering_of, .shows = &shown_time
#define TIME .of = gathering_time_of, .shows = &shown_time
#define ALL_RUN .of = gathering_run_of, .shows = &shown_time
#define TIME_RUN .of = gathering_time_run_of, .shows = &shown_time
#define RUN .may = MAY_OWNER | MAY_COORDINATOR
#define LEAD .may = MAY_OWNER | MAY_FACILITATOR | MAY_COORDINATOR
#define ASKED .may = MAY_PARTY

static const struct route routes[] = {
	{ .method = "GET", .path = G "/new", .may = MAY_MEMBER, .handle = plan_new, .help = "Plan something for this community" },
	{ .method = "POST", .path = G "/new", .may = MAY_MEMBER, .form = &gathering_plan_form, .handle = plan_add, .redraw = plan_new,
	  .help = "Plan something for this community" },
	{ .method = "GET", .path = "/c/{c}/skills/{id}/class", .of = skills_mine_of, .may = MAY_OWNER, .handle = plan_class,
	  .help = "Plan a class of what stands in a list of mine" },
	{ .method = "GET", .path = "/c/{c}/connections/{id}/gatherings/new", .of = connections_of, .may = MAY_PARTY, .handle = plan_pair_new,
	  .help = "Plan to meet who I walk with" },
	{ .method = "POST", .path = "/c/{c}/connections/{id}/gatherings/new", .of = connections_of, .may = MAY_PARTY, .form = &gathering_plan_form,
	  .handle = plan_pair_add, .redraw = plan_pair_new, .help = "Plan to meet who I walk with" },
	{ .method = "GET", .path = "/c/{c}/groups/{id}/gatherings/new", .of = groups_of, .may = MAY_LEADS, .handle = plan_group_new, .help = "Plan when a group meets" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/gatherings/new", .of = groups_of, .may = MAY_LEADS, .form = &gathering_plan_form,
	  .handle = plan_group_add, .redraw = plan_group_new, .help = "Plan when a group meets" },
	{ .method = "GET", .path = "/c/{c}/open-gatherings", .may = MAY_ANYONE, .form = &gathering_open_form, .handle = gatherings_open_list,
	  .help = "What is planned that anyone may read about, without an account" },
	{ .method = "GET", .path = "/c/{c}/open-gatherings/{id}", .may = MAY_ANYONE, .handle = gatherings_open_one,
	  .help = "One of it: what it is, when, in which town, how to come" },
	{ .method = "GET", .path = G "/settings", .may = MAY_COORDINATOR, .handle = settings_show, .help = "How it is kept who came" },
	{ .method = "POST", .path = G "/settings", .may = MAY_COORDINATOR, .form = &gathering_settings_form, .handle = settings_save,
	  .redraw = settings_show, .help = "How it is kept who came" },
	{ .method = "GET", .path = G "/{id}", ALL, ASKED, .handle = gathering_show, .help = "All of it: what it is, its next times" },
	{ .method = "GET", .path = G "/{id}/edit", ALL_RUN, RUN, .handle = gathering_edit, .help = "Change all of it" },
	{ .method = "POST", .path = G "/{id}/edit", ALL_RUN, RUN, .form = &gathering_change_form, .handle = gathering_save, .redraw = gathering_edit,
	  .help = "Change all of it" },
	{ .method = "GET", .path = G "/{id}/people", ALL_RUN, RUN, .handle = guests_show, .help = "Who is asked by name" },
	{ .method = "POST", .path = G "/{id}/people", ALL_RUN, RUN, .form = &gathering_guest_form, .handle = guests_add, .redraw = guests_show,
	  .help = "Ask one more by name" },
	{ .method = "POST", .path = G "/{id}/people/{person}/remove", ALL_RUN, RUN, .handle = guests_remove, .help = "Ask somebody no more" },
	{ .method = "POST", .path = G "/{id}/off", ALL_RUN, RUN, .handle = gathering_off, .help = "Call all of it off" },
	{ .method = "POST", .path = G "/{id}/on", ALL_RUN, RUN, .handle = gathering_on_again, .help = "Take it up again" },
	{ .method = "GET", .path = G "/{id}/times/{day}", TIME, ASKED, .handle = time_show, .help = "One time: when, where, who comes, what is talked about" },
	{ .method = "POST", .path = G "/{id}/times/{day}/answer", TIME, ASKED, .form = &gathering_answer_form, .handle = answer_say, .redraw = time_show,
	  .help = "I come, maybe, I cannot" },
	{ .method = "POST", .path = G "/{id}/times/{day}/remind", TIME, ASKED, .form = &gathering_remind_form, .handle = answer_remind, .redraw = time_show,
	  .help = "Be reminded of it" },
	{ .method = "POST", .path = G "/{id}/times/{day}/agenda", TIME, ASKED, .form = &gathering_item_form, .handle = agenda_add, .redraw = time_show,
	  .help = "Bring something up" },
	{ .method = "POST", .path = G "/{id}/times/{day}/agenda/{item}/take-back", TIME, ASKED, .handle = agenda_back, .help = "Take it off the agenda" },
	{ .method = "GET", .path = G "/{id}/times/{day}/move", TIME_RUN, RUN, .handle = time_move_show, .help = "Move this one time" },
	{ .method = "POST", .path = G "/{id}/times/{day}/move", TIME_RUN, RUN, .form = &gathering_move_form, .handle = time_move, .redraw = time_move_show,
	  .help = "Move this one time" },
	{ .method = "GET", .path = G "/{id}/times/{day}/move-on", TIME_RUN, RUN, .handle = series_move_show, .help = "Move this time and all that follow" },
	{ .method = "POST", .path = G "/{id}/times/{day}/move-on", TIME_RUN, RUN, .form = &gathering_move_form, .handle = series_move, .redraw = series_move_show,
	  .help = "Move this time and all that follow" },
	{ .method = "POST", .path = G "/{id}/times/{day}/off", TIME_RUN, RUN, .handle = time_off, .help = "Call this one time off" },
	{ .method = "POST", .path = G "/{id}/times/{day}/on", TIME_RUN, RUN, .handle = time_on_again, .help = "Take it up again" },
	{ .method = "POST", .path = G "/{id}/times/{day}/last", TIME_RUN, RUN, .handle = gathering_end_from, .help = "Nothing of it comes after this time" },
	{ .method = "GET", .path = G "/{id}/times/{day}/sheet", TIME_RUN, LEAD, .handle = sheet_show, .help = "A sheet to sign in on, for paper" },
	{ .method = "GET", .path = G "/{id}/times/{day}/came", .of = gathering_time_run_of, .shows = &shown_came, LEAD, .handle = came_show, .help = "Who came" },
	{ .method = "POST", .path = G "/{id}/times/{day}/came", .of = gathering_time_run_of, .shows = &shown_came, LEAD, .form = &gathering_came_form,
	  .handle = came_save, .redraw = came_show, .help = "Who came, as a number, by alias or account" },
	{ .method = "GET", .path = G "/{id}/times/{day}/record", TIME_RUN, LEAD, .handle = record_show, .help = "Record it, once" },
	{ .method = "POST", .path = G "/{id}/times/{day}/record", TIME_RUN, LEAD, .form = &gathering_record_form, .handle = record_save, .redraw = record_show,
	  .help = "Record it, once" },
};

static const struct live_page live_pages[] = { { gathering_kind, G "/{id}" } };
static const struct card cards[] = {
	{ "today", "gatherings", "/calendar", 8, MAY_MEMBER, gatherings_card },
	{ "connection", "gatherings", "/gatherings/new", 15, MAY_PARTY, gatherings_section },
	{ "group", "gatherings", "/gatherings/new", 10, MAY_MEMBER, gatherings_group_section },
	{ "skill", "class", "/class", 10, MAY_OWNER, class_card },
	{ "way-in", "gatherings", "/open-gatherings", 6, MAY_ANYONE, gatherings_open_card },
	{ "open-group", "gatherings", "/open-gatherings", 10, MAY_ANYONE, gatherings_open_group },
};

static enum status seats_right(struct req *r, const char **ret_why)
{
	struct check_gathering_seats n;
	TRY(check_gathering_seats(r, &n));
	*ret_why = n.n ? "a time of a gathering counts other places than were taken, or more than there are" : NULL;
	return OK;
}
static const struct check checks[] = { { "no place at a gathering is given twice", seats_right } };

extern const struct db_query *const gatherings_queries[];
extern const char gatherings_schema_001[];
static const char *const schemas[] = { gatherings_schema_001, NULL };

/* ---- what goes after a time ---- */

static enum status erase_names(struct req *r, const char *id, const char *one)
{
	struct gathering_time_by_id t;
	(void)one;
	TRY(gathering_time_by_id(r, id, &t));
	TRY(gathering_over_answers(r, t.gathering, t.day, NULL));
	TRY(gathering_over_items(r, t.gathering, t.day, NULL));
	return gathering_over_came(r, t.gathering, t.day, NULL);
}

static enum status erase_gathering(struct req *r, const char *id, const char *one)
{
	(void)one;
	return gathering_erase(r, id);
}

static const struct retain retained[] = {
	{ .code = "gathering-names", .title = N_("Who came to gatherings, and what was on their agenda"), .from = N_("after that day"),
	  .why = N_("Long enough to count a year. The numbers stay."),
	  .time = RETAIN_1_YEAR, .least = RETAIN_30_DAYS, .most = RETAIN_10_YEARS, .due = &gathering_names_over_query, .erase = erase_names },
	{ .code = "gatherings", .title = N_("Gatherings that have ended"), .from = N_("after their last day"), .why = NULL,
	  .time = RETAIN_3_YEARS, .least = RETAIN_90_DAYS, .most = RETAIN_10_YEARS, .due = &gatherings_over_query, .erase = erase_gathering },
};
static const struct retain_of retain = RETAIN(retained);

/* ---- who opens what ---- */

static const struct sealed_field fields[] = {
	{ "gathering.title", FIELD_TOLD }, { "gathering.about", FIELD_TOLD }, { "gathering.place", FIELD_TOLD },
	{ "gathering.link", FIELD_TOLD }, { "gathering.town", FIELD_TOLD }, { "gathering_item.words", FIELD_TOLD }, { "gathering_came.alias", FIELD_TOLD },
};

/* ---- everything of mine ---- */

static const struct mine parts[] = {
	{ "planned", N_("What you planned"), &gatherings_mine_planned_query, "gathering.maker gathering.owner" },
	{ "answers", N_("What you said you come to"), &gatherings_mine_answers_query, "gathering_answer.person" },
	{ "asked", N_("To what you were asked by name"), &gatherings_mine_asked_query, "gathering_guest.person" },
	{ "reminders", N_("When you wish to be reminded"), &gatherings_mine_wishes_query, "gathering_wish.person" },
	{ "agenda", N_("What you brought up"), &gatherings_mine_items_query, "gathering_item.writer" },
	{ "came", N_("Gatherings you were at"), &gatherings_mine_came_query, "gathering_came.person" },
};
static const struct mine_of mine = { .n_parts = COUNT(parts), .parts = parts, .holdings = &gatherings_holdings_query };

static const struct mail_kind mails[] = { { "gatherings", N_("I am asked to something by name; or what I come to is near, moved or called off"), gathering_mail } };

const struct feature gatherings_feature = {
	.name = "gatherings", .schemas = schemas, .queries = gatherings_queries, .routes = routes, .n_routes = COUNT(routes),
	.ears = gathering_ears, .n_ears = GATHERING_EARS, .cards = cards, .live_pages = live_pages, .n_live_pages = COUNT(live_pages), .n_cards = COUNT(cards), .checks = checks, .n_checks = COUNT(checks),
	.fields = fields, .n_fields = COUNT(fields), .mails = mails, .n_mails = COUNT(mails), .mine = &mine, .retain = &retain,
};

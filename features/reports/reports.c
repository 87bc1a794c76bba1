/* The feature's door: its lists, routes, and what it hears.  Knows which page is where; what they do is beside it. */
#include "inside.h"
#include "mine.h"
#include "retain.h"
#include "queries.h"

const struct choices reports_kinds = CHOICES("reports_kinds",
	{ "unkind", N_("Words that hurt or put someone down"), NULL },
	{ "pressed", N_("Pressure, threats, or being made afraid"), NULL },
	{ "limit", N_("A limit was not respected"), NULL },
	{ "intimate", N_("Unwanted closeness or sexual words"), NULL },
	{ "money", N_("Money or favors were asked for"), NULL },
	{ "passed_on", N_("Something said in confidence was passed on"), NULL },
	{ "untrue", N_("Someone is not who they say they are"), NULL },
	{ "other", N_("Something else"), NULL });

const struct choices reports_outcomes = CHOICES("reports_outcomes",
	{ "nothing", N_("Nothing found to act on"), NULL },
	{ "spoken", N_("We have spoken with the person"), NULL },
	{ "suspended", N_("Closed to the person for a time"), N_("They take no part here until then, whatever roles they hold. They read why, and can say how they see it.") },
	{ "ended", N_("Closed to the person for good"), N_("Their membership ends, and they cannot come back in. They read why, and can say how they see it.") });

int64_t reports_kind(const char *code)
{
	int64_t k;
	return choice_find(&reports_kinds, (struct slice){ code, strlen(code) }, &k) ? k : NO_INT;
}

const char *reports_how(struct req *r, const char *outcome)
{
	static const struct { const char *code, *words; } how[] = {
		{ "nothing", N_("We looked at it and found nothing that we should act on. It was right to tell us. You can tell us again at any time.") },
		{ "spoken", N_("We have spoken with the person.") },
		{ "suspended", N_("The person takes no part here for a time.") },
		{ "ended", N_("The person is no longer part of this community.") },
		{ "left", N_("The person has left. There is nothing more to decide.") },
	};
	for (size_t i = 0; outcome && i < COUNT(how); i++)
		if (str_same(outcome, how[i].code))
			return words_say(&r->arena, &r->reader, how[i].words, 0, NULL);
	return NULL;
}

enum status reports_others(struct req *r, const char *about, const char *but, bool team, int64_t *ret_n)
{
	struct report_readers n;
	TRY(report_readers(r, r->community.id, about, but, team, r->now, &n));
	*ret_n = n.n;
	return OK;
}

/* ---- what is heard ---- */

static enum status hear_left(struct req *r, const void *what)
{
	const char *person = what;
	TRY(reporter_carried_erase(r, person, NULL));
	TRY(reporter_items_erase(r, person, NULL));
	TRY(reporter_erase(r, person, NULL));
	TRY(reported_close(r, person, r->now, NULL));
	return decisions_erase(r, person, NULL);
}

static const struct ear ears[] = { { &people_left, hear_left } };

/* ---- routes ---- */

/* Opening the way to a report must look, in the list of the one it would be about, like looking at the page one came
 * from: the same codes as there. */
static const struct record as_connection = { "connection", N_("What you tell the one you walk with") };
static const struct record as_proposal = { "proposal", N_("What you tell, in a proposal to you both") };
static const struct record as_offer = { "offer", N_("An offer of yours, to ask for it") };
static const struct record as_ask = { "ask", N_("A request or an offer of yours") };
static const struct record as_suggestion = { "suggestions", N_("What you tell, among people who may fit") };
static const struct record as_of_group = { .code = "group", .words = N_("Your name, in a group"), .between = true };
/* Whom a report is about must not learn of it from their list: there, a page of reports is one with a name on it. */
static const struct record as_name = { "name", N_("Your name") };
/* Under the key of who told, so it stands in their list alone. */
static const struct record as_attached = { "attached", N_("A picture or a voice note that you attached for the coordinators") };
/* What was decided they know. */
static const struct record as_decision = { "decision", N_("How you see what was decided about you, and the message it is about") };
static const struct record as_member = { "member", N_("Your name, pronouns and roles") };

#define WAY_IN(path_, may_, of_, shows_, help_) \
	{ .method = "GET", .path = "/c/{c}" path_ "/report", .may = may_, .of = of_, .shows = shows_, .handle = reports_write, .help = help_ }, \
	{ .method = "POST", .path = "/c/{c}" path_ "/report", .may = may_, .of = of_, .shows = shows_, .form = &reports_form, \
	  .handle = reports_send, .redraw = reports_write, .help = help_ ": send" }

static const struct route routes[] = {
	WAY_IN("/connections/{id}", MAY_PARTY, reports_of_connection, &as_connection, "Tell the coordinators about the one I walk with"),
	WAY_IN("/proposals/{id}", MAY_PARTY, reports_of_proposal, &as_proposal, "Tell the coordinators about somebody who was proposed to me"),
	WAY_IN("/offers/{id}", MAY_MEMBER, reports_of_ask, &as_offer, "Tell the coordinators about who offers something"),
	WAY_IN("/asks/{id}", MAY_COORDINATOR, reports_of_ask, &as_ask, "Tell the other coordinators about who asks"),
	WAY_IN("/asks/{id}/people/{person}", MAY_OWNER, reports_of_suggested, &as_suggestion, "Tell the coordinators about somebody who was suggested to me"),
	WAY_IN("/groups/{id}/people/{person}", MAY_IN_GROUP, reports_of_group, &as_of_group, "Tell the coordinators about somebody of my group"),
	WAY_IN("/people/{id}", MAY_COORDINATOR | MAY_SUPERVISOR, reports_of_person, &as_member, "Tell the other coordinators about a member"),
	{ .method = "GET", .path = "/c/{c}/my-reports", .may = MAY_MEMBER, .handle = reports_mine_show, .help = "What I told the coordinators, and how it ended" },
	{ .method = "POST", .path = "/c/{c}/my-reports/{id}/take-back", .may = MAY_OWNER, .of = reports_mine_of, .handle = reports_take_back,
	  .help = "Take back what I told, while it is open: nothing of it is kept" },
	{ .method = "POST", .path = "/c/{c}/my-reports/{id}/read", .may = MAY_OWNER, .of = reports_mine_of, .handle = reports_read,
	  .help = "I have read how it ended" },
	{ .method = "GET", .path = "/c/{c}/reports", .may = MAY_COORDINATOR | MAY_SUPERVISOR, .form = &reports_page_form, .handle = reports_queue_show,
	  .help = "What members told us about others, longest waiting first; who wishes to be heard; what is in force" },
	{ .method = "GET", .path = "/c/{c}/reports/{id}", .may = MAY_COORDINATOR | MAY_SUPERVISOR, .of = reports_of, .handle = reports_show_one, .shows = &as_name,
	  .help = "One report: only what the one who told chose to carry" },
	{ .method = "POST", .path = "/c/{c}/reports/{id}", .may = MAY_COORDINATOR | MAY_SUPERVISOR, .of = reports_of, .form = &reports_decide_form,
	  .handle = reports_decide, .redraw = reports_show_one, .shows = &as_name, .logs = "report_decided", .again = true,
	  .help = "Decide: nothing found, spoken with, closed for a time, closed for good" },
	{ .method = "GET", .path = "/c/{c}/reports/{id}/pictures/{picture}", .may = MAY_COORDINATOR | MAY_SUPERVISOR, .of = reports_of,
	  .handle = reports_picture, .shows = &as_attached, .help = "A picture that was attached to a report: JPEG" },
	{ .method = "GET", .path = "/c/{c}/reports/{id}/voices/{voice}", .may = MAY_COORDINATOR | MAY_SUPERVISOR, .of = reports_of,
	  .handle = reports_voice, .shows = &as_attached, .help = "A voice note that was attached to a report: MP3, also in parts" },
	{ .method = "GET", .path = "/c/{c}/decisions/{id}", .may = MAY_COORDINATOR | MAY_SUPERVISOR, .of = reports_decision_of, .handle = reports_decision_show,
	  .shows = &as_decision,
	  .help = "What was decided against somebody, and how they see it" },
	{ .method = "POST", .path = "/c/{c}/decisions/{id}", .may = MAY_COORDINATOR | MAY_SUPERVISOR, .of = reports_decision_of, .form = &reports_answer_form,
	  .handle = reports_decision_answer, .redraw = reports_decision_show, .shows = &as_decision, .logs = "decision_answered", .again = true,
	  .help = "Answer them; take the decision back, or keep it" },
	{ .method = "GET", .path = "/me/decisions", .may = MAY_SIGNED_IN, .handle = reports_decisions_show, .help = "What was decided against me" },
	{ .method = "GET", .path = "/me/decisions/{id}", .may = MAY_OWNER, .of = reports_heard_of, .handle = reports_heard_show,
	  .help = "One decision against me: why, until when, and the answer to what I said" },
	{ .method = "POST", .path = "/me/decisions/{id}", .may = MAY_OWNER, .of = reports_heard_of, .form = &reports_hear_form, .handle = reports_heard_say,
	  .redraw = reports_heard_show, .help = "Say how I see it, until it is answered" },
};

const char reports_live[] = "report", reports_live_decision[] = "decision";
static const struct live_page live_pages[] = {
	{ reports_live, "/c/{c}/reports/{id}", .team = true, .today = true },
	{ reports_live_decision, "/c/{c}/decisions/{id}", .team = true, .today = true },
};

static const struct card cards[] = {
	{ "today", "reports_told", "/my-reports", 5, MAY_MEMBER, reports_told_card },
	{ "today", "reports_waiting", "/reports", 12, MAY_COORDINATOR | MAY_SUPERVISOR, reports_waiting_card },
	{ "person", "report", "/people", 20, MAY_COORDINATOR | MAY_SUPERVISOR, reports_person_card },
	{ "me", "decisions", "/me/decisions", 5, MAY_SIGNED_IN, reports_me_card },
};

static enum status nobody_in_their_own_matter(struct req *r, const char **ret_why)
{
	struct report_check_own own;
	struct decision_check decided;
	TRY(report_check_own(r, &own));
	TRY(decision_check(r, &decided));
	*ret_why = own.n || decided.n ? "somebody decided about themselves, or told about themselves" : NULL;
	return OK;
}
static const struct check checks[] = { { "nobody decides in their own matter", nobody_in_their_own_matter } };

extern const struct db_query *const reports_queries[];
extern const char reports_schema_001[];
static const char *const schemas[] = { reports_schema_001, NULL };

/* ---- what goes after a time ---- */

static enum status erase_report(struct req *r, const char *id, const char *one)
{
	(void)one;
	TRY(carried_remove(r, id, NULL));
	TRY(report_gone_items(r, id, NULL));
	return report_gone(r, id, NULL);
}

static enum status erase_decision(struct req *r, const char *id, const char *one)
{
	(void)one;
	return decision_gone(r, id, NULL);
}

static const struct retain retained[] = {
	{ .code = "reports", .title = N_("What was told to the coordinators about somebody"), .from = N_("after it was decided"),
	  .why = N_("Long enough to see whether the same happens again."),
	  .time = RETAIN_3_YEARS, .least = RETAIN_1_YEAR, .most = RETAIN_10_YEARS, .due = &reports_gone_by_query, .erase = erase_report },
	{ .code = "decisions", .title = N_("Decisions about somebody that are over"), .from = N_("after they no longer hold"),
	  .why = N_("Long enough to see whether the same happens again."),
	  .time = RETAIN_3_YEARS, .least = RETAIN_1_YEAR, .most = RETAIN_10_YEARS, .due = &decisions_gone_by_query, .erase = erase_decision },
};
static const struct retain_of retain = RETAIN(retained);

/* ---- who opens what ---- */

static const struct sealed_field fields[] = {
	{ "report.words", FIELD_TOLD }, { "report.answer", FIELD_TOLD }, { "report_item.words", FIELD_TOLD },
	{ "carried.words", FIELD_TOLD }, { "carried.whole", FIELD_TOLD },
	{ "decision.words", FIELD_TOLD }, { "decision.heard", FIELD_TOLD }, { "decision.answer", FIELD_TOLD }, { "decision.message", FIELD_TOLD },
};

/* ---- everything of mine ---- */

static const struct mine parts[] = {
	{ "reports", N_("What you told the coordinators about others"), &reports_mine_told_query, "report.reporter" },
	{ "attached", N_("What you attached to it"), &reports_mine_items_query, "report_item.reporter" },
	{ "carried", N_("Pictures and voice notes that came with it"), &reports_mine_carried_query, "carried.owner" },
	{ "decisions", N_("What was decided against you"), &reports_mine_decisions_query, "decision.about" },
};
static const struct mine_apart apart[] = {
	{ "report.about", "who tells the coordinators about somebody does so in confidence; what is decided against the person, they read" },
	{ "report.decided_by", "a duty of somebody who looks after reports: the words are those of others" },
	{ "report_item.of_id", "which thing was attached: given to the one who attached it" },
	{ "decision.decided_by", "a duty of somebody who looks after reports" },
	{ "decision.answered_by", "a duty of somebody who looks after reports" },
};
static const struct mine_of mine = {
	.n_parts = COUNT(parts), .parts = parts, .n_apart = COUNT(apart), .apart = apart, .files = reports_files, .holdings = &reports_holdings_query,
};

const struct feature reports_feature = {
	.name = "reports", .schemas = schemas, .queries = reports_queries, .routes = routes, .n_routes = COUNT(routes),
	.ears = ears, .n_ears = COUNT(ears), .cards = cards, .n_cards = COUNT(cards), .live_pages = live_pages, .n_live_pages = COUNT(live_pages), .checks = checks, .n_checks = COUNT(checks),
	.fields = fields, .n_fields = COUNT(fields), .mine = &mine, .retain = &retain,
};

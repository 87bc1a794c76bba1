/* The feature's door, its routes, and what it hears.  Knows which page is where; what they do is beside it. */
#include "inside.h"
#include "mine.h"
#include "retain.h"
#include "queries.h"
#include "tell.h"

const struct event connections_begun = { "connections_begun" };
const struct event connections_changed = { "connections_changed" };

const struct choices connections_states = CHOICES("connections_states",
	{ "begun", N_("Walking together"), NULL },
	{ "paused", N_("Paused"), NULL },
	{ "ended", N_("Ended"), NULL },
	{ "moved_on", N_("Moved on"), NULL });

enum status connections_get(struct req *r, const char *id, struct connections_one *ret)
{
	struct connection_get c;
	TRY(connection_get(r, id, &c));
	if (!str_same(c.community, r->community.id))
		return MISSING;
	*ret = (struct connections_one){
		.id = c.id, .community = c.community, .asker = c.asker, .other = c.other, .project = c.project, .state = c.state,
		.began = c.began, .version = c.version, .open = str_same(c.state, "begun") || str_same(c.state, "paused"),
	};
	return OK;
}

enum status connections_of(struct req *r)
{
	struct connections_one *c = ARENA_NEW(&r->arena, struct connections_one);
	TRY(connections_get(r, r->part[0], c));
	if (str_same(r->who.person, c->asker) || str_same(r->who.person, c->other))
		r->who.may |= MAY_PARTY;
	r->object = c;
	return OK;
}

const char *connections_other(const struct req *r, const struct connections_one *c)
{
	return str_same(r->who.person, c->asker) ? c->other : c->asker;
}

enum status connections_between(struct req *r, const char *a, const char *b, bool *ret)
{
	struct connected n;
	TRY(connected(r, a, b, r->community.id, &n));
	*ret = n.n > 0;
	return OK;
}

enum status connections_make(struct req *r, const char *asker, const char *other, const char *ask, const char *project, const char **ret_id)
{
	const char *id = id_new(r);
	int64_t changed;
	TRY(connection_add(r, id, r->community.id, asker, other, ask, project, r->now, &changed));
	TRY(asks_walking_add(r, r->community.id, other, 1));
	struct connections_one c = {
		.id = id, .community = r->community.id, .asker = asker, .other = other, .project = project, .state = "begun",
		.began = r->now, .version = 1, .open = true,
	};
	TRY(tell(r, &connections_begun, &c));
	TRY(live_today(r, r->community.id, asker));
	TRY(live_today(r, r->community.id, other));
	*ret_id = id;
	return OK;
}

/* ---- what is heard ---- */

static enum status end_all_of(struct req *r, const char *person, const char *community)
{
	struct connections_open_of_list open;
	int64_t changed;
	TRY(connections_open_of(r, person, &open));
	for (size_t i = 0; i < open.n; i++) {
		if (community && !str_same(open.at[i].community, community))
			continue;
		TRY(connection_change(r, open.at[i].id, "ended", r->now, &changed));
		/* who leaves Kith has no places any more; who leaves one community may walk with others elsewhere */
		if (community || !str_same(open.at[i].other, person))
			TRY(asks_walking_add(r, open.at[i].community, open.at[i].other, -1));
	}
	return OK;
}

static enum status hear_left(struct req *r, const void *what)
{
	const char *person = what;
	int64_t changed;
	TRY(end_all_of(r, person, NULL));
	TRY(leaver_proposals(r, person, r->now, &changed));
	TRY(leaver_passed(r, person, &changed));
	return leaver_closing_words(r, person, &changed);
}

static enum status hear_community_left(struct req *r, const void *what)
{
	const struct communities_member *m = what;
	int64_t changed;
	TRY(end_all_of(r, m->person, m->community));
	return member_proposals(r, m->person, m->community, r->now, &changed);
}

static enum status hear_community_closed(struct req *r, const void *what)
{
	const struct communities_member *m = what;
	int64_t changed;
	return member_proposals(r, m->person, m->community, r->now, &changed);
}

static const struct ear ears[] = {
	{ &people_left, hear_left },
	{ &communities_left, hear_community_left },
	{ &communities_closed, hear_community_closed },
	{ &asks_changed, waiting_hear_ask },
};

static const struct live_page live_pages[] = { { waiting_live, "/c/{c}/waiting", .team = true, .today = true } };

/* ---- routes ---- */

#define PAIR .of = connections_of, .may = MAY_PARTY

static const struct record shown_suggestions = { "suggestions", N_("What you tell, among people who may fit") };
static const struct record shown_offer = { "offer", N_("An offer of yours, to ask for it") };
static const struct record shown_proposals = { "proposals", N_("Your name, in a list of proposals") };
static const struct record shown_proposal = { "proposal", N_("What you tell, in a proposal to you both") };
static const struct record shown_waiting = { "waiting", N_("Your name, in the list of who waits") };
static const struct record shown_connections = { "connections", N_("Your name, in the list of who walks together") };
static const struct record shown_connection = { "connection", N_("What you tell the one you walk with") };

static const struct route routes[] = {
	{ .method = "GET", .path = "/c/{c}/asks/{id}/people", .shows = &shown_suggestions, .may = MAY_OWNER | MAY_COORDINATOR, .of = asks_of, .form = &suggest_like_form, .handle = suggest_show,
	  .help = "Who might walk with the one who asks, with reasons" },
	{ .method = "POST", .path = "/c/{c}/asks/{id}/people", .shows = &shown_suggestions, .may = MAY_OWNER | MAY_COORDINATOR, .of = asks_of, .form = &suggest_ask_form,
	  .handle = suggest_ask, .redraw = suggest_show, .help = "Ask some of them; a coordinator asks both sides" },
	{ .method = "POST", .path = "/c/{c}/asks/{id}/pass", .shows = &shown_suggestions, .may = MAY_OWNER, .of = asks_of, .form = &suggest_pass_form,
	  .handle = suggest_pass, .redraw = suggest_show, .help = "Not this one: no reason, nobody is told" },
	{ .method = "POST", .path = "/c/{c}/asks/{id}/matters", .shows = &shown_suggestions, .may = MAY_OWNER, .of = asks_of, .form = &suggest_matters_form,
	  .handle = matters_save, .redraw = suggest_show, .help = "Say what matters more, and see who comes up then" },
	{ .method = "GET", .path = "/c/{c}/offers/{id}/ask", .shows = &shown_offer, .may = MAY_MEMBER, .of = asks_of, .handle = offer_show,
	  .help = "Look at an offer before asking for it" },
	{ .method = "POST", .path = "/c/{c}/offers/{id}/ask", .shows = &shown_offer, .may = MAY_MEMBER, .of = asks_of, .form = &offer_ask_form, .handle = offer_ask,
	  .redraw = offer_show, .help = "Ask someone who offered" },
	{ .method = "POST", .path = "/c/{c}/offers/{id}/block", .may = MAY_MEMBER, .of = asks_of, .handle = offer_block,
	  .help = "Block who offers: no reason, nobody is told" },
	{ .method = "GET", .path = "/c/{c}/proposals", .shows = &shown_proposals, .may = MAY_MEMBER, .handle = proposals_show, .help = "Who waits for my yes or no" },
	{ .method = "GET", .path = "/c/{c}/proposals/{id}", .shows = &shown_proposal, .may = MAY_PARTY, .of = proposal_of, .handle = proposal_show,
	  .help = "One proposal, with the reasons" },
	{ .method = "POST", .path = "/c/{c}/proposals/{id}/yes", .may = MAY_PARTY, .of = proposal_of, .handle = proposal_say_yes,
	  .help = "Say yes; when both have, the two walk together" },
	{ .method = "POST", .path = "/c/{c}/proposals/{id}/no", .may = MAY_PARTY, .of = proposal_of, .handle = proposal_say_no,
	  .help = "Not this time: no reason, nobody is told" },
	{ .method = "POST", .path = "/c/{c}/proposals/{id}/block", .may = MAY_PARTY, .of = proposal_of, .handle = proposal_block,
	  .help = "Block the other: no reason, nobody is told" },
	{ .method = "GET", .path = "/c/{c}/waiting", .shows = &shown_waiting, .may = MAY_COORDINATOR, .form = &waiting_page_form, .handle = waiting_show,
	  .help = "Who waits for a coordinator to look with them, longest first" },
	{ .method = "POST", .path = "/c/{c}/waiting/propose", .may = MAY_COORDINATOR, .form = &proposing_ask_form, .handle = proposing_start,
	  .redraw = waiting_show, .help = "Propose someone to all who wait, or to those chosen" },
	{ .method = "POST", .path = "/c/{c}/waiting/stop", .may = MAY_COORDINATOR, .handle = proposing_cancel,
	  .help = "Stop proposing: nobody is asked" },
	{ .method = "GET", .path = "/c/{c}/waiting/rule", .may = MAY_COORDINATOR, .handle = proposing_rule_show,
	  .help = "How waiting counts, and how long a proposal stays open" },
	{ .method = "POST", .path = "/c/{c}/waiting/rule", .may = MAY_COORDINATOR, .form = &proposing_how_form, .handle = proposing_rule_save,
	  .redraw = proposing_rule_show, .help = "Change that" },
	{ .method = "POST", .path = "/c/{c}/waiting/with", .may = MAY_COORDINATOR, .form = &proposing_with_form, .handle = proposing_with_save,
	  .redraw = proposing_rule_show, .help = "Propose together with another community, if they say so too" },
	{ .method = "POST", .path = "/c/{c}/waiting/with/{slug}/end", .may = MAY_COORDINATOR, .handle = proposing_with_end,
	  .help = "No longer propose together with it" },
	{ .method = "GET", .path = "/c/{c}/connections", .shows = &shown_connections, .may = MAY_MEMBER, .handle = connections_show, .help = "The people I walk with" },
	{ .method = "GET", .path = "/c/{c}/connections/{id}", .shows = &shown_connection, PAIR, .handle = connection_show, .help = "One connection" },
	{ .method = "POST", .path = "/c/{c}/connections/{id}/pause", PAIR, .handle = connection_pause, .help = "Pause" },
	{ .method = "POST", .path = "/c/{c}/connections/{id}/resume", PAIR, .handle = connection_resume, .help = "Take it up again" },
	{ .method = "POST", .path = "/c/{c}/connections/{id}/end", PAIR, .handle = connection_end, .help = "End, without a reason" },
	{ .method = "POST", .path = "/c/{c}/connections/{id}/block", PAIR, .handle = connection_block, .help = "Block the other: ends it, no reason, nobody is told" },
	{ .method = "POST", .path = "/c/{c}/connections/{id}/someone-new", PAIR, .handle = connection_someone_new, .help = "End and look for someone new" },
	{ .method = "GET", .path = "/c/{c}/connections/{id}/move-on", .shows = &shown_connection, PAIR, .handle = connection_moving_on, .help = "Ending well: a closing word, an offer back" },
	{ .method = "POST", .path = "/c/{c}/connections/{id}/move-on", .shows = &shown_connection, PAIR, .form = &connection_move_on_form, .handle = connection_move_on,
	  .redraw = connection_moving_on, .help = "Move on" },
};

static const struct job_kind jobs[] = {
	{ .name = "propose", .think = propose_think, .work = propose_work }, { .name = "propose_rest", .work = proposing_rest_work },
};
static const struct menu_entry menu[] = { { N_("Walking together"), "/connections", MAY_MEMBER, 30 } };
static const struct card cards[] = {
	{ "today", "proposals", "/proposals", 10, MAY_MEMBER, proposals_card },
	{ "today", "waiting", "/waiting", 15, MAY_COORDINATOR, waiting_card },
};

static enum status once_at_a_time(struct req *r, const char **ret_why)
{
	struct check_one_open n;
	TRY(check_one_open(r, &n));
	*ret_why = n.n ? "two people walk together twice at the same time" : NULL;
	return OK;
}

static enum status walking_is_right(struct req *r, const char **ret_why)
{
	struct check_walking n;
	TRY(check_walking(r, &n));
	*ret_why = n.n ? "the count beside a supporter's room is not the number of their open connections" : NULL;
	return OK;
}

static const struct check checks[] = {
	{ "two walk together once at a time", once_at_a_time },
	{ "room counts open connections", walking_is_right },
};

extern const struct db_query *const connections_queries[];
extern const char connections_schema_001[];
static const char *const schemas[] = { connections_schema_001, NULL };

/* ---- what goes after a time ---- */

static enum status erase_proposal(struct req *r, const char *id, const char *one)
{
	(void)one;
	return proposal_over(r, id, NULL);
}

static enum status erase_closing(struct req *r, const char *id, const char *one)
{
	(void)one;
	return closing_over(r, id, NULL);
}

static const struct retain retained[] = {
	{ .code = "proposals", .title = N_("Who was suggested to whom"), .from = N_("after it is over"),
	  .why = N_("So that the same two are not suggested again and again."),
	  .time = RETAIN_1_YEAR, .least = RETAIN_90_DAYS, .most = RETAIN_10_YEARS, .due = &proposals_over_query, .erase = erase_proposal },
	{ .code = "closing", .title = N_("Closing words"), .from = N_("after two moved on"),
	  .why = N_("Long enough to look back at how two walked together, or to talk over what went wrong."),
	  .time = RETAIN_1_YEAR, .least = RETAIN_30_DAYS, .most = RETAIN_10_YEARS, .due = &closings_over_query, .erase = erase_closing },
};
static const struct retain_of retain = RETAIN(retained);

/* ---- who opens what ---- */

static const struct sealed_field fields[] = {
	{ "closing_word.words", FIELD_BETWEEN },
};

/* ---- everything of mine ---- */

static const struct mine parts[] = {
	{ "proposals", N_("Who was proposed to you"), &connections_mine_proposals_query, "proposal.asker proposal.other" },
	{ "walks", N_("People you walk with"), &connections_mine_walks_query, "connection.asker connection.other" },
	{ "passed", N_("When you said “not this one”"), &connections_mine_passed_query, "passed.person" },
	{ "closing_words", N_("Your closing words"), &connections_mine_closing_query, "closing_word.writer" },
};
static const struct mine_apart apart[] = {
	{ "proposing.began_by", "that a coordinator looked for many at once: counts, and no words" },
	{ "proposing_with.said_by", "that a coordinator agreed to propose together with another community" },
	{ "passed.other", "who says “not this one” says so in confidence" },
};
static const struct mine_of mine = {
	.n_parts = COUNT(parts), .parts = parts, .n_apart = COUNT(apart), .apart = apart, .holdings = &connections_holdings_query,
};

static enum status waiting_for(struct req *r, const char *person, int64_t from, int64_t to, int64_t *ret_n)
{
	struct proposals_waiting x;
	TRY(proposals_waiting(r, person, from, to, r->now, &x));
	*ret_n = x.n;
	return OK;
}
static const struct mail_kind mails[] = { { "invitations", N_("Somebody asks to walk with me, or answers me"), waiting_for } };

const struct feature connections_feature = {
	.name = "connections", .schemas = schemas, .queries = connections_queries,
	.routes = routes, .n_routes = COUNT(routes), .ears = ears, .n_ears = COUNT(ears),
	.jobs = jobs, .n_jobs = COUNT(jobs), .menu = menu, .n_menu = COUNT(menu), .cards = cards, .n_cards = COUNT(cards), .live_pages = live_pages, .n_live_pages = COUNT(live_pages), .checks = checks, .n_checks = COUNT(checks),
	.mails = mails, .n_mails = COUNT(mails), .fields = fields, .n_fields = COUNT(fields), .mine = &mine, .retain = &retain,
};

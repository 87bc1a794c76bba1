/* The feature's door: its routes, what it hears, and what is kept about one person. */
#include "inside.h"
#include "mine.h"
#include "retain.h"

/* ---- what is heard ---- */

static enum status hear_changed(struct req *r, const void *what)
{
	const struct connections_one *c = what;
	return c->open ? OK : history_over(r, c->id, NULL);
}

static enum status hear_community_left(struct req *r, const void *what)
{
	const struct communities_member *m = what;
	TRY(history_former_leaves(r, m->person, m->community, NULL));
	return history_leaver(r, m->person, m->community, NULL);
}

static enum status hear_left(struct req *r, const void *person)
{
	TRY(history_former_gone(r, person, NULL));
	return history_leaver(r, person, NULL, NULL);
}

static const struct ear ears[] = {
	{ &connections_changed, hear_changed }, { &communities_left, hear_community_left }, { &people_left, hear_left },
};

/* ---- routes ---- */

static const struct record shown_choices = { .code = "history-choices", .words = N_("Your name, where somebody decides what to hand on"), .between = true };
static const struct record shown_history = { .code = "history", .words = N_("What you wrote with somebody before, handed on to the next") };

#define HANDED_ON .of = history_of, .may = MAY_PARTY, .shows = &shown_history
#define PAIR .of = history_of_pair, .may = MAY_PARTY, .shows = &shown_choices

static const struct route routes[] = {
	{ .method = "GET", .path = "/c/{c}/connections/{id}/history", PAIR, .handle = history_choices_show,
	  .help = "What the one I walk with may read of what I wrote with others before, and what I may read" },
	{ .method = "GET", .path = "/c/{c}/connections/{id}/history/{conversation}", PAIR, .handle = history_choose_show,
	  .help = "Decide about one earlier conversation" },
	{ .method = "POST", .path = "/c/{c}/connections/{id}/history/{conversation}", PAIR, .form = &history_choice_form, .handle = history_choose,
	  .redraw = history_choose_show, .help = "Nothing of it, from a day on, or all of it; counts at once" },
	{ .method = "GET", .path = "/c/{c}/history", .may = MAY_MEMBER, .shows = &shown_choices, .handle = history_asked_show,
	  .help = "Who asks whether my words may be handed on" },
	{ .method = "GET", .path = "/c/{c}/history/{id}", .of = history_of, .may = MAY_PARTY, .shows = &shown_history, .form = &history_page_form,
	  .handle = history_read, .help = "Read what was handed on to me; whose words I open sees that" },
	{ .method = "GET", .path = "/c/{c}/history/{id}/messages/{message}/pictures/{picture}", HANDED_ON, .handle = history_picture,
	  .help = "A picture of a message that was handed on to me: JPEG" },
	{ .method = "GET", .path = "/c/{c}/history/{id}/messages/{message}/pictures/{picture}/small", HANDED_ON, .handle = history_picture_small,
	  .help = "The same, small" },
	{ .method = "GET", .path = "/c/{c}/history/{id}/messages/{message}/voices/{voice}", HANDED_ON, .handle = history_voice,
	  .help = "A voice note of a message that was handed on to me: MP3, also in parts" },
	{ .method = "POST", .path = "/c/{c}/history/{id}/answer", .of = history_of, .may = MAY_OWNER, .form = &history_answer_form, .handle = history_say,
	  .help = "My words go along, or not" },
};

static const struct card cards[] = {
	{ "connection", "history", "/history", 7, MAY_PARTY, history_section },
	{ "today", "history", "/history", 13, MAY_MEMBER, history_today },
};

extern const struct db_query *const history_queries[];
extern const char history_schema_001[];
static const char *const schemas[] = { history_schema_001, NULL };

/* ---- everything of mine ---- */

static const struct mine parts[] = {
	{ "handed_on", N_("What you let somebody read of earlier conversations"), &history_mine_shared_query, "history.person" },
	{ "may_read", N_("Earlier conversations that you may read"), &history_mine_read_query, "history.reader" },
	{ "answered", N_("Whether your words go along"), &history_mine_answered_query, "history.former" },
};
static const struct mine_of mine = { .n_parts = COUNT(parts), .parts = parts, .holdings = &history_holdings_query };

const struct feature history_feature = {
	.name = "history", .schemas = schemas, .queries = history_queries, .routes = routes, .n_routes = COUNT(routes), .ears = ears, .n_ears = COUNT(ears),
	.cards = cards, .n_cards = COUNT(cards), .mine = &mine, .retain = &retain_nothing,
};

/* The feature's door: content notes, routes, cards, and what is kept about one person. */
#include "inside.h"
#include "enclose.h"
#include "mine.h"
#include "retain.h"
#include "queries.h"

const struct choices conversations_topics = CHOICES("conversations_topics",
	{ "self-harm", N_("Self-harm"), NULL },
	{ "suicide", N_("Suicide"), NULL },
	{ "violence", N_("Violence"), NULL },
	{ "sexual-violence", N_("Sexual violence"), NULL },
	{ "substances", N_("Alcohol and drugs"), NULL },
	{ "eating", N_("Eating and body"), NULL },
	{ "loss", N_("Death and loss"), NULL },
	{ "hospital", N_("Hospital and coercion"), NULL },
	{ "children", N_("Harm to children"), NULL });

const char *talk_topics_text(struct req *r, int64_t set)
{
	const char *s = NULL;
	for (size_t k = 0; k < conversations_topics.n; k++)
		if (set >> k & 1)
			s = arena_printf(&r->arena, "%s%s%s", s ? s : "", s ? " " : "", conversations_topics.at[k].code);
	return s;
}

int64_t conversations_topics_set(const char *text)
{
	int64_t set = 0, k;
	while (text && *text) {
		size_t n = strcspn(text, " ");
		if (choice_find(&conversations_topics, (struct slice){ text, n }, &k))
			set |= (int64_t)1 << k;
		text += n + (text[n] == ' ');
	}
	return set;
}

/* Between those who talk nobody is told who reads when: that would be a read receipt. */
static const struct record shown_talk = { .code = "conversation", .words = N_("A conversation you are in"), .between = true };
static const struct record shown_talks = { .code = "conversations", .words = N_("Your name, in a list of conversations"), .between = true };

/* Whom a visitor without an account reads was meant for everybody. */
static const struct record shown_open = { .code = "open-news", .words = N_("News of yours that anyone may read"), .between = true };

#define TALK .of = conversations_of, .may = MAY_PARTY, .shows = &shown_talk
#define ONE .of = message_of, .shows = &shown_talk

static const struct route routes[] = {
	{ .method = "GET", .path = "/c/{c}/conversations", .shows = &shown_talks, .may = MAY_MEMBER, .form = &talk_list_form, .handle = talks_show,
	  .help = "The conversations I take part in, what was said last first" },
	{ .method = "POST", .path = "/c/{c}/connections/{id}/conversation", .of = connections_of, .may = MAY_PARTY, .handle = talk_begin,
	  .help = "Write to the one I walk with" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/conversation", .of = groups_of, .may = MAY_IN_GROUP, .handle = talk_group_back,
	  .help = "Come back into the conversation of my group" },
	{ .method = "GET", .path = "/c/{c}/conversations/{id}/since", TALK, .unattended = true, .form = &talk_since_form, .handle = talk_since,
	  .help = "What changed in a conversation after a number, for a page that is open" },
	{ .method = "GET", .path = "/c/{c}/conversations/search", .shows = &shown_talk, .may = MAY_MEMBER, .form = &talk_search_form, .handle = talk_search,
	  .help = "Search in what I may read, newest first, so much at a time" },
	{ .method = "GET", .path = "/c/{c}/conversations/wishes", .may = MAY_MEMBER, .handle = wishes_show, .help = "Quiet hours, topics I open myself" },
	{ .method = "POST", .path = "/c/{c}/conversations/wishes", .may = MAY_MEMBER, .form = &talk_wishes_form, .handle = wishes_save,
	  .redraw = wishes_show, .help = "Change them" },
	{ .method = "GET", .path = "/c/{c}/conversations/{id}", TALK, .form = &talk_page_form, .handle = talk_show,
	  .help = "A conversation, newest last; ?before=PLACE for earlier ones" },
	{ .method = "POST", .path = "/c/{c}/conversations/{id}", TALK, .form = &talk_new_form, .slow = talk_enclose, .slow_for = enclosed_comes,
	  .handle = talk_say, .redraw = talk_show, .body_max = ENCLOSED_BODY,
	  .help = "Say something; the same form_key twice is one message" },
	{ .method = "POST", .path = "/c/{c}/conversations/{id}/seen", TALK, .unattended = true, .form = &talk_seen_form, .handle = talk_seen,
	  .help = "I have read up to here; nobody else is told" },
	{ .method = "POST", .path = "/c/{c}/conversations/{id}/mute", TALK, .form = &talk_mute_form, .handle = talk_mute,
	  .help = "Be told of new messages here, or not" },
	{ .method = "POST", .path = "/c/{c}/conversations/{id}/here", TALK, .form = &talk_here_form, .handle = talk_here,
	  .help = "Show the others that I am here, for an hour" },
	{ .method = "POST", .path = "/c/{c}/conversations/{id}/leave", TALK, .handle = talk_leave, .help = "Leave, without a reason" },
	{ .method = "GET", .path = "/c/{c}/conversations/{id}/slow", .of = conversations_of, .may = MAY_COORDINATOR | MAY_LEADS, .handle = talk_slow_show,
	  .help = "Before a talk is slowed; a coordinator does it without reading it" },
	{ .method = "POST", .path = "/c/{c}/conversations/{id}/slow", .of = conversations_of, .may = MAY_COORDINATOR | MAY_LEADS, .form = &talk_slow_form,
	  .handle = talk_slow_down, .redraw = talk_slow_show, .help = "How many minutes between two messages of one person; in a group for so many hours" },
	{ .method = "POST", .path = "/c/{c}/conversations/{id}/people/{person}/go-on", .of = conversations_of, .may = MAY_LEADS, .handle = talk_go_on,
	  .help = "Somebody who was asked to pause may write again" },
	{ .method = "GET", .path = "/c/{c}/conversations/{id}/messages/{message}", ONE, .may = MAY_PARTY, .handle = message_show,
	  .help = "One message, and what can be done with it" },
	{ .method = "GET", .path = "/c/{c}/conversations/{id}/messages/{message}/edit", ONE, .may = MAY_OWNER, .handle = message_change_show,
	  .help = "Change what I said" },
	{ .method = "POST", .path = "/c/{c}/conversations/{id}/messages/{message}/edit", ONE, .may = MAY_OWNER, .form = &talk_edit_form,
	  .handle = message_change_save, .redraw = message_change_show, .help = "Change what I said" },
	{ .method = "POST", .path = "/c/{c}/conversations/{id}/messages/{message}/take-back", ONE, .may = MAY_OWNER, .handle = message_back,
	  .help = "Take it back: the words are gone" },
	{ .method = "POST", .path = "/c/{c}/conversations/{id}/messages/{message}/pin", ONE, .may = MAY_PARTY, .handle = message_do_pin,
	  .help = "Keep it at the top" },
	{ .method = "POST", .path = "/c/{c}/conversations/{id}/messages/{message}/unpin", ONE, .may = MAY_PARTY, .handle = message_unpin,
	  .help = "No longer at the top" },
	{ .method = "GET", .path = "/c/{c}/conversations/{id}/messages/{message}/take-down", ONE, .may = MAY_COORDINATOR | MAY_LEADS,
	  .handle = message_down_show, .help = "Before a message is taken down" },
	{ .method = "POST", .path = "/c/{c}/conversations/{id}/messages/{message}/take-down", ONE, .may = MAY_COORDINATOR | MAY_LEADS, .form = &talk_down_form,
	  .handle = message_down, .redraw = message_down_show, .help = "Take a message down for the house rules; everyone sees that one was, who wrote it reads why and can be heard" },
	{ .method = "GET", .path = "/c/{c}/conversations/{id}/messages/{message}/pause", ONE, .may = MAY_LEADS, .handle = message_pause_show,
	  .help = "Before somebody is asked to pause" },
	{ .method = "POST", .path = "/c/{c}/conversations/{id}/messages/{message}/pause", ONE, .may = MAY_LEADS, .form = &talk_pause_form,
	  .handle = message_pause, .redraw = message_pause_show, .help = "Ask who wrote it to write nothing in the talk of the group for a time; they read why and can be heard" },
	{ .method = "GET", .path = "/c/{c}/conversations/{id}/messages/{message}/report", .of = talk_told_of, .may = MAY_PARTY, .shows = &shown_talk,
	  .handle = reports_write, .help = "Tell the coordinators about a message: only what is ticked is carried" },
	{ .method = "POST", .path = "/c/{c}/conversations/{id}/messages/{message}/report", .of = talk_told_of, .may = MAY_PARTY, .shows = &shown_talk,
	  .form = &reports_form, .handle = reports_send, .redraw = reports_write, .help = "Tell the coordinators about a message: send" },
	{ .method = "GET", .path = "/c/{c}/conversations/{id}/messages/{message}/pictures/{picture}", ONE, .may = MAY_PARTY, .handle = picture_show,
	  .help = "A picture of a message: JPEG" },
	{ .method = "GET", .path = "/c/{c}/conversations/{id}/messages/{message}/pictures/{picture}/small", ONE, .may = MAY_PARTY, .handle = picture_small_show,
	  .help = "The same, small" },
	{ .method = "GET", .path = "/c/{c}/conversations/{id}/messages/{message}/voices/{voice}", ONE, .may = MAY_PARTY, .handle = voice_play,
	  .help = "A voice note of a message: MP3, also in parts" },
	{ .method = "GET", .path = "/c/{c}/news", .shows = &shown_talks, .may = MAY_MEMBER, .form = &talk_list_form, .handle = announcements_show,
	  .help = "Announcements, newest first" },
	{ .method = "POST", .path = "/c/{c}/conversations/{id}/open", .of = conversations_of, .may = MAY_COORDINATOR, .form = &news_open_form,
	  .handle = announcement_open, .help = "May anyone read an announcement, without an account?" },
	{ .method = "GET", .path = "/c/{c}/open-news", .may = MAY_ANYONE, .form = &talk_list_form, .handle = open_news, .shows = &shown_open,
	  .help = "Announcements that anyone may read, newest first" },
	{ .method = "GET", .path = "/c/{c}/open-news/feed", .may = MAY_ANYONE, .handle = open_news_feed, .shows = &shown_open,
	  .help = "The same for programs that watch for news: Atom (RFC 4287)" },
	{ .method = "GET", .path = "/c/{c}/open-news/{id}", .may = MAY_ANYONE, .handle = open_news_one, .shows = &shown_open,
	  .help = "One announcement that anyone may read" },
	{ .method = "POST", .path = "/c/{c}/news/{id}/come-back", .may = MAY_MEMBER, .handle = talk_come_back, .help = "Come back to news that I left" },
	{ .method = "GET", .path = "/c/{c}/news/new", .may = MAY_COORDINATOR, .handle = announcement_new, .help = "Tell everyone something" },
	{ .method = "POST", .path = "/c/{c}/news/new", .may = MAY_COORDINATOR, .form = &news_new_form, .slow = enclosed_remake, .slow_for = enclosed_comes,
	  .handle = announcement_add, .redraw = announcement_new, .body_max = ENCLOSED_BODY,
	  .help = "Tell everyone something" },
};

const struct route *talk_route(handler *handle)
{
	for (size_t i = 0; i < COUNT(routes); i++)
		if (routes[i].handle == handle)
			return &routes[i];
	return NULL;
}

static const struct menu_entry menu[] = { { N_("Conversations"), "/conversations", MAY_MEMBER, 91 } };
static const struct card cards[] = {
	{ "today", "conversations", "/conversations", 12, MAY_MEMBER, talks_card },
	{ "connection", "conversation", "/conversation", 5, MAY_PARTY, talk_card_section },
	{ "group", "conversation", "/conversation", 20, MAY_IN_GROUP, talk_group_section },
	{ "group", "slow", "/conversation", 21, MAY_COORDINATOR, talk_slow_card },
	{ "way-in", "news", "/open-news", 10, MAY_ANYONE, open_news_card },
};

static enum status places_are_whole(struct req *r, const char **ret_why)
{
	struct check_places n;
	TRY(check_places(r, &n));
	*ret_why = n.n ? "a conversation counts other messages than it has" : NULL;
	return OK;
}
static const struct check checks[] = { { "every message of a conversation has its place", places_are_whole } };

extern const struct db_query *const conversations_queries[];
extern const char conversations_schema_001[];
static const char *const schemas[] = { conversations_schema_001, NULL };

/* ---- what goes after a time ---- */

static enum status erase_conversation(struct req *r, const char *id, const char *one)
{
	(void)one;
	TRY(enclosure_bytes_of_talk_gone(r, id, NULL));
	TRY(enclosures_of_talk_gone(r, id, NULL));
	return conversation_words_over(r, id, NULL);
}

static enum status erase_message(struct req *r, const char *id, const char *one)
{
	(void)one;
	TRY(enclosed_gone(r, id));
	return message_words_over(r, id, NULL);
}

static const struct retain retained[] = {
	{ .code = "conversations", .title = N_("What two wrote to each other"), .from = N_("after the last message, when they no longer write"),
	  .why = N_("Long enough to look back at how two walked together, or to talk over what went wrong."),
	  .time = RETAIN_1_YEAR, .least = RETAIN_30_DAYS, .most = RETAIN_10_YEARS, .due = &conversations_over_query, .erase = erase_conversation },
	{ .code = "group-words", .title = N_("What was said in a group"), .from = N_("after the last message, when the group has ended"),
	  .why = N_("Long enough to look back together."),
	  .time = RETAIN_1_YEAR, .least = RETAIN_30_DAYS, .most = RETAIN_10_YEARS, .due = &group_words_over_query, .erase = erase_message },
	{ .code = "team-words", .title = N_("What was said in a team"), .from = N_("after it was said"),
	  .why = N_("A team talks about the next days; what lasts is written elsewhere."),
	  .time = RETAIN_90_DAYS, .least = RETAIN_30_DAYS, .most = RETAIN_3_YEARS, .due = &team_words_over_query, .erase = erase_message },
	{ .code = "news", .title = N_("News, and what was said to it"), .from = N_("after the last message"),
	  .why = N_("So that it can be read again for some seasons."),
	  .time = RETAIN_3_YEARS, .least = RETAIN_90_DAYS, .most = RETAIN_10_YEARS, .due = &news_words_over_query, .erase = erase_message },
};
static const struct retain_of retain = RETAIN(retained);

/* ---- who opens what ---- */

static const struct sealed_field fields[] = {
	{ "conversation.title", FIELD_TOLD }, { "message.words", FIELD_BETWEEN }, { "message.topics", FIELD_BETWEEN },
	{ "enclosure.words", FIELD_BETWEEN }, { "enclosure_bytes.small", FIELD_BETWEEN }, { "enclosure_bytes.whole", FIELD_BETWEEN },
	{ "talk_wish.fold", FIELD_OWN },
};

/* ---- everything of mine ---- */

static const struct mine parts[] = {
	{ "messages", N_("What you wrote in conversations"), &conversations_mine_messages_query, "message.writer" },
	{ "heard", N_("What those you walk with wrote to you"), &conversations_mine_heard_query, "conversation_party.person" },
	{ "enclosures", N_("Pictures and voice notes you sent"), &conversations_mine_enclosures_query, "enclosure.writer" },
	{ "enclosures_heard", N_("Pictures and voice notes of those you walk with"), &conversations_heard_enclosures_query, "conversation_party.person" },
	{ "conversations", N_("Conversations you are in"), &conversations_mine_parties_query, "conversation_party.person" },
	{ "announcements", N_("What you announced"), &conversations_mine_made_query, "conversation.made_by" },
	{ "talk_wishes", N_("How you wish to be told of messages"), &conversations_mine_wishes_query, "talk_wish.person" },
};
static const struct mine_of mine = { .n_parts = COUNT(parts), .parts = parts, .files = enclosed_files, .holdings = &conversations_holdings_query };

/* ---- what may be told by mail ---- */

static const struct mail_kind mails[] = {
	{ "messages", N_("Somebody wrote to me"), talk_mail_messages, .held = talk_mail_held },
	{ "news", N_("There is news in my community"), talk_mail_news, .held = talk_mail_held },
};

const struct feature conversations_feature = {
	.name = "conversations", .schemas = schemas, .queries = conversations_queries, .routes = routes, .n_routes = COUNT(routes),
	.ears = talk_ears, .n_ears = TALK_EARS, .live = &talk_live, .menu = menu, .n_menu = COUNT(menu), .cards = cards, .n_cards = COUNT(cards),
	.checks = checks, .n_checks = COUNT(checks), .mails = mails, .n_mails = COUNT(mails), .fields = fields, .n_fields = COUNT(fields), .mine = &mine,
	.retain = &retain,
};

/* What each page of this feature is drawn from. */
#pragma once
#include "conversations.h"
#include "enclose.h"
#include "queries.h"

/* Form structs that pages draw. */
struct talk_new { const char *words; int64_t topics; const char *reply, *form_key; ENCLOSE_MEMBERS; };
struct talk_edit { const char *words; int64_t topics; };
struct talk_wishes { int64_t quiet_from, quiet_to, fold; };
struct news_new { const char *title, *words, *form_key; int64_t topics; bool open; ENCLOSE_MEMBERS; };
/* Those of them that say what comes with it: drawn alike wherever something is written. */
struct enclose_sent { ENCLOSE_MEMBERS; };
struct news_open { bool open; };
struct talk_list { const char *after; int64_t at; };    /* a list goes on behind this one */
struct talk_slower { int64_t minutes, hours; };
struct talk_down { const char *reason; };
struct talk_pause { int64_t time; const char *reason; };
struct talk_search { const char *words, *before_id; int64_t before; };

/* A picture or a recording: its size as it is shown here, its length as it is said. */
struct talk_enclosed { const char *id, *words, *length; int64_t width, height, seconds; bool picture; };
struct talk_enclosed_list { size_t n; struct talk_enclosed *at; };
struct talk_line {
	const char *id, *name, *text, *reply_to, *reply_name, *reply_words;
	struct safe_html words;
	int64_t topics, said, changed, day_at, place;
	struct talk_enclosed_list enclosed;
	bool mine, gone, left, down, folded, edited, pinned, first, day_first, fresh_first;
};
struct talk_pin { const char *id, *words; };
struct talk_party { const char *name; int64_t here_until; };
/* What is said, and who is here: all that changes while the page is open. */
struct conversations_lines_view {
	const char *id;
	struct { size_t n; struct talk_line *at; } lines;
	struct { size_t n; struct talk_party *at; } here_now;
};
PAGE(conversations_lines);
/* Crisis help, offered to whoever wrote something heavy and to nobody else. */
struct conversations_care_view { bool shown; };
PAGE(conversations_care);
/* Adding pictures and a voice note.  again: something was to be sent along, and the form came back. */
struct conversations_enclose_view { bool pictures, voices, again; FORM_VIEW(enclose_sent) form; };
PAGE(conversations_enclose);
struct conversations_since_view { struct conversations_lines_view log; int64_t more; bool has_more; };
PAGE(conversations_since);
struct conversations_one_view {
	struct conversations_lines_view log;
	const char *assets, *id, *title, *name, *back, *reply_id, *reply_name, *reply_words;
	int64_t messages, here_until, earlier, earlier_changed, seen, slow_minutes, slow_until, paused_until;
	const char *pause;          /* the decision that says why one is asked to write nothing */
	bool paused, slow, slow_ends, keeps_order;
	struct conversation_paused_list pausing;    /* for those who facilitate */
	const char *group, *team, *connection;  /* of a conversation of a group, of a team, of two: whose it is */
	bool pair, news, party, open, composer, resting, muted, here, folds, older, coordinator;
	struct conversations_care_view care;
	struct conversations_enclose_view enclose;
	struct { size_t n; struct talk_pin *at; } pinned;
	FORM_VIEW(talk_new) form;
	bool anyone;                /* news that anyone may read */
};
PAGE(conversations_one);

struct conversations_message_view {
	const char *conversation, *id, *name, *decision;
	struct safe_html words, own_words;
	int64_t topics, said, edited;
	struct talk_enclosed_list enclosed;
	bool mine, gone, down, pinned, may_write, may_take_down, may_pause, may_pin;
};
PAGE(conversations_message);
struct conversations_down_view { const char *conversation, *id, *name; FORM_VIEW(talk_down) form; };
PAGE(conversations_down);
struct conversations_pause_view { const char *conversation, *id, *name; FORM_VIEW(talk_pause) form; };
PAGE(conversations_pause);
/* group: of which; reads: whoever slows it also reads it. */
struct conversations_slow_view { const char *id, *title, *group; bool reads; FORM_VIEW(talk_slower) form; };
PAGE(conversations_slow);
struct conversations_slow_card_view { const char *id; };
PAGE(conversations_slow_card);
struct conversations_message_edit_view { const char *conversation, *id; struct conversations_care_view care; FORM_VIEW(talk_edit) form; };
PAGE(conversations_message_edit);

struct talk_row { const char *id, *name; int64_t last_at, fresh; bool muted, here, over; };
struct conversations_list_view {
	struct { size_t n; struct talk_row *at; } talks;
	const char *more_after;
	int64_t more_at;
	bool team;                  /* holds a role of a team */
};
PAGE(conversations_list);
struct conversations_card_view {
	struct { size_t n; struct talk_row *at; } talks;
	struct news_fresh_list news;
};
PAGE(conversations_card);
struct conversations_section_view { const char *connection, *id, *name; int64_t fresh, last_at; bool open, any, left; };
PAGE(conversations_section);
struct conversations_group_view { const char *group, *id; int64_t fresh, last_at; bool party, any, over; };
PAGE(conversations_group);

struct conversations_wishes_view { FORM_VIEW(talk_wishes) form; };
PAGE(conversations_wishes);

struct open_news_row { const char *id, *title, *topics; struct safe_html words; int64_t since; };
struct open_news_rows { size_t n; struct open_news_row *at; };
struct conversations_open_news_view { const char *name, *more_after; int64_t more_at; struct open_news_rows news; };
PAGE(conversations_open_news);
struct conversations_open_one_view { const char *name, *title, *said, *topics; struct safe_html words; int64_t since; };
PAGE(conversations_open_one);
struct conversations_open_card_view { struct open_news_rows news; };
PAGE(conversations_open_card);
struct conversations_news_view {
	struct news_list_list news;
	struct news_left_list gone;     /* those that the reader left */
	bool may_announce;
	const char *more_after;
	int64_t more_at;
};
PAGE(conversations_news);
struct conversations_announce_view { const char *assets; struct conversations_enclose_view enclose; FORM_VIEW(news_new) form; };
PAGE(conversations_announce);

struct talk_hit { const char *conversation, *id, *name, *words; int64_t said, topics; bool folded; };
struct conversations_search_view {
	struct { size_t n; struct talk_hit *at; } hits;
	const char *words, *before_id;
	int64_t before, back_to, looked;
	bool asked, more;
	FORM_VIEW(talk_search) form;
};
PAGE(conversations_search);

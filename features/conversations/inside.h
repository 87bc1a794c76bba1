/* What the files of this feature share among themselves. */
#pragma once
#include "conversations.h"
#include "reports.h"
#include "pages.h"

enum { TALK_PAGE = 50, TALK_WORDS_MAX = 4000, TALK_HERE_SECONDS = 3600, TALK_SNIPPET = 80, TALK_LIST = 50, DAY = 86400, HOUR = 3600 };

handler talk_show, talk_since, talk_card_section;                                      /* show.c */
extern const struct live_source talk_live;                                              /* listen.c */
handler talk_say, talk_seen, talk_enclose;                                                            /* say.c */
handler message_show, message_change_show, message_change_save, message_back, message_do_pin, message_unpin, message_of;   /* message.c */
handler message_down, message_down_show, message_pause, message_pause_show, talk_go_on, talk_slow_down;     /* order.c */
handler talk_slow_show, talk_slow_card;                                                 /* slow.c */
enum status talk_let_again(struct req *r, const void *what);                            /* order.c: hears reports_lifted */
enum status talk_hearing(struct req *r, const void *what);                              /* order.c: hears reports_hearing */
/* A message as its routes find it: r->object of message_of.  It begins with its conversation. */
struct one_message { struct conversations_one conversation; struct message_get m; };
extern const struct choices talk_times;
/* May the reader take down and slow here: who coordinates where every member writes, else who facilitates the group. */
bool talk_keeps_order(const struct req *r, const struct conversations_one *c);
bool message_readable(const struct req *r);            /* what message_of left: are its words there to be read?  message.c */
handler picture_show, picture_small_show, voice_play;                                   /* enclosed.c */
handler talk_told_of;                                                                   /* told.c */
handler talk_group_section, talk_group_back;                                           /* group.c */
handler talks_show, talks_card, talk_begin;                                             /* list.c */
handler wishes_show, wishes_save, talk_mute, talk_leave, talk_come_back, talk_here;                     /* wishes.c */
handler announcements_show, announcement_new, announcement_add, announcement_open;                   /* news.c */
enum status announcement_is_open(struct req *r, const char *id, bool *ret);
handler open_news, open_news_one, open_news_feed, open_news_card;                                                        /* news_open.c */
handler talk_search;                                                                    /* search.c */
enum { TALK_EARS = 11 };
extern const struct ear talk_ears[TALK_EARS];                                           /* hear.c */
extern const struct form talk_new_form, talk_page_form, talk_since_form, talk_seen_form, talk_edit_form, talk_list_form, news_open_form, talk_wishes_form, talk_mute_form,
	talk_here_form, news_new_form, talk_slow_form, talk_down_form, talk_pause_form, talk_search_form;

/* The route of this handler: what the gate decides by. */
const struct route *talk_route(handler *handle);

/* Whether something more may be written: open, both still there, nobody blocked.  The answer is the same for all of it. */
enum status talk_may_write(struct req *r, const struct conversations_one *c, bool *ret) MUST_USE;
/* Is the reader asked to write nothing here just now? */
bool talk_paused(const struct req *r, const struct conversations_one *c);
/* Seconds between two messages of one person, as it holds now; 0: none. */
int64_t talk_slow(const struct req *r, const struct conversations_one *c);
/* Notes the fault when the reader is asked to write nothing here just now. */
enum status talk_not_paused(struct req *r, const struct conversations_one *c) MUST_USE;
/* Adds one message of r->who.person; the same form_key twice is one.  CONFLICT with a fault when nothing more is written here. */
struct enclosed_list;
struct talk_words { const char *form_key, *words, *reply; int64_t topics; const struct enclosed_list *enclosed; };
enum status talk_add(struct req *r, const struct conversations_one *c, const struct talk_words *w) MUST_USE;
/* Codes with blanks between, as they are kept; conversations_topics_set is the way back.  No topic is NULL. */
const char *talk_topics_text(struct req *r, int64_t set);
/* What came with the messages of these lines, which are in order; with one message. */
enum status enclosed_into_lines(struct req *r, const char *conversation, size_t n, struct talk_line *lines) MUST_USE;
enum status enclosed_of_message(struct req *r, const char *message, struct talk_enclosed_list *ret) MUST_USE;
/* Hands what came with a message over to a report. */
enum status enclosed_carry(struct req *r, const char *message, struct reports_carrying *to) MUST_USE;
/* The part of a form in which pictures and a voice note are added; mark: of that form (form.h). */
enum status enclosed_form(struct req *r, const char *mark, struct conversations_enclose_view *ret) MUST_USE;
/* The first words, on one line; of a message without words, that something came with it. */
const char *talk_snippet(struct req *r, const char *words);
/* Does it hold words that somebody may write when it is very dark?  Only ever asked of the reader's own. */
bool talk_heavy(struct req *r, const char *said);
/* The same of what was typed into this field of a form and came back: refused words are no less heavy. */
bool talk_heavy_typed(struct req *r, const struct form *f, const char *field);
/* Is it one of the reader's quiet hours? */
enum status talk_quiet_now(struct req *r, bool *ret) MUST_USE;
/* Does this moment lie in quiet hours by the clock of this zone (minutes after midnight; NO_INT: none)?  ret_until: when they end, always later. */
bool talk_quiet_at(const char *zone, int64_t from, int64_t to, int64_t at, int64_t *ret_until);
/* What mail may tell of (feature.h): of messages, of news; and until when that is held back. */
enum status talk_mail_messages(struct req *r, const char *person, int64_t from, int64_t to, int64_t *ret_n) MUST_USE;
enum status talk_mail_news(struct req *r, const char *person, int64_t from, int64_t to, int64_t *ret_n) MUST_USE;
enum status talk_mail_held(struct req *r, const char *person, int64_t *ret_until) MUST_USE;

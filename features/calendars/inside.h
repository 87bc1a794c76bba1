/* What the files of this feature share among themselves. */
#pragma once
#include <inttypes.h>
#include "calendars.h"
#include "calendar.h"
#include "notifications.h"
#include "pages.h"

enum { DAY = 86400, LIST_DAYS = 21, WEEK_DAYS = 7, CELL_ROWS = 3, FIRST_ROWS = 3, LINKS_MAX = 10, FEED_BACK_DAYS = 90 };
enum { VIEW_LIST, VIEW_WEEK, VIEW_MONTH };
enum { OF_ALL, OF_MINE, OF_COMMUNITY };

extern const struct choices calendar_views, calendar_of;
extern const struct form calendar_look_form;
handler calendar_show;                                                                  /* show.c */
extern const struct form calendar_link_form;
handler links_show, links_make, links_end;                                              /* links.c */
handler feed_of, feed_fetch;                                                            /* feed.c */

/* ---- invite.c ---- */
enum { ALL_OF_IT = 0 };     /* the day under which is kept what is known of the whole */
enum status invite_work(struct req *r, const char *payload);
/* What changes who is asked, and to what: a job looks afterwards what each calendar has to be told. */
enum status invite_hear_changed(struct req *r, const void *what);       /* struct gatherings_change */
enum status invite_hear_said(struct req *r, const void *what);          /* struct gatherings_said */
enum status invite_hear_erasing(struct req *r, const void *gathering);
enum status invite_hear_group(struct req *r, const void *what);         /* struct groups_person: came or went */
enum status invite_hear_community_left(struct req *r, const void *what); /* struct communities_member */
/* ---- invite_mail.c ---- */
/* To whom, by which word they answer, of what (NULL: they may not see it any more, and hear no more than that it is gone). */
struct invite_letter {
	const struct mail_wished *to;
	const char *person, *gathering, *token;
	const struct gatherings_one *of;
	int64_t when, day;          /* the moment it tells in words, NO_INT: none; the page it leads to */
	bool first;                 /* the first that they hear of it */
	size_t n;
	struct calendar_event *at;
};
enum status invite_send(struct req *r, const struct invite_letter *l, const char *method) MUST_USE;
/* All places were taken when their answer came. */
enum status invite_send_full(struct req *r, const char *person, const struct gatherings_time *t) MUST_USE;
/* What the mail says beyond "something waits". */
const char *invite_help(const struct req *r);
const char *invite_fuller_help(const struct req *r);
/* The word in the address for answers: nobody guesses it, and it is the same in every mail of one invitation. */
const char *invite_token(struct req *r, const char *invitation);
/* ---- replies.c ---- */
enum reply_is {
	REPLY_TAKEN, REPLY_KNOWN, REPLY_FULL, REPLY_OFF, REPLY_OVER, REPLY_OUTDATED, REPLY_OLDER, REPLY_GONE, REPLY_NOT_OURS, REPLY_NONE, REPLY_FAULTY, REPLY_KINDS
};
/* What one message says; counts in n what became of each answer in it. */
enum status replies_take(struct req *r, struct slice calendar, int64_t n[REPLY_KINDS]) MUST_USE;
enum status replies_command(struct req *r, int argc, char **argv);

/* Names a gathering in calendars, for good. */
const char *calendar_uid(struct req *r, const char *gathering);
/* What a calendar program is told of a gathering.  fuller: what it is called; public: never more than that. */
struct calendar_event calendar_event_of(struct req *r, const struct gatherings_one *g, bool fuller, bool public);
/* The same event, for one time of it. */
void calendar_event_at(const struct gatherings_time *t, struct calendar_event *e);

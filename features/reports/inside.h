/* What the files of this feature share among themselves. */
#pragma once
#include "reports.h"
#include "pages.h"
#include "queries.h"
#include "mine.h"
#include "tell.h"

enum { REPORTS_PAGE = 50, REPORTS_OPEN_MOST = 10, REPORTS_ITEMS_MOST = 60, REPORTS_DAYS_MOST = 366 };
enum { REPORTS_NOTHING, REPORTS_SPOKEN, REPORTS_SUSPENDED, REPORTS_ENDED };     /* places in reports_outcomes */

/* from.c: whom a report would be about, by where one came from. */
handler reports_of_connection, reports_of_proposal, reports_of_ask, reports_of_suggested, reports_of_person, reports_of_group;
/* What is about a team: who else could read it, without `but`? */
enum status reports_others(struct req *r, const char *about, const char *but, bool team, int64_t *ret_n) MUST_USE;
/* A report's share of the pictures and recordings that were attached: where its copies go, and how many bytes it has so far. */
enum { REPORTS_CARRIED_MOST = 6 << 20 };
struct reports_carrying { const char *item; int64_t place; size_t bytes; };
/* Into the things of a report, which stand as they were read. */
enum status reports_carried_into(struct req *r, const char *report, const struct report_items_list *items, struct report_item_seen *seen) MUST_USE;
/* The files of one person for their archive (mine.h). */
enum status reports_files(struct req *r, const char *person, mine_file *each, void *context) MUST_USE;
handler reports_picture, reports_voice;                                                                /* carried.c */
/* How it ended, in words to the one who told; NULL: it is open. */
const char *reports_how(struct req *r, const char *outcome);

handler reports_mine_show, reports_mine_of, reports_take_back, reports_read, reports_told_card;        /* mine.c */
/* Supervisors read what is about the team; who coordinates, all but what is about themselves. */
static inline bool reports_all(const struct req *r) { return may(r, MAY_COORDINATOR); }
handler reports_queue_show, reports_of, reports_show_one, reports_waiting_card, reports_person_card;   /* queue.c */
extern const struct form reports_page_form, reports_decide_form, reports_answer_form, reports_hear_form;
/* Is this person of the team, so that supervisors read what is about them? */
enum status reports_about_team(struct req *r, const char *about, bool *ret) MUST_USE;
/* Of a report and of a decision, for pages that are open (core/tell.h): asked of the page of the one, whom it is about never hears. */
extern const char reports_live[], reports_live_decision[];
/* How far what was decided goes. */
struct reports_reach { bool down, paused; };
struct reports_reach reports_reach(const char *outcome);                                               /* talk.c */
enum status reports_let_again(struct req *r, const struct decision_get *d) MUST_USE;                   /* talk.c: ends what it did */
handler reports_decide;                                                                        /* decide.c */
handler reports_decision_of, reports_decision_show, reports_decision_answer;                   /* decision.c */
handler reports_decisions_show, reports_heard_of, reports_heard_show, reports_heard_say, reports_me_card;      /* heard.c */
/* Kinds of support, in words. */
int64_t reports_kind(const char *code);

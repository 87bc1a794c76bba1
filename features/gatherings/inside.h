/* What the files of this feature share among themselves. */
#pragma once
#include <inttypes.h>
#include "gatherings.h"
#include "calendar.h"
#include "pages.h"

enum {
	DAY = 86400, HOUR = 3600, DAYS_AHEAD = 731, DAYS_BACK = 731, TIMES_MAX = 500, WINDOW_DAYS = 400, TIMES_SHOWN = 12, ITEMS_MAX = 30,
	CARD_DAYS = 7, CARD_ROWS = 8, GROUP_ROWS = 3, GUESTS_MAX = 200, RECORD_DAYS = 21, ALIASES_MAX = 200,
};
enum { KIND_GROUP, KIND_PAIR, KIND_CLASS, KIND_EVENT, KIND_SHIFT };
enum { REPEATS_ONCE, REPEATS_WEEKLY, REPEATS_WEEKDAY, REPEATS_LAST, REPEATS_DAY };
enum { ANSWER_YES, ANSWER_MAYBE, ANSWER_NO };
enum { ASKED_EVERYONE, ASKED_SUPPORTERS, ASKED_NAMED };
enum { ATTEND_COUNT, ATTEND_ALIAS, ATTEND_ACCOUNT };

extern const struct choices gatherings_repeats, gatherings_weekdays, gatherings_asked, gatherings_attendance, gatherings_before;
extern const struct form gathering_plan_form, gathering_change_form, gathering_move_form, gathering_answer_form, gathering_remind_form,
	gathering_item_form, gathering_came_form, gathering_record_form, gathering_settings_form, gathering_guest_form, gathering_open_form;

handler plan_new, plan_add, plan_pair_new, plan_pair_add, plan_group_new, plan_group_add;                              /* plan.c */
handler gathering_show, gathering_edit, gathering_save, gathering_end_from, gathering_off, gathering_on_again;    /* change.c */
handler time_show, time_move_show, time_move, time_off, time_on_again;                  /* one_time.c */
enum status gathering_mail(struct req *r, const char *person, int64_t from, int64_t to, int64_t *ret_n);      /* mail.c */
handler plan_class, class_card;                 /* plan.c */
handler guests_show, guests_add, guests_remove;                                         /* guests.c */
handler series_move_show, series_move;                                                  /* series.c */
handler answer_say, answer_remind;                                                      /* answer.c */
handler agenda_add, agenda_back;                                                        /* agenda.c */
handler came_show, came_save, sheet_show, settings_show, settings_save;                 /* came.c */
handler record_show, record_save;                                                       /* record.c */
handler gatherings_card, gatherings_section, gatherings_group_section;                                            /* cards.c */
handler gatherings_open_list, gatherings_open_one, gatherings_open_card, gatherings_open_group;                   /* open.c */
enum { GATHERING_EARS = 7 };
extern const struct ear gathering_ears[GATHERING_EARS];                                 /* hear.c */

/* ---- rule.c ---- */
/* RFC 5545, without an end; NULL: once. */
const char *gathering_rule(struct arena *a, int64_t repeats, int64_t every, int64_t weekdays, int64_t first_day);
/* "Every week on Wednesday, until 3 May 2026"; NULL: once. */
const char *gathering_rule_words(struct req *r, const struct gatherings_one *g);
/* The place of a day's weekday: 0 Monday. */
int gathering_weekday(int64_t day);
/* Is it the last of its weekday in its month? */
bool gathering_is_last(int64_t day);

/* ---- times.c ---- */
/* Of a gathering's page, for pages that are open (core/tell.h). */
extern const char gathering_kind[];
/* .of for routes whose first {id} is a gathering: r->object is the struct gatherings_one.  MAY_PARTY for those asked, MAY_OWNER for
 * whoever runs it: who planned it, of a pair both. */
enum status gathering_of(struct req *r);
/* The same, and the {day} behind it: r->object is the struct gatherings_time. */
enum status gathering_time_of(struct req *r);
/* The same for who runs it; for all others MISSING, whatever role they have. */
enum status gathering_run_of(struct req *r);
enum status gathering_time_run_of(struct req *r);
/* Between two moments, for whoever asks: of one gathering, or of one connection or group; NULL: of all. */
enum status gathering_times_of(struct req *r, const char *only, const char *subject, int64_t from, int64_t to, struct gatherings_times *ret) MUST_USE;
/* The same of what stands on the open page, for anyone; and one whole gathering that does.  MISSING: it does not. */
enum status gathering_times_shown(struct req *r, const char *only, const char *subject, int64_t from, int64_t to, struct gatherings_times *ret) MUST_USE;
enum status gathering_shown_one(struct req *r, const char *id, struct gatherings_one *ret) MUST_USE;
/* Makes sure that there is a row to write into. */
enum status gathering_keep(struct req *r, const struct gatherings_time *t) MUST_USE;
/* Tells whoever listens.  day NO_INT: all of it. */
enum status gathering_tell(struct req *r, const struct gatherings_one *g, int64_t day) MUST_USE;
/* Goes back to the page of one time. */
enum status gathering_back(struct req *r, const char *notice, const struct gatherings_time *t);
/* A time lies behind us when it has ended. */
static inline bool gathering_over(const struct req *r, const struct gatherings_time *t) { return t->began + t->minutes * 60 <= r->now; }
/* May whoever asks run it: move, call off, count, record? */
bool gathering_may_run(const struct req *r, const struct gatherings_one *g);
/* As rows for a page. */
void gathering_rows(struct req *r, const struct gatherings_times *t, size_t max, struct gathering_row_list *ret);

/* ---- plan.c ---- */
/* The checks that every day and time goes through.  ret_twice: it happens twice, and begins the first time. */
enum status gathering_clock_right(struct req *r, const char *zone, int64_t day, int64_t clock, bool *ret_twice) MUST_USE;
enum status gathering_link_right(struct req *r, const char *link) MUST_USE;
/* May whoever asks put what belongs to this (gathering.belongs) on the open page?  Of the community: a role that speaks for it; of a
 * group: who facilitates it, which the route has found out. */
bool gathering_may_show(const struct req *r, const char *belongs);
/* What stands on the open page is for everyone. */
enum status gathering_shown_right(struct req *r, bool shown, int64_t asked) MUST_USE;

/* ---- hear.c ---- */
/* Takes a gathering away with all that is known of its times; what was recorded stays recorded. */
enum status gathering_erase(struct req *r, const char *id) MUST_USE;
/* ---- agenda.c ---- */
enum status gathering_agenda(struct req *r, const struct gatherings_time *t, struct gathering_plan_list *ret, int64_t *ret_over) MUST_USE;
/* ---- came.c ---- */
/* How this community keeps who came: enum ATTEND_…. */
enum status gathering_attendance(struct req *r, int64_t *ret) MUST_USE;

/* What the files of this feature share among themselves. */
#pragma once
#include "groups.h"
#include "pages.h"

enum { GROUPS_PAGE = 50, GROUP_NAME_MAX = 80, GROUP_LINE_MAX = 300, GROUP_LINES_EACH = 20, GROUP_PASSED_SECONDS = 7 * 86400, DAY = 86400 };

handler groups_all, groups_one_look, groups_overview;                                       /* list.c */
handler groups_new, groups_make, groups_settings, groups_settings_save;                     /* settings.c */
handler groups_way_in, groups_join, groups_pass, groups_not_coming;                          /* join.c */
handler groups_people, groups_let_in, groups_not_now, groups_invite;                        /* people.c */
handler groups_person_of, groups_person_look, groups_person_block, groups_person_ask, groups_person_out;                       /* person.c */
handler groups_part_yes, groups_part_no, groups_step_up, groups_step_down, groups_say_trained; /* parts.c */
handler groups_leaving, groups_leave, groups_ending, groups_end, groups_close;              /* leave.c */
handler groups_agreement, groups_agreement_read, groups_line_propose, groups_line_fine, groups_line_back, groups_agreement_new, groups_agreement_make;  /* agreement.c */
handler groups_version;                                                                     /* earlier.c */
handler groups_tasks_look, groups_task_line, groups_task_off, groups_task_pass, groups_task_swap, groups_task_take, groups_task_done;     /* tasks.c */
handler groups_card;                                                                        /* card.c */
handler groups_open_list, groups_open_one, groups_open_card, groups_show_to_all;            /* open.c */

extern const struct form groups_page_form, group_edit_form, group_join_form, group_pass_form, group_answer_form, group_invite_form, group_part_form,
	group_trained_form, group_shown_form, group_leave_form, group_end_form, group_line_form, group_agreement_form, group_version_form, group_task_form, group_take_form;

/* ---- places.c ---- */
/* Of a group's page, for pages that are open (core/tell.h). */
extern const char group_kind[];
/* What it agreed on: heard by those in it alone. */
extern const char group_kind_agreement[];
/* r->who.person comes in, with the agreement they have read.  *ret_in false: there is no room. */
enum status group_come_in(struct req *r, const struct groups_one *g, const char *person, bool held, int64_t acknowledged, bool *ret_in) MUST_USE;
/* Somebody is no longer in it: what hangs on them goes, and their place is offered. */
enum status group_go(struct req *r, const char *group, const char *community, const char *person) MUST_USE;
/* Offers what is free to who is next in line; places that were not answered in time go on.  Often is once. */
enum status group_offer(struct req *r, const char *group) MUST_USE;
/* Somebody may come in: a place is kept for them, or they stand in line. */
enum status group_let_in(struct req *r, const struct groups_one *g, const char *ask, bool *ret_offered) MUST_USE;
/* Somebody is no longer on the way in. */
enum status group_ask_over(struct req *r, const char *group, const char *ask, const char *state) MUST_USE;
enum status group_offer_work(struct req *r, const char *payload);
enum { GROUP_EARS = 3 };
extern const struct ear group_ears[GROUP_EARS];

/* ---- agreement.c ---- */
/* The lines of an agreement, as they stand one below the other. */
struct str_list group_lines_of(struct req *r, const char *words);
/* The agreement that holds; MISSING: there is none. */
enum status group_agreement_of(struct req *r, const char *group, struct group_agreement *ret) MUST_USE;

/* ---- earlier.c ---- */
/* Every line of both, in order: what stayed stands once, what went before what came in its place.  At most 255 lines each. */
void group_lines_changed(struct req *r, const struct str_list *was, const struct str_list *is, struct group_changes *ret);

/* ---- list.c ---- */
/* Those whom the reader may see: of their own group everyone but who is kept apart, of another who facilitates. */
enum status group_members_of(struct req *r, const struct groups_one *g, struct group_people *ret) MUST_USE;
/* Where r->who.person stands who is not in it. */
enum status group_way_of(struct req *r, const char *group, struct group_way *ret) MUST_USE;

/* A language in the reader's words. */
const char *group_language(struct req *r, const char *code);

/* Whether a group stands on the community's open page: it wishes that, and who coordinates says yes. */
enum { GROUP_NOT_SHOWN, GROUP_WISHES_SHOWN, GROUP_SHOWN };

/* ---- tasks.c ---- */
/* Who has each task next; tasks for which nobody stands in line are left out. */
enum status group_turns_next(struct req *r, const struct groups_one *g, struct group_turns *ret) MUST_USE;

extern const struct choices groups_parts_to_take;

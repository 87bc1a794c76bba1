/* What the files of this feature share among themselves. */
#pragma once
#include "pages.h"

enum { SKILLS_PAGE = 50, SKILLS_MAX = 100, SKILL_STEPS_MAX = 40, SKILL_TITLE_MAX = 120, SKILL_STEP_MAX = 400 };
enum { SKILLS_ME, SKILLS_CONNECTIONS, SKILLS_COMMUNITY };

extern const struct form skills_find_form, skill_words_form, skill_step_words_form, skill_share_form, skill_propose_form, skill_settle_form;

handler skills_list_show, skill_new, skill_begin, skill_words_show, skill_words_save, skills_link;            /* list.c */
handler skill_show, skill_remove, skill_story;                                                              /* one.c */
handler skill_step_new, skill_step_show, skill_step_save, skill_step_tick, skill_step_untick, skill_step_up, skill_step_away, skill_untick_all; /* steps.c */
handler skills_shared_of, skill_read, skill_take, skill_sharing_show, skill_sharing_save;                   /* shared.c */
handler skill_propose, skill_settle;                                                                        /* proposals.c */

/* ---- list.c ---- */
/* INVALID with a fault: this person has too many lists already. */
enum status skill_room(struct req *r) MUST_USE;

/* ---- one.c ---- */
struct skills_one skill_one_of(const struct skill_get *x);
/* Takes a list away with its steps and proposals; copies of it stay their owners'. */
enum status skill_erase(struct req *r, const char *id) MUST_USE;
/* By whom the list is of which this one is a copy, if r->who.person may read that one now; NULL otherwise. */
enum status skill_origin_name(struct req *r, const struct skills_one *s, const char **ret) MUST_USE;

/* ---- steps.c ---- */
/* After the last, or after this one (NULL: the last).  INVALID with a fault: there are enough. */
enum status skill_step_put(struct req *r, const struct skills_one *s, const char *words, const char *after) MUST_USE;

/* ---- proposals.c ---- */
/* What waits for the owner's answer. */
enum status skill_proposals_into(struct req *r, const char *skill, struct skills_show_view *v) MUST_USE;

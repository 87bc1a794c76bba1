/* What the files of this feature share among themselves. */
#pragma once
#include "pages.h"

enum { GOALS_PAGE = 50, GOALS_OPEN_MAX = 50, GOALS_MAX = 500, STEPS_MAX = 40, MOMENTS_SHOWN = 200 };

/* What can happen on the way; the place is stored. */
enum { MOMENT_BEGUN, MOMENT_SURE, MOMENT_DONE, MOMENT_CHANGED, MOMENT_LET_GO, MOMENT_AGAIN, MOMENT_MET, MOMENT_STEP };
/* Places in goals_pieces. */
enum { PIECE_STEPS, PIECE_SURE, PIECE_ROAD };

extern const struct form goals_page_form, goal_words_form, goal_step_new_form, goal_sure_form, goal_turn_form, goal_with_form, goal_about_form;

handler goals_list_show, goal_new, goal_begin, goal_words_show, goal_words_save, goals_link;                 /* list.c */
handler goal_show, goal_step_add, goal_step_tick, goal_step_untick, goal_step_away, goal_say_sure, goal_moment_away;    /* one.c */
handler goal_turn_show, goal_turn_save, goal_again, goal_remove, goal_story;                                 /* turn.c */
handler goal_along_show, goal_along_save, goal_walk_of, goal_walk, goals_section;                            /* along.c */
handler goal_meeting_card, goal_meeting_save;                                                                /* meetings.c */

/* ---- goals.c ---- */
/* One more moment of a goal, at r->now. */
struct goal_said { int64_t kind; const char *sure, *words, *former, *encounter; };
enum status goal_say(struct req *r, const struct goals_one *g, const struct goal_said *said) MUST_USE;
/* Takes a goal away with all that hangs on it. */
enum status goal_erase(struct req *r, const char *id) MUST_USE;

/* ---- one.c ---- */
/* Its steps as rows, with how many are done; the first one not done is the next. */
struct goal_steps { size_t n; struct goal_step_row *at; int64_t done; };
enum status goal_steps_into(struct req *r, const char *goal, struct goal_steps *ret) MUST_USE;
/* "7" → 7; NO_INT when it is not there. */
int64_t goal_sure_read(const char *stored);

/* ---- road.c ---- */
/* The road so far: everything that happened, oldest first, as a picture and in words; what is not in `pieces` (bits of
 * goals_pieces) is left out. */
enum status goal_road(struct req *r, const struct goals_one *g, int64_t pieces, struct goals_road_view *ret) MUST_USE;

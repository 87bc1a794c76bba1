/* What the files of this feature share among themselves. */
#pragma once
#include "pages.h"

extern const struct form wellness_now_form, wellness_chosen_form, wellness_again_form;

handler wellness_check_in, wellness_check_in_save, wellness_day_away, wellness_days_away, wellness_link;    /* day.c */
enum status wellness_hear_gathering(struct req *r, const void *what);                                       /* tools.c */
handler wellness_tools_save, wellness_tools_card;                                                          /* tools.c */
handler wellness_mine_of, wellness_review, wellness_review_save, wellness_reviewed, wellness_section, wellness_due_card;    /* review.c */

/* The day it is where the reader lives. */
int64_t wellness_today(const struct req *r);

/* What the files of this feature share among themselves. */
#pragma once
#include "pages.h"

enum { CRISIS_OPEN_SECONDS = 86400 };   /* a day: long enough for a night in an emergency room */

extern const struct form crisis_named_form, crisis_why_form;

/* A crisis plan of mine: documents_mine_of, and nothing else. */
handler crisis_mine_of;
handler crisis_openers_show, crisis_openers_save, crisis_section;                                       /* openers.c */
handler crisis_may_open_of, crisis_plans_show, crisis_plans_card, crisis_ask, crisis_open;                                 /* opening.c */
handler crisis_opening_of, crisis_opened_show, crisis_told_of, crisis_told_known, crisis_told;          /* opening.c */
handler crisis_wallet, crisis_one_page;                                                                 /* paper.c */

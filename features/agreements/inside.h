/* What the files of this feature share among themselves. */
#pragma once
#include "agreements.h"
#include "pages.h"

handler agreement_show, agreement_mine_show, agreement_mine_save, agreement_card, agreement_section;        /* agreement.c */
handler spot_new, spot_add, spot_show, spot_save, spot_remove;                                              /* hot_spots.c */
handler version_put_forward, version_show, version_say_yes;                                                 /* versions.c */
extern const struct form agreement_mine_form, agreement_spot_form;

/* The other's name, for headings. */
enum status agreement_other_name(struct req *r, const char **ret) MUST_USE;
enum { HOT_SPOTS_MAX = 30 };

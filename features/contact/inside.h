/* What the files of this feature share among themselves. */
#pragma once
#include "pages.h"
#include "tell.h"

/* Of the list of letters, for pages that are open (core/tell.h). */
extern const char contact_live[];
enum { CONTACT_WORDS_MAX = 3000, CONTACT_REACH_MAX = 200, CONTACT_AT_ONCE = 20 };

extern const struct form contact_new_form, contact_list_form, contact_open_form;
/* Only where the community wishes it: MISSING where not. */
enum status contact_open_of(struct req *r);
handler contact_write, contact_send, contact_thanks, contact_way_in;                           /* write.c */
handler contact_list, contact_of, contact_look_after, contact_take_back, contact_rule, contact_rule_save, contact_waiting, contact_link; /* read.c */

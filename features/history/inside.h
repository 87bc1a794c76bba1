/* What the files of this feature share among themselves. */
#pragma once
#include "history.h"
#include "pages.h"

enum { HISTORY_PAGE = 50 };

/* .of for routes of a connection: r->object is the struct connections_one, which is open; MAY_PARTY for the two. */
handler history_of_pair;
/* .of for one that is handed on: r->object is the struct history_get.  MAY_PARTY for who may read it now, MAY_OWNER for who was there before. */
handler history_of;

handler history_choices_show, history_choose_show, history_choose, history_section;     /* choose.c */
handler history_read, history_picture, history_picture_small, history_voice;                                                                   /* read.c */
handler history_asked_show, history_say, history_today;                                 /* answer.c */
extern const struct form history_choice_form, history_page_form, history_answer_form;

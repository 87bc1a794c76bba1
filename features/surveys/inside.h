/* What the files of this feature share among themselves. */
#pragma once
#include "surveys.h"
#include "pages.h"

enum { CODE_WEEKS = 8, SLIPS_MORE = 2, SLIPS_MAX = 200, WEEK_DAYS = 7 };

/* surveys_code.c: the seam.  Today a code is made when it is drawn and only its hash is kept; who drew is kept apart from
 * it by rule.  With blind signatures these two change, nothing else does. */
enum status surveys_draw(struct req *r, const char *batch, const char **ret_code) MUST_USE;
/* The batch a code stands for, spending it (spend) or only looking.  INVALID with a fault when it is unknown or used. */
struct surveys_token { const char *batch, *community; };
enum status surveys_redeem(struct req *r, const char *typed, bool spend, struct surveys_token *ret) MUST_USE;
const char *surveys_path(struct req *r, const char *code);
const char *surveys_link(struct req *r, const char *code);

/* surveys_offer.c */
enum status surveys_hear_encounter(struct req *r, const void *what) MUST_USE;
enum status surveys_batch(struct req *r, const char *community, const char *project, int64_t kind, int64_t month, const char **ret) MUST_USE;
handler surveys_draw_one, surveys_print_slips, surveys_section_draw_card, surveys_card_draw_card;
extern const struct form survey_slips_form_table;

/* surveys_answer.c */
handler surveys_enter_show, surveys_link_show, surveys_again, surveys_answer_send, surveys_thanks_show, surveys_words_show;
extern const struct form survey_code_form_table, survey_asked_form_table, survey_answer_form_table, survey_words_form_table;
struct survey_words_form { const char *project; };

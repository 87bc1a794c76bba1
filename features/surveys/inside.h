/* What the files of this feature share among themselves. */
#pragma once
#include "surveys.h"
#include "pages.h"

enum { CODE_WEEKS = 8, SLIPS_MORE = 2, SLIPS_MAX = 200, WEEK_DAYS = 7, DAY = 86400 };

/* surveys_code.c: the seam.  Today a code is made when it is drawn and only its hash is kept; who drew is kept apart from
 * it by rule.  With blind signatures these two change, nothing else does. */
enum status surveys_draw(struct req *r, const char *batch, const char **ret_code) MUST_USE;
/* The batch a code stands for, spending it (spend) or only looking.  INVALID with a fault when it is unknown or used. */
struct surveys_token { const char *batch, *community; };
enum status surveys_redeem(struct req *r, const char *typed, bool spend, struct surveys_token *ret) MUST_USE;
const char *surveys_path(struct req *r, const char *code);
const char *surveys_link(struct req *r, const char *code);

/* surveys_key.c: the keys of batches.  A batch takes tickets until TICKET_WEEKS after its month; then its private key is
 * destroyed.  A drawn ticket is good for CODE_WEEKS more. */
enum { TICKET_WEEKS = 8, KEYS_READY = 2 };
int64_t surveys_closes(int64_t month);
/* Gives a new batch a key that lies ready and sees that others are made; nothing when the batch is over already. */
enum status surveys_key_for(struct req *r, const char *batch, int64_t month) MUST_USE;
extern const struct job_kind surveys_jobs[2];
handler surveys_key_show, surveys_keys_show;

/* surveys_ticket.c: tickets signed blindly, the half of mathematics. */
handler surveys_sign_slow, surveys_ticket_give, surveys_ticket_answer;
extern const struct form survey_blinded_form_table;

/* surveys_offer.c */
enum status surveys_hear_encounter(struct req *r, const void *what) MUST_USE;
enum status surveys_batch(struct req *r, const char *community, const char *project, int64_t kind, int64_t month, const char **ret) MUST_USE;
handler surveys_draw_one, surveys_print_slips, surveys_section_draw_card, surveys_card_draw_card;
extern const struct form survey_slips_form_table;

/* surveys_answer.c */
/* Keeps an answer under the hash of the ticket or code it came with, and counts it.  INVALID: that was used before. */
struct surveys_spent { const char *batch, *token; };
enum status surveys_keep(struct req *r, struct surveys_spent with, const struct surveys_answer *a) MUST_USE;
/* What was said; false and a fault when that is nothing at all. */
bool surveys_said(struct req *r, const struct survey_answer_form *f, struct surveys_answer *ret);
/* The questions untouched. */
struct survey_answer_form surveys_unsaid(const char *code, bool kiosk);
handler surveys_enter_show, surveys_link_show, surveys_again, surveys_answer_send, surveys_thanks_show;

/* surveys_words.c */
/* Puts own words of finished weeks into lots, once there are enough; a lot never changes any more. */
enum status surveys_into_lots(struct req *r, const char *community) MUST_USE;
handler surveys_words_show;
extern const struct form survey_code_form_table, survey_asked_form_table, survey_answer_form_table, survey_ticket_form_table;

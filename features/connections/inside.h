/* What the files of this feature share among themselves. */
#pragma once
#include "connections.h"
#include "pages.h"

enum { CONNECTIONS_PAGE = 50, CONNECTIONS_SUGGESTED = 10, PROPOSAL_DAYS = 14, DAY = 86400,
       PROPOSING_POINTS = 25, PROPOSING_WEEKS = 26, PROPOSING_NOT_HEARD_OF = 15 * 60,
       PROPOSING_WITH_MOST = 30 };

handler suggest_show, suggest_ask, suggest_pass, offer_show, offer_ask;             /* suggest.c */
handler matters_save;                                                                             /* matters.c */
handler proposals_show, proposal_show, proposal_say_yes, proposal_say_no, proposal_of, proposals_card;   /* proposals.c */
handler connection_block, proposal_block, offer_block;                                      /* block.c */
handler waiting_show, waiting_card;                                                               /* waiting.c */
/* Of the waiting list, for pages that are open (core/tell.h). */
extern const char waiting_live[];
enum status waiting_hear_ask(struct req *r, const void *ask);
handler proposing_start, proposing_cancel, proposing_rule_show, proposing_rule_save;        /* proposing.c */
handler proposing_with_save, proposing_with_end;                                            /* proposing_with.c */
/* Communities that agreed to propose together with r->community take part in this run, but for those in which one is under way. */
enum status proposing_join(struct req *r, const char *run) MUST_USE;
enum status propose_think(struct req *r, const char *payload, const struct job_doors *doors);      /* propose.c */
enum status propose_work(struct req *r, const char *payload);
/* proposing_rest.c: somebody said no to what a coordinator brought up in r->community. */
enum status proposing_after_no(struct req *r) MUST_USE;
enum status proposing_rest_work(struct req *r, const char *payload);
handler connections_show, connection_show, connection_pause, connection_resume, connection_end,
	connection_someone_new, connection_moving_on, connection_move_on;        /* walk.c */

extern const struct form suggest_ask_form, suggest_like_form, suggest_matters_form, suggest_pass_form, offer_ask_form, connection_move_on_form,
	waiting_page_form, proposing_ask_form, proposing_how_form, proposing_with_form;

struct proposing_rule;
/* How a community proposes, as it said or as Kith begins; days: how long any proposal stays open. */
enum status proposing_rule_now(struct req *r, const char *community, struct proposing_rule *ret) MUST_USE;
/* How long it tends to take, in days: the median of the last ones.  NO_INT: too few to say. */
enum status waiting_tends(struct req *r, int64_t *ret_days, int64_t *ret_n) MUST_USE;
/* For whom the last run found nobody, with what was in the way, and what is missing in sentences. */
enum status waiting_alone(struct req *r, struct connections_waiting_view *v) MUST_USE;
/* What matters to the one who asks, among those who are suggested: for their own page. */
enum status matters_load(struct req *r, const struct asks_one *ask, const struct matching_list *people, struct connections_matters_view *v) MUST_USE;
/* Whom not to suggest for this ask. */
enum status connections_without(struct req *r, const struct asks_one *ask, struct str_list *ret) MUST_USE;

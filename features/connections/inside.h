/* What the files of this feature share among themselves. */
#pragma once
#include "connections.h"
#include "pages.h"

enum { CONNECTIONS_PAGE = 50, CONNECTIONS_SUGGESTED = 10, PROPOSAL_DAYS = 14, DAY = 86400 };

handler suggest_show, suggest_ask, suggest_pass, offer_show, offer_ask;             /* suggest.c */
handler proposals_show, proposal_show, proposal_say_yes, proposal_say_no, proposal_of, proposals_card;   /* proposals.c */
handler waiting_show, waiting_card;                                                               /* waiting.c */
handler connections_show, connection_show, connection_pause, connection_resume, connection_end,
	connection_someone_new, connection_moving_on, connection_move_on;        /* walk.c */

extern const struct form suggest_ask_form, suggest_pass_form, offer_ask_form, connection_move_on_form,
	waiting_page_form;

/* Whom not to suggest for this ask. */
enum status connections_without(struct req *r, const struct asks_one *ask, struct str_list *ret) MUST_USE;

/* What each page of this feature is drawn from. */
#pragma once
#include "connections.h"
#include "queries.h"

/* Form structs that pages draw. */
struct suggest_ask { struct str_list people; };
struct suggest_like { const char *like; };
struct suggest_matters { struct str_list matters; int64_t wishes, version; };
struct suggest_pass { const char *person; };
struct offer_ask { bool sure; };
struct proposing_ask { bool all; struct str_list asks; };
struct proposing_how { int64_t points, weeks, days, version; };
struct proposing_with { const char *other; };
struct connection_move_on { const char *words; bool offer_back; };

/* An experience of one's own, and how much it matters now. */
struct matters_row { const char *id, *say; bool little, some, much, raised; };
/* What somebody asked for with "more like this one". */
struct matters_like { const char *name, *shared; };
struct connections_matters_view {
	const char *ask;
	bool any, has_like, alike, differs;
	struct matters_like like;
	struct { size_t n; struct matters_row *at; } rows;
	FORM_VIEW(suggest_matters) form;
};
PAGE(connections_matters);

struct connections_suggest_view {
	const char *ask, *about, *missing;
	int64_t kinds;
	bool mine, helped, has_sent, tends_known;
	int64_t tends, tends_of;
	struct matching_list people;
	struct proposals_sent_list sent;
	struct connections_matters_view matters;
	FORM_VIEW(suggest_ask) form;
};
PAGE(connections_suggest);

struct connections_offer_view { const char *offer, *name, *about; int64_t kinds; FORM_VIEW(offer_ask) form; };
PAGE(connections_offer);

struct connections_proposals_view { struct proposals_for_me_list waiting; };
PAGE(connections_proposals);
struct connections_card_view { struct proposals_for_me_list waiting; };
PAGE(connections_card);

struct connections_waiting_card_view { int64_t n, since; };
PAGE(connections_waiting_card);

struct connections_proposal_view {
	const char *id, *name, *pronouns, *about;
	int64_t kinds, soon, ends;
	bool i_ask, by_coordinator, is_offer, answered;
	struct matching_reasons reasons;
	struct experiences_seen_list told;
};
PAGE(connections_proposal);

/* One who waits, with what is missing. */
struct waiting_row { const char *id, *name; int64_t kinds, soon, asked, days, out_now; bool no_experience, no_ways, no_hours, free; };
/* One for whom nobody was found; shut_out, possible, longer, shorter: as kept in unserved, shut_out 0 when it is too few to tell. */
struct waiting_alone { const char *id, *name; int64_t kinds, days, rule, shut_out, possible, longer, shorter; };
struct waiting_gap { int64_t n; const char *words; };
/* A run of "propose to everyone" that is under way, or how the last one ended. */
struct waiting_run {
	bool now, looking, checking, solving, asking, ending, done, taken_back, proven, led, leads, asked;
	const char *by;
	int64_t began, people, looked, proposed, moved, over;
	int64_t yes, open, past;    /* what came of those who were asked: both said yes; no answer yet; a no, or no answer in time */
};
struct connections_waiting_view {
	struct waiting_run run;
	bool can_propose, any_alone, more_alone;
	int64_t alone_in_all;
	int64_t places, places_of;      /* free here, and with how many people */
	struct { size_t n; struct waiting_gap *at; } gaps;
	struct { size_t n; struct waiting_alone *at; } alone;
	struct { size_t n; struct waiting_row *at; } waiting;
	const char *more_after;
	int64_t more_asked;
	FORM_VIEW(proposing_ask) form;
};
PAGE(connections_waiting);

struct connections_rule_view { FORM_VIEW(proposing_how) form; struct proposing_withs_list others; FORM_VIEW(proposing_with) with; };
PAGE(connections_rule);

struct connections_list_view { struct connections_mine_list mine; int64_t waiting; };
PAGE(connections_list);

struct connections_one_view {
	const char *id, *name, *pronouns, *helps, *helps_not, *area;
	int64_t began, changed;
	bool open, paused, ended, moved_on;
	struct experiences_seen_list told;
	struct closing_words_list closing;
	struct safe_html cards;
	struct cards_named_list see;
};
PAGE(connections_one);

struct connections_move_on_view { const char *id, *name; FORM_VIEW(connection_move_on) form; };
PAGE(connections_move_on);

/* What each page of this feature is drawn from. */
#pragma once
#include "agreements.h"
#include "queries.h"

struct agreement_mine { const char *hopes, *meeting, *off, *power, *ending; int64_t version; };
struct agreement_spot { const char *situation; int64_t level; const char *sign, *wish; int64_t version; };

/* One person's side of the agreement as it stands. */
struct agreement_side { const char *name, *hopes, *meeting, *off, *power, *ending; bool mine, empty; struct { size_t n; struct hot_spots_of *at; } spots; };

struct agreements_show_view {
	const char *connection, *name;
	bool open, has_words, can_put_forward, waits_for_me, waits_for_other;
	int64_t agreed, newest;
	const char *newest_id;
	struct { size_t n; struct agreement_side *at; } sides;
	struct versions_of_list versions;
};
PAGE(agreements_show);

struct agreements_mine_view { const char *connection, *name; FORM_VIEW(agreement_mine) form; };
PAGE(agreements_mine);

struct agreements_spot_view { const char *connection, *name, *id; bool is_new; FORM_VIEW(agreement_spot) form; };
PAGE(agreements_spot);

struct agreements_version_view { const char *connection, *name; int64_t number, made; bool agreed, waits_for_me; const char *id; struct agreement_words_of_list words; };
PAGE(agreements_version);

struct agreements_card_view { struct waiting_for_yes_list waiting; };
PAGE(agreements_card);
struct agreements_section_view { const char *connection; int64_t agreed; bool waits_for_me, open; };
PAGE(agreements_section);

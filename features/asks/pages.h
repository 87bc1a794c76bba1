/* What each page of this feature is drawn from, and the forms on them. */
#pragma once
#include "core.h"
#include "queries.h"

extern const struct choices asks_kinds, asks_soon, asks_room_states, asks_directions, asks_endings, experiences_ways;

/* ---- forms ---- */
struct asks_direction { int64_t direction; };
struct asks_new { const char *about; int64_t direction, kinds, soon, ways; bool helped; };
struct asks_change { const char *about; int64_t kinds, soon, ways, version; bool helped; };
struct asks_room_now { const char *about; int64_t state, capacity, kinds, version; };
struct asks_away { int64_t from_day, until_day; };
struct asks_from { int64_t before; const char *before_id; };

/* ---- pages ---- */
struct asks_row {
	const char *id, *about;
	int64_t direction, kinds, soon, asked, days, ending;
	bool open, offer, helped, waits;
};
struct asks_rows { size_t n; struct asks_row *at; };
struct asks_list_view { struct asks_rows open, over; bool may_have_room; };
PAGE(asks_list);

struct asks_new_view { bool offer; int64_t direction; FORM_VIEW(asks_new) form; };
PAGE(asks_new);

struct asks_show_view {
	const char *id, *about;
	int64_t direction, kinds, soon, ways, asked, days, ending, version;
	bool open, offer, helped, mine, waits;
};
PAGE(asks_show);

struct asks_edit_view { const char *id; bool offer; FORM_VIEW(asks_change) form; };
PAGE(asks_edit);

struct asks_offer { const char *id, *person, *name, *pronouns, *about; int64_t kinds, ways, asked; bool mine; };
struct asks_offer_list { size_t n; struct asks_offer *at; };
struct asks_offers_view { struct asks_offer_list offers; bool more; int64_t next; const char *next_id; };
PAGE(asks_offers);

struct asks_room_view {
	const char *about;
	int64_t state, capacity, kinds, walking, since, version;
	bool said;
	struct asks_off_list off;
	FORM_VIEW(asks_room_now) form;
	FORM_VIEW(asks_away) away;
};
PAGE(asks_room);

struct asks_card_view { struct asks_rows open; };
PAGE(asks_card);

/* What the pages of this feature are drawn from. */
#pragma once
#include "queries.h"
#include "retain.h"

struct retention_kind { const char *code, *title, *from, *why; int64_t lasts; bool change; };
struct retention_kinds { size_t n; struct retention_kind *at; };
struct retention_gone { const char *title, *kind; int64_t day, n; bool few; };  /* few: below the community's minimum, n is NO_INT */
struct retention_gones { size_t n; struct retention_gone *at; };
struct retention_hold { const char *id, *what, *reason, *by, *person, *kind; int64_t made, copies; };
struct retention_holds { size_t n; struct retention_hold *at; };

struct retention_kept_view {
	struct retention_kinds kinds;
	struct retention_gones gone;
	int64_t last;
	bool coordinator, looked;
};
PAGE(retention_kept);

struct retention_held_view { struct retention_holds holds; };
PAGE(retention_held);

struct retention_change { const char *lasts; };
struct retention_change_view { FORM_VIEW(retention_change) form; const char *code, *title, *from, *why; };
PAGE(retention_change);

struct retention_here { const char *name, *slug; struct retention_kinds kinds; };
struct retention_heres { size_t n; struct retention_here *at; };
struct retention_card_view { struct retention_heres heres; };
PAGE(retention_card);

struct hold_why { const char *reason; };
struct retention_hold_view { FORM_VIEW(hold_why) form; const char *title, *id; bool person; };
PAGE(retention_hold);

struct retention_leaving { const char *what, *place, *reason; int64_t made; };
struct retention_leavings { size_t n; struct retention_leaving *at; };
struct retention_leaving_view { struct retention_leavings holds; };
PAGE(retention_leaving);

struct retention_team_view { int64_t lasts; };
PAGE(retention_team);

struct retention_way_view { const char *id; };
PAGE(retention_way);

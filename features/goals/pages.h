/* What each page of this feature is drawn from, and the forms on them. */
#pragma once
#include "goals.h"
#include "queries.h"

extern const struct choices goals_moments;      /* what can happen on the way */

/* ---- forms ---- */
struct goals_page { int64_t before; const char *before_id; };
struct goal_words { int64_t side; const char *words, *why; int64_t version; };
struct goal_step_new { const char *words; };
struct goal_sure { int64_t sure; const char *words; };
struct goal_turn { int64_t turn; const char *now, *words; };
struct goal_with { struct str_list people; int64_t shown; };
struct goal_about { struct str_list goals; };

/* ---- the road: a picture, and the same in words ---- */
struct goal_stone {
	const char *id, *words, *former, *encounter;   /* encounter: where it can be opened, NULL: not here */
	int64_t kind, at, sure, x, y;
	bool pictured, is_plain, is_step, is_sure, is_done, is_let_go, is_change, is_meeting, removable;
};
struct goal_ahead { int64_t x, y; };
struct goals_road_view {
	const char *goal, *way, *way_ahead;     /* paths of the picture; way_ahead NULL: nothing lies ahead */
	int64_t width, height, pictured, left_out;     /* left_out: how many of the oldest stand only in the words below it */
	bool mine;
	struct { size_t n; struct goal_stone *at; } stones;
	struct { size_t n; struct goal_ahead *at; } ahead;
};
PAGE(goals_road);

/* ---- mine ---- */
struct goal_row { const char *id, *words, *next; int64_t state, changed, done, of; };
struct goal_side_rows { const char *code, *title, *help; struct { size_t n; struct goal_row *at; } goals; };
struct goals_list_view {
	struct { size_t n; struct goal_side_rows *at; } sides;
	struct { size_t n; struct goal_row *at; } past;
	bool none, more, later;
	int64_t next;
	const char *next_id;
	struct safe_html cards;
};
PAGE(goals_list);
struct goals_words_view { const char *id; FORM_VIEW(goal_words) form; };
PAGE(goals_words);

struct goal_step_row { const char *id, *words; bool done, next; int64_t when; };
struct goal_name_row { const char *name; };
struct goals_show_view {
	const char *id, *words, *why;
	int64_t side, state, done, of, sure;
	bool open, let_go, has_sure, has_steps;
	struct { size_t n; struct goal_step_row *at; } steps;
	struct { size_t n; struct goal_name_row *at; } along;
	struct goals_road_view road;
	struct safe_html cards;
	struct cards_named_list see;
	FORM_VIEW(goal_step_new) step;
	FORM_VIEW(goal_sure) how_sure;
};
PAGE(goals_show);
struct goals_turn_view { const char *id, *words; FORM_VIEW(goal_turn) form; };
PAGE(goals_turn);
struct goals_along_view { const char *id, *words; bool none; FORM_VIEW(goal_with) form; };
PAGE(goals_along);

/* ---- who walks along ---- */
struct goals_walk_view {
	const char *id, *connection, *name, *words, *why;
	int64_t side, state, done, of, sure;
	bool mine, shows_steps, shows_road, has_sure;
	struct { size_t n; struct goal_step_row *at; } steps;
	struct goals_road_view road;
};
PAGE(goals_walk);
struct goals_section_view { const char *connection; struct { size_t n; struct goal_row *at; } theirs; };
PAGE(goals_section);
struct goals_link_view { bool none; };
PAGE(goals_link);
struct goals_meetings_view { const char *encounter; FORM_VIEW(goal_about) form; };
PAGE(goals_meetings);

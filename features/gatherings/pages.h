/* What each page of this feature is drawn from. */
#pragma once
#include "gatherings.h"
#include "queries.h"

struct gatherings_class_view { const char *id; };
PAGE(gatherings_class);
struct gathering_plan {
	const char *form_key, *kind, *title, *about, *place, *link, *town;
	int64_t day, clock, minutes, mode, zone, repeats, every, weekdays, until, times, capacity, asked, round_in, round_out;
	bool open, shown;
};
struct gathering_change {
	const char *title, *about, *place, *link, *town;
	int64_t clock, minutes, mode, capacity, asked, round_in, round_out, version;
	bool open, shown;
};
struct gathering_move { int64_t day, clock, minutes; };
struct gathering_answer { int64_t answer; };
struct gathering_remind { int64_t before; };
struct gathering_item { const char *words; int64_t minutes; };
struct gathering_came { int64_t headcount; const char *aliases; struct str_list people; };
struct gathering_record { int64_t met, minutes, headcount, given; bool mutual; const char *project, *topics, *outcome, *next_step; };
struct gathering_settings { int64_t attendance; };

/* One time in a list. */
struct gathering_row {
	const char *id, *day, *title, *answer;
	int64_t kind, began, minutes, left;
	bool cancelled, moved, full, yes, maybe, limited;
};
struct gathering_row_list { size_t n; struct gathering_row *at; };
struct gatherings_row_view { struct gathering_row_list times; };
PAGE(gatherings_row);

struct gatherings_plan_view { const char *connection, *group, *name, *zone; bool pair, in_community, may_show; FORM_VIEW(gathering_plan) form; };
PAGE(gatherings_plan);

struct gatherings_show_view {
	const char *id, *title, *about, *rule, *next_day;
	int64_t kind;
	bool may_run, cancelled, open, shown, goes_on, series, pair;
	struct gathering_row_list coming;
	struct gatherings_row_view times;
};
PAGE(gatherings_show);
struct gathering_guest { const char *person, *name; };
struct gathering_guest_row { const char *person, *name; bool yes, maybe, no; };
struct gathering_guest_row_list { size_t n; struct gathering_guest_row *at; };
struct gatherings_guests_view {
	const char *id, *title;
	bool only, can_pick, coordinates;
	struct gathering_guest_row_list people;
	FORM_VIEW(gathering_guest) form;
};
PAGE(gatherings_guests);
struct gatherings_edit_view { const char *id; bool pair, in_community, may_show; FORM_VIEW(gathering_change) form; };
PAGE(gatherings_edit);

/* One step of the plan of a time: a round, or what somebody brought up. */
struct gathering_step { const char *id, *words, *name; int64_t at, until, minutes; bool round_in, round_out, removable; };
struct gathering_plan_list { size_t n; struct gathering_step *at; };
struct gatherings_time_view {
	const char *assets, *id, *day, *title, *about, *place, *link, *there, *rule, *encounter, *connection, *other;
	int64_t kind, mode, began, ends, minutes, taken, left, too_long;
	bool cancelled, all_off, moved, over, full, limited, yes, maybe, no, answers, may_run, may_record, series, skipped, twice, shift, pair, plans, open;
	struct gathering_plan_list plan;
	FORM_VIEW(gathering_answer) answer;
	FORM_VIEW(gathering_remind) remind;
	FORM_VIEW(gathering_item) item;
};
PAGE(gatherings_time);
struct gatherings_move_view { const char *id, *day, *title, *rule; int64_t began; bool series; FORM_VIEW(gathering_move) form; };
PAGE(gatherings_move);

struct gatherings_came_view { const char *id, *day, *title; int64_t began; bool count, alias, account; FORM_VIEW(gathering_came) form; };
PAGE(gatherings_came);
struct gathering_line { int64_t number; };
struct gathering_line_list { size_t n; struct gathering_line *at; };
struct gatherings_sheet_view { const char *id, *day, *title; int64_t began; struct gathering_line_list lines; };
PAGE(gatherings_sheet);
struct gatherings_record_view { const char *id, *day, *title; int64_t began; bool pair, shift, has_projects; FORM_VIEW(gathering_record) form; };
PAGE(gatherings_record);
struct gatherings_settings_view { FORM_VIEW(gathering_settings) form; };
PAGE(gatherings_settings);

/* What anyone may read of what is planned, without an account. */
struct gatherings_open_row_view { struct gathering_row_list times; };
PAGE(gatherings_open_row);
struct gathering_open { int64_t after; const char *after_id; };
struct gatherings_open_list_view { const char *name, *more_id; int64_t more_after; struct gathering_row_list coming; struct gatherings_open_row_view times; };
PAGE(gatherings_open_list);
struct gatherings_open_one_view {
	const char *id, *title, *about, *rule, *town, *zone, *group, *to;
	int64_t kind, mode;
	bool cancelled, member, signed_in;
	struct { size_t n; struct gathering_row *at; } coming;
};
PAGE(gatherings_open_one);
struct gatherings_open_card_view { bool more; struct gatherings_open_row_view times; };
PAGE(gatherings_open_card);
struct gatherings_open_group_view { struct gatherings_open_row_view times; };
PAGE(gatherings_open_group);

struct gatherings_card_view { struct gatherings_row_view soon, record; };
PAGE(gatherings_card);
struct gatherings_section_view { const char *connection; bool may_plan; struct gatherings_row_view soon; };
PAGE(gatherings_section);
struct gatherings_group_view { const char *group; bool leads; struct gatherings_row_view soon; };
PAGE(gatherings_group);

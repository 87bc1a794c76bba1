/* What each page of this feature is drawn from, and the forms on them. */
#pragma once
#include "groups.h"
#include "queries.h"

/* ---- forms ---- */
struct groups_page { const char *after; int64_t made; };
struct group_edit {
	const char *name, *purpose, *who_for, *meets, *place, *link, *town, *welcome, *farewell, *ending, *project;
	int64_t lang, way, capacity, answer_days, mode, version;
	bool shows, earlier, open_page;
};
struct group_shown { bool shown; };
struct group_join { const char *words; bool read; int64_t number; };
struct group_pass { bool keep; };
struct group_answer { const char *words; };
struct group_invite { const char *person; };
struct group_part { int64_t part; };
struct group_trained { bool trained; };
struct group_leave { const char *hand_on; };
struct group_end { const char *words; bool sure; };
struct group_line { const char *words; };
struct group_agreement_new { const char *words; int64_t made_on, renew_on, number; };
struct group_task { int64_t task; };
struct group_take { int64_t task; const char *person; };

/* ---- pieces ---- */
struct group_agreement { int64_t number, made_on, renew_on; struct str_list lines; bool renew; };
struct group_row { const char *id, *name; int64_t part; bool mine, trained, asked; };
struct group_people { size_t n; struct group_row *at; };
/* Where somebody stands who is not in it. */
struct group_way { bool asked, waiting, offered, invited, not_now; int64_t until, before; const char *inviter, *answer, *words; };
struct group_turn { int64_t task; const char *person, *name; bool mine, swap, can_take; };
struct group_task_line { int64_t task; const char *code; bool mine, first, swap, passable; struct { size_t n; struct group_turn *at; } line; };
struct group_turns { size_t n; struct group_turn *at; };

/* ---- pages ---- */
struct groups_list_view {
	struct peer_groups_mine_list mine;
	struct { size_t n; struct group_offered { const char *id, *name, *purpose, *meets, *lang; int64_t way, mode, made; bool full, asked, waiting, offered, invited; } *at; } others;
	const char *more_after;
	int64_t more_made;
	bool coordinator;
};
PAGE(groups_list);

struct groups_one_view {
	const char *id, *name, *purpose, *who_for, *lang, *meets, *place, *link, *welcome, *looking_back;
	int64_t way, mode, members, capacity, ended, asking;
	bool over, belongs, leads, full, room, limited, shown, unled, unread, asked_to, last_to_lead, drop_in, closed, may_end, shown_to_all, wishes_shown;
	struct group_way my;
	struct group_agreement agreement;
	struct group_people people;
	struct group_turns next;
	struct safe_html cards;
	struct cards_named_list see;
};
PAGE(groups_one);

struct groups_settings_view { const char *id, *name; bool is_new, has_projects; FORM_VIEW(group_edit) form; };
PAGE(groups_settings);

struct groups_way_in_view {
	const char *id, *name, *purpose, *welcome;
	bool closed, full, has_agreement, asks;
	struct group_way my;
	struct group_agreement agreement;
	FORM_VIEW(group_join) form;
};
PAGE(groups_way_in);

struct group_asker { const char *person, *name, *words; int64_t since, until; bool asked, waiting, offered; };
struct groups_asking_view {
	const char *id, *name;
	bool leads, closed, can_invite;
	int64_t members, capacity;
	bool limited;
	struct { size_t n; struct group_asker *at; } asking;
	FORM_VIEW(group_answer) answer;
	FORM_VIEW(group_invite) invite;
};
PAGE(groups_asking);

struct groups_person_view { const char *id, *group, *person, *name; int64_t part, joined; bool leads, trained, asked, plain; FORM_VIEW(group_part) form; };
PAGE(groups_person);

struct groups_leave_view { const char *id, *name, *farewell; bool last, others; FORM_VIEW(group_leave) form; };
PAGE(groups_leave);
struct groups_end_view { const char *id, *name, *ending; FORM_VIEW(group_end) form; };
PAGE(groups_end);

struct groups_agreement_view {
	const char *id, *name;
	bool leads, over, unread, belongs;
	struct group_agreement agreement;
	int64_t members;
	struct { size_t n; struct group_proposed { const char *id, *name, *words; int64_t fine; bool mine, said; } *at; } lines;
	struct peer_group_agreements_list earlier;
	FORM_VIEW(group_line) form;
};
PAGE(groups_agreement);
struct groups_agreement_new_view { const char *id, *name; bool first; FORM_VIEW(group_agreement_new) form; };
PAGE(groups_agreement_new);

/* A line of a version beside the one before it: came, went, or stayed. */
struct group_change { const char *words; bool came, went; };
struct group_changes { size_t n; struct group_change *at; };
struct group_version_asked { const char *id; int64_t number; };
struct groups_version_view { const char *id, *name; int64_t number, made_on, before, after; bool first, holds; struct group_changes lines; };
PAGE(groups_version);

struct groups_tasks_view { const char *id, *name; struct { size_t n; struct group_task_line *at; } tasks; };
PAGE(groups_tasks);

struct groups_overview_view {
	struct { size_t n; struct group_told { const char *id, *name, *project; int64_t way, mode, made, members, waiting, renew_on, ended; bool few, some_wait, many_wait, unled, renew, over, open_page, wishes_page; } *at; } groups;
	const char *more_after;
	int64_t more_made, min;
};
PAGE(groups_overview);

/* What anyone may read of a group, without an account. */
struct group_open { const char *id, *name, *meets, *town, *lang; int64_t mode, made; };
struct group_open_rows { size_t n; struct group_open *at; };
struct groups_open_list_view { const char *name, *more_after; int64_t more_made; struct group_open_rows groups; };
PAGE(groups_open_list);
struct groups_open_one_view {
	const char *id, *name, *purpose, *who_for, *meets, *town, *lang, *to;
	int64_t way, mode;
	bool closed, drop_in, member, signed_in;
	struct safe_html cards;
	struct cards_named_list see;
};
PAGE(groups_open_one);
struct groups_open_card_view { bool more; struct group_open_rows groups; };
PAGE(groups_open_card);

struct groups_card_view {
	struct peer_group_for_me_list answers;
	struct peer_group_to_do_list doing;
	struct peer_group_my_turns_list turns;
	struct { size_t n; struct group_told_me { const char *id, *name, *inviter; int64_t until; bool offered, invited, not_now; } *at; } told;
};
PAGE(groups_card);

/* What each page of this feature is drawn from, and the forms on them. */
#pragma once
#include "communities.h"
#include "queries.h"

extern const struct choices communities_langs, communities_text_kinds, communities_invitation_states;

/* ---- before a community ---- */

struct communities_named { const char *slug, *name, *about; };
struct communities_named_list { size_t n; struct communities_named *at; };

struct communities_front_view { struct communities_named_list open; };
PAGE(communities_front);
struct communities_start_closed { const char *slug, *name; int64_t until; bool for_good; };
struct communities_start_view {
	struct communities_named_list mine, open;
	struct { size_t n; struct communities_start_closed *at; } closed;
};
PAGE(communities_start);

struct communities_line_shown {
	const char *name, *phone, *text_to, *text_word, *chat, *call_at, *text_at, *languages, *spoken, *hours, *what_happens, *verified;
	int64_t verified_on;
};
struct communities_crisis_view { struct { size_t n; struct communities_line_shown *at; } lines; };
PAGE(communities_crisis);

/* ---- the way in ---- */

struct communities_way_in_view {
	const char *name, *about, *to;
	struct safe_html about_words, cards;
	struct cards_named_list see;
	int64_t joining;
	bool invited, closed, signed_in, closed_to_me, for_good;    /* closed: to everybody new */
	int64_t until;
};
PAGE(communities_way_in);

struct communities_join { const char *code; bool agree; int64_t number; };
struct communities_join_view {
	const char *name, *rules, *rules_lang, *to;
	struct safe_html rules_words;
	int64_t number, since;
	bool again, signed_in, invited, closed, changed;    /* again: a member who is asked once more; invited: a code is asked for, or came along */
	FORM_VIEW(communities_join) form;
};
PAGE(communities_join);

struct communities_welcome_view { const char *name, *welcome, *welcome_lang; struct safe_html welcome_words; };
PAGE(communities_welcome);

struct communities_rules_view { const char *rules, *rules_lang; struct safe_html rules_words; int64_t number, since; };
PAGE(communities_rules);

struct communities_limits { bool understood; int64_t number; const char *to; };
struct communities_outside { const char *name; int64_t role, from; };
struct communities_outside_list { size_t n; struct communities_outside *at; };
struct communities_limits_view {
	const char *limits, *limits_lang;
	struct safe_html limits_words;
	int64_t number, since;
	bool accepted, to_accept, changed;
	struct communities_outside_list outside;            /* who evaluates and who bills; told to members */
	struct safe_html cards;
	struct cards_named_list see;
	FORM_VIEW(communities_limits) form;
};
PAGE(communities_limits);

/* ---- people and roles ---- */

struct communities_role_seen { const char *id, *given_by; int64_t role, from, until; bool over, now, later; };
struct communities_role_seen_list { size_t n; struct communities_role_seen *at; };

struct communities_membership_view {
	const char *name;
	int64_t joined;
	bool accepted_limits, people, outside;              /* people: the reader may look at the list of members */
	struct communities_role_seen_list roles;
	struct safe_html cards;
	struct cards_named_list see;
};
PAGE(communities_membership);

struct communities_coordinating_view { const char *name; struct safe_html cards; struct cards_named_list see; };
PAGE(communities_coordinating);

struct communities_member_row { const char *id, *name; int64_t joined; bool outside, accepted; struct communities_role_seen_list roles; };
struct communities_page { int64_t before; const char *id, *name; };     /* name: who is looked for; only in the list of people */
struct communities_member_rows { size_t n; struct communities_member_row *at; };
struct communities_people_view {
	struct communities_member_rows people;
	const char *sought, *next;                          /* sought: the name looked for; NULL: everybody */
	FORM_VIEW(communities_page) form;
};
PAGE(communities_people);

struct communities_role { int64_t role, from; };
struct communities_person_view {
	struct safe_html cards;
	const char *id, *name, *pronouns, *trouble;         /* trouble: why a role could not be ended; NULL: nothing */
	int64_t joined, closed_until;                       /* NO_INT: not closed to them */
	bool outside, accepted, is_closed, coordinator;     /* outside: works for it and is no member; coordinator: the reader is one and may change roles */
	struct communities_role_seen_list roles;
	FORM_VIEW(communities_role) form;
};
PAGE(communities_person);

/* ---- invitations ---- */

struct communities_invite { int64_t role, days; const char *note; };
struct communities_invitation_row {
	const char *id, *made_by, *used_by, *note;
	int64_t state, role, made, ends, used;
	bool waiting, has_role, was_used;
};
struct communities_invitations_view {
	struct { size_t n; struct communities_invitation_row *at; } invitations;
	const char *next;
	FORM_VIEW(communities_invite) form;
};
PAGE(communities_invitations);

struct communities_invitation_view { const char *name, *code, *link, *typed_at; struct safe_html qr; int64_t ends; };
PAGE(communities_invitation);

/* ---- settings ---- */

struct communities_settings {
	const char *name, *about, *zone, *leave_to;
	int64_t lang, joining, formality, min_cell, version;
	bool pictures, voices;
};
struct communities_settings_view {
	const char *slug, *name, *about, *zone, *leave_to;
	int64_t lang, joining, formality, min_cell, version;
	bool pictures, voices;
	FORM_VIEW(communities_settings) form;
};
PAGE(communities_settings);

/* One field for each word, form and language; communities_settings.c walks them in the order of enum vocabulary. */
struct communities_own_words {
	const char *person_one_en, *person_many_en, *person_one_es, *person_many_es;
	const char *supporter_one_en, *supporter_many_en, *supporter_one_es, *supporter_many_es;
	const char *plan_one_en, *plan_many_en, *plan_one_es, *plan_many_es;
	const char *note_one_en, *note_many_en, *note_one_es, *note_many_es;
	const char *group_one_en, *group_many_en, *group_one_es, *group_many_es;
	const char *encounter_one_en, *encounter_many_en, *encounter_one_es, *encounter_many_es;
	int64_t version;
};
struct communities_own_words_view { struct communities_own_words_now_list words; int64_t version; FORM_VIEW(communities_own_words) form; };
PAGE(communities_own_words);

struct communities_text_row { const char *code; int64_t kind, number, since; bool there; };
struct communities_texts_view { struct { size_t n; struct communities_text_row *at; } texts; };
PAGE(communities_texts);

struct communities_text { const char *en, *es; bool preview; int64_t number; };
struct communities_text_edit_view {
	const char *code, *en, *es;
	int64_t kind, number;
	bool asks_again, preview;                           /* asks_again: who accepted an earlier version is asked again */
	struct safe_html preview_en, preview_es;
	FORM_VIEW(communities_text) form;
};
PAGE(communities_text_edit);

struct communities_line_edit {
	const char *name, *phone, *text_to, *text_word, *chat, *languages, *hours, *what_happens;
	bool own;
	int64_t for_lang, verified_on, version;
};
struct communities_line_row {
	const char *id, *name, *phone, *text_to, *chat, *verified;
	bool own, old, for_one;                             /* for_one: only for readers of for_lang */
	int64_t verified_on, for_lang;
};
struct communities_lines_view { struct { size_t n; struct communities_line_row *at; } lines; FORM_VIEW(communities_line_edit) form; };
PAGE(communities_lines);
struct communities_line_edit_view { const char *id, *name, *verified; int64_t version; FORM_VIEW(communities_line_edit) form; };
PAGE(communities_line_edit);

struct communities_project_edit { const char *name, *about; int64_t version; };
struct communities_project_row { const char *id, *slug, *name, *about; int64_t made, closed; bool is_closed; };
struct communities_projects_view { struct { size_t n; struct communities_project_row *at; } projects; FORM_VIEW(communities_project_edit) form; };
PAGE(communities_projects);
struct communities_project_edit_view { const char *id, *slug, *name; int64_t version; bool is_closed; FORM_VIEW(communities_project_edit) form; };
PAGE(communities_project_edit);

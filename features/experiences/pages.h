/* What each page of this feature is drawn from, and the forms on them. */
#pragma once
#include "core.h"
#include "queries.h"

/* Lists that pages say: doors and forms know them too. */
extern const struct choices experiences_shown, experiences_ways, experiences_reaches, experiences_genders, experiences_age_bands, experiences_wishes,
	experiences_matters, experiences_tag_kinds;

/* ---- forms ---- */
struct experiences_pick { const char *tag; };
struct experiences_telling { const char *tag, *own_tag, *words; int64_t shown, matters; bool support_with; };
struct experiences_changing { const char *words; int64_t shown, matters, version; bool support_with; };
struct experiences_helping { const char *helps, *helps_not; int64_t version; };
struct experiences_meeting { const char *area, *place; int64_t ways, reach, version; };
struct experiences_placing { const char *name; double lat, lon; };
struct experiences_hours { struct week week; int64_t version; };
struct experiences_facts { int64_t gender, age_band, version; bool veteran, family; };
struct experiences_wishing { int64_t wishes, wishes_needed, version; };
struct experiences_liking { struct str_list interests; const char *own; };
struct experiences_sparing { struct str_list spots; };
struct experiences_parting { const char *name; };
struct experiences_from { int64_t before; const char *before_id; };
struct experiences_offering { int64_t kind; const char *label, *label_es; };
struct experiences_wording { const char *label_es; bool offered; };

/* ---- about me ---- */
struct experiences_item { const char *id, *tag, *words; int64_t shown, matters, matters_at; bool support_with; };
struct experiences_items { size_t n; struct experiences_item *at; };
/* One stretch of free hours: two moments of an invented week in the reader's zone. */
struct experiences_stretch { int64_t from, until; };
struct experiences_stretches { size_t n; struct experiences_stretch *at; };
struct experiences_free_day { const char *weekday; struct experiences_stretches hours; };
struct experiences_free_days { size_t n; struct experiences_free_day *at; };
struct experiences_word { const char *words; };
struct experiences_word_list { size_t n; struct experiences_word *at; };
struct experiences_about_me_view {
	struct experiences_items items;
	const char *helps, *helps_not, *area, *place, *week;
	int64_t ways, reach, gender, age_band, wishes, wishes_needed, kept_apart;
	bool helps_told, facts_told, veteran, family, ready;
	struct experiences_free_days free;
	struct experiences_word_list interests;
};
PAGE(experiences_about_me);

/* A tag to choose: pick is its place in the list or its id, so that the address says nothing. */
struct experiences_pickable { const char *pick, *code, *words; };
struct experiences_pickables { size_t n; struct experiences_pickable *at; };
struct experiences_heading { const char *title; struct experiences_pickables tags; };
struct experiences_headings { size_t n; struct experiences_heading *at; };
struct experiences_choose_view { struct experiences_headings groups; struct experiences_pickables own; };
PAGE(experiences_choose);

struct experiences_new_view { const char *tag, *say; FORM_VIEW(experiences_telling) form; };
PAGE(experiences_new);

struct experiences_change_view {
	const char *id, *tag, *words;
	int64_t shown, matters, version;
	bool support_with;
	FORM_VIEW(experiences_changing) form;
};
PAGE(experiences_change);

/* ---- small steps ---- */
struct experiences_helps_view { const char *helps, *helps_not; int64_t version; FORM_VIEW(experiences_helping) form; };
PAGE(experiences_helps);
struct experiences_meeting_view { const char *area, *place; int64_t ways, reach, version; bool places; FORM_VIEW(experiences_meeting) form; };
PAGE(experiences_meeting);
struct experiences_week_view { const char *week, *zone; int64_t version; FORM_VIEW(experiences_hours) form; };
PAGE(experiences_week);
struct experiences_facts_view { int64_t gender, age_band, version; bool veteran, family; FORM_VIEW(experiences_facts) form; };
PAGE(experiences_facts);
struct experiences_wishes_view { int64_t wishes, wishes_needed, version; FORM_VIEW(experiences_wishing) form; };
PAGE(experiences_wishes);
struct experiences_interests_view { struct experiences_pickables chosen; FORM_VIEW(experiences_liking) form; };
PAGE(experiences_interests);
struct experiences_apart_view { struct experiences_apart_mine_list names; FORM_VIEW(experiences_parting) form; };
PAGE(experiences_apart);
struct experiences_not_now_view { struct experiences_pickables chosen; FORM_VIEW(experiences_sparing) form; };
PAGE(experiences_not_now);

/* ---- for coordinators ---- */
struct experiences_own_tag { const char *id, *label, *label_es; int64_t kind, made; bool offered; };
struct experiences_own_tags { size_t n; struct experiences_own_tag *at; };
struct experiences_tags_view {
	struct experiences_own_tags tags;
	bool more;
	int64_t next;
	const char *next_id;
	FORM_VIEW(experiences_offering) form;
};
PAGE(experiences_tags);
struct experiences_tag_view { const char *id, *label, *label_es; int64_t kind; bool offered; FORM_VIEW(experiences_wording) form; };
PAGE(experiences_tag);

/* ---- on Today ---- */
struct experiences_card_view { bool told, ways; };
PAGE(experiences_card);

/* A place of the community's list; where: whether it says where it lies. */
struct experiences_place_row { const char *id, *name; bool where; };
struct experiences_place_rows { size_t n; struct experiences_place_row *at; };
struct experiences_places_view { struct experiences_place_rows places; FORM_VIEW(experiences_placing) form; };
PAGE(experiences_places);

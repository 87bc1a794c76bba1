/* What each page of this feature is drawn from. */
#pragma once
#include "encounters.h"
#include "queries.h"

struct encounter_pair { int64_t met, day, clock, minutes, mode, place, given; bool spontaneous, mutual; const char *project, *outcome, *next_step; int64_t version; };
struct encounter_group { const char *project; int64_t day, clock, minutes, headcount, mode, place, given; const char *topics, *outcome; int64_t version; };
struct encounter_own { const char *words; int64_t kind; };

struct encounters_pair_view { const char *connection, *name, *id; bool is_new, has_projects; FORM_VIEW(encounter_pair) form; };
PAGE(encounters_pair);
struct encounters_group_view { const char *id, *group, *group_name; bool is_new; struct groups_brief_list mine; FORM_VIEW(encounter_group) form; };
PAGE(encounters_group);

struct encounters_show_view {
	const char *id, *connection, *name, *outcome, *next_step, *topics, *project_name, *recorder_name;
	int64_t began, minutes, headcount, mode, place, given, version;
	bool met, planned, mutual, mine, is_group, has_place;
	struct encounter_words_of_list words;
	struct safe_html cards;
	struct cards_named_list see;
	FORM_VIEW(encounter_own) form;
};
PAGE(encounters_show);

struct encounters_list_view { const char *connection, *name; struct encounters_last_list met; bool may_record; const char *more_after; int64_t more_began; };
PAGE(encounters_list);
struct encounters_groups_view { struct encounters_groups_list met; const char *more_after; int64_t more_began; };
PAGE(encounters_groups);
struct encounters_circle_view { const char *group, *name; struct encounters_of_group_list met; bool may_record; const char *more_after; int64_t more_began; };
PAGE(encounters_circle);
struct encounters_circle_section_view { const char *group; struct encounters_of_group_list met; bool may_record, more; };
PAGE(encounters_circle_section);
struct encounters_section_view { const char *connection; bool may_record, more; struct encounters_last_list met; };
PAGE(encounters_section);
struct encounters_card_view { struct encounters_to_record_list people; struct wording_waits_list wording; bool facilitates; };
PAGE(encounters_card);

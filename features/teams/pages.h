/* What each page of this feature is drawn from. */
#pragma once
#include "queries.h"
#include "core.h"

struct team_row { const char *id, *name; };
struct teams_page { const char *after; int64_t at; };      /* a list goes on behind this one */
struct teams_list_view { struct { size_t n; struct team_row *at; } teams; bool looks_after; };
PAGE(teams_list);

struct team_reader { const char *name; bool coordinates, supervises, facilitates, mine; };
struct team_note { const char *id, *name, *writer; int64_t written; bool mine; };
struct team_notes { size_t n; struct team_note *at; };
struct teams_one_view {
	const char *id, *name, *talk, *more_after;
	int64_t fresh, last_at, more_at;
	bool belongs, party, any, may_choose;
	struct { size_t n; struct team_reader *at; } people;
	struct team_notes notes;
	struct safe_html cards;
};
PAGE(teams_one);

struct team_chosen { struct str_list people; };
struct teams_people_view { const char *id, *name; FORM_VIEW(team_chosen) form; };
PAGE(teams_people);

struct handover_new { const char *about, *words; bool agreed; };
struct teams_write_view { const char *id, *name; bool some; FORM_VIEW(handover_new) form; };
PAGE(teams_write);
struct teams_note_view { const char *id, *team, *name, *words; int64_t written; bool mine, about_me; };
PAGE(teams_note);

struct handed_one { const char *id, *words, *writer, *team; int64_t written; bool fresh; };
struct teams_mine_view { struct { size_t n; struct handed_one *at; } notes; const char *more_after; int64_t more_at; bool fresh; };
PAGE(teams_mine);
struct teams_card_view { int64_t about_me, for_team; };
PAGE(teams_card);
struct teams_section_view { const char *name; int64_t n; };
PAGE(teams_section);

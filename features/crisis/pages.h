/* What each page of this feature is drawn from, and the forms on them. */
#pragma once
#include "crisis.h"
#include "queries.h"

struct crisis_named { struct str_list people; };
struct crisis_why { const char *reason; };

struct crisis_opening_row { const char *name, *reason; int64_t opened; };
struct crisis_openers_view {
	const char *id, *document;
	bool somebody;
	struct { size_t n; struct crisis_opening_row *at; } openings;
	FORM_VIEW(crisis_named) form;
};
PAGE(crisis_openers);

struct crisis_plan_row { const char *id, *name; };
struct crisis_plans_view { struct { size_t n; struct crisis_plan_row *at; } plans; };
PAGE(crisis_plans);
struct crisis_plans_card_view { int64_t n; };
PAGE(crisis_plans_card);
struct crisis_open_view { const char *id, *name; FORM_VIEW(crisis_why) form; };
PAGE(crisis_open);
struct crisis_opened_view { const char *name; int64_t ends; struct documents_words_list parts; };
PAGE(crisis_opened);

struct crisis_told_row { const char *id, *document, *name, *reason; int64_t opened; };
struct crisis_told_view { struct { size_t n; struct crisis_told_row *at; } told; };
PAGE(crisis_told);
struct crisis_section_view { const char *id; };
PAGE(crisis_section);

struct crisis_line { const char *title, *words; };
struct crisis_wallet_view { const char *id, *name; int64_t now; bool cut; struct { size_t n; struct crisis_line *at; } front, back; };
PAGE(crisis_wallet);
struct crisis_one_page_view { const char *id, *name, *assets; int64_t now; struct documents_words_list parts; };
PAGE(crisis_one_page);

/* What each page of this feature is drawn from, and the forms on them. */
#pragma once
#include "queries.h"
#include "wellness.h"

struct wellness_now { int64_t feeling; const char *words; };
struct wellness_chosen { struct str_list tools; };
struct wellness_again { int64_t every; };

struct wellness_row { const char *id, *words; int64_t day, feeling; };
struct wellness_check_in_view {
	bool has_line, any;
	const char *points;
	int64_t first_day, last_day;
	struct { size_t n; struct wellness_row *at; } days;
	FORM_VIEW(wellness_now) form;
};
PAGE(wellness_check_in);
struct wellness_link_view { bool none; };
PAGE(wellness_link);

struct wellness_section_view { const char *id; };
PAGE(wellness_section);
struct wellness_tools_view { const char *id, *part; bool none; struct { size_t n; const char **at; } chosen; FORM_VIEW(wellness_chosen) form; };
PAGE(wellness_tools);
struct wellness_review_view { const char *id, *document; int64_t due; bool wished; FORM_VIEW(wellness_again) form; };
PAGE(wellness_review);
struct wellness_due_row { const char *id, *title; };
struct wellness_due_view { struct { size_t n; struct wellness_due_row *at; } due; };
PAGE(wellness_due);

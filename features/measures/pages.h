/* What each page of this feature is drawn from, and the form on it. */
#pragma once
#include "definition.h"
#include "queries.h"

/* Every answer as "ITEM-STEP", both from 1; step 0: left out. */
struct measure_answers { struct str_list answers; };

struct measure_offer { const char *code, *name, *about; int64_t questions; };
struct measures_list_view { struct { size_t n; struct measure_offer *at; } offers; };
PAGE(measures_list);
struct measures_link_view { bool none; };
PAGE(measures_link);

struct measure_step_row { const char *code, *label; };
struct measure_item_row { const char *words; int64_t number; struct { size_t n; struct measure_step_row *at; } steps; };
struct measures_questions_view { const char *title, *lang; struct { size_t n; struct measure_item_row *at; } items; };
PAGE(measures_questions);
struct measure_value_row { const char *id; int64_t taken, answered, asked; double value; bool there; };
struct measure_line { const char *title, *points, *label; int64_t least, most, first, last; bool has_line; struct { size_t n; struct measure_value_row *at; } values; };
struct measures_take_view {
	const char *code, *name, *about, *source, *licence, *lang;
	bool other_language, any, several;
	struct { size_t n; struct measures_questions_view *at; } groups;
	struct { size_t n; struct measure_line *at; } lines;
};
PAGE(measures_take);

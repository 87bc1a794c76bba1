/* What each page of this feature is drawn from, and the form on it. */
#pragma once
#include "definition.h"
#include "queries.h"

/* Every answer as "ITEM-STEP", both from 1; step 0: left out. */
struct measure_answers { struct str_list answers; };

struct measure_load { struct slice file; bool permitted; };

struct measure_offer { const char *code, *name, *about; int64_t questions; bool closed; };
struct measures_list_view { struct { size_t n; struct measure_offer *at; } offers; bool loads; };
PAGE(measures_list);
struct measures_link_view { bool none; };
PAGE(measures_link);

struct measure_step_row { const char *code, *label; };
struct measure_item_row { const char *words; int64_t number; struct { size_t n; struct measure_step_row *at; } steps; };
struct measures_questions_view { const char *title, *lang; struct { size_t n; struct measure_item_row *at; } items; };
PAGE(measures_questions);
struct measure_value_row { const char *id; int64_t taken, answered, asked; double value; bool there; };
struct measure_line { const char *title, *points, *label; int64_t least, most, first, last; bool has_line; struct { size_t n; struct measure_value_row *at; } values; };
/* One's own line as one definition counts; earlier: it was changed since. */
struct measures_series_view { const char *code, *name; bool earlier; struct { size_t n; struct measure_line *at; } lines; };
PAGE(measures_series);
struct measures_take_view {
	const char *code, *name, *about, *source, *licence, *notice, *lang;
	bool in_english, other_language, any, several, closed;
	struct { size_t n; struct measures_questions_view *at; } groups;
	struct { size_t n; struct measures_series_view *at; } series;
};
PAGE(measures_take);
struct measure_loaded_row { const char *id, *code, *name; int64_t loaded, number, questions; bool ours; };
struct measures_load_view { struct { size_t n; struct measure_loaded_row *at; } loaded; FORM_VIEW(measure_load) form; };
PAGE(measures_load);

/* What each page of this feature is drawn from. */
#pragma once
#include "imports.h"
#include "queries.h"

struct import_upload { const char *project; struct slice file; };
struct import_sample { int64_t began, kind, minutes, given; bool returned; };

struct imports_show_view { struct imports_of_list before; FORM_VIEW(import_upload) form; };
PAGE(imports_show);
struct imports_preview_view {
	const char *id, *project, *ignored;
	int64_t encounters, surveys;
	bool already;
	struct { size_t n; struct import_sample *at; } samples;
};
PAGE(imports_preview);

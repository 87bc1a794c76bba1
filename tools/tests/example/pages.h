/* What the pages of the example are drawn from: one of every tag. */
#pragma once
#include "core.h"

struct example_person { const char *id, *name; int64_t since; struct str_list languages; };
struct example_form { const char *about; int64_t kind; };
extern const struct choices example_kinds;

struct example_row_view { const char *id, *name; };
PAGE(example_row);

struct example_every_view {
	bool open;
	const char *id, *name, *link;
	int64_t count, at, day, kind, kinds;
	struct safe_html story;
	struct { size_t n; const struct example_person *at; } people;
	struct { size_t n; struct example_row_view *at; } rows;
	FORM_VIEW(example_form) form;
};
PAGE(example_every);

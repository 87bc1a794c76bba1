/* What each page of this feature is drawn from. */
#pragma once
#include "core.h"
#include "queries.h"

struct matching_fit { int64_t experience, support_with, interests, hours, way, wishes, room, version; };

/* How an invented supporter stands before somebody: place from 1, points of 1000. */
struct weights_row { const char *name; int64_t now_place, now, then_place, then; bool higher, lower; };
struct weights_asker { const char *name, *about; struct { size_t n; struct weights_row *at; } rows; };
struct weights_askers { size_t n; struct weights_asker *at; };
struct weights_person { const char *name, *about; };

struct matching_fit_view {
	int64_t experience, support_with, interests, hours, way, wishes, room;  /* as tried */
	int64_t version;
	bool differs;                   /* from what is in use */
	struct weights_askers askers;
	struct { size_t n; struct weights_person *at; } people;
	FORM_VIEW(matching_fit) form;
};
PAGE(matching_fit);

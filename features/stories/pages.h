/* What each page of this feature is drawn from, and the forms on them. */
#pragma once
#include "stories.h"
#include "queries.h"

struct story_telling { int64_t listener, topics, version; };
struct story_find { const char *words; int64_t topic, before; const char *before_id; };
struct story_wishes { int64_t topics; };
struct story_tell { const char *part; };

/* How long something takes to read aloud. */
struct story_length { const char *title; int64_t seconds, minutes; bool short_one; };
struct story_version { const char *id, *title; int64_t listener; struct story_length length; };
struct story_told_row { const char *name, *part; int64_t told; bool over; };
struct stories_telling_view {
	const char *id, *document;
	struct { size_t n; struct story_version *at; } versions;
	struct { size_t n; struct story_told_row *at; } told;
	FORM_VIEW(story_telling) form;
};
PAGE(stories_telling);

struct story_row { const char *id, *title, *name, *reason; int64_t seconds, minutes, listener, topics; bool short_one; };
struct story_rows { size_t n; struct story_row *at; };
struct stories_shelf_view {
	struct story_rows for_me, found;
	bool searched, more, later;
	int64_t left_out, next;
	const char *next_id, *typed, *topic;
	FORM_VIEW(story_find) form;
};
PAGE(stories_shelf);
struct stories_filter_view { FORM_VIEW(story_wishes) form; };
PAGE(stories_filter);

struct stories_section_view {
	const char *id;
	int64_t listener, topics;
	bool on_shelf;
	struct story_length whole;
	struct { size_t n; struct story_length *at; } parts;
};
PAGE(stories_section);
struct stories_length_view { struct story_length length; };
PAGE(stories_length);

/* kind and place: "connections" or "groups", and which. */
struct stories_tell_view { const char *kind, *place, *name; bool none, group; FORM_VIEW(story_tell) form; };
PAGE(stories_tell);
struct story_heard { const char *id, *name, *title, *words; int64_t told; bool mine; };
struct stories_told_section_view { const char *kind, *place; bool group; struct { size_t n; struct story_heard *at; } heard; };
PAGE(stories_told_section);

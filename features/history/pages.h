/* What each page of this feature is drawn from. */
#pragma once
#include "queries.h"
#include "conversations.h"

/* An earlier conversation of mine, and how far the one I walk with now may read it. */
struct history_earlier { const char *conversation, *name; int64_t began, changed, from_at; bool shared, all, asked, yes, no, left; };
struct history_shared { const char *id; int64_t from_at, until_at; bool all; };
struct history_choices_view {
	const char *connection, *name;
	struct { size_t n; struct history_earlier *at; } mine;
	struct { size_t n; struct history_shared *at; } theirs;
};
PAGE(history_choices);

struct history_choice { int64_t what, from; };
struct history_choose_view { const char *connection, *conversation, *name, *former; bool left; FORM_VIEW(history_choice) form; };
PAGE(history_choose);

struct history_page { int64_t before; };
struct history_enclosed_one { const char *id, *words, *length; int64_t width, height; bool picture; };
/* What came with one message, in one share. */
struct history_with_view { const char *share, *message; struct { size_t n; struct history_enclosed_one *at; } all; };
PAGE(history_with);
struct history_line {
	struct history_with_view with;
	const char *id, *name;
	struct safe_html words;
	int64_t said, topics, day_at;
	bool theirs, hidden, gone, folded, edited, day_first;
};
struct history_read_view {
	const char *id, *connection, *name;
	struct { size_t n; struct history_line *at; } lines;
	int64_t from_at, until_at, earlier;
	bool all, older, shows;
};
PAGE(history_read);

struct history_answer { bool yes; };
struct history_question { const char *id, *name, *reader; int64_t from_at, until_at; bool all, asked, yes; };
struct history_asked_view { struct { size_t n; struct history_question *at; } questions; };
PAGE(history_asked);

struct history_section_view { const char *connection, *name; bool could, reads; };
PAGE(history_section);
struct history_card_view { int64_t n; };
PAGE(history_card);

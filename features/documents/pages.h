/* What each page of this feature is drawn from, and the forms on them. */
#pragma once
#include "documents.h"
#include "queries.h"

/* ---- forms ---- */
struct documents_page { int64_t before; const char *before_id; };
struct document_begin { const char *template, *title; };
struct document_settings { const char *title; bool comments; int64_t version; };
struct document_words { const char *words; int64_t version, draft, then; };
struct document_draft { const char *words; int64_t draft; };
struct document_bring { int64_t number, version; };
struct document_share { int64_t audience; struct str_list people; const char *group; int64_t until; };
struct document_export { int64_t as; };
struct document_print { bool large; };

struct document_title { const char *title; };
struct document_beside { const char *words; };
struct document_comment { const char *words; };
struct document_propose { const char *words; };
struct document_settle { int64_t answer, version; };

/* ---- mine ---- */
struct documents_row { const char *id, *title, *form; int64_t changed, written, of, drafts, shared; };
struct documents_offer { const char *code, *name, *about; };
struct documents_list_view {
	struct { size_t n; struct documents_row *at; } mine;
	struct { size_t n; struct documents_offer *at; } offers;
	bool more, later;
	int64_t next;
	const char *next_id;
	struct safe_html cards;
};
PAGE(documents_list);

struct document_line {
	const char *code, *title, *words;
	bool written, has_draft, shared, over, nobody, no_group, proposed;   /* nobody: shared with people who have all left; no_group: with a group in which is nobody else */
	int64_t audience, until, saved;
};
struct document_lines { size_t n; struct document_line *at; };
struct documents_show_view {
	const char *id, *title, *form, *about, *notice, *next, *assets;
	int64_t written, of;
	bool shared, begun;
	struct document_lines parts;
	struct safe_html cards;
	struct cards_named_list see;
	FORM_VIEW(document_title) own;
};
PAGE(documents_show);
struct documents_settings_view { const char *id, *title; FORM_VIEW(document_settings) form; };
PAGE(documents_settings);

struct documents_answers_view {
	const char *id, *code, *now;
	int64_t version;
	struct document_proposals_waiting_list proposals;
	struct document_comments_of_list comments;
	struct documents_words part;    /* what others said beside it */
};
PAGE(documents_answers);
struct documents_write_view {
	const char *id, *code, *document, *title, *prompt, *reason, *example, *assets, *before, *after, *words;
	int64_t place, of, draft_at, audience, version, draft_number;
	bool has_draft, shared, has_earlier, own, both;
	struct documents_answers_view answers;
	struct safe_html cards;
	FORM_VIEW(document_title) rename;
	FORM_VIEW(document_words) form;
};
PAGE(documents_write);
struct documents_earlier_view { const char *id, *code, *document, *title, *now; int64_t version; struct versions_kept_list versions; };
PAGE(documents_earlier);
struct documents_sharing_view {
	const char *id, *code, *document, *title;          /* code NULL: all parts at once */
	bool all, shared, nobody, elsewhere, has_groups;
	struct document_lines parts;
	FORM_VIEW(document_share) form;
};
PAGE(documents_sharing);

/* ---- of others ---- */
struct documents_shared_row { const char *id, *title, *form, *name; int64_t changed; };
struct documents_shared_view { struct { size_t n; struct documents_shared_row *at; } rows; struct safe_html cards; bool more, later; int64_t next; const char *next_id; };
PAGE(documents_shared);
struct documents_read_view { const char *id, *title, *form, *name; bool open, answers; struct documents_words_list parts; struct safe_html cards; };
PAGE(documents_read);

struct document_said { const char *id, *name, *words; int64_t said; bool mine; };
struct documents_part_view {
	const char *id, *code, *document, *title, *name, *words;
	bool comments, may_propose, may_beside, has_beside;
	struct documents_words part;    /* what others said beside it */
	struct { size_t n; struct document_said *at; } said;
	FORM_VIEW(document_comment) form;
	FORM_VIEW(document_propose) other;
	FORM_VIEW(document_beside) beside;
};
PAGE(documents_part);

struct documents_print_view { const char *id, *title, *notice, *name; int64_t now; bool large; struct documents_words_list parts; };
PAGE(documents_print);
struct documents_group_view { struct { size_t n; struct documents_shared_row *at; } rows; };
PAGE(documents_group);
struct documents_card_view { int64_t n, drafts, proposed; };
PAGE(documents_card);

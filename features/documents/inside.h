/* What the files of this feature share among themselves. */
#pragma once
#include "pages.h"
#include "template.h"

enum { OWN_PARTS_MAX = 20, DOCUMENTS_PAGE = 50, DOCUMENTS_MAX = 200, VERSIONS_KEPT = 50, WORDS_MAX = 20000, PASTE_MAX = 4 << 20 };

extern const struct form documents_page_form, document_begin_form, document_settings_form, document_words_form, document_draft_form,
	document_bring_form, document_share_form, document_comment_form, document_propose_form, document_settle_form, document_export_form, document_print_form, document_title_form, document_beside_form;

handler documents_show, document_begin, document_show, document_settings_show, document_settings_save, document_remove_all;  /* list.c */
handler document_write, document_save, document_draft, document_draft_drop;                                      /* write.c */
handler document_earlier, document_bring_back;                                                                  /* earlier.c */
handler document_sharing, document_share, document_sharing_all, document_share_all, document_withdraw_all;      /* sharing.c */
handler documents_group_card, documents_shared_show, document_read, document_open_of, document_read_open, documents_card;             /* read.c */
handler document_part_show, document_comment, document_comment_take_back, document_comment_remove, document_propose, document_settle; /* answers.c */
handler document_own_begin, document_own_title, document_own_remove;                                            /* own.c */
handler document_beside_save, document_beside_away;                                                             /* beside.c */
handler document_print, document_export;                                                                        /* export.c */

/* ---- write.c ---- */
/* The part in the path, of a document of mine.  MISSING: no such part; ret_stored is then NULL: nothing was written in it yet. */
struct document_place { const struct documents_one *d; const struct documents_template *t; const struct documents_part *part; const struct section_get *stored; };
enum status document_place_of(struct req *r, struct document_place *ret) MUST_USE;
/* The same, and a row for it. */
enum status document_place_make(struct req *r, struct document_place *ret) MUST_USE;
/* New words take the place of what is there, which is kept.  CONFLICT with the form drawn again: saved meanwhile. */
enum status document_put(struct req *r, const struct document_place *p, const char *words, int64_t version) MUST_USE;

/* ---- list.c ---- */
enum status document_lines_of(struct req *r, const struct documents_one *d, struct document_lines *ret) MUST_USE;

/* ---- beside.c ---- */
/* Is this a part beside which others who were there may write? */
bool document_is_both(const struct documents_one *d, const char *code);
/* What the reader said beside it; NULL: nothing. */
const char *document_beside_mine(const struct req *r, const struct documents_words *part);

/* ---- answers.c ---- */
/* The part in the path, if this reader may read it now; its section's id. */
enum status document_part_readable(struct req *r, struct documents_words *ret, const char **ret_section) MUST_USE;
/* What readers said of a part and proposed for it, for its owner. */
enum status document_answers_of(struct req *r, const struct section_get *s, struct documents_answers_view *ret) MUST_USE;

/* ---- rights.c ---- */
enum status document_tell_changed(struct req *r, const struct documents_one *d) MUST_USE;
/* The title of a part: own, where it is of one's own making; of one that its form no longer knows, that it is from an earlier one. */
const char *document_part_title(struct req *r, const struct documents_template *t, const char *code, const char *own);

/* ---- going.c ---- */
/* Takes the document with all its parts away, after telling who hangs on it. */
enum status document_erase(struct req *r, const struct documents_one *d) MUST_USE;
enum status documents_hear_left(struct req *r, const void *what) MUST_USE;
enum status documents_hear_gone(struct req *r, const void *what) MUST_USE;

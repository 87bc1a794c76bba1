/* What each page of this feature is drawn from. */
#pragma once
#include "surveys.h"
#include "queries.h"

/* Comes with a code, or with a ticket: batch, prefix and signature. */
struct survey_answer_form { const char *code, *batch, *prefix, *signature; int64_t found, heard, hope_before, hope_after, again; const char *words; bool kiosk; };
struct survey_code_form { const char *code; bool kiosk; };
struct survey_slips_form { int64_t slips; };

struct surveys_drawn_view { const char *encounter, *code, *link, *path; struct safe_html qr; };
PAGE(surveys_drawn);
struct survey_slip { const char *code, *link; struct safe_html qr; };
struct surveys_slips_view { const char *encounter; struct { size_t n; struct survey_slip *at; } slips; };
PAGE(surveys_slips);
struct surveys_enter_view { bool kiosk; const char *assets; FORM_VIEW(survey_code_form) form; FORM_VIEW(survey_answer_form) ticket; };
PAGE(surveys_enter);
struct surveys_answer_view { bool kiosk; FORM_VIEW(survey_answer_form) form; };
PAGE(surveys_answer);
struct surveys_thanks_view { bool kiosk; };
PAGE(surveys_thanks);
/* key: of the batch, as base64url; NULL: tickets are not drawn (yet, or any more) */
struct surveys_section_view { const char *encounter, *assets, *batch, *key; bool mine, drawn, slips; FORM_VIEW(survey_slips_form) form; };
PAGE(surveys_section);
struct surveys_card_view { struct offers_waiting_list waiting; };
PAGE(surveys_card);
struct surveys_words_view { int64_t min_cell; struct answers_words_list words; bool held_back; };
PAGE(surveys_words);
struct survey_key_row { int64_t month, kind; const char *batch, *fingerprint; bool open; int64_t closes; };
struct surveys_keys_view { struct { size_t n; struct survey_key_row *at; } keys; };
PAGE(surveys_keys);

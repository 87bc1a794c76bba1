/* What a field shows when it is drawn: the person's own input if the form came back, else what is stored. */
#pragma once
#include "form_parts.h"

/* One field being drawn. */
struct drawing {
	struct out *o;
	const struct form_drawn *f;
	const struct form_field *x;
	const struct fault *fault;      /* NULL: none */
	bool stale;                     /* what is stored differs from what the person wrote */
	char id[128];
};

/* A value of a field with one value as it stands in an input; numbers are written into room. */
struct shown { struct slice text; char room[48]; };
void shown_typed(const struct drawing *d, struct shown *ret);
void shown_stored(const struct drawing *d, struct shown *ret);
void shown_now(const struct drawing *d, struct shown *ret);

/* Is this choice, option or row ticked?  k: its place in .of. */
bool ticked_typed(const struct drawing *d, const char *code);
bool ticked_stored(const struct drawing *d, const char *code, int64_t k);
bool ticked_now(const struct drawing *d, const char *code, int64_t k);
struct week week_now(const struct drawing *d);

const struct form_options *options_of(const struct drawing *d);
/* The field was typed, something is stored, and the two are not the same. */
bool shown_differs(const struct drawing *d);
/* "Saved meanwhile: …" */
void out_stored(const struct drawing *d);
/* Bytes that somebody sent, escaped for an attribute or text; what is not UTF-8 or not a character is left out. */
void out_sent(struct out *o, enum words_place place, struct slice s);

/* f-NAME, or f-MARK-NAME. */
void field_id(const struct form_drawn *f, const struct form_field *x, char *to, size_t size);
void out_fault_words(struct out *o, const struct fault *fault);

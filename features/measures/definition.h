/* What a published list of questions is: everything that differs from one to another is data. */
#pragma once
#include "measures.h"

enum { MEASURE_ITEMS_MAX = 60, MEASURE_SCALES_MAX = 8, MEASURE_STEPS_MAX = 11 };

/* How an item is answered: labels and what each counts, in the order in which they are shown. */
struct measure_steps { size_t n; struct { const char *label; int64_t value; } at[MEASURE_STEPS_MAX]; };
/* scale: under which it is asked, and counts; also: bits of further scales in which it counts. */
struct measure_item { const char *words; const struct measure_steps *steps; int scale; bool reversed; unsigned also; };
/* answered_least: with fewer answers there is no figure at all; nothing is ever filled in for an answer left out.  times: what a sum or
 * mean is multiplied with, 0: nothing. */
struct measure_scale { const char *title; bool mean; int64_t least, most, answered_least, times; };
struct measure {
	const char *code, *name, *about;        /* name, about: messages */
	const char *lang;                       /* of items and labels: the language in which they were published */
	const char *source, *licence, *notice;  /* said under it; licence: a message; notice: as its owner asks, NULL: nothing */
	const char *loaded;                     /* id of the definition it was read from, whose texts are no messages; NULL: comes with Kith */
	bool closed;                            /* not offered any more: one's own line stays */
	size_t n_items;
	const struct measure_item *item;
	size_t n_scales;
	const struct measure_scale *scale;
};
extern const struct measure measure_barc10, measure_cbi;

/* Does this item count in that scale? */
bool measure_counts(const struct measure_item *item, size_t scale);
/* One scale of one answering.  given: the place of each answer among its steps, -1 for one left out. */
struct measure_score { bool there; double value; int64_t answered, asked; };
void measure_score(const struct measure *m, const int *given, struct measure_score ret[MEASURE_SCALES_MAX]);
/* As it is stored: a letter for each answer, 'a' the first step, '-' left out.  False: these are no answers to this list. */
bool measure_read(const struct measure *m, const char *stored, int given[MEASURE_ITEMS_MAX]) MUST_USE;
const char *measure_write(struct arena *a, const struct measure *m, const int *given);

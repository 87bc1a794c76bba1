/* What file.c and file_whole.c share: a file while it is being read. */
#pragma once
#include "file.h"

struct file_steps { int64_t line; const char *name; struct measure_steps steps; };
struct file_scale { int64_t line; const char *name; bool counts; struct measure_scale scale; };
struct file_item { int64_t line; const char *steps, *scales; struct measure_item item; };
struct reading {
	struct arena *a;
	struct measure *m;
	struct measure_wrongs *wrong;
	int64_t line;
	enum { IN_TOP, IN_STEPS, IN_SCALE, IN_ITEM, IN_NOTHING } in;
	size_t n_steps, n_scales, n_items;
	struct file_steps steps[MEASURE_SCALES_MAX];
	struct file_scale scales[MEASURE_SCALES_MAX];
	struct file_item items[MEASURE_ITEMS_MAX];
};

/* Notes a fault at x->line: {0} in it is the line, {1} and {2} these. */
void file_wrong(struct reading *x, const char *words, struct word_arg one, struct word_arg two);
/* ---- file_whole.c ---- */
/* Judges what was read as a whole, and makes x->m of it when nothing is wrong. */
void file_whole(struct reading *x);

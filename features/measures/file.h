/* A list of questions as a file: plain text that whoever holds the permission can write by hand.  docs/measures.md says how. */
#pragma once
#include "definition.h"

enum { MEASURE_FILE_BYTES = 65536, MEASURE_WRONG_MAX = 20, MEASURE_WORDS_MAX = 400, MEASURE_LINE_MAX = 1000 };

/* What is wrong with it: a message in which {0} is the line, {1} and {2} what was found or is wanted. */
struct measure_wrong { const char *words; struct word_arg arg[3]; };
struct measure_wrongs { size_t n; struct measure_wrong at[MEASURE_WRONG_MAX]; };
/* Reads one.  False: ret_wrong holds at least one sentence, and *ret nothing.  What it gives lives in a. */
bool measure_file_read(struct arena *a, struct slice text, struct measure *ret, struct measure_wrongs *ret_wrong) MUST_USE;

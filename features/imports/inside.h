/* What the files of this feature share among themselves. */
#pragma once
#include "imports.h"
#include "pages.h"
#include "csv.h"

enum import_column {
	C_DATE, C_KIND, C_MODE, C_MINUTES, C_HEADCOUNT, C_TOPICS, C_GIVEN,
	C_FOUND, C_HEARD, C_HOPE_BEFORE, C_HOPE_AFTER, C_AGAIN, C_WORDS, C_COUNT,
};
extern const char *const import_columns[C_COUNT];

/* One row as read: read.c. */
struct import_fault { enum import_column column; const char *words, *value; };  /* words: N_, with {0} for the value */
struct import_row {
	struct encounters_brought encounter;
	struct surveys_answer answer;
	bool returned;
	size_t n_faults;
	struct import_fault faults[C_COUNT];
};
/* place[c]: which cell of the row holds column c, -1 for none. */
void import_read(struct req *r, const struct csv_row *row, const int place[C_COUNT], struct import_row *ret);

/* A whole file, all or nothing: bring.c. */
struct import_result {
	int64_t encounters, surveys, faults;    /* faults: how many in all; the first of them are in r->faults */
	const char *ignored;                    /* columns that are not used, with commas */
	bool already;                           /* these rows were brought in before: nothing was added */
	struct { size_t n; struct import_sample *at; } samples;
};
/* dry: reads and checks everything, writes nothing.  project: a name; made when it is not there (not when dry).  INVALID
 * with r->faults when anything is wrong: then nothing was written. */
enum status import_file(struct req *r, struct slice content, const char *project, bool dry, struct import_result *ret) MUST_USE;

handler import_show, import_preview, import_yes;
extern const struct form import_form;
enum status import_command(struct req *r, int argc, char **argv) MUST_USE;
enum { IMPORT_PAGE_BYTES = 2 << 20, IMPORT_SAMPLES = 5, IMPORT_FAULTS_SHOWN = 50 };

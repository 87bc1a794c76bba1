/* CSV in and out.  Reading: BOM, LF or CRLF, quoted fields with line breaks, ',' ';' or tab found from the heading line.
 * Writing: RFC 4180 with CRLF; a cell that a spreadsheet would take for a formula is neutralised. */
#pragma once
#include "out.h"

enum { CSV_COLUMNS_MAX = 64, CSV_FIELD_MAX = 64 * 1024 };

/* Reads as a stream: hand in any pieces, a row is called as soon as it is whole. */
struct csv_row { int64_t line; size_t n; const struct slice *at; };     /* line: where the row begins, from 1 */
struct csv_reader;
typedef enum status csv_each(void *context, const struct csv_row *row);
struct csv_reader *csv_reader_new(csv_each *each, void *context);
/* INVALID: malformed at *csv_trouble; any other status is what a row call answered. */
enum status csv_feed(struct csv_reader *c, struct slice piece) MUST_USE;
enum status csv_finish(struct csv_reader *c) MUST_USE;
/* A plain sentence (N_) and its line and column (characters, from 1); NULL when all is well. */
const char *csv_trouble(const struct csv_reader *c, int64_t *ret_line, int64_t *ret_column);
void csv_reader_end(struct csv_reader *c);

void out_csv_str(struct out *o, const char *s);

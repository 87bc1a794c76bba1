/* Any bytes as CSV: in one piece and in small ones it must say the same; what was read, written again, reads the same. */
#include "csv.h"
#include "fuzz.h"

static enum status note(void *context, const struct csv_row *row)
{
	struct out *o = context;
	HOLDS(row->n > 0 && row->n <= CSV_COLUMNS_MAX && row->line > 0);
	out_printf(o, "%lld", (long long)row->line);
	for (size_t i = 0; i < row->n; i++) {
		HOLDS(row->at[i].n <= CSV_FIELD_MAX && str_utf8(row->at[i]));
		OUT_LITERAL(o, "\1");
		out_raw(o, row->at[i].at, row->at[i].n);
	}
	OUT_LITERAL(o, "\2");
	return OK;
}

static void read_all(const uint8_t *data, size_t n, size_t piece, struct out *ret)
{
	struct csv_reader *c = csv_reader_new(note, ret);
	enum status st = OK;
	int64_t line = 0, column = 0;
	for (size_t at = 0; at < n && st == OK; at += piece)
		st = csv_feed(c, (struct slice){ (const char *)data + at, n - at < piece ? n - at : piece });
	if (st == OK)
		st = csv_finish(c);
	HOLDS(st == OK || st == INVALID);
	HOLDS((csv_trouble(c, &line, &column) != NULL) == (st == INVALID));
	if (st == INVALID)
		HOLDS(line > 0 && column > 0);
	out_printf(ret, "%d %lld %lld", (int)st, (long long)line, (long long)column);
	csv_reader_end(c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct out whole = { 0 }, pieces = { 0 };
	read_all(data, n, n + 1, &whole);
	read_all(data, n, n % 7 + 1, &pieces);
	HOLDS(whole.n == pieces.n && memcmp(whole.at, pieces.at, whole.n) == 0);
	out_end(&whole);
	out_end(&pieces);
	return 0;
}

/* CSV in and out. */
#include "csv.h"
#include "test.h"

/* Rows as one string: cells between bars, lines numbered. */
struct seen { struct arena a; struct out o; size_t rows; };

static enum status see(void *context, const struct csv_row *row)
{
	struct seen *s = context;
	out_printf(&s->o, "%lld:", (long long)row->line);
	for (size_t i = 0; i < row->n; i++) {
		out_raw(&s->o, "|", i > 0);
		out_raw(&s->o, row->at[i].at, row->at[i].n);
	}
	OUT_LITERAL(&s->o, "\n");
	s->rows++;
	return OK;
}

static enum status read_in_pieces(struct seen *s, const char *text, size_t n, size_t piece)
{
	struct csv_reader *c = csv_reader_new(see, s);
	enum status st = OK;
	assert_non_null(c);
	for (size_t at = 0; at < n && st == OK; at += piece)
		st = csv_feed(c, (struct slice){ text + at, n - at < piece ? n - at : piece });
	if (st == OK)
		st = csv_finish(c);
	int64_t line = 0, column = 0;
	const char *words = csv_trouble(c, &line, &column);
	assert_int_equal(words != NULL, st == INVALID);
	if (words)
		out_printf(&s->o, "at %lld,%lld", (long long)line, (long long)column);
	csv_reader_end(c);
	return st;
}

static void reads_as(const char *text, const char *expected)
{
	size_t n = strlen(text);
	for (size_t piece = 1; piece <= n + 1; piece += piece < 8 ? 1 : n) {
		struct seen s = { 0 };
		(void)!read_in_pieces(&s, text, n, piece);
		assert_string_equal(written(&s.a, &s.o), expected);
		out_end(&s.o);
		arena_end(&s.a);
	}
}

static void rows_are_read_however_they_arrive(void **state)
{
	(void)state;
	reads_as("a,b\n1,2\n", "1:a|b\n2:1|2\n");
	reads_as("a,b\r\n1,2", "1:a|b\n2:1|2\n");
	reads_as("\xEF\xBB\xBF" "a,b\r\n1,2\r\n", "1:a|b\n2:1|2\n");
	reads_as("a;b;c\n1,5;2;\n", "1:a|b|c\n2:1,5|2|\n");
	reads_as("a\tb\n1\t2\n", "1:a|b\n2:1|2\n");
	reads_as("\"a;x\",b\n1,2\n", "1:a;x|b\n2:1|2\n");
	reads_as("a,b\n\"one\r\ntwo\",\"say \"\"hi\"\"\"\nx,y\n", "1:a|b\n2:one\r\ntwo|say \"hi\"\n4:x|y\n");
	reads_as("a\n\n\nb\n", "1:a\n4:b\n");
	reads_as("a,b\n\"\"\n,\n", "1:a|b\n2:\n3:|\n");
	reads_as("a,b\rc,d\re,f", "1:a|b\n2:c|d\n3:e|f\n");
	reads_as("Ann \"Annie\" Lee,5\" pipe\n", "1:Ann \"Annie\" Lee|5\" pipe\n");
	reads_as("one", "1:one\n");
	reads_as("", "");
	reads_as("\xEF\xBB\xBF", "");
	reads_as("\n", "");
}

static void faults_are_shown_where_they_stand(void **state)
{
	(void)state;
	reads_as("a,b\n\u00e9\u00e9,\"x\"y\n", "1:a|b\nat 2,7");
	reads_as("a,b\n1,\"open\nand on", "1:a|b\nat 2,3");
	reads_as("a,b\n\u00e9,\xFF\n", "1:a|b\nat 2,3");
	reads_as("\"x\"y,b\n", "at 1,4");
	reads_as("\xFF\xFE" "a\n", "at 1,1");
}

static void limits_hold(void **state)
{
	struct seen s = { 0 };
	(void)state;
	char wide[2 * CSV_COLUMNS_MAX + 2];
	memset(wide, ',', sizeof wide);
	assert_int_equal(read_in_pieces(&s, wide, CSV_COLUMNS_MAX - 1, 1000), OK);
	assert_int_equal(s.rows, 1);
	assert_int_equal(read_in_pieces(&s, wide, CSV_COLUMNS_MAX, 1000), INVALID);
	size_t n = CSV_FIELD_MAX + 3;
	char *deep = malloc(n);
	assert_non_null(deep);
	memset(deep, 'x', n);
	deep[0] = 'a', deep[1] = '\n';
	assert_int_equal(read_in_pieces(&s, deep, CSV_FIELD_MAX + 2, 4096), OK);
	assert_int_equal(read_in_pieces(&s, deep, n, 4096), INVALID);
	deep[1] = 'x';
	assert_int_equal(read_in_pieces(&s, deep, CSV_FIELD_MAX, 4096), OK);
	assert_int_equal(read_in_pieces(&s, deep, n, 4096), INVALID);
	free(deep);
	out_end(&s.o);
	arena_end(&s.a);
}

static enum status stop_at_second(void *context, const struct csv_row *row)
{
	size_t *n = context;
	(void)row;
	return ++*n == 2 ? CONFLICT : OK;
}

static void a_row_that_says_no_ends_the_reading(void **state)
{
	size_t n = 0;
	struct csv_reader *c = csv_reader_new(stop_at_second, &n);
	int64_t line, column;
	(void)state;
	assert_int_equal(csv_feed(c, S("a\nb\nc\nd\n")), CONFLICT);
	assert_int_equal(csv_feed(c, S("e\n")), CONFLICT);
	assert_int_equal(csv_finish(c), CONFLICT);
	assert_null(csv_trouble(c, &line, &column));
	assert_int_equal(n, 2);
	csv_reader_end(c);
	csv_reader_end(NULL);
	assert_int_equal(csv_feed(NULL, S("a")), BROKEN);
}

static void formulas_are_neutralised(void **state)
{
	static const struct { const char *in, *out; } all[] = {
		{ "plain", "plain" }, { "", "" }, { "a,b", "\"a,b\"" }, { "say \"hi\"", "\"say \"\"hi\"\"\"" }, { "two\nlines", "\"two\nlines\"" },
		{ "=1+1", "\"'=1+1\"" }, { "+1 555", "\"'+1 555\"" }, { "-2", "\"'-2\"" }, { "@x", "\"'@x\"" }, { "\t=x", "\"'\t=x\"" }, { "  =x", "\"'  =x\"" },
		{ "\uFF1Dx", "\"'\uFF1Dx\"" }, { " a", "\" a\"" }, { "a ", "\"a \"" }, { "a=b", "a=b" }, { "x;y", "\"x;y\"" },
	};
	struct arena a = { 0 };
	struct out o = { 0 };
	(void)state;
	for (size_t i = 0; i < COUNT(all); i++) {
		out_csv_str(&o, all[i].in);
		assert_string_equal(written(&a, &o), all[i].out);
	}
	out_csv_str(&o, NULL);
	assert_int_equal(o.n, 0);
	out_end(&o);
	arena_end(&a);
}

static enum status same_cells(void *context, const struct csv_row *row)
{
	const char (*cells)[16] = context;
	if (row->line == 1)
		return OK;
	for (size_t i = 0; i < 3; i++) {
		struct slice got = row->at[i];
		if (got.n && got.at[0] == '\'' && cells[i][0] != '\'')
			got.at++, got.n--;
		if (row->n != 3 || !slice_same(got, S(cells[i])))
			return CONFLICT;
	}
	return OK;
}

static void what_is_written_reads_back(void **state)
{
	static const char letters[] = "ab,;\"\n\r\t '=-";
	struct out o = { 0 };
	uint64_t seed = 41;
	(void)state;
	for (int i = 0; i < 5000; i++) {
		char cells[3][16] = { { 0 } };
		o.n = 0;
		OUT_LITERAL(&o, "a,b,c\r\n");
		for (size_t k = 0; k < 3; k++) {
			for (size_t n = chance(&seed) % 15, j = 0; j < n; j++)
				cells[k][j] = letters[chance(&seed) % (sizeof letters - 1)];
			out_csv_str(&o, cells[k]);
			out_raw(&o, k < 2 ? "," : "\r\n", k < 2 ? 1 : 2);
		}
		struct csv_reader *c = csv_reader_new(same_cells, cells);
		enum status st = csv_feed(c, (struct slice){ o.at, o.n });
		if (st == OK)
			st = csv_finish(c);
		csv_reader_end(c);
		assert_int_equal(st, OK);
	}
	out_end(&o);
}

RUN(TEST(rows_are_read_however_they_arrive), TEST(faults_are_shown_where_they_stand), TEST(limits_hold),
    TEST(a_row_that_says_no_ends_the_reading), TEST(formulas_are_neutralised), TEST(what_is_written_reads_back))

/* CSV in and out (RFC 4180).  Reads as a stream, a row at a time; knows quoting, separators and where a fault stands;
 * leaves what the columns mean to imports. */
#include "core.h"
#include "csv.h"

enum { FIRST_ROOM = 4096, HEAD_MAX = CSV_FIELD_MAX };

enum where { FIELD_START, BARE, QUOTED, QUOTE_SEEN, CR_SEEN };

struct csv_reader {
	csv_each *each;
	void *context;
	enum status ended;              /* once something is wrong, it stays so */
	enum where where;
	bool begun;                     /* the separator is known */
	char sep;
	int64_t line, column;           /* of the next character, from 1 */
	int64_t row_line, quote_line, quote_column, field_line, field_column;
	char *text;                     /* the heading line until the separator is known, then the fields of one row */
	size_t n, room;
	size_t fields, from;            /* fields that are whole; where the open one begins */
	bool quoted;                    /* the open field had quotation marks */
	struct { size_t from, n; } field[CSV_COLUMNS_MAX];
	const char *trouble;
	int64_t trouble_line, trouble_column;
};

struct csv_reader *csv_reader_new(csv_each *each, void *context)
{
	struct csv_reader *c = calloc(1, sizeof *c);
	if (c)
		*c = (struct csv_reader){ .each = each, .context = context, .line = 1, .column = 1, .row_line = 1, .field_line = 1, .field_column = 1 };
	return c;
}

void csv_reader_end(struct csv_reader *c)
{
	if (!c)
		return;
	if (c->text) {
		explicit_bzero(c->text, c->room);
		free(c->text);
	}
	free(c);
}

const char *csv_trouble(const struct csv_reader *c, int64_t *ret_line, int64_t *ret_column)
{
	if (!c || !c->trouble)
		return NULL;
	*ret_line = c->trouble_line;
	*ret_column = c->trouble_column;
	return c->trouble;
}

static enum status wrong(struct csv_reader *c, const char *words, int64_t line, int64_t column)
{
	c->trouble = words;
	c->trouble_line = line;
	c->trouble_column = column;
	return INVALID;
}

static enum status keep(struct csv_reader *c, char ch)
{
	if (c->n == c->room) {
		size_t room = c->room ? c->room * 2 : FIRST_ROOM;
		char *text = malloc(room);      /* not realloc: what people wrote would stay behind in freed memory */
		if (!text)
			return BROKEN;
		if (c->text) {
			memcpy(text, c->text, c->n);
			explicit_bzero(c->text, c->n);
			free(c->text);
		}
		c->text = text;
		c->room = room;
	}
	c->text[c->n++] = ch;
	return OK;
}

/* ---- rows ---- */

static enum status field_end(struct csv_reader *c)
{
	struct slice s = { c->text + c->from, c->n - c->from };
	if (c->fields == CSV_COLUMNS_MAX)
		return wrong(c, N_("This line has more than 64 columns. Please check if a quotation mark is missing."), c->field_line, c->field_column);
	if (s.n && !str_utf8(s))
		return wrong(c, N_("Some characters here cannot be read. Please save the file again as CSV with UTF-8."), c->field_line, c->field_column);
	c->field[c->fields].from = c->from;
	c->field[c->fields++].n = s.n;
	TRY(keep(c, '\0'));
	c->from = c->n;
	c->where = FIELD_START;
	return OK;
}

static enum status row_end(struct csv_reader *c)
{
	struct slice at[CSV_COLUMNS_MAX];
	bool blank = c->fields == 0 && c->n == c->from && !c->quoted;
	enum status st = OK;
	if (!blank) {
		TRY(field_end(c));
		for (size_t i = 0; i < c->fields; i++)
			at[i] = (struct slice){ c->text + c->field[i].from, c->field[i].n };
		struct csv_row row = { .line = c->row_line, .n = c->fields, .at = at };
		st = c->each(c->context, &row);
	}
	if (c->n)
		explicit_bzero(c->text, c->n);
	c->n = c->from = c->fields = 0;
	c->quoted = false;
	c->where = FIELD_START;
	c->row_line = c->line;
	return st;
}

static enum status field_add(struct csv_reader *c, char ch)
{
	if (c->n - c->from >= CSV_FIELD_MAX)
		return wrong(c, N_("This text is too long for one cell. Please check if a quotation mark is missing."), c->field_line, c->field_column);
	return keep(c, ch);
}

static enum status separated(struct csv_reader *c)
{
	TRY(field_end(c));
	c->quoted = false;
	c->field_line = c->line;
	c->field_column = c->column;
	return OK;
}

static enum status line_ended(struct csv_reader *c)
{
	TRY(row_end(c));
	c->field_line = c->line;
	c->field_column = c->column;
	return OK;
}

/* One character outside of quotation marks, or just behind them.  Line and column are already those of the next one. */
static enum status open_char(struct csv_reader *c, char ch)
{
	if (ch == c->sep)
		return separated(c);
	if (ch == '\n')
		return line_ended(c);
	if (ch == '\r') {
		c->where = CR_SEEN;
		return OK;
	}
	if (c->where == QUOTE_SEEN)
		return wrong(c, N_("After a closing quotation mark a new cell or a new line has to begin."), c->line, c->column - 1);
	if (c->where == FIELD_START && ch == '"') {
		c->where = QUOTED;
		c->quoted = true;
		c->quote_line = c->line;
		c->quote_column = c->column - 1;
		return OK;
	}
	c->where = BARE;
	return field_add(c, ch);
}

static enum status quoted_char(struct csv_reader *c, char ch)
{
	if (ch == '"') {
		c->where = QUOTE_SEEN;
		return OK;
	}
	return field_add(c, ch);
}

static void step(struct csv_reader *c, char ch)
{
	if (ch == '\n') {
		c->line++;
		c->column = 1;
	} else if (((unsigned char)ch & 0xC0) != 0x80) {
		c->column++;
	}
}

static enum status take(struct csv_reader *c, char ch)
{
	if (c->where == CR_SEEN && ch != '\n') {        /* a line ended by \r alone, as very old programs write it */
		c->line++;
		c->column = 1;
		TRY(line_ended(c));
	}
	step(c, ch);
	if (c->where == QUOTED)
		return quoted_char(c, ch);
	if (c->where == QUOTE_SEEN && ch == '"') {
		c->where = QUOTED;
		return field_add(c, ch);
	}
	return open_char(c, ch);
}

/* ---- the heading line tells the separator ---- */

static char separator_in(const char *s, size_t n)
{
	static const char candidates[] = { ',', ';', '\t' };
	size_t count[COUNT(candidates)] = { 0 }, best = 0;
	bool quoted = false;
	for (size_t i = 0; i < n; i++) {
		quoted ^= s[i] == '"';
		for (size_t k = 0; !quoted && k < COUNT(candidates); k++)
			count[k] += s[i] == candidates[k];
	}
	for (size_t k = 1; k < COUNT(candidates); k++)
		if (count[k] > count[best])
			best = k;
	return candidates[best];
}

/* Takes the kept heading line again, now as rows. */
static enum status begin(struct csv_reader *c)
{
	char *head = c->text;
	size_t n = c->n, bom = n >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	enum status st = OK;
	c->sep = separator_in(head + bom, n - bom);
	c->begun = true;
	c->quoted = false;
	c->text = NULL;
	c->n = c->room = 0;
	for (size_t i = bom; i < n && st == OK; i++)
		st = take(c, head[i]);
	explicit_bzero(head, n);
	free(head);
	return st;
}

static enum status head_char(struct csv_reader *c, char ch)
{
	c->quoted ^= ch == '"';
	TRY(keep(c, ch));
	if ((ch == '\n' && !c->quoted) || c->n == HEAD_MAX)
		return begin(c);
	return OK;
}

enum status csv_feed(struct csv_reader *c, struct slice piece)
{
	if (!c)
		return BROKEN;
	for (size_t i = 0; i < piece.n && c->ended == OK; i++)
		c->ended = c->begun ? take(c, piece.at[i]) : head_char(c, piece.at[i]);
	return c->ended;
}

enum status csv_finish(struct csv_reader *c)
{
	if (!c)
		return BROKEN;
	if (c->ended == OK && !c->begun && c->n)
		c->ended = begin(c);
	if (c->ended == OK && c->where == QUOTED)
		c->ended = wrong(c, N_("The quotation mark that opens here is never closed."), c->quote_line, c->quote_column);
	if (c->ended == OK && (c->fields || c->n || c->where != FIELD_START))
		c->ended = row_end(c);
	return c->ended;
}

/* ---- writing ---- */

/* A spreadsheet takes what begins so for a formula and may run it: also behind blanks, and in full-width signs. */
static bool looks_like_formula(const char *s)
{
	static const char *const wide[] = { "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20" };
	if (*s == '\t' || *s == '\r' || *s == '\n')
		return true;
	s += strspn(s, " ");
	if (*s && strchr("=+-@", *s))
		return true;
	for (size_t i = 0; i < COUNT(wide); i++)
		if (str_begins(s, wide[i]))
			return true;
	return false;
}

void out_csv_str(struct out *o, const char *s)
{
	if (!s || !*s)
		return;
	bool formula = looks_like_formula(s);
	if (!formula && !strpbrk(s, ",;\t\"\r\n") && *s != ' ' && s[strlen(s) - 1] != ' ') {
		out_raw(o, s, strlen(s));
		return;
	}
	OUT_LITERAL(o, "\"");
	if (formula)
		OUT_LITERAL(o, "'");
	for (;;) {
		size_t run = strcspn(s, "\"");
		out_raw(o, s, run);
		s += run;
		if (!*s++)
			break;
		OUT_LITERAL(o, "\"\"");
	}
	OUT_LITERAL(o, "\"");
}

/* Reads schemas far enough to know tables, columns and their comments; writes them as a C string and as documentation.
 * A column that nobody explains is refused.  Whether the SQL is right, the engines say. */
#include "queryc.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct reader {
	struct source *s;
	const char *at, *from;          /* after and at the beginning of the piece last read */
	enum sql_piece kind;
	int line, from_line;            /* of at and from */
	struct text *comments;          /* where comments go just now */
	struct text before;             /* comment lines right above a statement */
	struct text elsewhere;          /* comments about nothing that is kept */
	struct table **tables;
	bool closed;                    /* the statement's semicolon is behind us, with a comment */
};

static void comment_add(struct reader *r)
{
	const char *s = r->from + 2, *end = r->at;
	if (*r->from == '/')
		end -= 2;
	while (s < end && (*s == '-' || isspace((unsigned char)*s)))
		s++;
	while (end > s && isspace((unsigned char)end[-1]))
		end--;
	if (r->comments->n && end > s)
		text_char(r->comments, ' ');
	for (; s < end; s++)
		text_char(r->comments, *s == '\n' ? ' ' : *s);
}

/* The next piece that is neither blank nor comment. */
static void next(struct reader *r)
{
	for (;;) {
		r->from = r->at;
		r->from_line = r->line;
		r->kind = sql_next(r->s, &r->at, &r->line);
		if (r->kind == SQL_COMMENT)
			comment_add(r);
		else if (r->kind != SQL_BLANK)
			return;
		else if (r->comments == &r->before && r->line - r->from_line > 1)
			r->before.n = 0;        /* an empty line: what stood above it is not about the next statement */
	}
}

static bool is(const struct reader *r, const char *word)
{
	size_t n = (size_t)(r->at - r->from);
	return strlen(word) == n && strncasecmp(r->from, word, n) == 0;
}

static bool skip_word(struct reader *r, const char *word)
{
	if (!is(r, word))
		return false;
	next(r);
	return true;
}

static void name_take(struct reader *r, char *buf, const char *what)
{
	size_t n = (size_t)(r->at - r->from);
	if (r->kind != SQL_WORD || !name_good(r->from, n))
		source_fail(r->s, r->from_line, "here the name of %s should stand (lower-case letters, digits and _), found \"%.*s\"", what,
			    (int)(n < 20 ? n : 20), r->from);
	memcpy(buf, r->from, n);
	buf[n] = '\0';
}

static struct table *table_of(struct reader *r, const char *name)
{
	struct table **t = r->tables;
	for (; *t; t = &(*t)->next)
		if (strcmp((*t)->name, name) == 0)
			return *t;
	*t = calloc(1, sizeof **t);
	if (!*t)
		abort();
	snprintf((*t)->name, sizeof (*t)->name, "%s", name);
	return *t;
}

static struct column **column_of(struct table *t, const char *name)
{
	struct column **c = &t->columns;
	while (*c && strcmp((*c)->name, name) != 0)
		c = &(*c)->next;
	return c;
}

static void column_end(struct column *c)
{
	text_end(&c->comment);
	free(c);
}

static struct column *column_begin(struct reader *r, struct table *t)
{
	char name[NAME_MAX_];
	name_take(r, name, "a column");
	struct column **place = column_of(t, name);
	if (*place)
		source_fail(r->s, r->from_line, "table %s has a column %s already", t->name, name);
	struct column *c = *place = calloc(1, sizeof *c);
	if (!c)
		abort();
	memcpy(c->name, name, sizeof name);
	text_str(&c->comment, "");
	r->comments = &c->comment;
	next(r);
	name_take(r, c->type, "the column's type");
	next(r);
	return c;
}

static void column_checked(struct reader *r, const struct table *t, const struct column *c, int line)
{
	if (c && !c->comment.n)
		source_fail(r->s, line, "column %s of table %s has no comment; write behind it:  -- what it is, and who may read it",
			    c->name, t->name);
}

/* Up to the comma or bracket that ends this item of CREATE TABLE, or the semicolon of ALTER TABLE. */
static void item_rest(struct reader *r, struct column *c)
{
	int depth = 0;
	for (; r->kind != SQL_END; next(r)) {
		if (depth == 0 && (is(r, ",") || is(r, ")") || is(r, ";")))
			return;
		depth += is(r, "(");
		depth -= is(r, ")");
		if (c && depth == 0 && (is(r, "not") || is(r, "primary")))
			c->not_null = true;     /* NOT NULL, PRIMARY KEY */
	}
	source_fail(r->s, r->from_line, "the file ends inside a statement; a ; is missing");
}

static bool constraint(const struct reader *r)
{
	static const char *const words[] = { "constraint", "primary", "unique", "check", "foreign", "exclude", NULL };
	for (int i = 0; words[i]; i++)
		if (is(r, words[i]))
			return true;
	return false;
}

static void create_table(struct reader *r)
{
	char name[NAME_MAX_];
	if (is(r, "if"))
		source_fail(r->s, r->from_line, "IF NOT EXISTS may not stand here: each schema file runs exactly once");
	name_take(r, name, "a table");
	struct table *t = table_of(r, name);
	if (t->columns)
		source_fail(r->s, r->from_line, "table %s is there already", name);
	text_end(&t->comment);
	t->comment = r->before;
	r->before = (struct text){ 0 };
	r->comments = &t->comment;
	next(r);
	if (!is(r, "("))
		source_fail(r->s, r->from_line, "after CREATE TABLE %s its columns stand in brackets", name);
	struct column *c = NULL;
	int line = r->from_line;
	do {
		next(r);        /* comments up to here still belong to what stood before */
		column_checked(r, t, c, line);
		line = r->from_line;
		bool plain = constraint(r);
		c = plain ? NULL : column_begin(r, t);
		if (plain)
			r->comments = &r->elsewhere;
		item_rest(r, c);
	} while (is(r, ","));
	column_checked(r, t, c, line);
	r->comments = &r->before;
}

static void alter_table(struct reader *r)
{
	char name[NAME_MAX_], to[NAME_MAX_];
	name_take(r, name, "a table");
	struct table *t = table_of(r, name);
	next(r);
	if (skip_word(r, "add")) {
		skip_word(r, "column");
		int line = r->from_line;
		struct column *c = column_begin(r, t);
		item_rest(r, c);
		/* The comment may stand behind the semicolon, on its line. */
		const char *rest = r->at + strspn(r->at, " \t");
		if (strncmp(rest, "--", 2) == 0) {
			r->from = r->at = rest;
			r->kind = sql_next(r->s, &r->at, &r->line);
			comment_add(r);
			r->closed = true;
		}
		r->comments = &r->before;
		column_checked(r, t, c, line);
		return;
	}
	bool drop = is(r, "drop");
	if (!drop && !is(r, "rename"))
		source_fail(r->s, r->from_line, "ALTER TABLE on both engines can ADD COLUMN, DROP COLUMN, RENAME COLUMN … TO and RENAME TO");
	next(r);
	if (!drop && skip_word(r, "to")) {
		name_take(r, t->name, "a table");
		item_rest(r, NULL);
		return;
	}
	skip_word(r, "column");
	name_take(r, name, "a column");
	struct column **c = column_of(t, name), *gone = *c;
	next(r);
	if (gone && drop) {
		*c = gone->next;
		column_end(gone);
	} else if (!drop && skip_word(r, "to")) {
		name_take(r, to, "a column");
		if (gone)
			memcpy(gone->name, to, sizeof to);
	}
	item_rest(r, NULL);
}

static void drop_table(struct reader *r)
{
	char name[NAME_MAX_];
	name_take(r, name, "a table");
	for (struct table **t = r->tables; *t; t = &(*t)->next)
		if (strcmp((*t)->name, name) == 0) {
			struct table *gone = *t;
			*t = gone->next;
			gone->next = NULL;
			tables_end(gone);
			break;
		}
	item_rest(r, NULL);
}

static void statement(struct reader *r)
{
	bool create = is(r, "create"), alter = is(r, "alter"), drop = is(r, "drop");
	next(r);
	if ((create || alter || drop) && skip_word(r, "table")) {
		(create ? create_table : alter ? alter_table : drop_table)(r);
	} else if (create && (is(r, "trigger") || is(r, "virtual") || is(r, "temp") || is(r, "function") || is(r, "extension"))) {
		source_fail(r->s, r->from_line, "CREATE %.*s is not the same on both engines; do it in C", (int)(r->at - r->from), r->from);
	}
	while (!r->closed && r->kind != SQL_END && !is(r, ";"))
		next(r);
	if (!r->closed && r->kind == SQL_END)
		source_fail(r->s, r->from_line, "the file ends inside a statement; a ; is missing");
	r->closed = false;
	r->before.n = 0;
	next(r);
}

static void file_read(struct reader *r)
{
	source_check(r->s);
	sql_words_check(r->s, r->s->at, 1);
	r->comments = &r->before;
	next(r);
	while (r->kind != SQL_END)
		statement(r);
}

bool schema_read(struct source *s, struct table **tables)
{
	struct reader r = { .s = s, .at = s->at, .line = 1, .tables = tables };
	struct reader *volatile kept = &r;
	bool good = setjmp(s->way_out) == 0;
	if (good)
		file_read(&r);
	text_end(&kept->before);
	text_end(&kept->elsewhere);
	return good;
}

void tables_end(struct table *t)
{
	while (t) {
		struct table *next_table = t->next;
		while (t->columns) {
			struct column *c = t->columns;
			t->columns = c->next;
			column_end(c);
		}
		text_end(&t->comment);
		free(t);
		t = next_table;
	}
}

static void string_write(struct source *s, const char *feature, struct text *ret)
{
	char base[NAME_MAX_];
	const char *number = strrchr(s->file, '/');
	number = strchr(number ? number : s->file, '.');
	if (!file_base(s->file, base, sizeof base) || strcmp(base, "schema") != 0 || !number || strspn(number + 1, "0123456789") != 3 ||
	    strcmp(number + 4, ".sql") != 0)
		source_fail(s, 1, "a schema file is called schema.001.sql, the next one schema.002.sql");
	text_print(ret, "extern const char %s_schema_%.3s[];\nconst char %s_schema_%.3s[] =\n", feature, number + 1, feature, number + 1);
	for (const char *at = s->at, *stop; *at; at = stop) {
		stop = strchr(at, '\n');
		stop = stop ? stop + 1 : at + strlen(at);
		text_str(ret, "\t\"");
		text_c(ret, at, (size_t)(stop - at));
		text_str(ret, "\"\n");
	}
	text_str(ret, "\t\"\";\n");
}

bool schema_text(struct source *s, const char *feature, struct text *ret)
{
	struct table *tables = NULL;
	bool good = schema_read(s, &tables);
	tables_end(tables);
	if (!good || setjmp(s->way_out) != 0)
		return false;
	if (!name_good(feature, strlen(feature)))
		source_fail(s, 1, "\"%s\" cannot be the name of a feature; take lower-case letters, digits and _", feature);
	string_write(s, feature, ret);
	return true;
}

static void cell(struct text *t, const char *s)
{
	for (; *s; s++)
		text_print(t, *s == '|' ? "\\%c" : "%c", *s);
}

void schema_docs(const struct table *t, const char *feature, struct text *ret)
{
	text_print(ret, "## %s\n", feature);
	for (; t; t = t->next) {
		text_print(ret, "\n### %s\n\n", t->name);
		if (t->comment.n)
			text_print(ret, "%s\n\n", t->comment.at);
		text_str(ret, "| column | type | may be missing | what it is, who may read it |\n|---|---|---|---|\n");
		for (const struct column *c = t->columns; c; c = c->next) {
			text_print(ret, "| %s | %s | %s | ", c->name, c->type, c->not_null ? "no" : "yes");
			cell(ret, c->comment.at);
			text_str(ret, " |\n");
		}
	}
	text_char(ret, '\n');
}

/* Reads queries.sql: the headings that name each query, its values and its columns.  Leaves the SQL to queryc_sql.c and
 * the C to queryc_write.c. */
#include "queryc.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char *const type_names[F_TYPES] = { [F_TEXT] = "text", [F_INT] = "int", [F_TIME] = "time", [F_FLAG] = "flag",
	[F_REAL] = "real", [F_BLOB] = "blob", [F_SEALED] = "sealed", [F_ID] = "id", [F_CHOICE] = "choice", [F_SET] = "set" };
static const char *const kind_names[] = { "one", "many", "run", "each" };

/* What is left of a heading line. */
struct cursor { struct source *s; const char *at; int line; };

static void skip(struct cursor *c)
{
	while (*c->at == ' ' || *c->at == '\t')
		c->at++;
}

static bool ended(const struct cursor *c) { return *c->at == '\n' || !*c->at; }

static bool take(struct cursor *c, char mark)
{
	skip(c);
	if (*c->at != mark)
		return false;
	c->at++;
	skip(c);
	return true;
}

/* The next run of name characters (dots and a leading @ only where `also` has them) into buf. */
static void word(struct cursor *c, char *buf, size_t size, const char *also, const char *what)
{
	skip(c);
	size_t n = 0;
	while (isalnum((unsigned char)c->at[n]) || c->at[n] == '_' || (c->at[n] && strchr(also, c->at[n])))
		n++;
	if (n == 0 || n >= size)
		source_fail(c->s, c->line, "here %s should stand, found \"%.20s\"", what, c->at);
	memcpy(buf, c->at, n);
	buf[n] = '\0';
	c->at += n;
	skip(c);
}

static void must(struct cursor *c, char mark, const char *after)
{
	if (!take(c, mark))
		source_fail(c->s, c->line, "a '%c' is missing after \"%s\"", mark, after);
}

/* sealed(table.column, OWNER, ROW)  choice(LIST)  set(LIST) */
static void type_details(struct cursor *c, struct field *f)
{
	if (f->type == F_SEALED) {
		must(c, '(', "sealed");
		word(c, f->place, sizeof f->place, ".", "the place, table.column,");
		const char *dot = strchr(f->place, '.');
		if (!dot || strchr(dot + 1, '.') || dot == f->place || !dot[1])
			source_fail(c->s, c->line, "\"%s\" is no place; write table.column", f->place);
		must(c, ',', f->place);
		word(c, f->owner, sizeof f->owner, "@", "the name that holds the owner, or @server,");
		must(c, ',', f->owner);
		word(c, f->row, sizeof f->row, "", "the name that holds the id of the row");
		must(c, ')', f->row);
	} else if (f->type == F_CHOICE || f->type == F_SET) {
		must(c, '(', type_names[f->type]);
		word(c, f->of, sizeof f->of, "", "the list of choices");
		must(c, ')', f->of);
	}
}

static void field_read(struct cursor *c, struct field *f)
{
	char type[NAME_MAX_];
	f->line = c->line;
	word(c, f->name, sizeof f->name, "", "a name");
	if (!name_good(f->name, strlen(f->name)))
		source_fail(c->s, c->line, "\"%s\" cannot be a name; take lower-case letters, digits and _, and no word of C", f->name);
	word(c, type, sizeof type, "", "a type");
	for (f->type = 0; f->type < F_TYPES && strcmp(type_names[f->type], type) != 0; )
		f->type++;
	if (f->type == F_TYPES)
		source_fail(c->s, c->line, "there is no type \"%s\"; there are text, id, int, time, flag, real, blob, "
			    "sealed(table.column, OWNER, ROW), choice(LIST), set(LIST)", type);
	f->null = take(c, '?');         /* before or after the brackets */
	type_details(c, f);
	f->null = take(c, '?') || f->null;
	if (f->null && f->type == F_FLAG)
		source_fail(c->s, c->line, "a flag is 0 or 1 and cannot be missing; take int? instead");
}

static void fields_read(struct cursor *c, struct field *fields, int *n)
{
	while (!ended(c)) {
		if (*n == FIELDS_MAX)
			source_fail(c->s, c->line, "more than %d names in one heading; make it two queries", FIELDS_MAX);
		struct field *f = &fields[*n];
		field_read(c, f);
		for (int i = 0; i < *n; i++)
			if (strcmp(fields[i].name, f->name) == 0)
				source_fail(c->s, c->line, "the name \"%s\" stands twice", f->name);
		++*n;
		if (!take(c, ',') && !ended(c))
			source_fail(c->s, c->line, "a comma is missing after \"%s\"", f->name);
	}
}

static struct query *query_begin(struct queries *all, struct cursor *c)
{
	if (all->n == QUERIES_MAX)
		source_fail(all->s, c->line, "more than %d queries; a feature of this size is two features", QUERIES_MAX);
	struct query *more = realloc(all->at, (all->n + 1) * sizeof *more);
	if (!more)
		abort();
	all->at = more;
	struct query *q = &all->at[all->n++];
	*q = (struct query){ 0 };
	char kind[NAME_MAX_];
	q->line = c->line;
	q->heading = true;
	word(c, q->name, sizeof q->name, "", "the name of the query");
	if (!name_good(q->name, strlen(q->name)))
		source_fail(all->s, c->line, "\"%s\" cannot name a query; take lower-case letters, digits and _, and no word of C", q->name);
	must(c, ':', q->name);
	word(c, kind, sizeof kind, "", "one, many, run or each");
	for (int k = KIND_ONE; ; k++) {
		if (k > KIND_EACH)
			source_fail(all->s, c->line, "\"%s\" is no kind of query; there are one, many, run and each", kind);
		q->kind = (enum query_kind)k;
		if (strcmp(kind, kind_names[k]) == 0)
			break;
	}
	if (!ended(c))
		source_fail(all->s, c->line, "nothing may stand after \"%s\"", kind);
	for (size_t i = 0; i + 1 < all->n; i++)
		if (strcmp(all->at[i].name, q->name) == 0)
			source_fail(all->s, c->line, "a query %s stands already on line %d; names are used once", q->name, all->at[i].line);
	return q;
}

/* "-- in " and the like; blanks may follow the dashes. */
static bool heading(struct cursor *c, const char *what)
{
	const char *s = c->at;
	if (strncmp(s, "--", 2) != 0)
		return false;
	s += 2;
	s += strspn(s, " \t");
	size_t n = strlen(what);
	if (strncmp(s, what, n) != 0 || (s[n] != ' ' && s[n] != '\t' && s[n] != '\n' && s[n]))
		return false;
	c->at = s + n;
	skip(c);
	return true;
}

static bool blank_line(const char *s)
{
	s += strspn(s, " \t");
	return *s == '\n' || !*s;
}

/* A line that is not a heading: comment, blank, or SQL. */
static void other_line(struct queries *all, struct query *q, const char *s, size_t n, int line)
{
	bool comment = strncmp(s + strspn(s, " \t"), "--", 2) == 0;
	if (!q) {
		if (!comment && !blank_line(s))
			source_fail(all->s, line, "SQL stands before the first heading; begin it with  -- query NAME: one|many|run|each");
		return;
	}
	if (!comment && !blank_line(s) && q->heading) {
		q->heading = false;
		q->sql_line = line;
	}
	if (!q->heading)
		text_add(&q->raw, s, n);
}

static void seal_check(struct queries *all, const struct field *f, const struct field *fields, int n, const char *list)
{
	bool owner = f->owner[0] == '@', row = false;
	if (owner && strcmp(f->owner, "@server") != 0)
		source_fail(all->s, f->line, "\"%s\" owns no key; the only owner that is no person or community is @server", f->owner);
	for (int i = 0; i < n; i++) {
		bool id = fields[i].type == F_TEXT || fields[i].type == F_ID;
		bool is_owner = strcmp(fields[i].name, f->owner) == 0, is_row = strcmp(fields[i].name, f->row) == 0;
		if ((is_owner || is_row) && !id)
			source_fail(all->s, f->line, "\"%s\" must be an id or text, for \"%s\" is sealed with it", fields[i].name, f->name);
		owner = owner || is_owner;
		row = row || is_row;
	}
	if (!owner)
		source_fail(all->s, f->line, "\"%s\", the owner of \"%s\", does not stand among the names of %s", f->owner, f->name, list);
	if (!row)
		source_fail(all->s, f->line, "\"%s\", the row of \"%s\", does not stand among the names of %s", f->row, f->name, list);
}

static void query_check(struct queries *all, struct query *q)
{
	static const char *const taken[] = { "r", "ret", "ret_changed", "each", "context", NULL };
	if (q->kind == KIND_RUN && q->n_out)
		source_fail(all->s, q->line, "%s: a query of kind run hands back no columns; take one or many, or leave -- out away", q->name);
	if (q->kind != KIND_RUN && !q->n_out)
		source_fail(all->s, q->line, "%s: a query of kind %s needs a line  -- out  with its columns", q->name, kind_names[q->kind]);
	if (!q->raw.n)
		source_fail(all->s, q->line, "%s has no SQL", q->name);
	for (int i = 0; i < q->n_in; i++) {
		if (one_of(q->in[i].name, taken))
			source_fail(all->s, q->in[i].line, "the name \"%s\" is taken by the function that is made; choose another", q->in[i].name);
		if (q->in[i].type == F_SEALED)
			seal_check(all, &q->in[i], q->in, q->n_in, "-- in");
	}
	for (int i = 0; i < q->n_out; i++)
		if (q->out[i].type == F_SEALED)
			seal_check(all, &q->out[i], q->out, q->n_out, "-- out");
	sql_check(all->s, q);
}

void queries_read(struct queries *all)
{
	struct query *q = NULL;
	int line = 1;
	for (const char *s = all->s->at, *end; *s; s = end, line++) {
		end = strchr(s, '\n');
		end = end ? end + 1 : s + strlen(s);
		struct cursor c = { all->s, s, line };
		if (heading(&c, "query")) {
			q = query_begin(all, &c);
			continue;
		}
		bool in = heading(&c, "in"), out = !in && heading(&c, "out");
		if (q && q->heading && in)
			fields_read(&c, q->in, &q->n_in);
		else if (q && q->heading && out)
			fields_read(&c, q->out, &q->n_out);
		else
			other_line(all, q, s, (size_t)(end - s), line);
	}
	for (size_t i = 0; i < all->n; i++)
		query_check(all, &all->at[i]);
}

static bool queries_made(struct source *s, const char *feature, void (*write)(const struct queries *, struct text *), struct text *ret)
{
	struct queries all = { .s = s, .feature = feature };
	struct queries *volatile kept = &all;
	bool good = setjmp(s->way_out) == 0;
	if (good) {
		if (!name_good(feature, strlen(feature)))
			source_fail(s, 1, "\"%s\" cannot be the name of a feature; take lower-case letters, digits and _", feature);
		if (!file_base(s->file, all.base, sizeof all.base))
			source_fail(s, 1, "the name of this file is too long");
		source_check(s);
		queries_read(&all);
		write(&all, ret);
	}
	for (size_t i = 0; i < kept->n; i++) {
		text_end(&kept->at[i].raw);
		text_end(&kept->at[i].sql);
	}
	free(kept->at);
	return good;
}

bool queries_header(struct source *s, const char *feature, struct text *ret) { return queries_made(s, feature, header_write, ret); }
bool queries_code(struct source *s, const char *feature, struct text *ret) { return queries_made(s, feature, code_write, ret); }

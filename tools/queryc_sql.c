/* Reads SQL piece by piece: literals, names, comments, words, values.  Knows which words the two engines do not share and
 * that every value of a heading is used; whether a statement is right, the engines say in the features' tests. */
#include "queryc.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *quoted_end(struct source *s, const char *at, int line)
{
	char quote = *at;
	for (const char *p = at + 1; *p; p++) {
		if (*p != quote)
			continue;
		if (p[1] != quote)
			return p + 1;
		p++;
	}
	source_fail(s, line, "this %c is never closed", quote);
}

static const char *comment_end(struct source *s, const char *at, int line)
{
	if (*at == '-') {
		const char *end = strchr(at, '\n');
		return end ? end : at + strlen(at);
	}
	const char *end = strstr(at + 2, "*/");
	if (!end)
		source_fail(s, line, "this comment is never closed");
	return end + 2;
}

enum sql_piece sql_next(struct source *s, const char **at, int *line)
{
	const char *p = *at, *end = p + 1;
	enum sql_piece kind = SQL_MARK;
	if (!*p)
		return SQL_END;
	if (isspace((unsigned char)*p)) {
		kind = SQL_BLANK;
		end = p + strspn(p, " \t\n");
	} else if (strncmp(p, "--", 2) == 0 || strncmp(p, "/*", 2) == 0) {
		kind = SQL_COMMENT;
		end = comment_end(s, p, *line);
	} else if (*p == '\'' || *p == '"') {
		kind = *p == '"' ? SQL_NAME : SQL_STRING;
		end = quoted_end(s, p, *line);
	} else if (isalpha((unsigned char)*p) || *p == '_') {
		kind = SQL_WORD;
		while (isalnum((unsigned char)*end) || *end == '_')
			end++;
	} else if (*p == '$') {
		kind = SQL_VALUE;
		while (isdigit((unsigned char)*end))
			end++;
	} else if (isdigit((unsigned char)*p)) {
		kind = SQL_NUMBER;
		while (isalnum((unsigned char)*end) || *end == '.')
			end++;
	}
	for (const char *c = p; c < end; c++)
		*line += *c == '\n';
	*at = end;
	return kind;
}

static bool is_word(const char *at, const char *end, const char *word)
{
	return strlen(word) == (size_t)(end - at) && strncasecmp(at, word, strlen(word)) == 0;
}

struct not_shared { const char *word, *why; bool call; };     /* call: only when a ( follows */
static const struct not_shared words[] = {
	{ "now", "the time comes in as a value, r->now", true },
	{ "current_timestamp", "the time comes in as a value, r->now", false },
	{ "current_date", "the day comes in as a value", false },
	{ "current_time", "the time comes in as a value, r->now", false },
	{ "localtimestamp", "the time comes in as a value, r->now", false },
	{ "clock_timestamp", "the time comes in as a value, r->now", true },
	{ "datetime", "times are seconds, reckoned in C", true },
	{ "strftime", "times are seconds, reckoned in C", true },
	{ "julianday", "times are seconds, reckoned in C", true },
	{ "unixepoch", "the time comes in as a value, r->now", true },
	{ "date_trunc", "times are seconds, reckoned in C", true },
	{ "to_char", "values are written out in C", true },
	{ "random", "ids and chance come in as values, id_new(r)", true },
	{ "gen_random_uuid", "ids come in as values, id_new(r)", true },
	{ "randomblob", "ids come in as values, id_new(r)", true },
	{ "ilike", "SQLite has no ILIKE; write lower(x) LIKE lower($1)", false },
	{ "glob", "PostgreSQL has no GLOB; write LIKE", false },
	{ "group_concat", "PostgreSQL has no group_concat; fetch rows and join them in C", false },
	{ "string_agg", "SQLite 3.40 has no string_agg; fetch rows and join them in C", false },
	{ "array_agg", "SQLite has no arrays", false },
	{ "offset", "pages of a list go by key: WHERE (at, id) < ($1, $2) ORDER BY at DESC, id DESC LIMIT $3", false },
	{ "autoincrement", "ids are made in C, id_new(r), and never counted", false },
	{ "serial", "ids are made in C, id_new(r), and never counted", false },
	{ "bigserial", "ids are made in C, id_new(r), and never counted", false },
	{ "boolean", "write int_flag, 0 or 1", false },
	{ "timestamp", "write int_time, seconds since 1970", false },
	{ "timestamptz", "write int_time, seconds since 1970", false },
	{ "rowid", "tables have keys of their own; PostgreSQL has no rowid", false },
	{ "pragma", "pragmas belong to core/db_sqlite.c", false },
	{ "attach", "databases are opened by core/db only", false },
	{ "copy", "rows go through statements only", false },
	{ "replace", "write INSERT … ON CONFLICT … DO UPDATE", false },
	{ "ifnull", "write coalesce", true },
	{ "nvl", "write coalesce", true },
	{ "iif", "write CASE WHEN … THEN … ELSE … END", true },
};

static void word_check(struct source *s, const char *at, const char *end, int line)
{
	const char *next = end + strspn(end, " \t\n");
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		const struct not_shared *w = &words[i];
		if (!is_word(at, end, w->word) || (w->call && *next != '('))
			continue;
		if (strcmp(w->word, "replace") == 0 && *next == '(')    /* the function is shared */
			continue;
		source_fail(s, line, "%s may not stand in SQL: %s", w->word, w->why);
	}
	if (is_word(at, end, "for") && strncasecmp(next, "update", 6) == 0)
		source_fail(s, line, "FOR UPDATE may not stand in SQL: every request is one transaction already");
}

static void mark_check(struct source *s, const char *at, int line)
{
	if (at[0] == ':' && at[1] == ':')
		source_fail(s, line, ":: may not stand in SQL: write CAST(x AS type)");
	if (*at == '?' || *at == ':' || *at == '@')
		source_fail(s, line, "'%c' may not stand in SQL: values are $1, $2 …", *at);
	if (*at == '`' || *at == '[')
		source_fail(s, line, "'%c' may not stand in SQL: a name is quoted \"so\"", *at);
	if (*at == '\\')
		source_fail(s, line, "a backslash may not stand in SQL");
}

void sql_words_check(struct source *s, const char *sql, int line)
{
	for (const char *at = sql;;) {
		const char *from = at;
		int here = line;
		enum sql_piece kind = sql_next(s, &at, &line);
		if (kind == SQL_END)
			return;
		if (kind == SQL_WORD)
			word_check(s, from, at, here);
		else if (kind == SQL_MARK)
			mark_check(s, from, here);
	}
}

static void value_check(struct source *s, const struct query *q, const char *at, const char *end, int line, bool *used)
{
	if (end == at + 1 || end - at > 4 || at[1] == '0')
		source_fail(s, line, "a $ begins a value: $1, $2 …");
	int k = atoi(at + 1);
	if (k > q->n_in)
		source_fail(s, line, "%s: $%d has no value; -- in names %d", q->name, k, q->n_in);
	used[k - 1] = true;
}

struct seen { int depth; bool with, semicolon, returning; char verb[12]; };

/* The first word that says what the statement does; behind WITH the first one outside of brackets. */
static void verb_seen(struct source *s, const struct query *q, struct seen *seen, const char *at, const char *end, int line)
{
	static const char *const verbs[] = { "SELECT", "VALUES", "INSERT", "UPDATE", "DELETE", NULL };
	if (is_word(at, end, "returning"))
		seen->returning = true;
	if (seen->verb[0] || seen->depth)
		return;
	if (is_word(at, end, "with")) {
		seen->with = true;
		return;
	}
	for (int i = 0; verbs[i]; i++)
		if (is_word(at, end, verbs[i]))
			memcpy(seen->verb, verbs[i], strlen(verbs[i]) + 1);
	if (!seen->verb[0] && !seen->with)
		source_fail(s, line, "%s: a query begins with SELECT, WITH, VALUES, INSERT, UPDATE or DELETE, not %.*s", q->name,
			    (int)(end - at), at);
}

static void kind_check(struct source *s, struct query *q, const struct seen *seen)
{
	if (!seen->verb[0])
		source_fail(s, q->sql_line, "%s: no SELECT, INSERT, UPDATE or DELETE outside of brackets", q->name);
	q->writes = strcmp(seen->verb, "SELECT") != 0 && strcmp(seen->verb, "VALUES") != 0;
	if (q->kind == KIND_RUN && !q->writes)
		source_fail(s, q->sql_line, "%s: a query of kind run changes something; a SELECT is of kind one, many or each", q->name);
	if (q->kind == KIND_RUN && seen->returning)
		source_fail(s, q->sql_line, "%s: RETURNING gives columns; make it of kind one or many with an -- out line", q->name);
	if (q->kind == KIND_EACH && q->writes)
		source_fail(s, q->sql_line, "%s: a query of kind each is a SELECT", q->name);
	if (q->writes && q->n_out && !seen->returning)
		source_fail(s, q->sql_line, "%s: columns come out of %s only with RETURNING; or make it of kind run", q->name, seen->verb);
}

/* One piece of the statement; blanks and comments have been dealt with. */
static void piece_check(struct source *s, struct query *q, struct seen *seen, enum sql_piece kind, const char *from,
			const char *end, int line, bool *used)
{
	if (seen->semicolon)
		source_fail(s, line, "%s: one query is one statement; nothing may stand after the semicolon", q->name);
	if (kind == SQL_WORD) {
		word_check(s, from, end, line);
		verb_seen(s, q, seen, from, end, line);
	} else if (kind == SQL_VALUE) {
		value_check(s, q, from, end, line, used);
	} else if (kind == SQL_MARK) {
		mark_check(s, from, line);
		seen->semicolon = *from == ';';
		seen->depth += (*from == '(') - (*from == ')');
		if (seen->depth < 0)
			source_fail(s, line, "%s: a ) without a (", q->name);
	}
}

void sql_check(struct source *s, struct query *q)
{
	bool used[FIELDS_MAX] = { false };
	struct seen seen = { 0 };
	int line = q->sql_line;
	text_str(&q->sql, "");
	for (const char *at = q->raw.at;;) {
		const char *from = at;
		int here = line;
		enum sql_piece kind = sql_next(s, &at, &line);
		if (kind == SQL_END)
			break;
		if (kind == SQL_COMMENT || kind == SQL_BLANK) {
			bool broken = memchr(from, '\n', (size_t)(at - from)) != NULL;
			char last = q->sql.n ? q->sql.at[q->sql.n - 1] : '\n';
			if (broken && last == ' ')
				q->sql.at[q->sql.n - 1] = '\n';
			else if (last != '\n' && last != ' ')
				text_char(&q->sql, broken ? '\n' : ' ');
			continue;
		}
		piece_check(s, q, &seen, kind, from, at, here, used);
		if (!seen.semicolon)
			text_add(&q->sql, from, (size_t)(at - from));
	}
	while (q->sql.n && strchr(" \n", q->sql.at[q->sql.n - 1]))
		q->sql.at[--q->sql.n] = '\0';
	if (seen.depth)
		source_fail(s, q->sql_line, "%s: a ( is never closed", q->name);
	kind_check(s, q, &seen);
	for (int i = 0; i < q->n_in; i++)
		if (!used[i])
			source_fail(s, q->in[i].line, "%s: the value \"%s\" ($%d) is never used", q->name, q->in[i].name, i + 1);
}

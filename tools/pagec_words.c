/* Messages of a template: {{t …}}, {{tn …}} and {{title …}} become calls with the English text, its hash and the values in
 * order; with --messages they become a gettext catalogue.  Leaves translation to gettext and core/words.c. */
#include "pagec.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* The values of the message being read, each path once: {0} is the first. */
struct values { int n; char path[VALUES_MAX][2 * NAME_MAX_]; };

static const char *const vocabulary[] = { "person", "people", "supporter", "supporters", "plan", "plans", "note", "notes",
	"group", "groups", "encounter", "encounters", NULL };

static void vocabulary_checked(struct page *p, const char *word, size_t n)
{
	char low[32] = "";
	if (n < sizeof low) {
		memcpy(low, word, n);
		low[n] = '\0';
		low[0] = (char)tolower((unsigned char)low[0]);
	}
	if (!one_of(low, vocabulary))
		page_fail(p, "{~%.*s} is no word that communities choose; those are person, people, supporter(s), plan(s), note(s), "
			  "group(s), encounter(s), also with a capital", (int)n, word);
}

static int value_number(struct page *p, struct values *v, const char *path, size_t n)
{
	if (n == 0 || n >= sizeof v->path[0] || isdigit((unsigned char)*path))
		page_fail(p, "a value in a message is written {name} or {a.b}");
	for (int i = 0; i < v->n; i++)
		if (strlen(v->path[i]) == n && memcmp(v->path[i], path, n) == 0)
			return i;
	if (v->n == VALUES_MAX)
		page_fail(p, "this message has more than %d values; make it two messages", VALUES_MAX);
	memcpy(v->path[v->n], path, n);
	v->path[v->n][n] = '\0';
	page_path(p, v->path[v->n], &p->scratch[3]);    /* refuses what is no name */
	return v->n++;
}

static const char *braces(struct page *p, struct values *v, const char *s, const char *end, struct text *ret)
{
	const char *close = memchr(s, '}', (size_t)(end - s));
	if (!close)
		page_fail(p, "a { in a message begins a value, as in {name}; its } is missing");
	if (s[1] == '~') {
		vocabulary_checked(p, s + 2, (size_t)(close - s - 2));
		text_add(ret, s, (size_t)(close - s + 1));
	} else {
		text_print(ret, "{%d}", value_number(p, v, s + 1, (size_t)(close - s - 1)));
	}
	return close + 1;
}

static bool entity(const char *s, const char *end)
{
	const char *t = s + 1;
	while (t < end && (isalnum((unsigned char)*t) || *t == '#'))
		t++;
	return t > s + 1 && t < end && *t == ';';
}

/* s..end → the English key: values numbered, runs of white space one blank, trimmed. */
static void key(struct page *p, struct values *v, const char *s, const char *end, struct text *ret)
{
	ret->n = 0;
	text_str(ret, "");
	while (s < end) {
		if (*s == ' ' || *s == '\t' || *s == '\n') {
			while (s < end && (*s == ' ' || *s == '\t' || *s == '\n'))
				s++;
			if (ret->n && s < end)
				text_char(ret, ' ');
		} else if (*s == '{') {
			s = braces(p, v, s, end, ret);
		} else {
			if (*s == '}')
				page_fail(p, "a } in a message ends a value; its { is missing");
			if (*s == '<' || (*s == '&' && entity(s, end)))
				page_fail(p, "a message holds words only, no HTML; put the tag outside, and write characters as they are");
			text_char(ret, *s++);
		}
	}
	if (!ret->n)
		page_fail(p, "this message is empty");
}

static void message_place(struct page *p)
{
	page_value_place(p);
	if (p->h.place == QUOTED && page_url_attr(p->h.attr))
		page_fail(p, "a message may not stand in the address of %s", p->h.attr);
}

static void note(struct page *p, const char *one, const char *many, const struct values *v)
{
	struct text *t = &p->scratch[3];
	t->n = 0;
	text_str(t, "");
	for (int i = 0; i < v->n; i++)
		text_print(t, "%s{%d} %s", i ? ", " : "", i, v->path[i]);
	page_message_note(p, one, many, t->at);
}

static void quoted(struct page *p, const char *s)
{
	text_str(&p->code, ", \"");
	text_c(&p->code, s, strlen(s));
	text_char(&p->code, '"');
}

static void values_written(struct page *p, const struct values *v)
{
	if (!v->n) {
		text_str(&p->code, ", 0, NULL);\n");
		return;
	}
	text_print(&p->code, ", %d, (const struct word_arg[]){ ", v->n);
	for (int i = 0; i < v->n; i++) {
		page_path(p, v->path[i], &p->scratch[3]);
		text_print(&p->code, "%sWORD_ARG(%s)", i ? ", " : "", p->scratch[3].at);
	}
	text_str(&p->code, " });\n");
}

static const char *place_name(const struct page *p) { return p->h.place == QUOTED ? "WORDS_ATTR" : "WORDS_TEXT"; }

void page_message(struct page *p, char *tag)
{
	struct values v = { 0 };
	message_place(p);
	key(p, &v, tag, tag + strlen(tag), &p->scratch[0]);
	const char *english = p->scratch[0].at;
	page_flush(p);
	page_mark(p);
	text_print(&p->code, "\tout_words(out_, %s, 0x%08xu", place_name(p), hash_of(english));
	quoted(p, english);
	values_written(p, &v);
	note(p, english, NULL, &v);
	p->last = 0;
}

void page_message_plural(struct page *p, char *tag)
{
	struct values v = { 0 };
	message_place(p);
	tag += strspn(tag, " \t\n");
	size_t n = strcspn(tag, " \t\n|{");
	char *bar = strchr(tag, '|');
	if (!tag[n] || tag[n] == '|' || tag[n] == '{' || !bar || strchr(bar + 1, '|'))
		page_fail(p, "write {{tn COUNT One waits.|{COUNT} wait.}}: the number, the words for one, a |, the words for more");
	tag[n] = '\0';
	page_path(p, tag, &p->scratch[2]);
	key(p, &v, tag + n + 1, bar, &p->scratch[0]);
	key(p, &v, bar + 1, bar + 1 + strlen(bar + 1), &p->scratch[1]);
	page_flush(p);
	page_mark(p);
	text_print(&p->code, "\tout_words_plural(out_, %s, 0x%08xu", place_name(p), hash_of(p->scratch[0].at));
	quoted(p, p->scratch[0].at);
	quoted(p, p->scratch[1].at);
	text_print(&p->code, ", (int64_t)(%s)", p->scratch[2].at);
	values_written(p, &v);
	note(p, p->scratch[0].at, p->scratch[1].at, &v);
	p->last = 0;
}

/* Titles stand in the tab, in the history and on a shared screen: nothing of health may be read there. */
static void title_neutral(struct page *p, const char *title)
{
	static const char *const telling[] = { "mental", "health", "suicid", "addict", "recover", "crisis", "relapse", "diagnos",
		"medic", "therap", "psych", "trauma", "abuse", "overdose", "illness", "disorder", NULL };
	char low[256];
	size_t n = 0;
	for (; title[n] && n + 1 < sizeof low; n++)
		low[n] = (char)tolower((unsigned char)title[n]);
	low[n] = '\0';
	for (int i = 0; telling[i]; i++)
		if (strstr(low, telling[i]))
			page_fail(p, "a title is seen by whoever looks at the screen or the history; take one without \"%s\"", telling[i]);
}

void page_title(struct page *p, char *tag)
{
	struct values v = { 0 };
	if (p->title.n || p->other_seen)
		page_fail(p, "{{title …}} stands once, right after {{view …}}");
	key(p, &v, tag, tag + strlen(tag), &p->title);
	if (v.n)
		page_fail(p, "a title holds no value: it is seen by whoever looks at the screen or the history");
	title_neutral(p, p->title.at);
	note(p, p->title.at, NULL, &v);
}

/* ---- the catalogue ---- */

static char *kept(const char *s)
{
	char *copy = s ? strdup(s) : NULL;
	if (s && !copy)
		abort();
	return copy;
}

void page_message_note(struct page *p, const char *one, const char *many, const char *values)
{
	struct message *m = NULL;
	for (size_t i = 0; i < p->n_messages && !m; i++)
		if (strcmp(p->messages[i].one, one) == 0)
			m = &p->messages[i];
	if (m && many && m->many && strcmp(m->many, many) != 0)
		page_fail(p, "the words for one, \"%.60s\", stand elsewhere on this page with other words for more", one);
	if (!m) {
		struct message *more = realloc(p->messages, (p->n_messages + 1) * sizeof *more);
		if (!more)
			abort();
		p->messages = more;
		m = &p->messages[p->n_messages++];
		*m = (struct message){ .one = kept(one) };
		text_str(&m->values, values);
	}
	if (many && !m->many)
		m->many = kept(many);
	text_print(&m->where, "#: %s:%d\n", p->s->file, p->line);
}

/* gettext knows no octal escapes beyond ASCII: the file is UTF-8, only quotes and backslashes are escaped. */
static void po_string(struct text *t, const char *word, const char *s)
{
	text_print(t, "%s \"", word);
	for (; *s; s++)
		text_print(t, *s == '"' || *s == '\\' ? "\\%c" : "%c", *s);
	text_str(t, "\"\n");
}

void page_messages_write(struct page *p, struct text *ret)
{
	text_str(ret, "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
		 "\"Content-Transfer-Encoding: 8bit\\n\"\n\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n");
	for (size_t i = 0; i < p->n_messages; i++) {
		const struct message *m = &p->messages[i];
		text_char(ret, '\n');
		if (m->values.n)
			text_print(ret, "#. %s\n", m->values.at);
		text_str(ret, m->where.at);
		po_string(ret, "msgid", m->one);
		if (m->many)
			po_string(ret, "msgid_plural", m->many);
		text_str(ret, m->many ? "msgstr[0] \"\"\nmsgstr[1] \"\"\n" : "msgstr \"\"\n");
	}
}

void page_messages_end(struct page *p)
{
	for (size_t i = 0; i < p->n_messages; i++) {
		free(p->messages[i].one);
		free(p->messages[i].many);
		text_end(&p->messages[i].where);
		text_end(&p->messages[i].values);
	}
	free(p->messages);
}

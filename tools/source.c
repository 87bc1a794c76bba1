/* What the compilers of this folder share: a text that grows, C literals, and faults that say file, line and how to mend
 * it.  Knows no language; nothing here ends the program. */
#include "source.h"
#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static void text_room(struct text *t, size_t more)
{
	if (t->room - t->n > more)
		return;
	size_t room = t->room ? t->room : 256;
	while (room - t->n <= more)
		room *= 2;
	char *at = realloc(t->at, room);
	if (!at)
		abort();
	t->at = at;
	t->room = room;
}

void text_add(struct text *t, const char *s, size_t n)
{
	text_room(t, n);
	if (n)
		memcpy(t->at + t->n, s, n);
	t->n += n;
	t->at[t->n] = '\0';
}

void text_str(struct text *t, const char *s) { text_add(t, s, strlen(s)); }
void text_char(struct text *t, char c) { text_add(t, &c, 1); }

void text_print(struct text *t, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	int n = vsnprintf(NULL, 0, format, ap);
	va_end(ap);
	if (n < 0)
		abort();
	text_room(t, (size_t)n);
	va_start(ap, format);
	vsnprintf(t->at + t->n, (size_t)n + 1, format, ap);
	va_end(ap);
	t->n += (size_t)n;
}

void text_c(struct text *t, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		if (c == '\n')
			text_str(t, "\\n");
		else if (c == '"' || c == '\\' || c == '?')     /* "??=" would be a trigraph */
			text_print(t, "\\%c", c);
		else if (c < 32 || c > 126)
			text_print(t, "\\%03o", c);
		else
			text_char(t, (char)c);
	}
}

void text_end(struct text *t)
{
	free(t->at);
	*t = (struct text){ 0 };
}

bool text_read(struct text *t, const char *path)
{
	char piece[8192];
	FILE *f = fopen(path, "rb");
	if (!f)
		return false;
	text_add(t, "", 0);
	for (size_t n; t->n <= SOURCE_MAX && (n = fread(piece, 1, sizeof piece, f)) > 0; )
		text_add(t, piece, n);
	bool good = !ferror(f) && t->n <= SOURCE_MAX;
	fclose(f);
	return good;
}

bool text_write(const struct text *t, FILE *to)
{
	return (t->n == 0 || fwrite(t->at, 1, t->n, to) == t->n) && fflush(to) == 0;
}

void source_fail(struct source *s, int line, const char *format, ...)
{
	int n = snprintf(s->fault, sizeof s->fault, "%s:%d: error: ", s->file, line);
	if (n > 0 && (size_t)n < sizeof s->fault) {
		va_list ap;
		va_start(ap, format);
		vsnprintf(s->fault + n, sizeof s->fault - (size_t)n, format, ap);
		va_end(ap);
	}
	longjmp(s->way_out, 1);
}

/* How many bytes the well-formed UTF-8 character at p has; 0 when it is none.  The text ends with a NUL. */
static size_t utf8_length(const unsigned char *p)
{
	if (p[0] < 0x80)
		return 1;
	size_t n = p[0] >= 0xc2 && p[0] < 0xe0 ? 2 : (p[0] & 0xf0) == 0xe0 ? 3 : p[0] >= 0xf0 && p[0] < 0xf5 ? 4 : 0;
	for (size_t i = 1; i < n; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	if ((p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xed && p[1] > 0x9f) || (p[0] == 0xf0 && p[1] < 0x90) ||
	    (p[0] == 0xf4 && p[1] > 0x8f))
		return 0;
	return n;
}

void source_check(struct source *s)
{
	int line = 1;
	for (size_t i = 0, step; i < s->n; i += step) {
		unsigned char c = (unsigned char)s->at[i];
		if (c == '\n')
			line++;
		if (c < 32 && c != '\n' && c != '\t')
			source_fail(s, line, "there is a control character (byte %d) here; remove it, and end lines with \\n alone", c);
		step = utf8_length((const unsigned char *)s->at + i);
		if (!step)
			source_fail(s, line, "this line is not UTF-8; save the file as UTF-8");
	}
}

bool one_of(const char *s, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(s, *list) == 0)
			return true;
	return false;
}

bool name_good(const char *s, size_t n)
{
	static const char *const words_of_c[] = { "auto", "bool", "break", "case", "char", "const", "continue", "default",
		"do", "double", "else", "enum", "extern", "false", "float", "for", "goto", "if", "inline", "int", "long",
		"register", "restrict", "return", "short", "signed", "sizeof", "static", "struct", "switch", "true",
		"typedef", "typeof", "union", "unsigned", "void", "volatile", "while", "asm", NULL };
	char word[NAME_MAX_];
	if (n == 0 || n >= sizeof word || !(s[0] >= 'a' && s[0] <= 'z'))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!((s[i] >= 'a' && s[i] <= 'z') || (s[i] >= '0' && s[i] <= '9') || s[i] == '_'))
			return false;
	memcpy(word, s, n);
	word[n] = '\0';
	return !one_of(word, words_of_c);
}

uint32_t hash_of(const char *s)
{
	uint32_t h = 2166136261u;
	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return h;
}

bool file_base(const char *path, char *buf, size_t size)
{
	const char *base = strrchr(path, '/');
	base = base ? base + 1 : path;
	size_t n = strcspn(base, ".");
	if (n == 0 || n >= size)
		return false;
	memcpy(buf, base, n);
	buf[n] = '\0';
	return true;
}

/* Reads a compiled catalogue of gettext (.mo), trusting nothing in it; writes it as a table sorted by the hash of the English.
 * Refuses two messages with one hash.  Leaves reading .po files to gettext's own programs. */
#include "wordc.h"
#include <stdlib.h>
#include <string.h>

enum { MO_HEAD = 28, MO_MAGIC = 0x950412de };

struct entry { uint32_t hash; const char *english, *plural, *one, *many; };

static uint32_t number(const struct source *s, size_t at)
{
	const unsigned char *p = (const unsigned char *)s->at + at;
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* String k of the table at `table`: its length and place, both checked; it ends with a NUL of its own. */
static const char *string_at(struct source *s, uint32_t table, uint32_t k, uint32_t *ret_n)
{
	size_t at = (size_t)table + (size_t)k * 8;
	if (at + 8 > s->n)
		source_fail(s, 1, "this catalogue is cut off; make it anew with msgfmt");
	uint32_t n = number(s, at), place = number(s, at + 4);
	if ((size_t)place + n >= s->n || s->at[place + n] != '\0')
		source_fail(s, 1, "this catalogue is damaged; make it anew with msgfmt");
	*ret_n = n;
	return s->at + place;
}

/* Plural entries hold their two forms one behind the other, each with its NUL. */
static const char *second(struct source *s, const char *first, uint32_t n, const char *english)
{
	size_t length = strlen(first);
	if (length == n)
		return NULL;
	const char *other = first + length + 1;
	if (strlen(other) + length + 1 != n)
		source_fail(s, 1, "\"%.80s\" must have exactly two plural forms, for one and for more", english);
	return other;
}

static int by_hash(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	return x->hash < y->hash ? -1 : x->hash > y->hash;
}

static size_t entries(struct source *s, struct entry *e, uint32_t n)
{
	uint32_t from = number(s, 12), to = number(s, 16);
	size_t kept = 0;
	for (uint32_t k = 0; k < n; k++) {
		uint32_t n_english, n_other;
		const char *english = string_at(s, from, k, &n_english), *other = string_at(s, to, k, &n_other);
		if (!n_english)         /* the header of the catalogue */
			continue;
		struct entry *x = &e[kept++];
		*x = (struct entry){ hash_of(english), english, second(s, english, n_english, english), other, second(s, other, n_other, english) };
		if (!x->plural != !x->many)
			source_fail(s, 1, "\"%.80s\" must have exactly two plural forms, for one and for more", english);
	}
	qsort(e, kept, sizeof *e, by_hash);
	for (size_t i = 1; i < kept; i++)
		if (e[i].hash == e[i - 1].hash)
			source_fail(s, 1, "\"%.80s\" and \"%.80s\" have the same hash; change one of the two a little", e[i - 1].english, e[i].english);
	return kept;
}

static void quoted(struct text *t, const char *s)
{
	text_char(t, '"');
	text_c(t, s, strlen(s));
	text_char(t, '"');
}

static void table_write(struct text *t, const char *lang, const struct entry *e, size_t n)
{
	text_print(t, "static const struct words_entry of_%s[] = {\n", lang);
	for (size_t i = 0; i < n; i++) {
		text_print(t, "\t{ 0x%08xu, ", e[i].hash);
		quoted(t, e[i].english);
		text_str(t, ",\n\t  ");
		quoted(t, e[i].one);
		if (e[i].many) {
			text_str(t, ", ");
			quoted(t, e[i].many);
		}
		text_str(t, " },\n");
	}
	text_str(t, "};\n");
}

/* ---- placeholders ---- */

static const char *const vocabulary[] = { "person", "people", "supporter", "supporters", "plan", "plans", "note", "notes",
	"group", "groups", "encounter", "encounters", NULL };

/* Which {0}..{9} a message holds, bits 0..9, and which words of the community, one bit for each kind from bit 10.  The
 * capital and the number of a word may differ: another language builds its sentences otherwise. */
static uint32_t placeholders(struct source *s, const char *message)
{
	uint32_t found = 0;
	for (const char *p = message; (p = strchr(p, '{')); p++) {
		const char *end = strchr(p, '}');
		if (!end || end - p < 2 || end - p > 20)
			source_fail(s, 1, "\"%.120s\": a { begins a placeholder, {0} or {~person}", message);
		if (p[1] >= '0' && p[1] <= '9' && end == p + 2) {
			found |= 1u << (p[1] - '0');
			continue;
		}
		char word[24] = "";
		memcpy(word, p + 2, (size_t)(end - p - 2));
		if (word[0] >= 'A' && word[0] <= 'Z')
			word[0] = (char)(word[0] - 'A' + 'a');
		int k = 0;
		while (vocabulary[k] && strcmp(vocabulary[k], word) != 0)
			k++;
		if (p[1] != '~' || !vocabulary[k])
			source_fail(s, 1, "\"%.120s\": there is no placeholder {%.*s}", message, (int)(end - p - 1), p + 1);
		found |= 1u << (10 + k / 2);
	}
	return found;
}

static void placeholders_same(struct source *s, const char *english, const char *other, uint32_t also)
{
	uint32_t a = placeholders(s, english), b = placeholders(s, other);
	if ((b & ~(a | also)) || (a & ~b))
		source_fail(s, 1, "\"%.120s\": the translation \"%.120s\" must hold the same placeholders", english, other);
}

/* "One person waits." may become "{0} persona espera.": the number is known there too. */
static void entry_check(struct source *s, const struct entry *e)
{
	placeholders_same(s, e->english, e->one, e->plural ? placeholders(s, e->plural) : 0);
	if (e->plural)
		placeholders_same(s, e->plural, e->many, 0);
}

/* All of them, and says every fault, not only the first. */
static bool entries_check(struct source *s, const struct entry *e, size_t n)
{
	volatile bool good = true;
	for (volatile size_t i = 0; i < n; i++) {
		if (setjmp(s->way_out) == 0) {
			entry_check(s, &e[i]);
		} else {
			fprintf(stderr, "%s\n", s->fault);
			good = false;
		}
	}
	return good;
}

bool catalogue_compile(struct source *s, const char *lang, struct text *table, struct text *list)
{
	struct entry *volatile e = NULL;
	volatile size_t n_checked = 0;
	volatile bool good = setjmp(s->way_out) == 0;
	if (good) {
		if (s->n < MO_HEAD || number(s, 0) != MO_MAGIC)
			source_fail(s, 1, "this is no catalogue of little-endian .mo form; make it with msgfmt --endianness=little");
		uint32_t n = number(s, 8);
		if (n > s->n / 8)
			source_fail(s, 1, "this catalogue is cut off; make it anew with msgfmt");
		e = calloc((size_t)n + 1, sizeof *e);
		if (!e)
			abort();
		size_t kept = entries(s, e, n);
		if (!lang) {
			n_checked = kept;
		} else if (kept) {
			table_write(table, lang, e, kept);
			text_print(list, "\t[%s] = { COUNT(of_%s), of_%s },\n", lang, lang, lang);
		}
	}
	if (good && !lang && !entries_check(s, e, n_checked)) {
		snprintf(s->fault, sizeof s->fault, "%s:1: error: these translations do not fit", s->file);
		good = false;
	}
	free(e);
	return good;
}

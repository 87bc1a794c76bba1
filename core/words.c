/* Messages in the reader's language, with the community's own words and the values put in; closed lists of choices; which
 * language somebody reads.  Leaves dates and numbers to dates.c and out.c, translations to the es.po files. */
#include "core.h"
#include "words_catalogue.h"
#include <strings.h>

const char *const lang_codes[LANG_COUNT] = { [LANG_EN] = "en", [LANG_ES] = "es" };
const char *const lang_names[LANG_COUNT] = { [LANG_EN] = "English", [LANG_ES] = "Español" };

/* ---- which language ---- */

bool lang_find(struct slice code, enum lang *ret)
{
	size_t n = 0;
	while (n < code.n && code.at[n] != '-' && code.at[n] != '_')
		n++;
	for (int k = 0; k < LANG_COUNT; k++)
		if (strlen(lang_codes[k]) == n && strncasecmp(lang_codes[k], code.at, n) == 0) {
			*ret = (enum lang)k;
			return true;
		}
	return false;
}

/* "q=0.8" in thousandths; what is malformed counts as not wanted (RFC 9110, 12.4.2). */
static int weight(struct slice s)
{
	if (s.n < 3 || (s.at[0] != 'q' && s.at[0] != 'Q') || s.at[1] != '=' || s.n > 7)
		return 0;
	if ((s.at[2] != '0' && s.at[2] != '1') || (s.n > 3 && s.at[3] != '.'))
		return 0;
	int q = (s.at[2] - '0') * 1000;
	for (size_t i = 4, each = 100; i < s.n; i++, each /= 10) {
		if (s.at[i] < '0' || s.at[i] > '9')
			return 0;
		q += (s.at[i] - '0') * (int)each;
	}
	return q > 1000 ? 0 : q;
}

static struct slice trimmed(const char *from, const char *to)
{
	while (from < to && (*from == ' ' || *from == '\t'))
		from++;
	while (to > from && (to[-1] == ' ' || to[-1] == '\t'))
		to--;
	return (struct slice){ from, (size_t)(to - from) };
}

enum lang lang_accept(const char *header)
{
	enum lang best = LANG_EN, this;
	int best_q = 0;
	for (const char *s = header; s && *s; ) {
		const char *end = s + strcspn(s, ",");
		const char *semicolon = memchr(s, ';', (size_t)(end - s));
		struct slice code = trimmed(s, semicolon ? semicolon : end);
		int q = semicolon ? weight(trimmed(semicolon + 1, end)) : 1000;
		bool any = code.n == 1 && *code.at == '*';
		if (any)
			this = LANG_EN;
		if (q > best_q && (any || lang_find(code, &this))) {
			best_q = q;
			best = this;
		}
		s = *end ? end + 1 : end;
	}
	return best;
}

/* ---- finding ---- */

uint32_t words_hash(const char *english)
{
	uint32_t h = 2166136261u;
	for (const char *s = english; *s; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return h;
}

static const struct words_entry *entry_of(enum lang lang, uint32_t hash, const char *english)
{
	const struct words_catalogue *c = &words_catalogues[lang];
	size_t low = 0, high = c->n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (c->at[middle].hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	/* The English is compared too: a message that is in no catalogue may share the hash of one that is. */
	bool found = low < c->n && c->at[low].hash == hash && strcmp(c->at[low].english, english) == 0;
	return found ? &c->at[low] : NULL;
}

const char *words_find(enum lang lang, uint32_t hash, const char *english)
{
	const struct words_entry *e = entry_of(lang, hash, english);
	return e ? e->one : english;
}

const char *words_find_plural(enum lang lang, uint32_t hash, const char *one, const char *many, int64_t n)
{
	const struct words_entry *e = entry_of(lang, hash, one);
	if (e && (e->many || n == 1))
		return n == 1 ? e->one : e->many;
	/* marked in C, with N_ for each of the two: they are two messages */
	return n == 1 ? one : words_find(lang, words_hash(many), many);
}

/* ---- the words a community chooses ---- */

const char *const vocabulary_codes[VOCAB_COUNT] = {
	[VOCAB_PERSON] = "person", [VOCAB_SUPPORTER] = "supporter", [VOCAB_PLAN] = "plan",
	[VOCAB_NOTE] = "note", [VOCAB_GROUP] = "group", [VOCAB_ENCOUNTER] = "encounter",
};
static const struct vocabulary_word vocabulary[LANG_COUNT][VOCAB_COUNT] = {
	[LANG_EN] = {   /* these are also the names in messages: {~person}, {~people} */
		[VOCAB_PERSON] = { "person", "people" },
		[VOCAB_SUPPORTER] = { "supporter", "supporters" },
		[VOCAB_PLAN] = { "plan", "plans" },
		[VOCAB_NOTE] = { "note", "notes" },
		[VOCAB_GROUP] = { "group", "groups" },
		[VOCAB_ENCOUNTER] = { "encounter", "encounters" },
	},
	[LANG_ES] = {
		[VOCAB_PERSON] = { "persona", "personas" },
		[VOCAB_SUPPORTER] = { "acompañante", "acompañantes" },
		[VOCAB_PLAN] = { "plan", "planes" },
		[VOCAB_NOTE] = { "nota", "notas" },
		[VOCAB_GROUP] = { "grupo", "grupos" },
		[VOCAB_ENCOUNTER] = { "encuentro", "encuentros" },
	},
};

static bool named(const char *name, struct slice s)
{
	return strlen(name) == s.n && strncasecmp(name, s.at, s.n) == 0;
}

/* "supporter", "Supporters" → the community's word; NULL when it is none of them. */
static const char *vocabulary_find(const struct words_reader *w, struct slice s)
{
	for (int k = 0; k < VOCAB_COUNT; k++) {
		const struct vocabulary_word *english = &vocabulary[LANG_EN][k], *own = &w->own[k], *usual = &vocabulary[w->lang][k];
		if (named(english->one, s))
			return own->one ? own->one : usual->one;
		if (named(english->many, s))
			return own->many ? own->many : usual->many;
	}
	return NULL;
}

/* ---- writing a message ---- */

/* Goes either into a reply, escaped for its place, or as it is into `at`; with both NULL it only counts. */
struct pen {
	struct out *o;
	enum words_place place;
	const struct words_reader *reader;
	char *at;
	size_t n;
};

static void pen_write(struct pen *p, const char *s, size_t n)
{
	if (p->o && p->place == WORDS_ATTR)
		out_attr_slice(p->o, (struct slice){ s, n });
	else if (p->o)
		out_text_slice(p->o, (struct slice){ s, n });
	else if (p->at)
		memcpy(p->at + p->n, s, n);
	p->n += n;
}

/* The first letter as a capital: ASCII, and the Latin letters with accents (U+00E0..U+00FE but the division sign). */
static void pen_capital(struct pen *p, const char *s)
{
	unsigned char first[2] = { (unsigned char)s[0], s[0] ? (unsigned char)s[1] : 0 };
	size_t n = 0;
	if (first[0] >= 'a' && first[0] <= 'z') {
		first[0] -= 'a' - 'A';
		n = 1;
	} else if (first[0] == 0xc3 && first[1] >= 0xa0 && first[1] <= 0xbe && first[1] != 0xb7) {
		first[1] -= 0x20;
		n = 2;
	}
	pen_write(p, (const char *)first, n);
	pen_write(p, s + n, strlen(s + n));
}

static void pen_arg(struct pen *p, const struct word_arg *a)
{
	if (!a->is_number) {
		if (a->text)
			pen_write(p, a->text, strlen(a->text));
		return;
	}
	struct out digits = { .reader = p->reader };
	out_text_int(&digits, a->number);
	if (digits.n)           /* NO_INT writes nothing */
		pen_write(p, digits.at, digits.n);
	out_end(&digits);
}

/* {0} or {~Word} between s and end (the braces left out); false: nothing of that kind. */
static bool pen_placeholder(struct pen *p, const char *s, const char *end, size_t n, const struct word_arg *args)
{
	if (end > s && *s == '~') {
		const char *word = vocabulary_find(p->reader, (struct slice){ s + 1, (size_t)(end - s - 1) });
		if (!word)
			return false;
		if (s[1] >= 'A' && s[1] <= 'Z')
			pen_capital(p, word);
		else
			pen_write(p, word, strlen(word));
		return true;
	}
	int64_t k;
	if (!str_int((struct slice){ s, (size_t)(end - s) }, 0, 99, &k) || (size_t)k >= n)
		return false;
	pen_arg(p, &args[k]);
	return true;
}

static void pen_message(struct pen *p, const char *s, size_t n, const struct word_arg *args)
{
	while (*s) {
		size_t plain = strcspn(s, "{");
		pen_write(p, s, plain);
		s += plain;
		if (!*s)
			return;
		const char *end = strchr(s, '}');
		if (end && pen_placeholder(p, s + 1, end, n, args)) {
			s = end + 1;
		} else {
			pen_write(p, s, 1);
			s++;
		}
	}
}

void out_words(struct out *o, enum words_place place, uint32_t hash, const char *english, size_t n, const struct word_arg *args)
{
	struct pen p = { .o = o, .place = place, .reader = o->reader };
	pen_message(&p, words_find(o->reader->lang, hash, english), n, args);
}

void out_words_plural(struct out *o, enum words_place place, uint32_t hash, const char *one, const char *many,
		      int64_t count, size_t n, const struct word_arg *args)
{
	struct pen p = { .o = o, .place = place, .reader = o->reader };
	pen_message(&p, words_find_plural(o->reader->lang, hash, one, many, count), n, args);
}

const char *words_say(struct arena *a, const struct words_reader *w, const char *english, size_t n, const struct word_arg *args)
{
	const char *message = words_find(w->lang, words_hash(english), english);
	struct pen p = { .reader = w };
	pen_message(&p, message, n, args);
	p.at = arena_take(a, p.n + 1);
	p.n = 0;
	pen_message(&p, message, n, args);
	return p.at;
}

/* ---- choices ---- */

bool choice_find(const struct choices *of, struct slice code, int64_t *ret)
{
	for (size_t k = 0; k < of->n; k++)
		if (strlen(of->at[k].code) == code.n && memcmp(of->at[k].code, code.at, code.n) == 0) {
			*ret = (int64_t)k;
			return true;
		}
	return false;
}

const char *choice_code(const struct choices *of, int64_t k)
{
	return k >= 0 && (uint64_t)k < of->n ? of->at[k].code : NULL;
}

void out_choice(struct out *o, const struct choices *of, int64_t k)
{
	if (!choice_code(of, k))
		return;
	const char *label = of->at[k].label;
	out_words(o, WORDS_TEXT, words_hash(label), label, 0, NULL);
}

void out_choices(struct out *o, const struct choices *of, int64_t set)
{
	bool first = true;
	for (size_t k = 0; k < of->n && k < 63; k++) {
		if (!(set >> k & 1))
			continue;
		if (!first)
			OUT_LITERAL(o, ", ");
		first = false;
		out_choice(o, of, (int64_t)k);
	}
}

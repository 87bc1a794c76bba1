/* The words of a story as they are found again: folded, without accents, cut to a rough stem that serves English and Spanish,
 * hashed with the server's key.  An engine's own full-text index would hold the words themselves, and would keep those that were
 * taken back until it tidies up. */
#include "inside.h"

enum { WORD_LEAST = 3, WORD_MOST = 40, WORDS_MOST = 4000 };

/* Latin letters without their marks: whoever types "volvi" finds "volví". */
static char plain(uint32_t c)
{
	static const struct { uint32_t from, to; char letter; } marks[] = {
		{ 0xe0, 0xe5, 'a' }, { 0xe7, 0xe7, 'c' }, { 0xe8, 0xeb, 'e' }, { 0xec, 0xef, 'i' }, { 0xf1, 0xf1, 'n' }, { 0xf2, 0xf6, 'o' },
		{ 0xf9, 0xfc, 'u' }, { 0xfd, 0xff, 'y' },
	};
	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
		return (char)c;
	for (size_t i = 0; i < COUNT(marks); i++)
		if (c >= marks[i].from && c <= marks[i].to)
			return marks[i].letter;
	return 0;
}

static bool ends(const char *w, size_t n, const char *with)
{
	size_t k = strlen(with);
	return n > k + 2 && memcmp(w + n - k, with, k) == 0;
}

/* walking, walked, walks → walk; stories, story → stor; amigos, amiga → amig. */
static size_t stem(const char *w, size_t n)
{
	static const char *const tails[] = { "ing", "ies", "ed", "es", "os", "as", "s", "y", "a", "e", "o" };
	for (size_t i = 0; i < COUNT(tails); i++)
		if (ends(w, n, tails[i]))
			return n - strlen(tails[i]);
	return n;
}

static bool everywhere(const char *w)
{
	static const char *const words[] = { "the", "and", "was", "for", "that", "with", "not", "but", "you", "had", "her", "his", "que", "los", "las", "una",
		"con", "por", "para", "como", "del", "mas", "pero", "muy" };
	for (size_t i = 0; i < COUNT(words); i++)
		if (str_same(words[i], w))
			return true;
	return false;
}

static void put(struct req *r, struct story_words *to, const char *community, char *word, size_t n)
{
	word[n] = '\0';
	if (n < WORD_LEAST || everywhere(word))
		return;
	word[stem(word, n)] = '\0';
	struct bytes hash = seal_index(r, "story.word", arena_printf(&r->arena, "%s %s", community, word));
	for (size_t i = 0; i < to->n; i++)
		if (to->at[i].hash.n == hash.n && memcmp(to->at[i].hash.at, hash.at, hash.n) == 0)
			return;
	to->at[to->n++].hash = hash;
}

struct story_words story_words_of(struct req *r, const char *community, const char *text, size_t max)
{
	struct story_words found = { .at = ARENA_ARRAY(&r->arena, max < WORDS_MOST ? max : WORDS_MOST, struct story_word) };
	const char *folded = str_fold(&r->arena, text);
	struct slice rest = { folded, strlen(folded) };
	char word[WORD_MOST + 1];
	size_t n = 0, room = max < WORDS_MOST ? max : WORDS_MOST;
	while (found.n < room) {
		uint32_t point = 0;
		size_t bytes = rest.n ? str_point(rest, &point) : 0;
		char letter = bytes ? plain(point) : 0;
		if (letter && n < WORD_MOST)
			word[n++] = letter;
		if (!letter) {
			put(r, &found, community, word, n);
			n = 0;
		}
		if (!bytes)
			break;
		rest.at += bytes;
		rest.n -= bytes;
	}
	return found;
}

int64_t story_seconds(const char *words)
{
	int64_t n = 0;
	bool within = false;
	for (const char *s = words; s && *s; s++) {
		bool blank = *s == ' ' || *s == '\n' || *s == '\t';
		n += !blank && !within;
		within = !blank;
	}
	return n * 60 / READ_ALOUD_PER_MINUTE;
}

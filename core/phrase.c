/* Pass phrases: plain words drawn by chance.  Knows no password; the words are in phrase_words.c. */
#include "phrase_words.h"

const char *phrase_new(struct req *r, enum lang lang, int n)
{
	const char *const *list = lang == LANG_ES ? phrase_words_es : phrase_words_en;
	size_t of = lang == LANG_ES ? phrase_words_es_n : phrase_words_en_n;
	const char *phrase = "";
	for (int i = 0; i < n; i++)
		phrase = arena_printf(&r->arena, "%s%s%s", phrase, i ? " " : "", list[random_below(r, (uint32_t)of)]);
	return phrase;
}

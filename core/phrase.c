/* Pass phrases: words that are easy to say, to write on paper and to type on a telephone. */
#include "core.h"
#include "phrase_words.h"

const char *phrase_new(struct req *r, enum lang lang, int n)
{
	const char *phrase = "";
	for (int i = 0; i < n; i++)
		phrase = arena_printf(&r->arena, "%s%s%s", phrase, i ? " " : "", phrase_words[lang][random_below(r, PHRASE_WORDS)]);
	return phrase;
}

/* The translations as tools/wordc writes them from every es.po: for core/words.c alone. */
#pragma once
#include "words.h"

struct words_entry {
	uint32_t hash;              /* words_hash(english); entries stand in its order, no two alike */
	const char *english;
	const char *one, *many;     /* many NULL: not a plural */
};
struct words_catalogue { size_t n; const struct words_entry *at; };
extern const struct words_catalogue words_catalogues[LANG_COUNT];

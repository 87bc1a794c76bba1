/* The lists from which phrase.c draws. */
#pragma once
#include "core.h"

extern const char *const phrase_words_en[], *const phrase_words_es[];
extern const size_t phrase_words_en_n, phrase_words_es_n;

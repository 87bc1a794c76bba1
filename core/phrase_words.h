/* Words for pass phrases: short, common, kind, told apart by their first four letters, typed without accents. */
#pragma once
#include "words.h"

enum { PHRASE_WORDS = 2048 };       /* 11 bits each */
extern const char *const phrase_words[LANG_COUNT][PHRASE_WORDS];

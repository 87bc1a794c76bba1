/* Catalogues: gettext's .mo → C for core/words.c, and whether translations hold the placeholders of their English. */
#pragma once
#include "source.h"

/* Adds the table of one language and its line in the list of all.  lang NULL: only checks the placeholders, and says each
 * fault on standard error.  False: s->fault says what is wrong. */
bool catalogue_compile(struct source *s, const char *lang, struct text *table, struct text *list);

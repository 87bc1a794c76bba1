/* What the files of this feature share among themselves. */
#pragma once
#include "pages.h"

/* Slow and clear, as one reads to others: words in a minute. */
enum { READ_ALOUD_PER_MINUTE = 130, SHELF_PAGE = 20, TOLD_SECONDS = 7 * 86400, FIND_WORDS_MAX = 4 };

extern const struct form story_telling_form, story_find_form, story_wishes_form, story_tell_form;

handler stories_mine_of, stories_telling_show, stories_telling_save, stories_another, stories_section, stories_part_length;  /* telling.c */
handler stories_shelf_show, stories_filter_show, stories_filter_save, stories_shelf_card;              /* shelf.c */
handler stories_tell_show, stories_tell_do, stories_tell_back, stories_told_section;                   /* told.c */

/* ---- telling.c ---- */
/* Puts the story on the shelf with what is open of it now, or takes it away. */
enum status stories_shelve(struct req *r, const struct documents_one *d) MUST_USE;

struct story_length story_length_of(const char *title, int64_t seconds);

/* ---- words.c ---- */
/* How long it takes to read this aloud. */
int64_t story_seconds(const char *words);
/* The keyed hashes of the different words in a text, without those that every text has; at most max.  Two words of one
 * stem ("walk", "walking") have one hash. */
struct story_word { struct bytes hash; };
struct story_words { size_t n; struct story_word *at; };
struct story_words story_words_of(struct req *r, const char *community, const char *text, size_t max);

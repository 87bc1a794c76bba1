/* Words for a reader: messages by language, the community's own vocabulary, dates and numbers in their time zone.
 * English text is the key; catalogues are compiled from the es.po files beside each part of the source. */
#pragma once
#include "out.h"

enum lang { LANG_EN, LANG_ES, LANG_COUNT };
extern const char *const lang_codes[LANG_COUNT];            /* "en", "es": as in <html lang> */
extern const char *const lang_names[LANG_COUNT];            /* each in its own language */
bool lang_find(struct slice code, enum lang *ret) MUST_USE; /* "es", "es-MX", "ES" */
enum lang lang_accept(const char *accept_language);         /* the best of an Accept-Language header; English if none */

/* Marks a message for the catalogues and gives it back as it is; translated when it is written. */
#define N_(text) text

/* Words a community may replace by its own: {~supporter}, {~Supporters} in a message. */
enum vocabulary { VOCAB_PERSON, VOCAB_SUPPORTER, VOCAB_PLAN, VOCAB_NOTE, VOCAB_GROUP, VOCAB_ENCOUNTER, VOCAB_COUNT };
extern const char *const vocabulary_codes[VOCAB_COUNT];     /* "person", "supporter", ... */
struct vocabulary_word { const char *one, *many; };         /* NULL: the language's own default */

struct words_reader {
	enum lang lang;
	const char *zone;                                       /* IANA name; NULL is UTC */
	struct vocabulary_word own[VOCAB_COUNT];
};

/* One value in a message: "{0} and {1}". */
struct word_arg { const char *text; int64_t number; bool is_number; };
static inline struct word_arg word_text(const char *s) { return (struct word_arg){ .text = s }; }
static inline struct word_arg word_int(int64_t i) { return (struct word_arg){ .number = i, .is_number = true }; }
#define WORD_ARG(x) _Generic((x), char *: word_text, const char *: word_text, \
	int: word_int, unsigned: word_int, int64_t: word_int, size_t: word_int)(x)

/* The translated text of a message, vocabulary and values not yet put in.  hash: words_hash(english), which the
 * compilers put into the call.  Returns the English when there is no translation. */
const char *words_find(enum lang lang, uint32_t hash, const char *english);
/* FNV-1a of the English text, 32 bits.  tools/ compute the same. */
uint32_t words_hash(const char *english);
/* Plural forms: English and Spanish both have two; one is used when n == 1. */
const char *words_find_plural(enum lang lang, uint32_t hash, const char *one, const char *many, int64_t n);

/* What {{t ...}} and {{tn ...}} compile to.  place: 0 text, 1 attribute: values and the message are escaped for it. */
enum words_place { WORDS_TEXT, WORDS_ATTR };
void out_words(struct out *o, enum words_place place, uint32_t hash, const char *english,
	       size_t n, const struct word_arg *args);
void out_words_plural(struct out *o, enum words_place place, uint32_t hash, const char *one, const char *many,
		      int64_t count, size_t n, const struct word_arg *args);
/* The same as a string in the arena, not escaped: for mail, JSON and command line. */
const char *words_say(struct arena *a, const struct words_reader *w, const char *english,
		      size_t n, const struct word_arg *args);

/* Dates.  All moments are UTC seconds since 1970 (int64_t); all civil dates are in the reader's zone. */
struct civil { int year, month, day, hour, minute, second, weekday; };  /* month 1..12, weekday 0 Monday .. 6 Sunday */
bool zone_known(const char *zone);
struct civil zone_civil(const char *zone, int64_t at);
/* The moment of a local time.  A time skipped by daylight saving moves forward; one that happens twice is the first. */
int64_t zone_moment(const char *zone, struct civil local);
int32_t zone_offset(const char *zone, int64_t at);          /* seconds east of UTC */
int64_t day_number(int year, int month, int day);           /* days since 1970-01-01, proleptic Gregorian */
struct civil day_civil(int64_t day);
/* Monday of the ISO week in which this moment lies, as a day number (UTC): all that a survey answer knows of time. */
int64_t week_of(int64_t at);

void out_date(struct out *o, int64_t at);                   /* 3 May 2026, in <time datetime> */
void out_moment(struct out *o, int64_t at);                 /* Tue 3 May 2026, 18:30 */
void out_clock(struct out *o, int64_t at);                  /* 18:30 (English: 6:30 pm) */
void out_month(struct out *o, int64_t at);                  /* May 2026 */
void out_day(struct out *o, int64_t day);                   /* a day number, no zone: 3 May 2026 */
const char *words_date(struct arena *a, const struct words_reader *w, int64_t at);
const char *words_moment(struct arena *a, const struct words_reader *w, int64_t at);
const char *words_month(struct arena *a, const struct words_reader *w, int64_t at);
const char *words_day(struct arena *a, const struct words_reader *w, int64_t day);
const char *words_weekday(enum lang lang, int weekday);     /* "Monday", "lunes"; 0 Monday .. 6 Sunday */
const char *words_weekday_letters(enum lang lang, int weekday); /* "Mo", "lu": for narrow tables, beside the whole word */
/* An hour of the day, 0..24, without minutes where the language can: "6 pm", "18:00". */
void out_hour(struct out *o, int hour);

/* A closed list of choices: kinds of support, ways to meet.  Codes go into JSON, imports and the database; labels are
 * messages.  In a set, choice k is bit k. */
struct choice { const char *code, *label, *help; };         /* help may be NULL */
struct choices { const char *name; size_t n; const struct choice *at; };
#define CHOICES(name_, ...) { .name = name_, .n = COUNT(((const struct choice[]){ __VA_ARGS__ })), \
	.at = (const struct choice[]){ __VA_ARGS__ } }
bool choice_find(const struct choices *of, struct slice code, int64_t *ret) MUST_USE;
const char *choice_code(const struct choices *of, int64_t k);           /* NULL when out of range */
/* {{say LIST x}}: the label of one choice, escaped text.  {{saying LIST x}}: the labels of a set, with commas. */
void out_choice(struct out *o, const struct choices *of, int64_t k);
void out_choices(struct out *o, const struct choices *of, int64_t set);

/* Text: strict readers and checks.  Knows UTF-8 and numbers; no memory of its own. */
#pragma once
#include "arena.h"

bool str_same(const char *a, const char *b);                    /* both may be NULL */
bool str_begins(const char *s, const char *with);
bool slice_same(struct slice a, struct slice b);
/* Decimal digits with an optional '-', nothing else, within min..max.  False leaves *ret as it was. */
bool str_int(struct slice s, int64_t min, int64_t max, int64_t *ret) MUST_USE;
/* Digits with an optional '-' and an optional fraction after '.'; no exponent. */
bool str_real(struct slice s, double min, double max, double *ret) MUST_USE;
/* Well-formed UTF-8 without NUL, without C0 controls but \t \n \r, without U+FFFE/FFFF and bidi overrides. */
bool str_utf8(struct slice s);
/* Code points in well-formed UTF-8. */
size_t str_points(struct slice s);
/* The first code point and how many bytes it takes; 0 when there is none or it is malformed. */
size_t str_point(struct slice s, uint32_t *ret);
/* s without white space at both ends. */
struct slice slice_trim(struct slice s);
/* A copy without white space at both ends, with \r\n turned into \n, and without the marks that turn the direction of
 * text (telephones put them around copied numbers). */
const char *str_trim(struct arena *a, struct slice s);
/* For comparing names people typed: Unicode's full case folding in NFC, runs of white space as one blank, trimmed, without
 * what has no width.  Two names that a reader takes for the same become the same; accents count. */
const char *str_fold(struct arena *a, const char *s);
/* For seeking words in a text: Unicode's case folding of the compatibility decomposition, without marks and accents, so that
 * "jose" finds "José".  NULL and what is not UTF-8 become "". */
const char *str_sought(struct arena *a, const char *s);
/* Constant-time comparison of n bytes. */
bool str_equal_secret(const void *a, const void *b, size_t n);
/* Pieces of s between sep, trimmed of blanks; empty pieces are left out.  At most max pieces. */
struct str_list { size_t n; const char **at; };
struct str_list str_split(struct arena *a, const char *s, char sep, size_t max);

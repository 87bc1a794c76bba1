/* What the compilers of this folder share: a text that grows, C literals, and faults that say file, line and how to mend
 * it.  Knows no language; nothing here ends the program. */
#pragma once
#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Grows as needed; always ended by a NUL once something was added.  Memory gone: abort(). */
struct text { char *at; size_t n, room; };
void text_add(struct text *t, const char *s, size_t n);
void text_str(struct text *t, const char *s);
void text_char(struct text *t, char c);
void text_print(struct text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* s as the inside of a C string literal (without the quotes), in plain ASCII. */
void text_c(struct text *t, const char *s, size_t n);
void text_end(struct text *t);
/* The whole file; false when it cannot be read.  At most SOURCE_MAX bytes. */
bool text_read(struct text *t, const char *path);
/* Writes t to a stream; false when it did not arrive. */
bool text_write(const struct text *t, FILE *to);

enum { SOURCE_MAX = 4 << 20, NAME_MAX_ = 64 };

/* One input.  A fault leaves through way_out; the sentence is then in .fault. */
struct source {
	const char *file;
	const char *at;             /* the whole text, ended by a NUL */
	size_t n;
	jmp_buf way_out;
	char fault[800];            /* "FILE:LINE: error: sentence" */
};
_Noreturn void source_fail(struct source *s, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Refuses what no source of ours holds: NUL, other control characters, broken UTF-8. */
void source_check(struct source *s);

/* [a-z][a-z0-9_]*, at most NAME_MAX_-1 long, and no word of C. */
bool name_good(const char *s, size_t n);
/* Is s one of the words of a list that ends with NULL? */
bool one_of(const char *s, const char *const *list);
/* FNV-1a, 32 bits: the same as words_hash in core/words.c. */
uint32_t hash_of(const char *s);
/* The last part of a path, up to its first dot, into buf; false when it does not fit. */
bool file_base(const char *path, char *buf, size_t size);

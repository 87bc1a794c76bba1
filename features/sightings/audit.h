/* Heads, exports and proofs: what stands in the files that leave this server, and checking them without it. */
#pragma once
#include "inside.h"

struct log_head { int64_t size, at; struct merkle_hash root; uint8_t key[32], signature[64]; };

/* ---- head.c ---- */
const char *hex_of(struct arena *a, const uint8_t *at, size_t n);
bool hex_read(struct slice s, uint8_t *to, size_t n) MUST_USE;
/* The head over all entries as they are now, dated `at`; the key is made when there is none.  In a write transaction. */
enum status head_make(struct req *r, int64_t at, struct log_head *ret) MUST_USE;
const char *head_text(struct arena *a, const struct log_head *h);
/* False: not written as head_text writes it, or the signature is not that of its key. */
bool head_read(struct arena *a, struct slice line, struct log_head *ret) MUST_USE;
bool head_same(const struct log_head *x, const struct log_head *y);     /* of as many entries, and of the same */
/* The next word of a line and the blank behind it are taken from rest. */
struct slice head_word(struct slice *rest);
/* The next line of a text is taken from rest; false: there is none, or it has no end. */
bool log_next_line(struct slice *rest, struct slice *ret) MUST_USE;
/* The last line of a text that ends with a line's end, or has none. */
struct slice head_last_line(struct slice text);

/* ---- verify.c ---- */
#define EXPORT_FIRST_LINE "kith-log 1"
#define PROOF_FIRST_LINE "kith-log-proof 1"
/* An entry as a line of a file, without the line's end. */
const char *export_line(struct arena *a, const struct log_line *l);
struct verified {
	int64_t entries, erased, since;     /* since: entries behind the witnessed head */
	int64_t keys;                       /* of surveys, each of another batch */
	struct log_head head;               /* the file's own */
};
/* Does this file, export or proof, hold what the witnessed head stands for?  NULL: yes; else what is wrong, for words_say. */
const char *log_verify(struct arena *a, struct slice file, const struct log_head *witnessed, struct verified *ret);

/* ---- witness.c ---- */
/* A head that somebody outside found to grow out of the last one they saw, signed by them as well. */
struct log_witnessed { struct log_head head; int64_t at; uint8_t key[32], signature[64]; };
const char *witnessed_text(struct arena *a, const struct log_witnessed *w);
/* False: not written as witnessed_text writes it, or one of the two signatures is not right. */
bool witnessed_read(struct arena *a, struct slice line, struct log_witnessed *ret) MUST_USE;
enum status audit_witness(struct req *r, int argc, char **argv);

/* ---- audit.c ---- */
enum status audit_head(struct req *r, int argc, char **argv);
enum status audit_export(struct req *r, int argc, char **argv);
enum status audit_prove(struct req *r, int argc, char **argv);
enum status audit_verify(struct req *r, int argc, char **argv);

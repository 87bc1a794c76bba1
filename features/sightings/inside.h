/* What the files of this feature share among themselves. */
#pragma once
#include "sightings.h"
#include "surveys.h"
#include "house.h"
#include "merkle.h"

/* The kind of an entry that says which key a batch of surveys has: record_id is the batch, why the SHA-256 of the key. */
#define SURVEY_KEY "survey_key"

enum { SIGHTINGS_PAGE = 50, LOG_SALT = 32, LOG_LINE_MAX = 1024 };

/* ---- log.c: what an entry is, and adding one ---- */

/* One entry; everything but number, at and kind is about people and may be erased. */
struct log_line {
	int64_t number, at;
	const char *kind, *by_whom, *by_right, *whose, *community, *record, *record_id, *why;
	struct bytes salt;          /* .at NULL: erased */
	struct bytes commitment;
};
/* "number<TAB>at<TAB>kind": what the tree holds in clear. */
const char *log_public(struct arena *a, const struct log_line *l);
/* The seven others with tabs between, "-" for none: what the commitment is made of. */
const char *log_about(struct arena *a, const struct log_line *l);
struct merkle_hash log_commitment(struct arena *a, const struct log_line *l);
struct merkle_hash log_leaf(struct arena *a, const struct log_line *l);
/* Adds n entries in one go and moves the tree on: number, salt and commitment are filled in here.  In a write transaction. */
enum status log_add(struct req *r, size_t n, struct log_line *line) MUST_USE;
enum status log_tree(struct req *r, struct merkle *ret) MUST_USE;
/* For a right's bit its code, and the words for it; NULL: none. */
const char *log_right(unsigned as);

enum status hear_read(struct req *r, const void *what);
enum status hear_deed(struct req *r, const void *what);
enum status hear_left(struct req *r, const void *what);

/* ---- keys.c ---- */
enum status hear_key_given(struct req *r, const void *what);
enum status keys_are_entered(struct req *r, const char **ret_why);
handler sightings_key_show;

handler sightings_show, sightings_me_card;     /* mine.c */
extern const struct form sightings_later_form;
handler emergency_person_of, emergency_ask, emergency_open, emergency_of, emergency_show, emergency_mine_of, emergency_read,
	emergency_card, emergency_way;      /* emergency.c */
extern const struct form emergency_form;

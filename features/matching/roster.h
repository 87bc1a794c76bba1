/* Everyone of a community who has told of room, held in memory with the index over them: the best for somebody without
 * reading everyone.  Built at the first search, true to the last change; where it cannot serve it says so, and the caller
 * reads the database. */
#pragma once
#include "score.h"

enum { ROSTER_ID = 32 };

struct roster_look {
	const struct score_ask *ask;
	const char *const *tag, *const *interest;       /* ids: the asker's experiences, in the order of their points; interests */
	size_t n_interests, n_apart, most;
	const char *const *apart;       /* who must not come up; the asker is among them */
	int64_t seen;                   /* least `shown` that the reader may see of others */
	bool trained;                   /* only those who hold the role of supporter */
};
struct roster_found { char person[ROSTER_ID]; int64_t score, room; bool shares; };

/* Exactly the order of matching_for.  other: the best of those who share no experience, when all of the list do and somebody
 * like that is there; else its person is empty.  why: how many each rule excludes, counted only when nobody is found. */
struct roster_answer { bool known; size_t n; struct roster_found *at, other; size_t why[FIT_RULES]; };
/* ret->known false: not held here, more than the index can number, or inside a write that may be taken back. */
enum status roster_best(struct req *r, const struct roster_look *look, struct roster_answer *ret) MUST_USE;

/* Ears of the feature: what changed is read anew at the next search, in each program. */
enum status roster_hear_changed(struct req *r, const void *member);     /* struct communities_member */
enum status roster_hear_left(struct req *r, const void *member);
enum status roster_hear_person(struct req *r, const void *person);
/* Tests: is what is held the same as what would be built anew?  True also when nothing is held. */
enum status roster_is_true(struct req *r, int64_t seen, bool trained, bool *ret) MUST_USE;

/* Everyone of a community who has told of room, held in memory with the index over them: the best for somebody without
 * reading everyone.  A server builds it when it starts; a program without one at its first search.  True to the last change;
 * where it cannot serve it says so, and the caller reads the database. */
#pragma once
#include "score.h"

enum { ROSTER_ID = 32 };

struct matching_better;
struct roster_look {
	const struct score_ask *ask;
	const char *const *tag, *const *interest;       /* ids: the asker's experiences, in the order of their points; interests */
	size_t n_interests, n_apart, most;
	const char *const *apart;       /* who must not come up; the asker is among them */
	size_t n_hot;
	const char *const *hot;         /* ids of experiences that would be too much for the asker now */
	int64_t seen;                   /* least `shown` that the reader may see of others */
	bool trained;                   /* only those who hold the role of supporter */
};
struct roster_found { char person[ROSTER_ID]; int64_t score, room; bool shares; };

/* Makes what is held for this kind of reader true to what r reads; once for each request, before the two below.  Where the
 * server tends it (roster_tend) nothing large is read here: what is not held yet comes within a second, until then all is
 * read from the database. */
enum status roster_refresh(struct req *r, int64_t seen, bool trained) MUST_USE;
/* How many have told of room, and how many of them tell each of these experiences.  False: not held here. */
bool roster_rarity(struct req *r, int64_t seen, bool trained, const char *const *tag, size_t n, int64_t *ret_tellers, int64_t *ret_people);

/* Exactly the order of matching_for.  other: the best of those who share no experience, when all of the list do and somebody
 * like that is there; else its person is empty.  why: how many each rule excludes, counted only when nobody is found. */
struct roster_answer { bool known; size_t n; struct roster_found *at, other; size_t why[FIT_RULES]; };
/* ret->known false: not held here, more than the index can number, or inside a write that may be taken back. */
void roster_best(struct req *r, const struct roster_look *look, struct roster_answer *ret);

/* The same among all whose score less their price is more than than->gain, best of these first: ret->other and why stay empty. */
void roster_better(struct req *r, const struct roster_look *look, const struct matching_better *than, struct roster_answer *ret);

/* Brings all that is held to what r reads; at its first call, makes what is held for every community. */
enum status roster_tend(struct req *r);
/* Ears of the feature: what changed is read anew at the next search, or by roster_tend, in each program. */
enum status roster_hear_changed(struct req *r, const void *member);     /* struct communities_member */
enum status roster_hear_left(struct req *r, const void *member);
enum status roster_hear_person(struct req *r, const void *person);
/* away: as in query matching_roster.  Days off are meant as the days of where they live. */
bool roster_is_day_off(const char *zone, int64_t away, int64_t now);
/* Tests: is what is held the same as what would be built anew?  True also when nothing is held. */
enum status roster_is_true(struct req *r, int64_t seen, bool trained, bool *ret) MUST_USE;

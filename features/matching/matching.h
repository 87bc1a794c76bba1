/* Matching: who might walk with whom, and the reasons in words that may be shown.  Correct and explained; one function does
 * the scoring, so that a faster one can take its place.  Keeps nothing of its own. */
#pragma once
#include "asks.h"

extern const struct feature matching_feature;

/* Why two people were brought together.  Only what both chose to have used, and only kinds of reason: never which private
 * item it was (see docs/matching.md). */
enum matching_reason_kind {
	MATCHING_SHARED_EXPERIENCE,     /* a tag both share and the other shows to the reader: named */
	MATCHING_SUPPORT_WITH, MATCHING_INTEREST, MATCHING_HOURS, MATCHING_WAY, MATCHING_LANGUAGE, MATCHING_WISH,
};
struct matching_reason { enum matching_reason_kind kind; int64_t points; const char *words, *tag; };
/* words: in the reader's language; tag: the id of a shared experience, else NULL */
struct matching_reasons { size_t n; struct matching_reason *at; };
struct matching_candidate { const char *person, *name; int64_t score; bool differs; struct matching_reasons reasons; };
struct matching_list { size_t n; struct matching_candidate *at; };

/* The best-fitting people for an ask of r->community, at most `most` (10), best first, ties turned by asker so that no
 * name is always first.  Hard rules: same community, room open and left, not away, a language in common, a way to meet in
 * common, hours in common when both gave hours, needed wishes both ways, nobody kept apart (either direction), not the
 * asker, none of `without` (passed, connected or already proposed; ids).  ret_missing: when nobody fits, a message (N_)
 * that says what is missing; else NULL.
 * The order a reader sees is made only from what that reader may know of the others: see docs/matching.md. */
enum status matching_for(struct req *r, const struct asks_one *ask, const struct str_list *without, int64_t most,
			 struct matching_list *ret, const char **ret_missing) MUST_USE;
/* The reasons between the asker and one other for one ask, as r->who.person may see them; used where a proposal is shown
 * to either side or to a coordinator. */
enum status matching_why(struct req *r, const struct asks_one *ask, const char *other, struct matching_candidate *ret) MUST_USE;

/* Whom an ask of r->community could be brought together with, best first, at most `max`: for proposals for many at once.  The
 * same rules and points as matching_for, but who was passed before is not left out, that is the caller's; score: 1 to 1000;
 * room: how many more people they can walk with now.  Empty when nobody is possible; MISSING: no such ask. */
struct matching_pair { const char *person; int64_t score, room; };
struct matching_candidate_list { size_t n; struct matching_pair *at; int64_t rule, excluded; };
/* rule: when nobody is possible, what shut out most, and how many of those with room; excluded 0: not to be told */
extern const struct choices matching_rules;         /* room, language, way, hours, needed, needed_by_other */
/* Before the first matching_candidates in each transaction: what is held in memory is made true to what r reads. */
enum status matching_ready(struct req *r) MUST_USE;
enum status matching_candidates(struct req *r, const char *ask, size_t max, struct matching_candidate_list *ret) MUST_USE;
/* What a place with each supporter costs, at the end of a solution; who is not named costs nothing.  serial: another number for
 * other prices. */
struct matching_prices { uint64_t serial; size_t n; const struct matching_price { const char *person; int64_t price; } *at; };
/* Of all whom the ask could be brought together with (without: not those), at most `most` whose score less their price is more
 * than `gain`, best first.  The caller knows that nobody but those in `without` scores more than `ceiling` (1000: knows nothing): whoever is
 * too dear even for that is not looked at.  *ret_known false: what is held in memory cannot say, and everyone has to be looked at. */
struct matching_better { const char *ask; const struct str_list *without; const struct matching_prices *prices; int64_t gain, ceiling; size_t most; };
enum status matching_better(struct req *r, const struct matching_better *than, struct matching_candidate_list *ret, bool *ret_known) MUST_USE;
/* Could the two still be brought together, as r reads it now?  For whoever writes a proposal that was thought of earlier: that it
 * is not the asker, and that the two are not kept apart, is looked at there.  ret_there: the other could walk with somebody new
 * now: has room open and left, the role where it takes one, no day off where they live. */
enum status matching_possible(struct req *r, const char *ask, const char *other, bool *ret, bool *ret_there) MUST_USE;

/* Proposals for many at once, between reading, solving and writing: who waits, who has room, which pairs there are. */
#pragma once
#include "inside.h"
#include "solve/solve.h"

/* What one community has in a run: usually the only one; more, where coordinators agreed to propose together.  The first leads. */
struct propose_part {
	const char *run, *community, *began_by;
	int64_t days;
	size_t first, n;                /* its people among the seekers */
	int64_t moved;                  /* who was to be asked and has not been */
};

struct propose_seeker {
	const char *ask, *person;
	uint32_t part;                  /* whose waiting list */
	int64_t asked, rule, excluded;  /* rule: place in matching_rules, when nobody may be proposed; and how many it shut out */
	uint32_t n, room;               /* pairs known so far */
	uint32_t *pair;                 /* solve_pair() */
	uint16_t least;                 /* pairs that are not known score at most this; 0: there are none */
	bool sent, gone, moved;         /* both were asked in this run; no longer waits; could not be asked after all */
};
struct propose_supporter { const char *person; int64_t places; };

/* All of it lives in `kept`, which nobody clears before the run has ended. */
struct propose {
	struct arena *kept;
	const char *run;
	struct str_list some;           /* asks; none: everybody */
	size_t n_parts;
	struct propose_part *part;
	int64_t points, weeks;          /* how waiting counts, as the community says that leads */
	size_t n, n_room;
	struct propose_seeker *seeker;
	size_t n_supporters, supporters_room, n_slots;
	struct propose_supporter *supporter;
	uint32_t *slot;                 /* by hash of the person: number + 1 */
	struct propose_supporter *invited;      /* places that are kept for an answer, by person */
	size_t n_invited, invited_room;
	struct solve_list list;
	struct solve_result result;
	struct matching_prices prices;  /* of the last result */
	bool rest;                      /* begun by a no: only for those who were looked at before */
	bool learned;                   /* of somebody new, that all their places are kept for an answer */
	bool too_many;                  /* supporters, more than can be numbered */
	bool proven, taken_back;
	size_t n_refused, refused_room; /* pairs that could not be written after all */
	struct solve_refusal *refused;
	int64_t now;
};

/* Are all parts still wanted?  Into p->taken_back. */
enum status propose_still(struct req *r, struct propose *p) MUST_USE;
/* Enters the community of a part, as the coordinator there who wants it. */
enum status propose_enter(struct req *r, const struct propose_part *part) MUST_USE;
/* Who waits, without those who have a question out, and by which rule. */
enum status propose_load(struct req *r, void *context) MUST_USE;
/* Who took the places that somebody without a proposal could have had; possible 0: there were none.  overtook_new first, once:
 * it looks who has whom. */
struct overtook { size_t n; uint32_t *first, *who; };
struct overtook_count { int64_t possible, longer, shorter; };
struct overtook overtook_new(struct arena *a, const struct propose *p);
struct overtook_count overtook_count(const struct overtook *o, const struct propose *p, size_t i);

/* Of one who waits: the best pairs, or (all) those that are better than `gain` at the prices of the last result. */
enum status propose_pairs(struct req *r, struct propose *p, struct propose_seeker *s, bool all, int64_t gain, uint32_t *ret_added) MUST_USE;
/* Asks both of every pair in p->result, a bit at a time, each bit in a transaction of its own; where something changed
 * meanwhile the rest is shared out anew.  Then writes for whom nobody was found.  A run that was cut short finds those who
 * were asked already among what is out. */
enum status propose_write(struct propose *p, const struct job_doors *doors) MUST_USE;

/* How waiting counts here. */
struct solve_waiting propose_waiting(const struct propose *p);

/* A whole waiting list at once: proposals for as many people as can be, then for those who wait longest, then with the best
 * fit, exactly, and the proof of it.  Knows people and supporters by number; who they are is left to the caller.
 * docs/matching.md explains the objective and the algorithm. */
#pragma once
#include "core.h"

enum { SOLVE_SCORE_MAX = 1000, SOLVE_SUPPORTERS_MAX = 65536, SOLVE_POINTS_MAX = 1000000 };
#define SOLVE_NOBODY UINT32_MAX

/* Who could be proposed to whom.  A pair stands in one number: score (1..1000) << 16 | supporter; pairs of person i are
 * pair[row[i]] up to pair[row[i + 1]], in any order, nobody twice in a row. */
struct solve_list {
	uint32_t people, supporters;
	uint32_t *capacity;             /* of each supporter */
	uint16_t *band;                 /* of each person: fortnights waited */
	uint32_t *row, *pair;
};
static inline uint32_t solve_pair(uint32_t supporter, uint32_t score) { return score << 16 | supporter; }
static inline uint32_t solve_pair_supporter(uint32_t pair) { return pair & 0xffff; }
static inline uint32_t solve_pair_score(uint32_t pair) { return pair >> 16; }

/* What comes after the number of people: strict, the sum of bands and then the sum of scores; else one sum in which a band
 * is worth `points` of score, except that from band `guarantee` on waiting comes first (UINT32_MAX: never). */
struct solve_waiting { bool strict; int64_t points; uint32_t guarantee; };

struct solve_progress { int round, rounds; uint32_t proposed; };
struct solve_how {
	struct solve_waiting waiting;
	/* Called some times a second; false ends the work, with the best proposals so far.  May be NULL. */
	bool (*go_on)(void *context, const struct solve_progress *now);
	void *context;
	/* The answer to an earlier list of the same supporters; NULL: none.  Its prices are begun with and only save time: epsilon
	 * begins as large as ever, for with a small one old prices that do not fit end in a war of tiny bids. */
	const struct solve_result *before;
};

struct solve_result {
	uint32_t *supporter;            /* of each person, or SOLVE_NOBODY */
	uint16_t *score;                /* of that pair, or 0 */
	/* What a place with each supporter costs, in points of the objective: a pair whose score less the price is not above
	 * what the person has already (solve_gain) can better nothing. */
	int64_t *price;
	int64_t first;                  /* points that what comes first is worth in these prices */
	uint32_t proposed;
	int64_t band_sum, score_sum;
	/* How far, in points of the objective, a better answer could still be: 0 is the proof that there is none. */
	double gap;
	bool ended_early;
};

/* OK; FULL: not enough memory; INVALID: waiting is worth so much that the sums leave 64 bits, ret_why says so (N_).
 * The result lives in `a`, whose way_out is not used; working memory is given back before it returns.  The list's pairs
 * with supporters without capacity do no harm. */
enum status solve(struct arena *a, const struct solve_list *list, const struct solve_how *how, struct solve_result *ret,
		  const char **ret_why) MUST_USE;

/* Without looking at how it was found: is every person proposed to at most once, by a pair of the list, within capacity,
 * and do the sums agree?  And is the answer within result->gap of what the prices prove?  NULL: yes, else what is wrong. */
const char *solve_wrong(struct arena *a, const struct solve_list *list, const struct solve_waiting *waiting,
			const struct solve_result *result);

/* ---- after people have answered ---- */

struct solve_refusal { uint32_t person, supporter; };
struct solve_answers {
	const uint32_t *kept;           /* of each person: with whom a proposal was accepted or waits for an answer, or SOLVE_NOBODY */
	size_t n_refused;               /* pairs that are never proposed again, by person */
	const struct solve_refusal *refused;
};
/* Whoever is in `kept` stays where they are, without regard to the list; the others are given the places that are left, exactly.
 * Sums and proposals of the result are of all, gap and prices of the rest. */
enum status solve_rest(struct arena *a, const struct solve_list *list, const struct solve_answers *answers, const struct solve_how *how,
		       struct solve_result *ret, const char **ret_why) MUST_USE;

/* ---- pairs that are not in the list ---- */

/* What a person has by these prices: their best pair less its price, or what being alone costs, as a negative number. */
int64_t solve_gain(const struct solve_list *list, const struct solve_waiting *waiting, const struct solve_result *result, uint32_t person);

/* Looks among all pairs.  find: writes up to `most` pairs of this person whose score less the supporter's price is more than
 * `gain`, best first, and answers how many; only those can better anything. */
struct solve_finder {
	size_t (*find)(void *context, uint32_t person, const int64_t *price, int64_t gain, uint32_t *to, size_t most);
	void *context;
	size_t most;                    /* pairs of a person in one pass */
	int passes;                     /* at most */
};
/* Solves, adds the pairs that could better the answer, and so on until there are none: then the answer is the best among all
 * pairs, whether they are in the list or not, and ret_complete says so.  ret_pairs: how many pairs there were in the end. */
enum status solve_all_pairs(struct arena *a, const struct solve_list *list, const struct solve_how *how, const struct solve_finder *finder,
			    struct solve_result *ret, bool *ret_complete, uint32_t *ret_pairs, const char **ret_why) MUST_USE;

/* ---- files: see solve/file.c for the format ---- */

/* Reads a list.  INVALID: ret_why says in a sentence (N_) what is wrong with it; MISSING: it cannot be opened or read;
 * FULL: not enough memory. */
enum status solve_read(struct arena *a, const char *path, struct solve_list *ret, const char **ret_why) MUST_USE;
enum status solve_read_fd(struct arena *a, int fd, struct solve_list *ret, const char **ret_why) MUST_USE;
/* Writes the answer: all of it or nothing.  FULL or BROKEN with errno. */
enum status solve_write(const char *path, uint32_t people, const uint32_t *supporter) MUST_USE;

/* Surveys: a few questions after each encounter, by one-time codes that tie the answer to nobody.  This is all that other
 * features may know of it.  The seam for blind signatures is surveys_draw and surveys_redeem in surveys_code.c. */
#pragma once
#include "encounters.h"

extern const struct feature surveys_feature;

struct surveys_answer {
	int64_t found;                  /* set of asks_kinds; NO_INT: skipped */
	int64_t heard, hope_before, hope_after, again;      /* NO_INT: skipped; again 0 or 1 */
	const char *words;
};
/* Figures changed; what: struct surveys_change.  Counts may be several (slips of a group). */
struct surveys_change { const char *community, *project; int64_t kind, month; int64_t offered; const struct surveys_answer *answer; };
extern const struct event surveys_changed;

/* A batch got its key, the public part of which is the same for everyone; what: struct surveys_key_given. */
struct surveys_key_given { const char *batch, *modulus; };
extern const struct event surveys_key_given;

/* The batch of r->community for encounters of this project, kind and month; made when it is not there. */
enum status surveys_batch_of(struct req *r, const char *project, int64_t kind, int64_t month, const char **ret_batch) MUST_USE;
/* Adds an answer as imports do: the week is that of the encounter; tells nothing and counts nothing. */
struct surveys_brought { const char *batch, *import; int64_t encounter_began; struct surveys_answer answer; };
enum status surveys_bring(struct req *r, const struct surveys_brought *s) MUST_USE;
/* Adds to offered and returned of one batch, for imports: many at once. */
enum status surveys_count(struct req *r, const char *batch, int64_t offered, int64_t returned) MUST_USE;
/* First day of the month of this moment in the community's zone: what a batch and every figure know of time. */
int64_t surveys_month(const struct req *r, int64_t at);

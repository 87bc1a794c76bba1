/* Reasons in words, as one reader may see them. */
#pragma once
#include "score.h"

/* Ids and labels of the asker's usable experiences, labels of interests, in the order of the bits. */
struct reasons_labels { size_t n_tags, n_interests; const char *id[SCORE_TAGS_MAX], *tag[SCORE_TAGS_MAX], *interest[SCORE_TAGS_MAX]; };
/* The reasons for a possible pair, weightiest first, at most eight.  Who reads is r->who.person: one of the two ("you both")
 * or a third ("they both"). */
struct matching_reasons reasons_say(struct req *r, const struct score_ask *a, const struct score_side *o, const struct reasons_labels *l);

/* Own words, for coordinators: in lots that are made once, so that what is shown never tells of what joined it or left it.
 * Leaves when they go to the times of the community (surveys.c). */
#include "inside.h"

enum { WORDS_SHOWN = 500 };

static const struct json_field word_json[] = { JSON_TEXT(answers_words, words) };
static const struct json_field surveys_words_json[] = {
	JSON_INT(surveys_words_view, min_cell), JSON_FLAG(surveys_words_view, held_back), JSON_LIST(surveys_words_view, words, word_json),
};

/* Finished weeks are taken together, the oldest first, until there are as many as the community's minimum; what is left of the newest
 * waits.  So a new answer never stands alone, nor is it seen by what changed since yesterday. */
enum status surveys_into_lots(struct req *r, const char *community)
{
	struct answers_waiting_list weeks;
	struct lots_minimum least;
	int64_t n = 0;
	TRY(answers_waiting(r, community, week_of(r->now), &weeks));
	if (!weeks.n)
		return OK;
	TRY(lots_minimum(r, community, &least));
	for (size_t k = 0; k < weeks.n; k++) {
		n += weeks.at[k].n;
		if (n < least.min_cell)
			continue;
		TRY(answers_into_lot(r, community, weeks.at[k].week, NULL));
		n = 0;
	}
	return OK;
}

/* Only whole lots: of the oldest one that was read there may be more; and one that is below a minimum raised since is not shown. */
static size_t whole_lots(struct answers_words_list *l, int64_t min_cell)
{
	size_t kept = 0;
	for (size_t from = 0, to; from < l->n; from = to) {
		for (to = from + 1; to < l->n && l->at[to].lot == l->at[from].lot; to++)
			;
		if (to == WORDS_SHOWN + 1 && from)
			break;
		if ((int64_t)(to - from) < min_cell)
			continue;
		memmove(&l->at[kept], &l->at[from], (to - from) * sizeof *l->at);
		kept += to - from;
	}
	return kept;
}

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct answers_words *)a)->id, ((const struct answers_words *)b)->id);
}

/* All projects together: two lists that overlap would tell of what stands in one of them alone.  In the order of ids, which are random:
 * the newest week is not the first. */
enum status surveys_words_show(struct req *r)
{
	struct surveys_words_view v = { .min_cell = r->community.min_cell };
	struct answers_waiting_list waiting;
	TRY(answers_words(r, r->community.id, WORDS_SHOWN + 1, &v.words));
	TRY(answers_waiting(r, r->community.id, week_of(r->now) + WEEK_DAYS, &waiting));
	v.held_back = waiting.n > 0;
	v.words.n = whole_lots(&v.words, r->community.min_cell);
	if (v.words.n)
		qsort(v.words.at, v.words.n, sizeof *v.words.at, by_id);
	return REPLY(r, surveys_words, &v);
}

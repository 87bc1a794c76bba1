/* Running sums: added to in the same transaction as what they count, loaded as a whole, counted anew for `kith check`.
 * Knows nothing of who may see what: release.c does. */
#include "inside.h"

const char *const insight_measures[M_COUNT] = {
	[M_ENCOUNTERS] = "encounters", [M_MINUTES] = "minutes", [M_HEADCOUNT] = "headcount", [M_OFFERED] = "offered",
	[M_RETURNED] = "returned", [M_FOUND] = "found", [M_FOUND_0] = "found_0", "found_1", "found_2", "found_3", "found_4", "found_5",
	[M_FOUND_6] = "found_6", [M_HEARD] = "heard", [M_HOPE_BEFORE] = "hope_before", [M_HOPE_AFTER] = "hope_after", [M_AGAIN] = "again",
};

enum status insight_add(struct req *r, const char *community, const char *project, int64_t month, const char *measure, int64_t n, int64_t total)
{
	int64_t changed;
	return insight_sum_add(r, community, project ? project : "", month, measure, n, total, &changed);
}

/* ---- hearing ---- */

/* One more that figures could tell about; a new release is tried when there are enough of them. */
static enum status one_more(struct req *r, const char *community)
{
	struct news_add news;
	struct minimum_of c;
	TRY(news_add(r, community, &news));
	TRY(minimum_of(r, community, &c));
	if (news.n < c.min_cell || news.n < news.due)
		return OK;
	return insight_release(r, community, c.min_cell);
}

static enum status add_encounter(struct req *r, const struct encounters_one *e, int64_t sign)
{
	int64_t month = surveys_month(r, e->began);
	if (!e->met)
		return OK;      /* "did not meet" is neutral: it is not counted */
	TRY(insight_add(r, e->community, e->project, month, "encounters", sign, 0));
	TRY(insight_add(r, e->community, e->project, month, "minutes", sign, sign * e->minutes));
	return insight_add(r, e->community, e->project, month, "headcount", sign, sign * e->headcount);
}

enum status insight_hear_encounter(struct req *r, const void *what)
{
	const struct encounters_change *change = what;
	if (change->before)
		TRY(add_encounter(r, change->before, -1));
	if (!change->after)
		return OK;
	TRY(add_encounter(r, change->after, 1));
	return change->before || !change->after->met ? OK : one_more(r, change->after->community);
}

/* The measures one answer adds to. */
static void measures_of(const struct surveys_answer *a, struct sum to[M_COUNT])
{
	to[M_RETURNED].n++;
	if (a->found != NO_INT) {
		to[M_FOUND].n++;
		for (int k = 0; k < 7; k++)
			to[M_FOUND_0 + k].n += a->found >> k & 1;
	}
	if (a->heard != NO_INT) {
		to[M_HEARD].n++;
		to[M_HEARD].total += a->heard;
	}
	if (a->hope_before != NO_INT && a->hope_after != NO_INT) {      /* only surveys with both values */
		to[M_HOPE_BEFORE].n++;
		to[M_HOPE_BEFORE].total += a->hope_before;
		to[M_HOPE_AFTER].n++;
		to[M_HOPE_AFTER].total += a->hope_after;
	}
	if (a->again != NO_INT) {
		to[M_AGAIN].n++;
		to[M_AGAIN].total += a->again;
	}
}

enum status insight_hear_survey(struct req *r, const void *what)
{
	const struct surveys_change *change = what;
	struct sum add[M_COUNT] = { { 0 } };
	add[M_OFFERED].n = change->offered;
	if (change->answer)
		measures_of(change->answer, add);
	for (int m = 0; m < M_COUNT; m++)
		if (add[m].n || add[m].total)
			TRY(insight_add(r, change->community, change->project, change->month, insight_measures[m], add[m].n, add[m].total));
	return change->answer ? one_more(r, change->community) : OK;
}

/* ---- loading ---- */

static struct project_sums *project_of(struct sums *s, const char *project)
{
	for (size_t i = s->n; i > 0; i--)       /* rows come project by project: the last is nearly always it */
		if (strcmp(s->at[i - 1].project, project) == 0)
			return &s->at[i - 1];
	s->at = ARENA_GROWN(&s->r->arena, s->at, s->n, s->room, 8);
	struct project_sums *p = &s->at[s->n++];
	p->project = arena_str(&s->r->arena, project);
	return p;
}

static struct month *month_of(struct sums *s, struct project_sums *p, int64_t month)
{
	for (size_t i = p->n; i > 0; i--)
		if (p->at[i - 1].month == month)
			return &p->at[i - 1];
	p->at = ARENA_GROWN(&s->r->arena, p->at, p->n, p->room, 16);
	p->at[p->n].month = month;
	return &p->at[p->n++];
}

struct sum *insight_cell(struct sums *s, const char *project, int64_t month, enum measure m)
{
	return &month_of(s, project_of(s, project), month)->sum[m];
}

int insight_measure_of(const char *code)
{
	for (int m = 0; m < M_COUNT; m++)
		if (strcmp(insight_measures[m], code) == 0)
			return m;
	return -1;
}

static enum status add_row(void *context, const struct insight_sums *row)
{
	struct sums *s = context;
	int m = insight_measure_of(row->measure);
	if (m < 0)
		return OK;      /* of a newer version: not ours to show */
	struct project_sums *p = project_of(s, row->project);
	month_of(s, p, row->month)->sum[m] = (struct sum){ row->n, row->total };
	p->all[m].n += row->n;
	p->all[m].total += row->total;
	return OK;
}

enum status insight_load(struct req *r, const char *community, struct sums *ret)
{
	*ret = (struct sums){ .r = r };
	return insight_sums(r, community, add_row, ret);
}

static enum status add_seen(void *context, const struct seen_sums *row)
{
	struct insight_sums same = { .project = row->project, .month = row->month, .measure = row->measure, .n = row->n, .total = row->total };
	return add_row(context, &same);
}

enum status insight_load_seen(struct req *r, const char *community, struct sums *ret)
{
	*ret = (struct sums){ .r = r };
	return seen_sums(r, community, add_seen, ret);
}

/* ---- counting anew ---- */

static enum status anew_encounter(void *context, const struct anew_encounters *e)
{
	struct sums *s = context;
	int64_t month = surveys_month(s->r, e->began);
	insight_cell(s, e->project, month, M_ENCOUNTERS)->n++;
	insight_cell(s, e->project, month, M_MINUTES)->n++;
	insight_cell(s, e->project, month, M_MINUTES)->total += e->minutes;
	insight_cell(s, e->project, month, M_HEADCOUNT)->n++;
	insight_cell(s, e->project, month, M_HEADCOUNT)->total += e->headcount;
	return OK;
}

static enum status anew_batch(void *context, const struct anew_batches *b)
{
	struct sums *s = context;
	insight_cell(s, b->project, b->month, M_OFFERED)->n += b->offered;
	return OK;
}

static enum status anew_answer(void *context, const struct anew_answers *row)
{
	struct sums *s = context;
	struct surveys_answer a = {
		.found = row->found, .heard = row->heard, .hope_before = row->hope_before, .hope_after = row->hope_after, .again = row->again,
	};
	measures_of(&a, month_of(s, project_of(s, row->project), row->month)->sum);
	return OK;
}

static bool same_sums(struct sums *a, struct sums *b)
{
	for (size_t i = 0; i < a->n; i++)
		for (size_t k = 0; k < a->at[i].n; k++)
			for (int m = 0; m < M_COUNT; m++) {
				const struct sum *x = &a->at[i].at[k].sum[m], *y = insight_cell(b, a->at[i].project, a->at[i].at[k].month, m);
				if (x->n != y->n || x->total != y->total)
					return false;
			}
	return true;
}

enum status insight_count_anew(struct req *r, const char **ret_why)
{
	struct anew_communities_list all;
	*ret_why = NULL;
	TRY(anew_communities(r, &all));
	for (size_t i = 0; i < all.n && !*ret_why; i++) {
		struct sums kept, counted = { .r = r };
		TRY(communities_enter_id(r, all.at[i].id));
		TRY(insight_load(r, all.at[i].id, &kept));
		TRY(anew_encounters(r, all.at[i].id, anew_encounter, &counted));
		TRY(anew_batches(r, all.at[i].id, anew_batch, &counted));
		TRY(anew_answers(r, all.at[i].id, anew_answer, &counted));
		if (!same_sums(&kept, &counted) || !same_sums(&counted, &kept))
			*ret_why = "the running sums behind “what it did” are not what counting anew gives";
	}
	return OK;
}

/* ---- many at once ---- */

struct insight_gather { struct sums sums; const char *project; };

struct insight_gather *insight_gather_new(struct req *r, const char *project)
{
	struct insight_gather *g = ARENA_NEW(&r->arena, struct insight_gather);
	*g = (struct insight_gather){ .sums = { .r = r }, .project = project };
	return g;
}

void insight_gather_encounter(struct insight_gather *g, int64_t month, int64_t minutes, int64_t headcount)
{
	struct sum *to = month_of(&g->sums, project_of(&g->sums, g->project), month)->sum;
	to[M_ENCOUNTERS].n++;
	to[M_MINUTES].n++;
	to[M_MINUTES].total += minutes;
	to[M_HEADCOUNT].n++;
	to[M_HEADCOUNT].total += headcount;
}

void insight_gather_survey(struct insight_gather *g, int64_t month, const struct surveys_answer *answer)
{
	struct sum *to = month_of(&g->sums, project_of(&g->sums, g->project), month)->sum;
	to[M_OFFERED].n++;
	if (answer)
		measures_of(answer, to);
}

enum status insight_gather_put(struct req *r, struct insight_gather *g)
{
	const struct project_sums *p = project_of(&g->sums, g->project);
	for (size_t k = 0; k < p->n; k++)
		for (int m = 0; m < M_COUNT; m++)
			if (p->at[k].sum[m].n || p->at[k].sum[m].total)
				TRY(insight_add(r, r->community.id, g->project, p->at[k].month, insight_measures[m], p->at[k].sum[m].n,
						p->at[k].sum[m].total));
	struct minimum_of c;
	TRY(minimum_of(r, r->community.id, &c));
	return insight_release(r, r->community.id, c.min_cell);
}

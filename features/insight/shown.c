/* Figures as they went out with the last release: the one function through which every page, file and report gets them.
 * What goes out and when is decided in release.c. */
#include "inside.h"

/* ---- what went out ---- */

const struct insight_group insight_groups[] = {
	{ G_COUNT, true, 2, { M_ENCOUNTERS, M_MINUTES }, 0, 0 }, { G_COUNT, true, 1, { M_RETURNED }, 0, 0 },
	{ G_MEAN, true, 1, { M_HEARD }, 1, 5 }, { G_MEAN, true, 2, { M_HOPE_BEFORE, M_HOPE_AFTER }, 0, 10 },
	{ G_COUNT, false, 1, { M_OFFERED }, 0, 0 }, { G_COUNT, false, 1, { M_FOUND }, 0, 0 },
	{ G_NAMED, false, 1, { M_FOUND_0 }, 0, 0 }, { G_NAMED, false, 1, { M_FOUND_0 + 1 }, 0, 0 }, { G_NAMED, false, 1, { M_FOUND_0 + 2 }, 0, 0 },
	{ G_NAMED, false, 1, { M_FOUND_0 + 3 }, 0, 0 }, { G_NAMED, false, 1, { M_FOUND_0 + 4 }, 0, 0 }, { G_NAMED, false, 1, { M_FOUND_0 + 5 }, 0, 0 },
	{ G_NAMED, false, 1, { M_FOUND_6 }, 0, 0 }, { G_YES, false, 1, { M_AGAIN }, 0, 0 },
};
const size_t insight_groups_n = COUNT(insight_groups);

struct shown_project *insight_shown_find(struct shown *s, const char *project)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->at[i].project, project) == 0)
			return &s->at[i];
	return NULL;
}

struct shown_project *insight_shown_project(struct shown *s, const char *project)
{
	struct shown_project *p = insight_shown_find(s, project);
	if (p)
		return p;
	s->at = ARENA_GROWN(&s->r->arena, s->at, s->n, s->room, 8);
	s->at[s->n].project = arena_str(&s->r->arena, project);
	return &s->at[s->n++];
}

struct shown_span *insight_span_of(const struct shown *s, int64_t month)
{
	for (size_t i = 0; i < s->n_spans; i++)
		if (s->span[i].from <= month && month <= s->span[i].until)
			return &s->span[i];
	return NULL;
}

struct shown_span *insight_span_add(struct shown *s, int64_t from, int64_t until)
{
	s->span = ARENA_GROWN(&s->r->arena, s->span, s->n_spans, s->spans_room, 32);
	s->span[s->n_spans] = (struct shown_span){ from, until };
	return &s->span[s->n_spans++];
}

static enum status add_shown(void *context, const struct shown_rows *row)
{
	struct shown *s = context;
	int m = insight_measure_of(row->measure);
	if (m < 0)
		return OK;
	struct shown_project *p = insight_shown_project(s, row->project);
	if (row->from_month == INSIGHT_IN_REST) {
		p->in_rest[m] = true;
		return OK;
	}
	p->there[m] = true;
	p->all[m].n += row->n;
	p->all[m].total += row->total;
	if (row->from_month && !insight_span_of(s, row->from_month))
		insight_span_add(s, row->from_month, row->until_month);
	if (row->from_month)
		*insight_cell(&s->over_time, row->project, row->from_month, (enum measure)m) = (struct sum){ row->n, row->total };
	return OK;
}

enum status insight_load_shown(struct req *r, const char *community, struct shown *ret)
{
	*ret = (struct shown){ .r = r, .over_time = { .r = r } };
	return shown_rows(r, community, add_shown, ret);
}

/* ---- one view: a project, or all together ---- */

struct view { const struct shown *s; const char *project; int64_t min; };

static bool is_chosen(const struct view *v, const struct shown_project *p)
{
	return p->there[M_ENCOUNTERS] && (!v->project || strcmp(p->project, v->project) == 0);
}

/* What is shown of a measure; false: nothing is.  All together: every project's part, or else what those that are hidden one
 * by one have together, if that went out for just these. */
static bool figure(const struct view *v, enum measure m, struct sum *ret)
{
	bool hidden = false, just_these = true, any = false;
	*ret = (struct sum){ 0 };
	for (size_t i = 0; i < v->s->n; i++) {
		const struct shown_project *p = &v->s->at[i];
		if (!is_chosen(v, p))
			continue;
		any = true;
		hidden |= !p->there[m];
		just_these &= p->in_rest[m] == !p->there[m];
		if (p->there[m]) {
			ret->n += p->all[m].n;
			ret->total += p->all[m].total;
		}
	}
	if (!hidden)
		return any;
	const struct shown_project *rest = insight_shown_find((struct shown *)(uintptr_t)v->s, INSIGHT_REST);
	if (v->project || !just_these || !rest || !rest->there[m])
		return false;
	ret->n += rest->all[m].n;
	ret->total += rest->all[m].total;
	return true;
}

/* The last look: a minimum that was raised since holds at once. */
static bool enough(int64_t n, int64_t min) { return n == 0 || n >= min; }

static int64_t count(const struct view *v, enum measure m)
{
	struct sum s;
	return figure(v, m, &s) && enough(s.n, v->min) ? s.n : NO_INT;
}

static double ratio(int64_t part, int64_t of) { return of > 0 ? (double)part / (double)of : NO_REAL; }

static double mean(const struct view *v, enum measure m)
{
	struct sum s;
	return figure(v, m, &s) && enough(s.n, v->min) ? ratio(s.total, s.n) : NO_REAL;
}

static void fill_found(const struct view *v, struct insight_report *ret)
{
	ret->found_n = count(v, M_FOUND);
	for (size_t k = 0; k < ret->found.n; k++) {
		struct sum s;
		bool is = figure(v, (enum measure)(M_FOUND_0 + k), &s) && enough(s.n, v->min) && enough(s.total - s.n, v->min) && ret->found_n != NO_INT;
		ret->found.at[k] = (struct insight_found){ .kind = (int64_t)k, .n = is ? s.n : NO_INT, .share = is ? ratio(s.n, s.total) : NO_REAL };
		ret->hidden |= !is;
	}
}

static void fill_totals(const struct view *v, struct insight_report *ret)
{
	struct sum s;
	ret->encounters = count(v, M_ENCOUNTERS);
	ret->minutes = figure(v, M_MINUTES, &s) && enough(s.n, v->min) ? s.total : NO_INT;
	ret->offered = count(v, M_OFFERED);
	ret->returned = count(v, M_RETURNED);
	ret->heard_n = count(v, M_HEARD);
	ret->heard_mean = mean(v, M_HEARD);
	ret->hope_n = count(v, M_HOPE_BEFORE);
	ret->hope_before_mean = mean(v, M_HOPE_BEFORE);
	ret->hope_after_mean = mean(v, M_HOPE_AFTER);
	fill_found(v, ret);
	bool again = figure(v, M_AGAIN, &s) && enough(s.total, v->min) && enough(s.n - s.total, v->min);
	ret->again_n = again ? s.n : NO_INT;
	ret->again_share = again ? ratio(s.total, s.n) : NO_REAL;
	ret->hidden |= ret->encounters == NO_INT || ret->returned == NO_INT || ret->heard_n == NO_INT || ret->hope_n == NO_INT;
}

static int64_t last_day(int64_t month)
{
	struct civil c = day_civil(month);
	return c.month == 12 ? day_number(c.year + 1, 1, 1) - 1 : day_number(c.year, c.month + 1, 1) - 1;
}

static bool period_of(const struct view *v, struct shown_span span, struct insight_period *ret)
{
	struct sum x[M_COUNT] = { { 0 } };
	for (size_t i = 0; i < v->s->over_time.n; i++) {
		const struct project_sums *p = &v->s->over_time.at[i];
		for (size_t k = 0; (!v->project || strcmp(p->project, v->project) == 0) && k < p->n; k++)
			for (int m = 0; p->at[k].month == span.from && m < M_COUNT; m++) {
				x[m].n += p->at[k].sum[m].n;
				x[m].total += p->at[k].sum[m].total;
			}
	}
	*ret = (struct insight_period){
		.from_day = span.from, .until_day = last_day(span.until), .encounters = x[M_ENCOUNTERS].n, .returned = x[M_RETURNED].n,
		.heard_n = x[M_HEARD].n, .hope_n = x[M_HOPE_BEFORE].n, .heard_mean = ratio(x[M_HEARD].total, x[M_HEARD].n),
		.hope_before_mean = ratio(x[M_HOPE_BEFORE].total, x[M_HOPE_BEFORE].n),
		.hope_after_mean = ratio(x[M_HOPE_AFTER].total, x[M_HOPE_AFTER].n),
	};
	return x[M_ENCOUNTERS].n && enough(x[M_ENCOUNTERS].n, v->min) && enough(x[M_RETURNED].n, v->min) && enough(x[M_HEARD].n, v->min) &&
		enough(x[M_HOPE_BEFORE].n, v->min);
}

static int by_from(const void *a, const void *b)
{
	int64_t x = ((const struct shown_span *)a)->from, y = ((const struct shown_span *)b)->from;
	return x < y ? -1 : x > y;
}

static void fill_periods(struct req *r, const struct view *v, struct insight_report *ret)
{
	ret->periods.at = ARENA_ARRAY(&r->arena, v->s->n_spans + 1, struct insight_period);
	if (v->s->n_spans)
		qsort(v->s->span, v->s->n_spans, sizeof *v->s->span, by_from);
	for (size_t i = 0; i < v->s->n_spans; i++)
		if (period_of(v, v->s->span[i], &ret->periods.at[ret->periods.n]))
			ret->periods.n++;
}

static enum status what_it_did(struct req *r, const char *project, struct insight_report *ret)
{
	struct shown s;
	struct meetings_counted met;
	struct view v = { .s = &s, .project = project, .min = r->community.min_cell };
	*ret = (struct insight_report){ .found.n = asks_kinds.n, .found.at = ARENA_ARRAY(&r->arena, asks_kinds.n, struct insight_found) };
	TRY(insight_load_shown(r, r->community.id, &s));
	fill_totals(&v, ret);
	fill_periods(r, &v, ret);
	if (ret->encounters != NO_INT)
		return OK;
	TRY(meetings_counted(r, r->community.id, project, &met));
	ret->encounters = met.n ? NO_INT : 0;   /* nothing at all, or too few to say */
	return OK;
}

enum status insight_report_make(struct req *r, const struct insight_about *about, struct insight_report *ret)
{
	*ret = (struct insight_report){ .hidden = false };
	return about->found ? insight_found_figures(r, ret) : what_it_did(r, about->project, ret);
}

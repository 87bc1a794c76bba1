/* What may be shown.  Every figure that leaves Kith passes through insight_hide: nothing about fewer than the community's
 * minimum, and nothing from which such a number could be worked out by taking shown figures from one another.
 *
 * Rules (docs/figures.md says why each is enough):
 *  1. A count from 1 to minimum-1 is hidden; 0 is shown.
 *  2. A kind of support is hidden if those who named it, or those who answered and did not, are 1 to minimum-1.
 *  3. A project with fewer encounters than the minimum is left out of everything, also of the sums over projects.
 *  4. A sum over projects is hidden where a single project's part of it is, or where the hidden parts together are small.
 *  5. Months are taken together until no shown measure of any project is small in any period; the borders are the same for
 *     every project and for their sum. */
#include "inside.h"

static bool small(int64_t n, int64_t min) { return n > 0 && n < min; }

/* A part of something asked of `of` people: small on either side. */
static bool lopsided(int64_t n, int64_t of, int64_t min) { return small(n, min) || small(of - n, min) || small(of, min); }

/* ---- which projects ---- */

static bool is_shown(const struct project_sums *p, int64_t min) { return p->all[M_ENCOUNTERS].n >= min; }

static bool is_chosen(const struct project_sums *p, const char *project, int64_t min)
{
	return is_shown(p, min) && (!project || strcmp(p->project, project) == 0);
}

/* ---- cells ---- */

/* `of`: the measure that counts who was asked; the measure itself for a plain count. */
static bool hidden_in(const struct project_sums *p, enum measure m, enum measure of, int64_t min)
{
	return m == of ? small(p->all[m].n, min) : lopsided(p->all[m].n, p->all[of].n, min);
}

/* Rule 4: what the hidden parts add up to must itself be fit to show, and there must be more than one. */
static bool sum_tells(const struct sums *s, enum measure m, enum measure of, int64_t min)
{
	int64_t hidden = 0, n = 0, asked = 0;
	for (size_t i = 0; i < s->n; i++) {
		const struct project_sums *p = &s->at[i];
		if (!is_shown(p, min) || !hidden_in(p, m, of, min))
			continue;
		hidden++;
		n += p->all[m].n;
		asked += p->all[of].n;
	}
	return hidden == 1 || (hidden > 1 && (m == of ? small(n, min) : lopsided(n, asked, min)));
}

struct view { const struct sums *s; const char *project; int64_t min; struct sum all[M_COUNT]; };

/* The count of a measure, or NO_INT. */
static int64_t count(const struct view *v, enum measure m, enum measure of)
{
	int64_t n = v->all[m].n;
	bool hide = m == of ? small(n, v->min) : lopsided(n, v->all[of].n, v->min);
	if (hide || (!v->project && sum_tells(v->s, m, of, v->min)))
		return NO_INT;
	return n;
}

static double mean(int64_t n, int64_t total) { return n > 0 ? (double)total / (double)n : NO_REAL; }

static void fill_found(const struct view *v, struct insight_report *ret)
{
	ret->found_n = count(v, M_FOUND, M_FOUND);
	for (size_t k = 0; k < ret->found.n; k++) {
		struct insight_found *f = &ret->found.at[k];
		*f = (struct insight_found){ .kind = (int64_t)k, .n = NO_INT, .share = NO_REAL };
		if (ret->found_n == NO_INT)
			continue;
		f->n = count(v, (enum measure)(M_FOUND_0 + k), M_FOUND);
		if (f->n != NO_INT && ret->found_n > 0)
			f->share = (double)f->n / (double)ret->found_n;
	}
}

/* Yes or no is a count like a kind of support: its total is how many said yes. */
static void fill_again(const struct view *v, struct insight_report *ret)
{
	struct sum yes = v->all[M_AGAIN];
	bool hide = lopsided(yes.total, yes.n, v->min);
	for (size_t i = 0; i < v->s->n && !v->project; i++) {
		const struct project_sums *p = &v->s->at[i];
		hide |= is_shown(p, v->min) && lopsided(p->all[M_AGAIN].total, p->all[M_AGAIN].n, v->min);
	}
	ret->again_n = hide ? NO_INT : yes.n;
	ret->again_share = hide ? NO_REAL : mean(yes.n, yes.total);
}

static void fill_totals(const struct view *v, struct insight_report *ret)
{
	ret->encounters = count(v, M_ENCOUNTERS, M_ENCOUNTERS);
	ret->minutes = v->all[M_MINUTES].total;
	ret->offered = count(v, M_OFFERED, M_OFFERED);
	ret->returned = count(v, M_RETURNED, M_RETURNED);
	ret->heard_n = count(v, M_HEARD, M_HEARD);
	ret->heard_mean = ret->heard_n == NO_INT ? NO_REAL : mean(v->all[M_HEARD].n, v->all[M_HEARD].total);
	ret->hope_n = count(v, M_HOPE_BEFORE, M_HOPE_BEFORE);
	ret->hope_before_mean = ret->hope_n == NO_INT ? NO_REAL : mean(v->all[M_HOPE_BEFORE].n, v->all[M_HOPE_BEFORE].total);
	ret->hope_after_mean = ret->hope_n == NO_INT ? NO_REAL : mean(v->all[M_HOPE_AFTER].n, v->all[M_HOPE_AFTER].total);
	fill_found(v, ret);
	fill_again(v, ret);
}

/* Rule 3 for a project looked at by itself. */
static void hide_all(struct insight_report *ret)
{
	ret->minutes = ret->offered = ret->returned = ret->found_n = ret->heard_n = ret->hope_n = ret->again_n = NO_INT;
	ret->heard_mean = ret->hope_before_mean = ret->hope_after_mean = ret->again_share = NO_REAL;
	for (size_t k = 0; k < ret->found.n; k++)
		ret->found.at[k] = (struct insight_found){ .kind = (int64_t)k, .n = NO_INT, .share = NO_REAL };
}

/* ---- periods ---- */

static const enum measure in_periods[] = { M_ENCOUNTERS, M_RETURNED, M_HEARD, M_HOPE_BEFORE };

static void add_month(struct sum to[M_COUNT], const struct project_sums *p, int64_t month)
{
	for (size_t k = 0; k < p->n; k++)
		if (p->at[k].month == month)
			for (int m = 0; m < M_COUNT; m++) {
				to[m].n += p->at[k].sum[m].n;
				to[m].total += p->at[k].sum[m].total;
			}
}

static int by_month(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

/* Every month in which a shown project has anything, once, in order. */
static size_t months_of(struct req *r, const struct sums *s, int64_t min, int64_t **ret)
{
	size_t n = 0, kept = 0;
	for (size_t i = 0; i < s->n; i++)
		n += s->at[i].n;
	int64_t *month = ARENA_ARRAY(&r->arena, n + 1, int64_t);
	n = 0;
	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; is_shown(&s->at[i], min) && k < s->at[i].n; k++)
			month[n++] = s->at[i].at[k].month;
	if (n)
		qsort(month, n, sizeof *month, by_month);
	for (size_t i = 0; i < n; i++)
		if (!kept || month[kept - 1] != month[i])
			month[kept++] = month[i];
	*ret = month;
	return kept;
}

/* Is any measure of this project too small in what has been gathered?  A project without anything in it tells nothing. */
static bool too_small(const struct sum x[M_COUNT], int64_t min)
{
	for (size_t k = 0; k < COUNT(in_periods); k++)
		if (small(x[in_periods[k]].n, min))
			return true;
	return false;
}

static struct insight_period period_of(const struct sum x[M_COUNT], int64_t from, int64_t until)
{
	return (struct insight_period){
		.from_day = from, .until_day = until, .encounters = x[M_ENCOUNTERS].n, .returned = x[M_RETURNED].n,
		.heard_n = x[M_HEARD].n, .hope_n = x[M_HOPE_BEFORE].n, .heard_mean = mean(x[M_HEARD].n, x[M_HEARD].total),
		.hope_before_mean = mean(x[M_HOPE_BEFORE].n, x[M_HOPE_BEFORE].total),
		.hope_after_mean = mean(x[M_HOPE_AFTER].n, x[M_HOPE_AFTER].total),
	};
}

static int64_t last_day(int64_t month)
{
	struct civil c = day_civil(month);
	return c.month == 12 ? day_number(c.year + 1, 1, 1) - 1 : day_number(c.year, c.month + 1, 1) - 1;
}

/* Borders where every shown project is either large enough or has nothing; what is left at the end joins the last period. */
static size_t borders(struct req *r, const struct sums *s, int64_t min, size_t n, const int64_t *month, size_t **ret)
{
	size_t found = 0, *end = ARENA_ARRAY(&r->arena, n + 1, size_t);
	struct sum (*open)[M_COUNT] = arena_many(&r->arena, s->n + 1, sizeof *open);
	for (size_t i = 0; i < n; i++) {
		bool whole = true;
		for (size_t p = 0; p < s->n; p++) {
			if (!is_shown(&s->at[p], min))
				continue;
			add_month(open[p], &s->at[p], month[i]);
			whole &= !too_small(open[p], min);
		}
		if (!whole)
			continue;
		end[found++] = i + 1;
		memset(open, 0, (s->n + 1) * sizeof *open);
	}
	if (n && (!found || end[found - 1] != n)) {
		found = found ? found : 1;
		end[found - 1] = n;
	}
	*ret = end;
	return found;
}

/* Does the last period, or the only one, still hold something small?  Then there is no picture over time to show. */
static bool all_large(const struct sums *s, int64_t min, size_t from, size_t until, const int64_t *month)
{
	for (size_t p = 0; p < s->n; p++) {
		struct sum x[M_COUNT] = { { 0 } };
		if (!is_shown(&s->at[p], min))
			continue;
		for (size_t i = from; i < until; i++)
			add_month(x, &s->at[p], month[i]);
		if (too_small(x, min))
			return false;
	}
	return true;
}

static void fill_periods(struct req *r, const struct view *v, struct insight_report *ret)
{
	int64_t *month;
	size_t *end, n = months_of(r, v->s, v->min, &month), found = borders(r, v->s, v->min, n, month, &end);
	ret->periods.at = ARENA_ARRAY(&r->arena, found + 1, struct insight_period);
	for (size_t k = 0; k < found; k++) {
		struct sum x[M_COUNT] = { { 0 } };
		size_t from = k ? end[k - 1] : 0;
		if (!all_large(v->s, v->min, from, end[k], month))
			continue;
		for (size_t i = from; i < end[k]; i++)
			for (size_t p = 0; p < v->s->n; p++)
				if (is_chosen(&v->s->at[p], v->project, v->min))
					add_month(x, &v->s->at[p], month[i]);
		if (x[M_ENCOUNTERS].n)
			ret->periods.at[ret->periods.n++] = period_of(x, month[from], last_day(month[end[k] - 1]));
	}
}

enum status insight_hide(struct req *r, const struct sums *s, const char *project, struct insight_report *ret)
{
	struct view v = { .s = s, .project = project, .min = r->community.min_cell };
	*ret = (struct insight_report){ .found.n = asks_kinds.n, .found.at = ARENA_ARRAY(&r->arena, asks_kinds.n, struct insight_found) };
	for (size_t i = 0; i < s->n; i++) {
		const struct project_sums *p = &s->at[i];
		bool mine = project && strcmp(p->project, project) == 0;
		ret->hidden |= small(p->all[M_ENCOUNTERS].n, v.min) && (mine || !project);
		if (!mine && !is_chosen(p, project, v.min))
			continue;
		for (int m = 0; m < M_COUNT; m++) {
			v.all[m].n += p->all[m].n;
			v.all[m].total += p->all[m].total;
		}
	}
	fill_totals(&v, ret);
	if (ret->encounters == NO_INT)
		hide_all(ret);
	fill_periods(r, &v, ret);
	for (size_t k = 0; k < ret->found.n; k++)
		ret->hidden |= ret->found.at[k].n == NO_INT;
	ret->hidden |= ret->encounters == NO_INT || ret->returned == NO_INT || ret->heard_n == NO_INT || ret->hope_n == NO_INT;
	return OK;
}

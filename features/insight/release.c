/* What goes out, and when.  Figures are shown by release: between releases nothing changes, and what a release adds to any
 * figure of a project is, by itself, fit to show.  So whatever a reader takes from whatever else, over all projects,
 * periods and releases, they are left with sums of such parts.  docs/figures.md says why that is enough.
 * Knows sums and the minimum; drawing figures from what went out is left to shown.c. */
#include "inside.h"

enum { MEETINGS_A_NEW_ONE = 2000 };     /* with 100,000 meetings a release is tried after 50 more */

static bool fit(int64_t n, int64_t min) { return n == 0 || n >= min || n <= -min; }

/* How near an average may come to the lowest and highest answer: if all but one said 5, the sum says what that one said. */
static bool fit_mean(struct sum s, const struct insight_group *g, int64_t min)
{
	int64_t sign = s.n < 0 ? -1 : 1, above = sign * (s.total - g->low * s.n), below = sign * (g->high * s.n - s.total);
	return fit(s.n, min) && (s.n || !s.total) && above >= 0 && below >= 0 && fit(above, min) && fit(below, min);
}

/* May this, standing alone, be known? */
static bool may_stand(const struct insight_group *g, const struct sum s[M_COUNT], int64_t min)
{
	for (int i = 0; i < g->n; i++) {
		struct sum x = s[g->m[i]];
		switch (g->kind) {
		case G_COUNT:
			if (!fit(x.n, min) || (!x.n && x.total))
				return false;
			break;
		case G_MEAN:
			if (!fit_mean(x, g, min))
				return false;
			break;
		case G_NAMED:           /* n of total named it: both sides count */
			if (!fit(x.n, min) || !fit(x.total - x.n, min) || !fit(x.total, min))
				return false;
			break;
		case G_YES:             /* total of n said yes */
			if (!fit(x.total, min) || !fit(x.n - x.total, min) || !fit(x.n, min))
				return false;
			break;
		}
	}
	return true;
}

static bool nothing(const struct insight_group *g, const struct sum s[M_COUNT])
{
	for (int i = 0; i < g->n; i++)
		if (s[g->m[i]].n || s[g->m[i]].total)
			return false;
	return true;
}

static void add(struct sum to[M_COUNT], const struct sum s[M_COUNT], int64_t sign)
{
	for (int m = 0; m < M_COUNT; m++) {
		to[m].n += sign * s[m].n;
		to[m].total += sign * s[m].total;
	}
}

/* ---- one release under way ---- */

/* A project that can move in a group of figures, by how much, and over which months (for timed ones). */
struct move { struct shown_project *p; const struct insight_group *g; const struct project_sums *now, *seen; struct sum by[M_COUNT]; };
struct release {
	struct req *r;
	const char *community;
	int64_t min;
	struct sums now, seen;          /* as counted; as they were when each figure last went out */
	struct shown shown;
	size_t n_moves;
	struct move *moves;
};

/* A kind of support counts those who were asked as its total. */
static void ask_all(struct sum s[M_COUNT])
{
	for (int k = 0; k < 7; k++)
		s[M_FOUND_0 + k].total = s[M_FOUND].n;
}

static const struct project_sums *find(const struct sums *s, const char *project)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->at[i].project, project) == 0)
			return &s->at[i];
	return NULL;
}

/* Those once shown only together, as a rest, may come out one by one only if what joined them since is fit to know too. */
static bool rest_lets_go(struct release *x, const struct insight_group *g)
{
	struct shown_project *rest = insight_shown_find(&x->shown, INSIGHT_REST);
	struct sum d[M_COUNT] = { { 0 } };
	if (!rest || !rest->there[g->m[0]])
		return true;
	add(d, rest->all, -1);
	for (size_t i = 0; i < x->shown.n; i++) {
		const struct shown_project *q = &x->shown.at[i];
		const struct project_sums *now = find(&x->now, q->project);
		if (!q->in_rest[g->m[0]])
			continue;
		struct sum v[M_COUNT] = { { 0 } };
		if (q->there[g->m[0]])
			memcpy(v, q->all, sizeof v);
		else if (now)
			memcpy(v, now->all, sizeof v);
		ask_all(v);
		if (q->there[g->m[0]])
			for (int i2 = 0; i2 < g->n; i2++)
				v[g->m[i2]] = q->all[g->m[i2]];
		add(d, v, 1);
	}
	return may_stand(g, d, x->min);
}

/* Those asked about a kind must be just those who are shown to have answered. */
static bool asked_is_shown(const struct shown_project *p, const struct project_sums *now)
{
	return p->there[M_FOUND] && p->all[M_FOUND].n == now->all[M_FOUND].n;
}

static void look_at(struct release *x, const struct project_sums *now)
{
	struct shown_project *p = insight_shown_project(&x->shown, now->project);
	struct sum all[M_COUNT];
	memcpy(all, now->all, sizeof all);
	ask_all(all);
	if (!p->there[M_ENCOUNTERS] && all[M_ENCOUNTERS].n < x->min)
		return;         /* a small project is left out of everything */
	for (size_t i = 0; i < insight_groups_n; i++) {
		const struct insight_group *g = &insight_groups[i];
		struct move m = { .p = p, .g = g, .now = now, .seen = find(&x->seen, now->project) };
		memcpy(m.by, all, sizeof m.by);
		add(m.by, p->all, -1);
		if ((p->there[g->m[0]] && nothing(g, m.by)) || !may_stand(g, m.by, x->min))
			continue;
		if (g->kind == G_NAMED && !asked_is_shown(p, now))
			continue;
		if (p->in_rest[g->m[0]] && !p->there[g->m[0]] && !rest_lets_go(x, g))
			continue;
		x->moves[x->n_moves++] = m;
		for (int k = 0; k < g->n; k++) {
			p->there[g->m[k]] = true;
			p->all[g->m[k]] = all[g->m[k]];
		}
	}
}

/* ---- over time ---- */

static const struct sum *month_in(const struct project_sums *s, int64_t month)
{
	static const struct sum none[M_COUNT];
	for (size_t k = 0; s && k < s->n; k++)
		if (s->at[k].month == month)
			return s->at[k].sum;
	return none;
}

static void moved_in(const struct move *m, int64_t month, struct sum to[M_COUNT])
{
	add(to, month_in(m->now, month), 1);
	add(to, month_in(m->seen, month), -1);
}

static int by_month(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

/* The months in which something moves, once, in order. */
static size_t months_moving(struct release *x, int64_t **ret)
{
	size_t n = 0, room = 0;
	for (size_t i = 0; i < x->n_moves; i++)
		room += x->moves[i].now->n;
	int64_t *month = ARENA_ARRAY(&x->r->arena, room + 1, int64_t);
	for (size_t i = 0; i < x->n_moves; i++)
		for (size_t k = 0; x->moves[i].g->timed && k < x->moves[i].now->n; k++) {
			struct sum d[M_COUNT] = { { 0 } };
			moved_in(&x->moves[i], x->moves[i].now->at[k].month, d);
			if (!nothing(x->moves[i].g, d))
				month[n++] = x->moves[i].now->at[k].month;
		}
	if (n)
		qsort(month, n, sizeof *month, by_month);
	size_t kept = 0;
	for (size_t i = 0; i < n; i++)
		if (!kept || month[kept - 1] != month[i])
			month[kept++] = month[i];
	*ret = month;
	return kept;
}

/* Months that no period holds yet are taken together until every project's part is fit to show; what is left at the end
 * joins the last of them.  Borders are the same for all projects and stay for ever. */
static void draw_borders(struct release *x, size_t n, const int64_t *month)
{
	struct sum (*open)[M_COUNT] = arena_many(&x->r->arena, x->n_moves + 1, sizeof *open);
	struct shown_span *last = NULL;
	int64_t from = 0;
	for (size_t i = 0; i < n; i++) {
		if (insight_span_of(&x->shown, month[i])) {
			last = NULL;
			from = 0;
			memset(open, 0, (x->n_moves + 1) * sizeof *open);
			continue;
		}
		bool whole = true;
		from = from ? from : month[i];
		for (size_t k = 0; k < x->n_moves; k++) {
			if (!x->moves[k].g->timed)
				continue;
			moved_in(&x->moves[k], month[i], open[k]);
			whole &= may_stand(x->moves[k].g, open[k], x->min);
		}
		bool ends = i + 1 == n || insight_span_of(&x->shown, month[i + 1]);
		if (!whole && ends && last) {
			last->until = month[i];
			continue;
		}
		if (!whole && !ends)
			continue;
		last = insight_span_add(&x->shown, from, month[i]);
		from = 0;
		memset(open, 0, (x->n_moves + 1) * sizeof *open);
	}
}

static enum status put(struct release *x, const struct move *m, struct shown_span span, const struct sum by[M_COUNT])
{
	int64_t changed;
	for (int i = 0; i < m->g->n; i++) {
		enum measure at = m->g->m[i];
		TRY(shown_add(x->r, x->community, m->p->project, span.from, span.until, insight_measures[at], by[at].n, by[at].total, &changed));
	}
	return OK;
}

/* Puts what moved into periods, in parts that are each fit to show: what is too small by itself counts with the next period,
 * at the end with the one before. */
static enum status put_over_time(struct release *x, const struct move *m, size_t n, const int64_t *month)
{
	struct part { const struct shown_span *span; struct sum by[M_COUNT]; } *part = ARENA_ARRAY(&x->r->arena, n + 1, struct part);
	struct sum open[M_COUNT] = { { 0 } };
	const struct shown_span *span = NULL;
	size_t parts = 0;
	for (size_t i = 0; i < n; i++) {
		struct sum d[M_COUNT] = { { 0 } };
		moved_in(m, month[i], d);
		if (nothing(m->g, d))
			continue;
		add(open, d, 1);
		span = insight_span_of(&x->shown, month[i]);
		const struct shown_span *next = i + 1 < n ? insight_span_of(&x->shown, month[i + 1]) : NULL;
		if (next == span || !may_stand(m->g, open, x->min))
			continue;
		part[parts].span = span;
		memcpy(part[parts++].by, open, sizeof open);
		memset(open, 0, sizeof open);
	}
	while (!nothing(m->g, open) && parts) {
		span = part[--parts].span;
		add(open, part[parts].by, 1);
		if (may_stand(m->g, open, x->min))
			break;
	}
	if (!nothing(m->g, open))
		TRY(put(x, m, *span, open));
	for (size_t i = 0; i < parts; i++)
		TRY(put(x, m, *part[i].span, part[i].by));
	return OK;
}

static enum status note_seen(struct release *x, const struct move *m)
{
	int64_t changed;
	for (size_t k = 0; k < m->now->n; k++) {
		struct sum d[M_COUNT] = { { 0 } };
		moved_in(m, m->now->at[k].month, d);
		for (int i = 0; i < m->g->n; i++) {
			struct sum s = d[m->g->m[i]];
			if (s.n || s.total)
				TRY(seen_add(x->r, x->community, m->now->project, m->now->at[k].month, insight_measures[m->g->m[i]], s.n, s.total, &changed));
		}
	}
	return OK;
}

/* ---- those who are too few one by one ---- */

/* What several hidden projects have together, for the sum over all. */
static enum status put_rest(struct release *x, const struct insight_group *g)
{
	struct shown_project *rest = insight_shown_project(&x->shown, INSIGHT_REST);
	struct sum together[M_COUNT] = { { 0 } }, joined[M_COUNT] = { { 0 } };
	int64_t hidden = 0, changed;
	enum measure first = g->m[0];
	for (size_t i = 0; i < x->shown.n; i++) {
		const struct shown_project *p = &x->shown.at[i];
		const struct project_sums *now = find(&x->now, p->project);
		if (!p->there[M_ENCOUNTERS] || p == rest || !now)
			continue;
		if (p->there[first]) {
			if (p->in_rest[first])
				add(joined, p->all, 1);
			continue;
		}
		if (g->kind == G_NAMED && !asked_is_shown(p, now))
			return OK;
		struct sum all[M_COUNT];
		memcpy(all, now->all, sizeof all);
		ask_all(all);
		add(together, all, 1);
		hidden++;
	}
	add(joined, together, 1);
	if (rest->there[first])
		add(joined, rest->all, -1);
	/* nobody who knows by what rule they are hidden may find each of them at its least or its most */
	int64_t n = g->kind == G_YES ? together[first].total : together[first].n, of = g->kind == G_YES ? together[first].n : together[first].total;
	bool both = g->kind == G_NAMED || g->kind == G_YES, at_an_end = n == hidden || n == hidden * (x->min - 1) ||
		(both && (of - n == hidden || of - n == hidden * (x->min - 1)));
	if (hidden < 2 || at_an_end || !may_stand(g, together, x->min) || !may_stand(g, joined, x->min) ||
	    (rest->there[first] && nothing(g, joined)))
		return OK;
	for (int k = 0; k < g->n; k++) {
		const char *measure = insight_measures[g->m[k]];
		TRY(rest_forget(x->r, x->community, measure, &changed));
		TRY(shown_add(x->r, x->community, INSIGHT_REST, 0, 0, measure, together[g->m[k]].n, together[g->m[k]].total, &changed));
		for (size_t i = 0; i < x->shown.n; i++) {
			const struct shown_project *p = &x->shown.at[i];
			if (p->there[M_ENCOUNTERS] && p != rest && !p->there[first])
				TRY(shown_add(x->r, x->community, p->project, INSIGHT_IN_REST, 0, measure, 0, 0, &changed));
		}
	}
	return OK;
}

/* A try reads all sums: the more there are the rarer it is, so that it costs whoever writes the same wherever it happens. */
static enum status over(struct release *x)
{
	int64_t met = 0, changed;
	for (size_t i = 0; i < x->now.n; i++)
		met += x->now.at[i].all[M_ENCOUNTERS].n;
	return news_over(x->r, x->community, met / MEETINGS_A_NEW_ONE, &changed);
}

enum status insight_release(struct req *r, const char *community, int64_t min)
{
	struct release x = { .r = r, .community = community, .min = min, .now = { .r = r }, .seen = { .r = r } };
	int64_t *month;
	TRY(insight_load(r, community, &x.now));
	TRY(insight_load_seen(r, community, &x.seen));
	TRY(insight_load_shown(r, community, &x.shown));
	x.moves = ARENA_ARRAY(&r->arena, x.now.n * insight_groups_n + 1, struct move);
	insight_shown_project(&x.shown, INSIGHT_REST);
	for (size_t i = 0; i < x.now.n; i++)
		insight_shown_project(&x.shown, x.now.at[i].project);   /* so that none moves in memory while others are looked at */
	for (size_t i = 0; i < x.now.n; i++)
		look_at(&x, &x.now.at[i]);
	size_t n = months_moving(&x, &month);
	draw_borders(&x, n, month);
	for (size_t i = 0; i < x.n_moves; i++) {
		const struct move *m = &x.moves[i];
		if (m->g->timed && !nothing(m->g, m->by))
			TRY(put_over_time(&x, m, n, month));
		else
			TRY(put(&x, m, (struct shown_span){ 0, 0 }, m->by));
		if (m->g->timed)
			TRY(note_seen(&x, m));
	}
	for (size_t i = 0; i < insight_groups_n; i++)
		TRY(put_rest(&x, &insight_groups[i]));
	return over(&x);
}

/* Figures over time: random meetings and answers come in, releases go out, and a reader who keeps every figure of every release
 * and solves for what they do not say must not find a small number.  First the reader proves able on planted leaks. */
#include "../connections/test_pair.h"
#include "insight.h"
#include "queries.h"
#include "test_solver.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &surveys_feature, &insight_feature, NULL };

enum { PROJECTS = 3, STEPS = 7, MONTHS = 3, MIN = 5, MOST = 100000, UNSAID = -1 /* nobody named it: of how many is not said */ };
static const int64_t month_days[MONTHS] = { 20089, 20120, 20148 };      /* January to March 2025 */

/* What is really there: meetings, and answers to one question by what they said, by project, month and step. */
enum question { Q_MET, Q_RETURNED, Q_FOUND, Q_HEARD = Q_FOUND + 2, Q_AGAIN = Q_HEARD + 5, Q_CELLS = Q_AGAIN + 2 };
static int64_t truth[PROJECTS][MONTHS][STEPS][Q_CELLS];

/* An unknown of the reader's: by month where a figure has one part, by part where it has several. */
static int cell(int p, int step, int month_or_part, int parts)
{
	int width = parts == 1 ? MONTHS : parts;
	return (p * STEPS + step) * width + month_or_part;
}

static void begin(struct knowledge *k, int n)
{
	memset(k, 0, sizeof *k);
	k->n = n;
	for (int i = 0; i < n; i++)
		k->high[i] = MOST;
}

/* ---- the reader can do it ---- */

static void the_reader_finds_what_is_planted(void **state)
{
	static struct knowledge k;
	(void)state;
	begin(&k, 3);                                   /* a sum and all parts but one */
	learn(&k, (int[]){ 1, 1, 1 }, 30);
	learn(&k, (int[]){ 1, 0, 0 }, 12);
	learn(&k, (int[]){ 0, 1, 0 }, 15);
	push_all(&k);
	assert_true(known(&k, (int[]){ 0, 0, 1 }));
	begin(&k, 2);                                   /* yesterday and today */
	learn(&k, (int[]){ 1, 0 }, 20);
	push_all(&k);
	assert_false(known(&k, (int[]){ 0, 1 }));
	learn(&k, (int[]){ 1, 1 }, 22);
	push_all(&k);
	assert_true(known(&k, (int[]){ 0, 1 }));
	begin(&k, 2);                                   /* two hidden ones at their most */
	k.low[0] = k.low[1] = 1;
	k.high[0] = k.high[1] = 4;
	learn(&k, (int[]){ 1, 1 }, 7);
	push_all(&k);
	assert_false(known(&k, (int[]){ 1, 0 }));
	begin(&k, 2);
	k.low[0] = k.low[1] = 1;
	k.high[0] = k.high[1] = 4;
	learn(&k, (int[]){ 1, 1 }, 8);
	push_all(&k);
	assert_true(known(&k, (int[]){ 1, 0 }));
	begin(&k, 5);                                   /* an average one step from the best: one person said 4 */
	learn(&k, (int[]){ 1, 1, 1, 1, 1 }, 6);
	learn(&k, (int[]){ 1, 2, 3, 4, 5 }, 29);
	learn(&k, (int[]){ 4, 3, 2, 1, 0 }, 1);         /* how far below the best: follows from the two, and bounds show more in it */
	push_all(&k);
	assert_true(known(&k, (int[]){ 0, 0, 0, 1, 0 }));
	begin(&k, 3);                                   /* half of a half: no floating point would say so for sure */
	learn(&k, (int[]){ 2, 3, 0 }, 16);
	learn(&k, (int[]){ 3, -2, 0 }, 11);
	push_all(&k);
	assert_true(known(&k, (int[]){ 1, 0, 0 }) && known(&k, (int[]){ 0, 1, 0 }) && !known(&k, (int[]){ 0, 0, 1 }));
}

/* ---- what is shown ---- */

struct figures { struct req *r; struct world w; const char *project[PROJECTS]; };

static struct figures start(struct req *r)
{
	struct figures f = { .r = r, .w = a_world(r, 1) };
	static const char *const names[] = { "Family", "Crisis team", "Group" };
	MUST(db_begin(r->db, true));
	in_harbor(r, &f.w, f.w.cora);
	for (int i = 0; i < PROJECTS; i++)
		MUST(communities_project_make(r, names[i], &f.project[i]));
	MUST(db_commit(r->db));
	return f;
}

/* n meetings in this month; each answered, or not, as chance has it. */
static void meet(struct figures *f, struct insight_gather *to, int p, int month, int step, int n)
{
	struct req *r = f->r;
	int64_t *t = truth[p][month][step];
	for (int i = 0; i < n; i++) {
		struct surveys_answer a = { .found = NO_INT, .heard = NO_INT, .hope_before = NO_INT, .hope_after = NO_INT, .again = NO_INT };
		insight_gather_encounter(to, month_days[month], 60, 2);
		t[Q_MET]++;
		bool back = random_below(r, 4) != 0;
		if (back) {
			t[Q_RETURNED]++;
			if (random_below(r, 5)) {
				bool named = random_below(r, 6) < (p == 1 ? 5 : 1);
				a.found = named ? 1 : 2;
				t[Q_FOUND + named]++;
			}
			if (random_below(r, 5)) {
				a.heard = random_below(r, 9) ? 5 : 1 + (int64_t)random_below(r, 5);     /* as people answer: near the best */
				t[Q_HEARD + a.heard - 1]++;
			}
			if (random_below(r, 5)) {
				a.again = random_below(r, 6) != 0;
				t[Q_AGAIN + a.again]++;
			}
		}
		insight_gather_survey(to, month_days[month], back ? &a : NULL);
	}
}

static void a_step(struct figures *f, int step, int size)
{
	struct req *r = f->r;
	in_harbor(r, &f->w, f->w.cora);
	MUST(db_begin(r->db, true));
	for (int p = 0; p < PROJECTS; p++) {
		struct insight_gather *to = insight_gather_new(r, f->project[p]);
		for (int m = 0; m < MONTHS; m++)
			meet(f, to, p, m, step, random_below(r, 3) ? (int)random_below(r, (uint32_t)(1 + size * (1 + p))) : 0);
		MUST(insight_gather_put(r, to));
	}
	MUST(db_commit(r->db));
}

/* Everything that went out under the community's minimum (5): the last look (shown.c) hides nothing here, so that it cannot cover up
 * what a release did wrong. */
static struct insight_report report(struct figures *f, int p)
{
	struct insight_report x;
	in_harbor(f->r, &f->w, f->w.ana);
	f->r->community.min_cell = 1;
	MUST(insight_report_make(f->r, &(struct insight_about){ .project = p < 0 ? NULL : f->project[p] }, &x));
	return x;
}

/* ---- what a reader makes of it ---- */

/* One kind of figure as a reader follows it: n, and for those with parts one more sum.  Unknowns: parts by project, month and
 * step. */
struct follow {
	int first, parts;
	int weigh[5];                           /* of the second sum; all 0: there is none */
	void (*read)(const struct insight_report *x, int64_t *ret_n, int64_t *ret_sum);
};

static void read_met(const struct insight_report *x, int64_t *n, int64_t *sum) { *n = x->encounters; *sum = 0; }
static void read_returned(const struct insight_report *x, int64_t *n, int64_t *sum) { *n = x->returned; *sum = 0; }
static void read_found(const struct insight_report *x, int64_t *n, int64_t *sum)
{
	const struct insight_found *f = &x->found.at[0];
	*n = f->n == NO_INT ? NO_INT : f->n ? (int64_t)((double)f->n / f->share + 0.5) : UNSAID;
	*sum = f->n == NO_INT ? 0 : f->n;
}
static void read_heard(const struct insight_report *x, int64_t *n, int64_t *sum)
{
	*n = x->heard_n;
	*sum = x->heard_n == NO_INT || x->heard_n == 0 ? 0 : (int64_t)(x->heard_mean * (double)x->heard_n + 0.5);
}
static void read_again(const struct insight_report *x, int64_t *n, int64_t *sum)
{
	*n = x->again_n;
	*sum = x->again_n == NO_INT || x->again_n == 0 ? 0 : (int64_t)(x->again_share * (double)x->again_n + 0.5);
}

static const struct follow follows[] = {
	{ Q_MET, 1, { 0 }, read_met }, { Q_RETURNED, 1, { 0 }, read_returned }, { Q_FOUND, 2, { 0, 1 }, read_found },
	{ Q_HEARD, 5, { 1, 2, 3, 4, 5 }, read_heard }, { Q_AGAIN, 2, { 0, 1 }, read_again },
};

/* A sum of unknowns: of some projects (bits), in some months (where a figure has only one part), from step to step. */
struct part_of { unsigned projects; int from, until, month_from, month_until; const int *weigh; };
static const int every[5] = { 1, 1, 1, 1, 1 };

static void choose(const struct follow *w, const struct part_of *x, int how[UNKNOWNS])
{
	for (int p = 0; p < PROJECTS; p++)
		for (int s = x->from; s <= x->until && (x->projects >> p & 1); s++)
			for (int i = 0; i < (w->parts == 1 ? MONTHS : w->parts); i++)
				if (w->parts > 1)
					how[cell(p, s, i, w->parts)] += x->weigh[i];
				else if (x->month_from <= i && i <= x->month_until)
					how[cell(p, s, i, 1)]++;
}

static int64_t really(const struct follow *w, const struct part_of *x)
{
	int64_t n = 0;
	for (int p = 0; p < PROJECTS; p++)
		for (int s = x->from; s <= x->until && (x->projects >> p & 1); s++)
			for (int m = w->parts == 1 ? x->month_from : 0; m <= (w->parts == 1 ? x->month_until : MONTHS - 1); m++)
				for (int i = 0; i < w->parts; i++)
					n += truth[p][m][s][w->first + i] * x->weigh[i];
	return n;
}

static void take(struct knowledge *k, const struct follow *w, const struct part_of *x, int64_t is)
{
	int how[UNKNOWNS] = { 0 };
	choose(w, x, how);
	learn(k, how, is);
}

static int64_t period_figure(const struct follow *w, const struct insight_period *p) { return w->first == Q_MET ? p->encounters : p->returned; }

static int month_of(int64_t day)
{
	for (int m = MONTHS; m-- > 0; )
		if (day >= month_days[m])
			return m;
	return 0;
}

/* Periods that count exactly their months.  Where small months were counted with others there is nothing to be learned that way. */
static void take_periods(struct knowledge *k, const struct follow *w, const struct insight_report *x, int p, int step, int64_t was[MONTHS])
{
	for (size_t i = 0; w->parts == 1 && i < x->periods.n; i++) {
		const struct insight_period *t = &x->periods.at[i];
		int64_t is = period_figure(w, t);
		int from = month_of(t->from_day);
		struct part_of sum = { 1U << p, 0, step, from, month_of(t->until_day), every };
		if (is != was[from] && really(w, &sum) == is)
			take(k, w, &sum, is);
		was[from] = is;
	}
}

/* What one reader follows of one kind of figure. */
struct reader {
	struct knowledge k;
	int64_t n[PROJECTS], sum[PROJECTS], answered[PROJECTS], rest_n, rest_sum, period[PROJECTS][MONTHS];
};

/* The second sum, and how far it is from its ends. */
static void take_sum(struct reader *d, const struct follow *w, struct part_of x, int64_t n, int64_t sum)
{
	int least = w->weigh[0], most = w->weigh[w->parts - 1], up[5], down[5];
	if (!most)
		return;
	for (int i = 0; i < 5; i++) {
		up[i] = w->weigh[i] - least;
		down[i] = most - w->weigh[i];
	}
	x.weigh = w->weigh;
	assert_int_equal(really(w, &x), sum);
	take(&d->k, w, &x, sum);
	x.weigh = up;
	take(&d->k, w, &x, sum - least * n);
	x.weigh = down;
	take(&d->k, w, &x, most * n - sum);
}

/* How many answered the question about kinds stands there too, whatever is said about one kind. */
static void take_answered(struct reader *d, const struct follow *w, const struct insight_report *x, int p, int step)
{
	struct part_of sum = { 1U << p, 0, step, 0, MONTHS - 1, every };
	if (w->first != Q_FOUND || x->found_n == NO_INT || x->found_n == d->answered[p])
		return;
	sum.until -= sum.until > 0 && really(w, &sum) != x->found_n;
	assert_int_equal(really(w, &sum), x->found_n);
	take(&d->k, w, &sum, x->found_n);
	d->answered[p] = x->found_n;
}

static void read_release(struct reader *d, const struct follow *w, const struct insight_report one[PROJECTS], const struct insight_report *all, int step)
{
	int64_t n, sum, all_n, all_sum;
	unsigned hidden = 0;
	bool unsaid = false;
	w->read(all, &all_n, &all_sum);
	for (int p = 0; p < PROJECTS; p++) {
		struct part_of x = { 1U << p, 0, step, 0, MONTHS - 1, every };
		w->read(&one[p], &n, &sum);
		take_answered(d, w, &one[p], p, step);
		if (n == NO_INT) {
			hidden |= one[p].encounters != NO_INT && one[p].encounters ? 1U << p : 0;
			continue;
		}
		unsaid |= n == UNSAID;
		all_n -= all_n == NO_INT ? 0 : n;
		all_sum -= sum;
		if (n != UNSAID && (n != d->n[p] || sum != d->sum[p])) {
			/* Projects are brought in one after another: this one may have been let go by what came to one before it. */
			x.until -= x.until > 0 && really(w, &x) != n;
			assert_int_equal(really(w, &x), n);     /* what changed is right */
			take(&d->k, w, &x, n);
			take_sum(d, w, x, n, sum);
		}
		d->n[p] = n;
		d->sum[p] = sum;
		take_periods(&d->k, w, &one[p], p, step, d->period[p]);
	}
	if (all_n == NO_INT || unsaid)
		return;
	if (!hidden) {
		assert_true(all_n == 0 && (all_sum == 0 || !w->weigh[w->parts - 1]));         /* all together says what each says */
		return;
	}
	/* One that went out while something beside it was unsaid is read only later: then it is not what is true now. */
	struct part_of rest = { hidden, 0, step, 0, MONTHS - 1, every };
	if ((all_n != d->rest_n || all_sum != d->rest_sum) && really(w, &rest) == all_n) {
		take(&d->k, w, &rest, all_n);
		take_sum(d, w, rest, all_n, all_sum);
	}
	d->rest_n = all_n;
	d->rest_sum = all_sum;
}

static void judge(const struct follow *w, const struct reader *d, const struct part_of *x, int64_t *ret_known)
{
	int how[UNKNOWNS] = { 0 };
	int64_t n = really(w, x);
	choose(w, x, how);
	if (!known(&d->k, how))
		return;
	++*ret_known;
	if (n > 0 && n < MIN)
		fail_msg("figure %d: %d people of projects %x, steps %d to %d, months %d to %d are found out", w->first, (int)n, x->projects, x->from, x->until,
			 x->month_from, x->month_until);
}

/* Every sum that means something: any projects, any run of steps, any run of months; each part, and several together. */
static void judge_all(const struct follow *w, struct reader *d, int64_t *ret_known)
{
	push_all(&d->k);
	for (unsigned projects = 1; projects < 1U << PROJECTS; projects++)
		for (int from = 0; from < STEPS; from++)
			for (int until = from; until < STEPS; until++) {
				for (int a = 0; w->parts == 1 && a < MONTHS; a++)
					for (int b = a; b < MONTHS; b++)
						judge(w, d, &(struct part_of){ projects, from, until, a, b, every }, ret_known);
				for (int set = 1; w->parts > 1 && set < 1 << w->parts; set++) {
					int weigh[5];
					for (int i = 0; i < 5; i++)
						weigh[i] = set >> i & 1;
					judge(w, d, &(struct part_of){ projects, from, until, 0, MONTHS - 1, weigh }, ret_known);
				}
			}
}

static void from_all_releases_together_nobody_is_found_out(void **state)
{
	static struct reader reader[COUNT(follows)];
	struct req *r = *state;
	int64_t found = 0;
	for (int round = 0; round < 25; round++) {
		if (round) {
			void *again = r;
			harness_teardown(&again);
			harness_setup(state);
			r = *state;
			for (int i = 0; i < round; i++)
				(void)random_below(r, 2);               /* another sequence of chance */
		}
		struct figures f = start(r);
		memset(truth, 0, sizeof truth);
		memset(reader, 0, sizeof reader);
		for (size_t i = 0; i < COUNT(follows); i++)
			begin(&reader[i].k, PROJECTS * STEPS * (follows[i].parts == 1 ? MONTHS : follows[i].parts));
		for (int step = 0; step < STEPS; step++) {
			struct insight_report one[PROJECTS], all;
			a_step(&f, step, 2 + 3 * (round % 5));
			for (int p = 0; p < PROJECTS; p++)
				one[p] = report(&f, p);
			all = report(&f, -1);
			for (size_t i = 0; i < COUNT(follows); i++)
				read_release(&reader[i], &follows[i], one, &all, step);
		}
		for (size_t i = 0; i < COUNT(follows); i++)
			judge_all(&follows[i], &reader[i], &found);
	}
	assert_true(found > 200);       /* there was something to read */
}

HARNESS(the_reader_finds_what_is_planted, from_all_releases_together_nobody_is_found_out)

/* match: measures matching inside one process, in processor time.
 *   match resolve LIST       a waiting list solved, then solved again after one proposal in a hundred was refused
 *   match suggest N          the best ten for each of 2,000 people among N supporters, all in one programme
 *   match roster DATA        what a program holds in memory of the communities there, read from the database; twice, the second
 *                            time from a warm disk */
#include <stdarg.h>
#include <sys/resource.h>
#include "doors.h"
#include "frame.h"
#include "keep.h"
#include "program.h"
#include "roster.h"
#include "server.h"
#include "solve/solve.h"
#include "test_fit_world.h"

static double used(void)
{
	struct rusage u;
	getrusage(RUSAGE_SELF, &u);
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) + (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

static double thread_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

void log_line(const char *format, ...)
{
	(void)format;       /* a server's log: nothing serves here */
}

int trouble(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	fputs("match: ", stderr);
	vfprintf(stderr, format ? format : "not solved", args);
	fputc('\n', stderr);
	va_end(args);
	return 1;
}

/* The hundredth, the two hundredth … who has a proposal says no; the others keep theirs. */
static struct solve_answers refuse(struct arena *a, const struct solve_list *list, const struct solve_result *r)
{
	uint32_t *kept = ARENA_ARRAY(a, list->people, uint32_t), seen = 0;
	struct solve_refusal *refused = ARENA_ARRAY(a, list->people / 100 + 1, struct solve_refusal);
	struct solve_answers x = { .kept = kept, .refused = refused };
	for (uint32_t i = 0; i < list->people; i++) {
		kept[i] = r->supporter[i];
		if (kept[i] != SOLVE_NOBODY && ++seen % 100 == 0) {
			refused[x.n_refused++] = (struct solve_refusal){ i, kept[i] };
			kept[i] = SOLVE_NOBODY;
		}
	}
	return x;
}

static int resolve(const char *path)
{
	struct arena a = { .cap = SIZE_MAX / 2 };
	struct solve_list list;
	struct solve_result first, again;
	struct solve_how how = { .waiting = { .points = 25, .guarantee = 13 } };
	const char *why = NULL;
	if (solve_read(&a, path, &list, &why) != OK)
		return trouble("%s", why ? why : "not solved");
	double began = used();
	if (solve(&a, &list, &how, &first, &why) != OK)
		return trouble("%s", why ? why : "not solved");
	double full = used() - began;
	struct solve_answers answers = refuse(&a, &list, &first);
	how.before = &first;
	began = used();
	if (solve_rest(&a, &list, &answers, &how, &again, &why) != OK || again.gap != 0)
		return trouble("%s", why ? why : "not solved");
	double rest = used() - began;
	printf("{\"full_s\":%.3f,\"rest_s\":%.3f,\"refused\":%zu,\"proposed\":%u,\"proposed_again\":%u}\n", full, rest, answers.n_refused,
	       first.proposed, again.proposed);
	arena_end(&a);
	return 0;
}

enum { SEEKERS = 2000, SHOWN = 10, COMPARED = 50 };

static int rises(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

/* Some searches are also done by the plain definition: the same must come out. */
static bool same_as_plain(const struct fit_seeker *s, const struct fit_supporter *all, uint32_t n, const struct fit_found *found, size_t n_found)
{
	struct fit_found plain[SHOWN];
	if (fit_best_plainly(s, all, n, SHOWN, plain) != n_found)
		return false;
	for (size_t k = 0; k < n_found; k++)
		if (plain[k].number != found[k].number || plain[k].score != found[k].score)
			return false;
	return true;
}

static int suggest(uint32_t n)
{
	static double took[SEEKERS];
	struct arena a = { .cap = SIZE_MAX / 2 };
	struct fit_dice d = { 20260501 };
	struct fit_found found[SHOWN];
	uint64_t possible = 0;
	struct fit_supporter *all = ARENA_ARRAY(&a, n, struct fit_supporter);
	for (uint32_t j = 0; j < n; j++)
		all[j] = fit_a_supporter(&d, 1);
	double began = used();
	struct fit_index *x = fit_index_new(&a, all, n);
	double built = used() - began;
	struct fit_search *w = fit_search_new(&a, x);
	for (int k = 0; k < SEEKERS; k++) {
		struct fit_seeker s = fit_a_seeker(&d, 1);
		double from = thread_ms();
		size_t got = fit_best(x, w, &s, SHOWN, found);
		took[k] = thread_ms() - from;
		if (k >= COMPARED)
			continue;
		if (!same_as_plain(&s, all, n, found, got))
			return trouble("the index does not find what the definition finds");
		for (uint32_t j = 0; j < n; j++)
			possible += fit_rule(&s, j, &all[j]) == FIT_POSSIBLE;
	}
	qsort(took, SEEKERS, sizeof *took, rises);
	printf("{\"p50_ms\":%.4f,\"p99_ms\":%.4f,\"max_ms\":%.4f,\"build_s\":%.3f,\"possible\":%.3f}\n", took[SEEKERS / 2],
	       took[SEEKERS * 99 / 100], took[SEEKERS - 1], built, (double)possible / COMPARED / n);
	arena_end(&a);
	return 0;
}

/* As a server does when it starts: all of it, on a thread of its own. */
static enum status tend(struct program *p)
{
	struct req r;
	operator_begin(p, &r);
	r.now = time(NULL);
	enum status st = db_begin(p->db, false);
	if (st == OK)
		st = roster_tend(&r);
	db_rollback(p->db);
	operator_end(&r);
	return st;
}

static int roster(const char *data)
{
	struct program p = { .lock = -1, .house = { .n = n_features, .features = features, .public_address = "" } };
	double took[2];
	config_start(&p.config);
	if (!config_set(&p.config, "data", data, "match") || !config_finish(&p.config) || !data_open(&p, true))
		return trouble("%s cannot be opened", data);
	for (int k = 0; k < 2; k++) {
		p.house.keep = keep_new();
		double began = used();
		if (!p.house.keep || tend(&p) != OK)
			return trouble("the rosters could not be made: %s", db_trouble(p.db));
		took[k] = used() - began;
		keep_end(p.house.keep);
	}
	printf("{\"first_s\":%.3f,\"again_s\":%.3f}\n", took[0], took[1]);
	data_close(&p);
	config_end(&p.config);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc == 3 && strcmp(argv[1], "resolve") == 0)
		return resolve(argv[2]);
	if (argc == 3 && strcmp(argv[1], "roster") == 0)
		return roster(argv[2]);
	int64_t n;
	if (argc == 3 && strcmp(argv[1], "suggest") == 0 && str_int((struct slice){ argv[2], strlen(argv[2]) }, 1, 10000000, &n))
		return suggest((uint32_t)n);
	fputs("usage: match resolve LIST | match suggest N | match roster DATA\n", stderr);
	return 2;
}

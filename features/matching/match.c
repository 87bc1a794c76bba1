/* kith match solve: a waiting list from a file, the proposals into another.  Leaves the solving to solve/. */
#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include "command.h"
#include "house.h"
#include "match.h"
#include "solve/solve.h"

struct asked { const char *list, *out; struct solve_waiting waiting; };

static volatile sig_atomic_t told_to_end;
static void end_it(int signal_number)
{
	(void)signal_number;
	told_to_end = 1;
}

static double seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* "strict", "points=25" or "points=25,guarantee=13": of bands, which are fortnights. */
static bool waiting_of(struct arena *a, const char *s, struct solve_waiting *ret)
{
	int64_t guarantee;
	*ret = (struct solve_waiting){ .strict = true, .guarantee = UINT32_MAX };
	if (!s || str_same(s, "strict"))
		return true;
	ret->strict = false;
	struct str_list part = str_split(a, s, ',', 3);
	if (part.n < 1 || part.n > 2 || !str_begins(part.at[0], "points="))
		return false;
	struct slice points = { part.at[0] + strlen("points="), strlen(part.at[0]) - strlen("points=") };
	if (!str_int(points, 0, SOLVE_POINTS_MAX, &ret->points))
		return false;
	if (part.n == 1)
		return true;
	if (!str_begins(part.at[1], "guarantee="))
		return false;
	struct slice from = { part.at[1] + strlen("guarantee="), strlen(part.at[1]) - strlen("guarantee=") };
	if (!str_int(from, 0, UINT16_MAX, &guarantee))
		return false;
	ret->guarantee = (uint32_t)guarantee;
	return true;
}

static enum status usage(struct req *r)
{
	return fault(r, NULL, "usage", N_("Say which list, and where the proposals go: kith match solve LIST -o FILE [--waiting strict|points=N]"));
}

static enum status read_asked(struct req *r, int argc, char **argv, struct asked *ret)
{
	static const char *const known[] = { "waiting", "json", NULL };
	*ret = (struct asked){ 0 };
	TRY(command_known(r, argc, argv, known));
	for (int k = 1; k < argc; k++) {
		if (str_begins(argv[k], "--")) {
			k += !strchr(argv[k], '=');
		} else if (str_same(argv[k], "-o") && k + 1 < argc && !ret->out) {
			ret->out = argv[++k];
		} else if (argv[k][0] != '-' && !ret->list) {
			ret->list = argv[k];
		} else {
			return usage(r);
		}
	}
	if (!ret->list || !ret->out)
		return usage(r);
	if (!waiting_of(&r->arena, command_option(argc, argv, "waiting"), &ret->waiting))
		return fault(r, "waiting", "unknown", N_("Say strict, or points=N with N up to 1000000, or points=N,guarantee=BAND."));
	return OK;
}

struct watch { struct req *r; double last; };

/* A line a second, and the end when somebody asks for it. */
static bool go_on(void *context, const struct solve_progress *now)
{
	struct watch *w = context;
	double t = seconds();
	if (t - w->last >= 1) {
		struct word_arg said[] = { word_int(now->round + 1), word_int(now->rounds), word_int(now->proposed) };
		w->r->house->progress(w->r, words_say(&w->r->arena, &w->r->reader, N_("Round {0} of at most {1}: {2} people have a proposal."), 3, said));
		w->last = t;
	}
	return !told_to_end;
}

static void say(struct req *r, const struct solve_result *result, double took)
{
	struct rusage used;
	getrusage(RUSAGE_SELF, &used);
	if (r->want == WANT_JSON) {
		out_printf(&r->out, "{\"proposed\":%lld,\"band_sum\":%lld,\"score_sum\":%lld,\"gap\":%.17g,\"solve_s\":%.3f,\"peak_mb\":%.1f}\n",
			   (long long)result->proposed, (long long)result->band_sum, (long long)result->score_sum, result->gap, took,
			   (double)used.ru_maxrss / 1024);
		return;
	}
	struct word_arg n[] = { word_int(result->proposed), word_int(result->band_sum), word_int(result->score_sum) };
	const char *line = words_say(&r->arena, &r->reader, N_("{0} people have a proposal. They waited {1} fortnights in all; the scores come to {2}."), 3, n);
	out_printf(&r->out, "%s\n", line);
	line = words_say(&r->arena, &r->reader, result->gap > 0 ? N_("It was ended early: better proposals may exist.")
			 : N_("Proven: no other proposals are better."), 0, NULL);
	out_printf(&r->out, "%s\n", line);
}

static enum status solve_it(struct req *r, struct arena *a, const struct asked *asked)
{
	struct solve_list list;
	struct solve_result result;
	const char *why = NULL;
	struct watch watch = { .r = r, .last = seconds() };
	double began = watch.last;
	struct solve_how how = { .waiting = asked->waiting, .go_on = go_on, .context = &watch };
	enum status st = solve_read(a, asked->list, &list, &why);
	if (st == OK)
		st = solve(a, &list, &how, &result, &why);
	if (st != OK)
		return fault_with(r, NULL, "list", why, word_text(asked->list));
	double took = seconds() - began;
	if (solve_write(asked->out, list.people, result.supporter) != OK)
		return fault_with(r, NULL, "out", N_("The proposals could not be written: {0}."), word_text(strerror(errno)));
	say(r, &result, took);
	return OK;
}

enum status match_solve_command(struct req *r, int argc, char **argv)
{
	struct asked asked;
	struct arena a = { .cap = SIZE_MAX / 2 };
	struct sigaction end = { .sa_handler = end_it, .sa_flags = SA_RESETHAND }, before[2];
	TRY(read_asked(r, argc, argv, &asked));
	told_to_end = 0;
	sigaction(SIGINT, &end, &before[0]);
	sigaction(SIGTERM, &end, &before[1]);
	enum status st = solve_it(r, &a, &asked);
	sigaction(SIGINT, &before[0], NULL);
	sigaction(SIGTERM, &before[1], NULL);
	arena_end(&a);
	return st;
}

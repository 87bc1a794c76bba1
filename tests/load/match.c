/* match: measures matching inside one process, in processor time.
 *   match resolve LIST       a waiting list solved, then solved again after one proposal in a hundred was refused */
#include <sys/resource.h>
#include "solve/solve.h"

static double used(void)
{
	struct rusage u;
	getrusage(RUSAGE_SELF, &u);
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) + (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

static int trouble(const char *why)
{
	fprintf(stderr, "match: %s\n", why ? why : "not solved");
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
		return trouble(why);
	double began = used();
	if (solve(&a, &list, &how, &first, &why) != OK)
		return trouble(why);
	double full = used() - began;
	struct solve_answers answers = refuse(&a, &list, &first);
	how.before = &first;
	began = used();
	if (solve_rest(&a, &list, &answers, &how, &again, &why) != OK || again.gap != 0)
		return trouble(why);
	double rest = used() - began;
	printf("{\"full_s\":%.3f,\"rest_s\":%.3f,\"refused\":%zu,\"proposed\":%u,\"proposed_again\":%u}\n", full, rest, answers.n_refused,
	       first.proposed, again.proposed);
	arena_end(&a);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc == 3 && strcmp(argv[1], "resolve") == 0)
		return resolve(argv[2]);
	fputs("usage: match resolve LIST\n", stderr);
	return 2;
}

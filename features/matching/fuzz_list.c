/* Any bytes as a waiting list: it is refused in a sentence, or whole, solvable and proven. */
#include <sys/mman.h>
#include <unistd.h>
#include "fuzz.h"
#include "solve/solve.h"

static void list_holds(const struct solve_list *l)
{
	HOLDS(l->row[0] == 0);
	for (uint32_t i = 0; i < l->people; i++) {
		HOLDS(l->row[i] <= l->row[i + 1]);
		for (uint32_t e = l->row[i]; e < l->row[i + 1]; e++) {
			HOLDS(solve_pair_supporter(l->pair[e]) < l->supporters);
			HOLDS(solve_pair_score(l->pair[e]) >= 1 && solve_pair_score(l->pair[e]) <= SOLVE_SCORE_MAX);
			for (uint32_t other = l->row[i]; other < e; other++)
				HOLDS(solve_pair_supporter(l->pair[other]) != solve_pair_supporter(l->pair[e]));
		}
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena a = { 0 };
	struct solve_list l;
	struct solve_result r;
	struct solve_how how = { .waiting = { .strict = n % 2, .points = 25, .guarantee = 13 } };
	const char *why = NULL;
	int fd = memfd_create("list", MFD_CLOEXEC);
	HOLDS(fd >= 0 && write(fd, data, n) == (ssize_t)n);
	enum status st = solve_read_fd(&a, fd, &l, &why);
	close(fd);
	HOLDS(st == OK || ((st == INVALID || st == FULL) && why));
	if (st == OK) {
		list_holds(&l);
		HOLDS(solve(&a, &l, &how, &r, &why) == OK && solve_wrong(&a, &l, &how.waiting, &r) == NULL);
	}
	arena_end(&a);
	return 0;
}

/* Lists and answers as files: known lists have their known answers, damaged ones a plain sentence. */
#include <endian.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include "solve/test_solve.h"

/* ---- known answers ---- */

static void has(const char *name, uint32_t proposed, int64_t bands, int64_t scores)
{
	char path[4200];
	struct arena a = { 0 };
	struct solve_list l;
	const char *why = NULL;
	snprintf(path, sizeof path, "%s/%s", getenv("LISTS"), name);
	assert_int_equal(solve_read(&a, path, &l, &why), OK);
	struct solve_result r = solved(&a, &l, &(struct solve_how){ .waiting.strict = true });
	assert_int_equal(r.proposed, proposed);
	assert_int_equal(r.band_sum, bands);
	assert_int_equal(r.score_sum, scores);
	arena_end(&a);
}

static void known_lists_have_their_known_answers(void **state)
{
	(void)state;
	has("s1k.bmg", 627, 2720, 197998);
	has("n1k.bmg", 940, 3865, 458324);
}

/* ---- files made here ---- */

struct made { uint8_t at[512]; size_t n; };

static void put(struct made *m, uint64_t x, size_t n)
{
	x = htole64(x);
	memcpy(m->at + m->n, &x, n);
	m->n += n;
}

enum { ROWS = 40 + 2 * 4 + 3 * 2, SUPPORTERS = ROWS + 4 * 8, SCORES = SUPPORTERS + 4 * 2 };

/* Three people, two supporters; somebody stands twice in the second row. */
static struct made good(void)
{
	static const uint64_t rows[] = { 0, 1, 4, 4 }, supporter[] = { 0, 1, 0, 1 }, score[] = { 700, 300, 200, 900 };
	struct made m = { .n = 8 };
	memcpy(m.at, "BMGRAPH1", 8);
	for (size_t k = 0; k < 4; k++)
		put(&m, (uint64_t[]){ 3, 2, 3, 0 }[k], 4);
	put(&m, 4, 8);
	put(&m, 1, 8);
	put(&m, 1, 4);
	put(&m, 5, 4);
	for (size_t k = 0; k < 3; k++)
		put(&m, k, 2);
	for (size_t k = 0; k < 4; k++)
		put(&m, rows[k], 8);
	for (size_t k = 0; k < 4; k++)
		put(&m, supporter[k], 2);
	for (size_t k = 0; k < 4; k++)
		put(&m, score[k], 2);
	return m;
}

static enum status read_made(struct arena *a, const struct made *m, struct solve_list *ret, const char **ret_why)
{
	int fd = memfd_create("list", MFD_CLOEXEC);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, m->at, m->n), m->n);
	enum status st = solve_read_fd(a, fd, ret, ret_why);
	close(fd);
	return st;
}

static void somebody_twice_in_a_row_counts_once_with_the_better_score(void **state)
{
	struct arena a = { 0 };
	struct solve_list l;
	const char *why = NULL;
	struct made m = good();
	(void)state;
	assert_int_equal(read_made(&a, &m, &l, &why), OK);
	assert_int_equal(l.row[1], 1);
	assert_int_equal(l.row[2], 3);
	assert_int_equal(l.row[3], 3);
	assert_int_equal(l.pair[1], solve_pair(1, 900));
	assert_int_equal(l.pair[2], solve_pair(0, 200));
	struct solve_result r = solved(&a, &l, &(struct solve_how){ .waiting.strict = true });
	assert_int_equal(r.proposed, 2);
	assert_int_equal(r.score_sum, 1600);
	assert_int_equal(r.supporter[2], SOLVE_NOBODY);
	arena_end(&a);
}

static void refused(const struct made *m, const char *says)
{
	struct arena a = { 0 };
	struct solve_list l;
	const char *why = NULL;
	assert_int_equal(read_made(&a, m, &l, &why), INVALID);
	assert_non_null(why);
	if (!strstr(why, says))
		fail_msg("“%s” does not say “%s”", why, says);
	arena_end(&a);
}

static void refused_with(size_t at, uint64_t x, size_t n, const char *says)
{
	struct made m = good();
	x = htole64(x);
	memcpy(m.at + at, &x, n);
	refused(&m, says);
}

static void what_is_damaged_is_refused_in_a_sentence(void **state)
{
	(void)state;
	refused_with(0, 'b', 1, "BMGRAPH1");
	refused_with(8, 4, 4, "cut short");                     /* more people than the file holds */
	refused_with(8, UINT32_MAX, 4, "cut short");
	refused_with(12, UINT32_MAX, 4, "cut short");
	refused_with(24, 5, 8, "cut short");
	refused_with(24, UINT64_MAX, 8, "cut short");           /* four times that is a small number again */
	refused_with(24, UINT64_C(1) << 62, 8, "cut short");
	refused_with(24, 3, 8, "longer");
	refused_with(ROWS, 1, 8, "order");
	refused_with(ROWS + 8, 5, 8, "order");                  /* past the last pair */
	refused_with(ROWS + 8, UINT64_C(1) << 32 | 1, 8, "order");
	refused_with(ROWS + 16, 0, 8, "order");                 /* goes back */
	refused_with(ROWS + 24, 3, 8, "order");
	refused_with(SUPPORTERS + 2, 2, 2, "not in it");
	refused_with(SCORES, 0, 2, "1 to 1000");
	refused_with(SCORES, 1001, 2, "1 to 1000");
}

static void a_list_whose_rows_leave_pairs_out_is_refused(void **state)
{
	struct made m = good();
	uint64_t three = htole64(3);
	(void)state;
	memcpy(m.at + ROWS + 16, &three, 8);
	memcpy(m.at + ROWS + 24, &three, 8);
	refused(&m, "all its pairs");
}

static void a_list_cut_short_anywhere_is_refused(void **state)
{
	struct made m = good();
	size_t whole = m.n;
	(void)state;
	for (m.n = 0; m.n < whole; m.n++)
		refused(&m, "cut short");
	m.n = whole + 1;
	refused(&m, "longer");
}

static void only_files_are_lists(void **state)
{
	struct arena a = { 0 };
	struct solve_list l;
	const char *why = NULL;
	(void)state;
	assert_int_equal(solve_read(&a, "/", &l, &why), INVALID);
	assert_int_equal(solve_read(&a, "/nowhere/list", &l, &why), MISSING);
	assert_non_null(why);
	arena_end(&a);
}

/* ---- the answer ---- */

static void the_answer_is_written_whole_or_not_at_all(void **state)
{
	char folder[] = "/tmp/kith-solve.XXXXXX", path[64], nowhere[64];
	uint32_t who[] = { 7, SOLVE_NOBODY };
	uint8_t seen[32];
	static const uint8_t wanted[] = { 'B', 'M', 'A', 'S', 'S', 'I', 'G', 'N', 2, 0, 0, 0, 7, 0, 0, 0, 255, 255, 255, 255 };
	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/answer", folder);
	snprintf(nowhere, sizeof nowhere, "%s/none/answer", folder);
	assert_int_equal(solve_write(path, 2, who), OK);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_int_equal(read(fd, seen, sizeof seen), sizeof wanted);
	assert_memory_equal(seen, wanted, sizeof wanted);
	close(fd);
	assert_int_equal(solve_write(nowhere, 2, who), BROKEN);
	assert_int_equal(solve_write("/dev/null", 2, who), OK);         /* written to, not replaced */
	assert_int_equal(solve_write("/dev/full", 2, who), FULL);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(folder), 0);                             /* nothing else was left there */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_lists_have_their_known_answers),
		cmocka_unit_test(somebody_twice_in_a_row_counts_once_with_the_better_score),
		cmocka_unit_test(what_is_damaged_is_refused_in_a_sentence),
		cmocka_unit_test(a_list_whose_rows_leave_pairs_out_is_refused),
		cmocka_unit_test(a_list_cut_short_anywhere_is_refused),
		cmocka_unit_test(only_files_are_lists),
		cmocka_unit_test(the_answer_is_written_whole_or_not_at_all),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

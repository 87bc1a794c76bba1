/* The log outside of its server: a head that was kept finds every bit that was changed, every line that is missing, twice
 * or in another place, and an older file; erasing what is about somebody changes nothing. */
#include "test_log.h"

static const char *verified(struct req *r, struct slice file, const struct log_head *h)
{
	struct arena a = { .way_out = r->arena.way_out };
	struct verified v;
	const char *wrong = log_verify(&a, file, h, &v);
	arena_end(&a);
	return wrong;
}

static void a_whole_export_fits_every_head_before_it(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	struct log_head head[8];
	for (size_t i = 0; i < COUNT(head); i++) {
		head[i] = a_head(r);
		assert_int_equal(head[i].size, i);
		looks(r, &w, 1);
	}
	struct slice file = an_export(r);
	for (size_t i = 0; i < COUNT(head); i++)
		assert_null(verified(r, file, &head[i]));
	assert_null(strstr(file.at, "Ana"));
	assert_null(strstr(file.at, "Cora"));
	assert_non_null(strstr(file.at, w.ana));
}

static void every_bit_that_is_turned_is_found(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	looks(r, &w, 3);
	struct log_head kept = a_head(r);
	struct slice file = an_export(r);
	char *at = arena_copy(&r->arena, file.at, file.n);
	for (size_t bit = 0; bit < 8 * file.n; bit++) {
		at[bit / 8] = (char)(at[bit / 8] ^ (1 << bit % 8));
		if (!verified(r, (struct slice){ at, file.n }, &kept))
			fail_msg("bit %zu of byte %zu was turned, and nobody noticed", bit % 8, bit / 8);
		at[bit / 8] = (char)(at[bit / 8] ^ (1 << bit % 8));
	}
	for (size_t n = 0; n < file.n; n++)
		assert_non_null(verified(r, (struct slice){ file.at, n }, &kept));
	assert_null(verified(r, file, &kept));
}

/* The lines of the file in this order; -1 ends it. */
static struct slice lines(struct req *r, struct slice file, const int *order)
{
	const char *at[64];
	size_t n = 0;
	for (const char *p = file.at; p < file.at + file.n; p = strchr(p, '\n') + 1)
		at[n++] = p;
	char *to = arena_take(&r->arena, 2 * file.n + 1);
	size_t filled = 0;
	for (; *order >= 0; order++) {
		size_t length = (size_t)(strchr(at[*order], '\n') + 1 - at[*order]);
		memcpy(to + filled, at[*order], length);
		filled += length;
	}
	return (struct slice){ to, filled };
}

static void lines_left_out_put_in_twice_or_moved_are_found(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	looks(r, &w, 4);
	struct log_head kept = a_head(r);
	struct slice file = an_export(r);       /* 0: first line, 1 to 4: entries, 5: head */
	static const int orders[][9] = {
		{ 0, 2, 3, 4, 5, -1 }, { 0, 1, 2, 4, 5, -1 }, { 0, 1, 2, 3, 5, -1 }, { 0, 5, -1 }, { 0, 1, 2, 2, 3, 4, 5, -1 },
		{ 0, 1, 2, 3, 4, 4, 5, -1 }, { 0, 2, 1, 3, 4, 5, -1 }, { 0, 1, 2, 4, 3, 5, -1 }, { 0, 1, 2, 3, 4, -1 }, { 1, 2, 3, 4, 5, -1 },
		{ 0, 1, 2, 3, 4, 5, 5, -1 }, { 0, 1, 2, 3, 5, 4, -1 }, { 0, -1 }, { -1 },
	};
	assert_null(verified(r, lines(r, file, (const int[]){ 0, 1, 2, 3, 4, 5, -1 }), &kept));
	for (size_t i = 0; i < COUNT(orders); i++)
		if (!verified(r, lines(r, file, orders[i]), &kept))
			fail_msg("order %zu was taken for the log", i);
}

static void an_older_file_and_another_log_are_found(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	looks(r, &w, 2);
	struct slice old = an_export(r);
	struct log_head then = a_head(r);
	looks(r, &w, 2);
	struct log_head kept = a_head(r);
	assert_null(verified(r, old, &then));
	assert_non_null(verified(r, old, &kept));
	/* the whole log made anew with another key, as somebody with the server in their hands could */
	const char *none = NULL;
	MUST(db_begin(r->db, true));
	MUST(db_script(r->db, "DELETE FROM log_key; UPDATE log_entry SET at = at WHERE number = 0", &none));
	MUST(db_commit(r->db));
	assert_non_null(verified(r, an_export(r), &kept));
}

static void entries_rewritten_under_the_same_key_do_not_fit_the_head_that_was_kept(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	looks(r, &w, 3);
	struct log_head kept = a_head(r);
	forget_the_log(r);
	looks(r, &w, 5);
	struct log_head now = a_head(r);
	struct slice file = an_export(r);
	assert_null(verified(r, file, &now));
	assert_non_null(verified(r, file, &kept));
}

static void erasing_what_is_about_somebody_leaves_the_log_whole(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	looks(r, &w, 3);
	struct log_head kept = a_head(r);
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, "/me/leave", NULL));
	struct slice file = an_export(r);
	struct verified v;
	assert_null(log_verify(&r->arena, file, &kept, &v));
	assert_int_equal(v.erased, 3);
	assert_null(strstr(file.at, w.ana));
	assert_null(strstr(file.at, w.cora));
}

static void each_entry_and_each_beginning_can_be_proved(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	struct log_head head[7];
	for (size_t i = 0; i < COUNT(head); i++) {
		looks(r, &w, 1);
		head[i] = a_head(r);
	}
	const struct log_head *now = &head[COUNT(head) - 1];
	for (size_t i = 0; i < COUNT(head); i++) {
		const char *entry = run(r, audit_prove, arena_printf(&r->arena, "%zu", i), NULL);
		assert_null(verified(r, (struct slice){ entry, strlen(entry) }, now));
		if (i + 1 < COUNT(head))
			assert_non_null(verified(r, (struct slice){ entry, strlen(entry) }, &head[i]));
		const char *since = run(r, audit_prove, "--since", arena_printf(&r->arena, "%zu", i + 1));
		assert_null(verified(r, (struct slice){ since, strlen(since) }, &head[i]));
		assert_non_null(verified(r, (struct slice){ since, strlen(since) }, &head[(i + 1) % COUNT(head)]));
		char *turned = arena_str(&r->arena, entry);
		for (size_t k = 0; turned[k]; k++) {
			turned[k] ^= 1;
			assert_non_null(verified(r, (struct slice){ turned, strlen(entry) }, now));
			turned[k] ^= 1;
		}
	}
}

static void what_cannot_be_proved_is_refused_with_a_sentence(void **state)
{
	struct req *r = *state;
	a_world(r, 1);
	static const char *const wrong[][2] = { { "0", NULL }, { "-1", NULL }, { "x", NULL }, { "--since", "0" }, { "--since", "1" }, { NULL, NULL } };
	for (size_t i = 0; i < COUNT(wrong); i++) {
		assert_int_equal(tried(r, audit_prove, (const char *const[]){ wrong[i][0], wrong[i][1], NULL }), INVALID);
		assert_true(r->n_faults > 0);
	}
}

HARNESS(a_whole_export_fits_every_head_before_it, every_bit_that_is_turned_is_found, lines_left_out_put_in_twice_or_moved_are_found,
	an_older_file_and_another_log_are_found, entries_rewritten_under_the_same_key_do_not_fit_the_head_that_was_kept,
	erasing_what_is_about_somebody_leaves_the_log_whole, each_entry_and_each_beginning_can_be_proved,
	what_cannot_be_proved_is_refused_with_a_sentence)

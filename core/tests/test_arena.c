/* The arena: zeroed, aligned, capped, wiped. */
#include <stdalign.h>
#include "test.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#endif

static void what_is_taken_is_zeroed_and_aligned(void **state)
{
	struct arena a = { 0 };
	uint64_t seed = 7;
	(void)state;
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < 2000; i++) {
			size_t n = chance(&seed) % 700;
			unsigned char *at = arena_take(&a, n);
			assert_int_equal((uintptr_t)at % alignof(max_align_t), 0);
			for (size_t k = 0; k < n; k++)
				assert_int_equal(at[k], 0);
			memset(at, 0xAA, n);
		}
		arena_clear(&a);
	}
	arena_end(&a);
	assert_int_equal(a.taken, 0);
}

static void pieces_do_not_overlap(void **state)
{
	struct arena a = { 0 };
	unsigned char *at[500];
	size_t n[500];
	uint64_t seed = 11;
	(void)state;
	for (size_t i = 0; i < COUNT(at); i++) {
		n[i] = chance(&seed) % (i % 50 == 0 ? 200000 : 3000);
		at[i] = arena_take(&a, n[i]);
		memset(at[i], (int)i & 0xFF, n[i]);
	}
	for (size_t i = 0; i < COUNT(at); i++)
		for (size_t k = 0; k < n[i]; k++)
			assert_int_equal(at[i][k], i & 0xFF);
	arena_end(&a);
}

static void a_large_piece_leaves_the_open_block_open(void **state)
{
	struct arena a = { 0 };
	(void)state;
	char *before = arena_take(&a, 16);
	size_t taken = a.taken;
	assert_non_null(arena_take(&a, 3 << 20));
	size_t with_large = a.taken;
	assert_true(with_large >= taken + (3u << 20));
	char *after = arena_take(&a, 16);
	assert_int_equal(a.taken, with_large);
	assert_true(after > before && after < before + 4096);
	arena_end(&a);
}

static void clearing_keeps_the_first_block_only(void **state)
{
	struct arena a = { 0 };
	(void)state;
	for (int i = 0; i < 100; i++)
		assert_non_null(arena_take(&a, 10000));
	arena_clear(&a);
	assert_int_equal(a.taken, 16 << 10);
	const char *again = arena_take(&a, 100);
	for (int i = 0; i < 100; i++)
		assert_int_equal(again[i], 0);
	assert_int_equal(a.taken, 16 << 10);
	arena_end(&a);
}

static void past_its_cap_it_leaves_by_the_way_out(void **state)
{
	struct arena a = { .cap = 100000 };
	jmp_buf way_out;
	volatile int pieces = 0;
	(void)state;
	a.way_out = &way_out;
	if (setjmp(way_out) == 0) {
		for (;;) {
			assert_non_null(arena_take(&a, 1000));
			pieces++;
			assert_true(pieces < 1000);
		}
	}
	assert_true(pieces >= 40 && pieces <= 100);
	assert_true(a.taken <= 100000);
	if (setjmp(way_out) == 0) {
		void *never = arena_many(&a, SIZE_MAX / 2, 3);
		fail_msg("a product that overflows gave %p", never);
	}
	if (setjmp(way_out) == 0) {
		void *never = arena_take(&a, SIZE_MAX - 3);
		fail_msg("all of memory gave %p", never);
	}
	arena_clear(&a);
	assert_non_null(arena_take(&a, 1000));
	arena_end(&a);
}

static void copies_end_with_a_nul_and_null_stays_null(void **state)
{
	struct arena a = { 0 };
	(void)state;
	assert_string_equal(arena_copy(&a, "hello there", 5), "hello");
	assert_string_equal(arena_copy(&a, NULL, 0), "");
	assert_null(arena_str(&a, NULL));
	assert_string_equal(arena_str(&a, "x"), "x");
	assert_string_equal(arena_printf(&a, "%s-%d", "room", 12), "room-12");
	char *long_one = arena_printf(&a, "%20000d|", 1);
	assert_int_equal(strlen(long_one), 20001);
	arena_end(&a);
}

static void what_moves_lives_as_long_as_the_other(void **state)
{
	struct arena attempt = { 0 }, kept = { 0 };
	(void)state;
	const char *first = arena_str(&attempt, "first");
	arena_move(&kept, &attempt);
	const char *second = arena_str(&attempt, "second");
	arena_move(&kept, &attempt);
	assert_null(attempt.now);
	assert_int_equal(attempt.taken, 0);
	assert_string_equal(arena_str(&attempt, "third"), "third");
	arena_clear(&attempt);
	assert_string_equal(first, "first");
	assert_string_equal(second, "second");
	assert_int_equal(kept.taken, 2 * (16 << 10));
	arena_clear(&kept);
	assert_int_equal(kept.taken, 16 << 10);
	arena_end(&kept);
	arena_end(&attempt);
}

static void what_was_cleared_or_never_taken_is_poisoned(void **state)
{
	(void)state;
#ifdef __SANITIZE_ADDRESS__
	struct arena a = { 0 };
	char *at = arena_take(&a, 16);
	assert_false(__asan_address_is_poisoned(at + 15));
	assert_true(__asan_address_is_poisoned(at + 16));
	char *next = arena_take(&a, 5);
	assert_true(__asan_address_is_poisoned(at + 16));
	assert_false(__asan_address_is_poisoned(next + 4));
	assert_true(__asan_address_is_poisoned(next + 5));
	arena_clear(&a);
	assert_true(__asan_address_is_poisoned(at));
	arena_end(&a);
#else
	skip();
#endif
}

/* What was written in a cleared arena is not in its memory any more. */
static void clearing_wipes(void **state)
{
	struct arena a = { 0 };
	(void)state;
	char *secret = arena_copy(&a, "my own words", 12);
	arena_clear(&a);
#ifdef __SANITIZE_ADDRESS__
	__asan_unpoison_memory_region(secret, 12);
#endif
	for (int i = 0; i < 12; i++)
		assert_int_equal(secret[i], 0);
#ifdef __SANITIZE_ADDRESS__
	__asan_poison_memory_region(secret, 12);
#endif
	arena_end(&a);
}

RUN(TEST(what_is_taken_is_zeroed_and_aligned), TEST(pieces_do_not_overlap), TEST(a_large_piece_leaves_the_open_block_open),
    TEST(clearing_keeps_the_first_block_only), TEST(past_its_cap_it_leaves_by_the_way_out),
    TEST(copies_end_with_a_nul_and_null_stays_null), TEST(what_moves_lives_as_long_as_the_other),
    TEST(what_was_cleared_or_never_taken_is_poisoned), TEST(clearing_wipes))

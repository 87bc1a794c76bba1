/* Trees against the known roots of Certificate Transparency, against the definition of RFC 9162 taken literally, and every
 * proof of every small tree, whole and with each bit turned. */
#include "test.h"
#include <sodium.h>
#include "merkle.h"

enum { MANY = 33 };

static struct merkle_hash of_hex(const char *hex)
{
	struct merkle_hash h;
	size_t n;
	assert_int_equal(sodium_hex2bin(h.at, sizeof h.at, hex, strlen(hex), NULL, &n, NULL), 0);
	assert_int_equal(n, sizeof h.at);
	return h;
}

static void the_known_roots_come_out(void **state)
{
	(void)state;
	/* the leaves and roots of the reference log's own tests (certificate-transparency-go, merkle_test) */
	static const struct { const char *leaf; size_t n; const char *root; } known[] = {
		{ "", 0, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d" },
		{ "\x00", 1, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125" },
		{ "\x10", 1, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77" },
		{ "\x20\x21", 2, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7" },
		{ "\x30\x31", 2, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4" },
		{ "\x40\x41\x42\x43", 4, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef" },
		{ "\x50\x51\x52\x53\x54\x55\x56\x57", 8, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c" },
		{ "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f", 16,
		  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328" },
	};
	struct merkle m = { 0 };
	struct merkle_hash nothing = merkle_root(&m), sha = of_hex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	assert_memory_equal(nothing.at, sha.at, sizeof sha.at);
	for (size_t i = 0; i < COUNT(known); i++) {
		struct merkle_hash leaf = merkle_leaf((struct slice){ known[i].leaf, known[i].n }, (struct bytes){ 0 }), want = of_hex(known[i].root);
		merkle_add(&m, &leaf);
		struct merkle_hash root = merkle_root(&m);
		assert_memory_equal(root.at, want.at, sizeof want.at);
	}
}

/* MTH of 2.1.1, word for word. */
static struct merkle_hash mth(const struct merkle_hash *leaf, uint64_t n)
{
	if (n == 1)
		return leaf[0];
	uint64_t k = 1;
	while (2 * k < n)
		k *= 2;
	struct merkle_hash left = mth(leaf, k), right = mth(leaf + k, n - k);
	return merkle_node(&left, &right);
}

static struct merkle_hash leaves[MANY];

static int make_leaves(void **state)
{
	(void)state;
	for (int i = 0; i < MANY; i++)
		leaves[i] = merkle_leaf((struct slice){ (const char *)&i, sizeof i }, (struct bytes){ (const uint8_t *)"more", 4 });
	return 0;
}

static void it_grows_as_the_definition_says(void **state)
{
	(void)state;
	struct arena a = { 0 };
	struct merkle m = { 0 }, again;
	for (uint64_t n = 1; n <= MANY; n++) {
		merkle_add(&m, &leaves[n - 1]);
		struct merkle_hash root = merkle_root(&m), want = mth(leaves, n);
		assert_memory_equal(root.at, want.at, sizeof want.at);
		struct bytes b = merkle_bytes(&a, &m);
		assert_true(merkle_from(b, n, &again));
		root = merkle_root(&again);
		assert_memory_equal(root.at, want.at, sizeof want.at);
		assert_false(merkle_from((struct bytes){ b.at, b.n - 1 }, n, &again));
	}
	arena_end(&a);
}

static size_t hashes_of(const struct merkle_span *span, size_t n, struct merkle_hash *to)
{
	for (size_t i = 0; i < n; i++)
		to[i] = mth(leaves + span[i].from, span[i].to - span[i].from);
	return n;
}

static void a_leaf_proves_that_it_is_there_and_nothing_else_does(void **state)
{
	(void)state;
	struct merkle_span span[MERKLE_DEEP];
	struct merkle_hash proof[MERKLE_DEEP];
	for (uint64_t n = 1; n <= MANY; n++) {
		struct merkle_hash root = mth(leaves, n);
		for (uint64_t leaf = 0; leaf < n; leaf++) {
			size_t k = hashes_of(span, merkle_path(leaf, n, span), proof);
			assert_true(merkle_path_right(leaf, n, &leaves[leaf], k, proof, &root));
			assert_false(merkle_path_right(leaf, n, &leaves[(leaf + 1) % MANY], k, proof, &root));
			assert_false(merkle_path_right(n, n, &leaves[leaf], k, proof, &root));
			if (k)
				assert_false(merkle_path_right(leaf, n, &leaves[leaf], k - 1, proof, &root));
			proof[k] = root;
			assert_false(merkle_path_right(leaf, n, &leaves[leaf], k + 1, proof, &root));
			for (size_t bit = 0; bit < 8 * k * MERKLE_BYTES; bit += 37) {
				proof[bit / 8 / MERKLE_BYTES].at[bit / 8 % MERKLE_BYTES] ^= (uint8_t)(1 << bit % 8);
				assert_false(merkle_path_right(leaf, n, &leaves[leaf], k, proof, &root));
				proof[bit / 8 / MERKLE_BYTES].at[bit / 8 % MERKLE_BYTES] ^= (uint8_t)(1 << bit % 8);
			}
		}
	}
}

static void a_larger_tree_proves_that_it_begins_with_a_smaller_one(void **state)
{
	(void)state;
	struct merkle_span span[MERKLE_DEEP + 1];
	struct merkle_hash proof[MERKLE_DEEP + 2];
	for (uint64_t n = 1; n <= MANY; n++)
		for (uint64_t first = 1; first <= n; first++) {
			struct merkle_hash was = mth(leaves, first), root = mth(leaves, n), other = mth(leaves, first % n + 1);
			size_t k = hashes_of(span, merkle_since(first, n, span), proof);
			assert_true(merkle_since_right(first, n, &was, k, proof, &root));
			assert_false(merkle_since_right(0, n, &was, k, proof, &root));
			assert_false(merkle_since_right(n + 1, n, &was, k, proof, &root));
			if (memcmp(&other, &was, sizeof was) != 0)
				assert_false(merkle_since_right(first, n, &other, k, proof, &root));
			if (k)
				assert_false(merkle_since_right(first, n, &was, k - 1, proof, &root));
			proof[k] = root;
			assert_false(merkle_since_right(first, n, &was, k + 1, proof, &root));
			for (size_t bit = 0; bit < 8 * k * MERKLE_BYTES; bit += 37) {
				proof[bit / 8 / MERKLE_BYTES].at[bit / 8 % MERKLE_BYTES] ^= (uint8_t)(1 << bit % 8);
				assert_false(merkle_since_right(first, n, &was, k, proof, &root));
				proof[bit / 8 / MERKLE_BYTES].at[bit / 8 % MERKLE_BYTES] ^= (uint8_t)(1 << bit % 8);
			}
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_known_roots_come_out),
		cmocka_unit_test(it_grows_as_the_definition_says),
		cmocka_unit_test(a_leaf_proves_that_it_is_there_and_nothing_else_does),
		cmocka_unit_test(a_larger_tree_proves_that_it_begins_with_a_smaller_one),
	};
	return cmocka_run_group_tests(tests, make_leaves, NULL);
}

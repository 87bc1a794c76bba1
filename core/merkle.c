/* The arithmetic of RFC 9162's trees: growing, roots, and the two proofs.  Keeps no leaf. */
#include <sodium.h>
#include "core.h"
#include "merkle.h"

struct merkle_hash merkle_leaf(struct slice entry, struct bytes more)
{
	struct merkle_hash h;
	crypto_hash_sha256_state s;
	crypto_hash_sha256_init(&s);
	crypto_hash_sha256_update(&s, (const uint8_t[]){ 0 }, 1);
	crypto_hash_sha256_update(&s, (const uint8_t *)entry.at, entry.n);
	crypto_hash_sha256_update(&s, more.at, more.n);
	crypto_hash_sha256_final(&s, h.at);
	return h;
}

struct merkle_hash merkle_node(const struct merkle_hash *left, const struct merkle_hash *right)
{
	struct merkle_hash h;
	crypto_hash_sha256_state s;
	crypto_hash_sha256_init(&s);
	crypto_hash_sha256_update(&s, (const uint8_t[]){ 1 }, 1);
	crypto_hash_sha256_update(&s, left->at, sizeof left->at);
	crypto_hash_sha256_update(&s, right->at, sizeof right->at);
	crypto_hash_sha256_final(&s, h.at);
	return h;
}

/* ---- growing ---- */

/* As a number is counted up in twos: two halves of one size become one of the next. */
void merkle_add(struct merkle *m, const struct merkle_hash *leaf)
{
	struct merkle_hash h = *leaf;
	int k = 0;
	for (; m->n >> k & 1; k++)
		h = merkle_node(&m->peak[k], &h);
	m->peak[k] = h;
	m->n++;
}

struct merkle_hash merkle_root(const struct merkle *m)
{
	struct merkle_hash h;
	bool any = false;
	if (m->n == 0)
		crypto_hash_sha256(h.at, NULL, 0);
	for (int k = 0; k < MERKLE_DEEP; k++)
		if (m->n >> k & 1) {
			h = any ? merkle_node(&m->peak[k], &h) : m->peak[k];
			any = true;
		}
	return h;
}

struct bytes merkle_bytes(struct arena *a, const struct merkle *m)
{
	uint8_t *at = arena_take(a, MERKLE_DEEP * MERKLE_BYTES);
	size_t n = 0;
	for (int k = MERKLE_DEEP - 1; k >= 0; k--)
		if (m->n >> k & 1) {
			memcpy(at + n, m->peak[k].at, MERKLE_BYTES);
			n += MERKLE_BYTES;
		}
	return (struct bytes){ at, n };
}

bool merkle_from(struct bytes b, uint64_t n, struct merkle *ret)
{
	size_t at = 0;
	if (b.n != (size_t)__builtin_popcountll(n) * MERKLE_BYTES)
		return false;
	*ret = (struct merkle){ .n = n };
	for (int k = MERKLE_DEEP - 1; k >= 0; k--)
		if (n >> k & 1) {
			memcpy(ret->peak[k].at, b.at + at, MERKLE_BYTES);
			at += MERKLE_BYTES;
		}
	return true;
}

/* ---- which runs a proof is made of ---- */

/* The largest power of two below n; n is at least 2. */
static uint64_t left_half(uint64_t n)
{
	return UINT64_C(1) << (63 - __builtin_clzll(n - 1));
}

static void turn_round(struct merkle_span *s, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		struct merkle_span x = s[i];
		s[i] = s[n - 1 - i];
		s[n - 1 - i] = x;
	}
}

/* Both go down from the root, and so find the runs farthest first. */
size_t merkle_path(uint64_t leaf, uint64_t n, struct merkle_span ret[MERKLE_DEEP])
{
	uint64_t from = 0, to = n;
	size_t found = 0;
	while (to - from > 1) {
		uint64_t middle = from + left_half(to - from);
		if (leaf < middle) {
			ret[found++] = (struct merkle_span){ middle, to };
			to = middle;
		} else {
			ret[found++] = (struct merkle_span){ from, middle };
			from = middle;
		}
	}
	turn_round(ret, found);
	return found;
}

size_t merkle_since(uint64_t first, uint64_t n, struct merkle_span ret[MERKLE_DEEP + 1])
{
	uint64_t from = 0, to = n;
	bool known = true;              /* the run is a beginning of the whole: who asks has its root */
	size_t found = 0;
	while (first < to) {
		uint64_t middle = from + left_half(to - from);
		if (first <= middle) {
			ret[found++] = (struct merkle_span){ middle, to };
			to = middle;
		} else {
			ret[found++] = (struct merkle_span){ from, middle };
			from = middle;
			known = false;
		}
	}
	if (!known)
		ret[found++] = (struct merkle_span){ from, to };
	turn_round(ret, found);
	return found;
}

/* ---- checking ---- */

static bool same(const struct merkle_hash *a, const struct merkle_hash *b)
{
	return memcmp(a->at, b->at, MERKLE_BYTES) == 0;
}

bool merkle_path_right(uint64_t leaf, uint64_t n, const struct merkle_hash *hash, size_t n_proof, const struct merkle_hash *proof,
		       const struct merkle_hash *root)
{
	if (leaf >= n)
		return false;
	uint64_t fn = leaf, sn = n - 1;
	struct merkle_hash r = *hash;
	for (size_t i = 0; i < n_proof; i++) {
		if (sn == 0)
			return false;
		if (fn & 1 || fn == sn) {
			r = merkle_node(&proof[i], &r);
			while (!(fn & 1) && fn) {
				fn >>= 1;
				sn >>= 1;
			}
		} else {
			r = merkle_node(&r, &proof[i]);
		}
		fn >>= 1;
		sn >>= 1;
	}
	return sn == 0 && same(&r, root);
}

/* 2.1.4.2, steps 4 to 6; the first of the proof is where both begin. */
static bool since_right(uint64_t fn, uint64_t sn, size_t n, const struct merkle_hash *proof, const struct merkle_hash *first_root,
			const struct merkle_hash *root)
{
	while (fn & 1) {
		fn >>= 1;
		sn >>= 1;
	}
	struct merkle_hash fr = proof[0], sr = proof[0];
	for (size_t i = 1; i < n; i++) {
		if (sn == 0)
			return false;
		if (fn & 1 || fn == sn) {
			fr = merkle_node(&proof[i], &fr);
			sr = merkle_node(&proof[i], &sr);
			while (!(fn & 1) && fn) {
				fn >>= 1;
				sn >>= 1;
			}
		} else {
			sr = merkle_node(&sr, &proof[i]);
		}
		fn >>= 1;
		sn >>= 1;
	}
	return sn == 0 && same(&fr, first_root) && same(&sr, root);
}

bool merkle_since_right(uint64_t first, uint64_t n, const struct merkle_hash *first_root, size_t n_proof,
			const struct merkle_hash *proof, const struct merkle_hash *root)
{
	struct merkle_hash all[MERKLE_DEEP + 2];
	if (first == 0 || first > n || n_proof > MERKLE_DEEP + 1)
		return false;
	if (first == n)
		return n_proof == 0 && same(first_root, root);
	if (n_proof == 0)
		return false;
	bool whole = (first & (first - 1)) == 0;        /* a power of two: its root is the first of the proof */
	if (whole)
		all[0] = *first_root;
	memcpy(all + whole, proof, n_proof * sizeof *all);
	return since_right(first - 1, n - 1, n_proof + whole, all, first_root, root);
}

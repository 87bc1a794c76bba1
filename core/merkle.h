/* Merkle trees as in RFC 9162, chapter 2: SHA-256, a leaf is hashed behind a byte 0, a node behind a byte 1.  Whoever holds
 * one root can tell whether anything below it was changed, and whether a larger tree still begins with it.  Knows bytes
 * and hashes; what a leaf means, and where leaves are kept, is left to those who have them. */
#pragma once
#include "db.h"

enum { MERKLE_BYTES = 32, MERKLE_DEEP = 64 };
struct merkle_hash { uint8_t at[MERKLE_BYTES]; };

/* entry, then more (may be empty), in one leaf. */
struct merkle_hash merkle_leaf(struct slice entry, struct bytes more);
struct merkle_hash merkle_node(const struct merkle_hash *left, const struct merkle_hash *right);

/* A tree that only grows: of each full half, its top; peak[k] stands over 2^k leaves when bit k of n is set. */
struct merkle { uint64_t n; struct merkle_hash peak[MERKLE_DEEP]; };
void merkle_add(struct merkle *m, const struct merkle_hash *leaf);
/* The root over all leaves so far; of none, the hash of nothing. */
struct merkle_hash merkle_root(const struct merkle *m);
/* All of it as bytes, the largest half first, and back; false: not as long as n leaves make it. */
struct bytes merkle_bytes(struct arena *a, const struct merkle *m);
bool merkle_from(struct bytes b, uint64_t n, struct merkle *ret) MUST_USE;

/* A proof is a list of roots over runs of leaves, from..to-1, nearest first; these say which runs.  Both answer how many.
 * merkle_path: that `leaf` is in the tree of n leaves (leaf < n).  merkle_since: that the tree of n leaves begins with the
 * one of `first` (1 to n). */
struct merkle_span { uint64_t from, to; };
size_t merkle_path(uint64_t leaf, uint64_t n, struct merkle_span ret[MERKLE_DEEP]);
size_t merkle_since(uint64_t first, uint64_t n, struct merkle_span ret[MERKLE_DEEP + 1]);

/* The checks of 2.1.3.2 and 2.1.4.2, by hashes alone. */
bool merkle_path_right(uint64_t leaf, uint64_t n, const struct merkle_hash *hash, size_t n_proof, const struct merkle_hash *proof,
		       const struct merkle_hash *root) MUST_USE;
bool merkle_since_right(uint64_t first, uint64_t n, const struct merkle_hash *first_root, size_t n_proof,
			const struct merkle_hash *proof, const struct merkle_hash *root) MUST_USE;

/* Heads: one line that stands for the whole log at one moment, signed.  Whoever keeps one outside can tell later whether
 * anything before it was changed.  Knows the key; what is done with a head is left to the commands. */
#include <inttypes.h>
#include <sodium.h>
#include "audit.h"
#include "queries.h"

static const char prefix[] = "kith-log-head 1";

const char *hex_of(struct arena *a, const uint8_t *at, size_t n)
{
	char *hex = arena_take(a, 2 * n + 1);
	sodium_bin2hex(hex, 2 * n + 1, at, n);
	return hex;
}

/* Small letters only, so that there is one way to write it. */
bool hex_read(struct slice s, uint8_t *to, size_t n)
{
	if (s.n != 2 * n)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.at[i];
		int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
		if (digit < 0)
			return false;
		to[i / 2] = (uint8_t)(i % 2 ? to[i / 2] << 4 | digit : digit);
	}
	return true;
}

/* What is signed. */
static const char *unsigned_text(struct arena *a, const struct log_head *h)
{
	return arena_printf(a, "%s %" PRId64 " %" PRId64 " %s %s", prefix, h->size, h->at, hex_of(a, h->root.at, sizeof h->root.at),
			    hex_of(a, h->key, sizeof h->key));
}

const char *head_text(struct arena *a, const struct log_head *h)
{
	return arena_printf(a, "%s %s", unsigned_text(a, h), hex_of(a, h->signature, sizeof h->signature));
}

struct slice head_word(struct slice *rest)
{
	const char *end = rest->n ? memchr(rest->at, ' ', rest->n) : NULL;
	struct slice w = { rest->at, end ? (size_t)(end - rest->at) : rest->n };
	size_t taken = w.n + (end ? 1 : 0);
	*rest = (struct slice){ rest->at + taken, rest->n - taken };
	return w;
}

bool head_read(struct arena *a, struct slice line, struct log_head *ret)
{
	struct slice rest = line;
	head_word(&rest);
	head_word(&rest);
	bool well = str_int(head_word(&rest), 0, INT64_MAX, &ret->size) && str_int(head_word(&rest), 0, INT64_MAX, &ret->at) &&
		hex_read(head_word(&rest), ret->root.at, sizeof ret->root.at) && hex_read(head_word(&rest), ret->key, sizeof ret->key) &&
		hex_read(head_word(&rest), ret->signature, sizeof ret->signature);
	if (!well)
		return false;
	const char *again = head_text(a, ret), *said = unsigned_text(a, ret);
	return slice_same(line, (struct slice){ again, strlen(again) }) &&
	       crypto_sign_verify_detached(ret->signature, (const uint8_t *)said, strlen(said), ret->key) == 0;
}

bool log_next_line(struct slice *rest, struct slice *ret)
{
	const char *end = rest->n ? memchr(rest->at, '\n', rest->n) : NULL;
	if (!end)
		return false;
	*ret = (struct slice){ rest->at, (size_t)(end - rest->at) };
	*rest = (struct slice){ end + 1, rest->n - ret->n - 1 };
	return true;
}

bool head_same(const struct log_head *x, const struct log_head *y)
{
	return x->size == y->size && memcmp(x->root.at, y->root.at, MERKLE_BYTES) == 0;
}

struct slice head_last_line(struct slice text)
{
	if (text.n && text.at[text.n - 1] == '\n')
		text.n--;
	const char *before = text.n ? memrchr(text.at, '\n', text.n) : NULL;
	return before ? (struct slice){ before + 1, text.n - (size_t)(before + 1 - text.at) } : text;
}

/* ---- the key ---- */

/* Made when a head is first asked for, by the system's own chance. */
static enum status key_make(struct req *r, uint8_t seed[crypto_sign_SEEDBYTES])
{
	randombytes_buf(seed, crypto_sign_SEEDBYTES);
	return log_key_add(r, "head", hex_of(&r->arena, seed, crypto_sign_SEEDBYTES), r->now, NULL);
}

static enum status key(struct req *r, uint8_t public[crypto_sign_PUBLICKEYBYTES], uint8_t secret[crypto_sign_SECRETKEYBYTES])
{
	struct log_key_get k;
	uint8_t seed[crypto_sign_SEEDBYTES];
	enum status st = log_key_get(r, "head", &k);
	if (st == MISSING)
		st = key_make(r, seed);
	else if (st == OK && !(k.seed && hex_read((struct slice){ k.seed, strlen(k.seed) }, seed, sizeof seed)))
		st = BROKEN;
	if (st == OK)
		crypto_sign_seed_keypair(public, secret, seed);
	sodium_memzero(seed, sizeof seed);
	return st;
}

enum status head_make(struct req *r, int64_t at, struct log_head *ret)
{
	struct merkle tree;
	uint8_t secret[crypto_sign_SECRETKEYBYTES];
	TRY(log_tree(r, &tree));
	*ret = (struct log_head){ .size = (int64_t)tree.n, .at = at, .root = merkle_root(&tree) };
	TRY(key(r, ret->key, secret));
	const char *said = unsigned_text(&r->arena, ret);
	crypto_sign_detached(ret->signature, NULL, (const uint8_t *)said, strlen(said), secret);
	sodium_memzero(secret, sizeof secret);
	return OK;
}

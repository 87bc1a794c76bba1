/* Passwords: Argon2id over a keyed hash of what was typed, so that a stolen table without the master key is of no use.
 * Slow on purpose; who may ask how often is left to the server. */
#include <sodium.h>
#include <uninorm.h>
#include <unistr.h>
#include "core.h"
#include "house.h"
#include "seal_inside.h"

/* The least that is ever used: by tests.  What an operator may set begins at USUAL_KIB (server/config.c; OWASP, Password Storage). */
enum { PASSES = 2, LEAST_KIB = 8192, USUAL_KIB = 19456, TYPED_MAX = 1024, PEPPERED = 32 };

static size_t memory(const struct req *r)
{
	int64_t kib = r->house ? r->house->password_memory_kib : USUAL_KIB;
	return (size_t)(kib < LEAST_KIB ? LEAST_KIB : kib) * 1024;
}

/* One person's é is one code point and another's two: NFKC makes them the same before anything is hashed.  False: longer
 * than any password may be, or not Unicode. */
static bool peppered(struct req *r, const char *password, uint8_t ret[PEPPERED])
{
	size_t typed = strlen(password), n = 0;
	if (typed > TYPED_MAX || u8_check((const uint8_t *)password, typed))
		return false;
	uint8_t *same = u8_normalize(UNINORM_NFKC, (const uint8_t *)password, typed, NULL, &n);
	if (!same)
		return false;
	crypto_generichash(ret, PEPPERED, same, n, seal_master_here(r)->pepper, SEAL_KEY_BYTES);
	sodium_memzero(same, n);
	free(same);
	return true;
}

enum status password_hash(struct req *r, const char *password, const char **ret)
{
	uint8_t with[PEPPERED];
	char *hash = arena_take(&r->arena, crypto_pwhash_STRBYTES);
	if (!peppered(r, password, with))
		return INVALID;
	int bad = crypto_pwhash_str_alg(hash, (const char *)with, sizeof with, PASSES, memory(r), crypto_pwhash_ALG_ARGON2ID13);
	sodium_memzero(with, sizeof with);
	if (bad)
		return BUSY;            /* there was not enough memory just now */
	*ret = hash;
	return OK;
}

/* The number behind "m=" or "t=" of "$argon2id$v=19$m=19456,t=2,p=1$…"; 0: there is none. */
static int64_t cost(const char *hash, const char *name)
{
	const char *at = strstr(hash, name);
	int64_t n = 0;
	if (!at)
		return 0;
	at += strlen(name);
	return str_int((struct slice){ at, strspn(at, "0123456789") }, 0, INT64_MAX, &n) ? n : 0;
}

bool password_weaker(struct req *r, const char *hash)
{
	if (crypto_pwhash_str_needs_rehash(hash, PASSES, memory(r)) == 0)
		return false;
	/* other costs, but who hashed with more keeps it when less is set */
	return cost(hash, "$m=") * 1024 < (int64_t)memory(r) || cost(hash, ",t=") < PASSES;
}

bool password_right(struct req *r, const char *password, const char *hash)
{
	uint8_t with[PEPPERED], salt[crypto_pwhash_SALTBYTES], out[32];
	bool usable = peppered(r, password, with), right = false;
	if (!usable)
		sodium_memzero(with, sizeof with);
	if (hash) {
		right = crypto_pwhash_str_verify(hash, (const char *)with, sizeof with) == 0 && usable;
	} else {
		/* Nobody of that name: the same work, so that the clock does not tell. */
		randombytes_buf(salt, sizeof salt);
		if (crypto_pwhash(out, sizeof out, (const char *)with, sizeof with, salt, PASSES, memory(r), crypto_pwhash_ALG_ARGON2ID13) != 0)
			right = false;
		sodium_memzero(out, sizeof out);
	}
	sodium_memzero(with, sizeof with);
	return right;
}

/* A device for the tests: makes passkeys and signs with them as WebAuthn says, and lies where a test tells it to. */
#pragma once
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/core_names.h>
#include "inside.h"
#include "harness.h"

enum { PRESENT = 1, VERIFIED = 4, MAY_SYNC = 8, SYNCED = 16, FRESH = 64, MORE = 128 };

struct device {
	EVP_PKEY *key;
	bool rsa;
	const char *id;                 /* of the credential: its bytes as text */
	uint32_t counter;
	uint8_t flags;
	const char *host, *origin, *more;   /* more: further members of what the browser says */
	int alg;                        /* as COSE names it: NO_ALG for the right one */
	bool off_curve, flip;           /* flip: one bit of the signature */
};

struct text { char at[8192]; size_t n; };

static inline void put(struct text *t, const void *at, size_t n)
{
	assert_true(t->n + n <= sizeof t->at);
	memcpy(t->at + t->n, at, n);
	t->n += n;
}
static inline void put_byte(struct text *t, unsigned b) { uint8_t one = (uint8_t)b; put(t, &one, 1); }

/* A CBOR head: RFC 8949, 3. */
static inline void head(struct text *t, unsigned major, uint64_t n)
{
	if (n < 24) {
		put_byte(t, major << 5 | (unsigned)n);
	} else if (n < 256) {
		put_byte(t, major << 5 | 24);
		put_byte(t, (unsigned)n);
	} else {
		put_byte(t, major << 5 | 25);
		put_byte(t, (unsigned)(n >> 8));
		put_byte(t, (unsigned)(n & 255));
	}
}
static inline void number(struct text *t, int n) { head(t, n < 0, (uint64_t)(n < 0 ? -1 - n : n)); }
static inline void bytes_of(struct text *t, const void *at, size_t n) { head(t, 2, n); put(t, at, n); }
static inline void text_of(struct text *t, const char *s) { head(t, 3, strlen(s)); put(t, s, strlen(s)); }

static inline struct device device(const char *id, bool rsa)
{
	return (struct device){ .key = rsa ? EVP_RSA_gen(2048) : EVP_EC_gen("P-256"), .rsa = rsa, .id = id, .flags = PRESENT | VERIFIED,
		.host = "kith.test", .origin = "https://kith.test" };
}
static inline void device_end(struct device *d) { EVP_PKEY_free(d->key); }

static inline void big(const struct device *d, const char *name, struct text *to, size_t room)
{
	BIGNUM *n = NULL;
	uint8_t raw[512];
	assert_int_equal(EVP_PKEY_get_bn_param(d->key, name, &n), 1);
	if (!room)
		room = (size_t)BN_num_bytes(n);
	assert_int_equal(BN_bn2binpad(n, raw, (int)room), (int)room);
	BN_free(n);
	bytes_of(to, raw, room);
}

static inline void cose(const struct device *d, struct text *to)
{
	head(to, 5, d->rsa ? 4 : 5);
	number(to, 1), number(to, d->rsa ? 3 : 2);
	number(to, 3), number(to, d->alg ? d->alg : d->rsa ? -257 : -7);
	if (d->rsa) {
		number(to, -1), big(d, OSSL_PKEY_PARAM_RSA_N, to, 0);
		number(to, -2), big(d, OSSL_PKEY_PARAM_RSA_E, to, 0);
		return;
	}
	number(to, -1), number(to, 1);
	number(to, -2), big(d, OSSL_PKEY_PARAM_EC_PUB_X, to, 32);
	number(to, -3), big(d, OSSL_PKEY_PARAM_EC_PUB_Y, to, 32);
	if (d->off_curve)
		to->at[to->n - 1] ^= 1;
}

static inline void state_of(const struct device *d, bool fresh, struct text *to)
{
	uint8_t hash[32];
	assert_true(passkey_hash((struct slice){ d->host, strlen(d->host) }, hash));
	put(to, hash, sizeof hash);
	put_byte(to, (fresh ? d->flags ^ FRESH : d->flags));
	for (int k = 24; k >= 0; k -= 8)
		put_byte(to, d->counter >> k & 255);
	if (fresh) {
		static const uint8_t model[16] = { 0 };
		put(to, model, sizeof model);
		put_byte(to, (unsigned)(strlen(d->id) >> 8));
		put_byte(to, (unsigned)(strlen(d->id) & 255));
		put(to, d->id, strlen(d->id));
		cose(d, to);
	}
	if (d->flags & MORE)
		head(to, 5, 0);
}

static inline const char *coded(struct req *r, const void *at, size_t n) { return passkey_encode(&r->arena, (struct slice){ at, n }); }

static inline const char *said(struct req *r, const struct device *d, const char *type, const char *challenge)
{
	return arena_printf(&r->arena, "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false%s}", type,
			    coded(r, challenge, strlen(challenge)), d->origin, d->more ? d->more : "");
}

/* What POST /me/passkeys takes. */
struct made { const char *said, *attestation; };
static inline struct made make(struct req *r, const struct device *d, const char *type, const char *challenge)
{
	struct text state = { 0 }, all = { 0 };
	const char *json = said(r, d, type, challenge);
	state_of(d, true, &state);
	head(&all, 5, 3);
	text_of(&all, "fmt"), text_of(&all, "none");
	text_of(&all, "attStmt"), head(&all, 5, 0);
	text_of(&all, "authData"), bytes_of(&all, state.at, state.n);
	return (struct made){ coded(r, json, strlen(json)), coded(r, all.at, all.n) };
}

/* What POST /sign-in/passkey takes. */
struct answered { const char *credential, *said, *state, *signature; };
static inline struct answered answer(struct req *r, const struct device *d, const char *type, const char *challenge)
{
	struct text state = { 0 }, what = { 0 };
	const char *json = said(r, d, type, challenge);
	uint8_t hash[32], signature[512];
	size_t n = sizeof signature;
	state_of(d, false, &state);
	put(&what, state.at, state.n);
	assert_true(passkey_hash((struct slice){ json, strlen(json) }, hash));
	put(&what, hash, sizeof hash);
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	assert_int_equal(EVP_DigestSignInit(c, NULL, EVP_sha256(), NULL, d->key), 1);
	assert_int_equal(EVP_DigestSign(c, signature, &n, (uint8_t *)what.at, what.n), 1);
	EVP_MD_CTX_free(c);
	if (d->flip)
		signature[n / 2] ^= 4;
	return (struct answered){ coded(r, d->id, strlen(d->id)), coded(r, json, strlen(json)), coded(r, state.at, state.n),
		coded(r, signature, n) };
}

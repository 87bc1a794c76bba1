/* Blind signatures by OpenSSL's RSA: blinding against timing, Chinese remainders and PSS are its own.  Knows numbers; what
 * a signature is good for is left to callers. */
#include "blind.h"
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <sodium.h>
#include "banned.h"        /* after OpenSSL, whose headers use such names for parameters */

#define FREED_BY(f) __attribute__((cleanup(f)))
#define FREES(name, type, call) static void name(type **at) { call(*at); }
FREES(free_key, EVP_PKEY, EVP_PKEY_free)
FREES(free_context, EVP_PKEY_CTX, EVP_PKEY_CTX_free)
FREES(free_digest, EVP_MD_CTX, EVP_MD_CTX_free)
FREES(free_number, BIGNUM, BN_free)
FREES(free_build, OSSL_PARAM_BLD, OSSL_PARAM_BLD_free)
FREES(free_params, OSSL_PARAM, OSSL_PARAM_free)

enum { BASE64URL = sodium_base64_VARIANT_URLSAFE_NO_PADDING, EXPONENT = 65537, SALT_BYTES = 48 };

const char *blind_text(struct arena *a, struct bytes b)
{
	size_t room = sodium_base64_encoded_len(b.n, BASE64URL);
	return sodium_bin2base64(arena_take(a, room), room, b.at, b.n, BASE64URL);
}

struct bytes blind_bytes(struct arena *a, const char *text, size_t max)
{
	uint8_t *at = arena_take(a, max + 1);
	size_t n = 0;
	if (!text || sodium_base642bin(at, max, text, strlen(text), NULL, &n, NULL, BASE64URL) != 0)
		return (struct bytes){ NULL, 0 };
	return (struct bytes){ at, n };
}

const char *blind_fingerprint(struct arena *a, const char *modulus)
{
	uint8_t h[crypto_hash_sha256_BYTES];
	crypto_hash_sha256(h, (const uint8_t *)modulus, strlen(modulus));
	return arena_printf(a, "%02x%02x %02x%02x %02x%02x %02x%02x %02x%02x", h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7], h[8], h[9]);
}

/* ---- keys ---- */

static bool modulus_of(struct arena *a, const EVP_PKEY *key, struct bytes *ret)
{
	FREED_BY(free_number) BIGNUM *n = NULL;
	size_t size = (size_t)EVP_PKEY_get_size(key);
	uint8_t *at = arena_take(a, size);
	if (EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_N, &n) != 1 || BN_bn2binpad(n, at, (int)size) != (int)size)
		return false;
	*ret = (struct bytes){ at, size };
	return true;
}

bool blind_begin(void)
{
	enum { LEAST_BITS = 512 };      /* the least that OpenSSL makes: it signs nothing */
	FREED_BY(free_key) EVP_PKEY *key = EVP_RSA_gen(LEAST_BITS);
	EVP_MD *digest = EVP_MD_fetch(NULL, "SHA2-384", NULL);
	EVP_MD_free(digest);
	return key && digest;
}

bool blind_key_new(struct arena *a, struct bytes *ret_modulus, const char **ret_private)
{
	FREED_BY(free_key) EVP_PKEY *key = EVP_RSA_gen(BLIND_KEY_BYTES * 8);
	unsigned char *der = NULL;
	int n = key ? i2d_PrivateKey(key, &der) : -1;
	if (n <= 0 || !modulus_of(a, key, ret_modulus))
		return false;
	*ret_private = blind_text(a, (struct bytes){ der, (size_t)n });
	OPENSSL_clear_free(der, (size_t)n);
	return true;
}

static EVP_PKEY *private_of(struct arena *a, const char *text)
{
	enum { DER_MAX = 16 * BLIND_KEY_MAX };
	struct bytes der = blind_bytes(a, text, DER_MAX);
	const unsigned char *at = der.at;
	EVP_PKEY *key = at ? d2i_PrivateKey(EVP_PKEY_RSA, NULL, &at, (long)der.n) : NULL;
	if (at)
		sodium_memzero((void *)(uintptr_t)der.at, der.n);
	return key;
}

static EVP_PKEY *public_of(struct bytes modulus)
{
	FREED_BY(free_number) BIGNUM *n = BN_bin2bn(modulus.at, (int)modulus.n, NULL);
	FREED_BY(free_build) OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
	FREED_BY(free_params) OSSL_PARAM *params = NULL;
	FREED_BY(free_context) EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
	EVP_PKEY *key = NULL;
	if (!n || !build || !context || OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_N, n) != 1 ||
	    OSSL_PARAM_BLD_push_uint(build, OSSL_PKEY_PARAM_RSA_E, EXPONENT) != 1 || !(params = OSSL_PARAM_BLD_to_param(build)))
		return NULL;
	if (EVP_PKEY_fromdata_init(context) != 1 || EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, params) != 1)
		return NULL;
	return key;
}

/* ---- signing without seeing ---- */

/* RSASP1 or RSAVP1: the bare operation.  Input and output have the size of the modulus. */
static bool raw(EVP_PKEY *key, bool secret, const uint8_t *from, uint8_t *to, size_t size)
{
	FREED_BY(free_context) EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key, NULL);
	size_t n = size;
	if (!context || (secret ? EVP_PKEY_decrypt_init(context) : EVP_PKEY_encrypt_init(context)) != 1 ||
	    EVP_PKEY_CTX_set_rsa_padding(context, RSA_NO_PADDING) != 1)
		return false;
	return (secret ? EVP_PKEY_decrypt(context, to, &n, from, size) : EVP_PKEY_encrypt(context, to, &n, from, size)) == 1 && n == size;
}

bool blind_sign(struct arena *a, const char *private_key, struct bytes blinded, struct bytes *ret_signature)
{
	FREED_BY(free_key) EVP_PKEY *key = private_of(a, private_key);
	size_t size = key ? (size_t)EVP_PKEY_get_size(key) : 0;
	if (!size || size > BLIND_KEY_MAX || !blinded.at || blinded.n != size)
		return false;
	uint8_t *signature = arena_take(a, size), *back = arena_take(a, size);
	/* A fault while computing could give the key away: what comes back must be what came in. */
	if (!raw(key, true, blinded.at, signature, size) || !raw(key, false, signature, back, size) || memcmp(back, blinded.at, size) != 0)
		return false;
	*ret_signature = (struct bytes){ signature, size };
	return true;
}

bool blind_right(struct bytes modulus, struct bytes prepared, struct bytes signature)
{
	FREED_BY(free_key) EVP_PKEY *key = public_of(modulus);
	FREED_BY(free_digest) EVP_MD_CTX *digest = EVP_MD_CTX_new();
	EVP_PKEY_CTX *pss;      /* belongs to digest */
	if (!key || !digest || !prepared.at || !signature.at || signature.n != modulus.n)
		return false;
	if (EVP_DigestVerifyInit(digest, &pss, EVP_sha384(), NULL, key) != 1 || EVP_PKEY_CTX_set_rsa_padding(pss, RSA_PKCS1_PSS_PADDING) != 1 ||
	    EVP_PKEY_CTX_set_rsa_mgf1_md(pss, EVP_sha384()) != 1 || EVP_PKEY_CTX_set_rsa_pss_saltlen(pss, SALT_BYTES) != 1)
		return false;
	return EVP_DigestVerify(digest, signature.at, signature.n, prepared.at, prepared.n) == 1;
}

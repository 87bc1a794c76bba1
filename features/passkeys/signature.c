/* Signatures: ES256 and RS256.  The only file that knows OpenSSL: its libcrypto is in the program already, behind libcurl;
 * libfido2 checks the same, but brings the reading of USB devices into a server.  Takes no arena memory while the library
 * holds some: an arena that is full leaves by longjmp. */
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include "parse.h"

enum { POINT = 32 };

bool passkey_hash(struct slice bytes, uint8_t ret[PASSKEY_HASH_BYTES])
{
	return EVP_Digest(bytes.at, bytes.n, ret, NULL, EVP_sha256(), NULL) == 1;
}

static EVP_PKEY *key_of(const char *kind, OSSL_PARAM *params)
{
	EVP_PKEY *key = NULL;
	EVP_PKEY_CTX *c = EVP_PKEY_CTX_new_from_name(NULL, kind, NULL);
	if (!c || EVP_PKEY_fromdata_init(c) != 1 || EVP_PKEY_fromdata(c, &key, EVP_PKEY_PUBLIC_KEY, params) != 1)
		key = NULL;
	EVP_PKEY_CTX_free(c);
	return key;
}

static EVP_PKEY *ec_of(const struct passkey_key *k)
{
	uint8_t point[1 + 2 * POINT] = { 4 };   /* not compressed; SEC 1, 2.3.3 */
	char group[] = "P-256";
	memcpy(point + 1, k->first.at, POINT);
	memcpy(point + 1 + POINT, k->second.at, POINT);
	OSSL_PARAM params[] = {
		OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
		OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point),
		OSSL_PARAM_construct_end(),
	};
	return key_of("EC", params);
}

static EVP_PKEY *rsa_of(const struct passkey_key *k)
{
	EVP_PKEY *key = NULL;
	BIGNUM *n = BN_bin2bn((const uint8_t *)k->first.at, (int)k->first.n, NULL);
	BIGNUM *e = BN_bin2bn((const uint8_t *)k->second.at, (int)k->second.n, NULL);
	OSSL_PARAM_BLD *b = OSSL_PARAM_BLD_new();
	OSSL_PARAM *params = NULL;
	if (n && e && b && BN_is_odd(n) && BN_is_odd(e) && !BN_is_one(e) && BN_num_bits(n) >= 2048 &&
	    OSSL_PARAM_BLD_push_BN(b, OSSL_PKEY_PARAM_RSA_N, n) == 1 && OSSL_PARAM_BLD_push_BN(b, OSSL_PKEY_PARAM_RSA_E, e) == 1)
		params = OSSL_PARAM_BLD_to_param(b);
	if (params)
		key = key_of("RSA", params);
	OSSL_PARAM_free(params);
	OSSL_PARAM_BLD_free(b);
	BN_free(e);
	BN_free(n);
	return key;
}

bool passkey_key_right(const struct passkey_key *key)
{
	EVP_PKEY *k = key->rsa ? rsa_of(key) : ec_of(key);
	EVP_PKEY_free(k);
	return k != NULL;
}

bool passkey_signature_right(const struct passkey_key *key, struct slice what, struct slice signature)
{
	EVP_PKEY *k = key->rsa ? rsa_of(key) : ec_of(key);
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	/* RSA: PKCS #1 v1.5, the default; anything but 1, also a trouble inside, is no */
	bool right = k && c && EVP_DigestVerifyInit(c, NULL, EVP_sha256(), NULL, k) == 1 &&
		EVP_DigestVerify(c, (const uint8_t *)signature.at, signature.n, (const uint8_t *)what.at, what.n) == 1;
	EVP_MD_CTX_free(c);
	EVP_PKEY_free(k);
	return right;
}

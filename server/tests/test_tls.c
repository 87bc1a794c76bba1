/* What the list of TLS priorities allows, asked of GnuTLS itself, kind by kind: from outside a protocol that is too old is not
 * seen to be allowed as long as no cipher of its time is. */
#include "test.h"
#include "tls.h"
#define params gnutls_params            /* its headers have a union of this name */
#include <gnutls/gnutls.h>
#undef params

typedef int list_of(gnutls_priority_t all, const unsigned **ret);

static void is_just(list_of *list, const unsigned *wanted, int n)
{
	gnutls_priority_t all;
	const unsigned *at;
	assert_int_equal(gnutls_priority_init(&all, tls_priorities, NULL), 0);
	assert_int_equal(list(all, &at), n);
	for (int i = 0; i < n; i++)
		assert_int_equal(at[i], wanted[i]);
	gnutls_priority_deinit(all);
}
#define IS_JUST(list, ...) is_just((list), (const unsigned[]){ __VA_ARGS__ }, (int)COUNT(((const unsigned[]){ __VA_ARGS__ })))

static void only_the_two_newest_protocols(void **state)
{
	(void)state;
	IS_JUST(gnutls_priority_protocol_list, GNUTLS_TLS1_3, GNUTLS_TLS1_2);
}

static void only_keys_of_the_moment(void **state)
{
	(void)state;
	IS_JUST(gnutls_priority_kx_list, GNUTLS_KX_ECDHE_ECDSA, GNUTLS_KX_ECDHE_RSA);
	IS_JUST(gnutls_priority_group_list, GNUTLS_GROUP_X25519, GNUTLS_GROUP_SECP256R1, GNUTLS_GROUP_SECP384R1);
}

static void only_ciphers_that_authenticate(void **state)
{
	(void)state;
	IS_JUST(gnutls_priority_cipher_list, GNUTLS_CIPHER_AES_256_GCM, GNUTLS_CIPHER_CHACHA20_POLY1305, GNUTLS_CIPHER_AES_128_GCM);
	IS_JUST(gnutls_priority_mac_list, GNUTLS_MAC_AEAD);
}

static void no_signature_over_sha_1_or_md5(void **state)
{
	gnutls_priority_t all;
	const unsigned *at;
	(void)state;
	assert_int_equal(gnutls_priority_init(&all, tls_priorities, NULL), 0);
	int n = gnutls_priority_sign_list(all, &at);
	assert_true(n > 5);
	for (int i = 0; i < n; i++)
		assert_true(gnutls_sign_is_secure2((gnutls_sign_algorithm_t)at[i], GNUTLS_SIGN_FLAG_SECURE_FOR_CERTS) &&
			    gnutls_sign_get_hash_algorithm((gnutls_sign_algorithm_t)at[i]) != GNUTLS_DIG_SHA1);
	gnutls_priority_deinit(all);
}

RUN(TEST(only_the_two_newest_protocols), TEST(only_keys_of_the_moment), TEST(only_ciphers_that_authenticate), TEST(no_signature_over_sha_1_or_md5))

/* Blind signatures against the vectors of RFC 9474 (argument: tests/vectors/rfc9474.json), and what must be turned away. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <jansson.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <sodium.h>
#include <string.h>
#include <stdlib.h>
#include "blind.h"

static const char *vectors;
static struct arena arena;

static struct bytes hex(const json_t *v, const char *name)
{
	const char *text = json_string_value(json_object_get(v, name));
	assert_non_null(text);
	size_t n = strlen(text) / 2, got = 0;
	uint8_t *at = arena_take(&arena, n + 1);
	assert_int_equal(sodium_hex2bin(at, n + 1, text, strlen(text), NULL, &got, NULL), 0);
	assert_int_equal(got, n);
	return (struct bytes){ at, n };
}

/* The vector's private key as blind.c keeps keys: with what the Chinese remainder theorem wants, worked out here. */
static const char *private_key(const json_t *v)
{
	static const char *const names[] = { OSSL_PKEY_PARAM_RSA_N, OSSL_PKEY_PARAM_RSA_E, OSSL_PKEY_PARAM_RSA_D, OSSL_PKEY_PARAM_RSA_FACTOR1,
		OSSL_PKEY_PARAM_RSA_FACTOR2, OSSL_PKEY_PARAM_RSA_EXPONENT1, OSSL_PKEY_PARAM_RSA_EXPONENT2, OSSL_PKEY_PARAM_RSA_COEFFICIENT1 };
	static const char *const fields[] = { "n", "e", "d", "p", "q" };
	BIGNUM *b[8];
	BN_CTX *c = BN_CTX_new();
	for (int i = 0; i < 5; i++) {
		struct bytes x = hex(v, fields[i]);
		b[i] = BN_bin2bn(x.at, (int)x.n, NULL);
	}
	for (int i = 0; i < 2; i++) {
		BIGNUM *less = BN_dup(b[3 + i]);
		b[5 + i] = BN_new();
		BN_sub_word(less, 1);
		BN_mod(b[5 + i], b[2], less, c);
		BN_free(less);
	}
	b[7] = BN_mod_inverse(NULL, b[4], b[3], c);
	OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
	for (int i = 0; i < 8; i++)
		assert_int_equal(OSSL_PARAM_BLD_push_BN(build, names[i], b[i]), 1);
	OSSL_PARAM *params = OSSL_PARAM_BLD_to_param(build);
	EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
	EVP_PKEY *key = NULL;
	assert_int_equal(EVP_PKEY_fromdata_init(context), 1);
	assert_int_equal(EVP_PKEY_fromdata(context, &key, EVP_PKEY_KEYPAIR, params), 1);
	unsigned char *der = NULL;
	int n = i2d_PrivateKey(key, &der);
	assert_true(n > 0);
	const char *text = blind_text(&arena, (struct bytes){ der, (size_t)n });
	OPENSSL_free(der);
	EVP_PKEY_free(key);
	EVP_PKEY_CTX_free(context);
	OSSL_PARAM_free(params);
	OSSL_PARAM_BLD_free(build);
	BN_CTX_free(c);
	for (int i = 0; i < 8; i++)
		BN_free(b[i]);
	return text;
}

static void the_vectors_of_the_rfc_come_out(void **state)
{
	json_t *file = json_load_file(vectors, 0, NULL), *v;
	size_t i;
	(void)state;
	assert_non_null(file);
	assert_int_equal(json_array_size(json_object_get(file, "vectors")), 2);
	json_array_foreach(json_object_get(file, "vectors"), i, v) {
		struct bytes want = hex(v, "blind_sig"), sig = hex(v, "sig"), prepared = hex(v, "prepared_msg"), n = hex(v, "n"), got;
		assert_true(blind_sign(&arena, private_key(v), hex(v, "blinded_msg"), &got));
		assert_int_equal(got.n, want.n);
		assert_memory_equal(got.at, want.at, want.n);
		assert_true(blind_right(n, prepared, sig));
		uint8_t *s = (uint8_t *)(uintptr_t)sig.at, *m = (uint8_t *)(uintptr_t)prepared.at;
		s[i * 100] ^= 1;
		assert_false(blind_right(n, prepared, sig));
		s[i * 100] ^= 1;
		m[i] ^= 0x80;
		assert_false(blind_right(n, prepared, sig));
		m[i] ^= 0x80;
		assert_true(blind_right(n, prepared, sig));
	}
	json_decref(file);
}

static void a_new_key_signs_and_another_does_not_take_it(void **state)
{
	struct bytes n[2], s, back;
	const char *key[2];
	(void)state;
	for (int i = 0; i < 2; i++) {
		assert_true(blind_key_new(&arena, &n[i], &key[i]));
		assert_int_equal(n[i].n, BLIND_KEY_BYTES);
		assert_true(n[i].at[0] & 0x80);
	}
	uint8_t *blinded = arena_take(&arena, BLIND_KEY_BYTES);
	blinded[BLIND_KEY_BYTES - 1] = 2;
	assert_true(blind_sign(&arena, key[0], (struct bytes){ blinded, BLIND_KEY_BYTES }, &s));
	assert_true(blind_sign(&arena, key[1], (struct bytes){ blinded, BLIND_KEY_BYTES }, &back));
	assert_memory_not_equal(s.at, back.at, BLIND_KEY_BYTES);
	assert_false(blind_right(n[0], (struct bytes){ blinded, 32 }, s));      /* a bare signature is not one in PSS */
	assert_false(blind_sign(&arena, key[0], (struct bytes){ blinded, BLIND_KEY_BYTES - 1 }, &s));   /* too short */
	assert_false(blind_sign(&arena, key[0], n[0], &s));                     /* not below the modulus */
	assert_false(blind_sign(&arena, key[0], (struct bytes){ NULL, 0 }, &s));
	assert_false(blind_sign(&arena, "", (struct bytes){ blinded, BLIND_KEY_BYTES }, &s));
	assert_false(blind_sign(&arena, "no key", (struct bytes){ blinded, BLIND_KEY_BYTES }, &s));
}

static void text_of_bytes_is_strict(void **state)
{
	(void)state;
	const uint8_t b[] = { 0xfb, 0xff, 0x00 };
	assert_string_equal(blind_text(&arena, (struct bytes){ b, 3 }), "-_8A");
	assert_int_equal(blind_bytes(&arena, "-_8A", 3).n, 3);
	static const char *const wrong[] = { "+/8A", "-_8A=", "-_9", "-_8A ", "-", "-_8A-_8A" };
	for (size_t i = 0; i < COUNT(wrong); i++)
		assert_null(blind_bytes(&arena, wrong[i], 3).at);
	assert_null(blind_bytes(&arena, NULL, 3).at);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_vectors_of_the_rfc_come_out), cmocka_unit_test(a_new_key_signs_and_another_does_not_take_it),
		cmocka_unit_test(text_of_bytes_is_strict),
	};
	if (argc != 2)
		return 2;
	vectors = argv[1];
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_end(&arena);
	return failed;
}

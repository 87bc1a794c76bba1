/* Chance: ids, tokens and codes, from the system or, in tests and the demo, from a seed.  Keys and nonces of
 * sealed values are none of its business: they always come from the system. */
#include <sodium.h>
#include "core.h"

struct random_source {
	uint8_t key[crypto_stream_chacha20_KEYBYTES];
	uint64_t next;
};

struct random_source *random_seeded(struct arena *a, uint64_t seed)
{
	struct random_source *s = ARENA_NEW(a, struct random_source);
	crypto_generichash(s->key, sizeof s->key, (const uint8_t *)&seed, sizeof seed, NULL, 0);
	return s;
}

void random_bytes(struct req *r, void *to, size_t n)
{
	if (!r->random) {
		randombytes_buf(to, n);
		return;
	}
	uint8_t nonce[crypto_stream_chacha20_NONCEBYTES];
	_Static_assert(sizeof nonce == sizeof r->random->next, "each call has a stream of its own");
	memcpy(nonce, &r->random->next, sizeof nonce);
	r->random->next++;
	crypto_stream_chacha20(to, n, nonce, r->random->key);
}

uint32_t random_below(struct req *r, uint32_t below)
{
	uint32_t x, uneven = -below % below;    /* how many of the 2^32 values would favour the small numbers */
	do
		random_bytes(r, &x, sizeof x);
	while (x < uneven);
	return x % below;
}

/* ---- ids ---- */

/* Crockford's base 32: without I, L, O, U. */
static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";
enum { ID_CHARS = 26, ID_BYTES = 16, CODE_CHARS = 16, CODE_BYTES = 10, CODE_GROUP = 4 };

/* Big end first; a last group of fewer than five bits stands in front. */
static void base32(const uint8_t *from, size_t n, char *to, size_t n_to)
{
	for (size_t i = 0; i < n_to; i++) {
		size_t end = 5 * (n_to - i);            /* bits of this letter: end-5 .. end-1, counted from the last */
		unsigned v = 0;
		for (size_t bit = end; bit-- > end - 5; )
			v = v << 1 | (bit < 8 * n ? from[n - 1 - bit / 8] >> (bit % 8) & 1 : 0);
		to[i] = letters[v];
	}
}

const char *id_new(struct req *r)
{
	uint8_t bytes[ID_BYTES];
	char *id = arena_take(&r->arena, ID_CHARS + 1);
	random_bytes(r, bytes, sizeof bytes);
	base32(bytes, sizeof bytes, id, ID_CHARS);
	return id;
}

const char *id_of(struct req *r, struct bytes hash)
{
	char *id = arena_take(&r->arena, ID_CHARS + 1);
	base32(hash.at, ID_BYTES, id, ID_CHARS);
	return id;
}

bool id_looks_right(struct slice s)
{
	if (s.n != ID_CHARS || s.at[0] < '0' || s.at[0] > '7')
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!s.at[i] || !strchr(letters, s.at[i]))
			return false;
	return true;
}

/* ---- tokens and codes ---- */

const char *token_new(struct req *r)
{
	uint8_t bytes[32];
	char *token = arena_take(&r->arena, SEAL_TOKEN_CHARS + 1);
	random_bytes(r, bytes, sizeof bytes);
	sodium_bin2base64(token, SEAL_TOKEN_CHARS + 1, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	sodium_memzero(bytes, sizeof bytes);
	return token;
}

static const char *grouped(struct req *r, const char plain[CODE_CHARS])
{
	char *code = arena_take(&r->arena, CODE_CHARS + CODE_CHARS / CODE_GROUP);
	size_t n = 0;
	for (size_t i = 0; i < CODE_CHARS; i++) {
		if (i && i % CODE_GROUP == 0)
			code[n++] = '-';
		code[n++] = plain[i] >= 'a' ? (char)(plain[i] - 'a' + 'A') : plain[i];
	}
	return code;
}

const char *code_new(struct req *r)
{
	uint8_t bytes[CODE_BYTES];
	char plain[CODE_CHARS];
	random_bytes(r, bytes, sizeof bytes);
	base32(bytes, sizeof bytes, plain, sizeof plain);
	return grouped(r, plain);
}

/* What a hand or a keyboard makes of a letter that is not in the alphabet. */
static char likely(char c)
{
	c = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	switch (c) {
	case 'o':
		return '0';
	case 'i':
	case 'l':
		return '1';
	case 'u':
		return 'v';
	default:
		return c;
	}
}

/* How many bytes stand here that only part a code or hold it together: blanks, dashes of every length, what telephones put
 * around copied text. */
static size_t between(const char *s)
{
	uint32_t c = 0;
	if (strchr(" \t\r\n-_.", *s))
		return 1;
	size_t n = str_point((struct slice){ s, strlen(s) }, &c);
	return c == 0xa0 || c == 0xad || (c >= 0x2000 && c <= 0x206f) || c == 0x2212 || c == 0xfeff ? n : 0;
}

const char *code_clean(struct req *r, const char *typed)
{
	char plain[CODE_CHARS];
	size_t n = 0, skip;
	for (; *typed; typed++) {
		if ((skip = between(typed)) > 0) {
			typed += skip - 1;
			continue;
		}
		char c = likely(*typed);
		if (n == CODE_CHARS || !strchr(letters, c))
			return NULL;
		plain[n++] = c;
	}
	return n == CODE_CHARS ? grouped(r, plain) : NULL;
}

/* Sealed values: a box of XChaCha20-Poly1305 under the key of its owner, bound to its place and row; the master key and
 * what is drawn from it.  Leaves owners' keys to seal_keys.c, where a master key comes from to seal_source.c and passwords
 * to seal_password.c. */
#include <sodium.h>
#include "core.h"
#include "house.h"
#include "seal_inside.h"

enum { VERSION = 1, NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES };
_Static_assert(SEAL_BOX_MORE == 1 + NONCE + TAG, "a box is version, nonce, text and tag");
_Static_assert(SEAL_KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES && SEAL_KEY_BYTES == crypto_kdf_KEYBYTES, "one size of keys");

/* ---- the box ---- */

/* place 0 owner 0 row: none of the three holds a NUL, so no two spots give the same bytes. */
static struct bytes bound(struct arena *a, struct seal_spot spot)
{
	size_t place = strlen(spot.place), owner = strlen(spot.owner), row = strlen(spot.row);
	char *s = arena_take(a, place + owner + row + 2);
	memcpy(s, spot.place, place);
	memcpy(s + place + 1, spot.owner, owner);
	memcpy(s + place + 1 + owner + 1, spot.row, row);
	return (struct bytes){ (uint8_t *)s, place + owner + row + 2 };
}

struct bytes seal_box(struct arena *a, const uint8_t key[SEAL_KEY_BYTES], struct seal_spot spot, const void *clear, size_t n)
{
	struct bytes with = bound(a, spot);
	uint8_t *box = arena_take(a, n + SEAL_BOX_MORE);
	box[0] = VERSION;
	randombytes_buf(box + 1, NONCE);        /* never from a seeded source: a nonce must not come twice */
	crypto_aead_xchacha20poly1305_ietf_encrypt(box + 1 + NONCE, NULL, clear, n, with.at, with.n, NULL, box + 1, key);
	return (struct bytes){ box, n + SEAL_BOX_MORE };
}

bool seal_unbox(struct arena *a, const uint8_t key[SEAL_KEY_BYTES], struct seal_spot spot, struct bytes box, uint8_t *clear)
{
	if (box.n < SEAL_BOX_MORE || box.at[0] != VERSION)
		return false;
	struct bytes with = bound(a, spot);
	return crypto_aead_xchacha20poly1305_ietf_decrypt(clear, NULL, NULL, box.at + 1 + NONCE, box.n - 1 - NONCE,
		with.at, with.n, box.at + 1, key) == 0;
}

/* ---- values ---- */

enum status seal_close_bytes(struct req *r, const char *place, const char *owner, const char *row, struct bytes clear, struct bytes *ret)
{
	uint8_t key[SEAL_KEY_BYTES];
	if (!owner || !row)
		return db_say(r->db, BROKEN, "a value of %s without an owner or a row", place);
	TRY(seal_key_of(r, owner, true, key));
	*ret = seal_box(&r->arena, key, (struct seal_spot){ place, owner, row }, clear.at, clear.n);
	sodium_memzero(key, sizeof key);
	return OK;
}

enum status seal_close(struct req *r, const char *place, const char *owner, const char *row, const char *text, struct bytes *ret)
{
	return seal_close_bytes(r, place, owner, row, (struct bytes){ (const uint8_t *)text, strlen(text) }, ret);
}

enum status seal_open_bytes(struct req *r, struct arena *a, const char *place, const char *owner, const char *row, struct bytes sealed,
			    struct bytes *ret)
{
	uint8_t key[SEAL_KEY_BYTES];
	if (!owner || !row)
		return db_say(r->db, BROKEN, "a value of %s without an owner or a row", place);
	enum status st = gate_opens(r, place, owner) ? seal_key_of(r, owner, false, key) : MISSING;
	if (st == MISSING) {
		*ret = (struct bytes){ 0 };
		return OK;
	}
	TRY(st);
	size_t n = sealed.n < SEAL_BOX_MORE ? 0 : sealed.n - SEAL_BOX_MORE;
	char *text = arena_take(a, n + 1);
	bool good = seal_unbox(a, key, (struct seal_spot){ place, owner, row }, sealed, (uint8_t *)text);
	sodium_memzero(key, sizeof key);
	if (!good)
		return db_say(r->db, BROKEN, "a sealed value of %s does not open: it was changed, moved, or sealed with another key", place);
	*ret = (struct bytes){ (const uint8_t *)text, n };
	opened_note(r, owner);
	return OK;
}

/* What arena_take gives ends with a NUL here: the opened bytes are a text as they stand. */
enum status seal_open_in(struct req *r, struct arena *a, const char *place, const char *owner, const char *row,
			 struct bytes sealed, const char **ret)
{
	struct bytes clear;
	TRY(seal_open_bytes(r, a, place, owner, row, sealed, &clear));
	*ret = (const char *)clear.at;
	return OK;
}

enum status seal_open(struct req *r, const char *place, const char *owner, const char *row, struct bytes sealed, const char **ret)
{
	return seal_open_in(r, &r->arena, place, owner, row, sealed, ret);
}

/* ---- keyed hashes ---- */

struct bytes seal_index(struct req *r, const char *place, const char *text)
{
	crypto_generichash_state s;
	uint8_t *hash = arena_take(&r->arena, SEAL_INDEX_BYTES);
	crypto_generichash_init(&s, seal_master_here(r)->index, SEAL_KEY_BYTES, SEAL_INDEX_BYTES);
	crypto_generichash_update(&s, (const uint8_t *)place, strlen(place) + 1);
	crypto_generichash_update(&s, (const uint8_t *)text, strlen(text));
	crypto_generichash_final(&s, hash, SEAL_INDEX_BYTES);
	return (struct bytes){ hash, SEAL_INDEX_BYTES };
}

/* Keyed, because codes on paper have fewer bits than tokens. */
struct bytes token_hash(struct req *r, const char *token)
{
	uint8_t *hash = arena_take(&r->arena, SEAL_INDEX_BYTES);
	crypto_generichash(hash, SEAL_INDEX_BYTES, (const uint8_t *)token, strlen(token), seal_master_here(r)->token, SEAL_KEY_BYTES);
	return (struct bytes){ hash, SEAL_INDEX_BYTES };
}

/* ---- the master key ---- */

const struct seal_master *seal_master_here(struct req *r)
{
	if (!r->db->master) {
		fputs("sealing on a connection that was opened without a master key\n", stderr);
		abort();
	}
	return r->db->master;
}

void seal_sub(struct req *r, const char *context8, uint64_t id, uint8_t out[32])
{
	crypto_kdf_derive_from_key(out, 32, id, context8, seal_master_here(r)->root);
}

struct seal_master *seal_master_of(const uint8_t key[SEAL_KEY_BYTES])
{
	enum { STACK_LEFT = 16 * 1024 };
	if (sodium_init() < 0)
		return NULL;
	struct seal_master *m = sodium_malloc(sizeof *m);
	if (!m)
		return NULL;
	memcpy(m->master, key, SEAL_KEY_BYTES);
	crypto_kdf_derive_from_key(m->wrap, sizeof m->wrap, 1, "kithwrap", m->master);
	seal_master_rooted(m, key);
	sodium_stackzero(STACK_LEFT);           /* BLAKE2b's state, in which the key stands, is left there */
	return m;
}

/* Until a database says otherwise, a master key is its own root: tests have no more than that. */
void seal_master_rooted(struct seal_master *m, const uint8_t root[SEAL_KEY_BYTES])
{
	sodium_mprotect_readwrite(m);
	memcpy(m->root, root, SEAL_KEY_BYTES);
	crypto_kdf_derive_from_key(m->index, sizeof m->index, 1, "kithindx", m->root);
	crypto_kdf_derive_from_key(m->token, sizeof m->token, 1, "kithtokn", m->root);
	crypto_kdf_derive_from_key(m->pepper, sizeof m->pepper, 1, "kithpepr", m->root);
	sodium_mprotect_readonly(m);
}

const char *seal_master_mark(struct arena *a, const struct seal_master *m)
{
	enum { SHOWN = 8 };
	uint8_t mark[crypto_kdf_BYTES_MIN];
	char *hex = arena_take(a, 2 * SHOWN + 1);
	crypto_kdf_derive_from_key(mark, sizeof mark, 1, "kithmark", m->master);
	return sodium_bin2hex(hex, 2 * SHOWN + 1, mark, SHOWN);
}

void seal_master_end(struct seal_master *m)
{
	sodium_free(m);         /* wipes it */
}

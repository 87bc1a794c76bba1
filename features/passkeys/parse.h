/* What browsers and authenticators send, taken apart and checked: pure functions that know no request and no database. */
#pragma once
#include "core.h"

enum {
	PASSKEY_HASH_BYTES = 32,        /* SHA-256 */
	PASSKEY_CREDENTIAL_MAX = 1023,  /* bytes; WebAuthn, 4 */
};

/* ---- items.c: CBOR, one item at a time ---- */
enum passkey_item_kind { ITEM_NONE, ITEM_UINT, ITEM_NEGATIVE, ITEM_BYTES, ITEM_TEXT, ITEM_ARRAY, ITEM_MAP, ITEM_PLAIN };
/* n: the number (of a negative one: -1 - n), or how many items (pairs) follow; at: of bytes and text. */
struct passkey_item { enum passkey_item_kind kind; uint64_t n; struct slice at; };
/* Takes the next item off *from.  False: malformed, too short, or of a kind that WebAuthn never sends (tags, floats,
 * indefinite lengths). */
bool passkey_item(struct slice *from, struct passkey_item *ret) MUST_USE;
/* Takes one item with all that is in it off *from. */
bool passkey_item_skip(struct slice *from) MUST_USE;

/* ---- answer.c: what a browser and its authenticator send.  Pure functions with limits; false means malformed ---- */
struct passkey_key { bool rsa; struct slice first, second; };   /* RS256: n and e; ES256: x and y */
struct passkey_said { const char *type, *origin; struct slice challenge; bool elsewhere; };
struct passkey_state {
	const uint8_t *host_hash;       /* 32 bytes */
	bool present, verified, synced;
	int64_t counter;
	struct slice credential, key;   /* of a new passkey only; key: COSE */
};
/* base64url without padding, and back.  NULL: it is not, or it is longer than max bytes. */
const char *passkey_decode(struct arena *a, const char *text, size_t max, struct slice *ret);
const char *passkey_encode(struct arena *a, struct slice bytes);
bool passkey_said_read(struct arena *a, struct slice json, struct passkey_said *ret) MUST_USE;
/* fresh: it must carry a new credential; otherwise it must not. */
bool passkey_state_read(struct slice data, bool fresh, struct passkey_state *ret) MUST_USE;
/* The authenticator's data inside of an attestation; what the maker of the device attests is not asked for and not looked at. */
bool passkey_attestation_read(struct slice cbor, struct slice *ret_data) MUST_USE;
/* A COSE key for ES256 (P-256) or RS256 (2048 to 4096 bits). */
bool passkey_key_read(struct slice cose, struct passkey_key *ret) MUST_USE;

/* ---- signature.c: the only file that knows OpenSSL ---- */
bool passkey_hash(struct slice bytes, uint8_t ret[PASSKEY_HASH_BYTES]) MUST_USE;
/* Can this be a key at all: is the point on the curve? */
bool passkey_key_right(const struct passkey_key *key) MUST_USE;
bool passkey_signature_right(const struct passkey_key *key, struct slice what, struct slice signature) MUST_USE;

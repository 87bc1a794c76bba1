/* Blind signatures: RSABSSA-SHA384-PSS-Randomized of RFC 9474.  Whoever signs does not see what is signed, and cannot later tell
 * which of all signatures it was.  The other half, blinding and finishing, runs in the browser: web/ticket.js. */
#pragma once
#include "db.h"

enum {
	BLIND_KEY_BYTES = 256,          /* 2048 bits: that nobody can link does not rest on it, only that nobody can forge, and keys live for months */
	BLIND_KEY_MAX = 512,            /* the vectors of the RFC have 4096 bits */
	BLIND_PREFIX_BYTES = 32,        /* what the browser puts before the message: makes each ticket another one */
};

/* Has OpenSSL make at once what it else makes at its first use: 3.0 does not look whether it got memory for that, and ends the
 * process (EVP_KEYMGMT_fetch).  Once, before anybody is served.  False: there is no memory to begin with. */
bool blind_begin(void) MUST_USE;
/* A new key: its modulus (the exponent is always 65537) and the whole of it as base64, to be sealed.  Takes up to seconds:
 * only from a job's slow step.  False: no chance or no memory was to be had. */
bool blind_key_new(struct arena *a, struct bytes *ret_modulus, const char **ret_private) MUST_USE;
/* BlindSign (RFC 9474, 4.3), with its check against faults.  False: the key is unreadable, or blinded is not a number below
 * the modulus in as many bytes. */
bool blind_sign(struct arena *a, const char *private_key, struct bytes blinded, struct bytes *ret_signature) MUST_USE;
/* Is it a signature of this prepared message (prefix and message) by the key with this modulus?  (4.5) */
bool blind_right(struct bytes modulus, struct bytes prepared, struct bytes signature) MUST_USE;

/* Bytes as base64url without '=' and back.  NULL: not such text, or more than max bytes. */
const char *blind_text(struct arena *a, struct bytes b);
/* The first 80 bits of the SHA-256 of a modulus in text, in hex, in fours: for people to compare. */
const char *blind_fingerprint(struct arena *a, const char *modulus);
struct bytes blind_bytes(struct arena *a, const char *text, size_t max);

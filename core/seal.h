/* Sealing: what people write about themselves and to one another is readable only with the master key, which lies outside
 * the data folder.  XChaCha20-Poly1305 (libsodium); every owner (a person, a community, "@server") has a key of their
 * own, wrapped by the master key in table seal_key; keyed hashes and the pepper come from "@root", wrapped beside them, so
 * that the master key can change; forgetting an owner destroys it.  Place, owner and row are bound in as
 * associated data, so that a value moved elsewhere does not open. */
#pragma once
#include "db.h"
#include "words.h"

enum { SEAL_KEY_BYTES = 32, SEAL_INDEX_BYTES = 32, SEAL_TOKEN_CHARS = 43 };

struct seal_master;     /* locked memory; not in core dumps */
/* Reads 32 bytes in hex (64 digits) from a file readable by its owner only.  NULL and a sentence in *ret_why. */
struct seal_master *seal_master_read(const char *path, const char **ret_why) MUST_USE;
/* The same, and what a key file may need besides.  A file of the line "argon2id PASSES KIB SALT" holds no key: the key is made
 * from a passphrase, for which `phrase` is called (false: none came). */
enum { SEAL_PHRASE_MAX = 1023 };
struct seal_ask {
	bool (*phrase)(void *context, char *to, size_t room);
	void *context;
	bool credential;            /* handed over by the service manager: its group may read it */
};
struct seal_master *seal_master_from(const char *path, const struct seal_ask *ask, const char **ret_why) MUST_USE;
/* Makes a new key file, mode 0600; refuses to replace one. */
enum status seal_master_make(const char *path, const char **ret_why) MUST_USE;
/* A new key file that says how to make the key from this passphrase.  INVALID: too short. */
enum status seal_master_make_phrase(const char *path, const char *phrase, const char **ret_why) MUST_USE;
struct seal_master *seal_master_of(const uint8_t key[SEAL_KEY_BYTES]);      /* tests */
void seal_master_end(struct seal_master *m);
/* Is it the key this database was made with?  Records it in an empty database (in a transaction of its own if none is
 * open; a read-only connection only looks).  INVALID: another key.  Learns the database's root, from which everything
 * but the wrapping of keys is drawn: call it before serving, never beside another thread. */
enum status seal_master_check(struct req *r) MUST_USE;
/* 16 hexadecimal digits that tell two master keys apart and say nothing of either. */
const char *seal_master_mark(struct arena *a, const struct seal_master *m);
/* Every owner's key and the root, under another master key, in the caller's write transaction; nothing that is sealed changes.
 * ret_n: how many keys.  Afterwards this connection seals nothing more. */
enum status seal_rewrap(struct req *r, const struct seal_master *to, int64_t *ret_n) MUST_USE;

/* A key of one purpose drawn from the master key: context is eight letters that no other use has ("kithcsrf"). */
void seal_sub(struct req *r, const char *context8, uint64_t id, uint8_t out[32]);

/* Called by db.c for sealed values and columns.  An owner without a key gets one. */
enum status seal_close(struct req *r, const char *place, const char *owner, const char *row, const char *text, struct bytes *ret) MUST_USE;
/* An owner whose key is gone opens as NULL: "someone who has left".  So does a field that the gate does not open to whoever
 * asks (gate_opens). */
enum status seal_open(struct req *r, const char *place, const char *owner, const char *row, struct bytes sealed, const char **ret) MUST_USE;
/* The same for bytes, in columns of bytes: pictures and recordings.  A feature calls them itself, because such a value is no text;
 * a: where the opened bytes go, as they may be many.  .at NULL: the key is gone, or it is not for whoever asks. */
enum status seal_close_bytes(struct req *r, const char *place, const char *owner, const char *row, struct bytes clear, struct bytes *ret) MUST_USE;
enum status seal_open_bytes(struct req *r, struct arena *a, const char *place, const char *owner, const char *row, struct bytes sealed,
			    struct bytes *ret) MUST_USE;
/* Fetches the keys of many owners with few queries, before opening a list. */
enum status seal_need(struct req *r, size_t n, const char *const *owners) MUST_USE;
/* Destroys the owner's key with the transaction's commit: nothing of theirs opens again.  Other connections drop
 * it before they are used again, and while they rest when seal_tend tells them.  db_checkpoint afterwards takes it off the disk. */
enum status seal_forget(struct req *r, const char *owner) MUST_USE;
/* Looks whether a key was destroyed by another process on this database; then what every connection of this one remembers is as old as if it
 * had been here.  In a read transaction, now and then. */
enum status seal_hear(struct req *r) MUST_USE;
/* Of a connection that rests: wipes what it remembers when a key was destroyed since, and what it has remembered for too long.  By whoever
 * holds it, outside of a transaction. */
void seal_tend(struct db *db, int64_t now);

/* A keyed hash to find an exact match among sealed values (sign-in name, e-mail): not reversible without the master key.
 * place separates uses; text is folded by the caller. */
struct bytes seal_index(struct req *r, const char *place, const char *text);

/* Tokens for links, sessions and codes: 256 random bits, base64url.  Stored only as hash. */
const char *token_new(struct req *r);
struct bytes token_hash(struct req *r, const char *token);
/* Short codes for paper: groups of four from an alphabet without look-alikes, 80 bits: "K7QM-3XWT-9FHR-4BNP". */
const char *code_new(struct req *r);
/* Forgives case, blanks, dashes (also those a telephone makes of them) and look-alikes (O/0, I/1); NULL when it cannot be a code. */
const char *code_clean(struct req *r, const char *typed);
/* Argon2id; slow on purpose: only from a route's slow step.  The master key is the pepper. */
enum status password_hash(struct req *r, const char *password, const char **ret) MUST_USE;
/* hash NULL: does the same work and says no. */
bool password_right(struct req *r, const char *password, const char *hash);
/* Was it made with less memory or fewer passes than one that is made now?  Then whoever has the password at hand hashes it anew. */
bool password_weaker(struct req *r, const char *hash);
/* A pass phrase of n plain words from a list of 2048 (11 bits each), without accents, blanks between. */
const char *phrase_new(struct req *r, enum lang lang, int n);
/* A source that gives the same bytes for the same seed: for tests and the demo, where ids and tokens should not change from
 * run to run.  Keys and nonces of sealed values never come from it. */
struct random_source;
struct random_source *random_seeded(struct arena *a, uint64_t seed);
/* Random bytes from the request's source: the system's, or a seeded one in tests and the demo. */
void random_bytes(struct req *r, void *to, size_t n);
/* A number 0..below-1. */
uint32_t random_below(struct req *r, uint32_t below);
/* 26 characters of Crockford's base 32, lower case: 128 random bits.  Ids are never counted. */
const char *id_new(struct req *r);
/* The id that the first 16 bytes of a keyed hash make: for a row that is known by its hash. */
const char *id_of(struct req *r, struct bytes hash);
bool id_looks_right(struct slice s);

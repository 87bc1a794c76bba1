/* Sealed values: a box of XChaCha20-Poly1305 under the key of its owner, bound to its place and row; the master key and
 * what is drawn from it.  Leaves owners' keys to seal_keys.c and passwords to seal_password.c. */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core.h"
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

enum status seal_close(struct req *r, const char *place, const char *owner, const char *row, const char *text, struct bytes *ret)
{
	uint8_t key[SEAL_KEY_BYTES];
	if (!owner || !row)
		return db_say(r->db, BROKEN, "a value of %s without an owner or a row", place);
	TRY(seal_key_of(r, owner, true, key));
	*ret = seal_box(&r->arena, key, (struct seal_spot){ place, owner, row }, text, strlen(text));
	sodium_memzero(key, sizeof key);
	return OK;
}

enum status seal_open_in(struct req *r, struct arena *a, const char *place, const char *owner, const char *row,
			 struct bytes sealed, const char **ret)
{
	uint8_t key[SEAL_KEY_BYTES];
	if (!owner || !row)
		return db_say(r->db, BROKEN, "a value of %s without an owner or a row", place);
	enum status st = seal_key_of(r, owner, false, key);
	if (st == MISSING) {
		*ret = NULL;
		return OK;
	}
	TRY(st);
	size_t n = sealed.n < SEAL_BOX_MORE ? 0 : sealed.n - SEAL_BOX_MORE;
	char *text = arena_take(a, n + 1);
	bool good = seal_unbox(a, key, (struct seal_spot){ place, owner, row }, sealed, (uint8_t *)text);
	sodium_memzero(key, sizeof key);
	if (!good)
		return db_say(r->db, BROKEN, "a sealed value of %s does not open: it was changed, moved, or sealed with another key", place);
	*ret = text;
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
	crypto_kdf_derive_from_key(out, 32, id, context8, seal_master_here(r)->master);
}

struct seal_master *seal_master_of(const uint8_t key[SEAL_KEY_BYTES])
{
	if (sodium_init() < 0)
		return NULL;
	struct seal_master *m = sodium_malloc(sizeof *m);
	if (!m)
		return NULL;
	memcpy(m->master, key, SEAL_KEY_BYTES);
	crypto_kdf_derive_from_key(m->wrap, sizeof m->wrap, 1, "kithwrap", m->master);
	crypto_kdf_derive_from_key(m->index, sizeof m->index, 1, "kithindx", m->master);
	crypto_kdf_derive_from_key(m->token, sizeof m->token, 1, "kithtokn", m->master);
	crypto_kdf_derive_from_key(m->pepper, sizeof m->pepper, 1, "kithpepr", m->master);
	sodium_mprotect_readonly(m);
	return m;
}

void seal_master_end(struct seal_master *m)
{
	sodium_free(m);         /* wipes it */
}

static _Thread_local char why[640];

static struct seal_master *no_key(const char **ret_why, int fd, const char *format, ...) PRINTF(3, 4);
static struct seal_master *no_key(const char **ret_why, int fd, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	vsnprintf(why, sizeof why, format, args);
	va_end(args);
	*ret_why = why;
	if (fd >= 0)
		close(fd);
	return NULL;
}

struct seal_master *seal_master_read(const char *path, const char **ret_why)
{
	struct stat is;
	char hex[2 * SEAL_KEY_BYTES + 3];
	uint8_t key[SEAL_KEY_BYTES];
	size_t n = 0;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 && errno == ENOENT)
		return no_key(ret_why, fd, "The key file %s is not there.", path);
	if (fd < 0 || fstat(fd, &is) != 0)
		return no_key(ret_why, fd, "The key file %s cannot be read: %s.", path, strerror(errno));
	if (!S_ISREG(is.st_mode))
		return no_key(ret_why, fd, "The key file %s is not a plain file.", path);
	if (is.st_mode & (S_IRWXG | S_IRWXO))
		return no_key(ret_why, fd, "The key file %s can be read by others: make it readable by its owner only (chmod 600 %s).", path, path);
	for (ssize_t got; n < sizeof hex && (got = read(fd, hex + n, sizeof hex - n)) > 0; )
		n += (size_t)got;
	size_t length = 0;
	if (n > 0 && hex[n - 1] == '\n')
		n--;
	bool good = n == 2 * SEAL_KEY_BYTES && sodium_hex2bin(key, sizeof key, hex, n, NULL, &length, NULL) == 0 && length == sizeof key;
	sodium_memzero(hex, sizeof hex);
	if (!good) {
		sodium_memzero(key, sizeof key);
		return no_key(ret_why, fd, "The key file %s must hold 64 hexadecimal digits and nothing else.", path);
	}
	struct seal_master *m = seal_master_of(key);
	sodium_memzero(key, sizeof key);
	if (!m)
		return no_key(ret_why, fd, "There is no locked memory for the key of %s.", path);
	close(fd);
	return m;
}

static bool written(int fd, const char *path, const char *hex, size_t n)
{
	char folder[4096];
	if (write(fd, hex, n) != (ssize_t)n || fsync(fd) != 0)
		return false;
	snprintf(folder, sizeof folder, "%s", path);
	int dir = open(dirname(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool kept = dir >= 0 && fsync(dir) == 0;
	if (dir >= 0)
		close(dir);
	return kept;
}

enum status seal_master_make(const char *path, const char **ret_why)
{
	uint8_t key[SEAL_KEY_BYTES];
	char hex[2 * SEAL_KEY_BYTES + 2];
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0) {
		if (errno != EEXIST) {
			no_key(ret_why, fd, "The key file %s cannot be made: %s.", path, strerror(errno));
			return BROKEN;
		}
		no_key(ret_why, fd, "The key file %s is there already; without it nothing opens again, so it is left alone.", path);
		return CONFLICT;
	}
	randombytes_buf(key, sizeof key);
	sodium_bin2hex(hex, sizeof hex, key, sizeof key);
	hex[2 * SEAL_KEY_BYTES] = '\n';
	bool kept = fchmod(fd, 0600) == 0 && written(fd, path, hex, 2 * SEAL_KEY_BYTES + 1);
	int trouble = errno;
	sodium_memzero(key, sizeof key);
	sodium_memzero(hex, sizeof hex);
	if (!kept) {
		unlink(path);
		no_key(ret_why, fd, "The key file %s cannot be written: %s.", path, strerror(trouble));
		return trouble == ENOSPC ? FULL : BROKEN;
	}
	close(fd);
	return OK;
}

/* Where a master key comes from: a file of 64 hexadecimal digits, or a file that says how to make it from a passphrase.
 * Leaves what the key opens to seal.c, and asking for the passphrase to whoever has a terminal. */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core.h"
#include "seal_inside.h"

/* "argon2id 4 262144 SALT": passes, KiB of memory, salt in hex.  A quarter of a GiB for each guess, once at a start. */
enum { PASSES = 4, PASSES_MAX = 100, KIB = 256 * 1024, KIB_LEAST = 19456, KIB_MAX = 4 << 20, LINE_MAX_ = 160, PHRASE_LEAST = 20 };
static const char kind[] = "argon2id ";

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

/* ---- passphrases ---- */

static bool from_phrase(const char *phrase, int64_t passes, int64_t kib, const uint8_t salt[crypto_pwhash_SALTBYTES], uint8_t key[SEAL_KEY_BYTES])
{
	enum { STACK_LEFT = 64 * 1024 };
	bool made = crypto_pwhash(key, SEAL_KEY_BYTES, phrase, strlen(phrase), salt, (unsigned long long)passes, (size_t)kib * 1024,
		crypto_pwhash_ALG_ARGON2ID13) == 0;
	sodium_stackzero(STACK_LEFT);           /* libsodium 1.0.18 leaves what it made on its stack */
	return made;
}

/* "4 262144 9f…": false when it is anything else. */
static bool read_how(char *line, int64_t *ret_passes, int64_t *ret_kib, uint8_t salt[crypto_pwhash_SALTBYTES])
{
	char *kib = strchr(line, ' '), *hex = kib ? strchr(kib + 1, ' ') : NULL;
	size_t n = 0;
	if (!hex)
		return false;
	*hex++ = '\0';
	*kib++ = '\0';
	return str_int((struct slice){ line, strlen(line) }, 1, PASSES_MAX, ret_passes) &&
	       str_int((struct slice){ kib, strlen(kib) }, KIB_LEAST, KIB_MAX, ret_kib) &&
	       sodium_hex2bin(salt, crypto_pwhash_SALTBYTES, hex, strlen(hex), NULL, &n, NULL) == 0 && n == crypto_pwhash_SALTBYTES;
}

static struct seal_master *read_phrase(const char *path, char *line, const struct seal_ask *ask, const char **ret_why)
{
	uint8_t salt[crypto_pwhash_SALTBYTES], key[SEAL_KEY_BYTES];
	char phrase[SEAL_PHRASE_MAX + 1];
	int64_t passes, kib;
	if (!read_how(line, &passes, &kib, salt))
		return no_key(ret_why, -1, "The key file %s does not say rightly how its passphrase is used.", path);
	if (!ask || !ask->phrase)
		return no_key(ret_why, -1, "The key in %s is made from a passphrase, and there is nobody to ask for it.", path);
	if (!ask->phrase(ask->context, phrase, sizeof phrase)) {
		sodium_memzero(phrase, sizeof phrase);
		return no_key(ret_why, -1, "The passphrase for %s could not be read.", path);
	}
	bool made = from_phrase(phrase, passes, kib, salt, key);
	sodium_memzero(phrase, sizeof phrase);
	struct seal_master *m = made ? seal_master_of(key) : NULL;
	sodium_memzero(key, sizeof key);
	return m ? m : no_key(ret_why, -1, "There is not enough memory to make the key of %s from its passphrase.", path);
}

/* ---- reading ---- */

/* A credential that systemd hands over may be readable by the service's group; nothing is by everybody. */
static const char *open_to_others(const struct stat *is, bool credential)
{
	return is->st_mode & (credential ? S_IWGRP | S_IRWXO : S_IRWXG | S_IRWXO) ? "can be read by others" : NULL;
}

static struct seal_master *read_hex(const char *path, const char *hex, size_t n, const char **ret_why)
{
	uint8_t key[SEAL_KEY_BYTES];
	size_t length = 0;
	struct seal_master *m = NULL;
	bool good = n == 2 * SEAL_KEY_BYTES && sodium_hex2bin(key, sizeof key, hex, n, NULL, &length, NULL) == 0 && length == sizeof key;
	if (!good)
		no_key(ret_why, -1, "The key file %s must hold 64 hexadecimal digits and nothing else.", path);
	else if (!(m = seal_master_of(key)))
		no_key(ret_why, -1, "There is no locked memory for the key of %s.", path);
	sodium_memzero(key, sizeof key);
	return m;
}

struct seal_master *seal_master_from(const char *path, const struct seal_ask *ask, const char **ret_why)
{
	struct stat is;
	char line[LINE_MAX_];
	size_t n = 0;
	bool credential = ask && ask->credential;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 && errno == ENOENT)
		return no_key(ret_why, fd, "The key file %s is not there.", path);
	if (fd < 0 || fstat(fd, &is) != 0)
		return no_key(ret_why, fd, "The key file %s cannot be read: %s.", path, strerror(errno));
	if (!S_ISREG(is.st_mode))
		return no_key(ret_why, fd, "The key file %s is not a plain file.", path);
	if (open_to_others(&is, credential))
		return no_key(ret_why, fd, "The key file %s can be read by others: make it readable by its owner only (chmod 600 %s).", path, path);
	for (ssize_t got; n < sizeof line - 1 && (got = read(fd, line + n, sizeof line - 1 - n)) > 0; )
		n += (size_t)got;
	close(fd);
	if (n > 0 && line[n - 1] == '\n')
		n--;
	line[n] = '\0';
	struct seal_master *m = str_begins(line, kind) && strlen(line) == n ? read_phrase(path, line + strlen(kind), ask, ret_why)
									   : read_hex(path, line, n, ret_why);
	sodium_memzero(line, sizeof line);
	return m;
}

struct seal_master *seal_master_read(const char *path, const char **ret_why)
{
	return seal_master_from(path, NULL, ret_why);
}

/* ---- making ---- */

static bool written(int fd, const char *path, const char *line, size_t n)
{
	char folder[4096];
	if (write(fd, line, n) != (ssize_t)n || fsync(fd) != 0)
		return false;
	snprintf(folder, sizeof folder, "%s", path);
	int dir = open(dirname(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool kept = dir >= 0 && fsync(dir) == 0;
	if (dir >= 0)
		close(dir);
	return kept;
}

/* A new file of mode 0600 with this line; never in the place of another one. */
static enum status put_line(const char *path, const char *line, const char **ret_why)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0 && errno == EEXIST) {
		no_key(ret_why, fd, "The key file %s is there already; without it nothing opens again, so it is left alone.", path);
		return CONFLICT;
	}
	if (fd < 0) {
		no_key(ret_why, fd, "The key file %s cannot be made: %s.", path, strerror(errno));
		return BROKEN;
	}
	bool kept = fchmod(fd, 0600) == 0 && written(fd, path, line, strlen(line));
	int trouble = errno;
	if (!kept) {
		unlink(path);
		no_key(ret_why, fd, "The key file %s cannot be written: %s.", path, strerror(trouble));
		return trouble == ENOSPC ? FULL : BROKEN;
	}
	close(fd);
	return OK;
}

enum status seal_master_make(const char *path, const char **ret_why)
{
	uint8_t key[SEAL_KEY_BYTES];
	char hex[2 * SEAL_KEY_BYTES + 2];
	randombytes_buf(key, sizeof key);
	sodium_bin2hex(hex, sizeof hex, key, sizeof key);
	hex[2 * SEAL_KEY_BYTES] = '\n';
	hex[2 * SEAL_KEY_BYTES + 1] = '\0';
	enum status st = put_line(path, hex, ret_why);
	sodium_memzero(key, sizeof key);
	sodium_memzero(hex, sizeof hex);
	return st;
}

enum status seal_master_make_phrase(const char *path, const char *phrase, const char **ret_why)
{
	uint8_t salt[crypto_pwhash_SALTBYTES];
	char hex[2 * sizeof salt + 1], line[LINE_MAX_];
	if (str_points((struct slice){ phrase, strlen(phrase) }) < PHRASE_LEAST) {
		no_key(ret_why, -1, "The passphrase is too short: whoever takes the disk may try as often as they like. At least %d letters; "
			"six words drawn by chance are better.", PHRASE_LEAST);
		return INVALID;
	}
	randombytes_buf(salt, sizeof salt);
	sodium_bin2hex(hex, sizeof hex, salt, sizeof salt);
	snprintf(line, sizeof line, "%s%d %d %s\n", kind, PASSES, KIB, hex);
	return put_line(path, line, ret_why);
}

/* Reading, judging and exchanging the certificate.
 * Leaves the handshake to the HTTP library, which asks here which certificate to show. */
#include "tls.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>
#define params gnutls_params            /* its headers have a union of this name */
#include <gnutls/abstract.h>
#include <gnutls/x509.h>
#undef params

enum { CHAIN_MAX = 10, FILE_MAX = 256 * 1024, OLD_SECONDS = 60 };

/* Without an own list GnuTLS would also take CBC ciphers and, with RSA key exchange, no forward secrecy. */
const char tls_priorities[] = "SECURE128:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-KX-ALL:+ECDHE-ECDSA:+ECDHE-RSA:"
	"-CIPHER-ALL:+AES-256-GCM:+CHACHA20-POLY1305:+AES-128-GCM:-MAC-ALL:+AEAD:"
	"-GROUP-ALL:+GROUP-X25519:+GROUP-SECP256R1:+GROUP-SECP384R1:-SIGN-RSA-SHA1:-SIGN-ECDSA-SHA1:%SERVER_PRECEDENCE";

/* One certificate with its key.  A handshake borrows it for at most the seconds that a head may take, so one that was
 * replaced is kept a minute longer. */
struct shown {
	struct shown *older;
	gnutls_pcert_st chain[CHAIN_MAX];
	unsigned n;
	gnutls_privkey_t key;
	gnutls_x509_crt_t leaf;
	int64_t until, replaced;        /* UTC seconds; monotonic seconds */
};

/* GnuTLS calls back with nothing of ours in hand, hence one place for the whole program. */
static struct { pthread_mutex_t lock; struct shown *now; } here = { .lock = PTHREAD_MUTEX_INITIALIZER };

static _Thread_local char why[1400];

PRINTF(2, 3) static bool say(const char **ret_why, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	vsnprintf(why, sizeof why, format, args);
	va_end(args);
	*ret_why = why;
	return false;
}

bool tls_wanted(const struct config *c) { return *c->tls_certificate_file; }

/* ---- files ---- */

static void file_end(gnutls_datum_t *d)
{
	if (d->data)
		explicit_bzero(d->data, d->size);
	free(d->data);
	*d = (gnutls_datum_t){ 0 };
}

static bool read_all(int fd, gnutls_datum_t *ret)
{
	ret->data = malloc(FILE_MAX);
	ssize_t got = 1;
	while (ret->data && ret->size < FILE_MAX && (got = read(fd, ret->data + ret->size, FILE_MAX - ret->size)) > 0)
		ret->size += (unsigned)got;
	return ret->data && got == 0;
}

static bool file_read(const char *path, const char *what, bool secret, gnutls_datum_t *ret, const char **ret_why)
{
	struct stat is;
	*ret = (gnutls_datum_t){ 0 };
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return errno == ENOENT ? say(ret_why, "The %s %s is not there.", what, path) :
			say(ret_why, "The %s %s cannot be read: %s.", what, path, strerror(errno));
	bool plain = fstat(fd, &is) == 0 && S_ISREG(is.st_mode), open_to_all = plain && secret && (is.st_mode & S_IRWXO);
	bool whole = plain && !open_to_all && read_all(fd, ret);
	close(fd);
	if (open_to_all)
		return say(ret_why, "The %s %s can be read by everyone on this machine: chmod o= %s", what, path, path);
	return whole || say(ret_why, "The %s %s cannot be read: it must be a plain file of at most %d bytes.", what, path, FILE_MAX);
}

/* ---- judging ---- */

static void shown_end(struct shown *s)
{
	for (unsigned k = 0; k < s->n; k++)
		gnutls_pcert_deinit(&s->chain[k]);
	if (s->key)
		gnutls_privkey_deinit(s->key);
	if (s->leaf)
		gnutls_x509_crt_deinit(s->leaf);
	free(s);
}

static bool read_chain(struct shown *s, const char *path, const char **ret_why)
{
	gnutls_datum_t pem;
	if (!file_read(path, "certificate", false, &pem, ret_why))
		return false;
	unsigned n = CHAIN_MAX;
	int bad = gnutls_pcert_list_import_x509_raw(s->chain, &n, &pem, GNUTLS_X509_FMT_PEM, 0);
	file_end(&pem);
	if (bad < 0 || !n)
		return say(ret_why, "The file %s does not hold a certificate (PEM, at most %d of them).", path, CHAIN_MAX);
	s->n = n;
	return gnutls_pcert_export_x509(&s->chain[0], &s->leaf) == 0 || say(ret_why, "The certificate in %s cannot be understood.", path);
}

static bool read_key(struct shown *s, const char *path, const char **ret_why)
{
	gnutls_datum_t pem;
	if (!file_read(path, "private key", true, &pem, ret_why))
		return false;
	int bad = gnutls_privkey_init(&s->key);
	if (!bad)
		bad = gnutls_privkey_import_x509_raw(s->key, &pem, GNUTLS_X509_FMT_PEM, NULL, 0);
	file_end(&pem);
	return !bad || say(ret_why, "The file %s does not hold a private key (PEM, without a passphrase).", path);
}

static bool same_key(const struct shown *s)
{
	uint8_t ours[64], theirs[64];
	size_t n = sizeof ours, m = sizeof theirs;
	gnutls_pubkey_t of_key;
	if (gnutls_pubkey_init(&of_key))
		return false;
	bool same = !gnutls_pubkey_import_privkey(of_key, s->key, 0, 0) &&
		    !gnutls_pubkey_get_key_id(of_key, GNUTLS_KEYID_USE_SHA256, ours, &n) &&
		    !gnutls_pubkey_get_key_id(s->chain[0].pubkey, GNUTLS_KEYID_USE_SHA256, theirs, &m) &&
		    n == m && !memcmp(ours, theirs, n);
	gnutls_pubkey_deinit(of_key);
	return same;
}

static bool judge(struct shown *s, const struct config *c, const char **ret_why)
{
	time_t now = time(NULL), from = gnutls_x509_crt_get_activation_time(s->leaf), until = gnutls_x509_crt_get_expiration_time(s->leaf);
	struct civil day = zone_civil(NULL, from > now ? from : until);
	s->until = until;
	if (from > now || until <= now)
		return say(ret_why, from > now ? "The certificate in %s is valid only from %04d-%02d-%02d on."
			: "The certificate in %s is over since %04d-%02d-%02d.", c->tls_certificate_file, day.year, day.month, day.day);
	return same_key(s) || say(ret_why, "The certificate in %s was made for another key than the one in %s.", c->tls_certificate_file,
		c->tls_key_file);
}

static struct shown *shown_new(const struct config *c, const char **ret_why)
{
	struct shown *s = calloc(1, sizeof *s);
	if (!s) {
		say(ret_why, "There is no memory for the certificate.");
		return NULL;
	}
	if (read_chain(s, c->tls_certificate_file, ret_why) && read_key(s, c->tls_key_file, ret_why) && judge(s, c, ret_why))
		return s;
	shown_end(s);
	return NULL;
}

/* ---- showing ---- */

static int64_t clock_s(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

/* With the lock held: takes out those that no handshake can hold any more. */
static struct shown *outdated(struct shown *first, int64_t before)
{
	struct shown *s = first, *out;
	while (s && s->older && s->older->replaced > before)
		s = s->older;
	if (!s)
		return NULL;
	out = s->older;
	s->older = NULL;
	return out;
}

static void end_all(struct shown *s)
{
	while (s) {
		struct shown *older = s->older;
		shown_end(s);
		s = older;
	}
}

bool tls_again(const struct config *c, const char **ret_why)
{
	struct shown *s = shown_new(c, ret_why);
	if (!s)
		return false;
	int64_t now = clock_s();
	pthread_mutex_lock(&here.lock);
	if (here.now)
		here.now->replaced = now;
	s->older = here.now;
	here.now = s;
	struct shown *out = outdated(s, now - OLD_SECONDS);
	pthread_mutex_unlock(&here.lock);
	end_all(out);
	return true;
}

bool tls_open(const struct config *c, const char **ret_why)
{
	if (gnutls_global_init() < 0)
		return say(ret_why, "GnuTLS could not be started.");
	return tls_again(c, ret_why);
}

int64_t tls_until(void)
{
	pthread_mutex_lock(&here.lock);
	int64_t until = here.now ? here.now->until : 0;
	pthread_mutex_unlock(&here.lock);
	return until;
}

bool tls_names(const char *host)
{
	pthread_mutex_lock(&here.lock);
	bool names = here.now && gnutls_x509_crt_check_hostname(here.now->leaf, host);
	pthread_mutex_unlock(&here.lock);
	return names;
}

void tls_close(void)
{
	end_all(here.now);
	here.now = NULL;
}

static int choose(gnutls_session_t session, const gnutls_datum_t *names, int n, const gnutls_pk_algorithm_t *kinds, int n_kinds,
		  gnutls_pcert_st **ret_chain, unsigned *ret_n, gnutls_privkey_t *ret_key)
{
	(void)session, (void)names, (void)n, (void)kinds, (void)n_kinds;
	pthread_mutex_lock(&here.lock);
	struct shown *s = here.now;
	pthread_mutex_unlock(&here.lock);
	*ret_chain = s->chain;
	*ret_n = s->n;
	*ret_key = s->key;
	return 0;
}

tls_function *tls_callback(void) { return (tls_function *)choose; }

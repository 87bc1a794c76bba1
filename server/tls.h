/* The certificate that Kith shows when it speaks https itself.  Knows GnuTLS and two files; the handshake is the HTTP
 * library's, and which settings there are is config.c's. */
#pragma once
#include "config.h"

/* TLS 1.2 with ephemeral elliptic curves and authenticated ciphers only, or 1.3. */
extern const char tls_priorities[];

/* Are both files set? */
bool tls_wanted(const struct config *c);
/* Reads and judges both files.  False: *ret_why is one sentence that says which file and what is wrong with it: missing,
 * unreadable, no certificate, not yet valid, over, or made for another key. */
bool tls_open(const struct config *c, const char **ret_why) MUST_USE;
/* The same for new files; connections that are open keep what they have, new ones get the new certificate.  False: the old
 * one stays. */
bool tls_again(const struct config *c, const char **ret_why) MUST_USE;
/* When the certificate that is shown now ends, UTC seconds. */
int64_t tls_until(void);
/* Does it name this host? */
bool tls_names(const char *host);
/* No connection may be open any more. */
void tls_close(void);

/* GnuTLS's question during a handshake: a gnutls_certificate_retrieve_function2. */
typedef void tls_function(void);
tls_function *tls_callback(void);

/* Mail by SMTP: one plain-text message, perhaps with an invitation for a calendar, over TLS only.  Never asks the database. */
#pragma once
#include "config.h"

/* stop, calendar and method as in struct mail_new. */
struct mail { const char *id, *to, *subject, *body, *stop, *calendar, *method; int64_t at; };

enum mail_outcome {
	MAIL_SENT,
	MAIL_AGAIN,         /* the server is away, busy (4xx), or does not like us: later */
	MAIL_NEVER,         /* 5xx: this message will not be taken */
};
/* Everything is taken from a.  ret_trouble: a code for the operator, "smtp_550", "no_tls", "unreachable"; never an address. */
enum mail_outcome mail_send(struct arena *a, const struct config *c, const struct mail *m, const char **ret_trouble) MUST_USE;
bool mail_possible(const struct config *c);
/* The message as it goes over the wire; NULL: an address, the way to
 * stop it or the method of an invitation cannot be one. */
const char *mail_text(struct arena *a, const char *from, const struct mail *m);

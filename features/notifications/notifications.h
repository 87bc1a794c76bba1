/* Mail that tells that something waits: for those who asked for it, never what it is or from whom.  This is all that other
 * features may know of it.  A feature that has something to tell says so in its descriptor (.mails). */
#pragma once
#include "people.h"

extern const struct feature notifications_feature;

/* For a feature that writes mail of its own (.mails with no .count): where to, and the address that ends all mail in one step.
 * MISSING: they did not ask for this kind, or the address was not shown to be theirs. */
struct mail_wished { const char *email, *stop; struct words_reader reader; };
enum status mail_wished(struct req *r, const char *person, const char *kind, struct mail_wished *ret) MUST_USE;

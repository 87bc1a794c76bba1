/* Tidings: that something is new, for pages that are open.  Other features say it through core/tell.h and know nothing of this one; this
 * is what the server (server/live.c) may know of it. */
#pragma once
#include "communities.h"

extern const struct feature tidings_feature;

/* Called for every session that may listen at all, in any community: alive, of a member who keeps the house rules in force. */
typedef void tidings_may(void *context, const char *session, const char *person, const char *community);
enum status tidings_who_may(struct req *r, tidings_may *each, void *context) MUST_USE;

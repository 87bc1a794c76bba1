/* The reply of an open stream. */
#pragma once
#include "live.h"
#include <microhttpd.h>

/* A reply without an end, for the library to read from; the listener ends with it.  Its fields must be added before it is queued: they
 * are forgotten with the first bytes of the body.  NULL: there is no room for one more, or no memory. */
struct MHD_Response *stream_reply(struct live *live, const struct live_new *n) MUST_USE;

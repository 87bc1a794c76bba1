/* Total deadlines.  libmicrohttpd only knows how long a connection was idle, so that one byte a second keeps it open for
 * ever; here every connection has a moment at which its present step must be over, and is shut down after it. */
#pragma once
#include "core.h"
#include <stdatomic.h>

struct watched {
	struct watched *before, *after;
	int socket;
	_Atomic int64_t until;              /* monotonic seconds; 0: no deadline now */
};

struct watch;
/* Starts the thread that looks once a second.  NULL: no thread could be had. */
struct watch *watch_start(void) MUST_USE;
/* Every connection must have been removed before. */
void watch_end(struct watch *w);
void watch_add(struct watch *w, struct watched *c, int socket, int64_t seconds);
/* After this the socket is not touched any more: call it before the socket is closed. */
void watch_remove(struct watch *w, struct watched *c);
/* The next step must be over in so many seconds; 0: no deadline. */
void watch_step(struct watched *c, int64_t seconds);
/* Shuts down every connection now: at the end of a server that waited long enough. */
void watch_shut_all(struct watch *w);
int64_t watch_clock(void);              /* monotonic seconds */

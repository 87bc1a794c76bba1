/* Open streams: who listens in which community, and what each is told.  An event says that something is new in a conversation,
 * never what: every frame is of the same length, and the page asks for the words through the gate. */
#pragma once
#include "server.h"

struct listener;
struct live_new {
	const char *community, *person, *session;
	int64_t after;              /* the number of the last event they heard; NO_INT: only what comes */
	void *connection;           /* http.c's */
};

/* s->http must be set before the first stream opens.  NULL: no thread could be had. */
struct live *live_start(struct server *s) MUST_USE;
/* A committed change in this community (NULL: in any); a live_hear. */
void live_heard(void *live, const char *community);
/* Every stream ends now; none opens any more. */
void live_stop(struct live *l);
/* After live_stop, when all are closed. */
void live_end(struct live *l);

/* NULL: there are as many as may be, or it ends.  Beyond LIVE_EACH of one person the oldest of theirs ends. */
struct listener *live_open(struct live *l, const struct live_new *n) MUST_USE;
enum { LIVE_FRAME = 256, LIVE_EACH = 6, LIVE_BEAT = 25, LIVE_OVER = -1 };
/* On the connection's thread: whole frames into `to`, and how many bytes.  0: none; the connection sleeps until it is woken.  LIVE_OVER: the
 * stream has ended. */
int live_read(struct listener *x, char *to, size_t room);
/* The connection is gone; x is not touched any more. */
void live_close(struct listener *x);

/* HTTP/1.1 on libmicrohttpd.  http.c is the only file that includes it: bytes come in and become visits, visits come back
 * and become bytes. */
#pragma once
#include "server.h"

/* Listens and answers; s->http is set before the first request comes.  NULL and a sentence in *ret_why: the address is taken, not ours, or malformed. */
struct http *http_start(struct server *s, const char **ret_why) MUST_USE;
/* "127.0.0.1:8080": where it listens, with the port it got. */
const char *http_address(const struct http *h);
/* Takes no more connections, waits for what is under way (at most so many seconds), closes. */
void http_end(struct http *h, int seconds);

/* The connection is not read or written until http_resume.  Call it before the visit is given to another thread. */
void http_suspend(struct visit *v);
/* The visit has its outcome: the library's thread takes it up again. */
void http_resume(struct visit *v);

/* A connection whose reply is a stream: asleep while there is nothing to send, from its own thread; woken from any. */
void http_stream_sleep(void *connection);
void http_stream_wake(struct http *h, void *connection);

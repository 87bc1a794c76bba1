/* A visit's way: route, who, community, origin and token, form, run, reply. */
#pragma once
#include "server.h"

/* The head is in and well formed: finds the route and how large a body it takes.  Sets v->refuse when there is nothing
 * to wait for. */
void serve_head(struct visit *v);
/* The body is in.  True: the visit is VISIT_DONE.  False: it went to another thread and may be finished already; it must
 * not be touched. */
bool serve_whole(struct visit *v) MUST_USE;
/* Draws what remains to be drawn (forms again, errors) and fills in the reply as it goes out. */
void serve_finish(struct visit *v);
/* Logs the visit and frees all it holds. */
void serve_end(struct visit *v);
struct visit *serve_begin(struct server *s, struct slice target);
/* The steps of other threads: the slow pool's, and what follows a delay. */
void serve_slow(struct visit *v);
void serve_delayed(struct visit *v);

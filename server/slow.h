/* What is slow on purpose (password hashing, exports) runs here and never on a request thread or in the writer: a few
 * threads, a short queue, and beyond it "come back in a moment". */
#pragma once
#include "server.h"

enum { SLOW_THREADS = 4, SLOW_QUEUE_MAX = 32 };

/* step: what a thread does with a visit it took; it hands the visit on. */
struct slow *slow_start(struct server *s, void (*step)(struct visit *v));
/* Finishes what was accepted. */
void slow_end(struct slow *p);
/* False: the queue is full. */
bool slow_put(struct slow *p, struct visit *v) MUST_USE;

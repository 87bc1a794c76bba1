/* The one writer of a SQLite database.  Takes all that wait, runs each under its own savepoint inside one transaction,
 * commits once, durably, and only then lets the replies go: many people share one fsync. */
#pragma once
#include "server.h"

enum { WRITER_QUEUE_MAX = 1024 };

/* Work that is no visit: touching a session, taking a job.  run may be called again after a race. */
struct errand {
	enum status (*run)(struct req *r, void *context);
	/* After the commit, or when it will not happen; on the writer's thread.  May free the errand.  NULL: nobody waits. */
	void (*done)(struct errand *e, enum status st);
	void *context;
	struct errand *next;
};

/* Opens its own connection.  NULL and a sentence in *ret_why. */
struct writer *writer_start(struct server *s, const char **ret_why) MUST_USE;
/* Everything that was accepted is written; then it ends. */
void writer_end(struct writer *w);
/* False: the queue is full.  Otherwise the visit is the writer's until it is resumed. */
bool writer_put(struct writer *w, struct visit *v) MUST_USE;
/* While it has nothing to write, its connection forgets the keys of who was forgotten (seal_tend). */
void writer_tend(struct writer *w, int64_t now);
bool writer_send(struct writer *w, struct errand *e) MUST_USE;
/* Sends and waits for the outcome.  Never from the writer's own thread. */
enum status writer_ask(struct writer *w, enum status (*run)(struct req *r, void *context), void *context) MUST_USE;

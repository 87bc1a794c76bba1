/* The worker: does the jobs that requests left in the database, mail among them; what thinks long has a thread of its own, and so
 * has what features hold in memory, which is brought up to date every second.
 * Survives a kill: a job that was begun and never ended is free again after ten minutes, or at the start of the one server that a SQLite database has. */
#pragma once
#include "server.h"

struct worker *worker_start(struct server *s);
/* Finishes the job in hand. */
void worker_end(struct worker *w);

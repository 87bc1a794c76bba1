/* The studio: a process of its own in which pictures and recordings are made anew, so that a file made to break whatever reads it
 * breaks nothing else.  It is this same program, begun before the key is read; each piece of work is done in a child of it that
 * may only compute: no file, no network, no new process, so much memory and so many seconds.  One at a time.
 * Leaves formats to picture.c and voice.c, and what the kernel allows to sandbox*.c. */
#pragma once
#include "config.h"
#include "remake.h"

/* Before the first thread, and before anything secret is in memory.  NULL: no process could be had (errno). */
struct studio *studio_start(const struct config *c) MUST_USE;
/* Waits for the piece in hand, then the process ends. */
void studio_end(struct studio *s);
/* struct house's remake: from any thread; a few wait their turn, more than that is REMAKE_BUSY. */
remake studio_remake;

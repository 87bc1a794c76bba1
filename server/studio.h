/* The studio: a program of its own (studio/main.c) in which what strangers made as a file is opened, so that a file made to break
 * whatever reads it breaks nothing else, and only that program loads the libraries for it.  It is begun before the key is read.  Each
 * piece of work is done in a child of it that may only compute.  One at a time.  Leaves the work to studio/. */
#pragma once
#include "config.h"
#include "house.h"

/* Before the first thread, and before anything secret is in memory.  NULL: *ret_why. */
struct studio *studio_start(const struct config *c, const char **ret_why) MUST_USE;
/* Waits until it has given up all rights but to compute.  False: *ret_why. */
bool studio_ready(struct studio *s, const char **ret_why) MUST_USE;
/* Both, for a command: then h->studio and h->remake are there until studio_end. */
bool studio_lend(struct house *h, const struct config *c, const char **ret_why) MUST_USE;
/* Waits for the piece in hand, then the process ends. */
void studio_end(struct studio *s);
/* struct house's remake: from any thread; a few wait their turn, more than that is REMAKE_BUSY. */
remake studio_remake;

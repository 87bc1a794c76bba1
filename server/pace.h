/* How many requests an account may make in a minute: a limit that no person meets, and that keeps one account's program
 * from taking the server from all others.  Bounded memory: a place for each of PACE_PLACES accounts, those that asked least
 * lately make room. */
#pragma once
#include "server.h"

enum { PACE_PLACES = 16384 };

struct pace *pace_new(void);
void pace_end(struct pace *p);
/* Counts this request.  False: too many; *ret_seconds: after how many the next one is taken.  Who is signed in must be
 * known; routes that are open to anyone (the way out, crisis help) do not count and are always let through. */
bool pace_may(struct visit *v, int *ret_seconds) MUST_USE;

/* What features hold in memory from one request to the next: caches of the database, one for the whole program.  Knows
 * names; what is held, and how it is kept true, is left to the features. */
#pragma once
#include <stddef.h>

struct keep;
/* NULL: no memory. */
struct keep *keep_new(void);
/* Ends all that is held.  keep may be NULL. */
void keep_end(struct keep *keep);
/* The thing of this name, which stays where it is until keep_end; made at the first call.  From any thread; what the thing
 * itself needs against others is its own.  name: a literal.  NULL: make answered NULL. */
void *keep_get(struct keep *keep, const char *name, void *(*make)(void), void (*end)(void *));

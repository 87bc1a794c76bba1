/* Connections: proposals, both say yes, the coordinator's waiting list, pausing, ending, moving on.  This is all that other
 * features may know of it. */
#pragma once
#include "matching.h"

extern const struct feature connections_feature;

extern const struct choices connections_states;     /* begun, paused, ended, moved_on */

/* Both said yes; what: struct connections_one. */
extern const struct event connections_begun;
/* Paused, taken up again, ended or moved on; what: struct connections_one. */
extern const struct event connections_changed;

struct connections_one { const char *id, *community, *asker, *other, *project, *state; int64_t began, version; bool open; };
/* .of for routes whose first {id} is a connection: r->object is the struct connections_one; MAY_PARTY for the two. */
enum status connections_of(struct req *r);
enum status connections_get(struct req *r, const char *id, struct connections_one *ret) MUST_USE;
/* The other of the two, seen from r->who.person. */
const char *connections_other(const struct req *r, const struct connections_one *c);
/* Do the two walk together now (begun or paused)?  For MAY_CONNECTED. */
enum status connections_between(struct req *r, const char *a, const char *b, bool *ret) MUST_USE;
/* Blocks somebody for r->who.person: keeps the two apart, closes what waits between them, ends what they have, in every
 * community here; nobody is told.  MISSING: oneself. */
enum status connections_block(struct req *r, const char *other) MUST_USE;
/* Is this person on the page of who may fit for this ask of the reader: suggested, or asked already? */
enum status connections_suggested(struct req *r, const struct asks_one *ask, const char *person, bool *ret) MUST_USE;
/* Makes one outright: imports and the demo. */
enum status connections_make(struct req *r, const char *asker, const char *other, const char *ask, const char *project, const char **ret_id) MUST_USE;

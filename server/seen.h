/* Who has seen what: from the reply to the log.  What somebody reads by a special right is durable before they see it;
 * what members read of one another is kept here for a moment and written by one thread, many at once.  Bounded: when the
 * log cannot be written for so long that no room is left, pages with others' records are not sent any more. */
#pragma once
#include "server.h"

enum { SEEN_MAX = 4096 };       /* readings that wait */

struct seen *seen_start(struct server *s);
/* What waits is written; then it ends. */
void seen_end(struct seen *n);
/* After the reply was made and before it is sent; desk: the caller's, not in a transaction.  False: it must not be sent. */
struct desk;
bool seen_note(struct visit *v, struct desk *desk) MUST_USE;

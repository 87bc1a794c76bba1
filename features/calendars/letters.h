/* Mail as it lies in a mailbox: of each message the part that calendar programs read, opened in the studio.  Knows nothing of what stands
 * in it. */
#pragma once
#include "core.h"

/* Once for each message; at NULL: it has no such part, or one that is larger than any answer is; n 0: it broke whatever opened it. */
typedef enum status letter_each(void *context, struct slice calendar);
/* mailbox: a message as a Maildir or a pipe has it, or an mbox of many ("From " begins it); any bytes.  Anything but OK ends the walk and
 * is handed back.  BUSY, with a fault: the studio is away. */
enum status letters_read(struct req *r, struct slice mailbox, letter_each *each, void *context) MUST_USE;

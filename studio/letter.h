/* One message of mail opened: of everything in it the part that calendar programs read.  Knows multipart, base64 and quoted-printable;
 * leaves what that part says to core/calendar_read.c, and where this may safely be done to the studio's main.c. */
#pragma once
#include "core.h"
#include "remake.h"

/* Before the first, while files may still be read. */
void letter_begin(void);
/* Any bytes; whole: the first calendar part as it was written, at most CALENDAR_REPLY_BYTES.  REMAKE_UNKNOWN: there is none, or one that is larger
 * than any answer is. */
void letter_remake(struct arena *a, struct slice sent, struct remade *ret);

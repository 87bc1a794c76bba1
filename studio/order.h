/* What goes between the server and the studio.  Over the socket: orders, each a byte of which kind with the two ends of the pipes
 * that are the worker's; and once, from the studio, STUDIO_READY.  Through the pipes: what was sent, and an answer with its bytes. */
#pragma once
#include "remake.h"

#define STUDIO_PROGRAM "kith-studio"
#define STUDIO_VERSION "1"      /* of this file: its first word; a studio of another version does not begin */
enum { STUDIO_SOCKET = 3 };     /* its second word is the setting `sandbox` */
enum { STUDIO_READY = 'r' };    /* nothing but computing is left to it */

enum { STUDIO_WHOLE_MAX = 4 << 20, STUDIO_SMALL_MAX = 1 << 20, STUDIO_SENT_MAX = 32 << 20 };

/* Before the bytes of the whole and of the small one. */
struct studio_answer { int64_t end, width, height, seconds; uint64_t whole, small; };

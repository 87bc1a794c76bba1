/* History handed on in the demo: what two wrote before one of them walked on, and what the next one may read of it. */
#pragma once
#include "demo_live.h"

/* The last days of two who walk together; who[0] asked. */
void demo_history_before(struct demo *d, const char *connection, const char *const who[2], bool in_spanish);
/* They walk with somebody else now, and decide; whoever was there before answers, or has not yet. */
void demo_history(struct demo *d, const char *login, bool answered);

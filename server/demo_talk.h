/* Conversations of the demo.  d->now is where the last of them ended. */
#pragma once
#include "demo_live.h"

/* What two who walk together write in the last days; who[0] asked.  nth chooses what. */
void demo_talk(struct demo *d, const char *connection, const char *const who[2], bool in_spanish, int nth);
/* What the coordinator announced, with comments of some of the members. */
void demo_news(struct demo *d, const char *coordinator, const char *const members[], size_t n);
/* What people without an account asked. */
void demo_letters(struct demo *d, const char *coordinator);

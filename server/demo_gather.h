/* What is planned in the demo: groups that meet again and again, and what lies ahead. */
#pragma once
#include "demo_live.h"

/* Plans what repeats, at d->now, of a group or (NULL) of the community; first: a moment of its first day, clock: on the community's clock.  Gives its id. */
const char *demo_series(struct demo *d, const char *person, const char *group, const char *title, int64_t first, const char *clock, const char *fields);
/* "2026-11-25", on the community's clock. */
const char *demo_day(struct demo *d, int64_t at);
/* Two who will meet, a class, a celebration, a shift: with answers and what is on the agenda. */
void demo_ahead(struct demo *d, const char *one, const char *other, const char *facilitator, const char *coordinator, const char *const members[], size_t n);

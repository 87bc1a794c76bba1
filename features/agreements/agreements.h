/* Agreements: how two people wish to walk together, hot spots, versions both confirm. */
#pragma once
#include "connections.h"

extern const struct feature agreements_feature;

extern const struct choices agreements_levels;      /* comfortable, tolerable, not */
/* The number of the newest version both confirmed, 0 if none; and whether one waits for r->who.person's yes. */
enum status agreements_state(struct req *r, const struct connections_one *c, int64_t *ret_number, bool *ret_waits_for_me) MUST_USE;
extern const struct choices agreements_sections;    /* hopes, meeting, off, power, ending, hot_spot */

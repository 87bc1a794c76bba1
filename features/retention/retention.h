/* Retention: how long each kind of record stays in a community, erasing what is over each day, and legal holds.  Nothing stands
 * on it but the times that features say themselves (retain.h). */
#pragma once
#include "communities.h"

extern const struct feature retention_feature;

/* Sightings: the log of who has seen what of whom and of what was done by special rights; each person's own part of it;
 * heads, proofs and exports of the whole.  Emergencies, in which somebody sees what is not theirs.  Nothing stands on it but
 * the record that routes keep by themselves (feature.h: .shows, .logs). */
#pragma once
#include "groups.h"

extern const struct feature sightings_feature;

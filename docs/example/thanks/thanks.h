/* Thanks: a line that a member leaves for all.  The example of CONTRIBUTING.md. */
#pragma once
#include "communities.h"
extern const struct feature thanks_feature;

/* Stories: for whom and how long, what they touch, the shelf of a community, and what was told to whom. */
#pragma once
#include "documents.h"

extern const struct feature stories_feature;
extern const struct choices stories_listeners, stories_topics;

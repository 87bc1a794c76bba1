/* Today: the first page after signing in: what is today, who answered, what waits for me.  Nothing stands on it. */
#pragma once
#include "communities.h"
extern const struct feature today_feature;

/* What belongs to a wellness plan beside its words: how days were, tools for a part, looking at it again.  For its owner alone. */
#pragma once
#include "documents.h"

extern const struct feature wellness_feature;
extern const struct choices wellness_feelings;

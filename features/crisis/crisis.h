/* Crisis plans in a crisis: named people open them with a reason, the owner is told; on paper, and as a copy on the own device. */
#pragma once
#include "documents.h"

extern const struct feature crisis_feature;

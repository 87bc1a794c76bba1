/* Measures: published lists of questions as definitions, scored as published.  For the person who answers, alone. */
#pragma once
#include "documents.h"

extern const struct feature measures_feature;

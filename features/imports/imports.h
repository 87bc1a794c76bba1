/* Imports: years of spreadsheets, all or nothing.  Nothing stands on it. */
#pragma once
#include "insight.h"
extern const struct feature imports_feature;

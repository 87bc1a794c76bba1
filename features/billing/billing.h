/* Billing: which meetings are billed under which code, and the list of them for whoever bills.  Codes, minutes and between
 * whom; never words.  Nothing else is known of it to other features. */
#pragma once
#include "encounters.h"

extern const struct feature billing_feature;

extern const struct choices billing_roundings;      /* down, up, eight, exact */
/* Units of so many minutes in a meeting; rounding: a place in billing_roundings.  NO_INT: minutes are billed as they are. */
int64_t billing_units(int64_t minutes, int64_t unit_minutes, int64_t rounding);

/* Calendars: what is planned, as a page.  Nothing here is for other features. */
#pragma once
#include "gatherings.h"

extern const struct feature calendars_feature;

/* Teams of the demo: what those who support write to one another, and what they hand on. */
#pragma once
#include "demo_live.h"

/* The community's team talks in two languages, that of "Family" has its people, and two notes are handed on. */
void demo_teams(struct demo *d);

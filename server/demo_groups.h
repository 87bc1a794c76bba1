/* Two groups of the demo and four months of their lives: one that everybody may come to, in English, and a closed one in Spanish that
 * outlives the one who began it. */
#pragma once
#include "demo_live.h"

enum { DEMO_WEDNESDAY, DEMO_TABLE };
/* Both are begun, people come, agree on something and talk; d->group holds them. */
void demo_groups_begin(struct demo *d);
/* How the table met, who left it, what was said of late, and who waits today. */
void demo_groups_live(struct demo *d);

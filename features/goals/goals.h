/* Goals: what a person wants for their life, in four parts of it, with small steps and who walks along.  This is all that other
 * features may know of it. */
#pragma once
#include "documents.h"
#include "encounters.h"

extern const struct feature goals_feature;

extern const struct choices goals_sides;        /* health, home, purpose, community */
extern const struct choices goals_states;       /* open, done, let_go */
extern const struct choices goals_pieces;       /* steps, sure, road: what is shown to who walks along, beside the words */
enum { GOALS_OPEN, GOALS_DONE, GOALS_LET_GO };

struct goals_one { const char *id, *owner, *words, *why; int64_t side, state, shown, begun, version; };
/* .of for routes whose first {id} is a goal: r->object is the struct goals_one; anything but one's own is MISSING.  Cards of the place
 * "goal" stand on its page: what was learned may become something else there. */
handler goals_mine_of;

/* Teams: those who support in a community or one of its projects, with whoever supervises or coordinates them; their talk, and what they hand
 * on about somebody with that person's yes.  This is all that other features may know of it. */
#pragma once
#include "conversations.h"

extern const struct feature teams_feature;

/* History handed on: what somebody wrote with one who supported them before stays with that conversation, unless they let the one they walk
 * with now read it.  This is all that other features may know of it. */
#pragma once
#include "conversations.h"

extern const struct feature history_feature;

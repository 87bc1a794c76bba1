/* For whoever looks at many sessions at once: has one of this kind, last used then, been idle for too long? */
#pragma once
#include "people.h"

/* kind, seen: columns of session.  Its end and whether it was ended are columns, too, and are not looked at here. */
bool people_session_idle(const char *kind, int64_t seen, int64_t now);

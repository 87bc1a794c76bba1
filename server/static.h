/* What needs no route: style sheet, script and icons (named by their content, kept by browsers for a year), /offline.js, /health,
 * /robots.txt. */
#pragma once
#include "server.h"

/* True: the visit is answered. */
bool static_find(struct visit *v);

/* Pictures that the people of the demo send: drawn here, of nobody. */
#pragma once
#include "core.h"

enum demo_picture { DEMO_NO_PICTURE, DEMO_BENCH, DEMO_TOMATOES };
/* As PNG, percent-encoded for a body. */
const char *demo_picture(struct arena *a, enum demo_picture which);

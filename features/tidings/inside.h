/* What the files of this feature share among themselves. */
#pragma once
#include "tidings.h"
#include "tell.h"

handler tidings_listen;                                                                 /* listen.c */
extern const struct form tidings_listen_form;
extern const struct live_source tidings_live;                                           /* things.c */
/* The route on which streams are opened: what the gate decides by. */
extern const struct route *const tidings_route;

/* One picture made anew: decoded, turned as the camera was held, made smaller, and encoded again from its pixels alone.  Knows
 * formats; leaves where this may safely be done to studio.c. */
#pragma once
#include "core.h"
#include "remake.h"

/* JPEG, PNG and WebP in, JPEG out; what shines through becomes white.  pixels_max: no larger picture is looked at.  Pixels
 * are in the arena, three or four bytes each: its cap, and what happens there, are the caller's. */
void picture_remake(struct arena *a, struct slice sent, int64_t pixels_max, struct remade *ret);

/* How a JPEG is to be turned to stand upright: 1 to 8 as Exif 2.32 counts (4.6.5.1, tag 274); 1 where nothing says so. */
int picture_turn(struct slice jpeg);

/* One recording made anew: decoded to what is heard, one channel, and encoded again.  Knows formats; leaves where this may safely
 * be done to studio.c. */
#pragma once
#include "core.h"
#include "remake.h"

/* WAV, Ogg (Opus, Vorbis), FLAC and MP3 in; MP3 out, which every browser plays.  What browsers record (WebM, MP4) does not come
 * here: the page lets the browser itself turn it into WAV. */
void voice_remake(struct arena *a, struct slice sent, struct remade *ret);

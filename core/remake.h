/* Pictures and recordings that people send are made anew, from what is seen and heard in them alone: nothing else that was in the
 * file is kept (where and when it was taken, with what; what hides behind it).  Of a message of mail only the part for calendars is
 * kept.  Knows what is asked and answered; the studio does it, a program of its own (server/studio.h). */
#pragma once
#include "req.h"

enum remake_kind { REMAKE_PICTURE, REMAKE_VOICE, REMAKE_LETTER };

enum remake_end {
	REMADE,
	REMAKE_UNKNOWN,     /* not of a kind that can be read here, whatever its name says */
	REMAKE_HURT,        /* of such a kind, and broken; or whatever reads it gave up or died of it */
	REMAKE_LARGE,       /* more to look at or to listen to than is taken */
	REMAKE_BUSY,        /* too many at once: in a moment again */
	REMAKE_AWAY,        /* nothing is made anew right now: the process for it is gone, or there is none */
};

/* Whatever is sent: beyond these it is REMAKE_LARGE. */
enum { REMAKE_PIXELS_MAX = 50 * 1000 * 1000, REMAKE_VOICE_SECONDS = 180 };
enum { REMAKE_SIDE = 1600, REMAKE_SMALL_SIDE = 400 };

struct remade {
	enum remake_end end;
	struct bytes whole, small;  /* small: of a picture, for lists; both in the arena; of a letter whole is its calendar part */
	int64_t width, height, seconds;     /* of a picture; of a recording */
};
/* What comes out, whatever went in: every browser shows the one and plays the other. */
#define REMAKE_PICTURE_TYPE "image/jpeg"
#define REMAKE_VOICE_TYPE "audio/mpeg"

struct studio;
/* Only from a slow step or a command: it takes as long as it takes, up to half a minute. */
typedef void remake(struct studio *s, struct arena *a, enum remake_kind kind, struct slice sent, struct remade *ret);

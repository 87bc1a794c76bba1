/* What may come with a message: up to four pictures and one recording.  The fields of a form that takes them, what the slow step
 * makes of them, and how they are kept. */
#pragma once
#include "conversations.h"
#include "mine.h"

enum { ENCLOSED_PICTURES = 4, ENCLOSED_MAX = ENCLOSED_PICTURES + 1, ENCLOSED_WORDS = 500 };
enum { PICTURE_BYTES = 12 << 20, VOICE_BYTES = 8 << 20, PICTURES_A_DAY = 60, VOICES_A_DAY = 30 };
enum { ENCLOSED_BODY = 48 << 20 };      /* of a request; beyond it there is no form to come back to */

/* As they are sent.  One struct, so that every form that takes them has the same names. */
#define ENCLOSE_MEMBERS struct slice picture1, picture2, picture3, picture4, voice; const char *about1, *about2, *about3, *about4, *said
#define ENCLOSE_PICTURE(s, n, label_) \
	FILE_FIELD(struct s, picture##n, .accept = "image/jpeg,image/png,image/webp", .label = label_), \
	TEXT_FIELD(struct s, about##n, .max = ENCLOSED_WORDS, .label = N_("What is to be seen on it?"))
#define ENCLOSE_FIELDS(s) \
	ENCLOSE_PICTURE(s, 1, N_("Picture")), ENCLOSE_PICTURE(s, 2, N_("Second picture")), \
	ENCLOSE_PICTURE(s, 3, N_("Third picture")), ENCLOSE_PICTURE(s, 4, N_("Fourth picture")), \
	FILE_FIELD(struct s, voice, .accept = "audio/*", .label = N_("Voice note")), \
	TEXT_FIELD(struct s, said, .max = 4000, .multiline = true, .label = N_("What you say, in words"), .hint = N_("For people who cannot hear it."))

/* One of them, made anew. */
struct enclosed { bool voice; const char *words; struct bytes whole, small; int64_t width, height, seconds; };
struct enclosed_list { size_t n; struct enclosed at[ENCLOSED_MAX]; };

/* .slow_for: does something come with it? */
bool enclosed_comes(const struct req *r);
/* What was sent, by the names of the form above, for a slow step: leaves a struct enclosed_list in r->slow.  INVALID: each fault says how to mend it. */
enum status enclosed_remake(struct req *r) MUST_USE;
/* What the slow step left; empty when it did not run. */
const struct enclosed_list *enclosed_sent(const struct req *r);
/* Keeps them with a message of r->who.person. */
enum status enclosed_add(struct req *r, const char *message, const struct enclosed_list *all) MUST_USE;
/* They go with their message. */
enum status enclosed_gone(struct req *r, const char *message) MUST_USE;
/* The files of one person for their archive (mine.h). */
enum status enclosed_files(struct req *r, const char *person, mine_file *each, void *context) MUST_USE;
/* What a community takes. */
enum status enclosed_allowed(struct req *r, bool *ret_pictures, bool *ret_voices) MUST_USE;

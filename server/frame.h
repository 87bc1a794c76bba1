/* Around every page: the way out, crisis help, the menu, the footer.  And the pages that say what went wrong. */
#pragma once
#include "core.h"

/* What struct house lends to reply_page: title is already in the reader's language, or NULL.  Neither asks anything of the
 * database.  The language buttons post lang and back (a path of ours) to /language without a token: that route says
 * .no_csrf, so that a first visit sets no cookie. */
void frame_open(struct req *r, const char *title);
void frame_close(struct req *r);

/* A whole page about an HTTP status, 400 to 599, in plain words with a way on.  Needs no database and no route. */
void frame_error(struct req *r, int http);
/* The page for an account that asked for too much in a minute (429): how many seconds to wait, and for a form what was typed,
 * to be sent once more as it is. */
void frame_paced(struct req *r, int seconds);
/* A form whose page was made for another session, most often one that has ended meanwhile: what was typed, to be sent once more after
 * signing in.  False, and nothing drawn: it holds what no page may show (a password, a file), or nothing was asked. */
bool frame_unsent(struct req *r);
/* The same words for the other doors: "The server is busy just now." (a message, N_). */
const char *frame_error_words(int http);

/* Leave must never end in an error page.  True: the request was for Leave, and r->reply now leads to a neutral place. */
bool own_leave_anyway(struct req *r);
bool own_is_leave(const struct req *r);     /* the way out, whether or not its community is there */

/* GET /safety: what Leave does and does not do, who can read what.  A handler that needs no database. */
enum status frame_safety(struct req *r);

/* What each page of the server itself is drawn from: the frame, errors, how we keep you safe. */
#pragma once
#include "core.h"

/* current: "page" here, "true" somewhere below it, NULL elsewhere, as aria-current says it. */
struct server_menu_item { const char *label, *path, *current; bool counts; };      /* counts: what waits for the reader is told beside it */
struct server_menu { size_t n; struct server_menu_item *at; };
/* rest: behind "More"; in_rest: the current place is among them.  live: the community whose stream the page listens to; NULL: none. */
struct server_top_view { const char *title, *place, *home, *assets, *said, *live; struct server_menu menu, rest; bool in_rest; };
PAGE(server_top);

/* What stands below: first the words, then (frame.c) a form for each other language, then the end. */
struct server_foot_view { bool unused; };
PAGE(server_foot);
struct server_end_view { bool signed_in; };
PAGE(server_end);

/* crisis: the community's own lines may be out of reach. */
struct server_error_view { const char *heading, *words, *home, *number; bool again, crisis; };
PAGE(server_error);

/* sent: it was a form; kept: what was typed follows, to be sent once more (frame.c). */
struct server_paced_view { int64_t seconds; bool sent, kept; };
PAGE(server_paced);
struct server_paced_end_view { const char *number; };
PAGE(server_paced_end);

/* Before what was typed (frame.c). */
struct server_unsent_view { bool signed_in; };
PAGE(server_unsent);

struct server_safety_view { const char *home; };
PAGE(server_safety);

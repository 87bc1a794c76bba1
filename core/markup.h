/* People's own words → safe HTML, through md4c with raw HTML off and our own callbacks: paragraphs, emphasis, lists, links
 * (https, mailto, tel and own paths; rel="nofollow noreferrer"), line breaks.  No pictures, nothing that fetches. */
#pragma once
#include "out.h"

/* text: well-formed UTF-8, at most 64 KiB; NULL gives an empty one. */
struct safe_html markup(struct arena *a, const char *text);

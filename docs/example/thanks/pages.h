/* What the page is drawn from. */
#pragma once
#include "thanks.h"
#include "queries.h"

struct thanks_new { const char *words; };
struct thanks_list_view { struct thanks_newest_list said; FORM_VIEW(thanks_new) form; };
PAGE(thanks_list);

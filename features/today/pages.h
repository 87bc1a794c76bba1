/* What the page of this feature is drawn from. */
#pragma once
#include "today.h"

struct today_show_view { const char *name; int64_t now, waits; bool morning, evening, nothing, outside; struct safe_html cards; struct cards_named_list see; };
PAGE(today_show);

struct today_waiting_view { int64_t waits; };
PAGE(today_waiting);

/* What the probe's pages are drawn from. */
#pragma once
#include "core.h"

struct probe_form { const char *text; int64_t version; };
struct probe_form_view { FORM_VIEW(probe_form) form; const char *stored; };
PAGE(probe_form);

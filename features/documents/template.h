/* The forms that ship with Kith.  A part is never taken out of one: it is marked retired, and shown to whoever wrote in it. */
#pragma once
#include "documents.h"

extern const struct documents_template documents_story, documents_wellness, documents_crisis, documents_appointment;
/* All of them, in the order in which they are offered. */
const struct documents_template *const *document_templates(size_t *ret_n);

/* What is answered where there may be neither memory nor database, nor a request that could be understood: one small page in every
 * language, on which Leave and crisis help come first, and for programs an error in the shape that all errors have. */
#pragma once
#include "core.h"

/* The page: kept says that what was sent is there, else that it did not work.  Lives as long as the program. */
struct slice bare_page(bool kept);
/* The same as JSON; code: of the error, a literal such as "malformed". */
struct slice bare_json(bool kept, const char *code);

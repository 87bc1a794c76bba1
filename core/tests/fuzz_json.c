/* Any bytes as a JSON body. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena a = { 0 };
	struct params p;
	if (params_json(&a, (struct slice){ (const char *)data, n }, &p))
		params_hold(&p);
	arena_end(&a);
	return 0;
}

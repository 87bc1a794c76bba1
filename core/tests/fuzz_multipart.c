/* Any bytes as a multipart body: the first line is the content type. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena a = { 0 };
	struct params p;
	const uint8_t *end = n ? memchr(data, '\n', n) : NULL;
	if (!end)
		return 0;
	const char *type = arena_copy(&a, (const char *)data, (size_t)(end - data));
	struct slice body = { (const char *)end + 1, n - (size_t)(end - data) - 1 };
	if (params_multipart(&a, type, body, &p)) {
		params_hold(&p);
		for (size_t i = 0; i < p.n; i++)
			HOLDS(p.at[i].value.at >= body.at && p.at[i].value.at + p.at[i].value.n <= body.at + body.n);
	}
	arena_end(&a);
	return 0;
}

/* Any bytes as text: trimming, folding and escaping keep what they promise. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena a = { 0 };
	struct out o = { 0 };
	struct slice s = { (const char *)data, n };
	struct slice t = slice_trim(s);
	HOLDS(t.n <= s.n && t.at >= s.at && t.at + t.n <= s.at + s.n);
	HOLDS(slice_same(slice_trim(t), t));
	const char *trimmed = str_trim(&a, s);
	HOLDS(strlen(trimmed) <= n);
	if (str_utf8(s)) {
		HOLDS(str_utf8((struct slice){ trimmed, strlen(trimmed) }));
		HOLDS(str_points(s) <= n);
	}
	const char *text = arena_copy(&a, s.at, n), *once = str_fold(&a, text);
	HOLDS(strcmp(once, str_fold(&a, once)) == 0);
	out_text_slice(&o, s);
	HOLDS(o.n == 0 || !memchr(o.at, '<', o.n));
	o.n = 0;
	out_attr_slice(&o, s);
	HOLDS(o.n == 0 || !memchr(o.at, '"', o.n));
	o.n = 0;
	out_urlpart_str(&o, text);
	out_end(&o);
	int64_t i;
	if (str_int(s, INT64_MIN, INT64_MAX, &i))
		HOLDS(n > 0 && n < 1000);
	arena_end(&a);
	return 0;
}

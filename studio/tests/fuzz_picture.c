/* Any bytes as a picture: whatever is wrong with them, the answer is a picture without anything else in it, or none. */
#include "fuzz.h"
#include "picture.h"

enum { PIXELS = 1 << 18 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena a = { 0 };
	struct remade made;
	jmp_buf full;
	a.way_out = &full;
	if (!setjmp(full)) {
		picture_remake(&a, (struct slice){ (const char *)data, n }, PIXELS, &made);
		HOLDS(made.end == REMADE || made.end == REMAKE_UNKNOWN || made.end == REMAKE_HURT || made.end == REMAKE_LARGE);
		HOLDS((made.end == REMADE) == (made.whole.n > 0));
		if (made.end == REMADE) {
			HOLDS(made.width > 0 && made.width <= REMAKE_SIDE && made.height > 0 && made.height <= REMAKE_SIDE);
			HOLDS(!memmem(made.whole.at, made.whole.n, "Exif", 4) && !memcmp(made.whole.at + made.whole.n - 2, "\xff\xd9", 2));
		}
	}
	arena_end(&a);
	return 0;
}

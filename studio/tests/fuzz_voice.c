/* Any bytes as a recording. */
#include "fuzz.h"
#include "voice.h"

/* libsndfile 1.2 does not free what libvorbis had begun when the head of an Ogg file is damaged.  In Kith each recording has a
 * process of its own, which ends with it. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) { return "leak:vorbis_info_init\n"; }

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena a = { 0 };
	struct remade made;
	jmp_buf full;
	a.way_out = &full;
	if (!setjmp(full)) {
		voice_remake(&a, (struct slice){ (const char *)data, n }, &made);
		HOLDS((made.end == REMADE) == (made.whole.n > 0));
		HOLDS(made.end != REMADE || (made.seconds > 0 && made.seconds <= REMAKE_VOICE_SECONDS + 1));
	}
	arena_end(&a);
	return 0;
}

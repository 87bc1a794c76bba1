/* Any bytes as a file that was said to leave a log: an export, a proof, a signed head.  Refused, or exactly what would be written
 * anew; and never believed under another head than its own. */
#include "fuzz.h"
#include "audit.h"

static void head_holds(struct arena *a, struct slice line)
{
	struct log_head h;
	struct log_witnessed w;
	if (head_read(a, line, &h)) {
		const char *again = head_text(a, &h);
		HOLDS(slice_same(line, (struct slice){ again, strlen(again) }));
	}
	if (witnessed_read(a, line, &w)) {
		const char *again = witnessed_text(a, &w);
		HOLDS(slice_same(line, (struct slice){ again, strlen(again) }));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const struct log_head other = { .size = 1 };
	jmp_buf out;
	struct arena a = { .way_out = &out };
	struct slice file = { (const char *)data, n }, last = head_last_line(file);
	struct log_head own;
	struct verified v;
	if (setjmp(out) == 0) {
		HOLDS(last.n <= n && (!last.n || !memchr(last.at, '\n', last.n)));
		head_holds(&a, last);
		HOLDS(log_verify(&a, file, &other, &v));
		if (head_read(&a, last, &own) && !log_verify(&a, file, &own, &v))
			HOLDS(v.since == 0 && v.erased >= 0 && v.erased <= v.entries && v.keys <= v.entries);
	}
	arena_end(&a);
	return 0;
}

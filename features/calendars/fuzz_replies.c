/* Any bytes as a mailbox: messages are found or not, and what is read of an answer is whole and within its limits. */
#include "fuzz.h"
#include "calendar.h"
#include "letters.h"

static enum status look(void *context, struct slice calendar)
{
	struct arena a = { 0 };
	struct calendar_replies all;
	size_t *n = context;
	HOLDS(!calendar.at || (calendar.n && calendar.n <= CALENDAR_REPLY_BYTES));
	if (calendar.at && calendar_replies_read(&a, calendar, &all) == CALENDAR_REPLIES) {
		HOLDS(all.n > 0 && all.n <= CALENDAR_REPLIES_MAX);
		for (size_t i = 0; i < all.n; i++) {
			const struct calendar_reply *x = &all.at[i];
			HOLDS(x->uid && x->organizer && x->answer >= CALENDAR_YES && x->answer <= CALENDAR_NO && x->sequence >= 0 && x->stamp >= 0);
			HOLDS(x->recurs_at == NO_INT || x->recurs_day == NO_INT);
			HOLDS(strlen(x->uid) + strlen(x->organizer) < CALENDAR_REPLY_BYTES);
		}
	}
	arena_end(&a);
	return ++*n > 100000 ? FULL : OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	size_t seen = 0;
	HOLDS(letters_read((struct slice){ (const char *)data, n }, look, &seen) == OK);
	HOLDS(!n == !seen);
	return 0;
}

/* Any bytes as a mailbox: messages are found or not, and what is read of an answer is whole and within its limits. */
#include "fuzz.h"
#include "calendar.h"
#include "house.h"
#include "letter.h"
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

/* What the studio's program does with it. */
static void here(struct studio *s, struct arena *a, enum remake_kind kind, struct slice sent, struct remade *ret)
{
	(void)s;
	HOLDS(kind == REMAKE_LETTER);
	letter_begin();
	letter_remake(a, sent, ret);
	HOLDS((ret->end == REMADE) == (ret->whole.n > 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const struct house house = { .remake = here };
	struct req r = { .house = &house };
	size_t seen = 0;
	HOLDS(letters_read(&r, (struct slice){ (const char *)data, n }, look, &seen) == OK);
	HOLDS(!n == !seen);
	return 0;
}

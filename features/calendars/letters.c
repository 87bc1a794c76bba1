/* A mailbox taken apart into messages, each opened in the studio: it comes from anybody.
 * Leaves multipart and its kin to studio/letter.c and what a calendar part says to core/calendar_read.c. */
#include "letters.h"
#include "house.h"

static const char begins[] = "From ";       /* each message of an mbox (RFC 4155) */

static bool from_line(struct slice s) { return s.n >= strlen(begins) && memcmp(s.at, begins, strlen(begins)) == 0; }

static struct slice behind(struct slice s, const char *newline)
{
	size_t n = newline ? (size_t)(newline + 1 - s.at) : s.n;
	return (struct slice){ s.at + n, s.n - n };
}

/* Takes the first message off the front; the line that begins it in an mbox is not a part of it. */
static struct slice take_first(struct slice *left, bool many)
{
	struct slice first = *left;
	if (!many) {
		*left = (struct slice){ left->at + left->n, 0 };
		return first;
	}
	first = behind(first, memchr(first.at, '\n', first.n));
	*left = first;
	while (left->n && !from_line(*left))
		*left = behind(*left, memchr(left->at, '\n', left->n));
	return (struct slice){ first.at, first.n - left->n };
}

static enum status open_one(struct req *r, struct slice message, letter_each *each, void *context)
{
	struct arena a = { .way_out = r->arena.way_out };
	struct remade made;
	enum status st = BUSY;
	r->house->remake(r->house->studio, &a, REMAKE_LETTER, message, &made);
	if (made.end == REMAKE_AWAY || made.end == REMAKE_BUSY)
		fault(r, NULL, "studio", N_("What opens mail is not there right now. Nothing was taken."));
	else if (made.end == REMADE)
		st = each(context, (struct slice){ (const char *)made.whole.at, made.whole.n });
	else
		st = each(context, (struct slice){ made.end == REMAKE_HURT ? "" : NULL, 0 });
	arena_end(&a);
	return st;
}

enum status letters_read(struct req *r, struct slice mailbox, letter_each *each, void *context)
{
	bool many = from_line(mailbox);
	enum status st = OK;
	while (mailbox.n && st == OK)
		st = open_one(r, take_first(&mailbox, many), each, context);
	return st;
}

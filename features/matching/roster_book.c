/* Texts (ids, codes) → small numbers, dense from 0 in the order in which they came, and back.  Leaves what is numbered to
 * roster_read.c. */
#include "roster_inside.h"

struct book book_of(struct arena *a, size_t room)
{
	struct book b = { .slots = 16 };
	while (b.slots < 2 * room)
		b.slots *= 2;
	b.text = ARENA_ARRAY(a, room, const char *);
	b.slot = ARENA_ARRAY(a, b.slots, uint32_t);
	return b;
}

static uint32_t *slot_of(const struct book *b, const char *text)
{
	size_t at = words_hash(text) & (b->slots - 1);
	while (b->slot[at] && strcmp(b->text[b->slot[at] - 1], text) != 0)
		at = (at + 1) & (b->slots - 1);
	return &b->slot[at];
}

uint32_t book_find(const struct book *b, const char *text) { return *slot_of(b, text); }

uint32_t book_add(struct arena *a, struct book *b, const char *text, size_t most)
{
	uint32_t *slot = slot_of(b, text);
	if (!*slot && b->n < most) {
		b->text[b->n] = arena_str(a, text);
		*slot = (uint32_t)++b->n;
	}
	return *slot;
}

void book_same(struct arena *a, struct book *b, const struct book *from)
{
	memcpy(b->slot, from->slot, from->slots * sizeof *b->slot);
	for (; b->n < from->n; b->n++)
		b->text[b->n] = arena_str(a, from->text[b->n]);
}

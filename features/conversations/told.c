/* Telling the coordinators about a message: the way in to a report.  This message and the newest others of the same person can be
 * ticked; what is ticked is carried as it reads now, and nothing else. */
#include "inside.h"
#include "queries.h"

enum { OFFERED = 12 };

static struct reports_item item_of(struct req *r, const char *id, const char *words, int64_t with)
{
	return (struct reports_item){ "message", id, *words ? words : talk_snippet(r, words), with };
}

static enum status carry(struct req *r, const struct reports_item *x, struct reports_carrying *to)
{
	return enclosed_carry(r, x->id, to);
}

/* .of for both routes: MISSING for one's own, and where nothing of theirs is left to be told about. */
enum status talk_told_of(struct req *r)
{
	const char *conversation = r->part[0], *id = r->part[1];
	struct reports_from *from = ARENA_NEW(&r->arena, struct reports_from);
	struct messages_of_writer_list all;
	struct message_get m;
	size_t n = 0;
	TRY(message_of(r));
	const struct conversations_one *c = r->object;  /* what message_of leaves begins with it */
	TRY(message_get(r, id, conversation, c->after, &m));
	if (!m.writer || may(r, MAY_OWNER))
		return MISSING;
	TRY(messages_of_writer(r, conversation, m.writer, OFFERED, c->after, &all));
	struct reports_item *items = ARENA_ARRAY(&r->arena, all.n + 1, struct reports_item);
	if (m.words && m.taken_down == NO_INT)
		items[n++] = item_of(r, m.id, m.words, m.enclosures);
	for (size_t k = 0; k < all.n; k++)
		if (!str_same(all.at[k].id, m.id) && all.at[k].words)
			items[n++] = item_of(r, all.at[k].id, all.at[k].words, all.at[k].enclosures);
	*from = (struct reports_from){
		.about = m.writer, .name = people_name_or_left(r, m.name), .n = n, .item = items, .carry = carry,
		.back = arena_printf(&r->arena, "%s/conversations/%s/messages/%s", r->out.base, conversation, id),
	};
	r->object = from;
	return OK;
}

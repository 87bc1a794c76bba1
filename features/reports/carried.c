/* Pictures and recordings that were attached to a report: kept as they were then, under the key of who told; shown to those who decide
 * about it, and to nobody else.  Knows nothing of where they came from. */
#include "inside.h"
#include "remake.h"

enum status reports_carry(struct req *r, struct reports_carrying *to, const struct reports_carried *x)
{
	const char *id = id_new(r), *me = r->who.person;
	struct bytes sealed;
	to->bytes += x->whole.n;
	if (to->bytes > REPORTS_CARRIED_MOST)
		return fault(r, "items", "large", N_("The pictures and voice notes of what you ticked are too much for one report. Please tick less, and tell the rest in a second one."));
	TRY(seal_close_bytes(r, "carried.whole", me, id, x->whole, &sealed));
	return carried_add(r, id, to->item, me, ++to->place, x->voice ? "voice" : "picture", x->words, x->width, x->height, x->seconds, sealed, NULL);
}

/* ---- shown ---- */

/* "1:05" */
static const char *length_of(struct req *r, int64_t seconds)
{
	return seconds == NO_INT ? NULL : arena_printf(&r->arena, "%lld:%02lld", (long long)seconds / 60, (long long)seconds % 60);
}

enum status reports_carried_into(struct req *r, const char *report, const struct report_items_list *items, struct report_item_seen *seen)
{
	struct carried_of_list all;
	TRY(carried_of(r, report, &all));
	for (size_t i = 0, k = 0; i < items->n; i++) {
		seen[i].with.at = ARENA_ARRAY(&r->arena, all.n + 1, struct report_carried_seen);
		for (k = 0; k < all.n; k++)
			if (str_same(all.at[k].item, items->at[i].id))
				seen[i].with.at[seen[i].with.n++] = (struct report_carried_seen){
					.id = all.at[k].id, .words = all.at[k].words, .length = length_of(r, all.at[k].seconds),
					.width = all.at[k].width, .height = all.at[k].height, .picture = str_same(all.at[k].kind, "picture") };
	}
	return OK;
}

static enum status whole_of(struct req *r, const char *kind, const char *type)
{
	const struct report_get *x = r->object;
	struct carried_whole c;
	struct bytes clear;
	TRY(carried_whole(r, r->part[1], x->id, kind, &c));
	TRY(seal_open_bytes(r, &r->arena, "carried.whole", c.owner, c.id, c.whole, &clear));
	if (!clear.at)
		return MISSING;
	out_raw(&r->out, (const char *)clear.at, clear.n);
	r->reply.type = type;
	return OK;
}

enum status reports_picture(struct req *r) { return whole_of(r, "picture", REMAKE_PICTURE_TYPE); }

enum status reports_voice(struct req *r)
{
	r->reply.in_parts = true;
	return whole_of(r, "voice", REMAKE_VOICE_TYPE);
}

/* ---- as files ---- */

static enum status file_one(void *context, const struct reports_files_carried *x)
{
	return mine_sealed_file(context, "carried.whole", x->owner, x->id, x->whole, x->file);
}

enum status reports_files(struct req *r, const char *person, mine_file *each, void *context)
{
	jmp_buf full;
	struct mine_sealed f = { .r = r, .each = each, .context = context, .opened.way_out = &full };
	enum status st = setjmp(full) ? BROKEN : reports_files_carried(r, person, file_one, &f);
	arena_end(&f.opened);
	return st;
}

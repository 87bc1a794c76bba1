/* Pictures and recordings that came with messages: in the lines of a conversation, on the page of one message, as bytes for whoever
 * may read the message at this moment, and as files for whoever takes everything along. */
#include "inside.h"
#include "enclose.h"
#include "remake.h"
#include "queries.h"

const char *conversations_length(struct req *r, int64_t seconds)
{
	return seconds == NO_INT ? NULL : arena_printf(&r->arena, "%lld:%02lld", (long long)seconds / 60, (long long)seconds % 60);
}

void conversations_shown_size(int64_t *width, int64_t *height)
{
	int64_t longest = *width > *height ? *width : *height;
	if (*width == NO_INT || longest <= REMAKE_SMALL_SIDE)
		return;
	*width = (*width * REMAKE_SMALL_SIDE + longest - 1) / longest;
	*height = (*height * REMAKE_SMALL_SIDE + longest - 1) / longest;
}

static struct talk_enclosed shown(struct req *r, const struct enclosures_of *x)
{
	return (struct talk_enclosed){ .id = x->id, .words = x->words, .length = conversations_length(r, x->seconds), .seconds = x->seconds,
		.picture = x->width != NO_INT, .width = x->width, .height = x->height };
}

enum status enclosed_of_message(struct req *r, const char *message, struct talk_enclosed_list *ret)
{
	struct enclosures_of_list all;
	TRY(enclosures_of(r, message, &all));
	*ret = (struct talk_enclosed_list){ .at = ARENA_ARRAY(&r->arena, all.n, struct talk_enclosed) };
	for (size_t k = 0; k < all.n; k++)
		ret->at[ret->n++] = shown(r, &all.at[k]);
	return OK;
}

static struct talk_line *line_of(struct talk_line *lines, size_t n, const char *id)
{
	for (size_t k = 0; k < n; k++)
		if (str_same(lines[k].id, id))
			return &lines[k];
	return NULL;
}

enum status enclosed_into_lines(struct req *r, const char *conversation, size_t n, struct talk_line *lines)
{
	struct enclosures_between_list all;
	if (!n)
		return OK;
	TRY(enclosures_between(r, conversation, lines[0].place, lines[n - 1].place, &all));
	for (size_t k = 0; k < all.n; k++) {
		const struct enclosures_between *x = &all.at[k];
		struct talk_line *l = line_of(lines, n, x->message);
		if (!l)
			continue;               /* of somebody kept apart */
		if (!l->enclosed.at)
			l->enclosed.at = ARENA_ARRAY(&r->arena, ENCLOSED_MAX, struct talk_enclosed);
		struct enclosures_of one = { x->id, x->writer, x->words, x->width, x->height, x->seconds };
		conversations_shown_size(&one.width, &one.height);
		if (l->enclosed.n < ENCLOSED_MAX)
			l->enclosed.at[l->enclosed.n++] = shown(r, &one);
	}
	return OK;
}

/* ---- the bytes ---- */

static enum status sent(struct req *r, const char *place, const char *writer, const char *id, struct bytes sealed, const char *type)
{
	struct bytes clear = { 0 };
	if (sealed.at)
		TRY(seal_open_bytes(r, &r->arena, place, writer, id, sealed, &clear));
	if (!clear.at)
		return MISSING;
	out_raw(&r->out, (const char *)clear.at, clear.n);
	r->reply.type = type;
	return OK;
}

enum status conversations_piece_send(struct req *r, const char *message, const char *id, enum conversations_piece piece)
{
	struct enclosure_whole x;
	struct enclosure_small small;
	if (piece == CONVERSATIONS_PICTURE_SMALL) {
		TRY(enclosure_small(r, id, message, &small));
		return sent(r, "enclosure_bytes.small", small.writer, small.id, small.small, REMAKE_PICTURE_TYPE);
	}
	bool voice = piece == CONVERSATIONS_VOICE;
	r->reply.in_parts = voice;
	TRY(enclosure_whole(r, id, message, voice ? "voice" : "picture", &x));
	return sent(r, "enclosure_bytes.whole", x.writer, x.id, x.whole, voice ? REMAKE_VOICE_TYPE : REMAKE_PICTURE_TYPE);
}

static enum status send_if_readable(struct req *r, enum conversations_piece piece)
{
	return message_readable(r) ? conversations_piece_send(r, r->part[1], r->part[2], piece) : MISSING;
}

enum status picture_show(struct req *r) { return send_if_readable(r, CONVERSATIONS_PICTURE); }
enum status picture_small_show(struct req *r) { return send_if_readable(r, CONVERSATIONS_PICTURE_SMALL); }
enum status voice_play(struct req *r) { return send_if_readable(r, CONVERSATIONS_VOICE); }

/* ---- carried along by a report ---- */

enum status enclosed_carry(struct req *r, const char *message, struct reports_carrying *to)
{
	struct enclosures_whole_list all;
	TRY(enclosures_whole(r, message, &all));
	for (size_t k = 0; k < all.n; k++) {
		const struct enclosures_whole *x = &all.at[k];
		struct bytes clear;
		TRY(seal_open_bytes(r, &r->arena, "enclosure_bytes.whole", x->writer, x->id, x->whole, &clear));
		if (clear.at)
			TRY(reports_carry(r, to, &(struct reports_carried){ x->seconds != NO_INT, x->words, x->width, x->height, x->seconds, clear }));
	}
	return OK;
}

/* ---- as files ---- */

static enum status file_one(void *context, const struct enclosures_files *x)
{
	return mine_sealed_file(context, "enclosure_bytes.whole", x->writer, x->id, x->whole, x->file);
}

enum status enclosed_files(struct req *r, const char *person, mine_file *each, void *context)
{
	jmp_buf full;
	struct mine_sealed f = { .r = r, .each = each, .context = context, .opened.way_out = &full };
	enum status st = setjmp(full) ? BROKEN : enclosures_files(r, person, file_one, &f);
	arena_end(&f.opened);
	return st;
}

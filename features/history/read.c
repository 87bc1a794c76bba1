/* Reading what was handed on, by who walks with the person now.  Each reading stands in the list of those whose words were opened. */
#include "inside.h"
#include "house.h"
#include "markup.h"

static const struct form_field history_page_fields[] = { INT_FIELD(struct history_page, before, .min = 1, .max = INT64_MAX, .label = N_("Before")) };
const struct form history_page_form = FORM(history_page, history_page_fields);

enum status history_of(struct req *r)
{
	struct history_get *h = ARENA_NEW(&r->arena, struct history_get);
	bool apart;
	TRY(history_get(r, r->part[0], r->community.id, h));
	if (!h->open)
		return MISSING;
	TRY(experiences_apart(r, h->person, r->who.person ? r->who.person : h->person, &apart));
	if (str_same(h->reader, r->who.person) && !apart)
		r->who.may |= MAY_PARTY;
	if (h->former && str_same(h->former, r->who.person) && !apart)
		r->who.may |= MAY_OWNER;
	r->object = h;
	return OK;
}

static int64_t day_of(const struct req *r, int64_t at)
{
	struct civil c = zone_civil(r->reader.zone, at);
	return day_number(c.year, c.month, c.day);
}

static void fill(struct req *r, struct history_line *l, const struct history_messages *m, const struct history_messages *before, int64_t fold)
{
	*l = (struct history_line){
		.id = m->id, .said = m->said, .day_at = m->said, .theirs = m->theirs, .gone = m->gone, .hidden = !m->writer && !m->gone, .edited = m->edited,
		.name = m->writer ? people_name_or_left(r, m->name) : NULL, .topics = conversations_topics_set(m->topics),
		.day_first = !before || day_of(r, before->said) != day_of(r, m->said),
	};
	l->folded = (l->topics & fold) != 0;
	if (m->words)
		l->words = markup(&r->arena, m->words);
}

static const struct json_field with_json[] = {
	JSON_TEXT(history_enclosed_one, id), JSON_TEXT(history_enclosed_one, words), JSON_FLAG(history_enclosed_one, picture),
};
static const struct json_field line_json[] = {
	{ .name = "with", .kind = JSON_K_LIST, .at = offsetof(struct history_line, with.all), .each = with_json, .each_n = COUNT(with_json),
	  .each_size = sizeof(struct history_enclosed_one) },
	JSON_TEXT(history_line, id), JSON_TEXT(history_line, name), JSON_TIME(history_line, said), JSON_FLAG(history_line, theirs),
	JSON_FLAG(history_line, hidden), JSON_FLAG(history_line, gone),
};
static const struct json_field history_read_json[] = {
	JSON_TEXT(history_read_view, id), JSON_TEXT(history_read_view, name), JSON_TIME(history_read_view, from_at), JSON_TIME(history_read_view, until_at),
	JSON_FLAG(history_read_view, shows), JSON_FLAG(history_read_view, older), JSON_INT(history_read_view, earlier),
	JSON_LIST(history_read_view, lines, line_json),
};

static struct history_line *line_of(struct history_read_view *v, const char *id)
{
	for (size_t k = 0; k < v->lines.n; k++)
		if (str_same(v->lines.at[k].id, id))
			return &v->lines.at[k];
	return NULL;
}

/* Of those messages whose words are shown, and of no other: what somebody's yes is missing for is not even opened. */
static enum status what_came(struct req *r, const struct history_get *h, int64_t first, int64_t last, struct history_read_view *v)
{
	struct history_enclosed_list all;
	TRY(history_enclosed(r, h->conversation, h->person, h->shows, h->from_at, h->until_at, first, last, &all));
	for (size_t k = 0; k < all.n; k++) {
		struct history_enclosed *x = &all.at[k];
		struct history_line *l = line_of(v, x->message);
		if (!l)
			continue;
		if (!l->with.all.at)
			l->with = (struct history_with_view){ .share = h->id, .message = l->id, .all.at = ARENA_ARRAY(&r->arena, all.n, struct history_enclosed_one) };
		conversations_shown_size(&x->width, &x->height);
		l->with.all.at[l->with.all.n++] = (struct history_enclosed_one){ .id = x->id, .words = x->words, .length = conversations_length(r, x->seconds),
			.width = x->width, .height = x->height, .picture = x->width != NO_INT };
	}
	return OK;
}

static enum status send_if_handed_on(struct req *r, enum conversations_piece piece)
{
	const struct history_get *h = r->object;
	struct history_readable x;
	TRY(history_readable(r, r->part[1], h->conversation, h->person, h->shows, h->from_at, h->until_at, &x));
	return conversations_piece_send(r, x.id, r->part[2], piece);
}

enum status history_picture(struct req *r) { return send_if_handed_on(r, CONVERSATIONS_PICTURE); }
enum status history_picture_small(struct req *r) { return send_if_handed_on(r, CONVERSATIONS_PICTURE_SMALL); }
enum status history_voice(struct req *r) { return send_if_handed_on(r, CONVERSATIONS_VOICE); }

enum status history_read(struct req *r)
{
	const struct history_get *h = r->object;
	const struct history_page *f = r->form;
	struct history_messages_list m;
	struct history_read_view v = { .id = h->id, .connection = h->connection, .name = people_name_or_left(r, h->name), .from_at = h->from_at,
		.until_at = h->until_at, .all = h->from_at == 0, .shows = h->shows };
	int64_t fold;
	TRY(conversations_fold(r, &fold));
	TRY(history_messages(r, h->conversation, h->person, h->shows, h->from_at, h->until_at, f && f->before != NO_INT ? f->before : INT64_MAX,
			     HISTORY_PAGE + 1, &m));
	v.older = m.n > HISTORY_PAGE;
	size_t n = v.older ? HISTORY_PAGE : m.n;
	v.lines.at = ARENA_ARRAY(&r->arena, n + 1, struct history_line);
	for (size_t k = n; k-- > 0; )
		fill(r, &v.lines.at[v.lines.n++], &m.at[k], k + 1 < n ? &m.at[k + 1] : NULL, fold);
	v.earlier = n ? m.at[n - 1].place : 0;
	if (n)
		TRY(what_came(r, h, m.at[n - 1].place, m.at[0].place, &v));
	return REPLY(r, history_read, &v);
}

/* News that anyone may read, without an account: a list, one of them, and a feed.  Only the title and the first words, without a name;
 * what members say to it stays with them. */
#include "inside.h"
#include "house.h"
#include "markup.h"
#include "queries.h"

enum { OPEN_AT_ONCE = 20, OPEN_ON_CARD = 3 };

/* "Loss, Violence" in the reader's language; NULL: no content note. */
static const char *topics_said(struct req *r, const char *codes)
{
	const char *all = NULL;
	int64_t set = conversations_topics_set(codes);
	for (size_t k = 0; k < conversations_topics.n; k++)
		if (set >> k & 1) {
			const char *one = words_find(r->reader.lang, words_hash(conversations_topics.at[k].label), conversations_topics.at[k].label);
			all = all ? arena_printf(&r->arena, "%s, %s", all, one) : one;
		}
	return all;
}

static enum status read_some(struct req *r, int64_t before, const char *before_id, int64_t limit, struct open_news_rows *ret)
{
	struct news_open_list_list rows;
	TRY(news_open_list(r, r->community.id, before, before_id, limit, &rows));
	*ret = (struct open_news_rows){ .at = ARENA_ARRAY(&r->arena, rows.n, struct open_news_row) };
	for (size_t k = 0; k < rows.n; k++)
		ret->at[ret->n++] = (struct open_news_row){ .id = rows.at[k].id, .title = rows.at[k].title, .since = rows.at[k].since,
			.words = markup(&r->arena, rows.at[k].words), .topics = topics_said(r, rows.at[k].topics) };
	return OK;
}

static const struct json_field open_news_json[] = {
	JSON_TEXT(open_news_row, id), JSON_TEXT(open_news_row, title), JSON_TIME(open_news_row, since), JSON_TEXT(open_news_row, topics),
};
static const struct json_field conversations_open_news_json[] = {
	JSON_LIST(conversations_open_news_view, news, open_news_json), JSON_TEXT(conversations_open_news_view, more_after),
	JSON_INT(conversations_open_news_view, more_at),
};

enum status open_news(struct req *r)
{
	const struct talk_list *f = r->form;
	struct conversations_open_news_view v = { .name = r->community.name };
	bool later = f && f->after && f->at != NO_INT;
	TRY(read_some(r, later ? f->at : INT64_MAX, later ? f->after : "", OPEN_AT_ONCE + 1, &v.news));
	if (v.news.n > OPEN_AT_ONCE) {
		v.news.n = OPEN_AT_ONCE;
		v.more_after = v.news.at[OPEN_AT_ONCE - 1].id;
		v.more_at = v.news.at[OPEN_AT_ONCE - 1].since;
	}
	return REPLY(r, conversations_open_news, &v);
}

static const struct json_field conversations_open_one_json[] = { JSON_TEXT(conversations_open_one_view, said), JSON_TEXT(conversations_open_one_view, title),
	JSON_TIME(conversations_open_one_view, since) };

enum status open_news_one(struct req *r)
{
	struct news_open_one x;
	TRY(news_open_one(r, r->community.id, r->part[0], &x));
	struct conversations_open_one_view v = {
		.name = r->community.name, .title = x.title, .said = x.words, .since = x.since,
		.words = markup(&r->arena, x.words), .topics = topics_said(r, x.topics),
	};
	return REPLY(r, conversations_open_one, &v);
}

enum status open_news_card(struct req *r)
{
	struct conversations_open_card_view v;
	TRY(read_some(r, INT64_MAX, "", OPEN_ON_CARD, &v.news));
	if (v.news.n)
		conversations_open_card_draw(&r->out, &v);
	return OK;
}

/* ---- the feed: RFC 4287 ---- */

static void moment(struct out *o, int64_t at)
{
	struct civil c = zone_civil(NULL, at);
	out_printf(o, "<updated>%04d-%02d-%02dT%02d:%02d:%02dZ</updated>\n", c.year, c.month, c.day, c.hour, c.minute, c.second);
}

/* The address of the list, or of one of them; it is their id too. */
static const char *address(struct req *r, const char *end)
{
	const char *base = r->house->public_address ? r->house->public_address : "";
	return arena_printf(&r->arena, "%s/c/%s/open-news%s", base, r->community.slug, end);
}

static void named(struct out *o, const char *element, const char *text)
{
	out_printf(o, "<%s>", element);
	out_text_str(o, text);
	out_printf(o, "</%s>\n", element);
}

static void linked(struct out *o, const char *relation, const char *to)
{
	out_printf(o, "<link rel=\"%s\" href=\"", relation);
	out_attr_str(o, to);
	OUT_LITERAL(o, "\"/>\n");
}

/* A content note stands instead of the words: whoever wants them opens the page. */
static void entry(struct req *r, const struct news_open_list *x)
{
	struct out *o = &r->out;
	const char *to = address(r, arena_printf(&r->arena, "/%s", x->id)), *topics = topics_said(r, x->topics);
	OUT_LITERAL(o, "<entry>\n");
	named(o, "id", to);
	named(o, "title", x->title);
	linked(o, "alternate", to);
	moment(o, x->edited != NO_INT && x->edited > x->since ? x->edited : x->since);
	OUT_LITERAL(o, "<content type=\"html\">");
	out_text_str(o, topics ? topics : markup(&r->arena, x->words).html);
	OUT_LITERAL(o, "</content>\n</entry>\n");
}

enum status open_news_feed(struct req *r)
{
	struct news_open_list_list rows;
	struct out *o = &r->out;
	int64_t newest = 0;
	TRY(news_open_list(r, r->community.id, INT64_MAX, "", OPEN_AT_ONCE, &rows));
	for (size_t k = 0; k < rows.n; k++) {
		int64_t at = rows.at[k].edited != NO_INT && rows.at[k].edited > rows.at[k].since ? rows.at[k].edited : rows.at[k].since;
		newest = at > newest ? at : newest;
	}
	OUT_LITERAL(o, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
	named(o, "id", address(r, ""));
	named(o, "title", r->community.name);
	OUT_LITERAL(o, "<author>");
	named(o, "name", r->community.name);
	OUT_LITERAL(o, "</author>\n");
	linked(o, "self", address(r, "/feed"));
	linked(o, "alternate", address(r, ""));
	moment(o, newest);
	for (size_t k = 0; k < rows.n; k++)
		entry(r, &rows.at[k]);
	OUT_LITERAL(o, "</feed>\n");
	r->reply.type = "application/atom+xml; charset=utf-8";
	return OK;
}

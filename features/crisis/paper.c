/* A crisis plan on paper: a card for the wallet, and one page, which may also be kept on the own device. */
#include "asset.h"
#include "inside.h"

enum { CARD_LINE_MAX = 160 };   /* code points: five lines of a card that is 85 mm wide */

/* Cut at the last word that fits; *ret_cut when something was left out. */
static const char *in_short(struct req *r, const char *words, bool *ret_cut)
{
	struct slice rest = { words, strlen(words) };
	size_t n = 0, end = 0;
	uint32_t point;
	for (size_t bytes = 0; n < CARD_LINE_MAX && rest.n && (bytes = str_point(rest, &point)) > 0; n++) {
		if (point == ' ' || point == '\n')
			end = (size_t)(rest.at - words);
		rest.at += bytes;
		rest.n -= bytes;
	}
	if (!rest.n)
		return words;
	*ret_cut = true;
	return arena_printf(&r->arena, "%.*s …", (int)(end ? end : (size_t)(rest.at - words)), words);
}

static const struct json_field line_json[] = { JSON_TEXT(crisis_line, title), JSON_TEXT(crisis_line, words) };
static const struct json_field crisis_wallet_json[] = {
	JSON_TEXT(crisis_wallet_view, id), JSON_TEXT(crisis_wallet_view, name), JSON_LIST(crisis_wallet_view, front, line_json),
	JSON_LIST(crisis_wallet_view, back, line_json), JSON_FLAG(crisis_wallet_view, cut),
};

enum status crisis_wallet(struct req *r)
{
	static const struct { const char *code; bool front; } wanted[] = {
		{ "call", true }, { "not-call", true }, { "agent", true }, { "helps", false }, { "harms", false }, { "medicines-no", false },
	};
	const struct documents_one *d = r->object;
	struct crisis_wallet_view v = { .id = d->id, .now = r->now };
	struct documents_words_list all;
	TRY(people_name(r, d->owner, &v.name));
	TRY(documents_all(r, d, &all));
	v.front.at = ARENA_ARRAY(&r->arena, COUNT(wanted), struct crisis_line);
	v.back.at = ARENA_ARRAY(&r->arena, COUNT(wanted), struct crisis_line);
	for (size_t k = 0; k < COUNT(wanted); k++)
		for (size_t i = 0; i < all.n; i++) {
			if (!str_same(all.at[i].code, wanted[k].code))
				continue;
			struct crisis_line line = { .title = all.at[i].title, .words = in_short(r, all.at[i].words, &v.cut) };
			if (wanted[k].front)
				v.front.at[v.front.n++] = line;
			else
				v.back.at[v.back.n++] = line;
		}
	return REPLY(r, crisis_wallet, &v);
}

static const struct json_field words_json[] = {
	JSON_TEXT(documents_words, code), JSON_TEXT(documents_words, title), JSON_TEXT(documents_words, words), JSON_TIME(documents_words, saved),
};
static const struct json_field crisis_one_page_json[] = {
	JSON_TEXT(crisis_one_page_view, id), JSON_TEXT(crisis_one_page_view, name), JSON_LIST(crisis_one_page_view, parts, words_json),
};

enum status crisis_one_page(struct req *r)
{
	const struct documents_one *d = r->object;
	struct crisis_one_page_view v = { .id = d->id, .now = r->now, .assets = kith_assets_hash };
	TRY(people_name(r, d->owner, &v.name));
	TRY(documents_all(r, d, &v.parts));
	return REPLY(r, crisis_one_page, &v);
}

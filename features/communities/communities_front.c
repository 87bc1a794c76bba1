/* Before any community: the server's front page, where to go after signing in, and whom to call in a crisis.  What lies
 * inside a community is left to the others. */
#include "communities_inside.h"

/* ---- the front page ---- */

static const struct json_field community_open_json[] = {
	JSON_TEXT(communities_named, slug),
	JSON_TEXT(communities_named, name),
	JSON_TEXT(communities_named, about),
};
static const struct json_field communities_front_json[] = {
	JSON_LIST(communities_front_view, open, community_open_json),
};

/* Communities that anyone may join; about: its first line is enough here. */
static enum status open_ones(struct req *r, struct communities_named_list *ret)
{
	struct communities_open_list rows;
	TRY(communities_open(r, &rows));
	struct communities_named *at = ARENA_ARRAY(&r->arena, rows.n, struct communities_named);
	for (size_t i = 0; i < rows.n; i++) {
		const char *about = rows.at[i].about ? rows.at[i].about : "";
		at[i] = (struct communities_named){ .slug = rows.at[i].slug, .name = rows.at[i].name,
			.about = communities_or_null(arena_copy(&r->arena, about, strcspn(about, "\n"))) };
	}
	*ret = (struct communities_named_list){ rows.n, at };
	return OK;
}

enum status communities_front(struct req *r)
{
	struct communities_mine_list mine;
	if (r->who.person) {
		TRY(communities_of(r, r->who.person, &mine));
		return mine.n == 1 ? redirect(r, "/c/%s/today", mine.at[0].slug) : redirect(r, "/start");
	}
	struct communities_front_view v = { 0 };
	TRY(open_ones(r, &v.open));
	return REPLY(r, communities_front, &v);
}

static const struct json_field community_closed_json[] = {
	JSON_TEXT(communities_start_closed, slug), JSON_TEXT(communities_start_closed, name), JSON_TIME(communities_start_closed, until),
};
static const struct json_field communities_start_json[] = {
	JSON_LIST(communities_start_view, mine, community_open_json),
	JSON_LIST(communities_start_view, open, community_open_json),
	JSON_LIST(communities_start_view, closed, community_closed_json),
};

static bool among(const struct communities_mine_list *mine, const char *slug)
{
	for (size_t i = 0; i < mine->n; i++)
		if (str_same(mine->at[i].slug, slug))
			return true;
	return false;
}

static bool among_closed(const struct communities_closed_to_list *closed, const char *slug)
{
	for (size_t i = 0; i < closed->n; i++)
		if (str_same(closed->at[i].slug, slug))
			return true;
	return false;
}

enum status communities_start(struct req *r)
{
	struct communities_start_view v = { 0 };
	struct communities_mine_list mine;
	struct communities_named_list open;
	struct communities_closed_to_list closed;
	TRY(communities_of(r, r->who.person, &mine));
	TRY(open_ones(r, &open));
	TRY(communities_closed_to(r, r->who.person, r->now, &closed));
	v.closed.at = ARENA_ARRAY(&r->arena, closed.n, struct communities_start_closed);
	for (size_t i = 0; i < closed.n; i++)
		v.closed.at[v.closed.n++] = (struct communities_start_closed){ .slug = closed.at[i].slug, .name = closed.at[i].name,
			.until = closed.at[i].until, .for_good = closed.at[i].until >= COMMUNITIES_FOR_GOOD };
	v.mine.at = ARENA_ARRAY(&r->arena, mine.n, struct communities_named);
	for (size_t i = 0; i < mine.n; i++)
		v.mine.at[v.mine.n++] = (struct communities_named){ .slug = mine.at[i].slug, .name = mine.at[i].name };
	v.open.at = ARENA_ARRAY(&r->arena, open.n, struct communities_named);
	for (size_t i = 0; i < open.n; i++)
		if (!among(&mine, open.at[i].slug) && !among_closed(&closed, open.at[i].slug))
			v.open.at[v.open.n++] = open.at[i];
	return REPLY(r, communities_start, &v);
}

/* ---- crisis help ---- */

/* Where no community says otherwise: 988 is reached from everywhere in the United States. */
static void fallback(struct req *r, struct communities_lines *ret)
{
	struct communities_line *l = ARENA_NEW(&r->arena, struct communities_line);
	*l = (struct communities_line){
		.name = COMMUNITIES_988_NAME, .phone = "988", .text_to = "988",
		.text_word = r->reader.lang == LANG_ES ? "AYUDA" : NULL,
		.chat = COMMUNITIES_988_CHAT, .languages = "en es",
		.hours = words_say(&r->arena, &r->reader, COMMUNITIES_988_HOURS, 0, NULL),
		.what_happens = words_say(&r->arena, &r->reader, COMMUNITIES_988_WHAT, 0, NULL),
		.verified_on = COMMUNITIES_988_VERIFIED,
	};
	*ret = (struct communities_lines){ 1, l };
}

enum status communities_crisis(struct req *r, const char *community, struct communities_lines *ret)
{
	struct communities_lines_shown_list rows = { 0 };
	if (community)
		TRY(communities_lines_shown(r, community, lang_codes[r->reader.lang], communities_today(r), &rows));
	if (rows.n == 0) {
		fallback(r, ret);
		return OK;
	}
	struct communities_line *at = ARENA_ARRAY(&r->arena, rows.n, struct communities_line);
	for (size_t i = 0; i < rows.n; i++)
		at[i] = (struct communities_line){
			.name = rows.at[i].name, .phone = rows.at[i].phone, .text_to = rows.at[i].text_to,
			.text_word = rows.at[i].text_word, .chat = rows.at[i].chat, .languages = rows.at[i].languages,
			.hours = rows.at[i].hours, .what_happens = rows.at[i].what_happens, .verified_on = rows.at[i].verified_on,
		};
	*ret = (struct communities_lines){ rows.n, at };
	return OK;
}

/* "tel:" and what a telephone dials; NULL when there is nothing to dial. */
static const char *dial(struct req *r, const char *scheme, const char *number)
{
	if (!number)
		return NULL;
	char *to = arena_take(&r->arena, strlen(number) + 1);
	size_t n = 0;
	for (const char *s = number; *s; s++)
		if ((*s >= '0' && *s <= '9') || (*s == '+' && n == 0))
			to[n++] = *s;
	return n ? arena_printf(&r->arena, "%s%s", scheme, to) : NULL;
}

/* "en es" → "English, Spanish", in the reader's language. */
static const char *spoken(struct req *r, const char *codes)
{
	struct str_list list = str_split(&r->arena, codes, ' ', 12);
	const char *all = "";
	for (size_t i = 0; i < list.n; i++) {
		int64_t k = communities_place(&people_languages, list.at[i]);
		const char *name = k == NO_INT ? list.at[i] : words_say(&r->arena, &r->reader, people_languages.at[k].label, 0, NULL);
		all = *all ? arena_printf(&r->arena, "%s, %s", all, name) : name;
	}
	return all;
}

static const struct json_field line_shown_json[] = {
	JSON_TEXT(communities_line_shown, name),
	JSON_TEXT(communities_line_shown, phone),
	JSON_TEXT(communities_line_shown, text_to),
	JSON_TEXT(communities_line_shown, text_word),
	JSON_TEXT(communities_line_shown, chat),
	JSON_TEXT(communities_line_shown, languages),
	JSON_TEXT(communities_line_shown, hours),
	JSON_TEXT(communities_line_shown, what_happens),
	JSON_TEXT(communities_line_shown, verified),
};
static const struct json_field communities_crisis_json[] = {
	JSON_LIST(communities_crisis_view, lines, line_shown_json),
};

const char *communities_day_code(struct req *r, int64_t day)
{
	struct civil c = day_civil(day);
	return arena_printf(&r->arena, "%04d-%02d-%02d", c.year, c.month, c.day);
}

enum status communities_crisis_show(struct req *r)
{
	struct communities_crisis_view v = { 0 };
	struct communities_lines lines;
	TRY(communities_crisis(r, r->community.id, &lines));
	v.lines.at = ARENA_ARRAY(&r->arena, lines.n, struct communities_line_shown);
	for (; v.lines.n < lines.n; v.lines.n++) {
		const struct communities_line *l = &lines.at[v.lines.n];
		v.lines.at[v.lines.n] = (struct communities_line_shown){
			.name = l->name, .phone = l->phone, .text_to = l->text_to, .text_word = l->text_word, .chat = l->chat,
			.call_at = dial(r, "tel:", l->phone), .text_at = dial(r, "sms:", l->text_to),
			.languages = l->languages, .spoken = communities_or_null(spoken(r, l->languages)),
			.hours = communities_or_null(l->hours), .what_happens = communities_or_null(l->what_happens),
			.verified_on = l->verified_on, .verified = communities_day_code(r, l->verified_on),
		};
	}
	return REPLY(r, communities_crisis, &v);
}

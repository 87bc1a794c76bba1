/* "About me": all that somebody has told in this community, and who sees it; and the card that invites to begin.
 * Knows how to gather it; each part is changed on a short page of its own (experiences_told.c, experiences_profile.c). */
#include "experiences_inside.h"

enum { HOURS = 24, DAYS = 7 };

static const struct json_field item_json[] = {
	JSON_TEXT(experiences_item, id), JSON_TEXT(experiences_item, tag), JSON_TEXT(experiences_item, words),
	JSON_CHOICE(experiences_item, shown, &experiences_shown), JSON_INT(experiences_item, matters),
	JSON_FLAG(experiences_item, support_with),
};
static const struct json_field word_json[] = { JSON_TEXT(experiences_word, words) };
static const struct json_field experiences_about_me_json[] = {
	JSON_FLAG(experiences_about_me_view, ready), JSON_LIST(experiences_about_me_view, items, item_json),
	JSON_TEXT(experiences_about_me_view, helps), JSON_TEXT(experiences_about_me_view, helps_not),
	JSON_SET(experiences_about_me_view, ways, &experiences_ways), JSON_TEXT(experiences_about_me_view, area),
	JSON_TEXT(experiences_about_me_view, week), JSON_LIST(experiences_about_me_view, interests, word_json),
	JSON_CHOICE(experiences_about_me_view, gender, &experiences_genders),
	JSON_CHOICE(experiences_about_me_view, age_band, &experiences_age_bands),
	JSON_FLAG(experiences_about_me_view, veteran), JSON_FLAG(experiences_about_me_view, family),
	JSON_SET(experiences_about_me_view, wishes, &experiences_wishes),
	JSON_SET(experiences_about_me_view, wishes_needed, &experiences_wishes),
	JSON_INT(experiences_about_me_view, kept_apart),
};

/* An hour of a week without daylight saving (Monday is 1 January 2024), as a moment in the reader's zone: dates are
 * written by the core alone. */
static int64_t week_moment(const struct req *r, int day, int hour)
{
	struct civil c = { .year = 2024, .month = 1, .day = 1 + day + hour / HOURS, .hour = hour % HOURS };
	return zone_moment(r->reader.zone, c);
}

static struct experiences_stretches day_free(struct req *r, int day, uint32_t hours)
{
	struct experiences_stretches s = { .at = ARENA_ARRAY(&r->arena, HOURS / 2, struct experiences_stretch) };
	for (int h = 0; h < HOURS; h++) {
		int from = h;
		while (h < HOURS && hours & 1u << h)
			h++;
		if (h > from)
			s.at[s.n++] = (struct experiences_stretch){ week_moment(r, day, from), week_moment(r, day, h) };
	}
	return s;
}

static struct experiences_free_days week_free(struct req *r, const char *text)
{
	struct experiences_free_days days = { .at = ARENA_ARRAY(&r->arena, DAYS, struct experiences_free_day) };
	struct week w;
	if (!text || !week_read((struct slice){ text, strlen(text) }, &w))
		return days;
	for (int d = 0; d < DAYS; d++)
		if (w.day[d])
			days.at[days.n++] = (struct experiences_free_day){
				.weekday = words_weekday(r->reader.lang, d), .hours = day_free(r, d, w.day[d]) };
	return days;
}

static enum status gather_items(struct req *r, struct experiences_items *ret)
{
	struct experiences_mine_list rows;
	TRY(experiences_mine(r, r->community.id, r->who.person, &rows));
	ret->at = ARENA_ARRAY(&r->arena, rows.n, struct experiences_item);
	ret->n = rows.n;
	for (size_t i = 0; i < rows.n; i++) {
		const struct experiences_mine *e = &rows.at[i];
		ret->at[i] = (struct experiences_item){
			.id = e->id, .tag = experiences_tag_say(r, e->code, e->label, e->label_es), .words = e->words,
			.shown = e->shown, .matters = e->matters, .matters_at = e->matters - 1, .support_with = e->support_with,
		};
	}
	return OK;
}

static enum status gather_interests(struct req *r, struct experiences_word_list *ret)
{
	struct experiences_interests_list rows;
	TRY(experiences_interests(r, r->community.id, r->who.person, &rows));
	ret->at = ARENA_ARRAY(&r->arena, rows.n, struct experiences_word);
	ret->n = rows.n;
	for (size_t i = 0; i < rows.n; i++)
		ret->at[i].words = experiences_tag_say(r, rows.at[i].code, rows.at[i].label, rows.at[i].label_es);
	return OK;
}

static enum status place_name(struct req *r, const char *id, const char **ret)
{
	struct experiences_place p;
	TRY(experiences_place(r, r->community.id, id, &p));
	*ret = p.name;
	return OK;
}

enum status experiences_about_me(struct req *r)
{
	struct experiences_about_me_view v = { 0 };
	struct experiences_profile p;
	struct experiences_apart_count apart;
	TRY(experiences_profile_now(r, &p));
	TRY(gather_items(r, &v.items));
	TRY(gather_interests(r, &v.interests));
	TRY(experiences_apart_count(r, r->who.person, (struct bytes){ 0 }, &apart));
	v.helps = p.helps;
	v.helps_not = p.helps_not;
	v.helps_told = p.helps || p.helps_not;
	v.ways = p.ways;
	v.area = p.area;
	v.reach = p.reach;
	if (p.place)
		TRY(place_name(r, p.place, &v.place));
	v.week = p.week;
	v.free = week_free(r, p.week);
	v.gender = p.gender == NO_INT ? 0 : p.gender;
	v.age_band = p.age_band == NO_INT ? 0 : p.age_band;
	v.veteran = p.veteran;
	v.family = p.family;
	v.facts_told = v.gender || v.age_band || v.veteran || v.family;
	v.wishes = p.wishes;
	v.wishes_needed = p.wishes_needed;
	v.kept_apart = apart.n;
	v.ready = v.items.n && v.ways;
	return REPLY(r, experiences_about_me, &v);
}

/* On Today, until there is enough to find someone by. */
enum status experiences_card(struct req *r)
{
	struct experiences_is_ready have;
	TRY(experiences_is_ready(r, r->community.id, r->who.person, &have));
	struct experiences_card_view v = { .told = have.told > 0, .ways = have.ways > 0 };
	if (!v.told || !v.ways)
		experiences_card_draw(&r->out, &v);
	return OK;
}

/* Asking and offering: the pages.  Knows how an ask is said, changed, taken back and said again; who might answer is left
 * to matching and connections, which own /asks/{id}/people and /offers/{id}/ask. */
#include "asks_inside.h"

static const struct form_field direction_fields[] = {
	CHOICE_FIELD(struct asks_direction, direction, .of = &asks_directions, .label = N_("Which way?")),
};
const struct form asks_direction_form = FORM(asks_direction, direction_fields);

#define KINDS_FIELD(s) SET_FIELD(s, kinds, .required = true, .of = &asks_kinds, .label = N_("What kind of support?"), \
	.hint = N_("Choose as many as you like."))
#define ABOUT_FIELD(s) TEXT_FIELD(s, about, .required = true, .multiline = true, .min = 2, .max = 500, \
	.label = N_("In your own words"), .hint = N_("A few words are enough."))
#define SOON_FIELD(s) CHOICE_FIELD(s, soon, .required = true, .of = &asks_soon, .label = N_("How soon?"))
#define WAYS_FIELD(s) SET_FIELD(s, ways, .of = &experiences_ways, .label = N_("How would you like to meet this time?"), \
	.hint = N_("Choose none, and it is as you said under “About me”."))
#define HELPED_FIELD(s) FLAG_FIELD(s, helped, .label = N_("Please find someone for me"), \
	.hint = N_("A coordinator looks for people with you. You still say yes or no."))

static const struct form_field new_fields[] = {
	CHOICE_FIELD(struct asks_new, direction, .hidden = true, .required = true, .of = &asks_directions, .label = N_("Which way?")),
	KINDS_FIELD(struct asks_new),
	ABOUT_FIELD(struct asks_new),
	SOON_FIELD(struct asks_new),
	WAYS_FIELD(struct asks_new),
	HELPED_FIELD(struct asks_new),
};
const struct form asks_new_form = FORM(asks_new, new_fields);

static const struct form_field change_fields[] = {
	KINDS_FIELD(struct asks_change),
	ABOUT_FIELD(struct asks_change),
	SOON_FIELD(struct asks_change),
	WAYS_FIELD(struct asks_change),
	HELPED_FIELD(struct asks_change),
	INT_FIELD(struct asks_change, version, .hidden = true, .required = true, .label = N_("Version")),
};
const struct form asks_change_form = FORM(asks_change, change_fields);

static const struct form_field from_fields[] = {
	INT_FIELD(struct asks_from, before, .label = N_("Older than"), .hint = N_("For the next page of a list.")),
	ID_FIELD(struct asks_from, before_id, .label = N_("Older than")),
};
const struct form asks_from_form = FORM(asks_from, from_fields);

/* ---- mine ---- */

static const struct json_field row_json[] = {
	JSON_TEXT(asks_row, id), JSON_CHOICE(asks_row, direction, &asks_directions), JSON_SET(asks_row, kinds, &asks_kinds),
	JSON_TEXT(asks_row, about), JSON_CHOICE(asks_row, soon, &asks_soon), JSON_FLAG(asks_row, helped),
	JSON_TIME(asks_row, asked), JSON_FLAG(asks_row, open), JSON_CHOICE(asks_row, ending, &asks_endings),
};
static const struct json_field asks_list_json[] = {
	JSON_LIST(asks_list_view, open, row_json), JSON_LIST(asks_list_view, over, row_json), JSON_FLAG(asks_list_view, may_have_room),
};

static void row_put(const struct req *r, struct asks_rows *rows, const struct asks_mine *a)
{
	bool offer = str_same(a->direction, "offer"), open = a->closed == NO_INT;
	rows->at[rows->n++] = (struct asks_row){
		.id = a->id, .about = a->about, .kinds = a->kinds, .soon = a->soon, .helped = a->helped, .asked = a->asked,
		.direction = asks_place(&asks_directions, a->direction), .days = asks_days(r, a->asked),
		.ending = asks_place(&asks_endings, a->closed_why), .open = open, .offer = offer, .waits = open && !offer,
	};
}

enum status asks_list(struct req *r)
{
	struct asks_list_view v = { .may_have_room = asks_may_have_room(r) };
	struct asks_mine_list mine;
	TRY(asks_mine(r, r->community.id, r->who.person, &mine));
	v.open.at = ARENA_ARRAY(&r->arena, mine.n, struct asks_row);
	v.over.at = ARENA_ARRAY(&r->arena, mine.n, struct asks_row);
	for (size_t i = 0; i < mine.n; i++)
		row_put(r, mine.at[i].closed == NO_INT ? &v.open : &v.over, &mine.at[i]);
	return REPLY(r, asks_list, &v);
}

/* On Today: what I asked for and how long I have been waiting. */
enum status asks_card(struct req *r)
{
	struct asks_card_view v = { 0 };
	struct asks_waiting_list waiting;
	TRY(asks_waiting(r, r->community.id, r->who.person, &waiting));
	if (!waiting.n)
		return OK;
	v.open.n = waiting.n;
	v.open.at = ARENA_ARRAY(&r->arena, waiting.n, struct asks_row);
	for (size_t i = 0; i < waiting.n; i++)
		v.open.at[i] = (struct asks_row){ .id = waiting.at[i].id, .about = waiting.at[i].about, .kinds = waiting.at[i].kinds,
			.helped = waiting.at[i].helped, .asked = waiting.at[i].asked, .days = asks_days(r, waiting.at[i].asked) };
	asks_card_draw(&r->out, &v);
	return OK;
}

/* ---- a new one ---- */

static const struct json_field asks_new_json[] = { JSON_CHOICE(asks_new_view, direction, &asks_directions) };

static enum status limits_first(struct req *r, int64_t direction)
{
	return direction == ASKS_ASK ? communities_limits_first(r, "/asks/new") : OK;
}

static enum status draw_new(struct req *r, int64_t direction)
{
	struct asks_new_view v = { .offer = direction == ASKS_OFFER, .direction = direction };
	struct asks_new stored = { .direction = direction, .soon = (int64_t)asks_soon.n - 1 };
	form_show(r, &v.form, &asks_new_form, &stored);
	return REPLY(r, asks_new, &v);
}

enum status asks_ask(struct req *r)
{
	const struct asks_direction *f = r->form;
	int64_t direction = f->direction == NO_INT ? ASKS_ASK : f->direction;
	TRY(limits_first(r, direction));
	return draw_new(r, direction);
}

enum status asks_ask_again(struct req *r)
{
	const struct param *p = param_find(&r->params, "direction");
	bool offer = p && slice_same(p->value, SLICE("offer"));
	return draw_new(r, offer ? ASKS_OFFER : ASKS_ASK);
}

static enum status room_for_one_more(struct req *r, const char *direction)
{
	struct asks_open_count open;
	TRY(asks_open_count(r, r->community.id, r->who.person, direction, &open));
	if (open.n >= ASKS_OPEN_MOST)
		return fault_with(r, NULL, "full", N_("You have {0} open already. Please take one back first."), word_int(ASKS_OPEN_MOST));
	return OK;
}

/* A request goes on to the people who fit; an offer waits to be found. */
static enum status opened(struct req *r, const char *id, bool offer)
{
	if (offer)
		return redirect_here(r, N_("Thank you. Members here can see your offer now."), "/asks");
	return redirect_here(r, N_("You have asked. Here are people who may fit."), "/asks/%s/people", id);
}

enum status asks_say(struct req *r)
{
	const struct asks_new *f = r->form;
	bool offer = f->direction == ASKS_OFFER;
	const char *id, *direction = choice_code(&asks_directions, f->direction);
	TRY(limits_first(r, f->direction));
	TRY(room_for_one_more(r, direction));
	TRY(asks_open_one(r, &(struct asks_new_one){
		.person = r->who.person, .direction = direction, .about = f->about, .kinds = f->kinds,
		.soon = f->soon, .ways = f->ways, .helped = f->helped && !offer, .asked = r->now,
	}, &id));
	return opened(r, id, offer);
}

/* ---- one of them ---- */

static const struct json_field asks_show_json[] = {
	JSON_TEXT(asks_show_view, id), JSON_CHOICE(asks_show_view, direction, &asks_directions), JSON_SET(asks_show_view, kinds, &asks_kinds),
	JSON_TEXT(asks_show_view, about), JSON_CHOICE(asks_show_view, soon, &asks_soon), JSON_SET(asks_show_view, ways, &experiences_ways),
	JSON_FLAG(asks_show_view, helped), JSON_TIME(asks_show_view, asked), JSON_FLAG(asks_show_view, open),
	JSON_CHOICE(asks_show_view, ending, &asks_endings), JSON_INT(asks_show_view, version), JSON_FLAG(asks_show_view, mine),
};

enum status asks_show(struct req *r)
{
	const struct asks_loaded *a = r->object;
	bool offer = str_same(a->one.direction, "offer");
	struct asks_show_view v = {
		.id = a->one.id, .about = a->one.about, .kinds = a->one.kinds, .soon = a->one.soon, .ways = a->one.ways,
		.asked = a->one.asked, .days = asks_days(r, a->one.asked), .version = a->one.version, .helped = a->one.helped,
		.open = a->one.open, .offer = offer, .waits = a->one.open && !offer, .mine = may(r, MAY_OWNER),
		.direction = asks_place(&asks_directions, a->one.direction), .ending = asks_place(&asks_endings, a->row.closed_why),
	};
	return REPLY(r, asks_show, &v);
}

static const struct json_field asks_edit_json[] = { JSON_TEXT(asks_edit_view, id), JSON_FLAG(asks_edit_view, offer) };

static enum status open_only(struct req *r, const struct asks_loaded *a)
{
	return a->one.open ? OK : fault(r, NULL, "closed", N_("This is over. You can ask again."));
}

enum status asks_edit(struct req *r)
{
	const struct asks_loaded *a = r->object;
	struct asks_edit_view v = { .id = a->one.id, .offer = str_same(a->one.direction, "offer") };
	struct asks_change stored = {
		.about = a->one.about, .kinds = a->one.kinds, .soon = a->one.soon, .ways = a->one.ways,
		.helped = a->one.helped, .version = a->one.version,
	};
	form_show(r, &v.form, &asks_change_form, &stored);
	return REPLY(r, asks_edit, &v);
}

enum status asks_edit_save(struct req *r)
{
	const struct asks_change *f = r->form;
	const struct asks_loaded *a = r->object;
	bool offer = str_same(a->one.direction, "offer");
	int64_t changed;
	TRY(open_only(r, a));
	TRY(asks_set(r, r->community.id, r->who.person, a->one.id, f->version, f->kinds, f->about, f->soon, f->ways,
		     f->helped && !offer, &changed));
	if (!changed)
		return stale(r);
	TRY(tell(r, &asks_changed, a->one.id));
	return redirect_here(r, N_("Saved."), "/asks/%s", a->one.id);
}

enum status asks_take_back(struct req *r)
{
	const struct asks_loaded *a = r->object;
	TRY(asks_close(r, a->one.id, "taken_back"));
	return redirect_here(r, N_("Taken back. You can ask again at any time."), "/asks");
}

enum status asks_once_more(struct req *r)
{
	const struct asks_loaded *a = r->object;
	const char *id;
	if (a->one.open)
		return redirect_here(r, NULL, "/asks/%s", a->one.id);
	TRY(limits_first(r, asks_place(&asks_directions, a->one.direction)));
	TRY(room_for_one_more(r, a->one.direction));
	TRY(asks_open_one(r, &(struct asks_new_one){
		.person = r->who.person, .direction = a->one.direction, .about = a->one.about, .kinds = a->one.kinds,
		.soon = a->one.soon, .ways = a->one.ways, .helped = a->one.helped, .asked = r->now,
	}, &id));
	return opened(r, id, str_same(a->one.direction, "offer"));
}

/* ---- what others offer ---- */

static const struct json_field offer_json[] = {
	JSON_TEXT(asks_offer, id), JSON_TEXT(asks_offer, person), JSON_TEXT(asks_offer, name), JSON_TEXT(asks_offer, pronouns),
	JSON_SET(asks_offer, kinds, &asks_kinds), JSON_TEXT(asks_offer, about), JSON_SET(asks_offer, ways, &experiences_ways),
	JSON_TIME(asks_offer, asked), JSON_FLAG(asks_offer, mine),
};
static const struct json_field asks_offers_json[] = {
	JSON_LIST(asks_offers_view, offers, offer_json), JSON_FLAG(asks_offers_view, more),
	JSON_INT(asks_offers_view, next), JSON_TEXT(asks_offers_view, next_id),
};

/* Days off are civil days; the community's own day decides, for all readers alike. */
static int64_t day_at(const char *zone, int64_t now)
{
	struct civil c = zone_civil(zone, now);
	return day_number(c.year, c.month, c.day);
}

/* Days off are days where the person is, not where the reader is. */
static bool is_away(const struct req *r, const struct asks_offers *a)
{
	int64_t from_utc = day_at(a->zone, r->now) - day_at(NULL, r->now);
	return !a->mine && from_utc >= -1 && from_utc <= 1 && a->away & 1 << (from_utc + 1);
}

enum status asks_offers_show(struct req *r)
{
	const struct asks_from *f = r->form;
	bool first = f->before == NO_INT || !f->before_id;
	struct asks_offers_view v = { 0 };
	struct asks_offers_list rows;
	TRY(asks_offers(r, r->community.id, r->who.person, day_at(NULL, r->now), first ? INT64_MAX : f->before, first ? "" : f->before_id, &rows));
	v.more = rows.n > ASKS_PAGE;
	v.offers.at = ARENA_ARRAY(&r->arena, rows.n, struct asks_offer);
	for (size_t i = 0; i < rows.n && i < ASKS_PAGE; i++) {
		const struct asks_offers *a = &rows.at[i];
		v.next = a->asked;
		v.next_id = a->id;
		if (is_away(r, a))
			continue;
		v.offers.at[v.offers.n++] = (struct asks_offer){ .id = a->id, .person = a->person, .pronouns = a->pronouns, .about = a->about,
			.name = people_name_or_left(r, a->name), .kinds = a->kinds, .ways = a->ways, .asked = a->asked, .mine = a->mine != 0 };
	}
	return REPLY(r, asks_offers, &v);
}

/* Asks as a feature: its lists, routes, events, and the door through which others read, open and close an ask.
 * Leaves the pages to asks_pages.c and room to asks_room.c. */
#include "asks_inside.h"
#include "mine.h"
#include "retain.h"
#include "queries.h"

const struct choices asks_kinds = CHOICES("asks_kinds",
	{ "emotional", N_("Emotional support"), N_("Someone who listens and understands") },
	{ "informational", N_("Information"), N_("How things work: forms, places, rights") },
	{ "practical", N_("Practical help"), N_("A ride, a form, a phone call") },
	{ "belonging", N_("Belonging"), N_("Meeting others, being part of something") },
	{ "company", N_("Company"), N_("A walk, a coffee, waiting together") },
	{ "encouragement", N_("Encouragement"), N_("Someone who believes in me") },
	{ "advocacy", N_("Speaking up"), N_("Someone at my side in a meeting, or for my rights") });

const struct choices asks_soon = CHOICES("asks_soon",
	{ "today", N_("Today, if possible"), NULL },
	{ "week", N_("This week"), NULL },
	{ "month", N_("This month"), NULL },
	{ "no_hurry", N_("There is no hurry"), NULL });

const struct choices asks_room_states = CHOICES("asks_room_states",
	{ "open", N_("I have room for someone new"), NULL },
	{ "paused", N_("I am taking a break"), NULL },
	{ "full", N_("I have no more room"), NULL });

const struct choices asks_directions = CHOICES("asks_directions",
	{ "ask", N_("I would like support"), NULL },
	{ "offer", N_("I would like to offer something"), NULL });

const struct choices asks_endings = CHOICES("asks_endings",
	{ "connected", N_("Found someone"), NULL },
	{ "taken_back", N_("Taken back"), NULL },
	{ "left", N_("Over"), NULL });

const struct event asks_changed = { "asks_changed" };
const struct event asks_room_changed = { "asks_room_changed" };

enum { DAY = 24 * 60 * 60 };

int64_t asks_place(const struct choices *list, const char *code)
{
	int64_t k;
	return code && choice_find(list, (struct slice){ code, strlen(code) }, &k) ? k : NO_INT;
}

int64_t asks_days(const struct req *r, int64_t since)
{
	return since < r->now ? (r->now - since) / DAY : 0;
}

/* ---- the door ---- */

static enum status load(struct req *r, const char *id, struct asks_loaded *ret)
{
	struct asks_by_id *a = &ret->row;
	TRY(asks_by_id(r, r->community.id, id, a));
	ret->one = (struct asks_one){
		.id = a->id, .person = a->person, .direction = a->direction, .about = a->about,
		.kinds = a->kinds, .soon = a->soon, .ways = a->ways, .asked = a->asked, .version = a->version,
		.helped = a->helped, .open = a->closed == NO_INT,
	};
	return OK;
}

enum status asks_get(struct req *r, const char *id, struct asks_one *ret)
{
	struct asks_loaded a;
	TRY(load(r, id, &a));
	*ret = a.one;
	return OK;
}

enum status asks_of(struct req *r)
{
	struct asks_loaded *a = ARENA_NEW(&r->arena, struct asks_loaded);
	TRY(load(r, r->part[0], a));
	bool mine = r->who.person && str_same(a->one.person, r->who.person);
	bool for_members = str_same(a->one.direction, "offer") && a->one.open && may(r, MAY_MEMBER);
	if (!mine && !for_members && !may(r, MAY_COORDINATOR | MAY_OPERATOR))
		return MISSING;
	if (mine)
		r->who.may |= MAY_OWNER;
	r->object = a;
	return OK;
}

enum status asks_open_one(struct req *r, const struct asks_new_one *a, const char **ret_id)
{
	const char *id = id_new(r);
	TRY(asks_add(r, id, r->community.id, a->person, a->direction, a->kinds, a->about, a->soon, a->ways, a->helped, a->asked, NULL));
	TRY(tell(r, &asks_changed, id));
	*ret_id = id;
	return OK;
}

enum status asks_close(struct req *r, const char *id, const char *why)
{
	struct asks_one a;
	int64_t changed;
	TRY(asks_end(r, r->community.id, id, r->now, why, &changed));
	return changed ? tell(r, &asks_changed, id) : asks_get(r, id, &a);
}

/* ---- leaving ---- */

static enum status erase(struct req *r, const char *person, const char *community)
{
	struct asks_open_of_list open;
	TRY(asks_open_of(r, person, community, &open));
	TRY(asks_erase(r, person, community, r->now, NULL));
	TRY(asks_room_erase(r, person, community, NULL));
	if (!community)
		TRY(asks_places_erase(r, person, NULL));
	for (size_t i = 0; i < open.n; i++)
		TRY(tell(r, &asks_changed, open.at[i].id));
	return OK;
}

enum status asks_hear_left(struct req *r, const void *what)
{
	const struct communities_member *m = what;
	return erase(r, m->person, m->community);
}

enum status asks_hear_gone(struct req *r, const void *what)
{
	TRY(erase(r, what, NULL));
	return asks_off_erase(r, what, NULL);
}

/* For as long as the community is closed to them nobody is brought together with them; what they asked stays, to be asked again. */
enum status asks_hear_closed(struct req *r, const void *what)
{
	const struct communities_member *m = what;
	struct asks_open_of_list open;
	TRY(asks_open_of(r, m->person, m->community, &open));
	for (size_t i = 0; i < open.n; i++)
		TRY(asks_close(r, open.at[i].id, "taken_back"));
	TRY(asks_room_rest(r, m->community, m->person, r->now, NULL));
	return tell(r, &asks_room_changed, m);
}

/* ---- checks ---- */

#define HOLDS(name, query, why) static enum status name(struct req *r, const char **ret_why) \
{ \
	struct query found; \
	TRY(query(r, &found)); \
	*ret_why = found.n ? (why) : NULL; \
	return OK; \
}
HOLDS(of_members, asks_check_members, "an open ask is of somebody who is no member")
HOLDS(room_of_members, asks_check_room_members, "somebody has room in a community of which they are no member")
HOLDS(says_something, asks_check_said, "an open ask has no kind of support or no words")
HOLDS(closed_for_a_reason, asks_check_closed, "an ask is closed without saying why, or says why and is open")
HOLDS(room_within_limits, asks_check_room, "somebody's room has an unknown state or a number out of its limits")
HOLDS(off_ends_after_it_begins, asks_check_off, "time off ends before it begins")

const struct check asks_checks[6] = {
	{ "open asks are of members", of_members },
	{ "open asks say something", says_something },
	{ "asks are open or closed, not both", closed_for_a_reason },
	{ "room is of members", room_of_members },
	{ "room is within its limits", room_within_limits },
	{ "time off ends after it begins", off_ends_after_it_begins },
};

/* ---- routes ---- */

static const struct record shown_ask = { "ask", N_("A request or an offer of yours") };
static const struct record shown_offers = { "offers", N_("An offer of yours, in the list of offers") };

static const struct route routes[] = {
	{
		.method = "GET", .path = "/c/{c}/asks", .shows = &shown_ask,
		.may = MAY_MEMBER,
		.handle = asks_list,
		.help = "What I asked for and what I offer",
	}, {
		.method = "GET", .path = "/c/{c}/asks/new",
		.may = MAY_MEMBER,
		.form = &asks_direction_form,
		.handle = asks_ask,
		.help = "Ask for support, or offer it",
	}, {
		.method = "POST", .path = "/c/{c}/asks/new",
		.may = MAY_MEMBER,
		.form = &asks_new_form,
		.handle = asks_say,
		.redraw = asks_ask_again,
		.help = "Ask for support, or offer it: send",
	}, {
		.method = "GET", .path = "/c/{c}/asks/{id}", .shows = &shown_ask,
		.may = MAY_OWNER | MAY_COORDINATOR,
		.of = asks_of,
		.handle = asks_show,
		.help = "One ask or offer",
	}, {
		.method = "GET", .path = "/c/{c}/asks/{id}/edit",
		.may = MAY_OWNER,
		.of = asks_of,
		.handle = asks_edit,
		.help = "Change an ask or offer",
	}, {
		.method = "POST", .path = "/c/{c}/asks/{id}/edit",
		.may = MAY_OWNER,
		.of = asks_of,
		.form = &asks_change_form,
		.handle = asks_edit_save,
		.redraw = asks_edit,
		.help = "Change an ask or offer: save",
	}, {
		.method = "POST", .path = "/c/{c}/asks/{id}/take-back",
		.may = MAY_OWNER,
		.of = asks_of,
		.handle = asks_take_back,
		.help = "Take back an ask or offer; no reason is asked",
	}, {
		.method = "POST", .path = "/c/{c}/asks/{id}/again",
		.may = MAY_OWNER,
		.of = asks_of,
		.handle = asks_once_more,
		.help = "Ask for, or offer, the same once more",
	}, {
		.method = "GET", .path = "/c/{c}/offers", .shows = &shown_offers,
		.may = MAY_MEMBER,
		.form = &asks_from_form,
		.handle = asks_offers_show,
		.help = "What members offer",
	}, {
		.method = "GET", .path = "/c/{c}/room",
		.may = MAY_MEMBER,
		.of = asks_room_of,
		.handle = asks_room_show,
		.help = "How much room I have for others, and my time off",
	}, {
		.method = "POST", .path = "/c/{c}/room",
		.may = MAY_MEMBER,
		.of = asks_room_of,
		.form = &asks_room_form,
		.handle = asks_room_save,
		.redraw = asks_room_show,
		.help = "Say how much room I have",
	}, {
		.method = "POST", .path = "/c/{c}/room/off",
		.may = MAY_MEMBER,
		.of = asks_room_of,
		.form = &asks_away_form,
		.handle = asks_off_save,
		.redraw = asks_room_show,
		.help = "Take time off: nobody new is suggested meanwhile",
	}, {
		.method = "POST", .path = "/c/{c}/room/off/{id}/remove",
		.may = MAY_MEMBER,
		.of = asks_room_of,
		.handle = asks_off_take_away,
		.help = "Take back time off",
	},
};

static const struct ear ears[] = {
	{ &people_left, asks_hear_gone },
	{ &communities_left, asks_hear_left },
	{ &communities_closed, asks_hear_closed },
};

static const struct menu_entry menu[] = {
	{ .label = N_("Find support"), .path = "/asks", .may = MAY_MEMBER, .order = 20 },
};

static const struct card cards[] = {
	{ .place = "today", .name = "asks", .path = "/asks", .order = 40, .may = MAY_MEMBER, .draw = asks_card },
};

extern const struct db_query *const asks_queries[];
extern const char asks_schema_001[];
static const char *const schemas[] = { asks_schema_001, NULL };

/* ---- what goes after a time ---- */

static enum status erase_ask(struct req *r, const char *id, const char *one)
{
	(void)one;
	return ask_over(r, id, NULL);
}

static const struct retain retained[] = {
	{ .code = "asks", .title = N_("The words of requests and offers"), .from = N_("after they are over"),
	  .why = N_("Long enough to ask again with the same words."),
	  .time = RETAIN_1_YEAR, .least = RETAIN_30_DAYS, .most = RETAIN_10_YEARS, .due = &asks_over_query, .erase = erase_ask },
};
static const struct retain_of retain = RETAIN(retained);

/* ---- who opens what ---- */

static const struct sealed_field fields[] = {
	{ "ask.about", FIELD_TOLD }, { "supporter_room.about", FIELD_TOLD },
};

/* ---- everything of mine ---- */

static const struct mine parts[] = {
	{ "asks", N_("What you asked for and offered"), &asks_mine_asks_query, "ask.person" },
	{ "room", N_("Your room for others"), &asks_mine_room_query, "supporter_room.person" },
	{ "places", N_("With how many people you wish to walk"), &asks_mine_places_query, "supporter_places.person" },
	{ "time_off", N_("Your time off"), &asks_mine_off_query, "time_off.person" },
};
static const struct mine_of mine = {
	.n_parts = COUNT(parts), .parts = parts, .holdings = &asks_holdings_query,
};

const struct feature asks_feature = {
	.name = "asks",
	.schemas = schemas,
	.n_routes = COUNT(routes), .routes = routes,
	.queries = asks_queries,
	.n_ears = COUNT(ears), .ears = ears,
	.n_menu = COUNT(menu), .menu = menu,
	.n_cards = COUNT(cards), .cards = cards,
	.n_checks = COUNT(asks_checks), .checks = asks_checks,
	.fields = fields, .n_fields = COUNT(fields), .mine = &mine, .retain = &retain,
};

/* Today: the first page after signing in.  Says what is today, who answered, what waits for me, and nothing else: every
 * section is a card of some other feature. */
#include "today.h"
#include "pages.h"
#include "mine.h"
#include "retain.h"

static const struct json_field today_show_json[] = { JSON_TEXT(today_show_view, name), JSON_INT(today_show_view, waits), JSON_LIST(today_show_view, see, cards_json) };

/* Morning until noon, evening from five, in the reader's own time. */
static void greet(const struct req *r, struct today_show_view *v)
{
	int hour = zone_civil(r->reader.zone, r->now).hour;
	v->morning = hour >= 4 && hour < 12;
	v->evening = hour >= 17 || hour < 4;
	v->now = r->now;
}

static enum status show(struct req *r)
{
	struct today_show_view v = { .see = cards_named(r, "today") };
	TRY(people_name(r, r->who.person, &v.name));
	TRY(cards_html(r, "today", &v.cards));
	v.waits = r->waits;
	v.nothing = !v.cards.html || !*v.cards.html;
	v.outside = !may(r, MAY_MEMBER);
	greet(r, &v);
	return REPLY(r, today_show, &v);
}

static const struct json_field today_waiting_json[] = { JSON_INT(today_waiting_view, waits) };

static enum status waiting(struct req *r)
{
	struct today_waiting_view v = { .waits = 0 };
	enum want want = r->want;
	r->want = WANT_PAGE;            /* cards are drawn to be counted, whatever is answered */
	TRY(cards_waiting(r, "today", &v.waits));
	r->want = want;
	return REPLY(r, today_waiting, &v);
}

static const struct record shown_today = { "today", N_("Your name, on their page of today") };

static const struct route routes[] = {
	{ .method = "GET", .path = "/c/{c}/today", .shows = &shown_today, .may = MAY_MEMBER | MAY_OUTSIDE, .handle = show, .help = "What is today, who answered, what waits for me" },
	{ .method = "GET", .path = "/c/{c}/today/waiting", .may = MAY_MEMBER, .unattended = true, .handle = waiting, .help = "How many things wait for me there" },
};

static const struct menu_entry menu[] = { { N_("Today"), "/today", MAY_MEMBER | MAY_OUTSIDE, 10, true } };

extern const struct db_query *const today_queries[];
static const char *const schemas[] = { NULL };

const struct feature today_feature = {
	.name = "today", .schemas = schemas, .queries = today_queries, .routes = routes, .n_routes = COUNT(routes),
	.menu = menu, .n_menu = COUNT(menu),
	.mine = &mine_nothing, .retain = &retain_nothing,
};

/* The feature's door: its routes, its cards, and what stays how long. */
#include "inside.h"
#include "mine.h"
#include "retain.h"

static const struct record shown_done = { .code = "contacts", .words = N_("Your name, beside a letter that you looked after") };

static const struct route routes[] = {
	{ .method = "GET", .path = "/c/{c}/contact", .may = MAY_ANYONE, .of = contact_open_of, .handle = contact_write,
	  .help = "Write to a community without an account" },
	{ .method = "POST", .path = "/c/{c}/contact", .may = MAY_ANYONE, .of = contact_open_of, .form = &contact_new_form, .handle = contact_send,
	  .redraw = contact_write, .throttle = true, .counted = true, .help = "Send it; the same form_key twice is once" },
	{ .method = "GET", .path = "/c/{c}/contact/thanks", .may = MAY_ANYONE, .of = contact_open_of, .handle = contact_thanks, .help = "It was sent" },
	{ .method = "GET", .path = "/c/{c}/contacts", .may = MAY_COORDINATOR, .form = &contact_list_form, .handle = contact_list, .shows = &shown_done,
	  .help = "What people without an account wrote, who has waited longest first" },
	{ .method = "POST", .path = "/c/{c}/contacts/{id}/done", .may = MAY_COORDINATOR, .of = contact_of, .handle = contact_look_after,
	  .help = "It is looked after" },
	{ .method = "POST", .path = "/c/{c}/contacts/{id}/waits", .may = MAY_COORDINATOR, .of = contact_of, .handle = contact_take_back,
	  .help = "It waits again" },
	{ .method = "GET", .path = "/c/{c}/settings/contact", .may = MAY_COORDINATOR, .handle = contact_rule, .help = "May anyone write to us?" },
	{ .method = "POST", .path = "/c/{c}/settings/contact", .may = MAY_COORDINATOR, .form = &contact_open_form, .handle = contact_rule_save,
	  .redraw = contact_rule, .help = "Say whether anyone may write to us" },
};

const char contact_live[] = "letters";
static const struct live_page live_pages[] = { { contact_live, "/c/{c}/contacts", .team = true, .today = true } };

static const struct card cards[] = {
	{ "way-in", "contact", "/contact", 30, MAY_ANYONE, contact_way_in },
	{ "today", "contacts", "/contacts", 14, MAY_COORDINATOR, contact_waiting },
	{ "coordinating", "contacts", "/contacts", 10, MAY_COORDINATOR, contact_link },
};

static enum status hear_left(struct req *r, const void *what) { return leaver_contacts(r, what, NULL); }
static const struct ear ears[] = { { &people_left, hear_left } };

static enum status erase(struct req *r, const char *id, const char *one)
{
	(void)one;
	return contact_over(r, id, NULL);
}
static const struct retain retained[] = {
	{ .code = "contacts", .title = N_("What people without an account wrote to us"), .from = N_("after it was looked after"),
	  .time = RETAIN_90_DAYS, .least = RETAIN_30_DAYS, .most = RETAIN_2_YEARS, .due = &contacts_over_query, .erase = erase },
};
static const struct retain_of retain = RETAIN(retained);

static const struct mine_apart apart[] = { { "contact.done_by", "a duty of a coordinator: the words are those of others" } };
static const struct mine_of mine = { .n_apart = COUNT(apart), .apart = apart, .holdings = &contact_holdings_query };

extern const struct db_query *const contact_queries[];
extern const char contact_schema_001[];
static const char *const schemas[] = { contact_schema_001, NULL };

/* ---- who opens what ---- */

static const struct sealed_field fields[] = {
	{ "contact.words", FIELD_TOLD }, { "contact.reach", FIELD_REACH },
};

const struct feature contact_feature = {
	.name = "contact", .schemas = schemas, .queries = contact_queries, .routes = routes, .n_routes = COUNT(routes),
	.cards = cards, .n_cards = COUNT(cards), .live_pages = live_pages, .n_live_pages = COUNT(live_pages), .ears = ears, .n_ears = COUNT(ears), .fields = fields, .n_fields = COUNT(fields), .mine = &mine, .retain = &retain,
};

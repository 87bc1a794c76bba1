/* The feature's door, its routes, and what it hears. */
#include "inside.h"
#include "mine.h"
#include "retain.h"

static const struct record shown_plan = { "crisis_plan", N_("Your crisis plan, opened in a crisis") };

#define MINE .of = crisis_mine_of, .may = MAY_OWNER

static const struct route routes[] = {
	{ .method = "GET", .path = "/c/{c}/pages/{id}/openers", MINE, .handle = crisis_openers_show, .again = true, .help = "Who may open my crisis plan, and who did" },
	{ .method = "POST", .path = "/c/{c}/pages/{id}/openers", MINE, .form = &crisis_named_form, .handle = crisis_openers_save,
	  .redraw = crisis_openers_show, .again = true, .help = "Say who may open it in a crisis" },
	{ .method = "GET", .path = "/c/{c}/pages/{id}/wallet", MINE, .handle = crisis_wallet, .help = "A card for the wallet" },
	{ .method = "GET", .path = "/c/{c}/pages/{id}/one-page", MINE, .handle = crisis_one_page, .help = "The whole plan on one page" },
	{ .method = "GET", .path = "/c/{c}/crisis-plans", .may = MAY_MEMBER, .handle = crisis_plans_show, .help = "Crisis plans that I may open" },
	{ .method = "GET", .path = "/c/{c}/crisis-plans/{id}", .of = crisis_may_open_of, .may = MAY_PARTY, .handle = crisis_ask,
	  .help = "Before opening somebody's crisis plan" },
	{ .method = "POST", .path = "/c/{c}/crisis-plans/{id}", .of = crisis_may_open_of, .may = MAY_PARTY, .form = &crisis_why_form,
	  .handle = crisis_open, .redraw = crisis_ask, .help = "Open it for a day, with a reason; its owner is told" },
	{ .method = "GET", .path = "/c/{c}/crisis-openings/{id}", .of = crisis_opening_of, .may = MAY_PARTY, .shows = &shown_plan,
	  .handle = crisis_opened_show, .help = "The plan, for who opened it, while it lasts" },
	{ .method = "POST", .path = "/c/{c}/crisis-openings/{id}/known", .of = crisis_told_of, .may = MAY_OWNER, .handle = crisis_told_known,
	  .help = "I have read that my plan was opened; it is over" },
};

static const struct card cards[] = {
	{ "today", "crisis-plan-opened", "/pages", 2, MAY_MEMBER, crisis_told },
	{ "shared", "crisis-plans", "/crisis-plans", 10, MAY_MEMBER, crisis_plans_card },
	{ "document", "crisis", "/openers", 10, MAY_OWNER, crisis_section },
};

/* ---- going ---- */

static enum status hear_going(struct req *r, const void *what)
{
	const struct documents_one *d = what;
	int64_t changed;
	TRY(crisis_openings_remove(r, d->id, &changed));
	return crisis_openers_clear(r, d->id, &changed);
}

static enum status hear_left(struct req *r, const void *what)
{
	int64_t changed;
	TRY(crisis_leaver_openings(r, what, &changed));
	return crisis_leaver_openers(r, what, &changed);
}

static enum status hear_gone(struct req *r, const void *what)
{
	const struct communities_member *m = what;
	int64_t changed;
	return crisis_gone(r, m->person, m->community, &changed);
}

static const struct ear ears[] = { { &documents_going, hear_going }, { &people_left, hear_left }, { &communities_left, hear_gone } };

static enum status openers_hold(struct req *r, const char **ret_why)
{
	struct crisis_check n;
	TRY(crisis_check(r, &n));
	*ret_why = n.n ? "somebody may open a page that is no crisis plan, or is their own" : NULL;
	return OK;
}
static const struct check checks[] = { { "who may open a crisis plan", openers_hold } };

extern const struct db_query *const crisis_queries[];
extern const char crisis_schema_001[];
static const char *const schemas[] = { crisis_schema_001, NULL };

/* ---- what goes after a time ---- */

static enum status erase_opening(struct req *r, const char *id, const char *one)
{
	(void)one;
	return crisis_opening_over(r, id, NULL);
}

static const struct retain retained[] = {
	{ .code = "crisis-openings", .title = N_("When a crisis plan was opened, and why"), .from = N_("after it was opened"),
	  .why = N_("Six years back people may ask who was given their health records (45 CFR 164.528)."),
	  .time = RETAIN_6_YEARS, .least = RETAIN_1_YEAR, .most = RETAIN_10_YEARS, .due = &crisis_openings_over_query, .erase = erase_opening },
};
static const struct retain_of retain = RETAIN(retained);

/* ---- who opens what ---- */

static const struct sealed_field fields[] = {
	{ "crisis_opening.reason", FIELD_BETWEEN },
};

/* ---- everything of mine ---- */

static const struct mine parts[] = {
	{ "openers", N_("Who may open a crisis plan: yours, and others' that you may open"),
	  &crisis_mine_openers_query, "crisis_opener.owner crisis_opener.person" },
	{ "openings", N_("When a crisis plan was opened: yours, or by you"), &crisis_mine_openings_query, "crisis_opening.owner crisis_opening.opened_by" },
};
static const struct mine_of mine = { .n_parts = COUNT(parts), .parts = parts, .holdings = &crisis_holdings_query };

const struct feature crisis_feature = {
	.name = "crisis", .schemas = schemas, .queries = crisis_queries, .routes = routes, .n_routes = COUNT(routes),
	.ears = ears, .n_ears = COUNT(ears), .cards = cards, .n_cards = COUNT(cards), .checks = checks, .n_checks = COUNT(checks),
	.fields = fields, .n_fields = COUNT(fields), .mine = &mine, .retain = &retain,
};

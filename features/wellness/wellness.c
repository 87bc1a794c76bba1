/* The feature's door, its routes, and what it hears. */
#include "inside.h"
#include "mine.h"
#include "retain.h"

static const struct route routes[] = {
	{ .method = "GET", .path = "/c/{c}/check-in", .may = MAY_MEMBER, .handle = wellness_check_in,
	  .help = "How is today? And the days before, for me alone" },
	{ .method = "POST", .path = "/c/{c}/check-in", .may = MAY_MEMBER, .form = &wellness_now_form, .handle = wellness_check_in_save,
	  .redraw = wellness_check_in, .help = "Say how today is; once more says it anew" },
	{ .method = "POST", .path = "/c/{c}/check-in/{id}/remove", .may = MAY_MEMBER, .handle = wellness_day_away, .help = "Take one day of mine away" },
	{ .method = "POST", .path = "/c/{c}/check-in/clear", .may = MAY_MEMBER, .handle = wellness_days_away, .help = "Take all my days away" },
	{ .method = "POST", .path = "/c/{c}/pages/{id}/{part}/tools", .of = wellness_mine_of, .may = MAY_OWNER, .form = &wellness_chosen_form,
	  .handle = wellness_tools_save, .help = "Say which tools help with this part" },
	{ .method = "GET", .path = "/c/{c}/pages/{id}/review", .of = wellness_mine_of, .may = MAY_OWNER, .handle = wellness_review,
	  .help = "Whether I wish to be reminded to look at a plan again" },
	{ .method = "POST", .path = "/c/{c}/pages/{id}/review", .of = wellness_mine_of, .may = MAY_OWNER, .form = &wellness_again_form,
	  .handle = wellness_review_save, .redraw = wellness_review, .help = "Say how often, or never" },
	{ .method = "POST", .path = "/c/{c}/pages/{id}/reviewed", .of = wellness_mine_of, .may = MAY_OWNER, .handle = wellness_reviewed,
	  .help = "I have looked at it" },
};

static const struct card cards[] = {
	{ "today", "review", "/pages", 45, MAY_MEMBER, wellness_due_card },
	{ "pages", "check-in", "/check-in", 5, MAY_MEMBER, wellness_link },
	{ "document", "wellness", "/review", 20, MAY_OWNER, wellness_section },
	{ "document-part", "tools", "/tools", 10, MAY_OWNER, wellness_tools_card },
};

static enum status hear_going(struct req *r, const void *what)
{
	const struct documents_one *d = what;
	int64_t changed;
	TRY(wellness_tools_remove(r, d->id, &changed));
	return wellness_review_clear(r, d->id, &changed);
}

static enum status hear_left(struct req *r, const void *what)
{
	int64_t changed;
	return wellness_days_clear(r, what, &changed);
}

static const struct ear ears[] = { { &documents_gathering, wellness_hear_gathering }, { &documents_going, hear_going }, { &people_left, hear_left } };

extern const struct db_query *const wellness_queries[];
extern const char wellness_schema_001[];
static const char *const schemas[] = { wellness_schema_001, NULL };

/* ---- who opens what ---- */

static const struct sealed_field fields[] = {
	{ "wellness_day.feeling", FIELD_OWN }, { "wellness_day.words", FIELD_OWN }, { "wellness_tools.tools", FIELD_OWN },
};

/* ---- everything of mine ---- */

static const struct mine parts[] = {
	{ "days", N_("How your days were"), &wellness_mine_days_query, "wellness_day.owner" },
	{ "tools", N_("What of your toolbox helps with a part of your plan"), &wellness_mine_tools_query, "wellness_tools.owner" },
	{ "reviews", N_("When you wish to look at a plan again"), &wellness_mine_reviews_query, "wellness_review.owner" },
};
static const struct mine_of mine = { .n_parts = COUNT(parts), .parts = parts, .holdings = &wellness_holdings_query };

const struct feature wellness_feature = {
	.name = "wellness", .schemas = schemas, .queries = wellness_queries, .routes = routes, .n_routes = COUNT(routes),
	.ears = ears, .n_ears = COUNT(ears), .cards = cards, .n_cards = COUNT(cards), .fields = fields, .n_fields = COUNT(fields), .mine = &mine, .retain = &retain_nothing,
};

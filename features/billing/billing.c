/* The feature's door, its routes and its descriptor.  Knows that billing needs codes; which fields there are for whoever
 * bills, the gate says. */
#include "inside.h"
#include "mine.h"
#include "retain.h"

const struct choices billing_roundings = CHOICES("billing_roundings",
	{ "down", N_("Only whole units"), N_("29 minutes are one unit of 15") },
	{ "up", N_("Every unit that was begun"), N_("16 minutes are two units of 15") },
	{ "eight", N_("From half a unit on"), N_("8 minutes are one unit of 15, 23 are two, each meeting by itself") },
	{ "exact", N_("No units: the minutes as they are"), NULL });
enum { DOWN, UP, EIGHT, EXACT };

/* "From half a unit on" is the rule of eight minutes for units of 15: floor((minutes + 7) / 15).  Medicare Claims Processing
 * Manual, chapter 5, 20.2, which other payers borrow. */
int64_t billing_units(int64_t minutes, int64_t unit_minutes, int64_t rounding)
{
	switch (rounding) {
	case DOWN:
		return minutes / unit_minutes;
	case UP:
		return (minutes + unit_minutes - 1) / unit_minutes;
	case EIGHT:
		return (minutes + (unit_minutes - 1) / 2) / unit_minutes;
	default:
		return NO_INT;
	}
}

static const struct record shown_billed = { .code = "billed", .words = N_("That you met, with the day and the minutes, for billing") };

static const struct route routes[] = {
	{ .method = "GET", .path = "/c/{c}/billing", .may = MAY_BILLER, .form = &billing_range_form, .handle = billing_list, .shows = &shown_billed,
	  .help = "Meetings that are billed, newest first: codes, minutes and between whom" },
	{ .method = "GET", .path = "/c/{c}/billing/meetings.csv", .may = MAY_BILLER, .form = &billing_range_form, .handle = billing_csv,
	  .shows = &shown_billed, .again = true, .help = "The same as a table" },
	{ .method = "GET", .path = "/c/{c}/settings/billing", .may = MAY_COORDINATOR, .handle = billing_services_show,
	  .help = "Which meetings are billed, and under which code" },
	{ .method = "POST", .path = "/c/{c}/settings/billing", .may = MAY_COORDINATOR, .form = &billing_service_form, .handle = billing_service_new,
	  .redraw = billing_services_show, .logs = "billing_set", .again = true, .help = "Bill the meetings of a project from a day on" },
	{ .method = "POST", .path = "/c/{c}/settings/billing/{id}/end", .may = MAY_COORDINATOR, .of = billing_service_of, .handle = billing_service_stop,
	  .logs = "billing_ended", .again = true, .help = "Bill them no more, from now on" },
};

static const struct menu_entry menu[] = { { N_("Billing"), "/billing", MAY_BILLER, 40 } };

static const struct card cards[] = {
	{ "today", "billing", "/billing", 20, MAY_BILLER, billing_today_card },
	{ "encounter", "billing", "/limits", 10, MAY_PARTY | MAY_OWNER, billing_meeting_card },
	{ "limits", "billing", "/limits", 10, MAY_MEMBER, billing_limits_card },
};

extern const struct db_query *const billing_queries[];
extern const char billing_schema_001[];
static const char *const schemas[] = { billing_schema_001, NULL };

const struct feature billing_feature = {
	.name = "billing", .schemas = schemas, .queries = billing_queries, .routes = routes, .n_routes = COUNT(routes),
	.menu = menu, .n_menu = COUNT(menu), .cards = cards, .n_cards = COUNT(cards),
	.mine = &mine_nothing, .retain = &retain_nothing,
};

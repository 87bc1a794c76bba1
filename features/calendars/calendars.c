/* The feature's door. */
#include "inside.h"
#include "mine.h"
#include "retain.h"

/* Who looks when at what is planned is told to nobody. */
static const struct record shown_calendar = { .code = "calendar", .words = N_("Something that you planned, in a calendar"), .between = true };

static const struct route routes[] = {
	{ .method = "GET", .path = "/c/{c}/calendar", .may = MAY_MEMBER, .shows = &shown_calendar, .form = &calendar_look_form, .handle = calendar_show,
	  .help = "What is planned: as a list, a week, a month" },
};
extern const struct db_query *const calendars_queries[];
static const char *const schemas[] = { NULL };

const struct feature calendars_feature = {
	.name = "calendars", .schemas = schemas, .queries = calendars_queries, .routes = routes, .n_routes = COUNT(routes),
	.mine = &mine_nothing, .retain = &retain_nothing,
};

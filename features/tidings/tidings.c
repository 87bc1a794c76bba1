/* Tidings: the descriptor, and what other features say through core/tell.h. */
#include "inside.h"
#include "mine.h"
#include "retain.h"
#include "queries.h"

static const struct route routes[] = {
	{ .method = "GET", .path = "/c/{c}/live", .may = MAY_MEMBER, .unattended = true, .form = &tidings_listen_form, .handle = tidings_listen,
	  .help = "What is new, as it comes: server-sent events that say that there is something, never what (docs/live.md)" },
};
const struct route *const tidings_route = &routes[0];

static enum status hear_thing(struct req *r, const void *what)
{
	const struct live_thing *t = what;
	int64_t n, done;
	if (t->gone)
		return tiding_remove(r, t->community, t->kind, t->about, NULL);
	TRY(live_number(r, t->community, &n));
	return tiding_put(r, t->community, t->kind, t->about, n, &done);
}

static enum status hear_left(struct req *r, const void *person) { return leaver_tidings(r, person, NULL); }

static const struct ear ears[] = { { &live_told_of, hear_thing }, { &people_left, hear_left } };

extern const struct db_query *const tidings_queries[];
extern const char tidings_schema_001[];
static const char *const schemas[] = { tidings_schema_001, NULL };

static const struct mine_apart apart[] = { { "tiding.about", "the number of the last change in their Today: nothing of it can be read" } };
static const struct mine_of mine = { .apart = apart, .n_apart = COUNT(apart), .holdings = &tidings_holdings_query };

const struct feature tidings_feature = {
	.name = "tidings", .schemas = schemas, .queries = tidings_queries, .routes = routes, .n_routes = COUNT(routes),
	.ears = ears, .n_ears = COUNT(ears), .live = &tidings_live, .mine = &mine, .retain = &retain_nothing,
};

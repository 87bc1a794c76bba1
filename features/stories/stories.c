/* The feature's door, its routes, and what it hears. */
#include "inside.h"
#include "mine.h"
#include "retain.h"

static const struct record shown_shelf = { "shelf", N_("A story you opened to the community, on its shelf") };
static const struct record shown_connection = { "connection", N_("What you tell the one you walk with") };

#define MINE .of = stories_mine_of, .may = MAY_OWNER
#define IN_GROUP .of = groups_of, .may = MAY_IN_GROUP
#define PAIR .of = connections_of, .may = MAY_PARTY, .shows = &shown_connection

static const struct route routes[] = {
	{ .method = "GET", .path = "/c/{c}/stories", .may = MAY_MEMBER, .form = &story_find_form, .handle = stories_shelf_show, .shows = &shown_shelf,
	  .help = "Stories open to the community, by topic and words" },
	{ .method = "GET", .path = "/c/{c}/stories/filter", .may = MAY_MEMBER, .handle = stories_filter_show, .help = "What I would rather not meet" },
	{ .method = "POST", .path = "/c/{c}/stories/filter", .may = MAY_MEMBER, .form = &story_wishes_form, .handle = stories_filter_save,
	  .redraw = stories_filter_show, .help = "Leave stories out by topic, for me" },
	{ .method = "GET", .path = "/c/{c}/pages/{id}/telling", MINE, .handle = stories_telling_show,
	  .help = "For whom a story is, what it touches, to whom it was told" },
	{ .method = "POST", .path = "/c/{c}/pages/{id}/telling", MINE, .form = &story_telling_form, .handle = stories_telling_save,
	  .redraw = stories_telling_show, .help = "Say for whom a story is and what it touches" },
	{ .method = "POST", .path = "/c/{c}/pages/{id}/another", MINE, .handle = stories_another, .help = "Another version of a story" },
	{ .method = "GET", .path = "/c/{c}/connections/{id}/tell", PAIR, .handle = stories_tell_show, .help = "Tell a part of a story of mine" },
	{ .method = "POST", .path = "/c/{c}/connections/{id}/tell", PAIR, .form = &story_tell_form, .handle = stories_tell_do, .redraw = stories_tell_show,
	  .help = "Tell it: shown there for a week" },
	{ .method = "POST", .path = "/c/{c}/connections/{id}/told/{told}/back", PAIR, .handle = stories_tell_back, .help = "Take it back" },
	{ .method = "GET", .path = "/c/{c}/groups/{id}/tell", IN_GROUP, .handle = stories_tell_show, .help = "Tell a part of a story of mine to a group" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/tell", IN_GROUP, .form = &story_tell_form, .handle = stories_tell_do, .redraw = stories_tell_show,
	  .help = "Tell it: shown there for a week" },
	{ .method = "POST", .path = "/c/{c}/groups/{id}/told/{told}/back", IN_GROUP, .handle = stories_tell_back, .help = "Take it back" },
};

static const struct card cards[] = {
	{ "pages", "stories", "/stories", 10, MAY_MEMBER, stories_shelf_card },
	{ "document", "story", "/telling", 10, MAY_OWNER, stories_section },
	{ "document-part", "length", "/telling", 5, MAY_OWNER, stories_part_length },
	{ "connection", "stories", "/tell", 30, MAY_PARTY, stories_told_section },
	{ "group", "stories", "/tell", 45, MAY_IN_GROUP, stories_told_section },
};

/* ---- what is heard ---- */

static enum status hear_changed(struct req *r, const void *what)
{
	const struct documents_one *d = what;
	return str_same(d->template, "story") ? stories_shelve(r, d) : OK;
}

static enum status hear_withdrawn(struct req *r, const void *what)
{
	const struct documents_one *d = what;
	int64_t changed;
	return told_all_back(r, d->id, r->now, &changed);
}

static enum status hear_going(struct req *r, const void *what)
{
	const struct documents_one *d = what;
	int64_t changed;
	TRY(shelf_clear_words(r, d->id, &changed));
	TRY(shelf_clear(r, d->id, &changed));
	TRY(story_told_remove(r, d->id, &changed));
	TRY(story_unlink(r, d->id, &changed));
	return story_remove(r, d->id, &changed);
}

static enum status hear_left(struct req *r, const void *what)
{
	int64_t changed;
	return leaver_filter(r, what, &changed);
}

static enum status hear_gone(struct req *r, const void *what)
{
	const struct communities_member *m = what;
	int64_t changed;
	TRY(gone_shelf_words(r, m->person, m->community, &changed));
	return gone_shelf(r, m->person, m->community, &changed);
}

static const struct ear ears[] = {
	{ &documents_changed, hear_changed }, { &documents_withdrawn, hear_withdrawn }, { &documents_going, hear_going },
	{ &people_left, hear_left }, { &communities_left, hear_gone },
};

static enum status shelf_holds(struct req *r, const char **ret_why)
{
	struct check_shelf n;
	TRY(check_shelf(r, &n));
	*ret_why = n.n ? "a story stands on a shelf though nothing of it is open there" : NULL;
	return OK;
}
static const struct check checks[] = { { "only open stories are on the shelf", shelf_holds } };

extern const struct db_query *const stories_queries[];
extern const char stories_schema_001[];
static const char *const schemas[] = { stories_schema_001, NULL };

/* ---- everything of mine ---- */

static const struct mine parts[] = {
	{ "stories", N_("For whom your stories are"), &stories_mine_stories_query, "story.owner" },
	{ "shelf", N_("Your stories on the shelf of a community"), &stories_mine_shelf_query, "story_shelf.owner" },
	{ "filter", N_("What you would rather not meet in stories"), &stories_mine_filter_query, "story_filter.person" },
	{ "told", N_("When you told a part of a story"), &stories_mine_told_query, "story_told.owner" },
};
static const struct mine_of mine = { .n_parts = COUNT(parts), .parts = parts, .holdings = &stories_holdings_query };

const struct feature stories_feature = {
	.name = "stories", .schemas = schemas, .queries = stories_queries, .routes = routes, .n_routes = COUNT(routes),
	.ears = ears, .n_ears = COUNT(ears), .cards = cards, .n_cards = COUNT(cards), .checks = checks, .n_checks = COUNT(checks),
	.mine = &mine, .retain = &retain_nothing,
};

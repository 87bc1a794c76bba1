/* The feature's door, its routes, and what it hears. */
#include "inside.h"
#include "mine.h"
#include "retain.h"
#include "queries.h"

const struct choices agreements_levels = CHOICES("agreements_levels",
	{ "comfortable", N_("Comfortable"), N_("fine for me") },
	{ "tolerable", N_("Tolerable"), N_("I can bear it for a while") },
	{ "not", N_("Not tolerable"), N_("please not, or only if we talk first") });

const struct choices agreements_sections = CHOICES("agreements_sections",
	{ "hopes", N_("Hopes"), NULL },
	{ "meeting", N_("How we meet"), NULL },
	{ "off", N_("When something is off"), NULL },
	{ "power", N_("Power between us"), NULL },
	{ "ending", N_("Pausing and ending"), NULL },
	{ "hot_spot", N_("Hot spots"), NULL });

enum status agreements_state(struct req *r, const struct connections_one *c, int64_t *ret_number, bool *ret_waits_for_me)
{
	struct version_agreed agreed;
	struct version_newest newest;
	TRY(version_agreed(r, c->id, &agreed));
	*ret_number = agreed.number;
	*ret_waits_for_me = false;
	enum status st = version_newest(r, c->id, &newest);
	if (st == OK)
		*ret_waits_for_me = c->open && (str_same(r->who.person, c->asker) ? newest.asker_yes : newest.other_yes) == NO_INT;
	return st == MISSING ? OK : st;
}

static enum status hear_left(struct req *r, const void *what)
{
	int64_t changed;
	TRY(leaver_parts(r, what, &changed));
	TRY(leaver_hot_spots(r, what, &changed));
	return leaver_words(r, what, &changed);
}

static const struct ear ears[] = { { &people_left, hear_left } };

static const struct record shown_agreement = { "agreement", N_("What you two agree on") };

#define PAIR .of = connections_of, .may = MAY_PARTY, .shows = &shown_agreement

static const struct route routes[] = {
	{ .method = "GET", .path = "/c/{c}/connections/{id}/agreement", PAIR, .handle = agreement_show, .help = "How the two wish to walk together" },
	{ .method = "GET", .path = "/c/{c}/connections/{id}/agreement/mine", PAIR, .handle = agreement_mine_show, .help = "My own part" },
	{ .method = "POST", .path = "/c/{c}/connections/{id}/agreement/mine", PAIR, .form = &agreement_mine_form, .handle = agreement_mine_save,
	  .redraw = agreement_mine_show, .help = "Write my own part" },
	{ .method = "GET", .path = "/c/{c}/connections/{id}/hot-spots/new", PAIR, .handle = spot_new, .help = "A new hot spot" },
	{ .method = "POST", .path = "/c/{c}/connections/{id}/hot-spots/new", PAIR, .form = &agreement_spot_form, .handle = spot_add, .redraw = spot_new,
	  .help = "Add a hot spot" },
	{ .method = "GET", .path = "/c/{c}/connections/{id}/hot-spots/{spot}", PAIR, .handle = spot_show, .help = "One of my hot spots" },
	{ .method = "POST", .path = "/c/{c}/connections/{id}/hot-spots/{spot}", PAIR, .form = &agreement_spot_form, .handle = spot_save,
	  .redraw = spot_show, .help = "Change it" },
	{ .method = "POST", .path = "/c/{c}/connections/{id}/hot-spots/{spot}/remove", PAIR, .handle = spot_remove, .help = "Take it out" },
	{ .method = "POST", .path = "/c/{c}/connections/{id}/agreement/put-forward", PAIR, .handle = version_put_forward, .redraw = agreement_show,
	  .help = "Put the words as they stand forward for both to confirm" },
	{ .method = "GET", .path = "/c/{c}/connections/{id}/agreement/{version}", PAIR, .handle = version_show, .help = "A version as it was" },
	{ .method = "POST", .path = "/c/{c}/connections/{id}/agreement/{version}/yes", PAIR, .handle = version_say_yes, .help = "Confirm the newest version" },
};

static const struct card cards[] = {
	{ "today", "agreements", "/connections", 20, MAY_MEMBER, agreement_card },
	{ "connection", "agreement", "/agreement", 10, MAY_PARTY, agreement_section },
};

static enum status versions_hold(struct req *r, const char **ret_why)
{
	struct check_versions n;
	TRY(check_versions(r, &n));
	*ret_why = n.n ? "a version of an agreement was put forward by nobody, or holds somebody else's words" : NULL;
	return OK;
}
static const struct check checks[] = { { "agreement versions are the two people's", versions_hold } };

extern const struct db_query *const agreements_queries[];
extern const char agreements_schema_001[];
static const char *const schemas[] = { agreements_schema_001, NULL };

/* ---- what goes after a time ---- */

static enum status erase_agreement(struct req *r, const char *id, const char *one)
{
	(void)one;
	TRY(agreement_over_words(r, id, NULL));
	TRY(agreement_over_versions(r, id, NULL));
	TRY(agreement_over_parts(r, id, NULL));
	return agreement_over_spots(r, id, NULL);
}

static const struct retain retained[] = {
	{ .code = "agreements", .title = N_("Agreements and hot spots"), .from = N_("after two moved on"),
	  .why = N_("Long enough to look back at how two walked together, or to talk over what went wrong."),
	  .time = RETAIN_1_YEAR, .least = RETAIN_30_DAYS, .most = RETAIN_10_YEARS, .due = &agreements_over_query, .erase = erase_agreement },
};
static const struct retain_of retain = RETAIN(retained);

/* ---- who opens what ---- */

static const struct sealed_field fields[] = {
	{ "agreement_part.hopes", FIELD_BETWEEN }, { "agreement_part.meeting", FIELD_BETWEEN }, { "agreement_part.off", FIELD_BETWEEN },
	{ "agreement_part.power", FIELD_BETWEEN }, { "agreement_part.ending", FIELD_BETWEEN }, { "hot_spot.situation", FIELD_BETWEEN },
	{ "hot_spot.sign", FIELD_BETWEEN }, { "hot_spot.wish", FIELD_BETWEEN }, { "agreement_words.words", FIELD_BETWEEN },
	{ "agreement_words.sign", FIELD_BETWEEN }, { "agreement_words.wish", FIELD_BETWEEN },
};

/* ---- everything of mine ---- */

static const struct mine parts[] = {
	{ "parts", N_("Your part of how you walk together"), &agreements_mine_parts_query, "agreement_part.writer" },
	{ "hot_spots", N_("Your hot spots"), &agreements_mine_spots_query, "hot_spot.writer" },
	{ "versions", N_("Your words in versions put forward"), &agreements_mine_versions_query, "agreement_words.writer" },
};
static const struct mine_of mine = {
	.n_parts = COUNT(parts), .parts = parts, .holdings = &agreements_holdings_query,
};

const struct feature agreements_feature = {
	.name = "agreements", .schemas = schemas, .queries = agreements_queries, .routes = routes, .n_routes = COUNT(routes),
	.ears = ears, .n_ears = COUNT(ears), .cards = cards, .n_cards = COUNT(cards), .checks = checks, .n_checks = COUNT(checks),
	.fields = fields, .n_fields = COUNT(fields), .mine = &mine, .retain = &retain,
};

/* The feature's door, its routes, and what it hears. */
#include "inside.h"
#include "mine.h"
#include "retain.h"

static const struct route routes[] = {
	{ .method = "GET", .path = "/c/{c}/measures", .may = MAY_MEMBER, .handle = measures_show, .help = "Published lists of questions, for oneself" },
	{ .method = "GET", .path = "/c/{c}/measures/load", .may = MAY_COORDINATOR, .handle = measures_load_show, .help = "Lists of questions from a file" },
	{ .method = "POST", .path = "/c/{c}/measures/load", .may = MAY_COORDINATOR, .logs = "measure_loaded", .form = &measure_load_form, .handle = measures_load,
	  .redraw = measures_load_show, .body_max = MEASURE_FILE_BYTES + 65536, .help = "Load one, or a newer version of it" },
	{ .method = "POST", .path = "/c/{c}/measures/load/{id}/close", .may = MAY_COORDINATOR, .logs = "measure_closed", .handle = measures_close,
	  .help = "Offer it no more; answers stay with those who gave them" },
	{ .method = "GET", .path = "/c/{c}/measures/{code}", .of = measure_of, .may = MAY_MEMBER, .handle = measure_show,
	  .help = "One of them, and my own line over time" },
	{ .method = "POST", .path = "/c/{c}/measures/{code}", .of = measure_of, .may = MAY_MEMBER, .form = &measure_answers_form, .handle = measure_save,
	  .help = "Answer it; any question may be left out" },
	{ .method = "POST", .path = "/c/{c}/measures/{code}/{id}/remove", .of = measure_of, .may = MAY_MEMBER, .handle = measure_taken_away,
	  .help = "Take one answering of mine away" },
};

static const struct command commands[] = {
	{ .name = "measures load", .logs = "measure_loaded", .usage = "measures load FILE [--community C]",
	  .help = "Load a published list of questions, for one community or for all", .run = measures_command },
};

static const struct card cards[] = { { "pages", "measures", "/measures", 20, MAY_MEMBER, measures_link } };

static enum status hear_left(struct req *r, const void *what)
{
	int64_t changed;
	TRY(measure_loader_left(r, what, &changed));
	return measures_leaver(r, what, &changed);
}
static const struct ear ears[] = { { &people_left, hear_left } };

extern const struct db_query *const measures_queries[];
extern const char measures_schema_001[];
static const char *const schemas[] = { measures_schema_001, NULL };

/* ---- who opens what ---- */

static const struct sealed_field fields[] = {
	{ "measure_taken.answers", FIELD_OWN },
};

/* ---- everything of mine ---- */

static const struct mine parts[] = {
	{ "taken", N_("Your answers to lists of questions"), &measures_mine_query, "measure_taken.owner" },
	{ "loaded", N_("Lists of questions you loaded for a community"), &measures_mine_loaded_query, "measure_definition.loaded_by" },
};
static const struct mine_of mine = { .n_parts = COUNT(parts), .parts = parts, .holdings = &measures_holdings_query };

const struct feature measures_feature = {
	.name = "measures", .schemas = schemas, .queries = measures_queries, .routes = routes, .n_routes = COUNT(routes),
	.ears = ears, .n_ears = COUNT(ears), .cards = cards, .n_cards = COUNT(cards),
	.commands = commands, .n_commands = COUNT(commands), .fields = fields, .n_fields = COUNT(fields),
	.mine = &mine, .retain = &retain_nothing,
};

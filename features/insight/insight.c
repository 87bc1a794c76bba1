/* The feature's door, its routes, and what it hears. */
#include "inside.h"
#include "mine.h"
#include "retain.h"

static const struct ear ears[] = {
	{ &encounters_changed, insight_hear_encounter },
	{ &surveys_changed, insight_hear_survey },
	{ &connections_begun, found_hear },
	{ &asks_changed, found_hear_ask },
};

static const struct record shown_figures = { .code = "figures", .words = N_("Figures of the community, about nobody") };

static const struct route routes[] = {
	{ .method = "GET", .path = "/c/{c}/what-it-did", .may = MAY_MEMBER | MAY_EVALUATOR | MAY_OPERATOR, .form = &insight_filter_form, .handle = insight_show,
	  .help = "What peer support did here: figures, with small numbers hidden" },
	{ .method = "GET", .path = "/c/{c}/what-it-did/what-it-did.csv", .may = MAY_MEMBER | MAY_EVALUATOR | MAY_OPERATOR, .form = &insight_filter_form, .handle = insight_csv,
	  .shows = &shown_figures,
	  .help = "The same figures as a table" },
	{ .method = "GET", .path = "/c/{c}/what-it-did/datapackage.json", .may = MAY_MEMBER | MAY_EVALUATOR | MAY_OPERATOR, .handle = insight_package,
	  .help = "What the columns of that table mean" },
	{ .method = "GET", .path = "/c/{c}/waiting/found", .may = MAY_COORDINATOR | MAY_EVALUATOR, .handle = found_show,
	  .help = "Who found somebody, and who still waited, by waiting, language and place, with small numbers taken together" },
	{ .method = "GET", .path = "/c/{c}/waiting/found.csv", .may = MAY_COORDINATOR | MAY_EVALUATOR, .handle = found_csv, .shows = &shown_figures,
	  .help = "The same figures as a table" },
};

static const struct menu_entry menu[] = { { N_("What it did"), "/what-it-did", MAY_MEMBER | MAY_EVALUATOR, 95 } };
/* The menu has room for six; from Today it is one step for everybody. */
static enum status card(struct req *r)
{
	insight_card_draw(&r->out, &(struct insight_card_view){ 0 });
	return OK;
}
static const struct card cards[] = { { "today", "what-it-did", "/what-it-did", 95, MAY_MEMBER | MAY_EVALUATOR, card } };

static const struct check checks[] = { { "running sums are what counting anew gives", insight_count_anew } };
static const struct command commands[] = {
	{ .name = "report", .usage = "report --community C --project P [--json]", .help = "The figures of “what it did”, as on the page",
	  .reads = true, .run = insight_report_command },
};

extern const struct db_query *const insight_queries[];
extern const char insight_schema_001[];
static const char *const schemas[] = { insight_schema_001, NULL };

const struct feature insight_feature = {
	.name = "insight", .schemas = schemas, .queries = insight_queries, .routes = routes, .n_routes = COUNT(routes),
	.ears = ears, .n_ears = COUNT(ears), .menu = menu, .n_menu = COUNT(menu), .cards = cards, .n_cards = COUNT(cards),
	.checks = checks, .n_checks = COUNT(checks), .commands = commands, .n_commands = COUNT(commands),
	.mine = &mine_nothing, .retain = &retain_nothing,
};

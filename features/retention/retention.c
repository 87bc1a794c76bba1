/* The feature's descriptor: its routes, what it hears, its job.  Knows which page is where; what they do is beside it. */
#include "inside.h"
#include "mine.h"

static const struct record shown_hold = { "hold", N_("Your name, where records are kept because the law asks for it") };

static const struct route routes[] = {
	{ .method = "GET", .path = "/c/{c}/kept", .may = MAY_MEMBER, .handle = retention_kept,
	  .help = "What is kept how long; for coordinators also what was erased" },
	{ .method = "GET", .path = "/c/{c}/kept/holds", .may = MAY_COORDINATOR, .handle = holds_show, .shows = &shown_hold,
	  .help = "What must not be erased now because the law asks for it, and why" },
	{ .method = "GET", .path = "/c/{c}/kept/{kind}", .may = MAY_COORDINATOR, .of = retention_change_of, .handle = retention_change,
	  .help = "How long one kind of record stays" },
	{ .method = "POST", .path = "/c/{c}/kept/{kind}", .may = MAY_COORDINATOR, .of = retention_change_of, .form = &retention_change_form,
	  .handle = retention_save, .redraw = retention_change, .logs = "retention_changed", .help = "Change it" },
	{ .method = "GET", .path = "/c/{c}/kept/{kind}/hold", .may = MAY_COORDINATOR, .of = retention_change_of, .handle = hold_kind_ask, .again = true,
	  .help = "Before all records of a kind are kept because the law asks for it" },
	{ .method = "POST", .path = "/c/{c}/kept/{kind}/hold", .may = MAY_COORDINATOR, .of = retention_change_of, .form = &hold_form,
	  .handle = hold_kind_add, .redraw = hold_kind_ask, .logs = "hold", .again = true, .help = "Keep them until it is ended" },
	{ .method = "GET", .path = "/c/{c}/people/{id}/hold", .may = MAY_COORDINATOR, .of = hold_person_of, .handle = hold_person_ask, .again = true,
	  .shows = &shown_hold, .help = "Before everything of a person is kept because the law asks for it" },
	{ .method = "POST", .path = "/c/{c}/people/{id}/hold", .may = MAY_COORDINATOR, .of = hold_person_of, .form = &hold_form,
	  .handle = hold_person_add, .redraw = hold_person_ask, .logs = "hold", .again = true, .help = "Keep it until it is ended" },
	{ .method = "POST", .path = "/c/{c}/holds/{id}/end", .may = MAY_COORDINATOR, .of = hold_of, .handle = hold_ended, .logs = "hold_ended",
	  .again = true, .help = "No longer keep it for this reason" },
};

static const struct ear ears[] = {
	{ &people_signed_in, retention_hear_signed_in },
	{ &people_leaving, hold_hear_leaving },
	{ &communities_leaving, hold_hear_leaving_community },
	{ &people_left, hold_hear_left },
};

static const struct job_kind jobs[] = { { .name = "retention", .think = retention_think, .work = retention_work } };

static const struct card cards[] = {
	{ "everything", "kept", "/me/everything", 10, MAY_SIGNED_IN, retention_everything_card },
	{ "team", "kept", "/kept", 10, MAY_PARTY, retention_team_card },
	{ "leaving", "held", "/me/leave", 10, MAY_SIGNED_IN, hold_leaving_card },
	{ "person", "hold", "/people", 20, MAY_COORDINATOR, hold_way_card },
};

static const struct command commands[] = {
	{ .name = "held list", .usage = "held list", .help = "List what is kept of people who left, because of a legal hold", .reads = true,
	  .run = held_list_command },
	{ .name = "held show", .usage = "held show ID > FILE.json", .help = "Print such a copy; the log notes it", .run = held_show_command, .logs = "held_read" },
};

extern const struct db_query *const retention_queries[];
extern const char retention_schema_001[];
static const char *const schemas[] = { retention_schema_001, NULL };

/* ---- who opens what ---- */

static const struct sealed_field fields[] = {
	{ "legal_hold.reason", FIELD_TOLD }, { "held_copy.content", FIELD_OWN },
};

/* ---- everything of mine ---- */

static const struct mine parts[] = {
	{ "holds", N_("What must not be erased of you for now"), &retention_mine_holds_query, "legal_hold.person" },
	{ "ordered", N_("What you said must not be erased"), &retention_mine_ordered_query, "legal_hold.made_by legal_hold.ended_by" },
	{ "copies", N_("Sealed copies of what was yours"), &retention_mine_copies_query, "held_copy.person" },
};
static const struct mine_of mine = { .n_parts = COUNT(parts), .parts = parts, .holdings = &retention_holdings_query };

const struct feature retention_feature = {
	.name = "retention", .schemas = schemas, .queries = retention_queries, .routes = routes, .n_routes = COUNT(routes),
	.ears = ears, .n_ears = COUNT(ears), .jobs = jobs, .n_jobs = COUNT(jobs), .cards = cards, .n_cards = COUNT(cards),
	.commands = commands, .n_commands = COUNT(commands),
	.fields = fields, .n_fields = COUNT(fields), .mine = &mine, .retain = &retain_nothing,
};

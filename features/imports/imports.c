/* The feature's routes, its page, its command. */
#include "inside.h"
#include "house.h"
#include "command.h"
#include "mine.h"
#include "retain.h"
#include "queries.h"

static const struct form_field import_fields[] = {
	TEXT_FIELD(struct import_upload, project, .required = true, .min = 2, .max = 60, .label = N_("Project"),
		   .hint = N_("Where these meetings are counted. A new name makes a new project.")),
	FILE_FIELD(struct import_upload, file, .required = true, .max = IMPORT_PAGE_BYTES, .label = N_("A CSV file with your meetings"),
		   .hint = N_("Up to 2 MB here. Nothing is brought in before you have seen what is in it.")),
};
const struct form import_form = FORM(import_upload, import_fields);

static const struct json_field imports_show_json[] = { JSON_ROWS(imports_show_view, before, imports_of) };

enum status import_show(struct req *r)
{
	struct imports_show_view v;
	TRY(imports_of(r, r->community.id, &v.before));
	form_show(r, &v.form, &import_form, NULL);
	return REPLY(r, imports_show, &v);
}

static const struct json_field sample_json[] = {
	JSON_TIME(import_sample, began), JSON_CHOICE(import_sample, kind, &encounters_kinds), JSON_INT(import_sample, minutes),
	JSON_SET(import_sample, given, &asks_kinds), JSON_FLAG(import_sample, returned),
};
static const struct json_field imports_preview_json[] = {
	JSON_TEXT(imports_preview_view, id), JSON_TEXT(imports_preview_view, project), JSON_TEXT(imports_preview_view, ignored),
	JSON_INT(imports_preview_view, encounters), JSON_INT(imports_preview_view, surveys), JSON_LIST(imports_preview_view, samples, sample_json),
};

/* Reads everything, writes nothing but the file itself, sealed, until "yes" or for a day. */
enum status import_preview(struct req *r)
{
	const struct import_upload *f = r->form;
	struct import_result result;
	int64_t changed;
	TRY(import_file(r, f->file, f->project, true, &result));
	struct imports_preview_view v = {
		.id = id_new(r), .project = f->project, .ignored = result.ignored, .encounters = result.encounters, .surveys = result.surveys,
	};
	v.samples.n = result.samples.n;
	v.samples.at = result.samples.at;
	TRY(waiting_over(r, r->now - 86400, &changed));
	TRY(waiting_add(r, v.id, r->community.id, r->who.person, f->project, arena_copy(&r->arena, f->file.at, f->file.n), r->now, &changed));
	return REPLY(r, imports_preview, &v);
}

enum status import_yes(struct req *r)
{
	struct waiting_get w;
	struct import_result result;
	int64_t changed;
	TRY(waiting_get(r, r->part[0], r->community.id, r->who.person, &w));
	TRY(import_file(r, (struct slice){ w.content, strlen(w.content) }, w.project, false, &result));
	TRY(waiting_remove(r, w.id, &changed));
	return redirect_here(r, result.already ? N_("These rows were brought in before. Nothing was added.") : N_("Brought in."), "/import");
}

/* ---- kith import encounters FILE.csv --community C --project P [--dry-run] ---- */

static void print_result(struct req *r, const struct import_result *res, bool dry)
{
	struct word_arg n[] = { word_int(res->encounters), word_int(res->surveys), word_text(res->ignored) };
	const char *line = res->already ? N_("These rows were brought in before. Nothing was added.")
		: dry ? N_("All is well: {0} encounters, {1} surveys. Nothing was written (--dry-run).") : N_("Brought in: {0} encounters, {1} surveys.");
	if (r->want == WANT_JSON) {
		out_printf(&r->out, "{\"encounters\":%lld,\"surveys\":%lld,\"added\":%s,\"ignored\":", (long long)res->encounters,
			   (long long)res->surveys, dry || res->already ? "false" : "true");
		out_json_str(&r->out, res->ignored ? res->ignored : "");
		OUT_LITERAL(&r->out, "}\n");
		return;
	}
	if (res->ignored) {
		const char *s = words_say(&r->arena, &r->reader, N_("Columns that are not used: {2}"), 3, n);
		out_raw(&r->out, s, strlen(s));
		OUT_LITERAL(&r->out, "\n");
	}
	line = words_say(&r->arena, &r->reader, line, 3, n);
	out_raw(&r->out, line, strlen(line));
	OUT_LITERAL(&r->out, "\n");
}

enum status import_command(struct req *r, int argc, char **argv)
{
	static const char *const known[] = { "community", "project", "dry-run", "json", NULL };
	static const char *const switches[] = { "dry-run", "json", NULL };
	const char *what = command_word(argc, argv, 0, switches), *path = command_word(argc, argv, 1, switches);
	const char *community = command_option(argc, argv, "community"), *project = command_option(argc, argv, "project");
	bool dry = command_switch(argc, argv, "dry-run");
	struct import_result result;
	struct slice content;
	TRY(command_known(r, argc, argv, known));
	if (!str_same(what, "encounters") || !path)
		return fault(r, NULL, "usage", N_("Say what to bring in: kith import encounters FILE.csv --community C --project P"));
	if (!community || !*community || !project || !*project)
		return fault(r, NULL, "usage", N_("Say where to: --community C --project P"));
	enum status st = communities_enter_named(r, community);
	if (st == MISSING)
		return fault_with(r, "community", "unknown", N_("There is no community “{0}”."), word_text(community));
	TRY(st);
	TRY(r->house->file(r, path, &content));
	TRY(import_file(r, content, project, dry, &result));
	print_result(r, &result, dry);
	return OK;
}

/* ---- the descriptor ---- */

static enum status hear_left(struct req *r, const void *what)
{
	int64_t changed;
	return leaver_waiting(r, what, &changed);
}
static const struct ear ears[] = { { &people_left, hear_left } };

static const struct route routes[] = {
	{ .method = "GET", .path = "/c/{c}/import", .may = MAY_COORDINATOR, .handle = import_show, .help = "Bring in meetings from a spreadsheet" },
	{ .method = "POST", .path = "/c/{c}/import", .may = MAY_COORDINATOR, .form = &import_form, .handle = import_preview, .redraw = import_show,
	  .body_max = IMPORT_PAGE_BYTES + 65536, .help = "Look at what is in a file" },
	{ .method = "POST", .path = "/c/{c}/import/{id}/yes", .logs = "import", .may = MAY_COORDINATOR, .handle = import_yes, .redraw = import_show,
	  .help = "Bring it in, all or nothing" },
};

static enum status imports_whole(struct req *r, const char **ret_why)
{
	struct check_imports n;
	TRY(check_imports(r, &n));
	*ret_why = n.n ? "an import did not bring as many encounters as it says" : NULL;
	return OK;
}
static const struct check checks[] = { { "imports are whole", imports_whole } };

static const struct command commands[] = {
	{ .name = "import", .logs = "import", .usage = "import encounters FILE.csv --community C --project P [--dry-run]",
	  .help = "Bring in meetings from a spreadsheet, all or nothing", .run = import_command },
};

extern const struct db_query *const imports_queries[];
extern const char imports_schema_001[];
static const char *const schemas[] = { imports_schema_001, NULL };

/* ---- what goes after a time ---- */

static const struct retain retained[] = {
	{ .code = "files", .title = N_("Files that wait for a yes before they are brought in"), .from = N_("after they came"),
	  .time = RETAIN_DAY, .least = RETAIN_DAY, .most = RETAIN_DAY },
};
static const struct retain_of retain = RETAIN(retained);

/* ---- who opens what ---- */

static const struct sealed_field fields[] = {
	{ "import_waiting.content", FIELD_OWN }, { "import_waiting.project", FIELD_OWN },
};

/* ---- everything of mine ---- */

static const struct mine parts[] = {
	{ "brought", N_("Files you brought in"), &imports_mine_brought_query, "import.brought_by" },
	{ "waiting", N_("Files that wait for your yes"), &imports_mine_waiting_query, "import_waiting.person" },
};
static const struct mine_of mine = {
	.n_parts = COUNT(parts), .parts = parts, .holdings = &imports_holdings_query,
};

const struct feature imports_feature = {
	.name = "imports", .schemas = schemas, .queries = imports_queries, .routes = routes, .n_routes = COUNT(routes),
	.ears = ears, .n_ears = COUNT(ears), .checks = checks, .n_checks = COUNT(checks), .commands = commands, .n_commands = COUNT(commands),
	.fields = fields, .n_fields = COUNT(fields), .mine = &mine, .retain = &retain,
};

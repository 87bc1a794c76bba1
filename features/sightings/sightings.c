/* The feature's descriptor: its routes, and what it hears.  Knows which page is where; what they do is beside it. */
#include "audit.h"
#include "mine.h"
#include "retain.h"
#include "queries.h"

static const struct ear ears[] = {
	{ &records_read, hear_read },
	{ &deed_done, hear_deed },
	{ &people_left, hear_left },
	{ &surveys_key_given, hear_key_given },
};

static const struct record shown_emergency = { "emergency", N_("How to reach you, and who walks with you") };

static const struct route routes[] = {
	{ .method = "GET", .path = "/me/seen", .may = MAY_SIGNED_IN, .form = &sightings_later_form, .handle = sightings_show,
	  .shows = &record_of_readers, .help = "Who has seen what is mine: who, by which right, what, when" },
	{ .method = "GET", .path = "/survey/keys/{id}/log", .may = MAY_ANYONE, .handle = sightings_key_show,
	  .help = "That the key of a batch of tickets stands in the log: the entry, its way to the root, the head" },
	{ .method = "GET", .path = "/c/{c}/people/{id}/emergency", .may = MAY_COORDINATOR | MAY_SUPERVISOR, .of = emergency_person_of,
	  .handle = emergency_ask, .help = "Before seeing how to reach somebody in an emergency" },
	{ .method = "POST", .path = "/c/{c}/people/{id}/emergency", .may = MAY_COORDINATOR | MAY_SUPERVISOR, .of = emergency_person_of,
	  .form = &emergency_form, .handle = emergency_open, .redraw = emergency_ask, .logs = "emergency", .again = true,
	  .help = "See it for one hour, with a reason; the person is told" },
	{ .method = "GET", .path = "/c/{c}/emergencies/{id}", .may = MAY_COORDINATOR | MAY_SUPERVISOR, .of = emergency_of, .shows = &shown_emergency,
	  .handle = emergency_show, .help = "How to reach somebody, and who walks with them; only for who opened it, while it lasts" },
	{ .method = "POST", .path = "/c/{c}/emergencies/{id}/read", .may = MAY_OWNER, .of = emergency_mine_of, .handle = emergency_read,
	  .help = "I have read that my details were opened" },
};

static const struct card cards[] = {
	{ .place = "me", .name = "seen", .path = "/me/seen", .order = 10, .may = MAY_SIGNED_IN, .draw = sightings_me_card },
	{ .place = "today", .name = "emergency", .path = "/me/seen", .order = 1, .may = MAY_MEMBER, .draw = emergency_card },
	{ .place = "person", .name = "emergency", .path = "/people", .order = 10, .may = MAY_COORDINATOR | MAY_SUPERVISOR, .draw = emergency_way },
};

/* The tree is what its leaves make it, and each entry says what its commitment holds. */
struct walk { struct arena scratch; struct merkle tree; const char *why; };     /* scratch: of one entry */

static enum status walk_entry(void *context, const struct log_entries *e)
{
	struct walk *w = context;
	struct arena *a = &w->scratch;
	struct log_line l = { e->number, e->at, e->kind, e->by_whom, e->by_right, e->whose, e->community, e->record, e->record_id, e->why,
			      e->salt, e->commitment };
	if (e->number != (int64_t)w->tree.n)
		w->why = "an entry of the log is missing";
	if (e->salt.at) {
		struct merkle_hash h = log_commitment(a, &l);
		if (e->commitment.n != sizeof h.at || memcmp(h.at, e->commitment.at, sizeof h.at) != 0)
			w->why = "an entry of the log is not what it was";
	}
	struct merkle_hash leaf = log_leaf(a, &l);
	merkle_add(&w->tree, &leaf);
	arena_clear(a);
	return w->why ? INVALID : OK;
}

static enum status log_whole(struct req *r, const char **ret_why)
{
	struct walk w = { .scratch.way_out = r->arena.way_out };
	struct merkle kept;
	TRY(log_tree(r, &kept));
	enum status st = log_entries(r, 0, INT64_MAX, walk_entry, &w);
	arena_end(&w.scratch);
	struct merkle_hash is = merkle_root(&w.tree), was = merkle_root(&kept);
	if (st == OK && (w.tree.n != kept.n || memcmp(is.at, was.at, sizeof is.at) != 0))
		w.why = "the log does not make the fingerprint that stands beside it";
	*ret_why = w.why;
	return st == INVALID ? OK : st;
}
static const struct check checks[] = { { "the log is whole", log_whole }, { "keys of surveys stand in the log", keys_are_entered } };

static const struct command commands[] = {
	{ .name = "audit head", .usage = "audit head", .help = "Print the signed head of the log, to be kept outside", .run = audit_head },
	{ .name = "audit export", .usage = "audit export FILE", .help = "Write the whole log into a file that can be checked by itself",
	  .run = audit_export, .logs = "log_exported" },
	{ .name = "audit prove", .usage = "audit prove ENTRY\n       kith audit prove --since SIZE",
	  .help = "Prove that an entry is in the log, or that the log begins as it was", .run = audit_prove },
	{ .name = "audit witness", .usage = "audit witness FILE --book BOOK\n       kith audit witness --begin BOOK",
	  .help = "Sign a head of a log, as somebody outside, if it grew out of the last one seen", .alone = true, .run = audit_witness },
	{ .name = "audit verify", .usage = "audit verify FILE --head HEAD [--witness KEY]", .help = "Check an exported log or a proof against a head that was kept",
	  .alone = true, .run = audit_verify },
};

extern const struct db_query *const sightings_queries[];
extern const char sightings_schema_001[];
static const char *const schemas[] = { sightings_schema_001, NULL };

/* ---- what goes after a time ---- */

static const int64_t as_text = 1000000000000000000;     /* the statement adds it, so that numbers sort as text */

static enum status erase_entry(struct req *r, const char *id, const char *one)
{
	int64_t number;
	(void)one;
	if (!str_int((struct slice){ id, strlen(id) }, as_text, INT64_MAX, &number))
		return BROKEN;
	return log_over_erase(r, number - as_text, NULL);
}

static enum status erase_emergency(struct req *r, const char *id, const char *one)
{
	(void)one;
	return emergency_over(r, id, NULL);
}

static const struct retain retained[] = {
	{ .code = "log", .title = N_("Who has seen what, and what was done by special rights"), .from = N_("after it was seen or done"),
	  .why = N_("Six years back people may ask who was given their health records (45 CFR 164.528)."),
	  .time = RETAIN_6_YEARS, .least = RETAIN_1_YEAR, .most = RETAIN_10_YEARS, .due = &log_over_query, .erase = erase_entry },
	{ .code = "emergencies", .title = N_("Emergencies, with their reason"), .from = N_("after they ended"),
	  .why = N_("Six years back people may ask who was given their health records (45 CFR 164.528)."),
	  .time = RETAIN_6_YEARS, .least = RETAIN_1_YEAR, .most = RETAIN_10_YEARS, .due = &emergencies_over_query, .erase = erase_emergency },
};
static const struct retain_of retain = RETAIN(retained);

/* ---- who opens what ---- */

static const struct sealed_field fields[] = {
	{ "log_key.seed", FIELD_OWN }, { "emergency.reason", FIELD_BETWEEN },
};

/* ---- everything of mine ---- */

static const struct mine parts[] = {
	{ "seen", N_("Who has seen what is yours"), &sightings_mine_seen_query, "log_entry.whose" },
	{ "saw", N_("What you have seen"), &sightings_mine_saw_query, "log_entry.by_whom" },
	{ "emergencies", N_("When somebody opened how to reach you, in an emergency"), &sightings_mine_emergencies_query, "emergency.person" },
	{ "opened", N_("When you did so"), &sightings_mine_opened_query, "emergency.opened_by" },
};
static const struct mine_apart apart[] = {
	{ "log_entry.record_id", "the entry itself is given to the one it is about, and to the one who read" },
};
static const struct mine_of mine = {
	.n_parts = COUNT(parts), .parts = parts, .n_apart = COUNT(apart), .apart = apart, .holdings = &sightings_holdings_query,
};

const struct feature sightings_feature = {
	.name = "sightings", .schemas = schemas, .queries = sightings_queries, .routes = routes, .n_routes = COUNT(routes),
	.ears = ears, .n_ears = COUNT(ears), .cards = cards, .n_cards = COUNT(cards),
	.commands = commands, .n_commands = COUNT(commands), .checks = checks, .n_checks = COUNT(checks),
	.fields = fields, .n_fields = COUNT(fields), .mine = &mine, .retain = &retain,
};

/* People: accounts, signing in, sessions.  The descriptor: what of it the server is to know.  What each part does stands in
 * the file named after it. */
#include "people_inside.h"
#include "mine.h"
#include "retain.h"
#include "queries.h"

const struct event people_joined = { "people_joined" }, people_signed_in = { "people_signed_in" }, people_changed = { "people_changed" }, people_left = { "people_left" },
	people_joining_invited = { "people_joining_invited" };
const struct event people_leaving = { "people_leaving" }, people_secured = { "people_secured" };

static const struct record shown_leaving = { .code = "leaving", .words = N_("Your name, to somebody about to leave") };
static const struct record shown_everything = { .code = "everything", .words = N_("Everything of yours") };

static const struct route routes[] = {
	{
		.method = "GET", .path = "/join", .may = MAY_ANYONE, .form = &people_to_form,
		.handle = people_join_show, .help = "The form to make an account",
	}, {
		.method = "POST", .path = "/join", .may = MAY_ANYONE, .form = &people_join_form, .throttle = true, .counted = true,
		.slow = people_join_slow, .handle = people_join, .redraw = people_join_show,
		.help = "Make an account; answers the recovery codes once, and signs in",
	}, {
		.method = "GET", .path = "/sign-in", .may = MAY_ANYONE, .form = &people_to_form,
		.handle = people_sign_in_show, .help = "The form to sign in",
	}, {
		.method = "POST", .path = "/sign-in", .shows = &record_of_readers, .may = MAY_ANYONE, .form = &people_sign_in_form, .throttle = true,
		.slow = people_sign_in_slow, .handle = people_sign_in, .redraw = people_sign_in_show,
		.help = "Sign in; with two steps answers the ticket for /sign-in/code",
	}, {
		.method = "POST", .path = "/sign-in/code", .shows = &record_of_readers, .may = MAY_ANYONE, .form = &people_code_form, .throttle = true,
		.handle = people_code, .redraw = people_code_show,
		.help = "The second step: a code from the app, or a recovery code",
	}, {
		.method = "POST", .path = "/sign-out", .may = MAY_ANYONE, .handle = people_sign_out, .help = "Sign out here",
	}, {
		.method = "GET", .path = "/again", .may = MAY_SIGNED_IN, .form = &people_to_form,
		.handle = people_again_show, .help = "The form that asks for the password once more",
	}, {
		.method = "POST", .path = "/again", .may = MAY_SIGNED_IN, .form = &people_again_form, .throttle = true,
		.slow = people_again_slow, .handle = people_again, .redraw = people_again_show,
		.help = "Give the password once more; it then counts for ten minutes",
	}, {
		.method = "GET", .path = "/reset", .may = MAY_ANYONE,
		.handle = people_reset_show, .help = "The form to set a new password with a code",
	}, {
		.method = "POST", .path = "/reset", .shows = &record_of_readers, .may = MAY_ANYONE, .form = &people_reset_form, .throttle = true,
		.slow = people_reset_slow, .handle = people_reset, .redraw = people_reset_show,
		.help = "Set a new password with a recovery code or one from the operator",
	}, {
		.method = "GET", .path = "/me", .may = MAY_SIGNED_IN, .handle = people_me_show, .help = "My page",
	}, {
		.method = "POST", .path = "/me", .may = MAY_SIGNED_IN, .form = &people_me_form,
		.handle = people_me_edit, .redraw = people_me_show, .help = "Change my name and languages",
	}, {
		.method = "GET", .path = "/me/password", .may = MAY_SIGNED_IN, .again = true,
		.handle = people_password_show, .help = "The form for a new password",
	}, {
		.method = "POST", .path = "/me/password", .may = MAY_SIGNED_IN, .again = true, .form = &people_password_form,
		.slow = people_password_slow, .handle = people_password_set, .redraw = people_password_show,
		.help = "Set a new password; ends every other session",
	}, {
		.method = "GET", .path = "/me/second-factor", .may = MAY_SIGNED_IN, .again = true,
		.handle = people_second_show, .help = "Two steps: on or off, and setting it up",
	}, {
		.method = "POST", .path = "/me/second-factor/begin", .may = MAY_SIGNED_IN, .again = true,
		.handle = people_second_begin, .help = "Make a new secret for the app",
	}, {
		.method = "POST", .path = "/me/second-factor", .may = MAY_SIGNED_IN, .again = true, .form = &people_second_form,
		.handle = people_second_on, .redraw = people_second_show, .help = "Switch two steps on with the first code",
	}, {
		.method = "POST", .path = "/me/second-factor/off", .may = MAY_SIGNED_IN, .again = true,
		.handle = people_second_off, .help = "Switch two steps off",
	}, {
		.method = "GET", .path = "/me/recovery", .may = MAY_SIGNED_IN, .again = true,
		.handle = people_recovery_show, .help = "How many recovery codes are left",
	}, {
		.method = "POST", .path = "/me/recovery", .may = MAY_SIGNED_IN, .again = true,
		.handle = people_recovery_new, .help = "Make new recovery codes; answers them once",
	}, {
		.method = "GET", .path = "/me/sessions", .may = MAY_SIGNED_IN,
		.handle = people_sessions_show, .help = "Where I am signed in",
	}, {
		.method = "POST", .path = "/me/sessions/{id}/end", .may = MAY_SIGNED_IN,
		.handle = people_sessions_end, .help = "Sign out there",
	}, {
		.method = "POST", .path = "/me/sessions/{id}/mine", .may = MAY_SIGNED_IN, .again = true,
		.handle = people_sessions_mine, .help = "This sign-in was me",
	}, {
		.method = "POST", .path = "/me/sessions/all-mine", .may = MAY_SIGNED_IN, .again = true,
		.handle = people_sessions_all_mine, .help = "Every sign-in listed was me",
	}, {
		.method = "POST", .path = "/me/sessions/changes-mine", .may = MAY_SIGNED_IN, .again = true,
		.handle = people_changes_mine, .help = "What changed about the way I sign in was me",
	}, {
		.method = "POST", .path = "/me/sessions/end-others", .may = MAY_SIGNED_IN,
		.handle = people_sessions_end_others, .help = "Sign out everywhere but here",
	}, {
		.method = "GET", .path = "/me/everything", .may = MAY_SIGNED_IN, .again = true,
		.handle = people_everything_show, .help = "What taking everything of mine along means",
	}, {
		.method = "GET", .path = "/me/everything/archive", .may = MAY_SIGNED_IN, .again = true, .shows = &shown_everything,
		.slow = people_everything_slow, .handle = people_everything, .help = "Everything of mine: a page and JSON in one zip archive",
	}, {
		.method = "GET", .path = "/me/leave", .shows = &shown_leaving, .may = MAY_SIGNED_IN, .again = true,
		.handle = people_leave_show, .help = "What leaving for good means",
	}, {
		.method = "POST", .path = "/me/leave", .may = MAY_SIGNED_IN, .again = true,
		.handle = people_leave, .help = "Leave for good; everything of mine becomes unreadable",
	},
};

static const struct menu_entry menu[] = { { .label = N_("Me"), .path = "/me", .may = MAY_SIGNED_IN, .order = 90 } };

static const struct card cards[] = {
	{ .place = "today", .name = "new-sign-in", .path = "/me/sessions", .order = 0, .may = MAY_SIGNED_IN, .draw = people_new_devices },
	{ .place = "today", .name = "sign-in-changed", .path = "/me/sessions", .order = 0, .may = MAY_SIGNED_IN, .draw = people_changes },
	{ .place = "sessions", .name = "sign-in-changed", .path = "/me/sessions", .order = 0, .may = MAY_SIGNED_IN, .draw = people_changes },
};

/* ---- what must hold: for `kith check` ---- */

static enum status none_wrong(int64_t wrong, const char *why, const char **ret_why)
{
	*ret_why = wrong ? why : NULL;
	return OK;
}

static enum status everyone_can_sign_in(struct req *r, const char **ret_why)
{
	struct people_check_sign_in c;
	TRY(people_check_sign_in(r, &c));
	return none_wrong(c.wrong, N_("Somebody has an account without a way to sign in, or left and still has one."), ret_why);
}

static enum status nothing_is_left_behind(struct req *r, const char **ret_why)
{
	struct people_check_left c;
	TRY(people_check_left(r, &c));
	return none_wrong(c.wrong, N_("A session, recovery code or device belongs to nobody, or to somebody who left."), ret_why);
}

static enum status names_differ(struct req *r, const char **ret_why)
{
	struct people_check_login c;
	TRY(people_check_login(r, &c));
	return none_wrong(c.wrong, N_("Two accounts have the same sign-in name."), ret_why);
}

static const struct check checks[] = {
	{ "Everyone here can sign in, nobody who left can", everyone_can_sign_in },
	{ "Sessions, codes and devices belong to people who are here", nothing_is_left_behind },
	{ "No two sign-in names are the same", names_differ },
};

static const struct command commands[] = {
	{
		.name = "people sign-in-reset", .logs = "sign_in_help", .usage = "people sign-in-reset SIGN-IN-NAME [--without-second-step]",
		.help = "Give somebody a one-time code to set a new password", .run = people_reset_command,
	}, {
		.name = "people erase-again", .usage = "people erase-again FILE",
		.help = "Erase who is on a list of those who left: after an older backup was brought back", .run = people_erase_again_command,
	}, {
		.name = "people erased", .usage = "people erased", .reads = true,
		.help = "Print the list of those who left, as erase-again and restore take it", .run = people_erased_command,
	}, {
		.name = "export", .usage = "export SIGN-IN-NAME > FILE.zip", .logs = "exported",
		.help = "Everything about one person, as they get it themselves", .run = people_export_command,
	}, {
		.name = "holdings", .usage = "holdings SIGN-IN-NAME|ID [--json]", .logs = "held_looked_up",
		.help = "Where somebody is on record here, and how often", .run = people_holdings_command,
	},
};

static const char *const schemas[] = { people_schema_001, NULL };

/* Notifications writes it, at once: whoever changed it may be using the account, so no round would find that it waits. */
static const struct mail_kind mails[] = { { "sign_in", N_("My password, recovery codes or two steps were changed"), NULL, NULL } };

/* ---- what goes after a time ---- */

static const struct retain retained[] = {
	{ .code = "sessions", .title = N_("Where you were signed in"), .from = N_("after it is over"),
	  .why = N_("So that a sign-in by somebody else is still seen afterwards."), .time = RETAIN_30_DAYS, .least = RETAIN_30_DAYS, .most = RETAIN_30_DAYS },
	{ .code = "devices", .title = N_("Devices you used before"), .from = N_("after the first sign-in there"),
	  .why = N_("A device that is known is not slowed down when others try your password."),
	  .time = RETAIN_1_YEAR, .least = RETAIN_1_YEAR, .most = RETAIN_1_YEAR },
};
static const struct retain_of retain = RETAIN(retained);

/* ---- who opens what ---- */

static const struct sealed_field fields[] = {
	{ "person.name", FIELD_NAME }, { "person.pronouns", FIELD_TOLD }, { "person.login", FIELD_OWN }, { "person.email", FIELD_REACH },
	{ "sign_in.password", FIELD_OWN }, { "sign_in.totp", FIELD_OWN }, { "session.device", FIELD_OWN },
};

/* ---- everything of mine ---- */

static const struct mine parts[] = {
	{ "account", N_("Your account"), &people_mine_account_query, "person.id" },
	{ "sign_in", N_("Your password"), &people_mine_sign_in_query, "sign_in.person" },
	{ "sessions", N_("Where you signed in"), &people_mine_sessions_query, "session.person" },
	{ "devices", N_("Devices we know"), &people_mine_devices_query, "known_device.person" },
	{ "recovery_codes", N_("Recovery codes"), &people_mine_codes_query, "recovery_code.person" },
	{ "sign_in_resets", N_("Sign-in help you asked for"), &people_mine_resets_query, "sign_in_reset.person" },
};
static const struct mine_of mine = {
	.n_parts = COUNT(parts), .parts = parts, .holdings = &people_holdings_query,
};

const struct feature people_feature = {
	.name = "people",
	.schemas = schemas,
	.queries = people_queries,
	.n_routes = COUNT(routes), .routes = routes,
	.n_menu = COUNT(menu), .menu = menu,
	.n_cards = COUNT(cards), .cards = cards,
	.n_checks = COUNT(checks), .checks = checks,
	.n_mails = COUNT(mails), .mails = mails,
	.n_commands = COUNT(commands), .commands = commands,
	.fields = fields, .n_fields = COUNT(fields), .mine = &mine, .retain = &retain,
};

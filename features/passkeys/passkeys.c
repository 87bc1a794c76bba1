/* Passkeys: signing in with what a device keeps.  The descriptor: what of it the server is to know. */
#include "inside.h"
#include "mine.h"
#include "retain.h"
#include "queries.h"

static const struct route routes[] = {
	{
		.method = "POST", .path = "/sign-in/passkey", .may = MAY_ANYONE, .form = &passkeys_answer_form,
		.handle = passkeys_sign_in, .redraw = people_sign_in_show, .help = "Sign in with a passkey (WebAuthn)",
	}, {
		.method = "GET", .path = "/me/passkeys", .may = MAY_SIGNED_IN, .again = true,
		.handle = passkeys_show, .help = "My passkeys, and the challenge to add one",
	}, {
		.method = "POST", .path = "/me/passkeys", .may = MAY_SIGNED_IN, .again = true, .form = &passkeys_new_form,
		.handle = passkeys_new, .redraw = passkeys_show, .help = "Add a passkey (WebAuthn)",
	}, {
		.method = "POST", .path = "/me/passkeys/{id}/remove", .may = MAY_SIGNED_IN, .again = true,
		.handle = passkeys_end, .help = "Take a passkey away; the last one that has been there goes after 72 hours",
	}, {
		.method = "POST", .path = "/me/passkeys/{id}/keep", .may = MAY_SIGNED_IN,
		.handle = passkeys_stay, .help = "Keep a passkey that is on its way out",
	}, {
		.method = "POST", .path = "/me/passkeys/off", .may = MAY_SIGNED_IN, .again = true,
		.handle = passkeys_switch_off, .help = "No passkeys for my account; after 72 hours where one has been there",
	}, {
		.method = "POST", .path = "/me/passkeys/not-off", .may = MAY_SIGNED_IN,
		.handle = passkeys_not_off, .help = "Passkeys stay on, while switching them off still waits",
	}, {
		.method = "POST", .path = "/me/passkeys/on", .may = MAY_SIGNED_IN, .again = true,
		.handle = passkeys_switch_on, .help = "Passkeys again for my account",
	},
};

static const struct card cards[] = {
	{ .place = "sign-in", .name = "passkey", .path = "/sign-in/passkey", .order = 10, .may = MAY_ANYONE, .draw = passkeys_sign_in_card },
	{ .place = "signing-in", .name = "passkeys", .path = "/me/passkeys", .order = 10, .may = MAY_SIGNED_IN, .draw = passkeys_row },
	{ .place = "today", .name = "passkeys", .path = "/me/passkeys", .order = 1, .may = MAY_SIGNED_IN, .draw = passkeys_news },
};

/* ---- what is heard ---- */

static enum status person_left(struct req *r, const void *person)
{
	TRY(passkeys_leave(r, person, NULL));
	return passkeys_off_remove(r, person, NULL);
}

static const struct ear ears[] = { { &people_left, person_left } };

static enum status nothing_is_left_behind(struct req *r, const char **ret_why)
{
	struct passkeys_check_left c;
	TRY(passkeys_check_left(r, &c));
	*ret_why = c.wrong ? N_("A passkey belongs to nobody, or to somebody who left.") : NULL;
	return OK;
}

static const struct check checks[] = { { "Passkeys belong to people who are here", nothing_is_left_behind } };

static const char *const schemas[] = { passkeys_schema_001, NULL };

/* ---- who opens what ---- */

static const struct sealed_field fields[] = {
	{ "passkey.credential", FIELD_OWN }, { "passkey.public_key", FIELD_OWN }, { "passkey.device", FIELD_OWN },
};

/* ---- everything of mine ---- */

static const struct mine parts[] = {
	{ "keys", N_("Your passkeys"), &passkeys_mine_keys_query, "passkey.person" },
	{ "off", N_("When you wanted no passkeys"), &passkeys_mine_off_query, "passkeys_off.person" },
};
static const struct mine_of mine = {
	.n_parts = COUNT(parts), .parts = parts, .holdings = &passkeys_holdings_query,
};

const struct feature passkeys_feature = {
	.name = "passkeys",
	.schemas = schemas,
	.queries = passkeys_queries,
	.n_routes = COUNT(routes), .routes = routes,
	.n_ears = COUNT(ears), .ears = ears,
	.n_cards = COUNT(cards), .cards = cards,
	.n_checks = COUNT(checks), .checks = checks,
	.fields = fields, .n_fields = COUNT(fields), .mine = &mine, .retain = &retain_nothing,
};

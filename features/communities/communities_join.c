/* The way in: what a community is, its house rules, becoming a member, the limits of confidentiality, leaving again.
 * Invitations are made elsewhere (communities_invite.c); here they are used. */
#include "communities_inside.h"

static const struct form_field join_fields[] = {
	TEXT_FIELD(struct communities_join, code, .max = 60, .label = N_("Invitation code"),
		   .hint = N_("It is on the paper or in the link you were given. Small or capital letters, both are fine.")),
	FLAG_FIELD(struct communities_join, agree, .label = N_("I have read the house rules and will keep to them")),
	INT_FIELD(struct communities_join, number, .hidden = true, .min = 0, .max = 1000000),
};
const struct form communities_join_form = FORM(communities_join, join_fields);

static const struct form_field limits_fields[] = {
	FLAG_FIELD(struct communities_limits, understood, .label = N_("I have read what stays between us and what cannot")),
	INT_FIELD(struct communities_limits, number, .hidden = true, .min = 0, .max = 1000000),
	TEXT_FIELD(struct communities_limits, to, .hidden = true, .max = 300),
};
const struct form communities_limits_form = FORM(communities_limits, limits_fields);

/* ---- the way in ---- */

static const struct json_field communities_way_in_json[] = {
	JSON_TEXT(communities_way_in_view, name),
	JSON_TEXT(communities_way_in_view, about),
	JSON_CHOICE(communities_way_in_view, joining, &communities_joining),
	JSON_FLAG(communities_way_in_view, closed_to_me),
	JSON_TIME(communities_way_in_view, until), JSON_LIST(communities_way_in_view, see, cards_json),
};

enum status communities_way_in(struct req *r)
{
	struct communities_settings_get c;
	if (may(r, MAY_MEMBER | MAY_OUTSIDE))
		return redirect_here(r, NULL, "/today");
	if (may(r, MAY_JOINING))
		return redirect_here(r, NULL, "/join");
	TRY(communities_settings_get(r, r->community.id, &c));
	int64_t joining = communities_place(&communities_joining, c.joining), until;
	TRY(communities_closed_now(r, &until));
	struct communities_way_in_view v = {
		.name = c.name, .about = c.about, .about_words = markup(&r->arena, c.about), .joining = joining,
		.invited = str_same(c.joining, "invited"), .closed = str_same(c.joining, "closed"),
		.signed_in = r->who.person != NULL,
		.to = arena_printf(&r->arena, "%s/join", r->out.base),
		.closed_to_me = until != NO_INT, .until = until < COMMUNITIES_FOR_GOOD ? until : NO_INT, .for_good = until >= COMMUNITIES_FOR_GOOD,
	};
	v.see = cards_named(r, "way-in");
	TRY(cards_html(r, "way-in", &v.cards));
	return REPLY(r, communities_way_in, &v);
}

/* ---- joining ---- */

static const struct json_field communities_join_json[] = {
	JSON_TEXT(communities_join_view, name),
	JSON_TEXT(communities_join_view, rules),
	JSON_INT(communities_join_view, number),
	JSON_FLAG(communities_join_view, invited),
	JSON_FLAG(communities_join_view, closed),
	JSON_FLAG(communities_join_view, again),
};

static const char *join_here(struct req *r, const char *code)
{
	const char *clean = code ? code_clean(r, code) : NULL;
	return clean ? arena_printf(&r->arena, "%s/join?code=%s", r->out.base, clean) : arena_printf(&r->arena, "%s/join", r->out.base);
}

enum status communities_join_show(struct req *r)
{
	const struct communities_join *f = r->form;
	struct communities_in_force rules = { .words = "", .lang = lang_codes[r->reader.lang] };
	struct communities_settings_get c;
	if (may(r, MAY_MEMBER))
		return redirect_here(r, NULL, "/today");
	TRY(communities_settings_get(r, r->community.id, &c));
	enum status st = communities_in_force(r, "rules", &rules);
	if (st != OK && st != MISSING)
		return st;
	bool again = may(r, MAY_JOINING);
	struct communities_join_view v = {
		.name = c.name, .rules = rules.words, .rules_lang = rules.lang, .rules_words = markup(&r->arena, rules.words),
		.number = rules.number, .since = rules.since, .again = again, .signed_in = r->who.person != NULL,
		.invited = !again && (str_same(c.joining, "invited") || (f && f->code)), .closed = !again && str_same(c.joining, "closed"),
		.changed = r->stale, .to = join_here(r, f ? f->code : NULL),
	};
	/* The number that was read goes along: who reads version 2 has not accepted version 3. */
	struct communities_join *stored = ARENA_NEW(&r->arena, struct communities_join);
	*stored = (struct communities_join){ .code = f ? f->code : NULL, .number = rules.number };
	form_show(r, &v.form, &communities_join_form, stored);
	return REPLY(r, communities_join, &v);
}

/* The invitation behind a typed code, used up by this person.  Which of the reasons it was is said only where the code
 * itself is right. */
static enum status use_invitation(struct req *r, const char *typed, const char **ret_role)
{
	struct communities_invitation_by_hash i;
	const char *code = typed ? code_clean(r, typed) : NULL;
	if (!typed)
		return fault(r, "code", "code_missing", N_("Type the code of your invitation."));
	enum status st = code ? communities_invitation_by_hash(r, r->community.id, seal_index(r, "invitation.code", code), &i) : MISSING;
	if (st == MISSING)
		return fault(r, "code", "code_unknown", N_("We do not know this code. Look at it once more, or ask who gave it to you."));
	if (st != OK)
		return st;
	if (i.revoked != NO_INT || i.ends <= r->now)
		return fault(r, "code", "code_over", N_("This invitation is over. Ask who gave it to you for a new one."));
	if (i.used != NO_INT || (i.account && !str_same(i.account, r->who.person)))
		return fault(r, "code", "code_used", N_("This invitation was used already. Ask who gave it to you for a new one."));
	int64_t changed;
	TRY(communities_invitation_use(r, i.id, r->now, r->who.person, &changed));
	if (changed != 1)
		return fault(r, "code", "code_used", N_("This invitation was used already. Ask who gave it to you for a new one."));
	*ret_role = i.role;
	return OK;
}

/* May this person, who is no member, come in?  ret_role: what their invitation gives. */
static enum status let_in(struct req *r, const struct communities_join *f, const char **ret_role)
{
	struct communities_settings_get c;
	int64_t until;
	TRY(communities_closed_now(r, &until));
	if (until != NO_INT)
		return fault(r, NULL, "closed_to_you", N_("This community is closed to you right now. What was decided, and how you can be heard, is on your own page."));
	TRY(communities_settings_get(r, r->community.id, &c));
	if (str_same(c.joining, "closed"))
		return fault(r, NULL, "closed", N_("This community takes nobody new for now."));
	if (str_same(c.joining, "invited") || f->code)
		return use_invitation(r, f->code, ret_role);
	return OK;
}

enum status communities_join(struct req *r)
{
	const struct communities_join *f = r->form;
	struct communities_in_force rules = { .number = 0 };
	const char *role = NULL;
	if (may(r, MAY_MEMBER))
		return redirect_here(r, NULL, "/today");
	enum status st = communities_in_force(r, "rules", &rules);
	if (st != OK && st != MISSING)
		return st;
	if (!f->agree)
		fault(r, "agree", "agree", N_("Tick that you have read the house rules. Without them we cannot let you in."));
	else if (f->number != rules.number)
		return stale(r);
	if (!may(r, MAY_JOINING))
		TRY(let_in(r, f, &role));
	if (r->n_faults)
		return INVALID;
	bool outside = role && communities_role_may(role) & MAY_OUTSIDE;
	if (may(r, MAY_JOINING)) {
		struct communities_membership_get m;
		TRY(communities_membership_get(r, r->community.id, r->who.person, &m));
		outside = !m.takes_part;
	}
	TRY(outside ? communities_add_outside(r, r->community.id, r->who.person) : communities_add_member(r, r->community.id, r->who.person, true));
	if (role)
		TRY(communities_give_role(r, r->community.id, r->who.person, role, r->now));
	if (outside || may(r, MAY_JOINING))
		return redirect_here(r, N_("Thank you."), "/today");
	return redirect_here(r, N_("Welcome. You are in."), "/welcome");
}

static const struct json_field communities_welcome_json[] = {
	JSON_TEXT(communities_welcome_view, name),
	JSON_TEXT(communities_welcome_view, welcome),
};

enum status communities_welcome(struct req *r)
{
	struct communities_in_force text = { .words = "", .lang = lang_codes[r->reader.lang] };
	enum status st = communities_in_force(r, "welcome", &text);
	if (st != OK && st != MISSING)
		return st;
	struct communities_welcome_view v = { .name = r->community.name, .welcome = text.words, .welcome_lang = text.lang,
		.welcome_words = markup(&r->arena, text.words) };
	return REPLY(r, communities_welcome, &v);
}

/* ---- the house rules, to come back to ---- */

static const struct json_field communities_rules_json[] = {
	JSON_TEXT(communities_rules_view, rules),
	JSON_INT(communities_rules_view, number),
	JSON_TIME(communities_rules_view, since),
};

enum status communities_rules(struct req *r)
{
	struct communities_in_force text;
	TRY(communities_in_force(r, "rules", &text));
	struct communities_rules_view v = { .rules = text.words, .rules_lang = text.lang, .rules_words = markup(&r->arena, text.words),
		.number = text.number, .since = text.since };
	return REPLY(r, communities_rules, &v);
}

/* ---- limits of confidentiality ---- */

static const struct json_field outside_json[] = {
	JSON_TEXT(communities_outside, name), JSON_CHOICE(communities_outside, role, &communities_roles), JSON_TIME(communities_outside, from),
};
static const struct json_field communities_limits_json[] = {
	JSON_TEXT(communities_limits_view, limits),
	JSON_INT(communities_limits_view, number),
	JSON_TIME(communities_limits_view, since),
	JSON_FLAG(communities_limits_view, accepted),
	JSON_LIST(communities_limits_view, outside, outside_json),
	JSON_LIST(communities_limits_view, see, cards_json),
};

/* Whoever looks at a community from outside is known by name to those who belong to it. */
static enum status outside_now(struct req *r, struct communities_outside_list *ret)
{
	struct communities_outside_now_list rows;
	TRY(communities_outside_now(r, r->community.id, r->now, &rows));
	ret->at = ARENA_ARRAY(&r->arena, rows.n, struct communities_outside);
	for (size_t i = 0; i < rows.n; i++)
		ret->at[ret->n++] = (struct communities_outside){ people_name_or_left(r, rows.at[i].name), communities_place(&communities_roles, rows.at[i].role),
			rows.at[i].from_at };
	return OK;
}

enum status communities_limits_show(struct req *r)
{
	const struct communities_limits *f = r->form;
	struct communities_in_force text;
	TRY(communities_in_force(r, "limits", &text));
	struct communities_limits_view v = {
		.limits = text.words, .limits_lang = text.lang, .limits_words = markup(&r->arena, text.words),
		.number = text.number, .since = text.since, .changed = r->stale,
		.accepted = r->community.accepted_limits, .to_accept = may(r, MAY_MEMBER) && !r->community.accepted_limits,
	};
	if (may(r, MAY_MEMBER))
		TRY(outside_now(r, &v.outside));
	v.see = cards_named(r, "limits");
	TRY(cards_html(r, "limits", &v.cards));
	struct communities_limits *stored = ARENA_NEW(&r->arena, struct communities_limits);
	*stored = (struct communities_limits){ .number = text.number, .to = communities_local_path(r, f ? f->to : NULL) };
	form_show(r, &v.form, &communities_limits_form, stored);
	return REPLY(r, communities_limits, &v);
}

enum status communities_limits_accept(struct req *r)
{
	const struct communities_limits *f = r->form;
	struct communities_in_force text;
	TRY(communities_in_force(r, "limits", &text));
	if (!f->understood)
		return fault(r, "understood", "understood", N_("Tick that you have read it. If something is not clear, ask a coordinator first."));
	if (f->number != text.number)
		return stale(r);
	TRY(communities_membership_limits(r, r->community.id, r->who.person, text.number, NULL));
	const char *to = communities_local_path(r, f->to);
	return *to ? redirect_saying(r, N_("Thank you."), "%s", to) : redirect_here(r, N_("Thank you."), "/today");
}

enum status communities_limits_first(struct req *r, const char *then_path)
{
	if (r->community.accepted_limits)
		return OK;
	struct out to = { 0 };
	out_urlpart_str(&to, r->out.base);
	out_urlpart_str(&to, then_path);
	const char *path = arena_printf(&r->arena, "%s/limits?to=%.*s", r->out.base, (int)to.n, to.at);
	out_end(&to);
	fault(r, NULL, "limits_first", N_("Before you first ask for support, please read what stays between us and what cannot."));
	r->reply.location = path;
	return INVALID;
}

/* ---- my membership, leaving ---- */

static const struct json_field membership_role_json[] = {
	JSON_CHOICE(communities_role_seen, role, &communities_roles),
	JSON_TIME(communities_role_seen, from),
	JSON_TIME(communities_role_seen, until),
};
static const struct json_field communities_membership_json[] = {
	JSON_TIME(communities_membership_view, joined),
	JSON_FLAG(communities_membership_view, accepted_limits),
	JSON_FLAG(communities_membership_view, outside),
	JSON_LIST(communities_membership_view, roles, membership_role_json),
	JSON_LIST(communities_membership_view, see, cards_json),
};

enum status communities_membership(struct req *r)
{
	struct communities_membership_get m;
	TRY(communities_membership_get(r, r->community.id, r->who.person, &m));
	struct communities_membership_view v = { .name = r->community.name, .joined = m.joined,
		.accepted_limits = r->community.accepted_limits, .people = may(r, MAY_COORDINATOR | MAY_SUPERVISOR),
		.outside = !m.takes_part };
	TRY(communities_roles_seen(r, r->who.person, &v.roles));
	v.see = cards_named(r, "leaving");
	TRY(cards_html(r, "leaving", &v.cards));
	return REPLY(r, communities_membership, &v);
}

static enum status ends(struct req *r, const char *community, const char *person)
{
	TRY(communities_membership_end(r, community, person, r->now, NULL));
	TRY(communities_roles_end_all(r, community, person, r->now, NULL));
	return tell(r, &communities_left, &(struct communities_member){ .community = community, .person = person });
}

enum status communities_member_ends(struct req *r, const char *community, const char *person)
{
	TRY(tell(r, &communities_leaving, &(struct communities_member){ .community = community, .person = person }));
	return ends(r, community, person);
}

enum status communities_leave(struct req *r)
{
	TRY(communities_member_ends(r, r->community.id, r->who.person));
	return redirect_saying(r, N_("You have left. You are welcome back any time."), "/start");
}

/* An account ends: so does every membership.  The rows that stay name an id nobody can turn into a person any more. */
enum status communities_person_left(struct req *r, const void *person)
{
	struct communities_member_in_list all;
	TRY(communities_member_in(r, person, &all));
	for (size_t i = 0; i < all.n; i++)
		TRY(ends(r, all.at[i].community, person));
	TRY(communities_invitations_revoke_of(r, person, r->now, NULL));
	TRY(communities_invitations_account_gone(r, person, r->now, NULL));
	return communities_invitations_detach(r, person, NULL);
}

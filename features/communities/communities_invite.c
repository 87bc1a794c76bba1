/* Invitations: a code on paper or in a link that lets one person in, once.  The code is shown once and kept only as a
 * keyed hash; using it up is left to joining. */
#include "communities_inside.h"
#include "qr.h"

enum { DAYS_DEFAULT = 14, DAYS_MAX = 90 };

const struct choices communities_invitation_states = CHOICES("invitation_states",
	{ "waiting", N_("Not used yet"), NULL },
	{ "used", N_("Used"), NULL },
	{ "revoked", N_("Taken back"), NULL },
	{ "over", N_("Over"), NULL });
enum { WAITING, USED, REVOKED, OVER };

static const struct form_field invite_fields[] = {
	CHOICE_FIELD(struct communities_invite, role, .of = &communities_roles, .label = N_("Role from the first day"),
		     .hint = N_("Leave it open for someone who simply joins. You can give roles later.")),
	INT_FIELD(struct communities_invite, days, .required = true, .min = 1, .max = DAYS_MAX, .label = N_("Good for how many days?"),
		  .hint = N_("From 1 to 90.")),
	TEXT_FIELD(struct communities_invite, note, .max = 120, .label = N_("For your own memory"),
		   .hint = N_("For example: the person from Tuesday. Only you can read it.")),
};
const struct form communities_invite_form = FORM(communities_invite, invite_fields);

static const struct json_field invitation_row_json[] = {
	JSON_TEXT(communities_invitation_row, id),
	JSON_CHOICE(communities_invitation_row, state, &communities_invitation_states),
	JSON_CHOICE(communities_invitation_row, role, &communities_roles),
	JSON_TIME(communities_invitation_row, made),
	JSON_TIME(communities_invitation_row, ends),
	JSON_TIME(communities_invitation_row, used),
	JSON_TEXT(communities_invitation_row, made_by),
	JSON_TEXT(communities_invitation_row, used_by),
	JSON_TEXT(communities_invitation_row, note),
};
static const struct json_field communities_invitations_json[] = {
	JSON_LIST(communities_invitations_view, invitations, invitation_row_json),
	JSON_TEXT(communities_invitations_view, next),
};

static struct communities_invitation_row row(struct req *r, const struct communities_invitations_some *i)
{
	int64_t state = i->used != NO_INT ? USED : i->revoked != NO_INT ? REVOKED : i->ends <= r->now ? OVER : WAITING;
	return (struct communities_invitation_row){
		.id = i->id, .state = state,
		.waiting = state == WAITING, .role = communities_place(&communities_roles, i->role), .has_role = i->role != NULL,
		.made = i->made, .ends = i->ends, .used = i->used, .was_used = i->used != NO_INT,
		.made_by = i->made_by ? people_name_or_left(r, i->maker) : NULL,
		.used_by = i->used == NO_INT ? NULL : people_name_or_left(r, i->used_by_name),
		.note = i->note,
	};
}

enum status communities_invitations(struct req *r)
{
	struct communities_invitations_view v = { 0 };
	struct communities_invitations_some_list rows;
	int64_t before;
	const char *id;
	communities_page_from(r, &before, &id);
	TRY(communities_invitations_some(r, r->community.id, r->who.person, before, id, COMMUNITIES_PAGE + 1, &rows));
	v.invitations.at = ARENA_ARRAY(&r->arena, rows.n, struct communities_invitation_row);
	for (size_t i = 0; i < rows.n && i < COMMUNITIES_PAGE; i++)
		v.invitations.at[v.invitations.n++] = row(r, &rows.at[i]);
	if (rows.n > COMMUNITIES_PAGE)
		v.next = arena_printf(&r->arena, "%s/invitations?before=%" PRId64 "&id=%s", r->out.base,
				      rows.at[COMMUNITIES_PAGE - 1].made, rows.at[COMMUNITIES_PAGE - 1].id);
	struct communities_invite *stored = ARENA_NEW(&r->arena, struct communities_invite);
	*stored = (struct communities_invite){ .role = NO_INT, .days = DAYS_DEFAULT };
	form_show(r, &v.form, &communities_invite_form, stored);
	return REPLY(r, communities_invitations, &v);
}

enum status communities_invitation_make(struct req *r, const char *role, int64_t days, const char *note, const char **ret_code)
{
	const char *code = code_new(r), *by = r->who.person;
	TRY(communities_invitation_add(r, id_new(r), seal_index(r, "invitation.code", code_clean(r, code)), r->community.id, role,
			   by ? note : NULL, by, r->now, r->now + days * COMMUNITIES_DAY, NULL));
	*ret_code = code;
	return OK;
}

enum status communities_account_invited(struct req *r, const void *what)
{
	const struct people_joining *p = what;
	struct communities_invitation_anywhere i;
	const char *code = code_clean(r, p->code);
	int64_t changed;
	enum status st = code ? communities_invitation_anywhere(r, seal_index(r, "invitation.code", code), &i) : MISSING;
	if (st != OK)
		return st == MISSING ? OK : st;
	if (i.revoked != NO_INT || i.ends <= r->now)
		return fault(r, "code", "code_over", N_("This invitation is over. Ask who gave it to you for a new one."));
	if (i.used != NO_INT || i.account)
		return fault(r, "code", "code_used", N_("This invitation was used already. Ask who gave it to you for a new one."));
	TRY(communities_invitation_account(r, i.id, p->person, r->now, &changed));
	*p->let_in = changed == 1;
	return OK;
}

const char *communities_invitation_link(struct req *r, const char *code)
{
	const char *server = r->house && r->house->public_address ? r->house->public_address : "";
	return arena_printf(&r->arena, "%s/c/%s/join?code=%s", server, r->community.slug, code);
}

static const struct json_field communities_invitation_json[] = {
	JSON_TEXT(communities_invitation_view, code),
	JSON_TEXT(communities_invitation_view, link),
	JSON_TIME(communities_invitation_view, ends),
};

enum status communities_invite(struct req *r)
{
	const struct communities_invite *f = r->form;
	const char *code;
	TRY(communities_invitation_make(r, f->role == NO_INT ? NULL : choice_code(&communities_roles, f->role), f->days, f->note, &code));
	const char *link = communities_invitation_link(r, code);
	const char *title = words_say(&r->arena, &r->reader, N_("Code to scan"), 0, NULL);
	struct communities_invitation_view v = {
		.name = r->community.name, .code = code, .link = link, .qr = qr_svg(&r->arena, link, title),
		.ends = r->now + f->days * COMMUNITIES_DAY,
		.typed_at = arena_printf(&r->arena, "%s/c/%s/join", r->house && r->house->public_address ? r->house->public_address : "",
					 r->community.slug),
	};
	return REPLY(r, communities_invitation, &v);
}

enum status communities_invitation_revoke(struct req *r)
{
	struct communities_invitation_get i;
	int64_t changed;
	TRY(communities_invitation_get(r, r->community.id, r->part[0], &i));
	TRY(communities_invitation_take_back(r, i.id, r->now, &changed));
	if (changed == 0)
		return redirect_here(r, N_("It was used or taken back already."), "/invitations");
	return redirect_here(r, N_("Taken back. The code opens nothing any more."), "/invitations");
}

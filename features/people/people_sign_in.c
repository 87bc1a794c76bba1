/* Signing in and out: password, then the second step where somebody has one.  A stranger cannot tell a wrong name from a
 * wrong password, by answer or by time.  Leaves slowing down to the server, sessions to people_session.c. */
#include "people_inside.h"

enum { TICKET_LASTS = 10 * 60, TICKET_PARTS = 4, TICKET_MAX = 200 };

static const struct form_field people_to_fields[] = { TEXT_FIELD(struct people_to, to, .hidden = true, .max = PEOPLE_PATH_MAX) };
const struct form people_to_form = FORM(people_to, people_to_fields);

static const struct form_field people_sign_in_fields[] = {
	TEXT_FIELD(struct people_sign_in, login, .required = true, .max = PEOPLE_LOGIN_MAX, .autocomplete = "username",
		.label = N_("Sign-in name")),
	SECRET_FIELD(struct people_sign_in, password, .required = true, .max = PEOPLE_PASSWORD_MAX,
		.autocomplete = "current-password", .label = N_("Password or pass phrase")),
	FLAG_FIELD(struct people_sign_in, shared, .label = N_("Other people use this device too"),
		.hint = N_("We sign you out sooner.")),
	TEXT_FIELD(struct people_sign_in, to, .hidden = true, .max = PEOPLE_PATH_MAX),
};
const struct form people_sign_in_form = FORM(people_sign_in, people_sign_in_fields);

static const struct form_field people_code_fields[] = {
	TEXT_FIELD(struct people_second_step, ticket, .required = true, .hidden = true, .max = TICKET_MAX),
	TEXT_FIELD(struct people_second_step, login, .required = true, .hidden = true, .max = PEOPLE_LOGIN_MAX),
	TEXT_FIELD(struct people_second_step, code, .required = true, .max = PEOPLE_CODE_TYPED_MAX, .autocomplete = "one-time-code",
		.label = N_("Code"),
		.hint = N_("The six digits your app shows now, or one of your recovery codes.")),
	TEXT_FIELD(struct people_second_step, to, .hidden = true, .max = PEOPLE_PATH_MAX),
};
const struct form people_code_form = FORM(people_second_step, people_code_fields);

/* ---- the first step ---- */

static const struct json_field people_sign_in_json[] = { JSON_NOTHING };

enum status people_sign_in_show(struct req *r)
{
	const struct people_to *asked = r->came_back ? NULL : r->form;
	struct people_sign_in begin = { .to = asked ? asked->to : NULL };
	if (r->who.person && !r->came_back)
		return redirect(r, "%s", people_own_path(begin.to));
	struct people_sign_in_view v = { .to = begin.to };
	TRY(cards_html(r, "sign-in", &v.cards));
	form_show(r, &v.form, &people_sign_in_form, &begin);
	return REPLY(r, people_sign_in, &v);
}

/* What the slow step found out.  person NULL: the name or the password is wrong.  anew: the same password, hashed with as much as is
 * set now; NULL: what is stored is no weaker, or there was no memory for it just now. */
struct proof { const char *person, *anew; int64_t changed; };

enum status people_sign_in_slow(struct req *r)
{
	const struct people_sign_in *f = r->form;
	struct people_sign_in_by_login s = { 0 };
	enum status st = people_sign_in_by_login(r, people_login_index(r, f->login), &s);
	if (st != OK && st != MISSING)
		return st;
	struct proof *proof = ARENA_NEW(&r->arena, struct proof);
	if (password_right(r, f->password, st == OK ? s.password : NULL))
		*proof = (struct proof){ .person = s.person, .changed = s.changed };
	if (proof->person && password_weaker(r, s.password) && password_hash(r, f->password, &proof->anew) != OK)
		proof->anew = NULL;
	r->slow = proof;
	return OK;
}

/* ---- between the steps ---- */

/* What stands between password and code: signed, kept by the browser, so that no half session exists here. */
struct ticket { const char *person; int64_t shared, changed, ends; };

/* "PERSON-SHARED-CHANGED-ENDS" → the same with its signature behind. */
static const char *ticket_signed(struct req *r, const char *said)
{
	struct bytes mac = seal_index(r, "sign_in.ticket", said);
	char hex[2 * SEAL_INDEX_BYTES + 1];
	for (size_t i = 0; i < mac.n; i++)
		snprintf(hex + 2 * i, 3, "%02x", mac.at[i]);
	return arena_printf(&r->arena, "%s-%s", said, hex);
}

static const char *ticket_text(struct req *r, const struct ticket *t)
{
	return ticket_signed(r, arena_printf(&r->arena, "%s-%lld-%lld-%lld", t->person, (long long)t->shared,
					     (long long)t->changed, (long long)t->ends));
}

static bool number_read(const char *s, int64_t *ret)
{
	return str_int((struct slice){ s, strlen(s) }, 0, INT64_MAX, ret);
}

/* False: not one of ours, or too old. */
static bool ticket_read(struct req *r, const char *text, struct ticket *ret)
{
	const char *signature = strrchr(text, '-');
	if (!signature)
		return false;
	const char *said = arena_copy(&r->arena, text, (size_t)(signature - text)), *right = ticket_signed(r, said);
	if (strlen(right) != strlen(text) || !str_equal_secret(right, text, strlen(text)))
		return false;
	struct str_list part = str_split(&r->arena, said, '-', TICKET_PARTS);
	if (part.n != TICKET_PARTS)
		return false;
	ret->person = part.at[0];
	return number_read(part.at[1], &ret->shared) && number_read(part.at[2], &ret->changed) &&
		number_read(part.at[3], &ret->ends) && ret->ends >= r->now;
}

static const struct json_field people_code_json[] = {
	JSON_FLAG(people_code_view, second), JSON_TEXT(people_code_view, ticket), JSON_FLAG(people_code_view, wrong), JSON_FLAG(people_code_view, closed),
};

enum status people_sign_in(struct req *r)
{
	const struct people_sign_in *f = r->form;
	const struct proof *proof = r->slow;
	struct people_sign_in_of s = { 0 };
	/* asked again: the password may have been changed since the slow step looked */
	enum status st = proof->person ? people_sign_in_of(r, proof->person, &s) : MISSING;
	if (st != OK && st != MISSING)
		return st;
	if (st == MISSING || s.changed != proof->changed)
		return fault(r, NULL, "wrong", N_("This name and password do not go together. Please look at both again."));
	if (proof->anew)
		TRY(people_sign_in_rehash(r, proof->person, proof->anew, proof->changed, NULL));
	if (!s.totp_on) {
		TRY(people_session_begin(r, proof->person, f->shared, false));
		return redirect(r, "%s", people_own_path(f->to));
	}
	struct ticket t = { proof->person, f->shared, s.changed, r->now + TICKET_LASTS };
	struct people_second_step begin = { .login = f->login, .to = f->to, .ticket = ticket_text(r, &t) };
	struct people_code_view v = { .second = true, .ticket = begin.ticket };
	form_show(r, &v.form, &people_code_form, &begin);
	return REPLY(r, people_code, &v);
}

/* ---- the second step ---- */

/* Only ever drawn again: without a ticket there is nothing to ask for. */
enum status people_code_show(struct req *r)
{
	struct people_code_view v = { .second = true };
	form_show(r, &v.form, &people_code_form, NULL);
	return REPLY(r, people_code, &v);
}

/* A wrong one is counted, so this is no fault, which would take back what was written: the page again, with what was said. */
static enum status wrong_code(struct req *r, const char *person)
{
	const struct people_second_step *f = r->form;
	struct people_second_step again = { .ticket = f->ticket, .login = f->login, .to = f->to };
	struct people_code_view v = { .second = true, .ticket = f->ticket, .wrong = true };
	TRY(people_second_wrong(r, person, &v.closed));
	form_show(r, &v.form, &people_code_form, &again);
	r->reply.http = 422;
	return REPLY(r, people_code, &v);
}

enum status people_code(struct req *r)
{
	const struct people_second_step *f = r->form;
	struct ticket t = { 0 };
	struct people_sign_in_by_login s = { 0 };
	bool right = false, spare = false;
	/* the name slows down guessing of codes, so it must be that of the ticket */
	enum status st = ticket_read(r, f->ticket, &t) ? people_sign_in_by_login(r, people_login_index(r, f->login), &s) : MISSING;
	if (st != OK && st != MISSING)
		return st;
	if (st == MISSING || s.changed != t.changed || !str_same(s.person, t.person))
		return fault(r, NULL, "ticket", N_("This took a while. Please begin with your name and password again."));
	TRY(people_second_right(r, t.person, f->code, &right));
	if (!right)
		TRY(people_code_use(r, t.person, f->code, &spare));
	if (!right && !spare)
		return wrong_code(r, t.person);
	TRY(people_session_begin(r, t.person, t.shared, false));
	if (spare)
		return redirect_saying(r, N_("You used one of your recovery codes. It will not work again."), "%s", people_own_path(f->to));
	return redirect(r, "%s", people_own_path(f->to));
}

enum status people_sign_out(struct req *r)
{
	if (r->who.session)
		TRY(people_session_end(r, r->who.session, r->who.person, r->now, NULL));
	r->reply.sign_out = true;
	/* the token of a device they use again stays, or their next sign-in would be news to them */
	r->reply.wipe = !r->known_device;
	return redirect_saying(r, N_("You are signed out."), "/sign-in");
}

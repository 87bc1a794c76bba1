/* Passwords: making and checking a new one, changing it, asking for it again, and the way back when it is lost.  Which
 * ones are too easy is left to people_password_rules.c. */
#include "people_inside.h"
#include "house.h"

enum { PHRASE_WORDS = 6, RESET_LASTS = 3 * 24 * 60 * 60 };     /* 62 bits, behind slow hashing */

const struct choices people_password_how = CHOICES("password_how",
	{ "own", N_("With a password of my own") },
	{ "made", N_("With a pass phrase you make for me"), N_("Six plain words, shown once. Write them down.") });

#define NEW_PASSWORD_FIELDS(s) \
	CHOICE_FIELD(s, how, .required = true, .of = &people_password_how, .label = N_("How will you sign in?")), \
	SECRET_FIELD(s, password, .min = PEOPLE_PASSWORD_MIN, .max = PEOPLE_PASSWORD_MAX, .autocomplete = "new-password", \
		.label = N_("Your own password"), \
		.hint = N_("At least 15 characters. A short sentence works well. Leave it empty if we make a pass phrase."))

static const struct form_field people_password_fields[] = { NEW_PASSWORD_FIELDS(struct people_password) };
const struct form people_password_form = FORM(people_password, people_password_fields);

static const struct form_field people_again_fields[] = {
	SECRET_FIELD(struct people_again, password, .required = true, .max = PEOPLE_PASSWORD_MAX,
		.autocomplete = "current-password", .label = N_("Password or pass phrase")),
	TEXT_FIELD(struct people_again, to, .hidden = true, .max = PEOPLE_PATH_MAX),
};
const struct form people_again_form = FORM(people_again, people_again_fields);

static const struct form_field people_reset_fields[] = {
	TEXT_FIELD(struct people_reset, login, .required = true, .max = PEOPLE_LOGIN_MAX, .autocomplete = "username",
		.label = N_("Sign-in name")),
	TEXT_FIELD(struct people_reset, code, .required = true, .max = PEOPLE_CODE_TYPED_MAX, .label = N_("Code"),
		.hint = N_("One of the recovery codes you wrote down, or the code you were given by whoever runs this place.")),
	TEXT_FIELD(struct people_reset, second, .max = PEOPLE_CODE_TYPED_MAX, .autocomplete = "one-time-code",
		.label = N_("Code from your app"), .hint = N_("Only if you sign in with two steps. Another recovery code works too.")),
	NEW_PASSWORD_FIELDS(struct people_reset),
	FLAG_FIELD(struct people_reset, shared, .label = N_("Other people use this device too"), .hint = N_("We sign you out sooner.")),
};
const struct form people_reset_form = FORM(people_reset, people_reset_fields);

/* ---- a new one ---- */

enum status people_secret_new(struct req *r, int64_t how, const char *password, const char *login, const char *name,
			      struct people_secret *ret)
{
	const char *const known[] = { login, name, r->community.name };
	ret->phrase = how == PASSWORD_MADE ? phrase_new(r, r->reader.lang, PHRASE_WORDS) : NULL;
	if (!ret->phrase && !password)
		return fault(r, "password", "needed", N_("Choose a password, or let us make a pass phrase for you."));
	if (!ret->phrase && people_password_weak(r, password, COUNT(known), known))
		return fault(r, "password", "weak", N_("This would be guessed soon. Leave out names, rows of keys and words that many use; a few words that do not belong together are good."));
	return password_hash(r, ret->phrase ? ret->phrase : password, &ret->hash);
}

static const struct json_field people_password_json[] = { JSON_TIME(people_password_view, changed) };

enum status people_password_show(struct req *r)
{
	struct people_password begin = { .how = PASSWORD_OWN };
	struct people_password_view v = { 0 };
	struct people_sign_in_of s;
	TRY(people_sign_in_of(r, r->who.person, &s));
	v.changed = s.changed;
	form_show(r, &v.form, &people_password_form, &begin);
	return REPLY(r, people_password, &v);
}

enum status people_password_slow(struct req *r)
{
	const struct people_password *f = r->form;
	struct people_secret *secret = ARENA_NEW(&r->arena, struct people_secret);
	struct people_person_me me;
	TRY(people_person_me(r, r->who.person, &me));
	r->slow = secret;
	return people_secret_new(r, f->how, f->password, me.login, me.name, secret);
}

/* A new password ends every other session and forgets every device: whoever knew the old one is out. */
static enum status password_becomes(struct req *r, const char *person, const char *hash)
{
	TRY(people_sign_in_password(r, person, hash, r->now, NULL));
	TRY(people_session_end_others(r, person, r->who.session ? r->who.session : "", r->now, NULL));
	TRY(people_devices_forget_others(r, person));
	TRY(people_changed_sign_in(r, person));
	return people_reset_forget(r, person, NULL);
}

/* The session goes on under a new token: one that was copied before is worth less than what follows. */
static enum status new_token(struct req *r)
{
	r->reply.session_token = token_new(r);
	return people_session_again(r, r->who.session, token_hash(r, r->reply.session_token), r->now, NULL);
}

enum status people_password_set(struct req *r)
{
	const struct people_secret *secret = r->slow;
	TRY(password_becomes(r, r->who.person, secret->hash));
	TRY(new_token(r));
	if (!secret->phrase)
		return redirect_saying(r, N_("Your new password is set. Everywhere else you are signed out."), "/me");
	struct people_once_view v = { .phrase = secret->phrase, .next = "/me" };
	return people_once_reply(r, &v);
}

/* ---- once more ---- */

static const struct json_field people_again_json[] = { JSON_NOTHING };

enum status people_again_show(struct req *r)
{
	const struct people_to *asked = r->came_back ? NULL : r->form;
	struct people_again begin = { .to = asked ? asked->to : NULL };
	struct people_again_view v = { 0 };
	form_show(r, &v.form, &people_again_form, &begin);
	return REPLY(r, people_again, &v);
}

enum status people_again_slow(struct req *r)
{
	const struct people_again *f = r->form;
	struct people_sign_in_of s;
	TRY(people_sign_in_of(r, r->who.person, &s));
	r->slow = r;        /* anything but NULL: it was right */
	if (!password_right(r, f->password, s.password))
		return fault(r, "password", "wrong", N_("This is not your password. Please try again."));
	return OK;
}

enum status people_again(struct req *r)
{
	const struct people_again *f = r->form;
	TRY(new_token(r));
	return redirect(r, "%s", people_own_path(f->to));
}

/* ---- the way back ---- */

static const struct json_field people_reset_json[] = { JSON_FLAG(people_reset_view, wrong), JSON_FLAG(people_reset_view, closed) };

enum status people_reset_show(struct req *r)
{
	struct people_reset begin = { .how = PASSWORD_OWN };
	struct people_reset_view v = { 0 };
	form_show(r, &v.form, &people_reset_form, &begin);
	return REPLY(r, people_reset, &v);
}

/* Hashes first, whoever it is for: the time tells nothing about the name or the code. */
enum status people_reset_slow(struct req *r)
{
	const struct people_reset *f = r->form;
	struct people_secret *secret = ARENA_NEW(&r->arena, struct people_secret);
	r->slow = secret;
	return people_secret_new(r, f->how, f->password, f->login, NULL, secret);
}

/* A code from the operator, or a recovery code: may it be used?  MISSING: it is neither. */
static enum status code_held(struct req *r, const char *person, const char *typed, bool *ret_totp_off)
{
	const char *code = code_clean(r, typed);
	struct people_reset_find found;
	bool spare = false;
	*ret_totp_off = false;
	if (!code)
		return MISSING;
	enum status st = people_reset_find(r, token_hash(r, code), person, r->now, &found);
	if (st == OK)
		*ret_totp_off = found.totp_off;
	if (st != MISSING)
		return st;
	TRY(people_code_held(r, person, typed, &spare));
	return spare ? OK : MISSING;
}

/* Uses it up.  MISSING: it was used meanwhile, or is the one that stood in for the second step. */
static enum status code_taken(struct req *r, const char *person, const char *typed)
{
	int64_t used = 0;
	bool spare = false;
	TRY(people_reset_use(r, token_hash(r, code_clean(r, typed)), r->now, &used));
	if (!used)
		TRY(people_code_use(r, person, typed, &spare));
	return used || spare ? OK : MISSING;
}

static enum status second_right(struct req *r, const char *person, const char *typed, bool *ret_right)
{
	if (!typed)
		return fault(r, "second", "needed", N_("You sign in with two steps: please add the code that your app shows now."));
	TRY(people_second_right(r, person, typed, ret_right));
	return *ret_right ? OK : people_code_use(r, person, typed, ret_right);
}

/* As wrong_code of the sign-in: whoever holds a code on paper guesses at the second step no longer than whoever holds the password. */
static enum status reset_wrong(struct req *r, const char *person)
{
	const struct people_reset *f = r->form;
	struct people_reset again = { .login = f->login, .code = f->code, .how = f->how, .shared = f->shared };
	struct people_reset_view v = { .wrong = true };
	TRY(people_second_wrong(r, person, &v.closed));
	form_show(r, &v.form, &people_reset_form, &again);
	r->reply.http = 422;
	return REPLY(r, people_reset, &v);
}

static enum status not_together(struct req *r)
{
	return fault(r, NULL, "wrong", N_("This name and code do not go together, or the code was used before."));
}

enum status people_reset(struct req *r)
{
	const struct people_reset *f = r->form;
	const struct people_secret *secret = r->slow;
	struct people_person_by_login p;
	struct people_sign_in_of s;
	bool totp_off = false, right = true;
	enum status st = people_person_by_login(r, people_login_index(r, f->login), &p);
	if (st == OK)
		st = code_held(r, p.id, f->code, &totp_off);
	if (st == MISSING)
		return not_together(r);
	TRY(st);
	TRY(people_sign_in_of(r, p.id, &s));
	if (totp_off)
		TRY(people_sign_in_totp_off(r, p.id, r->now, NULL));
	else if (s.totp_on)
		TRY(second_right(r, p.id, f->second, &right));
	if (!right)
		return reset_wrong(r, p.id);
	st = code_taken(r, p.id, f->code);
	if (st == MISSING)
		return not_together(r);
	TRY(st);
	TRY(password_becomes(r, p.id, secret->hash));
	/* whoever holds a code may not be its owner: the next to sign in is told of this device */
	TRY(people_session_begin(r, p.id, f->shared, false));
	if (!secret->phrase)
		return redirect_saying(r, N_("Your new password is set. Everywhere else you are signed out."), "/");
	struct people_once_view v = { .phrase = secret->phrase, .next = "/" };
	return people_once_reply(r, &v);
}

static const struct json_field reset_made_json[] = {
	JSON_TEXT(people_reset_made, code), JSON_TEXT(people_reset_made, address), JSON_TIME(people_reset_made, ends),
};

/* people sign-in-reset LOGIN [--without-second-step]: for the operator, who made sure who asks. */
enum status people_reset_command(struct req *r, int argc, char **argv)
{
	struct people_reset_made made = { .code = code_new(r), .ends = r->now + RESET_LASTS };
	const char *person;
	bool totp_off = argc == 3 && str_same(argv[2], "--without-second-step");
	if (argc < 2 || argc > 3 || (argc == 3 && !totp_off))
		return fault(r, NULL, "usage", N_("Write: kith people sign-in-reset SIGN-IN-NAME [--without-second-step]"));
	enum status st = people_by_login(r, argv[1], &person);
	if (st == MISSING)
		return fault(r, NULL, "nobody", N_("Nobody here signs in with this name."));
	TRY(st);
	r->part[0] = person;            /* whom the log says it is about */
	TRY(people_reset_add(r, token_hash(r, code_clean(r, made.code)), person, r->now, made.ends, totp_off, NULL));
	made.address = arena_printf(&r->arena, "%s/reset", r->house && r->house->public_address ? r->house->public_address : "");
	if (r->want == WANT_JSON) {
		out_json(&r->out, reset_made_json, COUNT(reset_made_json), &made);
		return OK;
	}
	struct word_arg args[] = { word_text(made.code), word_text(made.address), word_text(words_moment(&r->arena, &r->reader, made.ends)) };
	const char *text = words_say(&r->arena, &r->reader, N_("The code is {0}\nWith it they set a new password at {1} until {2}. It works once."),
				     COUNT(args), args);
	out_raw(&r->out, text, strlen(text));
	return OK;
}

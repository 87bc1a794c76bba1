/* Signing up: one form, one account, recovery codes shown once.  Leaves belonging to a community to communities. */
#include "people_inside.h"
#include "house.h"

static const struct form_field people_join_fields[] = {
	TEXT_FIELD(struct people_join, code, .max = 60, .label = N_("Invitation code"),
		.hint = N_("It is on the paper or in the link you were given. Small or capital letters, both are fine.")),
	TEXT_FIELD(struct people_join, name, .required = true, .min = 1, .max = PEOPLE_NAME_MAX, .autocomplete = "nickname",
		.label = N_("What would you like to be called?"),
		.hint = N_("Any name you choose. It does not have to be the one on your papers.")),
	TEXT_FIELD(struct people_join, pronouns, .max = PEOPLE_PRONOUNS_MAX, .label = N_("Pronouns"),
		.hint = N_("Shown beside your name.")),
	TEXT_FIELD(struct people_join, login, .required = true, .min = PEOPLE_LOGIN_MIN, .max = PEOPLE_LOGIN_MAX,
		.autocomplete = "username", .label = N_("Sign-in name"),
		.hint = N_("You type it to sign in. Nobody else sees it.")),
	CHOICE_FIELD(struct people_join, how, .required = true, .of = &people_password_how, .label = N_("How will you sign in?")),
	SECRET_FIELD(struct people_join, password, .min = PEOPLE_PASSWORD_MIN, .max = PEOPLE_PASSWORD_MAX,
		.autocomplete = "new-password", .label = N_("Your own password"),
		.hint = N_("At least 15 characters. A short sentence works well. Leave it empty if we make a pass phrase.")),
	SET_FIELD(struct people_join, languages, .of = &people_languages, .label = N_("Languages you speak"),
		.hint = N_("Helps to find people you can talk with.")),
	CHOICE_FIELD(struct people_join, lang, .required = true, .of = &people_page_langs, .label = N_("Language of these pages")),
	CHOICE_FIELD(struct people_join, zone, .select = true, .of = &people_zones, .label = N_("Your time zone"),
		.hint = N_("So that meeting times are right for you. Left open, it is that of your community.")),
	TEXT_FIELD(struct people_join, email, .max = PEOPLE_EMAIL_MAX, .autocomplete = "email", .label = N_("E-mail"),
		.hint = N_("You do not need one here. We send nothing unless you ask for it later.")),
	FLAG_FIELD(struct people_join, shared, .label = N_("Other people use this device too"), .hint = N_("We sign you out sooner.")),
	TEXT_FIELD(struct people_join, to, .hidden = true, .max = PEOPLE_PATH_MAX),
};
const struct form people_join_form = FORM(people_join, people_join_fields);

static const struct json_field people_join_json[] = { JSON_FLAG(people_join_view, invited), JSON_FLAG(people_join_view, closed) };

static bool sign_up_is(const struct req *r, const char *how) { return r->house && str_same(r->house->sign_up, how); }

/* The code that came along in the path one goes on to: "/c/harbor/join?code=ABCD-…". */
static const char *code_in(struct req *r, const char *to)
{
	const char *at = to ? strstr(to, "?code=") : NULL;
	return at ? code_clean(r, at + strlen("?code=")) : NULL;
}

/* May an account be made now?  With an invitation it is the one account that this invitation makes. */
static enum status let_in(struct req *r, const char *person, const char *code)
{
	bool may_come_in = false;
	if (sign_up_is(r, "closed"))
		return fault(r, NULL, "closed", N_("Nobody can make an account here for now."));
	if (!sign_up_is(r, "invited"))
		return OK;
	if (!code)
		return fault(r, "code", "code_missing", N_("Type the code of your invitation."));
	TRY(tell(r, &people_joining_invited, &(struct people_joining){ .person = person, .code = code, .let_in = &may_come_in }));
	return may_come_in ? OK : fault(r, "code", "code_unknown", N_("We do not know this code. Look at it once more, or ask who gave it to you."));
}

/* Also draws the form again after a fault. */
enum status people_join_show(struct req *r)
{
	const struct people_to *asked = r->came_back ? NULL : r->form;
	const char *to = asked ? asked->to : NULL;
	if (r->who.person && !r->came_back)
		return redirect(r, "%s", people_own_path(to));
	struct people_join begin = {
		.code = code_in(r, to),
		.how = PASSWORD_OWN, .lang = r->reader.lang, .zone = NO_INT, .to = to,
		.languages = people_languages_set(r, lang_codes[r->reader.lang]),
	};
	struct people_join_view v = { .invited = sign_up_is(r, "invited"), .closed = sign_up_is(r, "closed") };
	form_show(r, &v.form, &people_join_form, &begin);
	return REPLY(r, people_join, &v);
}

enum status people_join_slow(struct req *r)
{
	const struct people_join *f = r->form;
	struct people_secret *secret = ARENA_NEW(&r->arena, struct people_secret);
	r->slow = secret;
	if (sign_up_is(r, "closed") || (sign_up_is(r, "invited") && !f->code))
		return let_in(r, NULL, f->code);
	people_mail_check(r, f->email);
	TRY(people_secret_new(r, f->how, f->password, f->login, f->name, secret));
	return r->n_faults ? INVALID : OK;
}

enum status people_join(struct req *r)
{
	const struct people_join *f = r->form;
	const struct people_secret *secret = r->slow;
	struct people_once_view v = { .phrase = secret->phrase, .login = f->login, .next = people_own_path(f->to), .joined = true };
	struct people_new p = {
		.id = id_new(r), .name = f->name, .pronouns = f->pronouns, .login = f->login, .email = f->email,
		.languages = people_languages_text(r, f->languages, (enum lang)f->lang), .lang = lang_codes[f->lang],
		.zone = f->zone == NO_INT ? NULL : choice_code(&people_zones, f->zone), .password_hash = secret->hash,
	};
	TRY(let_in(r, p.id, f->code));
	enum status st = people_add(r, &p);
	/* To learn that a name is taken cannot be avoided here; the route is slowed down against trying many. */
	if (st == CONFLICT)
		return fault(r, "login", "taken", N_("Somebody here signs in with this name. Please choose another one."));
	TRY(st);
	TRY(people_codes_new(r, p.id, &v.codes));
	TRY(people_session_begin(r, p.id, f->shared, true));
	r->reader.lang = (enum lang)f->lang;
	r->reply.lang = (int)f->lang + 1;
	return people_once_reply(r, &v);
}

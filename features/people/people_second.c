/* The second step: a code from an app on the person's phone (TOTP, RFC 6238).  The only file that knows liboath. */
#include "people_inside.h"
#include "qr.h"
#include <liboath/oath.h>

enum {
	SECRET_BYTES = 20,          /* RFC 4226, section 4: 160 bits are recommended */
	STEP = 30, WINDOW = 1,      /* a code counts half a minute early or late */
	DIGITS = 6,
};

static const struct form_field people_second_fields[] = {
	TEXT_FIELD(struct people_second, code, .required = true, .max = PEOPLE_CODE_TYPED_MAX, .autocomplete = "one-time-code",
		.label = N_("The six digits your app shows now")),
};
const struct form people_second_form = FORM(people_second, people_second_fields);

/* ---- what liboath does ---- */

static enum status secret_new(struct req *r, const char **ret)
{
	char raw[SECRET_BYTES], *text = NULL;
	random_bytes(r, raw, sizeof raw);
	if (oath_base32_encode(raw, sizeof raw, &text, NULL) != OATH_OK)
		return BROKEN;
	*ret = arena_str(&r->arena, text);
	explicit_bzero(text, strlen(text));
	free(text);         /* the library's own memory: the only one that no arena holds */
	return OK;
}

/* Blanks as apps show them are left out.  NULL: these are not six digits. */
static const char *digits_of(struct req *r, const char *typed)
{
	char *to = arena_take(&r->arena, DIGITS + 1);
	size_t n = 0;
	for (; *typed; typed++) {
		if (*typed == ' ' || *typed == '-')
			continue;
		if (*typed < '0' || *typed > '9' || n == DIGITS)
			return NULL;
		to[n++] = *typed;
	}
	return n == DIGITS ? to : NULL;
}

/* The 30-second step whose code this is, or -1. */
static int64_t step_of(struct req *r, const char *secret, const char *typed)
{
	const char *code = digits_of(r, typed);
	char *raw = NULL;
	size_t n = 0;
	uint64_t step = 0;
	if (!code || oath_base32_decode(secret, strlen(secret), &raw, &n) != OATH_OK)
		return -1;
	int at = oath_totp_validate3(raw, n, (time_t)r->now, STEP, 0, WINDOW, NULL, &step, code);
	explicit_bzero(raw, n);
	free(raw);
	return at < 0 ? -1 : (int64_t)step;
}

/* ---- using it ---- */

enum status people_second_right(struct req *r, const char *person, const char *typed, bool *ret_right)
{
	struct people_sign_in_of s;
	int64_t used = 0;
	TRY(people_sign_in_of(r, person, &s));
	bool closed = s.code_closed != NO_INT && s.code_closed > r->now;
	int64_t step = s.totp_on && s.totp && !closed ? step_of(r, s.totp, typed) : -1;
	/* a step once used, and every earlier one, is over: somebody may have looked over a shoulder */
	if (step >= 0)
		TRY(people_sign_in_totp_used(r, person, step, &used));
	*ret_right = used == 1;
	return OK;
}

enum status people_second_wrong(struct req *r, const char *person, bool *ret_closed)
{
	struct people_sign_in_of s;
	TRY(people_sign_in_of(r, person, &s));
	*ret_closed = s.code_closed != NO_INT && s.code_closed > r->now;
	if (*ret_closed)
		return OK;
	TRY(people_sign_in_code_wrong(r, person, r->now, r->now - PEOPLE_CODES_CLOSED, PEOPLE_CODES_WRONG, r->now + PEOPLE_CODES_CLOSED, NULL));
	TRY(people_sign_in_of(r, person, &s));
	*ret_closed = s.code_closed != NO_INT && s.code_closed > r->now;
	return *ret_closed ? people_changed_sign_in(r, person) : OK;
}

/* ---- setting it up ---- */

static const char *otpauth(struct req *r, const char *login, const char *secret)
{
	struct out o = { 0 };
	OUT_LITERAL(&o, "otpauth://totp/Kith:");
	out_urlpart_str(&o, login);
	OUT_LITERAL(&o, "?secret=");
	out_urlpart_str(&o, secret);
	OUT_LITERAL(&o, "&issuer=Kith");
	const char *address = arena_copy(&r->arena, o.at, o.over ? 0 : o.n);
	out_end(&o);
	return address;
}

/* Groups of four are easier to type. */
static const char *in_groups(struct req *r, const char *secret)
{
	char *to = arena_many(&r->arena, 2 * strlen(secret) + 1, 1);
	for (size_t i = 0, n = 0; secret[i]; i++) {
		if (i > 0 && i % 4 == 0)
			to[n++] = ' ';
		to[n++] = secret[i];
	}
	return to;
}

static const struct json_field people_second_json[] = {
	JSON_FLAG(people_second_view, on), JSON_TEXT(people_second_view, secret), JSON_TEXT(people_second_view, address),
	JSON_INT(people_second_view, codes_left),
};

/* A secret is shown only until its first right code. */
enum status people_second_show(struct req *r)
{
	struct people_second_view v = { 0 };
	struct people_sign_in_of s;
	struct people_person_me me;
	struct people_codes_left codes;
	TRY(people_sign_in_of(r, r->who.person, &s));
	TRY(people_person_me(r, r->who.person, &me));
	TRY(people_codes_left(r, r->who.person, &codes));
	v.on = s.totp_on;
	v.codes_left = codes.unused;
	if (!s.totp_on && s.totp) {
		v.secret = in_groups(r, s.totp);
		v.address = otpauth(r, me.login, s.totp);
		v.picture = qr_svg(&r->arena, v.address, words_say(&r->arena, &r->reader, N_("Code to scan with your app"), 0, NULL));
	}
	form_show(r, &v.form, &people_second_form, NULL);
	return REPLY(r, people_second, &v);
}

enum status people_second_begin(struct req *r)
{
	const char *secret;
	TRY(secret_new(r, &secret));
	/* changes nothing while it is on: switching off comes first */
	TRY(people_sign_in_totp_begin(r, r->who.person, secret, NULL));
	return redirect(r, "/me/second-factor");
}

enum status people_second_on(struct req *r)
{
	const struct people_second *f = r->form;
	struct people_sign_in_of s;
	TRY(people_sign_in_of(r, r->who.person, &s));
	int64_t step = s.totp && !s.totp_on ? step_of(r, s.totp, f->code) : -1;
	if (step < 0)
		return fault(r, "code", "wrong", N_("This code is not right. Look at the clock of your phone, wait for the next code and try again."));
	TRY(people_sign_in_totp_on(r, r->who.person, step, r->now, NULL));
	TRY(people_changed_sign_in(r, r->who.person));
	return redirect_saying(r, N_("Two steps are on. Next time you sign in, we ask for a code too."), "/me/second-factor");
}

enum status people_second_off(struct req *r)
{
	TRY(people_sign_in_totp_off(r, r->who.person, r->now, NULL));
	TRY(people_changed_sign_in(r, r->who.person));
	return redirect_saying(r, N_("Two steps are off."), "/me/second-factor");
}

/* Signing in with a passkey: no name is typed, the device says which account it is.  Nothing here can be guessed, so nothing
 * is slowed down: whoever tries passwords on an account does not keep its owner out.  What was sent is taken apart elsewhere. */
#include "inside.h"
#include "asset.h"
#include "house.h"

enum {
	CHALLENGE_LASTS = 10 * 60,
	CREDENTIAL_TYPED = 1364, SAID_MAX = 4000, STATE_MAX = 1000, SIGNATURE_MAX = 700,      /* as base64url */
};

static const struct form_field passkeys_answer_fields[] = {
	TEXT_FIELD(struct passkeys_answer, credential, .required = true, .hidden = true, .max = CREDENTIAL_TYPED),
	TEXT_FIELD(struct passkeys_answer, said, .required = true, .hidden = true, .max = SAID_MAX),
	TEXT_FIELD(struct passkeys_answer, state, .required = true, .hidden = true, .max = STATE_MAX),
	TEXT_FIELD(struct passkeys_answer, signature, .required = true, .hidden = true, .max = SIGNATURE_MAX),
	FLAG_FIELD(struct passkeys_answer, shared, .label = N_("Other people use this device too"), .hint = N_("We sign you out sooner.")),
	TEXT_FIELD(struct passkeys_answer, to, .hidden = true, .max = 500),
};
const struct form passkeys_answer_form = FORM(passkeys_answer, passkeys_answer_fields);

/* ---- where we are ---- */

static bool digits_and_dots(const char *host) { return !host[strspn(host, "0123456789.")]; }

bool passkeys_place(struct req *r, struct passkey_place *ret)
{
	const char *address = r->house && r->house->public_address ? r->house->public_address : "", *host = strstr(address, "://");
	if (!host)
		return false;
	host += strlen("://");
	size_t n = strcspn(host, "/"), name = strcspn(host, "/:");
	/* browsers leave out the port that goes without saying, and capitals */
	bool https = str_begins(address, "https://"), plain = slice_same((struct slice){ host + name, n - name }, https ? SLICE(":443") : SLICE(":80"));
	struct passkey_place p = { .host = str_fold(&r->arena, arena_copy(&r->arena, host, name)) };
	if (!*p.host || host[0] == '[' || digits_and_dots(p.host) || (!https && !str_same(p.host, "localhost")))
		return false;
	p.origin = arena_printf(&r->arena, "%s://%s%.*s", https ? "https" : "http", p.host, plain ? 0 : (int)(n - name), host + name);
	*ret = p;
	return true;
}

/* ---- challenges ---- */

/* Signed and not kept: asking for many fills nothing.  Kept is only what was answered, so that it counts once. */
static const char *challenge_signed(struct req *r, const char *purpose, const char *said)
{
	const char *whole = arena_printf(&r->arena, "%s.%s.%s", purpose, r->who.session ? r->who.session : "", said);
	struct bytes mac = seal_index(r, "passkey.challenge", whole);
	return arena_printf(&r->arena, "%s.%s", said, passkey_encode(&r->arena, (struct slice){ (const char *)mac.at, mac.n }));
}

const char *passkeys_challenge(struct req *r, const char *purpose)
{
	return challenge_signed(r, purpose, arena_printf(&r->arena, "%s.%lld", token_new(r), (long long)(r->now + CHALLENGE_LASTS)));
}

static bool challenge_right(struct req *r, const char *purpose, const char *text)
{
	const char *signature = strrchr(text, '.');
	int64_t ends;
	if (!signature)
		return false;
	const char *said = arena_copy(&r->arena, text, (size_t)(signature - text)), *right = challenge_signed(r, purpose, said);
	if (strlen(right) != strlen(text) || !str_equal_secret(right, text, strlen(text)))
		return false;
	const char *when = strrchr(said, '.');
	return when && str_int((struct slice){ when + 1, strlen(when + 1) }, 0, INT64_MAX, &ends) && ends >= r->now;
}

enum status passkeys_spend_once(struct req *r, const char *challenge, bool *ret_first)
{
	int64_t changed;
	TRY(passkeys_sweep_spent(r, r->now, NULL));
	TRY(passkeys_spend(r, token_hash(r, challenge), r->now + CHALLENGE_LASTS, &changed));
	*ret_first = changed == 1;
	return OK;
}

/* ---- judging an answer: WebAuthn Level 2, 7.1 and 7.2 ---- */

bool passkeys_said_right(struct req *r, const struct passkey_said *said, const char *type, const char *purpose, const char **ret_challenge)
{
	struct passkey_place place;
	if (!passkeys_place(r, &place) || !str_same(said->type, type) || !str_same(said->origin, place.origin) || said->elsewhere ||
	    memchr(said->challenge.at, '\0', said->challenge.n))
		return false;
	const char *challenge = arena_copy(&r->arena, said->challenge.at, said->challenge.n);
	if (!challenge_right(r, purpose, challenge))
		return false;
	*ret_challenge = challenge;
	return true;
}

bool passkeys_state_right(struct req *r, const struct passkey_state *state)
{
	struct passkey_place place;
	uint8_t hash[PASSKEY_HASH_BYTES];
	return passkeys_place(r, &place) && passkey_hash((struct slice){ place.host, strlen(place.host) }, hash) &&
		memcmp(hash, state->host_hash, sizeof hash) == 0 && state->present && state->verified;
}

struct bytes passkeys_index(struct req *r, struct slice credential)
{
	return seal_index(r, "passkey.credential", passkey_encode(&r->arena, credential));
}

/* What was sent, decoded. */
struct answer { struct slice credential, said, state, signature; struct passkey_said read; struct passkey_state at; };

static bool answer_read(struct req *r, const struct passkeys_answer *f, struct answer *ret)
{
	struct arena *a = &r->arena;
	return passkey_decode(a, f->credential, PASSKEY_CREDENTIAL_MAX, &ret->credential) && passkey_decode(a, f->said, SAID_MAX, &ret->said) &&
		passkey_decode(a, f->state, STATE_MAX, &ret->state) && passkey_decode(a, f->signature, SIGNATURE_MAX, &ret->signature) &&
		passkey_said_read(a, ret->said, &ret->read) && passkey_state_read(ret->state, false, &ret->at);
}

/* The signature is over the authenticator's data and the hash of what the browser says. */
static bool signature_right(struct req *r, const struct answer *answer, const char *stored)
{
	struct slice cose;
	struct passkey_key key;
	char *what = arena_take(&r->arena, answer->state.n + PASSKEY_HASH_BYTES);
	memcpy(what, answer->state.at, answer->state.n);
	return passkey_decode(&r->arena, stored, strlen(stored), &cose) && passkey_key_read(cose, &key) &&
		passkey_hash(answer->said, (uint8_t *)what + answer->state.n) &&
		passkey_signature_right(&key, (struct slice){ what, answer->state.n + PASSKEY_HASH_BYTES }, answer->signature);
}

/* One answer for whatever is wrong: a stranger learns nothing of which passkeys there are. */
static enum status no(struct req *r)
{
	return fault(r, NULL, "passkey", N_("This did not work with a passkey. Try once more, or sign in with your password."));
}

enum status passkeys_sign_in(struct req *r)
{
	const struct passkeys_answer *f = r->form;
	struct answer answer;
	struct passkeys_find key;
	const char *challenge;
	bool first;
	if (!answer_read(r, f, &answer) || !passkeys_said_right(r, &answer.read, "webauthn.get", "sign-in", &challenge) ||
	    !passkeys_state_right(r, &answer.at))
		return no(r);
	enum status st = passkeys_find(r, passkeys_index(r, answer.credential), r->now, &key);
	if (st == MISSING || (st == OK && !signature_right(r, &answer, key.public_key)))
		return no(r);
	TRY(st);
	TRY(passkeys_spend_once(r, challenge, &first));
	if (!first)
		return no(r);
	/* a count that does not grow may mean a copy, or a device that counts badly: told, not refused */
	bool copied = (answer.at.counter || key.counter) && answer.at.counter <= key.counter;
	TRY(passkeys_used(r, key.id, answer.at.counter, r->now, copied ? r->now : NO_INT, NULL));
	TRY(passkeys_sweep(r, r->now, NULL));
	TRY(people_sign_in_proven(r, key.person, f->shared));
	return redirect(r, "%s", people_own_path(f->to));
}

/* ---- the section of the sign-in page ---- */

void passkeys_forget_answer(struct req *r, struct form_drawn *form)
{
	if (!form->typed)
		return;
	struct params *kept = ARENA_NEW(&r->arena, struct params);
	struct param *at = ARENA_ARRAY(&r->arena, r->params.n, struct param);
	for (size_t i = 0; i < r->params.n; i++)
		if (str_same(r->params.at[i].name, "to") || str_same(r->params.at[i].name, "shared"))
			at[kept->n++] = r->params.at[i];
	kept->at = at;
	form->typed = kept;
}

enum status passkeys_sign_in_card(struct req *r)
{
	struct passkey_place place;
	if (!passkeys_place(r, &place))
		return OK;
	const struct param *to = param_find(r->came_back ? &r->params : &r->query, "to");
	struct passkeys_answer begin = { .to = to && str_utf8(to->value) ? arena_copy(&r->arena, to->value.at, to->value.n) : NULL };
	struct passkeys_sign_in_view v = { .challenge = passkeys_challenge(r, "sign-in"), .host = place.host, .assets = kith_assets_hash };
	form_show(r, &v.form, &passkeys_answer_form, &begin);
	passkeys_forget_answer(r, &v.form.drawn);
	v.form.drawn.mark = "passkey";
	passkeys_sign_in_draw(&r->out, &v);
	return OK;
}

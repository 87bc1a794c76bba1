/* My passkeys: which there are, adding one, taking one away, wanting none.  What could lock somebody out who is not looking
 * waits for 72 hours and can be taken back from any of their sessions. */
#include "inside.h"
#include "asset.h"

enum { SAID_MAX = 4000, ATTESTATION_MAX = 12000, ATTESTATION_BYTES = 9000 };

static const struct form_field passkeys_new_fields[] = {
	TEXT_FIELD(struct passkeys_new, said, .required = true, .hidden = true, .max = SAID_MAX),
	TEXT_FIELD(struct passkeys_new, attestation, .required = true, .hidden = true, .max = ATTESTATION_MAX),
};
const struct form passkeys_new_form = FORM(passkeys_new, passkeys_new_fields);

/* NO_INT: they may be used.  In the past: they are off; ahead: they will be. */
static enum status off_from(struct req *r, int64_t *ret)
{
	struct passkeys_off_since off = { .since = NO_INT };
	enum status st = passkeys_off_since(r, r->who.person, &off);
	*ret = off.since;
	return st == MISSING ? OK : st;
}

static bool is_off(const struct req *r, int64_t from) { return from != NO_INT && from <= r->now; }

/* ---- the page ---- */

static const struct json_field one_json[] = {
	JSON_TEXT(passkeys_one, id), JSON_TEXT(passkeys_one, device), JSON_FLAG(passkeys_one, synced), JSON_TIME(passkeys_one, copied),
	JSON_TIME(passkeys_one, made), JSON_TIME(passkeys_one, used), JSON_TIME(passkeys_one, goes),
};
static const struct json_field passkeys_list_json[] = {
	JSON_LIST(passkeys_list_view, keys, one_json), JSON_FLAG(passkeys_list_view, off), JSON_TIME(passkeys_list_view, off_from),
	JSON_FLAG(passkeys_list_view, possible), JSON_TEXT(passkeys_list_view, challenge), JSON_TEXT(passkeys_list_view, host),
};

static struct passkeys_one seen(const struct passkeys_of *row)
{
	return (struct passkeys_one){ .id = row->id, .device = row->device, .synced = row->synced, .copied = row->copied, .made = row->made,
		.used = row->used, .goes = row->goes,
		.was_copied = row->copied != NO_INT, .was_used = row->used != NO_INT, .going = row->goes != NO_INT };
}

/* The ids of what is there already, with blanks between: the browser does not offer the same device twice. */
static const char *have(struct req *r, const struct passkeys_of_list *rows)
{
	const char *text = "";
	for (size_t i = 0; i < rows->n; i++)
		text = arena_printf(&r->arena, "%s%s%s", text, i ? " " : "", rows->at[i].credential);
	return text;
}

enum status passkeys_show(struct req *r)
{
	struct passkeys_list_view v = { .person = r->who.person, .assets = kith_assets_hash };
	struct passkeys_of_list rows;
	struct passkey_place place;
	TRY(off_from(r, &v.off_from));
	TRY(passkeys_of(r, r->who.person, r->now, &rows));
	TRY(people_login(r, r->who.person, &v.login));
	v.off = is_off(r, v.off_from);
	v.going_off = !v.off && v.off_from != NO_INT;
	v.keys.at = ARENA_ARRAY(&r->arena, rows.n, struct passkeys_one);
	for (size_t i = 0; i < rows.n && !v.off; i++)
		v.keys.at[v.keys.n++] = seen(&rows.at[i]);
	v.possible = !v.off && passkeys_place(r, &place);
	if (v.possible) {
		v.host = place.host;
		v.have = have(r, &rows);
		v.challenge = passkeys_challenge(r, "add");
	}
	form_show(r, &v.form, &passkeys_new_form, NULL);
	passkeys_forget_answer(r, &v.form.drawn);
	return REPLY(r, passkeys_list, &v);
}

/* The line on my page. */
enum status passkeys_row(struct req *r)
{
	struct passkeys_row_view v = { 0 };
	struct passkeys_count count;
	int64_t from;
	TRY(off_from(r, &from));
	TRY(passkeys_count(r, r->who.person, r->now, &count));
	v.off = is_off(r, from);
	v.n = v.off ? 0 : count.n;
	passkeys_row_draw(&r->out, &v);
	return OK;
}

/* The section of Today: what was added or is about to go in these three days, for whoever did not do it. */
enum status passkeys_news(struct req *r)
{
	struct passkeys_card_view v = { 0 };
	struct passkeys_of_list rows;
	TRY(off_from(r, &v.off_from));
	if (is_off(r, v.off_from))
		return OK;
	TRY(passkeys_of(r, r->who.person, r->now, &rows));
	v.added.at = ARENA_ARRAY(&r->arena, rows.n, struct passkeys_one);
	v.going.at = ARENA_ARRAY(&r->arena, rows.n, struct passkeys_one);
	for (size_t i = 0; i < rows.n; i++) {
		if (rows.at[i].goes != NO_INT)
			v.going.at[v.going.n++] = seen(&rows.at[i]);
		else if (rows.at[i].made > r->now - PASSKEYS_WAIT)
			v.added.at[v.added.n++] = seen(&rows.at[i]);
	}
	v.going_off = v.off_from != NO_INT;
	if (v.added.n || v.going.n || v.going_off)
		passkeys_card_draw(&r->out, &v);
	return OK;
}

/* ---- adding ---- */

static enum status no(struct req *r)
{
	return fault(r, NULL, "passkey", N_("This device did not make a passkey that we can use. You can try once more, or go on with your password."));
}

static bool new_read(struct req *r, const struct passkeys_new *f, const char **ret_challenge, struct passkey_state *ret)
{
	struct slice said, attestation, data;
	struct passkey_said read;
	struct passkey_key key;
	return passkey_decode(&r->arena, f->said, SAID_MAX, &said) && passkey_decode(&r->arena, f->attestation, ATTESTATION_BYTES, &attestation) &&
		passkey_said_read(&r->arena, said, &read) && passkeys_said_right(r, &read, "webauthn.create", "add", ret_challenge) &&
		passkey_attestation_read(attestation, &data) && passkey_state_read(data, true, ret) && passkeys_state_right(r, ret) &&
		passkey_key_read(ret->key, &key) && passkey_key_right(&key);
}

enum status passkeys_new(struct req *r)
{
	struct passkey_state s;
	struct passkeys_count count;
	const char *challenge;
	int64_t from, changed;
	bool first;
	TRY(off_from(r, &from));
	if (from != NO_INT)
		return fault(r, NULL, "off", N_("Passkeys are switched off for your account. Switch them on first."));
	TRY(passkeys_count(r, r->who.person, r->now, &count));
	if (count.n >= PASSKEYS_MOST)
		return fault(r, NULL, "full", N_("You have as many passkeys as we keep. Take one away first."));
	if (!new_read(r, r->form, &challenge, &s))
		return no(r);
	TRY(passkeys_spend_once(r, challenge, &first));
	if (!first)
		return no(r);
	TRY(passkeys_sweep(r, r->now, NULL));
	TRY(passkeys_add(r, id_new(r), r->who.person, passkeys_index(r, s.credential), passkey_encode(&r->arena, s.credential),
			 passkey_encode(&r->arena, s.key), r->device, s.synced, s.counter, r->now, &changed));
	if (!changed)
		return no(r);
	return redirect_saying(r, N_("Your passkey is added. Next time you can sign in with it."), "/me/passkeys");
}

/* ---- taking away ---- */

/* Passkeys that have been here for 72 hours may be how somebody gets in who is not looking: at least one of them stays for
 * 72 hours more, whatever whoever knows the password takes away. */
static enum status goes_when(struct req *r, const char *but, int64_t made, int64_t *ret)
{
	struct passkeys_settled others;
	TRY(passkeys_settled(r, r->who.person, but, r->now - PASSKEYS_WAIT, &others));
	bool last = made <= r->now - PASSKEYS_WAIT && others.n == 0;
	*ret = last ? r->now + PASSKEYS_WAIT : r->now;
	return OK;
}

enum status passkeys_end(struct req *r)
{
	struct passkeys_mine key;
	int64_t goes, changed;
	TRY(passkeys_mine(r, r->who.person, r->part[0], r->now, &key));
	TRY(goes_when(r, key.id, key.made, &goes));
	TRY(passkeys_remove(r, key.id, r->who.person, goes, &changed));
	TRY(passkeys_sweep(r, r->now, NULL));
	if (!changed)
		return redirect(r, "/me/passkeys");
	return redirect_saying(r, goes > r->now ? N_("It works for 72 hours more, in case it was not you who took it away. Then it is gone.")
			       : N_("Taken away. It does not work any more."), "/me/passkeys");
}

enum status passkeys_stay(struct req *r)
{
	int64_t changed;
	TRY(passkeys_keep(r, r->part[0], r->who.person, r->now, &changed));
	return changed ? redirect_saying(r, N_("It stays."), "/me/passkeys") : MISSING;
}

/* ---- wanting none ---- */

enum status passkeys_switch_off(struct req *r)
{
	struct passkeys_settled there;
	TRY(passkeys_settled(r, r->who.person, "", r->now - PASSKEYS_WAIT, &there));
	struct passkeys_of_list rows;
	bool waits = there.n > 0;
	TRY(passkeys_of(r, r->who.person, r->now, &rows));
	/* one that is on its way out is not overtaken by this */
	for (size_t i = 0; i < rows.n; i++)
		waits |= rows.at[i].goes != NO_INT;
	TRY(passkeys_off_put(r, r->who.person, waits ? r->now + PASSKEYS_WAIT : r->now, NULL));
	TRY(passkeys_sweep(r, r->now, NULL));
	return redirect_saying(r, waits ? N_("Passkeys go off in 72 hours, in case it was not you. Until then you can take this back.")
			       : N_("Passkeys are off. Nobody can add one to your account."), "/me/passkeys");
}

enum status passkeys_not_off(struct req *r)
{
	int64_t changed;
	TRY(passkeys_off_take_back(r, r->who.person, r->now, &changed));
	return changed ? redirect_saying(r, N_("Passkeys stay on."), "/me/passkeys") : MISSING;
}

/* What was there before they went off is gone: it does not come back. */
enum status passkeys_switch_on(struct req *r)
{
	TRY(passkeys_sweep(r, r->now, NULL));
	TRY(passkeys_off_remove(r, r->who.person, NULL));
	return redirect_saying(r, N_("Passkeys are on."), "/me/passkeys");
}

/* Any bytes as what an authenticator or a browser sends: refused, or taken apart into pieces that lie inside of them. */
#include "fuzz.h"
#include "parse.h"

static bool inside(struct slice part, struct slice whole)
{
	return part.n <= whole.n && part.at >= whole.at && part.at + part.n <= whole.at + whole.n;
}

static void key_holds(struct slice cose)
{
	struct passkey_key key;
	if (!passkey_key_read(cose, &key))
		return;
	HOLDS(inside(key.first, cose) && inside(key.second, cose));
	HOLDS(key.rsa || (key.first.n == 32 && key.second.n == 32));
	HOLDS(!passkey_signature_right(&key, SLICE("never signed"), SLICE("no signature")) || !passkey_key_right(&key));
}

static void state_holds(struct slice data, bool fresh)
{
	struct passkey_state s;
	if (!passkey_state_read(data, fresh, &s))
		return;
	HOLDS(data.n >= 37 && s.counter >= 0 && s.counter <= UINT32_MAX);
	HOLDS(!fresh || (inside(s.credential, data) && inside(s.key, data) && s.credential.n >= 1 && s.credential.n <= PASSKEY_CREDENTIAL_MAX));
	if (fresh)
		key_holds(s.key);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena a = { 0 };
	struct slice all = { (const char *)data, n }, rest = all, auth, back;
	struct passkey_said said;
	if (passkey_item_skip(&rest))
		HOLDS(inside(rest, all) && rest.n < all.n);
	state_holds(all, false);
	state_holds(all, true);
	key_holds(all);
	if (passkey_attestation_read(all, &auth)) {
		HOLDS(inside(auth, all));
		state_holds(auth, true);
	}
	if (passkey_said_read(&a, all, &said))
		HOLDS(said.type && said.origin && said.challenge.n <= 300);
	const char *text = passkey_encode(&a, all);
	HOLDS(passkey_decode(&a, text, n + 3, &back) && slice_same(back, all));
	arena_end(&a);
	return 0;
}

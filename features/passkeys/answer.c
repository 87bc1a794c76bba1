/* What a browser and an authenticator send (WebAuthn Level 2, 5.8.1, 6.1, 6.5), taken apart.  Leaves whether it is right, and
 * for whom, to those who ask. */
#include "parse.h"

enum {
	FLAG_PRESENT = 0x01, FLAG_VERIFIED = 0x04, FLAG_MAY_SYNC = 0x08, FLAG_SYNCED = 0x10, FLAG_FRESH = 0x40, FLAG_MORE = 0x80,
	STATE_BYTES = 37, MODEL_BYTES = 16,     /* hash of the host, flags, counter; which make of device, not looked at */
	POINT_BYTES = 32, MODULUS_MIN = 256, MODULUS_MAX = 512, EXPONENT_MAX = 4,
	PAIRS_MAX = 8,
	CHALLENGE_MAX = 300,
};

/* ---- base64url ---- */

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/* Strict: only its own letters, and no bits set that stand for nothing, so that one value has one spelling. */
const char *passkey_decode(struct arena *a, const char *text, size_t max, struct slice *ret)
{
	size_t n = strlen(text), made = 0;
	uint32_t bits = 0;
	int held = 0;
	if (n % 4 == 1 || n / 4 * 3 > max)
		return NULL;
	char *to = arena_take(a, n / 4 * 3 + 4);
	for (size_t i = 0; i < n; i++) {
		const char *at = strchr(letters, text[i]);
		if (!at)
			return NULL;
		bits = bits << 6 | (uint32_t)(at - letters);
		held += 6;
		if (held >= 8) {
			held -= 8;
			to[made++] = (char)(bits >> held & 0xff);
		}
	}
	if (bits & ((1u << held) - 1) || made > max)
		return NULL;
	*ret = (struct slice){ to, made };
	return to;
}

const char *passkey_encode(struct arena *a, struct slice bytes)
{
	char *to = arena_take(a, bytes.n / 3 * 4 + 5);
	size_t made = 0;
	uint32_t bits = 0;
	int held = 0;
	for (size_t i = 0; i < bytes.n; i++) {
		bits = bits << 8 | (uint8_t)bytes.at[i];
		for (held += 8; held >= 6; held -= 6)
			to[made++] = letters[bits >> (held - 6) & 63];
	}
	if (held)
		to[made++] = letters[bits << (6 - held) & 63];
	return to;
}

/* ---- what the browser says ---- */

static const char *text_of(struct arena *a, const struct params *p, const char *name)
{
	const struct param *found = param_find(p, name);
	/* a NUL inside would end it early for whoever compares */
	return found && !memchr(found->value.at, '\0', found->value.n) ? arena_copy(a, found->value.at, found->value.n) : NULL;
}

bool passkey_said_read(struct arena *a, struct slice json, struct passkey_said *ret)
{
	struct params p;
	if (!params_json(a, json, &p))
		return false;
	struct passkey_said said = { .type = text_of(a, &p, "type"), .origin = text_of(a, &p, "origin") };
	const char *challenge = text_of(a, &p, "challenge"), *cross = text_of(a, &p, "crossOrigin");
	if (!said.type || !said.origin || !challenge || !passkey_decode(a, challenge, CHALLENGE_MAX, &said.challenge))
		return false;
	said.elsewhere = (cross && !str_same(cross, "0")) || param_find(&p, "topOrigin");
	*ret = said;
	return true;
}

/* ---- what the authenticator says ---- */

static bool take(struct slice *from, size_t n, struct slice *ret)
{
	if (from->n < n)
		return false;
	*ret = (struct slice){ from->at, n };
	from->at += n;
	from->n -= n;
	return true;
}

static uint32_t big_endian(struct slice s)
{
	uint32_t n = 0;
	for (size_t i = 0; i < s.n; i++)
		n = n << 8 | (uint8_t)s.at[i];
	return n;
}

static bool fresh_read(struct slice *from, struct passkey_state *to)
{
	struct slice model, length;
	if (!take(from, MODEL_BYTES, &model) || !take(from, 2, &length) || big_endian(length) == 0 ||
	    big_endian(length) > PASSKEY_CREDENTIAL_MAX || !take(from, big_endian(length), &to->credential))
		return false;
	to->key = *from;
	if (!passkey_item_skip(from))
		return false;
	to->key.n -= from->n;
	return true;
}

bool passkey_state_read(struct slice data, bool fresh, struct passkey_state *ret)
{
	struct slice head;
	struct passkey_state s = { 0 };
	if (!take(&data, STATE_BYTES, &head))
		return false;
	unsigned flags = (uint8_t)head.at[PASSKEY_HASH_BYTES];
	s.host_hash = (const uint8_t *)head.at;
	s.present = flags & FLAG_PRESENT;
	s.verified = flags & FLAG_VERIFIED;
	s.synced = flags & FLAG_MAY_SYNC;
	s.counter = big_endian((struct slice){ head.at + PASSKEY_HASH_BYTES + 1, 4 });
	if ((flags & FLAG_SYNCED && !s.synced) || !!(flags & FLAG_FRESH) != fresh || (fresh && !fresh_read(&data, &s)))
		return false;
	if (flags & FLAG_MORE && !passkey_item_skip(&data))
		return false;
	if (data.n)
		return false;
	*ret = s;
	return true;
}

static bool map_begins(struct slice *from, uint64_t *ret_pairs)
{
	struct passkey_item map;
	if (!passkey_item(from, &map) || map.kind != ITEM_MAP || map.n > PAIRS_MAX)
		return false;
	*ret_pairs = map.n;
	return true;
}

bool passkey_attestation_read(struct slice cbor, struct slice *ret_data)
{
	uint64_t pairs;
	struct slice data = { 0 };
	if (!map_begins(&cbor, &pairs))
		return false;
	for (; pairs > 0; pairs--) {
		struct passkey_item name, value;
		if (!passkey_item(&cbor, &name) || name.kind != ITEM_TEXT)
			return false;
		if (!slice_same(name.at, SLICE("authData"))) {
			if (!passkey_item_skip(&cbor))
				return false;
			continue;
		}
		if (data.at || !passkey_item(&cbor, &value) || value.kind != ITEM_BYTES)
			return false;
		data = value.at;
	}
	*ret_data = data;
	return data.at && !cbor.n;
}

/* ---- keys: RFC 9053, 2.1 and 7.1; RFC 8230 ---- */

enum cose { KEY_TYPE, ALGORITHM, MINUS_1, MINUS_2, MINUS_3, COSE_LABELS };

/* Which of the labels that matter; COSE_LABELS: another one. */
static enum cose label_of(const struct passkey_item *i)
{
	if (i->kind == ITEM_UINT && (i->n == 1 || i->n == 3))
		return i->n == 1 ? KEY_TYPE : ALGORITHM;
	return i->kind == ITEM_NEGATIVE && i->n < 3 ? (enum cose)(MINUS_1 + i->n) : COSE_LABELS;
}

static bool is(const struct passkey_item *i, enum passkey_item_kind kind, uint64_t n) { return i->kind == kind && i->n == n; }
static bool bytes(const struct passkey_item *i, size_t min, size_t max) { return i->kind == ITEM_BYTES && i->n >= min && i->n <= max; }

bool passkey_key_read(struct slice cose, struct passkey_key *ret)
{
	uint64_t pairs;
	struct passkey_item at[COSE_LABELS] = { 0 }, label, value;
	if (!map_begins(&cose, &pairs))
		return false;
	for (; pairs > 0; pairs--) {
		if (!passkey_item(&cose, &label))
			return false;
		enum cose which = label_of(&label);
		if (which == COSE_LABELS ? !passkey_item_skip(&cose) : at[which].kind != ITEM_NONE || !passkey_item(&cose, &value))
			return false;
		if (which != COSE_LABELS)
			at[which] = value;
	}
	if (cose.n)
		return false;
	/* key type 2, algorithm -7, curve 1: ES256 on P-256.  Key type 3, algorithm -257: RS256. */
	bool ec = is(&at[KEY_TYPE], ITEM_UINT, 2) && is(&at[ALGORITHM], ITEM_NEGATIVE, 6) && is(&at[MINUS_1], ITEM_UINT, 1) &&
		bytes(&at[MINUS_2], POINT_BYTES, POINT_BYTES) && bytes(&at[MINUS_3], POINT_BYTES, POINT_BYTES);
	bool rsa = is(&at[KEY_TYPE], ITEM_UINT, 3) && is(&at[ALGORITHM], ITEM_NEGATIVE, 256) &&
		bytes(&at[MINUS_1], MODULUS_MIN, MODULUS_MAX) && bytes(&at[MINUS_2], 1, EXPONENT_MAX);
	if (!ec && !rsa)
		return false;
	*ret = rsa ? (struct passkey_key){ true, at[MINUS_1].at, at[MINUS_2].at } : (struct passkey_key){ false, at[MINUS_2].at, at[MINUS_3].at };
	return true;
}

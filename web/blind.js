/* RFC 9474, RSABSSA-SHA384-PSS-Randomized, the half of whoever wants a signature that its giver cannot recognize later: blind a
 * message, unblind and check what comes back.  core/blind.c is the other half.  Knows numbers, no pages. */
const HASH = 48, SALT = 48, E = 65537n;

const join = (...parts) => new Uint8Array(parts.flatMap((part) => [...part]));
const number = (bytes) => bytes.reduce((n, byte) => n << 8n | BigInt(byte), 0n);
const octets = (n, size) => Uint8Array.from({ length: size }, (_, i) => Number(n >> BigInt(8 * (size - 1 - i)) & 255n));
const sha384 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-384", bytes));
export const random = (size) => crypto.getRandomValues(new Uint8Array(size));
export const text = (bytes) => btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
export const bytes = (said) => Uint8Array.from(atob(said.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

function power(base, exponent, n) {
	let result = 1n;
	for (let b = base % n; exponent; exponent >>= 1n, b = b * b % n) if (exponent & 1n) result = result * b % n;
	return result;
}

/** The number that undoes a modulo n; 0n where none does. */
function inverse(a, n) {
	let [r, next, s, t] = [n, a % n, 0n, 1n];
	while (next) [r, next, s, t] = [next, r % next, t, s - r / next * t];
	return r === 1n ? (s + n) % n : 0n;
}

/** EMSA-PSS of RFC 8017, 9.1.1, with MGF1. */
async function encode(message, bits, salt) {
	const size = Math.ceil(bits / 8), hash = await sha384(join(new Uint8Array(8), await sha384(message), salt));
	const data = join(new Uint8Array(size - SALT - HASH - 2), [1], salt);
	for (let at = 0, count = 0; at < data.length; at += HASH, count++) {
		const mask = await sha384(join(hash, octets(BigInt(count), 4)));
		for (let i = 0; i < HASH && at + i < data.length; i++) data[at + i] ^= mask[i];
	}
	data[0] &= 255 >> 8 * size - bits;
	return join(data, hash, [0xbc]);
}

/** What the signer gets to see, and what undoes it later.  Salt and undo are given only by tests. */
export async function blind(modulus, prepared, { salt = random(SALT), undo } = {}) {
	const n = number(modulus), m = number(await encode(prepared, n.toString(2).length - 1, salt));
	if (!inverse(m, n)) throw new Error("no such message");
	let r = undo ? inverse(number(undo), n) : 0n;
	while (!r || !inverse(r, n)) { r = number(random(modulus.length)); if (r >= n) r = 0n; }
	return { blinded: octets(m * power(r, E, n) % n, modulus.length), undo: octets(inverse(r, n), modulus.length) };
}

/** The signature, checked; throws when it is not one of this message by this key. */
export async function finish(modulus, prepared, answer, undo) {
	const n = number(modulus), signature = octets(number(answer) * number(undo) % n, modulus.length);
	const key = await crypto.subtle.importKey("jwk", { kty: "RSA", n: text(modulus), e: "AQAB" }, { name: "RSA-PSS", hash: "SHA-384" }, false, ["verify"]);
	if (answer.length !== modulus.length || !await crypto.subtle.verify({ name: "RSA-PSS", saltLength: SALT }, key, signature, prepared))
		throw new Error("not signed by this key");
	return signature;
}

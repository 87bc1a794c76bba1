/* Is this key of surveys entered in the log that nobody can change unnoticed?  Reads a receipt as `kith audit verify` does: an
 * entry, its way to the root of the tree (RFC 9162, 2.1.3.2, for the newest leaf), a signed head.  Knows no pages. */
const HEX = /^[0-9a-f]*$/;

const utf8 = (said) => new TextEncoder().encode(said);
const unhex = (said) => HEX.test(said) && said.length % 2 === 0 ? Uint8Array.from(said.match(/../g) ?? [], (two) => parseInt(two, 16)) : new Uint8Array();
const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const sha256 = async (...parts) => new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array(parts.flatMap((part) => [...part]))));

/** Browsers that do not know Ed25519 leave the signature to whoever is shown the receipt later. */
async function signed(head, key, signature) {
	let known;
	try { known = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]); }
	catch (error) { return error.name === "NotSupportedError"; }
	return crypto.subtle.verify("Ed25519", known, signature, head);
}

/** True: the newest entry of the head at the end says that this batch has this key and no other. */
export async function entered(receipt, batch, key) {
	const [first, entry = "", ...rest] = receipt.split("\n");
	if (first !== "kith-log-proof 1" || rest.pop() !== "" || !rest.length) return false;
	const [number, at, kind, commitment, salt, ...about] = entry.split("\t"), head = rest.pop();
	const [name, version, size, , root, signer, signature] = head.split(" ");
	if (!/^\d{1,15}$/.test(number) || [...Number(number).toString(2).replaceAll("0", "")].length !== rest.length) return false;
	if (kind !== "survey_key" || about.length !== 7 || about[5] !== batch || about[6] !== hex(await sha256(utf8(key)))) return false;
	if (hex(await sha256(unhex(salt), utf8(about.join("\t")))) !== commitment) return false;
	let node = await sha256([0], utf8(`${number}\t${at}\t${kind}`), unhex(commitment));
	for (const left of rest) node = await sha256([1], unhex(left), node);
	return `${name} ${version}` === "kith-log-head 1" && size === String(Number(number) + 1) && hex(node) === root &&
		signed(utf8(head.slice(0, head.lastIndexOf(" "))), unhex(signer), unhex(signature));
}

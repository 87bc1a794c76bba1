/* Signing in with a passkey, and adding one: asks the device and puts its answer into the form, which is then sent like any
 * other.  Keeps nothing; whether an answer is right is left to the server. */
(() => {
	"use strict";
	if (!window.PublicKeyCredential) return;

	const bytes = (text) => new TextEncoder().encode(text);
	const decode = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
	const encode = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

	const ES256 = -7, RS256 = -257;
	const ask = {
		async get({ challenge, host }) {
			const made = await navigator.credentials.get({
				publicKey: { challenge: bytes(challenge), rpId: host, userVerification: "required" },
			});
			const { clientDataJSON, authenticatorData, signature } = made.response;
			return { credential: encode(made.rawId), said: encode(clientDataJSON), state: encode(authenticatorData), signature: encode(signature) };
		},
		async create({ challenge, host, person, login, have }) {
			const made = await navigator.credentials.create({
				publicKey: {
					challenge: bytes(challenge),
					rp: { id: host, name: host },
					user: { id: bytes(person), name: login, displayName: login },
					pubKeyCredParams: [ES256, RS256].map((alg) => ({ type: "public-key", alg })),
					authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
					excludeCredentials: have.split(" ").filter(Boolean).map((id) => ({ type: "public-key", id: decode(id) })),
					attestation: "none",
				},
			});
			return { said: encode(made.response.clientDataJSON), attestation: encode(made.response.attestationObject) };
		},
	};

	for (const form of document.querySelectorAll("form[data-passkey]")) {
		const no = form.querySelector("[data-passkey-no]");
		form.hidden = false;
		form.addEventListener("submit", async (event) => {
			event.preventDefault();
			no.hidden = true;
			try {
				const answer = await ask[form.dataset.passkey](form.dataset);
				for (const [name, value] of Object.entries(answer)) form.elements[name].value = value;
			} catch {
				no.hidden = false;
				return;
			}
			form.submit();
		});
	}
	for (const without of document.querySelectorAll("[data-passkey-without]")) without.hidden = true;
})();

// Passkeys with Chromium's own authenticator (CDP, domain WebAuthn): adding one and signing in with it as people do, and
// answers that somebody changed on the way.  Leaves what each check is to features/passkeys.
import assert from "node:assert/strict";
import net from "node:net";
import { after, before, test } from "node:test";
import { PHONE, audit, join, startBrowser, startKith, visitor } from "./kith.mjs";

const bounded = { timeout: 120_000 };
let kith, browser;

const freePort = () => new Promise((done) => {
	const s = net.createServer().listen(0, "127.0.0.1", () => { const { port } = s.address(); s.close(() => done(port)); });
});

before(async () => {
	// browsers make passkeys for a name, never for an address of digits
	const port = await freePort();
	kith = await startKith({ demo: false, env: { KITH_PUBLIC_ADDRESS: `http://localhost:${port}` }, listen: `127.0.0.1:${port}` });
	kith.address = `http://localhost:${port}`;
	browser = await startBrowser();
});
after(async () => {
	await browser?.close();
	await kith?.stop();
});

async function someone(login, options = {}) {
	const v = await visitor(browser, kith, options);
	const cdp = await v.context.newCDPSession(v.page);
	await cdp.send("WebAuthn.enable");
	const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", { options: {
		protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
		automaticPresenceSimulation: true,
	} });
	const user = (isUserVerified) => cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });
	await join(v.page, login);
	return { ...v, user, cdp, authenticatorId };
}

const main = (page) => page.locator("main");

async function add(page) {
	await page.goto("/me/passkeys");
	await Promise.all([page.waitForEvent("load"), main(page).locator("form[data-passkey=create] button").click()]);
}

async function signOut({ page, context }) {
	await page.goto("/me");
	await Promise.all([page.waitForURL("**/sign-in"), page.locator("form[action='/sign-out'] button").click()]);
	assert.ok(!(await context.cookies()).some((c) => c.name === "kith"), "no session is left");
}

const enter = (page) => main(page).locator("form[data-passkey=get] button").click();

test("a passkey is added, listed, and signs in without a name or a password", bounded, async () => {
	const me = await someone("wren"), { page } = me;
	await page.goto("/me/passkeys");
	assert.deepEqual(await audit(page, { script: true }), []);
	await add(page);
	assert.equal(await main(page).locator("form[action$='/remove']").count(), 1, await main(page).innerText());
	assert.deepEqual(await audit(page, { script: true }), []);
	assert.equal((await me.cdp.send("WebAuthn.getCredentials", { authenticatorId: me.authenticatorId })).credentials.length, 1);
	await signOut(me);
	assert.deepEqual(await audit(page, { script: true }), []);
	await Promise.all([page.waitForURL((url) => url.pathname !== "/sign-in"), enter(page)]);
	await page.goto("/me");
	assert.equal(await main(page).locator("h1").innerText(), "wren");
	await page.goto("/me/passkeys");
	assert.equal(new URL(page.url()).pathname, "/again", "the password was not given, and is asked for");
	assert.deepEqual(me.troubles, []);
	await me.end();
});

test("who does not show that it is them gets nowhere, and is told so in the page", bounded, async () => {
	const me = await someone("finch"), { page } = me;
	await add(page);
	await signOut(me);
	await me.user(false);
	await enter(page);
	await main(page).locator("[data-passkey-no]:not([hidden])").first().waitFor();
	assert.equal(new URL(page.url()).pathname, "/sign-in");
	await me.end();
});

test("an answer that is changed on the way signs nobody in", bounded, async () => {
	const me = await someone("heron"), { page } = me;
	await add(page);
	await signOut(me);
	const decode = (text) => Buffer.from(text, "base64url"), encode = (bytes) => Buffer.from(bytes).toString("base64url");
	const flip = (name, at) => (form) => {
		const bytes = decode(form.get(name));
		bytes[at < 0 ? bytes.length + at : at] ^= 1;
		form.set(name, encode(bytes));
	};
	const say = (change) => (form) => form.set("said", encode(JSON.stringify({ ...JSON.parse(decode(form.get("said"))), ...change })));
	let earlier;
	const changes = {
		"the signature": flip("signature", -1),
		"the host": flip("state", 0),
		"the flags: not verified": (form) => { const b = decode(form.get("state")); b[32] &= ~4; form.set("state", encode(b)); },
		"the count": flip("state", 36),
		"the credential": flip("credential", 0),
		"the origin": say({ origin: "http://evil.example" }),
		"the challenge": say({ challenge: encode("of my own making") }),
		"the type": say({ type: "webauthn.create" }),
		"nothing, kept for later": (form) => { earlier = form.toString(); form.set("signature", ""); },
	};
	for (const [what, change] of Object.entries(changes)) {
		await page.goto("/sign-in");
		await page.route("**/sign-in/passkey", async (route) => {
			const form = new URLSearchParams(route.request().postData());
			change(form);
			await route.continue({ postData: form.toString() });
		}, { times: 1 });
		const [response] = await Promise.all([page.waitForResponse("**/sign-in/passkey"), enter(page)]);
		assert.equal(response.status(), 422, what);
		assert.ok(!(await me.context.cookies()).some((c) => c.name === "kith"), what);
		await main(page).locator(".faults").waitFor();          // and the page says so
	}
	// whole again: this one counts, and then never more
	const send = (body) => page.request.post("/sign-in/passkey", { headers: { "content-type": "application/x-www-form-urlencoded", origin: kith.address },
		data: body, maxRedirects: 0 });
	assert.equal((await send(earlier)).status(), 303);
	await me.context.clearCookies({ name: "kith" });
	assert.equal((await send(earlier)).status(), 422, "a second time");
	await me.end();
});

test("without script there is no button for it, and the password does as ever", bounded, async () => {
	const v = await visitor(browser, kith, { script: false, size: PHONE });
	await v.page.goto("/sign-in");
	assert.equal(await v.page.locator("form[data-passkey]").isVisible(), false);
	assert.equal(await v.page.locator("form[action='/sign-in'] button").isVisible(), true);
	await v.end();
});

// Survey tickets in Chromium: the vectors of RFC 9474, drawing one on the page of a meeting, answering with it, and what the two
// requests say about who sends them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { PHONE, audit, demoPeople, htmlCheck, signIn, startBrowser, startKith, visitor } from "./kith.mjs";

const HARBOR = "/c/harbor", bounded = { timeout: 120_000 };
const { vectors } = JSON.parse(readFileSync(new URL("../vectors/rfc9474.json", import.meta.url)));
let kith, browser, marisol, rowan;

before(async () => {
	kith = await startKith();
	browser = await startBrowser();
	[marisol, rowan] = demoPeople(kith.told);
});
after(async () => {
	await browser?.close();
	await kith?.stop();
});

/** Rowan records a meeting with Marisol that went both ways, today; gives its path. */
async function meet(page) {
	await page.goto(`${HARBOR}/connections`);
	await page.locator("main a[href*='/connections/']", { hasText: /Marisol/ }).first().click();
	await page.locator("main a[href$='/encounters/new']").first().click();
	await page.check("main [name=met][value=met]");
	await page.fill("main [name=minutes]", "45");
	await page.check("main [name=mode][value=phone]");
	await page.locator("main details summary").evaluateAll((all) => all.forEach((one) => { one.parentElement.open = true; }));
	await page.check("main [name=mutual]");
	await Promise.all([page.waitForURL(/\/encounters\/\w{26}|\/connections\//), page.click("main form[action$='/encounters/new'] button")]);
	if (!/\/encounters\/\w{26}/.test(page.url())) await page.locator("main a[href*='/encounters/']:not([href$='/new'])").first().click();
	await page.waitForURL(/\/encounters\/\w{26}/);
	return new URL(page.url()).pathname;
}

/** The page of a meeting, as soon as a key is there: the very first of a month waits for the job that makes it. */
async function openWithKey(page, path) {
	for (let i = 0; i < 40; i++) {
		await page.goto(path);
		if (await page.locator("form[data-batch]").count()) return;
		await page.waitForTimeout(250);
	}
	assert.fail("no key was made");
}

test("the vectors of RFC 9474 come out in the browser", bounded, async () => {
	const v = await visitor(browser, kith);
	await v.page.goto("/survey");
	const at = new URL("blind.js", await v.page.locator("script[src$='/ticket.js']").evaluate((e) => e.src)).pathname;
	for (const vector of vectors) {
		const got = await v.page.evaluate(async ({ at, vector }) => {
			const { blind, finish } = await import(at);
			const hex = (said) => Uint8Array.from(said.match(/../g) ?? [], (two) => parseInt(two, 16));
			const unhex = (b) => [...b].map((byte) => byte.toString(16).padStart(2, "0")).join("");
			const made = await blind(hex(vector.n), hex(vector.prepared_msg), { salt: hex(vector.salt), undo: hex(vector.inv) });
			return { blinded: unhex(made.blinded), sig: unhex(await finish(hex(vector.n), hex(vector.prepared_msg), hex(vector.blind_sig), made.undo)) };
		}, { at, vector });
		assert.deepEqual(got, { blinded: vector.blinded_msg, sig: vector.sig }, vector.name);
	}
	assert.deepEqual(v.troubles, []);
	await v.end();
});

for (const lang of ["en", "es"])
	test(`a ticket is drawn and answered with, and nothing ties the two, in ${lang}`, bounded, async () => {
		const v = await visitor(browser, kith, { lang, size: PHONE }), { page } = v, html = htmlCheck();
		await signIn(page, rowan);
		if (await page.getAttribute("html", "lang") !== lang) await page.click("form[action='/language'] button");
		const meeting = await meet(page);
		await openWithKey(page, meeting);
		assert.ok(await page.locator("[data-by-maths]").isVisible() && !await page.locator("[data-by-rules]").isVisible(), "it says which one it is");
		html.add("meeting", await page.content());
		const wrong = await audit(page);
		const asked = [];
		page.on("request", (request) => asked.push(request));
		await Promise.all([page.waitForURL(/\/survey#/), page.click("form[data-batch] button")]);
		const ticket = new URL(page.url()).hash;
		const [batch, prefix, signature] = ticket.slice(1).split(".");
		await page.reload();
		assert.ok(await page.locator("form[data-ticket]").isVisible());
		wrong.push(...await audit(page));
		html.add("questions", await page.content());

		await page.click("form[data-ticket] button");           // nothing said
		await page.locator("[data-troubles] li").first().waitFor();
		await page.check("form[data-ticket] [name=heard][value='4']");
		await page.fill("form[data-ticket] [name=words]", "We laughed.");
		await Promise.all([page.waitForURL(/\/survey\/thanks$/), page.click("form[data-ticket] button")]);

		for (const at of ["/survey/ticket", `/survey/keys/${batch}`]) {
			const sent = asked.filter((request) => new URL(request.url()).pathname === at);
			assert.ok(sent.length, at);
			for (const request of sent) {
				const headers = await request.allHeaders();
				assert.equal(headers.cookie, undefined, `${at} carries no cookie`);
				assert.equal(headers.referer, undefined, `${at} says not where it comes from`);
			}
		}
		const said = await Promise.all(asked.map(async (request) => `${request.url()} ${request.postData() ?? ""} ${JSON.stringify(await request.allHeaders())}`));
		for (const secret of [prefix, signature])
			assert.equal(said.filter((line) => line.includes(secret)).length, 2, "the ticket is only in the two tries to answer");

		await page.goto(`/survey${ticket}`);
		await page.reload();
		await page.check("form[data-ticket] [name=heard][value='1']");
		await page.click("form[data-ticket] button");
		await page.locator("[data-troubles] li").first().waitFor();
		assert.match(await page.locator("[data-troubles]").innerText(), lang === "es" ? /ya se usó/ : /used already/);

		await page.goto(`/survey#${batch}.${prefix}.${signature[0] === "A" ? "B" : "A"}${signature.slice(1)}`);
		await page.reload();
		await page.check("form[data-ticket] [name=heard][value='1']");
		await page.click("form[data-ticket] button");
		await page.locator("[data-troubles] li").first().waitFor();
		assert.match(await page.locator("[data-troubles]").innerText(), lang === "es" ? /no vale aquí/ : /not good here/);

		await page.goto(meeting);
		assert.equal(await page.locator("form[data-batch], form[action$='/survey']").count(), 0, "drawn once");
		assert.deepEqual([...wrong, ...html.run(), ...v.troubles], []);
		await v.end();
	});

test("a key that only this page shows is not used, and the page says so", bounded, async () => {
	const v = await visitor(browser, kith), { page } = v;
	await signIn(page, rowan);
	await openWithKey(page, await meet(page));
	await page.route("**/survey/keys/*", async (route) => {
		const reply = await route.fetch(), key = await reply.json();
		await route.fulfill({ response: reply, json: { ...key, n: `${key.n.slice(0, -1)}${key.n.endsWith("A") ? "B" : "A"}` } });
	});
	let drawn = 0;
	page.on("request", (request) => { drawn += /\/ticket$/.test(request.url()); });
	await page.click("form[data-batch] button");
	await page.locator("[data-trouble=key]").waitFor();
	assert.equal(drawn, 0, "no ticket was drawn");
	assert.deepEqual(v.troubles, []);
	await v.end();
});

test("a key that the log does not hold is not used, though everybody who asks is shown it", bounded, async () => {
	const v = await visitor(browser, kith), { page } = v;
	await signIn(page, rowan);
	await openWithKey(page, await meet(page));
	const form = page.locator("form[data-batch]"), batch = await form.getAttribute("data-batch");
	const receipt = await (await page.request.get(`/survey/keys/${batch}/log`)).text();
	assert.match(receipt, new RegExp(`^kith-log-proof 1\n.*\tsurvey_key\t.*\t${batch}\t[0-9a-f]{64}\n`));
	// a server that knows who is asking: page and key say the same, made for this one person
	const own = (key) => `${key.slice(0, -1)}${key.endsWith("A") ? "B" : "A"}`;
	await form.evaluate((e, key) => { e.dataset.key = key; }, own(await form.getAttribute("data-key")));
	await page.route(`**/survey/keys/${batch}`, async (route) => {
		const reply = await route.fetch(), key = await reply.json();
		await route.fulfill({ response: reply, json: { ...key, n: own(key.n) } });
	});
	let drawn = 0;
	page.on("request", (request) => { drawn += /\/ticket$/.test(request.url()); });
	await page.click("form[data-batch] button");
	await page.locator("[data-trouble=key]").waitFor();
	assert.equal(drawn, 0, "no ticket was drawn");
	assert.deepEqual(v.troubles, []);
	await v.end();
});

test("without script a code is given, and the page says that rules keep name and answer apart", bounded, async () => {
	const v = await visitor(browser, kith, { script: false }), { page } = v;
	await signIn(page, rowan);
	const meeting = await meet(page);
	await page.goto(meeting);
	assert.ok(await page.locator("[data-by-rules]").isVisible());
	assert.match(await page.locator("#survey").locator("..").innerText(), /by our rules, not by mathematics/);
	assert.ok(!await page.locator("[data-by-maths]").count() || !await page.locator("[data-by-maths]").isVisible());
	await page.click("form[action$='/survey'] button");
	assert.ok(await page.locator("a[href^='/s/']").isVisible());
	await v.end();
});

// What comes by itself beyond talk: what waits in Today, an evening that is moved or called off, a place in line; and what was typed
// when the session had ended.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { demoPeople, signIn, startBrowser, startKith, visitor } from "./kith.mjs";

let kith, browser, people;
const who = (login) => people.find((one) => one.login === login);
async function at(login, path, options = {}) {
	const v = await visitor(browser, kith, options);
	await signIn(v.page, who(login));
	await v.page.goto(path);
	return v;
}
const press = (page, name) => Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.getByRole("button", { name, exact: true }).click()]);
const waits = (page) => page.locator("nav [data-waits]").first();
const streams = (v) => {
	let open = 0;
	v.context.on("request", (r) => { if (new URL(r.url()).pathname === "/c/harbor/live") open += 1; });
	return () => open;
};

before(async () => {
	kith = await startKith();
	browser = await startBrowser();
	people = demoPeople(kith.told);
});
after(async () => {
	await browser?.close();
	await kith?.stop();
});

test("how much waits is counted in all pages of a browser by one stream, and said once", async () => {
	const v = await at("rowan", "/c/harbor/groups"), opened = streams(v);
	await v.page.reload();
	await v.page.waitForFunction(() => sessionStorage.getItem("live /c/harbor"));
	const second = await v.context.newPage();
	await second.goto("/c/harbor/calendar");
	await second.waitForTimeout(1200);              // longer than a page settles before it would listen
	assert.equal(opened(), 1, "the second page listens through the first");
	const before = Number(await waits(v.page).textContent());
	assert.equal(Number(await waits(second).textContent()), before);
	const title = await second.title();
	const marisol = await at("marisol", "/c/harbor/conversations", { script: false });
	await marisol.page.locator(".rows a").first().click();
	await marisol.page.fill("textarea[name=words]", "Are you there?");
	await press(marisol.page, "Send");
	await marisol.end();
	for (const page of [v.page, second])
		await page.waitForFunction((n) => Number(document.querySelector("nav [data-waits]").textContent) > n, before);
	assert.match(await second.locator("[data-says]").textContent(), /things wait for you in Today|One thing waits/);
	assert.equal(await second.title(), title, "nothing blinks");
	assert.equal(await second.locator("audio, video").count(), 0);
	assert.deepEqual(v.troubles, []);
	await v.end();
});

test("an evening that is moved and called off changes on the page that is open, and not under somebody's hands", async () => {
	const theo = await at("theo", "/c/harbor/gatherings/new", { script: false });
	await theo.page.fill("main [name=title]", "Singing in the kitchen");
	await press(theo.page, "Plan it");
	const path = new URL(theo.page.url()).pathname;
	const v = await at("rowan", path);
	await v.page.waitForFunction(() => sessionStorage.getItem("live /c/harbor"));
	await v.page.locator("summary", { hasText: "Bring something up" }).click();
	await v.page.fill("main [name=words]", "Songs we all kn");
	await theo.page.getByRole("link", { name: "Move", exact: true }).click();
	await theo.page.fill("main [name=clock]", "19:15");
	await press(theo.page, "Move");
	await v.page.locator("#facts .lead", { hasText: "7:15" }).waitFor();
	assert.equal(await v.page.inputValue("main [name=words]"), "Songs we all kn");
	await v.page.getByText("Something on this page has just changed.").waitFor();
	await press(theo.page, "Call off");
	await v.page.getByText("This time was called off.").waitFor();
	assert.deepEqual(v.troubles, []);
	await v.end(), await theo.end();
});

test("when the page that listens is closed, another goes on from where it was and misses nothing between", async () => {
	const theo = await at("theo", "/c/harbor/gatherings/new", { script: false });
	await theo.page.fill("main [name=title]", "Bread on Sunday");
	await press(theo.page, "Plan it");
	const path = new URL(theo.page.url()).pathname, live = (url) => url.pathname === "/c/harbor/live";
	for (const known of [true, false]) {    // does the other page know how far the one before it had heard?
		const v = await at("rowan", path);
		await v.page.waitForFunction(() => sessionStorage.getItem("live /c/harbor"));
		const second = await v.context.newPage();
		await second.goto(path);
		await second.waitForFunction(() => JSON.parse(sessionStorage.getItem("live /c/harbor"))?.last);
		if (!known) await second.addInitScript(() => sessionStorage.clear());
		let go;
		const held = new Promise((resolve) => { go = resolve; }), asked = second.waitForRequest((r) => live(new URL(r.url())));
		await second.route(live, async (route) => { await held; await route.continue(); });
		if (!known) {           // comes anew when nobody is there who could tell it
			await v.page.close();
			await second.reload();
		} else await v.page.close();
		await asked;
		await press(theo.page, known ? "Call off" : "Take it up again");
		go();
		const off = second.getByText("This time was called off.");
		await off.waitFor({ state: known ? "visible" : "detached" });
		await v.end();
	}
	await theo.end();
});

test("what was typed when the session had ended is in the answer, and goes on after signing in; without script", async () => {
	const v = await at("marisol", "/c/harbor/news", { script: false });
	await v.page.locator(".rows a").first().click();
	await v.page.fill("textarea[name=words]", "Thank you for telling us <3");
	await v.context.clearCookies();
	await press(v.page, "Send");
	const main = v.page.locator("main");
	assert.match(await main.innerText(), /Aún no|Not sent yet/);
	assert.match(await main.innerText(), /Thank you for telling us <3/);
	const second = await v.context.newPage();
	await signIn(second, who("marisol"));
	await second.close();
	const again = () => Promise.all([v.page.waitForNavigation({ waitUntil: "load" }), main.locator("form[method=post] button").first().click()]);
	await again();
	assert.match(await main.innerText(), /once more|otra vez/);
	await again();
	assert.equal(await v.page.locator(".line.mine .words", { hasText: "Thank you for telling us <3" }).count(), 1);
	await v.end();
});

// What is planned, as people use it: a group's month, a class to come to, an agenda that runs; with script and without.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { audit, demoPeople, htmlCheck, signIn, startBrowser, startKith, visitor } from "./kith.mjs";

const PHONE = { width: 360, height: 740 };
let kith, browser, people;
const html = htmlCheck();
const who = (login) => people.find((one) => one.login === login);
async function at(login, path, options = {}) {
	const v = await visitor(browser, kith, { size: PHONE, ...options });
	await signIn(v.page, who(login));
	await v.page.goto(path);
	return v;
}
const keep = async (v) => html.add(v.page.url(), await v.page.content());
const press = (page, name) => Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.getByRole("button", { name, exact: true }).click()]);

before(async () => {
	kith = await startKith();
	browser = await startBrowser();
	people = demoPeople(kith.told);
});
after(async () => {
	await browser?.close();
	await kith?.stop();
});

test("without script: from the calendar to a class, an answer, something brought up, and back to the month", async () => {
	const v = await at("rowan", "/c/harbor/calendar", { script: false });
	assert.deepEqual(await audit(v.page, { script: false }), []);
	await v.page.getByRole("link", { name: "Month", exact: true }).click();
	assert.ok(await v.page.locator("table.month td a").count() > 3);
	assert.deepEqual(await audit(v.page, { script: false }), []);
	await v.page.getByRole("link", { name: "List", exact: true }).click();
	await v.page.getByRole("link", { name: "Eating well on a budget" }).last().click();
	await press(v.page, "Maybe");
	assert.match(await v.page.locator("main").innerText(), /You said maybe\./);
	await v.page.locator("summary", { hasText: "Bring something up" }).click();
	await v.page.fill("main [name=words]", "Beans that everyone likes");
	await press(v.page, "Add");
	assert.match(await v.page.locator("[data-agenda]").innerText(), /Beans that everyone likes\s+5:10 pm · 10 minutes · Rowan/);
	assert.deepEqual(v.troubles, []);
	await v.end();
});

test("a facilitator plans, moves and calls off one evening; whoever looks sees it", async () => {
	const v = await at("theo", "/c/harbor/gatherings/new");
	await v.page.fill("main [name=title]", "Singing in the kitchen");
	await v.page.fill("main [name=link]", "nowhere");
	await press(v.page, "Plan it");
	assert.match(await v.page.locator(".faults").innerText(), /beginning with https/);
	assert.equal(await v.page.inputValue("main [name=title]"), "Singing in the kitchen");
	await v.page.fill("main [name=link]", "https://meet.example.org/sing");
	await v.page.check("main [name=repeats][value=weekly]");
	await press(v.page, "Plan it");
	const one = v.page.url();
	await keep(v);
	await v.page.getByRole("link", { name: "Move", exact: true }).click();
	await v.page.fill("main [name=clock]", "19:15");
	await press(v.page, "Move");
	assert.match(await v.page.locator(".lead").innerText(), /7:15 pm/);
	await press(v.page, "Call off");
	const other = await at("marisol", new URL(one).pathname);
	assert.match(await other.page.locator("main").innerText(), /This time was called off\./);
	assert.deepEqual(await audit(other.page), []);
	await other.end();
	assert.deepEqual(v.troubles, []);
	await v.end();
});

test("while it runs the agenda says what is on and about how much is left, without a sound", async () => {
	const v = await visitor(browser, kith, { size: PHONE });
	await signIn(v.page, who("ines"));
	await v.page.goto("/c/harbor/calendar");
	await v.page.getByRole("link", { name: "Wednesday group" }).first().click();
	const from = Number(await v.page.locator("[data-agenda] li").first().getAttribute("data-from"));
	await v.page.clock.install({ time: (from + 300) * 1000 });
	await v.page.reload();
	await v.page.locator("[data-agenda] [aria-current=step]").waitFor();
	assert.equal(await v.page.locator("[data-left]").innerText(), "quedan unos 10 minutos");
	await v.page.clock.fastForward((15 * 60) * 1000);
	assert.equal(await v.page.locator("[data-left]").isVisible() && (await v.page.locator("[data-left]").innerText()) === "quedan unos 10 minutos", false);
	assert.equal(await v.page.locator("audio, video").count(), 0);
	assert.deepEqual(v.troubles, []);
	await v.end();
});

test("each page holds on a phone and at a desk, in both colours and languages", async () => {
	const v = await at("ines", "/c/harbor/calendar");
	const first = await v.page.getByRole("link", { name: "Wednesday group" }).first().getAttribute("href");
	for (const path of ["/c/harbor/calendar", "/c/harbor/calendar?view=month", "/c/harbor/calendar/links", "/c/harbor/gatherings/new", first,
		`${first}/sheet`, `${first}/came`, `${first}/move`]) {
		await v.page.goto(path);
		assert.deepEqual(await audit(v.page, { thorough: path === first || path.endsWith("month") }), [], path);
		await keep(v);
	}
	const english = await at("marisol", "/c/harbor/calendar");
	await english.page.getByRole("link", { name: "Eating well on a budget" }).last().click();
	assert.deepEqual(await audit(english.page), []);
	await keep(english);
	await english.end();
	assert.deepEqual(v.troubles, []);
	await v.end();
	assert.deepEqual(html.run(), []);
});

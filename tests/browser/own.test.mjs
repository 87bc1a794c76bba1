// Writing about one's own life on a telephone: drafts, a lost connection, two windows, sharing, paper, withdrawing; and the crisis
// plan that stays readable without a signal until somebody leaves.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { audit, demoPeople, signIn, startBrowser, startKith, visitor } from "./kith.mjs";

const bounded = { timeout: 120_000 };
const SMALL = { width: 360, height: 640 };
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

const someone = async (who, options = {}) => {
	const v = await visitor(browser, kith, { size: SMALL, ...options });
	await signIn(v.page, who);
	return v;
};
const begin = async (page, form) => {
	await page.goto("/c/harbor/pages");
	await page.click(`form:has(input[value=${form}]) button`);
	return new URL(page.url()).pathname;
};
const save = (page, then = "stop") => Promise.all([page.waitForNavigation(), page.click(`button[name=then][value=${then}]`)]);
const says = (page, what) => page.locator(`[data-says=${what}]`).waitFor({ state: "visible" });

for (const script of [true, false])
	test(`a plan is written part by part, shared, read and withdrawn, ${script ? "with" : "without"} script`, bounded, async () => {
		const v = await someone(marisol, { script }), { page } = v;
		const at = await begin(page, "wellness");
		await page.click("main .actions a.button");
		assert.match(page.url(), /\/toolbox$/);
		await page.fill("[name=words]", "The bridge at noon");
		await save(page, "next");
		assert.match(page.url(), /\/well$/, "the next part");
		await page.fill("[name=words]", "I hum");
		await save(page);
		assert.equal(new URL(page.url()).pathname, at);
		for (const part of ["toolbox", "well"]) {
			await page.goto(`${at}/${part}/sharing`);
			await page.check("[name=audience][value=connections]");
			await page.click("main form .actions button");
		}
		const w = await someone(rowan);
		const shared = at.replace("/pages/", "/shared/");
		await w.page.goto(shared);
		assert.match(await w.page.textContent("main"), /The bridge at noon[^]*I hum/);
		await page.goto(`${at}/print?large=1`);
		await page.emulateMedia({ media: "print" });
		assert.match(await page.textContent("main"), /The bridge at noon/);
		await page.emulateMedia({ media: "screen" });
		await page.goto(`${at}/sharing`);
		await page.click("form[action$='/withdraw'] button");
		assert.equal((await w.page.goto(shared)).status(), 404, "withdrawn at once");
		await page.goto("/me/seen");
		assert.match(await page.textContent("main"), /Rowan[^]*Something you wrote about your life/);
		assert.deepEqual([...v.troubles, ...w.troubles], []);
		await v.end();
		await w.end();
	});

/** In the page: what of its own words the device keeps; the number of the last event that was heard is none. */
const left = () => Object.keys(sessionStorage).filter((key) => !key.startsWith("live "));

test("without a signal words wait on the device, and are kept when it comes back", bounded, async () => {
	const v = await someone(marisol), { page, context } = v;
	const w = await someone(rowan);
	for (const form of ["wellness", "crisis", "appointment"]) {     /* every form has the same page to write on */
		await begin(w.page, form);
		await w.page.click("main .actions a.button");
		assert.equal(await w.page.locator("form[data-draft] [name=words]").count(), 1, form);
	}
	await w.end();
	const at = await begin(page, "story");
	await page.goto(`${at}/heart`);
	await page.fill("[name=words]", "Typed with a signal");
	await says(page, "kept");
	await context.setOffline(true);
	await page.fill("[name=words]", "Typed in a tunnel");
	await says(page, "waiting");
	await page.click("button[value=stop]");
	assert.match(page.url(), /heart$/, "not an error page");
	assert.equal(await page.inputValue("[name=words]"), "Typed in a tunnel");
	await context.setOffline(false);
	await says(page, "kept");
	assert.deepEqual(await page.evaluate(left), [], "nothing stays on the device");
	const other = await someone(marisol);
	await other.page.goto(`${at}/heart`);
	assert.equal(await other.page.inputValue("[name=words]"), "Typed in a tunnel");
	await other.end();
	await save(page);
	assert.deepEqual(await page.evaluate(left), []);
	await v.end();
});

test("two windows: neither draft writes over the other, and saving shows both side by side", bounded, async () => {
	const v = await someone(marisol), { page, context } = v;
	const at = await begin(page, "story"), second = await context.newPage();
	await page.goto(`${at}/heart`);
	await second.goto(`${at}/heart`);
	await page.fill("[name=words]", "First window");
	await says(page, "kept");
	await second.fill("[name=words]", "Second window");
	await says(second, "other");
	await save(page);
	await save(second);
	const seen = await second.content();
	assert.match(seen, /First window/);
	assert.equal(await second.inputValue("[name=words]"), "Second window");
	await save(second);
	await second.goto(`${at}/heart/earlier`);
	assert.match(await second.textContent("main"), /Second window[^]*First window/);
	await v.end();
});

test("a goal goes its way: small steps, how sure, who walks along, changed, done; and becomes a story", bounded, async () => {
	const v = await someone(marisol), { page } = v;
	const sent = (button) => Promise.all([page.waitForNavigation(), page.click(button)]);
	await page.goto("/c/harbor/goals");
	await page.click("main .actions a.button");
	await page.fill("[name=words]", "Swim in the lake");
	await page.check("[name=side][value=health]");
	await sent("main form .actions button");
	const at = new URL(page.url()).pathname;
	for (const step of ["Find my swimsuit", "Look up the bus"]) {
		await page.fill("form[action$='/steps'] [name=words]", step);
		await sent("form[action$='/steps'] button");
	}
	await sent("form[action$='/done'] button");
	await page.click("summary:has-text('how sure')");
	await page.selectOption("[name=sure]", "6");
	await sent("form[action$='/sure'] button");
	assert.equal(await page.locator("svg.road g").count(), 3, "three stones");
	for (const said of [/It began/, /Find my swimsuit/, /6 of 10/]) assert.match(await page.textContent(".road-words"), said);
	await page.goto(`${at}/along`);
	await page.check("[name=people] >> nth=0");
	await page.check("[name=shown][value=steps]");
	await sent("main form .actions button");
	const w = await someone(rowan);
	assert.equal((await w.page.goto(`${at}/walk`)).status(), 200);
	assert.match(await w.page.textContent("main"), /Swim in the lake[^]*Look up the bus/);
	assert.doesNotMatch(await w.page.textContent("main"), /6 of 10/);
	await page.goto(`${at}/turn`);
	await page.check("[name=turn][value=changed]");
	await page.fill("[name=now]", "Sit by the lake");
	await sent("main form .actions button");
	await page.goto(`${at}/turn`);
	await page.check("[name=turn][value=done]");
	await sent("main form .actions button");
	assert.match(await page.textContent("main"), /You did it[^]*Before:[^]*Swim in the lake/);
	await sent("form[action$='/story'] button");
	assert.match(await page.textContent("main"), /Not saved yet/);
	assert.deepEqual([...v.troubles, ...w.troubles], []);
	await v.end();
	await w.end();
});

test("two megabytes are not sent, and not lost", bounded, async () => {
	const v = await someone(marisol), { page } = v;
	const at = await begin(page, "story");
	await page.goto(`${at}/heart`);
	await page.evaluate(() => {
		const area = document.querySelector("[name=words]");
		area.value = "word ".repeat(420_000);
		area.dispatchEvent(new Event("input", { bubbles: true }));
	});
	await says(page, "long");
	await page.click("button[value=stop]");
	assert.match(page.url(), /heart$/);
	assert.equal((await page.inputValue("[name=words]")).length, 2_100_000);
	await v.end();
});

test("the crisis plan opens without a signal, only where it was asked for, until somebody signs out", bounded, async () => {
	const v = await someone(marisol), { page, context } = v;
	await page.goto("/c/harbor/pages");
	await page.click("main a:text-is('Crisis plan')");
	const at = `${new URL(page.url()).pathname}/one-page`;
	await page.goto(at);
	assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0, "not without being asked");
	await page.click("[data-keep-do=put]");
	await page.locator("[data-keep-says=kept]").waitFor({ state: "visible" });
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => true).catch(() => true));
	await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistrations()).some((w) => w.active));
	await context.setOffline(true);
	await page.goto(at);
	assert.match(await page.textContent("main"), /Ask before you touch me/, "readable without a signal");
	assert.ok(await page.evaluate(() => [...document.styleSheets].some((s) => s.cssRules.length > 50)), "and looks as it should");
	await context.setOffline(false);
	await page.goto(at);
	await page.click("form[action='/sign-out'] button");
	await page.waitForURL((url) => !url.pathname.endsWith("one-page"));
	await page.waitForFunction(async () => (await caches.keys()).length === 0);
	await context.setOffline(true);
	await assert.rejects(page.goto(at), "nothing is left on the device");
	await context.setOffline(false);
	await v.end();
});

test("someone who is named opens a plan in a crisis: asked why, and the owner is told", bounded, async () => {
	const w = await someone(rowan), v = await someone(marisol);
	await w.page.goto("/c/harbor/shared");
	await w.page.click("main .note a");
	await w.page.click("main .rows a");
	await w.page.fill("[name=reason]", "She does not answer the door tonight");
	await w.page.click("main form button");
	assert.match(await w.page.textContent("main"), /Then my cousin Luz/);
	await v.page.goto("/c/harbor/today");
	assert.match(await v.page.textContent("main"), /Rowan opened your crisis plan[^]*She does not answer the door tonight/);
	await v.page.click("form[action$='/known'] button");
	assert.equal((await w.page.reload()).status(), 404);
	assert.deepEqual([...v.troubles, ...w.troubles], []);
	await v.end();
	await w.end();
});

test("every page of it holds: for eyes, keyboard and screen readers, in both languages", { timeout: 180_000 }, async () => {
	for (const lang of ["en", "es"]) {
		const v = await someone(marisol, { lang }), { page } = v, wrong = [];
		await page.goto("/c/harbor/pages");
		const named = Object.fromEntries(await page.locator("main .rows a").evaluateAll((links) => links.map((a) => [a.textContent, a.pathname])));
		const visit = named["New doctor on Tuesday"], plan = named["My good days"], crisis = named["Crisis plan"] ?? named["Plan de crisis"];
		const paths = ["/c/harbor/pages", visit, `${visit}/settings`, `${visit}/sharing`, `${visit}/when`, `${visit}/when/sharing`, `${visit}/print`, `${visit}/print?large=1`,
			`${plan}/worse`, `${plan}/every-day/earlier`, crisis, `${crisis}/wallet`, `${crisis}/one-page`, `${crisis}/openers`, "/c/harbor/shared", "/c/harbor/crisis-plans",
			"/c/harbor/stories", "/c/harbor/stories?words=soup", "/c/harbor/stories/filter", `${named["The bridge"]}/telling`, `${plan}/review`, "/c/harbor/check-in",
			"/c/harbor/measures", "/c/harbor/measures/cbi", "/c/harbor/measures/barc-10", "/c/harbor/goals", "/c/harbor/goals/new", "/c/harbor/skills", "/c/harbor/skills/new"];
		for (const list of ["goals", "skills"]) {
			await page.goto(`/c/harbor/${list}`);
			const one = await page.locator("main .rows a").first().evaluate((a) => a.pathname);
			paths.push(one, ...(list === "goals" ? ["along", "walk", "turn", "words"] : ["words", "sharing"]).map((end) => `${one}/${end}`));
		}
		for (const path of paths) {
			assert.equal((await page.goto(path)).status(), 200, path);
			wrong.push(...(await audit(page, { thorough: lang === "en" })).map((x) => `${lang} ${path.replace(/[0-9a-z]{26}/, "ID")}: ${x}`));
		}
		assert.deepEqual(wrong, []);
		await v.end();
	}
});

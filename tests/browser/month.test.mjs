// A group's month, as people live it: found, read, joined; a time to come to, something brought up, a word between; moved, called off,
// recorded; a task in turn; and it goes on when the one who began it leaves.  In English with script, in Spanish without.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { audit, demoPeople, htmlCheck, signIn, startBrowser, startKith, tabTo, visitor } from "./kith.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const words = ["groups", "gatherings", "conversations", "calendars", "encounters"].map((f) => readFileSync(path.join(root, `features/${f}/es.po`), "utf8")).join("\n");
const spanish = new Map([...words.matchAll(/^msgid "(.+)"\nmsgstr "(.+)"$/gm)].map(([, en, es]) => [en, es]));
const html = htmlCheck();
let kith, browser, people;

before(async () => {
	kith = await startKith();
	browser = await startBrowser();
	people = demoPeople(kith.told);
});
after(async () => {
	await browser?.close();
	await kith?.stop();
});

/** One of the people, in a browser of their own and in the language of the walk. */
async function person(login, lang, script) {
	const v = await visitor(browser, kith, { script });
	const said = (text) => lang === "es" ? spanish.get(text) ?? assert.fail(`no Spanish for ${text}`) : text;
	const say = (text) => said(text).replace("{~group}", lang === "es" ? "grupo" : "group");
	const load = (what) => Promise.all([v.page.waitForNavigation({ waitUntil: "load" }), what()]);
	await signIn(v.page, people.find((one) => one.login === login));
	const other = v.page.locator(`form[action="/language"] button[value="${lang}"]`);
	if (await other.count()) await load(() => other.click());
	return {
		...v, say, go: (to) => v.page.goto(to),
		press: (name) => load(() => v.page.getByRole("button", { name: say(name), exact: true }).first().click()),
		follow: (name) => load(() => v.page.getByRole("link", { name, exact: true }).first().click()),
		sees: (text) => v.page.locator("main").getByText(say(text)).first().waitFor(),
		/** What comes by itself, and without script by loading the page. */
		hears: async (text) => {
			if (!script) await v.page.reload();
			await v.page.locator("main").getByText(say(text)).first().waitFor();
		},
		holds: async () => {
			assert.deepEqual(await audit(v.page, { thorough: false, script }), [], v.page.url());
			html.add(v.page.url(), await v.page.content());
		},
	};
}

/** In the zone that the browser and the community live in. */
const clock = (at, zone = "America/Denver") => Object.fromEntries(new Intl.DateTimeFormat("en-CA", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit",
	day: "2-digit", hour: "2-digit", minute: "2-digit" }).formatToParts(at).map((p) => [p.type, p.value]));

async function begins(theo, name) {
	await theo.go("/c/harbor/groups/new");
	await theo.page.fill("main [name=name]", name);
	await theo.page.fill("main [name=purpose]", "To sit together and breathe");
	await theo.page.check("main [name=way][value=open]");
	await theo.page.check("main [name=mode][value=in_person]");
	await theo.page.fill("main [name=capacity]", "2");
	await theo.page.locator("main details summary").first().click();
	await theo.page.fill("main [name=farewell]", "We light a candle and say one good thing.");
	await theo.press("Begin");
	const group = new URL(theo.page.url()).pathname;
	await theo.go(`${group}/agreement/new`);
	await theo.page.fill("main [name=words]", "We let one another finish.\nWhat is said here stays here.");
	await Promise.all([theo.page.waitForNavigation(), theo.page.locator("main form button").first().click()]);
	return group;
}

async function plans(theo, group, title, fields, repeats) {
	await theo.go(`${group}/gatherings/new`);
	for (const more of await theo.page.locator("main details summary").all()) await more.click();
	for (const [name, value] of Object.entries({ title, round_in: "10", ...fields })) await theo.page.fill(`main [name=${name}]`, value);
	if (repeats) await theo.page.check("main [name=repeats][value=weekly]");
	await theo.press("Plan it");
	return new URL(theo.page.url()).pathname;
}

async function month({ lang, script, newcomer, third, name }) {
	const theo = await person("theo", lang, script), nina = await person(newcomer, lang, script), tom = await person(third, lang, script);
	const group = await begins(theo, name);
	const begun = Math.ceil((Date.now() + 8000) / 60000) * 60000, soon = clock(begun);      // the next full minute: what has not begun cannot be recorded
	const now = await plans(theo, group, `${name}, now`, { day: `${soon.year}-${soon.month}-${soon.day}`, clock: `${soon.hour}:${soon.minute}` });
	const next = clock(Date.now() + 3 * 86400000);
	const time = await plans(theo, group, name, { day: `${next.year}-${next.month}-${next.day}`, clock: "18:30" }, true);

	/* found, read, joined */
	await nina.go("/c/harbor/groups");
	await nina.follow(name);
	await nina.holds();
	if (script) {
		await tabTo(nina.page, "main a[href$='/join']");
		await Promise.all([nina.page.waitForNavigation(), nina.page.keyboard.press("Enter")]);
	} else await nina.follow(nina.say("Come in"));
	await nina.page.getByText("What is said here stays here.").waitFor();
	assert.ok(await nina.page.locator("main a[href$='/rules']").count(), "house rules are one step away");
	await nina.press("Come in");
	await nina.sees("Please read the agreement, and say that you did.");
	await nina.page.check("main [name=read]");
	await nina.press("Come in");
	await nina.sees("Welcome. It is good that you are here.");
	await nina.holds();

	/* a time to come to, something brought up, the month */
	await nina.follow(name);
	await nina.press("I come");
	await nina.sees("Check-in round: how do I arrive? Everyone may pass.");
	await nina.page.locator("summary", { hasText: nina.say("Bring something up") }).click();
	await nina.page.fill("main [name=words]", "Who brings bread");
	await nina.press("Add");
	assert.match(await nina.page.locator("[data-agenda]").innerText(), /Who brings bread/);
	await nina.holds();
	await nina.go(`/c/harbor/calendar?view=month&day=${time.slice(-10)}`);
	assert.ok(await nina.page.locator(`a[href="${time}"]`).count(), "it stands in the month");

	/* a word between */
	await nina.go(group);
	await nina.press("Open the conversation").catch(() => nina.follow(nina.say("Open the conversation")));
	await theo.go(new URL(nina.page.url()).pathname);
	await nina.page.fill("main textarea[name=words]", "I am glad I came");
	await nina.page.getByRole("button", { name: nina.say("Send"), exact: true }).click();
	await nina.page.locator(".line.mine", { hasText: "I am glad I came" }).waitFor();
	if (!script) await theo.page.reload();
	await theo.page.locator(".line", { hasText: "I am glad I came" }).waitFor();

	/* moved, and the one after it called off */
	await nina.go(time);
	if (script) await nina.page.waitForFunction(() => sessionStorage.getItem("live /c/harbor"));
	await theo.go(`${time}/move`);
	await theo.page.fill("main [name=clock]", "19:15");
	await theo.press("Move");
	if (!script) await nina.page.reload();
	await nina.page.locator("#facts .lead", { hasText: /7:15|19:15/ }).waitFor();
	await theo.press("Call off");
	await nina.hears("This time was called off.");

	/* a task in turn */
	await nina.go(`${group}/tasks`);
	const card = nina.page.locator("section.card", { hasText: nina.say("Taking notes") });
	await Promise.all([nina.page.waitForNavigation({ waitUntil: "load" }), card.getByRole("button", { name: nina.say("I can do that") }).click()]);
	assert.match(await nina.page.locator("section.card", { hasText: nina.say("Taking notes") }).innerText(), new RegExp(nina.say("You")));
	await nina.holds();

	/* closed and full: one who asks stands in line */
	await theo.go(`${group}/settings`);
	await theo.page.check("main [name=way][value=closed]");
	await theo.press("Save");
	await tom.go(group);
	await tom.follow(tom.say("Ask to come in"));
	await tom.page.fill("main [name=words]", "May I sit with you?");
	await tom.press("Ask to come in");
	await theo.go(`${group}/asking`);
	await theo.page.getByText("May I sit with you?").waitFor();
	await Promise.all([theo.page.waitForNavigation(), theo.page.locator("main form[action$='/let-in'] button").first().click()]);
	await tom.hears("You are the next in line. We ask you as soon as there is room.");
	if (script) await tom.page.waitForFunction(() => sessionStorage.getItem("live /c/harbor"));

	/* whoever began it leaves and hands on; the place goes to the next in line, and it goes on */
	await theo.go(group);
	await theo.follow(theo.say("Leave the {~group}, and hand on"));
	await theo.page.getByText("We light a candle and say one good thing.").waitFor();
	await theo.page.getByLabel(newcomer[0].toUpperCase() + newcomer.slice(1), { exact: true }).check();
	await theo.press("Leave");
	await tom.hears("Come in");
	await tom.follow(tom.say("Come in"));
	await tom.page.check("main [name=read]");
	await tom.press("Come in");
	await nina.go(group);
	await nina.press("Yes, I will");
	assert.equal(await nina.page.locator("#who li").count(), 2);
	await nina.holds();

	/* who came, and what it was: once */
	await nina.page.waitForTimeout(Math.max(0, begun + 1000 - Date.now()));
	await nina.go(`${now}/came`);
	await nina.page.fill("main [name=headcount]", "2");
	await nina.press("Save");
	await nina.follow(nina.say("Record it"));
	await nina.page.fill("main [name=minutes]", "60");
	await nina.page.fill("main [name=headcount]", "2");
	await nina.press("Record");
	await nina.holds();
	assert.ok(await nina.page.locator("main a[href$='/slips'], main form[action$='/slips']").count(), "those who came are asked how it was, on paper");
	await nina.go(now);
	assert.equal(await nina.page.locator("main a[href$='/record']").count(), 0, "it is recorded once");

	for (const v of [theo, nina, tom]) {
		assert.deepEqual(v.troubles, []);
		await v.end();
	}
}

/* Somebody without an account: from the community's page to a group, to when it meets, to the way in. */
async function fromOutside({ lang, script }) {
	const v = await visitor(browser, kith, { script, lang, scheme: script ? "light" : "dark" });
	const words = (text) => (lang === "es" ? spanish.get(text) ?? assert.fail(`no Spanish for ${text}`) : text).replace("{~Groups}", lang === "es" ? "Grupos" : "Groups");
	const sound = async () => {
		assert.deepEqual(await audit(v.page, { thorough: false, script }), [], v.page.url());
		html.add(v.page.url(), await v.page.content());
		for (const never of ["Ines", "Lupe", "Blue room", "meet.example.org", "cocina del centro"])
			assert.ok(!(await v.page.content()).includes(never), `${never} stands at ${v.page.url()}`);
	};
	const follow = (link) => Promise.all([v.page.waitForNavigation({ waitUntil: "load" }), link.click()]);
	await v.page.goto("/c/harbor");
	await sound();
	await follow(v.page.locator("section", { has: v.page.getByRole("heading", { name: words("{~Groups}"), exact: true }) }).getByRole("link", { name: "Mesa del sábado" }));
	assert.match(new URL(v.page.url()).pathname, /^\/c\/harbor\/open-groups\/[a-z0-9]{26}$/, "the address says nothing of the group");
	await v.page.getByText("Riverside").waitFor();
	await sound();
	await follow(v.page.locator("main ul.rows a").first());
	assert.match(new URL(v.page.url()).pathname, /^\/c\/harbor\/open-gatherings\/[a-z0-9]{26}$/);
	await sound();
	await follow(v.page.getByRole("link", { name: words("What is planned"), exact: true }));
	await v.page.getByRole("link", { name: "Soup on Saturday · Sopa el sábado" }).waitFor();
	await sound();
	await v.page.goBack();
	await follow(v.page.getByRole("link", { name: words("Join the community") }));
	assert.equal(new URL(v.page.url()).pathname, "/c/harbor/join");
	assert.deepEqual(v.troubles, []);
	await v.end();
}

describe("from outside one sees what is shown to everyone, and how to come", () => {
	test("in English with script", () => fromOutside({ lang: "en", script: true }));
	test("in Spanish without script", () => fromOutside({ lang: "es", script: false }));
});

describe("a group's month", { concurrency: 2 }, () => {
	test("in English with script", () => month({ lang: "en", script: true, newcomer: "rowan", third: "marisol", name: "Quiet mornings" }));
	test("in Spanish without script", () => month({ lang: "es", script: false, newcomer: "marisol", third: "rowan", name: "Tardes tranquilas" }));
});
test("each of its pages is sound", () => assert.deepEqual(html.run(), []));

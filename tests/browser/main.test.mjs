// The main job of Kith as four people do it, from the front page of a community to the figure that changes: once with script
// in English, once without script in Spanish, both with the keyboard alone.  Finds its way by links, fields and forms, never by
// words on a page.  Leaves single rules to the tests of the features, and pages nobody needs for this to the crawl.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { keyboard } from "./keyboard.mjs";
import { PASSWORD, audit, demoPeople, htmlCheck, startBrowser, startKith, visitor } from "./kith.mjs";

const HARBOR = "/c/harbor";
const bounded = { timeout: 400_000 };      // one that hangs is a failure too
let kith, browser, rowan, ines, theo;

before(async () => {
	kith = await startKith();
	browser = await startBrowser();
	[, rowan, ines, theo] = demoPeople(kith.told);
});
after(async () => {
	await browser?.close();
	await kith?.stop();
});

/** One person with a browser and a keyboard.  Each kind of page is looked at once, in light and dark, on a phone and a desk. */
async function someone(run) {
	const v = await visitor(browser, kith, run);
	const { page } = v, main = page.locator("main"), keys = keyboard(page);
	const kindOf = (path) => path.replace(/\/[0-9a-hjkmnp-tv-z]{26}(?=\/|$)/g, "/{id}").replace(/^\/s\/.*/, "/s/{code}");

	const look = async () => {
		const path = new URL(page.url()).pathname, kind = kindOf(path);
		run.visited.add(kind);
		assert.equal(await page.getAttribute("html", "lang"), run.lang, `${path} is in the language that was asked for`);
		const key = `${kind} ${await page.locator("form").count()}`;
		if (run.judged.has(key)) return;
		run.judged.add(key);
		run.html.add(path, await page.content());
		run.wrong.push(...(await audit(page, { script: run.script })).map((w) => `${path}: ${w}`));
	};
	const field = (name) => main.locator(`[name=${name}]:not([type=hidden])`).first();
	const me = {
		...v, main, look,
		async open(path) {
			const response = await page.goto(path);
			assert.ok(response.ok(), `${path} answers ${response.status()}`);
			await look();
		},
		/** Presses Enter on a link or button and waits for where it leads. */
		async press(what) {
			await keys.reach(what);
			await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
		},
		/** Follows a link of the page, by where it leads. */
		async follow(href) {
			await me.press(main.locator(`a[href${href}]`).first());
			await look();
		},
		/** Presses the button of a form, named by where the form goes; gives the path that one ends on. */
		async send(action, button = "button:not([formaction])") {
			await me.press(main.locator(`form[action${action}] ${button}`).first());
			assert.equal(await main.locator(".faults").count(), 0, `${action}: ${await main.locator(".faults").allInnerTexts()}`);
			await look();
			return new URL(page.url()).pathname;
		},
		fill: (name, words) => keys.type(field(name), words),
		check: (name, value) => keys.check(value === undefined ? main.locator(`[type=checkbox][name=${name}]`) : main.locator(`[name=${name}][value="${value}"]`)),
		pickFirst: (name) => keys.check(main.locator(`[type=radio][name=${name}]:not([value=""])`).first()),
		choose: (name, value) => keys.choose(main.locator(`select[name=${name}]`), value),
		checkThis: (box) => keys.check(box),
		unfold: () => keys.press(main.locator("details summary").last(), "Enter"),
		has: (selector) => main.locator(selector).count().then((n) => n > 0),
		async signIn({ login, password }) {
			await page.goto("/sign-in");
			await me.fill("login", login);
			await me.fill("password", password);
			await me.press(main.locator("form[action='/sign-in'] button").first());
			assert.notEqual(new URL(page.url()).pathname, "/sign-in");
			if (await page.getAttribute("html", "lang") !== run.lang) await me.press(page.locator("form[action='/language'] button"));
		},
		async end() {
			run.wrong.push(...v.troubles);
			await v.end();
		},
	};
	return me;
}

/** From the front page of an open community to a member of it. */
async function comesIn(me, name, run) {
	await me.open(HARBOR);
	await me.follow(`$='${HARBOR}/join'`);
	await me.follow("^='/join?to='");
	await me.fill("name", name);
	await me.fill("login", name.toLowerCase());
	await me.check("how", "own");
	await me.fill("password", PASSWORD);
	const zone = me.main.locator("select[name=zone]");
	if (run.script) assert.equal(await zone.inputValue(), "America/Denver", "the device says its time zone");
	else await me.choose("zone", "America/Denver");
	await me.send("='/join'");
	assert.ok(await me.has(".code"), "recovery codes are shown once");
	await me.follow(`='${HARBOR}/join'`);
	assert.ok((await me.main.locator(".words").innerText()).length > 80, "the house rules are there to read");
	await me.check("agree");
	await me.send(`='${HARBOR}/join'`);
	await me.follow(`='${HARBOR}/today'`);
}

async function tells(me) {
	await me.open(`${HARBOR}/about-me`);
	await me.follow("$='/about-me/lived'");
	await me.follow("$='/lived/new?tag=9'");               // left hospital within the last year, as Rowan did
	await me.fill("words", "I came home in spring and did not know how to begin again.");
	await me.check("shown", "members");
	await me.send("$='/lived/new'");
	await me.open(`${HARBOR}/about-me/meeting`);
	await me.check("ways", "cafe");
	await me.check("ways", "phone");
	await me.send("$='/about-me/meeting'");
	await me.open(`${HARBOR}/about-me/week`);
	for (const hours of ["1-18-20", "1-20-22", "3-18-20"]) await me.check("week", hours);
	await me.send("$='/about-me/week'");
}

/** Asks for support, after reading what stays between people; gives the path of the people who may fit. */
async function asks(me) {
	await me.open(`${HARBOR}/asks/new?direction=ask`);
	assert.ok(await me.has(`form[action='${HARBOR}/limits']`), "first one reads what stays between us");
	await me.check("understood");
	await me.send(`='${HARBOR}/limits'`);
	await me.check("kinds", "emotional");
	await me.check("kinds", "company");
	await me.fill("about", "sit with me on evenings that are too quiet");
	await me.check("soon", "week");
	await me.check("helped");
	const people = await me.send("$='/asks/new'");
	assert.match(people, /\/asks\/\w{26}\/people$/);
	const cards = me.main.locator(".card");
	assert.ok(await cards.count() >= 2, "there is a choice");
	for (const card of await cards.all()) assert.ok(await card.locator(".reasons li").count() > 0, "every suggestion has reasons");
	const card = cards.filter({ has: me.page.getByRole("heading", { name: "Rowan", exact: true }) });
	assert.ok(await card.locator(".reasons li").count() >= 2, "what they share with Rowan is said");
	await me.checkThis(card.locator("[name=people]"));
	await me.press(me.main.locator("button[form=choose]"));
	await me.look();
	return people;
}

/** A supporter says how many people they like to walk with, so that there is room for one more. */
async function makesRoom(me) {
	await me.open(`${HARBOR}/room`);
	await me.check("state", "open");
	await me.fill("capacity", "9");
	await me.send("$='/room'");
}

/** The one who was asked finds the question on Today and says yes; gives the path of the connection. */
async function saysYes(me, name) {
	await me.open(`${HARBOR}/today`);
	const question = me.main.locator("a[href*='/proposals/']").filter({ hasText: name });
	await me.press(question);
	await me.look();
	assert.ok(await me.has(".reasons li"), "why these two");
	const path = await me.send("$='/yes'");
	assert.match(path, /\/connections\/\w{26}$/);
	return path;
}

async function agree(one, other, pair) {
	await one.open(pair);
	await one.follow("$='/agreement'");
	await one.follow("$='/agreement/mine'");
	await one.fill("hopes", "To get out of the house once a week.");
	await one.fill("off", "I will say: let us slow down.");
	await one.send("$='/agreement/mine'");
	await one.send("$='/put-forward'");
	await other.open(pair);
	await other.follow("$='/agreement'");
	await other.follow("*='/agreement/'");
	assert.ok((await other.main.innerText()).includes("let us slow down"), "both read the same words");
	await other.send("$='/yes'");
	await one.open(`${pair}/agreement`);
	assert.ok(await one.has("details a[href*='/agreement/']"), "the version is kept");
	await one.unfold();
	assert.ok(await one.main.locator("details .badge.strong").isVisible(), "and both said yes to it");
}

/** One records a meeting, the other sees it and adds words; gives its path. */
async function meet(one, other, pair) {
	await one.open(pair);
	await one.follow("$='/encounters/new'");
	const project = one.main.locator("select[name=project] option:not([value=''])").first();
	await one.choose("project", await project.getAttribute("value"));       // counted with others, so that the figure can be shown
	await one.check("met", "met");
	await one.fill("minutes", "45");
	await one.check("mode", "in_person");
	await one.choose("place", "cafe");
	await one.check("given", "emotional");
	await one.fill("outcome", "We drank tea and said little. It was good.");
	await one.fill("next_step", "Tuesday again");
	await one.send("$='/encounters/new'");
	await other.open(pair);
	await other.follow(`^='${HARBOR}/encounters/'`);
	assert.ok((await other.main.innerText()).includes("We drank tea"), "the other sees what was recorded");
	await other.unfold();
	await other.check("kind", "own");
	await other.fill("words", "The silence helped me most.");
	await other.send("$='/words'");
	assert.ok((await other.main.locator("blockquote").innerText()).includes("silence helped"), "and adds words");
	return new URL(other.page.url()).pathname;
}

/** How many surveys came back, as every member reads it. */
async function cameBack(me) {
	await me.open(`${HARBOR}/what-it-did`);
	const shown = await me.main.locator("dl.facts").first().locator("dd").nth(3).innerText();
	assert.match(shown, /^\d+$/);
	return Number(shown);
}

/** With script by a ticket, as soon as the job has made a key for this month; without by a code. */
async function answers(me, meeting, script) {
	await me.open(meeting);
	for (let i = 0; script && i < 60 && !await me.has("form[data-batch]"); i++) {
		await me.page.waitForTimeout(250);
		await me.page.goto(meeting);
	}
	if (script) assert.equal(await me.send("$='/ticket'"), "/survey");
	else {
		await me.send("$='/survey'");
		await me.follow("^='/s/'");
	}
	const link = me.page.url();
	await me.check("found", "emotional");
	await me.check("heard", "5");
	await me.choose("hope_before", "3");
	await me.choose("hope_after", "7");
	await me.check("again", "yes");
	assert.equal(await me.send(script ? "='/survey/ticket'" : "='/survey'"), "/survey/thanks");
	const again = await me.page.goto(link);
	if (script) {
		await me.check("heard", "1");
		await me.page.keyboard.press("Enter");
		await me.main.locator("[data-troubles] li").waitFor();
	} else assert.ok(again.status() < 500 && !await me.main.locator("[name=heard]").first().isVisible(), "a code works once");
}

async function countsGroup(me) {
	await me.open(`${HARBOR}/group-encounters/new`);
	await me.pickFirst("project");
	await me.fill("minutes", "90");
	await me.fill("headcount", "9");
	await me.check("given", "belonging");
	await me.send("$='/group-encounters/new'");
	if (!await me.has("form[action$='/slips']")) await me.follow(`^='${HARBOR}/encounters/'`);
	await me.fill("slips", "9");
	await me.send("$='/slips'");
	assert.equal(await me.main.locator(".slip").count(), 9);
	assert.equal(new Set(await me.main.locator(".slip .code").allInnerTexts()).size, 9, "no two slips are the same");
}

async function bringsIn(me, lang) {
	const file = { name: "years.csv", mimeType: "text/csv", buffer: Buffer.from(
		"date,kind,mode,minutes,given,survey_found,survey_heard,mood\n" +
		"2025-03-04,one-to-one,phone,30,emotional;company,emotional,5,fair\n".repeat(6) +
		"2025-03-11,group,in_person,90,belonging,,,fair\n") };
	await me.open(`${HARBOR}/coordinating`);
	await me.follow("$='/import'");
	await me.fill("project", `Years before ${lang}`);
	await me.main.locator("[name=file]").setInputFiles(file);
	await me.send("$='/import'");
	assert.equal(await me.main.locator("tbody tr").count(), 5, "the preview shows the first rows");
	assert.ok((await me.main.innerText()).includes("mood"), "and says which column is not used");
	await me.send("$='/yes'");
	await me.open(`${HARBOR}/import`);
	assert.ok((await me.main.innerText()).includes(`Years before ${lang}`), "what was brought in is listed");
}

for (const [script, lang, name] of [[true, "en", "Juniper"], [false, "es", "Paloma"]]) {
	test(`from joining to the figure that changes, ${script ? "with" : "without"} script, with the keyboard alone, in ${lang}`, bounded, async () => {
		const run = { script, lang, html: htmlCheck(), wrong: [], judged: new Set(), visited: new Set() };
		const [newcomer, supporter, facilitator, coordinator] = await Promise.all([0, 1, 2, 3].map(() => someone(run)));

		await supporter.signIn(rowan);
		await makesRoom(supporter);
		await comesIn(newcomer, name, run);
		await tells(newcomer);
		const fitting = await asks(newcomer);

		await coordinator.signIn(theo);
		await coordinator.open(`${HARBOR}/waiting`);
		await coordinator.follow(`='${fitting}'`);

		const pair = await saysYes(supporter, name);
		await agree(newcomer, supporter, pair);
		const meeting = await meet(supporter, newcomer, pair);

		const before = await cameBack(supporter);
		await answers(newcomer, meeting, script);
		const then = await cameBack(supporter);
		assert.ok(then === before || then >= before + 5, "one answer alone changes nothing that is shown");

		await facilitator.signIn(ines);
		await countsGroup(facilitator);
		await bringsIn(coordinator, lang);
		assert.ok(await cameBack(supporter) >= then + 6, "with enough others the figure changes");

		for (const who of [newcomer, supporter, facilitator, coordinator]) await who.end();
		run.wrong.push(...run.html.run());
		assert.deepEqual(run.wrong, []);
		assert.ok(run.visited.size >= 25, `saw ${[...run.visited].join(" ")}`);
	});
}

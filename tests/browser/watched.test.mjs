// A device that others use or look at: what is left on the screen, in the history and in the browser once somebody has gone.
// Leaves what the server sends with each reply to tests/whole/http.test.mjs.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { demoPeople, signIn, startBrowser, startKith, visitor } from "./kith.mjs";

const bounded = { timeout: 120_000 };
let kith, browser, rowan;

before(async () => {
	kith = await startKith();
	browser = await startBrowser();
	[, rowan] = demoPeople(kith.told);
});
after(async () => {
	await browser?.close();
	await kith?.stop();
});

/** What somebody wrote or tells on the page of two who walk together. */
async function privateWords(page) {
	await page.goto("/c/harbor/connections");
	await page.locator("main a[href^='/c/harbor/connections/']").first().click();
	await page.waitForURL(/connections\/[0-9a-z]{26}$/);
	const words = await page.locator("main :is(.words, blockquote p, h1)").allInnerTexts();
	assert.ok(words.filter((w) => w.length > 4).length > 1, `there is something to read: ${words}`);
	return words.filter((w) => w.length > 4);
}

const goes = {
	"by Leave": async (page) => {
		await page.click(".leave");
		await page.waitForURL((url) => url.origin !== kith.address);
	},
	"by signing out": async (page) => {
		await Promise.all([page.waitForURL("**/sign-in"), page.locator("form[action='/sign-out'] button").click()]);
	},
};

for (const script of [true, false])
	for (const [how, go] of Object.entries(goes))
		test(`after going ${how} no step back shows private words, ${script ? "with" : "without"} script`, bounded, async () => {
			const v = await visitor(browser, kith, { script }), { page } = v;
			await page.route((url) => url.origin !== kith.address, (route) => route.fulfill({ body: "elsewhere", contentType: "text/plain" }));
			await signIn(page, rowan);
			const words = await privateWords(page);
			await go(page);
			for (let back = 0; back < 4; back++) {
				await page.goBack().catch(() => {});
				const shown = await page.content();
				for (const word of words) assert.ok(!shown.includes(word), `${back + 1} back at ${page.url()} shows "${word}"`);
			}
			assert.ok(!(await v.context.cookies(kith.address)).some((c) => /^(__Host-)?kith$/.test(c.name)), "no session is left");
			await v.end();
		});

test("titles, addresses and the icon say nothing about health, on pages and on errors", bounded, async () => {
	const v = await visitor(browser, kith), { page } = v;
	const telling = /health|mental|suicid|addict|relapse|therap|psych|illness|disorder|depress|trauma|abuse|sober|patient|clinic/i;
	const look = async (path) => {
		await page.goto(path);
		const said = [await page.title(), page.url(), await page.getAttribute("link[rel=icon]", "href")];
		for (const s of said) assert.doesNotMatch(s, telling, path);
	};
	for (const path of ["/", "/sign-in", "/join", "/reset", "/safety", "/crisis", "/c/harbor", "/nothing-here"]) await look(path);
	await signIn(page, rowan);
	for (const path of ["/me", "/me/sessions", "/c/harbor/today", "/c/harbor/about-me", "/c/harbor/connections", "/c/harbor/asks", "/c/harbor/nothing"]) await look(path);
	await v.end();
});

test("Leave and Crisis help come first on pages about errors too", bounded, async () => {
	const v = await visitor(browser, kith, { script: false }), { page } = v;
	for (const [path, status] of [["/nothing-here", 404], ["/c/nowhere", 404], ["/language", 405], [`/${"a".repeat(5000)}`, 414]]) {
		const response = await page.goto(path);
		assert.equal(response.status(), status, path);
		const stops = [];
		for (let k = 0; k < 2; k++) {
			await page.keyboard.press("Tab");
			stops.push(await page.evaluate(() => document.activeElement.className));
		}
		assert.deepEqual(stops, ["leave", "crisis"], path);
	}
	await v.end();
});

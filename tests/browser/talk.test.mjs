// Two people talk: live with script, by sending and reloading without; what is typed is not lost when the line is.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { audit, demoPeople, htmlCheck, signIn, startBrowser, startKith, visitor } from "./kith.mjs";

let kith, browser, people, talk;
const PHONE = { width: 360, height: 740 };
const who = (login) => people.find((one) => one.login === login);
const lines = (page) => page.locator(".line .words").allInnerTexts();
const send = async (page, words) => {
	await page.locator("textarea[name=words]").fill(words);
	await page.getByRole("button", { name: "Send", exact: true }).click();
};
async function at(login, options = {}) {
	const v = await visitor(browser, kith, { size: PHONE, ...options });
	await signIn(v.page, who(login));
	await v.page.goto(talk ?? "/c/harbor/conversations");
	return v;
}

before(async () => {
	kith = await startKith();
	browser = await startBrowser();
	people = demoPeople(kith.told);
	const v = await at("marisol");
	talk = (await v.page.locator(".rows a").first().getAttribute("href"));
	await v.end();
});
after(async () => {
	await browser?.close();
	await kith?.stop();
});

test("what one says appears at the other by itself, once, and so does the answer", async () => {
	const a = await at("marisol"), b = await at("rowan");
	await send(a.page, "Are you *there*?");
	await b.page.locator(".line", { hasText: "Are you there?" }).waitFor();
	await send(b.page, "I am. Tea?");
	await a.page.locator(".line", { hasText: "I am. Tea?" }).waitFor();
	for (const v of [a, b]) {
		const all = await lines(v.page);
		assert.equal(all.filter((t) => t.includes("Are you there?")).length, 1);
		assert.equal(all.filter((t) => t.includes("I am. Tea?")).length, 1);
		assert.equal(await v.page.locator("textarea[name=words]").inputValue(), "");
		assert.deepEqual(v.troubles, []);
	}
	assert.ok(await a.page.locator(".line.mine", { hasText: "Are you there?" }).count());
	assert.ok(await b.page.locator(".line:not(.mine)", { hasText: "Are you there?" }).count());
	await a.end(), await b.end();
});

test("a change and a message taken back reach the page that is open", async () => {
	const a = await at("marisol"), b = await at("rowan");
	await send(a.page, "On Tuseday");
	const line = b.page.locator(".line", { hasText: "On Tuseday" });
	await line.waitFor();
	await a.page.locator(".line", { hasText: "On Tuseday" }).getByRole("link", { name: /More about/ }).click();
	await a.page.getByRole("link", { name: "Change the words" }).click();
	await a.page.locator("textarea[name=words]").fill("On Tuesday");
	await a.page.getByRole("button", { name: "Save" }).click();
	await b.page.locator(".line", { hasText: "On Tuesday" }).waitFor();
	assert.equal(await line.count(), 0);
	await a.page.locator(".line", { hasText: "On Tuesday" }).getByRole("link", { name: /More about/ }).click();
	await a.page.getByRole("button", { name: "Take it back" }).click();
	await b.page.locator(".line", { hasText: "Taken back." }).waitFor();
	await a.end(), await b.end();
});

test("without a line the words stay, and sending again makes one message", async () => {
	const a = await at("marisol");
	await a.context.setOffline(true);
	await send(a.page, "Do not lose me");
	await a.page.getByText("Your words are kept here").waitFor();
	assert.equal(await a.page.locator("textarea[name=words]").inputValue(), "Do not lose me");
	await a.context.setOffline(false);
	await a.page.reload();
	assert.equal(await a.page.locator("textarea[name=words]").inputValue(), "Do not lose me");
	await a.page.getByRole("button", { name: "Send", exact: true }).click();
	await a.page.locator(".line", { hasText: "Do not lose me" }).waitFor();
	await a.page.reload();
	assert.equal((await lines(a.page)).filter((t) => t.includes("Do not lose me")).length, 1);
	assert.equal(await a.page.locator("textarea[name=words]").inputValue(), "");
	await a.end();
});

test("an answer that was lost, and a reload, make one message of it", async () => {
	const a = await at("marisol");
	await a.page.route((url) => url.pathname === talk.replace(/#.*/, ""), async (route) => {
		if (route.request().method() !== "POST") return route.continue();
		await route.fetch();                    // it is kept, and nobody hears of it
		await route.abort();
	});
	await send(a.page, "Only once, please");
	await a.page.getByText("Your words are kept here").waitFor();
	await a.page.unrouteAll();
	await a.page.reload();
	assert.equal(await a.page.locator("textarea[name=words]").inputValue(), "Only once, please");
	await a.page.getByRole("button", { name: "Send", exact: true }).click();
	await a.page.waitForFunction(() => !document.querySelector("textarea[name=words]").value);
	await a.page.reload();
	assert.equal((await lines(a.page)).filter((t) => t.includes("Only once, please")).length, 1);
	assert.equal(await a.page.locator("textarea[name=words]").inputValue(), "");
	await a.end();
});

test("whoever was away while much was said finds all of it, in its order", async () => {
	const b = await at("rowan"), MUCH = 60;
	const asked = async (at, body, token) => fetch(kith.address + at, { method: "POST", redirect: "manual", body: JSON.stringify(body),
		headers: { "content-type": "application/json", accept: "application/json", ...(token && { authorization: `Bearer ${token}` }) } });
	const { token } = await (await asked("/api/sign-in", who("marisol"))).json();
	await b.page.route("**/since?*", (route) => route.abort());
	for (let k = 0; k < MUCH; k++) assert.ok((await asked(`/api${talk.replace(/#.*/, "")}`, { words: `Page ${k} of the letter` }, token)).status < 400);
	await b.page.unrouteAll();
	await b.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
	await b.page.locator(".line", { hasText: `Page ${MUCH - 1} of` }).waitFor();
	const all = (await lines(b.page)).filter((t) => t.includes("of the letter"));
	assert.deepEqual(all, [...Array(MUCH).keys()].map((k) => `Page ${k} of the letter`));
	assert.equal(new Set(await b.page.locator("li.day[id^=d-]").allInnerTexts()).size, await b.page.locator("li.day[id^=d-]").count(), "no day stands twice");
	await b.end();
});

test("without script it is sent and read by loading the page", async () => {
	const a = await at("marisol", { script: false }), b = await at("rowan", { script: false });
	await send(a.page, "Plain and simple");
	assert.ok((await lines(a.page)).some((t) => t.includes("Plain and simple")));
	await b.page.reload();
	assert.ok((await lines(b.page)).some((t) => t.includes("Plain and simple")));
	await b.page.getByRole("button", { name: "I have read this" }).click();
	await b.page.goto("/c/harbor/conversations");
	assert.equal(await b.page.locator(".rows li").first().locator(".badge").count(), 0);
	await a.end(), await b.end();
});

test("heavy words offer help to whoever wrote them, and to nobody else", async () => {
	const a = await at("marisol"), b = await at("rowan");
	await send(a.page, "I don’t want to live like this");
	await a.page.getByText("That sounds heavy.").waitFor();
	await b.page.locator(".line", { hasText: "like this" }).waitFor();
	await b.page.reload();
	assert.equal(await b.page.getByText("That sounds heavy.").count(), 0);
	await a.end(), await b.end();
});

test("which words are heavy is decided in one place, in both languages: the same with script and without", async () => {
	const words = [...readFileSync(new URL("../../features/conversations/care.c", import.meta.url), "utf8").matchAll(/"([^"\\]{4,})"/g)].map(([, w]) => w).filter((w) => !w.endsWith(".h"));
	const script = readFileSync(new URL("../../web/talk.js", import.meta.url), "utf8").toLowerCase();
	assert.ok(words.length > 60 && words.includes("want to die") && words.includes("no quiero vivir"), `${words.length}`);
	assert.deepEqual(words.filter((w) => script.includes(w)), [], "the script has no list of its own");
	const a = await at("rowan"), b = await at("theo", { script: false });
	await send(a.page, "Ya no puedo más");
	await b.page.goto("/c/harbor/news");
	await b.page.locator(".rows a").first().click();
	await send(b.page, "Some days I want to die");
	for (const one of [a, b])
		await one.page.getByText("That sounds heavy.").waitFor();
	await a.end(), await b.end();
});

test("the pages hold in both languages, light and dark, on a phone", async () => {
	const html = htmlCheck();
	for (const [lang, scheme] of [["en", "light"], ["es", "dark"]]) {
		const v = await at("marisol", { lang, scheme });
		for (const path of [talk.split("#")[0], "/c/harbor/conversations", "/c/harbor/conversations/wishes", "/c/harbor/conversations/search?words=bus", "/c/harbor/news"]) {
			html.add(`${path} ${lang}`, await (await v.page.goto(path)).text());
			assert.deepEqual(await audit(v.page), [], `${path} ${lang} ${scheme}`);
		}
		assert.deepEqual(v.troubles, []);
		await v.end();
	}
	assert.deepEqual(html.run(), []);
});

// Walks as people make them, from the front page on: with the mouse, with the keyboard only, without script.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PASSWORD, join, signIn, startBrowser, startKith, tabTo, visitor } from "./kith.mjs";

const bounded = { timeout: 60_000 };       // one that hangs is a failure too
let kith, browser;
before(async () => {
	kith = await startKith({ demo: false });
	kith.command("community", "add", "Harbor");
	browser = await startBrowser();
});
after(async () => {
	await browser?.close();
	await kith?.stop();
});

for (const script of [true, false]) {
	const how = script ? "with script" : "without script";

	test(`someone joins, signs out and signs in again, ${how}`, bounded, async () => {
		const v = await visitor(browser, kith, { script });
		const login = `rowan${script ? 1 : 2}`;
		await join(v.page, login);
		assert.ok(await v.page.locator("form[action='/sign-out']").isVisible(), "joined and signed in");
		await v.page.click("form[action='/sign-out'] button");
		assert.equal(await v.page.locator("form[action='/sign-out']").count(), 0);
		await signIn(v.page, { login, password: PASSWORD });
		assert.ok(await v.page.locator("form[action='/sign-out']").isVisible(), "signed in again");
		assert.deepEqual(v.troubles, []);
		await v.end();
	});

	test(`what was typed is still there when something is wrong, and the first thing to mend is one step away, ${how}`, bounded, async () => {
		const v = await visitor(browser, kith, { script });
		await v.page.goto("/join");
		await v.page.evaluate(() => { for (const e of document.querySelectorAll("[required]")) e.required = false; });
		await v.page.fill("[name=name]", "Marisol Ñ <3");
		await v.page.fill("[name=password]", "short");
		await v.page.click("form[action='/join'] button");
		assert.equal(await v.page.inputValue("[name=name]"), "Marisol Ñ <3");
		assert.equal(await v.page.inputValue("[name=password]"), "", "a password is never sent back");
		const first = v.page.locator(".faults a").first();
		const target = await first.getAttribute("href");
		assert.ok(await v.page.locator(target).count(), `${target} is on the page`);
		assert.equal(await v.page.locator("[aria-invalid=true]").first().isVisible(), true);
		await v.end();
	});

	test(`leaving ends the session, and going back shows nothing of it, ${how}`, bounded, async () => {
		const v = await visitor(browser, kith, { script });
		const login = `theo${script ? 1 : 2}`;
		await join(v.page, login);
		await v.page.goto("/me");
		assert.ok((await v.page.content()).includes(login));
		await v.page.route((url) => url.origin !== kith.address, (route) => route.fulfill({ body: "elsewhere", contentType: "text/plain" }));
		await v.page.click(".leave");
		await v.page.waitForURL((url) => url.origin !== kith.address);
		await v.page.goBack();
		assert.ok(!(await v.page.content()).includes(login), "the page before is not shown again");
		await v.page.goto("/me");
		assert.ok(!(await v.page.content()).includes(login), "the session is over");
		await v.end();
	});
}

test("with the keyboard only: from the front page to signed in", bounded, async () => {
	const v = await visitor(browser, kith);
	await join(v.page, "ines");
	await v.page.click("form[action='/sign-out'] button");
	await v.page.goto("/sign-in");
	await tabTo(v.page, ".leave");
	await tabTo(v.page, ".crisis");
	await tabTo(v.page, "[name=login]");
	await v.page.keyboard.type("ines");
	await tabTo(v.page, "[name=password]");
	await v.page.keyboard.type(PASSWORD);
	await v.page.keyboard.press("Enter");
	await v.page.waitForURL((url) => url.pathname !== "/sign-in");
	await tabTo(v.page, "form[action='/sign-out'] button");
	await v.end();
});

test("the language is one press away on every page and stays", bounded, async () => {
	const v = await visitor(browser, kith);
	await v.page.goto("/sign-in");
	assert.equal(await v.page.getAttribute("html", "lang"), "en");
	await v.page.click("form[action='/language'] button");
	assert.equal(new URL(v.page.url()).pathname, "/sign-in");
	assert.equal(await v.page.getAttribute("html", "lang"), "es");
	await v.page.goto("/safety");
	assert.equal(await v.page.getAttribute("html", "lang"), "es");
	await v.end();
});

test("someone who is signed in can change the language of a page too", bounded, async () => {
	const v = await visitor(browser, kith);
	await join(v.page, "lupe");
	assert.equal(await v.page.getAttribute("html", "lang"), "en");
	await v.page.click("form[action='/language'] button");
	assert.equal(new URL(v.page.url()).pathname, "/me");
	assert.equal(await v.page.getAttribute("html", "lang"), "es");
	await v.end();
});

test("a first visit leaves no cookie behind", bounded, async () => {
	const v = await visitor(browser, kith);
	await v.page.goto("/safety");
	assert.deepEqual(await v.context.cookies(), []);
	await v.end();
});

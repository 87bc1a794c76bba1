// The guide shows every component that a page may use: what holds for it holds for what pages are made of.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { audit, htmlCheck, startBrowser, visitor } from "./kith.mjs";

const web = new URL("../../web/", import.meta.url);
const kinds = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", svg: "image/svg+xml", woff2: "font/woff2" };
const files = { "/": "guide.html", "/kith.css": "kith.css", "/kith-things.css": "kith-things.css", "/kith-paper.css": "kith-paper.css", "/kith.js": "kith.js", "/icon.svg": "icon.svg",
	"/atkinson-regular.woff2": "atkinson-regular.woff2", "/atkinson-bold.woff2": "atkinson-bold.woff2" };
const read = (name) => readFileSync(new URL(name, web));
const sheet = ["kith.css", "kith-things.css", "kith-paper.css"].map((name) => read(name)).join("");
let server, browser, place;

before(async () => {
	server = createServer((request, reply) => {
		const name = files[request.url] ?? (request.url === "/leave" || request.url === "/crisis" ? "icon.svg" : null);
		reply.writeHead(name ? 200 : 404, { "content-type": name ? kinds[name.split(".").pop()] : "text/plain" });
		reply.end(name ? read(name) : "not here");
	});
	await new Promise((go) => server.listen(0, "127.0.0.1", go));
	place = { address: `http://127.0.0.1:${server.address().port}` };
	browser = await startBrowser();
});
after(async () => {
	await browser?.close();
	await new Promise((go) => server.close(go));
});

test("the guide has no accessibility faults in light and dark, on a phone and at a desk, and asks nobody else", async () => {
	const v = await visitor(browser, place);
	await v.page.goto("/");
	assert.deepEqual(await audit(v.page), []);
	assert.deepEqual(v.troubles, []);
	await v.end();
});

test("the measure finds what is wrong", async () => {
	const v = await visitor(browser, place);
	await v.page.goto("/");
	await v.page.evaluate(() => {
		document.querySelector("label[for=name]").remove();
		document.querySelector(".crisis").remove();
		document.querySelector(".lead").style.cssText = "width:50rem";
		document.querySelector(".rows .meta").style.color = "#777";
	});
	const wrong = (await audit(v.page)).join("\n");
	for (const sign of [/320 px, light: label:/, /320 px, light: color-contrast:/, /320 px, dark: color-contrast:/, /first in reach/, /wider than the window/, /inline: p/])
		assert.match(wrong, sign);
	const html = htmlCheck();
	html.add("broken", "<!doctype html><html lang=en><title>x</title><p><h1>x</p>");
	assert.match(html.run().join("\n"), /^broken line 1: /m);
	await v.end();
});

test("the guide is valid HTML", () => {
	const html = htmlCheck();
	html.add("guide.html", read("guide.html"));
	assert.deepEqual(html.run(), []);
});

test("every class that the head of the style sheet names is in the guide, and the guide uses no other", () => {
	const css = sheet, guide = read("guide.html").toString();
	const styled = new Set([...css.replace(/\/\*[^]*?\*\//g, "").replace(/\{[^{}]*\}/g, "{}").matchAll(/\.([a-z][a-z0-9-]*)/g)].map((m) => m[1]));
	const used = new Set([...guide.matchAll(/class="([^"]+)"/g)].flatMap((m) => m[1].split(" ")));
	const told = new Set([...css.slice(0, css.indexOf("*/")).matchAll(/\.([a-z][a-z0-9-]+)/g)].map((m) => m[1]).filter((c) => !["css", "html", "c"].includes(c)));
	assert.deepEqual([...used].filter((c) => !styled.has(c)), [], "classes in the guide without style");
	assert.deepEqual([...told].filter((c) => !styled.has(c)), [], "classes in the head comment without style");
});

test("style sheet, script and typefaces stay small", () => {
	assert.ok(gzipSync(sheet).length <= 12 * 1024);
	assert.ok(gzipSync(read("kith.js")).length <= 30 * 1024);
	assert.ok(read("atkinson-regular.woff2").length + read("atkinson-bold.woff2").length <= 40 * 1024);
});

test("text runs from right to left without a change to the style sheet: no property names left or right", () => {
	const css = sheet.replace(/\/\*[^]*?\*\//g, "");
	assert.deepEqual(css.match(/[;{\s](margin|padding|border)-(left|right|top|bottom)|[;{\s](left|right|top|bottom)\s*:|text-align:\s*(left|right)|float:\s*(left|right)/g), null);
});

test("every target is at least 24 px, and what a person came for at least 44", async () => {
	const v = await visitor(browser, place);
	await v.page.goto("/");
	const small = await v.page.evaluate(() => [...document.querySelectorAll("a[href], button:not([hidden]), input, select, summary")]
		.filter((e) => e.checkVisibility() && (!e.closest("p, blockquote, .note, .notice, .skip") || e.matches("button, .button")))
		.map((e) => ({ e, r: (e.closest("label") ?? e).getBoundingClientRect(), main: e.matches(".leave, .crisis, .top nav a, main button:not(.plain), .button, .quick a") }))
		.filter(({ r, main }) => r.height < (main ? 44 : 24) - 0.5 || r.width < 24)
		.map(({ e, r }) => `${e.outerHTML.slice(0, 70)} ${Math.round(r.width)}×${Math.round(r.height)}`));
	assert.deepEqual(small, []);
	await v.end();
});

test("Leave: the link and three times Shift replace the page and show nothing meanwhile", async () => {
	for (const leave of [(page) => page.locator(".leave").click(), async (page) => { for (let i = 0; i < 3; i++) await page.keyboard.press("Shift"); }]) {
		const v = await visitor(browser, place);
		await v.page.goto("/kith.js");
		await v.page.goto("/");
		await leave(v.page);
		await v.page.waitForURL("**/leave");
		await v.page.goBack();
		assert.match(v.page.url(), /kith\.js$/, "the page that was left is not in the history");
		await v.end();
	}
});

test("Leave is the first stop of the Tab key, then Crisis help, then the way past the menu", async () => {
	const v = await visitor(browser, place, { script: false });
	await v.page.goto("/");
	const stops = [];
	for (let i = 0; i < 3; i++) {
		await v.page.keyboard.press("Tab");
		stops.push(await v.page.evaluate(() => document.activeElement.className));
	}
	assert.deepEqual(stops, ["leave", "crisis", "skip"]);
	assert.ok(await v.page.locator(".skip").isVisible());
	await v.end();
});

test("a form is sent once however often its button is pressed", async () => {
	const v = await visitor(browser, place);
	let sent = 0;
	await v.page.route("**/twice", async (route) => {
		sent += 1;
		await new Promise((go) => setTimeout(go, 400));
		await route.fulfill({ body: "kept", contentType: "text/plain" });
	});
	await v.page.goto("/");
	await v.page.evaluate(() => {
		const form = document.querySelector("main form");
		form.action = "/twice";
		form.querySelector("button").click();
		form.querySelector("button").click();
	});
	await v.page.waitForURL("**/twice");
	assert.equal(sent, 1);
	await v.end();
});

test("a page that came back with faults leads the eye and the reader to them", async () => {
	const v = await visitor(browser, place);
	await v.page.goto("/");
	assert.equal(await v.page.evaluate(() => document.activeElement.className), "faults");
	await v.end();
});

test("on paper there is no menu, no button and no dark ground", async () => {
	const v = await visitor(browser, place, { scheme: "dark" });
	await v.page.goto("/");
	await v.page.emulateMedia({ media: "print", colorScheme: "dark" });
	for (const gone of [".way-out", ".top nav", ".foot", ".actions >> nth=0"]) assert.equal(await v.page.locator(gone).isVisible(), false, gone);
	assert.equal(await v.page.evaluate(() => getComputedStyle(document.body).color), "rgb(0, 0, 0)");
	await v.end();
});

// Every page that each person can reach by links, in both languages: accessible on phone and desk, in light and dark, valid,
// light, in the right language, and asking nobody else.  Leaves what people do there to the walks.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { PAGE_MAX, audit, demoPeople, htmlCheck, join, signIn, startBrowser, startKith, visitor, weight } from "./kith.mjs";

const PAGES_MAX = 200;
const bounded = { timeout: 900_000 };      // one that hangs is a failure too
let kith, empty, browser, people, shared;

before(async () => {
	kith = await startKith();
	empty = await startKith({ demo: false });
	empty.command("community", "add", "Harbor");
	browser = await startBrowser();
	people = demoPeople(kith.told);
	shared = await weight(browser, kith, "/safety");        // a small page with all that pages share
});
after(async () => {
	await browser?.close();
	await empty?.stop();
	await kith?.stop();
});

/** One of a kind is enough: ids, days and what a query string asks for make no other page. */
const kindOf = (url) => url.pathname.replace(/\/[0-9a-hjkmnp-tv-z]{26}(?=\/|$)/g, "/{id}").replace(/\/\d{4}-\d\d-\d\d(?=\/|$)/g, "/{day}");
const follows = (url, at) => url.origin === at.address && !/^\/(static|api)(\/|$)/.test(url.pathname) && !/^(\/c\/[^/]+)?\/leave$/.test(url.pathname) && !/\.(csv|json|ics|svg|png)$/.test(url.pathname);

const links = (page) => page.evaluate(() => [...document.querySelectorAll("a[href]:not([download])")].map((a) => a.href));

/** Opens what can be reached, breadth first, one page of each kind; look(page, response, path) judges it. */
async function crawl(page, at, from, look) {
	const seen = new Set(), next = [...from];
	while (next.length && seen.size < PAGES_MAX) {
		const url = new URL(next.shift(), at.address);
		if (!follows(url, at) || seen.has(kindOf(url))) continue;
		seen.add(kindOf(url));
		const response = await page.goto(url.href);
		if (!(response.headers()["content-type"] ?? "").startsWith("text/html")) continue;
		seen.add(kindOf(new URL(page.url())));
		await look(page, response, url.pathname);
		next.push(...await links(page));
	}
	assert.ok(seen.size < PAGES_MAX, `the crawl has come to an end: ${[...seen].join(" ")}`);
	return seen;
}

const judged = new Map();       // of each kind of page: the parts that were looked at

/** Looks at all that can be reached after enter().  The first page of a kind is looked at in the dark and at a desk too; one that
 *  shows another person nothing else than was judged before, for its frame and width. */
async function judge(enter, lang, { at = kith, script = true } = {}) {
	const v = await visitor(browser, at, { lang, script });
	const html = htmlCheck(), wrong = [];
	await enter?.(v.page);
	if (enter && await v.page.getAttribute("html", "lang") !== lang) await v.page.click("form[action='/language'] button");
	const seen = await crawl(v.page, at, [v.page.url() === "about:blank" ? "/" : v.page.url(), "/", "/safety", "/sign-in", "/no-such-page"], async (page, response, path) => {
		const body = await response.body(), status = response.status();
		if (status >= 400 && path !== "/no-such-page") wrong.push(`${path}: answers ${status} to its own link`);
		html.add(path, body);
		const bytes = gzipSync(body).length + shared;
		if (bytes > PAGE_MAX) wrong.push(`${path}: weighs ${bytes} bytes`);
		const said = await page.getAttribute("html", "lang");
		if (said !== lang) wrong.push(`${path}: is in ${said}, not ${lang}`);
		const kind = kindOf(new URL(page.url())), thorough = !judged.has(kind);
		if (thorough) judged.set(kind, new Set());
		wrong.push(...(await audit(page, { script, thorough, known: judged.get(kind) })).map((w) => `${path}: ${w}`));
		wrong.push(...v.troubles.splice(0).map((t) => `${path}: ${t}`));
	});
	wrong.push(...html.run());
	await v.end();
	assert.deepEqual(wrong, []);
	return seen;
}

for (const lang of ["en", "es"]) {
	test(`every page that is open to anyone, in ${lang}`, bounded, async () => {
		const seen = await judge(null, lang);
		assert.ok(seen.has("/sign-in") && [...seen].some((path) => path.endsWith("/crisis")), `found ${[...seen].join(" ")}`);
	});
	for (const place of [0, 1, 2, 3])
		test(`every page for person ${place + 1} of the demo, in ${lang}`, bounded, async () => {
			const seen = await judge((page) => signIn(page, people[place]), lang);
			assert.ok(seen.size >= 10, `found only ${[...seen].join(" ")}`);
		});
}

test("every page for someone who has just come, where nothing has happened yet", bounded, async () => {
	await judge((page) => join(page, "newcomer"), "en", { at: empty });
});

test("every page without script", bounded, async () => {
	await judge((page) => signIn(page, people[3]), "en", { script: false });
});

test("a page may weigh 100 KB with everything it asks for", bounded, async () => {
	assert.ok(await weight(browser, kith, "/") <= PAGE_MAX);
	assert.ok(shared < PAGE_MAX / 2, `what all pages share weighs ${shared} bytes`);
});

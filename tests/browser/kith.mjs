// A Kith of its own for a test, and a browser to look at it with: starts the program (tests/whole/kith.mjs says
// which), opens Chromium, and judges any page by the same measure.  Knows no feature; the walks leave that to their files.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { folder, kith, serve } from "../whole/kith.mjs";

const top = fileURLToPath(new URL("../../", import.meta.url));
const axeSource = readFileSync(path.join(top, "node_modules/axe-core/axe.min.js"), "utf8");
const checker = path.join(top, "node_modules/vnu-jar/build/dist/vnu.jar");

/** Phone and desk; a page must hold on both. */
export const PHONE = { width: 320, height: 640 }, DESK = { width: 1280, height: 800 };
export const PAGE_MAX = 100 * 1024;

// ---- the program ----

/** Starts Kith with the demo community (or an empty one); returns its address, data folder, and the way to stop it. */
export async function startKith({ demo = true, env = {}, listen } = {}) {
	const where = folder();
	const command = (...args) => {
		const r = kith([...args, "--data", where.data], { env });
		assert.equal(r.code, 0, `kith ${args.join(" ")}:\n${r.err}`);
		return r.out;
	};
	const told = command(demo ? "demo" : "init");
	const server = await serve(where, { env: { KITH_LOG_LEVEL: "quiet", ...env }, listen });
	return {
		address: server.url, told, command, log: () => server.log,
		async stop() {
			const end = await server.stop();
			where.remove();
			assert.equal(end.code, 0, `kith ended with ${end.code ?? end.signal}:\n${server.log}`);
		},
	};
}

// ---- the browser ----

const CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
	"--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];

/** with: more flags of Chromium. */
export function startBrowser(with_ = []) {
	return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: [...CHROMIUM_FLAGS, ...with_] });
}

/** A visitor: a browser of their own.  Whatever the page asks of another host, or the content policy stops, or the script
 *  trips over, is noted in .troubles. */
export async function visitor(browser, kith, { script = true, lang = "en", scheme = "light", size = PHONE } = {}) {
	const context = await browser.newContext({
		baseURL: kith.address, javaScriptEnabled: script, viewport: size, colorScheme: scheme,
		locale: lang === "es" ? "es-US" : "en-US", timezoneId: "America/Denver", reducedMotion: "reduce",
	});
	const page = await context.newPage();
	page.setDefaultTimeout(10_000);
	const troubles = [];
	page.on("request", (request) => {
		if (!request.url().startsWith(kith.address)) troubles.push(`asks another host: ${request.url()}`);
	});
	page.on("pageerror", (error) => troubles.push(`script: ${error.message}`));
	page.on("console", (line) => {
		// A page of the server's that says 4xx is an answer, not a trouble.
		if (line.type() === "error" && !/status of [45]\d\d/.test(line.text())) troubles.push(`console: ${line.text()}`);
	});
	page.on("response", (response) => {
		if (response.status() >= 500) troubles.push(`${response.status()} from ${response.url()}`);
	});
	return { context, page, troubles, end: () => context.close() };
}

// ---- what people do ----

/** The four people of the demo, from what \`kith demo\` prints: lines of three columns, who, sign-in name, password. */
export function demoPeople(told) {
	const people = [...told.matchAll(/^ *(\S.*?) {2,}(\S+) {2,}(\S.*?) *$/gm)].map(([, role, login, password]) => ({ role, login, password }));
	assert.equal(people.length, 4, `four people can sign in to the demo; it says:\n${told}`);
	return people;
}

export const PASSWORD = "a long walk by the river";

/** Makes an account, called as it signs in; the page is then their own. */
export async function join(page, login) {
	await page.goto("/join");
	await page.fill("main [name=name]", login);
	await page.fill("main [name=login]", login);
	await page.check("main [name=how][value=own]");
	await page.fill("main [name=password]", PASSWORD);
	await page.click("main form[action='/join'] button");
	await page.locator(".code").first().waitFor();        // recovery codes, shown once
	await page.goto("/me");
}

/** Signs in as people do; the page is then where signing in leads. */
export async function signIn(page, { login, password }) {
	await page.goto("/sign-in");
	await page.fill("main [name=login]", login);
	await page.fill("main [name=password]", password);
	await Promise.all([page.waitForURL((url) => url.pathname !== "/sign-in"), page.click("main form[action='/sign-in'] button")]);
}

/** Goes on with the Tab key until this is reached; what is reached on the way must be visible and not covered. */
export async function tabTo(page, selector, limit = 120) {
	for (let i = 0; i < limit; i++) {
		await page.keyboard.press("Tab");
		const seen = await page.evaluate((wanted) => {
			const e = document.activeElement, r = e.getBoundingClientRect(), style = getComputedStyle(e);
			const top = document.elementFromPoint(r.x + r.width / 2, r.y + Math.min(r.height / 2, 20));
			const shown = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
			return { there: e.matches(wanted), what: e.outerHTML.slice(0, 90), shown, covered: !top || !(e.contains(top) || top.contains(e)) };
		}, selector);
		assert.ok(seen.shown, `the focus can be seen on ${seen.what}`);
		assert.ok(!seen.covered, `nothing covers ${seen.what}`);
		if (seen.there) return;
	}
	assert.fail(`Tab never reaches ${selector}`);
}

// ---- the measure ----

const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function axe(page, rules) {
	await page.evaluate(axeSource);
	const found = await page.evaluate(async ([tags, only]) => {
		const runOnly = only ? { type: "rule", values: only } : { type: "tag", values: tags };
		scrollTo(0, 0);         // where the bar that stays at the top covers nothing but its own place
		const { violations } = await globalThis.axe.run(document, { runOnly, resultTypes: ["violations"] });
		return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 3).join(" | ")} (${v.help})`);
	}, [AXE_TAGS, rules]);
	return found;
}

/** Does nothing stick out to the side? */
async function tooWide(page) {
	return page.evaluate(() => {
		const d = document.scrollingElement;
		if (d.scrollWidth <= innerWidth) return [];
		const culprits = [...document.body.querySelectorAll("*")].filter((e) => !e.closest(".scroll, .skip, .sr") && e.getBoundingClientRect().right > innerWidth + 1);
		return [`wider than the window (${d.scrollWidth} > ${innerWidth}): ${culprits.slice(0, 3).map((e) => `${e.localName}.${e.className}`).join(" ")}`];
	});
}

/** A table may scroll in its own frame on a phone; at a desk there is room for all of it. */
async function hidden(page) {
	return page.evaluate(() => [...document.querySelectorAll(".scroll")].filter((e) => e.scrollWidth > e.clientWidth + 1)
		.map((e) => `scrolls sideways although there is room: ${e.getAttribute("aria-labelledby") ?? e.className}`));
}

/** Structure that no checker looks at: the first two things one can reach, one h1, a title. */
async function frame(page) {
	return page.evaluate(() => {
		const reach = [...document.querySelectorAll("a[href], button, input, select, textarea")].slice(0, 2).map((e) => e.className);
		const wrong = [];
		if (reach[0] !== "leave" || reach[1] !== "crisis") wrong.push(`first in reach are ${reach.join(", ")} instead of Leave and Crisis help`);
		if (document.querySelectorAll("h1").length !== 1) wrong.push("not exactly one h1");
		if (!document.title.trim()) wrong.push("no title");
		for (const e of document.querySelectorAll("[style]:not([style='']), [onclick], script:not([src]), style")) wrong.push(`inline: ${e.localName}`);
		return wrong;
	});
}

/** What axe can tell apart on the page that is open, words aside: each element with all it stands in, and the order of headings
 *  and landmarks.  Two pages with the same parts get the same answers. */
async function parts(page) {
	return page.evaluate(() => {
		const telling = ["role", "type", "scope", "autocomplete", "aria-hidden", "aria-current", "aria-live", "tabindex", "disabled", "open", "lang"];
		const own = (e) => `${e.localName}.${e.className}[${[...e.attributes].map((a) => (telling.includes(a.name) ? `${a.name}=${a.value}` : a.name)).sort()}]`
			+ `${e.textContent.trim() ? "t" : ""}${e.labels?.length ?? ""}`;
		const within = new Map([[document.body, ""]]), found = new Set(), outline = [];
		for (const e of document.body.querySelectorAll("*")) {
			within.set(e, `${within.get(e.parentElement)}>${own(e)}`);
			found.add(within.get(e));
			if (/^h\d$/.test(e.localName) && outline.at(-1) !== e.localName) outline.push(e.localName);
			if (/^(main|nav|aside|header|footer|section|form|search)$/.test(e.localName) || e.hasAttribute("role")) {
				const mark = `${e.localName} ${e.getAttribute("role")} ${e.getAttribute("aria-label") ?? e.getAttribute("aria-labelledby") ?? ""}`;
				if (outline.at(-1) !== mark) outline.push(mark);
			}
		}
		return [...found, outline.join()];
	});
}

/** Every trouble of the page that is open, as sentences.  thorough: also at desk width and in the dark.  known: parts that were
 *  judged before; a page with no others is looked at for its frame and its width only.  Without script only what needs none to be
 *  seen: axe waits for timers that never come. */
export async function audit(page, { thorough = true, script = true, known = null } = {}) {
	const wrong = await frame(page);
	if (!script) return [...wrong, ...await tooWide(page)];
	if (known) {
		const here = await parts(page), fresh = here.filter((part) => !known.has(part));
		for (const part of fresh) known.add(part);
		if (!fresh.length && !thorough) return [...wrong, ...await tooWide(page)];
	}
	const at = async (size, scheme, rules) => {
		await page.setViewportSize(size);
		await page.emulateMedia({ colorScheme: scheme });
		const found = [...await axe(page, rules), ...await tooWide(page), ...size === DESK ? await hidden(page) : []];
		wrong.push(...found.map((f) => `${size.width} px, ${scheme}: ${f}`));
	};
	await at(PHONE, "light");
	if (thorough) {
		await at(PHONE, "dark", ["color-contrast", "link-in-text-block"]);
		await at(DESK, "light");
		await page.setViewportSize(PHONE);
		await page.emulateMedia({ colorScheme: "light" });
	}
	return wrong;
}

/** Collects pages as they were sent; one run of the checker judges them all. */
export function htmlCheck() {
	const folder = mkdtempSync(path.join(tmpdir(), "kith-html-"));
	const pages = new Map();
	return {
		add(address, html) {
			const file = path.join(folder, `${pages.size}.html`);
			writeFileSync(file, html);
			pages.set(file, address);
		},
		/** Sentences.  No guess at the language: people's own words are in theirs. */
		run() {
			if (pages.size === 0) return [];
			const json = execFileSync("java", ["-Xss4m", "-jar", checker, "--stdout", "--exit-zero-always", "--no-langdetect", "--format", "json", ...pages.keys()],
				{ encoding: "utf8", maxBuffer: 64 << 20, timeout: 180_000 });
			rmSync(folder, { recursive: true, force: true });
			return JSON.parse(json).messages.filter((m) => m.type === "error" || m.subType === "warning")
				.map((m) => `${pages.get(m.url.replace("file:", ""))} line ${m.lastLine}: ${m.message} «${(m.extract ?? "").trim()}»`);
		},
	};
}

/** What a first visit to a page weighs, in bytes over the wire: the page and all it asks for. */
export async function weight(browser, kith, path, cookies = []) {
	const v = await visitor(browser, kith);
	if (cookies.length) await v.context.addCookies(cookies);
	const network = await v.context.newCDPSession(v.page);
	await network.send("Network.enable");
	await network.send("Network.setCacheDisabled", { cacheDisabled: true });
	let bytes = 0;
	network.on("Network.loadingFinished", (event) => { bytes += event.encodedDataLength; });
	await v.page.goto(path, { waitUntil: "networkidle" });
	await v.end();
	return bytes;
}

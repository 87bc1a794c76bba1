// Pictures of pages for a person to look at; no test.  node tests/browser/shots.mjs [FOLDER] [PATH…], paths as the
// coordinator of the demo sees them.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DESK, PHONE, demoPeople, signIn, startBrowser, startKith, visitor } from "./kith.mjs";

const [folder = new URL("shots", import.meta.url).pathname, ...wanted] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const kith = await startKith(), browser = await startBrowser();
try {
	const people = demoPeople(kith.told);
	for (const [width, size] of [[360, { ...PHONE, width: 360 }], [1280, DESK]])
		for (const scheme of ["light", "dark"])
			for (const who of people) {
				const v = await visitor(browser, kith, { size, scheme });
				await signIn(v.page, who);
				await v.page.goto("/");
				const menu = await v.page.locator(".top nav a").evaluateAll((all) => all.map((a) => a.pathname));
				for (const path of wanted.length ? wanted : menu) {
					await v.page.goto(path);
					await v.page.screenshot({ path: join(folder, `${width}-${scheme}-${who.login}${path.replaceAll("/", "-")}.png`), fullPage: true });
				}
				await v.end();
			}
} finally {
	await browser.close();
	await kith.stop();
}

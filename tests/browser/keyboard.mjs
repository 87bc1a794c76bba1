// A person who has no mouse: what is done on a page is done with Tab, Enter, Space, the arrows and letters, and what has the
// focus must be seen to have it.  Leaves to others what is done.
import assert from "node:assert/strict";

const TABS_MAX = 400;                      // more than any page has to stop at, twice round

/** What has the focus, and whether one can see that: its outline, and nothing that lies over it. */
const focus = (page) => page.evaluate(() => {
	const e = document.activeElement, r = e.getBoundingClientRect();
	if (e === document.body) return { what: "the page", seen: true, covered: false };
	const ring = [e, ...(e.labels ?? []), e.closest("label")].filter(Boolean).map((x) => getComputedStyle(x))
		.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
	const top = document.elementFromPoint(r.x + r.width / 2, r.y + Math.min(r.height / 2, 20));
	const label = e.closest("label");
	return { what: e.outerHTML.slice(0, 90), seen: ring, covered: !top || !(e.contains(top) || top.contains(e) || label?.contains(top)) };
});

const has = (locator) => locator.evaluate((e) => e === document.activeElement);
/** A group of radio buttons is one stop for Tab: whichever of them has it. */
const hasGroup = (locator) => locator.evaluate((e) => {
	const a = document.activeElement;
	return a === e || (e.type === "radio" && a.type === "radio" && a.name === e.name && a.form === e.form);
});

export function keyboard(page) {
	const reach = async (locator, there = has) => {
		for (let i = 0; i < TABS_MAX; i++) {
			if (await there(locator)) {
				const { what, seen, covered } = await focus(page);
				assert.ok(seen, `one sees that ${what} has the focus`);
				assert.ok(!covered, `nothing lies over ${what}`);
				return;
			}
			await page.keyboard.press("Tab");
		}
		assert.fail(`Tab never reaches ${locator}`);
	};
	return {
		reach: (locator) => reach(locator),
		async press(locator, key) {
			await reach(locator);
			await page.keyboard.press(key);
		},
		/** Writes over what is there. */
		async type(locator, words) {
			await reach(locator);
			await page.keyboard.press("Control+A");
			await page.keyboard.insertText(words);
			assert.equal(await locator.inputValue(), words);
		},
		/** A box with Space; a radio button with the arrows of its group. */
		async check(locator) {
			await reach(locator, hasGroup);
			for (let i = 0; i < 60 && !await locator.isChecked(); i++)
				await page.keyboard.press(await has(locator) ? "Space" : "ArrowDown");
			assert.ok(await locator.isChecked(), `${locator} can be chosen`);
		},
		/** An entry of a list, by its first letters or the arrows. */
		async choose(locator, value) {
			await reach(locator);
			const words = await locator.locator(`option[value="${value}"]`).innerText();
			await page.keyboard.type(/^[\w ]*/.exec(words.trim())[0].slice(0, 12));       // letters that have a key
			for (let i = 0; i < 40 && await locator.inputValue() !== value; i++) await page.keyboard.press("ArrowDown");
			assert.equal(await locator.inputValue(), value);
		},
	};
}

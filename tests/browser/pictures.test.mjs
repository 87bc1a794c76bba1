// A picture and a voice note go from one to the other, with script and without, and are taken back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { audit, demoPeople, signIn, startBrowser, startKith, visitor } from "./kith.mjs";

let kith, browser, people, talk;
const PHONE = { width: 360, height: 740 };
async function at(login, options = {}) {
	const v = await visitor(browser, kith, { size: PHONE, ...options });
	await signIn(v.page, people.find((one) => one.login === login));
	await v.page.goto(talk ?? "/c/harbor/conversations");
	return v;
}
// Drawn by the browser itself: a sky over a field, as wide as asked.
const drawn = (page, width, type) => page.evaluate(async ([w, t]) => {
	const canvas = document.createElement("canvas");
	canvas.width = w, canvas.height = w / 2;
	const on = canvas.getContext("2d");
	on.fillStyle = "#8bc", on.fillRect(0, 0, w, w / 4), on.fillStyle = "#7a5", on.fillRect(0, w / 4, w, w / 4);
	const blob = await new Promise((give) => canvas.toBlob(give, t));
	return [...new Uint8Array(await blob.arrayBuffer())];
}, [width, type]);
const shown = (line) => line.locator("img").first().evaluate((img) => new Promise((give) => {
	const say = () => give([img.naturalWidth, img.naturalHeight]);
	if (img.complete && img.naturalWidth) say(); else { img.onload = say; img.onerror = () => give("broken"); }
}));

before(async () => {
	kith = await startKith();
	browser = await startBrowser(["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]);
	people = demoPeople(kith.told);
	const theo = await at("theo");
	await theo.page.goto("/c/harbor/settings");
	await theo.page.locator("input[name=voices]").check();
	await theo.page.getByRole("button", { name: "Save" }).click();
	await theo.end();
	const v = await at("marisol");
	talk = (await v.page.locator(".rows a").first().getAttribute("href"));
	await v.end();
});
after(async () => {
	await browser?.close();
	await kith?.stop();
});

test("a chosen picture is shown before it is sent, comes to the other by itself, and goes when it is taken back", async () => {
	const a = await at("marisol"), b = await at("rowan");
	await a.page.getByText("Add a picture").click();
	await a.page.locator("input[name=picture1]").setInputFiles({ name: "field.webp", mimeType: "image/webp", buffer: Buffer.from(await drawn(a.page, 2400, "image/webp")) });
	await a.page.locator(".enclose canvas").waitFor();
	await a.page.locator("input[name=about1]").fill("A field under a blue sky");
	await a.page.locator("textarea[name=words]").fill("From my walk");
	await a.page.getByRole("button", { name: "Send", exact: true }).click();
	const line = b.page.locator(".line", { hasText: "From my walk" });
	await line.waitFor();
	assert.deepEqual(await shown(line), [400, 200]);
	assert.equal(await line.locator("img").getAttribute("alt"), "A field under a blue sky");
	const own = a.page.locator(".line", { hasText: "From my walk" });
	await own.waitFor();
	assert.equal(await a.page.locator(".enclose canvas").count(), 0, "the form is empty again");
	assert.equal(await a.page.locator("input[name=about1]").inputValue(), "");
	for (const v of [a, b]) assert.deepEqual(await audit(v.page), []);
	await line.locator(".enclosed a").click();
	assert.deepEqual(await shown(b.page.locator("figure")), [1600, 800]);
	await b.page.goto(talk);
	await own.getByRole("link", { name: /More about/ }).click();
	await a.page.getByRole("button", { name: "Take it back" }).click();
	await line.waitFor({ state: "detached" });
	assert.equal(await b.page.locator(".enclosed img[alt='A field under a blue sky']").count(), 0);
	for (const v of [a, b]) assert.deepEqual(v.troubles, []);
	await a.end(), await b.end();
});

test("what is no picture is told, the words and the rest stay, and it can be mended", async () => {
	const a = await at("marisol");
	await a.page.getByText("Add a picture").click();
	await a.page.locator("input[name=picture1]").setInputFiles({ name: "letter.jpg", mimeType: "image/jpeg", buffer: Buffer.from("%PDF-1.4") });
	await a.page.locator("input[name=about1]").fill("A letter");
	await a.page.locator("textarea[name=words]").fill("Look at this");
	await a.page.getByRole("button", { name: "Send", exact: true }).click();
	await a.page.locator(".faults", { hasText: "This is not a picture" }).waitFor();
	assert.equal(await a.page.locator("textarea[name=words]").inputValue(), "Look at this");
	assert.equal(await a.page.locator("input[name=about1]").inputValue(), "A letter");
	await a.page.locator("input[name=picture1]").setInputFiles({ name: "letter.png", mimeType: "image/png", buffer: Buffer.from(await drawn(a.page, 300, "image/png")) });
	await a.page.getByRole("button", { name: "Send", exact: true }).click();
	await a.page.locator(".line.mine img[alt='A letter']").waitFor();
	assert.equal(await a.page.locator(".say .faults").count(), 0);
	await a.page.locator("[data-voice] > summary").click();
	await a.page.getByRole("button", { name: "Start recording" }).click();
	await a.page.getByRole("button", { name: "Stop" }).click();
	assert.deepEqual(a.troubles, []);
	await a.end();
});

test("a voice is recorded on the page, heard before it is sent, and played by the other", async () => {
	const a = await at("marisol"), b = await at("rowan");
	await a.page.getByText("Add a voice note").click();
	await a.page.getByText("A voice is recognized by people who know it").waitFor();
	await a.page.getByRole("button", { name: "Start recording" }).click();
	await a.page.locator("[data-length]", { hasText: "0:01 /" }).waitFor();
	await a.page.getByRole("button", { name: "Stop" }).click();
	await a.page.getByRole("button", { name: "Listen to it" }).waitFor();
	await a.page.locator("textarea[name=said]").fill("I am almost there");
	await a.page.getByRole("button", { name: "Send", exact: true }).click();
	const line = b.page.locator(".line", { hasText: "Voice note" }).last();
	await line.waitFor();
	const length = await line.locator("audio").evaluate((audio) => new Promise((give) => {
		audio.addEventListener("loadedmetadata", () => give(audio.duration));
		audio.addEventListener("error", () => give(audio.error.message));
		audio.preload = "metadata";
		audio.load();
	}));
	assert.ok(length > 0.5 && length < 6, `${length}`);
	await line.getByText("In words").click();
	await line.getByText("I am almost there").waitFor();
	for (const v of [a, b]) assert.deepEqual(v.troubles, []);
	await a.end(), await b.end();
});

test("without script a picture is sent by a plain form", async () => {
	const draw = await at("marisol"), file = Buffer.from(await drawn(draw.page, 640, "image/jpeg"));
	await draw.end();
	for (const [lang, scheme] of [["en", "light"], ["es", "dark"]]) {
		const a = await at("marisol", { script: false, lang, scheme });
		await a.page.locator("[data-enclose] > summary").click();
		await a.page.locator("input[name=picture1]").setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: file });
		await a.page.locator("input[name=about1]").fill(`Plain ${lang}`);
		await a.page.locator("form[data-say] button:not([type])").click();
		await a.page.locator(`.line.mine img[alt='Plain ${lang}']`).waitFor();
		await a.end();
	}
});

// What the source says to people and how it looks: no word that makes a person a case, short sentences, only classes that
// the style sheet knows.  Whether all of it is said in Spanish too, script/words --check finds.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const top = fileURLToPath(new URL("../../", import.meta.url));

function* files(folder, ending) {
	for (const name of readdirSync(folder)) {
		const path = join(folder, name);
		if (statSync(path).isDirectory()) yield* files(path, ending);
		else if (ending.test(name)) yield path;
	}
}
const source = (ending) => ["core", "features", "server"].flatMap((folder) => [...files(join(top, folder), ending)]);
const pages = source(/\.html$/), code = source(/^(?!test_).*\.c$/), catalogues = source(/^es\.po$/);
const read = (path) => readFileSync(path, "utf8");
const short = (path) => relative(top, path);

/** Unescapes a C or gettext string literal. */
const literal = (s) => JSON.parse(`"${s.replace(/\\x[0-9a-f]{2}/gi, "")}"`);

/** Every msgid and msgstr of a catalogue as [english, plural, translations…]. */
function entries(text) {
	return text.split(/\n\s*\n/).flatMap((block) => {
		const lines = block.split("\n").filter((l) => !l.startsWith("#"));
		const parts = {};
		let now = null;
		for (const line of lines) {
			const m = /^(msgid|msgid_plural|msgstr(?:\[\d\])?) "(.*)"$/.exec(line) ?? /^()"(.*)"$/.exec(line);
			if (!m) continue;
			now = m[1] || now;
			parts[now] = (parts[now] ?? "") + literal(m[2]);
		}
		return parts.msgid ? [{ english: parts.msgid, many: parts.msgid_plural, spanish: Object.entries(parts).filter(([k]) => k.startsWith("msgstr")).map(([, v]) => v) }] : [];
	});
}

/** What a file says to people: messages of pages, N_("…") of code. */
function said(path) {
	if (path.endsWith(".html")) {
		const pagec = process.env.PAGEC ?? join(top, "build/tools/pagec");
		const feature = short(path).split("/").at(path.includes("/pages/") ? -3 : -2);
		return entries(execFileSync(pagec, ["--messages", feature, path], { encoding: "utf8" })).flatMap((e) => [e.english, ...(e.many ? [e.many] : [])]);
	}
	return [...read(path).replace(/\\\n/g, "").matchAll(/\bN_\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)/g)]
		.map((m) => [...m[1].matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((s) => literal(s[1])).join(""));
}

const never = /\b(patients?|clients?|compliant|non-?compliance|refus(ed|es|al)|no[- ]shows?|diagnos\w*|relapse\w*|streaks?|manag(e|er|ers|es|ing|ement)|pacientes?|clientes?|diagn[oó]stic\w*|recaídas?)\b/i;

test("no page and no message calls a person what they are not", () => {
	const found = [];
	for (const path of [...pages, ...code]) for (const words of said(path)) if (never.test(words)) found.push(`${short(path)}: ${words}`);
	for (const path of catalogues) for (const e of entries(read(path))) for (const words of e.spanish) if (never.test(words)) found.push(`${short(path)}: ${words}`);
	assert.deepEqual(found, []);
});

test("pages use only classes that the style sheet knows", () => {
	const css = ["kith.css", "kith-things.css", "kith-paper.css"].map((name) => read(join(top, "web", name))).join("").replace(/\/\*[^]*?\*\//g, "").replace(/\{[^{}]*\}/g, "{}");
	const known = new Set([...css.matchAll(/\.([a-z][a-z0-9-]*)/g)].map((m) => m[1]));
	const wrong = [];
	for (const path of [...pages, ...code])
		for (const m of read(path).matchAll(/class=\\?"([^"\\%{]+)\\?"/g))
			for (const name of m[1].trim().split(/\s+/)) if (!known.has(name)) wrong.push(`${short(path)}: ${name}`);
	assert.deepEqual(wrong, []);
});

test("what a person reads is short: no sentence on a page has more than 30 words", () => {
	const long = [];
	for (const path of pages) for (const words of said(path))
		for (const sentence of words.split(/[.!?:]\s+/)) if (sentence.split(/\s+/).length > 30) long.push(`${short(path)}: ${sentence}`);
	assert.deepEqual(long, []);
});

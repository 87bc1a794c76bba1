// Can a tired person read it?  Every form of documents, part by part: English by the grade of Flesch and Kincaid, Spanish by the
// index of Szigriszt and Pazos (INFLESZ).  Short texts swing: what is judged is all that one part says, and each form as a whole.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const top = fileURLToPath(new URL("../../", import.meta.url));
const GRADE_MOST = 6, INDEX_LEAST = 60;
const sources = [["documents", /^template_\w+\.c$/]];
const asking = ["documents", "stories", "wellness", "crisis", "goals", "skills"];

const words = (text) => text.match(/[\p{L}’']+/gu) ?? [];
const sentences = (text) => Math.max(1, text.split(/[.!?…:]+(?:\s|$)/).filter((s) => words(s).length).length);

/** Vowel groups; an e at the end, also before s and d, is mostly silent. */
function syllablesEnglish(word) {
	const w = word.toLowerCase().replace(/[^a-z]/g, "").replace(/([aeiouy])ing/, "$1xing").replace(/(?:[^laeiouy]es|[^aeioutdy]ed|[^laeiouy]e)$/, (end) => end[0]);
	return Math.max(1, (w.match(/[aeiouy]+/g) ?? []).length);
}
/** A weak vowel beside a strong one is one syllable with it, unless it carries an accent. */
function syllablesSpanish(word) {
	const w = word.toLowerCase().normalize("NFC").replace(/qu|gu(?=[eiéí])/g, "q").replace(/[iuüy](?=[aeoáéó])/g, "").replace(/(?<=[aeoáéó])[iuüy]/g, "");
	return Math.max(1, (w.match(/[aeoáéóíú]|[iuü]+/g) ?? []).length);
}

const grade = (text) => 0.39 * (words(text).length / sentences(text)) + 11.8 * (words(text).reduce((n, w) => n + syllablesEnglish(w), 0) / words(text).length) - 15.59;
const index = (text) => 206.835 - 62.3 * (words(text).reduce((n, w) => n + syllablesSpanish(w), 0) / words(text).length) - words(text).length / sentences(text);

const literal = (s) => JSON.parse(`"${s}"`);
function catalogue(feature) {
	const found = {}, text = readFileSync(join(top, "features", feature, "es.po"), "utf8");
	const quoted = (s) => [...s.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((m) => literal(m[1])).join("");
	for (const m of text.matchAll(/^msgid ((?:".*"\n)+)msgstr ((?:".*"\n?)+)/gm)) found[quoted(m[1])] = quoted(m[2]);
	return found;
}

/** Every part of a form: what { … } of the source says in N_("…"). */
function parts(path) {
	const source = readFileSync(path, "utf8");
	return [...source.matchAll(/^\t\{ "([a-z0-9-]+)",([^]*?)\},$/gm)].map((m) => ({ code: m[1], said: [...m[2].matchAll(/N_\("((?:[^"\\]|\\.)*)"\)/g)].map((s) => literal(s[1])) }));
}
const whole = (said) => said.map((s) => (/[.!?]$/.test(s) ? s : `${s}.`)).join(" ");

test("syllables are counted as they are spoken", () => {
	for (const [word, n] of [["walk", 1], ["sister", 2], ["medicine", 3], ["like", 1], ["table", 2], ["hospital", 3], ["going", 2], ["helped", 1]])
		assert.equal(syllablesEnglish(word), n, word);
	for (const [word, n] of [["casa", 2], ["hermana", 3], ["día", 2], ["bien", 1], ["quiero", 2], ["escuela", 3], ["ciudad", 2], ["leer", 2], ["aquí", 2]])
		assert.equal(syllablesSpanish(word), n, word);
	assert.ok(grade("The committee's comprehensive reconsideration of organizational responsibilities necessitated additional deliberation.") > 15);
	assert.ok(index("La consideración institucional de responsabilidades organizativas requiere deliberaciones adicionales extraordinarias.") < 20);
});

for (const [feature, which] of sources) {
	let files = [];
	try { files = readdirSync(join(top, "features", feature)).filter((name) => which.test(name)); } catch { continue; }
	const spanish = catalogue(feature);
	for (const file of files) test(`${feature}/${file} reads at grade ${GRADE_MOST} in English and at ${INDEX_LEAST} in Spanish`, () => {
		const all = parts(join(top, "features", feature, file)), hard = [];
		assert.ok(all.length > 3, `${all.length} parts`);
		for (const { code, said } of all) {
			const g = grade(whole(said)), i = index(whole(said.map((s) => spanish[s] ?? assert.fail(`${code}: no Spanish for ${s}`))));
			if (g > GRADE_MOST) hard.push(`${code}: grade ${g.toFixed(1)}`);
			if (i < INDEX_LEAST) hard.push(`${code}: index ${i.toFixed(0)}`);
		}
		assert.deepEqual(hard, []);
	});
}

/** What each form of a feature asks: labels and hints of its fields, as { name, said }. */
function prompts(feature) {
	const folder = join(top, "features", feature), found = [];
	for (const file of readdirSync(folder).filter((name) => /^(?!test_).*\.c$/.test(name)))
		for (const [, name, body] of readFileSync(join(folder, file), "utf8").matchAll(/struct form_field (\w+)\[\] = \{([^]*?)\n\};/g))
			found.push({ name: `${file} ${name}`, said: [...body.matchAll(/N_\("((?:[^"\\]|\\.)*)"\)/g)].map((s) => literal(s[1])).filter((s) => !/^(Version|Draft|Before|Older than)$/.test(s)) });
	return found;
}
for (const feature of asking) test(`what ${feature} asks reads at grade ${GRADE_MOST} in English and at ${INDEX_LEAST} in Spanish`, () => {
	const spanish = catalogue(feature), hard = [], all = prompts(feature).filter(({ said }) => words(whole(said)).length >= 12);
	assert.ok(all.length, "forms that ask something");
	for (const { name, said } of all) {
		const g = grade(whole(said)), i = index(whole(said.map((s) => spanish[s] ?? assert.fail(`${name}: no Spanish for ${s}`))));
		if (g > GRADE_MOST) hard.push(`${name}: grade ${g.toFixed(1)}`);
		if (i < INDEX_LEAST) hard.push(`${name}: index ${i.toFixed(0)}`);
	}
	assert.deepEqual(hard, []);
});

test(`what the lists of questions that come with Kith say of themselves reads at grade ${GRADE_MOST} and at ${INDEX_LEAST}`, () => {
	const folder = join(top, "features/measures"), spanish = catalogue("measures"), hard = [];
	for (const file of readdirSync(folder).filter((name) => /^definition_\w+\.c$/.test(name))) {
		const said = [...readFileSync(join(folder, file), "utf8").matchAll(/N_\("((?:[^"\\]|\\.)*)"\)/g)].map((m) => literal(m[1]));
		assert.ok(said.length > 3, file);
		const g = grade(whole(said)), i = index(whole(said.map((s) => spanish[s])));
		if (g > GRADE_MOST || i < INDEX_LEAST) hard.push(`${file}: grade ${g.toFixed(1)}, index ${i.toFixed(0)}`);
	}
	assert.deepEqual(hard, []);
});

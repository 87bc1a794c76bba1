// docs/promises.md names a test for every promise: each is there, and no promise is without one.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const said = readFileSync(path.join(root, 'docs/promises.md'), 'utf8');

// A row's last cell: "`file` · name of a test; `file` · another".  A name may hold a ";", a file does not.
const rows = said.split('\n').filter(line => /^\| (?!we promise)/.test(line)).map(line => {
	const [promise, shown] = line.split('|').slice(1, -1).map(cell => cell.trim());
	return { promise, shown: shown.split(/;? *(?=`)(?=`[^`]+` · )/).filter(Boolean).map(one => /^`([^`]+)` · (.+)$/.exec(one)?.slice(1)) };
});

// Does this file run a test of that name?  In C a function that the harness is given; else the words test() is given.
function runs(file, name) {
	const source = readFileSync(path.join(root, file), 'utf8');
	if (file.endsWith('.c'))
		return new RegExp(`static void ${name}\\(void \\*\\*`).test(source) && new RegExp(`HARNESS\\([^]*\\b${name}\\b|\\b(?:TEST|cmocka_unit_test\\w*)\\([^)]*\\b${name}\\b|[{,]\\s*${name}\\b`).test(source);
	return source.replaceAll('\\\'', '\'').split(/\btest\(/).slice(1).some(begin => begin.slice(1).startsWith(name));
}

test('every promise names a test, and every test that is named is there', () => {
	assert.ok(rows.length > 30, `${rows.length} promises`);
	const wrong = [];
	for (const { promise, shown } of rows) {
		if (!shown.length || shown.includes(undefined))
			wrong.push(`this names no test: ${promise}`);
		for (const [file, name] of shown.filter(Boolean))
			if (!existsSync(path.join(root, file)))
				wrong.push(`${file} is not there: ${promise}`);
			else if (!runs(file, name))
				wrong.push(`${file} has no test "${name}": ${promise}`);
	}
	assert.deepEqual(wrong, []);
});

// What a person reads under "How we keep you safe", without its headings.
const page = readFileSync(path.join(root, 'server/pages/safety.html'), 'utf8');
const sentences = [...page.matchAll(/<(?:li|p)>\{\{t ([^}]+)\}\}/g)].map(m => m[1]);
const flat = said.replace(/\s+/g, ' ');

test('what the page "How we keep you safe" says stands here in the same words', () => {
	assert.ok(sentences.length > 25, `${sentences.length} sentences`);
	assert.deepEqual(sentences.filter(words => !flat.includes(words)), []);
});

test('a test that is not there is noticed', () => {
	assert.equal(runs('features/passkeys/test_passkeys.c', 'nobody_wrote_this'), false);
	assert.equal(runs('features/passkeys/test_passkeys.c', 'who_wants_none_has_none'), true);
	assert.equal(runs('tests/whole/session.test.mjs', 'nobody wrote this'), false);
});

test('beside every list of promises stands what we cannot promise', () => {
	for (const part of said.split('\n## ').slice(1))
		assert.match(part, /We cannot promise: /, part.split('\n')[0]);
});

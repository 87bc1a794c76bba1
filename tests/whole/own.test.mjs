// What people wrote about their lives: found by who may find it, and nowhere on the disk in the clear.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { atEnd, folder, kith, serve } from './kith.mjs';
import { Person } from './lives.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const quoted = file => [...readFileSync(`${root}/server/${file}`, 'utf8').matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(m => m[1]);
// How everything begins that the demo's people wrote, as the source has it.
const written = () => [...new Set([
	...[...readFileSync(`${root}/server/demo_pages.c`, 'utf8').matchAll(/\{ "[a-z-]+", "((?:[^"\\]|\\.)*)", (?:true|false) \}/g)].map(m => m[1].split('\\n')[0]),
	...quoted('demo_goals_words.c').filter(s => s.includes(' ')),
].map(s => s.slice(0, 24)))].filter(s => s.length > 12);

function* files(at) {
	for (const name of readdirSync(at)) {
		const file = path.join(at, name);
		if (statSync(file).isDirectory())
			yield* files(file);
		else
			yield file;
	}
}

test('stories are found by their words, and no word of anybody is in the data folder', { timeout: 120000 }, async t => {
	const where = folder();
	atEnd(t, () => where.remove());
	assert.equal(kith(['demo', '--data', where.data]).code, 0);
	const server = await serve(where);
	atEnd(t, () => server.stop('SIGKILL'));
	const marisol = new Person(server, 'marisol');
	await marisol.signIn();
	const find = async words => (await marisol.go(`/c/harbor/stories?words=${encodeURIComponent(words)}`)).body_;
	assert.match(await find('soup'), /Someone brought soup/);
	assert.match(await find('plantas'), /Una cama y una planta/);
	assert.doesNotMatch(await find('voices'), /main.*Yuki/s, 'a story nobody opened');
	assert.match(await find('bridge'), /No story is open here/, 'hers is for those who walk with her');
	const at = (await marisol.links('/c/harbor/pages', /pages\/[0-9a-z]{26}$/))[0];
	assert.ok(at);
	await server.stop();
	const words = written();
	assert.ok(words.length > 40, `${words.length} beginnings of what was written`);
	const found = [];
	for (const file of files(where.data)) {
		const bytes = readFileSync(file);
		for (const w of words)
			if (bytes.includes(Buffer.from(w)))
				found.push(`${path.basename(file)}: ${w}`);
		for (const w of ['thunder', 'maleta', 'porch', 'vecino'])
			if (bytes.includes(Buffer.from(w)))
				found.push(`${path.basename(file)}: ${w}`);
	}
	assert.deepEqual(found, []);
});

// kith match solve: a list in, the proposals out, without any data folder; what it refuses and how it says so.
import assert from 'node:assert';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { atEnd, binary, folder, kith, watched } from './kith.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const list = name => path.join(root, 'features/matching/lists', name);
const made = t => { const where = folder(); atEnd(t, () => where.remove()); return where; };

test('a list is solved, proven and written, and no data folder is needed', t => {
	const where = made(t), out = path.join(where.dir, 'proposals');
	const r = kith(['match', 'solve', list('n1k.bmg'), '-o', out, '--json', '--data', path.join(where.dir, 'none')]);
	assert.strictEqual(r.code, 0, r.err);
	const said = JSON.parse(r.out);
	assert.deepStrictEqual([said.proposed, said.band_sum, said.score_sum, said.gap], [940, 3865, 458324, 0]);
	assert.ok(said.solve_s > 0 && said.peak_mb > 0);
	const bytes = readFileSync(out);
	assert.strictEqual(bytes.subarray(0, 8).toString(), 'BMASSIGN');
	assert.strictEqual(bytes.readUInt32LE(8), 1000);
	let proposed = 0;
	for (let i = 0; i < 1000; i++)
		proposed += bytes.readInt32LE(12 + 4 * i) !== -1;
	assert.strictEqual(proposed, 940);
	assert.ok(!existsSync(path.join(where.dir, 'none')));
	const again = kith(['match', 'solve', '-o', out, '--waiting=points=25', list('s1k.bmg')]);
	assert.match(again.out, /627 people have a proposal[^]*Proven/);
});

test('what cannot be solved is told in one sentence, and no file is left', t => {
	const where = made(t), out = path.join(where.dir, 'proposals'), short = path.join(where.dir, 'short');
	writeFileSync(short, readFileSync(list('s1k.bmg')).subarray(0, -1));
	for (const [args, says] of [
		[[short, '-o', out], /cut short/],
		[[path.join(where.dir, 'none'), '-o', out], /cannot be opened/],
		[[where.dir, '-o', out], /must be a file/],
		[[list('README.md'), '-o', out], /BMGRAPH1/],
		[[list('s1k.bmg')], /kith match solve LIST -o FILE/],
		[[list('s1k.bmg'), '-o', out, '--waiting', 'points'], /points=N/],
		[[list('s1k.bmg'), '-o', out, '--waiting', 'points=-1'], /points=N/],
		[[list('s1k.bmg'), '-o', out, '--speed', '9'], /no option --speed/],
		[[list('s1k.bmg'), '-o', path.join(where.dir, 'no/where')], /could not be written/],
	]) {
		const r = kith(['match', 'solve', ...args]);
		assert.strictEqual(r.code, 1, args.join(' '));
		assert.match(r.err, says);
		assert.strictEqual(r.err.trim().split('\n').length, 1, r.err);
		assert.strictEqual(r.out, '');
	}
	assert.deepStrictEqual(readdirSync(where.dir).filter(f => f !== 'short'), []);
});

test('told to end, it writes the best proposals so far and says that they are not proven', async t => {
	const where = made(t), out = path.join(where.dir, 'proposals'), large = path.join(where.dir, 'large');
	// everybody fits every one of a few about as well: long to settle
	const people = 300000, each = 32, supporters = 9000, pairs = people * each;
	const bytes = Buffer.alloc(40 + 4 * supporters + 2 * people + 8 * (people + 1) + 4 * pairs);
	bytes.write('BMGRAPH1');
	bytes.writeUInt32LE(people, 8);
	bytes.writeUInt32LE(supporters, 12);
	bytes.writeUInt32LE(pairs, 24);
	for (let j = 0; j < supporters; j++)
		bytes.writeUInt32LE(20, 40 + 4 * j);
	const rows = 40 + 4 * supporters + 2 * people, first = rows + 8 * (people + 1);
	for (let i = 0; i <= people; i++)
		bytes.writeUInt32LE(i * each, rows + 8 * i);
	for (let e = 0; e < pairs; e++) {
		bytes.writeUInt16LE((e * 48271 + (e >> 5) * 7919) % supporters, first + 2 * e);
		bytes.writeUInt16LE(400 + e * 7 % 13, first + 2 * pairs + 2 * e);
	}
	writeFileSync(large, bytes);
	const child = watched(spawn(binary, ['match', 'solve', large, '-o', out, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] }));
	let said = '';
	child.stdout.on('data', d => said += d);
	child.stderr.once('data', () => child.kill('SIGINT'));         // it says how far it is once a second
	assert.strictEqual(await new Promise(done => child.on('close', done)), 0);
	const { gap, proposed } = JSON.parse(said);
	assert.ok(gap > 0, said);
	assert.ok(proposed > supporters * 5, said);
	assert.strictEqual(readFileSync(out).length, 12 + 4 * people);
});

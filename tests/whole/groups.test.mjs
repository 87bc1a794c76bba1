// Fifty people take the last place of a group at the same moment, each through a program of their own on the same database: one gets
// it, all others stand in line, nobody is lost.  On PostgreSQL eight at once, as many as a server has threads: more only wait for one
// another.
import assert from 'node:assert';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { atEnd, binary, cleanEnv, folder, kith } from './kith.mjs';
import { available, postgres } from './pg.mjs';

const N = 50;
const root = path.resolve(import.meta.dirname, '../..');
const logins = [...readFileSync(path.join(root, 'server/demo_people.c'), 'utf8').matchAll(/^\t\{ "[^"]+", "([^"]+)"/gm)].map(m => m[1]);

const call = (where, args, who, method, at, fields = {}) => ['call', method, at,
	...Object.entries(fields).flatMap(([k, v]) => [`--${k}`, v]), '--json', '--as', who, '--data', where.data, ...args];
const run = args => new Promise(done => {
	const child = spawn(binary, args, { env: cleanEnv(), stdio: ['ignore', 'pipe', 'pipe'] });
	let out = '', err = '';
	child.stdout.on('data', s => out += s);
	child.stderr.on('data', s => err += s);
	child.on('close', code => done({ code, out, err }));
});

async function fifty(t, args, at_once) {
	const where = folder();
	atEnd(t, () => where.remove());
	const made = kith(['demo', '--data', where.data, ...args]);
	assert.strictEqual(made.code, 0, made.err);
	const begun = await run(call(where, args, 'theo', 'POST', '/c/harbor/groups/new', { name: 'Last chair', purpose: 'To sit', lang: 'en', way: 'open', capacity: '2', answer_days: '3', mode: 'in_person' }));
	assert.strictEqual(begun.code, 0, begun.err);
	const group = /\/groups\/([0-9a-z]{26})/.exec(begun.out)?.[1];
	assert.ok(group, begun.out);
	const comes = async who => {
		for (let tries = 1; ; tries++) {        // "busy, try again" is an answer; whoever gets it does
			const r = await run(call(where, args, who, 'POST', `/c/harbor/groups/${group}/join`, { read: '1' }));
			if (r.code === 0 || tries === 20)
				return { who, ...r };
		}
	};
	const crowd = logins.filter(l => l !== 'theo').slice(0, N);
	assert.strictEqual(crowd.length, N);
	const came = [], next = crowd[Symbol.iterator]();
	await Promise.all([...Array(at_once)].map(async () => {
		for (const who of next)
			came.push(await comes(who));
	}));
	assert.strictEqual(came.length, N);
	for (const r of came)
		assert.strictEqual(r.code, 0, `${r.who}: ${r.err}`);
	const look = async where_ => JSON.parse((await run(call(where, args, 'theo', 'GET', `/c/harbor/groups/${group}${where_}`))).out);
	const inside = (await look('')).people.filter(p => !p.mine).map(p => p.name), line = (await look('/asking')).asking;
	assert.strictEqual(inside.length, 1, 'one has the last place');
	assert.ok(line.every(a => a.waiting), 'all others stand in line');
	assert.strictEqual(new Set(line.map(a => a.person)).size, N - 1, 'each of them once');
	assert.ok(!line.some(a => a.name === inside[0]));
	const check = kith(['check', '--data', where.data, ...args]);
	assert.match(check.out + check.err, /the places of a group add up/);
	assert.strictEqual(check.code, 0, check.out + check.err);
}

test('fifty at once for the last place, on SQLite', { timeout: 120000 }, t => fifty(t, [], N));

test('fifty at once for the last place, on PostgreSQL', { timeout: 120000, skip: available ? false : 'PostgreSQL is not installed' }, async t => {
	const where = folder();
	atEnd(t, () => where.remove());
	const pg = await postgres(t, where.dir);
	await fifty(t, ['--database', pg.url], 8);
});

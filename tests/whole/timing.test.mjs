// At the sign-in nobody can learn whether a name is known: the same answer, after the same work.  Times are compared as ranks
// of tries that take turns, so that a busy machine hits both alike: of two tries by chance the longer one must tell next to
// nothing.  Without the hashing that is done for nobody, it would tell everything.
import assert from 'node:assert';
import test from 'node:test';
import { atEnd, folder, init, serve } from './kith.mjs';
import { available, postgres } from './pg.mjs';

const password = 'a long enough sentence to remember';
const accounts = 10, turns = 4, rounds = 3;

// Each try comes from a network of its own and no name is tried often, so that nothing is slowed down.
let network = 0;
const from = () => ({ 'X-Forwarded-For': `10.${++network >> 8}.${network & 255}.7` });

async function ask(server, way, body) {
	const began = performance.now();
	const r = await fetch(`${server.url}/api${way}`, { method: 'POST', redirect: 'manual', body: JSON.stringify(body),
		headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...from() } });
	const text = (await r.text()).replace(/"request":"\w+"/, '');      // each request has a number of its own
	return { ms: performance.now() - began, status: r.status, text, fields: [...r.headers].filter(([name]) => name !== 'date').map(String).sort() };
}

// How often a known name took longer than an unknown one: a half says nothing, one or zero everything.
const tells = (known, unknown) => known.flatMap(a => unknown.map(b => a > b ? 1 : a < b ? 0 : 0.5)).reduce((x, y) => x + y, 0) / (known.length * unknown.length);

async function round(server, prefix) {
	const known = [], unknown = [];
	let answer;
	for (let k = 0; k < accounts; k++) {
		const made = await ask(server, '/join', { name: 'Ash', login: `${prefix}known${k}`, how: 'own', password, lang: 'en', zone: 'UTC' });
		assert.ok([200, 303].includes(made.status), made.text);
	}
	for (let turn = 0; turn < turns; turn++)
		for (let k = 0; k < accounts; k++)
			for (const [name, times] of (k + turn) % 2 ? [['known', known], ['other', unknown]] : [['other', unknown], ['known', known]]) {
				const r = await ask(server, '/sign-in', { login: `${prefix}${name}${k}`, password: 'this is not the right sentence' });
				answer ??= r;
				assert.strictEqual(r.status, answer.status, name);
				assert.strictEqual(r.text, answer.text, name);
				assert.deepStrictEqual(r.fields, answer.fields, name);
				times.push(r.ms);
			}
	assert.ok(answer.status >= 400);
	return tells(known, unknown);
}

async function same(t, where, args) {
	init(where, { args });
	const server = await serve(where, { args: [...args, '--trusted-proxy', '127.0.0.1'] });
	atEnd(t, () => server.stop('SIGKILL'));
	const told = [];
	for (let k = 0; k < rounds; k++) {
		told.push(await round(server, `${'abc'[k]}-`));
		if (Math.abs(told.at(-1) - 0.5) < 0.2)
			return;
	}
	assert.fail(`the time tells whether a name is known: ${told.map(x => x.toFixed(2)).join(', ')} (0.5 would tell nothing)`);
}

test('a known name and an unknown one get the same answer after the same time', { timeout: 120000 }, async t => {
	const where = folder();
	atEnd(t, () => where.remove());
	await same(t, where, []);
});

test('on PostgreSQL too: the same answer after the same time', { timeout: 180000, skip: !available }, async t => {
	const where = folder();
	atEnd(t, () => where.remove());
	const pg = await postgres(t, where.dir);
	await same(t, where, ['--database', pg.url]);
});

test('a time that tells is noticed', () => {
	const at = (n, base) => Array.from({ length: n }, (_, k) => base + k % 7);
	assert.ok(tells(at(40, 30), at(40, 3)) > 0.99);
	assert.ok(Math.abs(tells(at(40, 30), at(40, 30)) - 0.5) < 0.01);
});

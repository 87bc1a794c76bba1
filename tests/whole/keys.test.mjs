// The master key: where it may come from, what is said when it is wrong, and giving everything another one, killed at any step.
import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { available, postgres } from './pg.mjs';
import { atEnd, binary, Browser, cleanEnv, folder, init, kith, probe, serve } from './kith.mjs';

// A small community with sealed words in it.
function lived(t, program = binary) {
	const where = folder();
	atEnd(t, () => where.remove());
	init(where, { program });
	assert.strictEqual(kith(['community', 'add', 'Harbor of quiet words', '--data', where.data], { program }).code, 0);
	where.key = `${where.data}.key`;
	return where;
}
const check = (where, program = binary) => kith(['check', '--data', where.data], { program });
const mark = (where, more = [], options = {}) => /mark +([0-9a-f]{16})/.exec(kith(['keys', 'list', '--data', where.data, ...more], options).out)?.[1];
const withPhrase = (where, args, phrases) => spawnSync('/bin/sh', ['-c', '"$@" 3<&0 --passphrase-fd 3', 'sh', binary, ...args, '--data', where.data],
	{ env: cleanEnv(), input: phrases.map(p => `${p}\n`).join(''), encoding: 'utf8', timeout: 120000 });

test('a rotation gives every key a new master key; the old one opens nothing any more, and is kept for older backups', t => {
	const where = lived(t), before = mark(where), old = readFileSync(where.key, 'utf8');
	const r = kith(['keys', 'rotate', '--data', where.data]);
	assert.strictEqual(r.code, 0, r.err);
	assert.match(r.out, /keys are now under the new master key/);
	assert.notStrictEqual(mark(where), before);
	assert.strictEqual(readFileSync(`${where.key}.old-${before}`, 'utf8'), old);
	assert.strictEqual(statSync(where.key).mode & 0o777, 0o600);
	assert.ok(!existsSync(`${where.key}.new`));
	assert.strictEqual(check(where).code, 0, check(where).err);
	const wrong = kith(['check', '--data', where.data, '--key-file', `${where.key}.old-${before}`]);
	assert.strictEqual(wrong.code, 1);
	assert.match(wrong.err, /not the one this database was made with/);
	assert.ok(!r.out.includes(readFileSync(where.key, 'utf8').trim()), 'the key itself is never printed');
});

test('a backup from before opens with the key that was kept', t => {
	const where = lived(t), before = mark(where), copy = `${where.dir}/copy`;
	assert.strictEqual(kith(['backup', copy, '--data', where.data]).code, 0);
	assert.strictEqual(kith(['keys', 'rotate', '--data', where.data]).code, 0);
	const into = { data: `${where.dir}/again` };
	assert.strictEqual(kith(['restore', copy, '--data', into.data, '--key-file', where.key]).code, 1, 'not with the new one');
	assert.strictEqual(kith(['restore', copy, '--data', into.data, '--key-file', `${where.key}.old-${before}`]).code, 0);
});

test('people sign in as before: passwords, sessions and codes do not hang on the master key', async t => {
	const where = folder();
	atEnd(t, () => where.remove());
	assert.strictEqual(kith(['demo', '--data', where.data]).code, 0);
	assert.strictEqual(kith(['keys', 'rotate', '--data', where.data]).code, 0);
	const server = await serve(where);
	atEnd(t, () => server.stop('SIGKILL'));
	const b = new Browser(server);
	const r = await b.fill('/sign-in', { login: 'marisol', password: 'quiet river lantern walk' });
	assert.strictEqual(r.status, 303, r.body_);
	assert.match((await b.go('/me')).body_, /Marisol/);
	const busy = kith(['keys', 'rotate', '--data', where.data]);
	assert.strictEqual(busy.code, 1, 'the server has the old key in memory');
	assert.match(busy.err, /another Kith/);
	assert.match((await b.go('/me')).body_, /Marisol/);
});

test('killed before any step that reaches the disk, the rotation is finished by calling it again, and nothing is lost', { timeout: 300000 }, t => {
	const from = lived(t, probe), states = new Set();
	let n = 1;
	for (; n < 200; n++) {
		const where = folder();
		atEnd(t, () => where.remove());
		cpSync(from.data, where.data, { recursive: true });
		where.key = `${where.data}.key`;
		copyFileSync(from.key, where.key);
		const killed = spawnSync(probe, ['keys', 'rotate', '--data', where.data], { env: cleanEnv({ PROBE_KILL: String(n) }), encoding: 'utf8' });
		const whole = check(where, probe);
		states.add(`${existsSync(`${where.key}.new`)} ${whole.code}`);
		if (whole.code !== 0)
			assert.match(whole.err, /finish it with kith keys rotate/, `step ${n}`);
		if (killed.signal !== 'SIGKILL')
			break;
		const again = kith(['keys', 'rotate', '--data', where.data], { program: probe });
		assert.strictEqual(again.code, 0, `step ${n}: ${again.err}`);
		assert.strictEqual(check(where, probe).code, 0, `step ${n}`);
		assert.notStrictEqual(mark(where, [], { program: probe }), mark(from, [], { program: probe }), `step ${n}`);
		assert.ok(!existsSync(`${where.key}.new`), `step ${n}`);
		where.remove();
	}
	assert.ok(n > 10 && n < 200, `${n} steps`);
	assert.ok(states.has('true 0') && states.has('true 1') && states.has('false 0'), [...states].join(', '));
});

test('the key may be made from a passphrase; a wrong one opens nothing and changes nothing', { timeout: 300000 }, t => {
	const where = lived(t), right = 'seven lanterns over a slow green river', next = 'eleven patient herons by the mill';
	const short = withPhrase(where, ['keys', 'rotate', '--passphrase'], ['too short']);
	assert.strictEqual(short.status, 1);
	assert.match(short.stderr, /too short/);
	assert.strictEqual(check(where).code, 0);
	const r = withPhrase(where, ['keys', 'rotate', '--passphrase'], [right]);
	assert.strictEqual(r.status, 0, r.stderr);
	assert.match(readFileSync(where.key, 'utf8'), /^argon2id 4 262144 [0-9a-f]{32}\n$/);
	assert.strictEqual(withPhrase(where, ['check'], [right]).status, 0);
	const bytes = () => createHash('sha256').update(readFileSync(path.join(where.data, 'kith.db'))).digest('hex'), before = bytes();
	const wrong = withPhrase(where, ['check'], ['another passphrase, which is wrong']);
	assert.strictEqual(wrong.status, 1);
	assert.match(wrong.stderr, /not the one this database was made with/);
	const none = withPhrase(where, ['check'], []);
	assert.strictEqual(none.status, 1);
	assert.match(none.stderr, /passphrase.*could not be read/);
	const nobody = spawnSync('setsid', [binary, 'check', '--data', where.data], { env: cleanEnv(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
	assert.strictEqual(nobody.status, 1);
	assert.match(nobody.stderr, /no terminal.*--passphrase-fd/);
	assert.strictEqual(bytes(), before);
	const other = withPhrase(where, ['keys', 'rotate', '--passphrase'], [right, next, right]);
	assert.strictEqual(other.status, 0, other.stderr);
	assert.strictEqual(withPhrase(where, ['check'], [next]).status, 0);
	const back = withPhrase(where, ['keys', 'rotate'], [next, next]);
	assert.strictEqual(back.status, 0, back.stderr);
	assert.strictEqual(check(where).code, 0);
});

test('the service manager may hand the key over; it is changed by naming a file for the new one', t => {
	const where = lived(t), creds = path.join(where.dir, 'creds'), env = { CREDENTIALS_DIRECTORY: creds };
	mkdirSync(creds);
	renameSync(where.key, path.join(creds, 'kith.key'));
	assert.strictEqual(check(where).code, 1, 'the file is gone');
	chmodSync(path.join(creds, 'kith.key'), 0o440);
	assert.strictEqual(kith(['check', '--data', where.data], { env }).code, 0);
	assert.match(kith(['keys', 'list', '--data', where.data], { env }).out, /from the service manager/);
	const here = kith(['keys', 'rotate', '--data', where.data], { env });
	assert.strictEqual(here.code, 1);
	assert.match(here.err, /--to FILE/);
	const to = path.join(where.dir, 'fresh.key');
	const r = kith(['keys', 'rotate', '--to', to, '--data', where.data], { env });
	assert.strictEqual(r.code, 0, r.err);
	assert.strictEqual(kith(['check', '--data', where.data], { env }).code, 1);
	assert.strictEqual(kith(['keys', 'rotate', '--to', to, '--data', where.data], { env }).code, 0, 'once more: it is done already');
	copyFileSync(to, path.join(where.dir, 'k'));
	renameSync(path.join(where.dir, 'k'), path.join(creds, 'kith.key'));
	chmodSync(path.join(creds, 'kith.key'), 0o400);
	assert.strictEqual(kith(['check', '--data', where.data], { env }).code, 0);
	chmodSync(path.join(creds, 'kith.key'), 0o444);
	assert.match(kith(['check', '--data', where.data], { env }).err, /can be read by others/);
});

test('without a key, with a foreign key, with a torn key: a sentence, and nothing is touched', t => {
	const where = lived(t), bytes = () => createHash('sha256').update(readFileSync(path.join(where.data, 'kith.db'))).digest('hex');
	const before = bytes(), key = readFileSync(where.key);
	for (const [text, words] of [['00'.repeat(32), /not the one this database/], ['12', /64 hexadecimal digits/],
		['argon2id 1 1 00\n', /does not say rightly/], [null, /is not there/]]) {
		if (text === null)
			renameSync(where.key, `${where.key}.away`);
		else
			writeFileSync(where.key, text, { mode: 0o600 });
		for (const command of [['check'], ['keys', 'rotate'], ['keys', 'list'], ['backup', `${where.dir}/b`], ['migrate'], ['serve', '--listen', '127.0.0.1:0']]) {
			const r = kith([...command, '--data', where.data]);
			assert.strictEqual(r.code, 1, command.join(' '));
			assert.match(r.err, words, command.join(' '));
		}
	}
	writeFileSync(where.key, key, { mode: 0o600 });
	assert.strictEqual(bytes(), before);
	assert.strictEqual(check(where).code, 0);
});

test('keys show tells since when somebody has a key, and nothing of the key', t => {
	const where = folder();
	atEnd(t, () => where.remove());
	assert.strictEqual(kith(['demo', '--data', where.data]).code, 0);
	const r = kith(['keys', 'show', 'marisol', '--data', where.data]);
	assert.strictEqual(r.code, 0, r.err);
	assert.match(r.out, /^marisol has a key since \d{4}-\d\d-\d\d\./);
	assert.strictEqual(kith(['keys', 'show', 'nobody-of-this-name', '--data', where.data]).code, 1);
	for (const wrong of [['keys'], ['keys', 'show'], ['keys', 'list', 'x'], ['keys', 'rotate', 'marisol'], ['keys', 'list', '--to', 'f'], ['keys', 'burn']])
		assert.strictEqual(kith([...wrong, '--data', where.data]).code, 2, wrong.join(' '));
	const list = JSON.parse(kith(['keys', 'list', '--json', '--data', where.data]).out);
	assert.ok(list.keys > 5 && /^[0-9a-f]{16}$/.test(list.mark));
});

test('on PostgreSQL: not while a server is connected; afterwards everybody signs in as before', { skip: available ? false : 'PostgreSQL is not installed', timeout: 120000 }, async t => {
	const where = folder();
	atEnd(t, () => where.remove());
	const pg = await postgres(t, where.dir), args = ['--database', pg.url];
	assert.strictEqual(kith(['demo', '--data', where.data, ...args]).code, 0);
	const first = await serve(where, { args });
	atEnd(t, () => first.stop('SIGKILL'));
	assert.strictEqual((await fetch(`${first.url}/health`)).status, 200);
	const before = mark(where, args), busy = kith(['keys', 'rotate', '--data', where.data, ...args]);
	assert.strictEqual(busy.code, 1);
	assert.match(busy.err, /Stop it first/);
	assert.strictEqual(mark(where, args), before);
	await first.stop();
	for (let n = 1; n < 12; n++)
		spawnSync(probe, ['keys', 'rotate', '--data', where.data, ...args], { env: cleanEnv({ PROBE_KILL: String(n) }) });
	const r = kith(['keys', 'rotate', '--data', where.data, ...args]);
	assert.strictEqual(r.code, 0, r.err);
	assert.notStrictEqual(mark(where, args), before);
	const second = await serve(where, { args });
	atEnd(t, () => second.stop('SIGKILL'));
	const b = new Browser(second);
	assert.strictEqual((await b.fill('/sign-in', { login: 'rowan', password: 'seven maple bridges home' })).status, 303);
	assert.match((await b.go('/me')).body_, /Rowan/);
});

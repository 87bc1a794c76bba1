// The command line: settings, the life of a data folder, what it refuses and how it says so.
import assert from 'node:assert';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { atEnd, binary, folder, init, kith, probe, raw, serve } from './kith.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const made = t => { const where = folder(); atEnd(t, () => where.remove()); return where; };
// Names, sizes and times of everything in a folder: did a command touch it?
const seen = dir => readdirSync(dir, { recursive: true }).filter(f => !/-(wal|shm)$|lock$/.test(f)).sort()
	.map(f => `${f} ${statSync(path.join(dir, f)).size} ${statSync(path.join(dir, f)).mtimeMs}`).join('\n');
const refused = (args, says, options) => {
	const r = kith(args, options);
	assert.notStrictEqual(r.code, 0, args.join(' '));
	assert.notStrictEqual(r.code, null, args.join(' '));
	assert.match(r.err, says);
	assert.strictEqual(r.err.trim().split('\n').length, 1, 'one sentence');
	return r;
};

test('init makes folder, key and database, readable by nobody else, and says where the key is', t => {
	const where = made(t);
	const r = kith(['init', '--data', where.data]);
	assert.strictEqual(r.code, 0, r.err);
	assert.match(r.out, new RegExp(`master key is in +${where.data}\\.key`));
	assert.match(r.out, /another place/);
	assert.strictEqual(statSync(where.data).mode & 0o777, 0o700);
	assert.strictEqual(statSync(`${where.data}.key`).mode & 0o777, 0o600);
	assert.strictEqual(statSync(`${where.data}/kith.db`).mode & 0o777, 0o600);
	assert.match(readFileSync(`${where.data}.key`, 'utf8'), /^[0-9a-f]{64}\n$/);
	const before = seen(where.dir);
	refused(['init', '--data', where.data], /not empty/);
	assert.strictEqual(seen(where.dir), before);
	assert.strictEqual(kith(['check', '--data', where.data]).code, 0);
});

test('init replaces no key, and takes back what it began', t => {
	const where = made(t);
	writeFileSync(`${where.data}.key`, 'something else');
	refused(['init', '--data', where.data], /\.key/);
	assert.strictEqual(readFileSync(`${where.data}.key`, 'utf8'), 'something else');
	assert.ok(!existsSync(where.data));
	mkdirSync(where.data);
	writeFileSync(`${where.data}/holiday.jpg`, '');
	refused(['init', '--data', where.data], /not empty/);
	refused(['init', '--data', '/proc/nowhere'], /cannot be made/);
});

test('a missing, wrong, damaged or readable key: said, and nothing touched', t => {
	const where = made(t), other = made(t);
	init(where);
	init(other);
	const key = readFileSync(`${where.data}.key`);
	const before = seen(where.data);
	for (const command of [['serve', '--listen', '127.0.0.1:0'], ['check'], ['migrate'], ['call', 'GET', '/safety']]) {
		const args = [command[0], '--data', where.data, ...command.slice(1)];
		refused([...args.slice(0, 3), '--key-file', `${where.dir}/none`, ...args.slice(3)], /key file .* is not there/);
		refused([...args.slice(0, 3), '--key-file', `${other.data}.key`, ...args.slice(3)], /not the one this database was made with/);
	}
	writeFileSync(`${where.data}.key`, 'abc\n');
	refused(['check', '--data', where.data], /64 hexadecimal/);
	writeFileSync(`${where.data}.key`, key);
	kith(['--help']);
	assert.strictEqual(seen(where.data), before);
});

test('a database from a newer version, or one that is none: said, and nothing touched', async t => {
	const where = made(t);
	init(where, { program: probe });
	const before = seen(where.data);
	refused(['serve', '--data', where.data, '--listen', '127.0.0.1:0'], /newer version of Kith/);
	refused(['migrate', '--data', where.data], /newer version of Kith/);
	assert.strictEqual(seen(where.data), before);
	const none = made(t);
	init(none);
	writeFileSync(`${none.data}/kith.db`, 'this is not a database, it is a letter to a friend'.repeat(100));
	refused(['serve', '--data', none.data, '--listen', '127.0.0.1:0'], /./);
	refused(['check', '--data', `${none.dir}/nowhere`], /no database at .*kith init/);
});

test('a database from an older version is brought up to date by migrate, and not before', async t => {
	const where = made(t);
	init(where);
	refused(['serve', '--data', where.data, '--listen', '127.0.0.1:0'], /older version.*kith migrate/, { program: probe });
	const r = kith(['migrate', '--data', where.data], { program: probe });
	assert.strictEqual(r.code, 0, r.err);
	assert.match(kith(['migrate', '--data', where.data], { program: probe }).out, /up to date/);
	const server = await serve(where, { program: probe });
	atEnd(t, () => server.stop('SIGKILL'));
	assert.strictEqual((await fetch(`${server.url}/probe/count`)).status, 200);
});

test('one data folder, one server', async t => {
	const where = made(t);
	init(where);
	const server = await serve(where);
	atEnd(t, () => server.stop('SIGKILL'));
	refused(['serve', '--data', where.data, '--listen', '127.0.0.1:0'], /another Kith is using/);
	assert.strictEqual(kith(['check', '--data', where.data]).code, 0, 'looking is fine');
	await server.stop('SIGKILL');
	const again = await serve(where);
	await again.stop();
});

test('an address that cannot be listened on is told', async t => {
	const where = made(t);
	init(where);
	const taken = net.createServer().listen(0, '127.0.0.1');
	await new Promise(done => taken.on('listening', done));
	atEnd(t, () => taken.close());
	const serving = listen => ['serve', '--data', where.data, '--listen', listen];
	refused(serving(`127.0.0.1:${taken.address().port}`), /another program is listening/);
	refused(serving('203.0.113.7:8080'), /does not have that address/);
	refused(serving('localhost:8080'), /numeric address/);
	for (const wrong of ['8080', '127.0.0.1', '127.0.0.1:', ':8080', '127.0.0.1:99999', '::1:8080', '127.0.0.1:80a'])
		refused(serving(wrong), /--listen: listen must be ADDRESS:PORT/);
});

test('IPv6 works', async t => {
	const where = made(t);
	init(where);
	const server = await serve(where, { listen: '[::1]:0' }).catch(() => null);
	if (!server)
		return t.skip('this machine has no IPv6');
	atEnd(t, () => server.stop('SIGKILL'));
	assert.match(server.url, /^http:\/\/\[::1\]:\d+$/);
	assert.strictEqual((await fetch(`${server.url}/health`)).status, 200);
});

test('an unknown or bad setting stops with a sentence that says what and where', t => {
	const where = made(t);
	init(where);
	const data = ['--data', where.data], conf = `${where.data}/kith.conf`;
	const inFile = (text, says) => { writeFileSync(conf, text); refused(['check', ...data], says); };
	inFile('# fine\n\nthread = 4\n', /kith\.conf:3: there is no setting called "thread"/);
	inFile('threads = many\n', /kith\.conf:1: threads must be a whole number from 0 to 256, not "many"/);
	inFile('threads = 257\n', /kith\.conf:1: threads must be/);
	inFile('threads = -1\n', /kith\.conf:1: threads must be/);
	inFile('threads\n', /kith\.conf:1: expected "name = value"/);
	inFile('threads = 4\nthreads = 5\n', /kith\.conf:2: threads is set twice/);
	inFile('log_level = loud\n', /kith\.conf:1: log_level must be one of: quiet normal/);
	inFile('data = elsewhere\n', /kith\.conf:1: the data folder is named by/);
	inFile('public_address = kith.example.org\n', /kith\.conf:1: public_address must begin with https/);
	inFile('smtp_url = mail.example.org\n', /kith\.conf:1: smtp_url must begin with/);
	inFile(`mail_from = ${'a'.repeat(300)}\n`, /kith\.conf:1: mail_from must be text/);
	inFile('mail_from = a\x01b\n', /kith\.conf:1: mail_from must be text/);
	inFile('mail_from = kith\n', /kith\.conf:1: mail_from must be an address/);
	inFile('mail_from = Kith <kith@example.org>\n', /kith\.conf:1: mail_from must be an address/);
	writeFileSync(conf, '');
	refused(['check', ...data], /KITH_THREADS: threads must be/, { env: { KITH_THREADS: 'x' } });
	refused(['check', ...data], /KITH_NO_SUCH: there is no setting called "no_such"/, { env: { KITH_NO_SUCH: '1' } });
	refused(['check', ...data, '--threads', 'x'], /--threads: threads must be/);
	refused(['check', ...data, '--threads'], /--threads needs a value/);
	refused(['check', ...data, '--database', 'mysql://x'], /--database: database must begin with postgresql/);
});

test('the command line wins over the environment, that over the file', t => {
	const where = made(t);
	init(where);
	writeFileSync(`${where.data}/kith.conf`, 'threads = 9   \n  idle_minutes=44\n# session_hours = 3\n');
	const list = (args, env) => Object.fromEntries(JSON.parse(kith(['config', '--list', '--json', '--data', where.data, ...args], { env }).out).map(s => [s.name, s]));
	let now = list(['--threads', '11'], { KITH_THREADS: '10', KITH_SESSION_HOURS: '5' });
	assert.deepStrictEqual([now.threads.value, now.threads.from], ['11', '--threads']);
	assert.deepStrictEqual([now.session_hours.value, now.session_hours.from], ['5', 'KITH_SESSION_HOURS']);
	assert.deepStrictEqual([now.idle_minutes.value, now.idle_minutes.from], ['44', `${where.data}/kith.conf:2`]);
	now = list([], {});
	assert.strictEqual(now.threads.value, '9');
	assert.strictEqual(now.session_hours.value, now.session_hours.default);
});

test('the operator\'s page has every setting with its default and help, and no other', () => {
	const page = readFileSync(path.join(root, 'docs/run.md'), 'utf8');
	const rows = [...page.matchAll(/^\| `([a-z_]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(m => m.slice(1, 5).map(s => s.trim()));
	const list = JSON.parse(kith(['config', '--list', '--json']).out).map(s => [s.name, s.default, s.limits, s.help]);
	assert.deepStrictEqual(rows, list);
});

test('every command has help, and what is wrong is told with exit code 2', t => {
	const help = kith(['--help']);
	assert.strictEqual(help.code, 0);
	const commands = [...help.out.matchAll(/^ {2}([a-z]+) {2,}\S/gm)].map(m => m[1]);
	for (const name of ['init', 'serve', 'migrate', 'check', 'backup', 'restore', 'config', 'call'])
		assert.ok(commands.includes(name), name);
	for (const name of commands) {
		const r = kith([name, '--help']);
		assert.strictEqual(r.code, 0, name);
		assert.match(r.out, new RegExp(`usage:\n {2}kith ${name}`));
	}
	assert.strictEqual(kith([]).code, 2);
	assert.strictEqual(kith(['dance']).code, 2);
	for (const args of [['init', 'x'], ['serve', '--loud'], ['backup'], ['restore'], ['config'], ['call'], ['check', 'x'], ['migrate', 'x']])
		assert.strictEqual(kith(args).code, 2, args.join(' '));
});

test('a backup is one file, made while people write; it comes back into an empty folder with the key, and only so', async t => {
	const where = made(t), back = made(t);
	init(where, { program: probe });
	const server = await serve(where, { program: probe });
	atEnd(t, () => server.stop('SIGKILL'));
	const write = mark => fetch(`${server.url}/probe/note`, { method: 'POST', body: new URLSearchParams({ mark, text: 'a private word' }), redirect: 'manual' });
	for (let k = 0; k < 50; k++)
		await write(`before-${k}`);
	let going = true;
	const writing = (async () => { for (let k = 0; going; k++) await write(`during-${k}`); })();
	const file = `${where.dir}/kith.backup`;
	const r = kith(['backup', file, '--data', where.data], { program: probe });
	going = false;
	await writing;
	assert.strictEqual(r.code, 0, r.err);
	assert.match(r.out, /master key .* keep them apart/s);
	assert.strictEqual(statSync(file).mode & 0o777, 0o600);
	assert.ok(!readFileSync(file).includes('a private word'), 'what people wrote is sealed');
	assert.deepStrictEqual(readdirSync(where.dir).sort(), ['data', 'data.erased', 'data.key', 'kith.backup', 'kith.erased'], 'one file, and the list of who left');
	const run = (args, says) => refused(args, says, { program: probe });
	run(['backup', file, '--data', where.data], /never replaces a file/);
	run(['restore', file, '--data', where.data], /not empty/);
	run(['restore', file, '--data', back.data], /key file .* is not there/);
	assert.ok(!existsSync(`${back.data}/kith.db`));
	copyFileSync(`${where.data}.key`, `${back.data}.key`);
	run(['restore', `${where.dir}/none`, '--data', back.data], /cannot be read/);
	const cut = `${where.dir}/cut`;
	copyFileSync(file, cut);
	truncateSync(cut, 20000);
	const damaged = kith(['restore', cut, '--data', back.data], { program: probe });
	assert.strictEqual(damaged.code, 1);
	writeFileSync(cut, 'no database');
	assert.strictEqual(kith(['restore', cut, '--data', back.data], { program: probe }).code, 1);
	refused(['restore', file, '--data', back.data], /newer version/);
	assert.deepStrictEqual([existsSync(back.data), existsSync(`${back.data}.erased`)], [false, false], 'nothing stays of a restore that failed');
	const other = made(t);
	init(other, { program: probe });
	run(['restore', file, '--data', back.data, '--key-file', `${other.data}.key`], /not the one this database was made with/);
	assert.ok(!existsSync(back.data), 'nor with a wrong key');
	mkdirSync(back.data);
	run(['restore', file, '--data', back.data, '--key-file', `${other.data}.key`], /not the one this database was made with/);
	assert.deepStrictEqual(readdirSync(back.data), [], 'a folder that was there stays empty');
	assert.strictEqual(kith(['restore', file, '--data', back.data], { program: probe }).code, 0);
	assert.strictEqual(kith(['check', '--data', back.data], { program: probe }).code, 0);
	const restored = await serve(back, { program: probe });
	atEnd(t, () => restored.stop('SIGKILL'));
	const { n } = await (await fetch(`${restored.url}/probe/count?mark=before-`)).json();
	assert.strictEqual(n, 50);
});

test('call goes through any route: faults are told, JSON on request, files with @', t => {
	const where = made(t);
	init(where, { program: probe });
	const call = (...args) => kith(['call', '--data', where.data, ...args], { program: probe });
	for (const where_it_stands of [(...args) => ['call', ...args, '--data', where.data], (...args) => ['call', ...args.slice(0, 2), `--data=${where.data}`, ...args.slice(2)]])
		assert.deepStrictEqual(JSON.parse(kith(where_it_stands('GET', '/probe/count', '--mark', 'none', '--json'), { program: probe }).out), { n: 0 });
	let r = call('POST', '/probe/note', '--mark', 'from-here', '--text=some words');
	assert.strictEqual(r.code, 0, r.err);
	assert.match(r.out, /Kept\./);
	assert.deepStrictEqual(JSON.parse(call('GET', '/probe/count?mark=from', '--json').out), { n: 1 });
	assert.deepStrictEqual(JSON.parse(call('GET', '/probe/count', '--mark', 'none').out), { n: 0 });
	r = call('POST', '/probe/note', '--text', 'x');
	assert.strictEqual(r.code, 1);
	assert.match(r.err, /mark: /);
	assert.match(call('POST', '/nowhere').err, /is not a route/);
	assert.match(call('POST', '/probe/note', 'mark').err, /expected an option/);
	assert.match(call('POST', '/probe/note', '--mark', 'from-here').err, /already/);
	assert.match(call('POST', '/probe/broken', '--mark', 'x').err, /something broke/);
	writeFileSync(`${where.dir}/file`, 'x'.repeat(1234));
	assert.deepStrictEqual(JSON.parse(call('POST', '/probe/upload', '--file', `@${where.dir}/file`).out), { n: 1234 });
	assert.match(call('POST', '/probe/upload', '--file', `@${where.dir}/none`).err, /cannot be read/);
	assert.strictEqual(call('POST', '/probe/slow', '--mark', 'slow').code, 0);
	assert.strictEqual(kith(['call', '--data', where.data, 'GET', '/safety']).code, 1, 'a newer database is refused here too');
});

test('a feature\'s command runs in one transaction, reads files, and works beside a running server', async t => {
	const where = made(t);
	init(where, { program: probe });
	const server = await serve(where, { program: probe });
	atEnd(t, () => server.stop('SIGKILL'));
	writeFileSync(`${where.dir}/word`, 'hello');
	let r = kith(['probe', `${where.dir}/word`, '--data', where.data], { program: probe });
	assert.strictEqual(r.code, 0, r.err);
	assert.strictEqual(r.out, '5\n');
	assert.match(r.err, /reading/);
	r = kith(['probe', `${where.dir}/none`, '--data', where.data], { program: probe });
	assert.strictEqual(r.code, 1);
	assert.match(r.err, /The file .* cannot be read/);
	assert.match(kith(['probe', '--data', where.data], { program: probe }).err, /usage: kith probe FILE/);
	assert.deepStrictEqual(await (await fetch(`${server.url}/probe/count?mark=hello`)).json(), { n: 1 });
});

test('check finds damage', t => {
	const where = made(t);
	init(where);
	const bytes = readFileSync(`${where.data}/kith.db`);
	for (let k = 4096; k < bytes.length; k += 61)
		bytes[k] ^= 0x5a;
	writeFileSync(`${where.data}/kith.db`, bytes);
	const r = kith(['check', '--data', where.data]);
	assert.strictEqual(r.code, 1);
	assert.match(r.err + r.out, /./);
});

test('nothing is kept where anyone else could read it', async t => {
	const where = made(t);
	init(where, { program: probe });
	const server = await serve(where, { program: probe });
	atEnd(t, () => server.stop('SIGKILL'));
	await fetch(`${server.url}/probe/note`, { method: 'POST', body: new URLSearchParams({ mark: 'a' }), redirect: 'manual' });
	for (const f of readdirSync(where.data))
		assert.strictEqual(statSync(path.join(where.data, f)).mode & 0o077, 0, f);
	assert.ok((await raw(server.port, 'GET /health HTTP/1.1\r\nHost: a\r\n\r\n')).status === 200);
	assert.ok(binary);
});

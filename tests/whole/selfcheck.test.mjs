// What an operator is told about the protections in force: all good here, and each thing that is not.
import assert from 'node:assert';
import { spawn } from 'node:child_process';
import { chmodSync, readFileSync, renameSync } from 'node:fs';
import http from 'node:http';
import test from 'node:test';
import { atEnd, binary, cleanEnv, folder, fresh, init, kith, probe, serve, watched } from './kith.mjs';
import { certificate } from './smtp.mjs';

const sanitized = readFileSync(probe).includes('__asan_init') || readFileSync(probe).includes('__tsan_init');
const check = (url, args = []) => {
	const r = kith(['selfcheck', url, '--json', ...args]);
	return { code: r.code, found: JSON.parse(r.out) };
};
const bad = r => r.found.filter(f => f.result === 'bad').map(f => f.check);

test('over https, on the server\'s own machine: everything is looked at, and a new certificate alone is told', { timeout: 60000 }, async t => {
	const where = folder();
	atEnd(t, () => where.remove());
	init(where);
	const { file } = certificate(where.dir);
	const server = await serve(where, { args: ['--tls-certificate-file', file, '--tls-key-file', `${where.dir}/smtp-key.pem`,
		'--smtp-url', 'smtps://127.0.0.1:9', '--mail-from', 'kith@example.net'] });
	atEnd(t, () => server.stop('SIGKILL'));
	const r = check(server.url, ['--data', where.data, '--ca-file', file]);
	const good = new Set(r.found.filter(f => f.result === 'good').map(f => f.check));
	for (const name of ['answers', 'clock', 'tls', 'hsts', 'fields', 'cookies', 'modes', 'key', 'seccomp', 'rights', 'core', ...sanitized ? [] : ['memory']])
		assert.ok(good.has(name), `${name}: ${JSON.stringify(r.found)}`);
	for (const name of ['kith-studio', 'kith-mail'])
		assert.ok(r.found.some(f => f.check === 'processes' && f.result === 'good' && f.words.includes(name)), `${name}: ${JSON.stringify(r.found)}`);
	const reach = of => of.found.find(f => f.check === 'key_reach');
	assert.strictEqual(reach(r).result, 'note', 'the key lies beside the certificate, where the server still reads');
	assert.deepStrictEqual(bad(r).filter(c => c !== 'landlock' && c !== 'memory'), ['certificate'], 'it ends in two days');
	assert.strictEqual(r.code, 1);
	const words = kith(['selfcheck', server.url, '--data', where.data, '--ca-file', file]);
	assert.match(words.out, /^good {2}TLS 1\.0 and 1\.1 are refused\.$/m);
	assert.match(words.out, /^bad {3}The certificate is trusted and good until \d{4}-\d\d-\d\d; days left: [12]\.$/m);
	assert.deepStrictEqual(bad(check(server.url, ['--data', where.data])).filter(c => !sanitized || c !== 'memory'), ['answers'], 'a certificate nobody trusts');
});

test('what is not as it should be is found: modes, the key\'s place, an open sandbox', { timeout: 60000 }, async t => {
	const server = await fresh(t);
	const data = server.where.data;
	const before = check(server.url, ['--data', data]);
	assert.deepStrictEqual(bad(before).filter(c => c !== 'landlock' && c !== 'memory'), []);
	assert.strictEqual(before.found.find(f => f.check === 'key_reach').result, bad(before).includes('landlock') ? 'note' : 'good');
	assert.ok(before.found.some(f => f.check === 'https' && f.result === 'note'), 'http, but on this machine');
	chmodSync(data, 0o755);
	chmodSync(`${data}/kith.db`, 0o644);
	assert.deepStrictEqual(bad(check(server.url, ['--data', data])).filter(c => c === 'modes'), ['modes', 'modes']);
	chmodSync(data, 0o700);
	chmodSync(`${data}/kith.db`, 0o600);
	renameSync(`${data}.key`, `${data}/inside.key`);
	assert.ok(bad(check(server.url, ['--data', data, '--key-file', `${data}/inside.key`])).includes('key'));
	const open = await fresh(t, { args: ['--sandbox', 'off'] });
	const found = bad(check(open.url, ['--data', open.where.data]));
	assert.ok(found.includes('seccomp') && found.includes('landlock') && found.includes('processes'), `${found}`);
	const lenient = await fresh(t, { args: ['--sandbox', 'refuse'] });
	assert.ok(bad(check(lenient.url, ['--data', lenient.where.data])).includes('seccomp'));
});

test('what a proxy takes away is found; so is an address where nobody is, and one that is not Kith', { timeout: 60000 }, async t => {
	const heads = { 'content-type': 'text/html' };
	const other = http.createServer((req, res) => { res.writeHead(200, { ...heads, 'set-cookie': 'a=b; Path=/' }); res.end('ok\n'); });
	await new Promise(done => other.listen(0, '127.0.0.1', done));
	atEnd(t, () => other.close());
	const url = `http://127.0.0.1:${other.address().port}`;
	// spawnSync would stop this process, and with it the stand-in
	const run = args => new Promise(done => {
		const child = watched(spawn(binary, ['selfcheck', ...args], { env: cleanEnv() }));
		let out = '';
		child.stdout.on('data', d => { out += d; });
		child.on('close', code => done({ code, found: JSON.parse(out) }));
	});
	const r = await run([url, '--json', '--data', '/nonexistent']);
	assert.strictEqual(r.code, 1);
	assert.deepStrictEqual(bad(r), ['fields', 'fields', 'cookies']);
	const nobody = await run(['http://127.0.0.1:9', '--json', '--data', '/nonexistent']);
	assert.deepStrictEqual(bad(nobody), ['answers']);
	assert.strictEqual(kith(['selfcheck']).code, 2);
	assert.strictEqual(kith(['selfcheck', 'ftp://x']).code, 2);
});

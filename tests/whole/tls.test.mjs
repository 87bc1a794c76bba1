// https without a proxy: which protocols, what replies say, bad certificates told plainly, a new one without a break.
import assert from 'node:assert';
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import test from 'node:test';
import tls from 'node:tls';
import { atEnd, folder, init, kith, probe, raw, serve, sleep } from './kith.mjs';

// A certificate of our own for 127.0.0.1; key: 'rsa:2048', 'ec', 'ed25519'.  Dates as openssl ca writes them, else two days.
function certificate(dir, name, { kind = 'ec', from, until, names = 'IP:127.0.0.1,DNS:kith.test' } = {}) {
	const key = `${dir}/${name}.key`, cert = `${dir}/${name}.pem`;
	const made = kind === 'ec' ? ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'] : ['-newkey', kind];
	if (from) {
		execFileSync('openssl', ['req', ...made, '-nodes', '-keyout', key, '-out', `${dir}/${name}.csr`, '-subj', `/CN=${name}`], { stdio: 'ignore' });
		writeFileSync(`${dir}/${name}.cnf`, `[ca]\ndefault_ca=d\n[d]\nnew_certs_dir=${dir}\ndatabase=${dir}/${name}.index\nrand_serial=yes\ndefault_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n`);
		writeFileSync(`${dir}/${name}.index`, '');
		execFileSync('openssl', ['ca', '-batch', '-selfsign', '-config', `${dir}/${name}.cnf`, '-in', `${dir}/${name}.csr`, '-keyfile', key,
			'-startdate', from, '-enddate', until, '-notext', '-out', cert], { stdio: 'ignore' });
	} else {
		execFileSync('openssl', ['req', '-x509', ...made, '-nodes', '-keyout', key, '-out', cert, '-days', '2', '-subj', `/CN=${name}`,
			'-addext', `subjectAltName=${names}`], { stdio: 'ignore' });
	}
	return { key, cert };
}

const secured = ({ key, cert }) => ['--tls-certificate-file', cert, '--tls-key-file', key];

async function secure(t, options = {}) {
	const where = folder();
	atEnd(t, () => where.remove());
	init(where, { program: probe });
	const shown = certificate(where.dir, 'first', options);
	const server = await serve(where, { program: probe, args: [...secured(shown), ...options.args ?? []] });
	atEnd(t, () => server.stop('SIGKILL'));
	return { where, server, shown };
}

// One request on a connection of its own (or of agent).
function ask(server, path, { agent = false, method = 'GET', body, headers = {}, ...more } = {}) {
	return new Promise((done, fail) => {
		const r = https.request({ host: '127.0.0.1', port: server.port, path, method, agent, rejectUnauthorized: false, headers, ...more }, got => {
			const named = got.socket.getPeerCertificate?.().subject?.CN;
			let text = '';
			got.on('data', d => { text += d; });
			got.on('end', () => done({ status: got.statusCode, headers: got.headers, text, named }));
			got.on('error', fail);
		});
		r.on('error', fail);
		r.end(body);
	});
}

// What openssl's own client makes of it: the protocol and cipher, or nothing.
function client(server, ...args) {
	const r = spawnSync('openssl', ['s_client', '-connect', `127.0.0.1:${server.port}`, ...args], { input: '', encoding: 'utf8', timeout: 10000 });
	const found = /New, (TLSv[\d.]+), Cipher is (\S+)/.exec(r.stdout);
	return found && found[2] !== '(NONE)' ? { protocol: found[1], cipher: found[2], text: r.stdout } : null;
}

test('https with every kind of key; replies know it: HSTS, cookies for https only and with a prefix', { timeout: 60000 }, async t => {
	for (const kind of ['ec', 'rsa:2048', 'ed25519']) {
		const { server } = await secure(t, { kind });
		assert.match(server.url, /^https:\/\/127\.0\.0\.1:/);
		const page = await ask(server, '/probe/form');
		assert.strictEqual(page.status, 200, kind);
		assert.strictEqual(page.headers['strict-transport-security'], 'max-age=63072000');
		assert.match(page.headers['set-cookie'][0], /^__Host-kith-before=[a-z0-9]+; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
		for (const path of ['/nowhere', '/health', '/static/none', '/probe/broken'])
			assert.ok((await ask(server, path)).headers['strict-transport-security'], path);
		const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)[1], cookie = page.headers['set-cookie'][0].split(';')[0];
		const post = origin => ask(server, '/probe/form', { method: 'POST', body: new URLSearchParams({ csrf, text: 'words', version: '1' }).toString(),
			headers: { cookie, origin, 'content-type': 'application/x-www-form-urlencoded' } }).then(r => r.status);
		assert.strictEqual(await post(`http://127.0.0.1:${server.port}`), 403, 'the same host by http is another origin');
		assert.strictEqual(await post(server.url), 303);
		await server.stop();
		assert.doesNotMatch(server.log, /Warning|ERROR/);
	}
});

test('without https there is no HSTS', async t => {
	const where = folder();
	atEnd(t, () => where.remove());
	init(where);
	const server = await serve(where);
	atEnd(t, () => server.stop('SIGKILL'));
	assert.strictEqual((await fetch(`${server.url}/safety`)).headers.get('strict-transport-security'), null);
});

test('only TLS 1.2 and 1.3, only ephemeral keys and authenticated ciphers; http on this port gets nothing', { timeout: 60000 }, async t => {
	for (const kind of ['ec', 'rsa:2048']) {
		const { server } = await secure(t, { kind });
		const weak = ['-cipher', 'ALL:@SECLEVEL=0'];
		for (const old of ['-tls1', '-tls1_1'])
			assert.strictEqual(client(server, old, ...weak), null, old);
		assert.strictEqual(client(server, '-tls1_2').protocol, 'TLSv1.2');
		assert.strictEqual(client(server, '-tls1_3').protocol, 'TLSv1.3');
		for (const cipher of ['AES128-GCM-SHA256', 'AES256-SHA', 'ECDHE-RSA-AES128-SHA', 'ECDHE-ECDSA-AES256-SHA384', 'DHE-RSA-AES128-GCM-SHA256', 'NULL', 'aNULL', 'PSK', '3DES', 'RC4'])
			assert.strictEqual(client(server, '-tls1_2', '-cipher', `${cipher}:@SECLEVEL=0`), null, cipher);
		const auth = kind === 'ec' ? 'ECDSA' : 'RSA';
		for (const cipher of [`ECDHE-${auth}-AES256-GCM-SHA384`, `ECDHE-${auth}-CHACHA20-POLY1305`, `ECDHE-${auth}-AES128-GCM-SHA256`])
			assert.strictEqual(client(server, '-tls1_2', '-cipher', cipher).cipher, cipher);
		assert.strictEqual(client(server, '-tls1_2', '-sigalgs', 'RSA+SHA1:ECDSA+SHA1', '-cipher', 'ALL:@SECLEVEL=0'), null, 'SHA-1');
		const plain = await raw(server.port, 'GET /health HTTP/1.1\r\nHost: a\r\n\r\n');
		assert.ok(plain.closed && plain.status === 0, 'no http on this port');
		assert.strictEqual((await ask(server, '/health')).text, 'ok\n');
	}
});

test('a client that begins a handshake and stops is cut off; others are served meanwhile', { timeout: 30000 }, async t => {
	const { server } = await secure(t);
	const began = Date.now();
	const hello = Buffer.from('160301020001', 'hex');
	const slow = Array.from({ length: 50 }, () => raw(server.port, hello, { wait: 20000 }));
	await sleep(500);
	assert.strictEqual((await ask(server, '/health')).text, 'ok\n');
	assert.ok((await Promise.all(slow)).every(r => r.closed));
	const lasted = Date.now() - began;
	assert.ok(lasted > 8000 && lasted < 14000, `${lasted} ms`);
});

test('requests that are not HTTP are refused over TLS as well', { timeout: 30000 }, async t => {
	const { server } = await secure(t);
	const send = bytes => new Promise(done => {
		let heard = '';
		const s = tls.connect({ host: '127.0.0.1', port: server.port, rejectUnauthorized: false }, () => s.write(bytes));
		s.setTimeout(2000, () => s.destroy());
		s.on('data', d => { heard += d.toString('latin1'); });
		s.on('error', () => {});
		s.on('close', () => done(Number(/^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1] ?? 0)));
	});
	for (const [bytes, says] of [['GET /safety HTTP/1.1\nHost: a\n\n', 'line feeds alone'], ['GET /saf\0ety HTTP/1.1\r\nHost: a\r\n\r\n', 'a NUL'],
		['POST /language HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 'two lengths']])
		assert.ok([0, 400].includes(await send(bytes)), says);
	assert.strictEqual(await send('GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'), 200);
});

test('SIGHUP takes a new certificate while people work: no request fails, no connection breaks', { timeout: 60000 }, async t => {
	const { where, server, shown } = await secure(t);
	const second = certificate(where.dir, 'second', { kind: 'rsa:2048' });
	const kept = new https.Agent({ keepAlive: true, maxSockets: 1 });
	assert.strictEqual((await ask(server, '/health', { agent: kept })).named, 'first');
	let going = true, n = 0;
	const names = new Set();
	const people = Array.from({ length: 6 }, async (_, w) => {
		for (let k = 0; going; k++, n++) {
			const r = await ask(server, '/probe/note', { method: 'POST', body: `mark=w${w}-${k}-`, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
			assert.strictEqual(r.status, 303);
			names.add(r.named);
		}
	});
	await sleep(400);
	copyFileSync(second.key, `${shown.key}.new`);
	renameSync(`${shown.key}.new`, shown.key);
	server.child.kill('SIGHUP');            /* in the middle: the key is new, the certificate is not */
	await sleep(300);
	assert.match(server.log, /the one from before stays: The certificate in .* was made for another key/);
	assert.strictEqual((await ask(server, '/health')).named, 'first');
	copyFileSync(second.cert, `${shown.cert}.new`);
	renameSync(`${shown.cert}.new`, shown.cert);
	for (let k = 0; k < 5; k++) {
		server.child.kill('SIGHUP');
		await sleep(100);
	}
	assert.strictEqual((await ask(server, '/health')).named, 'second');
	await sleep(300);
	going = false;
	await Promise.all(people);
	assert.deepStrictEqual([...names].sort(), ['first', 'second']);
	assert.ok(n > 20, `${n} requests`);
	assert.strictEqual((await ask(server, '/health', { agent: kept })).status, 200, 'the connection from before still lives');
	kept.destroy();
	assert.strictEqual(JSON.parse((await ask(server, '/probe/count?mark=w')).text).n, n);
	rmSync(shown.cert);
	server.child.kill('SIGHUP');
	await sleep(200);
	assert.match(server.log, /the one from before stays: The certificate .* is not there/);
	assert.strictEqual((await ask(server, '/health')).named, 'second');
});

test('SIGHUP without a certificate is no end', async t => {
	const where = folder();
	atEnd(t, () => where.remove());
	init(where);
	const server = await serve(where);
	atEnd(t, () => server.stop('SIGKILL'));
	server.child.kill('SIGHUP');
	await sleep(200);
	assert.strictEqual((await fetch(`${server.url}/health`)).status, 200);
	assert.match(server.log, /there is no certificate to read again/);
});

test('what is wrong with a certificate is one plain sentence, and nothing is served with it', { timeout: 60000 }, t => {
	const where = folder();
	atEnd(t, () => where.remove());
	init(where);
	const good = certificate(where.dir, 'good'), other = certificate(where.dir, 'other');
	const over = certificate(where.dir, 'over', { from: '200101000000Z', until: '210101000000Z' });
	const early = certificate(where.dir, 'early', { from: '490101000000Z', until: '491231000000Z' });
	const open = certificate(where.dir, 'open');
	execFileSync('chmod', ['644', open.key]);
	const noise = `${where.dir}/noise`;
	writeFileSync(noise, 'nonsense', { mode: 0o600 });
	const starts = (args, says) => {
		const r = kith(['serve', '--data', where.data, '--listen', '127.0.0.1:0', ...args]);
		assert.strictEqual(r.code, 1, `${says}: ${r.err}`);
		assert.match(r.err, says);
		assert.strictEqual(r.err.trim().split('\n').length, 1, r.err);
		assert.strictEqual(r.out, '');
	};
	starts(secured({ cert: `${where.dir}/none`, key: good.key }), /The certificate .*\/none is not there\./);
	starts(secured({ cert: good.cert, key: `${where.dir}/none` }), /The private key .*\/none is not there\./);
	starts(secured({ cert: where.dir, key: good.key }), /must be a plain file/);
	starts(secured({ cert: noise, key: good.key }), /noise does not hold a certificate/);
	starts(secured({ cert: good.cert, key: noise }), /noise does not hold a private key/);
	starts(secured({ cert: good.cert, key: other.key }), /good\.pem was made for another key than the one in .*other\.key\./);
	starts(secured(over), /The certificate in .*over\.pem is over since 2021-01-01\./);
	starts(secured(early), /The certificate in .*early\.pem is valid only from 2049-01-01 on\./);
	starts(secured(open), /open\.key can be read by everyone on this machine: chmod o= /);
	starts(['--tls-certificate-file', good.cert], /belong together/);
	starts(['--tls-key-file', good.key], /belong together/);
	starts([...secured(good), '--public-address', 'http://kith.test'], /public_address must begin with https:\/\//);
});

test('a certificate for another name is said in the log', async t => {
	const { server } = await secure(t, { args: ['--public-address', 'https://elsewhere.test'] });
	assert.match(server.log, /certificate: good until \d{4}-\d\d-\d\d/);
	assert.match(server.log, /does not name the host of public_address/);
	const right = await secure(t, { args: ['--public-address', 'https://kith.test'] });
	assert.doesNotMatch(right.server.log, /does not name/);
});

// What the threads of the server share beside requests and the database: open streams, what is held to suggest people, the process for
// pictures, mail, jobs that make keys, a certificate that is read again.  tests/whole/tsan.sh runs this under ThreadSanitizer.
import assert from 'node:assert';
import { execFile, execFileSync } from 'node:child_process';
import { copyFileSync, renameSync } from 'node:fs';
import test from 'node:test';
import { promisify } from 'node:util';
import { png, wav } from './files.mjs';
import { atEnd, cleanEnv, folder, kith, probe, serve, sleep } from './kith.mjs';
import { Person } from './lives.mjs';
import { available, postgres } from './pg.mjs';
import { certificate as mailCertificate, mailServer } from './smtp.mjs';

process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';         // the certificate is our own
const SECONDS = 3;

function certificate(dir, name) {
	const key = `${dir}/${name}.key`, cert = `${dir}/${name}.pem`;
	execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', cert, '-days', '2',
		'-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1'], { stdio: 'ignore' });
	return { key, cert };
}
const cookies = p => ({ cookie: [...p.jar].map(([n, v]) => `${n}=${v}`).join('; ') });

// A stream that is opened, heard for a while and left: how many bytes came.
async function listen(p, ms) {
	const control = new AbortController();
	setTimeout(() => control.abort(), ms);
	let n = 0;
	try {
		const r = await fetch(`${p.server.url}/c/harbor/live`, { headers: cookies(p), signal: control.signal, redirect: 'manual' });
		assert.ok([200, 303, 503].includes(r.status), `${r.status}`);
		for await (const bytes of r.body)
			n += bytes.length;
	} catch (e) {
		if (!control.signal.aborted)
			throw e;
	}
	return n;
}

// Words, a picture and a recording, as a browser without script sends them; and one that is no picture.
async function say(p, talk, k) {
	const page = (await p.go(talk)).body_, form = new FormData();
	for (const name of ['csrf', 'form_key'])
		form.append(name, new RegExp(`name="${name}" value="([^"]+)"`).exec(/<form[^>]*data-say[\s\S]*?<\/form>/.exec(page)[0])[1]);
	form.append('words', `A word ${k}`);
	const files = [() => form.append('picture1', new Blob([png(40, 30)]), 'a.png'), () => form.append('picture1', new Blob(['no picture']), 'a.png'), () => {},
		() => form.append('voice', new Blob([wav(1)]), 'a.wav')];
	files[k % files.length]();
	const r = await fetch(p.server.url + talk, { method: 'POST', body: form, headers: { ...cookies(p), origin: p.server.url }, redirect: 'manual' });
	return r.status;
}

async function crowd(house, people) {
	const { server, where, args } = house, { marisol, rowan, theo, talk, asks } = people, until = Date.now() + SECONDS * 1000, did = {};
	const get = async (p, at) => (await p.go(at)).status;
	const read = async at => {
		const body = (await rowan.go(at)).body_;
		await Promise.all([...body.matchAll(/<img src="([^"]+)"/g)].slice(-2).map(([, src]) => get(rowan, src)));
		return 200;
	};
	const each = {
		live: async k => (did.bytes = (did.bytes ?? 0) + await listen([marisol, rowan, theo][k % 3], 100 + 150 * (k % 4)), 200),
		talk: k => say(marisol, talk, k),
		look: () => read(talk),
		suggest: k => get(theo, `/c/harbor/asks/${asks[k % asks.length]}/people`),
		offers: () => get(marisol, '/c/harbor/offers'),
		room: async k => (await rowan.tell('/c/harbor/room', /room$/, { state: k % 3 ? 'open' : 'paused', capacity: String(1 + k % 7) })).status,
		likes: async k => (await rowan.tell('/c/harbor/about-me/interests', /interests$/, { interests: k % 2 ? 'walking' : 'gardening' })).status,
		apart: async k => (await marisol.tell('/c/harbor/about-me/apart', /apart$/, { name: `Nobody ${k}` })).status,
		mail: async () => (await theo.go('/probe/mail', { method: 'POST', form: { to: 'a@example.org', subject: 'a', body: 'b' } })).status,
		mine: () => get(marisol, '/me/everything'),
		again: async () => (server.child.kill('SIGHUP'), await sleep(60), 200),
		keys: async () => ((await promisify(execFile)(probe, ['keys', 'rotate', '--data', where.data, ...args], { env: cleanEnv() }).catch(e => e)).code, await sleep(200), 200),
	};
	await Promise.all(Object.entries(each).map(async ([name, go]) => {
		for (let k = 0; Date.now() < until; k++, await sleep(5)) {
			const status = await go(k);
			assert.ok([200, 303, 404, 409, 413, 422, 429, 503].includes(status), `${name}: ${status}`);
			did[name] = (did[name] ?? 0) + (status < 400);
		}
	}));
	return did;
}

async function whole(t, where, database = []) {
	assert.strictEqual(kith(['demo', '--data', where.data, ...database], { program: probe }).code, 0);
	const smtp = await mailServer(mailCertificate(where.dir)), shown = certificate(where.dir, 'first'), second = certificate(where.dir, 'second');
	atEnd(t, () => smtp.close());
	const server = await serve(where, { program: probe, args: [...database, '--tls-certificate-file', shown.cert, '--tls-key-file', shown.key,
		'--smtp-url', smtp.url, '--mail-from', 'kith@example.net', '--smtp-ca-file', `${where.dir}/smtp-cert.pem`] });
	atEnd(t, () => server.stop('SIGKILL'));
	const [marisol, rowan, theo] = ['marisol', 'rowan', 'theo'].map(login => new Person(server, login));
	for (const p of [marisol, rowan, theo])
		await p.signIn();
	const talk = (await marisol.links('/c/harbor/conversations', /conversations\/[a-z0-9]{26}#say/))[0].split('#')[0];
	const asks = [...new Set((await theo.links('/c/harbor/waiting', /asks\/[a-z0-9]{26}/)).map(at => /asks\/([a-z0-9]{26})/.exec(at)[1]))].slice(0, 3);
	assert.ok(asks.length, 'somebody waits');
	for (const end of ['key', 'cert']) {
		copyFileSync(second[end], `${shown[end]}.new`);
		renameSync(`${shown[end]}.new`, shown[end]);
	}
	const did = await crowd({ server, where, args: database }, { marisol, rowan, theo, talk, asks });
	t.diagnostic(JSON.stringify(did));
	for (const [name, n] of Object.entries(did))
		assert.ok(n > 0 || name === 'keys', `${name}: ${JSON.stringify(did)}`);
	for (let k = 0; k < 400 && !smtp.messages.length; k++)
		await sleep(50);
	assert.ok(smtp.messages.length, `mail went out: ${server.log}`);
	assert.deepStrictEqual(await server.stop(), { code: 0, signal: null });
	const report = /WARNING: ThreadSanitizer[^]*?SUMMARY.*/.exec(server.log);
	assert.strictEqual(report, null, `${report?.[0]}\naddr2line -fie build-tsan/kith-probe says where that is`);
	const rotated = kith(['keys', 'rotate', '--data', where.data, ...database], { program: probe });
	assert.strictEqual(rotated.code, 0, rotated.err);
	assert.doesNotMatch(rotated.err, /ThreadSanitizer/);
}

test('on SQLite', { timeout: 180000 }, async t => {
	const where = folder();
	atEnd(t, () => where.remove());
	await whole(t, where);
});

test('on PostgreSQL', { timeout: 180000, skip: available ? false : 'PostgreSQL is not installed' }, async t => {
	const where = folder();
	atEnd(t, () => where.remove());
	const pg = await postgres(t, where.dir);
	await whole(t, where, ['--database', pg.url]);
});

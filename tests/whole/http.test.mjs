// What every reply looks like, what methods and sizes do, and how slow clients are cut off.
import assert from 'node:assert';
import net from 'node:net';
import test from 'node:test';
import { gunzipSync } from 'node:zlib';
import { Browser, fresh, healthy, kith, probe, raw, sleep } from './kith.mjs';

const always = {
	'content-security-policy': "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; media-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
};

test('every reply carries the fields that protect its reader', async t => {
	const server = await fresh(t, { program: probe });
	const posted = { method: 'POST', body: 'mark=a', headers: { 'content-type': 'application/x-www-form-urlencoded' }, redirect: 'manual' };
	for (const [where, options, status] of [['/safety', {}, 200], ['/nowhere', {}, 404], ['/health', {}, 200], ['/language', {}, 405],
		['/robots.txt', {}, 200], ['/probe/broken', {}, 500], ['/probe/note', posted, 303], ['/probe/form', posted, 403], ['/probe/signed-in', { redirect: 'manual' }, 303]]) {
		const r = await fetch(server.url + where, options);
		assert.strictEqual(r.status, status, where);
		for (const [name, value] of Object.entries(always))
			assert.strictEqual(r.headers.get(name), value, `${where} ${name}`);
		assert.ok(r.headers.get('permissions-policy'));
		assert.strictEqual(r.headers.get('cache-control'), 'no-store', where);
		assert.strictEqual(r.headers.get('server'), null);
		assert.doesNotMatch(JSON.stringify([...r.headers]), /kith\/|microhttpd/i);
	}
});

test('assets are kept for a year under a name that changes with them, packed as the browser likes', async t => {
	const server = await fresh(t);
	const page = await (await fetch(`${server.url}/safety`)).text();
	const css = /href="(\/static\/[^"]+kith\.css)"/.exec(page)[1];
	const plain = await raw(server.port, `GET ${css} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
	assert.strictEqual(plain.status, 200);
	assert.match(plain.text, /Cache-Control: public, max-age=31536000, immutable\r\n/);
	assert.match(plain.text, /Content-Type: text\/css; charset=utf-8\r\n/);
	const packed = await raw(server.port, `GET ${css} HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip, br\r\nConnection: close\r\n\r\n`);
	assert.match(packed.text, /Content-Encoding: br\r\n/);
	assert.ok(packed.text.length < plain.text.length / 2);
	assert.strictEqual((await fetch(`${server.url}/static/0000/kith.css`)).status, 404);
});

test('pages are packed for those who take it, and only worthwhile', async t => {
	const server = await fresh(t);
	const ask = more => raw(server.port, `GET /safety HTTP/1.1\r\nHost: a\r\n${more}Connection: close\r\n\r\n`);
	const plain = await ask('');
	assert.doesNotMatch(plain.text, /Content-Encoding/);
	for (const refused of ['Accept-Encoding: gzip;q=0\r\n', 'Accept-Encoding: identity\r\n', 'Accept-Encoding: br\r\n'])
		assert.doesNotMatch((await ask(refused)).text, /Content-Encoding/);
	const packed = await ask('Accept-Encoding: deflate, gzip;q=0.8\r\n');
	assert.match(packed.text, /Content-Encoding: gzip\r\n/);
	const body = gunzipSync(Buffer.from(packed.text.slice(packed.text.indexOf('\r\n\r\n') + 4), 'latin1')).toString('latin1');
	assert.strictEqual(body, plain.text.slice(plain.text.indexOf('\r\n\r\n') + 4));
	const small = await raw(server.port, 'GET /health HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n');
	assert.doesNotMatch(small.text, /Content-Encoding/);
});

test('the longest head that is taken is answered, also one that is sent elsewhere', async t => {
	const server = await fresh(t);
	const ask = (target, more) => raw(server.port, `GET ${target} HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\nConnection: close\r\n${more}\r\n`);
	assert.match((await ask('/safety', `A: ${'x'.repeat(8000)}\r\n`)).text, /^HTTP\/1.1 200 /);
	for (const filling of ['x', '%C3%A9'])
		for (const n of [900, 3960]) {
			const all = await ask(`/me?a=${filling.repeat(n / filling.length)}`, `A: ${'x'.repeat(8050 - n)}\r\n`);
			assert.match(all.text, /^HTTP\/1.1 303 /, `${n} bytes of ${filling}: ${all.text.slice(0, 60)}`);
			assert.match(all.text, n < 1000 && filling === 'x' ? /Location: \/sign-in\?to=%2Fme%3Fa/ : /Location: \/sign-in\r\n/);
		}
});

test('HEAD is GET without the body', async t => {
	const server = await fresh(t);
	const get = await raw(server.port, 'GET /safety HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
	const head = await raw(server.port, 'HEAD /safety HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
	const length = /Content-Length: (\d+)/;
	assert.strictEqual(head.status, 200);
	assert.strictEqual(length.exec(head.text)[1], length.exec(get.text)[1]);
	assert.ok(head.text.endsWith('\r\n\r\n'));
});

test('a wrong method is told which ones there are', async t => {
	const server = await fresh(t, { program: probe });
	for (const [method, where, allow] of [['POST', '/safety', 'GET, HEAD'], ['GET', '/language', 'POST'], ['PUT', '/probe/form', 'GET, HEAD, POST'],
		['DELETE', '/safety', 'GET, HEAD'], ['OPTIONS', '/safety', 'GET, HEAD'], ['PATCH', '/safety', 'GET, HEAD']]) {
		const r = await fetch(server.url + where, { method });
		assert.strictEqual(r.status, 405, `${method} ${where}`);
		assert.strictEqual(r.headers.get('allow'), allow);
	}
	assert.strictEqual((await fetch(`${server.url}/nowhere`, { method: 'POST' })).status, 404);
	assert.strictEqual((await fetch(`${server.url}/nowhere`, { method: 'PUT' })).status, 404);
});

test('each route takes as much as it needs and no more', async t => {
	const server = await fresh(t, { program: probe });
	const send = (where, n) => fetch(server.url + where, { method: 'POST', body: `text=${'x'.repeat(n - 5)}`, headers: { 'content-type': 'application/x-www-form-urlencoded' } })
		.then(r => r.status, () => 'closed');
	assert.ok([413, 'closed'].includes(await send('/probe/note', 65537)));
	assert.strictEqual(await send('/probe/note', 65536), 422);
	assert.ok([413, 'closed'].includes(await send('/probe/upload', (2 << 20) + 1)));
	const head = await raw(server.port, `POST /probe/note HTTP/1.1\r\nHost: a\r\nContent-Length: 70000\r\nExpect: 100-continue\r\n\r\n`);
	assert.strictEqual(head.status, 413);
	assert.ok(head.closed);
	const announced = await raw(server.port, `POST /probe/note HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 6\r\nExpect: 100-continue\r\nConnection: close\r\n\r\nmark=z`);
	assert.match(announced.text, /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 303/);
});

test('files come whole through multipart', async t => {
	const server = await fresh(t, { program: probe });
	const bytes = new Uint8Array(1 << 20).map((_, k) => k * 31 % 256);
	const form = new FormData();
	form.append('file', new Blob([bytes]), 'a.bin');
	const r = await fetch(`${server.url}/probe/upload`, { method: 'POST', body: form });
	assert.strictEqual(r.status, 200);
	assert.deepStrictEqual(await r.json(), { n: 1 << 20 });
	const named = await fetch(`${server.url}/probe/download`);
	assert.strictEqual(named.headers.get('content-disposition'), 'attachment; filename="a__name_.csv"');
	assert.strictEqual(named.headers.get('content-type'), 'text/csv; charset=utf-8');
});

test('a reply that grows too large is an error, and the next one is well', async t => {
	const server = await fresh(t, { program: probe });
	const large = await fetch(`${server.url}/probe/large`);
	assert.strictEqual(large.status, 200);
	assert.ok((await large.text()).length > 4000000);
	for (const where of ['/probe/too-large', '/probe/too-much', '/probe/broken'])
		assert.strictEqual((await fetch(server.url + where)).status, 500, where);
	const r = await fetch(`${server.url}/probe/broken`, { headers: { accept: 'application/json' } });
	const body = await r.json();
	assert.strictEqual(body.status, 'broken');
	await sleep(50);
	assert.match(server.log, new RegExp(`${body.request} GET /probe/broken 500`));
	assert.ok(await healthy(server));
});

test('the log says route, status and time, and nothing about anyone', async t => {
	const server = await fresh(t, { program: probe });
	await fetch(`${server.url}/probe/count?mark=a-secret-mark`, { headers: { 'user-agent': 'a-secret-agent', cookie: 'kith=a-secret-cookie' } });
	await fetch(`${server.url}/a-secret-path`);
	await fetch(`${server.url}/probe/note`, { method: 'POST', body: new URLSearchParams({ mark: 'a-secret-mark', text: 'a secret' }) });
	await sleep(50);
	assert.match(server.log, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ [a-z0-9]{10} GET \/probe\/count 200 \d+\.\dms$/m);
	assert.match(server.log, / GET - 404 /);
	assert.doesNotMatch(server.log, /secret|127\.0\.0\.1/);
});

test('a head fed slowly is cut off after ten seconds, and others are served meanwhile', { timeout: 40000 }, async t => {
	const server = await fresh(t);
	const began = Date.now();
	const slow = Array.from({ length: 200 }, () => new Promise(done => {
		const socket = net.connect(server.port, '127.0.0.1', () => socket.write('GET /safety HTTP/1.1\r\nHost: a\r\nX: '));
		const more = setInterval(() => socket.write('y'), 500);
		socket.on('error', () => {});
		socket.on('close', () => { clearInterval(more); done(Date.now() - began); });
	}));
	await sleep(1000);
	const asked = Date.now();
	assert.ok(await healthy(server));
	assert.ok(Date.now() - asked < 1000);
	const lasted = await Promise.all(slow);
	assert.ok(Math.max(...lasted) < 14000 && Math.min(...lasted) > 8000, `${Math.min(...lasted)} to ${Math.max(...lasted)} ms`);
	assert.ok(await healthy(server));
});

test('a body fed slowly is cut off too', { timeout: 60000 }, async t => {
	const server = await fresh(t);
	const began = Date.now();
	await new Promise(done => {
		const socket = net.connect(server.port, '127.0.0.1', () => socket.write('POST /language HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\n'));
		const more = setInterval(() => socket.write('y'), 500);
		socket.on('error', () => {});
		socket.on('close', () => { clearInterval(more); done(); });
	});
	const lasted = Date.now() - began;
	assert.ok(lasted > 28000 && lasted < 40000, `${lasted} ms`);
});

test('connections that say nothing are closed, and an idle one after a reply as well', { timeout: 60000 }, async t => {
	const server = await fresh(t);
	const silent = raw(server.port, '', { wait: 20000 }), kept = raw(server.port, 'GET /health HTTP/1.1\r\nHost: a\r\n\r\n', { wait: 45000 });
	const began = Date.now();
	assert.ok((await silent).closed);
	assert.ok(Date.now() - began < 14000);
	const r = await kept;
	assert.strictEqual(r.status, 200);
	assert.ok(r.closed && Date.now() - began < 40000);
});

test('more connections than are allowed wait or are refused; none is lost for good', { timeout: 40000 }, async t => {
	const server = await fresh(t, { args: ['--connections-max', '64'] });
	const sockets = await Promise.all(Array.from({ length: 150 }, () => new Promise(done => {
		const socket = net.connect(server.port, '127.0.0.1', () => done(socket));
		socket.on('error', () => done(socket));
	})));
	await sleep(500);
	for (const socket of sockets)
		socket.destroy();
	await sleep(1500);
	assert.ok(await healthy(server));
});

test('one address gets only so many connections', { timeout: 30000 }, async t => {
	const server = await fresh(t, { args: ['--connections-per-address', '20'] });
	const alive = await Promise.all(Array.from({ length: 60 }, () => raw(server.port, 'GET /health HTTP/1.1\r\nHost: a\r\n\r\n', { wait: 2000 })));
	const answered = alive.filter(r => r.status === 200).length;
	assert.ok(answered >= 20 && answered < 60, `${answered} were answered`);
	await sleep(500);
	assert.ok(await healthy(server));
});

test('a token of another page, or none, is refused; so is another origin', async t => {
	const server = await fresh(t, { program: probe });
	const browser = new Browser(server);
	const page = await browser.go('/probe/form');
	const csrf = /name="csrf" value="([^"]+)"/.exec(page.body_)[1];
	assert.ok(browser.jar.has('kith-before'));
	const post = (form, headers = {}) => browser.go('/probe/form', { method: 'POST', form: { text: 'words', version: '1', ...form }, headers }).then(r => r.status);
	assert.strictEqual(await post({}), 403, 'no token');
	assert.strictEqual(await post({ csrf: csrf.replace(/.$/, c => c === '0' ? '1' : '0') }), 403, 'a wrong token');
	assert.strictEqual(await post({ csrf: '0'.repeat(64) }), 403, 'zeros');
	assert.strictEqual(await post({ csrf }, { origin: 'http://elsewhere.test' }), 403, 'another origin');
	assert.strictEqual(await post({ csrf }, { origin: 'null' }), 403, 'an origin that hides');
	assert.strictEqual(await post({ csrf }, { 'sec-fetch-site': 'cross-site' }), 403, 'sent from elsewhere');
	assert.strictEqual(await post({ csrf }, { 'sec-fetch-site': 'same-site' }), 403, 'sent from a neighbour');
	const stranger = new Browser(server);
	await stranger.go('/probe/form');
	assert.strictEqual((await stranger.go('/probe/form', { method: 'POST', form: { text: 'words', version: '1', csrf } })).status, 403, 'someone else\'s token');
	assert.strictEqual(await post({ csrf }, { 'sec-fetch-site': 'same-origin' }), 303, 'our own');
	const again = /name="csrf" value="([^"]+)"/.exec((await browser.go('/probe/form')).body_)[1];
	assert.notStrictEqual(again, csrf, 'no two pages carry the same text');
});

test('a form comes back with what was typed; a stale one shows both; what was done is said once', async t => {
	const server = await fresh(t, { program: probe });
	const browser = new Browser(server);
	let r = await browser.fill('/probe/form', { text: 'no', version: '1' });
	assert.strictEqual(r.status, 422);
	assert.match(r.body_, /value="no"/);
	assert.match(r.body_, /name="csrf" value="[0-9a-f]{64}"/);
	r = await browser.fill('/probe/form', { text: 'first words', version: '1' });
	assert.strictEqual(r.status, 303);
	assert.strictEqual(r.headers.get('location'), '/probe/form');
	assert.match((await browser.go('/probe/form')).body_, /role="status">Kept\./);
	assert.doesNotMatch((await browser.go('/probe/form')).body_, /role="status"/);
	assert.strictEqual((await browser.fill('/probe/form', { text: 'second words', version: '1' })).status, 303);
	r = await browser.fill('/probe/form', { text: 'third words', version: '1' });
	assert.strictEqual(r.status, 409);
	assert.match(r.body_, /third words/);
	assert.match(r.body_, /second words/);
	assert.ok(r.headers.get('set-cookie') === null || !/kith-notice=[0-9a-f]/.test(r.headers.get('set-cookie')));
});

test('languages: the browser\'s, then the one that was chosen', async t => {
	const server = await fresh(t);
	const browser = new Browser(server);
	assert.match((await browser.go('/safety')).body_, /<html lang="en">/);
	assert.match((await browser.go('/safety', { headers: { 'accept-language': 'es-MX,es;q=0.9,en;q=0.5' } })).body_, /<html lang="es">/);
	const r = await browser.go('/language', { method: 'POST', form: { lang: 'es', back: '/safety' } });
	assert.strictEqual(r.status, 303);
	assert.strictEqual(r.headers.get('location'), '/safety');
	assert.match((await browser.go('/safety')).body_, /<html lang="es">/);
	for (const back of ['//elsewhere.test', 'https://elsewhere.test', '/\\elsewhere.test', ''])
		assert.strictEqual((await browser.go('/language', { method: 'POST', form: { lang: 'en', back } })).headers.get('location'), '/', back);
});

test('programs get JSON, faults with codes, and a token instead of a cookie', async t => {
	const server = await fresh(t, { program: probe });
	const json = (where, body, headers = {}) => fetch(server.url + where, { method: body ? 'POST' : 'GET', body: body && JSON.stringify(body),
		headers: { 'content-type': 'application/json', ...headers }, redirect: 'manual' });
	let r = await json('/api/probe/note', { text: 'no mark' });
	assert.strictEqual(r.status, 422);
	let body = await r.json();
	assert.strictEqual(body.status, 'invalid');
	assert.deepStrictEqual(body.faults.map(f => [f.field, typeof f.code, typeof f.words]), [['mark', 'string', 'string']]);
	assert.match(body.request, /^[a-z0-9]{10}$/);
	r = await json('/api/probe/sign-in', { login: 'somebody', password: 'right' });
	assert.strictEqual(r.status, 200);
	assert.strictEqual(r.headers.get('set-cookie'), null);
	body = await r.json();
	assert.match(body.token, /^[A-Za-z0-9_-]{43}$/);
	assert.strictEqual(body.location, '/probe/count');
	r = await json('/api/nowhere');
	assert.strictEqual(r.status, 404);
	assert.strictEqual((await r.json()).status, 'missing');
	r = await json('/api/probe/signed-in');
	assert.strictEqual(r.status, 401);
	assert.strictEqual((await r.json()).status, 'sign_in');
	r = await json('/api/probe/count', null, { authorization: 'Bearer nobody-has-this' });
	assert.strictEqual(r.status, 401);
	assert.strictEqual(r.headers.get('www-authenticate'), 'Bearer');
});

test('a page for those who signed in sends the others to sign in, and back', async t => {
	const server = await fresh(t, { program: probe });
	const r = await fetch(`${server.url}/probe/signed-in?a=b&c=d`, { redirect: 'manual' });
	assert.strictEqual(r.status, 303);
	assert.strictEqual(r.headers.get('location'), '/sign-in?to=%2Fprobe%2Fsigned-in%3Fa%3Db%26c%3Dd');
});

test('behind a trusted proxy cookies are for https only, with a prefix; from elsewhere its word is not believed', async t => {
	const server = await fresh(t, { program: probe, args: ['--trusted-proxy', '127.0.0.1'] });
	const secure = await fetch(`${server.url}/probe/form`, { headers: { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' } });
	assert.match(secure.headers.get('set-cookie'), /^__Host-kith-before=[a-z0-9]+; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
	assert.ok(secure.headers.get('strict-transport-security'));
	for (const [list, believed] of [['192.0.2.7 127.0.0.1', true], ['  ::1   ::ffff:127.0.0.1  127.0.0.1 ', true], ['192.0.2.7 ::1', false]]) {
		const several = await fresh(t, { program: probe, args: ['--trusted-proxy', list] });
		const r = await fetch(`${several.url}/probe/form`, { headers: { 'x-forwarded-proto': 'https' } });
		assert.strictEqual(r.headers.has('strict-transport-security'), believed, list);
	}
	assert.match(kith(['config', '--list', '--trusted-proxy', 'localhost']).err, /trusted_proxy must be addresses such as 127\.0\.0\.1 or ::1/);
	const other = await fresh(t, { program: probe });
	const plain = await fetch(`${other.url}/probe/form`, { headers: { 'x-forwarded-proto': 'https' } });
	assert.match(plain.headers.get('set-cookie'), /^kith-before=[a-z0-9]+; Path=\/; HttpOnly; SameSite=Lax$/);
	assert.strictEqual(plain.headers.get('strict-transport-security'), null);
});

test('leaving wipes what the browser kept', async t => {
	const server = await fresh(t, { program: probe });
	for (const [where, options] of [['/leave', {}], ['/probe/wipe', { method: 'POST', body: '' }]]) {
		const r = await fetch(server.url + where, { redirect: 'manual', headers: where === '/leave' ? {} : { 'content-type': 'application/x-www-form-urlencoded' }, ...options });
		assert.strictEqual(r.status, 303, where);
		assert.strictEqual(r.headers.get('clear-site-data'), '"cache", "cookies", "storage"');
		assert.match(r.headers.get('set-cookie'), /^kith=; .*Max-Age=0/);
	}
});

test('slow work has its own threads: pages are quick meanwhile, and beyond the queue the answer is 503', async t => {
	const server = await fresh(t, { program: probe });
	let went = 0;
	const slow = Array.from({ length: 60 }, () => fetch(`${server.url}/probe/slow`, { redirect: 'manual' }).then(r => {
		went += r.status === 303;
		return [r.status, r.headers.get('retry-after')];
	}));
	await sleep(100);
	assert.ok(await healthy(server));
	assert.strictEqual((await fetch(`${server.url}/safety`)).status, 200);
	assert.ok(went < 16, `pages come before most of the slow work is done, not after ${went} of it`);
	const statuses = await Promise.all(slow);
	const busy = statuses.filter(([s]) => s === 503);
	assert.ok(busy.length >= 60 - 32 - 4 && busy.length < 60, `${busy.length} were turned away`);
	assert.ok(busy.every(([, retry]) => Number(retry) > 0));
	assert.ok(statuses.every(([s]) => s === 303 || s === 503));
	const written = await fetch(`${server.url}/probe/slow`, { method: 'POST', body: new URLSearchParams({ mark: 'slowly' }), redirect: 'manual' });
	assert.strictEqual(written.status, 303);
	assert.deepStrictEqual(await (await fetch(`${server.url}/probe/count?mark=slowly`)).json(), { n: 1 });
});

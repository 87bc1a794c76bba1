// Signing in with the real program: cookies, tokens, leaving, and how failures slow down without locking anyone out.
import assert from 'node:assert';
import test from 'node:test';
import { Browser, fresh, kith, probe, sleep } from './kith.mjs';

const password = 'a long enough sentence to remember';
const join = async (server, login) => {
	const browser = new Browser(server);
	const r = await browser.fill('/join', { name: login, login, how: 'own', password, lang: 'en', zone: 'UTC' });
	assert.ok([200, 303].includes(r.status), r.body_);
	assert.ok(browser.jar.has('kith'));
	return browser;
};
const signIn = (browser, login, word = password) => browser.fill('/sign-in', { login, password: word });

test('a session is a cookie no script can read; signing out ends it everywhere it was copied to', async t => {
	const server = await fresh(t);
	const ash = await join(server, 'ash');
	const me = await ash.go('/me');
	assert.strictEqual(me.status, 200);
	const copy = new Browser(server);
	copy.jar.set('kith', ash.jar.get('kith'));
	assert.strictEqual((await copy.go('/me')).status, 200);
	const out = await ash.fill('/me', {}, '/sign-out');
	assert.strictEqual(out.status, 303);
	assert.strictEqual(out.headers.get('clear-site-data'), '"cache", "storage"');
	assert.ok(!ash.jar.has('kith'));
	const after = await copy.go('/me');
	assert.strictEqual(after.status, 303);
	assert.strictEqual(after.headers.get('location'), '/sign-in?to=%2Fme');
	assert.ok(!copy.jar.has('kith'), 'a cookie that opens nothing is taken back');
});

test('leaving by the link ends the session too', async t => {
	const server = await fresh(t);
	const ash = await join(server, 'ash');
	const copy = new Browser(server);
	copy.jar.set('kith', ash.jar.get('kith'));
	const left = await ash.go('/leave');
	assert.strictEqual(left.status, 303);
	assert.match(left.headers.get('location'), /^https:\/\//);
	assert.strictEqual((await copy.go('/me')).status, 303);
});

test('Leave ends the session on the server also where its community is not there', async t => {
	const server = await fresh(t);
	const ash = await join(server, 'ash');
	const copy = new Browser(server);
	copy.jar.set('kith', ash.jar.get('kith'));
	assert.strictEqual((await copy.go('/me')).status, 200);
	const left = await ash.go('/c/nowhere/leave');
	assert.strictEqual(left.status, 303);
	assert.strictEqual(left.headers.get('clear-site-data'), '"cache", "cookies", "storage"');
	assert.strictEqual((await copy.go('/me')).status, 303, 'a copy of the cookie opens nothing');
});

test('from one network only so many accounts are made in an hour; who is here already signs in as before', async t => {
	const server = await fresh(t, { args: ['--sign-ups-per-hour', '4'] });
	const make = login => new Browser(server).fill('/join', { name: login, login, how: 'own', password, lang: 'en', zone: 'UTC' });
	for (const login of ['ash', 'birch', 'cedar', 'dogwood'])
		assert.ok([200, 303].includes((await make(login)).status), login);
	const fifth = await make('elder');
	assert.strictEqual(fifth.status, 429);
	assert.ok(Number(fifth.headers.get('retry-after')) > 0);
	assert.strictEqual((await signIn(new Browser(server), 'ash')).status, 303);
});

test('Leave goes where the community says, from its own pages and for whoever has only this one', async t => {
	const server = await fresh(t);
	const well = args => assert.strictEqual(kith([...args, '--data', server.where.data]).code, 0, args.join(' '));
	for (const name of ['Harbor', 'Cove'])
		well(['community', 'add', name, '--joining', 'open']);
	const ash = await join(server, 'ash');
	const leaves = async (browser, way) => {
		const r = await browser.go(way);
		assert.strictEqual(r.status, 303, way);
		assert.strictEqual(r.headers.get('clear-site-data'), '"cache", "cookies", "storage"');
		assert.strictEqual(r.headers.get('cache-control'), 'no-store');
		return r.headers.get('location');
	};
	const number = page => /name="number" value="(\d+)"/.exec(page)?.[1];
	const enter = async (browser, c) => browser.fill(`/c/${c}/join`, { agree: '1', number: number((await browser.go(`/c/${c}/join`)).body_) });
	assert.match((await enter(ash, 'harbor')).headers.get('location'), /welcome/);
	well(['people', 'roles', '--community', 'harbor', '--person', 'ash', '--give', 'coordinator']);
	const settings = (await ash.go('/c/harbor/settings')).body_;
	assert.match(settings, /class="leave" href="\/c\/harbor\/leave"/);
	const kept = await ash.fill('/c/harbor/settings', { name: 'Harbor', lang: 'en', zone: 'UTC', joining: 'open', formality: 'recorded', min_cell: '5',
		leave_to: 'https://weather.example/', version: /name="version" value="(\d+)"/.exec(settings)[1] });
	assert.strictEqual(kept.status, 303, kept.body_);
	const neutral = /^https:\/\/www\.wikipedia\.org/, stranger = new Browser(server);
	assert.match((await ash.go('/me')).body_, /class="leave" href="\/leave"/);
	assert.strictEqual(await leaves(ash, '/leave'), 'https://weather.example/', 'the only community');
	assert.strictEqual(await leaves(stranger, '/c/harbor/leave'), 'https://weather.example/');
	assert.match(await leaves(stranger, '/leave'), neutral);
	assert.match(await leaves(stranger, '/c/cove/leave'), neutral);
	assert.match(await leaves(stranger, '/c/nowhere/leave'), neutral);
	const both = await signIn(stranger, 'ash');
	assert.strictEqual(both.status, 303);
	await enter(stranger, 'cove');
	assert.match(await leaves(stranger, '/leave'), neutral, 'of two, neither');
});

test('signing in gives a new cookie each time, whatever was sent before', async t => {
	const server = await fresh(t);
	await join(server, 'ash');
	const browser = new Browser(server);
	browser.jar.set('kith', 'A'.repeat(43));
	const r = await signIn(browser, 'ash');
	assert.strictEqual(r.status, 303);
	const first = browser.jar.get('kith');
	assert.match(first, /^[A-Za-z0-9_-]{43}$/);
	assert.notStrictEqual(first, 'A'.repeat(43));
	const other = new Browser(server);
	await signIn(other, 'ash');
	assert.notStrictEqual(other.jar.get('kith'), first);
});

test('a code typed from paper as people type opens the way back, and what was done is said where they arrive', async t => {
	const server = await fresh(t);
	const ash = new Browser(server);
	const joined = await ash.fill('/join', { name: 'ash', login: 'ash', how: 'own', password, lang: 'en' });
	const codes = [...joined.body_.matchAll(/\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b/g)].map(m => m[0]);
	assert.strictEqual(codes.length, 8);
	const typed = ` ${codes[0].toLowerCase().replaceAll('-', ' \u2013 ')} `;
	const browser = new Browser(server);
	let r = await browser.fill('/reset', { login: 'Ash', code: typed, how: 'own', password: `${password} anew` });
	const way = [];
	while (r.status === 303) {
		way.push(r.headers.get('location'));
		r = await browser.go(way.at(-1));
	}
	assert.deepStrictEqual(way, ['/', '/start'], 'who belongs nowhere yet sees what there is');
	assert.match(r.body_, /Your new password is set/);
	assert.doesNotMatch((await browser.go('/start')).body_, /Your new password is set/);
});

test('a form of someone who signed in takes no token of someone else', async t => {
	const server = await fresh(t);
	const ash = await join(server, 'ash'), rowan = await join(server, 'rowan');
	const token = /name="csrf" value="([^"]+)"/.exec((await rowan.go('/me')).body_)[1];
	assert.strictEqual((await ash.go('/sign-out', { method: 'POST', form: { csrf: token } })).status, 403);
	assert.strictEqual((await ash.go('/me')).status, 200);
});

test('a program signs in by JSON, gets a token, and needs no token of a form', async t => {
	const server = await fresh(t);
	await join(server, 'ash');
	const json = (where, body, token) => fetch(`${server.url}/api${where}`, { method: body ? 'POST' : 'GET', body: body && JSON.stringify(body), redirect: 'manual',
		headers: { 'content-type': 'application/json', ...token && { authorization: `Bearer ${token}` } } });
	const r = await json('/sign-in', { login: 'ash', password });
	const body = await r.json();
	assert.strictEqual(r.status, 200, JSON.stringify(body));
	assert.match(body.token, /^[A-Za-z0-9_-]{43}$/);
	assert.strictEqual(r.headers.get('set-cookie'), null);
	assert.strictEqual((await json('/me', null, body.token)).status, 200);
	assert.strictEqual((await json('/me')).status, 401);
	assert.strictEqual((await json('/sign-out', {}, body.token)).status, 200);
	assert.strictEqual((await json('/me', null, body.token)).status, 401);
});

test('wrong passwords slow down, then 429; a device that was used before is spared', { timeout: 120000 }, async t => {
	const server = await fresh(t);
	const ash = await join(server, 'ash');
	const device = ash.jar.get('kith-device');
	assert.ok(device, 'the device is known');
	const stranger = new Browser(server);
	const times = [];
	let refused;
	for (let k = 0; k < 40 && !refused; k++) {
		const began = Date.now();
		// many at once, and at other names too: whoever guesses does not wait for the answers
		const tries = await Promise.all(Array.from({ length: 16 }, (_, j) => signIn(stranger, j % 4 ? `nobody${k}-${j}` : 'ash', `wrong ${k} wrong wrong wrong`)));
		times.push(Date.now() - began);
		refused = tries.find((r, j) => j % 4 && r.status === 429);
	}
	assert.ok(refused, `the network is closed: ${times}`);
	assert.ok(Number(refused.headers.get('retry-after')) > 0);
	assert.ok(Math.max(...times) > 1000, `delays grew: ${times}`);
	const home = new Browser(server);
	home.jar.set('kith-device', device);
	const began = Date.now();
	assert.strictEqual((await signIn(home, 'ash')).status, 303, 'nobody can lock ash out');
	assert.ok(Date.now() - began < 2500);
	const elsewhere = new Browser(server);
	elsewhere.jar.set('kith-device', device);
	assert.strictEqual((await signIn(elsewhere, 'rowan')).status, 429, 'it spares this account only');
});

test('many tries at once are no quicker than one after the other', { timeout: 60000 }, async t => {
	const server = await fresh(t);
	await join(server, 'ash');
	const tries = await Promise.all(Array.from({ length: 16 }, async () => {
		const began = Date.now(), { status } = await signIn(new Browser(server), 'ash', 'wrong wrong wrong wrong');
		return { status, ms: Date.now() - began };
	}));
	// five without delay, then after a quarter of a second, a half, one and two more; whoever would wait longer than the longest delay is sent away
	const looked = tries.filter(x => x.status === 422).map(x => x.ms).sort((x, y) => x - y);
	const late = Math.floor(Math.max(...tries.map(x => x.ms)) / 4000);      // of those that came only after the line had moved on
	assert.ok(looked.length >= 9 && looked.length <= 9 + late, `${tries.map(x => `${x.status} ${x.ms}`)}`);
	assert.strictEqual(tries.filter(x => x.status === 429).length, 16 - looked.length);
	for (const [k, least] of [[5, 250], [6, 750], [7, 1750], [8, 3750]])
		assert.ok(looked[k] >= least - 50, `${looked}`);
});

test('the setting of what a password costs has a least', () => {
	const r = kith(['check', '--password-memory-kib', '8192']);
	assert.notStrictEqual(r.code, 0);
	assert.match(r.out + r.err, /password_memory_kib must be a whole number from 19456/);
});

test('the door for programs is slowed down as well, and then closed', { timeout: 120000 }, async t => {
	const server = await fresh(t);
	await join(server, 'ash');
	const attempt = (word, login = 'ash') => fetch(`${server.url}/api/sign-in`, { method: 'POST', body: JSON.stringify({ login, password: word }), headers: { 'content-type': 'application/json' } });
	let refused;
	for (let k = 0; k < 40 && !refused; k++) {
		const tries = await Promise.all(Array.from({ length: 16 }, (_, j) => attempt(`wrong ${k} wrong wrong wrong`, j % 4 ? `nobody${k}-${j}` : 'ash')));
		assert.ok(tries.every(r => [422, 429].includes(r.status)), `${tries.map(r => r.status)}`);
		refused = tries.find((r, j) => j % 4 && r.status === 429);
	}
	assert.ok(refused, 'guessing comes to an end');
	assert.ok(Number(refused.headers.get('retry-after')) > 0);
	assert.strictEqual((await refused.json()).status, 'slow_down');
	assert.strictEqual((await attempt(password)).status, 429, 'and the right word says nothing either');
});

test('a known device is slowed down as well when it guesses', { timeout: 60000 }, async t => {
	const server = await fresh(t);
	const ash = await join(server, 'ash');
	const thief = new Browser(server);
	thief.jar.set('kith-device', ash.jar.get('kith-device'));
	for (let k = 0; k < 12; k++)
		await signIn(thief, 'ash', `wrong ${k} wrong wrong wrong`);
	const began = Date.now();
	await signIn(thief, 'ash', 'wrong wrong wrong wrong');
	assert.ok(Date.now() - began > 500, `${Date.now() - began} ms`);
});

test('the address behind a trusted proxy is what counts, by network', { timeout: 60000 }, async t => {
	const server = await fresh(t, { program: probe, args: ['--trusted-proxy', '127.0.0.1'] });
	const guess = (address, login) => fetch(`${server.url}/probe/sign-in`, { method: 'POST', redirect: 'manual',
		headers: { 'x-forwarded-for': address }, body: new URLSearchParams({ login, password: 'wrong' }) }).then(r => r.status);
	const many = await Promise.all(Array.from({ length: 60 }, (_, k) => guess(`203.0.113.${k}`, `someone${k}`)));
	const more = await Promise.all(Array.from({ length: 5 }, (_, k) => guess('203.0.113.250', `other${k}`)));
	assert.ok(many.includes(422));
	assert.deepStrictEqual([...new Set(more)], [429], 'the whole /24');
	assert.strictEqual(await guess('203.0.114.1', 'someone'), 422, 'its neighbour is another');
	assert.strictEqual(await guess('198.51.100.7, 2001:db8:1:2::3', 'someone'), 422, 'the last one is the proxy\'s own word');
	const [line, besides] = await Promise.all([Promise.all(Array.from({ length: 12 }, () => guess('192.0.2.1', 'rosa'))),
		sleep(1000).then(() => guess('192.0.3.1', 'rosa'))]);
	assert.ok(line.includes(429), 'a line that is full');
	assert.strictEqual(besides, 422, 'does not keep out who comes from elsewhere');
});

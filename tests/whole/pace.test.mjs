// So many requests an account may make in a minute: beyond, a plain sentence and when to come again, as page and as JSON;
// what was typed is in the page to be sent from there; others, crisis help and the ways out never wait.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Browser, atEnd, folder, kith, serve, sleep } from './kith.mjs';

const MINUTE = 20;

async function demo(t) {
	const where = folder();
	atEnd(t, () => where.remove());
	assert.equal(kith(['demo', '--data', where.data]).code, 0);
	const server = await serve(where, { env: { KITH_REQUESTS_PER_MINUTE: String(MINUTE) } });
	atEnd(t, () => server.stop());
	return server;
}

async function token(server, login, password) {
	const r = await fetch(`${server.url}/api/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login, password }) });
	return (await r.json()).token;
}

test('an account that asks for too much in a minute waits; nobody else does, and the way out and crisis help never', async t => {
	const server = await demo(t), b = new Browser(server);
	const program = await token(server, 'marisol', 'quiet river lantern walk'), other = await token(server, 'rowan', 'seven maple bridges home');
	const ask = (who, at, accept = 'application/json') => fetch(server.url + at, { redirect: 'manual', headers: { accept, authorization: `Bearer ${who}` } });
	assert.equal((await b.fill('/sign-in', { login: 'marisol', password: 'quiet river lantern walk' })).status, 303);
	const form = await b.go('/c/harbor/asks/new?direction=ask');
	const csrf = /name="csrf" value="([^"]+)"/.exec(form.body_)[1];
	const answers = [];
	const untilRefused = async () => {
		for (let k = 0; k < 3 * MINUTE; k++) {
			const r = await ask(program, '/me');
			answers.push(r.status);
			if (r.status === 429)
				return r;
			await r.arrayBuffer();
		}
		return assert.fail(`${answers.length} requests and never 429`);
	};
	const last = await untilRefused();
	assert.ok(answers.length > MINUTE - 5 && answers.length <= MINUTE + 15, `refused after ${answers.length}`);
	const told = await last.json();
	assert.equal(told.status, 'slow_down');
	assert.match(told.words, /wait a little/);
	const wait = Number(last.headers.get('retry-after'));
	assert.ok(wait >= 1 && wait <= 60 / MINUTE, `Retry-After: ${wait}`);
	// the same account by another door, as a page
	await (await untilRefused()).arrayBuffer();
	const page = await ask(program, '/c/harbor/today', 'text/html'), words = await page.text();
	assert.equal(page.status, 429);
	assert.match(words, /Wait (one second|\d+ seconds), then go on/);
	assert.ok(Number(page.headers.get('retry-after')) >= 1);
	// what never waits
	assert.equal((await ask(other, '/c/harbor/today')).status, 200, 'somebody else');
	for (const at of ['/crisis', '/c/harbor/crisis', '/safety', '/health'])
		assert.equal((await ask(program, at)).status, 200, at);
	// what was typed is there, as it was typed, and goes on from that page
	const typed = 'Two lines "so",\nand <b>one</b> more & nothing lost';
	await (await untilRefused()).arrayBuffer();
	const sent = await b.go('/c/harbor/asks/new', { method: 'POST', form: [['csrf', csrf], ['direction', 'ask'], ['kinds', 'emotional'], ['kinds', 'company'], ['about', typed], ['soon', 'week']] });
	assert.equal(sent.status, 429);
	const again = /<form method="post" action="(\/c\/harbor\/asks\/new)">([\s\S]*?)<\/form>/.exec(sent.body_);
	assert.ok(again, 'the form to send it once more');
	const text = s => s.replaceAll('&#34;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
	const kept = [...again[2].matchAll(/name="([^"]*)" value="([^"]*)"/g)].map(m => [m[1], text(m[2])]);
	assert.deepEqual(kept.filter(([n]) => n === 'kinds').map(([, v]) => v), ['emotional', 'company']);
	assert.equal(kept.find(([n]) => n === 'about')[1], typed);
	await sleep(1100 * Number(sent.headers.get('retry-after')));
	const done = await b.go(again[1], { method: 'POST', form: kept });
	assert.equal(done.status, 303, done.body_);
	// signing out is never too much
	const out = await b.go('/c/harbor/leave');
	assert.ok([200, 303].includes(out.status), `${out.status}`);
});

test('a password or a file is not put into a page: it is given once more', async t => {
	const server = await demo(t), b = new Browser(server);
	assert.equal((await b.fill('/sign-in', { login: 'theo', password: 'open window summer rain' })).status, 303);
	const csrf = /name="csrf" value="([^"]+)"/.exec((await b.go('/again')).body_)[1];
	let last;
	for (let k = 0; k < 2 * MINUTE && last?.status !== 429; k++)
		last = await b.go('/me');
	last = await b.go('/again', { method: 'POST', form: [['csrf', csrf], ['password', 'not this one, by a mile']] });
	assert.equal(last.status, 429);
	assert.match(last.body_, /a password or a file has to be given once more/);
	assert.doesNotMatch(last.body_, /by a mile/);
});

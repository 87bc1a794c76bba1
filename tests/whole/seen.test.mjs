// Who has seen what, through the real server: as many entries as replies that held the record, as page and as JSON, written
// though the pages do not wait for it; and for special rights there before the page is.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { folder, kith, serve } from './kith.mjs';

const where = folder(), who = {};
let server, connection;

const ask = (token, at, accept = 'application/json') => fetch(server.url + at, { redirect: 'manual', headers: { accept, authorization: `Bearer ${token}` } });
const read = async (token, at) => (await ask(token, at)).json();

// All of one's own list, by its pages.
async function list(token) {
	const all = [];
	for (let at = '/me/seen'; at; ) {
		const page = await read(token, at);
		all.push(...page.all);
		at = page.next;
	}
	return all;
}

async function until(holds, what) {
	for (let tries = 0; tries < 100; tries++) {
		if (await holds())
			return;
		await new Promise(go => setTimeout(go, 50));
	}
	assert.fail(what);
}

before(async () => {
	const told = kith(['demo', '--data', where.data]);
	assert.equal(told.code, 0, told.err);
	server = await serve(where);
	const people = [...told.out.matchAll(/^ *(\S.*?) {2,}(\S+) {2,}(\S.*?) *$/gm)].map(m => ({ login: m[2], password: m[3] }));
	for (const [k, role] of ['member', 'supporter', 'facilitator', 'coordinator'].entries()) {
		const r = await fetch(server.url + '/api/sign-in', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(people[k]) });
		who[role] = (await r.json()).token;
	}
	connection = (await read(who.member, '/c/harbor/connections')).mine[0].id;
});

after(async () => {
	await server?.stop();
	where.remove();
});

test('every reply that held the record is one entry, and no other reply is', async () => {
	const at = `/c/harbor/connections/${connection}`, mine = x => x.record === 'connection' && x.id === connection;
	const was = (await list(who.member)).filter(mine).length;
	for (let k = 0; k < 20; k++) {
		assert.equal((await ask(who.supporter, at, k % 2 ? 'text/html' : 'application/json')).status, 200);
		assert.equal((await ask(who.facilitator, at)).status, 404);
	}
	await until(async () => (await list(who.member)).filter(mine).length >= was + 20, 'the entries do not come');
	await new Promise(go => setTimeout(go, 300));
	const now = (await list(who.member)).filter(mine);
	assert.equal(now.length, was + 20);
	assert.ok(now.slice(0, 20).every(x => x.by_right === 'party'));
});

test('what a coordinator reads is written down before they see it', async () => {
	const name = (await read(who.member, '/me')).name;
	let me;
	for (let at = '/c/harbor/people'; at && !me; ) {
		const page = await read(who.coordinator, at);
		me = page.people.find(p => p.name === name)?.id;
		at = page.next;
	}
	for (let k = 0; k < 5; k++) {
		const was = (await list(who.member)).filter(x => x.by_right === 'coordinator').length;
		assert.equal((await ask(who.coordinator, `/c/harbor/people/${me}`, 'text/html')).status, 200);
		assert.equal((await list(who.member)).filter(x => x.by_right === 'coordinator').length, was + 1);
	}
});

test('the words of the list are nobody else\'s, and the page is for people', async () => {
	const page = await (await ask(who.member, '/me/seen', 'text/html')).text();
	assert.match(page, /Who has seen what is mine/);
	assert.match(page, /coordinates the community/);
	assert.equal((await ask('', '/me/seen')).status, 401);
});

// Every page with room for words but the settings of a community (they are for everyone) that somebody can reach by links, one of each kind.
async function writingPages(token) {
	const seen = new Set(), next = ['/', '/c/harbor/today', '/me'], pages = [];
	while (next.length) {
		const at = next.shift(), kind = at.replace(/\?.*/, '').replace(/\b[0-9a-hjkmnp-tv-z]{26}\b/g, '{id}');
		if (seen.has(kind) || kind.startsWith('/c/harbor/settings') || !/^\/(c\/|me|$)/.test(at) || /\/leave$/.test(at))
			continue;
		seen.add(kind);
		const r = await ask(token, at, 'text/html'), page = await r.text();
		if (r.status >= 300 && r.status < 400)
			next.push(r.headers.get('location'));
		if (!(r.headers.get('content-type') ?? '').startsWith('text/html'))
			continue;
		const main = page.replace(/^[^]*<main[^>]*>|<\/main>[^]*$/g, '');
		if (/<textarea/.test(main))
			pages.push([kind, main.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')]);
		next.push(...[...page.matchAll(/href="(\/[^"#]*)"/g)].map(m => m[1].replaceAll('&amp;', '&')));
	}
	return pages;
}

test('where one writes the page says who reads it', async () => {
	const says = /can read|reads? (it|this|that)|only you|nobody else|sees? (it|this|that)|pued\p{L}* (leer|ver)|l[oa]s? (lee|ve|leerá)n?\b|leen? esto|solo tú|nadie más|ven? esto/iu, silent = new Set(), all = new Set();
	for (const token of [who.member, who.facilitator])
		for (const [kind, words] of await writingPages(token)) {
			all.add(kind);
			if (!says.test(words))
				silent.add(kind);
		}
	assert.ok(all.size > 10, [...all].join(' '));
	assert.deepEqual([...silent], []);
});

test('kith check finds the log whole, also after the server was killed in the middle of it', async () => {
	const busy = Array.from({ length: 200 }, () => ask(who.supporter, `/c/harbor/connections/${connection}`).catch(() => null));
	await new Promise(go => setTimeout(go, 150));
	await server.stop('SIGKILL');
	await Promise.all(busy);
	const told = kith(['check', '--data', where.data]);
	assert.equal(told.code, 0, told.out + told.err);
	assert.match(told.out, /well +the log is whole/);
	server = await serve(where);
});

test('the log leaves the server as a file that a kept head judges by itself', () => {
	const file = `${where.dir}/log`, at = ['--data', where.data], head = kith(['audit', 'head', ...at]).out.trim();
	assert.match(head, /^kith-log-head 1 \d+ \d+ [0-9a-f]{64} [0-9a-f]{64} [0-9a-f]{128}$/);
	assert.equal(kith(['audit', 'export', file, ...at]).code, 0);
	assert.equal(kith(['audit', 'export', file, ...at]).code, 1, 'an export never replaces a file');
	const whole = kith(['audit', 'verify', file, '--head', head]);
	assert.equal(whole.code, 0, whole.err);
	const text = readFileSync(file, 'utf8'), lines = text.split('\n');
	for (const [name, changed] of Object.entries({
		bit: text.replace(/\tread\t/, '\treae\t'), cut: lines.slice(0, -3).join('\n') + '\n', twice: [lines[0], lines[1], ...lines.slice(1)].join('\n'),
		swapped: [lines[0], lines[2], lines[1], ...lines.slice(3)].join('\n'), torn: text.slice(0, -20),
	})) {
		writeFileSync(`${file}-${name}`, changed);
		const told = kith(['audit', 'verify', `${file}-${name}`, '--head', head]);
		assert.equal(told.code, 1, name);
		assert.match(told.err, /^kith: \S/m);
	}
	// a proof is for the log as it stands: jobs that make keys may still add to it
	let before, now = '';
	do {
		before = now;
		writeFileSync(`${file}-proof`, kith(['audit', 'prove', '3', ...at]).out);
		now = kith(['audit', 'head', ...at]).out.trim();
	} while (before.split(' ')[2] !== now.split(' ')[2]);
	assert.equal(kith(['audit', 'verify', `${file}-proof`, '--head', now]).code, 0);
	writeFileSync(`${file}-since`, kith(['audit', 'prove', '--since', head.split(' ')[2], ...at]).out);
	assert.equal(kith(['audit', 'verify', `${file}-since`, '--head', head]).code, 0);
	assert.match(kith(['check', '--data', where.data]).out, /well +the log is whole/);
});

// Tickets drawn and answered with, in the real program; then everything it left behind (database, write-ahead log, server log) is
// searched for what could lead from an answer to a person: a shared value, an order, a time, the bytes of a ticket.  The search is
// first shown to find what is planted.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { atEnd, day, folder, kith, serve, sleep } from './kith.mjs';

const ofPages = name => import(`data:text/javascript,${encodeURIComponent(readFileSync(new URL(`../../web/${name}`, import.meta.url), 'utf8'))}`);
const { blind, bytes, finish, random, text } = await ofPages('blind.js'), { entered } = await ofPages('log.js');
const python = ['import json, sqlite3, sys', 'db = sqlite3.connect(sys.argv[1])',
	'hexed = lambda v: v.hex() if isinstance(v, bytes) else v',
	"tables = [t for (t,) in db.execute(\"SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'\")]",
	"print(json.dumps({t: [[hexed(v) for v in row] for row in db.execute('SELECT * FROM \"%s\"' % t)] for t in tables}))"].join('\n');
/** Every table with its rows in the order in which they lie in the file. */
const tables = file => JSON.parse(execFileSync('python3', ['-c', python, file], { maxBuffer: 1 << 28 }));

/* ---- the search ---- */

/** Rank correlation of two orders, -1 to 1. */
function together(a, b) {
	const rank = list => { const by = [...list].sort(); return list.map(v => by.indexOf(v)); };
	const [x, y] = [rank(a), rank(b)], n = x.length, mean = (n - 1) / 2;
	const sum = (p, q) => p.reduce((s, v, i) => s + (v - mean) * (q[i] - mean), 0);
	return sum(x, y) / Math.sqrt(sum(x, x) * sum(y, y) || 1);
}

/** What links answers to people.  answers: rows by answer, in the order in which they lie; owner(row) is the truth, known to the
 *  test alone; people: rows about people and their meetings, in the order in which they lie. */
function links({ answers, people, drawn, owner }) {
	const found = [], common = new Map();
	const said = v => (typeof v === 'string' || typeof v === 'number') && String(v).length >= 5;     // longer than a count or a choice
	for (const row of answers) for (const v of new Set(row.filter(said))) common.set(v, (common.get(v) ?? 0) + 1);
	const rare = new Set([...common].filter(([, n]) => n < answers.length / 2).map(([v]) => v));      // what all share tells nobody apart
	for (const row of people) for (const v of row) if (rare.has(v)) found.push(`value ${v}`);
	const known = answers.filter(row => owner(row) !== undefined);
	const order = known.map(owner);
	if (Math.abs(together(known.map((_, i) => String(i).padStart(6, '0')), order)) > 0.75) found.push('the order of answers is the order of tickets');
	for (let column = 0; column < (known[0]?.length ?? 0); column++) {
		const values = known.map(row => String(row[column]).padStart(20, '0'));
		if (new Set(values).size > known.length / 2 && Math.abs(together(values, order)) > 0.75) found.push(`column ${column} grows as tickets were drawn`);
	}
	if (drawn.length && people.some(row => row.some(v => typeof v === 'number' && drawn.some(at => Math.abs(v - at) <= 1)))) found.push('the time of drawing is kept');
	return found;
}

test('the search finds a shared value, an order, a growing column and a kept time, and nothing where nothing is', () => {
	const n = 24, shuffled = Array.from({ length: n }, (_, i) => i * 7 % n), id = i => `answer-${i * 7919 % 1009}`;
	const clean = { answers: shuffled.map(i => [id(i), 'batch-one', 20000, i % 5]), people: shuffled.map(i => [`person-${i}`, 1]), drawn: [], owner: row => undefined };
	const owners = new Map(shuffled.map(i => [id(i), String(i).padStart(3, '0')]));
	const owner = row => owners.get(row[0]);
	assert.deepEqual(links({ ...clean, owner }), []);
	assert.match(links({ ...clean, owner, people: [['person-3', id(3)]] }).join(), /value/);
	assert.match(links({ ...clean, owner, answers: [...clean.answers].sort((a, b) => owner(a) < owner(b) ? -1 : 1) }).join(), /order of answers/);
	assert.match(links({ ...clean, owner, answers: clean.answers.map(row => [...row, 1700000000 + Number(owner(row))]) }).join(), /grows/);
	assert.match(links({ ...clean, owner, drawn: [1700000000], people: [['person-1', 1700000000]] }).join(), /time of drawing/);
});

/* ---- the real program ---- */

const where = folder(), copies = mkdtempSync(path.join(tmpdir(), 'kith-copy-'));
after(() => { where.remove(); rmSync(copies, { recursive: true, force: true }); });

test('in what the program keeps and logs nothing leads from an answer to who drew the ticket', { timeout: 120_000 }, async t => {
	const told = kith(['demo', '--data', where.data]);
	assert.equal(told.code, 0, told.err);
	const server = await serve(where);
	atEnd(t, () => server.stop('SIGKILL'));
	const people = [...told.out.matchAll(/^ *(\S.*?) {2,}(\S+) {2,}(\S.*?) *$/gm)].map(m => ({ login: m[2], password: m[3] })).slice(0, 2);
	const json = (at, { token, body, form } = {}) => fetch(server.url + at, {
		method: body || form ? 'POST' : 'GET', redirect: 'manual', body: form ? new URLSearchParams(form) : body && JSON.stringify(body),
		headers: { accept: 'application/json', ...(!form && body && { 'content-type': 'application/json' }), ...(token && { authorization: `Bearer ${token}` }) },
	});
	for (const p of people) {
		const r = await json('/api/sign-in', { body: p });
		p.token = (await r.json()).token;
		assert.ok(p.token);
	}
	const [marisol, rowan] = people;
	const mine = await (await json('/c/harbor/connections', { token: rowan.token })).json();
	const theirs = await (await json('/c/harbor/connections', { token: marisol.token })).json();
	const pair = theirs.mine.map(c => c.id).find(id => mine.mine.some(c => c.id === id));
	assert.ok(pair, 'the two walk together');

	const meetings = [];
	for (let i = 0; i < 10; i++) {
		const r = await json(`/c/harbor/connections/${pair}/encounters/new`, { token: rowan.token, body: { met: 'met', day: day(), clock: '00:01',
			minutes: 30, mode: 'phone', mutual: true } });
		const at = (await r.json()).location;
		assert.match(at ?? '', /encounters/, 'a meeting is recorded');
		meetings.push(at.match(/encounters\/(\w{26})/)[1]);
	}
	let key;
	for (let i = 0; i < 80 && !key; i++) {
		const page = await (await fetch(`${server.url}/c/harbor/encounters/${meetings[0]}`, { headers: { authorization: `Bearer ${rowan.token}`, accept: 'text/html' } })).text();
		key = /data-batch="(\w+)" data-key="([\w-]+)"/.exec(page);
		if (!key) await sleep(250);
	}
	assert.ok(key, 'a key was made');
	const [, batch, modulus] = key, tickets = [], drawn = [], bare = [];
	const receipt = await (await fetch(`${server.url}/survey/keys/${batch}/log`)).text();
	for (const meeting of meetings)
		for (const p of people) {
			const prefix = random(32), prepared = new Uint8Array([...prefix, ...new TextEncoder().encode(`kith-survey:${batch}`)]);
			const made = await blind(bytes(modulus), prepared);
			const r = await json(`/c/harbor/encounters/${meeting}/ticket`, { token: p.token, body: { blinded: text(made.blinded) } });
			assert.equal(r.status, 200, await r.clone().text());
			const answer = bytes((await r.json()).signature);
			drawn.push(Math.floor(Date.now() / 1000));
			bare.push(made.blinded, answer, prefix);
			const signature = await finish(bytes(modulus), prepared, answer, made.undo);
			bare.push(signature);
			tickets.push({ form: { batch, prefix: text(prefix), signature: text(signature), heard: 1 + tickets.length % 5, hope_before: Math.floor(tickets.length / 5), words: 'As we said.' } });
		}
	await sleep(2100);      // so that answers come in other seconds than tickets went
	for (const ticket of [...tickets].sort(() => Math.random() - 0.5)) {
		const r = await json('/survey/ticket', { form: ticket.form });
		assert.equal(r.status, 303 === r.status ? 303 : 200, await r.clone().text());
	}
	const first = await json('/survey/ticket', { form: tickets[0].form });
	assert.equal(first.status, 422, 'a ticket works once');

	const file = path.join(copies, 'kith.db'), raw = [];
	for (const ending of ['', '-wal', '-shm'])
		if (existsSync(path.join(where.data, `kith.db${ending}`))) {
			copyFileSync(path.join(where.data, `kith.db${ending}`), `${file}${ending}`);
			raw.push(readFileSync(`${file}${ending}`));
		}
	await server.stop();
	raw.push(Buffer.from(server.log));
	for (const secret of bare)
		for (const shape of [Buffer.from(secret), Buffer.from(text(secret)), Buffer.from(Buffer.from(secret).toString('hex'))])
			for (const left of raw)
				assert.equal(left.indexOf(shape), -1, 'no byte of a ticket, blinded or not, is kept');

	/* What was answered says, to this test alone, in which place of the row of tickets it was.  The week is left out of the search: it
	 * is what is kept of time, and also the week in which some code ends; below, it is held to be a week. */
	const all = tables(file), came = all.survey_answer.filter(row => row[1] === batch && row[3] === null && row[6] === null && row[7] === null && row[8] !== null);
	assert.equal(came.length, tickets.length);
	const owner = row => String(row[4] - 1 + 5 * row[5]).padStart(6, '0');
	assert.equal(new Set(came.map(row => owner(row))).size, tickets.length, 'the test knows which is whose');
	const about_nobody = new Set(['survey_answer', 'insight_sum', 'insight_shown', 'insight_seen']);
	const others = Object.entries(all).filter(([name]) => !about_nobody.has(name)).flatMap(([, rows]) => rows);
	assert.ok(others.length > 500, 'there are people to be linked to');
	const unweeked = came.map(row => row.map((v, i) => i === 2 ? null : v));
	assert.deepEqual(links({ answers: unweeked, people: others, drawn: [], owner }), []);
	const offers = all.survey_offer.filter(row => meetings.includes(row[0]));
	assert.equal(offers.length, tickets.length);
	assert.deepEqual(links({ answers: [], people: offers, drawn, owner: () => undefined }), [], 'no time of drawing');
	for (const line of server.log.split('\n'))
		for (const p of [...meetings, batch, 'marisol', 'rowan'])
			assert.ok(!line.includes(p), `the log names nobody and no meeting: ${line}`);
	assert.equal(new Set(came.map(row => row[2])).size <= 30 && came.every(row => row[2] % 7 === came[0][2] % 7), true, 'a week and never a day');
	await keyIsInTheLog(receipt, batch, modulus);
});

// The receipt that everybody can have of a key, read by the page's own script and by the program; then what somebody with the
// server in their hands could try.
async function keyIsInTheLog(receipt, batch, modulus) {
	assert.equal(await entered(receipt, batch, modulus), true);
	assert.equal(await entered(receipt, batch, `${modulus.slice(0, -1)}${modulus.endsWith('A') ? 'B' : 'A'}`), false, 'another key');
	assert.equal(await entered(receipt, batch.replace(/^./, c => c === 'a' ? 'b' : 'a'), modulus), false, 'another batch');
	for (let i = 0; i < receipt.length; i += 3) {
		const turned = receipt.slice(0, i) + String.fromCharCode(receipt.charCodeAt(i) ^ 1) + receipt.slice(i + 1);
		assert.equal(await entered(turned, batch, modulus), false, `sign ${i} is another`);
	}
	const at = name => path.join(where.dir, name), data = ['--data', where.data], check = () => kith(['check', ...data]);
	writeFileSync(at('receipt'), receipt);
	assert.equal(kith(['audit', 'export', at('log'), ...data]).code, 0);
	const whole = kith(['audit', 'verify', at('log'), '--head', at('receipt')]);
	assert.equal(whole.code, 0, whole.err);
	assert.match(whole.out, /Keys of surveys: \d+, one for each batch/);
	assert.match(check().out, /well +keys of surveys stand in the log/);
	execFileSync('python3', ['-c', 'import sqlite3, sys\ndb = sqlite3.connect(sys.argv[1])\ndb.execute("UPDATE survey_key SET modulus = ? WHERE batch = ?", sys.argv[2:])\ndb.commit()',
		path.join(where.data, 'kith.db'), `${modulus.slice(1)}A`, batch]);
	const changed = check();
	assert.equal(changed.code, 1);
	assert.match(changed.out + changed.err, /a key that is not the one in the log/);
}

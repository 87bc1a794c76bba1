// Open streams of the real program: what is new comes once, in order, to those who may; ended rights end them; and after any
// break, also a kill, nothing is missing.
import assert from 'node:assert';
import test from 'node:test';
import { atEnd, folder, kith, serve, sleep } from './kith.mjs';
import { demo, Person } from './lives.mjs';
import { available, postgres } from './pg.mjs';

const FRAME = 256;
const soon = async (what, ms, why) => {
	for (const until = Date.now() + ms; Date.now() < until; await sleep(20))
		if (what())
			return;
	assert.fail(why);
};

// A stream as an EventSource hears it.  .news: the events that say something is new; .numbers: of those in conversations.
class Stream {
	constructor(person, { after, slug = 'harbor' } = {}) {
		Object.assign(this, { numbers: [], news: [], frames: [], ready: 0, ended: false, last: after });
		this.control = new AbortController();
		const headers = { cookie: [...person.jar].map(([n, v]) => `${n}=${v}`).join('; '), ...after !== undefined && { 'last-event-id': String(after) } };
		this.open = fetch(`${person.server.url}/c/${slug}/live`, { headers, redirect: 'manual', signal: this.control.signal }).then(r => {
			this.status = r.status;
			this.type = r.headers.get('content-type');
			if (r.status === 200)
				this.hear(r.body.getReader());
		});
	}
	async hear(reader) {
		let text = '';
		try {
			for (;;) {
				const { done, value } = await reader.read();
				if (done)
					break;
				text += Buffer.from(value).toString();
				for (let at; (at = text.indexOf('\n\n')) >= 0; text = text.slice(at + 2))
					this.take(text.slice(0, at + 2));
			}
		} catch { /* cut off */ }
		this.ended = true;
	}
	take(frame) {
		const field = name => new RegExp(`^${name}: (.*)$`, 'm').exec(frame)?.[1];
		this.frames.push(frame);
		if (field('id'))
			this.last = Number(field('id'));
		if (field('event') === 'ready')
			this.ready++;
		if (field('event') === 'new') {
			const what = JSON.parse(field('data'));
			assert.strictEqual(what.n, Number(field('id')));
			this.news.push(what);
			if (what.kind === 'talk')
				this.numbers.push(what.n);
		}
	}
	close() { this.control.abort(); }
}

async function begin(t, { args = [], where: given } = {}) {
	const where = given ?? folder();
	if (!given)
		atEnd(t, () => where.remove());         // else after the database in it
	const r = kith(['demo', '--data', where.data, ...args]);
	assert.strictEqual(r.code, 0, r.err);
	const server = await serve(where, { args });
	atEnd(t, () => server.stop('SIGKILL'));
	return { where, server };
}

async function people(server, ...logins) {
	const all = [];
	for (const login of logins) {
		const p = new Person(server, login, demo[login]);
		await p.signIn();
		all.push(p);
	}
	return all;
}
const talkOf = async p => (await p.links('/c/harbor/conversations', /conversations\/[a-z0-9]{26}#say/))[0].split('#')[0];
const say = async (p, talk, words) => assert.strictEqual((await p.tell(talk, /conversations\/[a-z0-9]{26}$/, { words })).status, 303);
async function listening(person, options) {
	const s = new Stream(person, options);
	await s.open;
	assert.strictEqual(s.status, 200);
	await soon(() => s.ready > 0, 3000, 'the stream says when it has told all there is');
	return s;
}

test('what is new comes to those in it alone, in frames that are all alike', async t => {
	const { server } = await begin(t);
	const [marisol, rowan, ines] = await people(server, 'marisol', 'rowan', 'ines');
	const talk = await talkOf(marisol), hears = await listening(rowan), stranger = await listening(ines);
	assert.strictEqual(hears.type, 'text/event-stream');
	for (let k = 0; k < 5; k++)
		await say(marisol, talk, `A word ${'and more '.repeat(k * 40)}`);
	await soon(() => hears.numbers.length === 5, 3000, 'five events come');
	await sleep(1200);
	assert.deepStrictEqual(hears.numbers, [...hears.numbers].sort((a, b) => a - b));
	assert.strictEqual(new Set(hears.numbers).size, 5);
	assert.deepStrictEqual(stranger.numbers, []);
	for (const frame of [...hears.frames, ...stranger.frames])
		assert.strictEqual(Buffer.byteLength(frame) % FRAME, 0, frame);
	assert.ok(!hears.frames.join('').includes('and more'), 'no words in the stream');
	hears.close(), stranger.close();
	assert.deepStrictEqual(await server.stop(), { code: 0, signal: null });
});

test('signing out, leaving and blocking end it or silence it within two seconds', async t => {
	const { server } = await begin(t);
	const [marisol, rowan] = await people(server, 'marisol', 'rowan');
	const talk = await talkOf(marisol), elsewhere = (await people(server, 'rowan'))[0];
	const one = await listening(rowan), other = await listening(elsewhere);
	await rowan.tell('/c/harbor/today', /sign-out/);
	await soon(() => one.ended, 2000, 'the stream of a session that ended goes on');
	await say(marisol, talk, 'For those who are still here');
	await soon(() => other.numbers.length === 1, 2000, 'the other session of the same person still hears');
	assert.deepStrictEqual(one.numbers, []);
	await elsewhere.tell('/c/harbor/membership', /leave-community/);
	await soon(() => other.ended, 2000, 'the stream of somebody who left the community goes on');
	const again = new Stream(elsewhere);
	await again.open;
	assert.notStrictEqual(again.status, 200);
});

test('closing the community to somebody ends their stream within two seconds, and every page of it', async t => {
	const { server } = await begin(t);
	const [marisol, rowan, theo] = await people(server, 'marisol', 'rowan', 'theo');
	const talk = await talkOf(marisol), hears = await listening(rowan), team = await listening(theo);
	const [walk] = await marisol.links('/c/harbor/connections', /connections\/[a-z0-9]{26}$/);
	assert.strictEqual((await marisol.tell(`${walk}/report`, /report$/, { kind: 'pressed', words: 'At night' })).status, 303);
	await soon(() => team.news.some(w => w.kind === 'report' && w.today), 3000, 'who looks after reports hears that one waits');
	const [report] = await theo.links('/c/harbor/reports', /reports\/[a-z0-9]{26}$/);
	const page = await (await theo.go(report)).body_, about = /About ([^<]+)</.exec(page)[1];
	assert.strictEqual(about, 'Rowan');
	assert.strictEqual((await rowan.go('/c/harbor/conversations')).status, 200);
	assert.strictEqual((await theo.tell(report, /reports\/[a-z0-9]{26}$/, { outcome: 'suspended', days: '7', words: 'Not at night' })).status, 303);
	const decided = Date.now();
	assert.strictEqual((await rowan.go('/c/harbor/conversations')).status, 404);
	assert.strictEqual((await rowan.go('/c/harbor/today')).status, 404);
	await soon(() => hears.ended, 2000 - (Date.now() - decided), 'the stream of somebody to whom the community was closed goes on');
	await say(marisol, talk, 'For those who are still here');
	await sleep(500);
	assert.deepStrictEqual(hears.numbers, []);
	assert.ok(!hears.news.some(w => w.kind === 'report'), 'whom it is about does not learn that there is one');
	team.close();
	const again = new Stream(rowan);
	await again.open;
	assert.strictEqual(again.status, 404);
	assert.strictEqual((await rowan.go('/me/decisions')).status, 200);
});

test('one person has only so many streams, the oldest give way; a visitor has none', async t => {
	const { server } = await begin(t);
	const [rowan] = await people(server, 'rowan');
	const streams = [];
	for (let k = 0; k < 10; k++)
		streams.push(await listening(rowan));
	await soon(() => streams.filter(s => s.ended).length === 4, 3000, 'six stay');
	assert.ok(streams.slice(0, 4).every(s => s.ended) && streams.slice(4).every(s => !s.ended));
	const r = await fetch(`${server.url}/c/harbor/live`, { redirect: 'manual' });
	assert.strictEqual(r.status, 303);
	streams.forEach(s => s.close());
});

// Hangs up and comes back in the middle of what is said; the program is killed and started again.
async function nothingIsMissing(t, where, server, args, kills) {
	let [marisol, rowan] = await people(server, 'marisol', 'rowan');
	const talk = await talkOf(marisol), heard = [], said = [];
	let stream = await listening(rowan), last = stream.last;
	const first = last;
	for (let k = 0; k < 40; k++) {
		if (k % 7 === 3) {
			stream.close();
			heard.push(...stream.numbers);
			last = stream.last;
			await say(marisol, talk, `In between ${k}`);
			said.push(`In between ${k}`);
			stream = await listening(rowan, { after: last });
		}
		if (kills && k % 16 === 9) {
			await server.stop('SIGKILL');
			heard.push(...stream.numbers);
			last = stream.last;
			server = await serve(where, { args });
			atEnd(t, () => server.stop('SIGKILL'));
			marisol.server = rowan.server = server;
			stream = await listening(rowan, { after: last });
		}
		await say(marisol, talk, `Word ${k}`);
		said.push(`Word ${k}`);
	}
	await soon(() => heard.length + stream.numbers.length >= said.length, 5000, `${heard.length + stream.numbers.length} of ${said.length} events came`);
	heard.push(...stream.numbers);
	assert.deepStrictEqual(heard, said.map((_, k) => first + 1 + k), 'each once, in order, none missing');
	stream.close();
	return server;
}

test('after a break it goes on where it was: nothing lost, twice or out of order, also when the program was killed', async t => {
	const { where, server } = await begin(t);
	await nothingIsMissing(t, where, server, [], true);
});

test('a listener who does not read for a while misses nothing', async t => {
	const { server } = await begin(t);
	const [marisol, rowan] = await people(server, 'marisol', 'rowan');
	const talk = await talkOf(marisol), hears = await listening(rowan), from = hears.last;
	await Promise.all(Array.from({ length: 30 }, (_, k) => say(marisol, talk, `Together ${k}`)));
	await soon(() => hears.numbers.length === 30, 5000, `${hears.numbers.length} of 30 came`);
	assert.deepStrictEqual(hears.numbers, Array.from({ length: 30 }, (_, k) => from + 1 + k));
	hears.close();
});

// What is new in other things than talk: an evening planned for supporters alone, moved while its listeners come and go.
async function thingsAreHeard(t, where, servers, args) {
	let [at, other] = servers;
	const [theo] = await people(at, 'theo'), [rowan, marisol] = await people(other, 'rowan', 'marisol');
	const planned = await theo.tell('/c/harbor/gatherings/new', /gatherings\/new$/, { title: 'Who looks after whom', repeats: 'once', asked: 'supporters', kind: 'event', link: '' });
	const time = planned.headers.get('location'), id = time.split('/')[4];
	let hears = await listening(rowan);
	const stranger = await listening(marisol), from = hears.last;
	await theo.tell(time, /\/off$/);
	await soon(() => hears.news.some(w => w.kind === 'gathering' && w.about === id), 3000, 'who is asked hears that it was called off');
	hears.close();
	await theo.tell(time, /\/on$/);
	await other.stop('SIGKILL');
	if (at === other)
		at = null;
	other = await serve(where, { args });
	atEnd(t, () => other.stop('SIGKILL'));
	rowan.server = marisol.server = other;
	theo.server = at ?? other;
	hears = await listening(rowan, { after: from });
	const missed = hears.news.filter(w => w.about === id);
	assert.strictEqual(missed.length, 1, 'of a thing that changed twice its last change is caught up on');
	assert.ok(missed[0].n > from && hears.news.every((w, k) => !k || w.n > hears.news[k - 1].n));
	assert.ok(!stranger.news.some(w => w.about === id), 'who is not asked does not learn that there is something');
	const late = await listening(marisol, { after: from });
	assert.ok(!late.news.some(w => w.about === id));
	for (const frame of [...hears.frames, ...late.frames])
		assert.strictEqual(Buffer.byteLength(frame) % FRAME, 0, frame);
	hears.close(), stranger.close(), late.close();
}

test('what changes in a thing is heard by those who may open it, also after a kill', async t => {
	const { where, server } = await begin(t);
	await thingsAreHeard(t, where, [server, server], []);
});

test('on PostgreSQL what one program commits is heard at another', { skip: available ? false : 'PostgreSQL is not installed' }, async t => {
	const where = folder();
	atEnd(t, () => where.remove());
	const pg = await postgres(t, where.dir), args = ['--database', pg.url];
	const { server } = await begin(t, { args, where });
	const second = await serve(where, { args });
	atEnd(t, () => second.stop('SIGKILL'));
	const [marisol] = await people(server, 'marisol'), [rowan] = await people(second, 'rowan');
	const talk = await talkOf(marisol), hears = await listening(rowan);
	for (let k = 0; k < 10; k++)
		await say(marisol, talk, `Across ${k}`);
	await soon(() => hears.numbers.length === 10, 5000, `${hears.numbers.length} of 10 came`);
	assert.strictEqual(new Set(hears.numbers).size, 10);
	hears.close();
	await nothingIsMissing(t, where, server, args, false);
	await thingsAreHeard(t, where, [server, second], args);
});

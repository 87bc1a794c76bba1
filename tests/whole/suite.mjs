// The demo community as it is used: its people sign in, write what can be found again, and read; with every answer counted.
import assert from 'node:assert';
import { day, kith, serve } from './kith.mjs';

const people = { marisol: 'quiet river lantern walk', rowan: 'seven maple bridges home', theo: 'open window summer rain' };
// Of each kind; more than a page shows could not be found again there.
const WRITES_MAX = 40;

// What each writes, and where it can be read afterwards: who, path, body, where; by whom, if it is somebody else; how many at
// most.  {rowan}: one of Rowan's connections, {talk}: one of his conversations, {plan}: Marisol's crisis plan, which he may open.
const writes = {
	tag: ['theo', '/c/harbor/settings/tags', mark => ({ kind: 'interest', label: mark }), '/c/harbor/settings/tags'],
	line: ['theo', '/c/harbor/settings/lines', mark => ({ name: mark, phone: '988', verified_on: day() }), '/c/harbor/settings/lines'],
	invite: ['theo', '/c/harbor/invitations', mark => ({ days: 3, note: mark }), '/c/harbor/invitations'],
	apart: ['marisol', '/c/harbor/about-me/apart', mark => ({ name: mark }), '/c/harbor/about-me/apart'],
	lived: ['marisol', '/c/harbor/about-me/lived/new', mark => ({ tags: ['grief'], words: mark, shown: 'matching', matters: 'little' }), '/c/harbor/about-me'],
	ask: ['marisol', '/c/harbor/asks/new', mark => ({ direction: 'ask', kinds: ['practical'], about: mark, soon: 'week' }), '/c/harbor/asks'],
	message: ['rowan', '/c/harbor/conversations/{talk}', mark => ({ words: mark }), '/c/harbor/conversations/{talk}', 'rowan', 15],
	page: ['rowan', '/c/harbor/pages', mark => ({ template: 'story', title: mark }), '/c/harbor/pages', 'rowan', 12],
	goal: ['rowan', '/c/harbor/goals/new', mark => ({ words: mark, side: 'home' }), '/c/harbor/goals', 'rowan', 12],
	report: ['rowan', '/c/harbor/connections/{rowan}/report', mark => ({ kind: 'other', words: mark }), '/c/harbor/my-reports', 'rowan', 8],
	crisis: ['rowan', '/c/harbor/crisis-plans/{plan}', mark => ({ reason: mark }), '/c/harbor/pages/{plan}/openers', 'marisol', 8],
	spot: ['rowan', '/c/harbor/connections/{rowan}/hot-spots/new', mark => ({ situation: mark, level: 'tolerable' }), '/c/harbor/connections/{rowan}/agreement'],
};
// What takes the place of what was there: the newest that was confirmed stands, or one that was not and came later.
const states = {
	day: ['rowan', '/c/harbor/check-in', mark => ({ feeling: 'good', words: mark }), '/c/harbor/check-in'],
};
const reads = [['rowan', '/c/harbor/today'], ['rowan', '/c/harbor/connections'], ['marisol', '/c/harbor/offers'], ['theo', '/c/harbor/what-it-did'],
	['marisol', '/c/harbor/about-me'], ['theo', '/c/harbor/settings/projects'],
	['rowan', '/c/harbor/conversations'], ['marisol', '/me/seen']];

export class Suite {
	constructor(where, args = [], env = {}) {
		Object.assign(this, { where, args, env, tokens: {}, kept: new Map(), unsure: new Map(), answers: {}, n: 0, at: {}, clock: 0, stands: new Map() });
	}
	make() {
		const r = kith(['demo', '--data', this.where.data, ...this.args]);
		assert.strictEqual(r.code, 0, r.err);
	}
	async serve() {
		this.server = await serve(this.where, { args: [...this.args, '--threads', '8', '--log-level', 'quiet'], env: this.env });
		return this.server;
	}
	async call(who, path, body) {
		const headers = { 'content-type': 'application/json', ...who ? { authorization: `Bearer ${this.tokens[who]}` } : {} };
		const url = `${this.server.url}/api${path.replace(/\{(\w+)\}/, (_, name) => this.at[name])}`;
		try {
			const r = await fetch(url, { method: body ? 'POST' : 'GET', headers, body: body && JSON.stringify(body), redirect: 'manual' });
			const text = await r.text();
			this.answers[r.status] = (this.answers[r.status] ?? 0) + 1;
			return { status: r.status, text };
		} catch {
			this.answers.none = (this.answers.none ?? 0) + 1;
			return { status: 0, text: '' };
		}
	}
	// A token that was given must still open the door later: a sign-in is a write too.
	async signIn(who) {
		const r = await this.call(null, '/sign-in', { login: who, password: people[who] });
		if (r.status === 200)
			this.tokens[who] = JSON.parse(r.text).token;
		return r.status;
	}
	async signInAll() {
		for (const who of Object.keys(people))
			assert.strictEqual(await this.signIn(who), 200, who);
		const first = async (path, list) => JSON.parse((await this.call('rowan', path)).text)[list][0].id;
		this.at = { rowan: await first('/c/harbor/connections', 'mine'), talk: await first('/c/harbor/conversations', 'talks'),
			plan: await first('/c/harbor/crisis-plans', 'plans') };
	}
	async write(name) {
		const [who, path, body, seen, by = who, most = WRITES_MAX] = writes[name];
		if ([...this.kept.keys(), ...this.unsure.keys()].filter(mark => mark.startsWith(`mark-${name}-`)).length >= most)
			return;
		const mark = `mark-${name}-${++this.n}-end`;
		this.unsure.set(mark, [by, seen]);
		const r = await this.call(who, path, body(mark));
		if (r.status === 200) {
			this.unsure.delete(mark);
			this.kept.set(mark, [by, seen]);
		}
	}
	// Two may be on their way at once, and nobody knows which came last; but what ended before another began is behind it.
	async change(name) {
		const [who, path, body] = states[name], may = this.stands.get(name) ?? new Map(), mark = `mark-${name}-${++this.n}-end`;
		this.stands.set(name, may);
		const began = ++this.clock, one = { confirmed: false, ended: Infinity };
		may.set(mark, one);
		one.confirmed = (await this.call(who, path, body(mark))).status === 200;
		one.ended = ++this.clock;
		if (one.confirmed)
			for (const [other, x] of may)
				if (x.ended < began)
					may.delete(other);
	}
	// Everything at once, as people do.
	async round({ signIn = false } = {}) {
		await Promise.all([...Object.keys(writes).map(name => this.write(name)), ...Object.keys(states).map(name => this.change(name)), ...reads.map(([who, path]) => this.call(who, path)),
			...signIn ? [this.signIn('rowan')] : []]);
	}
	// What was confirmed is there, once; what was not is there once or not at all.
	async judge() {
		const pages = new Map();
		for (const [who, seen] of [...this.kept.values(), ...this.unsure.values()])
			if (!pages.has(`${who} ${seen}`)) {
				const r = await this.call(who, seen);
				assert.strictEqual(r.status, 200, `${who} ${seen}: a confirmed session opens the door`);
				pages.set(`${who} ${seen}`, r.text);
			}
		const times = (mark, [who, seen]) => pages.get(`${who} ${seen}`).split(mark).length - 1;
		for (const [mark, at] of this.kept)
			assert.strictEqual(times(mark, at), 1, `${mark} was confirmed`);
		for (const [mark, at] of this.unsure)
			assert.ok(times(mark, at) <= 1, `${mark} was not, and is there more than once`);
		for (const [name, may] of this.stands) {
			const [who, , , seen] = states[name], stand = (await this.call(who, seen)).text.match(new RegExp(`mark-${name}-\\d+-end`, 'g')) ?? [];
			assert.ok(stand.length <= 1 && (stand.length || ![...may.values()].some(x => x.confirmed)), `${name}: ${stand}`);
			assert.ok(stand.every(mark => may.has(mark)), `${stand} stands, though something newer was confirmed`);
		}
	}
	check() {
		const r = kith(['check', '--data', this.where.data, ...this.args]);
		assert.strictEqual(r.code, 0, r.out + r.err);
	}
}

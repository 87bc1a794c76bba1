// The demo community as it is used: its people sign in, write what can be found again, and read; with every answer counted.
import assert from 'node:assert';
import { kith, serve } from './kith.mjs';

const people = { marisol: 'quiet river lantern walk', rowan: 'seven maple bridges home', theo: 'open window summer rain' };
// Of each kind; more than a page shows could not be found again there.
const WRITES_MAX = 40;
const day = () => new Date().toISOString().slice(0, 10);

// What each writes, and where it can be read afterwards.  {rowan}: one of Rowan's connections.
const writes = {
	tag: ['theo', '/c/harbor/settings/tags', mark => ({ kind: 'interest', label: mark }), '/c/harbor/settings/tags'],
	line: ['theo', '/c/harbor/settings/lines', mark => ({ name: mark, phone: '988', verified_on: day() }), '/c/harbor/settings/lines'],
	invite: ['theo', '/c/harbor/invitations', mark => ({ days: 3, note: mark }), '/c/harbor/invitations'],
	apart: ['marisol', '/c/harbor/about-me/apart', mark => ({ name: mark }), '/c/harbor/about-me/apart'],
	lived: ['marisol', '/c/harbor/about-me/lived/new', mark => ({ tags: ['grief'], words: mark, shown: 'matching', matters: 'little' }), '/c/harbor/about-me'],
	ask: ['marisol', '/c/harbor/asks/new', mark => ({ direction: 'ask', kinds: ['practical'], about: mark, soon: 'week' }), '/c/harbor/asks'],
	spot: ['rowan', '/c/harbor/connections/{rowan}/hot-spots/new', mark => ({ situation: mark, level: 'tolerable' }), '/c/harbor/connections/{rowan}/agreement'],
};
const reads = [['rowan', '/c/harbor/today'], ['rowan', '/c/harbor/connections'], ['marisol', '/c/harbor/offers'], ['theo', '/c/harbor/what-it-did'],
	['marisol', '/c/harbor/about-me'], ['theo', '/c/harbor/settings/projects']];

export class Suite {
	constructor(where, args = [], env = {}) {
		Object.assign(this, { where, args, env, tokens: {}, kept: new Map(), unsure: new Map(), answers: {}, n: 0 });
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
		const url = `${this.server.url}/api${path.replace('{rowan}', this.rowan)}`;
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
		this.rowan = JSON.parse((await this.call('rowan', '/c/harbor/connections')).text).mine[0].id;
	}
	async write(name) {
		const [who, path, body, seen] = writes[name];
		if ([...this.kept.keys()].filter(mark => mark.startsWith(`mark-${name}-`)).length >= WRITES_MAX)
			return;
		const mark = `mark-${name}-${++this.n}-end`;
		this.unsure.set(mark, [who, seen]);
		const r = await this.call(who, path, body(mark));
		if (r.status === 200) {
			this.unsure.delete(mark);
			this.kept.set(mark, [who, seen]);
		}
	}
	// Everything at once, as people do.
	async round({ signIn = false } = {}) {
		await Promise.all([...Object.keys(writes).map(name => this.write(name)), ...reads.map(([who, path]) => this.call(who, path)),
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
	}
	check() {
		const r = kith(['check', '--data', this.where.data, ...this.args]);
		assert.strictEqual(r.code, 0, r.out + r.err);
	}
}

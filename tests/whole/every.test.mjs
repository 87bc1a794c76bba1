// Every route that writes, while memory, disk or database fail under it: nothing is confirmed that is not there, nothing is kept
// that was not whole, the answer says so in plain words, and the program goes on or begins again by itself.
import assert from 'node:assert';
import { execFileSync } from 'node:child_process';
import test from 'node:test';
import { Everybody, Records, changed, levels, writing } from './every.mjs';
import { Faults, frail, lastWords, numbers, skip } from './fault.mjs';
import { atEnd, folder, healthy, kith, serve, sleep } from './kith.mjs';
import { available, postgres } from './pg.mjs';
import { certificate, mailServer } from './smtp.mjs';
import { World, byHand, notReached } from './states.mjs';

// Every second request by one kind of disk failure, PostgreSQL by every third; KITH_FAULTS=all: every form by every kind, and memory that
// ends in many more places; half an hour.
const thorough = process.env.KITH_FAULTS === 'all';
const MEMORY_TRIES = thorough ? 12 : 1, SYNC_EVERY = thorough ? 1 : 12, SQLITE_EVERY = thorough ? 1 : 2, PG_EVERY = thorough ? 1 : 3;
// Where browsers would find it: a passkey is for a name.
const PLACE = 'http://localhost:18080';
// How many allocations a request makes, about.
const ALLOCATIONS = 400;
// Words of engines and of C that nobody should have to read.
const inside = /sqlite|postgres|malloc|errno|ENOSPC|EIO\b|out of memory|constraint|rollback|\.c:\d/i;
const ok = r => r.status >= 200 && r.status < 400;

class Run {
	constructor(where, database) {
		Object.assign(this, { where, database, faults: new Faults(where.dir), chance: numbers(17),
			did: {}, answers: {}, wrong: [], done: new Set(), seen: new Set(), ends: 0, tried: 0 });
	}
	async begin() {
		const r = kith(['demo', '--data', this.where.data, ...this.database ? ['--database', this.database] : []]);
		assert.strictEqual(r.code, 0, r.err);
		this.mail = await mailServer(certificate(this.where.dir));
		this.args = [...this.database ? ['--database', this.database] : [], '--smtp-url', this.mail.url, '--mail-from', 'kith@example.net', '--smtp-ca-file', `${this.where.dir}/smtp-cert.pem`];
		this.world = new World(PLACE, sql => this.pass(sql), this.mail);
		await this.serve();
		this.routes = writing();
		this.everybody = new Everybody(this.server, this.routes);
		await this.everybody.signIn();
		this.records = new Records(this.where, this.database);
	}
	async serve() {
		this.server = await serve(this.where, { args: [...this.args, '--threads', '4', '--log-level', 'quiet'], env: { ...this.faults.env, KITH_PUBLIC_ADDRESS: PLACE } });
		this.world.server = this.server;
		for (const p of this.everybody?.who ?? [])
			p.server = this.server;
	}
	// What no request can do: that time went by.
	pass(sql) {
		const [program, ...words] = this.database ? ['psql', '-XAtqc', sql, this.database] : ['sqlite3', '-cmd', '.timeout 5000', `${this.where.data}/kith.db`, sql];
		execFileSync(program, words);
	}
	async end() {
		await this.server.stop('SIGKILL');
		this.mail.close();
		this.records?.end();
		this.faults.end();
	}
	async send(q) {
		return q.who ? this.sendForm(q) : this.world.send(q).catch(() => ({ status: 0, text: '' }));
	}
	async sendForm({ who, action, form }) {
		const jar = new Map(who.jar);
		try {
			const r = await who.go(action, { method: 'POST', form });
			if (r.status >= 400)
				who.jar = jar;
			return { status: r.status, text: r.body_ };
		} catch {
			return { status: 0, text: '' };
		}
	}
	// Begins again when it has ended, as whoever looks after it does: with a reason that may be, or it is said what there was.
	async again(wrong) {
		if (!this.server.ended)
			return;
		const { code, signal } = this.server.ended, log = this.server.log;
		this.ends++;
		if (code === 1 ? !/The disk failed while records were being written/.test(log) : !frail.test(lastWords(log)))
			wrong.push(`it ended with ${code ?? signal}: ${log.slice(-900)}`);
		await this.serve();
	}
	// It may end a moment later too: when the log is merged.
	async asked(route, all) {
		for (let k = 0; k < 2; k++)
			try {
				return byHand[route.pattern] ? await this.made(byHand[route.pattern]) : await this.everybody.request(route, all);
			} catch (e) {
				await Promise.race([this.server.end, sleep(1000)]);
				if (!this.server.ended)
					throw e;
				await this.again(this.wrong);
			}
		return null;
	}
	// A request after steps that were taken before; who sends it is let in already.
	async made(make) {
		const q = await make(this.world);
		return { ...q, token: q.login && await this.world.token(q.login) };
	}
	// What this kind of failure may be answered with, and what may be kept then.
	judge(kind, did, r, what) {
		const wrong = [];
		if (r.status >= 500 && what.length)
			wrong.push(`answered ${r.status}, and ${what} changed`);
		if (r.status >= 400 && r.status < 500)
			wrong.push(`answered ${r.status}, as if the request were to blame`);
		if (r.status >= 500 && (inside.test(r.text) || !/<h1|"words":"\w/.test(r.text) && !/try again/i.test(r.text)))
			wrong.push(`said ${r.text.slice(0, 200)}`);
		if (kind === 'full' && did && !ok(r) && r.status !== 507)
			wrong.push(`answered ${r.status}`);
		if (kind === 'sync' && did && ok(r) && what.length)
			wrong.push('was confirmed, though the disk did not keep it');
		return wrong;
	}
	// One failure.  True: it was kept all the same, and the request must not be sent once more.
	async once(q, kind, after, times, tries = 3) {
		const before = this.state;
		this.faults.fail(kind, after, times);
		const r = await this.send(q), did = this.faults.mend(), wrong = [];
		this.tried++;
		this.did[kind] = (this.did[kind] ?? 0) + Math.min(did, 1);
		this.answers[`${kind} ${r.status}`] = (this.answers[`${kind} ${r.status}`] ?? 0) + 1;
		for (let k = 0; r.status === 0 && !this.server.ended && k < 20; k++)
			await sleep(10);
		await this.again(wrong);
		this.state = await this.records.look();
		const what = changed(before, this.state);
		/* something was worked off in the background just then: once more, to see whose change it was */
		if (r.status >= 500 && what.length && tries && before.get('job').mark !== this.state.get('job').mark)
			return this.once(q, kind, after, times, tries - 1);
		this.found.push(...[...wrong, ...this.judge(kind, did, r, what)].map(w => `${kind}: ${w}`));
		return { r, kept: ok(r) || what.length > 0 };
	}
	async route(route, n) {
		let q = await this.asked(route);
		if (!q)
			return;
		this.found = [];
		this.state = await this.records.look();
		const disk = thorough ? ['full', 'write', 'read'] : [['full', 'write'][(n >> 1) % 2]];
		const kinds = [...this.database ? [] : [...disk, ...n % SYNC_EVERY ? [] : ['sync']], ...Array(MEMORY_TRIES).fill('memory')];
		for (const kind of kinds) {
			const after = kind === 'memory' ? this.chance() ** 2 * ALLOCATIONS : kind === 'sync' ? 0 : this.chance() * 4;
			const { r, kept } = await this.once(q, kind, 1 + Math.floor(after), kind === 'memory' ? 1 : 1000);
			if (r.status === 422)           /* nothing failed: boxes are to be ticked first */
				this.found = [], q = await this.asked(route, true) ?? q, this.state = await this.records.look();
			else if (kept)
				return this.over(route);
		}
		const { r } = await this.once(q, 'short', 1, 1000);
		if (ok(r))
			this.over(route);
	}
	over(route) {
		this.done.add(route.pattern);
		this.wrong.push(...this.found.map(w => `POST ${route.pattern}, ${w}`));
	}
	async all(every = 1) {
		/* first: what they need is as the demo made it */
		for (const [n, pattern] of Object.keys(byHand).entries())
			if (n % every === 0)
				await this.route({ pattern }, n);
		const first = levels(this.routes).slice(0, this.database && !thorough ? 1 : 4);
		for (const [k, level] of first.entries())
			for (let sweep = 0; sweep < (k || first.length === 1 ? 1 : 2); sweep++) {
				await this.everybody.look();
				for (const pattern of this.everybody.at.keys())
					this.seen.add(pattern);
				for (const [n, route] of level.entries())
					if (n % every === 0 && !this.done.has(route.pattern) && !byHand[route.pattern])
						await this.route(route, n);
			}
	}
	// A route that writes is reached by a form that stands somewhere, or by hand, or it is said why not.
	forgotten() { return this.routes.map(r => r.pattern).filter(p => !this.seen.has(p) && !byHand[p] && !notReached[p]); }
	// After a kill everything that was confirmed is there, and what must hold does.
	async after() {
		const before = await this.records.look();
		await this.server.stop('SIGKILL');
		await this.serve();
		assert.ok(await healthy(this.server));
		assert.deepStrictEqual(changed(before, await this.records.look()), []);
		await this.server.stop();
		const r = kith(['check', '--data', this.where.data, ...this.database ? ['--database', this.database] : []]);
		assert.strictEqual(r.code, 0, r.out + r.err);
	}
}

async function whole(t, database, where, every) {
	const run = new Run(where, database);
	atEnd(t, () => run.end());
	await run.begin();
	await run.all(every);
	t.diagnostic(`${run.done.size} of ${run.routes.length} routes, ${run.tried} failures asked for, ${JSON.stringify(run.did)} came, ${run.ends} ends; ${JSON.stringify(run.answers)}`);
	if (process.env.KITH_FAULTS)
		t.diagnostic(`by no form of the demo: ${run.routes.filter(r => !run.done.has(r.pattern)).map(r => r.pattern).join(' ')}`);
	assert.deepStrictEqual(run.wrong, []);
	if (!database || thorough)
		assert.deepStrictEqual(run.forgotten(), [], 'a route that nothing here reaches: tests/whole/states.mjs makes what it needs, or says why not');
	await run.after();
	return run;
}

test('on SQLite', { timeout: thorough ? 3600000 : 400000, skip }, async t => {
	const where = folder();
	atEnd(t, () => where.remove());
	const run = await whole(t, null, where, SQLITE_EVERY);
	assert.ok(run.done.size >= (thorough ? 180 : 85), `${run.done.size} routes`);
	for (const kind of ['memory', 'full', 'write', 'sync', 'short'])
		assert.ok(run.did[kind] > 5, `${kind}: ${run.did[kind]}`);
});

test('on PostgreSQL', { timeout: thorough ? 3600000 : 400000, skip: skip || (!available && 'no PostgreSQL here') }, async t => {
	const where = folder();
	atEnd(t, () => where.remove());
	const pg = await postgres(t, where.dir);
	const run = await whole(t, pg.url, where, PG_EVERY);
	assert.ok(run.done.size >= (thorough ? 180 : 30), `${run.done.size} routes`);
	assert.ok(run.did.memory > 3, `${run.did.memory}`);
});

// PostgreSQL whose disk becomes full, or whose processes are killed, in the middle of writes: Kith says so in plain words, nothing that
// was confirmed is missing afterwards, and it goes on by itself.
import assert from 'node:assert';
import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import test from 'node:test';
import { atEnd, folder, healthy, init, kith, probe, serve, sleep } from './kith.mjs';
import { available, postgres, smallDisk } from './pg.mjs';

const skip = available ? false : 'PostgreSQL is not installed';
const MB = 1 << 20;
const send = (server, mark, where = '/probe/note', headers = {}) => fetch(server.url + where, { method: 'POST', headers, body: new URLSearchParams({ mark, text: 'a private word' }),
	redirect: 'manual' }).then(async r => ({ status: r.status, text: await r.text() }), () => ({ status: 0, text: '' }));
const count = async (server, mark) => (await (await fetch(`${server.url}/probe/count?mark=${mark}`)).json()).n;
const until = async (what, ms, says) => {
	for (const end = Date.now() + ms; Date.now() < end; await sleep(30))
		if (await what())
			return;
	assert.fail(says);
};

async function begin(t, make) {
	const where = folder();
	atEnd(t, () => where.remove());
	const how = make?.(where);
	if (typeof how === 'string')
		return t.skip(how);
	const pg = await postgres(t, where.dir, how), args = ['--database', pg.url];
	init(where, { program: probe, args });
	const server = await serve(where, { program: probe, args });
	atEnd(t, () => server.stop('SIGKILL'));
	return { where, pg, args, server };
}

// Takes all room of this disk but so many megabytes; gives it back.
function crowd(disk, left) {
	const file = `${disk}/in-the-way`, fd = openSync(file, 'w'), { bavail, bsize } = statfsSync(disk);
	for (let n = Math.floor(bavail * bsize / MB) - left; n > 0; n--)
		writeSync(fd, Buffer.alloc(MB));
	closeSync(fd);
	return () => rmSync(file);
}

// People who write all the while; who is not let in tries something else a little later.  kept: what was confirmed.
function writers(server, n, where) {
	const w = { kept: new Set(), answers: new Map(), going: true };
	w.all = Promise.all(Array.from({ length: n }, async (_, k) => {
		for (let i = 0; w.going; i++) {
			const mark = `w${k}-${i}-`, r = await send(server, mark, where);
			w.answers.set(r.status, r.text);
			if (r.status === 303)
				w.kept.add(mark);
			else
				await sleep(20);
		}
	}));
	w.end = () => {
		w.going = false;
		return w.all;
	};
	return w;
}

// What was confirmed is there, and of the rest nothing is there by half.
async function judge({ where, args, pg, server }, w, each = 1) {
	const there = new Map();
	for (const mark of pg.ask('SELECT mark FROM probe_note').split('\n')) {
		const one = /^w\d+-\d+-/.exec(mark)?.[0];
		there.set(one, (there.get(one) ?? 0) + 1);
	}
	for (const mark of w.kept)
		assert.strictEqual(there.get(mark), each, `${mark} was confirmed`);
	for (const [mark, n] of there)
		assert.ok(!mark || n === each, `${n} of ${mark}`);
	await server.stop();
	const r = kith(['check', '--data', where.data, ...args], { program: probe });
	assert.strictEqual(r.code, 0, r.out + r.err);
}
const plain = (answers, allowed) => {
	assert.deepStrictEqual([...answers.keys()].filter(s => !allowed.includes(s)), [], [...answers].join('\n').slice(0, 1500));
	for (const [status, text] of answers)
		if (status >= 500) {
			assert.match(text, /<h1/);
			assert.doesNotMatch(text, /postgres|socket|SQL|ENOSPC|No space left/i);
			assert.match(text, status === 503 ? /may not have been kept: look before you send it anew/ : /disk of this server is full. What you last sent was not kept/);
		}
};

test('the disk under PostgreSQL’s records is full: 507, reading goes on, and so does writing once there is room', { skip, timeout: 60000 }, async t => {
	let disk;
	const house = await begin(t, where => smallDisk(t, disk = `${where.dir}/disk`, 160) ?? { data: `${disk}/data`, wal: `${where.dir}/wal` });
	if (!house)
		return;
	const { server } = house, room = crowd(disk, 8), w = writers(server, 4, '/probe/fill');
	await until(() => w.answers.has(507), 20000, 'it says that it is full');
	await w.end();
	plain(w.answers, [303, 507]);
	assert.ok(w.kept.size > 1, `${w.kept.size} writes`);
	const json = await send(server, 'once-more-', '/probe/fill', { accept: 'application/json' });
	assert.deepStrictEqual([json.status, JSON.parse(json.text).status], [507, 'full']);
	assert.strictEqual(await count(server, 'w'), w.kept.size * 16, 'all of a request or nothing of it');
	assert.strictEqual((await fetch(`${server.url}/probe/form`)).status, 200);
	assert.ok(await healthy(server));
	room();
	assert.strictEqual((await send(server, 'after-', '/probe/fill')).status, 303, 'without a restart of anything');
	await judge(house, w, 16);
});

test('the disk under PostgreSQL’s log is full, which ends it: 503, and all is well when it is started again', { skip, timeout: 60000 }, async t => {
	let disk;
	const house = await begin(t, where => smallDisk(t, disk = `${where.dir}/disk`, 160) ?? { wal: `${disk}/wal`, more: ['max_wal_size=1GB', 'wal_recycle=off'] });
	if (!house)
		return;
	const { pg, server } = house, room = crowd(disk, 8), w = writers(server, 4, '/probe/fill');
	await until(() => [...w.answers.keys()].some(s => s >= 500), 20000, 'it does not go well');
	await until(async () => (await fetch(`${server.url}/health`)).status === 503 || pg.child.exitCode !== null, 10000, 'PostgreSQL is away');
	await sleep(200);
	assert.ok(w.kept.size > 1, `${w.kept.size} writes`);
	room();
	await pg.stop('immediate');
	await pg.start();
	await until(() => healthy(server), 10000, 'it comes back by itself');
	const before = w.kept.size;
	await until(() => w.kept.size > before + 4, 10000, 'and people go on');
	await w.end();
	plain(w.answers, [303, 503, 507]);
	await judge(house, w, 16);
});

test('PostgreSQL is killed in the middle of writes, one process of it or all: nothing that was confirmed is missing', { skip, timeout: 90000 }, async t => {
	const house = await begin(t), { pg, server } = house, w = writers(server, 8);
	let kept = 0;
	for (const all of [false, true]) {
		await until(() => w.kept.size > kept + 30, 15000, 'people write');
		const one = Number(pg.ask("SELECT pid FROM pg_stat_activity WHERE application_name = 'kith' ORDER BY state_change DESC LIMIT 1")), processes = pg.processes();
		for (const pid of all ? processes : [one])
			try {
				process.kill(pid, 'SIGKILL');
			} catch { /* it ended with the first */ }
		if (all) {
			await pg.ended;
			await until(async () => (await fetch(`${server.url}/health`)).status === 503, 5000, 'it says that it is away');
			await pg.start();
		}
		await until(() => healthy(server), 15000, 'it comes back by itself');
		kept = w.kept.size;
	}
	await until(() => w.kept.size > kept + 30, 15000, 'and people go on');
	await w.end();
	plain(w.answers, [303, 503]);
	await judge(house, w);
});

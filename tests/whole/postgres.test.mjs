// The same program on PostgreSQL: writing from many threads, and a database that goes away and comes back.
import assert from 'node:assert';
import test from 'node:test';
import { atEnd, folder, healthy, init, kith, probe, serve, sleep } from './kith.mjs';
import { available, postgres } from './pg.mjs';

const skip = available ? false : 'PostgreSQL is not installed';
const note = (server, mark, where = '/probe/note') =>
	fetch(server.url + where, { method: 'POST', body: new URLSearchParams({ mark, text: 'a private word' }), redirect: 'manual' }).then(r => r.status, () => 0);
const count = async (server, mark) => (await (await fetch(`${server.url}/probe/count?mark=${mark}`)).json()).n;

async function begin(t) {
	const where = folder();
	atEnd(t, () => where.remove());
	const pg = await postgres(t, where.dir);
	const args = ['--database', pg.url];
	init(where, { program: probe, args });
	const server = await serve(where, { program: probe, args });
	atEnd(t, () => server.stop('SIGKILL'));
	return { where, pg, args, server };
}

test('everything a request does, on PostgreSQL', { skip, timeout: 120000 }, async t => {
	const { where, pg, args, server } = await begin(t);
	const asked = [];
	for (let k = 0; k < 30; k++)
		for (const [to, status] of [['/probe/note', 303], ['/probe/broken', 500], ['/probe/denied', 403], ['/probe/too-much', 500], ['/probe/slow', 303]])
			if (to !== '/probe/slow' || k < 10)
				asked.push(note(server, `${to.slice(7)}-${k}-`, to).then(s => assert.strictEqual(s, status, to)));
	await Promise.all(asked);
	for (const [mark, n] of [['note', 30], ['broken', 0], ['denied', 0], ['too-much', 0], ['slow', 10]])
		assert.strictEqual(await count(server, mark), n, mark);
	assert.strictEqual(await note(server, 'note-0-'), 409);
	assert.strictEqual(await note(server, '', '/probe/note'), 422);
	assert.ok(!pg.ask('SELECT string_agg(encode(text, \'escape\'), \' \') FROM probe_note').includes('private'), 'sealed');
	assert.strictEqual(await note(server, 'worked', '/probe/job'), 303);
	for (let k = 0; k < 100 && await count(server, 'worked') === 0; k++)
		await sleep(50);
	assert.strictEqual(await count(server, 'worked'), 1, 'jobs are done');
	const many = await Promise.all(Array.from({ length: 100 }, () => note(server, 'note-0-', '/probe/raise')));
	assert.deepStrictEqual([...new Set(many)], [303], 'a hundred who want the same row at once: nobody is told to send again');
	assert.strictEqual(pg.ask("SELECT version FROM probe_note WHERE mark = 'note-0-'"), '101');
	const other = await serve(where, { program: probe, args });
	atEnd(t, () => other.stop('SIGKILL'));
	assert.strictEqual(await count(other, 'note'), 30, 'two servers may share one PostgreSQL');
	assert.strictEqual(kith(['check', '--data', where.data, ...args], { program: probe }).code, 0);
	const backup = kith(['backup', `${where.dir}/b`, '--data', where.data, ...args], { program: probe });
	assert.strictEqual(backup.code, 1);
	assert.match(backup.err, /pg_dump/);
	assert.strictEqual((await server.stop()).code, 0);
});

test('PostgreSQL stops: 503 with plain words, nothing acknowledged; it starts: all is well without a restart', { skip, timeout: 120000 }, async t => {
	const { pg, server } = await begin(t);
	const kept = new Set();
	let going = true;
	const statuses = new Set();
	const writers = Array.from({ length: 8 }, async (_, w) => {
		for (let k = 0; going; k++) {
			const status = await note(server, `w${w}-${k}-`);
			statuses.add(status);
			if (status === 303)
				kept.add(`w${w}-${k}-`);
			else
				await sleep(20);
		}
	});
	await sleep(500);
	await pg.stop('immediate');
	await sleep(300);
	const health = await fetch(`${server.url}/health`);
	assert.strictEqual(health.status, 503);
	const page = await fetch(`${server.url}/probe/form`);
	assert.strictEqual(page.status, 503);
	assert.ok(Number(page.headers.get('retry-after')) > 0);
	const words = await page.text();
	assert.match(words, /<h1>/);
	assert.match(words, /href="\/leave"/);
	assert.doesNotMatch(words, /postgres|socket|SQL/i);
	const spanish = await fetch(`${server.url}/probe/form`, { headers: { 'accept-language': 'es' } });
	assert.match(await spanish.text(), /<html lang="es">/);
	const json = await fetch(`${server.url}/api/probe/form`);
	assert.strictEqual(json.status, 503);
	for (const way of ['/leave', '/c/harbor/leave']) {
		const left = await fetch(server.url + way, { redirect: 'manual', headers: { cookie: 'kith=abc' } });
		assert.strictEqual(left.status, 303, 'who has to leave leaves, also without a database');
		assert.match(left.headers.get('location'), /^https:\/\/www\.wikipedia\.org/);
		assert.strictEqual(left.headers.get('clear-site-data'), '"cache", "cookies", "storage"');
	}
	assert.strictEqual((await json.json()).status, 'busy');
	assert.strictEqual(await note(server, 'while-away'), 503);
	await pg.start();
	let back = 0;
	for (let k = 0; k < 100 && !back; k++, await sleep(50))
		back = await healthy(server) ? 1 : 0;
	assert.ok(back, 'it came back');
	await sleep(700);
	for (let k = 0; k < 30; k++)
		assert.strictEqual((await fetch(`${server.url}/probe/form`)).status, 200, 'no dead connection is left');
	for (let k = 0; k < 30; k++)
		assert.strictEqual(await note(server, `back-${k}-`), 303);
	going = false;
	await Promise.all(writers);
	assert.ok([...statuses].every(s => [303, 503].includes(s)), `${[...statuses]}`);
	const there = new Set(pg.ask('SELECT mark FROM probe_note').split('\n'));
	for (const mark of kept)
		assert.ok(there.has(mark), `${mark} was acknowledged`);
	assert.ok(kept.size > 20);
});

test('a database that is not there, or not ours, is told at the start', { skip, timeout: 60000 }, async t => {
	const { where, args, server } = await begin(t);
	const other = folder();
	atEnd(t, () => other.remove());
	const r = kith(['init', '--data', other.data, ...args], { program: probe });
	assert.strictEqual(r.code, 1);
	assert.match(r.err, /another key/);
	const none = kith(['serve', '--data', where.data, '--database', `postgresql://kith@/postgres?host=${where.dir}/nowhere`], { program: probe });
	assert.strictEqual(none.code, 1);
	assert.match(none.err, /^kith: /);
	assert.ok(await healthy(server));
});

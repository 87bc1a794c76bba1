// Everything at once: what the threads share must hold.  tests/whole/tsan.sh runs this under ThreadSanitizer.
import assert from 'node:assert';
import net from 'node:net';
import test from 'node:test';
import { atEnd, Browser, folder, fresh, init, probe, raw, serve, sleep } from './kith.mjs';
import { available, postgres } from './pg.mjs';

const post = (server, where, form, headers = {}) =>
	fetch(server.url + where, { method: 'POST', body: new URLSearchParams(form), headers, redirect: 'manual' }).then(r => r.status, () => 0);

async function crowd(server, seconds) {
	const until = Date.now() + seconds * 1000;
	let n = 0;
	const allowed = new Set([200, 303, 401, 403, 404, 409, 413, 422, 429, 500, 503]);
	const each = {
		write: k => post(server, '/probe/note', { mark: `m${k}` }),
		broken: k => post(server, '/probe/broken', { mark: `b${k}` }),
		large: k => post(server, '/probe/too-much', { mark: `t${k}` }),
		slow: k => post(server, '/probe/slow', { mark: `s${k}` }),
		look: () => fetch(`${server.url}/probe/count`).then(r => r.status),
		page: () => fetch(`${server.url}/safety`).then(r => r.status),
		packed: () => fetch(`${server.url}/probe/large`).then(async r => { await r.arrayBuffer(); return r.status; }),
		health: () => fetch(`${server.url}/health`).then(r => r.status),
		missing: () => fetch(`${server.url}/nowhere`).then(r => r.status),
		job: k => post(server, '/probe/job', { mark: `j${k}` }),
		mail: () => post(server, '/probe/mail', { to: 'a@example.org', subject: 'a', body: 'b' }),
		guess: k => post(server, '/probe/sign-in', { login: `someone${k % 5}`, password: 'wrong' }),
		form: async () => (await new Browser(server).fill('/probe/form', { text: 'some words', version: '1' })).status,
		join: async k => (await new Browser(server).fill('/join', { name: 'Ash', login: `ash${k}`, how: 'own', password: 'a long enough sentence', lang: 'en', zone: 'UTC' })).status,
		away: () => new Promise(done => {
			const socket = net.connect(server.port, '127.0.0.1', () => {
				socket.write('POST /probe/slow HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 6\r\n\r\nmark=z');
				setTimeout(() => { socket.destroy(); done(200); }, 5);
			});
			socket.on('error', () => done(200));
		}),
		noise: async () => ((await raw(server.port, 'GET / HTTP/1.1\r\nX\r\n\r\n', { wait: 200 })).status, 200),
	};
	await Promise.all(Object.entries(each).flatMap(([name, go]) => [0, 1].map(async () => {
		while (Date.now() < until) {
			const status = await go(n++);
			assert.ok(allowed.has(status), `${name}: ${status}`);
			await sleep(3);
		}
	})));
	return n;
}

// The sandbox lets nothing write a report into a file: it stands in what the server said.
const stopped = async server => {
	assert.deepStrictEqual(await server.stop(), { code: 0, signal: null });
	const report = /WARNING: ThreadSanitizer[^]*?SUMMARY.*/.exec(server.log);
	assert.strictEqual(report, null, `${report?.[0]}\naddr2line -fie build-tsan/kith-probe says where that is`);
};

test('on SQLite', { timeout: 120000 }, async t => {
	const server = await fresh(t, { program: probe });
	assert.ok(await crowd(server, 5) > 100);
	const rest = crowd(server, 1).catch(() => {});
	await sleep(300);
	await stopped(server);
	await rest;
});

test('on PostgreSQL', { timeout: 120000, skip: available ? false : 'PostgreSQL is not installed' }, async t => {
	const where = folder();
	atEnd(t, () => where.remove());
	const pg = await postgres(t, where.dir);
	const args = ['--database', pg.url];
	init(where, { program: probe, args });
	const server = await serve(where, { program: probe, args });
	atEnd(t, () => server.stop('SIGKILL'));
	assert.ok(await crowd(server, 4) > 100);
	await pg.stop('immediate');
	await sleep(500);
	await pg.start();
	await sleep(1000);
	assert.ok(await crowd(server, 2) > 50);
	await stopped(server);
});

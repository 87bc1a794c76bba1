// The real program in a folder of its own, on a free port: what every test in this folder starts with.
// KITH names the binary (default: build/kith).
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const binary = process.env.KITH ?? path.join(root, 'build/kith');
// The same with one feature more, that writes, waits and fails as a test says: tests/whole/probe.
export const probe = path.join(path.dirname(binary), 'kith-probe');

// Only what the program needs: settings come from the test, never from whoever runs it.
export const cleanEnv = (more = {}) => ({ PATH: process.env.PATH, LANG: 'C.UTF-8', TMPDIR: tmpdir(), ...sanitizers(), ...more });
const sanitizers = () => Object.fromEntries(['ASAN_OPTIONS', 'UBSAN_OPTIONS', 'TSAN_OPTIONS']
	.filter(name => process.env[name]).map(name => [name, process.env[name]]));

// What a test began is ended in the opposite order, all of it, also when one end fails: a folder is removed when nobody
// writes into it any more, and no program is left that would keep the whole run from ending.
const endings = new WeakMap();
export function atEnd(t, end) {
	if (!endings.has(t)) {
		endings.set(t, []);
		t.after(async () => {
			const failed = [];
			for (const one of endings.get(t).reverse())
				await Promise.resolve().then(one).catch(e => failed.push(e));
			if (failed.length)
				throw failed[0];
		});
	}
	endings.get(t).push(end);
}

// Programs that a test did not come to end, because it took too long: without this the file would wait for them for ever.
const running = new Set();
export function watched(child) {
	running.add(child);
	child.on('exit', () => running.delete(child));
	return child;
}
// A file that ends its programs itself, after all its tests, does so meanwhile.
const MEANWHILE_MS = 10000;
if (process.env.NODE_TEST_CONTEXT)
	after(() => { setTimeout(() => running.forEach(child => child.kill('SIGKILL')), MEANWHILE_MS).unref(); });

export function folder() {
	const dir = mkdtempSync(path.join(tmpdir(), 'kith-whole-'));
	return { dir, data: path.join(dir, 'data'), remove: () => rmSync(dir, { recursive: true, force: true }) };
}

// Runs a command to its end.
export function kith(args, { env = {}, input, cwd, program = binary } = {}) {
	const r = spawnSync(program, args, { env: cleanEnv(env), input, cwd, encoding: 'utf8', timeout: 180000 });       // under the sanitizers on a busy machine
	return { code: r.status, out: r.stdout, err: r.stderr };
}

export function init(where, { program = binary, args = [] } = {}) {
	const r = kith(['init', '--data', where.data, ...args], { program });
	if (r.code !== 0)
		throw new Error(`init: ${r.err}`);
}

// Starts a server and waits until it says where it answers.  shell: a line in which "$@" is the program.
export function serve(where, { args = [], env = {}, shell, program = binary, listen = '127.0.0.1:0' } = {}) {
	const words = ['serve', '--data', where.data, '--listen', listen, ...args];
	env = { KITH_REQUESTS_PER_MINUTE: '0', ...env };       // tests ask faster than people; pace.test.mjs looks at the limit
	const child = watched(shell ? spawn('/bin/sh', ['-c', shell, 'sh', program, ...words], { env: cleanEnv(env) })
		: spawn(program, words, { env: cleanEnv(env) }));
	const server = { child, log: '', said: '', ended: null };
	server.end = new Promise(done => child.on('exit', (code, signal) => { server.ended = { code, signal }; done(server.ended); }));
	child.stderr.on('data', d => { server.log += d; });
	server.stop = async (signal = 'SIGTERM') => {
		if (!server.ended)
			child.kill(signal);
		return server.end;
	};
	return new Promise((ready, fail) => {
		child.stdout.on('data', d => {
			server.said += d;
			const at = server.said.match(/https?:\/\/\S+:(\d+)/);
			if (!at)
				return;
			server.port = Number(at[1]);
			server.url = at[0];
			ready(server);
		});
		server.end.then(e => fail(new Error(`the server ended with ${e.code ?? e.signal}: ${server.log}`)));
	});
}

// A fresh server, ended and removed after the test.
export async function fresh(t, options = {}) {
	const where = folder();
	atEnd(t, () => where.remove());
	init(where, { program: options.program });
	const server = await serve(where, options);
	atEnd(t, () => server.stop('SIGKILL'));
	return Object.assign(server, { where });
}

// Sends bytes as they are and hears until the connection ends, or `wait` milliseconds of silence pass.
export function raw(port, bytes, { wait = 1500, end = false } = {}) {
	return new Promise(done => {
		let heard = Buffer.alloc(0), closed = false;
		const socket = net.connect(port, '127.0.0.1', () => {
			for (const piece of [bytes].flat())
				socket.write(Buffer.isBuffer(piece) ? piece : Buffer.from(piece, 'latin1'));
			if (end)
				socket.end();
		});
		socket.setTimeout(wait, () => socket.destroy());
		socket.on('data', d => { heard = Buffer.concat([heard, d]); });
		socket.on('end', () => { closed = true; });
		socket.on('error', () => { closed = true; });
		socket.on('close', () => {
			const text = heard.toString('latin1');
			const status = /^HTTP\/1\.1 (\d{3}) /.exec(text);
			done({ text, closed, status: status ? Number(status[1]) : 0, replies: text.split(/^HTTP\/1\.1 \d{3} /m).length - 1 });
		});
	});
}

// A day of the demo's community, which is not yet on that of UTC for some hours.
export const day = (days = 0) => new Date(Date.now() + days * 86400000).toLocaleDateString('sv-SE', { timeZone: 'America/Denver' });
export const sleep = ms => new Promise(done => setTimeout(done, ms));

export async function healthy(server) {
	const r = await fetch(`${server.url}/health`);
	return r.status === 200 && await r.text() === 'ok\n';
}

// Cookies as a browser keeps them, without a browser.
export class Browser {
	constructor(server) { this.server = server; this.jar = new Map(); }
	async go(where, { method = 'GET', form, headers = {} } = {}) {
		const own = { ...headers };
		if (this.jar.size)
			own.cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
		if (method === 'POST')
			own.origin ??= this.server.url;
		const body = form ? new URLSearchParams(form) : undefined;
		const r = await fetch(this.server.url + where, { method, headers: own, body, redirect: 'manual' });
		for (const line of r.headers.getSetCookie?.() ?? [r.headers.get('set-cookie')].filter(Boolean)) {
			const [pair, ...rest] = line.split('; ');
			const [name, value] = pair.split('=');
			if (rest.includes('Max-Age=0'))
				this.jar.delete(name);
			else
				this.jar.set(name, value);
		}
		r.body_ = await r.text();
		return r;
	}
	// Opens a page and posts one of its forms with these values.
	async fill(where, values, action = where) {
		const page = await this.go(where);
		const csrf = /name="csrf" value="([^"]+)"/.exec(page.body_);
		return this.go(action, { method: 'POST', form: { csrf: csrf?.[1] ?? '', ...values } });
	}
}

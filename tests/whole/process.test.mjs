// What a process of Kith can still do when somebody has broken into it: as good as nothing.
import assert from 'node:assert';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, closeSync, copyFileSync, existsSync, mkdirSync, openSync, readFileSync, readSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import test from 'node:test';
import { atEnd, binary, folder, fresh, healthy, init, probe, serve, sleep } from './kith.mjs';
import { available, postgres } from './pg.mjs';
import { certificate, mailServer } from './smtp.mjs';

const { EACCES, EPERM } = constants.errno;
const sanitized = readFileSync(probe).includes('__asan_init') || readFileSync(probe).includes('__tsan_init');
const status = pid => Object.fromEntries(readFileSync(`/proc/${pid}/status`, 'utf8').trim().split('\n').map(l => l.split(':\t')));
const reach = async (server, what, path = '') => (await (await fetch(`${server.url}/probe/reach?what=${what}&path=${encodeURIComponent(path)}`)).json()).n;
const landlock = server => Number(/files Landlock (\d+)/.exec(server.log)?.[1] ?? 0);

function children(pid) {
	return readdirSync('/proc').filter(p => /^\d+$/.test(p)).filter(p => {
		try {
			return Number(readFileSync(`/proc/${p}/stat`, 'latin1').replace(/^.*\) /, '').split(' ')[1]) === pid;
		} catch {
			return false;           /* it ended meanwhile */
		}
	}).map(Number);
}

const named = pid => status(pid).Name.trim();
const child = (server, name) => children(server.child.pid).find(pid => named(pid) === name);

test('the program is built so that faults are hard to use', { skip: sanitized && 'built for the sanitizers' }, () => {
	const say = (...args) => execFileSync('readelf', ['-W', ...args, binary], { encoding: 'utf8', maxBuffer: 1 << 28 });
	const head = say('-h'), dynamic = say('-d'), segments = say('-l'), symbols = say('--dyn-syms');
	assert.match(head, /Type:\s+DYN \(Position-Independent Executable/);
	assert.match(dynamic, /FLAGS_1.* NOW .*PIE|FLAGS_1.*NOW.*PIE/);
	assert.match(segments, /GNU_RELRO/);
	assert.match(segments, /GNU_STACK\s+\S+ \S+ \S+ \S+ \S+ RW /);
	assert.doesNotMatch(segments, / RWE /);
	assert.doesNotMatch(dynamic, /RPATH|RUNPATH|TEXTREL/);
	assert.match(symbols, /__stack_chk_fail/);
	assert.match(symbols, /__(memcpy|snprintf|vsnprintf|read|fprintf)_chk/, 'checked variants of the C library are used');
	if (process.arch === 'x64')
		assert.ok(readFileSync(binary).toString('latin1').split('\xf3\x0f\x1e\xfa').length > 1000, 'indirect jumps land on marked places');
});

test('the program loads the libraries that are named, and no other', () => {
	const run = readFileSync(new URL('../../docs/run.md', import.meta.url), 'utf8');
	const names = text => text.match(/\blib[a-z0-9]+\b/g).filter(name => !/^lib(raries|rary)$/.test(name));
	const loads = program => [...execFileSync('readelf', ['-W', '-d', program], { encoding: 'utf8' }).matchAll(/\(NEEDED\).*\[(lib[a-z0-9_+-]+?)(?:-\d[\d.]*)?\.so/g)]
		.map(m => m[1]).filter(name => !/^lib([atu]bsan|[at]san|ubsan)/.test(name));
	const own = names(run.match(/stands on these libraries[^.]*\./)[0]), apart = names(run.match(/Only `kith-studio` loads[^.]*\./)[0]);
	const kith = loads(binary), studio = loads(`${binary}-studio`);
	assert.ok(kith.length > 10 && apart.length > 4);
	assert.deepStrictEqual(kith.filter(name => !own.includes(name)), []);
	assert.deepStrictEqual(studio.filter(name => ![...own, ...apart].includes(name)), []);
	assert.deepStrictEqual(own.filter(name => !['libc', 'libm'].includes(name) && !kith.includes(name)), [], 'named, and not needed');
	assert.deepStrictEqual(apart.filter(name => !studio.includes(name)), [], 'named, and not needed');
	assert.deepStrictEqual(apart.filter(name => kith.includes(name)), [], 'the server does not load what only the studio needs');
});

test('what a break-in tries ends the process at once', { timeout: 60000 }, async t => {
	const tries = [['socket'], ['raw'], ['connect', '22'], ['exec', '/bin/true'], ['bpf'], ['ring']];
	if (!sanitized)                 /* the sanitizers need these themselves */
		tries.push(['fork'], ['trace'], ['code'], ['kill']);
	for (const [what, path] of tries) {
		const server = await fresh(t, { program: probe });
		await fetch(`${server.url}/probe/reach?what=${what}&path=${encodeURIComponent(path ?? '')}`).catch(() => {});
		assert.deepStrictEqual(await server.end, { code: null, signal: 'SIGSYS' }, what);
	}
});

test('where the operator asks for it the same is refused and told, and people are served on', { timeout: 60000 }, async t => {
	const server = await fresh(t, { program: probe, args: ['--sandbox', 'refuse'] });
	for (const [what, path] of [['socket'], ['raw'], ['connect', '22'], ['exec', '/bin/true'], ['bpf'], ['ring'], ...sanitized ? [] : [['fork']]])
		assert.strictEqual(await reach(server, what, path), EPERM, what);
	await sleep(50);
	assert.ok(server.log.match(/sandbox: call \d+ was refused/g).length >= 6);
	assert.ok(await healthy(server));
	const open = await fresh(t, { program: probe, args: ['--sandbox', 'off'] });
	assert.strictEqual(await reach(open, 'socket'), 0, 'without the sandbox it could be done');
	assert.strictEqual(await reach(open, 'read', '/etc/passwd'), 0);
	assert.match(open.log, /sandbox: files open, calls open/);
});

test('no file outside the data folder can be opened, the key least of all', { timeout: 30000 }, async t => {
	const server = await fresh(t, { program: probe });
	if (!landlock(server)) {
		assert.match(server.log, /this kernel does not limit files/);
		return t.skip('this kernel has no Landlock');
	}
	const outside = server.where.dir;
	for (const path of ['/etc/passwd', '/etc/shadow', '/', '/root', '/bin/sh', '/proc/1/environ', `${server.where.data}.key`, `${server.where.data}/../data.key`, outside])
		if (existsSync(path))
			assert.strictEqual(await reach(server, 'read', path), EACCES, path);
	for (const path of [`${outside}/new`, '/tmp/kith-must-not-be-here', '/dev/shm/kith-must-not-be-here'])
		assert.strictEqual(await reach(server, 'write', path), EACCES, path);
	assert.strictEqual(await reach(server, 'read', `${server.where.data}/kith.db`), 0, 'its own');
	assert.strictEqual(await reach(server, 'write', `${server.where.data}/new`), 0);
	assert.ok(await healthy(server));
});

// Where in a process's readable memory these bytes lie, by the flags of each region; null: not for us.
function memoryWith(pid, wanted) {
	let mem;
	try {
		mem = openSync(`/proc/${pid}/mem`, 'r');
	} catch {
		return null;
	}
	const found = [];
	for (const region of readFileSync(`/proc/${pid}/smaps`, 'latin1').split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m)) {
		const at = /^([0-9a-f]+)-([0-9a-f]+) r\S* \S+ \S+ (\d+)\s*(.*)$/m.exec(region);
		const n = at ? Number(BigInt(`0x${at[2]}`) - BigInt(`0x${at[1]}`)) : 0;
		if (!n || n > 1 << 28 || /^\[v/.test(at[4]))
			continue;
		const bytes = Buffer.alloc(n);
		try {
			readSync(mem, bytes, 0, n, BigInt(`0x${at[1]}`));
		} catch {
			continue;               /* a guard page */
		}
		if (bytes.includes(wanted))
			found.push(/^VmFlags:(.*)$/m.exec(region)[1].trim().split(' '));
	}
	closeSync(mem);
	return found;
}

test('no core dumps, no new rights, locked memory; no reading of its memory by others', async t => {
	const server = await fresh(t);
	const now = status(server.child.pid);
	assert.strictEqual(now.NoNewPrivs.trim(), '1');
	assert.strictEqual(now.Seccomp.trim(), '2');
	assert.match(readFileSync(`/proc/${server.child.pid}/limits`, 'utf8'), /^Max core file size\s+0\s+0\s/m);
	if (!sanitized)                 /* they lock no memory */
		assert.ok(parseInt(now.VmLck, 10) >= 4, 'the key cannot be swapped out');
	assert.match(readFileSync(`${server.where.data}/lock`, 'utf8'), new RegExp(`^${server.child.pid} files .*, calls seccomp kill\n$`));
	if (!sanitized && process.getuid() === 0)
		assert.strictEqual(spawnSync('setpriv', ['--reuid', '65534', '--clear-groups', 'cat', `/proc/${server.child.pid}/mem`]).status, 1);
});

// What stays behind when a key was ended is looked for from inside: core/tests/test_wipe.c.
test('the master key lies in locked memory alone, that no dump holds, and the digits of its file nowhere', { skip: sanitized && 'they lock no memory' }, async t => {
	const server = await fresh(t), digits = readFileSync(`${server.where.data}.key`, 'latin1').trim();
	assert.strictEqual((await fetch(`${server.url}/sign-in`)).status, 200);
	const found = memoryWith(server.child.pid, Buffer.from(digits, 'hex'));
	if (!found || (!found.length && process.getuid() !== 0))
		return t.skip('only root may look into its memory');
	assert.ok(found.length > 0, 'it is there: so the search can find it');
	for (const flags of found)
		assert.ok(flags.includes('lo') && flags.includes('dd'), `in memory with ${flags.join(' ')}`);
	for (const text of [digits, digits.toUpperCase()])
		assert.deepStrictEqual(memoryWith(server.child.pid, Buffer.from(text)), []);
});

// Nobody asks for anything meanwhile: what connections remember goes while they rest.
async function forgottenEverywhere(servers) {
	const form = { method: 'POST', redirect: 'manual', body: new URLSearchParams({ mark: 'ash' }) };
	const told = (await (await fetch(`${servers[0].url}/probe/key`, form)).text()).trim();
	assert.match(told, /^[0-9a-f]{64}$/);
	const key = Buffer.from(told, 'hex'), holds = server => memoryWith(server.child.pid, key);
	for (const server of servers) {
		const seen = await Promise.all(Array.from({ length: 6 }, async () => (await (await fetch(`${server.url}/probe/key?mark=ash`)).text()).trim()));
		assert.deepStrictEqual(new Set(seen), new Set([told]));
		assert.ok(holds(server).length > 0, 'it is there: so the search can find it');
	}
	assert.strictEqual((await fetch(`${servers[0].url}/probe/forget`, form)).status, 303);
	for (const server of servers) {
		const until = Date.now() + 5000;
		while (holds(server).length && Date.now() < until)
			await sleep(100);
		assert.deepStrictEqual(holds(server), []);
	}
}

test('the key of who is forgotten is in no memory within seconds, also not in that of another server on the same database', { timeout: 60000, skip: (sanitized && 'they keep copies') || (process.getuid() !== 0 && 'only root may look into its memory') }, async t => {
	await forgottenEverywhere([await fresh(t, { program: probe })]);
	if (!available)
		return t.diagnostic('no PostgreSQL here');
	const where = folder();
	atEnd(t, () => where.remove());
	const pg = await postgres(t, where.dir);
	init(where, { program: probe, args: ['--database', pg.url] });
	const two = [];
	for (let k = 0; k < 2; k++) {
		two.push(await serve(where, { program: probe, args: ['--database', pg.url] }));
		atEnd(t, () => two[k].stop('SIGKILL'));
	}
	await forgottenEverywhere(two);
});

test('mail goes out by a process of its own, that never had the key, listens to nobody and ends with the server', { timeout: 40000 }, async t => {
	const where = folder();
	atEnd(t, () => where.remove());
	init(where, { program: probe });
	const smtp = await mailServer(certificate(where.dir));
	atEnd(t, () => smtp.close());
	const server = await serve(where, { program: probe, args: ['--smtp-url', smtp.url, '--mail-from', 'kith@example.net', '--smtp-ca-file', `${where.dir}/smtp-cert.pem`] });
	atEnd(t, () => server.stop('SIGKILL'));
	assert.deepStrictEqual(children(server.child.pid).map(named).sort(), ['kith-mail', 'kith-studio']);
	const mail = child(server, 'kith-mail'), now = status(mail);
	assert.strictEqual(now.Seccomp.trim(), '2');
	assert.strictEqual(now.NoNewPrivs.trim(), '1');
	if (!sanitized) {
		const key = Buffer.from(readFileSync(`${where.data}.key`, 'latin1').trim(), 'hex');
		if (process.getuid() === 0)
			assert.ok(memoryWith(server.child.pid, key).length, 'the server has it: so the search can find it');
		assert.ok(!memoryWith(mail, key)?.length);
	}
	const post = () => fetch(`${server.url}/probe/mail`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ to: 'ash@example.org', subject: 'You have a new message', body: 'Look when you like.' }) });
	assert.strictEqual((await post()).status, 303);
	for (let k = 0; k < 200 && !smtp.messages.length; k++)
		await sleep(50);
	assert.strictEqual(smtp.messages.length, 1, 'mail goes out');
	process.kill(mail, 'SIGTERM');
	await sleep(100);
	assert.ok(existsSync(`/proc/${mail}`), 'told to end together with the server, it waits for it');
	await server.stop();
	for (let k = 0; k < 100 && existsSync(`/proc/${mail}`); k++)
		await sleep(50);
	assert.ok(!existsSync(`/proc/${mail}`));
});

test('without a mail server there is no process for mail; a mail process that is lost is told, and mail waits', { timeout: 40000 }, async t => {
	const alone = await fresh(t);
	assert.deepStrictEqual(children(alone.child.pid).map(named), ['kith-studio']);
	const where = folder();
	atEnd(t, () => where.remove());
	init(where, { program: probe });
	const server = await serve(where, { program: probe, args: ['--smtp-url', 'smtp://127.0.0.1:9', '--mail-from', 'kith@example.net'] });
	atEnd(t, () => server.stop('SIGKILL'));
	process.kill(child(server, 'kith-mail'), 'SIGKILL');
	await fetch(`${server.url}/probe/mail`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ to: 'ash@example.org', subject: 'You have a new message', body: 'Look.' }) });
	for (let k = 0; k < 200 && !/no_mail_process/.test(server.log); k++)
		await sleep(50);
	assert.match(server.log, /job mail: no_mail_process/);
	assert.ok(await healthy(server));
});

test('pictures are made anew by a process that never had the key and holds nothing of the server; lost, people are served on', { timeout: 40000 }, async t => {
	const server = await fresh(t), studio = child(server, 'kith-studio'), now = status(studio);
	assert.strictEqual(now.Seccomp.trim(), '2');
	assert.strictEqual(now.NoNewPrivs.trim(), '1');
	const key = Buffer.from(readFileSync(`${server.where.data}.key`, 'latin1').trim(), 'hex');
	if (!sanitized)
		assert.ok(!memoryWith(studio, key)?.length);
	assert.deepStrictEqual(readdirSync(`/proc/${studio}/fd`).length, 4, 'the standard streams and the way to the server');
	process.kill(studio, 'SIGKILL');
	assert.ok(await healthy(server));
	await server.stop();
});

test('the program for pictures is found beside kith, and only where nobody else may change it; without it nothing begins', async t => {
	const where = folder(), kith = `${where.dir}/kith`, studio = `${kith}-studio`;
	atEnd(t, () => where.remove());
	init(where);
	copyFileSync(binary, kith);
	const begin = () => spawnSync(kith, ['serve', '--data', where.data, '--listen', '127.0.0.1:0'], { encoding: 'utf8', timeout: 20000 });
	const refused = () => { const r = begin(); assert.strictEqual(r.status, 1); assert.match(r.stderr, /kith-studio is not beside this program, or others may change it/); };
	refused();
	copyFileSync(`${binary}-studio`, studio);
	chmodSync(studio, 0o777);
	refused();
	symlinkSync(`${binary}-studio`, `${studio}.link`);
	renameSync(`${studio}.link`, studio);
	refused();
	rmSync(studio);
	writeFileSync(studio, '#!/bin/sh\nexit 0\n', { mode: 0o755 });
	assert.match(begin().stderr, /kith-studio does not begin/);
	rmSync(studio);
	mkdirSync(`${where.dir}/bin`);
	mkdirSync(`${where.dir}/libexec/kith`, { recursive: true });
	renameSync(kith, `${where.dir}/bin/kith`);
	copyFileSync(`${binary}-studio`, `${where.dir}/libexec/kith/kith-studio`);
	const server = await serve(where, { program: `${where.dir}/bin/kith` });
	atEnd(t, () => server.stop('SIGKILL'));
	assert.deepStrictEqual(children(server.child.pid).map(named), ['kith-studio']);
	assert.strictEqual(readFileSync(`/proc/${child(server, 'kith-studio')}/environ`, 'latin1').includes('PATH'), sanitized, 'it gets no environment');
	assert.strictEqual(spawnSync(`${binary}-studio`, [], { encoding: 'utf8' }).status, 2, 'nobody calls it by hand');
});

test('on PostgreSQL the server may connect to it again, and still runs nothing and opens nothing else', { timeout: 90000, skip: !available && 'no PostgreSQL here' }, async t => {
	const where = folder();
	atEnd(t, () => where.remove());
	const pg = await postgres(t, where.dir);
	init(where, { program: probe, args: ['--database', pg.url] });
	const server = await serve(where, { program: probe, args: ['--database', pg.url] });
	atEnd(t, () => server.stop('SIGKILL'));
	assert.ok(await healthy(server));
	await pg.stop();
	assert.strictEqual((await fetch(`${server.url}/health`)).status, 503);
	await pg.start();
	let well = false;
	for (let k = 0; k < 200 && !(well = await healthy(server)); k++)
		await sleep(50);
	assert.ok(well, 'it connects again by itself');
	if (landlock(server))
		for (const path of ['/root', `${where.data}.key`])
			assert.strictEqual(await reach(server, 'read', path), EACCES, path);
	await fetch(`${server.url}/probe/reach?what=exec&path=/bin/true`).catch(() => {});
	assert.deepStrictEqual(await server.end, { code: null, signal: 'SIGSYS' });
});

test('the service manager is told when people are answered, and when it ends', { timeout: 30000 }, async t => {
	const where = folder(), at = `${where.dir}/notify`;
	atEnd(t, () => where.remove());
	init(where);
	const listener = spawn('python3', ['-uc', `import socket; s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); s.bind('${at}'); print('bound')
for k in range(2): print(s.recv(100).decode())`]);
	atEnd(t, () => listener.kill('SIGKILL'));
	let said = '';
	const heard = new Promise(done => listener.stdout.on('data', d => {
		said += d;
		if (/STOPPING/.test(said))
			done();
	}));
	while (!existsSync(at))
		await sleep(20);
	const server = await serve(where, { env: { NOTIFY_SOCKET: at } });
	await server.stop();
	await heard;
	assert.strictEqual(said, 'bound\nREADY=1\nSTOPPING=1\n');
});

test('an example for systemd names every protection, and settings that this program knows', t => {
	const unit = readFileSync(new URL('../../docs/kith.service', import.meta.url), 'utf8');
	for (const line of ['NoNewPrivileges=yes', 'ProtectSystem=strict', 'ProtectHome=yes', 'PrivateTmp=yes', 'PrivateDevices=yes', 'ProtectKernelTunables=yes',
		'ProtectKernelModules=yes', 'ProtectKernelLogs=yes', 'ProtectClock=yes', 'ProtectHostname=yes', 'ProtectControlGroups=yes', 'ProtectProc=invisible',
		'ProcSubset=pid', 'RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK', 'RestrictNamespaces=yes', 'RestrictRealtime=yes', 'RestrictSUIDSGID=yes',
		'LockPersonality=yes', 'MemoryDenyWriteExecute=yes', 'SystemCallFilter=@system-service', 'SystemCallArchitectures=native', 'LimitCORE=0', 'UMask=0077',
		'StateDirectoryMode=0700', 'Type=notify', 'Restart=on-failure', 'ExecReload=/bin/kill -HUP $MAINPID'])
		assert.ok(unit.split('\n').includes(line), line);
	const analyze = (...words) => spawnSync('systemd-analyze', words, { encoding: 'utf8' });
	if (analyze('--version').error)
		return t.skip('systemd is not here to look at it');
	const where = folder(), file = `${where.dir}/kith.service`;
	atEnd(t, () => where.remove());
	writeFileSync(file, unit.replaceAll('/usr/local/bin/kith', '/bin/true').replace(/^Documentation=.*\n/m, ''));
	const verified = analyze('verify', '--man=no', file);
	assert.strictEqual(verified.status, 0, verified.stderr);
	assert.doesNotMatch(verified.stderr, /kith\.service/, 'nothing is misspelt or ignored');
	const judged = analyze('security', '--offline=true', '--threshold=15', '--no-pager', file);
	assert.strictEqual(judged.status, 0, judged.stdout.slice(-300));
});

// Calendars as programs fetch them, and the last place when fifty want it: the real program, on both engines, and whatever calendar
// clients are installed (vdirsyncer, khal; ical.js from npm).
import assert from 'node:assert';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { atEnd, binary, cleanEnv, folder, init, kith, serve } from './kith.mjs';
import { available, postgres } from './pg.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const there = program => spawnSync(program, ['--version'], { encoding: 'utf8' }).status === 0;
const icaljs = await import('ical.js').then(m => m.default, () => null);

// A day so far ahead that every run of this test lies before it, on a Wednesday.
const ahead = (() => { const d = new Date(Date.now() + 40 * 86400e3); d.setUTCDate(d.getUTCDate() + (10 - d.getUTCDay()) % 7); return d.toISOString().slice(0, 10); })();
const call = (where, who, method, at, fields, args = []) => {
	const r = kith(['call', method, at, ...Object.entries(fields ?? {}).flatMap(([name, value]) => [`--${name}`, String(value)]), '--as', who, '--json', '--data', where.data, ...args]);
	assert.strictEqual(r.code, 0, `${method} ${at} as ${who}: ${r.err}`);
	return r.out;
};
const located = out => /"location":"([^"]+)"/.exec(out)[1];

async function lastPlace(where, args) {
	assert.strictEqual(kith(['demo', '--data', where.data, ...args]).code, 0);
	const at = located(call(where, 'theo', 'POST', '/c/harbor/gatherings/new',
		{ kind: 'event', title: 'One chair', day: ahead, clock: '12:00', minutes: 60, mode: 'in_person', repeats: 'once', capacity: 1 }, args));
	const people = [...readFileSync(`${root}/server/demo_people.c`, 'utf8').matchAll(/^\t\{ "[^"]+", "([a-z]+)"/gm)].map(m => m[1]).slice(0, 50);
	assert.strictEqual(people.length, 50);
	const ends = await Promise.all(people.map(who => new Promise(done => {
		const child = spawn(binary, ['call', 'POST', `${at}/answer`, '--answer', 'yes', '--as', who, '--data', where.data, ...args], { env: cleanEnv() });
		let said = '';
		child.stderr.on('data', d => { said += d; });
		child.on('close', code => done({ code, said }));
	})));
	assert.strictEqual(ends.filter(e => e.code === 0).length, 1, 'exactly one has it');
	for (const e of ends.filter(x => x.code !== 0))
		assert.match(e.said, /All places are taken/);
	const seen = JSON.parse(call(where, 'theo', 'GET', at, {}, args));
	assert.deepStrictEqual([seen.taken, seen.left, seen.full], [1, 0, true]);
	assert.match(kith(['check', '--data', where.data, ...args]).out, /well +no place at a gathering is given twice/);
}

test('fifty people take the last place at once: one has it, on SQLite', { timeout: 120000 }, async t => {
	const where = folder();
	atEnd(t, () => where.remove());
	await lastPlace(where, []);
});

test('fifty people take the last place at once: one has it, on PostgreSQL', { timeout: 120000, skip: available ? false : 'PostgreSQL is not installed' }, async t => {
	const where = folder();
	atEnd(t, () => where.remove());
	const pg = await postgres(t, where.dir);
	await lastPlace(where, ['--database', pg.url]);
});

// Everything that clients are shown, on one server.
test('a calendar is fetched, is not fetched again while nothing changed, and clients read it without churn', { timeout: 120000 }, async t => {
	const where = folder();
	atEnd(t, () => where.remove());
	assert.strictEqual(kith(['demo', '--data', where.data]).code, 0);
	const series = located(call(where, 'theo', 'POST', '/c/harbor/gatherings/new', { kind: 'event', title: 'Tea, and talk; ñandú', day: ahead, clock: '18:00', minutes: 90,
		mode: 'in_person', repeats: 'weekly', zone: 'America/Denver' }));
	const week = n => new Date(Date.parse(ahead) + n * 7 * 86400e3).toISOString().slice(0, 10), at = n => series.replace(ahead, week(n));
	call(where, 'theo', 'POST', `${at(1)}/move`, { day: week(1), clock: '09:30', minutes: 45 });
	call(where, 'theo', 'POST', `${at(2)}/off`);
	const address = JSON.parse(call(where, 'marisol', 'POST', '/c/harbor/calendar/links', { kind: 'mine', fuller: 1 })).address;
	const neutral = JSON.parse(call(where, 'marisol', 'POST', '/c/harbor/calendar/links', { kind: 'mine' })).address;
	const server = await serve(where);
	atEnd(t, () => server.stop('SIGKILL'));
	const url = server.url + new URL(address, server.url).pathname;

	const first = await fetch(url), text = await first.text(), etag = first.headers.get('etag');
	assert.strictEqual(first.status, 200);
	assert.match(first.headers.get('content-type'), /^text\/calendar/);
	assert.match(etag, /^"[0-9a-f]{32}"$/);
	assert.strictEqual(first.headers.get('cache-control'), 'private, no-cache');
	const again = await fetch(url, { headers: { 'if-none-match': etag } });
	assert.strictEqual(again.status, 304);
	assert.strictEqual(await again.text(), '');
	assert.strictEqual(await (await fetch(url)).text(), text, 'the same bytes');
	assert.strictEqual((await fetch(url.replace(/.{8}\.ics$/, 'AAAAAAAA.ics'))).status, 404);
	const quiet = await (await fetch(server.url + new URL(neutral, server.url).pathname)).text();
	assert.ok(quiet.includes('SUMMARY:Meeting\r\n') && !/Tea|river|footbridge|Harbor/.test(quiet));
	assert.doesNotMatch(server.log, new RegExp(/calendar\/([^.]+)\.ics/.exec(url)[1]), 'the address stands in no log');

	await t.test('ical.js', { skip: icaljs ? false : 'ical.js is not installed' }, () => {
		const calendar = new icaljs.Component(icaljs.parse(text));
		for (const zone of calendar.getAllSubcomponents('vtimezone'))
			icaljs.TimezoneService.register(zone);
		const events = calendar.getAllSubcomponents('vevent').map(v => new icaljs.Event(v));
		const tea = events.find(e => e.summary === 'Tea, and talk; ñandú' && !e.isRecurrenceException());
		for (const e of events.filter(x => x.uid === tea.uid && x.isRecurrenceException()))
			tea.relateException(e);
		const times = tea.iterator(), seen = [];
		for (let n = 0; n < 4; n++) {
			const one = tea.getOccurrenceDetails(times.next());
			seen.push(`${one.startDate.toString().slice(0, 16)}${one.item.component.getFirstPropertyValue('status') === 'CANCELLED' ? ' off' : ''}`);
		}
		assert.deepStrictEqual(seen, [`${week(0)}T18:00`, `${week(1)}T09:30`, `${week(2)}T18:00 off`, `${week(3)}T18:00`]);
	});

	await t.test('vdirsyncer, khal', { skip: there('vdirsyncer') && there('khal') ? false : 'vdirsyncer or khal is not installed' }, () => {
		const home = `${where.dir}/home`, days = `${home}/days`;
		mkdirSync(days, { recursive: true });
		writeFileSync(`${home}/vdirsyncer`, `[general]\nstatus_path = "${home}/status"\n[pair kith]\na = "far"\nb = "near"\ncollections = null\n` +
			`[storage far]\ntype = "http"\nurl = "${url}"\n[storage near]\ntype = "filesystem"\npath = "${days}"\nfileext = ".ics"\n`);
		writeFileSync(`${home}/khal.conf`, `[calendars]\n[[kith]]\npath = ${days}\n[locale]\nlocal_timezone = America/Denver\ndefault_timezone = America/Denver\n` +
			`timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n`);
		const env = cleanEnv({ HOME: home, XDG_CACHE_HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home, VDIRSYNCER_CONFIG: `${home}/vdirsyncer`, LC_ALL: 'C.UTF-8' });
		const run = (program, ...args) => {
			const r = spawnSync(program, args, { env, encoding: 'utf8', timeout: 60000 });
			assert.strictEqual(r.status, 0, `${program}: ${r.stdout}${r.stderr}`);
			return r.stdout + r.stderr;
		};
		run('vdirsyncer', 'discover', 'kith');
		run('vdirsyncer', 'sync');
		const kept = readdirSync(days).sort();
		assert.ok(kept.length >= 4, `${kept}`);
		assert.doesNotMatch(run('vdirsyncer', 'sync'), /Copying|Deleting/, 'nothing moves when nothing changed');
		assert.deepStrictEqual(readdirSync(days).sort(), kept);
		const listed = run('khal', '-c', `${home}/khal.conf`, 'list', '--format', '{start} {title}', week(0), week(4)).split('\n').filter(line => line.includes('Tea'));
		assert.ok(listed.some(line => line.startsWith(`${week(0)} 18:00`)), listed.join('\n'));
		assert.ok(listed.some(line => line.startsWith(`${week(1)} 09:30`)), listed.join('\n'));
		assert.ok(!listed.some(line => line.startsWith(`${week(1)} 18:00`)), 'moved, and not there twice');
	});
	await server.stop();

	call(where, 'theo', 'POST', `${at(3)}/off`);
	const later = await serve(where);
	atEnd(t, () => later.stop('SIGKILL'));
	const changed = await fetch(later.url + new URL(url).pathname, { headers: { 'if-none-match': etag } });
	assert.strictEqual(changed.status, 200);
	assert.notStrictEqual(changed.headers.get('etag'), etag);
});

test('answers by mail are opened apart, whatever character sets a message names, each message by itself', t => {
	const where = folder();
	atEnd(t, () => where.remove());
	init(where);
	const seed = name => readFileSync(`${root}/features/calendars/seeds/replies/${name}`, 'latin1');
	const read = mailbox => {
		const r = kith(['calendar', 'replies', '-', '--json', '--data', where.data], { input: mailbox });
		assert.strictEqual(r.code, 0, r.err);
		return Object.fromEntries(Object.entries(JSON.parse(r.out)).filter(([, n]) => n));
	};
	assert.deepStrictEqual(read(seed('plain')), { messages: 1, not_ours: 1 });
	const calendar = /BEGIN:VCALENDAR[^]*END:VCALENDAR\s*/.exec(seed('plain'))[0];
	const foreign = ['From: =?iso-8859-2?Q?J=E1n?= <jan@example.org>', 'Subject: =?koi8-r?Q?=C1?=', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=x', '',
		'--x', 'Content-Type: text/plain; charset=windows-1250', '', 'hi', '--x', 'Content-Type: text/calendar; charset=utf-8', 'Content-Transfer-Encoding: base64', '',
		Buffer.from(calendar, 'latin1').toString('base64'), '--x--', ''].join('\n');
	assert.deepStrictEqual(read(foreign), { messages: 1, not_ours: 1 });
	assert.deepStrictEqual(read(`From a\n${foreign}\nFrom b\nSubject: x\n\nhello\n\nFrom c\n${seed('plain')}`), { messages: 3, not_ours: 2, no_answer: 1 });
	assert.deepStrictEqual(read(''), {});
});

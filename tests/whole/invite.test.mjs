// Invitations that go out by mail and answers that come back: the real program with a mail server, read by calendar clients, on both engines.
import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import { atEnd, Browser, cleanEnv, day, folder, init, kith, serve, sleep } from './kith.mjs';
import { available, postgres } from './pg.mjs';
import { certificate, mailServer } from './smtp.mjs';

const there = program => spawnSync(program, ['--version'], { encoding: 'utf8' }).status === 0;
const icaljs = await import('ical.js').then(m => m.default, () => null);
const first = 40, to = 'marisol@example.org';

// Asks for the password: no command line does it for somebody.
async function changeAddress(server) {
	const send = (path, body, more = {}) => fetch(`${server.url}/api${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...more }, body: JSON.stringify(body) });
	const { token } = await (await send('/sign-in', { login: 'marisol', password: 'seven kettles sing upstairs' })).json();
	const r = await send('/me/mail/address', { email: to }, { authorization: `Bearer ${token}` });
	assert.ok(r.ok, `${r.status} ${await r.text()}`);
}

const until = async (what, says, ms = 15000) => {
	for (const end = Date.now() + ms; Date.now() < end; await sleep(50)) {
		const found = await what();
		if (found)
			return found;
	}
	assert.fail(typeof says === 'function' ? says() : says);
};
const qp = s => Buffer.from(s.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, h) => String.fromCharCode(parseInt(h, 16))), 'latin1').toString('utf8');
// The calendar part of a message, and its method as the field says it.
const invitation = m => {
	const part = /Content-Type: text\/calendar; method=([A-Z]+); charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n([\s\S]*?)\r\n--=_kith--/.exec(m.text);
	return part && { method: part[1], text: qp(part[2]) };
};
const unfolded = (text, name) => new RegExp(`^${name}(?:;[^:\\r\\n]*)?:(.*)$`, 'm').exec(text.replace(/\r\n[ \t]/g, ''))[1].trim();

// As a calendar program sends it: many parts, the answer in base64 beside a text that means nothing.
function answer(asked, partstat, at, { recurs = '', from = to } = {}) {
	const ics = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Somebody//Calendar//EN', 'METHOD:REPLY', 'BEGIN:VEVENT', `UID:${unfolded(asked, 'UID')}`,
		`SEQUENCE:${unfolded(asked, 'SEQUENCE')}`, `DTSTAMP:${at.toISOString().replace(/[-:]|\.\d+/g, '')}`, `ORGANIZER:${unfolded(asked, 'ORGANIZER')}`,
		`ATTENDEE;PARTSTAT=${partstat}:mailto:${from}`, ...recurs ? [recurs] : [], 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
	return `From: <${from}>\nTo: <days@example.net>\nSubject: Accepted\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="one"\n\n--one\n` +
		`Content-Type: multipart/alternative; boundary="two"\n\n--two\nContent-Type: text/plain\n\nI told everybody.\n--two\n` +
		`Content-Type: text/calendar; charset=UTF-8; method=REPLY\nContent-Transfer-Encoding: base64\n\n${Buffer.from(ics).toString('base64').replace(/.{60}/g, '$&\n')}\n--two--\n--one--\n`;
}

async function walk(t, where, engine) {
	const args = ['--data', where.data, ...engine];
	init(where, { args: engine });
	assert.strictEqual(kith(['community', 'add', 'Harbor Peers', '--slug', 'harbor', '--zone', 'America/Denver', '--joining', 'open', ...args]).code, 0);
	const smtp = await mailServer(certificate(where.dir));
	atEnd(t, () => smtp.close());
	const env = { KITH_SMTP_URL: smtp.url, KITH_MAIL_FROM: 'kith@example.net', KITH_SMTP_CA_FILE: `${where.dir}/smtp-cert.pem`, KITH_CALENDAR_REPLIES: 'days@example.net' };
	let server = await serve(where, { args: engine, env });
	atEnd(t, () => server.stop('SIGKILL'));
	const call = (who, method, at, fields = {}) => {
		const words = Object.entries(fields).flatMap(([name, value]) => [value].flat().flatMap(v => [`--${name}`, String(v)]));
		const r = kith(['call', method, at, ...words, '--as', who, '--json', ...args], { env });
		assert.strictEqual(r.code, 0, `${method} ${at} as ${who}: ${r.err}`);
		return r.out;
	};
	const replies = (file, input) => kith(['calendar', 'replies', file, '--json', ...args], { env, input });
	const counted = r => Object.fromEntries(Object.entries(JSON.parse(r.out)).filter(([, n]) => n));
	const mine = () => smtp.messages.filter(m => m.to.includes(to)).map(invitation).filter(Boolean);
	const nth = n => until(() => mine()[n - 1], `mail number ${n} comes`);

	for (const login of ['theo', 'marisol', 'rowan', 'ines']) {
		const browser = new Browser(server);
		await browser.fill('/join', { name: login, login, how: 'own', password: 'seven kettles sing upstairs', lang: 'en' });
		const rules = (await browser.go('/c/harbor/join')).body_;
		assert.strictEqual((await browser.fill('/c/harbor/join', { agree: '1', number: /name="number" value="(\d+)"/.exec(rules)[1] })).status, 303);
	}
	assert.strictEqual(kith(['people', 'roles', '--community', 'harbor', '--person', 'theo', '--give', 'coordinator', ...args]).code, 0);
	await changeAddress(server);
	const code = await until(() => smtp.messages.map(m => m.to.includes(to) && /(\d{4}) (\d{4})/.exec(qp(m.text))).find(Boolean), () => `the code comes: ${server.log}`);
	call('marisol', 'POST', '/me/mail/code', { code: `${code[1]}${code[2]}` });
	call('marisol', 'POST', '/me/mail', { kinds: ['invitations'], every: 'day', clock: '17:00', weekday: 'mo' });
	const at = /"location":"([^"]+)"/.exec(call('theo', 'POST', '/c/harbor/gatherings/new', { kind: 'event', title: 'Tea with Rowan', place: 'Blue room', day: day(first), clock: '18:00',
		minutes: 90, mode: 'in_person', repeats: 'weekly', zone: 'America/Denver', capacity: 2 }))[1];
	const on = n => at.replace(day(first), day(first + 7 * n));
	const asked = await nth(1);
	assert.strictEqual(asked.method, 'REQUEST');
	assert.match(unfolded(asked.text, 'ORGANIZER'), /^mailto:days\+[0-9a-z]{26}@example\.net$/);
	assert.strictEqual(unfolded(asked.text, 'ATTENDEE'), `mailto:${to}`);
	assert.doesNotMatch(smtp.messages.filter(m => m.to.includes(to)).map(m => qp(m.text)).join(), /Tea|Rowan|Theo|Blue|Harbor Peers/);

	await t.test('calendar clients read it', { skip: icaljs ? false : 'ical.js is not installed' }, () => {
		const event = new icaljs.Event(new icaljs.Component(icaljs.parse(asked.text)).getFirstSubcomponent('vevent'));
		assert.strictEqual(event.summary, 'Meeting');
		assert.ok(event.isRecurring());
		assert.strictEqual(event.startDate.toString(), `${day(first)}T18:00:00`);
	});
	await t.test('khal takes it in', { skip: there('khal') ? false : 'khal is not installed' }, () => {
		const home = `${where.dir}/home`;
		mkdirSync(`${home}/days`, { recursive: true });
		writeFileSync(`${home}/invitation.ics`, asked.text);
		writeFileSync(`${home}/khal.conf`, `[calendars]\n[[kith]]\npath = ${home}/days\n[locale]\nlocal_timezone = America/Denver\ndefault_timezone = America/Denver\n` +
			'timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n');
		const env = cleanEnv({ HOME: home, XDG_CACHE_HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home, LC_ALL: 'C.UTF-8' });
		const run = (...words) => spawnSync('khal', ['-c', `${home}/khal.conf`, ...words], { env, encoding: 'utf8', timeout: 60000 });
		const taken = run('import', '--batch', '-a', 'kith', `${home}/invitation.ics`);
		assert.strictEqual(taken.status, 0, taken.stderr);
		assert.match(run('list', '--format', '{start} {title}', day(first + 7), day(first + 8)).stdout, new RegExp(`${day(first + 7)} 18:00 Meeting`));
	});

	// Killed while nothing is left to do and begun anew: what was told is told.
	await server.stop('SIGKILL');
	server = await serve(where, { args: engine, env });
	call('theo', 'POST', `${on(1)}/move`, { day: day(first + 8), clock: '09:30', minutes: 45 });
	const moved = await nth(2);
	assert.strictEqual(unfolded(moved.text, 'RECURRENCE-ID'), `${day(first + 7).replaceAll('-', '')}T180000`);
	call('theo', 'POST', `${on(2)}/off`);
	const off = await nth(3);
	assert.deepStrictEqual([off.method, unfolded(off.text, 'STATUS')], ['CANCEL', 'CANCELLED']);
	assert.strictEqual(mine().filter(m => m.method === 'REQUEST').length, 2, 'nothing came twice');

	// Back: a mailbox of two messages, one of which is none; read again; by a pipe; by somebody who does not know the word.
	const now = Date.now(), recurs = n => `RECURRENCE-ID;TZID=America/Denver:${day(first + 7 * n).replaceAll('-', '')}T180000`;
	const said = n => JSON.parse(call('marisol', 'GET', on(n)));
	writeFileSync(`${where.dir}/mbox`, `From a@b Sun Jun 15 15:00:00 2025\n${answer(asked.text, 'ACCEPTED', new Date(now - 3000), { recurs: recurs(0) })}\nFrom c@d Sun Jun 15 15:00:00 2025\nSubject: Hello\n\nNo answer.\n`);
	const read = replies(`${where.dir}/mbox`);
	assert.deepStrictEqual([read.code, counted(read)], [0, { messages: 2, taken: 1, no_answer: 1 }]);
	assert.deepStrictEqual([said(0).yes, said(0).taken, said(3).yes], [true, 1, false]);
	assert.deepStrictEqual(counted(replies(`${where.dir}/mbox`)), { messages: 2, known: 1, no_answer: 1 });
	assert.deepStrictEqual(counted(replies('-', answer(asked.text, 'DECLINED', new Date(now - 2000), { recurs: recurs(0), from: 'other@elsewhere.example' }))), { messages: 1, taken: 1 });
	assert.deepStrictEqual([said(0).yes, said(0).taken], [false, 0]);
	const forged = answer(asked.text.replace(/days\+.{8}/, 'days+00000000'), 'ACCEPTED', new Date(now - 1000), { recurs: recurs(0) });
	assert.deepStrictEqual(counted(replies('-', forged)), { messages: 1, not_ours: 1 });
	assert.deepStrictEqual(counted(replies('-', answer(asked.text, 'ACCEPTED', new Date(now - 1000), { recurs: recurs(1) }))), { messages: 1, outdated: 1 });
	assert.deepStrictEqual(counted(replies('-', answer(off.text, 'ACCEPTED', new Date(now - 1000), { recurs: recurs(2) }))), { messages: 1, off: 1 });
	for (const who of ['rowan', 'ines'])
		call(who, 'POST', `${on(3)}/answer`, { answer: 'yes' });
	assert.deepStrictEqual(counted(replies('-', answer(asked.text, 'ACCEPTED', new Date(now - 1000), { recurs: recurs(3) }))), { messages: 1, full: 1 });
	await until(() => smtp.messages.some(m => m.to.includes(to) && /all places are taken|ya no quedan lugares/.test(qp(m.text))), 'they are told');
	for (const [junk, what] of [['\0\x01\xff'.repeat(5000), 'no_answer'], [answer(asked.text, 'ACCEPTED', new Date(now)).slice(0, 500), 'faulty'], [`Content-Type: text/calendar\n\n${'A'.repeat(300000)}`, 'no_answer']])
		assert.strictEqual(counted(replies('-', junk))[what], 1, what);
	assert.strictEqual(replies(`${where.dir}/nowhere`).code, 1);
	const told = kith(['calendar', 'replies', `${where.dir}/mbox`, ...args]);
	assert.strictEqual(told.out, 'Read before, nothing changed: 1\nMessages without an answer to an invitation: 1\n');
	await sleep(1200);
	assert.strictEqual(mine().length, 3, 'an answer from a calendar is not sent back to it');
	assert.doesNotMatch(server.log + told.err, /example|marisol|Tea/);
	await server.stop();
	assert.match(kith(['check', ...args]).out, /well +no place at a gathering is given twice/);
}

test('who is asked gets an invitation, and their calendar answers, on SQLite', { timeout: 180000 }, async t => {
	const where = folder();
	atEnd(t, () => where.remove());
	await walk(t, where, []);
});

test('who is asked gets an invitation, and their calendar answers, on PostgreSQL', { timeout: 180000, skip: available ? false : 'PostgreSQL is not installed' }, async t => {
	const where = folder();
	atEnd(t, () => where.remove());
	const pg = await postgres(t, where.dir);
	await walk(t, where, ['--database', pg.url]);
});

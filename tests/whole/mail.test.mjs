// Mail and jobs: what requests leave behind is done after their commit, again when it failed, and survives a kill.
import assert from 'node:assert';
import { writeFileSync } from 'node:fs';
import test from 'node:test';
import { atEnd, folder, fresh, init, kith, probe, serve, sleep } from './kith.mjs';
import { certificate, mailServer } from './smtp.mjs';

const until = async (what, says, ms = 12000) => {
	for (const end = Date.now() + ms; Date.now() < end; await sleep(50))
		if (await what())
			return;
	assert.fail(says);
};
const post = (server, where, form) => fetch(server.url + where, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' }).then(r => r.status);
const hello = { to: 'ash@example.org', subject: 'You have a new message', body: 'Look when you like.\nhttp://127.0.0.1/' };
const jobs = where => /jobs: (\d+) waiting, (\d+) begun, (\d+) given up/.exec(kith(['check', '--data', where.data], { program: probe }).out).slice(1).map(Number);

async function mailing(t, options = {}) {
	const where = folder();
	atEnd(t, () => where.remove());
	init(where, { program: probe });
	const smtp = await mailServer(certificate(where.dir), options);
	atEnd(t, () => smtp.close());
	const args = ['--smtp-url', smtp.url, '--mail-from', 'kith@example.net', '--smtp-ca-file', `${where.dir}/smtp-cert.pem`];
	const server = await serve(where, { program: probe, args });
	atEnd(t, () => server.stop('SIGKILL'));
	return { where, smtp, server, args };
}

test('mail goes out once, over TLS, as plain text that says nothing about anyone in its fields', { timeout: 30000 }, async t => {
	const { where, smtp, server } = await mailing(t);
	assert.strictEqual(await post(server, '/probe/mail', { ...hello, subject: 'Tienes un mensaje, señal áéí ✓ y unas cuantas palabras más para que sea largo',
		body: 'Línea uno = con igual\n.punto al principio\n\nuna línea larguísima '.padEnd(400, 'ñandú ') + '\nblanks at the end   \nlast' }), 303);
	await until(() => smtp.messages.length, 'the mail arrives');
	const m = smtp.messages[0];
	assert.ok(m.secure);
	assert.deepStrictEqual([...new Set(smtp.clear)], ['EHLO', 'STAR'], 'nothing else before TLS');
	assert.match(m.from, /<kith@example\.net>/);
	assert.match(m.to, /<ash@example\.org>/);
	const [head, body] = m.text.split(/\r\n\r\n([\s\S]*)/);
	assert.match(head, /^Date: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/m);
	assert.match(head, /^Message-ID: <[a-z0-9]{26}@example\.net>$/m);
	assert.match(head, /^MIME-Version: 1\.0$/m);
	assert.match(head, /^Content-Type: text\/plain; charset=utf-8$/m);
	assert.match(head, /^Auto-Submitted: auto-generated$/m);
	assert.ok(m.text.split('\r\n').every(line => line.length <= 78), 'no long lines');
	const qp = s => Buffer.from(s.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, h) => String.fromCharCode(parseInt(h, 16))), 'latin1').toString('utf8');
	const text = qp(body).replace(/\r\n/g, '\n');
	assert.match(text, /^Línea uno = con igual\n\.punto al principio\n\nuna línea larguísima ñandú/);
	assert.match(text, /\nblanks at the end {3}\nlast\n/);
	const subject = /^Subject: (.*(?:\r\n .*)*)$/m.exec(head)[1].split(/\r\n /).map(w => qp(/^=\?UTF-8\?Q\?(.*)\?=$/.exec(w)[1])).join('');
	assert.strictEqual(subject, 'Tienes un mensaje, señal áéí ✓ y unas cuantas palabras más para que sea largo');
	await sleep(3000);
	assert.strictEqual(smtp.messages.length, 1);
	assert.deepStrictEqual(jobs(where), [0, 0, 0]);
	assert.doesNotMatch(server.log, /ash@|example/);
});

test('nothing can be smuggled into a field or an SMTP command', { timeout: 30000 }, async t => {
	const { where, smtp, server } = await mailing(t);
	for (const to of ['ash@example.org>\r\nRCPT TO:<other@example.org', 'ash@example.org\r\nBcc: other@example.org', 'a b@example.org', 'nobody', '<ash@example.org>', 'a@b@c', 'ash@example.org,other@example.org'])
		assert.strictEqual(await post(server, '/probe/mail', { ...hello, to }), 303);
	assert.strictEqual(await post(server, '/probe/mail', { ...hello, subject: 'Hello\r\nBcc: other@example.org\r\n\r\nand more' }), 303);
	await until(() => smtp.messages.length && jobs(where)[2] === 7, 'one is sent and seven are given up');
	assert.strictEqual(smtp.messages.length, 1);
	const fields = smtp.messages[0].text.split('\r\n\r\n')[0].split('\r\n').filter(l => !l.startsWith(' ')).map(l => l.split(':')[0]);
	assert.deepStrictEqual(fields, ['Date', 'From', 'To', 'Message-ID', 'Subject', 'Auto-Submitted', 'MIME-Version', 'Content-Type', 'Content-Transfer-Encoding']);
	assert.ok(!smtp.messages.some(m => /other@/.test(m.to)));
});

test('a server that says "later" is asked again; one that says "never" is not', { timeout: 60000 }, async t => {
	const { where, smtp, server } = await mailing(t, { answers: { RCPT: '451 later' } });
	await post(server, '/probe/mail', hello);
	await until(() => jobs(where)[0] === 1 && smtp.sessions === 1 && /smtp_451/.test(server.log), 'it waits after the first refusal');
	smtp.answers.RCPT = '550 never';
	await post(server, '/probe/mail', hello);
	await until(() => jobs(where)[2] === 1, 'the second is given up at once');
	for (let k = 0; k < 100 && !/job mail: smtp_550, given up/.test(server.log); k++)
		await new Promise(go => setTimeout(go, 50));      // the line is written after the answer came
	assert.match(server.log, /job mail: smtp_550, given up/);
	delete smtp.answers.RCPT;
	smtp.answers.END = '554 no';
	await post(server, '/probe/mail', hello);
	await until(() => jobs(where)[2] === 2, 'refused after its text: given up');
	assert.strictEqual(smtp.messages.length, 0);
	assert.deepStrictEqual(jobs(where), [1, 0, 2]);
});

test('no TLS, no mail; a wrong certificate, no mail; and both are tried again', { timeout: 60000 }, async t => {
	const { where, smtp, server } = await mailing(t, { starttls: false });
	await post(server, '/probe/mail', hello);
	await until(() => /no_tls/.test(server.log), 'it says so');
	assert.ok(!smtp.clear.some(w => ['MAIL', 'RCPT', 'DATA', 'AUTH'].includes(w)), 'not a word of it was said in the clear');
	assert.deepStrictEqual(jobs(where), [1, 0, 0]);
	const other = await mailing(t);
	await other.server.stop();
	const untrusting = await serve(other.where, { program: probe, args: other.args.slice(0, 4) });
	atEnd(t, () => untrusting.stop('SIGKILL'));
	await post(untrusting, '/probe/mail', hello);
	await until(() => /no_tls/.test(untrusting.log), 'it does not trust that server');
	assert.strictEqual(other.smtp.messages.length, 0);
});

test('signing in to the mail server', { timeout: 30000 }, async t => {
	const { where, smtp, server, args } = await mailing(t);
	await server.stop();
	writeFileSync(`${where.dir}/word`, 'open sesame\nsecond line\n');
	const signed = await serve(where, { program: probe, args: [...args, '--smtp-user', 'kith', '--smtp-password-file', `${where.dir}/word`] });
	atEnd(t, () => signed.stop('SIGKILL'));
	await post(signed, '/probe/mail', hello);
	await until(() => smtp.messages.length, 'the mail arrives');
	assert.strictEqual(smtp.messages[0].auth, '\0kith\0open sesame');
	smtp.answers.AUTH = '535 no';
	await post(signed, '/probe/mail', hello);
	await until(() => /job mail: smtp_sign_in$/m.test(signed.log), 'that is our trouble, not the message\'s');
	assert.deepStrictEqual(jobs(where), [1, 0, 0]);
});

test('without a mail server mail waits, and check says so', { timeout: 30000 }, async t => {
	const server = await fresh(t, { program: probe });
	await post(server, '/probe/mail', hello);
	await sleep(3000);
	const said = kith(['check', '--data', server.where.data], { program: probe }).out;
	assert.match(said, /no mail server is set/);
	assert.match(said, /jobs: 1 waiting, 0 begun, 0 given up/);
});

test('a kill while mail is going out: the rest goes out after the start; what was on its way goes again only if twice is better than never', { timeout: 60000 }, async t => {
	for (const twice of [false, true]) {
		const { where, smtp, server, args } = await mailing(t);
		smtp.pause = 60000;
		for (let k = 0; k < 5; k++)
			assert.strictEqual(await post(server, '/probe/mail', { ...hello, to: `p${k}@example.org`, ...twice ? { twice: 'yes' } : {} }), 303);
		await until(() => smtp.messages.length, 'the first is on its way');
		const first = smtp.messages[0].to;
		server.child.kill('SIGKILL');
		await server.end;
		smtp.pause = 0;
		smtp.messages.length = 0;
		const again = await serve(where, { program: probe, args });
		atEnd(t, () => again.stop('SIGKILL'));
		await until(() => new Set(smtp.messages.map(m => m.to)).size === (twice ? 5 : 4), 'the others arrive');
		await until(() => jobs(where).join() === '0,0,0', 'and the queue is empty');
		assert.strictEqual(smtp.messages.filter(m => m.to === first).length, twice ? 1 : 0);
		assert.strictEqual(/it is not sent again/.test(again.log), !twice);
	}
});

test('jobs of features: the work and its end are one transaction; failing ones wait', { timeout: 30000 }, async t => {
	const server = await fresh(t, { program: probe });
	const n = async mark => (await (await fetch(`${server.url}/probe/count?mark=${mark}`)).json()).n;
	await post(server, '/probe/job', { mark: 'worked' });
	await until(async () => await n('worked') === 1, 'it is done');
	await post(server, '/probe/job', { mark: 'worked' });
	await until(() => /job probe: conflict/.test(server.log), 'the second finds the mark taken');
	assert.strictEqual(await n('worked'), 1);
	await until(() => jobs(server.where).join() === '1,0,0', 'and waits to be tried again');
});

test('a job that thinks long holds up no other, is told when the server ends, and begins anew', { timeout: 60000 }, async t => {
	const server = await fresh(t, { program: probe }), { where } = server;
	const n = async (at, mark) => (await (await fetch(`${at.url}/probe/count?mark=${encodeURIComponent(mark)}`)).json()).n;
	await post(server, '/probe/job', { mark: 'long two' });
	await until(async () => await n(server, 'long two') === 1, 'what it left is there for its work');
	await post(server, '/probe/job', { mark: 'long one' });
	await until(async () => await n(server, 'thinks long one') === 1, 'it thinks');
	await post(server, '/probe/job', { mark: 'short' });
	await until(async () => await n(server, 'short') === 1, 'another is done meanwhile');
	assert.strictEqual(await n(server, 'long one'), 0);
	const before = Date.now();
	await server.stop();
	assert.ok(Date.now() - before < 5000, 'it stops with the server');
	assert.deepStrictEqual(jobs(where), [0, 1, 0]);
});

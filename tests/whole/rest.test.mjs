// What lies on the disk: whoever takes the data folder, a backup, the log or what is left in the folder of temporary files,
// without the key, reads no word, no name, no address, and holds nothing that lets them in.
import assert from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import { atEnd, folder, kith, serve } from './kith.mjs';
import { demo, files, found, live, mailAway, spellings, word } from './lives.mjs';

async function begin(t) {
	const where = folder();
	atEnd(t, () => where.remove());
	where.tmp = `${where.dir}/tmp`;
	mkdirSync(where.tmp);
	const env = { TMPDIR: where.tmp, SQLITE_TMPDIR: where.tmp };
	const made = kith(['demo', '--data', where.data], { env });
	assert.strictEqual(made.code, 0, made.err);
	const server = await serve(where, { env, args: mailAway });
	atEnd(t, () => server.stop('SIGKILL'));
	return { where, server, env };
}

test('the search finds what is there, however it is written', () => {
	const w = word(), dir = folder();
	mkdirSync(dir.dir, { recursive: true });
	const ways = { plain: w, upper: w.toUpperCase(), hex: Buffer.from(w).toString('hex'), base64: Buffer.from(w).toString('base64'),
		later: Buffer.from(`xy${w}`).toString('base64'), utf16: Buffer.from(w, 'utf16le'), be: Buffer.from(w, 'utf16le').swap16() };
	for (const [name, bytes] of Object.entries(ways))
		writeFileSync(`${dir.dir}/${name}`, bytes);
	assert.strictEqual(found([w], files(dir.dir)).length, Object.keys(ways).length);
	assert.strictEqual(found([word()], files(dir.dir)).length, 0);
	assert.ok(spellings(w).length >= 9);
	dir.remove();
});

// A file that waits for a yes, for a project of this name.
async function waitingFile(where, server, project) {
	const { token } = await (await fetch(`${server.url}/api/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ login: 'theo', password: demo.theo }) })).json();
	const form = new FormData();
	form.append('project', project);
	form.append('file', new Blob(['date,kind,mode,minutes\n2025-03-10,one-to-one,phone,30\n']), 'a file');
	const r = await fetch(`${server.url}/api/c/harbor/import`, { method: 'POST', headers: { accept: 'application/json', authorization: `Bearer ${token}` }, body: form });
	const { id } = await r.json(), held = execFileSync('sqlite3', ['-readonly', `${where.data}/kith.db`, `SELECT count(*) FROM import_waiting WHERE id = '${id}'`], { encoding: 'utf8' });
	assert.strictEqual(held.trim(), '1', 'the file waits');
}

test('without the key no word, no name and no address of anybody is on the disk', { timeout: 120000 }, async t => {
	const { where, server, env } = await begin(t);
	const { marisol, rowan, ines, theo } = await live(server);
	const about = word(), project = word();
	const made = await theo.tell('/c/harbor/settings/projects', /settings\/projects$/, { name: 'Evenings', about });
	assert.ok(made.status === 303, `a project is made: ${made.status}`);
	assert.ok((await theo.go('/c/harbor/settings/projects')).body_.includes(about), 'and what it is for can be read');
	await waitingFile(where, server, project);
	const words = [about, project, ...[marisol, rowan, ines, theo].flatMap(p => p.words)];
	assert.ok(words.length > 45, `${words.length} words were said`);
	const read = (await rowan.go('/c/harbor/about-me')).body_ + (await marisol.go('/me')).body_;
	assert.ok(words.filter(w => read.includes(w)).length > 5, 'and can be read by those who said them');
	const names = ['Marisol', 'Rowan', 'Theo', 'theo', ...Object.values(demo)];
	const now = () => found([...words, ...names], [...files(where.data), ...files(where.tmp)]);
	assert.deepStrictEqual(now(), [], 'while the server runs');
	assert.strictEqual(kith(['backup', `${where.dir}/copy`, '--data', where.data], { env }).code, 0);
	assert.deepStrictEqual(found([...words, ...names], [`${where.dir}/copy`]), [], 'in a backup');
	writeFileSync(`${where.dir}/log`, server.log + server.said);
	assert.deepStrictEqual(found([...words, ...names, '127.0.0.1:5'], [`${where.dir}/log`]), [], 'in the log');
	server.child.kill('SIGKILL');
	await server.end;
	assert.deepStrictEqual(now(), [], 'after a kill');
	assert.strictEqual(kith(['check', '--data', where.data], { env }).code, 0);
	assert.deepStrictEqual(now(), [], 'after what was left open was put right');
});

test('nothing on the disk lets anybody in: sessions, devices, recovery codes, resets, invitations, survey codes', { timeout: 120000 }, async t => {
	const { where, server, env } = await begin(t);
	const keys = [], { rowan, theo, meeting } = await live(server);
	for (const p of [rowan, theo])
		keys.push(...[...p.jar.values()].filter(v => v.length > 20));
	await rowan.tell('/again', /again/, { password: rowan.password });
	const codes = (await rowan.tell('/me/recovery', /recovery/)).body_.match(/\b([0-9A-Z]{4}-){3}[0-9A-Z]{4}\b/g) ?? [];
	const again = await rowan.go('/me/second-factor');
	await rowan.tell('/me/second-factor', /begin/);
	const secret = /secret=([A-Z2-7]{16,})|<code[^>]*>([A-Z2-7 ]{16,})</.exec((await rowan.go('/me/second-factor')).body_);
	assert.ok(again.status === 200 && secret, 'the second step\'s secret is shown');
	keys.push((secret[1] ?? secret[2]).replaceAll(' ', ''));
	const invited = await theo.tell('/c/harbor/invitations', /invitations/);
	const page = invited.status === 303 ? (await theo.go(invited.headers.get('location'))).body_ : invited.body_;
	const invitation = page.match(/\b([0-9A-Z]{4}-){3}[0-9A-Z]{4}\b/g) ?? [];
	const reset = kith(['people', 'sign-in-reset', 'ines', '--data', where.data], { env }).out.match(/\b([0-9A-Z]{4}-){3}[0-9A-Z]{4}\b/g) ?? [];
	const token = (await (await fetch(`${server.url}/api/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ login: 'marisol', password: demo.marisol }) })).json()).token;
	assert.ok(meeting.length && codes.length >= 8 && invitation.length && reset.length && token, 'each kind was made');
	for (const c of [...codes, ...invitation, ...reset])
		keys.push(c, c.replaceAll('-', ''));
	keys.push(token);
	assert.ok(keys.length > 20, `${keys.length}`);
	assert.deepStrictEqual(found(keys, [...files(where.data), ...files(where.tmp)]), []);
	writeFileSync(`${where.dir}/log`, server.log + server.said);
	assert.deepStrictEqual(found(keys, [`${where.dir}/log`]), [], 'in the log');
	await server.stop();
	assert.deepStrictEqual(found(keys, [...files(where.data), ...files(where.tmp)]), []);
});

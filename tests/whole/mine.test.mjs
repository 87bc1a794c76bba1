// Everything of mine, to take along and to leave behind: what the archive holds, what is on record about somebody, and that no
// byte of it is on the disk once they have left.
import assert from 'node:assert';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { inflateRawSync } from 'node:zlib';
import { available, postgres } from './pg.mjs';
import { atEnd, folder, kith, serve, sleep } from './kith.mjs';
import { demo, files, found, live, mailAway, Person, word } from './lives.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const lite = where => sql => execFileSync('sqlite3', ['-readonly', `${where.data}/kith.db`, sql], { encoding: 'utf8' }).trim();

async function begin(t, { args = [], made } = {}) {
	const where = made ?? folder();
	if (!made)
		atEnd(t, () => where.remove());
	const r = kith(['demo', '--data', where.data, ...args]);
	assert.strictEqual(r.code, 0, r.err);
	const server = await serve(where, { args: [...args, ...mailAway] });
	atEnd(t, () => server.stop('SIGKILL'));
	return { where, server };
}

// What a zip archive holds, by its central directory.
function unzip(bytes) {
	const held = {};
	let at = bytes.readUInt32LE(bytes.length - 6);
	for (let n = bytes.readUInt16LE(bytes.length - 12); n > 0; n--) {
		assert.strictEqual(bytes.readUInt32LE(at), 0x02014b50);
		const [size, name, more, note, from] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
		const data = from + 30 + bytes.readUInt16LE(from + 26) + bytes.readUInt16LE(from + 28);
		const raw = bytes.subarray(data, data + size);
		held[bytes.toString('utf8', at + 46, at + 46 + name)] = bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(raw) : raw;
		at += 46 + name + more + note;
	}
	return held;
}

async function archive(p) {
	const r = await fetch(`${p.server.url}/me/everything/archive`, { headers: { cookie: [...p.jar].map(([n, v]) => `${n}=${v}`).join('; ') }, redirect: 'manual' });
	return { status: r.status, type: r.headers.get('content-type'), said: r.headers.get('content-disposition'), to: r.headers.get('location'), bytes: Buffer.from(await r.arrayBuffer()) };
}

// Every column that holds this id, and how often, as the database itself says.
function holds(ask, id) {
	const held = {};
	for (const table of ask("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name").split('\n'))
		for (const column of ask(`SELECT name FROM pragma_table_info('${table}') WHERE upper(type) LIKE '%TEXT%'`).split('\n').filter(Boolean)) {
			const n = Number(ask(`SELECT count(*) FROM "${table}" WHERE "${column}" = '${id}'`));
			if (n)
				held[`${table}.${column}`] = n;
		}
	return held;
}
const told = (where, who, args = []) => JSON.parse(kith(['holdings', who, '--json', '--data', where.data, ...args]).out);

test('what kith holdings says of somebody is what a search of the whole database finds', { timeout: 120000 }, async t => {
	const { where, server } = await begin(t), { theo } = await live(server);
	await theo.tell('/c/harbor/invitations', /invitations/);
	await sleep(1500);      // what was seen last is written into the log a moment later
	for (const login of Object.keys(demo)) {
		const { person } = told(where, login), real = holds(lite(where), person), said = told(where, login);     // each look is an entry itself
		assert.deepStrictEqual(Object.fromEntries(Object.entries(said.held).filter(([, n]) => n).sort()), Object.fromEntries(Object.entries(real).sort()), login);
		assert.ok(Object.keys(real).length > 6, login);
	}
	assert.strictEqual(kith(['holdings', 'nobody-here', '--data', where.data]).code, 1);
	assert.strictEqual(kith(['holdings', '--data', where.data]).code, 1);
	assert.match(kith(['holdings', 'marisol', '--data', where.data]).out, /person\.id +1\n/);
});

// text_id columns that name something else than a person; whoever adds a column says here or in the holdings what it is.
const other = /^(community|project|connection|encounter|import|tag|ask|batch|version|topic|survey|why|mark|hold|document|section|subject|form_key)$/;
test('no column of any schema that can hold a person is forgotten: it is in the holdings, and given or kept apart with a reason', async t => {
	const where = folder();
	atEnd(t, () => where.remove());
	assert.strictEqual(kith(['demo', '--data', where.data]).code, 0);
	const listed = Object.keys(told(where, 'marisol').held);
	const can = [], sources = [], names = [];
	for (const feature of readdirSync(`${root}/features`).filter(f => statSync(`${root}/features/${f}`).isDirectory())) {
		const at = `${root}/features/${feature}`;
		for (const file of readdirSync(at).filter(f => /^schema\.\d+\.sql$/.test(f)))
			for (const [, table, body] of readFileSync(`${at}/${file}`, 'utf8').matchAll(/CREATE TABLE (\w+) \(([\s\S]*?)\n\)[^;]*;/g))
				for (const line of body.split('\n')) {
					const column = /^\s+(\w+)\s+text_id\b(.*)$/.exec(line);
					if (column && (table === 'person' ? column[1] === 'id' : column[1] !== 'id' && (/REFERENCES person\b/.test(column[2]) || !(/REFERENCES/.test(column[2]) || other.test(column[1])))))
						can.push(`${table}.${column[1]}`);
				}
		const source = readdirSync(at).filter(f => /\.c$/.test(f) && !/^test_/.test(f)).map(f => readFileSync(`${at}/${f}`, 'utf8')).join('\n');
		sources.push(source);
		assert.match(source, /\.mine = &(mine|mine_nothing)\b/, `${feature} says what it keeps about people, or that it keeps nothing`);
		assert.match(source, /\.retain = &(retain|retain_nothing)\b/, `${feature} says what goes after a time, or that nothing does`);
		names.push(...[...source.matchAll(/struct mine parts\[\] = \{([\s\S]*?)\n\};/g)].flatMap(m => [...m[1].matchAll(/_query, "([^"]+)" \}/g)].flatMap(x => x[1].split(' '))));
		names.push(...[...source.matchAll(/struct mine_apart apart\[\] = \{([\s\S]*?)\n\};/g)].flatMap(m => [...m[1].matchAll(/\{ "([^"]+)", "[^"]{10,}" \}/g)].map(x => x[1])));
	}
	assert.ok(can.length > 30, `${can.length}`);
	assert.deepStrictEqual(can.filter(c => !listed.includes(c)), [], 'a column that the holdings forget');
	assert.deepStrictEqual(listed.filter(c => c !== 'seal_key.owner' && !names.includes(c)).sort(), [], 'a column that nothing is given of, without a reason');
	assert.deepStrictEqual(names.filter(c => !listed.includes(c)), [], 'a part of what is not held');
});

// Sealed columns that nobody is given as theirs, and why.
const nobodys = {
	'community.about project.about tag.label_es gathering.town peer_group.town': 'the community says it of itself',
	'peer_group.purpose peer_group.who_for peer_group.meets peer_group.place peer_group.link peer_group.welcome peer_group.farewell peer_group.ending peer_group.looking_back peer_group_agreement.words conversation.title': 'a group says it together, and keeps it when one of them leaves',
	'contact.words contact.reach': 'a letter from outside, from somebody without an account',
	'gathering_came.alias': 'of somebody without an account; a row has this or a person',
	'enclosure_bytes.whole enclosure_bytes.small carried.whole': 'in the archive as files (.files), not in the data',
	'mail_wish.stop passkey.credential passkey.public_key sign_in.password sign_in.totp': 'opens doors and says nothing: whoever has the archive must not have these',
	'held_copy.content': 'kept for a court; that there is one is given',
	'log_key.seed survey_key.private': 'keys of the server',
	'survey_answer.words': 'nobody can tell whose it is',
};
test('every sealed column of every table, also of those that only belong to one about somebody, is given by a part or named with a reason', () => {
	const sealed = [], given = new Set(), excused = Object.keys(nobodys).flatMap(names => names.split(' '));
	for (const feature of readdirSync(`${root}/features`).filter(f => statSync(`${root}/features/${f}`).isDirectory())) {
		const at = `${root}/features/${feature}`, read = like => readdirSync(at).filter(f => like.test(f) && !/^test_/.test(f)).map(f => readFileSync(`${at}/${f}`, 'utf8')).join('\n');
		for (const [, table, body] of read(/^schema\.\d+\.sql$/).matchAll(/CREATE TABLE (\w+) \(([\s\S]*?)\n\)[^;]*;/g))
			sealed.push(...[...body.matchAll(/^\s+(\w+)\s+blob_sealed\b/gm)].map(m => `${table}.${m[1]}`));
		const parts = [...read(/\.c$/).matchAll(/struct mine parts\[\] = \{([\s\S]*?)\n\};/g)].flatMap(m => [...m[1].matchAll(/&(\w+)_query, "/g)].map(x => x[1]));
		for (const [, name, query] of read(/^queries\.sql$/).matchAll(/-- query (\w+): \w+\n([\s\S]*?)(?=\n-- query |$)/g))
			if (parts.includes(name))
				for (const [, column] of [...query.matchAll(/^-- out.*$/gm)].flatMap(m => [...m[0].matchAll(/sealed\??\(([\w.]+),/g)]))
					given.add(column);
	}
	assert.ok(sealed.length > 100 && given.size > 70, `${sealed.length} sealed, ${given.size} given`);
	assert.deepStrictEqual(sealed.filter(c => !given.has(c) && !excused.includes(c)), [], 'words that nobody is given, without a reason');
	assert.deepStrictEqual(excused.filter(c => given.has(c) || !sealed.includes(c)), [], 'given now, or no column any more');
});

test('the archive: asks for the password, holds every word of mine, and nobody else\'s', { timeout: 120000 }, async t => {
	const { where, server } = await begin(t), { marisol, rowan, ines, theo } = await live(server);
	const late = new Person(server, 'marisol');
	assert.strictEqual((await archive(late)).status, 303, 'not without signing in');
	assert.strictEqual((await marisol.go('/me/everything')).status, 200);
	const got = await archive(marisol);
	assert.strictEqual(got.status, 200);
	assert.match(got.type, /application\/zip/);
	assert.match(got.said, /mine\.zip/);
	writeFileSync(`${where.dir}/mine.zip`, got.bytes);
	const held = unzip(got.bytes), html = held['mine.html'].toString(), json = JSON.parse(held['mine.json']);
	const seen = html + held['mine.json'];
	const now = marisol.words.filter(w => !seen.includes(w));
	assert.deepStrictEqual(now, [], 'a word of hers that is missing');
	assert.deepStrictEqual(marisol.words.filter(w => !html.includes(w)), [], 'also in the page to read');
	const theirs = [...ines.words, ...theo.words].filter(w => seen.includes(w));
	assert.deepStrictEqual(theirs, [], 'words of people she does not walk with');
	const page = (await marisol.go('/c/harbor/about-me')).body_, may = [];
	for (const at of [...(await marisol.links('/c/harbor/connections', /connections\/[0-9a-z]{26}$/)), ...(await marisol.links(`${(await marisol.links('/c/harbor/connections', /connections\/[0-9a-z]{26}$/))[0]}/encounters`, /encounters\/[0-9a-z]{26}$/))])
		may.push((await marisol.go(at)).body_);
	assert.deepStrictEqual(rowan.words.filter(w => seen.includes(w) && ![page, ...may].some(b => b.includes(w))), [], 'of his, only what she reads on her own pages');
	assert.deepStrictEqual(Object.keys(json.parts), Object.keys(json.parts).filter(f => Object.keys(json.parts[f]).length));
	assert.strictEqual(json.parts.people.account[0].login, 'marisol');
	assert.doesNotMatch(seen, /argon2id|password":|totp|"hash"/);
	const cli = kith(['export', 'marisol', '--data', where.data]);
	assert.strictEqual(cli.code, 0, cli.err);
	assert.match(cli.out, /^PK/);
	assert.strictEqual(kith(['export', 'nobody-here', '--data', where.data]).code, 1);
	await marisol.go('/language', { method: 'POST', form: { lang: 'es', back: '/' } });
});

test('who signed in long ago gives the password once more before anything is handed out', async t => {
	const { where, server } = await begin(t), p = new Person(server, 'marisol');
	await p.signIn();
	await server.stop();
	execFileSync('sqlite3', [`${where.data}/kith.db`, 'UPDATE session SET password_at = password_at - 3600']);
	const again = await serve(where);
	atEnd(t, () => again.stop('SIGKILL'));
	p.server = again;
	for (const at of ['/me/everything', '/me/everything/archive', '/me/leave']) {
		const r = await p.go(at);
		assert.strictEqual(r.status, 303, at);
		assert.match(r.headers.get('location'), /^\/again/, at);
	}
});

// Every sealed or hashed value that is hers alone: the keyed hash of a word that somebody else's story holds too is not.
function bytesOf(ask, id) {
	const mine = [];
	for (const table of ask("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'").split('\n')) {
		const columns = ask(`SELECT name || ' ' || upper(type) FROM pragma_table_info('${table}')`).split('\n').map(l => l.split(' '));
		const whose = columns.map(c => c[0]).filter(c => ['person', 'writer', 'recorder', 'made_by', 'owner'].includes(c) || (table === 'person' && c === 'id'));
		for (const [column] of columns.filter(c => /BLOB/.test(c[1])))
			for (const owner of whose)
				mine.push(...ask(`SELECT hex("${column}") FROM "${table}" WHERE "${owner}" = '${id}' AND length("${column}") > 16
					AND "${column}" NOT IN (SELECT "${column}" FROM "${table}" WHERE "${owner}" <> '${id}' AND "${column}" IS NOT NULL)`).split('\n').filter(Boolean));
	}
	return mine.map(h => Buffer.from(h, 'hex'));
}

// Every value of every BLOB column, as hex: what of it is gone later must be gone from the disk.
function blobs(ask, columns) {
	const all = new Set();
	for (const line of ask(columns).split('\n')) {
		const [table, column, hex] = line.split(' ');
		for (const v of ask(`SELECT ${hex} FROM "${table}" WHERE length("${column}") >= 16`).split('\n').filter(Boolean))
			all.add(v.toLowerCase());
	}
	return all;
}
const inLite = `SELECT m.name || ' ' || c.name || ' hex("' || c.name || '")' FROM sqlite_schema m, pragma_table_info(m.name) c
	WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND upper(c.type) LIKE '%BLOB%'`;
const inPg = `SELECT table_name || ' ' || column_name || ' encode("' || column_name || '",''hex'')' FROM information_schema.columns
	WHERE table_schema = 'public' AND data_type = 'bytea'`;
// What grows at its end (the peaks of the log's tree) is still there in what it became.
const gone = (before, after) => {
	const still = [...after];
	return [...before].filter(v => !after.has(v) && !still.some(s => s.startsWith(v))).map(v => Buffer.from(v, 'hex'));
};

test('somebody leaves: no byte of theirs is in the data folder, others keep what is theirs, and an older backup erases them again', { timeout: 180000 }, async t => {
	const { where, server } = await begin(t), { marisol, rowan, walk, meeting } = await live(server);
	const { person } = told(where, 'marisol'), theirs = bytesOf(lite(where), person);
	assert.ok(theirs.length > 25, `${theirs.length}`);
	assert.ok(found(theirs, files(where.data)).length > 25, 'they are there before');
	const all = blobs(lite(where), inLite);
	assert.strictEqual(kith(['backup', `${where.dir}/before`, '--data', where.data]).code, 0);
	const page = (await marisol.go('/me/leave')).body_;
	for (const words of [/What goes/, /What stays/, /35 days/, /someone who has left/, /href="\/me\/everything"/])
		assert.match(page, words);
	// others go on writing: the promise does not wait for a quiet moment
	let going = true;
	const others = (async () => { for (; going; await sleep(30)) await rowan.tell('/c/harbor/about-me/helps'); })();
	const left = await marisol.fill('/me/leave', {});
	assert.strictEqual(left.status, 303);
	for (let k = 0; k < 100 && found(theirs, files(where.data)).length; k++)
		await sleep(50);
	assert.deepStrictEqual(found(theirs, files(where.data)), [], 'while the server is busy');
	going = false;
	await others;
	assert.strictEqual((await marisol.go('/me')).status, 303, 'signed out');
	await assert.rejects(new Person(server, 'marisol').signIn(), /not let in/);
	for (const at of [walk, ...meeting, '/c/harbor/connections']) {
		const r = await rowan.go(at);
		assert.ok(r.status === 200 || (r.status === 404 && meeting.includes(at)), `${at} ${r.status}`);
		assert.deepStrictEqual(marisol.words.filter(w => r.body_.includes(w)), [], at);
	}
	assert.match((await rowan.go(walk)).body_, /someone who has left/i);
	const stays = told(where, person).held;
	for (const gone of ['seal_key.owner', 'sign_in.person', 'session.person', 'known_device.person', 'recovery_code.person', 'experience.person', 'meeting_profile.person', 'interest.person',
		'keep_apart.person', 'agreement_part.writer', 'hot_spot.writer', 'agreement_words.writer', 'encounter.recorder', 'encounter_words.writer', 'closing_word.writer', 'survey_offer.person'])
		assert.strictEqual(stays[gone], 0, gone);
	await server.stop();
	assert.deepStrictEqual(found(theirs, files(where.data)), []);
	// whatever column it stood in, in the file, its free pages or the log beside it; and nothing of it in the clear
	const vanished = gone(all, blobs(lite(where), inLite));
	assert.ok(vanished.length > theirs.length, `${vanished.length} of ${all.size} values are gone`);
	assert.ok(found(vanished, [`${where.dir}/before`]).length > theirs.length, 'the search finds them in the backup');
	assert.deepStrictEqual(found(vanished, files(where.data)), []);
	assert.deepStrictEqual(found([...marisol.words, 'Marisol', 'quiet river lantern walk'], files(where.data)), []);
	assert.strictEqual(kith(['check', '--data', where.data]).code, 0, kith(['check', '--data', where.data]).out);
	const list = kith(['people', 'erased', '--data', where.data]);
	assert.match(list.out, /^erased \d+ [0-9a-f]{64}\n$/);
	assert.ok(!list.out.includes(person));
	assert.strictEqual(readFileSync(`${where.data}.erased`, 'utf8'), list.out, 'outside of the data folder too');
	// the disk is lost, an older backup comes back, and nobody has a list
	const key = ['--key-file', `${where.dir}/elsewhere/kith.key`], back = { data: `${where.dir}/back` };
	mkdirSync(`${where.dir}/elsewhere`);
	copyFileSync(`${where.data}.key`, `${where.dir}/elsewhere/kith.key`);
	renameSync(`${where.dir}/kith.erased`, `${where.dir}/aside`);
	const blind = kith(['restore', `${where.dir}/before`, '--data', back.data, ...key]);
	assert.strictEqual(blind.code, 0, blind.err);
	assert.match(blind.out, /NO LIST OF WHO LEFT WAS FOUND \(looked for .*back\.erased, .*elsewhere\/kith\.erased, .*\/kith\.erased\)/);
	assert.match(blind.out, /--erased LIST-OR-BACKUP-OR-FOLDER/);
	assert.strictEqual(told(back, 'marisol', key).held['seal_key.owner'], 1, 'there she is again');
	writeFileSync(`${where.dir}/list`, list.out);
	for (const wrong of ['erased', 'erased 1 00\n', `${list.out}x\n`, `${word()}\n`, list.out.replace('erased ', 'erased -')]) {
		writeFileSync(`${where.dir}/wrong`, wrong);
		const r = kith(['people', 'erase-again', `${where.dir}/wrong`, '--data', back.data, ...key]);
		assert.strictEqual(r.code, 1, wrong);
	}
	const again = kith(['people', 'erase-again', `${where.dir}/list`, '--data', back.data, ...key]);
	assert.strictEqual(again.out, '1 who had left were erased again.\n', again.err);
	assert.deepStrictEqual(found(theirs, files(back.data)), []);
	assert.strictEqual(kith(['holdings', 'marisol', '--data', back.data, ...key]).code, 1);
	assert.strictEqual(kith(['check', '--data', back.data, ...key]).code, 0);
	assert.strictEqual(kith(['people', 'erase-again', `${where.dir}/list`, '--data', back.data, ...key]).out, '0 who had left were erased again.\n', 'once is enough');
	assert.ok(readFileSync(`${back.data}.erased`, 'utf8').includes(list.out));
});

test('an older backup that comes back erases by itself who left since: on the same machine, on a new one, or whatever way it came', { timeout: 180000 }, async t => {
	const { where, server } = await begin(t), p = new Person(server, 'marisol');
	await p.signIn();
	const { person } = told(where, 'marisol'), theirs = bytesOf(lite(where), person);
	mkdirSync(`${where.dir}/backups`);
	const old = `${where.dir}/backups/yesterday`, newer = `${where.dir}/backups/today`;
	assert.strictEqual(kith(['backup', old, '--data', where.data]).code, 0);
	assert.strictEqual((await p.fill('/me/leave', {})).status, 303);
	const list = readFileSync(`${where.data}.erased`, 'utf8');
	assert.match(list, /^erased \d+ [0-9a-f]{64}\n$/, 'on the list before she was told');
	assert.match(kith(['backup', newer, '--data', where.data]).out, /kith\.erased, without names/);
	assert.strictEqual(readFileSync(`${where.dir}/backups/kith.erased`, 'utf8'), list);
	await server.stop('SIGKILL');
	const gone = (where_, args, how) => {
		assert.deepStrictEqual(found(theirs, files(where_.data)), [], how);
		assert.strictEqual(kith(['holdings', 'marisol', '--data', where_.data, ...args]).code, 1, how);
		assert.strictEqual(kith(['check', '--data', where_.data, ...args]).code, 0, how);
		assert.strictEqual(readFileSync(`${where_.data}.erased`, 'utf8'), list, how);
	};
	// the same machine: the old folder gets another name, the backup comes back in its place
	renameSync(where.data, `${where.dir}/broken`);
	renameSync(`${where.dir}/backups/kith.erased`, `${where.dir}/aside`);
	const same = kith(['restore', old, '--data', where.data]);
	assert.match(same.out, /erased again: 1 \(known from .*data\.erased\)/, same.err);
	gone(where, [], 'in the same place');
	// a new machine, with the backups and the key
	const machine = (name, ...with_) => {
		const at = { data: `${where.dir}/${name}/kith` };
		mkdirSync(`${where.dir}/${name}`);
		copyFileSync(`${where.data}.key`, `${at.data}.key`);
		for (const [from, to] of with_)
			copyFileSync(from, `${where.dir}/${name}/${to}`);
		return at;
	};
	const second = machine('second', [old, 'yesterday'], [`${where.dir}/aside`, 'kith.erased']);
	assert.match(kith(['restore', `${where.dir}/second/yesterday`, '--data', second.data]).out, /erased again: 1 /);
	gone(second, [], 'with the list that goes with the backups');
	// named: a newer backup, the folder that is replaced; what is named must be there
	for (const [k, named] of [newer, `${where.dir}/broken`, `${where.dir}/aside`].entries()) {
		const next = machine(`named${k}`);
		assert.match(kith(['restore', old, '--erased', named, '--data', next.data]).out, /erased again: 1 /, named);
		gone(next, [], named);
	}
	const third = machine('third');
	for (const named of [`${where.dir}/none`, `${where.data}.key`]) {
		assert.strictEqual(kith(['restore', old, '--erased', named, '--data', third.data]).code, 1, named);
		assert.ok(!existsSync(third.data), 'and nothing was brought back');
	}
	// a snapshot of the disk, put back by hand under a server that is started again
	const fourth = machine('fourth', [`${where.dir}/aside`, 'kith.erased']);
	mkdirSync(fourth.data);
	copyFileSync(old, `${fourth.data}/kith.db`);
	const torn = `${list}erased 12 3f`;
	writeFileSync(`${fourth.data}.erased`, torn);
	const started = await serve(fourth);
	atEnd(t, () => started.stop('SIGKILL'));
	assert.match(started.log, /1 who had left were erased again/);
	await assert.rejects(new Person(started, 'marisol').signIn(), /not let in/);
	const rowan = new Person(started, 'rowan');
	await rowan.signIn();
	assert.strictEqual((await rowan.fill('/me/leave', {})).status, 303);
	const both = readFileSync(`${fourth.data}.erased`, 'utf8');
	assert.match(both, /^(erased \d+ [0-9a-f]{64}\n){2}$/, 'a line that a crash cut short is gone');
	assert.ok(both.startsWith(list));
	await started.stop();
	assert.deepStrictEqual(found(theirs, files(fourth.data)), []);
	// the list is lost: the server makes it anew, and kith check says so before
	rmSync(`${fourth.data}.erased`);
	const without = kith(['check', '--data', fourth.data]);
	assert.strictEqual(without.code, 1);
	assert.match(without.out, /TROUBLE {2}the list of who left/);
	await (await serve(fourth)).stop();
	assert.strictEqual(readFileSync(`${fourth.data}.erased`, 'utf8').split('\n').length, 3);
	assert.strictEqual(kith(['check', '--data', fourth.data]).code, 0);
	// where it cannot be written the server does not begin, and says why
	await assert.rejects(serve(fourth, { args: ['--erased-file', `${where.dir}/nowhere/list`] }), /list of who left.*cannot be written.*erased_file/s);
});

test('what the operator does with records is in the log: backup, restore, rotation, export, looking up', { timeout: 120000 }, async t => {
	const where = folder(), well = (...args) => { const r = kith([...args, '--data', where.data]); assert.strictEqual(r.code, 0, r.err); return r; };
	atEnd(t, () => where.remove());
	assert.strictEqual(kith(['demo', '--data', where.data]).code, 0);
	const kinds = (data, name) => {
		assert.strictEqual(kith(['audit', 'export', `${where.dir}/${name}`, '--data', data]).code, 0);
		return readFileSync(`${where.dir}/${name}`, 'utf8').split('\n').filter(l => /^\d/.test(l)).map(l => l.split('\t'));
	};
	well('backup', `${where.dir}/copy`);
	well('export', 'marisol');
	const { person } = JSON.parse(well('holdings', 'marisol', '--json').out);
	well('keys', 'rotate');
	const after = kinds(where.data, 'one').slice(-4);
	assert.deepStrictEqual(after.map(l => l[2]), ['backup', 'exported', 'held_looked_up', 'keys_rotated']);
	assert.deepStrictEqual(after.map(l => l[6]), Array(4).fill('operator'), 'by which right');
	assert.deepStrictEqual(after.map(l => l[7]), ['-', person, person, '-'], 'about whom');
	renameSync(where.data, `${where.dir}/away`);
	const old = `${where.data}.key.old-`, was = readdirSync(where.dir).map(f => `${where.dir}/${f}`).find(f => f.startsWith(old));
	assert.strictEqual(kith(['restore', `${where.dir}/copy`, '--data', where.data, '--key-file', was]).code, 0);
	renameSync(`${where.data}.key`, `${where.dir}/newer.key`);
	copyFileSync(was, `${where.data}.key`);
	assert.deepStrictEqual(kinds(where.data, 'two').slice(-2).map(l => l[2]), ['backup', 'restored'], 'the backup holds its own entry');
	assert.strictEqual(kith(['check', '--data', where.data]).code, 0);
});

test('on PostgreSQL too: held, given, erased', { skip: available ? false : 'PostgreSQL is not installed', timeout: 180000 }, async t => {
	const where = folder();
	atEnd(t, () => where.remove());
	const pg = await postgres(t, where.dir), args = ['--database', pg.url], { server } = await begin(t, { made: where, args });
	const { marisol } = await live(server);
	await sleep(1500);      // what was seen last is written into the log a moment later
	const { person, held } = told(where, 'marisol', args), places = Object.keys(held).map(p => p.split('.'));
	const counts = places.map(([table, column]) => Number(pg.ask(`SELECT count(*) FROM ${table} WHERE ${column} = '${person}'`)));
	assert.deepStrictEqual(counts, Object.values(told(where, 'marisol', args).held));
	const seen = unzip((await archive(marisol)).bytes)['mine.html'].toString();
	assert.deepStrictEqual(marisol.words.filter(w => !seen.includes(w)), []);
	const all = blobs(pg.ask, inPg);
	assert.strictEqual((await marisol.fill('/me/leave', {})).status, 303);
	assert.strictEqual(pg.ask(`SELECT count(*) FROM seal_key WHERE owner = '${person}'`), '0');
	assert.strictEqual(pg.ask(`SELECT length(name) + length(login) FROM person WHERE id = '${person}'`), '0');
	for (const table of ['sign_in', 'session', 'experience', 'meeting_profile', 'survey_offer'])
		assert.strictEqual(pg.ask(`SELECT count(*) FROM ${table} WHERE person = '${person}'`), '0', table);
	assert.strictEqual(pg.ask('SELECT count(*) FROM erasure'), '1');
	assert.match(readFileSync(`${where.data}.erased`, 'utf8'), /^erased \d+ [0-9a-f]{64}\n$/);
	await server.stop();
	// PostgreSQL keeps old versions of rows until it is told to clean up (docs/run.md); then they are gone from its tables
	const vanished = gone(all, blobs(pg.ask, inPg)), tables = () => found(vanished, files(`${where.dir}/pg/data/base`));
	assert.ok(vanished.length > 25, `${vanished.length}`);
	pg.ask('CHECKPOINT');
	assert.ok(tables().length > 0, 'the search finds them while they are there');
	pg.ask('VACUUM FULL');
	pg.ask('CHECKPOINT');
	assert.deepStrictEqual(tables(), []);
});

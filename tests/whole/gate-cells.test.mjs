// Every cell of docs/gate.md, driven: somebody of each role knocks at each route, as JSON and as page, with objects that are really
// there. What the table refuses is refused; what it lets through is let through, by the roles themselves or by whoever of the demo is
// something to the object. What cannot be driven is named below, and the test fails when that list is no longer right.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { people } from './every.mjs';
import { folder, kith, serve } from './kith.mjs';
import { Person } from './lives.mjs';
import { World, byHand } from './states.mjs';

const C = '/c/harbor', NOBODY = '0'.repeat(26), SAME_MAX = 25, AT_ONCE = 6;
const roles = ['visitor', 'signed in', 'joining', 'member', 'supporter', 'facilitator', 'coordinator', 'supervisor', 'evaluator', 'biller', 'ally'];
// As pages too: those whose answers differ in kind.
const asPage = ['visitor', 'joining', 'member', 'coordinator', 'evaluator'];
const relations = ['one of the two', 'owner', 'in the group', 'facilitates it'];

// Everybody of a role is of its team, whoever facilitates or coordinates is one of those of a meeting of a group, and everybody of a
// community is asked to what is planned for all: here a role is also one of
// those between whom it is, so what is really there is refused to nobody of them.
const forAll = /^\/c\/\{c\}\/(teams|handed-on|gatherings|encounters|group-encounters)\//;
// Which of these there are depends on the day on which the demo is made.
const byDay = /^GET \/c\/\{c\}\/(gatherings\/\{id\}\/times|calendar)\//;
// The handler itself says that there is nothing, which reads as if it were not there.
const nothingThere = {
	'GET /c/{c}/room': 'places are for who supports, or has said so before', 'POST /c/{c}/room': 'the same', 'POST /c/{c}/room/off': 'the same',
	'POST /me/passkeys/not-off': 'nobody asked for their passkeys to go',
};
// Pages that nobody of the demo finds anything of, and why.
const notFound = {
	'GET /c/{c}/crisis-openings/{id}': 'nobody in the demo opened a crisis plan that is not theirs; features/crisis/test_crisis.c',
	'GET /c/{c}/open/{id}': 'nobody in the demo opens a page to the whole world; features/documents/test_sharing.c',
	'GET /c/{c}/reports/{id}/pictures/{picture}': 'no report of the demo carries a picture; features/conversations/test_enclosed.c',
	'GET /c/{c}/reports/{id}/voices/{voice}': 'the same',
	'GET /c/{c}/conversations/{id}/messages/{message}/voices/{voice}': 'nobody in the demo has spoken into a microphone; tests/browser/talk.test.mjs',
	'GET /c/{c}/connections/{id}/history/{conversation}': 'a talk from before somebody new came; features/history/test_history.c',
	'GET /c/{c}/history/{id}': 'the same', 'GET /c/{c}/history/{id}/messages/{message}/pictures/{picture}': 'the same',
	'GET /c/{c}/history/{id}/messages/{message}/pictures/{picture}/small': 'the same', 'GET /c/{c}/history/{id}/messages/{message}/voices/{voice}': 'the same',
};
// Where failures are counted by address, and each makes the next wait longer (.throttle).
const slowed = /^\/(again|join|reset|sign-in.*|survey.*)$|\/(join|contact)$/;
// These end the session or the account they come from: done last, in this order. What is open to everybody by one role each, with a
// session that nothing else needs.
const endings = { 'GET /c/{c}/leave': ['visitor', 'member'], 'GET /leave': ['visitor', 'supporter'], 'POST /sign-out': ['visitor', 'ally'],
	'POST /me/sessions/end-others': roles, 'POST /c/{c}/leave-community': roles, 'POST /me/leave': roles };

/* ---- the table ---- */

const rows = (() => {
	const lines = kith(['routes', '--gate']).out.split('\n# Which fields')[0].split('\n').filter(line => line.startsWith('|')).map(line => line.split('|').slice(1, -1).map(cell => cell.trim()));
	const names = lines[0].slice(1);
	return lines.slice(2).map(([route, ...cells]) => {
		const [method, pattern] = route.replaceAll('`', '').split(' ');
		return { name: `${method} ${pattern}`, method, pattern, cells: Object.fromEntries(names.map((name, k) => [name, cells[k]])), at: new Set(), passed: new Set(),
			like: new RegExp(`^${pattern.replace('{c}', 'harbor').replaceAll('.', '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`), holes: (pattern.match(/\{(?!c\})/g) ?? []).length };
	});
})();
const exact = [...rows].sort((a, b) => a.holes - b.holes);
const rowOf = (method, at) => exact.find(x => x.method === method && x.like.test(at));

/* ---- who knocks, and what is there to knock at ---- */

const where = folder(), fresh = {}, old = {};
let server, demo;

async function token(login, password) {
	const r = await fetch(`${server.url}/api/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login, password }) });
	assert.equal(r.status, 200, `${login} signs in`);
	return (await r.json()).token;
}
const sql = text => execFileSync('sqlite3', ['-cmd', '.timeout 5000', `${where.data}/kith.db`, text]);

// What the demo does not have: it is made as every.test.mjs makes it, and read by whose it is.
async function makeThings(w) {
	for (const [from, who] of [['/c/{c}/emergencies/{id}/read', 'theo'], ['/c/{c}/reports/{id}'], ['/c/{c}/decisions/{id}'], ['/me/decisions/{id}'], ['/c/{c}/settings/tags/{id}']]) {
		const { login, action } = await byHand[from](w), at = action.replace(/\/read$/, ''), row = rowOf('GET', at), r = await w.ask(who ?? login, at);
		assert.equal(r.status, 200, `${at}: ${r.text}`);
		row.at.add(at);
		row.passed.add(who ?? login);
	}
}

// A newcomer for each role, who is nothing to anybody's things.
async function makeRoles(w) {
	const logins = { evaluator: 'imogen', biller: 'anselm' };
	for (const role of roles.slice(1)) {
		if (logins[role])
			continue;
		logins[role] = await w.newcomer(role !== 'signed in');
		if (role === 'signed in' || role === 'member')
			continue;
		const { id } = (await w.get('theo', `${C}/people`)).people.find(p => p.name === `Ash ${w.n}`);
		if (role === 'joining')
			sql(`UPDATE membership SET rules_number = 0 WHERE person = '${id}'`);
		else
			await w.post('theo', `${C}/people/${id}/roles`, { role });
	}
	return logins;
}

// Late: a password that was given counts for ten minutes only, and looking takes a while on a slow machine.
async function signInAll(w, logins) {
	for (const [role, login] of Object.entries(logins))
		old[role] = await token(login, w.passwords[login]);
	sql('UPDATE session SET password_at = 1');
	for (const [role, login] of Object.entries(logins))
		fresh[role] = await token(login, w.passwords[login]);
}

const plain = text => text.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"');
// All that the people of the demo find: where links lead, and where forms go.
async function look() {
	demo = Object.keys(people).map(login => new Person(server, login, people[login]));
	const starts = rows.filter(x => x.method === 'GET' && !x.holes).map(x => x.pattern.replace('{c}', 'harbor')).filter(at => !/\/(leave|live)$/.test(at));
	await Promise.all(demo.map(async p => {
		await p.signIn();
		const next = [...starts], seen = new Set(), kinds = new Map();
		for (let at; (at = next.shift()) !== undefined;) {
			const path = at.replace(/\?.*/, ''), row = rowOf('GET', path), n = kinds.get(row) ?? 0;
			if (!row || seen.has(path) || n >= SAME_MAX || /^(\/c\/[^/]+)?\/(leave|live)$/.test(path))
				continue;
			seen.add(path);
			kinds.set(row, n + 1);
			const r = await p.go(at);
			if (r.status === 303 && r.headers.get('location').startsWith('/'))
				next.push(r.headers.get('location'));
			if (r.status !== 404)
				row.at.add(path);
			if (r.status < 400)
				row.passed.add(p.login);
			if (r.status !== 200 || !/text\/html/.test(r.headers.get('content-type')))
				continue;
			for (const [, head] of r.body_.matchAll(/<form([^>]*method="post"[^>]*)>/g))
				rowOf('POST', plain(/action="([^"]*)"/.exec(head)?.[1] ?? path).replace(/\?.*/, ''))?.at.add(plain(/action="([^"]*)"/.exec(head)?.[1] ?? path).replace(/\?.*/, ''));
			for (const [, href] of r.body_.matchAll(/<(?:a|img|source|audio) [^>]*(?:href|src)="(\/[^"#]*)/g))
				next.push(plain(href));
		}
	}));
}

// What stands behind a thing that was found, though no link of the demo leads there.
async function lookBehind() {
	for (const row of exact.filter(x => x.method === 'GET' && x.holes && !x.passed.size)) {
		const cut = row.pattern.lastIndexOf('/'), above = rows.find(x => x.method === 'GET' && x.pattern === row.pattern.slice(0, cut));
		for (const at of above && !row.pattern.slice(cut).includes('{') ? above.at : [])
			for (const p of demo) {
				const r = await p.go(at + row.pattern.slice(cut));
				if (r.status === 404)
					continue;
				row.at.add(at + row.pattern.slice(cut));
				if (r.status < 400 || r.status === 422)         // it asks for more in its address: the gate is behind
					row.passed.add(p.login);
			}
	}
}

before(async () => {
	const told = kith(['demo', '--data', where.data]);
	assert.equal(told.code, 0, told.err);
	server = await serve(where, { args: ['--log-level', 'quiet'] });
	const w = new World(server.url, sql);
	w.server = server;
	await makeThings(w);
	const logins = await makeRoles(w);
	await look();
	await lookBehind();
	await signInAll(w, logins);
});
after(async () => {
	await server?.stop();
	where.remove();
});

/* ---- knocking ---- */

async function knock(row, at, token, accept = 'application/json') {
	const page = accept !== 'application/json';
	const r = await fetch(`${server.url}${page || at === '/' ? '' : '/api'}${at}`, { method: row.method, redirect: 'manual', body: row.method === 'POST' ? '{}' : undefined,
		headers: { accept, ...row.method === 'POST' && { 'content-type': 'application/json' }, ...token && { authorization: `Bearer ${token}` } } });
	if (/event-stream/.test(r.headers.get('content-type')))
		await r.body.cancel();
	const text = /event-stream/.test(r.headers.get('content-type')) ? '' : await r.text();
	return { status: r.status, to: r.headers.get('location') ?? '', code: page ? '' : /"status":\s*"(\w+)"/.exec(text)?.[1] };
}
// What this cell may be answered with; an object that is nothing to the one who knocks is not there, whatever the role.
const answers = {
	'sign in': (r, row, page) => page ? r.status === 303 && r.to.startsWith('/sign-in') : r.status === 401 && r.code === 'sign_in',
	404: r => r.status === 404,
	join: (r, row, page) => page ? r.status === 303 && r.to.endsWith('/join') || r.status === 303 && r.to.includes('/join?') : r.status === 403 && r.code === 'join',
	password: (r, row, page) => (row.holes && r.status === 404) || (page ? r.status === 303 && r.to.startsWith('/again') : r.status === 403 && r.code === 'password'),
	yes: (r, row) => ![401, 403].includes(r.status) && r.status < 500 && (row.holes > 0 || r.status !== 404 || row.name in nothingThere),
};
const made = row => row.pattern.replace('{c}', 'harbor').replaceAll(/\{[^}]+\}/g, NOBODY);
// Something that is really there, where there is.
const real = row => row.holes && row.at.size ? [...row.at][0] : made(row);
const refusedAt = (row, cell) => cell === '404' && forAll.test(row.pattern) && relations.some(name => row.cells[name] !== '404') ? made(row) : real(row);

async function atOnce(work) {
	const next = [...work];
	await Promise.all(Array.from({ length: AT_ONCE }, async () => {
		for (let one; (one = next.shift());)
			await one();
	}));
}

test('what the table refuses is refused: each role at each route, with things that are there, as JSON and as page', { timeout: 180_000 }, async () => {
	const wrong = [], work = [];
	let tried = 0;
	for (const row of rows)
		for (const role of roles) {
			const cell = row.cells[role];
			if (cell === 'yes')
				continue;
			for (const accept of row.method === 'GET' && asPage.includes(role) ? ['application/json', 'text/html'] : ['application/json'])
				work.push(async () => {
					const at = refusedAt(row, cell), r = await knock(row, at, old[role], accept);
					tried++;
					if (!answers[cell](r, row, accept === 'text/html'))
						wrong.push(`${role}: ${row.name} at ${at} gives ${r.status} ${r.code ?? ''} ${r.to} as ${accept}, not ${cell}`);
				});
		}
	await atOnce(work);
	assert.deepEqual(wrong, []);
	assert.ok(tried > 3000, `${tried} refusals`);
});

test('what the table lets through is let through: every page as every role, and every form without an object', { timeout: 180_000 }, async () => {
	const wrong = [];
	const drive = async (row, role, tokens = fresh) => {
		const at = real(row), r = await knock(row, at, tokens[role]), well = answers.yes(r, row);
		if (well && r.status !== 404)
			row.passed.add(role);
		if (!well)
			wrong.push(`${role}: ${row.name} at ${at} gives ${r.status} ${r.code ?? ''}, not yes`);
	};
	const yes = (row, role) => ['yes', 'password'].includes(row.cells[role]);
	/* what reads first: nothing is changed by it, and all at once */
	await atOnce(rows.filter(x => x.method === 'GET' && !(x.name in endings)).flatMap(row => roles.filter(role => yes(row, role)).map(role => () => drive(row, role))));
	/* with nothing filled in most forms find fault, which is the handler's answer and not the gate's; what does without words is done.
	 * Where guessing is slowed down one role is enough. */
	for (const row of rows.filter(x => x.method === 'POST' && !x.holes && !(x.name in endings)))
		for (const role of roles.filter(role => yes(row, role)).slice(0, slowed.test(row.pattern) ? 1 : undefined))
			await drive(row, role);
	for (const [name, by] of Object.entries(endings))
		for (const role of by) {
			const row = rows.find(x => x.name === name);
			if (yes(row, role))
				await drive(row, role, by === roles ? fresh : old);
		}
	assert.deepEqual(wrong, []);
});

/* Forms that are about something are sent, each until it is kept, in every.test.mjs, which fails when one is reached by nobody. */
test('somebody got through every page; what nobody of the demo finds is named, and nothing else is', () => {
	const some = row => [...roles, ...relations].some(name => ['yes', 'password'].includes(row.cells[name]));
	const missed = rows.filter(row => (row.method === 'GET' || !row.holes) && some(row) && !row.passed.size).map(row => row.name);
	assert.deepEqual(missed.filter(name => !(name in notFound) && !(name in nothingThere) && !byDay.test(name)), [], 'nobody got through, and no reason is named');
	assert.deepEqual(Object.keys(notFound).filter(name => !missed.includes(name)), [], 'somebody gets through now, or it is no route any more');
	for (const name of [...Object.keys(nothingThere), ...Object.keys(endings)])
		assert.ok(rows.some(row => row.name === name), `${name} is no route any more`);
});

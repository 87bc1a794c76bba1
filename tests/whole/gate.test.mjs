// The gate, from outside: docs/gate.md is what the program decides, and every refusal in it is what a client gets, as page
// and as JSON, also for real objects that belong to others.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { folder, kith, serve } from './kith.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const where = folder();
const who = {};         // role → token
let server, others;

// docs/gate.md as rows of { method, path, roles: { member: 'yes', … } }.
function table(markdown) {
	const rows = markdown.split('\n# Which fields')[0].split('\n').filter(line => line.startsWith('|')).map(line => line.split('|').slice(1, -1).map(cell => cell.trim()));
	const names = rows[0].slice(1);
	return rows.slice(2).map(([route, ...cells]) => {
		const [method, pattern] = route.replaceAll('`', '').split(' ');
		return { method, pattern, roles: Object.fromEntries(names.map((name, k) => [name, cells[k]])) };
	});
}

const json = async (token, at, init = {}) => fetch(server.url + at, {
	...init, redirect: 'manual', headers: { accept: 'application/json', 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
});

async function signIn(login, password) {
	const r = await json(null, '/api/sign-in', { method: 'POST', body: JSON.stringify({ login, password }) });
	assert.equal(r.status, 200, `${login} signs in`);
	return (await r.json()).token;
}

before(async () => {
	const told = kith(['demo', '--data', where.data]);
	assert.equal(told.code, 0, told.err);
	server = await serve(where);
	const people = [...told.out.matchAll(/^ *(\S.*?) {2,}(\S+) {2,}(\S.*?) *$/gm)].map(m => ({ login: m[2], password: m[3] }));
	const roles = ['member', 'supporter', 'facilitator', 'coordinator'];
	for (const [k, { login, password }] of people.entries())
		who[roles[k]] = await signIn(login, password);
	who.evaluator = await signIn('imogen', 'silver kettle morning rain');
	who.biller = await signIn('anselm', 'paper boats under bridges');
	// Objects of the first person, for the others to knock at: none of them is one of the two but where noted.
	const read = async at => (await json(who.member, at)).json();
	const asks = await read('/c/harbor/asks'), connections = await read('/c/harbor/connections');
	const connection = connections.mine[0].id;
	const meetings = await read(`/c/harbor/connections/${connection}/encounters`), agreement = await read(`/c/harbor/connections/${connection}/agreement`);
	const find = (value, name) => typeof value !== 'object' || !value ? undefined
		: typeof value[name] === 'string' ? value[name] : Object.values(value).map(v => find(v, name)).find(v => v);
	others = { asks: find(asks, 'id'), connections: connection, encounters: meetings.met[0].id, pages: (await read('/c/harbor/pages')).mine[0].id, version: agreement.versions[0].id };
	for (const [name, id] of Object.entries(others))
		assert.match(id, /^[a-z0-9]{20,}$/, `an object to knock at: ${name}`);
});

after(async () => {
	await server?.stop();
	where.remove();
});

test('in the invented community Bea waits for an answer from Rowan', async () => {
	const waiting = await (await json(who.supporter, '/c/harbor/proposals')).json();
	assert.deepEqual(waiting.waiting.map(w => w.name), ['Bea']);
	const asked = await (await json(who.supporter, `/c/harbor/proposals/${waiting.waiting[0].id}`)).json();
	assert.equal(asked.name, 'Bea');
});

test('docs/gate.md and docs/api.md are what the program says', () => {
	for (const [file, args] of [['docs/gate.md', ['routes', '--gate']], ['docs/api.md', ['routes']]])
		assert.equal(readFileSync(path.join(root, file), 'utf8'), kith(args).out, `${file} is out of date: script/docs writes it anew`);
});

test('docs/data.md names every table and column of the schemas', () => {
	const told = readFileSync(path.join(root, 'docs/data.md'), 'utf8');
	let columns = 0;
	for (const feature of readdirSync(path.join(root, 'features')).filter(name => !name.includes('.')))
		for (const file of readdirSync(path.join(root, 'features', feature)).filter(name => /^schema\.\d+\.sql$/.test(name)))
			for (const [, name, comment] of readFileSync(path.join(root, 'features', feature, file), 'utf8').matchAll(/^ {2}([a-z_]+) .*?-- (.*)$/gm)) {
				columns++;
				assert.ok(told.includes(name) && told.includes(comment.replaceAll('|', '\\|')), `${feature}.${name} is not in docs/data.md: script/docs writes it anew`);
			}
	assert.ok(columns > 150);
});

test('nothing but ways in, open news, groups and dates, a letter, crisis help and answering a survey is open to a visitor', () => {
	const open = table(kith(['routes', '--gate']).out).filter(x => x.roles.visitor === 'yes').map(x => `${x.method} ${x.pattern}`).sort();
	assert.deepEqual(open, ['GET /', 'GET /c/{c}', 'GET /c/{c}/contact', 'GET /c/{c}/contact/thanks', 'GET /c/{c}/crisis', 'GET /c/{c}/join', 'GET /c/{c}/leave', 'GET /c/{c}/limits', 'GET /c/{c}/open-gatherings', 'GET /c/{c}/open-gatherings/{id}', 'GET /c/{c}/open-groups', 'GET /c/{c}/open-groups/{id}', 'GET /c/{c}/open-news', 'GET /c/{c}/open-news/feed', 'GET /c/{c}/open-news/{id}', 'GET /c/{c}/open/{id}', 'GET /crisis', 'GET /join', 'GET /leave', 'GET /reset',
		'GET /s/{code}', 'GET /safety', 'GET /sign-in', 'GET /survey', 'GET /survey/keys/{id}', 'GET /survey/keys/{id}/log', 'GET /survey/thanks', 'POST /c/{c}/contact', 'POST /join', 'POST /language', 'POST /reset', 'POST /sign-in',
		'POST /sign-in/code', 'POST /sign-in/passkey', 'POST /sign-out', 'POST /survey', 'POST /survey/ticket'], 'a route became open to everybody');
});

// A real object of somebody else's where the path names one, else an id that nobody has.
function fill(pattern) {
	const kind = pattern.split('/')[3];
	const id = { asks: others.asks, connections: others.connections, encounters: others.encounters, 'group-encounters': others.encounters, pages: others.pages }[kind];
	return pattern.replace('{c}', 'harbor').replace('{id}', id ?? '0'.repeat(26)).replace('{version}', others.version).replaceAll(/\{[^}]+\}/g, '0'.repeat(26));
}

// The supporter of the demo is one of the two of those objects: only the other three knock.
const knocks = { visitor: undefined, evaluator: 'evaluator', biller: 'biller', facilitator: 'facilitator', coordinator: 'coordinator' };

test('every refusal in the table is what a client gets', async () => {
	const wrong = [];
	let tried = 0;
	for (const x of table(kith(['routes', '--gate']).out))
		for (const [role, token] of Object.entries(knocks)) {
			const expected = { 'sign in': 401, 403: 403, 404: 404 }[x.roles[role]];
			if (!expected)
				continue;
			const at = fill(x.pattern);
			const r = await json(who[token], at, { method: x.method, body: x.method === 'POST' ? '{}' : undefined });
			tried++;
			// A visitor's POST carries no token of ours: it is refused before anybody asks who they are.
			const also = role === 'visitor' && x.method === 'POST' ? 403 : expected;
			if (r.status !== expected && r.status !== also)
				wrong.push(`${role}: ${x.method} ${x.pattern} gives ${r.status} instead of ${expected}`);
			if (x.method === 'GET' && expected !== 401) {
				const page = await fetch(server.url + at, { redirect: 'manual', headers: token ? { authorization: `Bearer ${who[token]}` } : {} });
				if (page.status !== expected)
					wrong.push(`${role}: ${x.method} ${x.pattern} as a page gives ${page.status} instead of ${expected}`);
				await page.arrayBuffer();
			}
			await r.arrayBuffer();
		}
	assert.deepEqual(wrong, []);
	assert.ok(tried > 150, `${tried} refusals tried`);
});

// What may be read by whoever works for the community from outside, page, JSON and CSV: nothing of anybody but what the role is for.
test('an evaluator reads figures and nobody, a biller codes and no words, also where the table says yes', async () => {
	const rows = table(kith(['routes', '--gate']).out), names = ['Marisol', 'Rowan', 'Ines', 'Theo', 'Bea', 'Lupe', 'Walt'];
	const words = (await (await json(who.member, `/c/harbor/encounters/${others.encounters}`)).json()).outcome;
	assert.ok(words.length > 10);
	for (const role of ['evaluator', 'biller']) {
		const open = rows.filter(x => x.method === 'GET' && ['yes', 'password'].includes(x.roles[role]) && !x.pattern.includes('{id}') && !x.pattern.includes('{code}') && !x.pattern.endsWith('/leave'));
		assert.ok(open.some(x => x.pattern.endsWith('.csv')), `${role} has a table`);
		for (const x of open)
			for (const accept of ['text/html', 'application/json']) {
				const r = await fetch(server.url + fill(x.pattern), { redirect: 'manual', headers: { accept, authorization: `Bearer ${who[role]}` } });
				const body = await r.text(), billed = role === 'biller' && x.pattern.startsWith('/c/{c}/billing');
				assert.ok(r.status < 400 || x.pattern === '/survey' || r.status === 422, `${role}: ${x.pattern} gives ${r.status}`);
				assert.ok(!body.includes(words), `${role} reads words of two at ${x.pattern}`);
				for (const name of names)
					assert.ok(billed || !new RegExp(`\\b${name}\\b`).test(body), `${role} reads ${name} at ${x.pattern}`);
				if (x.pattern === '/c/{c}/billing')
					assert.match(body, /H0038/);
			}
	}
	for (const feed of ['/c/harbor/live', '/c/harbor/conversations', '/c/harbor/people'])
		for (const role of ['evaluator', 'biller'])
			assert.equal((await json(who[role], feed)).status, 404, `${role} at ${feed}`);
});

test('every sealed column of the schemas is of a kind of field', () => {
	const told = readFileSync(path.join(root, 'docs/gate.md'), 'utf8').split('\n# Which fields')[1], missing = [];
	for (const feature of readdirSync(path.join(root, 'features')).filter(name => !name.includes('.')))
		for (const file of readdirSync(path.join(root, 'features', feature)).filter(name => /^schema\.\d+\.sql$/.test(name))) {
			let of;
			for (const line of readFileSync(path.join(root, 'features', feature, file), 'utf8').split('\n')) {
				of = line.match(/^CREATE TABLE (\w+)/)?.[1] ?? of;
				const column = line.match(/^ {2}(\w+)\s+blob_sealed/)?.[1];
				if (column && !told.includes(`\`${of}.${column}\``))
					missing.push(`${of}.${column}`);
			}
		}
	assert.deepEqual(missing, [], 'a column that no .fields names opens to nobody of the team');
	assert.match(told, /between people \| no \| no \| no \| no \| no \| yes/);
});

test('somebody else\'s object and one that does not exist get the same answer', async () => {
	for (const at of ['asks/ID', 'connections/ID', 'connections/ID/agreement', 'connections/ID/encounters', 'encounters/ID', 'pages/ID', 'pages/ID/toolbox']) {
		const kind = at.split('/')[0];
		const answers = await Promise.all([others[kind], '0'.repeat(26)].map(async id => {
			const r = await fetch(`${server.url}/c/harbor/${at.replace('ID', id)}`, { headers: { authorization: `Bearer ${who.facilitator}` } });
			return { status: r.status, body: (await r.text()).replaceAll(/<code>[^<]*<\/code>|number: .*/g, '').replaceAll(id, 'ID') };
		}));
		assert.deepEqual(answers[0].status, answers[1].status, at);
		assert.equal(answers[0].body.length, answers[1].body.length, at);
	}
});

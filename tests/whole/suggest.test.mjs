// What a server holds in memory to suggest people is what the database says, as the command line reads it without any memory: after
// kills in the middle of changes, after changes by other programs, on both engines.  And proposals cut short by kills.
import assert from 'node:assert';
import { execFile, execFileSync } from 'node:child_process';
import test from 'node:test';
import { promisify } from 'node:util';
import { atEnd, binary, cleanEnv, day, folder, kith, serve, sleep } from './kith.mjs';
import { Person } from './lives.mjs';
import { available, postgres } from './pg.mjs';

const lite = (where, sql) => execFileSync('sqlite3', ['-readonly', `${where.data}/kith.db`, sql], { encoding: 'utf8' }).trim();

async function demo(t, args = []) {
	const where = folder();
	atEnd(t, () => where.remove());
	return { where, args, made: () => {
		const r = kith(['demo', '--data', where.data, ...args]);
		assert.strictEqual(r.code, 0, r.err);
	} };
}

async function start(t, { where, args }) {
	const server = await serve(where, { args });
	atEnd(t, () => server.stop('SIGKILL'));
	return server;
}

// Of each ask of the waiting list: who is suggested to the coordinator, with the reasons.
const plain = ({ where, args }, ask) => {
	const r = kith(['call', 'GET', `/c/harbor/asks/${ask}/people`, '--json', '--as', 'theo', '--data', where.data, ...args]);
	assert.strictEqual(r.code, 0, r.err);
	return JSON.parse(r.out).people;
};
const told = async (theo, ask) => JSON.parse((await theo.go(`/c/harbor/asks/${ask}/people`, { headers: { accept: 'application/json' } })).body_).people;

async function same(house, theo, asks) {
	let people = 0;
	for (const ask of asks) {
		const held = await told(theo, ask);
		assert.deepStrictEqual(held, plain(house, ask), ask);
		people += held.length;
	}
	return people;
}

// Rowan says something else of himself; k picks what.
async function change(rowan, k) {
	if (k % 4 === 3)
		await rowan.tell('/c/harbor/room', /room\/off$/, { from_day: day(-1), until_day: day(1) });
	else
		await rowan.tell('/c/harbor/room', /room$/, { state: k % 3 ? 'open' : 'paused', capacity: String(1 + k % 7), kinds: k % 2 ? 'company' : 'practical' });
}

test('after kills in the middle of changes what is held is what the database says', { timeout: 180000 }, async t => {
	const house = await demo(t);
	house.made();
	const asks = lite(house.where, "SELECT id FROM ask WHERE helped = 1 AND closed IS NULL AND direction = 'ask'").split('\n').slice(0, 3);
	let server = await start(t, house), people = 0, changes = 0;
	const rowan = new Person(server, 'rowan'), theo = new Person(server, 'theo');
	await rowan.signIn();
	await theo.signIn();
	for (let round = 0; round < 3; round++) {
		let going = true;
		const busy = (async () => {
			for (let k = round; going; k++, changes++)
				await change(rowan, k);
		})().catch(() => {});
		await sleep(150 + 130 * round);
		server.child.kill('SIGKILL');
		going = false;
		await busy;
		await server.end;
		server = await start(t, house);
		rowan.server = theo.server = server;
		people += await same(house, theo, asks);        /* perhaps before the index is there */
		await sleep(1200);
		people += await same(house, theo, asks);
		await change(rowan, round);
		const r = kith(['call', 'POST', '/c/harbor/about-me/interests', '--interests', round % 2 ? 'walking' : 'gardening', '--as', 'rowan', '--data', house.where.data]);
		assert.strictEqual(r.code, 0, r.err);   /* another program */
		people += await same(house, theo, asks);
	}
	assert.ok(changes > 4 && people > 20, `${changes} changes, ${people} suggested`);
	assert.deepStrictEqual(await server.stop(), { code: 0, signal: null });
});

test('two servers on one PostgreSQL know of each other’s changes', { timeout: 180000, skip: available ? false : 'PostgreSQL is not installed' }, async t => {
	const house = await demo(t), other = folder();
	atEnd(t, () => other.remove());
	const pg = await postgres(t, house.where.dir);
	house.args.push('--database', pg.url);
	house.made();
	const asks = pg.ask("SELECT id FROM ask WHERE helped = 1 AND closed IS NULL AND direction = 'ask'").split('\n').slice(0, 3);
	const [one, two] = [await start(t, house), await start(t, house)];
	const rowan = new Person(one, 'rowan'), theo = new Person(two, 'theo');
	await rowan.signIn();
	await theo.signIn();
	await sleep(1200);
	let people = 0;
	for (let k = 0; k < 4; k++) {
		await change(rowan, k);
		people += await same(house, theo, asks);
	}
	/* sixteen readings at once want the same place in the log: each has one in the end */
	const entries = () => Number(pg.ask("SELECT count(*) FROM log_entry WHERE kind = 'read'")), before = entries();
	const looks = ['call', 'GET', `/c/harbor/asks/${asks[0]}/people`, '--json', '--as', 'theo', '--data', house.where.data, ...house.args];
	const seen = await Promise.all(Array.from({ length: 16 }, () => promisify(execFile)(binary, looks, { env: cleanEnv() })));
	const each = (entries() - before) / seen.length;
	assert.ok(each >= 1 && Number.isInteger(each), `${each} entries for each reading`);
	one.child.kill('SIGKILL');
	await one.end;
	people += await same(house, theo, asks);
	assert.ok(people > 10, `${people} suggested`);
});

test('a run of proposals that is killed anywhere goes on: nobody is asked twice, nobody is left out', { timeout: 180000 }, async t => {
	const house = await demo(t);
	house.made();
	let server = await start(t, house);
	const theo = new Person(server, 'theo');
	await theo.signIn();
	await theo.tell('/c/harbor/limits', /limits$/).catch(() => {});
	await theo.go('/c/harbor/waiting');
	const csrf = /name="csrf" value="([^"]+)"/.exec((await theo.go('/c/harbor/waiting')).body_)[1];
	assert.strictEqual((await theo.go('/c/harbor/waiting/propose', { method: 'POST', form: { csrf, all: '1' } })).status, 303);
	for (let round = 0; round < 6; round++) {
		await sleep(40 + 90 * round);
		server.child.kill('SIGKILL');
		await server.end;
		server = await start(t, house);
	}
	for (let k = 0; k < 200 && lite(house.where, 'SELECT count(*) FROM proposing WHERE over IS NULL') !== '0'; k++)
		await sleep(100);
	assert.strictEqual(lite(house.where, "SELECT stage FROM proposing"), 'done');
	assert.strictEqual(lite(house.where, 'SELECT count(*) FROM (SELECT ask FROM proposal WHERE closed IS NULL GROUP BY ask HAVING count(*) > 1)'), '0');
	const asked = Number(lite(house.where, "SELECT count(*) FROM proposal WHERE made_by = 'coordinator' AND made >= (SELECT began FROM proposing)"));
	assert.strictEqual(Number(lite(house.where, 'SELECT proposed FROM proposing')), asked);
	assert.ok(asked > 0);
	assert.deepStrictEqual(await server.stop(), { code: 0, signal: null });
	assert.strictEqual(kith(['check', '--data', house.where.data]).code, 0);
});

// Hill: everybody of Harbor belongs to it too, who has room has it there as well, one place each, and ten others wait there.
const hill = id => `
	INSERT INTO membership (community, person, joined, rules_number, limits_number)
		SELECT '${id}', person, joined, 1, 1 FROM membership WHERE left_at IS NULL;
	UPDATE supporter_places SET capacity = walking + 1;
	INSERT INTO supporter_room (community, person, state, kinds, since)
		SELECT '${id}', person, state, kinds, since FROM supporter_room;
	INSERT INTO role_held (id, community, person, role, from_at)
		SELECT 'hill' || id, '${id}', person, role, from_at FROM role_held;
	INSERT INTO ask (id, community, person, direction, kinds, soon, helped, asked)
		SELECT 'hill' || m.person, '${id}', m.person, 'ask', 1, 1, 1, m.joined FROM membership m
		WHERE m.community = '${id}' AND NOT EXISTS (SELECT 1 FROM supporter_room s WHERE s.person = m.person)
		ORDER BY m.person LIMIT 10;`;
const overbooked = `SELECT count(*) FROM supporter_places s WHERE s.capacity < s.walking + (
	SELECT count(*) FROM proposal x WHERE x.other = s.person AND x.made_by = 'coordinator' AND x.closed IS NULL)`;

async function both_propose(t, house, servers, ask, tell) {
	const r = kith(['community', 'add', 'Hill', '--slug', 'hill', '--data', house.where.data, ...house.args]);
	assert.strictEqual(r.code, 0, r.err);
	tell(hill(ask("SELECT id FROM community WHERE slug = 'hill'")));
	const began = Number(ask('SELECT count(*) FROM proposal'));
	const running = [];
	for (const make of servers)
		running.push(await make());
	await Promise.all(['harbor', 'hill'].map(async (slug, k) => {
		const theo = new Person(running[k % running.length], 'theo');
		await theo.signIn();
		const csrf = /name="csrf" value="([^"]+)"/.exec((await theo.go(`/c/${slug}/waiting`)).body_)[1];
		const answer = await theo.go(`/c/${slug}/waiting/propose`, { method: 'POST', form: { csrf, all: '1' } });
		assert.strictEqual(answer.status, 303, slug);
	}));
	for (let k = 0; k < 600 && ask('SELECT count(*) FROM proposing WHERE over IS NULL') !== '0'; k++)
		await sleep(100);
	assert.strictEqual(ask("SELECT count(*) FROM proposing WHERE stage = 'done'"), '2');
	assert.strictEqual(ask(overbooked), '0');
	assert.ok(Number(ask('SELECT count(*) FROM proposal')) > began + 2);
	assert.strictEqual(ask('SELECT sum(proposed) FROM proposing'), ask(`SELECT count(*) FROM proposal x WHERE x.made_by = 'coordinator' AND EXISTS (
		SELECT 1 FROM proposing p WHERE p.community = x.community AND x.made >= p.began)`));
}

test('two communities that propose at once promise no place twice', { timeout: 180000 }, async t => {
	const house = await demo(t);
	house.made();
	await both_propose(t, house, [() => start(t, house)], sql => lite(house.where, sql),
		sql => execFileSync('sqlite3', [`${house.where.data}/kith.db`, sql]));
});

test('nor do two servers on one PostgreSQL, one for each', { timeout: 180000, skip: available ? false : 'PostgreSQL is not installed' }, async t => {
	const house = await demo(t), pg = await postgres(t, house.where.dir);
	house.args.push('--database', pg.url);
	house.made();
	await both_propose(t, house, [() => start(t, house), () => start(t, house)], pg.ask, pg.ask);
});

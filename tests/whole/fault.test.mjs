// Memory and disk fail under the running program, over and over, while people use it: nothing that was confirmed is lost,
// nothing is half-written, and it goes on or ends and begins again.
import assert from 'node:assert';
import test from 'node:test';
import { Faults, frail, lastWords, numbers, skip } from './fault.mjs';
import { atEnd, folder, healthy, sleep } from './kith.mjs';
import { available, postgres } from './pg.mjs';
import { Suite } from './suite.mjs';

async function prepared(t, args = []) {
	const at = folder();
	atEnd(t, () => at.remove());
	const faults = new Faults(at.dir), suite = new Suite(at, args, faults.env);
	atEnd(t, () => faults.end());
	suite.make();
	await suite.serve();
	atEnd(t, () => suite.server.stop('SIGKILL'));
	await suite.signInAll();
	suite.fail = (...how) => faults.fail(...how);
	suite.mend = () => faults.mend();
	suite.again = async () => {
		await suite.server.end;
		await suite.serve();
	};
	return suite;
}

async function afterwards(suite, { least = 20 } = {}) {
	await suite.server.stop();
	suite.check();
	await suite.serve();
	await suite.judge();
	assert.ok(suite.kept.size >= least, `${suite.kept.size} were confirmed: ${JSON.stringify(suite.answers)}`);
	await suite.server.stop();
}

const well = async suite => {
	for (let k = 0; k < 60; k++, await sleep(50))
		if (await healthy(suite.server))
			return;
	assert.fail('it answers nobody any more');
};

for (const [seed, burst] of [[7, 1], [19, 1], [31, 40]])
	test(`memory that runs out${burst > 1 ? ' for a while' : ''}, at any moment, costs that request and no other (${seed})`, { timeout: 90000, skip }, async t => {
		const suite = await prepared(t);
		const chance = numbers(seed);
		let did = 0, rounds = 0;
		for (const until = Date.now() + 6000; Date.now() < until || (did <= 5 && rounds < 60); rounds++) {
			suite.fail('memory', 1 + Math.floor(chance() ** 2 * 9000), burst);
			await suite.round({ signIn: rounds % 3 === 0 });
			did += suite.mend();
			if (suite.server.ended) {
				assert.match(lastWords(suite.server.log), frail, `it ended: ${suite.server.log.slice(-1500)}`);
				await suite.again();
			}
			await well(suite);
		}
		await suite.round();
		assert.ok(did > 5, `${did} failures in ${rounds} rounds`);
		await afterwards(suite);
	});

test('a full disk is said plainly, nothing of it is kept, reading goes on, and it needs no restart', { timeout: 60000, skip }, async t => {
	const suite = await prepared(t);
	const chance = numbers(11);
	for (let round = 0; round < 25; round++) {
		suite.fail('full', 1 + Math.floor(chance() * 60), round % 2 ? 1 : 1000);
		await suite.round({ signIn: round % 6 === 0 });
		suite.mend();
		await suite.round();
		assert.strictEqual(suite.server.ended, null, suite.server.log.slice(-1500));
	}
	assert.ok(suite.answers[507] > 0, JSON.stringify(suite.answers));
	assert.ok(!suite.answers.none, 'everybody got an answer');
	await well(suite);
	await afterwards(suite);
});

for (const [kind, says] of [['write', 'a disk that refuses to be written'], ['sync', 'a disk that does not keep what it was given']])
	test(`${says} confirms nothing that is not there`, { timeout: 90000, skip }, async t => {
		const suite = await prepared(t);
		const chance = numbers(kind.length);
		let did = 0, ended = 0;
		for (let round = 0; round < 12; round++) {
			await suite.round();
			suite.fail(kind, 1 + Math.floor(chance() * (kind === 'sync' ? 2 : 30)), 1000);
			await suite.round({ signIn: round % 4 === 0 });
			await sleep(50);
			did += suite.mend() > 0;
			if (suite.server.ended) {
				ended++;
				assert.deepStrictEqual(suite.server.ended, { code: 1, signal: null });
				assert.match(suite.server.log, /The disk failed while records were being written/);
				await suite.again();
			}
		}
		assert.ok(did > 6, `${did} failures`);
		assert.ok(kind !== 'sync' || ended > 6, `${ended} ends`);
		await afterwards(suite);
	});

test('writes that stop half-way are finished', { timeout: 120000, skip }, async t => {
	const suite = await prepared(t);
	let did = 0;
	for (let round = 0; round < 25; round++) {
		suite.fail('short', 1, 1000);
		await suite.round({ signIn: round % 6 === 0 });
		did += suite.mend();
	}
	assert.ok(did > 100, `${did} short writes`);
	assert.deepStrictEqual(Object.keys(suite.answers).filter(s => s >= 500 || s === 'none'), []);
	await afterwards(suite);
});

test('a disk that cannot be read costs that page and nothing that was confirmed', { timeout: 60000, skip }, async t => {
	const suite = await prepared(t);
	const chance = numbers(5);
	for (let round = 0; round < 25; round++) {
		suite.fail('read', 1 + Math.floor(chance() * 20), round % 2 ? 1 : 5);
		await suite.round({ signIn: round % 6 === 0 });
		suite.mend();
		if (suite.server.ended)
			await suite.again();
	}
	await well(suite);
	await afterwards(suite);
});

const KILLS = 8;
for (const engine of ['SQLite', 'PostgreSQL'])
	test(`killed over and over while people use it, on ${engine}: what was confirmed is there`, { timeout: 240000,
		skip: engine === 'PostgreSQL' && !available && 'no PostgreSQL here' }, async t => {
		const where = folder();
		atEnd(t, () => where.remove());
		const args = engine === 'PostgreSQL' ? ['--database', (await postgres(t, where.dir)).url] : [];
		const suite = new Suite(where, args);
		suite.make();
		await suite.serve();
		atEnd(t, () => suite.server.stop('SIGKILL'));
		await suite.signInAll();
		const chance = numbers(3);
		for (let kill = 0; kill < KILLS; kill++) {
			let going = true;
			const people = Array.from({ length: 2 }, async (_, k) => {
				while (going)
					await suite.round({ signIn: k === 0 });
			});
			/* somewhere in the middle of it, however fast the machine is: after some more writes were confirmed */
			const until = suite.kept.size + 2 + Math.floor(chance() * 8);
			for (let k = 0; k < 1000 && suite.kept.size < until; k++)
				await sleep(5);
			await suite.server.stop('SIGKILL');
			going = false;
			await Promise.all(people);
			await suite.serve();
		}
		await suite.judge();
		assert.ok(suite.kept.size >= 2 * KILLS, `${suite.kept.size} were confirmed: ${JSON.stringify(suite.answers)}`);
		await suite.server.stop();
		suite.check();
	});

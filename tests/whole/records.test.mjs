// Records of earlier years come in from the command line and go out as figures: what an operator types, and the exact
// shape of `kith report --json`.
import assert from 'node:assert';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { atEnd, folder, init, kith } from './kith.mjs';

const HEADING = 'date,kind,mode,minutes,headcount,topics,given,survey_found,survey_heard,survey_hope_before,survey_hope_after,survey_again,survey_words\n';
const KINDS = ['emotional', 'informational', 'practical', 'belonging', 'company', 'encouragement', 'advocacy'];

function house(t, name = 'River House') {
	const where = folder();
	atEnd(t, () => where.remove());
	init(where);
	const command = (...args) => kith([...args, '--data', where.data]);
	assert.strictEqual(command('community', 'add', name).code, 0);
	return { command, file(rows) {
		const at = path.join(where.dir, 'rows.csv');
		writeFileSync(at, HEADING + rows.join(''));
		return at;
	} };
}
const row = (i, survey = ',,,,,') => `2025-03-${String(1 + i % 28).padStart(2, '0')},one-to-one,phone,30,,,emotional,${survey}\n`;

test('what was brought in comes out as the figures the report promises, small ones as null', t => {
	const { command, file } = house(t);
	const answers = i => `emotional${i < 10 ? ';company' : ''}${i < 2 ? ';advocacy' : ''},${1 + i % 2},3,${i < 12 ? 6 : ''},yes,`;
	const at = file(Array.from({ length: 30 }, (_, i) => row(i, i < 20 ? answers(i) : undefined)));
	const bring = (...more) => command('import', 'encounters', at, '--community', 'river-house', '--project', 'Family', ...more);
	const report = (...more) => command('report', '--community', 'river-house', '--project', 'Family', ...more);
	assert.match(bring('--dry-run').out, /30.*20/);
	assert.strictEqual(report('--json').code, 1);           // a dry run makes no project
	assert.strictEqual(bring().code, 0);
	assert.match(bring().out, /Nothing was added/);
	const none = { n: 0, share: 0 };
	assert.deepStrictEqual(JSON.parse(report('--json').out), {
		encounters: 30, surveys: { offered: 30, returned: 20 },
		found: { emotional: { n: 20, share: 1 }, informational: none, practical: none, belonging: none, company: { n: 10, share: 0.5 },
			encouragement: none, advocacy: { n: null, share: null } },
		heard: { n: 20, mean: 1.5 }, hope: { n: 12, before_mean: 3, after_mean: 6 },
	});
});

test('a project too small for any figure is all nulls, not missing', t => {
	const { command, file } = house(t);
	assert.strictEqual(command('import', 'encounters', file([row(1)]), '--community', 'river-house', '--project', 'Family').code, 0);
	const said = JSON.parse(command('report', '--community', 'river-house', '--project', 'Family', '--json').out);
	assert.deepStrictEqual(said, {
		encounters: null, surveys: { offered: null, returned: null }, found: Object.fromEntries(KINDS.map(k => [k, { n: null, share: null }])),
		heard: { n: null, mean: null }, hope: { n: null, before_mean: null, after_mean: null },
	});
});

test('communities and projects are known by address and by name, in any script and of any length', t => {
	const { command, file } = house(t, 'Río Norte');
	const at = file(Array.from({ length: 6 }, (_, i) => row(i)));
	for (const project of ['P', 'Crisis team', '危机小组']) {
		const bring = command('import', 'encounters', at, '--community', 'Río Norte', '--project', project);
		assert.strictEqual(bring.code, 0, bring.err);
		for (const community of ['Río Norte', 'rio-norte']) {
			const said = command('report', '--community', community, '--project', project, '--json');
			assert.strictEqual(said.code, 0, said.err);
			assert.strictEqual(JSON.parse(said.out).encounters, 6, project);
		}
	}
	assert.strictEqual(JSON.parse(command('report', '--community', 'rio-norte', '--project', 'crisis-team', '--json').out).encounters, 6);
	assert.match(command('report', '--community', 'rio-norte', '--project', 'Nobody').err, /There is no project “Nobody”/);
	assert.match(command('people', 'invite', '--community', 'Río Norte').out, /\/c\/rio-norte\/join/);
});

// The browser's half of blind signatures, web/blind.js, against the vectors of RFC 9474: in Node here, in Chromium in
// tests/browser/ticket.test.mjs.  core/tests/test_blind.c holds the server's half against the same file.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

// As a module whatever this Node takes a .js file for.
const source = readFileSync(new URL('../../web/blind.js', import.meta.url), 'utf8');
const { blind, bytes, finish, random, text } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
const { vectors } = JSON.parse(readFileSync(new URL('../vectors/rfc9474.json', import.meta.url)));
const hex = said => Uint8Array.from(Buffer.from(said, 'hex'));
const unhex = b => Buffer.from(b).toString('hex');

for (const v of vectors)
	test(`${v.name}: blinded and finished as RFC 9474 says`, async () => {
		const [n, prepared] = [hex(v.n), hex(v.prepared_msg)];
		assert.equal(v.prepared_msg, v.msg_prefix + v.msg);
		const made = await blind(n, prepared, { salt: hex(v.salt), undo: hex(v.inv) });
		assert.equal(unhex(made.blinded), v.blinded_msg);
		assert.equal(unhex(await finish(n, prepared, hex(v.blind_sig), made.undo)), v.sig);
	});

test('an answer with a flipped bit, of another message or of another length is not taken', async () => {
	const [v] = vectors, n = hex(v.n), prepared = hex(v.prepared_msg), undo = hex(v.inv), answer = hex(v.blind_sig);
	for (const at of [0, 200, 511]) {
		const bent = answer.slice();
		bent[at] ^= 1;
		await assert.rejects(finish(n, prepared, bent, undo));
	}
	await assert.rejects(finish(n, prepared.slice(1), answer, undo));
	await assert.rejects(finish(n, prepared, answer.slice(1), undo));
});

test('the same message is never blinded to the same number, nor always begins alike', async () => {
	const [v] = vectors, n = hex(v.n), prepared = hex(v.prepared_msg);
	const made = await Promise.all(Array.from({ length: 8 }, () => blind(n, prepared)));
	assert.equal(new Set(made.map(x => unhex(x.blinded))).size, 8);
	for (const x of made) {
		assert.equal(x.blinded.length, n.length);
		assert.ok(unhex(x.blinded) < v.n);
	}
});

test('bytes as text and back', () => {
	for (const size of [0, 1, 2, 3, 32, 256]) {
		const b = random(size);
		assert.deepEqual(bytes(text(b)), b);
		assert.match(text(b), /^[A-Za-z0-9_-]*$/);
	}
});

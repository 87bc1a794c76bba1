// Pictures and voice notes in conversations, from outside: made anew in a process of their own, nothing of the file that was sent is
// kept or served, whatever is wrong is told, and they go where their message goes.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { chunk, png, wav } from './files.mjs';
import { Browser, folder, kith, serve } from './kith.mjs';
import { demo, files, found } from './lives.mjs';

const where = folder();
let server, marisol, rowan, theo, talk;

// ---- files, made here ----

const segment = (marker, data) => Buffer.concat([Buffer.from([0xff, marker, data.length + 2 >> 8, data.length + 2 & 255]), data]);
// Exif with an orientation and, as its description, words.
function exif(turn, words) {
	const t = Buffer.alloc(8 + 2 + 24 + 4 + words.length);
	t.write('MM\0*', 0, 'latin1');
	t.writeUInt32BE(8, 4);
	t.writeUInt16BE(2, 8);
	t.set([0x01, 0x0e, 0, 2], 10), t.writeUInt32BE(words.length, 14), t.writeUInt32BE(38, 18);
	t.set([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn], 22);
	t.write(words, 38, 'latin1');
	return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), t]));
}
function planted(jpeg, turn, mark) {
	const xmp = segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${mark}-xmp</x:xmpmeta>`));
	const icc = segment(0xe2, Buffer.from(`ICC_PROFILE\0\x01\x01${mark}-icc`)), comment = segment(0xfe, Buffer.from(`${mark}-comment<script>alert(1)</script>`));
	return Buffer.concat([jpeg.subarray(0, 2), exif(turn, `${mark}-gps`), xmp, icc, comment, jpeg.subarray(2), Buffer.from(`${mark}-behind<html><script>`)]);
}
function sizeOf(jpeg) {
	for (let at = 2; at < jpeg.length; at += 2 + jpeg.readUInt16BE(at + 2))
		if (jpeg[at + 1] >= 0xc0 && jpeg[at + 1] <= 0xc2)
			return [jpeg.readUInt16BE(at + 7), jpeg.readUInt16BE(at + 5)];
}

// ---- people ----

const cookies = p => ({ cookie: [...p.jar].map(([n, v]) => `${n}=${v}`).join('; ') });
async function bytes(p, at, headers = {}) {
	const r = await fetch(server.url + at, { headers: { ...cookies(p), ...headers }, redirect: 'manual' });
	return { status: r.status, headers: r.headers, bytes: Buffer.from(await r.arrayBuffer()) };
}
// Sends the form of the conversation as a browser without script does.
async function say(p, fields, at = talk) {
	const page = (await p.go(at)).body_, form = new FormData();
	for (const name of ['csrf', 'form_key'])
		form.append(name, new RegExp(`name="${name}" value="([^"]+)"`).exec(/<form[^>]*data-say[\s\S]*?<\/form>/.exec(page)?.[0] ?? page)?.[1] ?? '0'.repeat(26));
	for (const [name, value] of Object.entries(fields))
		form.append(name, Buffer.isBuffer(value) ? new Blob([value]) : value, ...Buffer.isBuffer(value) ? ['holiday.jpg'] : []);
	const r = await fetch(server.url + at, { method: 'POST', body: form, headers: { ...cookies(p), origin: server.url }, redirect: 'manual' });
	return { status: r.status, body: await r.text() };
}
const last = async (p, at = talk) => (await (await fetch(server.url + at, { headers: { ...cookies(p), accept: 'application/json' } })).json()).lines.at(-1);
const sent = async (p, fields) => {
	const r = await say(p, fields);
	assert.equal(r.status, 303, r.body.match(/class="fault"[^>]*>([^<]*)/)?.[1]);
	const line = await last(p);
	return { line, at: `${talk}/messages/${line.id}`, urls: line.enclosed.map(e => `${talk}/messages/${line.id}/${e.picture ? 'pictures' : 'voices'}/${e.id}`) };
};
const refused = async (p, fields, words) => {
	const before = (await last(p)).id, r = await say(p, { words: 'Keep these words', ...fields });
	assert.equal(r.status, 422);
	assert.match(r.body, words);
	assert.match(r.body, /Keep these words/, 'what was typed is still there');
	assert.match(r.body, /choose your pictures or your recording once more/);
	assert.equal((await last(p)).id, before, 'and nothing was sent');
};

before(async () => {
	const r = kith(['demo', '--data', where.data]);
	assert.equal(r.code, 0, r.err);
	server = await serve(where);
	[marisol, rowan, theo] = await Promise.all(['marisol', 'rowan', 'theo'].map(async login => {
		const p = new Browser(server);
		assert.equal((await p.fill('/sign-in', { login, password: demo[login] })).status, 303);
		return p;
	}));
	const { talks } = await (await fetch(`${server.url}/c/harbor/conversations`, { headers: { ...cookies(marisol), accept: 'application/json' } })).json();
	talk = `/c/harbor/conversations/${talks.find(t => /Rowan/.test(t.name)).id}`;
	await theo.fill('/c/harbor/settings', await settings({ voices: '1' }));
});
async function settings(more) {
	const s = await (await fetch(`${server.url}/c/harbor/settings`, { headers: { ...cookies(theo), accept: 'application/json' } })).json();
	const form = { name: s.name, about: s.about ?? '', lang: s.lang, zone: s.zone, joining: s.joining, formality: s.formality, min_cell: s.min_cell, leave_to: s.leave_to, version: s.version };
	return { ...form, ...s.pictures && { pictures: '1' }, ...s.voices && { voices: '1' }, ...more };
}
after(async () => {
	await server?.stop();
	where.remove();
});

test('a picture comes to the other, small in the talk and whole on its page, and to nobody else', async () => {
	const { line, at, urls: [url] } = await sent(marisol, { words: 'The garden', picture1: png(2000, 1000), about1: 'Two beds, one red and one blue' });
	assert.equal(line.enclosed[0].words, 'Two beds, one red and one blue');
	const page = (await rowan.go(talk)).body_;
	assert.match(page, /<img src="[^"]+\/small" width="400" height="200" loading="lazy" alt="Two beds, one red and one blue">/);
	assert.match((await rowan.go(at)).body_, new RegExp(`<img src="${url}" width="1600" height="800" alt="Two beds`));
	const whole = await bytes(rowan, url), small = await bytes(rowan, `${url}/small`);
	assert.deepEqual([sizeOf(whole.bytes), sizeOf(small.bytes)], [[1600, 800], [400, 200]]);
	for (const r of [whole, small]) {
		assert.equal(r.status, 200);
		assert.equal(r.headers.get('content-type'), 'image/jpeg');
		assert.equal(r.headers.get('cache-control'), 'no-store');
		assert.equal(r.headers.get('x-content-type-options'), 'nosniff');
		assert.match(r.headers.get('content-security-policy'), /^default-src 'none'; sandbox/);
	}
	const head = await fetch(server.url + url, { method: 'HEAD', headers: cookies(rowan) });
	assert.deepEqual([head.status, Number(head.headers.get('content-length'))], [200, whole.bytes.length]);
	assert.equal((await bytes(theo, url)).status, 404);
	assert.equal((await bytes(theo, `${url}/small`)).status, 404);
	assert.equal((await bytes(new Browser(server), url)).status, 303);
	assert.equal((await bytes(rowan, `${at}/voices/${line.enclosed[0].id}`)).status, 404, 'a picture is no recording');
});

test('nothing that was in the file beside the picture is kept or served', async () => {
	const mark = `zq${randomBytes(8).toString('hex')}`;
	const { urls: [plain] } = await sent(marisol, { picture1: png(640, 320) });
	const base = (await bytes(marisol, plain)).bytes;
	const { urls } = await sent(marisol, { words: 'Planted', picture1: planted(base, 6, mark),
		picture2: png(8, 8, [chunk('tEXt', Buffer.from(`Comment\0${mark}-text`)), chunk('eXIf', Buffer.from(`MM\0*${mark}`))]), picture3: Buffer.concat([png(9, 9), Buffer.from(`PK ${mark} <html>`)]) });
	assert.equal(urls.length, 3);
	for (const url of urls)
		for (const at of [url, `${url}/small`]) {
			const { bytes: b } = await bytes(rowan, at);
			assert.ok(b.length > 100);
			for (const trace of [mark, 'Exif', 'xmpmeta', 'ICC_PROFILE', '<script', '<html'])
				assert.ok(!b.includes(trace), `${trace} at ${at}`);
			assert.deepEqual([...b.subarray(-2)], [0xff, 0xd9], 'nothing behind its end');
		}
	assert.deepEqual(sizeOf((await bytes(rowan, urls[0])).bytes), [320, 640], 'turned as the camera was held');
	assert.deepEqual(found([Buffer.from(mark)], files(where.dir)), [], 'nowhere on the disk');
	assert.deepEqual(found([base.subarray(200, 240), (await bytes(rowan, urls[0])).bytes.subarray(200, 240)], files(where.dir)), [], 'no picture lies there unsealed');
});

test('what is no picture is told plainly, and the words stay', async () => {
	const kinds = [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), Buffer.from('<!doctype html><p>Hello'),
		Buffer.from('%PDF-1.7\n'), Buffer.from('GIF89a'), Buffer.from('MZ and so on'), randomBytes(500)];
	for (const file of kinds)
		await refused(marisol, { picture1: file }, /This is not a picture that can be read here/);
	await refused(marisol, { picture1: png(50, 50).subarray(0, 60) }, /It may be damaged/);
	await refused(marisol, { picture1: Buffer.from('RIFF\x10\0\0\0WEBPVP8 broken', 'latin1') }, /It may be damaged/);
	const bomb = png(1, 1), wide = Buffer.alloc(13);
	wide.writeUInt32BE(30000), wide.writeUInt32BE(30000, 4), wide.set([8, 2], 8);
	await refused(marisol, { picture1: Buffer.concat([bomb.subarray(0, 8), chunk('IHDR', wide), bomb.subarray(33)]) }, /too many dots/);
	await refused(marisol, { picture1: Buffer.alloc((12 << 20) + 1, 0xff) }, /at most 12 megabytes/);
	assert.equal((await say(marisol, { words: '' })).status, 422, 'neither words nor a picture is nothing');
});

test('a picture goes with its message, at once and from the disk', async () => {
	const { at, urls: [url] } = await sent(marisol, { words: 'Not this one', picture1: png(300, 300) });
	assert.equal((await bytes(rowan, url)).status, 200);
	assert.equal((await marisol.fill(at, {}, `${at}/take-back`)).status, 303);
	for (const p of [marisol, rowan])
		for (const gone of [url, `${url}/small`])
			assert.equal((await bytes(p, gone)).status, 404);
	assert.deepEqual((await last(rowan)).enclosed, []);
});

test('a voice note is taken where the community wants it, plays in parts, and says how long it is', async () => {
	const mark = `zq${randomBytes(8).toString('hex')}`;
	const { line, urls: [url] } = await sent(marisol, { voice: wav(3, 16000, Buffer.from(`LIST\x30\0\0\0INFOICMT${mark}`, 'latin1')), said: 'I am on my way' });
	assert.deepEqual([line.enclosed[0].picture, line.enclosed[0].seconds], [false, 3]);
	const page = (await rowan.go(talk)).body_;
	assert.match(page, new RegExp(`<audio controls preload="none" src="${url}">`));
	assert.match(page, /Voice note · 0:03/);
	assert.match(page, /I am on my way/);
	const whole = await bytes(rowan, url);
	assert.equal(whole.headers.get('content-type'), 'audio/mpeg');
	assert.equal(whole.headers.get('accept-ranges'), 'bytes');
	assert.ok(whole.bytes.length > 2000 && whole.bytes.length < 40000, `${whole.bytes.length}`);
	assert.ok(!whole.bytes.includes(mark) && !found([Buffer.from(mark)], files(where.dir)).length);
	const n = whole.bytes.length;
	for (const [asked, status, range, from, to] of [['bytes=0-1', 206, `bytes 0-1/${n}`, 0, 2], ['bytes=10-', 206, `bytes 10-${n - 1}/${n}`, 10, n], ['bytes=-5', 206, `bytes ${n - 5}-${n - 1}/${n}`, n - 5, n],
		[`bytes=${n}-`, 416, `bytes */${n}`, 0, 0], ['bytes=0-1,4-5', 200, null, 0, n], ['lines=0-1', 200, null, 0, n], ['bytes=5-2', 200, null, 0, n]]) {
		const r = await bytes(rowan, url, { range: asked });
		assert.deepEqual([r.status, r.headers.get('content-range')], [status, range], asked);
		assert.ok(r.bytes.equals(whole.bytes.subarray(from, to)), asked);
	}
	await refused(marisol, { voice: Buffer.from('\x1aE\xdf\xa3 webm', 'latin1') }, /This kind of recording cannot be read here/);
	await refused(marisol, { voice: wav(183, 16000) }, /Please keep it to 3 minutes/);
	await theo.fill('/c/harbor/settings', await settings({ voices: '0' }));
	await refused(marisol, { voice: wav(1) }, /does not take recordings/);
	assert.doesNotMatch((await marisol.go(talk)).body_, /Add a voice note/);
	assert.equal((await bytes(rowan, url)).status, 200, 'what was said stays');
	await theo.fill('/c/harbor/settings', await settings({ voices: '1' }));
});

test('only a conversation where voices are taken may ask for the microphone', async () => {
	const of = async at => (await marisol.go(at)).headers.get('permissions-policy');
	assert.match(await of(talk), /microphone=\(self\)/);
	for (const at of ['/', '/c/harbor', '/c/harbor/conversations', '/me'])
		assert.match(await of(at), /microphone=\(\)/, at);
});

function unzip(b) {
	const held = {};
	for (let at = b.readUInt32LE(b.length - 6), n = b.readUInt16LE(b.length - 12); n > 0; n--) {
		const [size, name, more, note, from] = [b.readUInt32LE(at + 20), b.readUInt16LE(at + 28), b.readUInt16LE(at + 30), b.readUInt16LE(at + 32), b.readUInt32LE(at + 42)];
		const data = from + 30 + b.readUInt16LE(from + 26) + b.readUInt16LE(from + 28), raw = b.subarray(data, data + size);
		held[b.toString('utf8', at + 46, at + 46 + name)] = b.readUInt16LE(at + 10) === 8 ? inflateRawSync(raw) : raw;
		at += 46 + name + more + note;
	}
	return held;
}

test('everything of mine holds them as files, and leaving takes them', async () => {
	const { line, urls: [url] } = await sent(marisol, { words: 'To keep', picture1: png(120, 80), voice: wav(1) }), seen = await bytes(rowan, url);
	for (const p of [marisol, rowan]) {
		const held = unzip((await bytes(p, '/me/everything/archive')).bytes);
		assert.ok(held[`pictures/${line.enclosed[0].id}.jpg`].equals(seen.bytes));
		assert.ok(held[`voices/${line.enclosed[1].id}.mp3`].length > 500);
		assert.match(held['mine.html'].toString(), new RegExp(`pictures/${line.enclosed[0].id}.jpg`));
	}
	process.kill(Number(execFileSync('pgrep', ['-P', String(server.child.pid), 'kith-studio'], { encoding: 'utf8' })), 'SIGKILL');
	await refused(marisol, { picture1: png(9, 9) }, /cannot be taken right now\. You can send your words without them/);
	assert.equal((await say(marisol, { words: 'In words, then' })).status, 303);
	const out = await marisol.fill('/me/leave', { sure: '1' });
	assert.ok(out.status < 400, `${out.status} ${/class="fault"[^>]*>([^<]*)/.exec(out.body_)?.[1]}`);
	assert.equal((await bytes(rowan, url)).status, 404);
	await server.stop();
	const sql = readdirSync(where.data).filter(f => statSync(path.join(where.data, f)).isFile());
	assert.ok(sql.length && readFileSync(path.join(where.data, 'kith.db')).length);
	const told = kith(['check', '--data', where.data]);
	assert.equal(told.code, 0, told.err + told.out);
});

// Requests that are not HTTP, or too much of it: each is refused or its connection closed, and the server stays well.
import assert from 'node:assert';
import test from 'node:test';
import { fresh, healthy, raw } from './kith.mjs';

const host = 'Host: kith.test\r\n';
const get = (line, more = '') => `${line}\r\n${host}${more}\r\n`;
const post = more => `POST /language HTTP/1.1\r\n${host}Content-Type: application/x-www-form-urlencoded\r\n${more}`;
const long = n => 'a'.repeat(n);

const requests = {
	'no host in HTTP/1.1': 'GET /health HTTP/1.1\r\n\r\n',
	'two hosts': get('GET /safety HTTP/1.1', host),
	'a host with a blank in it': 'GET /safety HTTP/1.1\r\nHost: a b\r\n\r\n',
	'a host with a path': 'GET /safety HTTP/1.1\r\nHost: a/b\r\n\r\n',
	'an empty host': 'GET /safety HTTP/1.1\r\nHost: \r\n\r\n',
	'no version': 'GET /safety\r\n\r\n',
	'HTTP/0.9': get('GET /safety HTTP/0.9'),
	'HTTP/2.0': get('GET /safety HTTP/2.0'),
	'HTTP/1.2': get('GET /safety HTTP/1.2'),
	'HTTP/11': get('GET /safety HTTP/11'),
	'http in small letters': get('GET /safety http/1.1'),
	'a blank behind the version': get('GET /safety HTTP/1.1 '),
	'two blanks in the request line': get('GET  /safety HTTP/1.1'),
	'two blanks before the version': get('GET /safety  HTTP/1.1'),
	'tabs in the request line': get('GET\t/safety\tHTTP/1.1'),
	'a blank in the path': get('GET /safe ty HTTP/1.1'),
	'a blank before the method': get(' GET /safety HTTP/1.1'),
	'no path': get('GET HTTP/1.1'),
	'a path without a slash': get('GET safety HTTP/1.1'),
	'another server\'s address': get('GET http://elsewhere.test/ HTTP/1.1'),
	'an asterisk': get('GET * HTTP/1.1'),
	'CONNECT': get('CONNECT kith.test:443 HTTP/1.1'),
	'a fragment': get('GET /safety#top HTTP/1.1'),
	'a NUL in the path': get('GET /saf\0ety HTTP/1.1'),
	'an encoded NUL in the path': get('GET /safety%00 HTTP/1.1'),
	'half an escape': get('GET /safety%4 HTTP/1.1'),
	'an escape that is none': get('GET /safety%zz HTTP/1.1'),
	'a control character in the path': get('GET /safety\x01 HTTP/1.1'),
	'bytes above ASCII in the path': get('GET /safety\xe9 HTTP/1.1'),
	'dots that climb': get('GET /../../etc/passwd HTTP/1.1'),
	'encoded dots that climb': get('GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1'),
	'dots behind static': get('GET /static/../kith.key HTTP/1.1'),
	'a backslash': get('GET /\\safety HTTP/1.1'),
	'a method in small letters': get('get /safety HTTP/1.1'),
	'an unknown method': get('BREW /safety HTTP/1.1'),
	'a method that is no token': get('G(T /safety HTTP/1.1'),
	'an empty method': get(' /safety HTTP/1.1'),
	'TRACE': get('TRACE /safety HTTP/1.1'),
	'a path of 6 KB': get(`GET /${long(6000)} HTTP/1.1`),
	'a path of 100 KB': get(`GET /${long(100000)} HTTP/1.1`),
	'a method of 20 KB': get(`${long(20000)} / HTTP/1.1`),
	'a field of 12 KB': get('GET /safety HTTP/1.1', `X: ${long(12000)}\r\n`),
	'a field of 100 KB': get('GET /safety HTTP/1.1', `X: ${long(100000)}\r\n`),
	'two thousand fields': get('GET /safety HTTP/1.1', 'X: y\r\n'.repeat(2000)),
	'a field without a colon': get('GET /safety HTTP/1.1', 'Nonsense\r\n'),
	'a field without a name': get('GET /safety HTTP/1.1', ': value\r\n'),
	'a blank before the colon': get('GET /safety HTTP/1.1', 'X : y\r\n'),
	'a blank before the name': get('GET /safety HTTP/1.1', ' X: y\r\n'),
	'a folded field': get('GET /safety HTTP/1.1', 'X: a\r\n b\r\n'),
	'a field folded by a tab': get('GET /safety HTTP/1.1', 'X: a\r\n\tb\r\n'),
	'a name that is no token': get('GET /safety HTTP/1.1', 'X(y): z\r\n'),
	'a NUL in a field': get('GET /safety HTTP/1.1', 'X: a\0b\r\n'),
	'two NULs in a field': get('GET /safety HTTP/1.1', 'X: a\0\0b\r\n'),
	'a NUL in a name': get('GET /safety HTTP/1.1', 'X\0Y: b\r\n'),
	'a control character in a field': get('GET /safety HTTP/1.1', 'X: a\x08b\r\n'),
	'a carriage return in a field': get('GET /safety HTTP/1.1', 'X: a\rb\r\n'),
	'lines that end in a line feed alone': `GET /safety HTTP/1.1\n${host.replace('\r', '')}\n`,
	'one line that ends in a line feed alone': `GET /safety HTTP/1.1\r\nX: y\n${host}\r\n`,
	'a request line that ends in a line feed alone': `GET /safety HTTP/1.1\n${host}\r\n`,
	'a length that is negative': `${post('Content-Length: -1\r\n')}\r\n`,
	'a length with a plus': `${post('Content-Length: +3\r\n')}\r\na=b`,
	'a length in hexadecimal': `${post('Content-Length: 0x3\r\n')}\r\na=b`,
	'a length with words': `${post('Content-Length: three\r\n')}\r\na=b`,
	'a length with a blank inside': `${post('Content-Length: 1 0\r\n')}\r\na=b`,
	'a length that is empty': `${post('Content-Length: \r\n')}\r\na=b`,
	'a length with a comma': `${post('Content-Length: 3, 3\r\n')}\r\na=b`,
	'a length beyond 64 bits': `${post('Content-Length: 99999999999999999999999\r\n')}\r\na=b`,
	'a length beyond what is taken': `${post('Content-Length: 999999999999\r\n')}\r\na=b`,
	'two lengths that differ': `${post('Content-Length: 3\r\nContent-Length: 4\r\n')}\r\na=b`,
	'two lengths that agree': `${post('Content-Length: 3\r\nContent-Length: 3\r\n')}\r\na=b`,
	'no length': `${post('')}\r\na=b`,
	'a length and chunks': `${post('Content-Length: 3\r\nTransfer-Encoding: chunked\r\n')}\r\n3\r\na=b\r\n0\r\n\r\n`,
	'chunks and a length': `${post('Transfer-Encoding: chunked\r\nContent-Length: 3\r\n')}\r\n3\r\na=b\r\n0\r\n\r\n`,
	'chunks': `${post('Transfer-Encoding: chunked\r\n')}\r\n3\r\na=b\r\n0\r\n\r\n`,
	'chunks twice': `${post('Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n')}\r\n0\r\n\r\n`,
	'chunks in HTTP/1.0': `POST /language HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
	'a chunk size that is negative': `${post('Transfer-Encoding: chunked\r\n')}\r\n-3\r\na=b\r\n0\r\n\r\n`,
	'a chunk size that is no number': `${post('Transfer-Encoding: chunked\r\n')}\r\nxyz\r\na=b\r\n0\r\n\r\n`,
	'a chunk size of 0x3': `${post('Transfer-Encoding: chunked\r\n')}\r\n0x3\r\na=b\r\n0\r\n\r\n`,
	'a chunk size beyond 64 bits': `${post('Transfer-Encoding: chunked\r\n')}\r\nfffffffffffffffff\r\na=b\r\n0\r\n\r\n`,
	'a chunk extension of 300 KB': [`${post('Transfer-Encoding: chunked\r\n')}\r\n3;x=`, long(300000), '\r\na=b\r\n0\r\n\r\n'],
	'a bare line feed behind a chunk size': `${post('Transfer-Encoding: chunked\r\n')}\r\n3\na=b\r\n0\r\n\r\n`,
	'a chunk longer than its size': `${post('Transfer-Encoding: chunked\r\n')}\r\n3\r\na=bcd\r\n0\r\n\r\n`,
	'an unknown transfer encoding': `${post('Transfer-Encoding: xchunked\r\n')}\r\n3\r\na=b\r\n0\r\n\r\n`,
	'gzip and chunks': `${post('Transfer-Encoding: gzip, chunked\r\n')}\r\n0\r\n\r\n`,
	'a transfer encoding behind a tab': `${post('Transfer-Encoding:\tchunked\r\nContent-Length: 3\r\n')}\r\na=b`,
	'a packed body': `${post('Content-Encoding: gzip\r\nContent-Length: 3\r\n')}\r\na=b`,
	'an expectation nobody knows': `${post('Expect: a-miracle\r\nContent-Length: 3\r\n')}\r\na=b`,
	'a body behind GET': get('GET /safety HTTP/1.1', 'Content-Length: 3\r\n') + 'a=b',
	'a kind of body nobody knows': `POST /language HTTP/1.1\r\n${host}Content-Type: text/xml\r\nContent-Length: 4\r\n\r\n<a/>`,
	'JSON that is cut off': `POST /language HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: 8\r\n\r\n{"lang":`,
	'JSON that is deep': `POST /language HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n${'['.repeat(5000)}`,
	'JSON with a name twice': `POST /language HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: 25\r\n\r\n{"lang":"es","lang":"en"}`,
	'a form with half an escape': `${post('Content-Length: 6\r\n')}\r\nlang=%`,
	'a form of a thousand fields': `${post('Content-Length: 4000\r\n')}\r\n${'a=b&'.repeat(1000)}`,
	'multipart without a boundary': `POST /language HTTP/1.1\r\n${host}Content-Type: multipart/form-data\r\nContent-Length: 3\r\n\r\na=b`,
	'multipart that never ends': `POST /language HTTP/1.1\r\n${host}Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 20\r\n\r\n--x\r\nContent-Dispositi`,
	'two authorizations': get('GET /safety HTTP/1.1', 'Authorization: Bearer a\r\nAuthorization: Bearer b\r\n'),
	'two cookies fields': get('GET /safety HTTP/1.1', 'Cookie: a=b\r\nCookie: c=d\r\n'),
	'TLS': Buffer.from('1603010200010001fc0303', 'hex'),
	'HTTP/2 without asking': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
	'noise': Buffer.from(Array.from({ length: 4000 }, (_, k) => (k * 7919 + 13) % 256)),
	'noise with line ends': Buffer.from('\r\n\r\n\0\0\r\n:\r\n\r\n: :\r\n\r\n', 'latin1'),
};

test('what is not a request is refused, and the server stays well', async t => {
	const server = await fresh(t);
	for (const [name, bytes] of Object.entries(requests))
		await t.test(name, async () => {
			const r = await raw(server.port, bytes, { wait: 700 });
			assert.ok((r.status >= 400 && r.status < 600 && r.status !== 500) || (r.status === 0 && r.text === ''),
				`answered ${r.text.slice(0, 200)}`);
			assert.ok(r.replies <= 2, 'one answer, or one and the end of what follows');
			assert.ok(await healthy(server));
		});
	assert.ok(Object.keys(requests).length >= 40);
	assert.doesNotMatch(server.log, / 500 /);
});

// What libmicrohttpd finds wrong before there is a request (a head it cannot split, lengths that contradict each other) it would answer
// itself, with pages built into it: in their place stands ours.
test('every answer carries the fields that protect its reader, also those that the library makes itself', async t => {
	const server = await fresh(t), ours = await fetch(`${server.url}/health`);
	let bare = 0;
	const wanted = ['content-security-policy', 'x-content-type-options', 'referrer-policy', 'cross-origin-opener-policy',
		'cross-origin-resource-policy', 'permissions-policy'].map(name => `${name}: ${ours.headers.get(name)}`);
	assert.match(wanted[0], /default-src 'none'/);
	for (const [name, bytes] of Object.entries(requests)) {
		const r = await raw(server.port, bytes, { wait: 700 });
		const end = r.text.indexOf('\r\n\r\n'), fields = r.text.slice(0, end).split('\r\n'), body = r.text.slice(end + 4);
		if (!r.text)
			continue;
		for (const line of wanted)
			assert.ok(fields.some(f => f.replace(/^[^:]+/, n => n.toLowerCase()) === line), `${name}: ${line} is missing: ${r.text}`);
		assert.ok(fields.some(f => /^cache-control: no-store$/i.test(f)), `${name}: ${r.text}`);
		const ways = [...body.matchAll(/<a [^>]*href="([^"]+)"/g)].map(m => m[1]);
		assert.ok(!body || /^(ok\n|\{)/.test(body) || (ways[0].endsWith('/leave') && ways[1].endsWith('/crisis')), `${name}: the way out is not first: ${r.text}`);
		assert.ok(!/aaaa/i.test(body), `${name}: something that was sent comes back: ${body}`);
		if (!body.includes('That did not work'))
			continue;
		bare++;
		assert.ok(!fields.some(f => /^(set-cookie|location|refresh):/i.test(f)), name);
	}
	assert.ok(bare > 40, `${bare} of them were answered without a request that could be understood`);
});

test('a body that was refused is never read as the next request', async t => {
	const server = await fresh(t);
	const hidden = `GET /health HTTP/1.1\r\n${host}\r\n`;
	for (const more of ['Transfer-Encoding: chunked\r\n', `Content-Length: 99999999\r\n`, 'Content-Length: 5\r\nContent-Length: 6\r\n',
		'Content-Length: 0\r\nTransfer-Encoding: chunked\r\n']) {
		const r = await raw(server.port, `${post(more)}\r\n${hidden}`);
		assert.doesNotMatch(r.text, /\r\nok\n/, more);
		assert.ok(r.closed, more);
	}
});

test('requests one behind the other are answered in order', async t => {
	const server = await fresh(t);
	const r = await raw(server.port, get('GET /health HTTP/1.1') + get('GET /robots.txt HTTP/1.1') + get('GET /health HTTP/1.1', 'Connection: close\r\n'));
	assert.strictEqual(r.replies, 3);
	assert.ok(r.text.indexOf('ok\n') < r.text.indexOf('Disallow') && r.text.indexOf('Disallow') < r.text.lastIndexOf('ok\n'));
});

test('a request is understood however it is cut into pieces', async t => {
	const server = await fresh(t);
	const body = 'lang=es&back=%2Fsafety';
	const whole = `POST /language HTTP/1.1\r\n${host}Origin: http://kith.test\r\nContent-Type: application/x-www-form-urlencoded\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
	for (const step of [1, 2, 7, 40]) {
		const pieces = [];
		for (let k = 0; k < whole.length; k += step)
			pieces.push(whole.slice(k, k + step));
		const r = await raw(server.port, pieces);
		assert.strictEqual(r.status, 303, r.text);
		assert.match(r.text, /Location: \/safety\r\n/);
	}
});

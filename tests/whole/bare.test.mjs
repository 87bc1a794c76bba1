// What is answered where no page of the usual kind can be made: Leave and crisis help come first there too, in each language, and
// programs get an error in the shape of all others; a write that was kept is never called a failure.
import assert from 'node:assert';
import test from 'node:test';
import { atEnd, folder, fresh, kith, probe, raw, serve } from './kith.mjs';
import { demo, Person } from './lives.mjs';

const head = (line, more = '') => `${line} HTTP/1.1\r\nHost: kith.test\r\nConnection: close\r\n${more}\r\n`;
const post = (at, more) => head(`POST ${at}`, `Content-Type: application/x-www-form-urlencoded\r\n${more}`);
// What is refused before there is a route, by status: how to ask for it at this path.
const refused = {
	400: at => head(`GET ${at}%00`),
	411: at => post(at, 'Transfer-Encoding: chunked\r\n') + '3\r\na=b\r\n0\r\n\r\n',
	413: at => post(at, 'Content-Length: 9300000000000000000\r\n'),
	414: at => head(`GET ${at}${'a'.repeat(5000)}`),
	415: at => post(at, 'Content-Encoding: gzip\r\nContent-Length: 3\r\n') + 'a=b',
	431: at => head(`GET ${at}`, `X: ${'x'.repeat(9000)}\r\n`),
	501: at => post(at, 'Transfer-Encoding: gzip, chunked\r\n'),
};
// What the library finds wrong by itself: there is no request yet, and so no JSON either.
const librarys = {
	400: 'GET /safety HTTP/1.1\r\nNonsense\r\n\r\n',
	413: head('POST /language', 'Content-Length: 99999999999999999999999\r\n'),
};
const body = text => text.slice(text.indexOf('\r\n\r\n') + 4);

function isThePage(text, why, says = 'That did not work') {
	assert.match(text, /^Content-Type: text\/html; charset=utf-8\r$/m, why);
	assert.match(text, /^Cache-Control: no-store\r$/m, why);
	assert.match(text, /^Content-Security-Policy: default-src 'none'/m, why);
	const ways = [...body(text).matchAll(/<a [^>]*href="([^"]+)"/g)].map(m => m[1]);
	assert.deepStrictEqual(ways, ['/leave', '/crisis', '/'], `${why}: ${text}`);
	for (const words of ['<span lang="en">Leave</span>', '<span lang="es">Salir ya</span>', '<span lang="en">Crisis help</span>',
		'<span lang="es">Ayuda en crisis</span>', `<h1><span lang="en">${says}</span>`])
		assert.ok(body(text).includes(words), `${why}: ${words}: ${text}`);
	assert.match(Buffer.from(body(text), 'latin1').toString(), /<span lang="es">(Eso no funcionó|Quedó guardado)</, why);
	assert.ok(body(text).trimEnd().endsWith('</html>'), 'whole');
	const sheet = /<link rel="stylesheet" href="([^"]+)"/.exec(text)[1];
	assert.match(sheet, /^\/static\/\w+\/kith\.css$/);
	return sheet;
}

test('what is refused before it is a page of ours has Leave and crisis help first, in each language; programs get JSON', async t => {
	const server = await fresh(t);
	let sheet;
	for (const [status, bytes] of Object.entries(refused)) {
		const page = await raw(server.port, bytes('/safety'));
		assert.strictEqual(page.status, Number(status), page.text);
		sheet = isThePage(page.text, status);
		const json = await raw(server.port, bytes('/api/safety'));
		assert.strictEqual(json.status, Number(status), json.text);
		assert.match(json.text, /^Content-Type: application\/json\r$/m);
		const told = JSON.parse(body(json.text));
		assert.deepStrictEqual(Object.keys(told), ['status', 'faults', 'words', 'request'], status);
		assert.ok(['malformed', 'too_large', 'broken'].includes(told.status) && told.words, json.text);
	}
	for (const [status, bytes] of Object.entries(librarys)) {
		const page = await raw(server.port, bytes);
		assert.ok(page.status >= 400, page.text);
		isThePage(page.text, `the library's ${status}`);
	}
	const css = await fetch(server.url + sheet);
	assert.strictEqual(css.status, 200);
	assert.ok((await css.text()).includes('.way-out'));
});

test('a page for which there is no memory says so; a write whose page cannot be made was kept, and is called that', async t => {
	const server = await fresh(t, { program: probe });
	const ask = async (at, { form, json } = {}) => {
		const length = form ? `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${form.length}\r\n` : '';
		return raw(server.port, head(`${form ? 'POST' : 'GET'} ${json ? '/api' : ''}${at}`, length) + (form ?? ''));
	};
	const count = async mark => Number((await (await fetch(`${server.url}/probe/count?mark=${mark}`, { headers: { accept: 'application/json' } })).json()).n);
	const page = await ask('/probe/unsaid');
	assert.strictEqual(page.status, 500);
	isThePage(page.text, 'no memory');
	assert.strictEqual(JSON.parse(body((await ask('/probe/unsaid', { json: true })).text)).status, 'broken');
	const elsewhere = await ask('/probe/unsaid-there', { form: 'mark=there' });
	assert.strictEqual(elsewhere.status, 303, elsewhere.text);
	assert.match(elsewhere.text, /^Location: \/probe\/count\r$/m);
	const here = await ask('/probe/unsaid-here', { form: 'mark=here' });
	assert.strictEqual(here.status, 200, here.text);
	isThePage(here.text, 'kept', 'It was kept');
	const told = await ask('/probe/unsaid-there', { form: 'mark=told', json: true });
	assert.strictEqual(told.status, 200, told.text);
	assert.strictEqual(JSON.parse(body(told.text)).status, 'kept');
	for (const mark of ['there', 'here', 'told'])
		assert.strictEqual(await count(mark), 1, `${mark} was kept`);
});

test('when too many pages listen at once, the next is told so by the same page', async t => {
	const where = folder();
	atEnd(t, () => where.remove());
	assert.strictEqual(kith(['demo', '--data', where.data]).code, 0);
	const server = await serve(where, { args: ['--connections-max', '16', '--threads', '2'] });
	atEnd(t, () => server.stop('SIGKILL'));
	const cookie = async login => {
		const p = new Person(server, login, demo[login]);
		await p.signIn();
		return `Cookie: ${[...p.jar].map(([n, v]) => `${n}=${v}`).join('; ')}\r\n`;
	};
	const cookies = [await cookie('rowan'), await cookie('marisol'), await cookie('ines')], stop = new AbortController();
	atEnd(t, () => stop.abort());
	for (const c of cookies.slice(0, 2))
		for (let k = 0; k < 6; k++) {
			const r = await fetch(`${server.url}/c/harbor/live`, { headers: { cookie: c.slice(8).trim() }, signal: stop.signal });
			assert.strictEqual(r.status, 200);
		}
	const r = await raw(server.port, head('GET /c/harbor/live', cookies[2]), { wait: 3000 });
	assert.strictEqual(r.status, 503, r.text);
	assert.match(r.text, /^Retry-After: 30\r$/m);
	isThePage(r.text, 'streams');
});

// People who live in the demo: they open pages, fill every form on them with words that nothing else holds, and send it.
// Leaves what to look for, and where, to the tests.
import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { Browser } from './kith.mjs';

export const demo = { marisol: 'quiet river lantern walk', rowan: 'seven maple bridges home', ines: 'warm bread early light', theo: 'open window summer rain' };

// A word that reads like one and is nowhere else.
export const word = () => `zq${randomBytes(9).toString('hex').replace(/[0-9]/g, d => 'ghijklmnop'[d])}`;

export class Person extends Browser {
	constructor(server, login, password = demo[login]) { super(server); Object.assign(this, { login, password, words: [], sent: [] }); }
	async signIn() {
		const r = await this.fill('/sign-in', { login: this.login, password: this.password });
		if (r.status !== 303)
			throw new Error(`${this.login} is not let in: ${r.status}`);
	}
	// The links of a page that match.
	async links(at, like) {
		const body = (await this.go(at)).body_;
		return [...new Set([...body.matchAll(/href="([^"]+)"/g)].map(m => m[1].replaceAll('&amp;', '&')).filter(h => like.test(h)))];
	}
	// Fills the form of this page whose action matches: words where words go, the first choice where one is to be made.
	async tell(at, like = /./, own = {}) {
		const body = (await this.go(at)).body_;
		for (const [, head, inside] of body.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)) {
			const action = /action="([^"]*)"/.exec(head)?.[1] ?? at;
			if (!/method="post"/.test(head) || !like.test(action) || action === '/language')
				continue;
			const form = this.values(inside, own), before = this.words.length - this.fresh;
			const r = await this.go(action, { method: 'POST', form });
			this.sent.push(`${action} ${r.status}`);
			if (r.status !== 303 && r.status !== 200) {
				this.words.length = before;
				const why = [...r.body_.matchAll(/<p class="fault"[^>]*>([^<]+)/g)].map(m => m[1]).join('; ');
				throw new Error(`${this.login}: ${action} answers ${r.status} ${why} ${new URLSearchParams(form)}`);
			}
			return r;
		}
		throw new Error(`${this.login}: no form for ${like} at ${at}`);
	}
	values(inside, own) {
		const form = [], done = new Set(), attr = (tag, name) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&#39;', "'").replaceAll('&amp;', '&').replaceAll('&quot;', '"');
		const put = (name, value) => { form.push([name, value]); done.add(name); };
		this.fresh = 0;
		const say = max => {
			const w = word();
			this.words.push(w);
			this.fresh++;
			return max && Number(max) < 40 ? w : `My ${w} words`;
		};
		for (const [name, value] of Object.entries(own))
			for (const v of [value].flat())
				put(name, v);
		for (const [tag, , text] of inside.matchAll(/<input\b[^>]*>|<(textarea|select)\b[^>]*>([\s\S]*?)<\/\1>/g)) {
			const open = tag.slice(0, tag.indexOf('>') + 1), name = attr(open, 'name'), type = attr(open, 'type') ?? (/^<input/.test(open) ? 'text' : '');
			if (!name || (done.has(name) && type !== 'checkbox') || name in own)
				continue;
			if (/^<textarea/.test(open))
				put(name, say());
			else if (/^<select/.test(open))
				put(name, attr((/<option[^>]*selected[^>]*>/.exec(text) ?? /<option[^>]*value="[^"]+"[^>]*>/.exec(text) ?? [''])[0], 'value') ?? '');
			else if (type === 'hidden')
				put(name, attr(open, 'value') ?? '');
			else if (/inputmode="numeric"/.test(open))
				put(name, attr(open, 'value') ?? '7');
			else if (type === 'email')
				put(name, `${say(1)}@example.org`);
			else if (type === 'text')
				put(name, say(attr(open, 'maxlength')));
			else if (type === 'radio' && attr(open, 'value'))
				put(name, (inside.match(new RegExp(`<input[^>]*name="${name}"[^>]*checked[^>]*>`)) ?? [open]).map(t => attr(t, 'value'))[0]);
			else if (type === 'checkbox' && / checked/.test(open))
				put(name, attr(open, 'value') ?? '1');
			else if (['number', 'date', 'time'].includes(type) && attr(open, 'value'))
				put(name, attr(open, 'value'));
		}
		return form;
	}
}

// A mail server that is away: addresses can be given, and what is to be sent waits.
export const mailAway = ['--smtp-url', 'smtp://127.0.0.1:9', '--mail-from', 'kith@example.net'];

// Everything somebody can say of themselves and to one another, said once.
export async function live(server) {
	const [marisol, rowan, ines, theo] = Object.keys(demo).map(login => new Person(server, login));
	for (const p of [marisol, rowan, ines, theo])
		await p.signIn();
	for (const p of [marisol, rowan]) {
		await p.tell('/me', /^\/me$/);
		await p.tell('/me/mail', /^\/me\/mail\/address$/, { email: `${p.mail = word()}@example.org` });
		p.words.push(p.mail);
		await p.tell('/c/harbor/about-me/lived/new', /lived\/new/, { tag: '', own_tag: `tag ${p.mine = word()}`, shown: 'members', matters: 'much' });
		p.words.push(p.mine);
		await p.tell('/c/harbor/about-me/helps');
		await p.tell('/c/harbor/about-me/meeting');
		await p.tell('/c/harbor/about-me/interests', /interests/, { own: `thing ${p.thing = word()}` });
		p.words.push(p.thing);
		await p.tell('/c/harbor/about-me/apart', /apart$/);
		await p.tell('/c/harbor/asks/new', /asks\/new/, { direction: 'ask', kinds: 'practical', soon: 'week' });
	}
	await rowan.tell('/c/harbor/room', /room$/, { state: 'open', capacity: '9' });
	const walk = await both(marisol, rowan);
	const day = new Date(Date.now() - 86400000).toISOString().slice(0, 10);
	for (const p of [marisol, rowan]) {
		await p.tell(`${walk}/agreement/mine`);
		await p.tell(`${walk}/hot-spots/new`, /hot-spots/, { level: 'not' });
		await p.tell(`${walk}/encounters/new`, /encounters/, { met: 'met', day, clock: '10:00', minutes: '40', mode: 'phone', given: 'emotional', place: '' });
	}
	await marisol.tell(`${walk}/agreement`, /put-forward/);
	const meeting = (await rowan.links(`${walk}/encounters`, /^\/c\/harbor\/encounters\/[0-9a-z]{26}$/));
	for (const m of meeting)
		for (const p of [marisol, rowan])
			await p.tell(m, /words$/, { kind: 'own' });
	for (const p of [marisol, rowan])
		await ownLife(p);
	await ines.tell('/c/harbor/group-encounters/new', /group-encounters/, { day, clock: '18:00', minutes: '60', headcount: '7', mode: 'in_person' });
	await theo.tell('/c/harbor/invitations', /invitations/);
	await theo.tell('/c/harbor/settings/tags', /settings\/tags/, { kind: 'interest' });
	return { marisol, rowan, ines, theo, walk, meeting };
}

// A page about one's life, a goal and a list of steps.
async function ownLife(p) {
	const begun = async (at, like) => (await p.tell(at, like)).headers.get('location').split('?')[0];
	const page = (await p.tell('/c/harbor/pages', /pages$/, { template: 'wellness' })).headers.get('location');
	await p.tell(`${page}/toolbox`, /toolbox$/);
	await p.tell(page, /parts$/);
	const goal = await begun('/c/harbor/goals/new', /new$/), skill = await begun('/c/harbor/skills/new', /new$/);
	await p.tell(goal, /steps$/);
	await p.tell(goal, /sure$/, { sure: '4' });
	await p.tell(`${goal}/turn`, /turn$/, { turn: 'changed' });
	await p.tell(skill, /steps$/);
}

// The page of the two who walk together.
async function both(one, other) {
	const mine = await one.links('/c/harbor/connections', /^\/c\/harbor\/connections\/[0-9a-z]{26}$/);
	const theirs = await other.links('/c/harbor/connections', /^\/c\/harbor\/connections\/[0-9a-z]{26}$/);
	const shared = mine.find(m => theirs.includes(m));
	if (!shared)
		throw new Error('they do not walk together');
	return shared;
}

// ---- looking for bytes ----

export const files = dir => readdirSync(dir, { recursive: true }).map(f => path.join(dir, String(f))).filter(f => statSync(f).isFile());

// The ways in which text may lie in a file: as it is, folded, in UTF-16, in base64 at each of three places, in hex.
export function spellings(text) {
	const all = [Buffer.from(text), Buffer.from(text.toLowerCase()), Buffer.from(text.toUpperCase()), Buffer.from(text, 'utf16le'),
		Buffer.from(text, 'utf16le').swap16(), Buffer.from(Buffer.from(text).toString('hex'))];
	for (let at = 0; at < 3; at++) {
		const b = Buffer.concat([Buffer.alloc(at), Buffer.from(text)]).toString('base64').replace(/=+$/, '');
		const inner = b.slice(Math.ceil(at * 8 / 6), -1);
		all.push(Buffer.from(inner), Buffer.from(inner.replaceAll('+', '-').replaceAll('/', '_')));
	}
	return all.filter(b => b.length >= 6);
}

// Which of these words lie in which of these files?
export function found(words, where) {
	const hits = [];
	for (const file of where) {
		const bytes = readFileSync(file);
		for (const w of words)
			for (const s of Buffer.isBuffer(w) ? [w] : spellings(w))
				if (bytes.includes(s))
					hits.push(`${Buffer.isBuffer(w) ? w.toString('hex').slice(0, 24) : w} in ${path.basename(file)}`);
	}
	return [...new Set(hits)];
}

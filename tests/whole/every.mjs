// Every route that writes, asked as a browser asks: somebody of the demo opens a page that has its form, fills it and sends it.
// Knows where forms are and what a database holds; what goes wrong meanwhile is said by the tests.
import assert from 'node:assert';
import { spawn } from 'node:child_process';
import { cleanEnv, day, kith, watched } from './kith.mjs';
import { Person } from './lives.mjs';

// Who lives in the demo, with every part there is.
export const people = { marisol: 'quiet river lantern walk', rowan: 'seven maple bridges home', ines: 'warm bread early light',
	theo: 'open window summer rain', imogen: 'silver kettle morning rain', anselm: 'paper boats under bridges' };

const ID = /\/[0-9a-hjkmnp-tv-z]{26}(?=\/|$)/g, DAY = /\/\d{4}-\d\d-\d\d(?=\/|$)/g;
const kindOf = path => path.replace(/\?.*/, '').replace(ID, '/{id}').replace(DAY, '/{day}');
const plain = text => text.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"');
const SAME_MAX = 3;             // pages of one kind that are looked at
// What takes away comes later, for others may need it; what ends much comes last of all.
const later = [/\/(remove|take-back|take-out|withdraw|clear|drop|revoke|no|not-now|not-yet|untick|step-down|again|unpin|undo|pass|leave-it|back)$/,
	/\/(end|off|close|block|out|off|take-down|move-on|someone-new|end-others|all-mine)$/, /\/(leave|leave-community|sign-out)$/];
const levelOf = pattern => later.findIndex(like => like.test(pattern)) + 1;

// Every route that takes a POST, the most exact first: /asks/new before /asks/{id}.
export function writing() {
	const rows = [...kith(['routes', '--gate']).out.matchAll(/^\| `POST (\S+)`/gm)].map(([, pattern]) => ({
		pattern, like: new RegExp(`^${pattern.replace(/\{[^}]+\}/g, '[^/]+')}$`), holes: pattern.split('{').length }));
	assert.ok(rows.length > 200, 'there are routes');
	return rows.sort((a, b) => a.holes - b.holes);
}

export const levels = routes => [0, 1, 2, 3].map(level => routes.filter(r => levelOf(r.pattern) === level));

let count = 0;
// What no form says by itself: values where words alone are not taken.  By route; may ask who fills it in.
const meeting = { link: '', kind: 'group', day: day(7), title: 'A walk by the river' };
const own = {
	'/join': () => ({ name: 'Ash', login: `ash${++count}${Date.now()}`, how: 'made', email: '', lang: 'en', zone: 'UTC' }),
	'/sign-in': { login: 'rowan', password: people.rowan },
	'/me/password': who => ({ how: 'own', password: who.password }),
	'/c/{c}/settings': { leave_to: 'https://weather.test/' },
	'/c/{c}/settings/lines': { languages: 'en', phone: '988', text_to: '741741', chat: 'https://chat.test/', verified_on: day() },
	'/c/{c}/settings/lines/{id}': { languages: 'en', phone: '988', text_to: '741741', chat: 'https://chat.test/', verified_on: day() },
	'/again': who => ({ password: who.password }),
	'/c/{c}/settings/places': { lat: '40.1', lon: '-105.2' },
	'/c/{c}/asks/new': { direction: 'ask', kinds: 'practical', soon: 'week' },
	'/c/{c}/groups/new': { link: '' },
	'/c/{c}/groups/{id}/settings': { link: '' },
	'/c/{c}/gatherings/new': meeting,
	'/c/{c}/connections/{id}/gatherings/new': meeting,
	'/c/{c}/groups/{id}/gatherings/new': meeting,
	'/c/{c}/gatherings/{id}/edit': { link: '' },
	'/c/{c}/room/off': { from_day: day(10), until_day: day(12) },
};

// The forms of a page: { action, head, inside }.
const formsOf = (body, at) => [...body.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)].filter(([, head]) => /method="post"/.test(head))
	.map(([, head, inside]) => ({ action: plain(/action="([^"]*)"/.exec(head)?.[1] ?? at).replace(/\?.*/, ''), inside }));

export class Everybody {
	constructor(server, routes) {
		// Every page that needs no object, and from there what is linked.
		const starts = [...kith(['routes', '--gate']).out.matchAll(/^\| `GET (\S+)`/gm)].map(m => m[1].replace('{c}', 'harbor')).filter(p => !p.includes('{'));
		Object.assign(this, { server, routes, starts, at: new Map() });
	}
	async signIn() {
		this.who = Object.keys(people).map(login => new Person(this.server, login, people[login]));
		for (const p of this.who)
			await p.signIn();
		this.who.push(new Person(this.server, 'nobody', ''));
	}
	routeOf(action) { return this.routes.find(r => r.like.test(action)); }
	// Where each form stands: route → [{ who, page, action }].
	async look() {
		this.at.clear();
		for (const p of this.who) {
			// What is shown to everyone holds no form, and would lead first to things that have few.
			const next = [...this.starts], seen = new Set(), kinds = new Map();
			while (next.length) {
				const page = next.shift(), kind = kindOf(page), n = kinds.get(kind) ?? 0;
				if (seen.has(page) || n >= SAME_MAX || /^\/(static|api)\/|^(\/c\/[^/]+)?\/leave$|\/live$|\/open-(groups|gatherings)(\/|$)|\.(csv|json|ics|svg|png|zip)$|\/(everything|export)(\?|$)/.test(page))
					continue;
				seen.add(page);
				kinds.set(kind, n + 1);
				const r = await p.go(page);
				if (r.status === 303)
					next.push(r.headers.get('location'));
				if (r.status !== 200 || !/text\/html/.test(r.headers.get('content-type')))
					continue;
				for (const { action } of formsOf(r.body_, page)) {
					const route = this.routeOf(action);
					if (!route)
						continue;
					const list = this.at.get(route.pattern) ?? [];
					list.push({ who: p, page, action });
					this.at.set(route.pattern, list);
				}
				for (const [, href] of r.body_.matchAll(/<a [^>]*href="(\/[^"#]*)/g))
					next.push(plain(href));
			}
		}
	}
	// One request of this route by a form that stands somewhere now: the page is opened again, for what it holds may have changed.
	// all: with every box ticked.
	async request(route, all = false) {
		const of = own[route.pattern];
		for (const { who, page, action } of this.at.get(route.pattern) ?? []) {
			if (who.login === 'nobody')
				who.jar.clear();
			let r = await who.go(page);
			if (r.status === 303 && /^\/sign-in/.test(r.headers.get('location')) && who.password) {
				who.jar.clear();
				await who.signIn().catch(() => {});
				r = await who.go(page);
			}
			const found = r.status === 200 && formsOf(r.body_, page).find(f => f.action === action);
			if (!found)
				continue;
			const mine = typeof of === 'function' ? of(who) : of ?? {};
			const button = /<button[^>]*name="([^"]+)"[^>]*value="([^"]*)"/.exec(found.inside), file = /<input[^>]*type="file"[^>]*name="([^"]+)"|name="([^"]+)"[^>]*type="file"/.exec(found.inside);
			const form = [...who.values(found.inside, mine), ...button && !(button[1] in mine) ? [[button[1], plain(button[2])]] : []];
			for (const [box] of all ? found.inside.matchAll(/<input[^>]*type="checkbox"[^>]*>/g) : []) {
				const [name, value] = ['name', 'value'].map(a => new RegExp(`\\b${a}="([^"]*)"`).exec(box)?.[1]);
				if (name && !form.some(([n, v]) => n === name && (!value || v === value)))
					form.push([name, value ?? '1']);
			}
			return { who, page, action, form, file };
		}
		return null;
	}
}

// What lies in the database, table by table: what changes with every row that comes, goes or changes, and how many there are.
// SQLite: a hash of all rows.  PostgreSQL: the newest transaction that left a row.
export class Records {
	constructor(where, url) {
		this.pg = Boolean(url);
		const words = url ? ['psql', ['-XAtq', '-F|', url]] : ['sqlite3', ['-readonly', `${where.data}/kith.db`]];
		this.child = watched(spawn(...words, { stdio: ['pipe', 'pipe', 'inherit'], env: cleanEnv() }));
		this.heard = '';
		this.child.stdout.on('data', d => { this.heard += d; this.told?.(); });
	}
	async ask(sql) {
		this.heard = '';
		this.child.stdin.write(`${sql}\n${this.pg ? '\\echo' : '.print'} the-end\n`);
		while (!this.heard.endsWith('the-end\n'))
			await new Promise(done => { this.told = done; });
		return this.heard.split('\n').slice(0, -2);
	}
	async look() {
		this.sql ??= (await this.ask(this.pg ? "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1;"
			: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name;"))
			.map(name => `SELECT '${name}', ${this.pg ? 'max(xmin::text::bigint)' : `hex(sha3_query('SELECT * FROM "${name}"'))`}, count(*) FROM "${name}"`).join(' UNION ALL ') + ';';
		const rows = (await this.ask(this.sql)).map(line => line.split('|'));
		assert.ok(rows.length > 100, 'there are tables');
		return new Map(rows.map(([name, mark, n]) => [name, { mark, n }]));
	}
	end() { this.child.stdin.end(); }
}

// These change by themselves: when somebody was here, who has seen what, and what is worked off in the background.
const meanwhile = new Set(['session', 'log_entry', 'log_tree', 'job', 'survey_key', 'proposing']);
// The tables that are not as they were.
export const changed = (before, after) => [...after].filter(([name, x]) => !meanwhile.has(name) && (before.get(name)?.mark !== x.mark || before.get(name)?.n !== x.n)).map(([name]) => name);

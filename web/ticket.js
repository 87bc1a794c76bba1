/* Survey tickets on a page: draws one on the page of a meeting, answers with one on /survey.  The numbers are left to blind.js.
 * The ticket stands behind the # of an address, which browsers send to nobody; what is sent with it carries no sign-in. */
import { blind, bytes, finish, random, text } from "./blind.js";
import { entered } from "./log.js";

const APART = { credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" };
const JSON_PLEASE = { "Accept": "application/json", "Accept-Language": document.documentElement.lang };
const show = (by, shown) => document.querySelectorAll(`[data-by-${by}]`).forEach((e) => { e.hidden = !shown; });

/** What a ticket of this batch says: chance, then what it is for. */
const message = (prefix, batch) => new Uint8Array([...prefix, ...new TextEncoder().encode(`kith-survey:${batch}`)]);

/** The address of a new ticket.  The key must be the one that is shown to somebody who is not signed in, and the one in the log. */
async function draw(form) {
	const { batch, key } = form.dataset;
	const seen = await (await fetch(`/survey/keys/${batch}`, { ...APART, headers: JSON_PLEASE })).json();
	if (seen.n !== key || seen.e !== "AQAB") throw new Error("key");
	if (!await entered(await (await fetch(`/survey/keys/${batch}/log`, APART)).text(), batch, key)) throw new Error("key");
	const modulus = bytes(key), prefix = random(32), prepared = message(prefix, batch);
	const { blinded, undo } = await blind(modulus, prepared);
	const body = new URLSearchParams(new FormData(form));
	body.set("blinded", text(blinded));
	const reply = await fetch(form.action, { method: "POST", body, headers: JSON_PLEASE });
	if (!reply.ok) throw new Error("other");
	const signature = await finish(modulus, prepared, bytes((await reply.json()).signature), undo);
	return `/survey#${batch}.${text(prefix)}.${text(signature)}`;
}

function offer(form) {
	show("maths", true);
	show("rules", false);
	form.addEventListener("submit", async (event) => {
		event.preventDefault();
		if (form.dataset.drawing) return;
		form.dataset.drawing = "1";
		try { location.assign(await draw(form)); }
		catch (error) {
			form.hidden = true;
			const by = document.querySelector(`[data-trouble="${error.message === "key" ? "key" : "other"}"]`);
			by.hidden = false;
		}
	});
}

/** Each trouble as a sentence of the server's, in the list that pages have for them. */
function tell(sentences) {
	const list = document.querySelector("[data-troubles]"), points = document.createElement("ul");
	for (const words of sentences) points.append(Object.assign(document.createElement("li"), { textContent: words }));
	list.replaceChildren(points);
	list.className = "faults";
	list.hidden = false;
	list.focus();
}

function answer(form, [batch, prefix, signature]) {
	show("maths", true);
	show("rules", false);
	Object.entries({ batch, prefix, signature }).forEach(([name, value]) => { form.elements[name].value = value; });
	form.addEventListener("submit", async (event) => {
		event.preventDefault();
		const lost = document.querySelector("[data-troubles]").dataset.lost;
		try {
			const reply = await fetch(form.action, { ...APART, method: "POST", headers: JSON_PLEASE, body: new URLSearchParams([...new FormData(form)].filter(([name]) => name !== "csrf")) });
			const said = await reply.json();
			if (reply.ok) location.replace(said.location);
			else tell(said.faults?.length ? said.faults.map((fault) => fault.words) : [lost]);
		} catch { tell([lost]); }
	});
}

const meeting = document.querySelector("form[data-batch]"), questions = document.querySelector("form[data-ticket]");
const ticket = /^#(\w{26})\.([\w-]{43})\.([\w-]+)$/.exec(location.hash);
if (crypto.subtle && meeting) offer(meeting);
if (questions && ticket) answer(questions, ticket.slice(1));

/* An open conversation: what is new comes in by itself, what is typed is never lost, sending waits for no page.  One stream for
 * all pages of this browser; it says only that something is new, the words are asked for.  Without script the page does it all. */
(() => {
	"use strict";
	const log = document.querySelector("[data-talk]");
	if (!log || new URLSearchParams(location.search).has("before")) return;
	const path = location.pathname, base = path.slice(0, path.indexOf("/conversations/")), id = log.dataset.talk;
	const lines = log.querySelector("ol"), RETRY_MS = 8000, SEEN_MS = 1500;
	const say = () => document.querySelector("form[data-say]");
	const parsed = async (reply) => new DOMParser().parseFromString(await reply.text(), "text/html");
	let number = 0;

	/* ---- what is new ---- */

	const count = () => { for (const line of lines.querySelectorAll("[data-n]")) number = Math.max(number, Number(line.dataset.n)); };
	const atEnd = () => innerHeight + scrollY >= document.body.scrollHeight - 200 || !say() || say().getBoundingClientRect().bottom <= innerHeight + 40;

	/* A line that is there is replaced, in its place; another comes last.  A day stands before its first line. */
	const take = (page) => {
		const stay = atEnd();
		let day = null, came = false;
		for (const line of page.querySelectorAll("[data-talk] li")) {
			if (!line.id.startsWith("m-")) { if (line.id.startsWith("d-")) day = line; continue; }
			const here = document.getElementById(line.id);
			if (here) {
				if (here.dataset.n !== line.dataset.n) here.replaceWith(document.adoptNode(line));
			} else {
				if (day) lines.append(document.adoptNode(day));
				for (const empty of lines.querySelectorAll("li.day:not([id])")) empty.remove();
				lines.append(document.adoptNode(line));
				came = true;
			}
			day = null;
		}
		const who = page.querySelector("[data-here]"), shown = document.querySelector("[data-here]");
		if (who && shown && who.textContent !== shown.textContent) shown.replaceWith(document.adoptNode(who));
		count();
		if (came && stay) document.getElementById("say").scrollIntoView({ block: "start" });
		if (came) seen();
	};

	let asking = false, again = false;
	const ask = async () => {
		if (asking) { again = true; return; }
		asking = true;
		try {
			do {
				again = false;
				const reply = await fetch(`${base}/conversations/${id}/since?n=${number}`, { cache: "no-store", redirect: "error" });
				if (reply.ok) take(await parsed(reply));
			} while (again);
		} catch { /* without a line: the stream says when it is back */ }
		asking = false;
	};

	/* How far one has read is for oneself alone, and only while the page is looked at. */
	let seeing = 0;
	const seen = () => {
		const form = document.querySelector("form[data-seen]");
		if (!form || document.hidden) return;
		clearTimeout(seeing);
		seeing = setTimeout(() => {
			const body = new URLSearchParams(new FormData(form));
			body.set("place", String(Number.MAX_SAFE_INTEGER));
			fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => {});
		}, SEEN_MS);
	};
	document.addEventListener("visibilitychange", () => { if (!document.hidden) ask().then(seen); });

	/* ---- one stream for all pages ---- */

	const channel = "BroadcastChannel" in window ? new BroadcastChannel(`kith-live${base}`) : null;
	const hear = (event) => { if (event.ready || event.conversation === id) ask(); };
	let last = null;
	const listen = () => {
		const stream = new EventSource(`${base}/live${last === null ? "" : `?after=${last}`}`);
		const tell = (event, what) => { last = event.lastEventId; hear(what); if (channel) channel.postMessage(what); };
		stream.addEventListener("talk", (event) => tell(event, JSON.parse(event.data)));
		stream.addEventListener("ready", (event) => tell(event, { ready: true }));
		stream.addEventListener("error", () => { if (stream.readyState === EventSource.CLOSED) setTimeout(listen, RETRY_MS * (1 + Math.random())); });
	};
	if (channel) channel.addEventListener("message", (event) => hear(event.data));
	if (channel && navigator.locks) navigator.locks.request(`kith-live${base}`, () => new Promise(listen));
	else listen();

	/* ---- what is typed ---- */

	const place = `draft ${path}`;
	const keep = (words) => { try { if (words) sessionStorage.setItem(place, words); else sessionStorage.removeItem(place); } catch { /* no room, or not allowed */ } };
	const kept = () => { try { return sessionStorage.getItem(place); } catch { return null; } };
	const unsent = (shown) => { for (const note of document.querySelectorAll("[data-unsent]")) note.hidden = !shown; };

	let sending = false;
	const send = async (form) => {
		if (sending) return;
		sending = true;
		const area = form.elements.words, body = new URLSearchParams(new FormData(form)), words = area.value;
		try {
			const reply = await fetch(form.action, { method: "POST", body });
			const page = await parsed(reply), next = page.querySelector("form[data-say]");
			if (!page.querySelector("[data-talk]")) throw new Error("another page");
			if (!reply.ok && next) { form.replaceWith(document.adoptNode(next)); begin(); document.querySelector(".say .faults")?.focus(); }
			if (reply.ok && next) {
				for (const name of ["form_key", "reply"]) form.elements[name].value = next.elements[name].value;
				for (const box of form.querySelectorAll("input[type=checkbox]")) box.checked = false;
				for (const gone of form.querySelectorAll(".faults, .reply, .fault")) if (!("unsent" in gone.dataset)) gone.remove();
				if (area.value === words) area.value = "";
				keep(area.value);
				unsent(false);
				care(page);
				take(page);
			} else if (reply.ok) location.reload();
		} catch { unsent(true); keep(words); }
		sending = false;
		form.elements.words?.focus();
	};

	/* What is offered to oneself alone comes with the page. */
	const care = (page) => {
		const offer = page.querySelector("[data-care]"), shown = document.querySelector("[data-care]");
		if (offer && !shown) document.querySelector(".say").before(document.adoptNode(offer));
	};

	function begin() {
		const form = say();
		if (!form) return;
		if (!form.elements.words.value) form.elements.words.value = kept() || "";
		form.addEventListener("input", () => keep(form.elements.words.value));
		form.addEventListener("submit", (event) => { event.preventDefault(); send(form); });
	}
	count();
	begin();
	seen();
})();

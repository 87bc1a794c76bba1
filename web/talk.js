/* An open conversation: what is new comes in by itself (live.js says that there is something, the words are asked for), what is typed is
 * never lost, sending waits for no page.  Without script the page does it all. */
(() => {
	"use strict";
	const log = document.querySelector("[data-talk]");
	if (!log || new URLSearchParams(location.search).has("before")) return;
	const path = location.pathname, base = path.slice(0, path.indexOf("/conversations/")), id = log.dataset.talk;
	const lines = log.querySelector("ol"), SEEN_MS = 1500;
	const say = () => document.querySelector("form[data-say]");
	const parsed = async (reply) => new DOMParser().parseFromString(await reply.text(), "text/html");
	let number = 0;         /* all that changed up to it is on this page */

	/* ---- what is new ---- */

	const heard = (page) => { for (const line of page.querySelectorAll("[data-talk] [data-n]")) number = Math.max(number, Number(line.dataset.n)); };
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
				if (day && [...lines.querySelectorAll("li.day[id^=d-]")].at(-1)?.textContent !== day.textContent) lines.append(document.adoptNode(day));
				for (const empty of lines.querySelectorAll("li.day:not([id])")) empty.remove();
				lines.append(document.adoptNode(line));
				came = true;
			}
			day = null;
		}
		const who = page.querySelector("[data-here]"), shown = document.querySelector("[data-here]");
		if (who && shown && who.textContent !== shown.textContent) shown.replaceWith(document.adoptNode(who));
		if (came && stay) document.getElementById("say").scrollIntoView({ block: "start" });
		if (came) seen();
	};

	/* The newest page first, then those before it until one that is known: however much was said meanwhile, there is no gap.  Only the newest
	 * says how far one has heard: what changes between the questions is asked for again. */
	const catchUp = async () => {
		const pages = [];
		for (let before = ""; before !== undefined;) {
			const reply = await fetch(`${base}/conversations/${id}/since?n=${number}${before}`, { cache: "no-store", redirect: "error" });
			if (!reply.ok) return;
			pages.unshift(await parsed(reply));
			const more = pages[0].querySelector("[data-more]");
			before = more ? `&before=${more.dataset.more}` : undefined;
		}
		heard(pages.at(-1));
		for (const page of pages) take(page);
	};

	let asking = false, again = false;
	const ask = async () => {
		if (asking) { again = true; return; }
		asking = true;
		try {
			do {
				again = false;
				await catchUp();
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
			fetch(form.action, { method: "POST", body, redirect: "manual" }).then(() => document.dispatchEvent(new Event("kith-count")), () => {});
		}, SEEN_MS);
	};
	document.addEventListener("visibilitychange", () => { if (!document.hidden) ask().then(seen); });

	document.addEventListener("kith-new", ({ detail: what }) => { if (what.ready || what.about === id) ask(); });

	/* ---- what is typed ---- */

	const place = `draft ${path}`;
	/* With the key of its form: what was sent, and whose answer was lost, is the same message when it is sent again after a reload. */
	const keep = (words) => {
		try {
			if (words) sessionStorage.setItem(place, JSON.stringify({ words, key: say()?.elements.form_key.value }));
			else sessionStorage.removeItem(place);
		} catch { /* no room, or not allowed */ }
	};
	const kept = () => { try { return JSON.parse(sessionStorage.getItem(place)); } catch { return null; } };
	const unsent = (shown) => { for (const note of document.querySelectorAll("[data-unsent]")) note.hidden = !shown; };

	let sending = false;
	const send = async (form) => {
		if (sending) return;
		sending = true;
		const area = form.elements.words, data = new FormData(form), words = area.value;
		const body = [...data.values()].some((value) => value instanceof File) ? data : new URLSearchParams(data);
		try {
			const reply = await fetch(form.action, { method: "POST", body });
			const page = await parsed(reply), next = page.querySelector("form[data-say]");
			if (!page.querySelector("[data-talk]")) throw new Error("another page");
			if (!reply.ok && next) {
				form.replaceWith(document.adoptNode(next));
				document.dispatchEvent(new CustomEvent("kith-drawn-again", { detail: { from: form, to: next } }));
				begin();
				care(page);
				document.querySelector(".say .faults")?.focus();
			}
			if (reply.ok && next) {
				for (const name of ["form_key", "reply"]) form.elements[name].value = next.elements[name].value;
				for (const box of form.querySelectorAll("input[type=checkbox]")) box.checked = false;
				for (const gone of form.querySelectorAll(".faults, .reply, .fault:not([role])")) gone.remove();
				if (area.value === words) area.value = "";
				keep(area.value);
				unsent(false);
				document.dispatchEvent(new Event("kith-said"));
				care(page);
				if (joins(page)) { heard(page); take(page); } else await ask();
			} else if (reply.ok) location.reload();
		} catch { unsent(true); keep(words); }
		sending = false;
		form.elements.words?.focus();
	};

	/* Does the newest page touch what is here?  Else more was said meanwhile than it holds. */
	const joins = (page) => !lines.querySelector("[id^=m-]") || [...page.querySelectorAll("[data-talk] li[id^=m-]")].some((line) => document.getElementById(line.id));

	/* What is offered to oneself alone comes with the page. */
	const care = (page) => {
		const offer = page.querySelector("[data-care]"), shown = document.querySelector("[data-care]");
		if (offer && !shown) document.querySelector(".say").before(document.adoptNode(offer));
	};

	function begin() {
		const form = say();
		if (!form) return;
		const left = kept();
		if (left?.words && !form.elements.words.value) {
			form.elements.words.value = left.words;
			if (left.key) form.elements.form_key.value = left.key;
		}
		form.addEventListener("input", () => keep(form.elements.words.value));
		form.addEventListener("submit", (event) => { event.preventDefault(); send(form); });
	}
	heard(document);
	begin();
	seen();
})();

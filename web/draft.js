/* Writing that is not lost: keeps a draft on the server as somebody types, and on this device only while there is no signal.
 * The form works without it.  What is on the device goes when it reaches the server, and with the tab. */
(() => {
	"use strict";
	const form = document.querySelector("form[data-draft]");
	const PREFIX = "draft:";

	/* Arriving elsewhere after a form was sent means that the server has it. */
	try {
		for (const key of Object.keys(sessionStorage))
			if (key.startsWith(PREFIX) && key !== PREFIX + location.pathname && JSON.parse(sessionStorage.getItem(key)).sent) sessionStorage.removeItem(key);
	} catch { /* not allowed */ }
	if (!form) return;
	const area = form.elements.words, version = form.elements.version, draft = form.elements.draft;
	const PAUSE_MS = 1500, AGAIN_MS = 5000, MOST = 20000;
	const place = PREFIX + location.pathname;
	let known = area.value, timer = 0, sending = false, stopped = false;

	const says = (what) => form.querySelectorAll("[data-says]").forEach((e) => { e.hidden = e.dataset.says !== what; });
	const onDevice = {
		put(sent) { try { sessionStorage.setItem(place, JSON.stringify({ words: area.value, version: version.value, draft: draft.value, sent })); } catch { /* full, or not allowed */ } },
		take() { try { return JSON.parse(sessionStorage.getItem(place)); } catch { return null; } },
		drop() { try { sessionStorage.removeItem(place); } catch { /* not allowed */ } },
	};
	const length = () => [...area.value.trim()].length;

	/* Words that never reached the server come back, unless the part was saved since. */
	const left = onDevice.take();
	if (left && left.version === version.value && left.words !== area.value) {
		area.value = left.words;
		draft.value = left.draft;
	} else {
		onDevice.drop();
	}

	const later = (ms) => { clearTimeout(timer); timer = setTimeout(keep, ms); };

	async function keep() {
		if (sending || stopped || area.value === known) return;
		if (length() > MOST) { says("long"); return; }
		const body = new URLSearchParams(new FormData(form)), sent = area.value;
		sending = true;
		try {
			const reply = await fetch(`${form.action}/draft`, { method: "POST", body, keepalive: sent.length < 15000, redirect: "manual", headers: { "Accept": "application/json" } });
			if (reply.status === 409) { stopped = true; onDevice.put(); says("other"); }
			else if (reply.status === 422) { says("long"); }
			else if (!reply.ok) throw new Error("later");
			else {
				draft.value = Number(draft.value) + 1;
				known = sent;
				onDevice.drop();
				says("kept");
			}
		} catch {
			onDevice.put();
			says("waiting");
			later(AGAIN_MS);
		}
		sending = false;
		if (!stopped && area.value !== known) later(PAUSE_MS);
	}

	area.addEventListener("input", () => { says(length() > MOST ? "long" : ""); later(PAUSE_MS); });
	addEventListener("online", () => later(0));
	document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
	document.addEventListener("click", (event) => { if (event.target.closest("a.leave")) { stopped = true; onDevice.drop(); } });

	/* Without a signal a form that is sent becomes an error page: the words wait here instead. */
	form.addEventListener("submit", (event) => {
		if (length() > MOST) { event.preventDefault(); says("long"); area.focus(); return; }
		if (navigator.onLine) { onDevice.put(true); stopped = true; return; }
		event.preventDefault();
		onDevice.put();
		says("waiting");
	});
	if (left) later(0);
})();

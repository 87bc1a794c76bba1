/* What comes by itself on every page of a community: one stream for all pages of this browser says that something is new, never what; a
 * page that shows it asks for it.  How much waits in Today stands in the menu, and is said once.  Without script pages are loaded again. */
(() => {
	"use strict";
	const menu = document.querySelector("[data-live]");
	if (!menu || !("EventSource" in window)) return;
	const base = menu.dataset.live, place = `live ${base}`;
	const RETRY_MS = 8000, SETTLE_MS = 700, GATHER_MS = 400, COUNT_EVERY_MS = 3000, OLD_MS = 600000;
	const talks = document.querySelector("[data-talk]");
	const parsed = async (path) => {
		const reply = await fetch(path, { cache: "no-store", redirect: "error" });
		return reply.ok ? new DOMParser().parseFromString(await reply.text(), "text/html") : null;
	};

	/* ---- how much waits: kept in this tab for the next page, gone with Leave and signing out (kith.js) ---- */

	const kept = (() => { try { return JSON.parse(sessionStorage.getItem(place)) ?? {}; } catch { return {}; } })();
	let { waits = null, last = null } = kept, at = kept.at ?? 0;
	const keep = () => { try { sessionStorage.setItem(place, JSON.stringify({ waits, last, at })); } catch { /* no room, or not allowed */ } };
	const show = () => {
		for (const mark of menu.querySelectorAll("[data-waits]")) { mark.textContent = waits || ""; mark.hidden = !waits; }
	};
	/* Only that there is more is worth a word, and only where somebody looks. */
	const told = (now, says) => {
		const more = waits !== null && now > waits;
		waits = now;
		at = Date.now();
		keep();
		show();
		if (more && says && !document.hidden) document.querySelector("[data-says]").textContent = says;
	};

	/* ---- what this page shows of it ---- */

	const inHand = (part) => part.contains(document.activeElement) || [...part.querySelectorAll("input, textarea, select")].some((field) =>
		field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked :
			"defaultValue" in field ? field.value !== field.defaultValue : [...field.options].some((o) => o.selected !== o.defaultSelected && field.selectedIndex > 0));
	/* What somebody is at is not taken from under their hands: a line says that there is something new, and leads to it. */
	const refresh = async (...about) => {
		const parts = [...document.querySelectorAll("[data-about][id]")].filter((part) => !about.length || about.includes(part.dataset.about));
		if (!parts.length) return;
		const page = await parsed(location.href.split("#")[0]).catch(() => null);
		let changed = false;
		for (const part of parts) {
			const now = page?.getElementById(part.id);
			if (!now || now.innerHTML === part.innerHTML) continue;
			changed ||= part.dataset.about !== "today";
			if (!inHand(part)) part.replaceWith(document.adoptNode(now));
		}
		for (const line of document.querySelectorAll("[data-changed]")) if (changed) line.hidden = false;
	};

	/* ---- one stream for all pages ---- */

	const channel = "BroadcastChannel" in window ? new BroadcastChannel(`kith-live${base}`) : null;
	const hear = (what) => {
		if (what.last > (last ?? -1)) { last = what.last; keep(); }    /* whoever listens next begins there */
		if ("waits" in what) told(what.waits, what.says);
		else if (what.kind) refresh(what.about, what.kind, ...(what.today ? ["today"] : []));
		else if (what.anew) refresh();
		document.dispatchEvent(new CustomEvent("kith-new", { detail: what }));
	};
	const tell = (what) => { hear(what); channel?.postMessage(what); };

	let leads = false, counting = 0, counted = 0;
	const count = async () => {
		counting = 0;
		counted = Date.now();
		const page = await parsed(`${base}/today/waiting`).catch(() => null), mark = page?.querySelector("[data-waiting]");
		if (mark) tell({ waits: Number(mark.dataset.waiting), says: mark.textContent.trim() });
	};
	const countSoon = () => { if (leads && !counting) counting = setTimeout(count, Math.max(GATHER_MS, counted + COUNT_EVERY_MS - Date.now())); };

	const listen = () => {
		const stream = new EventSource(`${base}/live${last === null ? "" : `?after=${last}`}`);
		let anew = last === null;       /* nobody knows from where on: all that may have changed since the page came is looked at once */
		leads = true;
		const heard = (event, what) => {
			tell({ ...what, last: Number(event.lastEventId) });
			if (what.ready ? Date.now() - at > OLD_MS : what.today) countSoon();
		};
		stream.addEventListener("new", (event) => heard(event, JSON.parse(event.data)));
		stream.addEventListener("ready", (event) => { heard(event, { ready: true, anew }); anew = false; });
		stream.addEventListener("error", () => { if (stream.readyState === EventSource.CLOSED) setTimeout(listen, RETRY_MS * (1 + Math.random())); });
	};
	channel?.addEventListener("message", ({ data }) => {
		if (data.count) countSoon();
		else if (!data.ask) hear(data);
		else if (leads) channel.postMessage({ ...(waits !== null && { waits }), ...(last !== null && { last }) });
	});
	/* Something was read or done on this page by script. */
	document.addEventListener("kith-count", () => { if (leads) countSoon(); else channel?.postMessage({ count: true }); });

	show();
	channel?.postMessage({ ask: true });
	setTimeout(() => {
		if (channel && navigator.locks) navigator.locks.request(`kith-live${base}`, () => new Promise(listen));
		else listen();
	}, talks ? 0 : SETTLE_MS);
})();

/* A copy of this page on the person's own device, only when they ask for it: puts it there, takes it away, says which.  offline.js
 * gives it out when there is no signal; kith.js takes it away at signing out and leaving. */
(() => {
	"use strict";
	const place = document.querySelector("[data-keep]");
	if (!place || !navigator.serviceWorker || !self.caches) return;
	const STORE = "kith-copy", here = location.pathname;
	const button = (what) => place.querySelector(`[data-keep-do="${what}"]`);
	const says = (what) => place.querySelectorAll("[data-keep-says]").forEach((e) => { e.hidden = e.dataset.keepSays !== what; });
	const show = (kept) => {
		button("put").hidden = kept;
		button("drop").hidden = !kept;
		says(kept ? "kept" : "");
	};

	/* The page, and what it looks like; not its scripts, which could do nothing without a signal. */
	async function put() {
		const store = await caches.open(STORE);
		const looks = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon]")].map((e) => e.href);
		await Promise.all([here, ...looks].map(async (address) => {
			const reply = await fetch(address, { cache: "no-store" });
			if (!reply.ok || reply.redirected) throw new Error("not there");
			await store.put(address, reply);
		}));
		await navigator.serviceWorker.register("/offline.js", { scope: here });
		show(true);
	}

	async function drop() {
		await caches.delete(STORE);
		const workers = await navigator.serviceWorker.getRegistrations();
		await Promise.all(workers.map((w) => w.unregister()));
		show(false);
	}

	button("put").addEventListener("click", () => put().catch(() => { drop(); says("trouble"); }));
	button("drop").addEventListener("click", () => drop());
	caches.has(STORE).then(async (there) => show(there && Boolean(await (await caches.open(STORE)).match(here, { ignoreVary: true }))));
	place.hidden = false;
})();

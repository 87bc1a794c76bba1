/* Gives out the copy that keep.js put on this device, when there is no signal; with one, the page as it is now, of which the copy
 * is made anew.  Its scope is that one page. */
"use strict";
const STORE = "kith-copy";

self.addEventListener("install", () => self.skipWaiting());

async function answer(request) {
	try {
		const reply = await fetch(request);
		if (request.mode === "navigate" && reply.ok && !reply.redirected && (await caches.has(STORE)))
			await (await caches.open(STORE)).put(new URL(request.url).pathname, reply.clone());
		return reply;
	} catch {
		const copy = (await caches.has(STORE)) && (await (await caches.open(STORE)).match(request, { ignoreVary: true, ignoreSearch: true }));
		return copy || Response.error();
	}
}

self.addEventListener("fetch", (event) => {
	if (event.request.method === "GET") event.respondWith(answer(event.request));
});
